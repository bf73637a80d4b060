//! What a person brings into the world or changes in it.

pub(crate) mod import;
pub(crate) mod importing;

use mailscope_view::Desk;
use yew::Context;

use crate::app::App;

/// What the person has chosen here, and what is shown.
#[derive(Default)]
pub(crate) struct State {}

/// What this room is told.
pub(crate) enum Msg {}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, _desk: &Desk) {}
}

impl App {
    pub(crate) fn on_build(&mut self, _ctx: &Context<Self>, msg: Msg) {
        match msg {}
    }
}
