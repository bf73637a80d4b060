//! Why something is as it is: from the tap to what is shown, step by step, and the way there in time.

pub(crate) mod answer;
pub(crate) mod step;

use std::rc::Rc;

use mailscope_view::{Desk, EmailId, Holder, Question, WhyView};
use yew::Context;

use crate::app::App;
use crate::shell::panel::Panel;

/// What the person has asked, and the answer.
#[derive(Default)]
pub(crate) struct State {
    asked: Option<Asked>,
    /// Counts the questions.
    pub(crate) nth: u32,
    /// The answer. It stays while the person goes back and forth in time.
    pub(crate) answer: Option<Rc<WhyView>>,
    /// Where the person is.
    pub(crate) position: u32,
}

#[derive(Clone, Copy)]
enum Asked {
    Cell(Holder, EmailId),
    Entry(u32),
}

/// What this room is told.
pub(crate) enum Msg {
    /// Why has this holder of this mail what it has?
    Cell(Holder, EmailId),
    /// Why did the entry of this number happen?
    Entry(u32),
}

impl State {
    /// What was asked.
    pub(crate) fn question(&self) -> Option<Question> {
        self.asked.map(|asked| match asked {
            Asked::Cell(holder, email) => Question::Cell(holder, email),
            Asked::Entry(entry) => Question::Entry(entry),
        })
    }

    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk) {
        self.position = desk.position();
        if self.answer.as_ref().is_some_and(|answer| desk.is_still_true(answer)) {
            return;
        }
        // Never asked, or somebody has gone back and done otherwise.
        self.answer = match self.asked {
            Some(Asked::Cell(holder, email)) => Some(Rc::new(desk.why_cell(holder, email))),
            Some(Asked::Entry(entry)) => desk.why_entry(entry).map(Rc::new),
            None => None,
        };
    }
}

impl App {
    pub(crate) fn on_why(&mut self, _ctx: &Context<Self>, msg: Msg) {
        self.why.asked = Some(match msg {
            Msg::Cell(holder, email) => Asked::Cell(holder, email),
            Msg::Entry(entry) => Asked::Entry(entry),
        });
        self.why.answer = None;
        self.why.nth += 1;
        self.show(Some(Panel::Why));
    }
}
