//! Fingerprints of a trace that a later program can make, too: of what happened, when, where and why,
//! and of every octet on the wires; not of how this program calls things.

use core::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::recording::kind;
use crate::{Entry, Fact, Place, Trace};

/// The fingerprints of `trace` up to and with each of these turns, which ascend.
pub(super) fn fingerprints(trace: &Trace, turns: impl Iterator<Item = u32>) -> Vec<[u8; 32]> {
    let mut hash = Sha256::new();
    let mut entries = trace.iter().peekable();
    turns
        .map(|turn| {
            while let Some(entry) = entries.next_if(|entry| entry.turn <= turn) {
                take(&mut hash, entry);
            }
            hash.clone().finalize().into()
        })
        .collect()
}

fn take(hash: &mut Sha256, entry: &Entry) {
    let (what, connection) = kind(&entry.fact);
    hash.update(entry.at.as_micros().to_le_bytes());
    hash.update(entry.turn.to_le_bytes());
    let (place, number) = match entry.place {
        Place::Device(id) => (b'd', id.0),
        Place::Server(id) => (b's', id.0),
        Place::NameServer => (b'n', 0),
        Place::Terminal(id) => (b't', id.0),
    };
    hash.update([place]);
    hash.update(number.to_le_bytes());
    for id in [entry.cause, entry.occasion] {
        hash.update(id.map_or(u32::MAX, |id| id.0).to_le_bytes());
    }
    hash.update(connection.unwrap_or(u32::MAX).to_le_bytes());
    let octets: &[u8] = match &entry.fact {
        Fact::Sent { frame, .. } | Fact::Read { differs: Some(frame), .. } => &frame.bytes,
        Fact::Asked(message) | Fact::Answered(message) => message,
        _ => &[],
    };
    hash.update((what.len() + octets.len()).to_le_bytes().get(..4).unwrap_or_default());
    hash.update(what.as_bytes());
    hash.update(octets);
}

/// The first `digits` hexadecimal digits of a fingerprint.
pub(super) fn hex(print: &[u8], digits: usize) -> String {
    let mut hex = String::new();
    for byte in print.iter().take(digits.div_ceil(2)) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
