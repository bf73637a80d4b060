//! One wire: a box whose borders are the wire. The dot moves, the words stand still.

use mailscope_view::{End, WireState, WireView};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_service};
use crate::stage::plan::{Leg, Place, Side};
use crate::why;
use crate::wire::tokens::tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) wire: WireView,
    pub(crate) place: Place,
    /// Whether it is to be seen where there is room for one device.
    pub(crate) shown: bool,
    pub(crate) animate: bool,
    pub(crate) position: u32,
    /// Who calls, and who is called.
    pub(crate) from: AttrValue,
    pub(crate) to: AttrValue,
}

/// The wire.
#[component]
pub(crate) fn Wire(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let node = use_node_ref();
    let wire = &props.wire;
    {
        let node = node.clone();
        use_effect_with(props.place, move |place| lay(&node, place));
    }
    let (_, protocol, kind) = wire.service.map_or((Glyph::Help, "DNS", "dns"), of_service);
    let side = match props.place.server {
        Some(Side::Left) => "is-right-of-server",
        Some(Side::Right) => "is-left-of-server",
        None => "is-around",
    };
    let class = classes!(
        "wire",
        format!("wire-{kind}"),
        side,
        if props.place.forth { "is-forth" } else { "is-hither" },
        (props.place.level > 1).then_some("is-low"),
        (wire.state != WireState::Open && wire.moving.is_none()).then_some("is-resting"),
        props.shown.then_some("is-shown"),
    );
    let names = [
        ("device", props.from.as_str().into()),
        ("to", props.to.as_str().into()),
        ("protocol", protocol.into()),
    ];
    html! {
        <div ref={node} {class} role="group" aria-label={t.text_with("wire", &names)}>
            <span class="wire-line" aria-hidden="true" />
            if let Some(end) = wire.moving {
                {packet(t, props, end)}
            }
            if wire.label.is_empty() {
                {rest(t, wire)}
            } else {
                {words(&app, wire)}
            }
        </div>
    }
}

/// Lays the wire from column to column.
fn lay(node: &NodeRef, place: &Place) {
    let Place { left, right, level, .. } = place;
    let leg = |leg: &Leg| format!("var(--x{})", leg.slot);
    dom::set_style(node, "--l", &leg(left));
    dom::set_style(node, "--r", &leg(right));
    dom::set_style(node, "--lp", &left.port.to_string());
    dom::set_style(node, "--rp", &right.port.to_string());
    dom::set_style(node, "--level", &level.to_string());
}

/// The frame in motion.
fn words(app: &Context, wire: &WireView) -> Html {
    let label = html! { <code>{tokens(&wire.label)}</code> };
    let Some(entry) = wire.entry else { return html! { <span class="wire-words">{label}</span> } };
    html! {
        <button class="wire-words" type="button" title={app.t.text("cell-why")}
            onclick={app.send.reform(move |_| Msg::Why(why::Msg::Entry(entry)))}>
            {label}
        </button>
    }
}

/// The dot, on its way to `end`.
fn packet(t: &Texts, props: &Props, end: End) -> Html {
    let (from, to) = match end {
        End::Server => (&props.from, &props.to),
        End::Client => (&props.to, &props.from),
    };
    let names = [("from", from.as_str().into()), ("to", to.as_str().into())];
    let to_the_right = (end == End::Server) == props.place.forth;
    let (glyph, way) =
        if to_the_right { (Glyph::Right, "to-right") } else { (Glyph::Left, "to-left") };
    let down = if end == End::Server { "is-out" } else { "is-back" };
    html! {
        <span key={props.position} role="img" aria-label={t.text_with("packet", &names)}
            class={classes!("packet", way, down, props.animate.then_some("is-flying"))}>
            {icon(glyph)}
        </span>
    }
}

/// What a wire says when nothing moves on it.
fn rest(t: &Texts, wire: &WireView) -> Html {
    let (glyph, text) = match &wire.state {
        WireState::Open => return html! { <span class="vh">{t.text("wire-open")}</span> },
        WireState::Offline => (Glyph::WifiOff, t.text("wire-offline")),
        WireState::Resting(None) if wire.device().is_none() => {
            return html! { <span class="vh">{t.text("wire-resting")}</span> };
        }
        WireState::Resting(None) => (Glyph::Clock, t.text("wire-resting")),
        WireState::Resting(Some(time)) => {
            (Glyph::Clock, t.text_with("wire-until", &[("time", time.as_str().into())]))
        }
    };
    html! { <span class="wire-rest">{icon(glyph)}{text}</span> }
}
