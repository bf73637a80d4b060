//! What SMTP carries beside a message: who sent it, who shall get it, and what they want to hear of
//! it. Plain data, known to the protocol, to the queue and to the client.

use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A mailbox in SMTP's sense: `Local-part "@" Domain` (RFC 5321 §4.1.2).
///
/// The local part is kept without the quotes and backslashes that it may need on the wire. The
/// domain is kept as written; it is an address literal if it begins with `[`. The reserved
/// `<Postmaster>` has an empty domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// Before the `@`: only the domain's own servers know whether its case matters (RFC 5321
    /// §2.4).
    pub local_part: Arc<str>,
    /// After it; compared without regard to case (RFC 5321 §2.4).
    pub domain: Arc<str>,
}

impl Address {
    /// The address of these two halves.
    pub fn new(local_part: &str, domain: &str) -> Self {
        Self { local_part: local_part.into(), domain: domain.into() }
    }

    /// Whether the address belongs to `domain`.
    pub fn is_in(&self, domain: &str) -> bool {
        self.domain.eq_ignore_ascii_case(domain)
    }

    /// Whether the local part can stand without quotes (RFC 5321 §4.1.2 `Dot-string`, RFC 6531
    /// §3.3).
    fn is_dot_string(&self) -> bool {
        let is_atext = |c: char| {
            c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || !c.is_ascii()
        };
        self.local_part.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atext))
    }
}

/// As it stands on the wire, without angle brackets.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_dot_string() {
            f.write_str(&self.local_part)?;
        } else {
            f.write_str("\"")?;
            for c in self.local_part.chars() {
                if matches!(c, '"' | '\\') {
                    f.write_str("\\")?;
                }
                write!(f, "{c}")?;
            }
            f.write_str("\"")?;
        }
        if self.domain.is_empty() { Ok(()) } else { write!(f, "@{}", self.domain) }
    }
}

/// The envelope of one mail transaction (RFC 5321 §2.3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Where reports of failure go; nothing for the null reverse-path `<>`.
    pub reverse_path: Option<Address>,
    /// Who shall get it, in the order of the RCPT commands.
    pub recipients: Vec<Recipient>,
    /// How the content is encoded.
    pub body: Body,
    /// Whether the message or an address needs UTF-8 (RFC 6531 §3.4).
    pub smtputf8: bool,
    /// How much of the message a report shall return (RFC 3461 §4.3).
    pub ret: Option<Ret>,
    /// The sender's own name for the transaction, decoded (RFC 3461 §4.4).
    pub envid: Option<Arc<str>>,
}

/// One recipient of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The forward-path, source routes left out (RFC 5321 §3.6.1).
    pub address: Address,
    /// What the sender wants to hear; nothing where it did not say (RFC 3461 §4.1).
    pub notify: Option<Notify>,
    /// The address as the sender first wrote it, with its type: `rfc822;ben@sued.example`, decoded
    /// (RFC 3461 §4.2).
    pub orcpt: Option<Arc<str>>,
}

impl Recipient {
    /// A recipient of whom nothing special is wanted.
    pub const fn plain(address: Address) -> Self {
        Self { address, notify: None, orcpt: None }
    }
}

/// What the sender of a message wants to hear of one recipient (RFC 3461 §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notify {
    /// Nothing at all.
    Never,
    /// The cases that are true.
    On {
        /// That it was delivered.
        success: bool,
        /// That it cannot be delivered.
        failure: bool,
        /// That it takes longer than usual.
        delay: bool,
    },
}

/// How much of the message a report returns (RFC 3461 §4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ret {
    /// All of it.
    Full,
    /// Its header.
    Hdrs,
}

/// How the content of a transaction is encoded (RFC 6152 §3, RFC 3030 §3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// Lines of US-ASCII.
    #[default]
    SevenBit,
    /// Lines of octets.
    EightBitMime,
    /// Octets without lines: BDAT only.
    BinaryMime,
}

/// An enhanced mail system status code, `class.subject.detail` (RFC 3463 §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnhancedCode {
    /// 2 success, 4 persistent transient failure, 5 permanent failure.
    pub class: u8,
    /// What it is about: 1 address, 2 mailbox, 3 mail system, 4 routing, 5 protocol, 6 content, 7
    /// policy.
    pub subject: u16,
    /// Which case of that.
    pub detail: u16,
}

impl EnhancedCode {
    /// The code `class.subject.detail`.
    pub const fn new(class: u8, subject: u16, detail: u16) -> Self {
        Self { class, subject, detail }
    }
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_quoted_where_it_has_to_be() {
        // RFC 5321 §4.1.2 and RFC 3696 §3.
        let cases = [
            ("ada", "nord.example", "ada@nord.example"),
            ("ada.lovelace+list", "nord.example", "ada.lovelace+list@nord.example"),
            ("Abc@def", "nord.example", "\"Abc@def\"@nord.example"),
            ("a\"b\\c", "nord.example", "\"a\\\"b\\\\c\"@nord.example"),
            ("", "nord.example", "\"\"@nord.example"),
            ("a..b", "nord.example", "\"a..b\"@nord.example"),
            ("jürgen", "süd.example", "jürgen@süd.example"),
            ("Postmaster", "", "Postmaster"),
        ];
        for (local_part, domain, wire) in cases {
            assert_eq!(Address::new(local_part, domain).to_string(), wire);
        }
        assert!(Address::new("ada", "Nord.Example").is_in("nord.example"));
    }
}
