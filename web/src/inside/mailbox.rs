//! A mailbox as it is on the disk, and the list of mailboxes.

use mailscope_view::{GoneRow, MailboxInside, MailboxRow, MessageRow, SourceId};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::inside::facts::facts;
use crate::inside::table::{Table, head};
use crate::inside::{self};
use crate::stage::mail_list::subject;

/// The mailboxes of an account, to choose one.
pub(crate) fn mailboxes(app: &Context, rows: &[MailboxRow]) -> Html {
    let t = &app.t;
    let row = |row: &MailboxRow| {
        let name = row.name.clone();
        let counts = [("total", row.total.into()), ("unseen", row.unseen.into())];
        html! {
            <li key={row.name.clone()}>
                <button type="button" aria-pressed={row.chosen.to_string()}
                    class={classes!("inside-mailbox", row.focus.then_some("is-focus"))}
                    onclick={app.send.reform(move |_| choose(name.clone()))}>
                    <code>{row.name.clone()}</code>
                    if let Some(role) = row.role {
                        <code class="quiet">{role}</code>
                    }
                    <span class="count" aria-hidden="true">{row.total}</span>
                    <span class="vh">{t.text_with("inside-counts", &counts)}</span>
                </button>
            </li>
        }
    };
    html! {
        <ul class="inside-mailboxes" aria-label={t.text("inside-mailboxes")}>
            {for rows.iter().map(row)}
        </ul>
    }
}

pub(crate) fn choose(name: String) -> Msg {
    Msg::Inside(inside::Msg::Mailbox(name))
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) mailbox: MailboxInside,
    /// The mail whose octets are shown.
    pub(crate) open: Option<SourceId>,
}

/// A mailbox.
#[component]
pub(crate) fn Mailbox(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let mailbox = &props.mailbox;
    let stop = use_state_eq(|| None::<u32>);
    let known = |uid: &u32| mailbox.rows.iter().any(|row| row.uid == *uid);
    let tab_stop = stop.filter(known).or_else(|| mailbox.rows.first().map(|row| row.uid));
    let rows = mailbox.rows.iter().zip(mailbox.first..).map(|(row, at)| {
        let (stop, uid) = (stop.clone(), row.uid);
        let onfocus = Callback::from(move |_: FocusEvent| stop.set(Some(uid)));
        message_row(&app, row, at, tab_stop == Some(uid), props.open.as_ref(), onfocus)
    });
    let columns = [
        ("c-no", t.text("inside-column-number")),
        ("c-uid", AttrValue::from("UID")),
        ("c-flags", AttrValue::from("Flags")),
        ("c-modseq", AttrValue::from("MODSEQ")),
        ("c-size", t.text("inside-column-size")),
        ("c-date", AttrValue::from("INTERNALDATE")),
        ("c-subject", t.text("server-subject")),
    ];
    html! {
        <div class="inside-mailbox-open">
            {facts(t, &mailbox.facts)}
            if mailbox.total > 0 {
                <Table label={t.text_with("inside-messages-of", &[("name", mailbox.name.clone().into())])}
                    class="messages" total={mailbox.total} first={mailbox.first}
                    len={mailbox.rows.len()} head={head(&columns)}
                    on_rows={app.send.reform(|rows| Msg::Inside(inside::Msg::Rows(rows)))}>
                    {for rows}
                </Table>
            } else {
                <p class="inside-nothing">{t.text("matrix-none")}</p>
            }
            {gone(&app, mailbox)}
        </div>
    }
}

fn message_row(
    app: &Context,
    row: &MessageRow,
    at: usize,
    stop: bool,
    open: Option<&SourceId>,
    onfocus: Callback<FocusEvent>,
) -> Html {
    let t = &app.t;
    let source = row.source.clone();
    let shown = open == Some(&row.source);
    let flags = if row.flags.is_empty() { "()".to_owned() } else { row.flags.clone() };
    html! {
        <tr key={row.uid} role="row" aria-rowindex={(at + 2).to_string()}
            class={classes!("inside-row", row.focus.then_some("is-focus"), shown.then_some("is-open"))}>
            <td role="cell" class="c-no" data-label={t.text("inside-column-number")}>{row.number}</td>
            <td role="cell" class="c-uid">{row.uid}</td>
            <td role="cell" class={classes!("c-flags", row.flags.is_empty().then_some("quiet"))}
                title={row.flags.clone()}>{flags}</td>
            <td role="cell" class="c-modseq">{row.modseq}</td>
            <td role="cell" class="c-size">{t.octets(row.octets)}</td>
            <td role="cell" class="c-date">{row.received.clone()}</td>
            <th role="rowheader" scope="row" class="c-subject">
                <button type="button" class="row-open" {onfocus} aria-expanded={shown.to_string()}
                    tabindex={if stop { "0" } else { "-1" }} title={t.text("inside-open-source")}
                    onclick={app.send.reform(move |_| {
                        Msg::Inside(inside::Msg::Source(Some(source.clone())))
                    })}>
                    {subject(t, &row.subject)}
                </button>
            </th>
        </tr>
    }
}

/// What the mailbox remembers of messages that have gone.
fn gone(app: &Context, mailbox: &MailboxInside) -> Html {
    let t = &app.t;
    if mailbox.gone.is_empty() {
        return Html::default();
    }
    let row = |row: &GoneRow| {
        html! {
            <li key={row.uid} class={classes!("gone-row", row.focus.then_some("is-focus"))}>
                <code><s>{format!("UID {}", row.uid)}</s></code>
                <code class="quiet">{format!("MODSEQ {}", row.modseq)}</code>
                <span class="gone-subject">{subject(t, &row.subject)}</span>
            </li>
        }
    };
    html! {
        <div class="gone">
            <h4>{t.text("inside-gone")}</h4>
            <ul>{for mailbox.gone.iter().map(row)}</ul>
            if mailbox.gone_more > 0 {
                <p class="quiet">{t.text_with("inside-more", &[("n", mailbox.gone_more.into())])}</p>
            }
        </div>
    }
}
