//! TLS as a layer of a connection: who can read what, how many round trips and octets it costs.
//!
//! There is no cryptography here. What is kept of TLS 1.3 (RFC 8446) is what an observer of the
//! wire sees: the flights of the handshake with their sizes, records, and whether the client accepts
//! the certificate.

use std::sync::Arc;

use crate::network::ListenerId;

/// The largest piece of plain text in one record (RFC 8446 §5.1).
pub(crate) const RECORD_OCTETS_MAX: usize = 1 << 14;
/// What a protected record has beside the plain text: header 5, type of content 1, tag of AES-GCM
/// or ChaCha20-Poly1305 16 (RFC 8446 §5.2).
pub(crate) const RECORD_OVERHEAD: usize = 5 + 1 + 16;
/// A `ClientHello` as browsers and mail programs send it: one group of keys, a server name, the
/// usual extensions, padded (RFC 8446 §4.1.2, RFC 7685).
pub(crate) const CLIENT_HELLO_OCTETS: usize = 517;
/// What the server sends beside its certificates: `ServerHello` with its record 127,
/// `ChangeCipherSpec` 6, `EncryptedExtensions` 6, the head of `Certificate` 8, `CertificateVerify`
/// by RSA-2048 264, `Finished` by SHA-256 36, and the records around the last four (RFC 8446 §4).
const SERVER_FLIGHT_OCTETS: usize = 127 + 6 + 6 + 8 + 264 + 36 + RECORD_OVERHEAD;
/// `ChangeCipherSpec` 6 and `Finished` by SHA-256 36, in a record (RFC 8446 §4.4.4).
pub(crate) const FINISHED_OCTETS: usize = 6 + 36 + RECORD_OVERHEAD;
/// An alert in a record (RFC 8446 §6).
pub(crate) const ALERT_OCTETS: usize = 2 + RECORD_OVERHEAD;
/// A chain of a server's certificate and one intermediate, as most are.
pub(crate) const CHAIN_OCTETS: u32 = 2_700;

/// What a server shows in the handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The names it is for; `*` may stand for one label at the left (RFC 9525 §6.3).
    pub names: Vec<Arc<str>>,
    /// Whether somebody whom clients trust vouches for it; else it is self-signed.
    pub trusted: bool,
    /// Octets of the chain on the wire.
    pub chain_octets: u32,
}

impl Certificate {
    /// A certificate for these names that clients trust.
    pub fn trusted(names: Vec<Arc<str>>) -> Self {
        Self { names, trusted: true, chain_octets: CHAIN_OCTETS }
    }

    /// What a careful client finds wrong with it, having asked for `host`.
    pub fn fault(&self, host: &str) -> Option<&'static str> {
        if !self.trusted {
            Some("nobody whom this client trusts vouches for the certificate")
        } else if self.names.iter().any(|name| names(name, host)) {
            None
        } else {
            Some("the certificate is for another name")
        }
    }

    /// Octets of the server's flight of the handshake.
    pub(crate) const fn flight_octets(&self) -> usize {
        SERVER_FLIGHT_OCTETS + self.chain_octets as usize
    }
}

/// Whether the name in a certificate is the name of `host` (RFC 9525 §6.3).
fn names(pattern: &str, host: &str) -> bool {
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    match (pattern.strip_prefix("*."), host.split_once('.')) {
        (Some(rest), Some((label, domain))) => {
            !label.is_empty() && rest.eq_ignore_ascii_case(domain)
        }
        _ => false,
    }
}

/// What keeps others from reading a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// Nothing: whoever sits on the wire reads.
    #[default]
    Clear,
    /// TLS from end to end.
    Tls,
    /// TLS from each end to this listener, who sits in the middle and reads everything.
    Intercepted(ListenerId),
}

impl Protection {
    /// The word in transcripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Tls => "tls",
            Self::Intercepted(_) => "intercepted",
        }
    }

    /// Octets on the wire for `octets` of a writer.
    pub const fn carried(self, octets: usize) -> usize {
        match self {
            Self::Clear => octets,
            Self::Tls | Self::Intercepted(_) => {
                octets + octets.div_ceil(RECORD_OCTETS_MAX) * RECORD_OVERHEAD
            }
        }
    }
}

/// The layer between the bytes of the two ends and the wire.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Layer {
    /// What protects the bytes that are sent now.
    pub(crate) protection: Protection,
    /// TLS from the first octet: the ends hear of the connection when the handshake is done.
    pub(crate) implicit: bool,
}

/// A flight of the handshake on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flight {
    /// To the server.
    ClientHello,
    /// To the client: everything of the server up to its `Finished`, certificate included.
    Server,
    /// To the server: the client is content.
    Finished,
    /// To the server: the client is not.
    Alert(&'static str),
}

/// A step of a handshake, for the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TlsStep {
    /// The client began it.
    ClientHello {
        /// Octets on the wire.
        octets: u32,
    },
    /// The server, or who claims to be it, showed its certificate.
    Certificate {
        /// The names in it.
        names: Vec<Arc<str>>,
        /// Whether somebody whom clients trust vouches for it.
        trusted: bool,
        /// Octets on the wire of the whole flight.
        octets: u32,
    },
    /// This end has done its part: what it sends from now on is protected.
    Established {
        /// Whether the client looked at the certificate.
        verified: bool,
    },
    /// It came to nothing, for this reason.
    Failed(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_for_its_names() {
        // RFC 9525 §6.3: the wildcard stands for exactly one label.
        let of = |name: &str| Certificate::trusted(vec![name.into()]);
        for (name, host, good) in [
            ("mx.sued.example", "mx.sued.example", true),
            ("MX.Sued.Example", "mx.sued.example", true),
            ("*.sued.example", "mx.sued.example", true),
            ("*.sued.example", "a.mx.sued.example", false),
            ("*.sued.example", "sued.example", false),
            ("sued.example", "mx.sued.example", false),
        ] {
            assert_eq!(of(name).fault(host).is_none(), good, "{name} for {host}");
        }
        let own = Certificate { trusted: false, ..of("mx.sued.example") };
        assert!(own.fault("mx.sued.example").is_some());
    }

    #[test]
    fn records_cost_octets() {
        assert_eq!(Protection::Clear.carried(100), 100);
        assert_eq!(Protection::Tls.carried(100), 122);
        assert_eq!(Protection::Tls.carried(16_384), 16_406);
        assert_eq!(Protection::Tls.carried(16_385), 16_429);
        assert_eq!(Protection::Tls.carried(0), 0);
    }
}
