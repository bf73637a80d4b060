//! The little of the DOM that is needed beside Yew.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Reflect;
use web_sys::{
    Clipboard, Element, Event, EventTarget, HtmlAnchorElement, HtmlElement, Storage, SvgElement,
};
use yew::{Callback, NodeRef};

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
    stores(key, value);
}

/// Stores a value; false if the browser refuses.
pub(crate) fn stores(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Takes away what is stored under the key.
pub(crate) fn forget(key: &str) {
    if let Some(storage) = storage() {
        // A browser that refuses has nothing there.
        let _ = storage.remove_item(key);
    }
}

/// Nothing within another page: there the browser keeps nothing of this one.
fn storage() -> Option<Storage> {
    if embedded() {
        return None;
    }
    gloo::utils::window().local_storage().ok().flatten()
}

/// A parameter of the page's address.
pub(crate) fn query(name: &str) -> Option<String> {
    let search = gloo::utils::window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// Whether the page is a file on this machine, and comes from no host.
pub(crate) fn is_file() -> bool {
    gloo::utils::window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// Whether the page is shown within another one.
pub(crate) fn embedded() -> bool {
    query("embed").is_some()
}

/// Tells the style sheets how the page is shown.
pub(crate) fn set_mode(mode: Option<&str>) {
    let root = gloo::utils::document_element();
    // Neither can fail for a name that is one.
    let _ = match mode {
        Some(mode) => root.set_attribute("data-mode", mode),
        None => root.remove_attribute("data-mode"),
    };
}

/// Marks the page: from here on it can be used.
pub(crate) fn started() {
    // Cannot fail: the name is one.
    let _ = gloo::utils::document_element().set_attribute("data-started", "");
}

/// Calls `then` with whether the page is shown on paper, whenever that changes.
pub(crate) fn on_paper(then: impl Fn(bool) + Clone + 'static) -> Vec<Listener> {
    let window = gloo::utils::window();
    let (before, after) = (then.clone(), then.clone());
    let mut listeners = vec![
        Listener::new(&window, "beforeprint", false, move |_| before(true)),
        Listener::new(&window, "afterprint", false, move |_| after(false)),
    ];
    if let Ok(Some(print)) = window.match_media("print") {
        let media = print.clone();
        listeners.push(Listener::new(&print, "change", false, move |_| then(media.matches())));
    }
    listeners
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

/// Gives the person a file to keep, under that name.
pub(crate) fn download(name: &str, kind: &str, octets: &[u8]) {
    let blob = gloo::file::Blob::new_with_options(octets, Some(kind));
    let address = gloo::file::ObjectUrl::from(blob);
    let anchor = gloo::utils::document().create_element("a");
    let Some(anchor) = anchor.ok().and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser reads the address after this; then nobody needs it.
    Timeout::new(60_000, move || drop(address)).forget();
}

/// Puts words on the clipboard and says whether that could be done: a browser allows it to pages from
/// `https` and from this machine.
pub(crate) fn copy(words: &str, done: Callback<bool>) {
    let navigator = gloo::utils::window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    let Some(clipboard) = clipboard.ok().and_then(|c| c.dyn_into::<Clipboard>().ok()) else {
        done.emit(false);
        return;
    };
    let (well, badly) = (done.clone(), done);
    let well = Closure::once(move |_: JsValue| well.emit(true));
    let badly = Closure::once(move |_: JsValue| badly.emit(false));
    let _ = clipboard.write_text(words).then2(&well, &badly);
    // Exactly one of them is called, once, some time later.
    well.forget();
    badly.forget();
}

/// Puts the focus on an element.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Presses the first control that matches, if it is on the page.
pub(crate) fn press(selector: &str) {
    let found = gloo::utils::document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
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
