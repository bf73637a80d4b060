//! A filled-in form becomes an action, or a sentence beside the field that is wrong.

use bytes::Bytes;
use mailscope_base::{AccountId, Address, ConnectionId, DeviceId, Duration, Prng, ProviderId};
use mailscope_sim::client::{Draft, SendingSettings, SentCopy, Settings, TlsPolicy, letter};
use mailscope_sim::{
    Action, Condition, DeviceKind, Does, HostId, Link, ListenerId, NewAccount, NewDevice,
    NewListener, NewProvider, NotPossible, Wire,
};

use super::STAGE_DEVICES_MAX;
use super::check::{self, Field, Refused};
use crate::desk::not_possible;
use crate::devices::policy;
use crate::{Desk, Text};

/// Mails of a school week.
pub const SCHOOL_WEEK: u32 = 100;

/// Something that a person changes in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Build {
    /// One more device.
    AddDevice(DeviceForm),
    /// A device is taken away.
    RemoveDevice(DeviceId),
    /// The network comes or goes.
    SetOnline(DeviceId, bool),
    /// Another line.
    SetLink(DeviceId, LinkForm),
    /// A connection is cut now.
    Cut(ConnectionId),
    /// A host breaks, or is mended.
    SetHost(HostId, HostForm),
    /// One more account.
    AddAccount(ProviderId, AccountForm),
    /// One more provider.
    AddProvider(ProviderForm),
    /// Somebody comes to a wire.
    AddListener(ListenerForm),
    /// Somebody leaves a wire.
    RemoveListener(ListenerId),
    /// A mail arrives from outside.
    Write(MailForm),
    /// A person's own mail arrives.
    Deliver(ProviderId, AccountId, Vec<Bytes>),
    /// The mail of a school week arrives.
    Week(ProviderId, AccountId),
    /// The scenario's next mail arrives.
    LetArrive,
}

/// How a device reads mail, where it has the choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// By IMAP.
    #[default]
    Imap,
    /// By POP3.
    Pop3,
}

/// A new device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceForm {
    /// What kind of thing.
    pub kind: DeviceKind,
    /// What people call it; may be empty.
    pub name: String,
    /// Whose mail.
    pub account: (ProviderId, AccountId),
    /// How it reads mail.
    pub reading: Reading,
    /// The answers that are not the usual ones: keys of [`PolicyChoice`](crate::PolicyChoice).
    pub keys: Vec<&'static str>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkForm {
    /// Milliseconds one way.
    pub latency: String,
    /// Octets per second; 0 for without limit.
    pub bandwidth: String,
}

/// How a host shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostForm {
    /// How.
    pub state: HostState,
    /// The number that belongs to it.
    pub number: String,
}

/// How a host can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostState {
    /// It works.
    Up,
    /// It is silent.
    Down,
    /// It takes no connections.
    Refuses,
    /// It loses each connection after so many octets.
    Cuts,
    /// It is slow.
    Slow,
}

impl HostState {
    /// Each, in order.
    pub const ALL: [Self; 5] = [Self::Up, Self::Down, Self::Refuses, Self::Cuts, Self::Slow];

    pub(super) fn of(condition: Condition) -> (Self, u64) {
        match condition {
            Condition::Up => (Self::Up, 0),
            Condition::Down => (Self::Down, 0),
            Condition::Refuses => (Self::Refuses, 0),
            Condition::CutsAfter(octets) => (Self::Cuts, octets),
            Condition::Slow(rate) => (Self::Slow, u64::from(rate)),
        }
    }

    /// Whether a number belongs to it.
    pub const fn has_number(self) -> bool {
        matches!(self, Self::Cuts | Self::Slow)
    }
}

/// A new account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountForm {
    /// What stands before the `@`.
    pub user: String,
    /// An invented password.
    pub password: String,
}

/// A new provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderForm {
    /// Its domain.
    pub domain: String,
    /// Whether its mailboxes are labels.
    pub labels: bool,
    /// Its first account.
    pub account: AccountForm,
}

/// Somebody who comes to a wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenerForm {
    /// What people call it.
    pub name: String,
    /// Where.
    pub on: Wire,
    /// What it does there.
    pub does: Does,
}

/// A mail from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailForm {
    /// For whom.
    pub to: (ProviderId, AccountId),
    /// From whom.
    pub from: String,
    /// What about.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl Desk {
    /// Carries out what a person has filled in. On an error nothing is changed, and it says beside which
    /// field to say why.
    pub fn build(&mut self, deed: Build) -> Result<(), Refused> {
        let field = deed.own_field();
        let action = self.build_action(deed)?;
        self.act(action).map_err(|text| Refused::new(field, text))
    }

    fn build_action(&self, deed: Build) -> Result<Action, Refused> {
        Ok(match deed {
            Build::AddDevice(form) => Action::AddDevice(Box::new(self.new_device(&form)?)),
            Build::RemoveDevice(device) => {
                if self.world().devices().len() < 2 {
                    return Err(Refused::new(Field::Whole, Text::new("build-error-last-device")));
                }
                Action::RemoveDevice(device)
            }
            Build::SetOnline(device, online) => Action::SetOnline(device, online),
            Build::SetLink(device, form) => Action::SetLink(
                device,
                Link {
                    latency: Duration::from_millis(check::latency(&form.latency)?),
                    bandwidth: check::bandwidth(&form.bandwidth, Field::Bandwidth)?,
                },
            ),
            Build::Cut(connection) => Action::Cut(connection),
            Build::SetHost(host, form) => Action::SetHost(host, condition(&form)?),
            Build::AddAccount(provider, form) => Action::AddAccount(provider, new_account(&form)?),
            Build::AddProvider(form) => Action::AddProvider(Box::new(new_provider(&form)?)),
            Build::AddListener(form) => {
                let name = check::name(&form.name, Field::Name)?;
                if name.is_empty() {
                    return Err(Refused::new(Field::Name, Text::new("build-error-empty")));
                }
                let ListenerForm { on, does, .. } = form;
                Action::AddListener(NewListener { name: name.into(), on, does })
            }
            Build::RemoveListener(listener) => Action::RemoveListener(listener),
            Build::Write(form) => {
                let (provider, account) = form.to;
                Action::Deliver(provider, account, vec![self.written(&form)?])
            }
            Build::Deliver(provider, account, mails) => {
                if !check::fits(&mails) {
                    return Err(Refused::new(Field::Whole, not_possible(NotPossible::TooMuch)));
                }
                Action::Deliver(provider, account, mails)
            }
            Build::Week(provider, account) => Action::MakeUp(provider, account, SCHOOL_WEEK),
            Build::LetArrive => self
                .action(crate::Deed::LetArrive)
                .map_err(|text| Refused::new(Field::Whole, text))?,
        })
    }

    fn new_device(&self, form: &DeviceForm) -> Result<NewDevice, Refused> {
        let world = self.world();
        if world.devices().len() >= STAGE_DEVICES_MAX {
            let text = Text::new("build-error-devices").number("max", STAGE_DEVICES_MAX as u64);
            return Err(Refused::new(Field::Whole, text));
        }
        let name = check::name(&form.name, Field::Name)?;
        if !name.is_empty() && world.devices().any(|other| other.name.as_deref() == Some(&*name)) {
            return Err(Refused::new(Field::Name, Text::new("error-name-taken")));
        }
        let (provider, account) = form.account;
        let settings = self.settings(form);
        let settings =
            settings.ok_or_else(|| Refused::new(Field::Account, Text::new("error-no-account")))?;
        let millis = match form.kind {
            DeviceKind::Phone => 55,
            DeviceKind::Laptop | DeviceKind::Webmail => 18,
            DeviceKind::Tablet => 30,
        };
        Ok(NewDevice {
            kind: form.kind,
            name: (!name.is_empty()).then(|| name.into()),
            provider,
            account,
            settings: chosen(settings, &form.keys),
            link: Link { latency: Duration::from_millis(millis), bandwidth: 0 },
        })
    }

    /// The settings of a new device before anything is chosen: those of the account, and what most apps
    /// begin with. TLS is as on another device with the account, so that it gets in as that one does.
    fn settings(&self, form: &DeviceForm) -> Option<Settings> {
        let (provider, account) = form.account;
        let store = &self.world().provider_of(provider)?.store;
        let owner = store.account(account)?;
        let (_, password) = store.credentials(owner.user.as_bytes())?;
        let theirs = |device: &&mailscope_sim::Device| {
            (device.provider, device.account) == (provider, account)
        };
        let like = self.world().devices_ever().find(theirs).map(|device| device.app.settings());
        let name = like.and_then(|settings| Some(settings.sending.as_ref()?.name.clone()));
        let tls = like.map_or(TlsPolicy::IfOffered, |settings| settings.tls);
        let sent = match form.kind {
            DeviceKind::Webmail => SentCopy::ByProvider,
            _ => SentCopy::default(),
        };
        Some(Settings {
            user: owner.user.to_string(),
            password: password.to_owned(),
            protocol: form.reading.protocol(form.kind),
            tls,
            sending: Some(SendingSettings {
                name: name.unwrap_or_default(),
                address: Address::new(&owner.user, &owner.domain),
                user: owner.user.to_string(),
                password: password.to_owned(),
                tls: like.and_then(|s| s.sending.as_ref()).map_or(tls, |sending| sending.tls),
                sent,
            }),
        })
    }

    fn written(&self, form: &MailForm) -> Result<Bytes, Refused> {
        let (provider, account) = form.to;
        let world = self.world();
        let owner = world.provider_of(provider).and_then(|p| p.store.account(account));
        let owner =
            owner.ok_or_else(|| Refused::new(Field::Account, Text::new("error-no-account")))?;
        let (name, address) = check::sender(&form.from)?;
        let draft = Draft {
            to: vec![Address::new(&owner.user, &owner.domain)],
            subject: check::subject(&form.subject)?,
            text: check::text(&form.text)?,
            ..Draft::default()
        };
        // The same mail at the same place in the same world, whoever replays it.
        let mut chance = Prng::new(u64::from(world.turn()));
        let date = world.clock().at(self.now());
        Ok(letter(&draft, &name, &address, date, &mut chance))
    }
}

impl Build {
    /// The field that a refusal by the world is about.
    const fn own_field(&self) -> Field {
        match self {
            Self::AddAccount(..) => Field::User,
            Self::AddProvider(_) => Field::Domain,
            _ => Field::Whole,
        }
    }
}

/// The settings with these answers, each as far as it can be given.
pub(super) fn chosen(settings: Settings, keys: &[&'static str]) -> Settings {
    keys.iter().fold(settings, |settings, key| policy::choose(&settings, key))
}

fn condition(form: &HostForm) -> Result<Condition, Refused> {
    Ok(match form.state {
        HostState::Up => Condition::Up,
        HostState::Down => Condition::Down,
        HostState::Refuses => Condition::Refuses,
        HostState::Cuts => {
            Condition::CutsAfter(check::number(&form.number, Field::Number, u64::from(u32::MAX))?)
        }
        HostState::Slow => match check::bandwidth(&form.number, Field::Number)? {
            0 => return Err(Refused::new(Field::Number, Text::new("build-error-standstill"))),
            rate => Condition::Slow(rate),
        },
    })
}

fn new_account(form: &AccountForm) -> Result<NewAccount, Refused> {
    let user = form.user.trim();
    let password = form.password.trim();
    if user.is_empty() {
        return Err(Refused::new(Field::User, Text::new("build-error-empty")));
    }
    let account = NewAccount { user: user.into(), password: password.into() };
    let named = NewAccount { password: "x".into(), ..account.clone() };
    if !named.is_possible() {
        return Err(Refused::new(Field::User, Text::new("build-error-user")));
    }
    if !account.is_possible() {
        return Err(Refused::new(Field::Password, Text::new("build-error-password")));
    }
    Ok(account)
}

fn new_provider(form: &ProviderForm) -> Result<NewProvider, Refused> {
    let domain = form.domain.trim().to_ascii_lowercase();
    let account = new_account(&form.account);
    let profile = if form.labels { "gmail-like" } else { "by-the-book" };
    let dummy = NewAccount { user: "x".into(), password: "x".into() };
    let mut provider =
        NewProvider { name: domain.as_str().into(), profile: profile.into(), account: dummy };
    if domain.is_empty() {
        return Err(Refused::new(Field::Domain, Text::new("build-error-empty")));
    }
    if !provider.is_possible() {
        return Err(Refused::new(Field::Domain, Text::new("build-error-domain")));
    }
    provider.account = account?;
    Ok(provider)
}
