//! The wires between devices and server: boxes whose borders are the wire, from column centre to
//! column centre. The dot moves, the words stand still.

use std::rc::Rc;

use mailscope_view::{DeviceId, End, WireState, WireView};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_service};
use crate::wire::tokens::tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) wires: Rc<Vec<WireView>>,
    /// The device to show where there is room for one.
    pub(crate) shown: DeviceId,
    /// Whether the dot travels or stands where it arrives.
    pub(crate) animate: bool,
    /// The moment, so that every step has a dot of its own.
    pub(crate) position: u32,
    /// The devices' names.
    pub(crate) names: Vec<AttrValue>,
}

/// All wires.
#[component]
pub(crate) fn Lane(props: &Props) -> Html {
    let t = use_app().t;
    let wires = props.wires.iter().zip(&props.names).enumerate();
    html! {
        <div class="lane" role="group" aria-label={t.text("lane")}>
            {for wires.map(|(at, (wire, name))| wire_view(&t, props, at, wire, name))}
        </div>
    }
}

fn wire_view(t: &Texts, props: &Props, at: usize, wire: &WireView, name: &AttrValue) -> Html {
    let (_, protocol, kind) = of_service(wire.service);
    let class = classes!(
        "wire",
        format!("wire-{at}"),
        format!("wire-{kind}"),
        (wire.state != WireState::Open).then_some("is-resting"),
        (wire.device == props.shown).then_some("is-shown"),
    );
    let names = [("device", name.as_str().into()), ("protocol", protocol.into())];
    html! {
        <div key={at} {class} role="group" aria-label={t.text_with("wire", &names)}>
            if let Some(end) = wire.moving {
                {packet(t, props, end, name)}
            }
            if wire.label.is_empty() {
                {rest(t, wire)}
            } else {
                <code class="wire-words">{tokens(&wire.label)}</code>
            }
        </div>
    }
}

/// The dot, on its way to `end`.
fn packet(t: &Texts, props: &Props, end: End, name: &AttrValue) -> Html {
    let device = [("device", name.as_str().into())];
    let (glyph, class, label) = match end {
        End::Server => (Glyph::Right, "packet is-out", t.text_with("packet-out", &device)),
        End::Client => (Glyph::Left, "packet is-back", t.text_with("packet-back", &device)),
    };
    html! {
        <span key={props.position} class={classes!(class, props.animate.then_some("is-flying"))}
            role="img" aria-label={label}>
            {icon(glyph)}
        </span>
    }
}

/// What a wire says when nothing moves on it.
fn rest(t: &Texts, wire: &WireView) -> Html {
    let (glyph, text) = match &wire.state {
        WireState::Open => return html! { <span class="vh">{t.text("wire-open")}</span> },
        WireState::Offline => (Glyph::WifiOff, t.text("wire-offline")),
        WireState::Resting(None) => (Glyph::Clock, t.text("wire-resting")),
        WireState::Resting(Some(time)) => {
            (Glyph::Clock, t.text_with("wire-until", &[("time", time.as_str().into())]))
        }
    };
    html! { <span class="wire-rest">{icon(glyph)}{text}</span> }
}
