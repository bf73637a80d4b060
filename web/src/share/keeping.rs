//! What the browser keeps by itself, so that a tab that is closed or killed loses nothing: the run as
//! a file and the place on the page, in two generations, the newer one over the older; and the work that
//! something else has taken the place of.

use gloo::timers::callback::Timeout;
use mailscope_view::{Desk, Fragment, Opening};
use yew::Context;

use crate::app::{App, Msg as AppMsg};
use crate::dom::{self, Listener};
use crate::share::Msg;

/// The two generations. `web/start.js` looks at them when the program has stopped.
const KEYS: [&str; 2] = ["mailscope.work.0", "mailscope.work.1"];
/// What was kept when other work took its place.
const EARLIER: &str = "mailscope.work.earlier";
/// How long nothing must happen before the work is kept, in milliseconds.
const PAUSE: u32 = 1_200;
/// Octets of the largest work that is kept: browsers give a page about five million characters, and
/// three works have room in them.
const LARGEST: usize = 1_500_000;

/// What is kept.
#[derive(Default)]
pub(crate) struct Keeping {
    /// The number of the newest generation.
    generation: u32,
    /// What an earlier visit left, until the person has said what becomes of it.
    offered: Option<String>,
    /// Whether there is work that other work has taken the place of.
    earlier: bool,
    state: Kept,
    /// Whether the person has been told that nothing is kept.
    told: bool,
    /// How long keeping took the last time, in milliseconds: it must not get in the way.
    cost: f64,
    /// What was there when keeping was last planned.
    seen: Option<Seen>,
    /// How much had been done in somebody's run when it was opened: it is not the person's own work
    /// before they do something in it.
    borrowed: Option<(usize, usize)>,
    timer: Option<Timeout>,
}

/// How much can be undone and redone, the moment, and the place on the page.
type Seen = ((usize, usize), u32, Fragment);

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
        let whole = found.into_iter().rev().map(|(_, stored)| stored);
        let offered = whole.into_iter().find(|stored| opening(stored).is_some());
        let earlier = dom::stored(EARLIER).is_some();
        Self { generation, offered, earlier, ..Self::default() }
    }

    pub(super) const fn state(&self) -> Kept {
        self.state
    }

    /// Whether there is earlier work to go on with.
    pub(super) const fn offers(&self) -> bool {
        self.offered.is_some()
    }

    /// Whether there is work that other work has taken the place of.
    pub(super) const fn has_earlier(&self) -> bool {
        self.earlier
    }

    /// That nothing is kept, if that is so and the person does not know.
    pub(super) fn warns(&self) -> Option<Kept> {
        let lost = matches!(self.state, Kept::Refused | Kept::TooLarge);
        (lost && !self.told).then_some(self.state)
    }

    pub(super) const fn understood(&mut self) {
        self.told = true;
    }

    /// The last visit's work, for going on with it.
    pub(super) fn take(&mut self) -> Option<(Opening, Fragment)> {
        opening(&self.offered.take()?)
    }

    /// The work that other work has taken the place of; nothing if it cannot be read.
    pub(super) fn earlier() -> Option<(Opening, Fragment)> {
        opening(&dom::stored(EARLIER)?)
    }

    /// The person begins anew.
    pub(super) fn decline(&mut self) {
        if let Some(stored) = self.offered.take() {
            self.earlier = dom::stores(EARLIER, &stored);
        }
    }

    /// The earlier work is the present one again.
    pub(super) fn forget_earlier(&mut self) {
        dom::forget(EARLIER);
        self.earlier = false;
    }

    /// Somebody's run is on the desk.
    pub(super) fn borrow(&mut self, desk: &Desk) {
        self.borrowed = Some(desk.undo_depth());
    }

    /// Other work takes the place of this one: it is kept as the earlier one. Says whether there is any.
    fn set_aside(&mut self, desk: &Desk, place: &Fragment) -> bool {
        let borrowed = self.borrowed.take() == Some(desk.undo_depth());
        if borrowed || desk.undo_depth().0 == 0 {
            return false;
        }
        if self.timer.take().is_some() {
            self.keep(desk, place);
        }
        // As it was kept: a large world is not written down a second time.
        let newest = KEYS[self.generation as usize % KEYS.len()];
        let stored = dom::stored(newest).filter(|_| self.state == Kept::All);
        let kept = stored.is_some_and(|stored| dom::stores(EARLIER, &stored));
        self.earlier |= kept;
        kept
    }

    fn keep(&mut self, desk: &Desk, place: &Fragment) {
        self.timer = None;
        if desk.undo_depth().0 == 0 || self.borrowed == Some(desk.undo_depth()) {
            return;
        }
        self.borrowed = None;
        self.decline();
        let start = dom::now();
        self.state = self.written(desk, place);
        self.cost = dom::now() - start;
    }

    fn written(&mut self, desk: &Desk, place: &Fragment) -> Kept {
        let Ok(file) = desk.save() else { return Kept::TooLarge };
        if file.len() > LARGEST {
            return Kept::TooLarge;
        }
        let Ok(run) = String::from_utf8(file) else { return Kept::Refused };
        let next = self.generation.wrapping_add(1);
        let key = KEYS[next as usize % KEYS.len()];
        if !dom::stores(key, &format!("{next} {place}\n{run}")) {
            return Kept::Refused;
        }
        self.generation = next;
        Kept::All
    }
}

/// The number of what is stored under a key, and all of it.
fn generation(key: &str) -> Option<(u32, String)> {
    let stored = dom::stored(key)?;
    let number = stored.split([' ', '\n']).next()?.parse().ok()?;
    Some((number, stored))
}

/// The run of what was stored, and where on the page the person was.
fn opening(stored: &str) -> Option<(Opening, Fragment)> {
    let (head, run) = stored.split_once('\n')?;
    let place =
        head.split_once(' ').map_or_else(Fragment::default, |(_, place)| Fragment::read(place));
    // A run comes from below the place, never from within it.
    let place = Fragment { run: None, ..place };
    Some((Opening::file(run.as_bytes()).ok()?, place))
}

/// A tab that goes out of sight may be killed without a word.
pub(super) fn on_hiding(then: impl Fn() + 'static) -> Listener {
    let document = gloo::utils::document();
    let hidden = document.clone();
    Listener::new(&document, "visibilitychange", false, move |_| {
        if hidden.hidden() {
            then();
        }
    })
}

impl App {
    /// If something has been done, it is kept when there is a pause.
    pub(crate) fn keep_changes(&mut self, ctx: &Context<Self>) {
        let place = self.looked_at_now();
        let Ok(desk) = &self.desk else { return };
        let seen = Some((desk.undo_depth(), desk.position(), place));
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
        self.keep_now();
    }

    /// What is not kept yet, whatever goes on.
    pub(super) fn keep_unkept(&mut self) {
        if self.share.keeping.timer.is_some() {
            self.keep_now();
        }
    }

    fn keep_now(&mut self) {
        let place = self.looked_at_now();
        if let Ok(desk) = &self.desk {
            self.share.keeping.keep(desk, &place);
        }
    }

    /// Other work is about to take the place of what is on the desk.
    pub(crate) fn set_aside(&mut self) -> bool {
        let place = self.looked_at_now();
        self.desk.as_ref().is_ok_and(|desk| self.share.keeping.set_aside(desk, &place))
    }
}
