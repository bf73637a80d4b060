//! What a server looks at in the header of a message: how often it was received, and what a mail app
//! has left for the submission server to add.

/// The header of a message, as far as a server has to know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// `Received:` fields.
    pub(super) received: usize,
    /// There is a `Date:` field.
    pub(super) has_date: bool,
    /// There is a `Message-ID:` field.
    pub(super) has_message_id: bool,
    /// Its octets, the empty line that ends it included.
    pub(super) octets: usize,
    /// It ends with an empty line, as it should, or with the message.
    pub(super) is_closed: bool,
}

impl Header {
    /// The header of `message`: everything up to the first line that is no field and none that
    /// continues one (RFC 5322 §2.2).
    pub(super) fn of(message: &[u8]) -> Self {
        let mut header = Self { is_closed: true, ..Self::default() };
        let mut rest = message;
        while let Some(&first) = rest.first() {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |lf| lf + 1);
            let (line, after) = rest.split_at(end);
            rest = after;
            match (first, field_name(line)) {
                (b' ' | b'\t', _) => header.octets += line.len(),
                (_, Some(name)) => {
                    header.octets += line.len();
                    header.count(name);
                }
                (_, None) => {
                    header.is_closed = matches!(line, b"\r\n" | b"\n");
                    header.octets += if header.is_closed { line.len() } else { 0 };
                    return header;
                }
            }
        }
        header
    }

    fn count(&mut self, name: &[u8]) {
        self.received += usize::from(name.eq_ignore_ascii_case(b"Received"));
        self.has_date |= name.eq_ignore_ascii_case(b"Date");
        self.has_message_id |= name.eq_ignore_ascii_case(b"Message-ID");
    }
}

/// ```abnf
/// field-name = 1*ftext
/// ftext      = %d33-57 / %d59-126 ; RFC 5322 §2.2
/// ```
///
/// Space before the colon is obsolete and still read (RFC 5322 §4.5).
fn field_name(line: &[u8]) -> Option<&[u8]> {
    let name = line.get(..memchr::memchr(b':', line)?)?.trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_ends_with_the_first_line_that_is_no_field() {
        // RFC 5322 §2.1, §2.2.
        let header = |text: &str| Header::of(text.as_bytes());
        let fields = "Received: a\r\n by b\r\nReceived: c\r\nDATE : x\r\nmessage-id: <y>\r\n";
        let expected = Header {
            received: 2,
            has_date: true,
            has_message_id: true,
            octets: fields.len() + 2,
            is_closed: true,
        };
        assert_eq!(header(&format!("{fields}\r\nReceived: d\r\n")), expected);
        assert_eq!(header(""), Header { is_closed: true, ..Header::default() });
        assert!(header("Subject: x\r\n").is_closed);
        assert!(header("\r\nDate: x\r\n").is_closed && !header("\r\nDate: x\r\n").has_date);
        assert!(!header("Hello, Ben\r\nDate: x\r\n").is_closed);
        assert!(!header("Subject: x\r\nHello\r\n\r\n").is_closed);
        assert!(!header("Hello Ben: x\r\n").is_closed);
    }
}
