//! SASL (RFC 4422) on the client's side: how a client shows who it is, for any protocol that carries
//! challenges and responses.

mod scram;

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use mailscope_base::Prng;

use scram::Scram;

/// A mechanism of this client, the ones to be preferred first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mechanism {
    /// RFC 7677: the password is proved and not sent, and the server proves that it has it, too.
    ScramSha256,
    /// RFC 4616.
    Plain,
    /// What came before PLAIN: user name and password, each for a challenge. Never standardised; some
    /// servers know nothing else.
    Login,
}

impl Mechanism {
    const ALL: [Self; 3] = [Self::ScramSha256, Self::Plain, Self::Login];

    /// Its name in IANA's registry.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::ScramSha256 => "SCRAM-SHA-256",
            Self::Plain => "PLAIN",
            Self::Login => "LOGIN",
        }
    }

    /// Whether whoever listens learns the password.
    pub(crate) const fn shows_password(self) -> bool {
        matches!(self, Self::Plain | Self::Login)
    }

    /// The best of those that the server offers; none that shows the password unless it may be shown
    /// (RFC 4954 §4, RFC 4616 §6).
    pub(crate) fn choose<S: AsRef<str>>(offered: &[S], may_show_password: bool) -> Option<Self> {
        Self::ALL.into_iter().find(|mechanism| {
            let fits = may_show_password || !mechanism.shows_password();
            fits && offered.iter().any(|name| name.as_ref().eq_ignore_ascii_case(mechanism.name()))
        })
    }
}

/// One authentication under way.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    user: String,
    password: String,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Plain,
    LoginUser,
    LoginPassword,
    Scram(Box<Scram>),
    /// Nothing is left to be said.
    Done,
}

impl Exchange {
    /// Begins one.
    pub(crate) fn new(mechanism: Mechanism, user: &str, password: &str, rng: &mut Prng) -> Self {
        let stage = match mechanism {
            Mechanism::Plain => Stage::Plain,
            Mechanism::Login => Stage::LoginUser,
            Mechanism::ScramSha256 => Stage::Scram(Box::new(Scram::draw(user, rng))),
        };
        Self { user: user.to_owned(), password: password.to_owned(), stage }
    }

    /// What the client says first, if the mechanism begins with the client (RFC 4422 §3.3).
    pub(crate) fn initial(&mut self) -> Option<Vec<u8>> {
        match &self.stage {
            Stage::Plain => {
                self.stage = Stage::Done;
                Some(plain(&self.user, &self.password))
            }
            Stage::Scram(scram) => scram.first(),
            Stage::LoginUser | Stage::LoginPassword | Stage::Done => None,
        }
    }

    /// Answers a challenge; an error says why that cannot be done.
    pub(crate) fn answer(&mut self, challenge: &[u8]) -> Result<Vec<u8>, &'static str> {
        match &mut self.stage {
            // The server has not taken the initial response, and asks for it.
            Stage::Plain => Ok(self.initial().unwrap_or_default()),
            Stage::LoginUser => {
                self.stage = Stage::LoginPassword;
                Ok(self.user.clone().into_bytes())
            }
            Stage::LoginPassword => {
                self.stage = Stage::Done;
                Ok(self.password.clone().into_bytes())
            }
            Stage::Scram(scram) => {
                let answer = scram.answer(challenge, &self.password)?;
                if scram.convinced() {
                    self.stage = Stage::Done;
                }
                Ok(answer)
            }
            Stage::Done => Err("the server asks for more than the mechanism has"),
        }
    }

    /// Whether all has been said that the mechanism needs, the server's own proof included: only then
    /// the server's "yes" counts (RFC 5802 §3).
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }
}

/// `message = [authzid] UTF8NUL authcid UTF8NUL passwd` (RFC 4616 §2), with no authorization
/// identity of its own.
pub(crate) fn plain(user: &str, password: &str) -> Vec<u8> {
    format!("\0{}\0{}", prepared(user), prepared(password)).into_bytes()
}

/// The form in which names and passwords are compared (RFC 4013); as it is, what that forbids.
fn prepared(text: &str) -> Cow<'_, str> {
    stringprep::saslprep(text).unwrap_or(Cow::Borrowed(text))
}

/// As SMTP, POP3 and IMAP write challenges and responses (RFC 4954 §4).
pub(crate) fn encode(octets: &[u8]) -> String {
    BASE64.encode(octets)
}

/// What such a line says.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_mechanism_that_keeps_the_password() {
        // RFC 4954 §4: no PLAIN without an encrypted connection.
        let choose = |offered: &str, may: bool| {
            Mechanism::choose(&offered.split(' ').collect::<Vec<_>>(), may)
        };
        assert_eq!(choose("LOGIN PLAIN SCRAM-SHA-256", true), Some(Mechanism::ScramSha256));
        assert_eq!(choose("LOGIN plain", true), Some(Mechanism::Plain));
        assert_eq!(choose("LOGIN", true), Some(Mechanism::Login));
        assert_eq!(choose("LOGIN PLAIN SCRAM-SHA-256", false), Some(Mechanism::ScramSha256));
        assert_eq!(choose("LOGIN PLAIN GSSAPI", false), None);
        assert_eq!(choose("GSSAPI", true), None);
    }

    #[test]
    fn plain_and_login() {
        // RFC 4616 §2, §4: C: <NUL>tim<NUL>tanstaaftanstaaf.
        let mut rng = Prng::new(1);
        let mut plain = Exchange::new(Mechanism::Plain, "tim", "tanstaaftanstaaf", &mut rng);
        assert_eq!(plain.initial().as_deref(), Some(&b"\0tim\0tanstaaftanstaaf"[..]));
        assert!(plain.is_complete() && plain.answer(b"").is_err());
        let mut login = Exchange::new(Mechanism::Login, "tim", "pass", &mut rng);
        assert_eq!(login.initial(), None);
        assert_eq!(login.answer(b"Username:"), Ok(b"tim".to_vec()));
        assert!(!login.is_complete());
        assert_eq!(login.answer(b"Password:"), Ok(b"pass".to_vec()));
        assert!(login.is_complete());
    }
}
