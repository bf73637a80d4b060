//! The one thing a user interface holds.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::{DeviceId, EmailId};
use mailscope_lesson as lesson;
use mailscope_sim::{Action, BranchId, History, NotPossible, Scenario, Tap, World};

use crate::devices::policy;
use crate::focus::Focus;
use crate::winding::Undone;
use crate::{
    Lens, Letter, Page, Text, cast, devices, invite, ladder, log, matrix, narrate, server,
    timeline, wires, world,
};

/// Something that a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Use the mail app of a device.
    Tap(DeviceId, Tap),
    /// Send what was written on a device.
    Send(DeviceId, Letter),
    /// Keep what was written on a device, unfinished.
    Keep(DeviceId, Letter),
    /// Give or take the network.
    SetOnline(DeviceId, bool),
    /// Switch a setting: the `key` of a [`PolicyChoice`](crate::PolicyChoice).
    Choose(DeviceId, &'static str),
    /// Let the scenario's next mail arrive.
    LetArrive,
    /// Let a person's own mail arrive.
    Deliver(Vec<Bytes>),
}

/// A world on the desk, with its history.
#[derive(Clone, Debug)]
pub struct Desk {
    pub(crate) scenario: Scenario,
    pub(crate) history: History,
    pub(crate) timeline: timeline::Index,
    /// Where the taps of other ways are.
    pub(crate) left: BTreeMap<BranchId, Vec<u32>>,
    pub(crate) undone: Vec<Undone>,
    pub(crate) ladder: ladder::Index,
    /// The position at which the desk was handed over.
    pub(crate) begin: u32,
}

/// Turns that the first synchronisation may take before the desk is shown.
const WARM_UP_TURNS_MAX: usize = 100_000;

impl Desk {
    /// The first scenario, after its devices have looked at their mail once.
    pub fn new() -> Result<Self, Text> {
        match lesson::load(lesson::FIRST) {
            Some(Ok(scenario)) => Ok(Self::with(scenario)),
            Some(Err(error)) => Err(Text::new("error-scenario").words("reason", error.to_string())),
            None => Err(Text::new("error-scenario").words("reason", lesson::FIRST)),
        }
    }

    /// A scenario, after its devices have looked at their mail once.
    pub fn with(scenario: Scenario) -> Self {
        let mut desk = Self::before(scenario);
        while !desk.warm_up(WARM_UP_TURNS_MAX) {}
        desk
    }

    /// A scenario in which nothing has happened.
    pub(crate) fn before(scenario: Scenario) -> Self {
        Self {
            begin: 0,
            history: History::new(&scenario, scenario.seed()),
            scenario,
            timeline: timeline::Index::default(),
            left: BTreeMap::new(),
            undone: Vec::new(),
            ladder: ladder::Index::default(),
        }
    }

    /// Lets devices look at their mail for the first time, at most so many turns; true when they have.
    pub(crate) fn warm_up(&mut self, turns: usize) -> bool {
        let most = WARM_UP_TURNS_MAX.saturating_sub(self.history.position() as usize);
        let done = self.history.settle(turns.min(most)) || turns >= most;
        self.timeline.update(&self.history);
        self.begin = self.history.position();
        done
    }

    /// Does something, as one turn. On an error nothing is changed, and the text says why.
    pub fn dispatch(&mut self, deed: Deed) -> Result<(), Text> {
        let action = self.action(deed)?;
        let goes_on = self.at_end();
        let done = self.history.act(action).map_err(not_possible);
        if goes_on {
            self.timeline.update(&self.history);
            self.note_ways(&[]);
        } else {
            self.another_way();
        }
        done
    }

    pub(crate) fn action(&self, deed: Deed) -> Result<Action, Text> {
        Ok(match deed {
            Deed::Tap(device, tap) => Action::Tap(device, tap),
            Deed::Send(device, letter) => Action::Tap(device, letter.send(self.world(), device)?),
            Deed::Keep(device, letter) => Action::Tap(device, letter.keep(self.world(), device)?),
            Deed::SetOnline(device, online) => Action::SetOnline(device, online),
            Deed::Choose(device, key) => {
                let app = self.world().device(device).map(|device| &device.app);
                let app = app.ok_or_else(|| Text::new("error-no-device"))?;
                Action::Tap(device, Tap::Configure(policy::choose(app.settings(), key)))
            }
            Deed::LetArrive => {
                let mail = self.arrivals().next();
                let mail = mail.ok_or_else(|| Text::new("error-nothing-arrives"))?;
                self.arrival(vec![mail.clone()])
            }
            Deed::Deliver(mails) => self.arrival(mails),
        })
    }

    /// Goes on to the next turn in which something can be seen. False if nothing will ever happen.
    pub fn step(&mut self) -> bool {
        let mut seen = false;
        while !seen && self.history.step() {
            seen = self.visible();
        }
        self.timeline.update(&self.history);
        seen
    }

    /// Goes back to the previous turn in which something could be seen. False at the beginning.
    pub fn step_back(&mut self) -> bool {
        let here = self.history.position();
        let before = self.world().trace().iter().rev().find(|entry| entry.turn < here);
        let before = before.map_or(0, |entry| entry.turn);
        self.history.seek(before);
        self.history.position() != here
    }

    /// Goes to a position, as far as it is known.
    pub fn seek(&mut self, position: u32) {
        self.history.seek(position);
    }

    /// The same in slices: goes nearer by at most so many turns. True when it is there.
    pub fn seek_within(&mut self, position: u32, turns: usize) -> bool {
        self.history.seek_within(position, turns)
    }

    /// Whether nothing is under way.
    pub fn settled(&self) -> bool {
        self.history.settled()
    }

    /// Runs on, at most so many turns; true when nothing is under way any more.
    pub fn settle(&mut self, turns: usize) -> bool {
        let settled = self.history.settle(turns);
        self.timeline.update(&self.history);
        settled
    }

    /// Whether the present position is the last known one.
    pub fn at_end(&self) -> bool {
        self.history.position() == self.history.end()
    }

    /// The screen at this position.
    pub fn page(&self, lens: &Lens) -> Page {
        let world = self.world();
        let focus = Focus::of(world);
        let (log, log_older) = log::lines(world, lens.log_lines);
        let stage = cast::on_stage(world, lens);
        let hand = cast::in_hand(world, lens);
        let shown = hand.map_or(world.provider().id, |device| device.provider);
        let invited = invite::invitation(&self.history, self.begin, lens);
        let (invitation, inviting) = invited.map_or((None, None), |(to, text)| (to, Some(text)));
        Page {
            narration: narrate::narration(&self.history, inviting, &focus),
            invitation,
            cast: cast::members(world, &stage),
            server: server::view(world, hand, lens.disk_rows, &focus),
            world: world::view(
                world,
                hand,
                (!self.scenario.later().is_empty()).then(|| self.arrivals().count()),
            ),
            kinds: self.history.furthest().devices_ever().map(|device| device.kind).collect(),
            devices: devices::views(world, &stage, lens, &focus),
            wires: wires::views(world, &stage, shown),
            matrix: matrix::view(world, &stage, shown, lens, &focus),
            timeline: timeline::view(self),
            log,
            log_older,
            settled: self.settled(),
        }
    }

    /// Those of at most `wanted` mails, the one at `from` and older ones, that some device on the stage
    /// shows otherwise than the server; and where to go on, if there are more.
    pub fn differing(
        &self,
        lens: &Lens,
        from: usize,
        wanted: usize,
    ) -> (Vec<EmailId>, Option<usize>) {
        let world = self.world();
        matrix::differing(world, &cast::on_stage(world, lens), from, wanted)
    }

    pub(crate) fn world(&self) -> &World {
        self.history.world()
    }

    /// Whether the turn that led here left a trace.
    fn visible(&self) -> bool {
        let world = self.world();
        world.trace().of_turn(world.turn()).next().is_some()
    }

    /// Mail that arrives at the first provider, in its first account.
    fn arrival(&self, mails: Vec<Bytes>) -> Action {
        let first = self.world().provider();
        Action::Deliver(first.id, first.account, mails)
    }

    /// The scenario's mail that has not arrived at this position.
    pub(crate) fn arrivals(&self) -> impl Iterator<Item = &Bytes> {
        let here = self.history.position();
        let arrived: Vec<&Bytes> = self
            .history
            .actions()
            .filter(|entered| entered.position < here)
            .filter_map(|entered| match &entered.action {
                Action::Deliver(_, _, mails) => Some(mails.iter()),
                _ => None,
            })
            .flatten()
            .collect();
        self.scenario.later().iter().filter(move |mail| !arrived.contains(mail))
    }
}

/// Why an action cannot be done.
pub(crate) fn not_possible(why: NotPossible) -> Text {
    match why {
        NotPossible::NoSuchDevice => Text::new("error-no-device"),
        NotPossible::NoSuchHost => Text::new("error-no-host"),
        NotPossible::NoSuchConnection => Text::new("error-no-connection"),
        NotPossible::NoSuchTerminal => Text::new("error-no-terminal"),
        NotPossible::StillConnected => Text::new("error-still-connected"),
        NotPossible::NoSuchAccount => Text::new("error-no-account"),
        NotPossible::NoSuchMailbox => Text::new("error-no-mailbox"),
        NotPossible::TooMany => Text::new("error-too-many"),
        NotPossible::NoSuchSetting => Text::new("error-no-setting"),
        NotPossible::NotOnThisDevice => Text::new("error-not-on-device"),
        NotPossible::TooMuch => Text::new("error-too-much"),
        NotPossible::NoSuchProvider => Text::new("error-no-provider"),
        NotPossible::NoSuchListener => Text::new("error-no-listener"),
        NotPossible::NameTaken => Text::new("error-name-taken"),
        NotPossible::NoName => Text::new("error-no-name"),
    }
}
