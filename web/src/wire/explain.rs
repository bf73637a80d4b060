//! A line explained: in a sentence, word by word, with the state of the conversation.

use std::rc::Rc;

use mailscope_view::{LineExplained, Meaning, Word};
use web_sys::Element;
use yew::prelude::*;

use super::readers::Readers;
use super::states::States;
use super::tokens::class;
use super::{Msg, party};
use crate::app::{self, Context, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::why;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) line: Option<Rc<LineExplained>>,
}

/// The explanation of the line that was chosen.
#[component]
pub(crate) fn Explain(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    // The word under the pointer or with the focus.
    let lit = use_state_eq(|| None::<usize>);
    let node = use_node_ref();
    {
        let (node, lit) = (node.clone(), lit.clone());
        use_effect_with(props.line.as_ref().map(|line| line.entry), move |entry| {
            lit.set(None);
            // Where it stands below the ladder, the page goes there.
            let root = gloo::utils::document_element();
            if let (true, Some(element)) = (entry.is_some(), node.cast::<Element>())
                && element.get_bounding_client_rect().top()
                    > f64::from(root.client_height()) - 160.0
            {
                element.scroll_into_view();
            }
        });
    }
    let Some(line) = &props.line else {
        return html! {
            <section class="explain is-empty" aria-label={t.text("line-explained")} ref={node}>
                {icon(Glyph::Ladder)}<p>{t.text("line-choose")}</p>
            </section>
        };
    };
    html! {
        <section class="explain" aria-label={t.text("line-explained")} ref={node}>
            <header class="explain-head">
                {way(&app, line)}
                <button class="tool" type="button" aria-label={t.text("line-close")}
                    onclick={app.send.reform(|_| app::Msg::Wire(Msg::Select(None)))}>
                    {icon(Glyph::Gone)}
                </button>
            </header>
            <h2 class="explain-sentence">{t.sentence_plain(&line.sentence)}</h2>
            if !line.words.is_empty() {
                {words(&app, line, &lit)}
            }
            if let Some(refusal) = &line.refusal {
                <h3>{t.text("line-refused")}</h3>
                <p class="explain-refusal">{t.sentence_plain(refusal)}</p>
            }
            {actions(&app, line)}
            if !line.meanings.is_empty() {
                <h3>{t.text("line-words")}</h3>
                <dl class="meanings">
                    {for line.meanings.iter().enumerate().map(|(at, meaning)| {
                        row(&app, at, meaning, *lit == Some(at))
                    })}
                </dl>
            }
            if let Some(states) = &line.states {
                <States states={states.clone()} />
            }
            if !line.readers.is_empty() {
                <Readers readers={line.readers.clone()} open={line.open} />
            }
        </section>
    }
}

fn way(app: &Context, line: &LineExplained) -> Html {
    let t = &app.t;
    html! {
        <p class="explain-way">
            if let Some((from, to)) = &line.way {
                {party::party(t, from)}
                {icon(Glyph::Right)}
                {party::party(t, to)}
            }
            if let Some(spoken) = line.spoken { {party::badge(spoken)} }
            <span class="explain-time">{line.time.clone()}</span>
        </p>
    }
}

/// The line, each word with its meaning behind it.
fn words(app: &Context, line: &LineExplained, lit: &UseStateHandle<Option<usize>>) -> Html {
    let t = &app.t;
    let word = |word: &Word| {
        let Some(at) = word.meaning else {
            return html! { <span class={class(word.role)}>{word.text.clone()}</span> };
        };
        let meaning = &line.meanings[at];
        let title = format!("{} ({})", t.say(&meaning.text), meaning.section);
        let light = |to: Option<usize>| {
            let lit = lit.clone();
            move || lit.set(to)
        };
        let (on, off) = (light(Some(at)), light(None));
        let (focus, blur) = (light(Some(at)), light(None));
        html! {
            <button type="button" class={classes!(class(word.role), "word",
                (**lit == Some(at)).then_some("is-lit"))} {title}
                aria-describedby={format!("meaning-{at}")}
                onmouseenter={Callback::from(move |_: MouseEvent| on())}
                onmouseleave={Callback::from(move |_: MouseEvent| off())}
                onfocus={Callback::from(move |_: FocusEvent| focus())}
                onblur={Callback::from(move |_: FocusEvent| blur())}>
                {word.text.clone()}
            </button>
        }
    };
    let (octets, more) = line.octets;
    let sizes = [
        ("size", t.octets(octets as u64).to_string().into()),
        ("more", t.octets(more as u64).to_string().into()),
    ];
    let size = if more > 0 { t.text_with("line-bytes", &sizes) } else { t.octets(octets as u64) };
    let protocol = line.spoken.map_or("", party::class);
    html! {
        <>
            <div class={classes!("explain-line", format!("explain-{protocol}"))}>
                {for line.words.iter().map(word)}
            </div>
            <p class="explain-size">{size}</p>
        </>
    }
}

fn row(app: &Context, at: usize, meaning: &Meaning, lit: bool) -> Html {
    let t = &app.t;
    let role = t.say(&meaning.role_name);
    let named = [("role", role.as_str().into()), ("rule", meaning.rule.into())];
    html! {
        <div class={classes!("meaning", lit.then_some("is-lit"))}>
            <dt><code class={class(meaning.role)}>{meaning.word.clone()}</code></dt>
            <dd id={format!("meaning-{at}")}>
                {t.say(&meaning.text)}{" "}
                <a class="section" href={address(meaning.section)} target="_blank" rel="noreferrer">
                    {meaning.section}
                </a>
                <span class="meaning-rule">{t.text_with("line-rule", &named)}</span>
            </dd>
        </div>
    }
}

/// Where a section can be read.
fn address(section: &str) -> String {
    let numbers = section.strip_prefix("RFC ").and_then(|rest| rest.split_once(" §"));
    match numbers {
        Some((rfc, section)) => {
            let appendix = section.starts_with(|c: char| c.is_ascii_uppercase());
            let kind = if appendix { "appendix" } else { "section" };
            format!("https://www.rfc-editor.org/rfc/rfc{rfc}#{kind}-{section}")
        }
        None => "https://www.rfc-editor.org/".to_owned(),
    }
}

fn actions(app: &Context, line: &LineExplained) -> Html {
    let t = &app.t;
    let (entry, turn) = (line.entry, line.turn);
    html! {
        <div class="explain-actions">
            <button class="btn" type="button"
                onclick={app.send.reform(move |_| app::Msg::Why(why::Msg::Entry(entry)))}>
                {icon(Glyph::Help)}{t.text("line-cause")}
            </button>
            <button class="btn" type="button" onclick={app.send.reform(move |_| app::Msg::Seek(turn))}>
                {icon(Glyph::Clock)}{t.text("line-go")}
            </button>
            if let Some(connection) = line.connection {
                <button class="btn" type="button" onclick={app.send.reform(move |_| {
                    app::Msg::Wire(Msg::Follow(Some(connection)))
                })}>
                    {icon(Glyph::Same)}{t.text("line-follow")}
                </button>
            }
        </div>
    }
}
