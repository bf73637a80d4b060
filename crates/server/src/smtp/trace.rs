//! Trace information: the `Received:` field that every server puts on top of a message, and what a
//! submission server adds besides.

use core::fmt::Write as _;
use core::net::IpAddr;

use mailscope_base::{Address, DateTime, Prng, QueueId};

/// What a trace field tells (RFC 5321 §4.4).
#[derive(Clone, Copy, Debug)]
pub(super) struct Trace<'a> {
    /// What the client has called itself.
    pub(super) client: &'a str,
    /// From where it came, if that is known.
    pub(super) peer: Option<IpAddr>,
    /// This host.
    pub(super) host: &'a str,
    /// How the message came.
    pub(super) with: With,
    /// Its name in the queue.
    pub(super) id: QueueId,
    /// For whom, if it is for one only: others must not learn of each other (RFC 5321 §7.2).
    pub(super) recipient: Option<&'a Address>,
    /// When.
    pub(super) date: DateTime,
}

/// How a message came: what the WITH clause is made of.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "four answers that do not depend on each other")]
pub(super) struct With {
    /// The client began with EHLO.
    pub(super) extended: bool,
    /// Within TLS.
    pub(super) tls: bool,
    /// Somebody has shown who they are.
    pub(super) authenticated: bool,
    /// The transaction needs SMTPUTF8 (RFC 6531 §3.7.3).
    pub(super) utf8: bool,
}

impl With {
    /// Its name in IANA's registry (RFC 3848, RFC 6531 §4.3).
    const fn name(self) -> &'static str {
        match (self.extended, self.utf8, self.tls, self.authenticated) {
            (false, ..) => "SMTP",
            (true, false, false, false) => "ESMTP",
            (true, false, false, true) => "ESMTPA",
            (true, false, true, false) => "ESMTPS",
            (true, false, true, true) => "ESMTPSA",
            (true, true, false, false) => "UTF8SMTP",
            (true, true, false, true) => "UTF8SMTPA",
            (true, true, true, false) => "UTF8SMTPS",
            (true, true, true, true) => "UTF8SMTPSA",
        }
    }
}

impl Trace<'_> {
    /// The field with its line ends.
    ///
    /// ```abnf
    /// Time-stamp-line = "Received:" FWS Stamp <CRLF>
    /// Stamp           = From-domain By-domain Opt-info [CFWS] ";" FWS date-time ; RFC 5321 §4.4
    /// ```
    pub(super) fn field(&self) -> String {
        let mut field = String::with_capacity(256);
        // Writing to a string does not fail.
        let _ = write!(field, "Received: from {}", self.client);
        if let Some(peer) = self.peer {
            let _ = match peer {
                IpAddr::V4(v4) => write!(field, " ([{v4}])"),
                // RFC 5321 §4.1.3 `IPv6-address-literal`.
                IpAddr::V6(v6) => write!(field, " ([IPv6:{v6}])"),
            };
        }
        let with = self.with.name();
        let _ = write!(field, "\r\n\tby {} with {with} id {}", self.host, self.id);
        if let Some(recipient) = self.recipient {
            let _ = write!(field, "\r\n\tfor <{recipient}>");
        }
        let _ = write!(field, ";\r\n\t{}\r\n", self.date);
        field
    }
}

/// `Date:` (RFC 6409 §8.2).
pub(super) fn date(date: DateTime) -> String {
    format!("Date: {date}\r\n")
}

/// `Message-ID:` (RFC 6409 §8.3): unique by chance, which is 128 bits of it, and by the host.
pub(super) fn message_id(host: &str, rng: &mut Prng) -> String {
    let [a, b] = [rng.below(u64::MAX), rng.below(u64::MAX)];
    format!("Message-ID: <{a:016x}{b:016x}@{host}>\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_with_clause_tells_how_a_message_came() {
        // RFC 3848, RFC 6531 §4.3.
        let names = |extended, utf8| {
            [(false, false), (false, true), (true, false), (true, true)]
                .map(|(tls, authenticated)| With { extended, tls, authenticated, utf8 }.name())
        };
        assert_eq!(names(true, false), ["ESMTP", "ESMTPA", "ESMTPS", "ESMTPSA"]);
        assert_eq!(names(true, true), ["UTF8SMTP", "UTF8SMTPA", "UTF8SMTPS", "UTF8SMTPSA"]);
        assert_eq!(names(false, false), ["SMTP"; 4]);
    }
}
