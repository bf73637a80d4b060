//! A device: what a person sees. Round, drawn in ink.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceKind, DeviceView, EmailId, Letter};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{Glyph, icon, of_device};
use crate::stage::age;
use crate::stage::cast::called;
use crate::stage::mail_app::MailApp;
use crate::stage::policy::Policy;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    /// Whether the person holds it: only then it can be used.
    pub(crate) in_hand: bool,
    /// Whether it is the one to show where there is room for one.
    pub(crate) shown: bool,
    /// The mail that a newcomer is invited to open here.
    pub(crate) invited: Option<EmailId>,
    /// What is being written here.
    pub(crate) letter: Option<Letter>,
}

/// A device with its screen, its knowledge and its plug.
#[component]
pub(crate) fn Device(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let device = &props.device;
    let id = device.id;
    let heading = format!("device-{}", id.0);
    let name = called(t, t.say(&device.name), device.owner.as_deref());
    let kind = match device.kind {
        DeviceKind::Laptop => "is-laptop",
        DeviceKind::Phone => "is-phone",
        DeviceKind::Tablet => "is-tablet",
        DeviceKind::Webmail => "is-webmail",
    };
    let class = classes!(
        "column",
        "device",
        kind,
        props.in_hand.then_some("is-held"),
        device.owner.is_some().then_some("has-owner"),
        props.shown.then_some("is-shown"),
        (!device.online).then_some("is-offline"),
    );
    let take = app.send.reform(move |_: MouseEvent| Msg::Take(id));
    let online = device.online;
    let switch = app.send.reform(move |_| Msg::Do(Deed::SetOnline(id, !online)));
    let (glyph, word) = if online {
        (Glyph::Wifi, t.text("device-online"))
    } else {
        (Glyph::WifiOff, t.text("device-offline"))
    };
    html! {
        <article {class} aria-labelledby={heading.clone()} onclick={take}>
            <header class="device-head">
                <h2 id={heading}>
                    <button class="device-name" type="button"
                        aria-pressed={props.in_hand.to_string()}
                        title={t.text("device-take")}>
                        {icon(of_device(device.kind))}{name.clone()}
                    </button>
                </h2>
                if props.in_hand {
                    <span class="hand">{icon(Glyph::Hand)}<span>{t.text("device-in-hand")}</span></span>
                }
                <button class="switch" type="button" role="switch" aria-checked={online.to_string()}
                    aria-label={t.text_with("device-network", &[("device", name.as_str().into())])}
                    onclick={switch}>
                    {icon(glyph)}<span>{word}</span>
                </button>
            </header>
            <div class="shell"><div class="screen">
                if let Some(page) = &device.page {
                    <p class="page-address" title={t.text("device-page")}>
                        {icon(Glyph::Lock)}<span>{page.clone()}</span>
                    </p>
                }
                <MailApp device={device.clone()} in_hand={props.in_hand} invited={props.invited}
                    letter={props.letter.clone()} />
            </div></div>
            {age::line(t, device)}
            <Policy device={device.clone()} />
        </article>
    }
}
