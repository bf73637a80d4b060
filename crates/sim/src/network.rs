//! The network: the ways between providers, and who listens on them.

use std::sync::Arc;

use mailscope_base::{DeviceId, Duration, ProviderId};
use serde::{Deserialize, Serialize};

use crate::{Link, TerminalId};

/// What joins the providers with each other and with the name servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// The way from any provider to any other.
    pub between: Link,
    /// The way from any provider to the name servers.
    pub to_name_servers: Link,
    /// What is written in one turn is cut into segments of so many octets; nothing for leaving it
    /// whole.
    pub segment_octets: Option<u16>,
}

/// Distances inside one country, and no limit to the bandwidth.
impl Default for Network {
    fn default() -> Self {
        let way = |millis| Link { latency: Duration::from_millis(millis), bandwidth: 0 };
        Self { between: way(15), to_name_servers: way(8), segment_octets: None }
    }
}

/// Names a listener: its position in [`World::listeners`](crate::World::listeners).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListenerId(pub u16);

/// Somebody on a wire who is neither of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// What people call it: `the café's network`.
    pub name: Arc<str>,
    /// Where.
    pub on: Wire,
    /// What it does there.
    pub does: Does,
    /// Whether it has left. What was connected before it left, it hears to its end.
    pub gone: bool,
}

/// A stretch of the network on which somebody can sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// Between a device and its provider.
    Device(DeviceId),
    /// Between two providers, whoever opens the connection.
    Between(ProviderId, ProviderId),
}

/// What a listener does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Does {
    /// It reads what it can, and changes nothing.
    Listens,
    /// It makes the offer of STARTTLS or STLS unreadable, so that the client believes that there is
    /// no TLS (RFC 3207 §6).
    StripsStartTls,
    /// It answers the handshake itself, with a certificate that nobody vouches for, and shakes hands
    /// with the server on its own account. Whoever does not look at certificates talks to it.
    FalseCertificate,
}

/// Who could read a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reader {
    /// A device.
    Device(DeviceId),
    /// A provider.
    Server(ProviderId),
    /// The name servers.
    NameServer,
    /// Somebody on the wire.
    Listener(ListenerId),
    /// A person at a terminal.
    Terminal(TerminalId),
}

/// Octets that take the place of the offer of TLS: as many, so that nothing else moves.
fn blanked(word: &[u8]) -> Vec<u8> {
    vec![b'X'; word.len()]
}

/// What comes out of the hands of somebody who strips STARTTLS: in the lines with which a server
/// tells its capabilities the words are blanked. What no such line is passes as it came.
pub(crate) fn strip_start_tls(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut changed = false;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let text = line.trim_ascii_end();
        let upper = text.to_ascii_uppercase();
        let words: &[&[u8]] = if upper == b"STLS" {
            &[b"STLS"]
        } else if upper == b"250-STARTTLS" || upper == b"250 STARTTLS" {
            &[b"STARTTLS"]
        } else if upper.starts_with(b"* CAPABILITY ") || find(&upper, b"[CAPABILITY ").is_some() {
            &[b"STARTTLS", b"LOGINDISABLED"]
        } else {
            &[]
        };
        let mut line = line.to_vec();
        for word in words {
            if let Some(at) = find(&line.to_ascii_uppercase(), word) {
                line.splice(at..at + word.len(), blanked(word));
                changed = true;
            }
        }
        out.extend_from_slice(&line);
    }
    changed.then_some(out)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_of_tls_is_blanked_and_nothing_else() {
        let strip = |text: &str| {
            strip_start_tls(text.as_bytes()).map(|b| String::from_utf8(b).expect("text"))
        };
        assert_eq!(
            strip("250-mx.example\r\n250-STARTTLS\r\n250 SIZE 9\r\n").as_deref(),
            Some("250-mx.example\r\n250-XXXXXXXX\r\n250 SIZE 9\r\n")
        );
        assert_eq!(
            strip("* CAPABILITY IMAP4rev2 STARTTLS LOGINDISABLED\r\n").as_deref(),
            Some("* CAPABILITY IMAP4rev2 XXXXXXXX XXXXXXXXXXXXX\r\n")
        );
        assert_eq!(
            strip("+OK\r\nUIDL\r\nSTLS\r\n.\r\n").as_deref(),
            Some("+OK\r\nUIDL\r\nXXXX\r\n.\r\n")
        );
        assert_eq!(strip("Subject: STARTTLS explained\r\n"), None);
    }
}
