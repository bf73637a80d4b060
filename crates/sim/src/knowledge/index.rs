//! What a judgement needs of the past, found without reading the trace: kept while the trace is
//! written. Cheap to copy.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::{AccountId, ConnectionId, DeviceId, EmailId, ProviderId, UidValidity};
use mailscope_client::{LocalChange, LocalId};
use mailscope_store::ChangeKind;

use crate::{Action, Entry, EntryId, Fact, Place, Tap};

/// Where to find the entries that say something of a mail, a folder or a device.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// What happened to each mail on its server's disk: mailboxes and queue.
    stored: OrdSet<(EmailId, EntryId)>,
    /// What each device began to show, or ceased to show, of each mail.
    shown: OrdSet<(DeviceId, EmailId, EntryId)>,
    /// The same for mail that only the device has.
    shown_own: OrdSet<(DeviceId, LocalId, EntryId)>,
    /// The connections on which a POP3 client has said QUIT.
    quits: OrdSet<ConnectionId>,
    /// When each device knew all of a folder last.
    known: OrdMap<(DeviceId, Arc<str>), EntryId>,
    /// The last change of each mailbox itself: made, renamed, deleted.
    mailboxes: OrdMap<(ProviderId, UidValidity), EntryId>,
    /// The mail that a command names by a number.
    numbers: OrdMap<EntryId, Named>,
    /// The last DELE for each mail.
    dele: OrdMap<EmailId, EntryId>,
    /// The last entry on each topic.
    topics: OrdMap<(DeviceId, Topic), EntryId>,
    /// The last use that each device made of each freedom.
    chose: OrdMap<(DeviceId, &'static str), EntryId>,
    /// The last time that the maildrop of an account's server was taken or given back.
    maildrops: OrdMap<ProviderId, EntryId>,
}

/// What an entry is about that does not say so itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About {
    /// What a device shows of this mail.
    Mail(EmailId),
    /// A client names this mail by this number, to fetch it or to mark it.
    Number {
        /// What it names.
        named: Named,
        /// It is DELE.
        dele: bool,
    },
    /// A POP3 client says QUIT on this connection.
    Goodbye(ConnectionId),
}

/// A mail that a client names by its number: RETR or DELE (RFC 1939 §5), FETCH (RFC 9051 §6.4.5).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    /// Whose.
    pub(crate) account: AccountId,
    /// The mailbox.
    pub(crate) of: UidValidity,
    /// The number.
    pub(crate) number: u32,
    /// The mail.
    pub(crate) email: EmailId,
}

/// What the last entry of is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Topic {
    /// The device was switched on.
    SwitchedOn,
    /// It lost the network, or got it back.
    Network,
    /// How its last attempt to read mail ended: it knows a folder, or why it does not.
    Outcome,
    /// The settings were changed.
    Configured,
}

/// The choices that say why a device could not read mail.
const OUTCOMES: [&str; 9] = [
    "connection-lost",
    "server-silent",
    "server-said-bye",
    "login-later",
    "login-refused",
    "login-disabled",
    "maildrop-in-use",
    "mailbox-refused",
    "synchronisation-refused",
];

/// The choices by which a device would rather not read mail than give up TLS or its secret.
pub(super) const GIVEN_UP: [&str; 4] = [
    "starttls-not-offered-so-gave-up",
    "starttls-refused-so-gave-up",
    "tls-failed-so-gave-up",
    "password-not-in-clear",
];

impl Index {
    /// Notes an entry, with what it is about. O(log entries).
    pub(crate) fn note(&mut self, entry: &Entry, about: Option<About>) {
        let id = entry.id;
        let email = match about {
            Some(About::Mail(email)) => Some(email),
            Some(About::Number { named, dele }) => {
                self.numbers.insert(id, named);
                if dele {
                    self.dele.insert(named.email, id);
                }
                return;
            }
            Some(About::Goodbye(connection)) => {
                self.quits.insert(connection);
                return;
            }
            None => None,
        };
        match (&entry.fact, entry.place) {
            (Fact::Stored(change), Place::Server(provider)) => {
                if let Some(email) = change.kind.email() {
                    self.stored.insert((email, id));
                }
                match &change.kind {
                    ChangeKind::MailboxCreated { validity, .. }
                    | ChangeKind::MailboxDeleted { validity, .. }
                    | ChangeKind::MailboxRenamed { validity, .. } => {
                        self.mailboxes.insert((provider, *validity), id);
                    }
                    ChangeKind::MaildropLocked | ChangeKind::MaildropUnlocked => {
                        self.maildrops.insert(provider, id);
                    }
                    _ => {}
                }
            }
            (Fact::Spooled(change), _) => drop(self.stored.insert((change.email, id))),
            (_, Place::Device(device)) => self.note_device(entry, device, email),
            _ => {}
        }
    }

    fn note_device(&mut self, entry: &Entry, device: DeviceId, email: Option<EmailId>) {
        let id = entry.id;
        let topic = match &entry.fact {
            Fact::SwitchedOn => Topic::SwitchedOn,
            Fact::Acted(Action::SetOnline(..)) => Topic::Network,
            Fact::Acted(Action::Tap(_, Tap::Configure(_) | Tap::Reinstall)) => Topic::Configured,
            Fact::Lost(..) => Topic::Outcome,
            Fact::Learned(change) => {
                match (email, change.mail()) {
                    (Some(email), _) => drop(self.shown.insert((device, email, id))),
                    (None, Some(own)) => drop(self.shown_own.insert((device, own, id))),
                    (None, None) => {}
                }
                let LocalChange::Synchronised { folder } = change else { return };
                self.known.insert((device, folder.as_str().into()), id);
                Topic::Outcome
            }
            Fact::Chose(choice) => {
                self.chose.insert((device, choice.0), id);
                if !OUTCOMES.contains(&choice.0) && !GIVEN_UP.contains(&choice.0) {
                    return;
                }
                Topic::Outcome
            }
            _ => return,
        };
        self.topics.insert((device, topic), id);
    }

    /// What happened to a mail on its server's disk, the newest first.
    pub(crate) fn stored(&self, email: EmailId) -> impl Iterator<Item = EntryId> + '_ {
        let range = (email, EntryId(0))..=(email, EntryId(u32::MAX));
        self.stored.range(range).rev().map(|(_, id)| *id)
    }

    /// What a device began or ceased to show of a mail, the newest first.
    pub(crate) fn shown(
        &self,
        device: DeviceId,
        email: EmailId,
    ) -> impl Iterator<Item = EntryId> + '_ {
        let range = (device, email, EntryId(0))..=(device, email, EntryId(u32::MAX));
        self.shown.range(range).rev().map(|(_, _, id)| *id)
    }

    /// The same for a mail that only the device has.
    pub(crate) fn shown_own(
        &self,
        device: DeviceId,
        mail: LocalId,
    ) -> impl Iterator<Item = EntryId> + '_ {
        let range = (device, mail, EntryId(0))..=(device, mail, EntryId(u32::MAX));
        self.shown_own.range(range).rev().map(|(_, _, id)| *id)
    }

    /// Whether a POP3 client has said QUIT on that connection.
    pub(crate) fn quit(&self, connection: ConnectionId) -> bool {
        self.quits.contains(&connection)
    }

    /// When a device knew all of a folder last.
    pub(crate) fn known(&self, device: DeviceId, folder: &str) -> Option<EntryId> {
        self.known.get(&(device, folder.into())).copied()
    }

    /// The last change of a mailbox itself.
    pub(crate) fn mailbox(&self, provider: ProviderId, validity: UidValidity) -> Option<EntryId> {
        self.mailboxes.get(&(provider, validity)).copied()
    }

    /// The last DELE for a mail, as the server read it.
    pub(crate) fn dele(&self, email: EmailId) -> Option<EntryId> {
        self.dele.get(&email).copied()
    }

    /// The mail that a command names by a number with this entry.
    pub(crate) fn named(&self, entry: EntryId) -> Option<Named> {
        self.numbers.get(&entry).copied()
    }

    /// The last entry of a device on that topic.
    pub(crate) fn last(&self, device: DeviceId, topic: Topic) -> Option<EntryId> {
        self.topics.get(&(device, topic)).copied()
    }

    /// The last time that a device made this choice.
    pub(crate) fn chose(&self, device: DeviceId, choice: &'static str) -> Option<EntryId> {
        self.chose.get(&(device, choice)).copied()
    }

    /// The last time that a maildrop of that provider was taken or given back.
    pub(crate) fn maildrop(&self, provider: ProviderId) -> Option<EntryId> {
        self.maildrops.get(&provider).copied()
    }
}
