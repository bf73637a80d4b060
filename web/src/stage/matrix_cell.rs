//! What one holder has of one mail. Pressed, it says why.

use mailscope_view::{Cell, CellKind};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, icon_of};
use crate::parts::popover::Popover;
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) cell: Cell,
    /// Row and column.
    pub(crate) place: (usize, usize),
    /// Whose it is.
    pub(crate) holder: AttrValue,
    /// Whether its holder has the network.
    pub(crate) online: bool,
    pub(crate) subject: String,
    /// Whether the Tab key goes here.
    pub(crate) tab_stop: bool,
    pub(crate) on_focus: Callback<(usize, usize)>,
}

/// How a kind is drawn: class, sign, words.
fn drawn(t: &Texts, kind: CellKind) -> (&'static str, Option<Glyph>, AttrValue) {
    match kind {
        CellKind::Original => ("cell-original", None, t.text("kind-original")),
        CellKind::Same => ("cell-same", Some(Glyph::Same), t.text("kind-same")),
        CellKind::Stale => ("cell-stale", Some(Glyph::Clock), t.text("kind-stale")),
        CellKind::NeverSeen => ("cell-never", Some(Glyph::Empty), t.text("kind-never")),
        CellKind::Pending => ("cell-pending", Some(Glyph::Up), t.text("kind-pending")),
        CellKind::OwnCopy => ("cell-own", Some(Glyph::House), t.text("kind-own")),
        CellKind::Gone => ("cell-gone", Some(Glyph::Gone), t.text("kind-gone")),
    }
}

/// The cell.
#[component]
pub(crate) fn MatrixCell(props: &Props) -> Html {
    let t = use_app().t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    let cell = &props.cell;
    let place = props.place;
    let (class, sign, words) = drawn(&t, cell.kind);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    html! {
        <td role="cell" class={classes!("place", class, cell.focus.then_some("is-focus"))}>
            <button class="cell" type="button" ref={anchor.clone()}
                data-cell={format!("{}-{}", place.0, place.1)}
                tabindex={if props.tab_stop { "0" } else { "-1" }}
                aria-haspopup="dialog" aria-expanded={open.to_string()} onclick={toggle}
                onfocus={props.on_focus.reform(move |_: FocusEvent| place)}>
                if let Some(sign) = sign {
                    {icon_of("i cell-sign", sign)}
                }
                <span class="vh">{words.clone()}{": "}</span>
                if let Some(read) = cell.read {
                    {icon_of("i cell-envelope", if read { Glyph::MailOpen } else { Glyph::Mail })}
                }
                <span class="cell-text">{t.say(&cell.text)}</span>
                if cell.flagged {
                    {icon(Glyph::Flagged)}
                }
                if cell.kind == CellKind::Pending {
                    <span class="cell-extra">{pending(&t, props.online)}</span>
                }
            </button>
            if *open {
                <Popover {anchor} {on_close} label={t.text("cell-why")}>
                    <p class="popover-head">
                        {format!("{} · {}", props.holder, subject(&t, &props.subject))}
                    </p>
                    <p class="cell-kind">
                        if let Some(sign) = sign {
                            {icon(sign)}
                        }
                        {words}{": "}{t.say(&cell.text)}
                    </p>
                    <p>{t.sentence(&cell.why)}</p>
                </Popover>
            }
        </td>
    }
}

/// Where a change is that the server has not confirmed.
fn pending(t: &Texts, online: bool) -> AttrValue {
    if online { t.text("pending-on-its-way") } else { t.text("pending-waits") }
}
