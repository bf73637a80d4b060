//! What productions read from: the rest of a frame, with the notes of the pass.

use core::iter::{Copied, Enumerate};
use core::slice::Iter;

use nom::{AsBytes, Compare, CompareResult, Input, Needed, Offset};

use super::notes::Notes;

/// The rest of a frame, with its offset and the notes of this pass.
#[derive(Clone, Copy, Debug)]
pub(crate) struct In<'a> {
    rest: &'a [u8],
    /// The notes of this pass.
    pub(crate) extra: &'a Notes,
}

impl<'a> In<'a> {
    /// The whole frame that `notes` are about.
    pub(crate) fn new(frame: &'a [u8], notes: &'a Notes) -> Self {
        Self { rest: frame, extra: notes }
    }

    /// The octets.
    #[inline]
    pub(crate) fn fragment(&self) -> &&'a [u8] {
        &self.rest
    }

    /// Where in the frame they begin.
    #[inline]
    pub(crate) fn location_offset(&self) -> usize {
        self.extra.frame_octets() - self.rest.len()
    }
}

impl AsBytes for In<'_> {
    #[inline]
    fn as_bytes(&self) -> &[u8] {
        self.rest
    }
}

impl Offset for In<'_> {
    #[inline]
    fn offset(&self, second: &Self) -> usize {
        self.rest.len() - second.rest.len()
    }
}

impl<'t> Compare<&'t [u8]> for In<'_> {
    #[inline]
    fn compare(&self, text: &'t [u8]) -> CompareResult {
        self.rest.compare(text)
    }

    #[inline]
    fn compare_no_case(&self, text: &'t [u8]) -> CompareResult {
        self.rest.compare_no_case(text)
    }
}

impl<'a> Input for In<'a> {
    type Item = u8;
    type Iter = Copied<Iter<'a, u8>>;
    type IterIndices = Enumerate<Self::Iter>;

    #[inline]
    fn input_len(&self) -> usize {
        self.rest.len()
    }

    #[inline]
    fn take(&self, index: usize) -> Self {
        Self { rest: self.rest.split_at(index).0, ..*self }
    }

    #[inline]
    fn take_from(&self, index: usize) -> Self {
        Self { rest: self.rest.split_at(index).1, ..*self }
    }

    #[inline]
    fn take_split(&self, index: usize) -> (Self, Self) {
        let (taken, rest) = self.rest.split_at(index);
        (Self { rest, ..*self }, Self { rest: taken, ..*self })
    }

    #[inline]
    fn position<P: Fn(u8) -> bool>(&self, predicate: P) -> Option<usize> {
        self.rest.iter().position(|&octet| predicate(octet))
    }

    #[inline]
    fn iter_elements(&self) -> Self::Iter {
        self.rest.iter().copied()
    }

    #[inline]
    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    #[inline]
    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        self.rest.slice_index(count)
    }
}
