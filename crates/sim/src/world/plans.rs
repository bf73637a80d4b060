//! What the scenario planned for a moment, carried out with the world as it is then.

use mailscope_base::{DeviceId, EmailId};
use mailscope_client::{Channel, LocalMessage, Origin};

use super::holding::written_on;
use super::{NotPossible, World};
use crate::{Action, Fact, MailName, NewDevice, Party, Place, Planned, Tap, TerminalId};

impl World {
    /// Does what the scenario planned for this moment.
    pub(super) fn carry_out(&mut self, planned: &Planned) {
        let (place, done) = match planned {
            Planned::Action(action) => {
                let action = self.meant(action);
                (place_of(&action), self.enter(&action))
            }
            Planned::Tap(device, tap) => {
                let device = self.meant_device(*device);
                let tap = tap
                    .try_name(|name| self.named(device, name).ok_or(NotPossible::NotOnThisDevice));
                let done = tap.and_then(|tap| self.enter(&Action::Tap(device, tap)));
                (Place::Device(device), done)
            }
            Planned::AddDevice(device, new) => self.plan_device(*device, new),
            Planned::Configure(device, change) => {
                let device = self.meant_device(*device);
                let present = self.devices.get(&device).ok_or(NotPossible::NoSuchDevice);
                let settings = present.and_then(|device| change.apply(device.app.settings()));
                let done = settings.and_then(|settings| {
                    self.enter(&Action::Tap(device, Tap::Configure(settings)))
                });
                (Place::Device(device), done)
            }
            Planned::CutDevice(device) => {
                let device = self.meant_device(*device);
                let has = |client| matches!(client, Party::Device(of, _) if of == device);
                (Place::Device(device), self.cut_all(has))
            }
            Planned::CutTerminal(terminal) => {
                let has = |client| client == Party::Terminal(*terminal);
                (Place::Terminal(*terminal), self.cut_all(has))
            }
        };
        if let Err(why) = done {
            self.follow(place, None, Fact::CouldNot(why));
        }
    }

    fn plan_device(
        &mut self,
        device: DeviceId,
        new: &NewDevice,
    ) -> (Place, Result<(), NotPossible>) {
        let next = self.next_device();
        let done = self.enter(&Action::AddDevice(Box::new(new.clone())));
        if done.is_err() {
            return (Place::Server(new.provider), done);
        }
        if next != device {
            self.renamed.insert(device, next);
        }
        (Place::Device(next), done)
    }

    /// The device that a plan means.
    fn meant_device(&self, device: DeviceId) -> DeviceId {
        self.renamed.get(&device).copied().unwrap_or(device)
    }

    /// A planned action on the device that it means.
    fn meant(&self, action: &Action) -> Action {
        match action {
            Action::SetOnline(device, online) => {
                Action::SetOnline(self.meant_device(*device), *online)
            }
            Action::SetLink(device, link) => Action::SetLink(self.meant_device(*device), *link),
            Action::RemoveDevice(device) => Action::RemoveDevice(self.meant_device(*device)),
            other => other.clone(),
        }
    }

    /// Cuts the connections of a client, reading before sending.
    fn cut_all(&mut self, has: impl Fn(Party) -> bool) -> Result<(), NotPossible> {
        let theirs = self.connections.values().filter(|c| has(c.client) && c.lost_by.is_none());
        let mut theirs: Vec<_> = theirs.map(|c| (c.client, c.id)).collect();
        let is_sending = |client: &Party| matches!(client, Party::Device(_, channel) if *channel == Channel::Sending);
        theirs.sort_by_key(|(client, id)| (is_sending(client), *id));
        if theirs.is_empty() {
            return Err(NotPossible::NoSuchConnection);
        }
        theirs.into_iter().try_for_each(|(_, id)| self.enter(&Action::Cut(id)))
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
}

/// Where an action that cannot be done would have happened.
fn place_of(action: &Action) -> Place {
    let terminal = |id: TerminalId| Place::Terminal(id);
    match action {
        Action::Tap(device, _)
        | Action::SetOnline(device, _)
        | Action::SetLink(device, _)
        | Action::RemoveDevice(device) => Place::Device(*device),
        Action::SetHost(host, _) => Place::Server(host.provider),
        Action::Deliver(provider, ..)
        | Action::Renumber(provider, ..)
        | Action::MakeUp(provider, ..)
        | Action::AddAccount(provider, _) => Place::Server(*provider),
        Action::AddDevice(new) => Place::Server(new.provider),
        Action::AddTerminal(new) => Place::Server(new.host.provider),
        Action::Dial(id) | Action::Type(id, _) | Action::HangUp(id) => terminal(*id),
        Action::Cut(_)
        | Action::AddProvider(_)
        | Action::AddListener(_)
        | Action::RemoveListener(_) => Place::NameServer,
    }
}
