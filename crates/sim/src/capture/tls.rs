//! What a wire shows of TLS 1.3 (RFC 8446 §5): records with true headers and sizes. What would be
//! encrypted is noise; the two messages that nobody encrypts are well-formed.

use bytes::Bytes;
use mailscope_base::Prng;

use crate::HandshakeFlight;
use crate::tls::{RECORD_OCTETS_MAX, RECORD_OVERHEAD};

/// Types of content (RFC 8446 §5.1).
const CHANGE_CIPHER_SPEC: u8 = 20;
const HANDSHAKE: u8 = 22;
const APPLICATION_DATA: u8 = 23;
/// What a record has before its content.
const RECORD_HEADER: usize = 5;
/// `ChangeCipherSpec`, which says nothing in TLS 1.3 and is sent all the same (RFC 8446 §D.4).
const NOTHING_CHANGES: [u8; 6] = [CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1];

/// Octets that mean nothing, the same each time.
struct Noise(Prng);

impl Noise {
    fn put(&mut self, octets: usize, out: &mut Vec<u8>) {
        for at in (0..octets).step_by(4) {
            let four = u32::try_from(self.0.below(1 << 32)).unwrap_or_default().to_be_bytes();
            out.extend_from_slice(four.get(..(octets - at).min(4)).unwrap_or_default());
        }
    }
}

/// The records around so many octets of an end.
pub(super) fn records(octets: usize, number: u64) -> Bytes {
    let mut out = Vec::new();
    let mut noise = Noise(Prng::new(number));
    let mut left = octets;
    while left > 0 {
        let plain = left.min(RECORD_OCTETS_MAX);
        sealed(plain + RECORD_OVERHEAD - RECORD_HEADER, &mut noise, &mut out);
        left -= plain;
    }
    out.into()
}

/// A flight of the handshake, of exactly so many octets.
pub(super) fn flight(flight: HandshakeFlight, octets: usize, host: &str, number: u64) -> Bytes {
    let mut noise = Noise(Prng::new(number));
    let mut out = Vec::with_capacity(octets);
    match flight {
        HandshakeFlight::ClientHello => client_hello(octets, host, &mut noise, &mut out),
        HandshakeFlight::Server => {
            server_hello(&mut noise, &mut out);
            out.extend_from_slice(&NOTHING_CHANGES);
        }
        HandshakeFlight::Finished => out.extend_from_slice(&NOTHING_CHANGES),
        HandshakeFlight::Alert(_) => {}
    }
    // The rest is encrypted already.
    let largest = RECORD_OCTETS_MAX + RECORD_OVERHEAD;
    while out.len() + RECORD_HEADER < octets {
        let rest = octets - out.len();
        // No record is so small that it could not bear its own overhead.
        let record = if rest > largest { largest.min(rest - RECORD_OVERHEAD) } else { rest };
        sealed(record - RECORD_HEADER, &mut noise, &mut out);
    }
    out.into()
}

/// A record whose content nobody can read.
fn sealed(octets: usize, noise: &mut Noise, out: &mut Vec<u8>) {
    record(APPLICATION_DATA, 3, octets, out);
    noise.put(octets, out);
}

fn record(content: u8, minor: u8, octets: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&[content, 3, minor]);
    sixteen(octets, out);
}

/// A number in two octets.
fn sixteen(number: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes());
}

/// A message of the handshake around `body` (RFC 8446 §4), in a record.
fn message(kind: u8, minor: u8, body: &[u8], out: &mut Vec<u8>) {
    record(HANDSHAKE, minor, body.len() + 4, out);
    out.extend_from_slice(&[kind, 0]);
    sixteen(body.len(), out);
    out.extend_from_slice(body);
}

/// An extension with `data` (RFC 8446 §4.2).
fn extension(kind: u8, data: &[u8], out: &mut Vec<u8>) {
    sixteen(usize::from(kind), out);
    sixteen(data.len(), out);
    out.extend_from_slice(data);
}

/// RFC 8446 §4.1.2, padded to `octets` with its record (RFC 7685).
fn client_hello(octets: usize, host: &str, noise: &mut Noise, out: &mut Vec<u8>) {
    let mut body = vec![3, 3];
    noise.put(32, &mut body);
    body.push(32);
    noise.put(32, &mut body);
    // Three cipher suites (RFC 8446 §B.4), no compression.
    body.extend_from_slice(&[0, 6, 0x13, 0x01, 0x13, 0x02, 0x13, 0x03, 1, 0]);
    let mut extensions = Vec::new();
    let mut name = Vec::new();
    // server_name: a list of one host_name (RFC 6066 §3).
    sixteen(host.len() + 3, &mut name);
    name.push(0);
    sixteen(host.len(), &mut name);
    name.extend_from_slice(host.as_bytes());
    extension(0, &name, &mut extensions);
    // supported_groups: x25519. signature_algorithms: rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256.
    extension(10, &[0, 2, 0, 0x1d], &mut extensions);
    extension(13, &[0, 4, 0x08, 0x04, 0x04, 0x03], &mut extensions);
    // supported_versions: TLS 1.3. psk_key_exchange_modes: psk_dhe_ke.
    extension(43, &[2, 3, 4], &mut extensions);
    extension(45, &[1, 1], &mut extensions);
    // key_share: one of x25519.
    let mut share = vec![0, 36, 0, 0x1d, 0, 32];
    noise.put(32, &mut share);
    extension(51, &share, &mut extensions);
    // padding: header of the record, header of the message, two lengths.
    let used = RECORD_HEADER + 4 + body.len() + 2 + extensions.len() + 4;
    extension(21, &vec![0; octets.saturating_sub(used)], &mut extensions);
    sixteen(extensions.len(), &mut body);
    body.extend_from_slice(&extensions);
    // RFC 8446 §5.1: the first record says 0x0301 for the sake of old systems on the way.
    message(1, 1, &body, out);
}

/// RFC 8446 §4.1.3.
fn server_hello(noise: &mut Noise, out: &mut Vec<u8>) {
    let mut body = vec![3, 3];
    noise.put(32, &mut body);
    body.push(32);
    noise.put(32, &mut body);
    body.extend_from_slice(&[0x13, 0x01, 0]);
    let mut extensions = Vec::new();
    extension(43, &[3, 4], &mut extensions);
    let mut share = vec![0, 0x1d, 0, 32];
    noise.put(32, &mut share);
    extension(51, &share, &mut extensions);
    sixteen(extensions.len(), &mut body);
    body.extend_from_slice(&extensions);
    message(2, 3, &body, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::{ALERT_OCTETS, CLIENT_HELLO_OCTETS, Certificate, FINISHED_OCTETS, Protection};

    /// The contents of the records, which must follow one another without a gap (RFC 8446 §5.1).
    fn walk(mut bytes: &[u8]) -> Vec<(u8, usize)> {
        let mut records = Vec::new();
        while let [content, 3, _, high, low, rest @ ..] = bytes {
            let octets = usize::from(u16::from_be_bytes([*high, *low]));
            assert!(rest.len() >= octets, "a record of {octets} octets ends early");
            records.push((*content, octets));
            bytes = &rest[octets..];
        }
        assert!(bytes.is_empty(), "{} octets belong to no record", bytes.len());
        records
    }

    #[test]
    fn flights_have_the_sizes_that_the_world_counts() {
        let certificate = |chain_octets| Certificate {
            chain_octets,
            ..Certificate::trusted(vec!["mx.example".into()])
        };
        let long = certificate(40_000).flight_octets();
        let usual = certificate(2_700).flight_octets();
        for (kind, octets, contents) in [
            (HandshakeFlight::ClientHello, CLIENT_HELLO_OCTETS, &[22][..]),
            (HandshakeFlight::Server, usual, &[22, 20, 23]),
            (HandshakeFlight::Server, long, &[22, 20, 23, 23, 23]),
            (HandshakeFlight::Finished, FINISHED_OCTETS, &[20, 23]),
            (HandshakeFlight::Alert("no"), ALERT_OCTETS, &[23]),
        ] {
            let bytes = flight(kind, octets, "mail.nord.example", 7);
            assert_eq!(bytes.len(), octets, "{kind:?}");
            let found = walk(&bytes);
            assert_eq!(found.iter().map(|(content, _)| *content).collect::<Vec<_>>(), contents);
            // RFC 8446 §5.2: no record is longer than that.
            assert!(found.iter().all(|(_, octets)| *octets <= RECORD_OCTETS_MAX + 256));
        }
    }

    #[test]
    fn records_have_the_sizes_that_the_world_counts() {
        for octets in [1, 100, 16_384, 16_385, 50_000] {
            let bytes = records(octets, 3);
            assert_eq!(bytes.len(), Protection::Tls.carried(octets));
            let plain: usize = walk(&bytes).iter().map(|(_, sealed)| sealed - 17).sum();
            assert_eq!(plain, octets);
        }
    }
}
