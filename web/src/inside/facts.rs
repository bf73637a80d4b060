//! Things with their names: words of people in sans, words of machines in mono.

use mailscope_view::{InsideFact, Said};
use yew::prelude::*;

use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};

/// Words of people, or of a machine.
pub(crate) fn said(t: &Texts, said: &Said) -> Html {
    match said {
        Said::Words(text) => html! { {t.say(text)} },
        Said::Machine(words) => html! { <code>{words.clone()}</code> },
        Said::Octets(octets) => html! { {t.octets(*octets)} },
    }
}

/// A list of facts.
pub(crate) fn facts(t: &Texts, facts: &[InsideFact]) -> Html {
    let rows = facts.iter().enumerate().map(|(at, fact)| {
        html! {
            <div key={at} class={classes!("fact", fact.focus.then_some("is-focus"))}>
                <dt>{said(t, &fact.name)}</dt>
                <dd>
                    {said(t, &fact.value)}
                    if fact.focus {
                        <span class="vh">{t.text("inside-changed-now")}</span>
                    }
                </dd>
            </div>
        }
    });
    html! { <dl class="facts">{for rows}</dl> }
}

/// A card with a heading.
pub(crate) fn card(id: &'static str, glyph: Glyph, heading: AttrValue, body: Html) -> Html {
    html! {
        <section class="inside-card" aria-labelledby={id}>
            <h3 class="inside-card-head" {id}>{icon(glyph)}{heading}</h3>
            <div class="inside-card-body">{body}</div>
        </section>
    }
}

/// That there is nothing.
pub(crate) fn nothing(words: AttrValue) -> Html {
    html! { <p class="inside-nothing">{words}</p> }
}
