//! Who knows what: one row for each mail, one column for each holder, under the holders of the
//! stage.

use std::rc::Rc;

use mailscope_view::{DeviceView, Holder, Matrix, MatrixRow};
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Look, Msg, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};
use crate::parts::virtual_list::{List, Spacer, wanted};
use crate::stage::mail_list::subject;
use crate::stage::matrix_cell::MatrixCell;
use crate::stage::matrix_head::{MatrixHead, columns};
use crate::stage::plan::server_after;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) matrix: Rc<Matrix>,
    /// The devices, in the columns' order.
    pub(crate) devices: Vec<Rc<DeviceView>>,
    /// The server on the stage.
    pub(crate) server: String,
    pub(crate) filter: Filter,
}

/// Which rows there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Only mails of which somebody shows something else than the server.
    pub(crate) only_differing: bool,
    /// Whether they are still being looked for.
    pub(crate) looking: bool,
}

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
            let cell = format!("[data-cell='{}-{}']", to.0, to.1);
            let found = scroller.cast::<Element>().and_then(|e| e.query_selector(&cell).ok()?);
            if let Some(element) = found {
                event.prevent_default();
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
    let tab_stop = (tab_row, stop.1.min(last.1));
    let rows = matrix.rows.iter().zip(loaded.clone());
    let rows = rows.map(|(row, at)| matrix_row(t, props, row, at, tab_stop, &on_focus));
    let below = matrix.total.saturating_sub(loaded.end);
    html! {
        <section class="matrix-place" aria-labelledby="matrix-name">
            <div class="matrix-scroll" ref={scroller.clone()} {onscroll}>
                <table class="matrix" role="table" aria-labelledby="matrix-name"
                    aria-rowcount={(matrix.total + 1).to_string()} {onkeydown}>
                    {columns(props.devices.len())}
                    <MatrixHead matrix={matrix.clone()} devices={props.devices.clone()}
                        server={props.server.clone()} filter={props.filter} />
                    <tbody role="rowgroup">
                        <Spacer key="above" rows={matrix.first} list={List::Table} />
                        {for rows}
                        <Spacer key="below" rows={below} list={List::Table} />
                    </tbody>
                </table>
                {none(t, props)}
            </div>
        </section>
    }
}

/// What is said in place of rows.
fn none(t: &Texts, props: &Props) -> Html {
    let filter = props.filter;
    let id = match (filter.only_differing, filter.looking) {
        (true, true) => "matrix-looking",
        (true, false) if props.matrix.total == 0 => "matrix-none-differs",
        _ if props.matrix.total == 0 => "matrix-none",
        _ => return Html::default(),
    };
    html! { <p class="matrix-none">{t.text(id)}</p> }
}

fn matrix_row(
    t: &Texts,
    props: &Props,
    row: &MatrixRow,
    at: usize,
    tab_stop: (usize, usize),
    on_focus: &Callback<(usize, usize)>,
) -> Html {
    let server = server_after(row.devices.len()).min(row.devices.len());
    let (left, right) = row.devices.split_at(server);
    let cells = left.iter().chain(std::iter::once(&row.server)).chain(right);
    let cells = cells.enumerate().map(|(column, cell)| {
        let device = match column {
            column if column == server => None,
            column if column < server => props.devices.get(column),
            column => props.devices.get(column - 1),
        };
        html! {
            <MatrixCell key={column} cell={cell.clone()} place={(at, column)}
                email={row.email} of={device.map_or(row.holder, |device| Holder::Device(device.id))}
                home={row.home.clone().filter(|_| device.is_none())}
                online={device.is_none_or(|device| device.online)}
                tab_stop={tab_stop == (at, column)} on_focus={on_focus.clone()} />
        }
    });
    html! {
        <tr key={row.email.0} role="row" class="matrix-row" aria-rowindex={(at + 2).to_string()}>
            <th scope="row" role="rowheader">
                <span class="row-subject">{subject(t, &row.subject)}</span>
                if row.home.is_some() {
                    <span class="row-home" title={row.home.clone()}>{icon(Glyph::Server)}</span>
                }
            </th>
            {for cells}
        </tr>
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
