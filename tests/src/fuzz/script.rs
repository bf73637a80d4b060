//! Octets of a fuzzer, read as a little script: choices, and pieces of a stream.

/// The rest of the script. Past its end every choice is 0 and every piece empty.
#[derive(Debug)]
pub(super) struct Script<'a>(&'a [u8]);

impl<'a> Script<'a> {
    pub(super) const fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    pub(super) const fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// One octet.
    pub(super) fn choice(&mut self) -> u8 {
        let (first, rest) =
            self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    /// The octets up to the next 0xFF, which is the one octet that UTF-8 never holds; at most `most`.
    pub(super) fn piece(&mut self, most: usize) -> &'a [u8] {
        let end = self.0.iter().position(|octet| *octet == 0xff);
        let (piece, rest) = self.0.split_at(end.unwrap_or(self.0.len()).min(most));
        self.0 = if end == Some(piece.len()) {
            rest.split_first().map_or(rest, |(_, rest)| rest)
        } else {
            rest
        };
        piece
    }
}
