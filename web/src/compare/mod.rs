//! Several worlds with the same taps, side by side; and what wrong rules say of the one on the desk.

pub(crate) mod bars;
pub(crate) mod cell;
pub(crate) mod form;
pub(crate) mod ghosts;
pub(crate) mod lines;
pub(crate) mod page;
pub(crate) mod pair;
pub(crate) mod stairs;
pub(crate) mod table;

use std::ops::Range;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use mailscope_view::{
    Asked, BeliefView, Desk, Ghosts, Service, SideBySide, SideLook, SideView, Text, Way,
    WorldChoice, WorldForm,
};
use yew::{Callback, Context, Html, html};

use crate::app::{self, App};
use crate::compare::ghosts::Believed;
use crate::compare::page::ComparePage;
use crate::dom;
use crate::shell::views::View;

/// How long a slice of work may take, in milliseconds: the page stays alive.
const SLICE: f64 = 10.0;
/// Turns between two looks at the clock.
const TURNS: usize = 24;
/// Rows that a table shows at first.
const FIRST_ROWS: usize = 40;
/// The most worlds that can be compared.
const WORLDS_MAX: usize = 4;

/// Worlds to be had in one press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preset {
    /// The world as it is, and with POP3 on all devices.
    SameTapsPop3,
    /// IMAP and POP3.
    TwoWays,
    /// IMAP, POP3 that leaves mail on the server, and POP3 that does not.
    ThreeWays,
}

impl Preset {
    pub(crate) const ALL: [Self; 3] = [Self::SameTapsPop3, Self::TwoWays, Self::ThreeWays];

    pub(crate) fn worlds(self) -> Vec<WorldChoice> {
        let all = WorldChoice::All;
        match self {
            Self::SameTapsPop3 => vec![WorldChoice::AsIs, all(Way::Pop3Leave)],
            Self::TwoWays => vec![all(Way::Imap), all(Way::Pop3Leave)],
            Self::ThreeWays => vec![all(Way::Imap), all(Way::Pop3Leave), all(Way::Pop3Remove)],
        }
    }
}

/// What the person has chosen here, and what is shown.
pub(crate) struct State {
    asked: Option<Asked>,
    look: SideLook,
    /// The worlds that are shown.
    side: Option<SideBySide>,
    /// Worlds that are being run, to be shown in their place.
    work: Option<SideBySide>,
    view: Option<Rc<SideView>>,
    form: Rc<WorldForm>,
    problem: Option<Text>,
    /// Whether what is shown is not what was asked for last.
    dirty: bool,
    ghosts: Option<Ghosts>,
    believed: Rc<[BeliefView]>,
    belief: Option<&'static str>,
    ghosts_open: bool,
    timers: [Option<Timeout>; 2],
}

impl Default for State {
    fn default() -> Self {
        let form = WorldForm { ways: vec![], devices: vec![], servers: vec![], faults: vec![] };
        Self {
            asked: None,
            look: SideLook { step: None, differences: true, rows: 0..FIRST_ROWS, pair: None },
            side: None,
            work: None,
            view: None,
            form: Rc::new(form),
            problem: None,
            dirty: true,
            ghosts: None,
            believed: Rc::new([]),
            belief: None,
            ghosts_open: false,
            timers: [None, None],
        }
    }
}

/// What this room is told.
pub(crate) enum Msg {
    /// Compare these worlds.
    Preset(Preset),
    /// A world becomes another one.
    World(usize, WorldChoice),
    /// One more world.
    Add,
    /// One world less.
    Remove(usize),
    /// So many minutes pass after the last tap.
    Minutes(u16),
    /// Show the end of a step.
    Step(usize),
    /// Tell about a mail at a holder.
    Pair(usize, usize),
    /// Only where the worlds differ, or everything.
    Differences(bool),
    /// Another part of the table is wanted.
    See(Range<usize>),
    /// A slice of the worlds' work.
    Work,
    /// Show the wrong rules, or no longer.
    Ghosts(bool),
    /// Somebody believes this rule.
    Believe(&'static str),
    /// A slice of the work on the wrong rules.
    Watch,
    /// To that moment of the world on the desk.
    Jump(u32),
}

impl State {
    /// Takes what is shown from the desk. Worlds are run anew only if people have done something
    /// else, or ask for something else.
    pub(crate) fn draw(&mut self, desk: &Desk, playing: bool, send: &Callback<app::Msg>) {
        let asked = self.asked.get_or_insert_with(|| first_asked(desk)).clone();
        let fits = |side: &Option<SideBySide>| {
            side.as_ref().is_some_and(|side| desk.is_compared(side, &asked))
        };
        if fits(&self.side) {
            self.work = None;
        } else if !fits(&self.work) && !playing {
            self.form = Rc::new(desk.world_form());
            match desk.side_by_side(&asked) {
                Ok(work) => {
                    self.work = Some(work);
                    self.problem = None;
                    self.wait(send);
                }
                Err(why) => self.problem = Some(why),
            }
            self.ghosts = None;
        }
        if self.ghosts_open && self.ghosts.is_none() && !playing {
            let ghosts = desk.ghosts();
            self.believed = ghosts.beliefs().into();
            self.ghosts = Some(ghosts);
            self.watch_on(send);
        }
        if self.dirty {
            self.refresh();
        }
    }

    /// Takes what is shown from the worlds.
    fn refresh(&mut self) {
        if let Some(side) = &self.side {
            self.view = Some(Rc::new(side.view(&self.look)));
            self.dirty = false;
        }
    }

    /// The view.
    pub(crate) fn page(&self) -> Html {
        let believed = Believed {
            open: self.ghosts_open,
            rules: self.believed.clone(),
            belief: self.belief,
            progress: self.timers[1].as_ref().and(self.ghosts.as_ref()).map(Ghosts::progress),
        };
        let Some(asked) = &self.asked else { return Html::default() };
        html! {
            <ComparePage view={self.view.clone()} form={self.form.clone()} asked={asked.clone()}
                differences={self.look.differences} problem={self.problem.clone()}
                progress={self.work.as_ref().map(SideBySide::progress)} {believed} />
        }
    }

    fn wait(&mut self, send: &Callback<app::Msg>) {
        let send = send.clone();
        self.timers[0] = Some(Timeout::new(0, move || send.emit(app::Msg::Compare(Msg::Work))));
    }

    fn watch_on(&mut self, send: &Callback<app::Msg>) {
        let send = send.clone();
        self.timers[1] = Some(Timeout::new(0, move || send.emit(app::Msg::Compare(Msg::Watch))));
    }

    /// A slice of the worlds' work. What is shown stays until all is done.
    fn go_on(&mut self, send: &Callback<app::Msg>) {
        let Some(work) = &mut self.work else { return };
        if in_a_slice(|| work.work(TURNS)) {
            self.wait(send);
            return;
        }
        self.timers[0] = None;
        self.side = self.work.take();
        self.look = SideLook { step: None, pair: None, rows: 0..FIRST_ROWS, ..self.look };
        self.refresh();
    }

    /// A slice of the work on the wrong rules.
    fn watch(&mut self, send: &Callback<app::Msg>) {
        let Some(ghosts) = &mut self.ghosts else { return };
        let more = in_a_slice(|| ghosts.work(TURNS));
        if *self.believed != *ghosts.beliefs() {
            self.believed = ghosts.beliefs().into();
        }
        if more {
            self.watch_on(send);
        } else {
            self.timers[1] = None;
        }
    }

    fn ask(&mut self, change: impl FnOnce(&mut Asked)) {
        if let Some(asked) = &mut self.asked {
            change(asked);
        }
    }

    fn show(&mut self, change: impl FnOnce(&mut SideLook)) {
        change(&mut self.look);
        self.refresh();
    }
}

/// Works until the time is over. True while there is more to do.
fn in_a_slice(mut work: impl FnMut() -> bool) -> bool {
    let start = dom::now();
    while work() {
        if dom::now() - start > SLICE {
            return true;
        }
    }
    false
}

/// The world as it is beside one with POP3; if nothing speaks anything else, beside one with IMAP.
fn first_asked(desk: &Desk) -> Asked {
    let page = desk.page(&mailscope_view::Lens {
        matrix: 0..0,
        mails: Vec::new(),
        disk_rows: 0,
        log_lines: 0,
        ..mailscope_view::Lens::default()
    });
    let pop3 = page.devices.iter().all(|device| device.service == Service::Pop3);
    let other = if pop3 { Way::Imap } else { Way::Pop3Leave };
    Asked { worlds: vec![WorldChoice::AsIs, WorldChoice::All(other)], minutes: 0 }
}

impl App {
    pub(crate) fn on_compare(&mut self, ctx: &Context<Self>, msg: Msg) {
        let send = self.context.send.clone();
        let state = &mut self.compare;
        match msg {
            Msg::Preset(preset) => {
                let minutes = state.asked.as_ref().map_or(0, |asked| asked.minutes);
                state.asked = Some(Asked { worlds: preset.worlds(), minutes });
                self.view = View::Compare;
            }
            Msg::World(at, choice) => state.ask(|asked| {
                if let Some(world) = asked.worlds.get_mut(at) {
                    *world = choice;
                }
            }),
            Msg::Add => state.ask(|asked| {
                let all = [Way::Pop3Remove, Way::Pop3Leave, Way::Imap, Way::Pop3RemoveWhenDeleted];
                let all = all.into_iter().map(WorldChoice::All);
                let next = all.chain([WorldChoice::AsIs]).find(|one| !asked.worlds.contains(one));
                asked.worlds.extend(next.filter(|_| asked.worlds.len() < WORLDS_MAX));
            }),
            Msg::Remove(at) => state.ask(|asked| {
                if asked.worlds.len() > 2 && at < asked.worlds.len() {
                    asked.worlds.remove(at);
                }
            }),
            Msg::Minutes(minutes) => state.ask(|asked| asked.minutes = minutes),
            Msg::Step(step) => return state.show(|look| look.step = Some(step)),
            Msg::Pair(mail, holder) => return state.show(|look| look.pair = Some((mail, holder))),
            Msg::Differences(only) => {
                return state.show(|look| {
                    look.differences = only;
                    look.rows = 0..FIRST_ROWS;
                });
            }
            Msg::See(rows) => return state.show(|look| look.rows = rows),
            Msg::Work => return state.go_on(&send),
            Msg::Ghosts(open) => state.ghosts_open = open,
            Msg::Believe(rule) => {
                state.belief = Some(rule);
                return;
            }
            Msg::Watch => return state.watch(&send),
            Msg::Jump(position) => {
                self.view = View::Stage;
                self.seek(ctx, position);
                return;
            }
        }
        self.draw();
    }
}
