//! The little of the DOM that is needed beside Yew.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, EventTarget, HtmlElement, Storage, SvgElement};
use yew::NodeRef;

/// The widest window, in pixels, in which the style sheets show one device at a time.
const NARROW: f64 = 820.0;

/// Listens for as long as it lives.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    capture: bool,
    handler: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `handler` for every event of the `kind`; with `capture` before the target itself hears
    /// it.
    pub(crate) fn new(
        target: &EventTarget,
        kind: &'static str,
        capture: bool,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        let handler = Closure::<dyn FnMut(Event)>::new(handler);
        let function = handler.as_ref().unchecked_ref();
        // Fails for no target that exists.
        let _ = target.add_event_listener_with_callback_and_bool(kind, function, capture);
        Self { target: target.clone(), kind, capture, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.handler.as_ref().unchecked_ref();
        let removed = self.target.remove_event_listener_with_callback_and_bool(
            self.kind,
            function,
            self.capture,
        );
        drop(removed);
    }
}

/// What was stored under the key, if the browser lets us look.
pub(crate) fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Stores a value. A browser that refuses forgets it with the page, which is all that happens.
pub(crate) fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// A parameter of the page's address.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = gloo::utils::window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Sets a property of an element's own style. The page's security policy forbids the `style`
/// attribute, not this.
pub(crate) fn set_style(node: &NodeRef, property: &str, value: &str) {
    let Some(element) = node.cast::<Element>() else { return };
    let style = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.style(),
        Err(element) => element.unchecked_into::<SvgElement>().style(),
    };
    let _ = style.set_property(property, value);
}

/// Puts the focus on an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// The element that has the focus.
pub(crate) fn focused() -> Option<Element> {
    gloo::utils::document().active_element()
}

/// Whether there is room for one device only.
pub(crate) fn narrow() -> bool {
    let width = gloo::utils::window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width <= NARROW)
}

/// Milliseconds of a clock that never goes back.
pub(crate) fn now() -> f64 {
    gloo::utils::window().performance().map_or(0.0, |performance| performance.now())
}

/// Moves the focus among the elements of `container` that match `selector`, by so many places.
pub(crate) fn rove(container: &Element, selector: &str, by: i32) -> bool {
    let Ok(found) = container.query_selector_all(selector) else { return false };
    let elements: Vec<Element> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let Some(focused) = focused() else { return false };
    let Some(at) = elements.iter().position(|element| *element == focused) else { return false };
    let to = i32::try_from(at).unwrap_or(i32::MAX).saturating_add(by).max(0);
    let last = elements.len().saturating_sub(1);
    let to = usize::try_from(to).unwrap_or_default().min(last);
    focus(&elements[to]);
    to != at
}
