//! Version 1 of the format: one provider with one account. Read as a version 2 that says the same.

use serde::Deserialize;

use super::form::{self, CertificateForm, DeviceForm, MailForm, MailboxForm, ServerTls};
use super::profile::ProfileForm;
use super::smtp::SmtpForm;
use super::words::Words;

/// The file, field by field.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    version: u32,
    title: Option<Words>,
    about: Option<Words>,
    ask: Option<Words>,
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
