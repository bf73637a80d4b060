//! How values are spelled: atoms, quoted strings, literals and numbers.

use bytes::Bytes;

use super::token::{is_astring_char, is_list_char};

/// Strings longer than this go as literals.
const QUOTED_OCTETS_MAX: usize = 1024;

/// Writes octets; a command also says where it must wait.
pub(crate) trait Sink {
    /// Appends `octets`.
    fn put(&mut self, octets: &[u8]);

    /// Appends a literal.
    fn put_literal(&mut self, octets: &[u8]);

    /// Appends a `literal8`.
    fn put_literal8(&mut self, octets: &[u8]) {
        self.put(b"~");
        self.put_literal(octets);
    }

    /// Whether the peer reads UTF-8 in quoted strings (RFC 9051 §4.3: after `ENABLE IMAP4rev2`;
    /// RFC 6855 §3: after `ENABLE UTF8=ACCEPT`). What is not ASCII goes as a literal if not.
    fn utf8(&self) -> bool {
        false
    }

    /// Appends a number.
    fn put_number(&mut self, number: u64) {
        let mut digits = [0_u8; 20];
        self.put(decimal(number, &mut digits));
    }

    /// ```abnf
    /// quoted = DQUOTE *QUOTED-CHAR DQUOTE ; RFC 9051 §9
    /// ```
    fn put_quoted(&mut self, octets: &[u8]) {
        self.put(b"\"");
        let mut rest = octets;
        while let Some(at) = memchr::memchr2(b'"', b'\\', rest) {
            let (plain, special) = rest.split_at(at);
            self.put(plain);
            self.put(b"\\");
            let (special, after) = special.split_at(1);
            self.put(special);
            rest = after;
        }
        self.put(rest);
        self.put(b"\"");
    }

    /// ```abnf
    /// string = quoted / literal ; RFC 9051 §9
    /// ```
    fn put_string(&mut self, octets: &[u8]) {
        if is_quotable(octets, self.utf8()) {
            self.put_quoted(octets);
        } else {
            self.put_literal(octets);
        }
    }

    /// ```abnf
    /// astring = 1*ASTRING-CHAR / string ; RFC 9051 §9
    /// ```
    fn put_astring(&mut self, octets: &[u8]) {
        let is_atom = !octets.is_empty()
            && octets.len() <= QUOTED_OCTETS_MAX
            && octets.iter().all(|&octet| is_astring_char(octet))
            && !octets.eq_ignore_ascii_case(b"NIL");
        if is_atom {
            self.put(octets);
        } else {
            self.put_string(octets);
        }
    }

    /// Patterns with wildcards are quoted, as most clients do.
    ///
    /// ```abnf
    /// list-mailbox = 1*list-char / string ; RFC 9051 §9
    /// ```
    fn put_list_mailbox(&mut self, octets: &[u8]) {
        let wild = octets.iter().any(|&octet| is_list_char(octet) && !is_astring_char(octet));
        if wild {
            self.put_string(octets);
        } else {
            self.put_astring(octets);
        }
    }

    /// ```abnf
    /// nstring = string / nil ; RFC 9051 §9
    /// ```
    fn put_nstring(&mut self, octets: Option<&Bytes>) {
        match octets {
            Some(octets) => self.put_string(octets),
            None => self.put(b"NIL"),
        }
    }

    /// `items` with a space between each two.
    fn put_spaced<T>(&mut self, items: impl IntoIterator<Item = T>, put: impl Fn(&mut Self, T)) {
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                self.put(b" ");
            }
            put(self, item);
        }
    }
}

/// Octets in one piece.
impl Sink for Vec<u8> {
    #[inline]
    fn put(&mut self, octets: &[u8]) {
        self.extend_from_slice(octets);
    }

    fn put_literal(&mut self, octets: &[u8]) {
        self.put(b"{");
        self.put_number(octets.len() as u64);
        self.put(b"}\r\n");
        self.put(octets);
    }
}

/// Whether `octets` can be a quoted string for a peer that reads UTF-8 there, or does not.
fn is_quotable(octets: &[u8], utf8: bool) -> bool {
    octets.len() <= QUOTED_OCTETS_MAX
        && memchr::memchr3(0, b'\r', b'\n', octets).is_none()
        && (octets.is_ascii() || utf8 && str::from_utf8(octets).is_ok())
}

/// The digits of `number`, written to the end of `digits`.
pub(crate) fn decimal(mut number: u64, digits: &mut [u8; 20]) -> &[u8] {
    let mut start = digits.len();
    for (at, slot) in digits.iter_mut().enumerate().rev() {
        *slot = b'0' + u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
        start = at;
        if number == 0 {
            break;
        }
    }
    digits.split_at(start).1
}

/// A command cut into fragments: the client waits for "+" before each but the first.
#[derive(Debug, Default)]
pub(crate) struct Fragments {
    done: Vec<Bytes>,
    open: Vec<u8>,
}

impl Fragments {
    /// The fragments.
    pub(crate) fn finish(mut self) -> Vec<Bytes> {
        self.done.push(Bytes::from(self.open));
        self.done
    }
}

impl Sink for Fragments {
    #[inline]
    fn put(&mut self, octets: &[u8]) {
        self.open.extend_from_slice(octets);
    }

    fn put_literal(&mut self, octets: &[u8]) {
        self.put(b"{");
        self.put_number(octets.len() as u64);
        self.put(b"}\r\n");
        self.done.push(Bytes::from(core::mem::take(&mut self.open)));
        self.put(octets);
    }
}

/// `sequence-set` in digits.
pub(crate) fn put_set(sink: &mut impl Sink, set: &super::SequenceSet) {
    for (i, &(first, last)) in set.0.iter().enumerate() {
        if i > 0 {
            sink.put(b",");
        }
        put_bound(sink, first);
        if first != last {
            sink.put(b":");
            put_bound(sink, last);
        }
    }
}

fn put_bound(sink: &mut impl Sink, bound: super::Bound) {
    match bound {
        super::Bound::Number(number) => sink.put_number(u64::from(number)),
        super::Bound::Largest => sink.put(b"*"),
    }
}
