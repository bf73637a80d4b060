//! Actions: the only way in.

use core::fmt;

use mailscope_base::{AccountId, DeviceId, Instant, ProviderId, limits};
use mailscope_client::terminal::Keys;
use mailscope_store::{Account, Mail, NewMessage};

use super::World;
use crate::{Action, End, EntryId, Fact, Place, Tap};

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
    /// There is no such terminal.
    NoSuchTerminal,
    /// The terminal has a connection already.
    StillConnected,
    /// There is no such account.
    NoSuchAccount,
    /// There is no such mailbox.
    NoSuchMailbox,
    /// The world holds no more of them.
    TooMany,
    /// The device's app has no such setting.
    NoSuchSetting,
    /// There is no such provider.
    NoSuchProvider,
    /// There is nobody of that number on a wire.
    NoSuchListener,
    /// Somebody has that name already.
    NameTaken,
    /// Nobody can have that name.
    NoName,
}

impl fmt::Display for NotPossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchDevice => "there is no such device",
            Self::NotOnThisDevice => "that mail is not on this device",
            Self::TooMuch => "the mailbox cannot hold that",
            Self::NoSuchHost => "there is no such host",
            Self::NoSuchConnection => "that connection is gone",
            Self::NoSuchTerminal => "there is no such terminal",
            Self::StillConnected => "the terminal has a connection already",
            Self::NoSuchAccount => "there is no such account",
            Self::NoSuchMailbox => "there is no such mailbox",
            Self::TooMany => "there are too many of them already",
            Self::NoSuchSetting => "the mail app has no such setting",
            Self::NoSuchProvider => "there is no such provider",
            Self::NoSuchListener => "there is no such listener",
            Self::NameTaken => "that name is taken",
            Self::NoName => "that is no name",
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
                if !self.has_device(*device) {
                    return Err(NotPossible::NoSuchDevice);
                }
                let entry = self.act(Place::Device(*device), action);
                self.app_turn(*device, entry, |app, cx| app.set_online(*online, cx));
                Ok(())
            }
            Action::Deliver(provider, account, mails) => {
                self.deliver(*provider, *account, mails, action)
            }
            Action::MakeUp(provider, account, count) => {
                let mails = self.made_up(*provider, *account, *count)?;
                self.deliver(*provider, *account, &mails, action)
            }
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
            Action::AddDevice(new) => self.add_device(new, action),
            Action::SetLink(id, link) => {
                let device = self.device_mut(*id).ok_or(NotPossible::NoSuchDevice)?;
                device.link = *link;
                self.act(Place::Device(*id), action);
                Ok(())
            }
            Action::Renumber(provider, account, mailbox) => {
                self.renumber(*provider, *account, mailbox, action)
            }
            Action::AddTerminal(new) => self.add_terminal(new, action),
            Action::Dial(terminal) => self.dial(*terminal, action),
            Action::Type(terminal, octets) => self.type_keys(*terminal, octets, action),
            Action::HangUp(terminal) => self.press(*terminal, Keys::HangUp, action),
            Action::RemoveDevice(device) => self.remove_device(*device, action),
            Action::AddAccount(provider, new) => self.add_account(*provider, new, action),
            Action::AddProvider(new) => self.add_provider(new, action),
            Action::AddListener(new) => self.add_listener(new, action),
            Action::RemoveListener(listener) => self.remove_listener(*listener, action),
        }
    }

    pub(super) fn act(&mut self, place: Place, action: &Action) -> EntryId {
        self.follow(place, None, Fact::Acted(action.clone()))
    }

    fn tap(&mut self, device: DeviceId, tap: &Tap, action: &Action) -> Result<(), NotPossible> {
        if !self.has_device(device) {
            return Err(NotPossible::NoSuchDevice);
        }
        let named =
            tap.try_name(|email| self.find(device, *email).ok_or(NotPossible::NotOnThisDevice));
        let intent = named?.intent();
        let entry = self.act(Place::Device(device), action);
        self.app_turn(device, entry, |app, cx| app.intend(intent, cx));
        Ok(())
    }

    pub(super) fn account_of(
        &self,
        id: ProviderId,
        account: AccountId,
    ) -> Result<&Account, NotPossible> {
        let provider = self.provider_of(id).ok_or(NotPossible::NoSuchAccount)?;
        provider.store.account(account).ok_or(NotPossible::NoSuchAccount)
    }

    fn deliver(
        &mut self,
        id: ProviderId,
        account: AccountId,
        mails: &[bytes::Bytes],
        action: &Action,
    ) -> Result<(), NotPossible> {
        let inbox = self.account_of(id, account)?.mailbox("INBOX");
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
            let message = NewMessage::arriving(Mail::new(bytes.clone()), received);
            let Some(provider) = self.provider_mut(id) else { continue };
            if let Ok(change) = provider.store.append(account, "INBOX", message) {
                self.record_change(id, &change, entry);
                changes.push(change);
            }
        }
        let followed = self.provider_mut(id).map(|provider| provider.store.follow_up(received));
        for change in followed.into_iter().flatten() {
            self.record_change(id, &change, entry);
            changes.push(change);
        }
        self.notify(id, &changes, None, entry);
        Ok(())
    }

    fn renumber(
        &mut self,
        id: ProviderId,
        account: AccountId,
        mailbox: &str,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if self.account_of(id, account)?.mailbox(mailbox).is_none() {
            return Err(NotPossible::NoSuchMailbox);
        }
        let Some(provider) = self.provider_mut(id) else { return Err(NotPossible::NoSuchAccount) };
        let change = provider.store.renumber(account, mailbox).map_err(|_| NotPossible::TooMuch)?;
        let entry = self.act(Place::Server(id), action);
        self.record_change(id, &change, entry);
        self.notify(id, &[change], None, entry);
        Ok(())
    }
}
