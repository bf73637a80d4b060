//! The page's address.

use mailscope_view::Fragment;
use wasm_bindgen::JsValue;

/// What stands behind the `#`.
pub(crate) fn fragment() -> Fragment {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    Fragment::read(&hash)
}

/// The page's address with that fragment.
pub(crate) fn with_fragment(fragment: &str) -> String {
    let href = gloo::utils::window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// Takes the fragment off: whoever loads the page again goes on with their own work.
pub(crate) fn forget() {
    let Ok(history) = gloo::utils::window().history() else { return };
    let href = gloo::utils::window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    // A browser that refuses keeps the address, which does no harm.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(page));
}
