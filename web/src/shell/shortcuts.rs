//! Keys that work wherever nothing else wants them.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

use crate::app::Msg;
use crate::dom::Listener;
use crate::time;

/// What takes keys for itself when it has the focus.
const CONTROLS: &str = "a, button, input, select, textarea, [tabindex], dialog";
/// The buttons of the timeline, which take no page keys.
const TIME_BUTTONS: &str = ".timeline button";
/// What takes letters.
const WRITING: &str = "input:not([type=range]), select, textarea, dialog";

/// Listens for as long as the result lives; single keys count while `single_keys` says so.
pub(crate) fn listen(send: Callback<Msg>, single_keys: Rc<Cell<bool>>) -> Listener {
    let document = gloo::utils::document();
    Listener::new(&document, "keydown", false, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() || event.alt_key() {
            return;
        }
        if event.ctrl_key() || event.meta_key() {
            if let Some(msg) = again(event) {
                event.prevent_default();
                send.emit(msg);
            }
            return;
        }
        if let Some(msg) = meaning(event, single_keys.get()) {
            event.prevent_default();
            send.emit(msg);
        }
    })
}

/// Undo and redo, as everywhere. A field that is written in has its own.
fn again(event: &KeyboardEvent) -> Option<Msg> {
    if within(event, WRITING) {
        return None;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Msg::Time(time::Msg::Undo)),
        ("z", true) | ("y", false) => Some(Msg::Time(time::Msg::Redo)),
        _ => None,
    }
}

fn within(event: &KeyboardEvent, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}

fn meaning(event: &KeyboardEvent, single_keys: bool) -> Option<Msg> {
    let key = event.key();
    // Presenters press a button of the timeline with the mouse and go on with the remote control.
    let free = !within(event, CONTROLS);
    let page = free || within(event, TIME_BUTTONS);
    let shift = event.shift_key();
    match key.as_str() {
        " " if free && shift => Some(Msg::Back),
        " " if free => Some(Msg::Forward),
        "PageDown" if page && shift => Some(Msg::Time(time::Msg::StepWhole)),
        "PageUp" if page && shift => Some(Msg::Time(time::Msg::BackWhole)),
        "PageDown" if page => Some(Msg::Forward),
        "PageUp" if page => Some(Msg::Back),
        "." | "?" if within(event, WRITING) || !single_keys => None,
        "." => Some(Msg::Toggle),
        "?" => Some(Msg::Help(true)),
        _ => None,
    }
}
