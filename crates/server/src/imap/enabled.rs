//! What the client has enabled (RFC 9051 §6.3.1, RFC 5161).

/// What the client has enabled: each changes what it is answered. UNAUTHENTICATE takes it all back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent switches of the protocol")]
pub(super) struct Enabled {
    /// `IMAP4rev2`: no RECENT, ESEARCH for SEARCH, names in UTF-8 (RFC 9051 Appendix E).
    pub(super) rev2: bool,
    /// `UTF8=ACCEPT` (RFC 6855): names and headers in UTF-8.
    pub(super) utf8: bool,
    /// CONDSTORE, by any command that enables it (RFC 7162 §3.1).
    pub(super) condstore: bool,
    /// QRESYNC: VANISHED in place of EXPUNGE (RFC 7162 §3.2.3); comes with `condstore`.
    pub(super) qresync: bool,
}

/// What ENABLE accepts, as it is spelt.
const KNOWN: [&str; 4] = ["IMAP4rev2", "UTF8=ACCEPT", "CONDSTORE", "QRESYNC"];

impl Enabled {
    /// Whether mailbox names are UTF-8, and not modified UTF-7.
    pub(super) const fn utf8_names(self) -> bool {
        self.rev2 || self.utf8
    }

    /// What is enabled, as ENABLE spells it.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let switches = [self.rev2, self.utf8, self.condstore, self.qresync];
        KNOWN.into_iter().zip(switches).filter(|(_, on)| *on).map(|(name, _)| name)
    }

    /// Enables what `name` stands for. Tells its name if it is known and was not enabled before.
    pub(super) fn enable(&mut self, name: &str) -> Option<&'static str> {
        let name = KNOWN.into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
        let switch = match name {
            "IMAP4rev2" => &mut self.rev2,
            "UTF8=ACCEPT" => &mut self.utf8,
            "CONDSTORE" => &mut self.condstore,
            _ => &mut self.qresync,
        };
        let newly = !core::mem::replace(switch, true);
        // RFC 7162 §3.2.3: ENABLE QRESYNC enables CONDSTORE as well.
        self.condstore |= self.qresync;
        newly.then_some(name)
    }
}
