//! Who holds what: the truth on the server's disk, joined with what a device shows.

use mailscope_base::{EmailId, Flags, Uid, UidValidity};
use mailscope_client::{LocalMessage, Origin};
use mailscope_store::{Mailbox, Message, UniqueId};

use super::World;
use crate::Device;

/// Where the server keeps a mail.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    /// The mailbox.
    pub mailbox: &'a Mailbox,
    /// The message in it.
    pub message: &'a Message,
}

impl World {
    /// Where the server keeps `email` now; the first place in the order of arrival there.
    pub fn truth(&self, email: EmailId) -> Option<Holding<'_>> {
        let account = self.provider.store.account(self.provider.account)?;
        self.provider.store.places_of(email).find_map(|(validity, uid)| {
            let mailbox = account.mailbox_by_validity(validity)?;
            Some(Holding { mailbox, message: mailbox.get(uid)? })
        })
    }

    /// What `device` keeps of `email`.
    pub fn copy_on<'a>(&'a self, device: &'a Device, email: EmailId) -> Option<&'a LocalMessage> {
        device.app.local().message(self.find(device.id, email)?)
    }

    /// Which mail a device's copy is a copy of.
    pub fn email_of(&self, origin: &Origin) -> Option<EmailId> {
        let (validity, uid) = match origin {
            Origin::Imap(validity, uid) => (*validity, *uid),
            Origin::Pop3(unique_id) => UniqueId::parse(unique_id)?,
            Origin::Composed(_) => return None,
        };
        self.email_at(validity, uid)
    }

    /// Which mail is or was at that place.
    pub fn email_at(&self, validity: UidValidity, uid: Uid) -> Option<EmailId> {
        self.provider.store.email_at(validity, uid)
    }

    /// The flags on the server's disk.
    pub fn true_flags(&self, email: EmailId) -> Option<&Flags> {
        self.truth(email).map(|holding| &holding.message.flags)
    }
}
