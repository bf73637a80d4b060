//! Wrong rules: what they say of the world on the desk, and where it contradicts them.

use std::rc::Rc;

use mailscope_view::{BeliefView, Contradiction};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::compare;
use crate::parts::icon::{Glyph, icon};

/// What is known of the rules.
#[derive(Clone, PartialEq)]
pub(crate) struct Believed {
    /// Whether the person wants to know.
    pub(crate) open: bool,
    pub(crate) rules: Rc<[BeliefView]>,
    /// The one that is told about.
    pub(crate) belief: Option<&'static str>,
    /// Turns watched and turns in all, while the world is being watched.
    pub(crate) progress: Option<(u32, u32)>,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) believed: Believed,
}

/// The part.
#[component]
pub(crate) fn GhostsPart(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let believed = &props.believed;
    let open = believed.open;
    let chosen = believed.rules.iter().find(|rule| Some(rule.id) == believed.belief);
    html! {
        <section class="ghosts" aria-labelledby="ghosts-name">
            <div class="pair-head">
                <h2 id="ghosts-name">{t.text("ghosts")}</h2>
                <p>{t.text("ghosts-about")}</p>
                <button type="button" class="btn" aria-expanded={open.to_string()}
                    onclick={app.send.reform(move |_| Msg::Compare(compare::Msg::Ghosts(!open)))}>
                    {t.text(if open { "ghosts-close" } else { "ghosts-open" })}
                </button>
            </div>
            if open {
                if let Some((done, all)) = believed.progress {
                    <progress aria-label={t.text("ghosts-watching")} value={done.to_string()}
                        max={all.max(1).to_string()} />
                }
                <div class="ghosts-two">
                    <ul class="ghost-rules" aria-label={t.text("ghosts-rules")}>
                        {for believed.rules.iter().map(|one| rule(&app, one, believed))}
                    </ul>
                    <div class="ghost-told" role="status">
                        if let Some(chosen) = chosen {
                            {told(&app, chosen, believed.progress.is_some())}
                        } else {
                            <p>{t.text("ghosts-choose")}</p>
                        }
                    </div>
                </div>
            }
        </section>
    }
}

fn rule(app: &Context, rule: &BeliefView, believed: &Believed) -> Html {
    let t = &app.t;
    let id = rule.id;
    let chosen = believed.belief == Some(id);
    let (glyph, word) = match &rule.contradiction {
        Some(found) => {
            let time = [("time", found.time.as_str().into())];
            (Glyph::Differ, t.text_with("ghost-parts-at", &time))
        }
        None if believed.progress.is_some() => (Glyph::Clock, t.text("ghosts-watching")),
        None => (Glyph::Same, t.text("ghost-holds-so-far")),
    };
    html! {
        <li key={id}>
            <button type="button" class="ghost-rule" aria-pressed={chosen.to_string()}
                onclick={app.send.reform(move |_| Msg::Compare(compare::Msg::Believe(id)))}>
                <span>{t.say(&rule.rule)}</span>
                <span class="ghost-state">{icon(glyph)}{word}</span>
            </button>
        </li>
    }
}

fn told(app: &Context, rule: &BeliefView, watching: bool) -> Html {
    let t = &app.t;
    match &rule.contradiction {
        Some(found) => html! {
            <>
                <h3>{t.say(&rule.rule)}</h3>
                {contradiction(app, found)}
            </>
        },
        None => html! {
            <>
                <h3>{t.say(&rule.rule)}</h3>
                <p>{t.text(if watching { "ghosts-watching" } else { "ghost-nothing-contradicts" })}</p>
            </>
        },
    }
}

fn contradiction(app: &Context, found: &Contradiction) -> Html {
    let t = &app.t;
    let jump = |position| app.send.reform(move |_| Msg::Compare(compare::Msg::Jump(position)));
    let causes = found.causes.iter().map(|cause| {
        html! {
            <li>
                <button type="button" class="ghost-cause" onclick={jump(cause.position)}>
                    <span class="ghost-time">{cause.time.clone()}</span>
                    <span>{t.sentence_plain(&cause.what)}</span>
                </button>
            </li>
        }
    });
    html! {
        <>
            <p>{t.sentence(&found.sentence)}</p>
            <p><b>{t.text("ghost-why")}</b>{" "}{t.sentence(&found.why)}</p>
            if !found.causes.is_empty() {
                <p class="ghost-led">{t.text("ghost-led")}</p>
                <ol class="ghost-causes">{for causes}</ol>
            }
            <button type="button" class="btn" onclick={jump(found.position)}>
                {icon(Glyph::Play)}
                {t.text_with("ghost-jump", &[("time", found.time.as_str().into())])}
            </button>
        </>
    }
}
