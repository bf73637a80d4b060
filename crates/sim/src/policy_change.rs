//! A few settings of a mail app, changed, whatever the others are.

use mailscope_base::Duration;
use mailscope_client::{
    AfterFetch, CheckFor, Drafts, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy, Protocol,
    SentCopy, Settings, Shows, TlsPolicy, WebmailPolicy,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::NotPossible;

/// Which settings become what. What is not named stays; where the protocol changes, what only the
/// new one has becomes what most apps do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PolicyChange {
    /// How mail is read.
    pub protocol: Option<ProtocolName>,
    /// When the app looks for changes.
    #[serde(with = "check")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Check>"))]
    pub check: Option<CheckFor>,
    /// What "Delete" does under IMAP.
    pub on_delete: Option<OnDelete>,
    /// How much an IMAP device keeps.
    pub keeps: Option<Keeps>,
    /// Which mailboxes an IMAP device shows.
    pub shows: Option<Shows>,
    /// Where an IMAP device keeps drafts.
    pub drafts: Option<Drafts>,
    /// What becomes of the server's copy under POP3.
    pub after_fetch: Option<AfterFetch>,
    /// How much a POP3 device fetches.
    pub fetches: Option<Fetches>,
    /// TLS for reading.
    pub tls: Option<TlsPolicy>,
    /// Where a copy of what was sent is kept.
    pub sent: Option<SentCopy>,
}

/// A protocol by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProtocolName {
    /// IMAP.
    Imap,
    /// POP3.
    Pop3,
    /// The provider's web page.
    Webmail,
}

impl ProtocolName {
    const fn is_of(self, protocol: &Protocol) -> bool {
        matches!(
            (self, protocol),
            (Self::Imap, Protocol::Imap(_))
                | (Self::Pop3, Protocol::Pop3(_))
                | (Self::Webmail, Protocol::Webmail(_))
        )
    }

    /// What most apps do under this protocol, looking for mail as often as before.
    fn usual(self, before: &Protocol) -> Protocol {
        let check = match before {
            Protocol::Imap(policy) => policy.check,
            Protocol::Pop3(policy) => policy.check,
            Protocol::Webmail(policy) => policy.check,
        };
        // Only an IMAP server can call.
        let can_be = |usual| if check == CheckFor::Idle { usual } else { check };
        let (pop3, webmail) = (Pop3Policy::default(), WebmailPolicy::default());
        match self {
            Self::Imap => Protocol::Imap(ImapPolicy { check, ..ImapPolicy::default() }),
            Self::Pop3 => Protocol::Pop3(Pop3Policy { check: can_be(pop3.check), ..pop3 }),
            Self::Webmail => Protocol::Webmail(WebmailPolicy { check: can_be(webmail.check) }),
        }
    }
}

impl PolicyChange {
    /// `settings` with the changes. A change that the protocol has no word for is not possible.
    pub fn apply(&self, settings: &Settings) -> Result<Settings, NotPossible> {
        let mut new = settings.clone();
        match (self.protocol, &settings.protocol) {
            (Some(name), old) if !name.is_of(old) => new.protocol = name.usual(old),
            _ => {}
        }
        let foreign = match &mut new.protocol {
            Protocol::Imap(policy) => self.change_imap(policy),
            Protocol::Pop3(policy) => self.change_pop3(policy),
            Protocol::Webmail(policy) => self.change_webmail(policy),
        };
        new.tls = self.tls.unwrap_or(new.tls);
        match (&mut new.sending, self.sent) {
            (Some(sending), Some(sent)) => sending.sent = sent,
            (None, Some(_)) => return Err(NotPossible::NoSuchSetting),
            _ => {}
        }
        if foreign { Err(NotPossible::NoSuchSetting) } else { Ok(new) }
    }

    /// Tells whether a setting is named that IMAP does not have.
    fn change_imap(&self, policy: &mut ImapPolicy) -> bool {
        policy.check = self.check.unwrap_or(policy.check);
        policy.on_delete = self.on_delete.unwrap_or(policy.on_delete);
        policy.keeps = self.keeps.unwrap_or(policy.keeps);
        policy.shows = self.shows.unwrap_or(policy.shows);
        policy.drafts = self.drafts.unwrap_or(policy.drafts);
        self.after_fetch.is_some() || self.fetches.is_some()
    }

    /// Tells whether a setting is named that POP3 does not have.
    fn change_pop3(&self, policy: &mut Pop3Policy) -> bool {
        policy.check = self.check.unwrap_or(policy.check);
        policy.after_fetch = self.after_fetch.unwrap_or(policy.after_fetch);
        policy.fetches = self.fetches.unwrap_or(policy.fetches);
        policy.check == CheckFor::Idle || self.names_imap()
    }

    /// Tells whether a setting is named that a web page does not have.
    fn change_webmail(&self, policy: &mut WebmailPolicy) -> bool {
        policy.check = self.check.unwrap_or(policy.check);
        let pop3 = self.after_fetch.is_some() || self.fetches.is_some();
        policy.check == CheckFor::Idle || self.names_imap() || pop3
    }

    const fn names_imap(&self) -> bool {
        self.on_delete.is_some()
            || self.keeps.is_some()
            || self.shows.is_some()
            || self.drafts.is_some()
    }
}

/// When an app looks for changes, as people write it.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Check {
    Idle,
    Manual,
    Minutes(u64),
}

mod check {
    use super::{Check, CheckFor, Deserialize, Deserializer, Duration, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "serde asks for it")]
    pub(super) fn serialize<S: Serializer>(
        check: &Option<CheckFor>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let written = check.map(|check| match check {
            CheckFor::Idle => Check::Idle,
            CheckFor::Manual => Check::Manual,
            CheckFor::Every(pause) => Check::Minutes(pause.as_secs() / 60),
        });
        written.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<CheckFor>, D::Error> {
        let read = Option::<Check>::deserialize(deserializer)?;
        Ok(read.map(|check| match check {
            Check::Idle => CheckFor::Idle,
            Check::Manual => CheckFor::Manual,
            Check::Minutes(minutes) => CheckFor::Every(Duration::from_mins(minutes.max(1))),
        }))
    }
}
