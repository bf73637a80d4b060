//! What was said on the wires, line by line. A press leads to the moment when a line was sent.

use std::rc::Rc;

use mailscope_view::{DeviceKind, End, LogLine};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::app::{Context, Look, Msg, use_app};
use crate::dom;
use crate::parts::icon::{Glyph, icon, icon_of, of_device, of_service};
use crate::shell::views::View;
use crate::wire::tokens::tokens;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) lines: Rc<Vec<LogLine>>,
    /// Lines that are older than these.
    pub(crate) older: usize,
    /// The devices' kinds.
    pub(crate) devices: Rc<[DeviceKind]>,
}

/// The log: a panel at the side where there is room, else one to open.
#[component]
pub(crate) fn Log(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let open = use_state_eq(|| false);
    let stop = use_state_eq(|| None::<u32>);
    let list = use_node_ref();
    {
        let list = list.clone();
        let newest = props.lines.last().map(|line| line.entry);
        let focus = props.lines.iter().rev().find(|line| line.focus).map(|line| line.entry);
        use_effect_with((newest, focus, *open), move |_| show_present(&list));
    }
    // Below the stage there is nothing to see of a panel that opens, so the page goes to it.
    let panel = use_node_ref();
    {
        let panel = panel.clone();
        use_effect_with(*open, move |open| {
            if let (true, Some(panel)) = (*open, panel.cast::<Element>()) {
                panel.scroll_into_view_with_bool(false);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
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
                dom::rove(&element, ".log-line", by);
            }
        })
    };
    let exists = |entry: &u32| props.lines.iter().any(|line| line.entry == *entry);
    let tab_stop = stop.filter(exists).or_else(|| props.lines.last().map(|line| line.entry));
    let lines = props.lines.iter().map(|line| {
        let (stop, entry) = (stop.clone(), line.entry);
        let onfocus = Callback::from(move |_: FocusEvent| stop.set(Some(entry)));
        log_line(&app, props, line, tab_stop == Some(entry), onfocus)
    });
    html! {
        <aside class={classes!("log", open.then_some("is-open"))} aria-labelledby="log-name">
            <h2 id="log-name" class="log-name">{icon(Glyph::Ladder)}{t.text("log")}</h2>
            <button class="log-toggle btn" type="button" aria-expanded={open.to_string()}
                aria-controls="log-panel" onclick={toggle}>
                {icon(Glyph::Ladder)}{t.text("log")}
                {icon_of("i i-small", if *open { Glyph::ChevronDown } else { Glyph::ChevronRight })}
            </button>
            <div class="log-panel" id="log-panel" ref={panel}>
                <button class="btn log-older" type="button"
                    onclick={app.send.reform(|_| Msg::Go(View::Wire))}>
                    {icon(Glyph::Ladder)}{t.text("wire-open-ladder")}
                </button>
                if props.older > 0 {
                    <button class="btn log-older" type="button"
                        onclick={app.send.reform(|_| Msg::See(Look::OlderLines))}>
                        {t.text_with("log-older", &[("n", props.older.into())])}
                    </button>
                }
                <ol class="log-lines" ref={list} {onkeydown} aria-label={t.text("log")}>
                    {for lines}
                </ol>
                if props.lines.is_empty() {
                    <p class="log-none">{t.text("log-none")}</p>
                }
            </div>
        </aside>
    }
}

fn log_line(
    app: &Context,
    props: &Props,
    line: &LogLine,
    tab_stop: bool,
    onfocus: Callback<FocusEvent>,
) -> Html {
    let t = &app.t;
    let turn = line.turn;
    let kind = props.devices.get(usize::from(line.device.0)).copied();
    let name = t.say(&line.device_name);
    let device = [("device", name.as_str().into())];
    let (glyph, way) = match line.to {
        End::Server => (Glyph::Right, t.text_with("log-to-server", &device)),
        End::Client => (Glyph::Left, t.text_with("log-to-device", &device)),
    };
    let (_, _, protocol) = of_service(line.service);
    let more = t.octets(line.octets_more as u64);
    // The milliseconds are for machines.
    let time = line.time.split('.').next().unwrap_or_default().to_owned();
    html! {
        <li key={line.entry} class="log-place">
            <button type="button" tabindex={if tab_stop { "0" } else { "-1" }} {onfocus}
                class={classes!("log-line", format!("log-{protocol}"), line.focus.then_some("is-focus"))}
                onclick={app.send.reform(move |_| Msg::Seek(turn))}>
                <span class="log-time" title={line.time.clone()}>{time}</span>
                <span class="log-way" title={way.clone()}>
                    {icon(kind.map_or(Glyph::Server, of_device))}{icon_of("i log-arrow", glyph)}
                    <span class="vh">{way}</span>
                </span>
                <code class="log-words">
                    {tokens(&line.tokens)}
                    if line.octets_more > 0 {
                        <span class="log-more">
                            {t.text_with("log-more", &[("size", more.as_str().into())])}
                        </span>
                    }
                    if let Some(refusal) = &line.refusal {
                        <span class="log-why">{t.say(refusal)}</span>
                    }
                </code>
            </button>
        </li>
    }
}

/// Scrolls the list, and only the list, to the line of the present.
fn show_present(list: &NodeRef) {
    let Some(list) = list.cast::<HtmlElement>() else { return };
    let marked = list.query_selector_all(".log-line.is-focus").ok();
    let present = marked.and_then(|marked| marked.get(marked.length().checked_sub(1)?));
    let top = present.and_then(|line| {
        let place = line.parent_element()?.dyn_into::<HtmlElement>().ok()?;
        Some(place.offset_top() - list.client_height() / 2)
    });
    list.set_scroll_top(top.unwrap_or(list.scroll_height()));
}
