//! The ladder: heads, lifelines, and the rows that can be seen.

use std::rc::Rc;

use mailscope_view::{LadderView, LaneView};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::rung::Rung;
use super::{Msg, party};
use crate::app::{self, use_app};
use crate::dom::{self, Listener};
use crate::parts::icon::{Glyph, icon};
use crate::parts::virtual_list::{List, Spacer, wanted};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) ladder: Rc<LadderView>,
    pub(crate) selected: Option<u32>,
    pub(crate) who_reads: bool,
    /// A row to bring into sight, and how often that was asked for.
    pub(crate) reveal: (usize, u32),
    /// Whether lines are left out.
    pub(crate) filtered: bool,
    /// Whether the rows of the present are shown, whichever they are.
    pub(crate) at_present: bool,
}

/// Below so many pixels there is no room for lanes.
const LIST_BELOW: f64 = 560.0;
/// How much room the server has to both sides, in shares of the room between other lanes.
const BESIDE_SERVER: f64 = 1.7;
const EDGE: f64 = 0.45;

/// Where lanes stand, in shares of the width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Places(Vec<f64>);

impl Places {
    fn of(lanes: &[&LaneView]) -> Self {
        let mut at = EDGE;
        let mut places = Vec::new();
        for (n, lane) in lanes.iter().enumerate() {
            if n > 0 {
                let server = [lanes[n - 1], lane]
                    .iter()
                    .any(|lane| lane.kind == mailscope_view::LaneKind::Server);
                at += if server { BESIDE_SERVER } else { 1.0 };
            }
            places.push(at);
        }
        let width = at + EDGE;
        Self(places.into_iter().map(|place| place / width).collect())
    }

    /// The place of a column, from 0 at the left to 1 at the right.
    pub(super) fn at(&self, column: usize) -> f64 {
        self.0.get(column).copied().unwrap_or_default()
    }
}

/// The ladder.
#[component]
pub(crate) fn Ladder(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let ladder = &props.ladder;
    let scroller = use_node_ref();
    let field = use_node_ref();
    let width = use_state_eq(|| 0.0_f64);
    // The row that the Tab key goes to; the arrows move it.
    let stop = use_state_eq(|| None::<u32>);
    // Whether the end is in sight, so that what comes next is, too.
    let at_end = use_mut_ref(|| true);
    {
        // What is measured is the room between the times and the right edge.
        let (field, width) = (field.clone(), width.clone());
        use_effect(move || {
            let measure = move || {
                let Some(field) = field.cast::<Element>() else { return };
                width.set(field.get_bounding_client_rect().width().round());
            };
            measure();
            let listener =
                Listener::new(&gloo::utils::window(), "resize", false, move |_| measure());
            move || drop(listener)
        });
    }
    {
        let (scroller, at_end) = (scroller.clone(), at_end.clone());
        let newest = ladder.rows.last().map(|row| row.entry);
        let deps = (ladder.total, newest, props.at_present, *width < LIST_BELOW);
        use_effect_with(deps, move |(.., at_present, _)| {
            if let (true, true, Some(element)) =
                (*at_present, *at_end.borrow(), scroller.cast::<Element>())
            {
                element.set_scroll_top(element.scroll_height());
            }
        });
    }
    {
        let (scroller, total) = (scroller.clone(), ladder.total);
        use_effect_with(props.reveal, move |(row, times)| {
            if let (true, Some(element)) = (*times > 0 && total > 0, scroller.cast::<Element>()) {
                show_row(&element, *row, total);
            }
        });
    }
    let to_present = {
        let at_end = at_end.clone();
        app.send.reform(move |_: MouseEvent| {
            *at_end.borrow_mut() = true;
            app::Msg::Wire(Msg::Rows(None))
        })
    };
    // The end of the whole to which Home or End leads, until the rows there are drawn.
    let edge = use_mut_ref(|| None::<Edge>);
    let onscroll = {
        let (scroller, ladder, send) = (scroller.clone(), ladder.clone(), app.send.clone());
        let (edge, at_present) = (edge.clone(), props.at_present);
        Callback::from(move |_: Event| {
            // On the way there the list is shorter for a moment; that is no wish of the person.
            if edge.borrow().is_some() {
                return;
            }
            let Some(element) = scroller.cast::<Element>() else { return };
            let below = element.scroll_height() - element.scroll_top() - element.client_height();
            *at_end.borrow_mut() = below < 24;
            let rows = wanted(&element, ladder.total, ladder.first, ladder.rows.len());
            if below < 24 && !at_present {
                send.emit(app::Msg::Wire(Msg::Rows(None)));
            } else if let Some(rows) = rows {
                send.emit(app::Msg::Wire(Msg::Rows(Some(rows))));
            }
        })
    };
    {
        let (scroller, edge, ladder) = (scroller.clone(), edge.clone(), ladder.clone());
        use_effect(move || {
            let wanted = *edge.borrow();
            if let (Some(wanted), Some(element)) = (wanted, scroller.cast::<Element>())
                && wanted.is_drawn(&ladder)
            {
                *edge.borrow_mut() = None;
                wanted.focus(&element);
            }
        });
    }
    let onkeydown = {
        let (scroller, ladder, send) = (scroller.clone(), ladder.clone(), app.send.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(element) = scroller.cast::<Element>() else { return };
            let Some(to) = Edge::of(&event) else { return rove(&event, &element) };
            event.prevent_default();
            event.stop_propagation();
            if to.is_drawn(&ladder) {
                return to.focus(&element);
            }
            *edge.borrow_mut() = Some(to);
            send.emit(app::Msg::Wire(Msg::Rows(to.rows())));
        })
    };
    let shown: Vec<&LaneView> = ladder.lanes.iter().filter(|lane| lane.column.is_some()).collect();
    let places = Rc::new(Places::of(&shown));
    let list = *width < LIST_BELOW;
    let exists = |entry: &u32| ladder.rows.iter().any(|row| row.entry == *entry);
    let stop_at = stop
        .filter(exists)
        .or_else(|| props.selected.filter(exists))
        .or_else(|| ladder.rows.last().map(|row| row.entry));
    let rows = ladder.rows.iter().enumerate().map(|(at, row)| {
        let onfocus = {
            let (stop, entry) = (stop.clone(), row.entry);
            Callback::from(move |()| stop.set(Some(entry)))
        };
        // The head of an open fold and its first line are the same entry.
        let key = format!("{}-{}", row.entry, u8::from(is_fold(row)));
        html! {
            <Rung {key} row={row.clone()} selected={props.selected == Some(row.entry) && !is_fold(row)}
                tab_stop={stop_at == Some(row.entry)} number={ladder.first + at + 1}
                total={ladder.total} places={places.clone()} width={*width} {list}
                who_reads={props.who_reads}
                beat={beat_lane(&shown, row)} {onfocus} />
        }
    });
    html! {
        <div class={classes!("ladder", list.then_some("is-list"),
            props.who_reads.then_some("has-readers"), (shown.len() > 6).then_some("is-wide"))}>
            <div class="ladder-scroll" ref={scroller} {onscroll}>
                <div class="ladder-heads" aria-hidden="true">
                    <span class="ladder-time">{t.text("ladder-time")}</span>
                    <span class="ladder-field" ref={field}>
                        {for shown.iter().map(|lane| html! {
                            <Head key={format!("{:?}", lane.place)} lane={(*lane).clone()}
                                at={places.at(lane.column.unwrap_or_default())} />
                        })}
                    </span>
                </div>
                <div class="ladder-body">
                    <div class="ladder-lines" aria-hidden="true">
                        <span class="ladder-field">
                            {for shown.iter().map(|lane| html! {
                                <Lifeline key={format!("{:?}", lane.place)} server={is_server(lane)}
                                    at={places.at(lane.column.unwrap_or_default())} />
                            })}
                        </span>
                    </div>
                    <ol class="rungs" aria-label={t.text("ladder")} {onkeydown}>
                        <Spacer key="above" rows={ladder.first} list={List::Items} />
                        {for rows}
                        <Spacer key="below" list={List::Items}
                            rows={ladder.total.saturating_sub(ladder.first + ladder.rows.len())} />
                    </ol>
                </div>
                if ladder.total == 0 {
                    <p class="ladder-none">
                        {t.text(if props.filtered { "ladder-none-left" } else { "ladder-none" })}
                    </p>
                }
                if !ladder.complete {
                    <p class="ladder-none" role="status">{t.text("ladder-more-coming")}</p>
                }
            </div>
            if !props.at_present {
                <button class="btn ladder-present" type="button" onclick={to_present}>
                    {icon(Glyph::ChevronDown)}{t.text("ladder-to-present")}
                </button>
            }
        </div>
    }
}

const fn is_fold(row: &mailscope_view::LadderRow) -> bool {
    matches!(row.what, mailscope_view::RowWhat::Fold { .. })
}

const fn is_server(lane: &LaneView) -> bool {
    use mailscope_view::LaneKind::{NameServers, OtherServer, Server};
    matches!(lane.kind, Server | OtherServer | NameServers)
}

/// The lane on which a headline stands.
fn beat_lane(
    shown: &[&LaneView],
    row: &mailscope_view::LadderRow,
) -> Option<mailscope_view::LaneKind> {
    match &row.what {
        mailscope_view::RowWhat::Beat { at, .. } => shown.get(*at).map(|lane| lane.kind),
        _ => None,
    }
}

/// An end of all rows, drawn or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}

impl Edge {
    fn of(event: &KeyboardEvent) -> Option<Self> {
        match event.key().as_str() {
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// What to ask for, so that it is drawn.
    const fn rows(self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::First => Some(0..80),
            Self::Last => None,
        }
    }

    fn is_drawn(self, ladder: &LadderView) -> bool {
        match self {
            Self::First => ladder.first == 0,
            Self::Last => ladder.first + ladder.rows.len() >= ladder.total,
        }
    }

    fn focus(self, scroller: &Element) {
        let Ok(lines) = scroller.query_selector_all(".rung-line") else { return };
        let (at, top) = match self {
            Self::First => (0, 0),
            Self::Last => (lines.length().saturating_sub(1), scroller.scroll_height()),
        };
        // First of all, since what is in sight decides which rows are drawn next.
        scroller.set_scroll_top(top);
        if let Some(line) = lines.get(at).and_then(|line| line.dyn_into::<Element>().ok()) {
            dom::focus(&line);
        }
    }
}

/// The arrows go from row to row.
fn rove(event: &KeyboardEvent, scroller: &Element) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "PageDown" => 10,
        "PageUp" => -10,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    dom::rove(scroller, ".rung-line", by);
}

/// Scrolls so that a row stands in the middle.
fn show_row(scroller: &Element, row: usize, total: usize) {
    #[expect(clippy::cast_precision_loss, reason = "no list has 2^52 rows")]
    let share = row as f64 / total as f64;
    let top =
        f64::from(scroller.scroll_height()) * share - f64::from(scroller.client_height()) / 2.0;
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    scroller.set_scroll_top(top.max(0.0) as i32);
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    lane: LaneView,
    at: f64,
}

/// The head of a lane.
#[component]
fn Head(props: &HeadProps) -> Html {
    let app = use_app();
    let node = use_node_ref();
    use_place(&node, props.at);
    let kind = if is_server(&props.lane) { "is-server" } else { "is-device" };
    html! {
        <span class={classes!("ladder-head", kind)} ref={node}>
            {icon(party::glyph(props.lane.kind))}
            <span>{app.t.say(&props.lane.name)}</span>
        </span>
    }
}

#[derive(Properties, PartialEq)]
struct LifelineProps {
    server: bool,
    at: f64,
}

#[component]
fn Lifeline(props: &LifelineProps) -> Html {
    let node = use_node_ref();
    use_place(&node, props.at);
    html! { <span class={classes!("lifeline", props.server.then_some("is-server"))} ref={node} /> }
}

/// Puts an element to its lane.
#[hook]
fn use_place(node: &NodeRef, at: f64) {
    let node = node.clone();
    use_effect_with(at, move |at| dom::set_style(&node, "--at", &format!("{:.3}%", at * 100.0)));
}
