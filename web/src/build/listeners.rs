//! Who sits on a wire.

use std::rc::Rc;

use mailscope_view::{Build, Building, Does, Field, ListenerForm, Refused};
use yew::prelude::*;

use super::field::{TextField, WholeError};
use super::select::Select;
use super::{Form, Msg};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

const DEEDS: [(Does, &str); 3] = [
    (Does::Listens, "build-does-listens"),
    (Does::StripsStartTls, "build-does-strips"),
    (Does::FalseCertificate, "build-does-false"),
];

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) building: Rc<Building>,
    pub(crate) refused: Option<Rc<Refused>>,
    pub(crate) done: Option<u32>,
}

/// The part of the panel.
#[component]
pub(crate) fn Listeners(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let rows = props.building.listeners.iter().map(|listener| {
        let id = listener.id;
        let leave = app.send.reform(move |_| {
            app::Msg::Build(Msg::Do(Form::Listeners, Build::RemoveListener(id)))
        });
        let label = t.text_with("build-leave", &[("name", listener.name.as_str().into())]);
        html! {
            <li class="build-item build-line" key={id.0}>
                <span><b>{listener.name.clone()}</b>{", "}{t.say(&listener.on)}{": "}{t.say(&listener.does)}</span>
                <button class="btn" type="button" aria-label={label} onclick={leave}>
                    {t.text("build-leave-short")}
                </button>
            </li>
        }
    });
    html! {
        <>
            <p class="field-hint">{t.text("build-wires-hint")}</p>
            if !props.building.listeners.is_empty() {
                <ul class="build-list" aria-label={t.text("build-wires")}>{for rows}</ul>
            }
            <NewListener building={props.building.clone()} refused={props.refused.clone()}
                done={props.done} />
        </>
    }
}

/// The form.
#[component]
fn NewListener(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let typed = use_state_eq(|| (String::new(), 0_usize, 0_usize));
    {
        let typed = typed.clone();
        use_effect_with(props.done, move |done| {
            if done.is_some() {
                typed.set((String::new(), typed.1, typed.2));
            }
        });
    }
    let refused = props.refused.as_ref().filter(|refused| refused.field == Field::Name);
    let error = refused.map(|refused| t.say(&refused.text));
    let name = {
        let typed = typed.clone();
        Callback::from(move |name: String| typed.set((name, typed.1, typed.2)))
    };
    let wire = {
        let typed = typed.clone();
        Callback::from(move |at: usize| typed.set((typed.0.clone(), at, typed.2)))
    };
    let deed = {
        let typed = typed.clone();
        Callback::from(move |at: usize| typed.set((typed.0.clone(), typed.1, at)))
    };
    let onsubmit = {
        let (typed, building) = (typed.clone(), props.building.clone());
        let send = app.send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let chosen = building.wires.get(typed.1).or(building.wires.first());
            let Some((on, _)) = chosen else { return };
            let form = ListenerForm { name: typed.0.clone(), on: *on, does: DEEDS[typed.2].0 };
            send.emit(app::Msg::Build(Msg::Do(Form::Listeners, Build::AddListener(form))));
        })
    };
    let wires: Vec<AttrValue> = props.building.wires.iter().map(|(_, text)| t.say(text)).collect();
    let deeds = DEEDS.map(|(_, id)| t.text(id)).to_vec();
    html! {
        <details class="build-new">
            <summary>{icon(Glyph::ChevronRight)}{t.text("build-new-listener")}</summary>
            <form class="build-form" novalidate=true {onsubmit}>
                <TextField id="listener-name" label={t.text("build-listener-name")}
                    value={typed.0.clone()} oninput={name} {error} />
                <Select id="listener-on" label={t.text("build-where")} options={wires}
                    chosen={typed.1} onchange={wire} />
                <Select id="listener-does" label={t.text("build-what")} options={deeds}
                    chosen={typed.2} onchange={deed} />
                <WholeError refused={props.refused.clone()} />
                <button class="btn btn-main" type="submit">{t.text("build-add-listener")}</button>
            </form>
        </details>
    }
}
