//! LOGIN: asks for the name and for the password, each as it is. Never a standard; what mail programs
//! have spoken since before there was PLAIN.

use mailscope_store::Store;

use super::{Step, plain};

/// What is asked first. Clients do not read it: some know only these words.
pub(super) const USERNAME: &[u8] = b"Username:";
/// What is asked second.
pub(super) const PASSWORD: &[u8] = b"Password:";

/// Takes the answer to [`PASSWORD`].
pub(super) fn verify(user: &[u8], password: &[u8], store: &Store) -> Step {
    if user.contains(&0) || password.contains(&0) {
        return Step::Malformed("a name and a password without NUL");
    }
    plain::verify(&[b"\0", user, b"\0", password].concat(), store)
}
