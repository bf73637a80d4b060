//! What each holder really has, now: disks, sessions, queues, zones, devices; the octets of a mail; and
//! what it cost. Only what is wanted is looked at: a mailbox of any size costs what is shown of it.

mod costs;
mod device;
mod holders;
mod mailbox;
mod marks;
mod names;
mod queue;
mod rules;
mod server;
mod session;
mod settings;
mod source;
mod waiting;

use core::ops::Range;

use mailscope_base::{AccountId, ConnectionId, DeviceId, Duration, ProviderId};

use crate::{Desk, Text};
use marks::Marks;

pub use costs::{Axis, CostCell, CostRow, CostsView};
pub use device::{DeviceInside, FolderInside, FolderRow, LocalRow, Stands};
pub use holders::HolderChip;
pub use mailbox::{GoneRow, MailboxInside, MailboxRow, MessageRow};
pub use names::{MemoryRow, NamesInside, RecordRow, ZoneView};
pub use queue::{QueueInside, QueuedView, RecipientRow};
pub use rules::HostRow;
pub use server::{AccountTab, ServerInside};
pub use session::{Counted, CountedRow, SessionInside, SessionRow, SessionTable};
pub use source::{OutlineRow, SourceId, SourceLine, SourceView};
pub use waiting::WaitingRow;

/// Rows of a long list where nobody has said which.
const FIRST_ROWS: Range<usize> = 0..60;

/// Who can be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// A provider.
    Server(ProviderId),
    /// The name servers.
    NameServers,
    /// A device.
    Device(DeviceId),
    /// Nobody: what all of it cost.
    Costs,
}

/// What a person has chosen to see. What is not there any more falls back to the first there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// Whom.
    pub holder: Option<Whom>,
    /// Whose mail at a provider.
    pub account: Option<AccountId>,
    /// The mailbox or folder.
    pub mailbox: Option<String>,
    /// Rows of it.
    pub rows: Range<usize>,
    /// The session of a server.
    pub session: Option<ConnectionId>,
    /// Rows of what it counts.
    pub session_rows: Range<usize>,
    /// A mail whose octets are wanted.
    pub source: Option<SourceId>,
    /// From which octet on.
    pub source_from: usize,
    /// Whether its text for people is wanted, too.
    pub text: bool,
    /// What curves run along.
    pub axis: Axis,
}

impl Default for Glance {
    fn default() -> Self {
        Self {
            holder: None,
            account: None,
            mailbox: None,
            rows: FIRST_ROWS,
            session: None,
            session_rows: FIRST_ROWS,
            source: None,
            source_from: 0,
            text: false,
            axis: Axis::default(),
        }
    }
}

/// A look into one holder.
#[derive(Clone, Debug, PartialEq)]
pub struct InsideView {
    /// Whom one can look into.
    pub holders: Vec<HolderChip>,
    /// Whom one looks into.
    pub holder: Whom,
    /// What is there.
    pub content: InsideContent,
    /// The octets of a mail, if they are wanted and there.
    pub source: Option<SourceView>,
}

/// What a holder has.
#[derive(Clone, Debug, PartialEq)]
pub enum InsideContent {
    /// A provider.
    Server(Box<ServerInside>),
    /// The name servers.
    Names(NamesInside),
    /// A device.
    Device(Box<DeviceInside>),
    /// What it cost.
    Costs(CostsView),
}

/// One thing with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub name: Said,
    /// How it is.
    pub value: Said,
    /// Whether the present turn changed it.
    pub focus: bool,
}

/// Words of people or of machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// In the person's language.
    Words(Text),
    /// As a protocol writes it, in every language.
    Machine(String),
    /// An amount of octets.
    Octets(u64),
}

impl Fact {
    /// A name of the protocol with its value.
    fn machine(name: &str, value: &impl ToString) -> Self {
        let (name, value) = (Said::Machine(name.to_owned()), Said::Machine(value.to_string()));
        Self { name, value, focus: false }
    }

    /// A thing that people have a word for.
    fn of(name: &'static str, value: Said) -> Self {
        Self { name: Said::Words(Text::new(name)), value, focus: false }
    }

    /// The same with words.
    fn words(name: &'static str, value: Text) -> Self {
        Self::of(name, Said::Words(value))
    }

    /// Yes or no.
    fn is(name: &'static str, yes: bool) -> Self {
        Self::words(name, Text::new(if yes { "inside-yes" } else { "inside-no" }))
    }

    fn marked(self, focus: bool) -> Self {
        Self { focus, ..self }
    }
}

/// A span of time in the unit that fits.
fn span(time: Duration) -> Text {
    let secs = time.as_secs();
    let (id, count) = match secs {
        0..120 => ("inside-seconds", secs),
        120..7_200 => ("inside-minutes", secs / 60),
        7_200..172_800 => ("inside-hours", secs / 3_600),
        _ => ("inside-days", secs / 86_400),
    };
    match id {
        "inside-seconds" => Text::new("inside-seconds").number("n", count),
        "inside-minutes" => Text::new("inside-minutes").number("n", count),
        "inside-hours" => Text::new("inside-hours").number("n", count),
        _ => Text::new("inside-days").number("n", count),
    }
}

/// The part of a list of so many that is wanted.
fn window(wanted: &Range<usize>, total: usize) -> Range<usize> {
    let first = wanted.start.min(total);
    first..wanted.end.clamp(first, total)
}

impl Desk {
    /// A look into a holder at this position.
    pub fn inside(&self, glance: &Glance) -> InsideView {
        let world = self.history.world();
        let now = self.history.now();
        let marks = Marks::of(world);
        let holders = holders::chips(world, &marks);
        let first = Whom::Server(world.provider().id);
        let wanted = glance.holder.filter(|it| holders.iter().any(|chip| chip.holder == *it));
        let holder = wanted.unwrap_or(first);
        let content = match holder {
            Whom::NameServers => InsideContent::Names(names::view(world, now, &marks)),
            Whom::Costs => InsideContent::Costs(costs::view(&self.history, glance.axis)),
            Whom::Device(id) => match world.device(id) {
                Some(it) => {
                    InsideContent::Device(Box::new(device::view(world, it, glance, &marks)))
                }
                None => InsideContent::Names(names::view(world, now, &marks)),
            },
            Whom::Server(id) => {
                let provider = world.provider_of(id).unwrap_or_else(|| world.provider());
                let view = server::view(world, provider, now, glance, &marks);
                InsideContent::Server(Box::new(view))
            }
        };
        let source = glance.source.as_ref();
        let source = source.and_then(|id| source::view(world, id, glance));
        InsideView { holders, holder, content, source }
    }
}
