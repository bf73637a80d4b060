//! The last things that somebody did, the newest first.

use std::rc::Rc;

use mailscope_view::EventRow;
use yew::prelude::*;

use crate::app::use_app;
use crate::time::mark::sign;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) last: Rc<Vec<EventRow>>,
}

/// The list.
#[component]
pub(crate) fn LastDeeds(props: &Props) -> Html {
    let t = use_app().t;
    if props.last.is_empty() {
        return html! { <p class="deeds">{t.text("present-nothing-done")}</p> };
    }
    let rows = props.last.iter().map(|row| {
        html! {
            <li key={row.turn} class="deed">
                <span class="deed-time">{row.time.clone()}</span>
                {sign(row.tick.into())}
                <span>{t.sentence_plain(&row.what)}</span>
            </li>
        }
    });
    html! { <ol class="deeds" aria-label={t.text("present-last")}>{for rows}</ol> }
}
