//! What can be done with the open mail. Only the device in the hand has these buttons.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, Tap};
use web_sys::Element;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::dom;
use crate::parts::icon::{Glyph, icon};
use crate::parts::popover::Popover;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
}

/// The buttons.
#[component]
pub(crate) fn MailActions(props: &Props) -> Html {
    let app = use_app();
    let menu = use_state_eq(|| false);
    let anchor = use_node_ref();
    let device = &props.device;
    let Some(mail) = &device.open else { return Html::default() };
    let t = &app.t;
    let (id, email, read, flagged) = (device.id, mail.email, mail.read, mail.flagged);
    let close = {
        let menu = menu.clone();
        Callback::from(move |()| menu.set(false))
    };
    let toggle = {
        let menu = menu.clone();
        Callback::from(move |_| menu.set(!*menu))
    };
    let targets: Vec<_> = device.folders.iter().filter(|f| f.name != device.folder).collect();
    let items: Html = targets.iter().map(|folder| {
        let (send, close, name) = (app.send.clone(), close.clone(), folder.name.clone());
        let anchor = anchor.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            // The menu goes, so the focus goes back to what opened it.
            if let Some(anchor) = anchor.cast::<Element>() {
                dom::focus(&anchor);
            }
            close.emit(());
            send.emit(Msg::Do(Deed::Tap(id, Tap::Move(email, name.clone()))));
        });
        html! {
            <button key={folder.name.clone()} class="menu-item" type="button" role="menuitem" {onclick}>
                {icon(Glyph::Folder)}{t.say(&folder.label)}
            </button>
        }
    }).collect();
    let tap = |tap: Tap| app.send.reform(move |_: MouseEvent| Msg::Do(Deed::Tap(id, tap.clone())));
    html! {
        <div class="acts" role="group" aria-label={t.text("actions")}>
            <button class="act" type="button"
                onclick={tap(Tap::SetRead(email, !read))}>
                if read {
                    {icon(Glyph::Mail)}<span>{t.text("action-unread")}</span>
                } else {
                    {icon(Glyph::MailOpen)}<span>{t.text("action-read")}</span>
                }
            </button>
            <button class="act" type="button"
                onclick={tap(Tap::SetFlagged(email, !flagged))}>
                if flagged {
                    {icon(Glyph::Flagged)}<span>{t.text("action-unflag")}</span>
                } else {
                    {icon(Glyph::Flag)}<span>{t.text("action-flag")}</span>
                }
            </button>
            <button class="act" type="button" ref={anchor.clone()} aria-haspopup="menu"
                aria-expanded={menu.to_string()} disabled={targets.is_empty()} onclick={toggle}>
                {icon(Glyph::Move)}<span>{t.text("action-move")}</span>
            </button>
            <button class="act" type="button" onclick={tap(Tap::Delete(email))}>
                {icon(Glyph::Trash)}<span>{t.text("action-delete")}</span>
            </button>
            if *menu {
                <Popover {anchor} role="menu" label={t.text("action-move-to")} on_close={close}>
                    {items}
                </Popover>
            }
        </div>
    }
}
