//! What each holder has on its disk, and what it cost.

mod chips;
mod costs;
mod device;
mod facts;
mod mailbox;
mod names;
mod queue;
mod server;
mod session;
mod source;
mod table;
pub(crate) mod view;

use std::ops::Range;
use std::rc::Rc;

use mailscope_view::{AccountId, Axis, ConnectionId, Desk, Glance, InsideView, SourceId, Whom};
use yew::Context;

use crate::app::App;

/// What the person has chosen here, and what is shown.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) glance: Glance,
    pub(crate) face: Face,
    pub(crate) shown: Option<Rc<InsideView>>,
}

/// How a mail is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Face {
    /// Its octets.
    #[default]
    Source,
    /// Its text for people.
    Text,
}

/// What this room is told.
pub(crate) enum Msg {
    /// Look into this holder.
    Look(Whom),
    /// At this account of a provider.
    Account(AccountId),
    /// At this mailbox or folder.
    Mailbox(String),
    /// At these rows of it.
    Rows(Range<usize>),
    /// At this session.
    Session(ConnectionId),
    /// At these rows of what it counts.
    SessionRows(Range<usize>),
    /// At the octets of this mail, or no longer.
    Source(Option<SourceId>),
    /// At those from there on.
    SourceFrom(usize),
    /// At the mail in this way.
    Face(Face),
    /// Along steps or along time.
    Axis(Axis),
}

impl State {
    /// Takes what is shown from the desk.
    pub(crate) fn draw(&mut self, desk: &Desk) {
        self.shown = Some(Rc::new(desk.inside(&self.glance)));
    }

    /// Whom the person has chosen to look into.
    pub(crate) const fn holder(&self) -> Option<Whom> {
        self.glance.holder
    }
}

impl App {
    pub(crate) fn on_inside(&mut self, _ctx: &Context<Self>, msg: Msg) {
        let usual = Glance::default();
        let glance = &mut self.inside.glance;
        match msg {
            Msg::Look(holder) => {
                let (axis, text) = (glance.axis, glance.text);
                *glance = Glance { holder: Some(holder), axis, text, ..usual };
            }
            Msg::Account(account) => {
                glance.account = Some(account);
                (glance.mailbox, glance.rows) = (None, usual.rows);
            }
            Msg::Mailbox(name) => {
                glance.mailbox = Some(name);
                glance.rows = usual.rows;
            }
            Msg::Rows(rows) => glance.rows = rows,
            Msg::Session(id) => {
                glance.session = Some(id);
                glance.session_rows = usual.session_rows;
            }
            Msg::SessionRows(rows) => glance.session_rows = rows,
            Msg::Source(source) => {
                glance.source = source;
                glance.source_from = 0;
            }
            Msg::SourceFrom(from) => glance.source_from = from,
            Msg::Face(face) => {
                glance.text = face == Face::Text;
                self.inside.face = face;
            }
            Msg::Axis(axis) => glance.axis = axis,
        }
        self.draw();
    }
}
