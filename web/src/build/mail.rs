//! Mail that comes into the world: written here, from files, from the scenario, made up.

use std::rc::Rc;

use mailscope_view::{AccountId, Build, BuiltAccount, Field, MailForm, ProviderId, SCHOOL_WEEK};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::{Kind, TextField, WholeError};
use super::importing;
use super::select::Select;
use super::{Answer, Form, Msg};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) accounts: Rc<Vec<BuiltAccount>>,
    /// Mails of the scenario that have not arrived.
    pub(crate) left: usize,
    pub(crate) answer: Answer,
}

/// The part of the panel.
#[component]
pub(crate) fn Mail(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let to = use_state_eq(|| 0_usize);
    let picker = use_node_ref();
    let account = props.accounts.get(*to).or(props.accounts.first());
    let chosen = account.map_or((ProviderId(0), AccountId(0)), |a| (a.provider, a.account));
    let onchange = {
        let to = to.clone();
        Callback::from(move |at| to.set(at))
    };
    let choose = {
        let picker = picker.clone();
        Callback::from(move |_| {
            if let Some(input) = picker.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onfiles = app.send.reform(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|files| importing::list(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        app::Msg::Build(Msg::Files(files, chosen))
    });
    let (provider, account) = chosen;
    let act = |deed: Build| {
        app.send.reform(move |_: MouseEvent| app::Msg::Build(Msg::Do(Form::Mail, deed.clone())))
    };
    let addresses: Vec<AttrValue> =
        props.accounts.iter().map(|account| account.address.clone().into()).collect();
    html! {
        <>
            <Select id="mail-to" label={t.text("build-mail-to")} options={addresses} chosen={*to}
                {onchange} />
            <Write to={chosen} answer={props.answer.clone()} />
            <div class="build-buttons">
                <button class="btn" type="button" onclick={choose}>
                    {icon(Glyph::File)}{t.text("world-open")}
                </button>
                <button class="btn" type="button" onclick={act(Build::Week(provider, account))}>
                    {icon(Glyph::Mail)}
                    {t.text_with("build-week", &[("n", SCHOOL_WEEK.into())])}
                </button>
                <button class="btn" type="button" disabled={props.left == 0}
                    onclick={act(Build::LetArrive)}>
                    {icon(Glyph::Mail)}
                    {t.text_with("build-next-mail", &[("n", props.left.into())])}
                </button>
            </div>
            <input ref={picker} type="file" hidden=true multiple=true
                accept=".eml,.mbox,.mbx,message/rfc822,application/mbox"
                aria-label={t.text("build-files")} onchange={onfiles} />
            <p class="field-hint">{t.text("world-private")}</p>
            <WholeError refused={props.answer.refused(Form::Mail)} />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct WriteProps {
    to: (ProviderId, AccountId),
    answer: Answer,
}

/// A mail that somebody outside writes.
#[component]
fn Write(props: &WriteProps) -> Html {
    let app = use_app();
    let t = &app.t;
    let to = props.to;
    let empty = MailForm { to, from: String::new(), subject: String::new(), text: String::new() };
    let typed = use_state_eq(|| empty.clone());
    {
        let typed = typed.clone();
        use_effect_with(props.answer.done(Form::Write), move |done| {
            if done.is_some() {
                typed.set(MailForm { from: typed.from.clone(), ..empty });
            }
        });
    }
    let refused = props.answer.refused(Form::Write);
    let error = |field: Field| {
        let refused = refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let change = |how: fn(&mut MailForm, String)| {
        let typed = typed.clone();
        Callback::from(move |text: String| {
            let mut new = (*typed).clone();
            how(&mut new, text);
            typed.set(new);
        })
    };
    let onsubmit = {
        let typed = typed.clone();
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let mail = MailForm { to, ..(*typed).clone() };
            app::Msg::Build(Msg::Do(Form::Write, Build::Write(mail)))
        })
    };
    html! {
        <details class="build-new">
            <summary>{icon(Glyph::ChevronRight)}{t.text("build-write")}</summary>
            <form class="build-form" novalidate=true {onsubmit}>
                <TextField id="write-from" label={t.text("build-from")} value={typed.from.clone()}
                    oninput={change(|mail, text| mail.from = text)} error={error(Field::From)}
                    hint={t.text("build-from-hint")} />
                <TextField id="write-subject" label={t.text("build-subject")}
                    value={typed.subject.clone()}
                    oninput={change(|mail, text| mail.subject = text)}
                    error={error(Field::Subject)} />
                <TextField id="write-text" label={t.text("build-text")} kind={Kind::Lines}
                    value={typed.text.clone()} oninput={change(|mail, text| mail.text = text)}
                    error={error(Field::Text)} />
                <WholeError {refused} />
                <button class="btn btn-main" type="submit">{t.text("build-send")}</button>
            </form>
        </details>
    }
}
