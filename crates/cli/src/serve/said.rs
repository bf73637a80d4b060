//! What a turn has said, on its way to the socket.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::{Buf, Bytes, BytesMut};

/// A frame of at least so many octets is written from where it lies; shorter ones are put one after
/// another, since a piece of its own costs a system call more than a copy.
const OWN_PIECE_OCTETS: usize = 8 * 1024;
/// Octets and pieces for which room is kept between turns.
const OCTETS_KEPT: usize = 64 * 1024;
const PIECES_KEPT: usize = 1_024;

/// Frames in their order, each copied at most once.
#[derive(Debug, Default)]
pub(super) struct Said {
    pieces: VecDeque<Bytes>,
    /// Short frames behind the last piece.
    short: BytesMut,
    remaining: usize,
}

impl Said {
    pub(super) fn push(&mut self, frame: &Bytes) {
        self.remaining += frame.len();
        if frame.len() < OWN_PIECE_OCTETS {
            self.short.extend_from_slice(frame);
            return;
        }
        self.end_piece();
        self.pieces.push_back(frame.clone());
    }

    /// All that was said can be written now; nothing may be said until it is.
    pub(super) fn end_piece(&mut self) {
        if !self.short.is_empty() {
            self.pieces.push_back(self.short.split().freeze());
        }
    }

    /// Forgets what could not be written, and room that only a long turn needed.
    pub(super) fn clear(&mut self) {
        self.pieces.clear();
        self.pieces.shrink_to(PIECES_KEPT);
        self.short.clear();
        if self.short.capacity() > OCTETS_KEPT {
            self.short = BytesMut::new();
        }
        self.remaining = 0;
    }
}

impl Buf for Said {
    fn remaining(&self) -> usize {
        self.remaining
    }

    fn chunk(&self) -> &[u8] {
        self.pieces.front().map_or(&[], Bytes::chunk)
    }

    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let pairs = slices.iter_mut().zip(&self.pieces);
        pairs.map(|(slice, piece)| *slice = IoSlice::new(piece)).count()
    }

    fn advance(&mut self, mut count: usize) {
        self.remaining = self.remaining.saturating_sub(count);
        while let Some(front) = self.pieces.front_mut() {
            if count < front.len() {
                front.advance(count);
                return;
            }
            count -= front.len();
            self.pieces.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written is what was said, however the frames are cut and the socket takes them.
    #[test]
    fn all_frames_in_their_order() {
        let frames: Vec<Bytes> = [1, 5, OWN_PIECE_OCTETS, 3, OWN_PIECE_OCTETS - 1, 0, 70_000, 2]
            .iter()
            .zip(b'a'..)
            .map(|(length, letter)| vec![letter; *length].into())
            .collect();
        for taken in [997, 4_096, 1_000_000] {
            let mut said = Said::default();
            for frame in &frames {
                said.push(frame);
            }
            said.end_piece();
            let mut written = Vec::new();
            while said.has_remaining() {
                let mut slices = [IoSlice::new(&[]); 3];
                let used = said.chunks_vectored(&mut slices);
                let all: Vec<u8> =
                    slices.iter().take(used).flat_map(|slice| slice.iter().copied()).collect();
                assert!(all.starts_with(said.chunk()) && !said.chunk().is_empty());
                let count = taken.min(all.len());
                written.extend(all.into_iter().take(count));
                said.advance(count);
            }
            assert_eq!(written, frames.concat(), "{taken} octets at a time");
        }
    }
}
