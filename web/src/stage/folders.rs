//! The folders of a mail app as a rail, where there is room for one.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, Letter, Tap};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::parts::icon::{Glyph, icon};
use crate::stage::Msg as StageMsg;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) in_hand: bool,
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
        let open = move |_| Msg::Do(Deed::Tap(id, Tap::OpenFolder(name.clone())));
        html! {
            <li key={folder.name.clone()}>
                <button class={classes!("rail-folder", folder.pending.then_some("is-pending"))}
                    type="button" aria-current={current.then_some("true")}
                    onclick={app.send.reform(open)}>
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
            if props.in_hand {
                <WriteButton device={device.clone()} />
            }
            <ul aria-label={app.t.text("folders")}>{for folders}</ul>
            <button class="rail-check" type="button"
                onclick={app.send.reform(move |_| Msg::Do(Deed::Tap(id, Tap::CheckMail)))}>
                {icon(Glyph::Refresh)}<span>{app.t.text("check-mail")}</span>
            </button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct WriteProps {
    pub(crate) device: Rc<DeviceView>,
}

/// Begins a mail. Where the app cannot send, the button says why.
#[component]
pub(crate) fn WriteButton(props: &WriteProps) -> Html {
    let app = use_app();
    let t = &app.t;
    let id = props.device.id;
    let why_not = props.device.obstacles.write.as_ref().map(|why| t.sentence_plain(why));
    let onclick =
        app.send.reform(move |_| Msg::Stage(StageMsg::Write(id, Some(Letter::default()))));
    html! {
        <button class="write" type="button" disabled={why_not.is_some()}
            title={why_not.clone().unwrap_or_else(|| t.text("write").to_string())} {onclick}>
            {icon(Glyph::Pen)}<span>{t.text("write")}</span>
            if let Some(why_not) = why_not {
                <span class="vh">{" – "}{why_not}</span>
            }
        </button>
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
