//! What a person sees when the program has a bug. The program is dead by then, so this is plain DOM
//! and a handler that needs nothing of ours.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::{Function, Reflect};
use web_sys::{Document, Element, HtmlElement};

use crate::share::keeping;

/// What is said in one language.
struct Words {
    lang: &'static str,
    what: &'static str,
    /// What becomes of the work, if the browser has kept it.
    kept: &'static str,
    /// And if not.
    lost: &'static str,
    reload: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: "en",
        what: "Mailscope has stopped because of a bug in it. Nothing left your device.",
        kept: "Your work is kept in this browser: after reloading you can continue where you were.",
        lost: "This browser has kept nothing of your work: reloading begins anew.",
        reload: "Reload",
    },
    Words {
        lang: "de",
        what: "Mailscope ist wegen eines eigenen Fehlers stehen geblieben. Nichts hat dein Gerät verlassen.",
        kept: "Deine Arbeit liegt in diesem Browser: Nach dem Neuladen kannst du dort weitermachen.",
        lost: "Dieser Browser hat von deiner Arbeit nichts behalten: Neu laden heißt neu beginnen.",
        reload: "Neu laden",
    },
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
    let kept = keeping::is_kept();
    for words in WORDS {
        let sentences = format!("{} {}", words.what, if kept { words.kept } else { words.lost });
        let part = element(&document, "p", "crash-part", &sentences)?;
        part.set_attribute("lang", words.lang)?;
        let button: HtmlElement = element(&document, "button", "btn", words.reload)?.dyn_into()?;
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
