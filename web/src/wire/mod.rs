//! What was said on the wires: a ladder from host to host, every word explained, and who could read it.

mod explain;
mod hosts;
mod ladder;
pub(crate) mod log;
mod party;
mod readers;
mod rung;
mod save;
mod states;
mod stream;
pub(crate) mod tokens;
mod tools;
mod view;

use std::ops::Range;
use std::rc::Rc;

use mailscope_view::{
    Desk, ExportAs, JourneyView, LadderLens, LadderView, LineExplained, LineFilter, StreamView,
};
use yew::{Context, Html, html};

use crate::app::{self, App};
use crate::dom;
use crate::shell::views::View;
use crate::wire::view::WireView;

/// Pieces of a followed connection that are shown at once.
const PIECES: usize = 200;
/// Rows around one that is shown from elsewhere.
const AROUND: usize = 60;

/// What the person has chosen here, and what is shown.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) lens: LadderLens,
    /// The line that is explained.
    selected: Option<u32>,
    /// The connection that is followed, and the first of its pieces that are shown.
    followed: Option<(u32, usize)>,
    /// Whether the connection was put on the clipboard, if somebody has asked for it.
    copied: Option<bool>,
    /// Whether every line tells who can read it.
    who_reads: bool,
    /// Whether the ways of mails are asked for.
    journeys_open: bool,
    /// A row to bring into sight, and how often that was asked for.
    reveal: (usize, u32),
    shown: Shown,
}

/// What is shown, taken from the desk.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Shown {
    pub(crate) ladder: Option<Rc<LadderView>>,
    pub(crate) line: Option<Rc<LineExplained>>,
    pub(crate) stream: Option<Rc<StreamView>>,
    pub(crate) journeys: Option<Rc<Vec<JourneyView>>>,
}

/// What this room is told.
pub(crate) enum Msg {
    /// These rows are wanted, or those of the present.
    Rows(Option<Range<usize>>),
    /// This line is to be explained, or none.
    Select(Option<u32>),
    /// This line is to be explained and brought into sight, from wherever.
    Reveal(u32),
    /// Open or close a fold.
    Fold(u32),
    Filter(LineFilter),
    Unfold(bool),
    WhoReads(bool),
    /// Follow a connection, or none.
    Follow(Option<u32>),
    /// Other pieces of the followed connection.
    Pieces(usize),
    Journeys(bool),
    Copy,
    /// Whether the clipboard has taken it.
    Copied(bool),
    Save(ExportAs),
    /// There is more to take in.
    More,
}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &mut Desk) {
        self.shown = Shown {
            ladder: Some(Rc::new(desk.ladder(&self.lens))),
            line: self.selected.and_then(|entry| desk.explain_line(entry)).map(Rc::new),
            stream: self
                .followed
                .and_then(|(id, first)| desk.stream(id, first..first + PIECES))
                .map(Rc::new),
            journeys: self.journeys_open.then(|| Rc::new(desk.journeys())),
        };
    }

    /// The line that is explained.
    pub(crate) const fn selected(&self) -> Option<u32> {
        self.selected
    }

    /// Explains a line, and brings it into sight unless it is among those that are shown at first.
    pub(crate) fn select(&mut self, desk: &mut Desk, entry: u32) {
        self.draw(desk);
        let row = desk.ladder_row(&self.lens, entry);
        let first = self.shown.ladder.as_ref().map_or(0, |ladder| ladder.first);
        if row.is_some_and(|(row, fold)| fold.is_none() && row >= first) {
            self.selected = Some(entry);
        } else {
            self.reveal(desk, entry);
        }
    }

    /// The view.
    pub(crate) fn page(&self) -> Html {
        html! {
            <WireView shown={self.shown.clone()} lens={Rc::new(self.lens.clone())}
                selected={self.selected} who_reads={self.who_reads} copied={self.copied}
                journeys_open={self.journeys_open} reveal={self.reveal} />
        }
    }

    /// Brings a line into sight, whatever the filter leaves out.
    fn reveal(&mut self, desk: &mut Desk, entry: u32) {
        self.selected = Some(entry);
        self.followed = None;
        self.lens.filter = LineFilter::default();
        self.lens.rows = Some(0..0);
        if let Some((row, fold)) = desk.ladder_row(&self.lens, entry) {
            self.lens.open.extend(fold);
            let row = desk.ladder_row(&self.lens, entry).map_or(row, |(row, _)| row);
            self.lens.rows = Some(row.saturating_sub(AROUND)..row + AROUND);
            self.reveal = (row, self.reveal.1 + 1);
        } else {
            self.lens.rows = None;
        }
    }
}

impl App {
    pub(crate) fn on_wire(&mut self, ctx: &Context<Self>, msg: Msg) {
        let state = &mut self.wire;
        match msg {
            Msg::Rows(rows) => state.lens.rows = rows,
            Msg::Select(entry) => state.selected = entry,
            Msg::Reveal(entry) => {
                self.view = View::Wire;
                if let Ok(desk) = &mut self.desk {
                    state.reveal(desk, entry);
                }
            }
            Msg::Fold(entry) => {
                // What was pressed stays where it is.
                if let (None, Some(ladder)) = (&state.lens.rows, &state.shown.ladder) {
                    state.lens.rows = Some(ladder.first..ladder.total + AROUND);
                }
                if !state.lens.open.remove(&entry) {
                    state.lens.open.insert(entry);
                }
            }
            Msg::Filter(filter) => {
                state.lens.filter = filter;
                state.lens.rows = None;
            }
            Msg::Unfold(unfold) => {
                state.lens.unfold = unfold;
                state.lens.rows = None;
            }
            Msg::WhoReads(who_reads) => state.who_reads = who_reads,
            Msg::Follow(connection) => {
                state.followed = connection.map(|id| (id, 0));
                state.copied = None;
            }
            Msg::Pieces(first) => {
                if let Some((_, shown)) = &mut state.followed {
                    *shown = first;
                }
            }
            Msg::Journeys(open) => state.journeys_open = open,
            Msg::Copy => {
                if let (Ok(desk), Some((id, _))) = (&self.desk, state.followed) {
                    let done = ctx.link().callback(|well| app::Msg::Wire(Msg::Copied(well)));
                    dom::copy(&desk.stream_text(id), done);
                }
                return;
            }
            Msg::Copied(well) => state.copied = Some(well),
            Msg::Save(form) => {
                if let Ok(desk) = &self.desk {
                    save::save(desk, form, &self.texts());
                }
                return;
            }
            Msg::More => {}
        }
        self.draw();
    }
}
