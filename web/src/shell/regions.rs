//! The regions of the page, in reading order: F6 leads from one to the next.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use crate::dom;

/// What a region is. Those that are not drawn at present are passed over.
const REGIONS: &str = ".topbar, .narration, .world, .device, .server, .lane, .matrix-place, .card, .log, \
    .compare, .inside, .wire-main, .panel, .timeline, .present-bar";

/// Puts the focus on the region that many places on from the one that has it, around the end.
pub(crate) fn go(by: i32) {
    let Ok(found) = gloo::utils::document().query_selector_all(REGIONS) else { return };
    let regions: Vec<Element> = (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<Element>().ok())
        .filter(|region| region.get_client_rects().length() > 0)
        .collect();
    let Ok(count) = i32::try_from(regions.len()) else { return };
    if count == 0 {
        return;
    }
    let focused = dom::focused();
    // A region can lie within another one: the innermost is where somebody is.
    let here = regions.iter().rposition(|region| region.contains(focused.as_deref()));
    let here = here.and_then(|at| i32::try_from(at).ok());
    let to = match (here, by > 0) {
        (Some(at), _) => (at + by).rem_euclid(count),
        (None, true) => 0,
        (None, false) => count - 1,
    };
    let to = usize::try_from(to).ok().and_then(|at| regions.get(at));
    if let Some(region) = to.and_then(|region| region.dyn_ref::<HtmlElement>()) {
        // By Tab nobody comes here: only by this key.
        region.set_tab_index(-1);
        let _ = region.focus();
    }
}
