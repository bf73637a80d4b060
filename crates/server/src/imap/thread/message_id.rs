//! Message IDs as threading compares them (RFC 5256 §3, RFC 5322 §3.6.4).

/// The valid Message IDs in a field's value, normalised: without angle brackets, quotes, and the
/// blanks around them. What is not one is passed over.
///
/// ```abnf
/// msg-id = [CFWS] "<" id-left "@" id-right ">" [CFWS] ; RFC 5322 §3.6.4
/// ```
///
/// RFC 5256 §3: `<"01KF8JCEOCBS0045PS"@xxx.yyy.com>` and `<01KF8JCEOCBS0045PS@xxx.yyy.com>` MUST be
/// the same. They compare with regard to case.
pub(super) fn message_ids(value: &[u8]) -> impl Iterator<Item = Box<[u8]>> {
    let mut rest = value;
    core::iter::from_fn(move || {
        loop {
            let open = rest.iter().position(|&b| b == b'<')?;
            let inside = rest.get(open + 1..)?;
            match message_id(inside) {
                Some((id, after)) => {
                    rest = after;
                    return Some(id);
                }
                None => rest = inside,
            }
        }
    })
}

/// The Message ID whose opening bracket has been read, and what follows its closing one.
fn message_id(inside: &[u8]) -> Option<(Box<[u8]>, &[u8])> {
    let mut id = Vec::new();
    let (mut at, mut quoted) = (None, false);
    let mut rest = inside;
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        match octet {
            b'>' if !quoted => {
                let is_valid = at.is_some_and(|at: usize| at > 0 && at + 1 < id.len());
                return is_valid.then(|| (id.into_boxed_slice(), rest));
            }
            b'<' if !quoted => return None,
            b'"' => quoted = !quoted,
            b'\\' if quoted => {
                let (&escaped, after) = rest.split_first()?;
                id.push(escaped);
                rest = after;
            }
            b' ' | b'\t' | b'\r' | b'\n' if !quoted => {}
            b'\r' | b'\n' => {}
            b'@' if !quoted => {
                at = Some(id.len());
                id.push(octet);
            }
            _ => id.push(octet),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_normalised_and_what_is_none_is_passed_over() {
        for (value, ids) in [
            ("<a@b>", &["a@b"][..]),
            (" <a@b>\r\n\t<c@d>\r\n", &["a@b", "c@d"]),
            ("<a@b><c@d>", &["a@b", "c@d"]),
            ("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>", &["01KF8JCEOCBS0045PS@xxx.yyy.com"]),
            ("<\"a>b\\\"c\"@d>", &["a>b\"c@d"]),
            ("Your message of 1 May <a@b> (Ada <ada@nord.example>)", &["a@b", "ada@nord.example"]),
            ("<no at>", &[]),
            ("<@b>", &[]),
            ("<a@>", &[]),
            ("<a@b", &[]),
            ("a@b", &[]),
            ("<x <a@b>", &["a@b"]),
            ("", &[]),
        ] {
            let found: Vec<_> = message_ids(value.as_bytes()).collect();
            let found: Vec<_> = found.iter().map(|id| String::from_utf8_lossy(id)).collect();
            assert_eq!(found, ids, "{value:?}");
        }
    }

    #[test]
    fn a_hostile_value_takes_no_longer_than_its_length() {
        for part in ["<", "<\"", "<a@", "<a@b>", "\\"] {
            message_ids(part.repeat(200_000).as_bytes()).for_each(drop);
        }
    }
}
