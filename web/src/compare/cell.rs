//! What a holder has of a mail in one world. Pressed, it is told about below.

use mailscope_view::{CellHas, SideCell};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::compare;
use crate::parts::icon::{Glyph, icon_of};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) cell: SideCell,
    /// Row and column.
    pub(crate) place: (usize, usize),
    /// The mail, and the position of the holder.
    pub(crate) spot: (usize, usize),
    /// Whether it stands on the left side of a mail, or on the right.
    pub(crate) side: Side,
    /// Whether it belongs to a server.
    pub(crate) server: bool,
    /// The class of what is spoken in its world.
    pub(crate) pattern: &'static str,
    /// Whose it is, where there is no room for a head above it.
    pub(crate) whose: AttrValue,
    /// Whether it is told about.
    pub(crate) chosen: bool,
    /// Whether the Tab key goes here.
    pub(crate) tab_stop: bool,
    pub(crate) on_focus: Callback<(usize, usize)>,
}

/// Where a world stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Left of the mails: the calm one, to which the others are held.
    Left,
    Right,
}

/// The cell.
#[component]
pub(crate) fn SideCellView(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let cell = &props.cell;
    let (place, spot) = (props.place, props.spot);
    let loud = cell.differs && props.side == Side::Right;
    let glyph = match (cell.has, cell.read) {
        (CellHas::Gone, _) => Glyph::Gone,
        (CellHas::Never, _) => Glyph::Empty,
        (CellHas::Folder, _) => Glyph::Folder,
        (CellHas::Inbox, Some(true)) => Glyph::MailOpen,
        (CellHas::Inbox, _) => Glyph::Mail,
    };
    let missing = matches!(cell.has, CellHas::Gone | CellHas::Never);
    let class = classes!(
        "side-cell",
        if props.side == Side::Left { "is-left" } else { "is-right" },
        props.pattern,
        props.server.then_some("is-server"),
        loud.then_some("is-loud"),
        missing.then_some("is-missing"),
        (cell.has == CellHas::Folder).then_some("is-folder"),
        cell.first.then_some("is-first"),
        props.chosen.then_some("is-chosen"),
    );
    html! {
        <td role="cell" {class} data-holder={spot.1.to_string()}>
            <button type="button" class="side-press" data-cell={format!("{}-{}", place.0, place.1)}
                tabindex={if props.tab_stop { "0" } else { "-1" }}
                aria-pressed={props.chosen.to_string()}
                onfocus={props.on_focus.reform(move |_: FocusEvent| place)}
                onclick={app.send.reform(move |_| {
                    Msg::Compare(compare::Msg::Pair(spot.0, spot.1))
                })}>
                <span class="side-whose" aria-hidden="true">{props.whose.clone()}</span>
                {icon_of("i side-sign", glyph)}
                <span class="side-text">{t.say(&cell.text)}</span>
                if cell.flagged {
                    {icon_of("i side-sign", Glyph::Flagged)}
                }
                <span class="side-mark">
                    if cell.differs {
                        {icon_of("i", Glyph::Differ)}<span class="vh">{t.text("side-differs")}</span>
                    } else {
                        {icon_of("i", Glyph::Same)}<span class="vh">{t.text("side-same")}</span>
                    }
                </span>
            </button>
        </td>
    }
}
