//! Who comes into a world after it has begun: accounts, providers, people on wires.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Does, Wire};

/// An account as somebody asks a provider for it. Its name is what stands before the `@`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// The user name.
    pub user: Arc<str>,
    /// The password.
    pub password: Arc<str>,
}

/// A provider as somebody founds it: one host for people, one for other servers, and a zone that
/// names both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewProvider {
    /// Its domain.
    pub name: Arc<str>,
    /// How it treats its accounts: the name of a
    /// [`ProviderProfile`](mailscope_server::ProviderProfile).
    pub profile: Arc<str>,
    /// Its first account.
    pub account: NewAccount,
}

/// Somebody who comes to sit on a wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewListener {
    /// What people call it.
    pub name: Arc<str>,
    /// Where.
    pub on: Wire,
    /// What it does there.
    pub does: Does,
}

impl NewAccount {
    /// Whether a mailbox can be called so: a `Dot-string` of at most 64 octets (RFC 5321 §4.1.2,
    /// §4.5.3.1.1), and a password that can be typed.
    pub fn is_possible(&self) -> bool {
        let atom = |atom: &str| {
            let is_text = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
            !atom.is_empty() && atom.chars().all(is_text)
        };
        let typed = |c: char| c.is_ascii_graphic();
        self.user.len() <= 64
            && self.user.split('.').all(atom)
            && (1..=64).contains(&self.password.len())
            && self.password.chars().all(typed)
    }
}

impl NewProvider {
    /// Whether there can be a domain of that name, with a name for a host before it (RFC 1035 §2.3.1,
    /// §2.3.4).
    pub fn is_possible(&self) -> bool {
        let label = |label: &str| {
            let is_text = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            (1..=63).contains(&label.len())
                && label.chars().all(is_text)
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        self.name.len() <= 200
            && self.name.contains('.')
            && self.name.split('.').all(label)
            && self.account.is_possible()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(user: &str) -> NewAccount {
        NewAccount { user: user.into(), password: "Seestern-7".into() }
    }

    fn provider(name: &str) -> NewProvider {
        NewProvider { name: name.into(), profile: "by-the-book".into(), account: account("ben") }
    }

    #[test]
    fn a_user_is_a_dot_string() {
        for name in ["ada", "ada.sommer", "a+b", "x_1"] {
            assert!(account(name).is_possible(), "{name}");
        }
        let long = "a".repeat(65);
        for name in
            ["", ".ada", "ada.", "a..b", "ada sommer", "ädä", "a\0b", "<script>", "a@b", &long]
        {
            assert!(!account(name).is_possible(), "{name:?}");
        }
    }

    #[test]
    fn a_provider_is_a_domain_of_two_labels_or_more() {
        for name in ["west.example", "mail-1.west.example", "x2.example"] {
            assert!(provider(name).is_possible(), "{name}");
        }
        let long = format!("{}.example", "a".repeat(64));
        let names = [
            "",
            "example",
            ".example",
            "a..example",
            "-a.example",
            "a_b.example",
            "süd.example",
            &long,
        ];
        for name in names {
            assert!(!provider(name).is_possible(), "{name:?}");
        }
    }
}
