//! Help: what the signs mean, which keys do what, what becomes of a person's own mail.

use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon};
use crate::shell::settings::Voice;
use crate::stage::legend;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) open: bool,
    pub(crate) single_keys: bool,
    pub(crate) voice: Voice,
}

/// The overlay.
#[component]
pub(crate) fn Help(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.open, move |open| {
            let Some(dialog) = node.cast::<HtmlDialogElement>() else { return };
            if *open && !dialog.open() {
                // Fails only for a dialog that is open already.
                let _ = dialog.show_modal();
            } else if !*open {
                dialog.close();
            }
        });
    }
    let close = app.send.reform(|_| Msg::Help(false));
    let onclose = app.send.reform(|_: Event| Msg::Help(false));
    let onchange = app.send.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Msg::SingleKeys(input.checked())
    });
    html! {
        <dialog class="help" ref={node} aria-labelledby="help-name" {onclose}>
            if props.open {
                <header class="help-head">
                    <h2 id="help-name">{t.text("help")}</h2>
                    <button class="btn" type="button" onclick={close}>
                        {icon(Glyph::Close)}{t.text("help-close")}
                    </button>
                </header>
                <p>{t.text("help-what")}</p>
                <p>{t.text("help-how")}</p>
                <h3>{t.text("help-signs")}</h3>
                {legend::cells(t)}
                {legend::marks(t)}
                <h3>{t.text("help-keys")}</h3>
                {keys(t)}
                <label class="help-switch">
                    <input type="checkbox" checked={props.single_keys} {onchange} />
                    <span>{t.text("help-single-keys")}</span>
                </label>
                {voices(&app, props.voice)}
                <h3>{t.text("help-private-name")}</h3>
                <p>{t.text("help-private")}</p>
            }
        </dialog>
    }
}

/// How much a screen reader is told.
fn voices(app: &Context, voice: Voice) -> Html {
    let t = &app.t;
    let send = app.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Some(voice) = Voice::named(&select.value()) {
            send.emit(Msg::Voice(voice));
        }
    });
    html! {
        <label class="help-switch">
            <span>{t.text("voice")}</span>
            <select {onchange}>
                for each in Voice::ALL {
                    <option value={each.name()} selected={each == voice}>{t.text(each.text())}</option>
                }
            </select>
        </label>
    }
}

fn keys(t: &Texts) -> Html {
    let rows = [
        (t.text("key-space"), t.text("key-forward")),
        (t.text("key-shift-space"), t.text("key-back")),
        (t.text("key-shift-page"), t.text("key-whole")),
        (t.text("key-undo"), t.text("key-undo-what")),
        (t.text("key-home-end"), t.text("key-first-last")),
        (AttrValue::from("."), t.text("key-play")),
        (AttrValue::from("B"), t.text("key-blank")),
        (AttrValue::from("?"), t.text("key-help")),
        (t.text("key-digits"), t.text("key-views")),
        (t.text("key-f6"), t.text("key-regions")),
        (t.text("key-arrows"), t.text("key-move")),
        (t.text("key-escape"), t.text("key-close")),
    ];
    html! {
        <dl class="keys">
            for (key, meaning) in rows {
                <div><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div>
            }
        </dl>
    }
}
