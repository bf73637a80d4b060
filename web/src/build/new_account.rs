//! One more account at a provider.

use std::rc::Rc;

use mailscope_view::{AccountForm, Build, Field, ProviderId, Refused};
use yew::prelude::*;

use super::field::{TextField, WholeError};
use super::{Form, Msg};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) provider: ProviderId,
    pub(crate) domain: String,
    pub(crate) refused: Option<Rc<Refused>>,
    pub(crate) done: Option<u32>,
}

/// The form.
#[component]
pub(crate) fn NewAccount(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let typed = use_state_eq(AccountForm::default);
    {
        let typed = typed.clone();
        use_effect_with(props.done, move |done| {
            if done.is_some() {
                typed.set(AccountForm::default());
            }
        });
    }
    let provider = props.provider;
    let onsubmit = {
        let typed = typed.clone();
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let deed = Build::AddAccount(provider, (*typed).clone());
            app::Msg::Build(Msg::Do(Form::NewAccount(provider), deed))
        })
    };
    let onchange = {
        let typed = typed.clone();
        Callback::from(move |account| typed.set(account))
    };
    html! {
        <details class="build-new">
            <summary>
                {icon(Glyph::ChevronRight)}
                {t.text_with("build-new-account", &[("domain", props.domain.as_str().into())])}
            </summary>
            <form class="build-form" novalidate=true {onsubmit}>
                <AccountFields id={format!("account-{}", provider.0)} account={(*typed).clone()}
                    {onchange} refused={props.refused.clone()} />
                <WholeError refused={props.refused.clone()} />
                <button class="btn btn-main" type="submit">{t.text("build-add-account")}</button>
            </form>
        </details>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct FieldsProps {
    pub(crate) id: String,
    pub(crate) account: AccountForm,
    pub(crate) onchange: Callback<AccountForm>,
    pub(crate) refused: Option<Rc<Refused>>,
}

/// What every account needs.
#[component]
pub(crate) fn AccountFields(props: &FieldsProps) -> Html {
    let app = use_app();
    let t = &app.t;
    let error = |field: Field| {
        let refused = props.refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let account = &props.account;
    let user = {
        let account = account.clone();
        props.onchange.reform(move |user| AccountForm { user, ..account.clone() })
    };
    let password = {
        let account = account.clone();
        props.onchange.reform(move |password| AccountForm { password, ..account.clone() })
    };
    html! {
        <>
            <TextField id={format!("{}-user", props.id)} label={t.text("build-user")}
                value={account.user.clone()} oninput={user} error={error(Field::User)} />
            <TextField id={format!("{}-password", props.id)} label={t.text("build-password")}
                value={account.password.clone()} oninput={password} error={error(Field::Password)}
                hint={t.text("build-password-hint")} />
        </>
    }
}
