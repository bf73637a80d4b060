//! Who could read a line, and who could read a mail on its whole way.

use std::rc::Rc;

use mailscope_view::{HopView, JourneyView, Openness, ReaderView};
use yew::prelude::*;

use super::{Msg, party};
use crate::app::{self, Context, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) readers: Vec<ReaderView>,
    pub(crate) open: Option<Openness>,
}

/// Everybody who saw one line pass, from the client to the server.
#[component]
pub(crate) fn Readers(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    html! {
        <>
            <h3>{t.text("line-readers")}</h3>
            if let Some(open) = props.open {
                {openness(t, open)}
            }
            {list(t, &props.readers)}
        </>
    }
}

fn openness(t: &Texts, open: Openness) -> Html {
    let glyph = if open.sealed() { Glyph::Lock } else { Glyph::Eye };
    html! {
        <p class={classes!("openness", (!open.sealed()).then_some("is-open"))}>
            {icon(glyph)}<span>{t.say(&open.in_words())}</span>
        </p>
    }
}

fn list(t: &Texts, readers: &[ReaderView]) -> Html {
    let reader = |reader: &ReaderView| {
        let glyph = reader.kind.map_or(Glyph::Eye, party::glyph);
        let (mark, word) =
            if reader.reads { (Glyph::Eye, "line-reads") } else { (Glyph::Lock, "line-reads-not") };
        html! {
            <li class={classes!("reader", reader.kind.is_none().then_some("is-listener"))}>
                <span class="reader-name">{icon(glyph)}{t.say(&reader.name)}</span>
                <span class="reader-can">{icon(mark)}{t.text(word)}</span>
                <span class="reader-how">{t.say(&reader.how)}</span>
            </li>
        }
    };
    html! { <ul class="readers">{for readers.iter().map(reader)}</ul> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct JourneysProps {
    pub(crate) open: bool,
    pub(crate) journeys: Option<Rc<Vec<JourneyView>>>,
}

/// The ways of all mails, hop by hop, for who asks.
#[component]
pub(crate) fn Journeys(props: &JourneysProps) -> Html {
    let app = use_app();
    let t = &app.t;
    let open = props.open;
    html! {
        <section class="journeys">
            <h2>
                <button class="journeys-toggle" type="button" aria-expanded={open.to_string()}
                    onclick={app.send.reform(move |_| app::Msg::Wire(Msg::Journeys(!open)))}>
                    {icon(if open { Glyph::ChevronDown } else { Glyph::ChevronRight })}
                    {icon(Glyph::Eye)}
                    {t.text("journeys")}
                </button>
            </h2>
            if let Some(journeys) = &props.journeys {
                if journeys.is_empty() {
                    <p class="explain-size">{t.text("journeys-none")}</p>
                }
                {for journeys.iter().map(|it| journey(&app, it))}
            }
        </section>
    }
}

fn journey(app: &Context, journey: &JourneyView) -> Html {
    let t = &app.t;
    let names: Vec<String> = journey.readers.iter().map(|name| t.say(name).to_string()).collect();
    let all = [("names", names.join(", ").into()), ("clear", journey.in_clear.into())];
    html! {
        <article class="journey">
            <h3>{icon(Glyph::Mail)}{crate::stage::mail_list::subject(t, &journey.subject)}</h3>
            if journey.hops.is_empty() {
                <p class="explain-size">{t.text("journey-no-hop")}</p>
            } else {
                <p>{t.text_with("journey-all", &all)}</p>
                <ol class="hops">{for journey.hops.iter().map(|it| hop(app, it))}</ol>
            }
        </article>
    }
}

fn hop(app: &Context, hop: &HopView) -> Html {
    let t = &app.t;
    let entry = hop.entry;
    let (from, to) = (t.say(&hop.way.0.1), t.say(&hop.way.1.1));
    let way = [("from", from.as_str().into()), ("to", to.as_str().into())];
    html! {
        <li class="hop">
            <button class="hop-line" type="button"
                onclick={app.send.reform(move |_| app::Msg::Wire(Msg::Reveal(entry)))}>
                <span class="explain-time">{hop.time.clone()}</span>
                {icon(party::glyph(hop.way.0.0))}
                <span>{t.text_with("journey-hop", &way)}</span>
                {party::badge(hop.spoken)}
            </button>
            {openness(t, hop.open)}
            {list(t, &hop.readers)}
        </li>
    }
}
