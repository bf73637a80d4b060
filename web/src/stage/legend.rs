//! What the signs of the matrix and of the timeline mean.

use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon_of};
use crate::time::mark::{Mark, sign};

/// Both lists in a line.
#[component]
pub(crate) fn Legend() -> Html {
    let t = use_app().t;
    html! { <div class="legends">{cells(&t)}{marks(&t)}</div> }
}

/// The signs of the matrix.
pub(crate) fn cells(t: &Texts) -> Html {
    let entries = [
        ("cell-same", Glyph::Same, t.text("kind-same")),
        ("cell-stale", Glyph::Clock, t.text("kind-stale")),
        ("cell-never", Glyph::Empty, t.text("kind-never")),
        ("cell-pending", Glyph::Up, t.text("kind-pending")),
        ("cell-own", Glyph::House, t.text("kind-own")),
        ("cell-gone", Glyph::Gone, t.text("kind-gone")),
    ];
    html! {
        <ul class="legend" aria-label={t.text("legend-cells")}>
            for (class, glyph, word) in entries {
                <li {class}>{icon_of("i cell-sign", glyph)}{word}</li>
            }
        </ul>
    }
}

/// The signs of the timeline.
pub(crate) fn marks(t: &Texts) -> Html {
    let entries = [
        (Mark::Tap, t.text("mark-tap")),
        (Mark::Imap, AttrValue::from("IMAP")),
        (Mark::Pop3, AttrValue::from("POP3")),
        (Mark::Smtp, AttrValue::from("SMTP")),
        (Mark::Changed, t.text("mark-changed")),
        (Mark::Fault, t.text("mark-fault")),
        (Mark::Planned, t.text("mark-planned")),
    ];
    html! {
        <ul class="legend" aria-label={t.text("legend-marks")}>
            for (mark, word) in entries {
                <li>{sign(mark)}{word}</li>
            }
        </ul>
    }
}
