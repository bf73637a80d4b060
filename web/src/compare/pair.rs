//! Why a mail at a holder is as it is in each world, and what was said.

use mailscope_view::{End, PairView, PairWorld, TalkLine};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon_of, of_service};
use crate::stage::mail_list::subject;
use crate::wire::tokens::tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) pair: PairView,
    /// At the end of this step.
    pub(crate) step: usize,
}

/// The reasons.
#[component]
pub(crate) fn Pair(props: &Props) -> Html {
    let t = use_app().t;
    let pair = &props.pair;
    let heading = if pair.differs { "side-why-differ" } else { "side-why-same" };
    let who = t.say(&pair.who);
    let about = subject(&t, &pair.subject);
    let args = [("holder", who.as_str().into()), ("subject", about.as_str().into())];
    html! {
        <section class="pair" aria-labelledby="pair-name">
            <div class="pair-head">
                <h2 id="pair-name">{t.text_with(heading, &args)}</h2>
                <p>{t.text_with("side-at-step", &[("step", (props.step as u64 + 1).into())])}</p>
            </div>
            <div class="pair-worlds" data-worlds={pair.worlds.len().to_string()}>
                {for pair.worlds.iter().map(|one| world(&t, one, pair.first, pair.step))}
            </div>
        </section>
    }
}

fn world(t: &Texts, world: &PairWorld, first: bool, step: usize) -> Html {
    let name = t.sentence(&world.name);
    let protocol = world.service.map_or("both", |service| of_service(service).2);
    let device = world.device.as_ref().map(|device| t.say(device));
    let named = device.clone().unwrap_or_default();
    let args = [("device", named.as_str().into()), ("step", (step as u64 + 1).into())];
    let more = [("n", (world.more as u64).into())];
    html! {
        <article key={name.to_string()} class={classes!("pair-world", format!("of-{protocol}"))}
            aria-label={name.clone()}>
            <h3>{name.clone()}</h3>
            <p class="pair-shows">{t.sentence(&world.shows)}</p>
            <p>{t.sentence(&world.why)}</p>
            if device.is_some() {
                <p class="pair-talk">{t.text_with("side-talk", &args)}</p>
            }
            if world.lines.is_empty() {
                <p class="pair-none">{t.text("side-nothing-said")}</p>
            } else {
                <ul class="talk">{for world.lines.iter().map(|one| line(t, one, first))}</ul>
            }
            if world.more > 0 {
                <p class="pair-none">{t.text_with("side-lines-more", &more)}</p>
            }
        </article>
    }
}

fn line(t: &Texts, line: &TalkLine, first: bool) -> Html {
    let (glyph, way) = match line.to {
        End::Server => (Glyph::Right, t.text("side-to-server")),
        End::Client => (Glyph::Left, t.text("side-to-device")),
    };
    let more = t.octets(line.octets_more as u64);
    let class = classes!(
        "talk-line",
        line.telling.then_some("is-telling"),
        (line.telling && first).then_some("is-first"),
    );
    html! {
        <li {class}>
            {icon_of("i talk-way", glyph)}<span class="vh">{way}{": "}</span>
            <code>
                {tokens(&line.tokens)}
                if line.octets_more > 0 {
                    <span class="talk-more">
                        {t.text_with("log-more", &[("size", more.as_str().into())])}
                    </span>
                }
            </code>
        </li>
    }
}
