//! Why something is as it is: from the tap to what is shown, step by step, and the way there in time.

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
    pub(crate) fn on_why(&mut self, _ctx: &Context<Self>, msg: Msg) {
        match msg {}
    }
}
