//! Providers of a scenario, with their mail, and the zones that follow from their hosts.

use std::net::{IpAddr, Ipv4Addr};

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::{
    AccountId, DateTime, Flag, Flags, Keyword, ProviderId, UidValidity, WallClock, limits,
};
use mailscope_client::TlsPolicy;
use mailscope_server::dns::{Resolver, Zone};
use mailscope_server::mta::Mta;
use mailscope_server::{Policy, ProviderProfile, Tls};
use mailscope_store::{Labels, Mail, NewMessage, Quota, SpecialUse, Store};
use mailscope_wire::Service;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::build::date_time;
use super::form::{
    CertificateForm, HostForm, MailboxForm, ProviderForm, RoleForm, ServerTls, ServiceForm,
    UserForm,
};
use super::profile::ProfileForm;
use super::smtp::SmtpForm;
use super::{ScenarioError, content};
use crate::world::first_email;
use crate::{Certificate, Condition, Host, NewAccount, NewProvider, Provider};

/// The addresses of hosts come from the networks for documentation (RFC 5737 §3), so many for each
/// provider.
const ADDRESSES_PER_PROVIDER: u16 = 16;

impl ProviderForm {
    pub(super) fn build(
        &self,
        id: ProviderId,
        clock: WallClock,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Provider, ScenarioError> {
        let hosts = self.hosts(id)?;
        let store = self.store(id, clock, file)?;
        let names = match &self.certificate.names {
            Some(names) => names.iter().map(|name| name.as_str().into()).collect(),
            None => hosts.iter().map(|host| host.name.clone()).collect(),
        };
        let mut certificate = Certificate::trusted(names);
        certificate.trusted = self.certificate.trusted.unwrap_or(true);
        certificate.chain_octets = self.certificate.octets.unwrap_or(certificate.chain_octets);
        Ok(Provider {
            id,
            name: self.name.clone(),
            store,
            account: AccountId(0),
            hosts,
            policy: self.policy(),
            implicit_tls: self.tls != ServerTls::None,
            certificate,
            mta: Mta::default(),
            resolver: Resolver::default(),
            relay_tls: self.relay_tls,
        })
    }

    fn policy(&self) -> Policy {
        let tls = match self.tls {
            ServerTls::None => Tls::Unavailable,
            ServerTls::Offered | ServerTls::Required => Tls::Offered,
        };
        let require_tls = self.tls == ServerTls::Required;
        Policy { tls, require_tls, smtp: self.smtp.into(), ..Policy::default() }
    }

    /// The hosts as the file has them. Where it has none: one for people, and one for other servers.
    fn host_forms(&self) -> Vec<HostForm> {
        let host = |label: &str, services: Vec<ServiceForm>, mx| HostForm {
            name: format!("{label}.{}", self.name),
            address: None,
            services: Some(services),
            mx,
        };
        vec![
            host(
                "mail",
                vec![
                    ServiceForm::Imap,
                    ServiceForm::Pop3,
                    ServiceForm::Submission,
                    ServiceForm::Web,
                ],
                None,
            ),
            host("mx", vec![ServiceForm::Smtp], Some(10)),
        ]
    }

    fn hosts(&self, id: ProviderId) -> Result<Vector<Host>, ScenarioError> {
        let made;
        let forms = if self.host.is_empty() {
            made = self.host_forms();
            &made
        } else {
            &self.host
        };
        if forms.len() > usize::from(ADDRESSES_PER_PROVIDER) {
            return Err(content(format!(
                "{} has more than {ADDRESSES_PER_PROVIDER} hosts",
                self.name
            )));
        }
        let hosts = (0..).zip(forms).map(|(index, form)| Host {
            name: form.name.as_str().into(),
            address: form.address.unwrap_or_else(|| address(id, index)),
            services: match &form.services {
                Some(services) => services.iter().map(|service| (*service).into()).collect(),
                None => Service::ALL.to_vec(),
            },
            condition: Condition::Up,
        });
        Ok(hosts.collect())
    }

    /// The zone that says where this provider's hosts are and which of them take mail.
    pub(super) fn zone(&self, provider: &Provider) -> Result<Option<Zone>, ScenarioError> {
        let made;
        let forms = if self.host.is_empty() {
            made = self.host_forms();
            &made
        } else {
            &self.host
        };
        if forms.iter().all(|form| form.mx.is_none()) {
            return Ok(None);
        }
        let wrong = |error: mailscope_server::dns::ZoneError| content(error.to_string());
        let mut zone = Zone::new(&self.name).map_err(wrong)?;
        for (form, host) in forms.iter().zip(&provider.hosts) {
            let kind = if host.address.is_ipv4() { "A" } else { "AAAA" };
            zone = zone.with(&format!("{}. {kind} {}", host.name, host.address)).map_err(wrong)?;
            if let Some(preference) = form.mx {
                zone = zone.with(&format!("@ MX {preference} {}.", host.name)).map_err(wrong)?;
            }
        }
        Ok(Some(zone))
    }

    fn store(
        &self,
        id: ProviderId,
        clock: WallClock,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Store, ScenarioError> {
        let validity = usize::try_from(self.uid_validity).ok().and_then(UidValidity::new);
        let validity = validity.ok_or_else(|| content("uid_validity is 0 (RFC 9051 §2.3.1.1)"))?;
        let mut store = Store::new(validity).numbering_mails_from(first_email(id));
        if self.user.is_empty() {
            return Err(content(format!("{} has no user", self.name)));
        }
        let labels = self.profile.labels(clock)?;
        for user in &self.user {
            user.build(&mut store, (&self.name, labels), clock, file)?;
        }
        // What follows from the mail that is there is there as well.
        store.follow_up(clock.start);
        Ok(store)
    }
}

impl UserForm {
    fn build(
        &self,
        store: &mut Store,
        (domain, labels): (&str, Option<Labels>),
        clock: WallClock,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<(), ScenarioError> {
        let account = store.create_account(&self.name, domain, &self.password);
        if let Some(labels) = labels {
            store
                .keep_labels(account, labels)
                .map_err(|e| content(format!("the labels of {}: {e}", self.name)))?;
        }
        for mailbox in &self.mailbox {
            store
                .create_mailbox(account, &mailbox.name, mailbox.role.map(special_use))
                .map_err(|e| content(format!("mailbox {:?}: {e}", mailbox.name)))?;
            if mailbox.subscribed {
                store
                    .subscribe(account, &mailbox.name)
                    .map_err(|e| content(format!("mailbox {:?}: {e}", mailbox.name)))?;
            }
        }
        let name = if self.full_name.is_ascii() { self.full_name.as_str() } else { "" };
        let to = format!("{name} <{}@{domain}>", self.name);
        for fill in &self.fill {
            fill.build((store, account), to.trim_start(), clock)?;
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
        if self.quota_octets.is_some() {
            let quota = Quota { storage_octets: self.quota_octets, messages: None };
            store
                .set_quota(account, quota)
                .map_err(|e| content(format!("the quota of {}: {e}", self.name)))?;
        }
        Ok(())
    }
}

/// The folders that an account has from the beginning, where mailboxes are no labels.
const FOLDERS: [(&str, RoleForm); 3] =
    [("Drafts", RoleForm::Drafts), ("Sent", RoleForm::Sent), ("Trash", RoleForm::Trash)];

impl UserForm {
    fn new(new: &NewAccount, labelled: bool) -> Self {
        let mailbox = |(name, role): (&str, _)| MailboxForm {
            name: name.to_owned(),
            role: Some(role),
            subscribed: true,
        };
        Self {
            name: new.user.to_string(),
            full_name: String::new(),
            password: new.password.to_string(),
            quota_octets: None,
            mailbox: if labelled { Vec::new() } else { FOLDERS.map(mailbox).into() },
            fill: Vec::new(),
            mail: Vec::new(),
        }
    }
}

/// An account that comes into a world later.
pub(crate) fn new_account(
    store: &mut Store,
    (domain, labelled): (&str, bool),
    new: &NewAccount,
    clock: WallClock,
) -> Result<(), ScenarioError> {
    let labels = ProviderProfile::ALL.iter().find_map(|profile| profile.labels);
    let labels = labels.filter(|_| labelled);
    UserForm::new(new, labelled).build(store, (domain, labels), clock, &|_| None)?;
    store.follow_up(clock.start);
    Ok(())
}

/// A provider that comes into a world later, with the zone that says where it is.
pub(crate) fn new_provider(
    new: &NewProvider,
    id: ProviderId,
    clock: WallClock,
) -> Result<(Provider, Zone), ScenarioError> {
    let profile = ProfileForm::named(&new.profile);
    let labelled = profile.labels(clock)?.is_some();
    let form = ProviderForm {
        name: new.name.to_string(),
        uid_validity: u32::from(id.0) + 1,
        tls: ServerTls::default(),
        certificate: CertificateForm::default(),
        relay_tls: TlsPolicy::IfOffered,
        smtp: SmtpForm::default(),
        profile,
        host: Vec::new(),
        user: vec![UserForm::new(&new.account, labelled)],
    };
    let provider = form.build(id, clock, &|_| None)?;
    let zone = form.zone(&provider)?.ok_or_else(|| content("nothing says where it is"))?;
    Ok((provider, zone))
}

/// The address of a host that names none.
fn address(provider: ProviderId, index: u16) -> IpAddr {
    let number = provider.0.saturating_mul(ADDRESSES_PER_PROVIDER).saturating_add(index + 1);
    let [high, low] = number.to_be_bytes();
    match high {
        0 => IpAddr::V4(Ipv4Addr::new(192, 0, 2, low)),
        1 => IpAddr::V4(Ipv4Addr::new(198, 51, 100, low)),
        _ => IpAddr::V4(Ipv4Addr::new(10, 0, high, low)),
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

/// The date of the topmost `Received:`, else of `Date:`, as mail that was there before carries it.
fn date_of(mail: &[u8]) -> Option<DateTime> {
    let text = core::str::from_utf8(mail.get(..mail.len().min(limits::LINE_OCTETS_MAX))?)
        .unwrap_or_default();
    let header = text.split("\r\n\r\n").next()?;
    let date = header.split("\r\n").find_map(|line| line.strip_prefix("Date:"))?;
    OffsetDateTime::parse(date.trim(), &Rfc2822).ok().map(date_time)
}
