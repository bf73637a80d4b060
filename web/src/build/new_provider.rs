//! One more provider.

use std::rc::Rc;

use mailscope_view::{Build, Field, ProviderForm, Refused};
use yew::prelude::*;

use super::field::{TextField, WholeError};
use super::new_account::AccountFields;
use super::select::Select;
use super::{Form, Msg};
use crate::app::{self, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) refused: Option<Rc<Refused>>,
    pub(crate) done: Option<u32>,
}

/// The form.
#[component]
pub(crate) fn NewProvider(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let typed = use_state_eq(ProviderForm::default);
    {
        let typed = typed.clone();
        use_effect_with(props.done, move |done| {
            if done.is_some() {
                typed.set(ProviderForm::default());
            }
        });
    }
    let error = |field: Field| {
        let refused = props.refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let onsubmit = {
        let typed = typed.clone();
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            app::Msg::Build(Msg::Do(Form::NewProvider, Build::AddProvider((*typed).clone())))
        })
    };
    let domain = {
        let typed = typed.clone();
        Callback::from(move |domain| typed.set(ProviderForm { domain, ..(*typed).clone() }))
    };
    let labels = {
        let typed = typed.clone();
        Callback::from(move |at: usize| {
            typed.set(ProviderForm { labels: at == 1, ..(*typed).clone() });
        })
    };
    let account = {
        let typed = typed.clone();
        Callback::from(move |account| typed.set(ProviderForm { account, ..(*typed).clone() }))
    };
    let profiles = vec![t.text("build-profile-plain"), t.text("build-profile-labels")];
    html! {
        <details class="build-new">
            <summary>{icon(Glyph::ChevronRight)}{t.text("build-new-provider")}</summary>
            <form class="build-form" novalidate=true {onsubmit}>
                <TextField id="provider-domain" label={t.text("build-domain")}
                    value={typed.domain.clone()} oninput={domain} error={error(Field::Domain)}
                    hint={t.text("build-domain-hint")} />
                <Select id="provider-profile" label={t.text("build-profile")} options={profiles}
                    chosen={usize::from(typed.labels)} onchange={labels} />
                <AccountFields id="provider" account={typed.account.clone()} onchange={account}
                    refused={props.refused.clone()} />
                <WholeError refused={props.refused.clone()} />
                <button class="btn btn-main" type="submit">{t.text("build-add-provider")}</button>
            </form>
        </details>
    }
}
