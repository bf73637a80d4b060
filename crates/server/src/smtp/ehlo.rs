//! EHLO.

use std::sync::Arc;

use mailscope_wire::smtp::{Extension, Reply};

use super::{Client, Role, SmtpServer, auth};
use crate::{Tls, Turn};

pub(super) fn run(session: &mut SmtpServer, name: &Arc<str>, cx: &mut Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.1, §2.2, §3.2. What the client calls itself is not checked: §4.1.4
    // forbids to refuse it for that, and only the trace field shows it.
    session.client = Some(Client { name: Arc::clone(name), extended: true });
    session.reset(cx);
    let greeting = format!("{} greets {name}", cx.host.host_name());
    let mut lines = vec![super::ascii_or(greeting, cx.host.host_name())];
    lines.extend(extensions(session).iter().map(ToString::to_string));
    // RFC 2034 §4: no enhanced code here.
    Reply { code: 250, enhanced: None, lines }
}

/// What this server offers in this session at this moment.
pub(super) fn extensions(session: &SmtpServer) -> Vec<Extension> {
    let policy = &session.policy;
    let mut offers = vec![
        // RFC 2920 §3.2: what arrives together is answered in order.
        Extension::Pipelining,
        Extension::Size(Some(policy.smtp.message_octets_max as u64)),
        Extension::EightBitMime,
        Extension::SmtpUtf8,
        Extension::EnhancedStatusCodes,
        Extension::Dsn,
        Extension::Chunking,
        Extension::BinaryMime,
        Extension::Vrfy,
        Extension::Expn,
        Extension::Help,
        Extension::Limits(limits(session)),
    ];
    // RFC 3207 §4.2: not again.
    if policy.tls == Tls::Offered {
        offers.push(Extension::StartTls);
    }
    if session.role == Role::Submission {
        let names = auth::offered(session).map(|mechanism| mechanism.name().into());
        offers.push(Extension::Auth(names.collect()));
    }
    offers
}

/// RFC 9422: what a client would otherwise have to find out by being refused.
fn limits(session: &SmtpServer) -> Vec<(Arc<str>, Arc<str>)> {
    let policy = &session.policy.smtp;
    let limit = |name: &str, value: u32| (name.into(), value.to_string().into());
    let mut limits = vec![limit("RCPTMAX", policy.recipients_max)];
    limits.extend(policy.transactions_max.map(|max| limit("MAILMAX", max)));
    limits
}
