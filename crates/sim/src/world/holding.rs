//! Who holds what: the truth on the servers' disks, joined with what a device shows.

use mailscope_base::{DeviceId, EmailId, Flags, ProviderId, Uid, UidValidity};
use mailscope_client::{LocalChange, LocalId, LocalMessage, Origin};
use mailscope_store::{Mailbox, Message, UniqueId};

use super::World;
use crate::{Device, Provider};

/// How many mails a provider can number: its number stands in the bits above.
const MAILS_BITS: u32 = 32;

/// Set in the names of mails that were written on a device; no provider has so high a number.
const WRITTEN_ON_A_DEVICE: u64 = 1 << 63;

/// The first number of a mail at `provider`.
pub(crate) const fn first_email(provider: ProviderId) -> EmailId {
    EmailId(((provider.0 as u64) << MAILS_BITS) + 1)
}

/// Where the server keeps a mail.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    /// The mailbox.
    pub mailbox: &'a Mailbox,
    /// The message in it.
    pub message: &'a Message,
}

/// The name of a mail that was written on a device and that no server holds: a draft of its own, or mail
/// that waits to be sent.
pub const fn written_on(device: DeviceId, id: LocalId) -> EmailId {
    EmailId(WRITTEN_ON_A_DEVICE | ((device.0 as u64) << MAILS_BITS) | id.0 as u64)
}

/// The device and its name for a mail that was written there.
pub(crate) fn written(email: EmailId) -> Option<(DeviceId, LocalId)> {
    let rest = email.0.checked_sub(WRITTEN_ON_A_DEVICE)?;
    let device = u16::try_from(rest >> MAILS_BITS).ok()?;
    Some((DeviceId(device), LocalId(u32::try_from(rest & u64::from(u32::MAX)).ok()?)))
}

impl World {
    /// Which provider's disk `email` is or was on.
    pub fn home(&self, email: EmailId) -> Option<&Provider> {
        self.provider_of(ProviderId(u16::try_from(email.0 >> MAILS_BITS).ok()?))
    }

    /// Where its server keeps `email` now; the first place in the order of arrival there.
    pub fn truth(&self, email: EmailId) -> Option<Holding<'_>> {
        let store = &self.home(email)?.store;
        store.places_of(email).find_map(|(validity, uid)| {
            let mut mailboxes =
                store.accounts().filter_map(|(_, account)| account.mailbox_by_validity(validity));
            let mailbox = mailboxes.next()?;
            Some(Holding { mailbox, message: mailbox.get(uid)? })
        })
    }

    /// Where `device` keeps `email`, if it does.
    pub fn find(&self, device: DeviceId, email: EmailId) -> Option<LocalId> {
        let device = self.device(device)?;
        if let Some((writer, id)) = written(email) {
            return Some(id)
                .filter(|id| writer == device.id && device.app.local().message(*id).is_some());
        }
        let home = self.home(email).filter(|home| home.id == device.provider)?;
        let local = device.app.local();
        home.store.places_of(email).find_map(|(validity, uid)| {
            let pop3 = || Origin::Pop3(UniqueId::of(validity, uid));
            local.by_origin(&Origin::Imap(validity, uid)).or_else(|| local.by_origin(&pop3()))
        })
    }

    /// What `device` keeps of `email`.
    pub fn copy_on<'a>(&'a self, device: &'a Device, email: EmailId) -> Option<&'a LocalMessage> {
        device.app.local().message(self.find(device.id, email)?)
    }

    /// Which mail a copy on `device` is a copy of.
    pub fn email_of(&self, device: DeviceId, origin: &Origin) -> Option<EmailId> {
        let (validity, uid) = match origin {
            Origin::Imap(validity, uid) => (*validity, *uid),
            Origin::Pop3(unique_id) => UniqueId::parse(unique_id)?,
            Origin::Composed(_) => return None,
        };
        self.email_at(self.device(device)?.provider, validity, uid)
    }

    /// Which mail a change on a device is about; nothing for one that only the device has.
    pub fn email_of_change(&self, device: DeviceId, change: &LocalChange) -> Option<EmailId> {
        let id = match change {
            LocalChange::Vanished { origin, .. } => return self.email_of(device, origin),
            // The mail may be gone from the device by now.
            LocalChange::Conflict(conflict) => {
                return self.email_of(device, &conflict.mail.as_ref()?.origin);
            }
            change => change.mail()?,
        };
        let message = self.device(device)?.app.local().message(id)?;
        self.email_of(device, &message.origin)
    }

    /// Which mail is or was at that place.
    pub fn email_at(
        &self,
        provider: ProviderId,
        validity: UidValidity,
        uid: Uid,
    ) -> Option<EmailId> {
        self.provider_of(provider)?.store.email_at(validity, uid)
    }

    /// The flags on the server's disk.
    pub fn true_flags(&self, email: EmailId) -> Option<&Flags> {
        self.truth(email).map(|holding| &holding.message.flags)
    }
}
