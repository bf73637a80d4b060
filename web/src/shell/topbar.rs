//! The bar at the top: name, language, colours, help.

use yew::prelude::*;

use crate::app::{Context, Msg, use_app};
use crate::classroom;
use crate::parts::icon::{Glyph, icon};
use crate::shell::panel::Panel;
use crate::shell::settings::Theme;
use crate::shell::views::{View, Views};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) theme: Theme,
    pub(crate) view: View,
    pub(crate) panel: Option<Panel>,
}

/// The bar at the top.
#[component]
pub(crate) fn Topbar(props: &Props) -> Html {
    let app = use_app();
    let t = &app.t;
    let (glyph, theme) = match props.theme {
        Theme::Auto => (Glyph::Contrast, t.text("theme-auto")),
        Theme::Light => (Glyph::Sun, t.text("theme-light")),
        Theme::Dark => (Glyph::Moon, t.text("theme-dark")),
    };
    let other = t.language().other().code();
    html! {
        <header class="topbar">
            <p class="brand">
                <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                    <path d="M3 14a11 11 0 1 0 22 0a11 11 0 1 0-22 0" />
                    <path class="logo-handle" d="m22.300 22.300 6.700 6.700" />
                    <path class="logo-mail" d="M7.500 10.500h13v8h-13zM8 11l6 4.500 6-4.500" />
                </svg>
                <span>{"Mailscope"}</span>
            </p>
            <Views view={props.view} />
            <div class="tools">
                {tool(&app, Glyph::Wrench, "build", Panel::Build, props.panel.as_ref())}
                {tool(&app, Glyph::Link, "share", Panel::Share, props.panel.as_ref())}
                <button class="tool tool-present" type="button"
                    title={t.text("present")} aria-label={t.text("present")}
                    onclick={app.send.reform(|_| Msg::Classroom(classroom::Msg::Present(true)))}>
                    {icon(Glyph::Projector)}
                </button>
                <button class="tool tool-lang" type="button" lang={other}
                    onclick={app.send.reform(|_| Msg::SwitchLanguage)}
                    aria-label={t.text("switch-language")}>
                    {other.to_uppercase()}
                </button>
                <button class="tool" type="button" title={theme.clone()} aria-label={theme}
                    onclick={app.send.reform(|_| Msg::SwitchTheme)}>
                    {icon(glyph)}
                </button>
                <button class="tool" type="button" aria-haspopup="dialog"
                    title={t.text("help-open")} aria-label={t.text("help-open")}
                    onclick={app.send.reform(|_| Msg::Help(true))}>
                    {icon(Glyph::Help)}
                </button>
            </div>
        </header>
    }
}

/// The button that opens a panel, and closes it when it is open.
fn tool(
    app: &Context,
    glyph: Glyph,
    text: &'static str,
    panel: Panel,
    open: Option<&Panel>,
) -> Html {
    let is_open = open == Some(&panel);
    let id = format!("open-{}", panel.name());
    let onclick = app.send.reform(move |_| Msg::Show((!is_open).then(|| panel.clone())));
    html! {
        <button class="tool tool-word" type="button" {id} aria-expanded={is_open.to_string()} {onclick}>
            {icon(glyph)}<span>{app.t.text(text)}</span>
        </button>
    }
}
