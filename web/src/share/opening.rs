//! Opening a run, from a link, a file or the browser's own store: in slices, beside the present
//! work, which is replaced when the run is whole and not before.

use gloo::timers::callback::Timeout;
use mailscope_view::{Fragment, Opening, Question, Text};
use yew::Context;

use crate::app::{App, Msg as AppMsg};
use crate::dom;
use crate::share::keeping::Keeping;
use crate::share::{Msg, State, address};
use crate::shell::views::View;
use crate::{inside, why};

/// How long a slice may take, in milliseconds.
const SLICE: f64 = 12.0;
/// Turns between two looks at the clock.
const TURNS: usize = 64;

/// A run on its way to the desk.
pub(super) struct Work {
    opening: Opening,
    /// Where on the page its owner was.
    place: Fragment,
    whose: Whose,
}

/// Where a run comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// From a link or a file.
    Somebodys,
    /// The browser has kept it since the last visit.
    Own,
    /// The browser has kept it when other work took its place.
    Earlier,
    /// It is built in.
    Shipped,
    /// It is what a visit begins with: there is no other one yet.
    First,
}

impl Work {
    /// Turns that have been played, and turns in all, if that is known.
    pub(super) fn done(&self) -> (u32, Option<u32>) {
        self.opening.progress()
    }
}

impl State {
    /// Whether the first world is on its way.
    pub(crate) fn begins(&self) -> bool {
        !self.begun
    }

    /// What became of the run that is on the desk, if it plays otherwise than it was saved.
    pub(super) fn differs(&self) -> Option<Text> {
        self.said.clone().filter(|said| said.id.starts_with("run-differs"))
    }
}

impl App {
    /// Opens what the address brings, if it brings anything.
    pub(super) fn open_address(&mut self, ctx: &Context<Self>) {
        let fragment = address::fragment();
        match &fragment.run {
            Some(run) => {
                let opening = Opening::link(run);
                self.open(ctx, opening, fragment, Whose::Somebodys);
            }
            None => self.go_to(ctx, &fragment),
        }
    }

    pub(super) fn open_file(&mut self, ctx: &Context<Self>, octets: &[u8]) {
        self.open(ctx, Opening::file(octets), Fragment::default(), Whose::Somebodys);
    }

    /// Goes on with what the browser has kept.
    pub(super) fn go_on(&mut self, ctx: &Context<Self>) {
        if let Some((opening, place)) = self.share.keeping.take() {
            self.open(ctx, Ok(opening), place, Whose::Own);
        }
    }

    /// Goes on with what other work has taken the place of.
    pub(super) fn back_to_earlier(&mut self, ctx: &Context<Self>) {
        match Keeping::earlier() {
            Some((opening, place)) => self.open(ctx, Ok(opening), place, Whose::Earlier),
            None => self.share.keeping.forget_earlier(),
        }
    }

    /// Puts a built-in world on the desk.
    pub(crate) fn open_world(&mut self, ctx: &Context<Self>, name: &str) {
        match Opening::shipped(name) {
            Ok(world) => self.open(ctx, Ok(world), Fragment::default(), Whose::Shipped),
            Err(text) => self.complain(text),
        }
    }

    /// Puts the first world on the desk.
    pub(crate) fn begin_world(&mut self, ctx: &Context<Self>) {
        let (world, wrong) = crate::build::begin();
        self.share.wrong = wrong;
        match world {
            Ok(opening) => {
                let (place, whose) = (Fragment::default(), Whose::First);
                self.share.work = Some(Work { opening, place, whose });
                self.open_more(ctx);
            }
            Err(text) => {
                self.desk = Err(text);
                self.share.begun = true;
                self.open_address(ctx);
            }
        }
    }

    /// Whatever else is opened comes after the first world.
    fn begin_at_once(&mut self) {
        let Some(mut work) = self.share.work.take_if(|work| work.whose == Whose::First) else {
            return;
        };
        while work.opening.work(TURNS) == Ok(true) {}
        self.share.begun = true;
        self.put_on_desk(work.opening.finish().0);
    }

    fn open(
        &mut self,
        ctx: &Context<Self>,
        run: Result<Opening, Text>,
        place: Fragment,
        whose: Whose,
    ) {
        self.begin_at_once();
        match run {
            Ok(opening) => {
                self.share.work = Some(Work { opening, place, whose });
                self.open_more(ctx);
            }
            Err(text) => {
                address::forget();
                self.complain(text);
            }
        }
    }

    pub(super) fn open_more(&mut self, ctx: &Context<Self>) {
        let Some(mut work) = self.share.work.take() else { return };
        let start = dom::now();
        loop {
            match work.opening.work(TURNS) {
                Ok(true) if dom::now() - start < SLICE => {}
                Ok(true) => {
                    let link = ctx.link().clone();
                    let more = move || link.send_message(AppMsg::Share(Msg::More));
                    self.share.timer = Some(Timeout::new(0, more));
                    self.share.work = Some(work);
                    return;
                }
                Ok(false) => break,
                Err(text) => {
                    address::forget();
                    self.complain(text);
                    return;
                }
            }
        }
        self.opened(ctx, work);
    }

    /// The run is whole: it takes the place of the present work, which is kept.
    fn opened(&mut self, ctx: &Context<Self>, work: Work) {
        let (desk, differs) = work.opening.finish();
        if let Whose::Shipped | Whose::First = work.whose {
            self.share.begun = true;
            self.put_on_desk(desk);
            if work.whose == Whose::First {
                if let Some(wrong) = self.share.wrong.take() {
                    self.complain(wrong);
                }
                self.open_address(ctx);
            }
            return;
        }
        self.share.said = differs;
        let begun = self.desk.as_ref().is_ok_and(|desk| desk.undo_depth().0 > 0);
        self.share.opened = begun && work.whose == Whose::Somebodys;
        let set_aside = self.put_on_desk(desk);
        match (work.whose, &self.desk) {
            (Whose::Somebodys, Ok(desk)) => self.share.keeping.borrow(desk),
            (Whose::Earlier, _) if !set_aside => self.share.keeping.forget_earlier(),
            _ => {}
        }
        address::forget();
        self.go_to(ctx, &work.place);
    }

    /// To the place on the page that a link tells of. What is not there is left out.
    fn go_to(&mut self, ctx: &Context<Self>, place: &Fragment) {
        let Ok(desk) = &self.desk else { return };
        let why = place.why.filter(|question| desk.can_ask(*question));
        if let Some(hand) = place.hand.filter(|hand| desk.is_there(*hand)) {
            self.take(hand);
        }
        if let Some(holder) = place.inside {
            self.on_inside(ctx, inside::Msg::Look(holder));
        }
        if let Some(view) = place.view.as_deref().and_then(View::named) {
            self.view = view;
        }
        if let (Some(entry), Ok(desk)) = (place.line, &mut self.desk) {
            self.wire.select(desk, entry);
        }
        match why {
            Some(Question::Entry(entry)) => self.on_why(ctx, why::Msg::Entry(entry)),
            Some(Question::Cell(holder, email)) => {
                self.on_why(ctx, why::Msg::Cell(holder, email));
            }
            None => {}
        }
        self.draw();
    }

    /// Back to what was on the desk before somebody's run replaced it.
    pub(super) fn back_to_before(&mut self) {
        self.share.opened = false;
        self.share.said = None;
        if let Some(before) = self.build.take_kept() {
            let set_aside = self.put_on_desk(before);
            if !set_aside {
                // It is the present work again.
                self.share.keeping.forget_earlier();
            }
        }
    }
}
