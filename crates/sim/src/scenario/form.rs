//! The file, field by field.

use std::net::IpAddr;

use mailscope_client::{AfterFetch, Drafts, Fetches, Keeps, OnDelete, SentCopy, Shows, TlsPolicy};
use mailscope_server::dns::Zone;
use mailscope_wire::Service;
use serde::Deserialize;

use super::action::ActionForm;
use super::fill::FillForm;
use super::profile::ProfileForm;
use super::smtp::SmtpForm;
use super::span::Span;
use super::words::Words;

/// Version 2 of the format.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Version2"))]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// The version of the format.
    #[allow(dead_code, reason = "read by `Version`; named here so that it is a known field")]
    #[cfg_attr(feature = "schema", schemars(extend("const" = 2)))]
    pub(super) version: u32,
    /// What it is called.
    pub(super) title: Option<Words>,
    /// What it shows, in a sentence.
    pub(super) about: Option<Words>,
    /// A question to answer before it runs.
    pub(super) ask: Option<Words>,
    /// The seed where nobody asks for another.
    #[serde(default)]
    pub(super) seed: u64,
    /// The date at the beginning (RFC 3339).
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub(super) start: String,
    /// The end; without it, when nothing is under way.
    pub(super) until: Option<Span>,
    /// Between providers, and to the name servers.
    pub(super) network: Option<NetworkForm>,
    /// Those who keep mail for people.
    #[serde(default)]
    pub(super) provider: Vec<ProviderForm>,
    /// What people read and write mail with.
    #[serde(default)]
    pub(super) device: Vec<DeviceForm>,
    /// Where people type commands.
    #[serde(default)]
    pub(super) terminal: Vec<TerminalForm>,
    /// In the place of the zone that follows from the hosts of a provider.
    #[serde(default)]
    pub(super) zone: Vec<Zone>,
    /// Who is on a wire.
    #[serde(default)]
    pub(super) listener: Vec<ListenerForm>,
    /// Servers in trouble.
    #[serde(default)]
    pub(super) fault: Vec<FaultForm>,
    /// What happens, and when.
    #[serde(default)]
    pub(super) action: Vec<ActionForm>,
    /// Files of mail that a person can let arrive at the first provider.
    #[serde(default)]
    pub(super) later: Vec<String>,
}

/// What lies between providers.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkForm {
    /// One way, in milliseconds.
    pub(super) latency_ms: u64,
    /// Octets per second each way; 0 is without limit.
    #[serde(default)]
    pub(super) bandwidth: u32,
    /// To the name servers, one way, in milliseconds.
    pub(super) dns_latency_ms: Option<u64>,
    /// Cuts what is written at once; without it, nothing is cut.
    pub(super) segment_octets: Option<u16>,
}

/// Who keeps mail for people: a domain with its hosts and accounts.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderForm {
    /// Its domain.
    pub(super) name: String,
    /// Where its mailboxes begin to count UIDVALIDITY.
    pub(super) uid_validity: u32,
    /// What its servers do about TLS.
    #[serde(default)]
    pub(super) tls: ServerTls,
    /// What its servers show of themselves.
    #[serde(default)]
    pub(super) certificate: CertificateForm,
    /// What it does about TLS as a client of other providers.
    #[serde(default = "if_offered")]
    pub(super) relay_tls: TlsPolicy,
    /// The rules of its SMTP servers.
    #[serde(default)]
    pub(super) smtp: SmtpForm,
    /// What it does that no protocol asks for.
    #[serde(default)]
    pub(super) profile: ProfileForm,
    /// Without any: `mail.NAME` for people, `mx.NAME` for mail.
    #[serde(default)]
    pub(super) host: Vec<HostForm>,
    /// Its accounts.
    #[serde(default)]
    pub(super) user: Vec<UserForm>,
}

const fn if_offered() -> TlsPolicy {
    TlsPolicy::IfOffered
}

/// What the servers of a provider do about TLS.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ServerTls {
    /// They have none.
    None,
    /// STARTTLS, STLS and the ports that begin with TLS.
    #[default]
    Offered,
    /// The same, and no password in clear.
    Required,
}

/// The certificate of a provider.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CertificateForm {
    /// The names that it is for; without them, those of the hosts of the provider.
    pub(super) names: Option<Vec<String>>,
    /// Whether it is vouched for.
    pub(super) trusted: Option<bool>,
    /// How long it is.
    pub(super) octets: Option<u32>,
}

/// A server by its name.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct HostForm {
    /// Its name in the DNS.
    pub(super) name: String,
    /// Without it, one from 192.0.2.0/24.
    pub(super) address: Option<IpAddr>,
    /// What it answers to.
    pub(super) services: Option<Vec<ServiceForm>>,
    /// A mail host of the domain, with this preference (RFC 5321 §5.1).
    pub(super) mx: Option<u16>,
}

/// What a host answers to.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ServiceForm {
    Imap,
    Pop3,
    Smtp,
    Submission,
    Web,
}

impl From<ServiceForm> for Service {
    fn from(form: ServiceForm) -> Self {
        match form {
            ServiceForm::Imap => Self::Imap,
            ServiceForm::Pop3 => Self::Pop3,
            ServiceForm::Smtp => Self::Smtp,
            ServiceForm::Submission => Self::Submission,
            ServiceForm::Web => Self::Web,
        }
    }
}

/// An account of a provider.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct UserForm {
    /// What stands before the `@`.
    pub(super) name: String,
    /// What people call them.
    #[serde(default)]
    pub(super) full_name: String,
    /// What they log in with.
    pub(super) password: String,
    /// How much their mail may take.
    pub(super) quota_octets: Option<u64>,
    /// Mailboxes besides INBOX.
    #[serde(default)]
    pub(super) mailbox: Vec<MailboxForm>,
    /// Mail by the hundred.
    #[serde(default)]
    pub(super) fill: Vec<FillForm>,
    /// Mail that is there from the beginning.
    #[serde(default)]
    pub(super) mail: Vec<MailForm>,
}

/// A mailbox besides INBOX.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct MailboxForm {
    /// Its name, with `/` between levels.
    pub(super) name: String,
    /// What it is for (RFC 6154 §2).
    pub(super) role: Option<RoleForm>,
    /// Whether the account has subscribed to it.
    #[serde(default)]
    pub(super) subscribed: bool,
}

/// What a mailbox is for.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum RoleForm {
    Drafts,
    Sent,
    Trash,
    Junk,
    Archive,
}

/// A mail in a file.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct MailForm {
    /// Beside the scenario; or `/mail/NAME.eml`, which ships with the program.
    pub(super) file: String,
    /// Where it lies.
    #[serde(default = "inbox")]
    pub(super) mailbox: String,
    /// System flags with their backslash, and keywords.
    #[serde(default)]
    pub(super) flags: Vec<String>,
}

fn inbox() -> String {
    "INBOX".to_owned()
}

/// A mail app on a device, or a web page in a browser.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceForm {
    /// What it looks like.
    pub(super) kind: KindForm,
    /// Without it, the user and the kind: "ada's laptop".
    pub(super) name: Option<String>,
    /// Where its mail is; the first one if left out.
    pub(super) provider: Option<String>,
    /// Whose it is; the first one if left out.
    pub(super) user: Option<String>,
    /// One way, in milliseconds.
    pub(super) latency_ms: u64,
    /// Octets per second each way; 0 is without limit.
    #[serde(default)]
    pub(super) bandwidth: u32,
    /// Milliseconds after the beginning.
    #[serde(default)]
    pub(super) switched_on_after_ms: u64,
    /// How it reads mail.
    pub(super) protocol: ProtocolForm,
    /// When it looks for changes.
    pub(super) check: CheckForm,
    /// What "Delete" does under IMAP.
    pub(super) on_delete: Option<OnDelete>,
    /// How much an IMAP device keeps.
    pub(super) keeps: Option<Keeps>,
    /// Which mailboxes an IMAP device shows.
    pub(super) shows: Option<Shows>,
    /// Where an IMAP device keeps drafts.
    pub(super) drafts: Option<Drafts>,
    /// What becomes of the server's copy under POP3.
    pub(super) after_fetch: Option<AfterFetch>,
    /// How much a POP3 device fetches.
    pub(super) fetches: Option<Fetches>,
    /// TLS for reading.
    #[serde(default)]
    pub(super) tls: TlsPolicy,
    /// How it sends; without it, it only reads.
    pub(super) sending: Option<SendingForm>,
}

/// How a device sends.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct SendingForm {
    /// TLS for sending.
    #[serde(default)]
    pub(super) tls: TlsPolicy,
    /// Where a copy of what was sent is kept.
    #[serde(default)]
    pub(super) sent: SentCopy,
}

/// What a device looks like.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindForm {
    Laptop,
    Phone,
    Tablet,
    Webmail,
}

/// How a device reads mail.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ProtocolForm {
    Imap,
    Pop3,
    Webmail,
}

/// When a device looks for changes.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum CheckForm {
    /// The server calls (IMAP only).
    Idle,
    /// When a person asks.
    Manual,
    /// Every so many minutes.
    Minutes(u64),
}

/// Somebody on a wire: a device's, or the one between two providers.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ListenerForm {
    /// What people call it.
    pub(super) name: String,
    /// The device whose wire it is.
    pub(super) device: Option<String>,
    /// The two providers whose wire it is.
    pub(super) between: Option<[String; 2]>,
    /// What it does besides.
    #[serde(default)]
    pub(super) does: DoesForm,
}

/// What a listener does besides listening.
#[derive(Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum DoesForm {
    /// Nothing.
    #[default]
    Listens,
    /// Takes STARTTLS and STLS out of what a server offers.
    StripsStarttls,
    /// Shows a certificate of its own.
    FalseCertificate,
}

/// A host, or all hosts of a provider, in trouble for a time.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct FaultForm {
    /// The one host.
    pub(super) host: Option<String>,
    /// All hosts of a provider.
    pub(super) provider: Option<String>,
    /// When it begins.
    #[serde(default)]
    pub(super) from: Span,
    /// When it ends; without it, never.
    pub(super) to: Option<Span>,
    /// What is the matter.
    pub(super) is: ConditionForm,
}

/// What is the matter with a host.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConditionForm {
    /// It says nothing.
    Down,
    /// It answers at once that nothing listens.
    Refuses,
    /// It cuts each connection when its client has written so many octets.
    CutsAfter(u64),
    /// It carries so many octets a second.
    Slow(u32),
}

/// Where a person types commands: `telnet`, or `openssl s_client`.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct TerminalForm {
    /// What people call it.
    pub(super) name: String,
    /// The first one if left out.
    pub(super) provider: Option<String>,
    /// The provider's first host with the service if left out.
    pub(super) host: Option<String>,
    /// What it is connected to.
    pub(super) service: ServiceForm,
    /// Whether it begins with TLS.
    #[serde(default)]
    pub(super) tls: TerminalTls,
    /// On that device's network: its link, its listeners.
    pub(super) beside: Option<String>,
    /// A link of its own, one way, in milliseconds.
    pub(super) latency_ms: Option<u64>,
    /// Octets per second each way; 0 is without limit.
    pub(super) bandwidth: Option<u32>,
}

/// Whether a terminal begins with TLS. STARTTLS and STLS are typed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum TerminalTls {
    #[default]
    Never,
    Implicit,
}
