//! The present moment on paper: the sentence, the table, what happened so far, and lines to write on.

use std::rc::Rc;

use mailscope_view::{Cell, CellKind, DeviceView, MatrixRow, SoFar};
use yew::prelude::*;

use crate::app::use_app;
use crate::i18n::Texts;
use crate::screen::Screen;
use crate::stage::age;
use crate::stage::cast::called;
use crate::stage::mail_list::subject;
use crate::stage::plan::server_after;

/// Mails on a sheet.
const ROWS: usize = 14;
/// Lines to write on.
const LINES: usize = 5;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) screen: Screen,
    pub(crate) so_far: Rc<SoFar>,
}

/// The sheet.
#[component]
pub(crate) fn Worksheet(props: &Props) -> Html {
    let t = use_app().t;
    let Props { screen, so_far } = props;
    let sentence = &screen.narration;
    let events = so_far.events.iter().map(|row| {
        html! {
            <li key={row.turn}>
                <span class="sheet-time">{row.time.clone()}</span>{t.sentence_plain(&row.what)}
            </li>
        }
    });
    let lines = (0..LINES).map(|line| html! { <p key={line} class="sheet-line" /> });
    html! {
        <article class="worksheet" aria-label={t.text("sheet")}>
            <header>
                <p class="sheet-title">{t.text("sheet-title")}</p>
                <p class="sheet-person">{t.text("sheet-person")}</p>
            </header>
            <h2>{t.text_with("sheet-now", &[("time", sentence.time.as_str().into())])}</h2>
            <p class="sheet-sentence">
                {t.sentence_plain(&sentence.sentence)}
                if let Some(rest) = &sentence.rest {
                    {" "}{t.sentence_plain(rest)}
                }
            </p>
            <h2>{t.text("matrix")}</h2>
            {table(&t, screen)}
            <h2>{t.text("sheet-so-far")}</h2>
            if so_far.older > 0 {
                <p>{t.text_with("sheet-older", &[("n", so_far.older.into())])}</p>
            }
            if so_far.events.is_empty() {
                <p>{t.text("sheet-nothing")}</p>
            } else {
                <ol class="sheet-events">{for events}</ol>
            }
            <h2>{t.text("sheet-expect")}</h2>
            {for lines}
        </article>
    }
}

fn table(t: &Texts, screen: &Screen) -> Html {
    let server = server_after(screen.devices.len()).min(screen.devices.len());
    let head = |device: &Rc<DeviceView>| {
        let (_, age) = age::short(t, &device.age);
        html! {
            <th key={device.id.0} scope="col">
                {called(t, t.say(&device.name), device.owner.as_deref())}
                <span class="sheet-age">{age}</span>
            </th>
        }
    };
    let mut heads: Vec<Html> = screen.devices.iter().map(head).collect();
    heads.insert(
        server,
        html! {
            <th key="server" scope="col">
                {t.text("matrix-server")}
                <span class="sheet-age">{screen.server.host.clone()}</span>
            </th>
        },
    );
    let rows = screen.matrix.rows.iter().take(ROWS).map(|row| line(t, row, server));
    html! {
        <table class="sheet-table">
            <thead><tr><th scope="col">{t.text("server-subject")}</th>{for heads}</tr></thead>
            <tbody>{for rows}</tbody>
        </table>
    }
}

fn line(t: &Texts, row: &MatrixRow, server: usize) -> Html {
    let (left, right) = row.devices.split_at(server.min(row.devices.len()));
    let cells = left.iter().chain(std::iter::once(&row.server)).chain(right);
    let cells = cells.enumerate().map(|(at, each)| {
        html! { <td key={at} class={(each.kind == CellKind::Stale).then_some("is-stale")}>{words(t, each)}</td> }
    });
    html! {
        <tr key={row.email.0}>
            <th scope="row">{subject(t, &row.subject)}</th>{for cells}
        </tr>
    }
}

/// Signs do not depend on colour or pattern on paper: the words say it.
fn words(t: &Texts, cell: &Cell) -> String {
    let sign = match cell.kind {
        CellKind::Same => "= ",
        CellKind::Stale => "≠ ",
        CellKind::OwnCopy => "⌂ ",
        CellKind::Pending => "↑ ",
        CellKind::Original | CellKind::NeverSeen | CellKind::Gone | CellKind::NotTheirs => "",
    };
    let flag = if cell.flagged { " ⚑" } else { "" };
    format!("{sign}{}{flag}", t.say(&cell.text))
}
