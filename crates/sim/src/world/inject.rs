//! Actions: the only way in.

use core::fmt;

use mailscope_base::{DeviceId, EmailId, limits};
use mailscope_client::{Intent, LocalId};
use mailscope_store::{Mail, NewMessage};

use super::World;
use crate::{Action, EntryId, Fact, Place, Tap};

/// Why an action cannot be done. The world is then as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPossible {
    /// There is no such device.
    NoSuchDevice,
    /// The device does not have that mail.
    NotOnThisDevice,
    /// The mailbox is full, or a mail is too large.
    TooMuch,
}

impl fmt::Display for NotPossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchDevice => "there is no such device",
            Self::NotOnThisDevice => "that mail is not on this device",
            Self::TooMuch => "the mailbox cannot hold that",
        })
    }
}

impl core::error::Error for NotPossible {}

impl World {
    /// Lets `action` enter the world, as one turn.
    pub fn inject(&mut self, action: &Action) -> Result<(), NotPossible> {
        match action {
            Action::Tap(device, tap) => self.tap(*device, tap, action),
            Action::SetOnline(device, online) => {
                if self.device(*device).is_none() {
                    return Err(NotPossible::NoSuchDevice);
                }
                let entry = self.act(Place::Device(*device), action);
                self.app_turn(*device, entry, |app, cx| app.set_online(*online, cx));
                Ok(())
            }
            Action::Deliver(mails) => self.deliver(mails, action),
        }
    }

    fn act(&mut self, place: Place, action: &Action) -> EntryId {
        self.turn += 1;
        self.follow(place, None, Fact::Acted(action.clone()))
    }

    fn tap(&mut self, device: DeviceId, tap: &Tap, action: &Action) -> Result<(), NotPossible> {
        if self.device(device).is_none() {
            return Err(NotPossible::NoSuchDevice);
        }
        let find = |email| self.find(device, email).ok_or(NotPossible::NotOnThisDevice);
        let intent = match tap {
            Tap::Open(email) => Intent::Open(find(*email)?),
            Tap::SetRead(email, read) => Intent::SetRead(find(*email)?, *read),
            Tap::SetFlagged(email, flagged) => Intent::SetFlagged(find(*email)?, *flagged),
            Tap::Move(email, folder) => Intent::Move(find(*email)?, folder.clone()),
            Tap::Delete(email) => Intent::Delete(find(*email)?),
            Tap::OpenFolder(folder) => Intent::OpenFolder(folder.clone()),
            Tap::CheckMail => Intent::CheckMail,
            Tap::Configure(settings) => Intent::Configure(settings.clone()),
        };
        let entry = self.act(Place::Device(device), action);
        self.app_turn(device, entry, |app, cx| app.intend(intent, cx));
        Ok(())
    }

    /// Where `device` keeps `email`, if it does.
    pub fn find(&self, device: DeviceId, email: EmailId) -> Option<LocalId> {
        let local = self.device(device)?.app.local();
        self.provider.store.places_of(email).find_map(|(validity, uid)| {
            let imap = mailscope_client::Origin::Imap(validity, uid);
            let pop3 =
                || mailscope_client::Origin::Pop3(mailscope_store::UniqueId::of(validity, uid));
            local.by_origin(&imap).or_else(|| local.by_origin(&pop3()))
        })
    }

    fn deliver(&mut self, mails: &[bytes::Bytes], action: &Action) -> Result<(), NotPossible> {
        let account = self.provider.account;
        let inbox = self.provider.store.account(account).and_then(|a| a.mailbox("INBOX"));
        let held = inbox.map_or(0, |inbox| inbox.messages().len());
        if held + mails.len() > limits::MAILBOX_MESSAGES_MAX
            || mails.iter().any(|mail| mail.len() > limits::MESSAGE_OCTETS_MAX)
        {
            return Err(NotPossible::TooMuch);
        }
        let entry = self.act(Place::Server, action);
        let received = self.clock.at(self.now);
        let mut changes = Vec::with_capacity(mails.len());
        for bytes in mails {
            let mail = Mail::new(bytes.clone());
            let message = NewMessage::arriving(mail, received);
            let appended = self.provider.store.append(account, "INBOX", message);
            if let Ok(change) = appended {
                self.record_change(&change, entry);
                changes.push(change);
            }
        }
        self.notify(&changes, None, entry);
        Ok(())
    }
}
