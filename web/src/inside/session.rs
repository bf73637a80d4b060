//! The sessions that are open at a server, and what the client of one of them has been told.

use mailscope_view::{Counted, CountedRow, Said, Service, SessionInside, SessionRow, SessionTable};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::inside;
use crate::inside::facts::{facts, nothing, said};
use crate::inside::table::{Table, head};
use crate::parts::icon::badge;
use crate::stage::mail_list::subject;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) sessions: Vec<SessionRow>,
    pub(crate) session: Option<SessionInside>,
}

/// The sessions.
#[component]
pub(crate) fn Sessions(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    if props.sessions.is_empty() {
        return nothing(t.text("inside-no-sessions"));
    }
    let row = |row: &SessionRow| {
        let id = row.id;
        html! {
            <li key={id.0}>
                <button type="button" aria-pressed={row.chosen.to_string()}
                    class={classes!("inside-session", row.focus.then_some("is-focus"))}
                    onclick={app.send.reform(move |_| Msg::Inside(inside::Msg::Session(id)))}>
                    {badge(row.service)}
                    <span class="who">{t.sentence(&row.who)}</span>
                    <code>{row.state}</code>
                </button>
            </li>
        }
    };
    html! {
        <>
            <ul class="inside-sessions" aria-label={t.text("inside-sessions")}>
                {for props.sessions.iter().map(row)}
            </ul>
            if let Some(session) = &props.session {
                <div class="inside-session-open">
                    {facts(t, &session.facts)}
                    if let Some(table) = &session.table {
                        {counted(&app, table)}
                    }
                </div>
            }
        </>
    }
}

fn counted(app: &Context, table: &SessionTable) -> Html {
    let t = &app.t;
    let pop3 = table.service == Service::Pop3;
    let columns = [
        ("c-no", t.text("inside-column-number")),
        ("c-uid", AttrValue::from(if pop3 { "UIDL" } else { "UID" })),
        ("c-flags", if pop3 { t.text("inside-column-size") } else { AttrValue::from("Flags") }),
        ("c-subject", t.text("server-subject")),
    ];
    let label = t.text(if pop3 { "inside-maildrop-view" } else { "inside-session-view" });
    html! {
        <>
            <p class="inside-caption">{label.clone()}</p>
            <Table {label} class={if pop3 { "counted counted-pop3" } else { "counted" }}
                total={table.total} first={table.first} len={table.rows.len()} head={head(&columns)}
                on_rows={app.send.reform(|rows| Msg::Inside(inside::Msg::SessionRows(rows)))}>
                {for table.rows.iter().zip(table.first..).map(|(row, at)| counted_row(app, row, at))}
            </Table>
        </>
    }
}

fn counted_row(app: &Context, row: &CountedRow, at: usize) -> Html {
    let t = &app.t;
    let (class, remark) = match row.counted {
        Counted::Known => ("", None),
        Counted::New => ("is-new", Some("inside-counted-new")),
        Counted::Changed => ("is-stale", Some("inside-counted-changed")),
        Counted::Gone => ("is-gone", Some("inside-counted-gone")),
        Counted::Retrieved => ("is-retrieved", Some("inside-counted-retrieved")),
        Counted::Marked => ("is-gone", Some("inside-counted-marked")),
    };
    let value = match &row.value {
        Said::Machine(flags) if flags.is_empty() => html! { <span class="quiet">{"()"}</span> },
        other => said(t, other),
    };
    html! {
        <tr key={row.name.clone()} role="row" aria-rowindex={(at + 2).to_string()}
            class={classes!("inside-row", class)}>
            <td role="cell" class="c-no">{row.number.map_or_else(|| "–".to_owned(), |n| n.to_string())}</td>
            <td role="cell" class="c-uid">{row.name.clone()}</td>
            <td role="cell" class="c-flags">{value}</td>
            <td role="cell" class="c-subject">
                <span class="counted-subject">{subject(t, &row.subject)}</span>
                if let Some(remark) = remark {
                    <b class="note">{t.text(remark)}</b>
                }
            </td>
        </tr>
    }
}
