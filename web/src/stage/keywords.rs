//! The keywords of the open mail: words that a person puts on it.

use std::rc::Rc;

use mailscope_view::{Deed, DeviceView, Tap};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) device: Rc<DeviceView>,
    /// Whether there is room for a field to add one.
    pub(crate) can_add: bool,
}

/// The words, each with the way to take it off.
#[component]
pub(crate) fn Keywords(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let field = use_node_ref();
    let id = props.device.id;
    let Some(mail) = &props.device.open else { return Html::default() };
    let email = mail.email;
    if mail.keywords.is_empty() && !props.can_add {
        return Html::default();
    }
    let words = mail.keywords.iter().map(|word| {
        let off = Tap::SetKeyword(email, word.clone(), false);
        let label = t.text_with("keyword-off", &[("word", word.as_str().into())]);
        html! {
            <li key={word.clone()} class="keyword">
                {word.clone()}
                if props.can_add {
                    <button class="keyword-off" type="button" aria-label={label}
                        onclick={app.send.reform(move |_| Msg::Do(Deed::Tap(id, off.clone())))}>
                        {icon(Glyph::Gone)}
                    </button>
                }
            </li>
        }
    });
    let onsubmit = {
        let (field, send) = (field.clone(), app.send.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let word = input.value().trim().to_owned();
            input.set_value("");
            if !word.is_empty() {
                send.emit(Msg::Do(Deed::Tap(id, Tap::SetKeyword(email, word, true))));
            }
        })
    };
    html! {
        <div class="keywords">
            <ul aria-label={t.text("keywords")}>{for words}</ul>
            if props.can_add {
                <form {onsubmit}>
                    <input ref={field} type="text" maxlength="40" autocomplete="off"
                        pattern="[A-Za-z0-9_$.\\-]+" title={t.text("keyword-form")}
                        aria-label={t.text("keyword-add")} placeholder={t.text("keyword-add")} />
                </form>
            }
        </div>
    }
}
