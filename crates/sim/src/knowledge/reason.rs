//! Why a device shows of a mail what it shows.

use mailscope_base::{DateTime, EmailId, limits};
use mailscope_client::{
    AfterFetch, FolderRole, Keeps, LocalChange, LocalMessage, Protocol, Shows, Standing,
};
use mailscope_store::{ChangeKind, UniqueId};

use super::index::Topic;
use super::why::Why;
use super::{Freshness, Part, Parts, disk, late};
use crate::{Device, Entry, EntryId, Fact, Holding, World};

/// Entries about one mail that are looked at for a reason; it is nearly always among the last few.
pub(super) const LOOKED_AT_MAX: usize = 32;
/// Seconds of a day.
const DAY_SECS: i64 = 24 * 60 * 60;

/// A reason with the entries that lead to it.
#[derive(Debug)]
pub(super) struct Reason {
    pub(super) why: Why,
    pub(super) chain: Vec<EntryId>,
}

impl Reason {
    pub(super) const fn new(why: Why) -> Self {
        Self { why, chain: Vec::new() }
    }

    /// With that entry behind the others, if there is one and it is not among them.
    pub(super) fn because(mut self, entry: Option<EntryId>) -> Self {
        if let Some(entry) = entry
            && self.chain.len() < limits::KNOWLEDGE_CHAIN_MAX
            && !self.chain.contains(&entry)
        {
            self.chain.push(entry);
        }
        self
    }
}

/// One mail on one device, held against the truth.
pub(super) struct Case<'a> {
    pub(super) world: &'a World,
    pub(super) device: &'a Device,
    pub(super) email: EmailId,
    pub(super) copy: Option<&'a LocalMessage>,
    pub(super) truth: Option<Holding<'a>>,
    pub(super) differs: Parts,
    pub(super) freshness: Freshness,
}

impl Case<'_> {
    pub(super) fn reason(&self) -> Reason {
        match (self.copy, &self.truth) {
            (None, None) => self.gone(),
            (None, Some(truth)) => self.missing(truth),
            (Some(copy), truth) => self.shown(copy, truth.as_ref()),
        }
    }

    /// The device has a copy.
    fn shown(&self, copy: &LocalMessage, truth: Option<&Holding<'_>>) -> Reason {
        match copy.standing {
            Standing::Pending => {
                let tap = self.last_shown();
                if self.device.app.online() {
                    return Reason::new(Why::Pending).because(tap).because(self.root(tap));
                }
                let offline = self.last(Topic::Network);
                let why = Why::PendingOffline(self.at(offline));
                Reason::new(why).because(offline).because(tap).because(self.root(tap))
            }
            Standing::Own => self.own(copy, truth.is_some()),
            Standing::Settled if self.freshness == Freshness::Fresh => {
                Reason::new(Why::Same).because(self.conflict()).because(self.last_shown())
            }
            Standing::Settled => {
                let change = self.change();
                late::reason(self.world, self.device, &copy.folder)
                    .because(change)
                    .because(self.root(change))
            }
        }
    }

    /// A copy that POP3 fetched: nobody keeps it equal.
    fn own(&self, copy: &LocalMessage, there: bool) -> Reason {
        let (here, change) = (self.last_shown(), self.change());
        let waits = self.waits_for_removal();
        let why = match self.freshness {
            Freshness::Fresh => Why::OwnEqual,
            _ if !there => Why::OwnCopyKept,
            _ if waits && self.is_in_trash(copy) => Why::RemovalWaits,
            _ if self.differs.contains(Part::Folder) => Why::OwnFolders,
            _ => Why::OwnFlags,
        };
        Reason::new(why)
            .because(here.max(change))
            .because(here.min(change))
            .because(self.root(here))
    }

    fn is_in_trash(&self, copy: &LocalMessage) -> bool {
        let folder = self.device.app.local().folder(&copy.folder);
        folder.is_some_and(|folder| folder.role == FolderRole::Trash)
    }

    /// The server has the mail, and the device does not.
    fn missing(&self, truth: &Holding<'_>) -> Reason {
        let (last, change) = (self.last_shown(), self.change());
        if self.last(Topic::SwitchedOn).is_none() {
            return Reason::new(Why::NotSwitchedOn);
        }
        let reason = match &self.device.app.settings().protocol {
            Protocol::Imap(policy) => self.missing_imap(truth, policy.shows, policy.keeps),
            Protocol::Pop3(_) => self.missing_pop3(truth),
            // A page shows what the program lists, like a device that keeps headers.
            Protocol::Webmail(_) => self.missing_imap(truth, Shows::All, Keeps::Headers),
        };
        reason.because(change).because(last).because(self.root(change))
    }

    fn missing_imap(&self, truth: &Holding<'_>, shows: Shows, keeps: Keeps) -> Reason {
        let name = truth.mailbox.name().to_string();
        let folder = self.device.app.local().folder(&name).filter(|folder| !folder.local);
        let renumbered = self.world.index().chose(self.device.id, "uidvalidity-changed");
        let Some(folder) = folder else {
            if shows == Shows::Subscribed && name != "INBOX" && !self.is_subscribed(&name) {
                return Reason::new(Why::NotSubscribed(name));
            }
            let provider = self.device.provider;
            let made = self.world.index().mailbox(provider, truth.mailbox.uid_validity());
            let known_any = self.device.app.local().folders().any(|folder| !folder.local);
            return if known_any {
                let late = late::reason(self.world, self.device, &name);
                // Who cannot ask at all cannot ask for folders either.
                let blocked = matches!(late.why, Why::Offline(_) | Why::Unreachable(_));
                let own = Reason::new(Why::FolderUnknown(name));
                if blocked { late.because(made) } else { own.because(made) }
            } else {
                late::reason(self.world, self.device, &name)
            };
        };
        if let (Keeps::LastDays(days), Some(_)) = (keeps, folder.known_at)
            && self.age_days(truth) > i64::from(days)
        {
            return Reason::new(Why::KeepsLastDays(days));
        }
        let vanished = self.last_shown().filter(|_| self.freshness == Freshness::GoneHere);
        if let (Some(renumbered), Some(vanished)) = (renumbered, vanished)
            && self.turn(renumbered) == self.turn(vanished)
        {
            return Reason::new(Why::Renumbered(name)).because(Some(renumbered));
        }
        let watches = late::watched(self.device);
        if folder.known_at.is_none() && watches != name {
            let late = late::reason(self.world, self.device, &name);
            return match late.why {
                Why::Offline(_) | Why::Unreachable(_) | Why::LoginRefused | Why::GaveUp(_) => late,
                _ => Reason::new(Why::NotLooked(name)),
            };
        }
        late::reason(self.world, self.device, &name)
    }

    fn missing_pop3(&self, truth: &Holding<'_>) -> Reason {
        let local = self.device.app.local();
        let mut ids = self.unique_ids();
        if let Some(id) = ids.find(|id| local.remembers(id)) {
            let waits = self.waits_for_removal();
            let dele = self.world.index().dele(self.email);
            let why = if waits { Why::RemovalWaits } else { Why::FetchedBefore };
            return Reason::new(why).because(local.will_remove(&id).then_some(dele).flatten());
        }
        let Some(provider) = self.world.provider_of(self.device.provider) else {
            return Reason::new(Why::NotForHere);
        };
        let account = self.device.account;
        if provider.store.has_labels(account) {
            if provider.store.was_popped(account, self.email) {
                return Reason::new(Why::HandedOutBefore);
            }
        } else {
            let places = self.world.places(provider.id, account, self.email);
            if !places.iter().any(|place| &**place.mailbox.name() == "INBOX") {
                return Reason::new(Why::Pop3InboxOnly(truth.mailbox.name().to_string()));
            }
        }
        late::reason(self.world, self.device, "INBOX")
    }

    /// Neither the server nor the device has it.
    fn gone(&self) -> Reason {
        let vanished = self.last_shown();
        if let Some(conflict) = self.conflict() {
            let removal = self.change();
            return Reason::new(Why::ChangeLost)
                .because(Some(conflict))
                .because(removal)
                .because(self.root(removal));
        }
        let home = self.world.home(self.email);
        if home.is_none_or(|home| home.id != self.device.provider) {
            return Reason::new(Why::NotForHere);
        }
        let there = disk::gone(self.world, self.email);
        let reason = match there.why {
            Why::HandedOn => match disk::sent_by(self.world, self.email) {
                Some((sender, tap)) if self.is_of_same_account(sender) => {
                    Reason::new(Why::SentCopyByNobody).because(Some(tap))
                }
                _ => Reason::new(Why::HandedOn),
            },
            Why::Removed => Reason::new(Why::Gone),
            why => Reason::new(why),
        };
        let reason = there.chain.into_iter().fold(reason, |reason, id| reason.because(Some(id)));
        reason.because(vanished)
    }

    fn is_of_same_account(&self, sender: mailscope_base::DeviceId) -> bool {
        let sender = self.world.device(sender);
        sender.is_some_and(|sender| {
            (sender.provider, sender.account) == (self.device.provider, self.device.account)
        })
    }

    /// Whether the person deleted it here, and the server is told at the next visit.
    fn waits_for_removal(&self) -> bool {
        let Protocol::Pop3(policy) = &self.device.app.settings().protocol else { return false };
        let local = self.device.app.local();
        policy.after_fetch == AfterFetch::RemoveWhenDeletedHere
            && self.unique_ids().any(|id| local.will_remove(&id))
    }

    /// The unique-ids that the mail has or had (RFC 1939 §7).
    fn unique_ids(&self) -> impl Iterator<Item = String> {
        let home = self.world.home(self.email).filter(|home| home.id == self.device.provider);
        let places = home.into_iter().flat_map(|home| home.store.places_of(self.email));
        places.map(|(validity, uid)| UniqueId::of(validity, uid))
    }

    fn is_subscribed(&self, name: &str) -> bool {
        let provider = self.world.provider_of(self.device.provider);
        let account = provider.and_then(|provider| provider.store.account(self.device.account));
        account.is_some_and(|account| account.is_subscribed(name))
    }

    /// How many days ago the server received the mail, by the calendar: SEARCH SINCE looks at days
    /// (RFC 9051 §6.4.4).
    fn age_days(&self, truth: &Holding<'_>) -> i64 {
        let day = |date: DateTime| {
            (date.unix_secs + i64::from(date.offset_mins) * 60).div_euclid(DAY_SECS)
        };
        day(self.world.clock().at(self.world.now())) - day(truth.message.received)
    }

    /// The last change on the server that touches what differs; where the mail is gone, its removal.
    fn change(&self) -> Option<EntryId> {
        let entries = self.world.index().stored(self.email).take(LOOKED_AT_MAX);
        let relevant = |entry: &&Entry| match &entry.fact {
            Fact::Stored(change) => match &change.kind {
                ChangeKind::FlagsSet { before, after, .. } => {
                    let touched = Parts::of_flags(before, after);
                    touched.iter().any(|part| self.differs.contains(part))
                }
                ChangeKind::Expunged { .. } => {
                    self.truth.is_none() || self.differs.contains(Part::Folder)
                }
                ChangeKind::Appended { .. } => {
                    self.copy.is_none() || self.differs.contains(Part::Folder)
                }
                _ => false,
            },
            _ => false,
        };
        let found = entries.filter_map(|id| self.world.trace().get(id)).find(relevant);
        found.map(|entry| entry.id)
    }

    /// The last time that the device showed this mail otherwise than before.
    fn last_shown(&self) -> Option<EntryId> {
        let entries = self.world.index().shown(self.device.id, self.email).take(LOOKED_AT_MAX);
        let unseen = |change: &LocalChange| {
            matches!(change, LocalChange::Settled { .. } | LocalChange::BodyFetched { .. })
        };
        let told = |entry: &&Entry| !matches!(&entry.fact, Fact::Learned(change) if unseen(change));
        let mut entries = entries.filter_map(|id| self.world.trace().get(id));
        entries.find(told).map(|entry| entry.id)
    }

    /// The conflict with what was done elsewhere that the device has found out about this mail.
    fn conflict(&self) -> Option<EntryId> {
        let mut entries = self.world.index().shown(self.device.id, self.email).take(LOOKED_AT_MAX);
        entries.find(|id| {
            let fact = self.world.trace().get(*id).map(|entry| &entry.fact);
            matches!(fact, Some(Fact::Learned(LocalChange::Conflict(_))))
        })
    }

    fn last(&self, topic: Topic) -> Option<EntryId> {
        self.world.index().last(self.device.id, topic)
    }

    fn at(&self, id: Option<EntryId>) -> Option<mailscope_base::Instant> {
        self.world.trace().get(id?).map(|entry| entry.at)
    }

    fn turn(&self, id: EntryId) -> Option<u32> {
        self.world.trace().get(id).map(|entry| entry.turn)
    }

    /// What came from outside at the beginning of an entry's chain.
    fn root(&self, id: Option<EntryId>) -> Option<EntryId> {
        self.world.trace().get(id?).map(|entry| entry.root)
    }
}
