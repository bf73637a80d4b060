//! What a person sees when the program has a bug. The program is dead by then, so this is plain DOM
//! and a handler that needs nothing of ours.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Function, Reflect};
use web_sys::{Document, Element, HtmlElement};

const SENTENCES: [(&str, &str, &str); 2] = [
    ("en", "Mailscope has stopped because of a bug in it. Nothing left your device.", "Reload"),
    (
        "de",
        "Mailscope ist wegen eines eigenen Fehlers stehen geblieben. Nichts hat dein Gerät verlassen.",
        "Neu laden",
    ),
];

/// Shows what happened in both languages: the chosen one may be what is broken.
pub(crate) fn install() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from(info.to_string()));
        // There is nothing left to tell anyone if even this fails.
        let _ = show(&info.to_string());
    }));
}

fn show(what: &str) -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let alert = element(&document, "div", "crash", "")?;
    alert.set_attribute("role", "alert")?;
    for (lang, sentence, reload) in SENTENCES {
        let part = element(&document, "p", "crash-part", sentence)?;
        part.set_attribute("lang", lang)?;
        let button: HtmlElement = element(&document, "button", "btn", reload)?.dyn_into()?;
        button.set_onclick(Some(&reload_function()?));
        part.append_with_node_1(&button)?;
        alert.append_with_node_1(&part)?;
    }
    alert.append_with_node_1(&element(&document, "pre", "crash-what", what)?.into())?;
    let body = gloo::utils::body();
    body.set_text_content(None);
    body.append_with_node_1(&alert)
}

fn element(document: &Document, name: &str, class: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Ok(element)
}

/// `location.reload` bound to its object, which works without this program.
fn reload_function() -> Result<Function, JsValue> {
    let location = gloo::utils::window().location();
    let reload: Function = Reflect::get(&location, &"reload".into())?.dyn_into()?;
    Ok(reload.bind0(&location))
}
