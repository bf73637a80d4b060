//! AUTH (RFC 4954).

use mailscope_wire::Grammar;
use mailscope_wire::smtp::{AuthMechanism, Command, RecipientResult, Reply, Stage};

use super::{Asked, Context, SmtpClient};
use crate::sasl::{Exchange, Mechanism, decode, encode};
use crate::{TlsPolicy, choice};

/// Octets of a command line, CRLF included (RFC 5321 §4.5.3.1.4). AUTH may have longer ones, but "if
/// the client's initial response would cause the AUTH command to exceed this length, the client MUST
/// NOT use the initial response parameter" (RFC 4954 §4).
const COMMAND_LINE_OCTETS: usize = 512;

impl SmtpClient {
    /// Shows who the client is, if it is somebody and the server wants to know; then begins the
    /// transaction.
    pub(super) fn authenticate(&mut self, cx: &mut Context<'_>) {
        let Some((user, password)) = self.settings.credentials.clone() else {
            return self.transact(cx);
        };
        if self.offers.auth.is_empty() {
            // The server may take the message all the same, or says best itself what it misses.
            return self.transact(cx);
        }
        let may_show = self.secure || self.settings.tls == TlsPolicy::Never;
        let Some(mechanism) = Mechanism::choose(&self.offers.auth, may_show) else {
            cx.choose(choice::PASSWORD_NOT_IN_CLEAR);
            let why = "the server takes no proof of identity that keeps the password secret";
            return self.give_up(&RecipientResult::NoAnswer { stage: Stage::Auth, why }, cx);
        };
        cx.choose(if mechanism.shows_password() {
            choice::PASSWORD_SENT
        } else {
            choice::PASSWORD_PROVED_NOT_SENT
        });
        let mut exchange = Exchange::new(mechanism, &user, &password, cx.rng);
        let fits = |initial: &Vec<u8>| {
            let overhead = "AUTH  \r\n".len() + mechanism.name().len();
            overhead + encode(initial).len() <= COMMAND_LINE_OCTETS
        };
        // An exchange that has said its first word does not say it again.
        let initial = exchange.clone().initial().filter(fits);
        if initial.is_some() {
            drop(exchange.initial());
        }
        self.login = Some(exchange);
        let command = Command::Auth {
            mechanism: AuthMechanism(mechanism.name().into()),
            initial: initial.map(Into::into),
        };
        self.send(&command, Asked::Auth, cx);
    }

    /// 235, another challenge (334), or no (RFC 4954 §4, §6).
    pub(super) fn auth_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        match reply.code {
            235 => self.admitted(cx),
            334 => self.challenged(&reply, cx),
            _ => {
                cx.choose(choice::LOGIN_REFUSED);
                self.no(Stage::Auth, reply, cx);
            }
        }
    }

    fn admitted(&mut self, cx: &mut Context<'_>) {
        if self.login.take().is_some_and(|exchange| exchange.is_complete()) {
            return self.transact(cx);
        }
        // It says yes before it has shown that it knows the password: whoever it is, it is not the
        // server (RFC 5802 §9).
        let why = "the server did not show that it knows the password";
        self.give_up(&RecipientResult::NoAnswer { stage: Stage::Auth, why }, cx);
    }

    fn challenged(&mut self, reply: &Reply, cx: &mut Context<'_>) {
        let challenge = reply.lines.first().and_then(|line| decode(line));
        let answer = match (challenge, &mut self.login) {
            (Some(challenge), Some(exchange)) => exchange.answer(&challenge),
            _ => Err("a challenge that is no BASE64"),
        };
        self.asked.push_back(if answer.is_ok() { Asked::Auth } else { Asked::AuthCancelled });
        self.since = cx.now;
        match answer {
            Ok(answer) => {
                cx.send(Grammar::SmtpSaslResponse, format!("{}\r\n", encode(&answer)));
            }
            // "If the client wishes to cancel the authentication exchange, it issues a line with a
            // single `*`" (RFC 4954 §4).
            Err(why) => {
                cx.send(Grammar::SmtpSaslResponse, "*\r\n");
                self.ledger.settle(&RecipientResult::NoAnswer { stage: Stage::Auth, why });
                self.tell(cx);
            }
        }
    }
}
