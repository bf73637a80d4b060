//! A field with its label, and beside it why what was typed cannot be.

use mailscope_view::{Field, Refused};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::app::use_app;
use crate::parts::icon::{Glyph, icon};

/// How a field is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Line,
    Number,
    Lines,
    Search,
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// Unlike that of any other field.
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    #[prop_or_default]
    pub(crate) kind: Kind,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// Why it cannot be.
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
}

/// The field.
#[component]
pub(crate) fn TextField(props: &Props) -> Html {
    let Props { id, label, value, kind, hint, error, .. } = props;
    let node = use_node_ref();
    {
        // Whoever sent the form is led to what has to be mended.
        let node = node.clone();
        use_effect_with(error.clone(), move |error| {
            if let (Some(_), Some(element)) = (error, node.cast::<web_sys::Element>()) {
                crate::dom::focus(&element);
            }
        });
    }
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let mut described = Vec::new();
    if error.is_some() {
        described.push(error_id.clone());
    }
    if hint.is_some() {
        described.push(hint_id.clone());
    }
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = error.as_ref().map(|_| "true");
    let oninput = |read: fn(&InputEvent) -> String| {
        props.oninput.reform(move |event: InputEvent| read(&event))
    };
    let control = if *kind == Kind::Lines {
        let oninput = oninput(|event| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        html! {
            <textarea ref={node} id={id.clone()} rows="4" value={value.clone()} {oninput}
                aria-describedby={described} aria-invalid={invalid} />
        }
    } else {
        let oninput = oninput(|event| event.target_unchecked_into::<HtmlInputElement>().value());
        let mode = (*kind == Kind::Number).then_some("numeric");
        let kind = if *kind == Kind::Search { "search" } else { "text" };
        html! {
            <input ref={node} id={id.clone()} type={kind} inputmode={mode} autocomplete="off"
                spellcheck="false" value={value.clone()} {oninput}
                aria-describedby={described} aria-invalid={invalid} />
        }
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{label.clone()}</label>
            {control}
            if let Some(error) = error {
                <p class="field-error" id={error_id}>{icon(Glyph::Warning)}{error.clone()}</p>
            }
            if let Some(hint) = hint {
                <p class="field-hint" id={hint_id}>{hint.clone()}</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct WholeProps {
    pub(crate) refused: Option<std::rc::Rc<Refused>>,
}

/// Why a form as a whole cannot be carried out.
#[component]
pub(crate) fn WholeError(props: &WholeProps) -> Html {
    let app = use_app();
    let text = props.refused.as_ref().filter(|refused| refused.field == Field::Whole);
    html! {
        <div role="alert">
            if let Some(refused) = text {
                <p class="field-error">{icon(Glyph::Warning)}{app.t.say(&refused.text)}</p>
            }
        </div>
    }
}
