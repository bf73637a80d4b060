//! One more device.

use std::rc::Rc;

use mailscope_view::{
    AccountId, Build, BuiltAccount, DeviceForm, DeviceKind, Field, PolicyChoice, ProviderId,
    Reading, Refused, choices_for,
};
use yew::prelude::*;

use super::field::{TextField, WholeError};
use super::select::Select;
use super::{Form, Msg};
use crate::app::{self, Context, use_app};
use crate::parts::icon::{Glyph, icon};

const KINDS: [(DeviceKind, &str); 4] = [
    (DeviceKind::Laptop, "device-laptop"),
    (DeviceKind::Phone, "device-phone"),
    (DeviceKind::Tablet, "device-tablet"),
    (DeviceKind::Webmail, "device-webmail"),
];
const READINGS: [Reading; 2] = [Reading::Imap, Reading::Pop3];

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) accounts: Rc<Vec<BuiltAccount>>,
    pub(crate) refused: Option<Rc<Refused>>,
    pub(crate) done: Option<u32>,
}

#[derive(Clone, PartialEq)]
struct Typed {
    kind: usize,
    name: String,
    account: usize,
    reading: usize,
    keys: Vec<&'static str>,
}

impl Default for Typed {
    fn default() -> Self {
        Self { kind: 1, name: String::new(), account: 0, reading: 0, keys: Vec::new() }
    }
}

impl Typed {
    const fn kind(&self) -> DeviceKind {
        KINDS[self.kind].0
    }
}

/// The form.
#[component]
pub(crate) fn NewDevice(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let typed = use_state_eq(Typed::default);
    {
        let typed = typed.clone();
        use_effect_with(props.done, move |done| {
            if done.is_some() {
                typed.set(Typed { account: typed.account, ..Typed::default() });
            }
        });
    }
    let is_page = typed.kind() == DeviceKind::Webmail;
    let error = |field: Field| {
        let refused = props.refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let onsubmit = {
        let (typed, accounts) = (typed.clone(), props.accounts.clone());
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            app::Msg::Build(Msg::Do(
                Form::NewDevice,
                Build::AddDevice(filled_in(&typed, &accounts)),
            ))
        })
    };
    let kinds = KINDS.map(|(_, id)| t.text_with(id, &[("number", 0.into())])).to_vec();
    let accounts: Vec<AttrValue> =
        props.accounts.iter().map(|account| account.address.clone().into()).collect();
    let readings = vec![AttrValue::from("IMAP"), AttrValue::from("POP3")];
    html! {
        <details class="build-new">
            <summary>{icon(Glyph::ChevronRight)}{t.text("build-new-device")}</summary>
            <form class="build-form" novalidate=true {onsubmit}>
                <Select id="new-kind" label={t.text("build-kind")} options={kinds}
                    chosen={typed.kind}
                    onchange={change(&typed, |typed, kind| {
                        typed.kind = kind;
                        typed.keys.clear();
                    })} />
                <TextField id="new-name" label={t.text("build-name")} value={typed.name.clone()}
                    oninput={change(&typed, |typed, name| typed.name = name)}
                    error={error(Field::Name)} hint={t.text("build-name-hint")} />
                <Select id="new-account" label={t.text("build-account")} options={accounts}
                    chosen={typed.account}
                    onchange={change(&typed, |typed, account| typed.account = account)} />
                if !is_page {
                    <Select id="new-reading" label={t.text("build-protocol")} options={readings}
                        chosen={typed.reading}
                        onchange={change(&typed, |typed, reading| {
                            typed.reading = reading;
                            typed.keys.clear();
                        })} />
                }
                {settings(&app, &typed)}
                <p class="field-hint">
                    {icon(Glyph::House)}
                    {t.text_with("policy-not-a-rule", &[("protocol", protocol(&typed).into())])}
                </p>
                <WholeError refused={props.refused.clone()} />
                <button class="btn btn-main" type="submit">{t.text("build-add-device")}</button>
            </form>
        </details>
    }
}

/// Changes one thing of what was typed.
fn change<T: 'static>(
    typed: &UseStateHandle<Typed>,
    how: impl Fn(&mut Typed, T) + 'static,
) -> Callback<T> {
    let typed = typed.clone();
    Callback::from(move |value| {
        let mut new = (*typed).clone();
        how(&mut new, value);
        typed.set(new);
    })
}

fn filled_in(typed: &Typed, accounts: &[BuiltAccount]) -> DeviceForm {
    let account = accounts.get(typed.account).or(accounts.first());
    DeviceForm {
        kind: typed.kind(),
        name: typed.name.clone(),
        account: account.map_or((ProviderId(0), AccountId(0)), |a| (a.provider, a.account)),
        reading: READINGS[typed.reading],
        keys: typed.keys.clone(),
    }
}

const fn protocol(typed: &Typed) -> &'static str {
    match (typed.kind(), READINGS[typed.reading]) {
        (DeviceKind::Webmail, _) => "HTTP",
        (_, Reading::Imap) => "IMAP",
        (_, Reading::Pop3) => "POP3",
    }
}

/// One choice for each question about the app.
fn settings(app: &Context, typed: &UseStateHandle<Typed>) -> Html {
    let t = &app.t;
    let choices = choices_for(typed.kind(), READINGS[typed.reading], &typed.keys);
    let groups = choices.chunk_by(|a, b| a.question == b.question).enumerate();
    groups
        .map(|(at, group): (usize, &[PolicyChoice])| {
            let keys: Vec<&'static str> = group.iter().map(|choice| choice.key).collect();
            let chosen = group.iter().position(|choice| choice.chosen).unwrap_or_default();
            let onchange = change(typed, move |typed, index: usize| {
                typed.keys.retain(|key| !keys.contains(key));
                typed.keys.extend(keys.get(index));
            });
            let label = group.first().map(|choice| t.say(&choice.question)).unwrap_or_default();
            let options: Vec<AttrValue> =
                group.iter().map(|choice| t.say(&choice.answer)).collect();
            html! {
                <Select key={at} id={format!("new-setting-{at}")} {label} {options} {chosen}
                    {onchange} />
            }
        })
        .collect()
}
