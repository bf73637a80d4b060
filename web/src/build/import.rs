//! Reading a person's own mail: how far it is, and what could not be read.

use mailscope_view::Text;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::build::importing::ImportState;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) state: ImportState,
}

/// The panel below the sentence.
#[component]
pub(crate) fn ImportPanel(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    match &props.state {
        ImportState::Reading(name, done, all) => {
            let label = t.text_with("import-reading", &[("name", name.as_str().into())]);
            html! {
                <section class="import" aria-label={t.text("import")}>
                    <p>{label.clone()}</p>
                    <progress aria-label={label} value={done.to_string()} max={all.to_string()} />
                </section>
            }
        }
        ImportState::Done(summaries, problems) => report(&app, summaries, problems),
    }
}

fn report(app: &Context, summaries: &[Text], problems: &[Text]) -> Html {
    let t = &app.t;
    // They may begin with the name of a file, which stays as it is.
    let say = |text: &Text| html! { <li>{t.say(text)}</li> };
    html! {
        <section class="import" aria-label={t.text("import")}>
            <div class="import-text">
                <ul class="import-summaries">{for summaries.iter().map(say)}</ul>
                if !problems.is_empty() {
                    <p class="import-head">
                        {icon(Glyph::Warning)}
                        {t.text_with("import-problems", &[("n", problems.len().into())])}
                    </p>
                    <ul class="import-problems" tabindex="0">{for problems.iter().map(say)}</ul>
                }
            </div>
            <button class="tool" type="button" aria-label={t.text("dismiss")}
                onclick={app.send.reform(|_| Msg::DismissImport)}>
                {icon(Glyph::Close)}
            </button>
        </section>
    }
}
