//! The provider's server: the only original. Square, dark, in monospace.

use std::rc::Rc;

use mailscope_view::{
    DiskMailbox, DiskRow, EmailId, Holder, ProviderId, QueueRow, ServerView, Service, Spot,
    WireState, WireView,
};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Context, Look, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_service};
use crate::stage::mail_list::subject;
use crate::why;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) server: Rc<ServerView>,
    /// Where wires enter, from left to right.
    pub(crate) doors: Vec<Door>,
}

/// Where a wire enters the server.
#[derive(Clone, PartialEq)]
pub(crate) struct Door {
    port: u16,
    service: Option<Service>,
    open: bool,
    /// Whether the server itself calls from here, so that the port is the other's.
    calls: bool,
}

impl Door {
    pub(crate) fn of(wire: &WireView) -> Self {
        let open = wire.state == WireState::Open || wire.moving.is_some();
        let calls = wire.from == Spot::Server;
        Self { port: wire.port, service: wire.service, open, calls }
    }
}

/// The server with what is really on its disk.
#[component]
pub(crate) fn Server(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let server = &props.server;
    let hidden = server.mailboxes.iter().any(|mailbox| mailbox.total > mailbox.rows.len());
    let disk = use_node_ref();
    let onkeydown = arrows(disk.clone());
    // The Tab key goes to one row; the arrows lead on.
    let stop =
        server.mailboxes.iter().find_map(|mailbox| mailbox.rows.first()).map(|row| row.email);
    let (filled, empty): (Vec<_>, Vec<_>) = server.mailboxes.iter().partition(|m| m.total > 0);
    html! {
        <article class="column server" aria-labelledby="server-name">
            <div class="cabinet">
                <header class="cabinet-head">
                    <h2 id="server-name">{icon(Glyph::Server)}{server.host.clone()}</h2>
                    <p>{t.text("server-disk")}</p>
                    if server.maildrop_locked {
                        <p class="lock" title={t.text("server-locked-title")}>
                            {icon(Glyph::Lock)}{t.text("server-locked")}
                        </p>
                    }
                </header>
                <div class="disk-scroll" tabindex="0" role="group" aria-label={t.text("server-disk-of")}
                    ref={disk.clone()} {onkeydown}>
                    <table class="disk">
                        <thead><tr>
                            <th scope="col">{"UID"}</th>
                            <th scope="col">{"Flags"}</th>
                            <th scope="col">{t.text("server-subject")}</th>
                        </tr></thead>
                        {for filled.iter().map(|mailbox| disk_mailbox(&app, server.id, mailbox, stop))}
                        {empty_mailboxes(t, &empty)}
                        {queue(t, server)}
                    </table>
                    if hidden {
                        <button class="btn disk-more" type="button"
                            onclick={app.send.reform(|_| Msg::See(Look::MoreOnDisk))}>
                            {t.text("server-more")}
                        </button>
                    }
                </div>
                <ul class={classes!("doors", (props.doors.len() > 5).then_some("is-many"))}
                    aria-label={t.text("server-doors")}>
                    {for props.doors.iter().enumerate().map(|(at, door)| door_view(t, at, door))}
                </ul>
            </div>
        </article>
    }
}

/// The arrows lead from row to row. On the disk itself they scroll.
fn arrows(disk: NodeRef) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if let Some(element) = disk.cast::<Element>()
            && dom::rove(&element, ".disk-why", by)
        {
            event.prevent_default();
        }
    })
}

fn mailbox_head(t: &Texts, mailbox: &DiskMailbox) -> Html {
    let count = t.text_with("server-messages", &[("n", mailbox.total.into())]);
    html! {
        <tr key="head" class="mailbox">
            <th colspan="3" scope="rowgroup" title={count.clone()}>
                {mailbox.name.clone()}<span class="vh">{", "}{count}</span>
                <span class="mailbox-facts">
                    {format!(" UIDVALIDITY {}", mailbox.uid_validity)}
                    <span class="only-wide">{format!(" · UIDNEXT {}", mailbox.uid_next)}</span>
                </span>
            </th>
        </tr>
    }
}

/// All mailboxes without a message in one line.
fn empty_mailboxes(t: &Texts, mailboxes: &[&DiskMailbox]) -> Html {
    if mailboxes.is_empty() {
        return Html::default();
    }
    let names = mailboxes.iter().enumerate().map(|(at, mailbox)| {
        html! {
            <span key={mailbox.name.clone()} title={format!("UIDVALIDITY {}", mailbox.uid_validity)}>
                {if at > 0 { " · " } else { "" }}{mailbox.name.clone()}
                <span class="mailbox-facts">{" 0"}</span>
            </span>
        }
    });
    html! {
        <tbody key="empty"><tr class="mailbox">
            <th colspan="3" scope="rowgroup" title={t.text("server-empty")}>{for names}</th>
        </tr></tbody>
    }
}

fn disk_mailbox(
    app: &Context,
    of: ProviderId,
    mailbox: &DiskMailbox,
    stop: Option<EmailId>,
) -> Html {
    let t = &app.t;
    let older = mailbox.total - mailbox.rows.len().min(mailbox.total);
    html! {
        <tbody key={mailbox.name.clone()}>
            {mailbox_head(t, mailbox)}
            {for mailbox.rows.iter().map(|row| disk_row(app, of, row, stop == Some(row.email)))}
            if older > 0 {
                <tr key="older" class="disk-older">
                    <td colspan="3">{t.text_with("server-older", &[("n", older.into())])}</td>
                </tr>
            }
        </tbody>
    }
}

fn disk_row(app: &Context, of: ProviderId, row: &DiskRow, tab_stop: bool) -> Html {
    let t = &app.t;
    let why = why(app, of, row.email);
    let flags = if row.flags.is_empty() { "()" } else { row.flags.as_str() };
    html! {
        <tr key={row.uid} class={classes!(row.focus.then_some("is-focus"))}>
            <td class="uid">{row.uid}</td>
            <td class={classes!("flags", row.flags.is_empty().then_some("no-flags"))}
                title={row.flags.clone()}>{flags.to_owned()}</td>
            <td class="disk-subject">
                <button class="disk-why" type="button" title={t.text("cell-why")} onclick={why}
                    tabindex={if tab_stop { "0" } else { "-1" }}>
                    {subject(t, &row.subject)}
                </button>
            </td>
        </tr>
    }
}

/// Asks why the server has of a mail what it has.
fn why(app: &Context, of: ProviderId, email: EmailId) -> Callback<MouseEvent> {
    app.send.reform(move |_| Msg::Why(why::Msg::Cell(Holder::Server(of), email)))
}

/// What waits to be delivered.
fn queue(t: &Texts, server: &ServerView) -> Html {
    if server.queue.is_empty() {
        return Html::default();
    }
    html! {
        <tbody key="queue">
            <tr class="mailbox"><th colspan="3" scope="rowgroup">{t.text("server-queue")}</th></tr>
            {for server.queue.iter().map(|row| queue_row(t, row))}
            if server.queue_more > 0 {
                <tr key="older" class="disk-older">
                    <td colspan="3">
                        {t.text_with("server-queue-more", &[("n", server.queue_more.into())])}
                    </td>
                </tr>
            }
        </tbody>
    }
}

fn queue_row(t: &Texts, row: &QueueRow) -> Html {
    html! {
        <tr key={row.email.0} class="queue-row">
            <td colspan="2" title={row.to.clone()}>
                {icon(Glyph::Right)}{row.to.clone()}
                <span class="queue-state">{t.say(&row.state)}</span>
            </td>
            <td class="disk-subject">{subject(t, &row.subject)}</td>
        </tr>
    }
}

fn door_view(t: &Texts, at: usize, door: &Door) -> Html {
    let (_, name, class) = door.service.map_or((Glyph::Help, "DNS", "dns"), of_service);
    let state = if door.open { t.text("door-open") } else { t.text("door-shut") };
    html! {
        <li key={at} title={name} class={classes!("door", format!("door-{class}"),
            door.open.then_some("is-open"), door.calls.then_some("is-calling"))}>
            if door.calls {
                {icon(Glyph::Up)}
            } else {
                {door.port}
            }
            <span class="vh">{format!(" {name}, ")}{state}</span>
        </li>
    }
}
