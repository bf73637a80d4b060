//! The provider's server: the only original. Square, dark, in monospace.

use std::rc::Rc;

use mailscope_view::{DiskMailbox, DiskRow, Door, ServerView};
use yew::prelude::*;

use crate::app::{Look, Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_service};
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) server: Rc<ServerView>,
}

/// The server with what is really on its disk.
#[component]
pub(crate) fn Server(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let server = &props.server;
    let hidden = server.mailboxes.iter().any(|mailbox| mailbox.total > mailbox.rows.len());
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
                <div class="disk-scroll" tabindex="0" role="group" aria-label={t.text("server-disk-of")}>
                    <table class="disk">
                        <thead><tr>
                            <th scope="col">{"UID"}</th>
                            <th scope="col">{"Flags"}</th>
                            <th scope="col">{t.text("server-subject")}</th>
                        </tr></thead>
                        {for filled.iter().map(|mailbox| disk_mailbox(t, mailbox))}
                        {empty_mailboxes(t, &empty)}
                    </table>
                    if hidden {
                        <button class="btn disk-more" type="button"
                            onclick={app.send.reform(|_| Msg::See(Look::MoreOnDisk))}>
                            {t.text("server-more")}
                        </button>
                    }
                </div>
                <ul class="doors" aria-label={t.text("server-doors")}>
                    {for server.doors.iter().enumerate().map(|(at, door)| door_view(t, at, door))}
                </ul>
            </div>
        </article>
    }
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

fn disk_mailbox(t: &Texts, mailbox: &DiskMailbox) -> Html {
    let older = mailbox.total - mailbox.rows.len().min(mailbox.total);
    html! {
        <tbody key={mailbox.name.clone()}>
            {mailbox_head(t, mailbox)}
            {for mailbox.rows.iter().map(|row| disk_row(t, row))}
            if older > 0 {
                <tr key="older" class="disk-older">
                    <td colspan="3">{t.text_with("server-older", &[("n", older.into())])}</td>
                </tr>
            }
        </tbody>
    }
}

fn disk_row(t: &Texts, row: &DiskRow) -> Html {
    let flags = if row.flags.is_empty() { "()" } else { row.flags.as_str() };
    html! {
        <tr key={row.uid} class={classes!(row.focus.then_some("is-focus"))}>
            <td class="uid">{row.uid}</td>
            <td class={classes!("flags", row.flags.is_empty().then_some("no-flags"))}
                title={row.flags.clone()}>{flags.to_owned()}</td>
            <td class="disk-subject">{subject(t, &row.subject)}</td>
        </tr>
    }
}

fn door_view(t: &Texts, at: usize, door: &Door) -> Html {
    let (_, name, class) = of_service(door.service);
    let state = if door.open { t.text("door-open") } else { t.text("door-shut") };
    html! {
        <li key={at} class={classes!("door", format!("door-{at}"), format!("door-{class}"),
            door.open.then_some("is-open"))} title={name}>
            {door.port}<span class="vh">{format!(" {name}, ")}{state}</span>
        </li>
    }
}
