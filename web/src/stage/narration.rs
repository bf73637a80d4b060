//! The one sentence that says what just happened, and on request why.

use std::rc::Rc;

use mailscope_view::Narration;
use yew::prelude::*;

use crate::app::use_app;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) narration: Rc<Narration>,
}

/// Characters that fit into a line of a small laptop. A longer sentence is set smaller, so that the
/// stage does not move.
const ONE_LINE: usize = 92;

/// The sentence.
#[component]
pub(crate) fn NarrationBar(props: &Props) -> Html {
    let t = use_app().t;
    let open = use_state_eq(|| false);
    let narration = &props.narration;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let has_causes = !narration.because.is_empty();
    let expanded = *open && has_causes;
    let rest = narration.rest.as_ref();
    let length = |text| t.sentence_plain(text).chars().count();
    let long = length(&narration.sentence) + rest.map_or(0, |rest| 1 + length(rest)) > ONE_LINE;
    html! {
        <section class="narration" aria-label={t.text("narration")}>
            <div class={classes!("narration-now", long.then_some("is-long"))} role="status">
                <span class="narration-time">{narration.time.clone()}</span>
                <p>
                    {t.sentence_marked(&narration.sentence)}
                    if let Some(rest) = rest {
                        <span class="narration-rest">{" "}{t.sentence_marked(rest)}</span>
                    }
                </p>
            </div>
            if has_causes {
                <button class="why" type="button" aria-expanded={expanded.to_string()}
                    aria-controls="because" onclick={toggle}>
                    {t.text("narration-why")}
                    {icon(if expanded { Glyph::ChevronDown } else { Glyph::ChevronRight })}
                </button>
            }
            <ol class="because" id="because" hidden={!expanded}>
                if expanded {
                    for (time, text) in &narration.because {
                        <li>
                            <span class="because-time">{time.clone()}</span>
                            <span>{t.sentence_plain(text)}</span>
                        </li>
                    }
                }
            </ol>
        </section>
    }
}
