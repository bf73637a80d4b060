//! Version 1 of the format: one provider with one account. Read as a version 2 that says the same.

use serde::Deserialize;

use super::form::{self, CertificateForm, DeviceForm, MailForm, MailboxForm, ServerTls};
use super::profile::ProfileForm;
use super::smtp::SmtpForm;
use super::words::Words;

/// Version 1 of the format: one provider with one account.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Version1"))]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// The version of the format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    version: u32,
    /// What it is called.
    title: Option<Words>,
    /// What it shows, in a sentence.
    about: Option<Words>,
    /// A question to answer before it runs.
    ask: Option<Words>,
    /// The seed where nobody asks for another.
    #[serde(default)]
    seed: u64,
    /// The date at the beginning (RFC 3339).
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    start: String,
    /// Who keeps the mail.
    provider: ProviderForm,
    /// Whose mail it is.
    account: AccountForm,
    /// Mail that is there from the beginning.
    #[serde(default)]
    mail: Vec<MailForm>,
    /// Files of mail that a person can let arrive.
    #[serde(default)]
    later: Vec<String>,
    /// What the person reads mail with.
    #[serde(default)]
    device: Vec<DeviceForm>,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Provider1"))]
#[serde(deny_unknown_fields)]
struct ProviderForm {
    /// The name of its host.
    host: String,
    /// Where its mailboxes begin to count UIDVALIDITY.
    uid_validity: u32,
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Account1"))]
#[serde(deny_unknown_fields)]
struct AccountForm {
    /// What they log in as.
    user: String,
    /// What they log in with.
    password: String,
    /// Mailboxes besides INBOX.
    #[serde(default)]
    mailbox: Vec<MailboxForm>,
}

impl From<Form> for form::Form {
    fn from(form: Form) -> Self {
        let user = form::UserForm {
            name: form.account.user,
            full_name: String::new(),
            password: form.account.password,
            quota_octets: None,
            mailbox: form.account.mailbox,
            fill: Vec::new(),
            mail: form.mail,
        };
        let host = form::HostForm {
            name: form.provider.host.clone(),
            address: None,
            services: None,
            mx: None,
        };
        let provider = form::ProviderForm {
            name: form.provider.host,
            uid_validity: form.provider.uid_validity,
            tls: ServerTls::None,
            certificate: CertificateForm::default(),
            relay_tls: mailscope_client::TlsPolicy::Never,
            smtp: SmtpForm::default(),
            profile: ProfileForm::default(),
            host: vec![host],
            user: vec![user],
        };
        Self {
            version: form.version,
            title: form.title,
            about: form.about,
            ask: form.ask,
            seed: form.seed,
            start: form.start,
            until: None,
            network: None,
            provider: vec![provider],
            device: form.device,
            terminal: Vec::new(),
            zone: Vec::new(),
            listener: Vec::new(),
            fault: Vec::new(),
            action: Vec::new(),
            later: form.later,
        }
    }
}
