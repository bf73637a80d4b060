//! The world outside: whose mail this is, and where new mail comes from.

use mailscope_view::Deed;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Msg, use_app};
use crate::build::importing;
use crate::parts::icon::{Glyph, icon};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) address: String,
    /// Mails of the scenario that have not arrived yet.
    pub(crate) left: usize,
}

/// The column at the left.
#[component]
pub(crate) fn World(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let picker = use_node_ref();
    let choose = {
        let picker = picker.clone();
        Callback::from(move |_| {
            if let Some(input) = picker.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = app.send.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|files| importing::list(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        Msg::Files(files)
    });
    let name = props.address.split('@').next().unwrap_or_default();
    let mut letters = name.chars();
    let name = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect::<String>())
        .unwrap_or_default();
    html! {
        <aside class="column world" aria-label={t.text("world")}>
            <p class="person">
                <span class="person-picture" aria-hidden="true">
                    {name.chars().take(1).collect::<String>()}
                </span>
                <span class="person-text">
                    <b>{name}</b>
                    <span class="person-address">{props.address.clone()}</span>
                </span>
            </p>
            <div class="box">
                <button class="btn" type="button" disabled={props.left == 0}
                    onclick={app.send.reform(|_| Msg::Do(Deed::LetArrive))}>
                    {icon(Glyph::Mail)}<span>{t.text("world-arrive")}</span>
                </button>
                <p class="box-note">
                    {t.text_with("world-left", &[("n", props.left.into())])}
                </p>
                <button class="btn" type="button" onclick={choose}>
                    {icon(Glyph::File)}<span>{t.text("world-open")}</span>
                </button>
                <input ref={picker} type="file" hidden=true multiple=true
                    accept=".eml,.mbox,.mbx,message/rfc822,application/mbox"
                    aria-label={t.text("world-open")} {onchange} />
                <p class="box-note">{t.text("world-private")}</p>
            </div>
        </aside>
    }
}
