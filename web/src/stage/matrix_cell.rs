//! What one holder has of one mail. Pressed, it says why.

use mailscope_view::{Cell, CellKind, EmailId, Holder};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, icon_of};
use crate::why;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) cell: Cell,
    /// Row and column.
    pub(crate) place: (usize, usize),
    /// The mail.
    pub(crate) email: EmailId,
    /// Whose it is.
    pub(crate) of: Holder,
    /// The provider that has the original, where that is not the one on the stage.
    pub(crate) home: Option<String>,
    /// Whether its holder has the network.
    pub(crate) online: bool,
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
        CellKind::NotTheirs => ("cell-not-theirs", None, t.text("kind-not-theirs")),
    }
}

/// The cell.
#[component]
pub(crate) fn MatrixCell(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let cell = &props.cell;
    let place = props.place;
    let (class, sign, words) = drawn(t, cell.kind);
    let (of, email) = (props.of, props.email);
    let why = app.send.reform(move |_: MouseEvent| Msg::Why(why::Msg::Cell(of, email)));
    html! {
        <td role="cell" class={classes!("place", class, cell.focus.then_some("is-focus"))}>
            <button class="cell" type="button" title={t.text("cell-why")}
                data-cell={format!("{}-{}", place.0, place.1)}
                tabindex={if props.tab_stop { "0" } else { "-1" }}
                onclick={why}
                onfocus={props.on_focus.reform(move |_: FocusEvent| place)}>
                if let Some(sign) = sign {
                    {icon_of("i cell-sign", sign)}
                }
                <span class="vh">{words.clone()}{": "}</span>
                if let Some(home) = &props.home {
                    <span class="cell-home">{home.clone()}</span>
                }
                if let Some(read) = cell.read {
                    {icon_of("i cell-envelope", if read { Glyph::MailOpen } else { Glyph::Mail })}
                }
                <span class="cell-text">{t.say(&cell.text)}</span>
                if cell.flagged {
                    {icon(Glyph::Flagged)}
                }
                if cell.kind == CellKind::Pending {
                    <span class="cell-extra">{pending(t, props.online)}</span>
                }
            </button>
        </td>
    }
}

/// Where a change is that the server has not confirmed.
fn pending(t: &Texts, online: bool) -> AttrValue {
    if online { t.text("pending-on-its-way") } else { t.text("pending-waits") }
}
