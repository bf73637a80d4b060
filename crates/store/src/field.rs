//! The fields of a header as they stand there (RFC 5322 §2.2).

/// One field with its folded lines.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// All its octets, line ends included.
    pub octets: &'a [u8],
    /// What stands before the colon; empty for a line that is no field.
    name: &'a [u8],
}

impl<'a> Field<'a> {
    /// Whether the field is called that, in any case.
    pub fn is_named(&self, name: &[u8]) -> bool {
        !name.is_empty() && self.name.eq_ignore_ascii_case(name)
    }

    /// What stands after the colon, unfolded (RFC 5322 §2.2.3: the line ends go, the blanks stay)
    /// and trimmed.
    pub fn value(&self) -> Vec<u8> {
        let value = self.raw_value().trim_ascii();
        if memchr::memchr2(b'\r', b'\n', value).is_none() {
            return value.to_vec();
        }
        let folded = value.iter().copied();
        folded.filter(|octet| !matches!(octet, b'\r' | b'\n')).collect()
    }

    /// What stands after the colon, as it stands there.
    pub fn raw_value(&self) -> &'a [u8] {
        let colon = memchr::memchr(b':', self.octets).map_or(0, |at| at + 1);
        self.octets.get(colon..).unwrap_or_default()
    }
}

/// The fields of `header` in their order; the empty line at its end is none.
pub fn fields(header: &[u8]) -> impl Iterator<Item = Field<'_>> {
    let mut rest = header.strip_suffix(blank_line(header)).unwrap_or(header);
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut len = line_len(rest);
        while matches!(rest.get(len), Some(b' ' | b'\t')) {
            len += line_len(rest.get(len..).unwrap_or_default());
        }
        let (octets, after) = rest.split_at(len);
        rest = after;
        let name = memchr::memchr(b':', octets).and_then(|at| octets.get(..at));
        Some(Field { octets, name: name.unwrap_or_default().trim_ascii_end() })
    })
}

/// The empty line that ends `header`, if there is one.
pub fn blank_line(header: &[u8]) -> &[u8] {
    let len = match header {
        b"\r\n" => 2,
        b"\n" => 1,
        _ if header.ends_with(b"\n\r\n") => 2,
        _ if header.ends_with(b"\n\n") => 1,
        _ => 0,
    };
    header.get(header.len() - len..).unwrap_or_default()
}

fn line_len(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).map_or(rest.len(), |lf| lf + 1)
}
