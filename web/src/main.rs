//! The web application: draws the pages of `mailscope-view` and hands people's taps to it. It knows
//! no protocol, and every sentence comes from the Fluent files in `web/text`.

mod app;
mod build;
mod classroom;
mod compare;
mod dom;
mod i18n;
mod inside;
mod parts;
mod screen;
mod share;
mod shell;
mod stage;
mod time;
mod why;
mod wire;

fn main() {
    shell::panic::install();
    let host = gloo::utils::document().get_element_by_id("app");
    let host = host.unwrap_or_else(|| gloo::utils::body().into());
    yew::Renderer::<app::App>::with_root(host).render();
}
