//! A box beside the control that opened it. Escape, a press elsewhere and leaving it close it.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusEvent, KeyboardEvent, Node};
use yew::prelude::*;

use crate::dom::{self, Listener};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The control that opened it.
    pub(crate) anchor: NodeRef,
    /// Its name.
    pub(crate) label: AttrValue,
    #[prop_or("dialog")]
    pub(crate) role: &'static str,
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Html,
}

/// What can take the focus.
const CONTROLS: &str = "button, input";
/// Pixels between box, control and edge of the window.
const GAP: f64 = 6.0;

/// The box.
#[component]
pub(crate) fn Popover(props: &Props) -> Html {
    let node = use_node_ref();
    {
        let (node, anchor, on_close) = (node.clone(), props.anchor.clone(), props.on_close.clone());
        use_effect_with((), move |()| {
            place(&node, &anchor);
            if let Some(element) = node.cast::<Element>() {
                let first = element.query_selector(CONTROLS).ok().flatten();
                dom::focus(&first.unwrap_or(element));
            }
            let window = gloo::utils::window();
            let again = || {
                let (node, anchor) = (node.clone(), anchor.clone());
                move |_| place(&node, &anchor)
            };
            let outside = {
                let (node, anchor) = (node.clone(), anchor.clone());
                move |event: Event| {
                    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    let within = |place: &NodeRef| {
                        place.get().is_some_and(|place| place.contains(target.as_ref()))
                    };
                    if !within(&node) && !within(&anchor) {
                        on_close.emit(());
                    }
                }
            };
            let listeners = [
                Listener::new(&window, "resize", false, again()),
                Listener::new(&window, "scroll", true, again()),
                Listener::new(&window, "pointerdown", true, outside),
            ];
            move || drop(listeners)
        });
    }
    let onkeydown = {
        let (node, anchor, on_close) = (node.clone(), props.anchor.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "Escape" => {
                    if let Some(anchor) = anchor.cast::<Element>() {
                        dom::focus(&anchor);
                    }
                    event.prevent_default();
                    on_close.emit(());
                    return;
                }
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                _ => return,
            };
            if let Some(element) = node.cast::<Element>()
                && dom::rove(&element, "button", by)
            {
                event.prevent_default();
            }
        })
    };
    let onfocusout = {
        let (node, on_close) = (node.clone(), props.on_close.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            if to.is_some() && node.get().is_some_and(|node| !node.contains(to.as_ref())) {
                on_close.emit(());
            }
        })
    };
    create_portal(
        html! {
            <div ref={node} class="popover" role={props.role} aria-label={props.label.clone()}
                tabindex="-1" {onkeydown} {onfocusout}>
                {props.children.clone()}
            </div>
        },
        gloo::utils::body().into(),
    )
}

/// Below the control if there is room, else above it; within the window in any case.
fn place(node: &NodeRef, anchor: &NodeRef) {
    let (Some(element), Some(anchor)) = (node.cast::<Element>(), anchor.cast::<Element>()) else {
        return;
    };
    let root = gloo::utils::document_element();
    let (width, height) = (f64::from(root.client_width()), f64::from(root.client_height()));
    let (own, at) = (element.get_bounding_client_rect(), anchor.get_bounding_client_rect());
    let left = at.left().min(width - own.width() - GAP).max(GAP);
    let below = at.bottom() + GAP;
    let fits = below + own.height() <= height - GAP;
    let top = if fits { below } else { (at.top() - own.height() - GAP).max(GAP) };
    dom::set_style(node, "left", &format!("{left}px"));
    dom::set_style(node, "top", &format!("{top}px"));
}
