//! View-models for any user interface: plain data with ids, spans and message ids, never sentences,
//! colours or markup. A user interface holds one [`Desk`], gives it [`Deed`]s, and draws the
//! [`Page`] that it returns. What a person reads is a [`Text`]: the id of a message in the Fluent
//! files with its arguments.
//!
//! Not here: languages, the DOM, timers. Playing is the interface calling [`Desk::step`] again and
//! again.

mod building;
mod cast;
mod cause;
mod cell;
mod classroom;
mod compare;
mod desk;
mod devices;
mod explain;
pub mod export;
mod focus;
mod fragment;
mod ghost;
mod ghosts;
mod import;
mod inside;
mod invite;
mod ladder;
mod letter;
mod log;
mod matrix;
mod narrate;
mod page;
mod reading;
mod refusal;
mod saved;
mod server;
mod text;
mod timeline;
mod track;
mod why;
mod winding;
mod wires;
mod world;
mod worlds;

pub use building::{
    AccountForm, Build, Building, BuiltAccount, BuiltDevice, BuiltHost, BuiltListener,
    BuiltProvider, DeviceForm, Field, HostForm, HostState, LinkForm, ListenerForm, MailForm,
    ProviderForm, Reading, Refused, SCHOOL_WEEK, STAGE_DEVICES_MAX, ShippedWorld, WorldGroup,
    Worlds, choices_for,
};
pub use cast::{Member, STAGE_MAX};
pub use cause::{CauseView, WhyView};
pub use classroom::{SoFar, mail_in_focus};
pub use compare::{
    ComparisonView, MeasureRow, Parting, SpotRow, StepView, Wanted, comparison, measured,
};
pub use desk::{Deed, Desk};
pub use devices::{Obstacles, SearchView};
pub use explain::{Told, chain, explain};
pub use fragment::{Fragment, NoQuestion, Question};
pub use ghost::{belief, parting};
pub use ghosts::{BeliefView, CauseLine, Contradiction, Ghosts};
pub use import::{Import, ImportReport};
pub use inside::{
    AccountTab, Axis, CostCell, CostRow, CostsView, Counted, CountedRow, DeviceInside,
    Fact as InsideFact, FolderInside, FolderRow, Glance, GoneRow, HolderChip, HostRow,
    InsideContent, InsideView, LocalRow, MailboxInside, MailboxRow, MemoryRow, MessageRow,
    NamesInside, OutlineRow, QueueInside, QueuedView, RecipientRow, RecordRow, Said, ServerInside,
    SessionInside, SessionRow, SessionTable, SourceId, SourceLine, SourceView, Stands, WaitingRow,
    Whom, ZoneView,
};
pub use invite::Invitation;
pub use ladder::{
    Event, ExportAs, HopView, JourneyView, LadderLens, LadderRow, LadderView, LaneKind, LaneView,
    Line, LineExplained, LineFilter, Meaning, Openness, ReaderView, RowWhat, Says, Spoken,
    StateBox, StatesView, StreamPiece, StreamView, Word,
};
pub use letter::Letter;
pub use page::{
    Age, Cell, CellKind, Column, DeviceView, DiskMailbox, DiskRow, FolderView, Lens, LogLine,
    MailRow, Matrix, MatrixRow, Narration, OpenMail, Page, PolicyChoice, QueueRow, ServerView,
    Token,
};
pub use saved::{Opening, is_a_run};
pub use text::{Arg, Text};
pub use track::{
    EventList, EventRow, LaneTick, MomentView, Tick, TimelineLane, TimelineView, WayView, Whose,
};
pub use why::{why, why_parted};
pub use winding::WholeStep;
pub use wires::{Spot, WireState, WireView};
pub use world::{ProviderView, WorldView};
pub use worlds::{
    Asked, CellHas, FaultForm, First, FormHolder, HolderHead, KnobView, PairView, PairWorld,
    PlotBar, PlotRow, PlotView, SideBySide, SideCell, SideLine, SideLook, SideStep, SideView,
    TalkLine, Way, WorldChoice, WorldForm, WorldHead,
};

pub use mailscope_base::{AccountId, ConnectionId, DeviceId, EmailId, ProviderId};
pub use mailscope_sim::client::SearchIn;
pub use mailscope_sim::{
    BranchId, DeviceKind, Does, End, Holder, HostId, ListenerId, Place, Tap, Wire, Words,
};
pub use mailscope_wire::{Role, Service};

/// The ids of every choice that a client, the manager of a queue, a resolver or a web server can make: each has words
/// in the texts.
pub const CHOICES: [&[&str]; 4] = [
    mailscope_sim::client::CHOICES,
    mailscope_sim::server::mta::CHOICES,
    mailscope_sim::server::dns::CHOICES,
    mailscope_sim::server::webmail::CHOICES,
];
