//! What is shown when the scenario cannot begin.

use mailscope_view::Text;
use yew::prelude::*;

use crate::app::use_app;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) text: Option<Text>,
}

/// Says why there is nothing to see.
#[component]
pub(crate) fn NoDesk(props: &Props) -> Html {
    let t = use_app().t;
    let text = props.text.as_ref().map(|text| t.sentence(text));
    html! {
        <main class="main"><div class="crash" role="alert">
            <h1>{t.text("no-desk")}</h1>
            <p>{text}</p>
        </div></main>
    }
}
