//! The providers: their hosts, their accounts, and room for more.

use std::rc::Rc;

use mailscope_view::{Building, BuiltProvider};
use yew::prelude::*;

use super::host_row::HostRow;
use super::new_account::NewAccount;
use super::new_provider::NewProvider;
use super::{Answer, Form};
use crate::app::{Context, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) building: Rc<Building>,
    pub(crate) answer: Answer,
}

/// The part of the panel.
#[component]
pub(crate) fn Providers(props: &Props) -> Html {
    let app = use_app();
    let all = props.building.providers.iter().map(|provider| one(&app, props, provider));
    html! {
        <>
            <ul class="build-list" aria-label={app.t.text("build-providers")}>{for all}</ul>
            <NewProvider refused={props.answer.refused(Form::NewProvider)}
                done={props.answer.done(Form::NewProvider)} />
        </>
    }
}

fn one(app: &Context, props: &Props, provider: &BuiltProvider) -> Html {
    let t = &app.t;
    let theirs = props.building.accounts.iter().filter(|a| a.provider == provider.id);
    let accounts = theirs.map(|account| {
        html! {
            <li key={account.account.0}>
                <code>{account.address.clone()}</code>{" "}
                {t.text_with("build-mails", &[("n", account.mails.into())])}
            </li>
        }
    });
    let hosts = provider.hosts.iter().map(|host| {
        html! {
            <HostRow key={host.id.index} host={Rc::new(host.clone())}
                refused={props.answer.refused(Form::Host(host.id))} />
        }
    });
    let form = Form::NewAccount(provider.id);
    html! {
        <li class="build-item" key={provider.id.0}>
            <details open={props.building.providers.len() == 1}>
                <summary>
                    {icon(Glyph::Server)}<b>{provider.name.clone()}</b>
                    if provider.labels {
                        <span class="build-address">{t.text("build-labels-short")}</span>
                    }
                </summary>
                <h4>{t.text("build-accounts")}</h4>
                <ul class="build-accounts">{for accounts}</ul>
                <NewAccount provider={provider.id} domain={provider.name.clone()}
                    refused={props.answer.refused(form)} done={props.answer.done(form)} />
                <h4>{t.text("build-hosts")}</h4>
                {for hosts}
            </details>
        </li>
    }
}
