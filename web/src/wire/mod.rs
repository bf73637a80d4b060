//! What was said on the wires.

pub(crate) mod log;
pub(crate) mod tokens;
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
    pub(crate) fn on_wire(&mut self, _ctx: &Context<Self>, msg: Msg) {
        match msg {}
    }
}
