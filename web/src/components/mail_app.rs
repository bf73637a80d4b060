//! The mail app of a device: folders, list, open mail.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceKind, DeviceView};
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::components::folders::{FolderBar, FolderRail};
use crate::components::mail_list::MailList;
use crate::components::open_mail::OpenMailPane;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) in_hand: bool,
}

/// The mail app. A phone shows either the list or the open mail; the others have room for both.
#[component]
pub(crate) fn MailApp(props: &Props) -> Html {
    let app = use_app();
    let device = &props.device;
    let id = device.id;
    let large = use_state_eq(|| false);
    let on_open = {
        let large = large.clone();
        let phone = device.kind == DeviceKind::Phone;
        app.send.reform(move |email| {
            if phone {
                large.set(true);
            }
            Msg::Do(Deed::Open(id, email))
        })
    };
    let on_large = {
        let large = large.clone();
        Callback::from(move |on| large.set(on))
    };
    let large = *large && device.open.is_some();
    let phone = device.kind == DeviceKind::Phone;
    html! {
        <div class={classes!("mail-app", large.then_some("is-reading"))}>
            if device.kind == DeviceKind::Laptop {
                <FolderRail device={device.clone()} />
            }
            <div class="pane">
                <FolderBar device={device.clone()} />
                if !large {
                    <MailList key={device.folder.clone()} device={device.clone()} {on_open} />
                }
                if device.open.is_some() && (large || !phone) {
                    <OpenMailPane device={device.clone()} in_hand={props.in_hand} {large}
                        {on_large} />
                }
            </div>
        </div>
    }
}
