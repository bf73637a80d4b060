//! Why something is as it is: from the tap to what is shown, step by step, and the way there in time.

pub(crate) mod answer;
pub(crate) mod step;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{Desk, DeviceId, EmailId, Holder, Question, WhyView};
use yew::Context;

use crate::app::{self, App};
use crate::dom;
use crate::shell::panel::Panel;
use crate::shell::views::View;

/// What the person has asked, and the answer.
#[derive(Default)]
pub(crate) struct State {
    asked: Option<Question>,
    /// Counts the questions.
    pub(crate) nth: u32,
    /// The answer. It stays while the person goes back and forth in time.
    pub(crate) answer: Option<Rc<WhyView>>,
    /// Where the person is.
    pub(crate) position: u32,
}

/// What this room is told.
#[derive(Clone, Copy)]
pub(crate) enum Msg {
    /// Why has this holder of this mail what it has?
    Cell(Holder, EmailId),
    /// Why did the entry of this number happen?
    Entry(u32),
    /// Open the settings of the mail app on this device.
    Setting(DeviceId),
    /// They are on the stage now.
    Press(DeviceId),
}

impl State {
    /// What was asked.
    pub(crate) const fn question(&self) -> Option<Question> {
        self.asked
    }

    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk) {
        self.position = desk.position();
        if self.answer.as_ref().is_some_and(|answer| desk.is_still_true(answer)) {
            return;
        }
        // Never asked, or somebody has gone back and done otherwise.
        self.answer = match self.asked {
            Some(Question::Cell(holder, email)) => Some(Rc::new(desk.why_cell(holder, email))),
            Some(Question::Entry(entry)) => desk.why_entry(entry).map(Rc::new),
            None => None,
        };
    }
}

impl App {
    pub(crate) fn on_why(&mut self, ctx: &Context<Self>, msg: Msg) {
        self.why.asked = Some(match msg {
            Msg::Cell(holder, email) => Question::Cell(holder, email),
            Msg::Entry(entry) => Question::Entry(entry),
            Msg::Setting(device) => {
                self.go(View::Stage);
                ctx.link().send_message_batch(vec![
                    app::Msg::Take(device),
                    app::Msg::Why(Msg::Press(device)),
                ]);
                return;
            }
            Msg::Press(device) => {
                let plug = move || dom::press(&format!("[data-plug='{}']", device.0));
                // The stage is drawn first.
                Timeout::new(0, plug).forget();
                return;
            }
        });
        self.why.answer = None;
        self.why.nth += 1;
        self.show(Some(Panel::Why));
    }
}
