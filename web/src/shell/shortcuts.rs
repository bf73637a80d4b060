//! Keys that work wherever nothing else wants them.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

use crate::app::Msg;
use crate::dom::Listener;

/// What takes keys for itself when it has the focus.
const CONTROLS: &str = "a, button, input, select, textarea, [tabindex], dialog";
/// What takes letters.
const WRITING: &str = "input:not([type=range]), select, textarea, dialog";

/// Listens for as long as the result lives; single keys count while `single_keys` says so.
pub(crate) fn listen(send: Callback<Msg>, single_keys: Rc<Cell<bool>>) -> Listener {
    let document = gloo::utils::document();
    Listener::new(&document, "keydown", false, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(msg) = meaning(event, single_keys.get()) {
            event.prevent_default();
            send.emit(msg);
        }
    })
}

fn meaning(event: &KeyboardEvent, single_keys: bool) -> Option<Msg> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let inside = |selector: &str| {
        target.as_ref().is_some_and(|target| target.closest(selector).is_ok_and(|e| e.is_some()))
    };
    let key = event.key();
    match key.as_str() {
        " " | "PageDown" | "PageUp" if inside(CONTROLS) => None,
        " " if event.shift_key() => Some(Msg::Back),
        " " | "PageDown" => Some(Msg::Forward),
        "PageUp" => Some(Msg::Back),
        "." | "?" if inside(WRITING) || !single_keys => None,
        "." => Some(Msg::Toggle),
        "?" => Some(Msg::Help(true)),
        _ => None,
    }
}
