//! Keys that work wherever nothing else wants them.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

use crate::app::Msg;
use crate::dom::{self, Listener};
use crate::shell::regions;
use crate::shell::views::View;
use crate::{classroom, time};

/// What takes keys for itself when it has the focus. A region that F6 has led to takes none.
const CONTROLS: &str =
    "a, button, input, select, textarea, summary, [tabindex='0'], dialog, .popover";
/// The buttons of the timeline, which take no page keys.
const TIME_BUTTONS: &str = ".timeline button, .present-bar button";
/// What takes letters.
const WRITING: &str = "input:not([type=range]), select, textarea, dialog";

/// Listens for as long as the result lives; single keys count while `single_keys` says so.
pub(crate) fn listen(send: Callback<Msg>, single_keys: Rc<Cell<bool>>) -> Listener {
    let document = gloo::utils::document();
    Listener::new(&document, "keydown", false, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.default_prevented() {
            return;
        }
        if event.alt_key() {
            if let Some(view) = view(event) {
                event.prevent_default();
                send.emit(Msg::Go(view));
                focus_tab(view);
            }
            return;
        }
        if event.key() == "F6" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            regions::go(if event.shift_key() { -1 } else { 1 });
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

/// The view that Alt leads to with a digit. What the key writes depends on the keyboard, where it lies does
/// not.
fn view(event: &KeyboardEvent) -> Option<View> {
    let digit: usize = event.code().strip_prefix("Digit")?.parse().ok()?;
    let plain = !event.ctrl_key() && !event.meta_key() && !event.shift_key();
    // Within another page there is no way back from a view.
    let may = plain && !dom::embedded() && !within(event, "dialog");
    View::ALL.get(digit.checked_sub(1)?).copied().filter(|_| may)
}

/// Puts the focus on the view's button, so that a screen reader says where one is.
fn focus_tab(view: View) {
    let Some(place) = View::ALL.iter().position(|each| *each == view) else { return };
    let tab = format!(".view-tab:nth-child({})", place + 1);
    if let Ok(Some(tab)) = gloo::utils::document().query_selector(&tab) {
        dom::focus(&tab);
    }
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
        // What is open closes first: it listens itself.
        "Escape" if !within(event, "dialog") => Some(Msg::Classroom(classroom::Msg::Leave)),
        "." | "?" | "b" | "B" if within(event, WRITING) || !single_keys => None,
        "b" | "B" => Some(Msg::Classroom(classroom::Msg::Blank)),
        "." => Some(Msg::Toggle),
        "?" => Some(Msg::Help(true)),
        _ => None,
    }
}
