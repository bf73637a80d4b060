//! Domain names.

use core::fmt;
use std::sync::Arc;

use hickory_proto::rr::Name;

/// A domain name, from its own label up to the root; compared without regard to the case of ASCII
/// letters (RFC 1035 §2.3.3), which is kept as it was written (RFC 1035 §2.3.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DomainName(pub(super) Name);

impl DomainName {
    /// Reads a name, with or without the dot at its end. A label that is not ASCII becomes an
    /// A-label, `süd` becomes `xn--sd-xka`: the Domain Name System knows no other form (RFC 6531
    /// §3.2 for mail). Nothing for what cannot be a name: an empty label, one of more than 63
    /// octets, more than 255 octets in all (RFC 1035 §2.3.4).
    pub fn parse(text: &str) -> Option<Self> {
        let name = if text.is_ascii() { Name::from_ascii(text) } else { Name::from_utf8(text) };
        let mut name = name.ok()?;
        // Without a dot at the end it would be relative to some other name (RFC 1035 §5.1).
        name.set_fqdn(true);
        (!name.is_root() || text == ".").then_some(Self(name))
    }

    /// The root of all names.
    pub fn root() -> Self {
        Self(Name::root())
    }

    /// Reads a name that stands in the zone `origin`: `@` is the zone itself, and what does not end
    /// in a dot is below it (RFC 1035 §5.1).
    pub(super) fn relative(text: &str, origin: &Self) -> Option<Self> {
        if text == "@" {
            return Some(origin.clone());
        }
        let name = Self::parse(text)?;
        if text.ends_with('.') {
            return Some(name);
        }
        let mut relative = name.0;
        relative.set_fqdn(false);
        relative.append_domain(&origin.0).ok().map(Self)
    }

    /// Whether this is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_root()
    }

    /// Whether `self` is `ancestor` or below it.
    pub fn is_within(&self, ancestor: &Self) -> bool {
        ancestor.0.zone_of(&self.0)
    }

    /// The name without its first label; nothing above the root.
    pub(super) fn parent(&self) -> Option<Self> {
        (!self.is_root()).then(|| Self(self.0.base_name()))
    }

    /// `*` below this name (RFC 1034 §4.3.3).
    pub(super) fn wildcard(&self) -> Option<Self> {
        self.0.prepend_label("*").ok().map(Self)
    }

    /// As people write it: in lower case, and without the dot at its end.
    pub fn host(&self) -> Arc<str> {
        let ascii = self.0.to_lowercase().to_ascii();
        match ascii.strip_suffix('.') {
            Some("") | None => ascii.into(),
            Some(host) => host.into(),
        }
    }
}

/// As a zone file has it, with the dot at its end (RFC 1035 §5.1).
impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_ascii())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_a_zone_file_has_them() {
        let origin = DomainName::parse("sued.example").expect("a name");
        let cases = [
            ("mx", "mx.sued.example."),
            ("@", "sued.example."),
            ("a.b", "a.b.sued.example."),
            ("mx.nord.example.", "mx.nord.example."),
            (".", "."),
            ("*", "*.sued.example."),
            ("_dmarc", "_dmarc.sued.example."),
        ];
        for (text, whole) in cases {
            let name = DomainName::relative(text, &origin).expect(text);
            assert_eq!(name.to_string(), whole);
        }
    }

    #[test]
    fn names_compare_without_case_and_know_their_place() {
        let name = |text| DomainName::parse(text).expect("a name");
        assert_eq!(name("Sued.Example"), name("sued.example."));
        assert!(name("mx.SUED.example").is_within(&name("sued.example")));
        assert!(name("sued.example").is_within(&name("sued.example")));
        assert!(name("sued.example").is_within(&DomainName::root()));
        assert!(!name("xsued.example").is_within(&name("sued.example")));
        assert_eq!(&*name("MX.Sued.Example.").host(), "mx.sued.example");
        // The example of RFC 5890 §2.3.2.1's kind of names: U-label and A-label are one name.
        assert_eq!(name("süd.example"), name("xn--sd-xka.example"));
    }

    #[test]
    fn what_cannot_be_a_name_is_none() {
        // RFC 1035 §2.3.4: labels have 63 octets or less, names 255 octets or less.
        let (label, long) = ("a".repeat(63), "a".repeat(64));
        assert!(DomainName::parse(&label).is_some());
        assert!(DomainName::parse(&long).is_none());
        let name = [&*label; 4].join(".");
        assert!(DomainName::parse(&name).is_none(), "4 * 64 + 1 octets");
        assert!(DomainName::parse(name.get(2..).expect("ASCII")).is_some(), "255 octets");
        for text in ["", "a..b", ".a", "a b", "a..", "..", "\u{7f}"] {
            assert!(DomainName::parse(text).is_none(), "{text:?}");
        }
    }
}
