//! Devices of a scenario.

use mailscope_base::{AccountId, Address, Duration, Instant};
use mailscope_client::{
    CheckFor, ImapPolicy, Pop3Policy, Protocol, SendingSettings, SentCopy, Settings, WebmailPolicy,
};

use super::form::{CheckForm, DeviceForm, KindForm, ProtocolForm, ProviderForm, UserForm};
use super::{ScenarioError, content};
use crate::{DeviceKind, Link, NewDevice, Provider};

impl DeviceForm {
    pub(super) fn build(
        &self,
        forms: &[ProviderForm],
        providers: &[Provider],
        name: Option<String>,
    ) -> Result<NewDevice, ScenarioError> {
        let (provider, form) = self.provider_of(forms, providers)?;
        let (account, user) = self.user_of(form)?;
        let protocol = self.protocol()?;
        let is_page = matches!(protocol, Protocol::Webmail(_));
        if self.kind == KindForm::Webmail && !is_page {
            return Err(content("a device of kind \"webmail\" has protocol = \"webmail\""));
        }
        let sending = |tls, sent| SendingSettings {
            name: user.full_name.clone(),
            address: Address::new(&user.name, &form.name),
            user: user.name.clone(),
            password: user.password.clone(),
            tls,
            sent,
        };
        let sending = match &self.sending {
            // Who is at a provider's page can always write, and the provider keeps what was sent.
            _ if is_page => Some(sending(self.tls, SentCopy::ByProvider)),
            form => form.as_ref().map(|form| sending(form.tls, form.sent)),
        };
        let settings = Settings {
            user: user.name.clone(),
            password: user.password.clone(),
            protocol,
            tls: self.tls,
            sending,
        };
        let latency = Duration::from_millis(self.latency_ms);
        Ok(NewDevice {
            kind: self.device_kind(),
            name: name.map(Into::into),
            provider: provider.id,
            account,
            settings,
            link: Link { latency, bandwidth: self.bandwidth },
        })
    }

    /// When it is switched on, where it is there from the beginning.
    pub(super) fn switched_on(&self) -> Instant {
        Instant::START + Duration::from_millis(self.switched_on_after_ms)
    }

    fn device_kind(&self) -> DeviceKind {
        match self.kind {
            KindForm::Laptop => DeviceKind::Laptop,
            KindForm::Phone => DeviceKind::Phone,
            KindForm::Tablet => DeviceKind::Tablet,
            KindForm::Webmail => DeviceKind::Webmail,
        }
    }

    /// What people call it. Where there is one account, what kind of thing it is says enough.
    pub(super) fn shown_name(&self, forms: &[ProviderForm]) -> Option<String> {
        if self.name.is_some() {
            return self.name.clone();
        }
        let accounts = forms.iter().flat_map(|form| &form.user).count();
        let user = self.user.as_ref().filter(|_| accounts > 1)?;
        Some(format!("{user}'s {}", self.device_kind().name()))
    }

    /// The provider that is named; the first one where none is.
    fn provider_of<'a>(
        &self,
        forms: &'a [ProviderForm],
        providers: &'a [Provider],
    ) -> Result<(&'a Provider, &'a ProviderForm), ScenarioError> {
        let mut both = providers.iter().zip(forms);
        let found = both.find(|(_, form)| self.provider.as_ref().is_none_or(|n| *n == form.name));
        found.ok_or_else(|| {
            let name = self.provider.clone().unwrap_or_default();
            content(format!("a device at {name:?}: there is no provider of that name"))
        })
    }

    /// The user that is named; the first one where none is.
    fn user_of<'a>(
        &self,
        form: &'a ProviderForm,
    ) -> Result<(AccountId, &'a UserForm), ScenarioError> {
        let mut users = (0..).map(AccountId).zip(&form.user);
        let found = users.find(|(_, user)| self.user.as_ref().is_none_or(|n| *n == user.name));
        found.ok_or_else(|| {
            let name = self.user.clone().unwrap_or_default();
            content(format!("a device of {name:?}: {} has no user of that name", form.name))
        })
    }

    fn protocol(&self) -> Result<Protocol, ScenarioError> {
        let check = match self.check {
            CheckForm::Idle => CheckFor::Idle,
            CheckForm::Manual => CheckFor::Manual,
            CheckForm::Minutes(0) => return Err(content("check = { minutes = 0 }")),
            CheckForm::Minutes(minutes) => CheckFor::Every(Duration::from_mins(minutes)),
        };
        Ok(match (self.protocol, check) {
            (ProtocolForm::Pop3, CheckFor::Idle) => {
                return Err(content("a POP3 device with check = \"idle\": POP3 has no IDLE"));
            }
            (ProtocolForm::Webmail, CheckFor::Idle) => {
                return Err(content("a web page with check = \"idle\": its server does not call"));
            }
            (ProtocolForm::Webmail, check) => Protocol::Webmail(WebmailPolicy { check }),
            (ProtocolForm::Imap, check) => {
                let usual = ImapPolicy::default();
                Protocol::Imap(ImapPolicy {
                    check,
                    on_delete: self.on_delete.unwrap_or(usual.on_delete),
                    keeps: self.keeps.unwrap_or(usual.keeps),
                    shows: self.shows.unwrap_or(usual.shows),
                    drafts: self.drafts.unwrap_or(usual.drafts),
                })
            }
            (ProtocolForm::Pop3, check) => {
                let usual = Pop3Policy::default();
                Protocol::Pop3(Pop3Policy {
                    check,
                    after_fetch: self.after_fetch.unwrap_or(usual.after_fetch),
                    fetches: self.fetches.unwrap_or(usual.fetches),
                })
            }
        })
    }
}
