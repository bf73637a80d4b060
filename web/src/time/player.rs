//! Playing: calling the desk again and again, with a look at every step or without.

use gloo::timers::callback::Timeout;
use mailscope_view::{Desk, WholeStep};
use yew::Context;

use crate::app::{App, Msg};
use crate::dom;
use crate::shell::settings::Speed;

/// How long a slice of "at once" may take, in milliseconds: the page stays alive.
const SLICE: f64 = 12.0;
/// From when on a person is told that there is something to wait for.
const NOTICEABLE: f64 = 200.0;
/// Turns between two looks at the clock.
const TURNS: usize = 64;

/// Until when time goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Still,
    /// After a tap: until its consequences are through.
    UntilSettled,
    /// Until all that follows from a tap or a deadline has happened, without pictures.
    Whole(WholeStep),
    /// On the way to a position, without pictures.
    To(u32),
    /// After "play": until "pause".
    On,
}

/// How time is played at present.
pub(crate) struct Player {
    mode: Mode,
    speed: Speed,
    timer: Option<Timeout>,
    /// Since when "at once" has been at work without a picture.
    working_since: Option<f64>,
}

impl Player {
    pub(crate) const fn new(speed: Speed) -> Self {
        Self { mode: Mode::Still, speed, timer: None, working_since: None }
    }

    pub(crate) fn playing(&self) -> bool {
        matches!(self.mode, Mode::UntilSettled | Mode::On)
    }

    pub(crate) const fn speed(&self) -> Speed {
        self.speed
    }

    /// Whether a person waits for the end of "at once".
    pub(crate) fn busy(&self) -> bool {
        self.working_since.is_some_and(|since| dom::now() - since > NOTICEABLE)
    }

    /// Where the desk is on its way to.
    pub(crate) const fn underway(&self) -> Option<u32> {
        match self.mode {
            Mode::To(position) => Some(position),
            _ => None,
        }
    }

    pub(crate) fn stop(&mut self) {
        self.mode = Mode::Still;
        self.timer = None;
        self.working_since = None;
    }

    fn wait(&mut self, ctx: &Context<App>, millis: u32) {
        let link = ctx.link().clone();
        self.timer = Some(Timeout::new(millis, move || link.send_message(Msg::Tick)));
    }
}

impl App {
    /// After a deed: plays until its consequences are through.
    pub(crate) fn follow(&mut self, ctx: &Context<Self>) {
        if self.player.mode == Mode::Still {
            self.player.mode = Mode::UntilSettled;
        }
        if self.player.speed == Speed::AtOnce {
            self.tick_at_once(ctx);
        } else {
            self.player.wait(ctx, self.player.speed.step_millis());
        }
    }

    /// After a delivery too large to be watched: plays it at once, whatever the speed.
    pub(crate) fn follow_at_once(&mut self, ctx: &Context<Self>) {
        self.player.mode = Mode::UntilSettled;
        self.player.working_since = Some(dom::now());
        self.player.wait(ctx, 0);
    }

    pub(crate) fn toggle(&mut self, ctx: &Context<Self>) {
        if self.player.playing() {
            self.player.stop();
            self.draw();
        } else {
            self.player.mode = Mode::On;
            self.tick(ctx);
        }
    }

    pub(crate) fn set_speed(&mut self, ctx: &Context<Self>, speed: Speed) {
        dom::store("mailscope.speed", speed.name());
        self.player.speed = speed;
        if self.player.playing() {
            self.player.wait(ctx, 0);
        }
    }

    /// One step forward, by hand.
    pub(crate) fn forward(&mut self) {
        self.player.stop();
        self.time.kept = None;
        self.animate = true;
        if let Ok(desk) = &mut self.desk {
            desk.step();
        }
        self.draw();
    }

    /// A step as a person would call it: to the end of what follows from the next tap or deadline.
    pub(crate) fn step_whole(&mut self, ctx: &Context<Self>) {
        self.player.stop();
        // Whoever goes on wants to see what is next again.
        self.time.kept = None;
        let Ok(desk) = &mut self.desk else { return };
        if let Some(step) = desk.begin_whole() {
            self.player.mode = Mode::Whole(step);
            self.player.working_since = Some(dom::now());
            self.tick_whole(ctx, step);
        }
    }

    /// A slice of it.
    fn tick_whole(&mut self, ctx: &Context<Self>, step: WholeStep) {
        let Ok(desk) = &mut self.desk else { return };
        let start = dom::now();
        let mut done = desk.go_on_whole(step, TURNS);
        while !done && dom::now() - start < SLICE {
            done = desk.go_on_whole(step, TURNS);
        }
        if done {
            self.player.stop();
            self.animate = true;
            self.draw();
        } else {
            self.player.wait(ctx, 0);
        }
    }

    /// To a position, without motion.
    pub(crate) fn seek(&mut self, ctx: &Context<Self>, position: u32) {
        self.player.stop();
        self.animate = false;
        self.player.mode = Mode::To(position);
        self.player.working_since = Some(dom::now());
        self.tick_to(ctx, position);
    }

    /// A slice of the way. The page stays as it is until the desk is there.
    fn tick_to(&mut self, ctx: &Context<Self>, position: u32) {
        let Ok(desk) = &mut self.desk else { return };
        let start = dom::now();
        let mut there = desk.seek_within(position, TURNS);
        while !there && dom::now() - start < SLICE {
            there = desk.seek_within(position, TURNS);
        }
        if there {
            self.player.stop();
            self.draw();
        } else {
            self.player.wait(ctx, 0);
        }
    }

    /// Whatever a person does next, they do at the position to which they wanted.
    pub(crate) fn arrive(&mut self) {
        if let Some(position) = self.player.underway() {
            self.wind(|desk| {
                desk.seek(position);
                true
            });
        }
    }

    /// To another moment, without motion.
    pub(crate) fn wind(&mut self, how: impl FnOnce(&mut Desk) -> bool) {
        self.player.stop();
        self.animate = false;
        if let Ok(desk) = &mut self.desk {
            how(desk);
        }
        self.draw();
    }

    pub(crate) fn tick(&mut self, ctx: &Context<Self>) {
        if self.player.mode == Mode::Still {
            return;
        }
        match self.player.mode {
            Mode::Whole(step) => return self.tick_whole(ctx, step),
            Mode::To(position) => return self.tick_to(ctx, position),
            _ => {}
        }
        if self.player.speed == Speed::AtOnce || self.player.working_since.is_some() {
            self.tick_at_once(ctx);
            return;
        }
        let Ok(desk) = &mut self.desk else { return };
        let until_settled = self.player.mode == Mode::UntilSettled;
        if (until_settled && desk.settled()) || !desk.step() {
            self.player.stop();
        } else if until_settled && desk.settled() {
            self.player.stop();
            self.animate = true;
        } else {
            self.animate = true;
            self.player.wait(ctx, self.player.speed.step_millis());
        }
        self.draw();
    }

    /// A slice of "at once".
    fn tick_at_once(&mut self, ctx: &Context<Self>) {
        let Ok(desk) = &mut self.desk else { return };
        let start = dom::now();
        let begins = self.player.working_since.is_none();
        self.player.working_since.get_or_insert(start);
        if begins && self.player.mode == Mode::On && desk.settled() && !desk.step() {
            self.player.stop();
            self.draw();
            return;
        }
        let mut settled = desk.settle(TURNS);
        while !settled && dom::now() - start < SLICE {
            settled = desk.settle(TURNS);
        }
        if settled {
            self.player.working_since = None;
            self.animate = false;
            if self.player.mode == Mode::On {
                self.player.wait(ctx, self.player.speed.step_millis());
            } else {
                self.player.stop();
            }
            self.draw();
        } else {
            self.player.wait(ctx, 0);
        }
    }
}
