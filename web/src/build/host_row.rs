//! A host, and how it is.

use std::rc::Rc;

use mailscope_view::{Build, BuiltHost, Field, HostForm, HostState, Refused};
use yew::prelude::*;

use super::field::{Kind, TextField, WholeError};
use super::select::Select;
use super::{Form, Msg};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) host: Rc<BuiltHost>,
    pub(crate) refused: Option<Rc<Refused>>,
}

/// The host.
#[component]
pub(crate) fn HostRow(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let host = &props.host;
    let id = host.id;
    let now = (host.state, host.number);
    let usual = |number: u64| if number == 0 { 2_000 } else { number }.to_string();
    let typed = use_state_eq(|| (host.state, usual(host.number)));
    {
        let typed = typed.clone();
        use_effect_with(now, move |(state, number)| typed.set((*state, usual(*number))));
    }
    let error = |field: Field| {
        let refused = props.refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let state = {
        let typed = typed.clone();
        Callback::from(move |at: usize| typed.set((HostState::ALL[at], typed.1.clone())))
    };
    let number = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set((typed.0, text)))
    };
    let onsubmit = {
        let typed = typed.clone();
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let (state, number) = (*typed).clone();
            let deed = Build::SetHost(id, HostForm { state, number });
            app::Msg::Build(Msg::Do(Form::Host(id), deed))
        })
    };
    let words = HostState::ALL.map(|state| t.text(words(state))).to_vec();
    let chosen = HostState::ALL.iter().position(|state| *state == typed.0).unwrap_or_default();
    let field_id = format!("host-{}-{}", id.provider.0, id.index);
    html! {
        <form class="build-form build-host" novalidate=true {onsubmit}>
            <p class="build-host-name">
                <code>{host.name.clone()}</code>{" "}<code>{host.address.to_string()}</code>
            </p>
            if host.state != HostState::Up {
                <p class="build-host-now">{icon(Glyph::Warning)}{t.say(&host.words)}</p>
            }
            <Select id={field_id.clone()}
                label={t.text_with("build-host-is", &[("host", host.name.as_str().into())])}
                options={words} {chosen} onchange={state} />
            if typed.0.has_number() {
                <TextField id={format!("{field_id}-number")} kind={Kind::Number}
                    label={t.text(if typed.0 == HostState::Slow { "build-rate" } else { "build-octets" })}
                    value={typed.1.clone()} oninput={number} error={error(Field::Number)} />
            }
            <WholeError refused={props.refused.clone()} />
            <button class="btn" type="submit">{t.text("build-set-host")}</button>
        </form>
    }
}

const fn words(state: HostState) -> &'static str {
    match state {
        HostState::Up => "build-host-up",
        HostState::Down => "build-host-down",
        HostState::Refuses => "build-host-refuses",
        HostState::Cuts => "build-state-cuts",
        HostState::Slow => "build-state-slow",
    }
}
