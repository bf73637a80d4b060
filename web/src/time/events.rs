//! Everything that happened as a list. A press leads to its moment.

use std::rc::Rc;

use mailscope_view::{EventList, EventRow};
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::dom;
use crate::parts::icon::{icon, of_whose};
use crate::parts::virtual_list::{List, Spacer, wanted};
use crate::shell::panel::PanelFrame;
use crate::time;
use crate::time::mark::sign;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) events: Option<Rc<EventList>>,
}

/// The list.
#[component]
pub(crate) fn Events(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let list = use_node_ref();
    let stop = use_state_eq(|| None::<u32>);
    let empty = Rc::new(EventList { total: 0, first: 0, rows: Vec::new(), present: None });
    let events = props.events.clone().unwrap_or(empty);
    {
        let (list, present, total) = (list.clone(), events.present, events.total);
        use_effect_with(present, move |_| show(&list, present, total));
    }
    let onscroll = {
        let (list, events, send) = (list.clone(), events.clone(), app.send.clone());
        Callback::from(move |_: Event| {
            let Some(element) = list.cast::<Element>() else { return };
            if let Some(rows) = wanted(&element, events.total, events.first, events.rows.len()) {
                send.emit(Msg::Time(time::Msg::See(rows)));
            }
        })
    };
    let onkeydown = {
        let list = list.clone();
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            event.prevent_default();
            if let Some(element) = list.cast::<Element>() {
                dom::rove(&element, ".event", by);
            }
        })
    };
    let present = events.present.and_then(|at| events.rows.get(at.checked_sub(events.first)?));
    let here = present.map(|row| row.turn);
    let shown = |turn: &u32| events.rows.iter().any(|row| row.turn == *turn);
    let first = || events.rows.first().map(|row| row.turn);
    let tab_stop = stop.filter(shown).or(here).or_else(first);
    let rows = events.rows.iter().map(|each| {
        let (stop, turn) = (stop.clone(), each.turn);
        let onfocus = Callback::from(move |_: FocusEvent| stop.set(Some(turn)));
        row(&app, each, here == Some(turn), tab_stop == Some(turn), onfocus)
    });
    let below = events.total.saturating_sub(events.first + events.rows.len());
    html! {
        <PanelFrame heading={t.text("events")}>
            <ol class="events" ref={list} {onscroll} {onkeydown} aria-label={t.text("events")}>
                <Spacer key="above" rows={events.first} list={List::Items} />
                {for rows}
                <Spacer key="below" rows={below} list={List::Items} />
            </ol>
        </PanelFrame>
    }
}

fn row(
    app: &Context,
    row: &EventRow,
    here: bool,
    tab_stop: bool,
    onfocus: Callback<FocusEvent>,
) -> Html {
    let turn = row.turn;
    let what = app.t.sentence_plain(&row.what);
    html! {
        <li key={turn} class="event-row">
            <button class={classes!("event", here.then_some("is-here"))} type="button"
                tabindex={if tab_stop { "0" } else { "-1" }} {onfocus} title={what.clone()}
                aria-current={here.then_some("step")}
                onclick={app.send.reform(move |_| Msg::Seek(turn))}>
                {sign(row.tick.into())}
                <span class="event-time">{row.time.clone()}</span>
                {icon(of_whose(row.whose))}
                <span class="event-what">{what}</span>
            </button>
        </li>
    }
}

/// Scrolls the list, and only the list, to the present.
fn show(list: &NodeRef, present: Option<usize>, total: usize) {
    let (Some(list), Some(present)) = (list.cast::<HtmlElement>(), present) else { return };
    let Ok(total) = i32::try_from(total.max(1)) else { return };
    let at = i32::try_from(present).unwrap_or(i32::MAX);
    let row = list.scroll_height() / total;
    let (top, height) = (at.saturating_mul(row), list.client_height());
    if top < list.scroll_top() || top + row > list.scroll_top() + height {
        list.set_scroll_top(top - height / 2);
    }
}
