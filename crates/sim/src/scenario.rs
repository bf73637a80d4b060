//! Scenarios: how a world begins. A TOML file with a version, and the mail files that it names.

use core::fmt;

use bytes::Bytes;
use mailscope_base::{
    AccountId, DateTime, DeviceId, Duration, EmailId, Flag, Flags, Instant, Keyword, ProviderId,
    UidValidity, WallClock, limits,
};
use mailscope_client::{
    AfterFetch, CheckFor, ImapPolicy, MailApp, OnDelete, Pop3Policy, Protocol, Settings, TlsPolicy,
};
use mailscope_server::dns::Zones;
use mailscope_store::{Mail, NewMessage, SpecialUse, Store};
use serde::Deserialize;
use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

use crate::{Action, Device, DeviceKind, Link, Listener, Network, Provider};

/// The version of the format that this program reads.
const VERSION: u32 = 1;

/// A scenario that has been read and found whole.
#[derive(Clone, Debug)]
pub struct Scenario {
    seed: u64,
    clock: WallClock,
    providers: Vec<Provider>,
    network: Network,
    listeners: Vec<Listener>,
    zones: Zones,
    devices: Vec<(Device, Instant)>,
    planned: Vec<(Instant, Action)>,
    later: Vec<Bytes>,
}

/// Why a scenario cannot be used. The text names the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioError {
    /// Not the TOML that was expected.
    Format(String),
    /// Made for another version of the format.
    Version(u32),
    /// It names a file that is not there.
    MissingFile(String),
    /// It says something that cannot be.
    Content(String),
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(what) => write!(f, "the scenario cannot be read: {what}"),
            Self::Version(version) => write!(
                f,
                "the scenario has format version {version}; this program reads version {VERSION}"
            ),
            Self::MissingFile(name) => {
                write!(f, "the scenario names the file {name}, which is missing")
            }
            Self::Content(what) => write!(f, "the scenario cannot be: {what}"),
        }
    }
}

impl core::error::Error for ScenarioError {}

impl Scenario {
    /// Reads a scenario. `file` gives the content of a file that it names, relative to it.
    pub fn parse(text: &str, file: impl Fn(&str) -> Option<Bytes>) -> Result<Self, ScenarioError> {
        // The version first: another version may have other fields.
        let version: Version =
            toml::from_str(text).map_err(|e| ScenarioError::Format(e.to_string()))?;
        if version.version != VERSION {
            return Err(ScenarioError::Version(version.version));
        }
        let form: Form = toml::from_str(text).map_err(|e| ScenarioError::Format(e.to_string()))?;
        form.build(&file)
    }

    /// The seed to use where nobody asks for another.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Mail that has not arrived yet, in the order in which it will.
    pub fn later(&self) -> &[Bytes] {
        &self.later
    }

    pub(crate) const fn clock(&self) -> WallClock {
        self.clock
    }

    pub(crate) fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter()
    }

    pub(crate) const fn network(&self) -> Network {
        self.network
    }

    pub(crate) fn listeners(&self) -> impl Iterator<Item = &Listener> {
        self.listeners.iter()
    }

    pub(crate) const fn zones(&self) -> &Zones {
        &self.zones
    }

    pub(crate) fn planned(&self) -> impl Iterator<Item = &(Instant, Action)> {
        self.planned.iter()
    }

    /// The mail that is there from the beginning.
    pub(crate) fn mails(&self) -> impl Iterator<Item = (EmailId, Mail)> {
        let accounts = self.providers.iter().flat_map(|provider| provider.store.accounts());
        let mailboxes = accounts.flat_map(|(_, account)| account.mailboxes());
        mailboxes.flat_map(|m| m.messages().iter().map(|m| (m.email, m.mail.clone())))
    }

    pub(crate) fn devices(&self) -> impl Iterator<Item = Device> {
        self.devices.iter().map(|(device, _)| device.clone())
    }

    pub(crate) fn switched_on(&self) -> impl Iterator<Item = (DeviceId, Instant)> {
        self.devices.iter().map(|(device, at)| (device.id, *at))
    }
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// The file, field by field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    #[allow(dead_code, reason = "read by `Version`; named here so that it is a known field")]
    version: u32,
    #[serde(default)]
    seed: u64,
    start: String,
    provider: ProviderForm,
    account: AccountForm,
    #[serde(default)]
    mail: Vec<MailForm>,
    #[serde(default)]
    later: Vec<String>,
    #[serde(default)]
    device: Vec<DeviceForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderForm {
    host: String,
    uid_validity: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountForm {
    user: String,
    password: String,
    #[serde(default)]
    mailbox: Vec<MailboxForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MailboxForm {
    name: String,
    role: Option<RoleForm>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RoleForm {
    Drafts,
    Sent,
    Trash,
    Junk,
    Archive,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MailForm {
    file: String,
    #[serde(default = "inbox")]
    mailbox: String,
    #[serde(default)]
    flags: Vec<String>,
}

fn inbox() -> String {
    "INBOX".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeviceForm {
    kind: KindForm,
    latency_ms: u64,
    #[serde(default)]
    bandwidth: u32,
    #[serde(default)]
    switched_on_after_ms: u64,
    protocol: ProtocolForm,
    check: CheckForm,
    on_delete: Option<OnDeleteForm>,
    after_fetch: Option<AfterFetchForm>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KindForm {
    Laptop,
    Phone,
    Tablet,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ProtocolForm {
    Imap,
    Pop3,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CheckForm {
    Idle,
    Manual,
    Minutes(u64),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OnDeleteForm {
    MoveToTrash,
    MarkDeleted,
    Expunge,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum AfterFetchForm {
    Leave,
    RemoveWhenDeletedHere,
    RemoveAtOnce,
}

fn content(what: impl Into<String>) -> ScenarioError {
    ScenarioError::Content(what.into())
}

impl Form {
    fn build(self, file: &impl Fn(&str) -> Option<Bytes>) -> Result<Scenario, ScenarioError> {
        let start = OffsetDateTime::parse(&self.start, &Rfc3339)
            .map_err(|_| content(format!("start = {:?} is not a date (RFC 3339)", self.start)))?;
        let clock = WallClock { start: date_time(start) };
        let (store, account) = self.store(clock, file)?;
        if self.device.len() > limits::DEVICES_MAX {
            return Err(content(format!("more than {} devices", limits::DEVICES_MAX)));
        }
        let mut devices = Vec::new();
        for (id, form) in (0..).zip(&self.device) {
            devices.push(form.build(DeviceId(id), &self.account)?);
        }
        let read =
            |name: &String| file(name).ok_or_else(|| ScenarioError::MissingFile(name.clone()));
        let later = self.later.iter().map(read).collect::<Result<_, _>>()?;
        let provider = Provider::with_one_host(ProviderId(0), &self.provider.host, store, account);
        let (listeners, planned) = (Vec::new(), Vec::new());
        Ok(Scenario {
            seed: self.seed,
            clock,
            providers: vec![provider],
            network: Network::default(),
            listeners,
            zones: Zones::default(),
            devices,
            planned,
            later,
        })
    }

    fn store(
        &self,
        clock: WallClock,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<(Store, AccountId), ScenarioError> {
        let validity = usize::try_from(self.provider.uid_validity).ok().and_then(UidValidity::new);
        let mut store =
            Store::new(validity.ok_or_else(|| content("uid_validity is 0 (RFC 9051 §2.3.1.1)"))?);
        let account =
            store.create_account(&self.account.user, &self.provider.host, &self.account.password);
        for mailbox in &self.account.mailbox {
            let role = mailbox.role.map(special_use);
            store
                .create_mailbox(account, &mailbox.name, role)
                .map_err(|e| content(format!("mailbox {:?}: {e}", mailbox.name)))?;
        }
        for mail in &self.mail {
            let bytes =
                file(&mail.file).ok_or_else(|| ScenarioError::MissingFile(mail.file.clone()))?;
            let received = date_of(&bytes).unwrap_or(clock.start);
            let flags = flags(&mail.flags)?;
            let message =
                NewMessage { mail: Mail::new(bytes), flags, received, saved: clock.start };
            store
                .append(account, &mail.mailbox, message)
                .map_err(|e| content(format!("{}: {e}", mail.file)))?;
        }
        Ok((store, account))
    }
}

impl DeviceForm {
    fn build(
        &self,
        id: DeviceId,
        account: &AccountForm,
    ) -> Result<(Device, Instant), ScenarioError> {
        let check = match self.check {
            CheckForm::Idle => CheckFor::Idle,
            CheckForm::Manual => CheckFor::Manual,
            CheckForm::Minutes(0) => return Err(content("check = { minutes = 0 }")),
            CheckForm::Minutes(minutes) => CheckFor::Every(Duration::from_mins(minutes)),
        };
        let protocol = match (self.protocol, check) {
            (ProtocolForm::Pop3, CheckFor::Idle) => {
                return Err(content("a POP3 device with check = \"idle\": POP3 has no IDLE"));
            }
            (ProtocolForm::Imap, check) => {
                let on_delete = match self.on_delete {
                    None | Some(OnDeleteForm::MoveToTrash) => OnDelete::MoveToTrash,
                    Some(OnDeleteForm::MarkDeleted) => OnDelete::MarkDeleted,
                    Some(OnDeleteForm::Expunge) => OnDelete::Expunge,
                };
                Protocol::Imap(ImapPolicy { check, on_delete })
            }
            (ProtocolForm::Pop3, check) => {
                let after_fetch = match self.after_fetch {
                    None | Some(AfterFetchForm::Leave) => AfterFetch::Leave,
                    Some(AfterFetchForm::RemoveWhenDeletedHere) => {
                        AfterFetch::RemoveWhenDeletedHere
                    }
                    Some(AfterFetchForm::RemoveAtOnce) => AfterFetch::RemoveAtOnce,
                };
                Protocol::Pop3(Pop3Policy { check, after_fetch })
            }
        };
        let settings = Settings {
            user: account.user.clone(),
            password: account.password.clone(),
            protocol,
            tls: TlsPolicy::Never,
            sending: None,
        };
        let kind = match self.kind {
            KindForm::Laptop => DeviceKind::Laptop,
            KindForm::Phone => DeviceKind::Phone,
            KindForm::Tablet => DeviceKind::Tablet,
        };
        let latency = Duration::from_millis(self.latency_ms);
        let link = Link { latency, bandwidth: self.bandwidth };
        let device = Device {
            id,
            kind,
            name: None,
            app: MailApp::new(settings),
            link,
            provider: ProviderId(0),
            account: AccountId(0),
            reading: None,
            sending: None,
        };
        Ok((device, Instant::START + Duration::from_millis(self.switched_on_after_ms)))
    }
}

const fn special_use(role: RoleForm) -> SpecialUse {
    match role {
        RoleForm::Drafts => SpecialUse::Drafts,
        RoleForm::Sent => SpecialUse::Sent,
        RoleForm::Trash => SpecialUse::Trash,
        RoleForm::Junk => SpecialUse::Junk,
        RoleForm::Archive => SpecialUse::Archive,
    }
}

fn flags(names: &[String]) -> Result<Flags, ScenarioError> {
    let flag = |name: &String| {
        let system = Flag::SYSTEM.into_iter().find(|f| f.as_str().eq_ignore_ascii_case(name));
        match system {
            Some(flag) => Ok(flag),
            None if name.starts_with('\\') => Err(content(format!("there is no flag {name}"))),
            None => Ok(Flag::Keyword(Keyword::new(name))),
        }
    };
    names.iter().map(flag).collect()
}

fn date_time(date: OffsetDateTime) -> DateTime {
    DateTime { unix_secs: date.unix_timestamp(), offset_mins: date.offset().whole_minutes() }
}

/// The date of the topmost `Received:`, else of `Date:`, as mail that was there before carries it.
fn date_of(mail: &[u8]) -> Option<DateTime> {
    let text = core::str::from_utf8(mail.get(..mail.len().min(limits::LINE_OCTETS_MAX))?)
        .unwrap_or_default();
    let header = text.split("\r\n\r\n").next()?;
    let date = header.split("\r\n").find_map(|line| line.strip_prefix("Date:"))?;
    OffsetDateTime::parse(date.trim(), &Rfc2822).ok().map(date_time)
}
