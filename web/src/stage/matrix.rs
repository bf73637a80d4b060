//! Who knows what: one row for each mail, one column for each holder, under the holders of the
//! stage.

use std::rc::Rc;

use mailscope_view::{DeviceKind, Matrix, MatrixRow};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Look, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, of_device};
use crate::parts::virtual_list::{List, Spacer, wanted};
use crate::stage::age;
use crate::stage::mail_list::subject;
use crate::stage::matrix_cell::MatrixCell;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) matrix: Rc<Matrix>,
    /// The devices, in the columns' order.
    pub(crate) holders: Vec<Holder>,
}

/// Whose a device's column is.
#[derive(Clone, PartialEq)]
pub(crate) struct Holder {
    pub(crate) kind: DeviceKind,
    pub(crate) name: AttrValue,
    pub(crate) online: bool,
}

/// The server's column stands after this many devices.
const SERVER: usize = 1;

/// The table.
#[component]
pub(crate) fn MatrixTable(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let matrix = &props.matrix;
    let scroller = use_node_ref();
    // The cell that the Tab key goes to: row and column. The arrows move it.
    let stop = use_state_eq(|| (0, 0));
    let last = (matrix.total.saturating_sub(1), matrix.columns.len());
    let onscroll = {
        let (scroller, matrix, send) = (scroller.clone(), matrix.clone(), app.send.clone());
        Callback::from(move |_: Event| {
            let Some(element) = scroller.cast::<Element>() else { return };
            let rows = wanted(&element, matrix.total, matrix.first, matrix.rows.len());
            if let Some(rows) = rows {
                send.emit(Msg::See(Look::Matrix(rows)));
            }
        })
    };
    let onkeydown = {
        let (scroller, stop) = (scroller.clone(), stop.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(to) = moved(*stop, last, &event.key()) else { return };
            event.prevent_default();
            let cell = format!("[data-cell='{}-{}']", to.0, to.1);
            let found = scroller.cast::<Element>().and_then(|e| e.query_selector(&cell).ok()?);
            if let Some(element) = found {
                dom::focus(&element);
            }
        })
    };
    let on_focus = {
        let stop = stop.clone();
        Callback::from(move |at| stop.set(at))
    };
    let loaded = matrix.first..matrix.first + matrix.rows.len();
    let tab_row = if loaded.contains(&stop.0) { stop.0 } else { matrix.first };
    let row = |(row, at): (&MatrixRow, usize)| {
        let cells =
            [&row.devices[..SERVER], std::slice::from_ref(&row.server), &row.devices[SERVER..]];
        let cells = cells.into_iter().flatten().enumerate().map(|(column, cell)| {
            html! {
                <MatrixCell key={column} cell={cell.clone()} place={(at, column)}
                    holder={name(t, &props.holders, column)} subject={row.subject.clone()}
                    online={holder(&props.holders, column).is_none_or(|holder| holder.online)}
                    tab_stop={(tab_row, stop.1) == (at, column)} on_focus={on_focus.clone()} />
            }
        });
        html! {
            <tr key={row.email.0} role="row" class="matrix-row" aria-rowindex={(at + 2).to_string()}>
                <th scope="row" role="rowheader">
                    <span class="row-subject">{subject(t, &row.subject)}</span>
                </th>
                {for cells}
            </tr>
        }
    };
    let below = matrix.total.saturating_sub(loaded.end);
    html! {
        <section class="matrix-place" aria-labelledby="matrix-name">
            <div class="matrix-scroll" ref={scroller.clone()} {onscroll}>
                <table class="matrix" role="table" aria-labelledby="matrix-name"
                    aria-rowcount={(matrix.total + 1).to_string()} {onkeydown}>
                    {columns()}
                    {head(t, props)}
                    <tbody role="rowgroup">
                        <Spacer key="above" rows={matrix.first} list={List::Table} />
                        {for matrix.rows.iter().zip(loaded.clone()).map(row)}
                        <Spacer key="below" rows={below} list={List::Table} />
                    </tbody>
                </table>
                if matrix.total == 0 {
                    <p class="matrix-none">{t.text("matrix-none")}</p>
                }
            </div>
        </section>
    }
}

/// Where an arrow key leads.
fn moved(from: (usize, usize), last: (usize, usize), key: &str) -> Option<(usize, usize)> {
    let (row, column) = from;
    Some(match key {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last.0), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last.1)),
        "Home" => (row, 0),
        "End" => (row, last.1),
        _ => return None,
    })
}

/// The device of a column; nothing for the server.
fn holder(holders: &[Holder], column: usize) -> Option<&Holder> {
    match column {
        SERVER => None,
        0..SERVER => holders.get(column),
        _ => holders.get(column - 1),
    }
}

fn name(t: &Texts, holders: &[Holder], column: usize) -> AttrValue {
    holder(holders, column).map_or_else(|| t.text("matrix-server"), |holder| holder.name.clone())
}

fn columns() -> Html {
    html! {
        <colgroup>
            <col class="column-1" /><col class="column-2" /><col class="column-3" />
            <col class="column-4" /><col class="column-5" />
        </colgroup>
    }
}

fn head(t: &Texts, props: &Props) -> Html {
    let heads = props.matrix.columns.iter().zip(&props.holders).map(|(column, holder)| {
        html! {
            <th key={column.device.0} scope="col" role="columnheader">
                <span class="head-name">{icon(of_device(holder.kind))}{holder.name.clone()}</span>
                <span class="head-age">{age::of_column(t, column)}</span>
            </th>
        }
    });
    let mut heads: Vec<Html> = heads.collect();
    let server = html! {
        <th key="server" scope="col" role="columnheader" class="is-server">
            <span class="head-name">{icon(Glyph::Server)}{t.text("matrix-server")}</span>
            <span class="head-age">{t.text("matrix-original")}</span>
        </th>
    };
    heads.insert(SERVER.min(heads.len()), server);
    html! {
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                <th scope="col" role="columnheader" class="corner">
                    <h2 id="matrix-name">{t.text("matrix")}</h2>
                </th>
                {for heads}
            </tr>
        </thead>
    }
}
