//! CAPABILITY: what this server can do, as one table.

use mailscope_base::limits::MESSAGE_OCTETS_MAX;
use mailscope_wire::imap::{Capability, Status, Untagged};

use super::{ImapServer, status::ok, tell};
use crate::{ServerCx, Tls};

/// A capability, what it says and when it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name; `APPENDLIMIT` is announced with its number.
    pub name: &'static str,
    /// Where it is written.
    pub rfc: &'static str,
    /// When it is announced.
    pub when: When,
}

/// When a capability is announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In every state: clients that ask only once, before they log in, see it too.
    Always,
    /// While nobody has logged in.
    BeforeLogin,
    /// Before login, and only where a password may be sent.
    PasswordAllowed,
    /// Before login, where a password may not be sent.
    PasswordForbidden,
    /// Before login and in clear, where TLS could be had.
    TlsOffered,
    /// Once somebody has logged in.
    AfterLogin,
}

const fn offer(name: &'static str, rfc: &'static str, when: When) -> Offer {
    Offer { name, rfc, when }
}

/// What works here, and nothing else. `LITERAL+` and not `LITERAL-`, of which a server announces one
/// (RFC 7888 §5): it spares a client the wait before a whole message too, and what is too large is
/// skipped without being kept.
///
/// Not: RFC 7888 §5: LITERAL+ is announced in its place.
///
/// Not: RFC 6855 §6: clients without UTF-8 are served too.
///
/// Not: RFC 6154 §4: there is no METADATA.
///
/// Not: RFC 4314 §3: every mailbox belongs to one user alone, who may do everything.
///
/// Every command that is not of RFC 9051 has its capability here (RFC 9051 §6.5).
pub const OFFERS: &[Offer] = &[
    offer("IMAP4rev1", "RFC 3501 §6.1.1", When::Always),
    offer("IMAP4rev2", "RFC 9051 §6.1.1", When::Always),
    offer("STARTTLS", "RFC 9051 §6.2.1", When::TlsOffered),
    offer("LOGINDISABLED", "RFC 9051 §6.2.3", When::PasswordForbidden),
    offer("AUTH=SCRAM-SHA-256", "RFC 7677 §3", When::BeforeLogin),
    offer("AUTH=SCRAM-SHA-1", "RFC 5802 §4", When::BeforeLogin),
    offer("AUTH=PLAIN", "RFC 4616 §2", When::PasswordAllowed),
    offer("SASL-IR", "RFC 4959 §4", When::BeforeLogin),
    offer("UNAUTHENTICATE", "RFC 8437 §2", When::AfterLogin),
    offer("LITERAL+", "RFC 7888 §4", When::Always),
    offer("ID", "RFC 2971 §3.1", When::Always),
    offer("ENABLE", "RFC 5161 §3.1", When::Always),
    offer("UTF8=ACCEPT", "RFC 6855 §3", When::Always),
    offer("IDLE", "RFC 2177 §3", When::Always),
    offer("NOTIFY", "RFC 5465 §3", When::Always),
    offer("NAMESPACE", "RFC 2342 §5", When::Always),
    offer("CHILDREN", "RFC 3348 §3", When::Always),
    offer("LIST-EXTENDED", "RFC 5258 §3", When::Always),
    offer("LIST-STATUS", "RFC 5819 §2", When::Always),
    offer("SPECIAL-USE", "RFC 6154 §2", When::Always),
    offer("CREATE-SPECIAL-USE", "RFC 6154 §3", When::Always),
    offer("STATUS=SIZE", "RFC 8438 §2", When::Always),
    offer("QUOTA", "RFC 9208 §3.2", When::Always),
    offer("QUOTA=RES-STORAGE", "RFC 9208 §5.1", When::Always),
    offer("QUOTA=RES-MESSAGE", "RFC 9208 §5.2", When::Always),
    offer("QUOTASET", "RFC 9208 §4.1.3", When::Always),
    offer("APPENDLIMIT", "RFC 7889 §2", When::Always),
    offer("MULTIAPPEND", "RFC 3502 §6.3.11", When::Always),
    offer("BINARY", "RFC 3516 §4", When::Always),
    offer("UIDPLUS", "RFC 4315 §2", When::Always),
    offer("UNSELECT", "RFC 3691 §2", When::Always),
    offer("MOVE", "RFC 6851 §3", When::Always),
    offer("CONDSTORE", "RFC 7162 §3.1", When::Always),
    offer("QRESYNC", "RFC 7162 §3.2", When::Always),
    offer("ESEARCH", "RFC 4731 §3", When::Always),
    offer("SEARCHRES", "RFC 5182 §2", When::Always),
    offer("WITHIN", "RFC 5032 §3", When::Always),
    offer("SORT", "RFC 5256 §3", When::Always),
    offer("ESORT", "RFC 5267 §3", When::Always),
    offer("THREAD=ORDEREDSUBJECT", "RFC 5256 §3", When::Always),
    offer("THREAD=REFERENCES", "RFC 5256 §3", When::Always),
    offer("I18NLEVEL=1", "RFC 5255 §4.2", When::Always),
    offer("OBJECTID", "RFC 8474 §3", When::Always),
    offer("SAVEDATE", "RFC 8514 §2", When::Always),
    offer("PREVIEW", "RFC 8970 §3", When::Always),
];

impl When {
    fn applies(self, session: &ImapServer) -> bool {
        let before_login = session.account().is_none();
        let password = session.policy.allows_password();
        match self {
            Self::Always => true,
            Self::BeforeLogin => before_login,
            Self::PasswordAllowed => before_login && password,
            Self::PasswordForbidden => before_login && !password,
            Self::TlsOffered => before_login && session.policy.tls == Tls::Offered,
            Self::AfterLogin => !before_login,
        }
    }
}

/// What is announced now.
pub(super) fn all(session: &ImapServer) -> Vec<Capability> {
    let name = |offer: &Offer| match offer.name {
        // RFC 7889 §2: one number for all mailboxes.
        "APPENDLIMIT" => format!("APPENDLIMIT={MESSAGE_OCTETS_MAX}"),
        name => name.to_owned(),
    };
    OFFERS.iter().filter(|offer| offer.when.applies(session)).map(name).map(Capability).collect()
}

pub(super) fn run(session: &ImapServer, cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.1.1, RFC 3501 §6.1.1.
    tell(Untagged::Capability(all(session)), None, cx);
    ok("CAPABILITY completed")
}
