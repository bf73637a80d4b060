//! The hash functions that SCRAM is made with, from `RustCrypto`.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

/// Which hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    /// SHA-1: for clients that know no better. As SCRAM uses it, its collisions do not matter.
    Sha1,
    /// SHA-256.
    Sha256,
}

impl Hash {
    /// `H(str)` (RFC 5802 §2.2).
    pub(super) fn digest(self, text: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(text).to_vec(),
            Self::Sha256 => Sha256::digest(text).to_vec(),
        }
    }

    /// `HMAC(key, str)` (RFC 5802 §2.2, RFC 2104).
    pub(super) fn hmac(self, key: &[u8], text: &[u8]) -> Vec<u8> {
        // Keys of any length are right for HMAC, so the error is never made.
        match self {
            Self::Sha1 => Hmac::<Sha1>::new_from_slice(key)
                .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec()),
            Self::Sha256 => Hmac::<Sha256>::new_from_slice(key)
                .map(|mac| mac.chain_update(text).finalize().into_bytes().to_vec()),
        }
        .unwrap_or_default()
    }

    /// `Hi(str, salt, i)` (RFC 5802 §2.2), which is PBKDF2 with HMAC.
    pub(super) fn hi(self, password: &[u8], salt: &[u8], iterations: u32) -> Vec<u8> {
        match self {
            Self::Sha1 => {
                pbkdf2::pbkdf2_hmac_array::<Sha1, 20>(password, salt, iterations).to_vec()
            }
            Self::Sha256 => {
                pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(password, salt, iterations).to_vec()
            }
        }
    }
}
