//! What the browser keeps by itself, so that a tab that is closed or killed loses nothing: the run as
//! a file, in two generations, the newer one over the older.

use gloo::timers::callback::Timeout;
use mailscope_view::{Desk, Opening};
use yew::Context;

use crate::app::{App, Msg as AppMsg};
use crate::dom;
use crate::share::Msg;

/// The two generations.
const KEYS: [&str; 2] = ["mailscope.work.0", "mailscope.work.1"];
/// What was kept and not gone on with, when new work took its place.
const EARLIER: &str = "mailscope.work.earlier";
/// How long nothing must happen before the work is kept, in milliseconds.
const PAUSE: u32 = 1_200;
/// Octets of the largest work that is kept: browsers give a page about five million characters.
const LARGEST: usize = 2_000_000;

/// What is kept.
#[derive(Default)]
pub(crate) struct Keeping {
    /// The number of the newest generation.
    generation: u32,
    /// What an earlier visit left, until the person has said what becomes of it.
    offered: Option<String>,
    state: Kept,
    /// How long keeping took the last time, in milliseconds: it must not get in the way.
    cost: f64,
    /// What was there when keeping was last planned: how much can be undone and redone, and the moment.
    seen: Option<((usize, usize), u32)>,
    timer: Option<Timeout>,
}

/// Whether the browser has kept any work.
pub(crate) fn is_kept() -> bool {
    KEYS.iter().any(|key| dom::stored(key).is_some())
}

/// Whether the present work is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing has been done yet.
    #[default]
    Nothing,
    /// All of it.
    All,
    /// The browser refuses.
    Refused,
    /// It is too large.
    TooLarge,
}

impl Keeping {
    /// Looks at what an earlier visit has left.
    pub(super) fn begin() -> Self {
        let mut found: Vec<(u32, String)> = KEYS.iter().filter_map(|key| generation(key)).collect();
        found.sort();
        let generation = found.last().map_or(0, |(number, _)| *number);
        // A write that was cut off leaves the generation before it.
        let whole = found.into_iter().rev().map(|(_, run)| run);
        let offered = whole.into_iter().find(|run| Opening::file(run.as_bytes()).is_ok());
        Self { generation, offered, ..Self::default() }
    }

    pub(super) const fn state(&self) -> Kept {
        self.state
    }

    /// Whether there is earlier work to go on with.
    pub(super) const fn offers(&self) -> bool {
        self.offered.is_some()
    }

    /// The earlier work, for going on with it.
    pub(super) fn take(&mut self) -> Option<Opening> {
        Opening::file(self.offered.take()?.as_bytes()).ok()
    }

    /// The person begins anew.
    pub(super) fn decline(&mut self) {
        if let Some(run) = self.offered.take() {
            dom::store(EARLIER, &run);
        }
    }

    fn keep(&mut self, desk: &Desk) {
        if desk.undo_depth().0 == 0 {
            return;
        }
        self.decline();
        let start = dom::now();
        self.state = self.written(desk);
        self.cost = dom::now() - start;
    }

    fn written(&mut self, desk: &Desk) -> Kept {
        let Ok(file) = desk.save() else { return Kept::TooLarge };
        if file.len() > LARGEST {
            return Kept::TooLarge;
        }
        let Ok(run) = String::from_utf8(file) else { return Kept::Refused };
        let next = self.generation.wrapping_add(1);
        let key = KEYS[next as usize % KEYS.len()];
        if !dom::stores(key, &format!("{next}\n{run}")) {
            return Kept::Refused;
        }
        self.generation = next;
        Kept::All
    }
}

/// The number and the run that are stored under a key.
fn generation(key: &str) -> Option<(u32, String)> {
    let stored = dom::stored(key)?;
    let (number, run) = stored.split_once('\n')?;
    Some((number.parse().ok()?, run.to_owned()))
}

impl App {
    /// If something has been done, it is kept when there is a pause.
    pub(crate) fn keep_changes(&mut self, ctx: &Context<Self>) {
        let Ok(desk) = &self.desk else { return };
        let seen = Some((desk.undo_depth(), desk.position()));
        if !dom::embedded() && self.share.keeping.seen != seen {
            self.share.keeping.seen = seen;
            self.keep_soon(ctx);
        }
    }

    fn keep_soon(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        // Work that takes long to be written down is written down less often.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds")]
        let pause = PAUSE + (self.share.keeping.cost.min(10_000.0) * 20.0) as u32;
        self.share.keeping.timer = Some(Timeout::new(pause, move || {
            link.send_message(AppMsg::Share(Msg::Keep));
        }));
    }

    pub(super) fn keep(&mut self, ctx: &Context<Self>) {
        if self.player.playing() {
            self.keep_soon(ctx);
            return;
        }
        if let Ok(desk) = &self.desk {
            self.share.keeping.keep(desk);
        }
    }
}
