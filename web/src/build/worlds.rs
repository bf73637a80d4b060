//! The built-in worlds, to look through and to begin.

use std::rc::Rc;

use mailscope_view::{ShippedWorld, Words, Worlds};
use yew::prelude::*;

use super::Msg;
use super::field::{Kind, TextField};
use crate::app::{self, Context, use_app};
use crate::i18n::Language;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) worlds: Rc<Worlds>,
    /// The world that was there before.
    pub(crate) kept: Option<Words>,
    /// The built-in world on the desk.
    pub(crate) here: Option<String>,
}

/// The part of the panel.
#[component]
pub(crate) fn WorldList(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let typed = use_state_eq(String::new);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let found = props.worlds.found(&typed);
    let groups = found.groups.iter().map(|group| {
        let worlds = group.worlds.iter().map(|world| one(&app, props, world));
        html! {
            <section key={group.title.id} class="world-group">
                <h4>{t.say(&group.title)}</h4>
                <ul class="world-list">{for worlds}</ul>
            </section>
        }
    });
    html! {
        <>
            if let Some(kept) = &props.kept {
                <button class="btn btn-main" type="button"
                    onclick={app.send.reform(|_| app::Msg::Build(Msg::BringBack))}>
                    {icon(Glyph::Left)}
                    {t.text_with("worlds-back", &[("title", words(&app, kept).into())])}
                </button>
            }
            <TextField id="world-search" label={t.text("worlds-search")} kind={Kind::Search}
                value={(*typed).clone()} {oninput} />
            <p class="field-hint" role="status">
                {t.text_with("worlds-found", &[("n", found.count().into())])}
            </p>
            {for groups}
        </>
    }
}

fn words<'a>(app: &Context, words: &'a Words) -> &'a str {
    match app.t.language() {
        Language::En => &words.en,
        Language::De => &words.de,
    }
}

fn one(app: &Context, props: &Props, world: &ShippedWorld) -> Html {
    let name = world.name;
    let here = props.here.as_deref() == Some(name);
    html! {
        <li key={name}>
            <button class="world-card" type="button" aria-current={here.then_some("true")}
                onclick={app.send.reform(move |_| app::Msg::Build(Msg::Start(name)))}>
                <b>{words(app, &world.title).to_owned()}</b>
                <span>{words(app, &world.about).to_owned()}</span>
            </button>
        </li>
    }
}
