//! CAPA.

use core::fmt::Write as _;

use mailscope_wire::pop3::Capability;

use super::{Answer, Pop3Server, State};
use crate::sasl::Mechanism;
use crate::{Expire, Tls};

/// As it names itself (RFC 2449 §6.9): one token, and no version for attackers to look up.
const IMPLEMENTATION: &str = "Mailscope";

pub(super) fn run(session: &Pop3Server) -> Answer {
    // Command: RFC 2449 §5.
    let mut lines = String::new();
    for capability in capabilities(session) {
        let _ = write!(lines, "{capability}\r\n");
    }
    Answer::ok("capability list follows").with_body(lines)
}

/// What works here and now, and nothing else. What is announced in AUTHORIZATION is announced in
/// TRANSACTION, too (RFC 2449 §5); only STLS is not, since it would not be legal there (RFC 2595 §4).
fn capabilities(session: &Pop3Server) -> Vec<Capability> {
    let policy = &session.policy;
    // RFC 2449 §6.1 (TOP), §6.8 (UIDL).
    let mut list = vec![Capability::Top, Capability::Uidl];
    if policy.allows_password() {
        // RFC 2449 §6.2.
        list.push(Capability::User);
    }
    // RFC 2449 §6.3, RFC 5034 §3: the mechanisms that would be accepted, by RFC 2595 §2.3.
    let offered = |mechanism: &Mechanism| policy.allows_password() || !mechanism.shows_password();
    let names = Mechanism::ALL.into_iter().filter(offered).map(|it| it.name().to_owned());
    list.push(Capability::Sasl(names.collect()));
    // RFC 2449 §6.4, RFC 3206 §6, RFC 2449 §6.6.
    list.extend([Capability::RespCodes, Capability::AuthRespCode, Capability::Pipelining]);
    if policy.pop3.login_delay_secs > 0 {
        // RFC 2449 §6.5: it is the same for every user.
        let secs = policy.pop3.login_delay_secs;
        list.push(Capability::LoginDelay { secs, per_user: false });
    }
    // RFC 2449 §6.7: that nothing is removed is announced, too.
    let days = match policy.pop3.expire {
        Expire::Never => None,
        Expire::Days(days) => Some(days),
    };
    list.push(Capability::Expire { days, per_user: false });
    if policy.tls == Tls::Offered && matches!(session.state, State::Authorization { .. }) {
        list.push(Capability::Stls);
    }
    // RFC 6856 §2, §2.2, §3.1.
    list.extend([Capability::Utf8 { user: true }, Capability::Lang]);
    list.push(Capability::Implementation(IMPLEMENTATION.to_owned()));
    list
}
