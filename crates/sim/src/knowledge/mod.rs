//! Who knows what: for each mail and each holder what it has, how that differs from the truth on the
//! server's disk, and why.
//!
//! [`knowledge`] judges one mail at one holder. Its cost grows with the places that this mail ever
//! had on the server, and not with the mailbox, the trace or the run: what it needs of the past is
//! kept in an [`Index`] while the trace is written.

mod disk;
mod index;
mod judge;
mod late;
mod name;
mod reason;
mod why;
mod written;

use mailscope_base::{DeviceId, EmailId, Flags, Instant, ProviderId};
use mailscope_client::{LocalId, Standing};

use crate::world::written;
use crate::{EntryId, World};

pub(crate) use index::{About, Index, Named, Topic};
pub use judge::{Part, Parts};
pub use name::{by_name, holder_named};
pub use why::Why;

/// Who can hold a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// A provider's disk: the truth.
    Server(ProviderId),
    /// A device.
    Device(DeviceId),
}

/// How what a holder shows of a mail compares with the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    /// It shows what is true. The server's own copy always does.
    Fresh,
    /// It shows the mail otherwise than the server has it.
    Stale,
    /// The server has it, and this device has never shown it.
    NeverSeen,
    /// The server has it, and this device has no longer: its copy was removed here.
    GoneHere,
    /// The server has it no longer, and it is kept here.
    GoneThere,
    /// The server never had it: it was written here.
    OnlyHere,
    /// Neither the server nor this holder has it.
    Nowhere,
}

impl Freshness {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Fresh,
        Self::Stale,
        Self::NeverSeen,
        Self::GoneHere,
        Self::GoneThere,
        Self::OnlyHere,
        Self::Nowhere,
    ];

    /// The word in files: `never-seen`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::NeverSeen => "never-seen",
            Self::GoneHere => "gone-here",
            Self::GoneThere => "gone-there",
            Self::OnlyHere => "only-here",
            Self::Nowhere => "nowhere",
        }
    }

    /// The one of that word.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// What a holder has of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The folder or mailbox that it is in.
    pub folder: String,
    /// Its flags there.
    pub flags: Flags,
    /// Whether the whole message is there; else what a list shows of it.
    pub whole: bool,
    /// Since when the holder knows it as it shows it: when a device last heard of it or changed it
    /// itself, when the server's disk last changed.
    pub since: Instant,
    /// The copy on a device, and how it stands to the server as far as the device itself knows.
    pub copy: Option<(LocalId, Standing)>,
}

/// What one holder knows of one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knowledge {
    /// The holder.
    pub holder: Holder,
    /// The mail.
    pub email: EmailId,
    /// How it compares with the truth.
    pub freshness: Freshness,
    /// What the holder has; nothing if it does not have the mail.
    pub held: Option<Held>,
    /// What the server has, if it has the mail.
    pub truth: Option<Held>,
    /// Which parts differ, where both have it.
    pub differs: Parts,
    /// Why it is so.
    pub why: Why,
    /// The entries of the trace that lead to it, the most telling first. At most
    /// [`KNOWLEDGE_CHAIN_MAX`](mailscope_base::limits::KNOWLEDGE_CHAIN_MAX).
    pub chain: Vec<EntryId>,
}

impl Knowledge {
    /// Whether the holder has the mail.
    pub const fn is_present(&self) -> bool {
        self.held.is_some()
    }
}

/// What `holder` knows of `email`. A server that is not the mail's own has nothing of it, and so
/// has a device of another account. A mail that was written on a device and that no server has is
/// named by [`written_on`](crate::written_on).
pub fn knowledge(world: &World, holder: Holder, email: EmailId) -> Knowledge {
    match (holder, written(email)) {
        (Holder::Device(device), Some((writer, id))) if device == writer => {
            judge::own(world, device, id)
        }
        (_, Some(_)) => judge::nowhere(holder, email),
        (Holder::Server(provider), None) => judge::server(world, provider, email),
        (Holder::Device(device), None) => judge::device(world, device, email),
    }
}
