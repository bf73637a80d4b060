//! The file, field by field.

use std::net::IpAddr;

use mailscope_client::{AfterFetch, Drafts, Fetches, Keeps, OnDelete, SentCopy, Shows, TlsPolicy};
use mailscope_server::dns::Zone;
use mailscope_wire::Service;
use serde::Deserialize;

use super::fill::FillForm;
use super::profile::ProfileForm;
use super::smtp::SmtpForm;
use super::span::Span;
use super::words::Words;
use crate::PolicyChange;

/// Version 2 of the format.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    #[allow(dead_code, reason = "read by `Version`; named here so that it is a known field")]
    pub(super) version: u32,
    pub(super) title: Option<Words>,
    pub(super) about: Option<Words>,
    pub(super) ask: Option<Words>,
    #[serde(default)]
    pub(super) seed: u64,
    pub(super) start: String,
    pub(super) until: Option<Span>,
    pub(super) network: Option<NetworkForm>,
    #[serde(default)]
    pub(super) provider: Vec<ProviderForm>,
    #[serde(default)]
    pub(super) device: Vec<DeviceForm>,
    #[serde(default)]
    pub(super) terminal: Vec<TerminalForm>,
    #[serde(default)]
    pub(super) zone: Vec<Zone>,
    #[serde(default)]
    pub(super) listener: Vec<ListenerForm>,
    #[serde(default)]
    pub(super) fault: Vec<FaultForm>,
    #[serde(default)]
    pub(super) action: Vec<ActionForm>,
    #[serde(default)]
    pub(super) later: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkForm {
    pub(super) latency_ms: u64,
    #[serde(default)]
    pub(super) bandwidth: u32,
    pub(super) dns_latency_ms: Option<u64>,
    pub(super) segment_octets: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderForm {
    pub(super) name: String,
    pub(super) uid_validity: u32,
    #[serde(default)]
    pub(super) tls: ServerTls,
    #[serde(default)]
    pub(super) certificate: CertificateForm,
    #[serde(default = "if_offered")]
    pub(super) relay_tls: TlsPolicy,
    #[serde(default)]
    pub(super) smtp: SmtpForm,
    #[serde(default)]
    pub(super) profile: ProfileForm,
    #[serde(default)]
    pub(super) host: Vec<HostForm>,
    #[serde(default)]
    pub(super) user: Vec<UserForm>,
}

const fn if_offered() -> TlsPolicy {
    TlsPolicy::IfOffered
}

/// What the servers of a provider do about TLS.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
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

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CertificateForm {
    pub(super) names: Option<Vec<String>>,
    pub(super) trusted: Option<bool>,
    pub(super) octets: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostForm {
    pub(super) name: String,
    pub(super) address: Option<IpAddr>,
    pub(super) services: Option<Vec<ServiceForm>>,
    pub(super) mx: Option<u16>,
}

#[derive(Clone, Copy, Deserialize)]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UserForm {
    pub(super) name: String,
    #[serde(default)]
    pub(super) full_name: String,
    pub(super) password: String,
    pub(super) quota_octets: Option<u64>,
    #[serde(default)]
    pub(super) mailbox: Vec<MailboxForm>,
    #[serde(default)]
    pub(super) fill: Vec<FillForm>,
    #[serde(default)]
    pub(super) mail: Vec<MailForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailboxForm {
    pub(super) name: String,
    pub(super) role: Option<RoleForm>,
    #[serde(default)]
    pub(super) subscribed: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RoleForm {
    Drafts,
    Sent,
    Trash,
    Junk,
    Archive,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailForm {
    pub(super) file: String,
    #[serde(default = "inbox")]
    pub(super) mailbox: String,
    #[serde(default)]
    pub(super) flags: Vec<String>,
}

fn inbox() -> String {
    "INBOX".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeviceForm {
    pub(super) kind: KindForm,
    pub(super) name: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) user: Option<String>,
    pub(super) latency_ms: u64,
    #[serde(default)]
    pub(super) bandwidth: u32,
    #[serde(default)]
    pub(super) switched_on_after_ms: u64,
    pub(super) protocol: ProtocolForm,
    pub(super) check: CheckForm,
    pub(super) on_delete: Option<OnDelete>,
    pub(super) keeps: Option<Keeps>,
    pub(super) shows: Option<Shows>,
    pub(super) drafts: Option<Drafts>,
    pub(super) after_fetch: Option<AfterFetch>,
    pub(super) fetches: Option<Fetches>,
    #[serde(default)]
    pub(super) tls: TlsPolicy,
    pub(super) sending: Option<SendingForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SendingForm {
    #[serde(default)]
    pub(super) tls: TlsPolicy,
    #[serde(default)]
    pub(super) sent: SentCopy,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindForm {
    Laptop,
    Phone,
    Tablet,
    Webmail,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ProtocolForm {
    Imap,
    Pop3,
    Webmail,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum CheckForm {
    Idle,
    Manual,
    Minutes(u64),
}

/// Somebody on a wire: a device's, or the one between two providers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ListenerForm {
    pub(super) name: String,
    pub(super) device: Option<String>,
    pub(super) between: Option<[String; 2]>,
    #[serde(default)]
    pub(super) does: DoesForm,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DoesForm {
    #[default]
    Listens,
    StripsStarttls,
    FalseCertificate,
}

/// A host, or all hosts of a provider, in trouble for a time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FaultForm {
    pub(super) host: Option<String>,
    pub(super) provider: Option<String>,
    #[serde(default)]
    pub(super) from: Span,
    pub(super) to: Option<Span>,
    pub(super) is: ConditionForm,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ConditionForm {
    Down,
    Refuses,
    CutsAfter(u64),
    Slow(u32),
}

/// What happens at a time on a device, at a terminal, or at a provider; exactly one of the deeds.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ActionForm {
    pub(super) at: Span,
    pub(super) device: Option<String>,
    pub(super) terminal: Option<String>,
    pub(super) cut: Option<bool>,
    pub(super) link: Option<LinkForm>,
    pub(super) configure: Option<PolicyChange>,
    pub(super) dial: Option<bool>,
    #[serde(rename = "type")]
    pub(super) keys: Option<String>,
    pub(super) type_raw: Option<String>,
    pub(super) hang_up: Option<bool>,
    pub(super) add_device: Option<DeviceForm>,
    pub(super) deliver: Option<DeliverForm>,
    pub(super) renumber: Option<RenumberForm>,
    pub(super) send: Option<DraftForm>,
    pub(super) open: Option<String>,
    pub(super) read: Option<String>,
    pub(super) unread: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) unflag: Option<String>,
    pub(super) delete: Option<String>,
    #[serde(rename = "move")]
    pub(super) put: Option<MoveForm>,
    pub(super) open_folder: Option<String>,
    pub(super) check_mail: Option<bool>,
    pub(super) online: Option<bool>,
    pub(super) reply: Option<DraftForm>,
    pub(super) save_draft: Option<DraftForm>,
    pub(super) send_draft: Option<DraftForm>,
    pub(super) create_folder: Option<String>,
    pub(super) rename_folder: Option<RenameForm>,
    pub(super) delete_folder: Option<String>,
    pub(super) subscribe: Option<String>,
    pub(super) unsubscribe: Option<String>,
    pub(super) empty_trash: Option<bool>,
    pub(super) reinstall: Option<bool>,
    pub(super) keyword: Option<KeywordForm>,
    pub(super) no_keyword: Option<KeywordForm>,
    pub(super) search: Option<SearchForm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RenameForm {
    pub(super) from: String,
    pub(super) to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeywordForm {
    pub(super) mail: String,
    pub(super) word: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchForm {
    pub(super) word: String,
    pub(super) on: SearchInForm,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SearchInForm {
    Device,
    Server,
}

/// A device's way to the network.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkForm {
    pub(super) latency_ms: u64,
    #[serde(default)]
    pub(super) bandwidth: u32,
}

/// Mail that arrives from nowhere.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliverForm {
    pub(super) to: String,
    pub(super) file: String,
}

/// A mailbox that gets another UIDVALIDITY.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RenumberForm {
    pub(super) user: String,
    pub(super) mailbox: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TerminalForm {
    pub(super) name: String,
    pub(super) provider: Option<String>,
    pub(super) host: Option<String>,
    pub(super) service: ServiceForm,
    #[serde(default)]
    pub(super) tls: TerminalTls,
    pub(super) beside: Option<String>,
    pub(super) latency_ms: Option<u64>,
    pub(super) bandwidth: Option<u32>,
}

/// Whether a terminal begins with TLS. STARTTLS and STLS are typed.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TerminalTls {
    #[default]
    Never,
    Implicit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveForm {
    pub(super) mail: String,
    pub(super) folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftForm {
    /// The mail that it answers, or the draft that it goes on with.
    pub(super) mail: Option<String>,
    #[serde(default)]
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) cc: Vec<String>,
    #[serde(default)]
    pub(super) bcc: Vec<String>,
    pub(super) subject: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) request_dsn: bool,
}
