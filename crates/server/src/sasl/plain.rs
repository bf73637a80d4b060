//! PLAIN (RFC 4616): the password as it is. Only TLS keeps it from whoever listens.

use mailscope_store::Store;

use super::{Step, hash::Hash, may_act_as, prepared};

/// ```abnf
/// message = [authzid] UTF8NUL authcid UTF8NUL passwd ; RFC 4616 §2
/// ```
pub(super) fn verify(message: &[u8], store: &Store) -> Step {
    // RFC 6855 §5: names and passwords in UTF-8 come by AUTHENTICATE.
    let Ok(message) = core::str::from_utf8(message) else {
        return Step::Malformed("UTF-8");
    };
    let parts: Vec<&str> = message.split('\0').collect();
    let [identity, user, password] = parts[..] else {
        return Step::Malformed("identity NUL user NUL password, where the identity may be empty");
    };
    if user.is_empty() || password.is_empty() {
        return Step::Malformed("a user name and a password");
    }
    check(identity, user, password, store)
}

/// Whether this is the user's password.
pub(super) fn check(identity: &str, user: &str, password: &str, store: &Store) -> Step {
    let known = store.credentials(prepared(user).as_bytes());
    let expected = known.map_or("", |(_, password)| password);
    // Hashes, so that the time does not tell how much of it was right (RFC 4616 §2 compares what
    // SASLprep has prepared).
    let [expected, given] =
        [expected, password].map(|text| Hash::Sha256.digest(prepared(text).as_bytes()));
    match known {
        Some((account, _)) if expected == given && may_act_as(account, identity, store) => {
            Step::Admitted(account)
        }
        Some(_) if expected == given => Step::Unauthorized,
        _ => Step::Denied,
    }
}
