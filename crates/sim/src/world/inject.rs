//! Actions: the only way in.

use core::fmt;

use mailscope_base::{DeviceId, EmailId, Instant, ProviderId, limits};
use mailscope_client::{Draft, Intent, LocalMessage, Origin};
use mailscope_store::{Mail, NewMessage};

use super::World;
use super::holding::written_on;
use crate::{Action, End, EntryId, Fact, MailName, Place, Planned, Tap};

/// Why an action cannot be done. The world is then as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPossible {
    /// There is no such device.
    NoSuchDevice,
    /// The device does not have that mail.
    NotOnThisDevice,
    /// The mailbox is full, or a mail is too large.
    TooMuch,
    /// There is no such host.
    NoSuchHost,
    /// There is no such connection, or none any more.
    NoSuchConnection,
}

impl fmt::Display for NotPossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchDevice => "there is no such device",
            Self::NotOnThisDevice => "that mail is not on this device",
            Self::TooMuch => "the mailbox cannot hold that",
            Self::NoSuchHost => "there is no such host",
            Self::NoSuchConnection => "that connection is gone",
        })
    }
}

impl core::error::Error for NotPossible {}

impl World {
    /// Lets `action` enter the world, as one turn.
    pub fn inject(&mut self, action: &Action) -> Result<(), NotPossible> {
        self.turn += 1;
        let entered = self.enter(action);
        if entered.is_err() {
            self.turn -= 1;
        }
        entered
    }

    /// Lets `action` enter at `moment`, or before whatever happens earlier: time passes until then.
    /// Where the action cannot be done, no time has passed.
    pub fn inject_at(&mut self, moment: Instant, action: &Action) -> Result<(), NotPossible> {
        let before = self.now;
        let next = self.next_moment().unwrap_or(moment);
        self.now = self.now.max(moment.min(next));
        let entered = self.inject(action);
        if entered.is_err() {
            self.now = before;
        }
        entered
    }

    /// Lets `action` enter the world in the turn that has begun. Where that cannot be, nothing has
    /// changed.
    pub(super) fn enter(&mut self, action: &Action) -> Result<(), NotPossible> {
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
            Action::SetHost(host, condition) => {
                if self.condition(*host).is_none() {
                    return Err(NotPossible::NoSuchHost);
                }
                let entry = self.act(Place::Server(host.provider), action);
                self.set_host(*host, *condition, entry);
                Ok(())
            }
            Action::Cut(connection) => {
                if self.connection(*connection).is_none() {
                    return Err(NotPossible::NoSuchConnection);
                }
                let entry = self.act(self.place(*connection, End::Client), action);
                self.cut(*connection, entry);
                Ok(())
            }
        }
    }

    /// Does what the scenario planned for this moment.
    pub(super) fn carry_out(&mut self, planned: &Planned) {
        let (place, done) = match planned {
            Planned::Action(action) => {
                let place = match action {
                    Action::Tap(device, _) | Action::SetOnline(device, _) => Place::Device(*device),
                    Action::SetHost(host, _) => Place::Server(host.provider),
                    Action::Deliver(_) | Action::Cut(_) => Place::Server(ProviderId(0)),
                };
                (place, self.enter(action))
            }
            Planned::Tap(device, tap) => {
                let tap = tap
                    .try_name(|name| self.named(*device, name).ok_or(NotPossible::NotOnThisDevice));
                let done = tap.and_then(|tap| self.enter(&Action::Tap(*device, tap)));
                (Place::Device(*device), done)
            }
        };
        if let Err(why) = done {
            self.follow(place, None, Fact::CouldNot(why));
        }
    }

    /// The newest mail of that name on a device.
    fn named(&self, device: DeviceId, name: &MailName) -> Option<EmailId> {
        let known = self.emails_named(name).find(|email| self.find(device, *email).is_some());
        known.or_else(|| self.written_here(device, &name.0))
    }

    /// The newest mail of that name that no server has, because it was written on this device.
    fn written_here(&self, device: DeviceId, name: &str) -> Option<EmailId> {
        let local = self.device(device)?.app.local();
        let own = local.messages().filter(|mail| matches!(mail.origin, Origin::Composed(_)));
        let is_meant = |mail: &&LocalMessage| {
            mail.summary.message_id.as_deref() == Some(name) || mail.summary.subject == name
        };
        own.filter(is_meant).last().map(|mail| written_on(device, mail.id))
    }

    fn act(&mut self, place: Place, action: &Action) -> EntryId {
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
            Tap::Send(draft) => Intent::Send(draft.clone()),
            Tap::Reply(email, draft) => {
                Intent::Send(Draft { in_reply_to: Some(find(*email)?), ..draft.clone() })
            }
            Tap::SendDraft(email, draft) => {
                Intent::Send(Draft { continues: Some(find(*email)?), ..draft.clone() })
            }
            Tap::SaveDraft(email, draft) => {
                Intent::SaveDraft(email.map(find).transpose()?, draft.clone())
            }
            Tap::CreateFolder(folder) => Intent::CreateFolder(folder.clone()),
            Tap::RenameFolder(from, to) => Intent::RenameFolder(from.clone(), to.clone()),
            Tap::DeleteFolder(folder) => Intent::DeleteFolder(folder.clone()),
            Tap::Subscribe(folder, on) => Intent::Subscribe(folder.clone(), *on),
            Tap::EmptyTrash => Intent::EmptyTrash,
            Tap::SetKeyword(email, keyword, on) => {
                Intent::SetKeyword(find(*email)?, keyword.clone(), *on)
            }
            Tap::Search(word, place) => Intent::Search(word.clone(), *place),
            Tap::Reinstall => Intent::Reinstall,
            Tap::Configure(settings) => Intent::Configure(settings.clone()),
        };
        let entry = self.act(Place::Device(device), action);
        self.app_turn(device, entry, |app, cx| app.intend(intent, cx));
        Ok(())
    }

    fn deliver(&mut self, mails: &[bytes::Bytes], action: &Action) -> Result<(), NotPossible> {
        let first = &self.providers[0];
        let (id, account) = (first.id, first.account);
        let inbox = first.store.account(account).and_then(|a| a.mailbox("INBOX"));
        let held = inbox.map_or(0, |inbox| inbox.messages().len());
        if held + mails.len() > limits::MAILBOX_MESSAGES_MAX
            || mails.iter().any(|mail| mail.len() > limits::MESSAGE_OCTETS_MAX)
        {
            return Err(NotPossible::TooMuch);
        }
        let entry = self.act(Place::Server(id), action);
        let received = self.clock.at(self.now);
        let mut changes = Vec::with_capacity(mails.len());
        for bytes in mails {
            let mail = Mail::new(bytes.clone());
            let message = NewMessage::arriving(mail, received);
            let appended = self.providers[0].store.append(account, "INBOX", message);
            if let Ok(change) = appended {
                self.record_change(id, &change, entry);
                changes.push(change);
            }
        }
        for change in self.providers[0].store.follow_up(received) {
            self.record_change(id, &change, entry);
            changes.push(change);
        }
        self.notify(id, &changes, None, entry);
        Ok(())
    }
}
