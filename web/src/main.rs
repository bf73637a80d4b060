//! The web application: draws the pages of `mailscope-view` and hands people's taps to it. It knows
//! no protocol, and every sentence comes from the Fluent files in `web/text`.

mod app;
mod components;
mod dom;
mod i18n;
mod importing;
mod panic;
mod player;
mod screen;
mod settings;
mod shortcuts;

fn main() {
    panic::install();
    let host = gloo::utils::document().get_element_by_id("app");
    let host = host.unwrap_or_else(|| gloo::utils::body().into());
    yew::Renderer::<app::App>::with_root(host).render();
}
