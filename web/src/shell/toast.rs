//! Why something could not be done.

use mailscope_view::Text;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) text: Text,
}

/// Stays until it is dismissed or until something can be done.
#[component]
pub(crate) fn Toast(props: &Props) -> Html {
    let app = use_app();
    html! {
        <div class="toast" role="alert">
            {icon(Glyph::Warning)}
            <p>{app.t.sentence(&props.text)}</p>
            <button class="tool" type="button" aria-label={app.t.text("dismiss")}
                onclick={app.send.reform(|_| Msg::DismissToast)}>
                {icon(Glyph::Close)}
            </button>
        </div>
    }
}
