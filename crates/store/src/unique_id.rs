//! The unique-id of a message under POP3 (RFC 1939 §7, UIDL).

use mailscope_base::{Uid, UidValidity};

/// Makes and reads unique-ids. RFC 1939 §7 asks for 1 to 70 characters of 0x21 to 0x7E that never
/// name another message of the maildrop; a mailbox's UIDVALIDITY and a UID promise exactly that
/// (RFC 9051 §2.3.1.1), so a unique-id is the two as hexadecimal numbers: `00000001.0000002a`.
#[derive(Clone, Copy, Debug)]
pub struct UniqueId;

impl UniqueId {
    /// The unique-id of the message at this place.
    pub fn of(validity: UidValidity, uid: Uid) -> String {
        format!("{:08x}.{:08x}", validity.get(), uid.get())
    }

    /// The place that a unique-id of this store names.
    pub fn parse(text: &str) -> Option<(UidValidity, Uid)> {
        let number = |hex: &str| {
            let digits =
                hex.len() == 8 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
            digits.then(|| usize::from_str_radix(hex, 16).ok()).flatten()
        };
        let (validity, uid) = text.split_once('.')?;
        Some((UidValidity::new(number(validity)?)?, Uid::new(number(uid)?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_can_be_read() {
        let place = (UidValidity::new(0x1_2345).unwrap(), Uid::new(u32::MAX as usize).unwrap());
        let text = UniqueId::of(place.0, place.1);
        assert_eq!(text, "00012345.ffffffff");
        assert_eq!(UniqueId::parse(&text), Some(place));
        for other in ["", "1.2", "00000000.00000001", "+0000001.00000001", "0000000A.00000001"] {
            assert_eq!(UniqueId::parse(other), None, "{other}");
        }
    }
}
