//! A device that is there: its network, its line, its connections, and the way to take it away.

use std::rc::Rc;

use mailscope_view::{Build, BuiltDevice, Field, LinkForm, Refused};
use yew::prelude::*;

use super::field::{Kind, TextField, WholeError};
use super::{Form, Msg};
use crate::app::{self, Context, use_app};
use crate::parts::icon::{Glyph, badge, icon, of_device};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<BuiltDevice>,
    pub(crate) refused: Option<Rc<Refused>>,
}

/// The device.
#[component]
pub(crate) fn DeviceRow(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let device = &props.device;
    let id = device.id;
    let name = t.say(&device.name);
    let act = |deed: Build| {
        let form = Form::Device(id);
        app.send.reform(move |_: MouseEvent| app::Msg::Build(Msg::Do(form, deed.clone())))
    };
    let cuts = device.connections.iter().map(|(connection, service)| {
        let label = t.text_with("build-cut", &[("service", service_name(*service).into())]);
        html! {
            <button key={connection.0} class="btn" type="button" onclick={act(Build::Cut(*connection))}>
                {icon(Glyph::Gone)}{label}
            </button>
        }
    });
    let label = t.text_with("build-remove", &[("device", name.as_str().into())]);
    html! {
        <li class="build-item">
            <details>
                <summary>
                    {icon(of_device(device.kind))}
                    <b>{name.clone()}</b>
                    <span class="build-address">{device.address.clone()}</span>
                    {badge(device.service)}
                </summary>
                <p class="field-hint">
                    {t.say(&device.policy)}{". "}{t.text("build-policy-where")}
                </p>
                <label class="build-check">
                    <input type="checkbox" checked={device.online}
                        onchange={network(&app, device)} />
                    {t.text("build-online")}
                </label>
                <LinkFields device={device.clone()} refused={props.refused.clone()} />
                <div class="build-buttons">
                    {for cuts}
                    <button class="btn" type="button" disabled={!device.can_go} aria-label={label}
                        onclick={act(Build::RemoveDevice(id))}>
                        {icon(Glyph::Trash)}{t.text("build-remove-short")}
                    </button>
                </div>
                <WholeError refused={props.refused.clone()} />
            </details>
        </li>
    }
}

fn network(app: &Context, device: &BuiltDevice) -> Callback<Event> {
    let (id, online) = (device.id, device.online);
    app.send
        .reform(move |_| app::Msg::Build(Msg::Do(Form::Device(id), Build::SetOnline(id, !online))))
}

const fn service_name(service: mailscope_view::Service) -> &'static str {
    match service {
        mailscope_view::Service::Imap => "IMAP",
        mailscope_view::Service::Pop3 => "POP3",
        mailscope_view::Service::Web => "HTTP",
        _ => "SMTP",
    }
}

/// The line of a device: how long, how wide.
#[component]
fn LinkFields(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let device = &props.device;
    let id = device.id;
    let now = (device.latency.to_string(), device.bandwidth.to_string());
    let typed = use_state_eq(|| now.clone());
    {
        // What the world says takes the place of what was typed once it has changed.
        let typed = typed.clone();
        use_effect_with(now, move |now| typed.set(now.clone()));
    }
    let error = |field: Field| {
        let refused = props.refused.as_ref().filter(|refused| refused.field == field)?;
        Some(t.say(&refused.text))
    };
    let latency = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set((text, typed.1.clone())))
    };
    let bandwidth = {
        let typed = typed.clone();
        Callback::from(move |text: String| typed.set((typed.0.clone(), text)))
    };
    let onsubmit = {
        let typed = typed.clone();
        app.send.reform(move |event: SubmitEvent| {
            event.prevent_default();
            let (latency, bandwidth) = (*typed).clone();
            let deed = Build::SetLink(id, LinkForm { latency, bandwidth });
            app::Msg::Build(Msg::Do(Form::Device(id), deed))
        })
    };
    html! {
        <form class="build-form build-pair" novalidate=true {onsubmit}>
            <TextField id={format!("latency-{}", id.0)} label={t.text("build-latency")}
                kind={Kind::Number} value={typed.0.clone()} oninput={latency}
                error={error(Field::Latency)} />
            <TextField id={format!("bandwidth-{}", id.0)} label={t.text("build-bandwidth")}
                kind={Kind::Number} value={typed.1.clone()} oninput={bandwidth}
                error={error(Field::Bandwidth)} hint={t.text("build-bandwidth-hint")} />
            <button class="btn" type="submit">{t.text("build-set-link")}</button>
        </form>
    }
}
