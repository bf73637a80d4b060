//! SASL (RFC 4422) on the server's side: mechanisms by which a client shows who it is, for any
//! protocol that carries challenges and responses.

mod digest;
mod hash;
mod login;
mod plain;
mod scram;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use mailscope_base::{AccountId, Prng};
use mailscope_store::Store;

use hash::Hash;
use scram::{Scram, Waiting};

/// A mechanism of this server. Not offered: SCRAM's `-PLUS` forms, which bind to a TLS connection
/// that a session does not see, and DIGEST-MD5 and CRAM-MD5, which are historic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mechanism {
    /// RFC 4616.
    Plain,
    /// Not in [`Mechanism::ALL`]: SMTP only, whose old clients know nothing else.
    Login,
    /// RFC 5802.
    ScramSha1,
    /// RFC 7677.
    ScramSha256,
}

impl Mechanism {
    /// All of them, the ones to be preferred first.
    pub(crate) const ALL: [Self; 3] = [Self::ScramSha256, Self::ScramSha1, Self::Plain];

    /// Its name in IANA's registry.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "PLAIN",
            Self::Login => "LOGIN",
            Self::ScramSha1 => "SCRAM-SHA-1",
            Self::ScramSha256 => "SCRAM-SHA-256",
        }
    }

    /// The mechanism of that name, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| mechanism.name().eq_ignore_ascii_case(name))
    }

    /// Whether whoever listens learns the password.
    pub(crate) const fn shows_password(self) -> bool {
        matches!(self, Self::Plain | Self::Login)
    }
}

/// What follows from a response of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The client has to answer this.
    Challenge(Vec<u8>),
    /// It is shown who the client is.
    Admitted(AccountId),
    /// It is not: the name or the password is wrong.
    Denied,
    /// It is, and that account may not act as the one that was asked for.
    Unauthorized,
    /// The response is no message of the mechanism: what was expected.
    Malformed(&'static str),
}

/// One authentication under way.
#[derive(Clone, Debug)]
pub(crate) struct Exchange(Stage);

#[derive(Clone, Debug)]
enum Stage {
    Plain,
    LoginName,
    LoginPassword(Vec<u8>),
    ScramFirst(Hash),
    ScramFinal(Box<Waiting>),
    /// The server has shown that it knows the password too; the client has nothing more to say.
    ScramVerified(AccountId),
}

impl Exchange {
    /// At its beginning.
    pub(crate) const fn new(mechanism: Mechanism) -> Self {
        Self(match mechanism {
            Mechanism::Plain => Stage::Plain,
            Mechanism::Login => Stage::LoginName,
            Mechanism::ScramSha1 => Stage::ScramFirst(Hash::Sha1),
            Mechanism::ScramSha256 => Stage::ScramFirst(Hash::Sha256),
        })
    }

    /// What the server says first, if the client did not begin at once: empty where it has to begin.
    pub(crate) const fn first_challenge(&self) -> &'static [u8] {
        match self.0 {
            Stage::LoginName => login::USERNAME,
            _ => &[],
        }
    }

    /// Takes a response of the client.
    pub(crate) fn respond(&mut self, response: &[u8], store: &Store, rng: &mut Prng) -> Step {
        match &self.0 {
            Stage::Plain => plain::verify(response, store),
            Stage::LoginName => {
                self.0 = Stage::LoginPassword(response.to_vec());
                Step::Challenge(login::PASSWORD.to_vec())
            }
            Stage::LoginPassword(user) => login::verify(user, response, store),
            Stage::ScramFirst(hash) => match Scram::draw(*hash, rng).first(response) {
                Ok((challenge, waiting)) => {
                    self.0 = Stage::ScramFinal(Box::new(waiting));
                    Step::Challenge(challenge)
                }
                Err(step) => step,
            },
            Stage::ScramFinal(waiting) => match waiting.last(response, store) {
                Ok((challenge, account)) => {
                    self.0 = Stage::ScramVerified(account);
                    Step::Challenge(challenge)
                }
                Err(step) => step,
            },
            // RFC 4422 §5: data with the outcome travels as a challenge where the protocol has no
            // better place for it; its answer is empty.
            Stage::ScramVerified(account) if response.is_empty() => Step::Admitted(*account),
            Stage::ScramVerified(_) => Step::Malformed("an empty response"),
        }
    }
}

/// The form in which names and passwords are compared (RFC 4013); as it is, what that forbids.
fn prepared(text: &str) -> std::borrow::Cow<'_, str> {
    stringprep::saslprep(text).unwrap_or(std::borrow::Cow::Borrowed(text))
}

/// Whether this is the user's password, where a protocol sends the two by commands of its own. What
/// is not UTF-8 or has characters that `SASLprep` prohibits is nobody's (RFC 6856 §2.2).
pub(crate) fn password(user: &[u8], password: &[u8], store: &Store) -> Step {
    match (text(user), text(password)) {
        (Some(user), Some(password)) => plain::check("", user, password, store),
        _ => Step::Denied,
    }
}

/// Whether the digest was made with the user's password: see [`digest::verify`].
pub(crate) fn digest(timestamp: &str, user: &[u8], digest: [u8; 16], store: &Store) -> Step {
    match text(user) {
        Some(user) => digest::verify(timestamp, user, digest, store),
        None => Step::Denied,
    }
}

fn text(octets: &[u8]) -> Option<&str> {
    let text = core::str::from_utf8(octets).ok()?;
    (!text.is_empty() && !text.chars().any(is_prohibited)).then_some(text)
}

/// RFC 4013 §2.3. (Spaces other than U+0020 are there, too, but are mapped to it before.)
fn is_prohibited(c: char) -> bool {
    use stringprep::tables;
    tables::ascii_control_character(c)
        || tables::non_ascii_control_character(c)
        || tables::private_use(c)
        || tables::non_character_code_point(c)
        || tables::inappropriate_for_plain_text(c)
        || tables::inappropriate_for_canonical_representation(c)
        || tables::change_display_properties_or_deprecated(c)
        || tables::tagging_character(c)
}

/// Whether `identity`, if there is one, names the account: this server lets nobody act as another.
fn may_act_as(account: AccountId, identity: &str, store: &Store) -> bool {
    let named = || store.credentials(prepared(identity).as_bytes());
    identity.is_empty() || named().is_some_and(|(id, _)| id == account)
}

/// A challenge as most protocols write it.
pub(crate) fn encode(challenge: &[u8]) -> String {
    BASE64.encode(challenge)
}
