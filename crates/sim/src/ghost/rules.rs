//! What each belief says after each entry: twelve small models.

use mailscope_base::{DeviceId, EmailId, Flag};
use mailscope_client::{Channel, FolderRole, LocalChange, Protocol, TlsPolicy};
use mailscope_store::{Change, ChangeKind, Mailbox, SpecialUse, SpoolChangeKind};

use super::{Belief, Expectation, Expected, Ghost, Wanted};
use crate::knowledge::Named;
use crate::{
    Action, Device, Entry, EntryId, Fact, Freshness, Holder, Place, Tap, World, knowledge,
};

/// Mails of a device of which one step makes a ghost believe something.
const MAILS_MAX: usize = 1_000;

/// The mail that an entry changed for somebody.
pub(super) fn email_of(world: &World, entry: &Entry) -> Option<EmailId> {
    match (&entry.fact, entry.place) {
        (Fact::Stored(change), _) => change.kind.email(),
        (Fact::Spooled(change), _) => Some(change.email),
        (Fact::Learned(change), Place::Device(device)) => world.email_of_change(device, change),
        _ => None,
    }
}

/// What a mailbox is for.
pub(super) fn role_of(mailbox: &Mailbox) -> Option<FolderRole> {
    match mailbox.role()? {
        SpecialUse::Trash => Some(FolderRole::Trash),
        SpecialUse::Sent => Some(FolderRole::Sent),
        SpecialUse::Drafts => Some(FolderRole::Drafts),
        SpecialUse::Junk => Some(FolderRole::Junk),
        SpecialUse::Archive => Some(FolderRole::Archive),
        _ => None,
    }
}

impl Ghost {
    /// Something has happened: what does this ghost believe now?
    pub(super) fn hear(&mut self, world: &World, entry: &Entry) {
        match self.belief {
            Belief::Pop3AlwaysDeletes => self.fetched_is_deleted(world, entry),
            Belief::Pop3WorksWithOneDevice => self.first_takes_all(world, entry),
            Belief::DeleWorksAtOnce => self.dele_removes(world, entry),
            Belief::DeletingMovesToTrashEverywhere => self.deleted_is_in_trash(world, entry),
            Belief::ImapIsInstant => self.all_know(world, entry),
            Belief::ImapNeedsTheNetwork => self.offline_has_nothing(world, entry),
            Belief::ReadBelongsToTheMail => self.read_everywhere(world, entry),
            Belief::SentIsPartOfImap => self.sent_is_filed(world, entry),
            Belief::MailGoesStraightToTheComputer => self.arrives_at_the_computer(world, entry),
            Belief::FoldersSyncBecauseItIsEmail => self.moved_everywhere(world, entry),
            Belief::TlsMeansNobodyReads => self.only_ends_read(world, entry),
            Belief::MessageThreeIsMessageThree => self.numbers_stay(world, entry),
        }
    }

    fn expect(
        &mut self,
        email: EmailId,
        holder: Holder,
        what: Expected,
        by: (EntryId, Option<DeviceId>),
    ) {
        let (because, actor) = by;
        self.expects.insert((email, holder), Expectation { what, because, actor });
        self.touched.insert(email);
    }

    /// A POP3 device has a new mail: so the server has it no longer.
    fn fetched_is_deleted(&mut self, world: &World, entry: &Entry) {
        let Some((device, email)) = fetched_by_pop3(world, entry) else { return };
        let server = Holder::Server(device.provider);
        self.expect(email, server, absent(), (entry.id, Some(device.id)));
    }

    /// A POP3 device has a new mail: so no other POP3 device of the account will ever get it.
    fn first_takes_all(&mut self, world: &World, entry: &Entry) {
        let Some((device, email)) = fetched_by_pop3(world, entry) else { return };
        if self.of(email).next().is_some() {
            return;
        }
        for other in companions(world, device).filter(|other| is_pop3(other)) {
            if other.id != device.id {
                let by = (entry.id, Some(device.id));
                self.expect(email, Holder::Device(other.id), absent(), by);
            }
        }
    }

    /// The server has read DELE: so the mail is gone.
    fn dele_removes(&mut self, world: &World, entry: &Entry) {
        let (Some(named), Place::Server(server)) = (world.index().named(entry.id), entry.place)
        else {
            return;
        };
        let email = named.email;
        if world.index().dele(email) == Some(entry.id) {
            self.expect(email, Holder::Server(server), absent(), (entry.id, actor(world, entry)));
        }
    }

    /// Somebody has pressed Delete: so the mail is in the trash, here, on the server and on every device
    /// that had it.
    fn deleted_is_in_trash(&mut self, world: &World, entry: &Entry) {
        let Some((device, Tap::Delete(email))) = tapped(world, entry) else { return };
        let what = Expected {
            present: Some(true),
            folder: Some(Wanted::For(FolderRole::Trash)),
            ..Expected::default()
        };
        let by = (entry.id, Some(device.id));
        self.expect(*email, Holder::Server(device.provider), what.clone(), by);
        for other in companions(world, device) {
            let here = other.id == device.id;
            if here || knowledge(world, Holder::Device(other.id), *email).is_present() {
                self.expect(*email, Holder::Device(other.id), what.clone(), by);
            }
        }
    }

    /// Something was changed, here or on the server: so every IMAP device shows it.
    fn all_know(&mut self, world: &World, entry: &Entry) {
        if let Some((device, tap)) = tapped(world, entry)
            && !is_pop3(device)
            && let Some(email) = touched_by(tap)
        {
            let what = as_shown(world, Holder::Device(device.id), email);
            let by = (entry.id, Some(device.id));
            self.expect(email, Holder::Server(device.provider), what.clone(), by);
            for other in companions(world, device).filter(|other| !is_pop3(other)) {
                self.expect(email, Holder::Device(other.id), what.clone(), by);
            }
        }
        let (Fact::Stored(Change { account, kind, .. }), Place::Server(server)) =
            (&entry.fact, entry.place)
        else {
            return;
        };
        let Some(email) = kind.email() else { return };
        let what = as_shown(world, Holder::Server(server), email);
        let by = (entry.id, None);
        self.expect(email, Holder::Server(server), Expected::default(), by);
        let theirs = |device: &&Device| (device.provider, device.account) == (server, *account);
        let started = |device: &&Device| world.is_switched_on(device.id);
        for device in world.devices().filter(theirs).filter(started).filter(|d| !is_pop3(d)) {
            self.expect(email, Holder::Device(device.id), what.clone(), by);
        }
    }

    /// A device has lost the network: so there is no mail to be read on it.
    fn offline_has_nothing(&mut self, world: &World, entry: &Entry) {
        let Fact::Acted(Action::SetOnline(id, online)) = &entry.fact else { return };
        let Some(device) = world.device(*id).filter(|device| !is_pop3(device)) else { return };
        if *online {
            self.expects.retain(|(_, holder), _| *holder != Holder::Device(*id));
            return;
        }
        let what = Expected { whole: Some(false), ..Expected::default() };
        for message in device.app.local().messages().take(MAILS_MAX) {
            if let Some(email) = world.email_of(*id, &message.origin) {
                let by = (entry.id, Some(*id));
                self.expect(email, Holder::Device(*id), what.clone(), by);
            }
        }
    }

    /// Somebody has read a mail, or marked it: so it is read for everybody who has it.
    fn read_everywhere(&mut self, world: &World, entry: &Entry) {
        let Some((device, tap)) = tapped(world, entry) else { return };
        let (email, read) = match tap {
            Tap::Open(email) => (*email, true),
            Tap::SetRead(email, read) => (*email, *read),
            _ => return,
        };
        let what = Expected { read: Some(read), ..Expected::default() };
        let by = (entry.id, Some(device.id));
        self.expect(email, Holder::Server(device.provider), what.clone(), by);
        for other in companions(world, device) {
            self.expect(email, Holder::Device(other.id), what.clone(), by);
        }
    }

    /// The server has taken a mail of an IMAP device: so there is a copy in the folder for sent mail.
    fn sent_is_filed(&mut self, world: &World, entry: &Entry) {
        let Some((device, email)) = sent(world, entry).filter(|(device, _)| !is_pop3(device))
        else {
            return;
        };
        let what = Expected {
            present: Some(true),
            folder: Some(Wanted::For(FolderRole::Sent)),
            ..Expected::default()
        };
        self.expect(email, Holder::Server(device.provider), what, (entry.id, Some(device.id)));
    }

    /// A mail arrives: it is on the computers that are on, and if none is, it cannot have arrived.
    fn arrives_at_the_computer(&mut self, world: &World, entry: &Entry) {
        let (Fact::Stored(change), Place::Server(server)) = (&entry.fact, entry.place) else {
            return;
        };
        let ChangeKind::Appended { mailbox, email, .. } = &change.kind else { return };
        if &**mailbox != "INBOX" {
            return;
        }
        let by = (entry.id, None);
        let mut is_on = false;
        for device in world.devices() {
            let theirs = (device.provider, device.account) == (server, change.account);
            if theirs && device.app.online() && world.is_switched_on(device.id) {
                is_on = true;
                let there = Expected { present: Some(true), ..Expected::default() };
                self.expect(*email, Holder::Device(device.id), there, by);
            }
        }
        if !is_on {
            self.expect(*email, Holder::Server(server), absent(), by);
        }
    }

    /// Somebody has put a mail into a folder: so it is there for everybody who has it.
    fn moved_everywhere(&mut self, world: &World, entry: &Entry) {
        let Some((device, Tap::Move(email, folder))) = tapped(world, entry) else { return };
        let what = Expected {
            present: Some(true),
            folder: Some(Wanted::Named(folder.clone())),
            ..Expected::default()
        };
        let by = (entry.id, Some(device.id));
        self.expect(*email, Holder::Server(device.provider), what.clone(), by);
        for other in companions(world, device) {
            let here = other.id == device.id;
            let had = knowledge(world, Holder::Device(other.id), *email).freshness;
            if here || !matches!(had, Freshness::NeverSeen | Freshness::Nowhere) {
                self.expect(*email, Holder::Device(other.id), what.clone(), by);
            }
        }
    }

    /// A mail went out, or came in, on a device that is set up with TLS: so its server cannot read it.
    fn only_ends_read(&mut self, world: &World, entry: &Entry) {
        let fetched = || match (&entry.fact, entry.place) {
            (Fact::Learned(change @ LocalChange::Appeared { .. }), Place::Device(id)) => {
                Some((world.device(id)?, world.email_of_change(id, change)?, Channel::Reading))
            }
            _ => None,
        };
        let sent = sent(world, entry).map(|(device, email)| (device, email, Channel::Sending));
        let Some((device, email, channel)) = sent.or_else(fetched) else { return };
        if device.app.tls_policy(channel) != TlsPolicy::Never {
            let what = Expected { readable: Some(false), ..Expected::default() };
            let by = (entry.id, Some(device.id));
            self.expect(email, Holder::Server(device.provider), what, by);
        }
    }

    /// A client names a mail by its number: so that number means this mail, now and later.
    fn numbers_stay(&mut self, world: &World, entry: &Entry) {
        let (Some(named), Place::Server(server)) = (world.index().named(entry.id), entry.place)
        else {
            return;
        };
        let Named { account, of, number, email } = named;
        let first = *self.numbers.entry((server, account, of, number)).or_insert(email);
        if first != email {
            let what = Expected { is: Some(first), ..Expected::default() };
            self.expect(email, Holder::Server(server), what, (entry.id, actor(world, entry)));
        }
    }
}

fn absent() -> Expected {
    Expected { present: Some(false), ..Expected::default() }
}

/// What a holder shows, as something to be expected of others.
fn as_shown(world: &World, holder: Holder, email: EmailId) -> Expected {
    let known = knowledge(world, holder, email);
    let Some(held) = known.held else { return absent() };
    Expected {
        present: Some(true),
        folder: Some(Wanted::Named(held.folder)),
        read: Some(held.flags.contains(&Flag::Seen)),
        flagged: Some(held.flags.contains(&Flag::Flagged)),
        ..Expected::default()
    }
}

fn is_pop3(device: &Device) -> bool {
    matches!(device.app.settings().protocol, Protocol::Pop3(_))
}

/// The devices of the same account, this one included.
fn companions<'a>(world: &'a World, device: &Device) -> impl Iterator<Item = &'a Device> {
    let account = (device.provider, device.account);
    world.devices().filter(move |other| (other.provider, other.account) == account)
}

/// The mail that a POP3 device has fetched with this entry.
fn fetched_by_pop3<'a>(world: &'a World, entry: &Entry) -> Option<(&'a Device, EmailId)> {
    let (Fact::Learned(change @ LocalChange::Appeared { .. }), Place::Device(id)) =
        (&entry.fact, entry.place)
    else {
        return None;
    };
    let device = world.device(id).filter(|device| is_pop3(device))?;
    Some((device, world.email_of_change(id, change)?))
}

/// The tap of a person, and where.
fn tapped<'a, 'b>(world: &'a World, entry: &'b Entry) -> Option<(&'a Device, &'b Tap)> {
    let Fact::Acted(Action::Tap(device, tap)) = &entry.fact else { return None };
    Some((world.device(*device)?, tap))
}

/// The mail that a tap changes.
const fn touched_by(tap: &Tap) -> Option<EmailId> {
    match tap {
        Tap::Open(email)
        | Tap::SetRead(email, _)
        | Tap::SetFlagged(email, _)
        | Tap::Move(email, _)
        | Tap::Delete(email) => Some(*email),
        _ => None,
    }
}

/// The mail of a device that its server has taken with this entry, to be sent.
fn sent<'a>(world: &'a World, entry: &Entry) -> Option<(&'a Device, EmailId)> {
    let Fact::Spooled(change) = &entry.fact else { return None };
    if !matches!(change.kind, SpoolChangeKind::Queued) {
        return None;
    }
    let root = world.trace().get(entry.root)?;
    let Fact::Acted(Action::Tap(device, Tap::Send(_) | Tap::Reply(..) | Tap::SendDraft(..))) =
        &root.fact
    else {
        return None;
    };
    let device = world.device(*device)?;
    (entry.place == Place::Server(device.provider)).then_some((device, change.email))
}

/// The device at the client's end of the connection on which a frame was read.
fn actor(world: &World, entry: &Entry) -> Option<DeviceId> {
    let Fact::Read { connection, .. } = &entry.fact else { return None };
    world.party(*connection).map(|(device, _)| device)
}
