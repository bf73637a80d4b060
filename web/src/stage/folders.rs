//! The folders of a mail app, as a rail where there is room, else as a bar; and "check mail".

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
}

/// Folders one below the other.
#[component]
pub(crate) fn FolderRail(props: &Props) -> Html {
    let app = use_app();
    let device = &props.device;
    let id = device.id;
    let folders = device.folders.iter().map(|folder| {
        let current = folder.name == device.folder;
        let name = folder.name.clone();
        html! {
            <li key={folder.name.clone()}>
                <button class="rail-folder" type="button" aria-current={current.then_some("true")}
                    onclick={app.send.reform(move |_| Msg::Do(Deed::OpenFolder(id, name.clone())))}>
                    <span class="rail-name">{app.t.say(&folder.label)}</span>
                    if folder.unread > 0 {
                        <b>{unread(&app, folder.unread)}</b>
                    }
                </button>
            </li>
        }
    });
    html! {
        <div class="rail">
            <ul aria-label={app.t.text("folders")}>{for folders}</ul>
            <button class="rail-check" type="button"
                onclick={app.send.reform(move |_| Msg::Do(Deed::CheckMail(id)))}>
                {icon(Glyph::Refresh)}<span>{app.t.text("check-mail")}</span>
            </button>
        </div>
    }
}

/// The present folder, to be changed by a menu.
#[component]
pub(crate) fn FolderBar(props: &Props) -> Html {
    let app = use_app();
    let device = &props.device;
    let id = device.id;
    let local = device.folders.iter().all(|folder| folder.local);
    let onchange = app.send.reform(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        Msg::Do(Deed::OpenFolder(id, select.value()))
    });
    let options = device.folders.iter().map(|folder| {
        html! {
            <option key={folder.name.clone()} value={folder.name.clone()}
                selected={folder.name == device.folder}>
                {app.t.say(&folder.label)}
            </option>
        }
    });
    html! {
        <div class="folder-bar">
            if local {
                {icon(Glyph::House)}
            }
            if device.folders.len() > 1 {
                <select class="folder-select" aria-label={app.t.text("folder")} {onchange}>
                    {for options}
                </select>
            } else {
                <span class="folder-only">
                    {for device.folders.iter().map(|folder| app.t.say(&folder.label))}
                </span>
            }
            <button class="check" type="button" title={app.t.text("check-mail")}
                aria-label={app.t.text("check-mail")}
                onclick={app.send.reform(move |_| Msg::Do(Deed::CheckMail(id)))}>
                {icon(Glyph::Refresh)}
            </button>
        </div>
    }
}

fn unread(app: &Context, n: usize) -> Html {
    html! {
        <>
            <span aria-hidden="true">{if n > 999 { "999+".to_owned() } else { n.to_string() }}</span>
            <span class="vh">{app.t.text_with("folder-unread", &[("n", n.into())])}</span>
        </>
    }
}
