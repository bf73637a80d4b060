//! The plug of a device: which protocol it speaks and what its mail app is set to. Settings, not
//! rules.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, PolicyChoice};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, badge, icon, icon_of, of_service};
use crate::parts::popover::Popover;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
}

/// The plug, and the settings when it is pressed.
#[component]
pub(crate) fn Policy(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    let device = &props.device;
    let (_, protocol, class) = of_service(device.service);
    let name = t.say(&device.name);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let policy = t.say(&device.policy);
    let label = [
        ("device", name.as_str().into()),
        ("protocol", protocol.into()),
        ("policy", policy.as_str().into()),
    ];
    html! {
        <div class="plug-line">
            <button class={classes!("plug", format!("plug-{class}"))} type="button"
                ref={anchor.clone()} data-plug={device.id.0.to_string()}
                aria-haspopup="dialog" aria-expanded={open.to_string()}
                aria-label={t.text_with("plug", &label)} title={policy.clone()} onclick={toggle}>
                {badge(device.service)}
                <span class="plug-policy plug-long">{policy}</span>
                <span class="plug-policy plug-brief">{t.say(&device.policy_brief)}</span>
                {icon_of("i i-small", Glyph::ChevronDown)}
            </button>
            if *open {
                <Popover {anchor} {on_close}
                    label={t.text_with("policy", &[("device", name.as_str().into())])}>
                    {settings(&app, device)}
                    <p class="policy-note">
                        {icon(Glyph::House)}
                        {t.text_with("policy-not-a-rule", &[("protocol", protocol.into())])}
                    </p>
                    <p class="policy-state">
                        if let Some(state) = device.state {
                            {t.text("policy-connection")}{" "}<code>{state}</code>{" · "}
                        }
                        {t.text_with("policy-kept", &[("size", t.octets(device.octets).as_str().into())])}
                    </p>
                </Popover>
            }
        </div>
    }
}

/// One group of choices for each question.
fn settings(app: &Context, device: &DeviceView) -> Html {
    let groups = device.choices.chunk_by(|a, b| a.question == b.question);
    groups.enumerate().map(|(at, group)| question(app, device, at, group)).collect()
}

fn question(app: &Context, device: &DeviceView, at: usize, group: &[PolicyChoice]) -> Html {
    let id = device.id;
    let name = format!("policy-{}-{at}", id.0);
    let answers = group.iter().map(|choice| {
        let key = choice.key;
        html! {
            <label key={key} class="policy-answer">
                <input type="radio" name={name.clone()} checked={choice.chosen}
                    onchange={app.send.reform(move |_| Msg::Do(Deed::Choose(id, key)))} />
                <span>{app.t.say(&choice.answer)}</span>
            </label>
        }
    });
    html! {
        <fieldset key={group.first().map_or("", |choice| choice.question.id)} class="policy-group">
            <legend>{for group.iter().take(1).map(|choice| app.t.say(&choice.question))}</legend>
            {for answers}
        </fieldset>
    }
}
