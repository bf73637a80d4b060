//! The mails of a folder. Only those that can be seen are there, however many there are.

use std::rc::Rc;

use mailscope_view::{DeviceId, DeviceView, EmailId, Holder, MailRow};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Context, Look, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, icon_of};
use crate::parts::virtual_list::{List, Spacer, wanted};
use crate::why;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    pub(crate) on_open: Callback<EmailId>,
    /// The mail that a newcomer is invited to open.
    pub(crate) invited: Option<EmailId>,
}

/// The list.
#[component]
pub(crate) fn MailList(props: &Props) -> Html {
    let app = use_app();
    let device = &props.device;
    let list = use_node_ref();
    // The row that the Tab key goes to; the arrows move it.
    let stop = use_state_eq(|| None::<usize>);
    let onscroll = {
        let (list, device, send) = (list.clone(), device.clone(), app.send.clone());
        Callback::from(move |_: Event| {
            let Some(element) = list.cast::<Element>() else { return };
            let rows = wanted(&element, device.total, device.first, device.mails.len());
            if let Some(rows) = rows {
                send.emit(Msg::See(Look::Mails(usize::from(device.id.0), rows)));
            }
        })
    };
    let onkeydown = {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                "Home" => i32::MIN,
                "End" => i32::MAX,
                _ => return,
            };
            event.prevent_default();
            if let Some(element) = list.cast::<Element>() {
                dom::rove(&element, ".mail", by);
            }
        })
    };
    let open = device.open.as_ref().map(|open| open.email);
    let loaded = device.first..device.first + device.mails.len();
    let opened = device.mails.iter().position(|mail| open.is_some() && mail.email == open);
    let stop_at = stop
        .filter(|at| loaded.contains(at))
        .or_else(|| opened.map(|at| at + device.first))
        .unwrap_or(device.first);
    let rows = device.mails.iter().zip(loaded.clone()).map(|(mail, at)| {
        let onfocus = {
            let stop = stop.clone();
            Callback::from(move |_: FocusEvent| stop.set(Some(at)))
        };
        let onclick = mail.email.map(|email| pressed(&app, props, email));
        let oncontextmenu = mail.email.map(|email| asked(&app, device.id, email));
        let key = mail.email.map_or_else(|| format!("row-{at}"), |email| email.0.to_string());
        html! {
            <li {key} class="mail-place" aria-setsize={device.total.to_string()}
                aria-posinset={(at + 1).to_string()}>
                <button class={row_class(mail, props.invited)} type="button" aria-label={spoken(&app.t, mail)}
                    aria-current={(open.is_some() && mail.email == open).then_some("true")}
                    aria-disabled={mail.email.is_none().then_some("true")}
                    tabindex={if at == stop_at { "0" } else { "-1" }} {onclick} {oncontextmenu}
                    {onfocus}>
                    {row(&app.t, mail, device.online)}
                </button>
            </li>
        }
    });
    html! {
        <ul class="mails" ref={list.clone()} aria-label={app.t.text("mails")} {onscroll} {onkeydown}>
            <Spacer key="above" rows={device.first} list={List::Items} />
            {for rows}
            <Spacer key="below" rows={device.total.saturating_sub(loaded.end)} list={List::Items} />
            if device.total == 0 && device.search.is_none() {
                <li class="mails-none">{app.t.text("mails-none")}</li>
            }
        </ul>
    }
}

fn row_class(mail: &MailRow, invited: Option<EmailId>) -> Classes {
    classes!(
        "mail",
        (!mail.read).then_some("is-unread"),
        mail.marked_deleted.then_some("is-marked"),
        mail.pending.then_some("is-pending"),
        mail.focus.then_some("is-focus"),
        (invited.is_some() && mail.email == invited).then_some("is-invited"),
    )
}

fn row(t: &Texts, mail: &MailRow, online: bool) -> Html {
    html! {
        <>
            {icon_of("i mail-envelope", if mail.read { Glyph::MailOpen } else { Glyph::Mail })}
            <span class="mail-text">
                <span class="mail-from">{mail.from.clone()}</span>
                <span class="mail-subject">{subject(t, &mail.subject)}</span>
            </span>
            <span class="mail-signs">
                if mail.marked_deleted {
                    {icon(Glyph::Trash)}
                }
                if mail.flagged {
                    {icon(Glyph::Flagged)}
                }
                if mail.pending {
                    <span class="mail-pending">
                        {icon(Glyph::Up)}
                        {if online { t.text("pending-on-its-way") } else { t.text("pending-waits") }}
                    </span>
                }
            </span>
        </>
    }
}

/// A press opens the mail. A sign behind the subject says how it stands: pressed, it says why.
fn pressed(app: &Context, props: &Props, email: EmailId) -> Callback<MouseEvent> {
    let (open, send) = (props.on_open.clone(), app.send.clone());
    let holder = Holder::Device(props.device.id);
    Callback::from(move |event: MouseEvent| {
        if on_sign(&event) {
            send.emit(Msg::Why(why::Msg::Cell(holder, email)));
        } else {
            open.emit(email);
        }
    })
}

/// The menu key, or a press with the other button: why does this device show the mail so?
fn asked(app: &Context, device: DeviceId, email: EmailId) -> Callback<MouseEvent> {
    app.send.reform(move |event: MouseEvent| {
        event.prevent_default();
        Msg::Why(why::Msg::Cell(Holder::Device(device), email))
    })
}

/// Whether a sign of a row was pressed.
fn on_sign(event: &MouseEvent) -> bool {
    let pressed = event.target_dyn_into::<Element>();
    pressed.is_some_and(|element| element.closest(".mail-signs").is_ok_and(|sign| sign.is_some()))
}

/// A subject, or the words for none.
pub(crate) fn subject(t: &Texts, subject: &str) -> AttrValue {
    if subject.is_empty() { t.text("mail-no-subject") } else { AttrValue::from(subject.to_owned()) }
}

/// What a screen reader says of a row.
fn spoken(t: &Texts, mail: &MailRow) -> String {
    let states = [
        Some(subject(t, &mail.subject)),
        Some(if mail.read { t.text("mail-read") } else { t.text("mail-unread") }),
        mail.flagged.then(|| t.text("mail-flagged")),
        mail.marked_deleted.then(|| t.text("mail-marked")),
        mail.pending.then(|| t.text("mail-pending")),
        Some(AttrValue::from(mail.from.clone())).filter(|from| !from.is_empty()),
    ];
    states.iter().flatten().map(AttrValue::as_str).collect::<Vec<_>>().join(", ")
}
