//! What becomes of a bug in the program: it stops, and `web/start.js`, which needs nothing of it, tells the
//! person so and leads back to the work that the browser has kept.

use wasm_bindgen::JsValue;

/// Hands on what happened.
pub(crate) fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        let what = info.to_string();
        web_sys::console::error_1(&JsValue::from(&what));
        // There is nobody left to tell if even this fails.
        let _ = gloo::utils::document_element().set_attribute("data-panic", &what);
    }));
}
