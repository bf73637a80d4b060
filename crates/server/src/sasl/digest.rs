//! APOP's digest (RFC 1939 §7): the password is not sent, but whoever listens can try passwords against
//! the digest as fast as their machine computes MD5. SCRAM is what makes that dear.

use mailscope_store::Store;
use md5::{Digest as _, Md5};

use super::{Step, prepared};

/// `MD5(timestamp password)`, where the timestamp is the greeting's, angle brackets included. Both
/// names and passwords are prepared (RFC 6856 §2.2).
pub(super) fn verify(timestamp: &str, user: &str, digest: [u8; 16], store: &Store) -> Step {
    let known = store.credentials(prepared(user).as_bytes());
    let password = known.map_or("", |(_, password)| password);
    let due =
        Md5::new().chain_update(timestamp).chain_update(prepared(password).as_bytes()).finalize();
    match known {
        Some((account, _)) if due[..] == digest => Step::Admitted(account),
        _ => Step::Denied,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use mailscope_base::{AccountId, UidValidity};

    use super::*;

    #[test]
    // RFC 1939 §7.
    fn the_example_of_rfc_1939_section_7() {
        let mut store = Store::new(UidValidity::new(1).unwrap());
        store.create_account("mrose", "dbc.mtview.ca.us", "tanstaaf");
        let timestamp = "<1896.697170952@dbc.mtview.ca.us>";
        let digest = 0xc4c9_334b_ac56_0ecc_979e_5800_1b3e_22fb_u128.to_be_bytes();
        assert_eq!(verify(timestamp, "mrose", digest, &store), Step::Admitted(AccountId(0)));
        assert_eq!(verify(timestamp, "rose", digest, &store), Step::Denied);
        assert_eq!(verify("<1@dbc.mtview.ca.us>", "mrose", digest, &store), Step::Denied);
    }
}
