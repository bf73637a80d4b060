//! The run up to now, saved in a form for paper or for other programs.

use mailscope_view::{Desk, ExportAs, Text};
use yew::prelude::*;

use super::Msg;
use crate::app::{self, use_app};
use crate::dom;
use crate::i18n::Texts;
use crate::parts::icon::{Glyph, icon, icon_of};
use crate::parts::popover::Popover;

/// The forms: its text, how the file is called, and its kind.
const FORMS: [(ExportAs, &str, &str, &str); 4] = [
    (ExportAs::Transcript, "wire-save-transcript", "mailscope.txt", "text/plain;charset=utf-8"),
    (ExportAs::Markdown, "wire-save-markdown", "mailscope.md", "text/markdown;charset=utf-8"),
    (ExportAs::Mermaid, "wire-save-mermaid", "mailscope.mmd", "text/plain;charset=utf-8"),
    (ExportAs::Svg, "wire-save-svg", "mailscope.svg", "image/svg+xml"),
];

/// Hands the file to the browser.
pub(super) fn save(desk: &Desk, form: ExportAs, t: &Texts) {
    let say = |text: &Text| t.say(text).replace("[[", "").replace("]]", "");
    let file = desk.export(form, &t.text("page-title"), &say);
    if let Some((.., name, kind)) = FORMS.iter().find(|(known, ..)| *known == form) {
        dom::download(name, kind, file.as_bytes());
    }
}

/// The button with its menu.
#[component]
pub(crate) fn Save() -> Html {
    let app = use_app();
    let t = &app.t;
    let open = use_state_eq(|| false);
    let anchor = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let forms = FORMS.iter().map(|(form, text, ..)| {
        let (form, send, open) = (*form, app.send.clone(), open.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            open.set(false);
            send.emit(app::Msg::Wire(Msg::Save(form)));
        });
        html! {
            <button key={*text} class="menu-item" type="button" {onclick}>
                {icon(Glyph::File)}{t.text(text)}
            </button>
        }
    });
    html! {
        <>
            <button class="btn wire-save" type="button" ref={anchor.clone()} aria-haspopup="dialog"
                aria-expanded={open.to_string()} onclick={toggle}>
                {icon(Glyph::File)}{t.text("wire-save")}
                {icon_of("i i-small", Glyph::ChevronDown)}
            </button>
            if *open {
                <Popover {anchor} {on_close} label={t.text("wire-save-as")}>
                    {for forms}
                    <p class="wire-packets">{t.text("wire-save-packets")}</p>
                </Popover>
            }
        </>
    }
}
