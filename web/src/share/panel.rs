//! The panel "Save and share": a link to this moment, a file, and what the browser keeps.

use std::rc::Rc;

use mailscope_view::Text;
use web_sys::{FileList, HtmlInputElement};
use yew::prelude::*;

use crate::app::{Msg as AppMsg, use_app};
use crate::build::importing;
use crate::dom;
use crate::parts::icon::{Glyph, icon};
use crate::share::Msg;
use crate::share::keeping::Kept;
use crate::shell::panel::PanelFrame;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) link: Option<Result<Rc<str>, Text>>,
    /// What became of the last press.
    pub(crate) said: Option<Text>,
    pub(crate) kept: Kept,
    /// Whether there is work that other work has taken the place of.
    pub(crate) earlier: bool,
}

/// The panel.
#[component]
pub(crate) fn Sharing(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let onchange = app.send.reform(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files: Option<FileList> = input.files();
        let files = files.map(|files| importing::list(&files)).unwrap_or_default();
        // The same file can be chosen again.
        input.set_value("");
        AppMsg::Files(files)
    });
    html! {
        <PanelFrame heading={t.text("share")}>
            <section class="share-part" aria-labelledby="share-link">
                <h3 id="share-link">{t.text("share-link")}</h3>
                <p>{t.text(if dom::is_file() { "share-link-of-file" } else { "share-link-what" })}</p>
                {link(&app, props)}
            </section>
            <section class="share-part" aria-labelledby="share-file">
                <h3 id="share-file">{t.text("share-file")}</h3>
                <p>{t.text("share-file-what")}</p>
                <div class="share-buttons">
                    <button class="btn" type="button"
                        onclick={app.send.reform(|_| AppMsg::Share(Msg::Save))}>
                        {icon(Glyph::Save)}{t.text("share-save")}
                    </button>
                    <label class="btn share-open">
                        {icon(Glyph::Folder)}{t.text("share-open")}
                        <input class="vh" type="file" accept=".mailscope,application/json" {onchange} />
                    </label>
                </div>
            </section>
            <section class="share-part" aria-labelledby="share-browser">
                <h3 id="share-browser">{t.text("share-browser")}</h3>
                <p>{t.text(kept(props.kept))}</p>
                if props.earlier {
                    <p>{t.text("share-earlier-what")}</p>
                    <div class="share-buttons">
                        <button class="btn" type="button"
                            onclick={app.send.reform(|_| AppMsg::Share(Msg::Earlier))}>
                            {icon(Glyph::Undo)}{t.text("share-earlier")}
                        </button>
                    </div>
                }
            </section>
            <p class="share-said" role="status">
                if let Some(said) = &props.said {
                    {t.sentence(said)}
                }
            </p>
        </PanelFrame>
    }
}

/// The link itself, to be seen before it is given away.
fn link(app: &crate::app::Context, props: &Props) -> Html {
    let t = &app.t;
    match &props.link {
        None => Html::default(),
        Some(Err(text)) => html! { <p class="share-no-link">{t.sentence(text)}</p> },
        Some(Ok(link)) => html! {
            <>
                <textarea class="share-address" readonly=true rows="4" spellcheck="false"
                    aria-label={t.text("share-link")} value={link.to_string()} />
                <div class="share-buttons">
                    <button class="btn" type="button"
                        onclick={app.send.reform(|_| AppMsg::Share(Msg::Copy))}>
                        {icon(Glyph::Link)}{t.text("share-copy")}
                    </button>
                    <span class="share-length">
                        {t.text_with("share-length", &[("n", link.chars().count().into())])}
                    </span>
                </div>
            </>
        },
    }
}

pub(super) const fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::Nothing => "share-kept-nothing",
        Kept::All => "share-kept",
        Kept::Refused => "share-kept-refused",
        Kept::TooLarge => "share-kept-too-large",
    }
}
