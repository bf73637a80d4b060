//! A choice of a few, with its label.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Unlike that of any other field.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    /// What can be chosen.
    pub(crate) options: Vec<AttrValue>,
    /// Which of them is.
    pub(crate) chosen: usize,
    pub(crate) onchange: Callback<usize>,
}

/// The choice.
#[component]
pub(crate) fn Select(props: &Props) -> Html {
    let onchange = props.onchange.reform(|event: Event| {
        let index = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        usize::try_from(index).unwrap_or_default()
    });
    let options = props.options.iter().enumerate().map(|(at, option)| {
        html! { <option value={at.to_string()} selected={at == props.chosen}>{option.clone()}</option> }
    });
    html! {
        <div class="field">
            <label for={props.id.clone()}>{props.label.clone()}</label>
            <select id={props.id.clone()} {onchange}>{for options}</select>
        </div>
    }
}
