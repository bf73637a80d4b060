//! The one sentence that says what just happened, and on request why.

use std::rc::Rc;

use mailscope_view::Narration;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};
use crate::shell::settings::Voice;
use crate::why;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) narration: Rc<Narration>,
    /// How much a screen reader is told beside the sentence.
    pub(crate) voice: Voice,
}

/// Characters that fit into a line of a small laptop. A longer sentence is set smaller, so that the
/// stage does not move.
const ONE_LINE: usize = 92;

/// The sentence.
#[component]
pub(crate) fn NarrationBar(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let narration = &props.narration;
    let rest = narration.rest.as_ref();
    let length = |text| t.sentence_plain(text).chars().count();
    let long = length(&narration.sentence) + rest.map_or(0, |rest| 1 + length(rest)) > ONE_LINE;
    html! {
        <section class="narration" aria-label={t.text("narration")}>
            <div class={classes!("narration-now", long.then_some("is-long"))} role="status" aria-atomic="true">
                <span class="narration-time">{narration.time.clone()}</span>
                <p>
                    {t.sentence_marked(&narration.sentence)}
                    if let Some(rest) = rest {
                        <span class="narration-rest">{" "}{t.sentence_marked(rest)}</span>
                    }
                </p>
                <span class="vh">{heard(t, narration, props.voice)}</span>
            </div>
            if let Some(entry) = narration.entry {
                <button class="why" type="button"
                    onclick={app.send.reform(move |_| Msg::Why(why::Msg::Entry(entry)))}>
                    {t.text("narration-why")}{icon(Glyph::ChevronRight)}
                </button>
            }
        </section>
    }
}

/// What is to be heard and not to be seen: how many cells have changed, and what was sent.
fn heard(t: &Texts, narration: &Narration, voice: Voice) -> String {
    let mut heard = String::new();
    if voice >= Voice::Cells && narration.changed > 0 {
        heard.push_str(&t.text_with("heard-cells", &[("n", narration.changed.into())]));
    }
    if voice >= Voice::Lines {
        for line in &narration.lines {
            heard.push(' ');
            heard.push_str(&t.text_with("heard-line", &[("line", line.as_str().into())]));
        }
    }
    heard
}
