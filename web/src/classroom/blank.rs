//! The dark screen: everybody looks at the teacher. It says how the picture comes back.

use web_sys::Element;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::{classroom, dom};

/// The dark screen.
#[component]
pub(crate) fn Blank() -> Html {
    let app = use_app();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let before = dom::focused();
            if let Some(element) = node.cast::<Element>() {
                dom::focus(&element);
            }
            move || {
                if let Some(before) = before.filter(|element| element.is_connected()) {
                    dom::focus(&before);
                }
            }
        });
    }
    html! {
        <button class="blank" type="button" ref={node}
            onclick={app.send.reform(|_| Msg::Classroom(classroom::Msg::Blank))}>
            {app.t.text("present-dark")}
        </button>
    }
}
