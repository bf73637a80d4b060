//! What comes into a world, and what is taken away: devices, accounts, providers, people on wires.

use bytes::Bytes;
use mailscope_base::{AccountId, Address, DeviceId, ProviderId, limits};
use mailscope_client::MailApp;

use super::{NotPossible, Pending, World};
use crate::scenario::{new_account, new_provider, school_week};
use crate::{
    Action, Fact, Listener, ListenerId, NewAccount, NewDevice, NewListener, NewProvider, Place,
    Wire,
};

impl World {
    /// So many mails for an account that are unlike those that are there.
    pub(super) fn made_up(
        &self,
        provider: ProviderId,
        account: AccountId,
        count: u32,
    ) -> Result<Vec<Bytes>, NotPossible> {
        let owner = self.account_of(provider, account)?;
        if count > limits::MADE_UP_MAX {
            return Err(NotPossible::TooMuch);
        }
        let to = Address::new(&owner.user, &owner.domain);
        let first = u32::try_from(self.mails.len()).unwrap_or(u32::MAX);
        Ok(school_week(first, count, &to, self.clock.at(self.now)))
    }

    /// The number of the next device. No number is given twice.
    pub(super) fn next_device(&self) -> DeviceId {
        let ever = self.devices.len() + self.gone.len();
        DeviceId(u16::try_from(ever).unwrap_or(u16::MAX))
    }

    pub(super) fn add_device(
        &mut self,
        new: &NewDevice,
        action: &Action,
    ) -> Result<(), NotPossible> {
        let id = self.next_device();
        if self.devices.len() >= limits::DEVICES_MAX
            || usize::from(id.0) >= limits::DEVICES_EVER_MAX
        {
            return Err(NotPossible::TooMany);
        }
        self.account_of(new.provider, new.account)?;
        self.devices.insert(id, new.build(id).in_world(self.seed));
        let cause = self.act(Place::Device(id), action);
        let entry = self.follow(Place::Device(id), Some(cause), Fact::SwitchedOn);
        self.app_turn(id, entry, MailApp::start);
        Ok(())
    }

    /// Switches a device off, as a person does, and takes it away. Its connections end; what was on
    /// its way to it is lost.
    pub(super) fn remove_device(
        &mut self,
        id: DeviceId,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if !self.has_device(id) {
            return Err(NotPossible::NoSuchDevice);
        }
        let entry = self.act(Place::Device(id), action);
        self.app_turn(id, entry, |app, cx| app.set_online(false, cx));
        self.queue = self
            .queue
            .iter()
            .filter(|(_, pending)| !matches!(pending, Pending::SwitchOn(device) if *device == id))
            .map(|(when, pending)| (*when, pending.clone()))
            .collect();
        if let Some(device) = self.devices.remove(&id) {
            self.gone.insert(id, device);
        }
        Ok(())
    }

    pub(super) fn add_account(
        &mut self,
        id: ProviderId,
        new: &NewAccount,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if !new.is_possible() {
            return Err(NotPossible::NoName);
        }
        let clock = self.clock;
        let provider = self.provider_mut(id).ok_or(NotPossible::NoSuchProvider)?;
        if provider.store.accounts().count() >= limits::ACCOUNTS_MAX {
            return Err(NotPossible::TooMany);
        }
        let is_taken = |user: &str| user.eq_ignore_ascii_case(&new.user);
        if provider.store.accounts().any(|(_, account)| is_taken(&account.user)) {
            return Err(NotPossible::NameTaken);
        }
        // A copy: where it does not succeed, nothing has changed.
        let mut store = provider.store.clone();
        let labelled = store.has_labels(provider.account);
        new_account(&mut store, (&provider.name, labelled), new, clock)
            .map_err(|_| NotPossible::TooMany)?;
        provider.store = store;
        self.act(Place::Server(id), action);
        Ok(())
    }

    pub(super) fn add_provider(
        &mut self,
        new: &NewProvider,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if !new.is_possible() {
            return Err(NotPossible::NoName);
        }
        if self.providers.len() >= limits::PROVIDERS_MAX {
            return Err(NotPossible::TooMany);
        }
        let id = u16::try_from(self.providers.len()).map_err(|_| NotPossible::TooMany)?;
        let (provider, zone) =
            new_provider(new, ProviderId(id), self.clock).map_err(|_| NotPossible::NoName)?;
        let taken = self.provider_named(&new.name).is_some()
            || self.zones.iter().any(|other| other.name() == zone.name());
        if taken {
            return Err(NotPossible::NameTaken);
        }
        self.providers.push_back(provider);
        self.zones.insert(zone);
        self.act(Place::Server(ProviderId(id)), action);
        Ok(())
    }

    pub(super) fn add_listener(
        &mut self,
        new: &NewListener,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if self.listeners.len() >= limits::LISTENERS_MAX {
            return Err(NotPossible::TooMany);
        }
        let place = match new.on {
            Wire::Device(device) if self.has_device(device) => Place::Device(device),
            Wire::Device(_) => return Err(NotPossible::NoSuchDevice),
            Wire::Between(one, other) => {
                let both = self.provider_of(one).and(self.provider_of(other));
                if one == other || both.is_none() {
                    return Err(NotPossible::NoSuchProvider);
                }
                Place::Server(one)
            }
        };
        let NewListener { name, on, does } = new.clone();
        self.listeners.push_back(Listener { name, on, does, gone: false });
        self.act(place, action);
        Ok(())
    }

    /// Who leaves a wire hears what is connected there now to its end.
    pub(super) fn remove_listener(
        &mut self,
        id: ListenerId,
        action: &Action,
    ) -> Result<(), NotPossible> {
        let listener = self.listeners.get_mut(usize::from(id.0)).filter(|listener| !listener.gone);
        let listener = listener.ok_or(NotPossible::NoSuchListener)?;
        listener.gone = true;
        let place = match listener.on {
            Wire::Device(device) => Place::Device(device),
            Wire::Between(one, _) => Place::Server(one),
        };
        self.act(place, action);
        Ok(())
    }
}
