//! Time: playing, stepping, the track of what happened, other ways, named moments.

pub(crate) mod events;
pub(crate) mod mark;
pub(crate) mod player;
pub(crate) mod timeline;
pub(crate) mod track;
pub(crate) mod transport;
pub(crate) mod ways;

use std::ops::Range;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{BranchId, Desk, EventList, Text};
use yew::Context;

use crate::app::{self, App};
use crate::shell::panel::Panel;

/// Rows of the list of events that are there at first.
const FIRST_ROWS: usize = 120;

/// What the person has chosen here, and what is shown.
#[derive(Default)]
pub(crate) struct State {
    /// The rows of the list of events that are wanted; nothing before it is opened.
    wanted: Option<Range<usize>>,
    pub(crate) events: Option<Rc<EventList>>,
    /// Where the knob has been drawn to, before the picture follows.
    scrub: Option<(u32, Timeout)>,
    /// The newest of the other ways that the person knows of.
    newest: Option<BranchId>,
    /// A way that was kept because somebody went back and did otherwise.
    pub(crate) kept: Option<BranchId>,
}

/// What this room is told.
pub(crate) enum Msg {
    /// Forward to the end of what follows from the next tap or deadline.
    StepWhole,
    /// Back to before the last tap or deadline.
    BackWhole,
    Undo,
    Redo,
    /// Another way begins here, under that name.
    Fork(String),
    /// Over to another way.
    Switch(BranchId),
    /// The present moment gets a name.
    Name(String),
    /// To the moment of that name.
    Return(String),
    Forget(String),
    /// Show the list of events.
    Events,
    /// A part of it is wanted.
    See(Range<usize>),
    /// The knob is drawn to a position.
    Scrub(u32),
    /// The picture follows the knob.
    Follow,
}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk, panel: Option<&Panel>) {
        let newest = desk.branches().map(|branch| branch.id).last();
        if newest > self.newest {
            self.kept = newest;
        }
        self.newest = newest;
        self.kept = self.kept.filter(|kept| desk.branches().any(|branch| branch.id == *kept));
        if panel != Some(&Panel::Events) {
            self.wanted = None;
            self.events = None;
            return;
        }
        let wanted = self.wanted.get_or_insert_with(|| {
            // At first those around the present.
            let present = desk.events(&(0..0)).present.unwrap_or_default();
            let first = present.saturating_sub(FIRST_ROWS / 2);
            first..first + FIRST_ROWS
        });
        self.events = Some(Rc::new(desk.events(wanted)));
    }
}

impl App {
    pub(crate) fn on_time(&mut self, ctx: &Context<Self>, msg: Msg) {
        match msg {
            Msg::StepWhole => self.step_whole(ctx),
            Msg::BackWhole => self.wind(Desk::step_back_whole),
            Msg::Undo => self.wind(Desk::undo),
            Msg::Redo => self.wind(Desk::redo),
            Msg::Fork(name) => {
                self.wind(|desk| {
                    desk.fork(&name);
                    true
                });
                self.time.kept = None;
            }
            Msg::Switch(way) => {
                self.wind(|desk| desk.switch(way));
                self.time.kept = None;
            }
            Msg::Name(name) => {
                let full = self.desk.as_mut().is_ok_and(|desk| !desk.name_moment(&name));
                if full {
                    self.complain(Text::new("moment-too-many"));
                }
                self.draw();
            }
            Msg::Return(name) => self.wind(|desk| desk.return_to(&name)),
            Msg::Forget(name) => {
                if let Ok(desk) = &mut self.desk {
                    desk.forget_moment(&name);
                }
                self.draw();
            }
            Msg::Events => self.show(Some(Panel::Events)),
            Msg::See(rows) => {
                self.time.wanted = Some(rows);
                self.draw();
            }
            Msg::Scrub(position) => {
                let link = ctx.link().clone();
                // Several moves of the knob between two pictures make one picture.
                let follow = move || link.send_message(app::Msg::Time(Msg::Follow));
                let timer = match self.time.scrub.take() {
                    Some((_, timer)) => timer,
                    None => Timeout::new(0, follow),
                };
                self.time.scrub = Some((position, timer));
            }
            Msg::Follow => match self.time.scrub.take() {
                // First the picture of where the knob was before: it must be seen to follow.
                Some((position, _)) if self.player.underway().is_some() => {
                    let link = ctx.link().clone();
                    let follow = move || link.send_message(app::Msg::Time(Msg::Follow));
                    self.time.scrub = Some((position, Timeout::new(0, follow)));
                }
                Some((position, _)) => self.seek(ctx, position),
                None => {}
            },
        }
    }
}
