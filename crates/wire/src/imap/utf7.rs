//! Modified UTF-7: how names beyond US-ASCII are spelled in `IMAP4rev1` (RFC 3501 §5.1.3, RFC 9051
//! Appendix A.1).

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

/// `,` stands for the `/` of base64, and there is no padding. Bits that are not used must be 0.
const MODIFIED_BASE64: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// Whether `c` stands for itself; `&` does not.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// `name` in modified UTF-7. There is one spelling for each name.
pub(super) fn encode(name: &str) -> Cow<'_, str> {
    if name.chars().all(|c| is_printable(c) && c != '&') {
        return Cow::Borrowed(name);
    }
    let mut spelled = String::with_capacity(name.len() * 2);
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| is_printable(c) == is_printable(first);
        let (run, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        if is_printable(first) {
            spelled.push_str(&run.replace('&', "&-"));
        } else {
            let octets: Vec<u8> = run.encode_utf16().flat_map(u16::to_be_bytes).collect();
            spelled.push('&');
            MODIFIED_BASE64.encode_string(octets, &mut spelled);
            spelled.push('-');
        }
        rest = after;
    }
    Cow::Owned(spelled)
}

/// What `spelled` says; nothing if it is not the one spelling of its name: "printable US-ASCII
/// characters represent themselves", and "null shifts are not permitted" (RFC 3501 §5.1.3).
pub(super) fn decode(spelled: &str) -> Option<String> {
    let mut name = String::with_capacity(spelled.len());
    let mut rest = spelled;
    let mut shifted_back = false;
    while let Some(at) = rest.find('&') {
        let (plain, shift) = rest.split_at(at);
        let (run, after) = shift.get(1..)?.split_once('-')?;
        name.push_str(plain);
        if run.is_empty() {
            name.push('&');
        } else if shifted_back && plain.is_empty() {
            return None;
        } else {
            name.push_str(&shifted(run)?);
        }
        shifted_back = !run.is_empty();
        rest = after;
    }
    name.push_str(rest);
    spelled.chars().all(is_printable).then_some(name)
}

/// The text between `&` and `-`.
fn shifted(run: &str) -> Option<String> {
    let octets = MODIFIED_BASE64.decode(run).ok()?;
    let (units, odd) = octets.as_chunks::<2>();
    let units = units.iter().copied().map(u16::from_be_bytes);
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    text.filter(|text| odd.is_empty() && !text.chars().any(is_printable))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 3501 §5.1.3, and others by hand.
    #[test]
    fn names_have_one_spelling() {
        let table = [
            ("INBOX", "INBOX"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("\u{263a}!", "&Jjo-!"),
            ("台北日本語", "&U,BTF2XlZyyKng-"),
            ("Tom & Jerry", "Tom &- Jerry"),
            ("&", "&-"),
            ("&&", "&-&-"),
            ("-", "-"),
            ("&-", "&--"),
            ("Entwürfe", "Entw&APw-rfe"),
            ("ä&ö", "&AOQ-&-&APY-"),
            ("\u{1f4e7}", "&2D3c5w-"),
            ("\t", "&AAk-"),
            ("\u{7f}", "&AH8-"),
            ("", ""),
        ];
        for (name, spelled) in table {
            assert_eq!(encode(name), spelled);
            assert_eq!(decode(spelled).as_deref(), Some(name));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        let table = [
            // RFC 3501 §5.1.3: no implicit shift, and a superfluous one.
            "&Jjo!",
            "&Jjo",
            "&U,BTFw-&ZeVnLIqe-",
            // The end of the name is in US-ASCII.
            "&",
            "x&",
            // `A` and `&` stand for themselves.
            "&AEE-",
            "&ACY-",
            "&AOQAQQ-",
            // Bits that are not used, a half character, a half pair, padding, another alphabet.
            "&AOR-",
            "&AO-",
            "&AOQA-",
            "&2D0-",
            "&3Oc-",
            "&AOQ=-",
            "&U/BTFw-",
            // Octets that cannot represent themselves.
            "ä",
            "a\tb",
            "\u{7f}",
        ];
        for spelled in table {
            assert_eq!(decode(spelled), None, "{spelled:?}");
        }
    }
}
