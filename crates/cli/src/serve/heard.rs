//! Room for what a socket brings.

use bytes::{Bytes, BytesMut};

/// Octets taken at a time: few from a peer that types, many from one that sends a long message.
const OCTETS_MIN: usize = 8 * 1024;
const OCTETS_MAX: usize = 512 * 1024;

/// A buffer that hands out what it was filled with, and grows with what comes.
#[derive(Debug)]
pub(super) struct Heard {
    buffer: BytesMut,
    octets: usize,
}

impl Default for Heard {
    fn default() -> Self {
        Self { buffer: BytesMut::new(), octets: OCTETS_MIN }
    }
}

impl Heard {
    /// Where the next octets go. A part of the last room is used on as long as it is not too
    /// small: a session that keeps what it was given keeps all of that room alive.
    pub(super) fn room(&mut self) -> &mut BytesMut {
        let enough = self.buffer.capacity() >= self.octets / 2;
        if !enough && !self.buffer.try_reclaim(self.octets) {
            self.buffer = BytesMut::with_capacity(self.octets);
        }
        &mut self.buffer
    }

    /// What has come since the last call.
    pub(super) fn take(&mut self) -> Bytes {
        let full = self.buffer.len() == self.buffer.capacity();
        let little = self.buffer.len() < self.octets / 8;
        if full {
            self.octets = (self.octets * 2).min(OCTETS_MAX);
        } else if little {
            self.octets = (self.octets / 2).max(OCTETS_MIN);
        }
        self.buffer.split().freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_with_what_comes_and_shrinks_again() {
        let mut heard = Heard::default();
        for _ in 0..20 {
            let room = heard.room();
            let all = room.capacity();
            room.resize(all, b'x');
            assert_eq!(heard.take().len(), all);
        }
        assert_eq!(heard.room().capacity(), OCTETS_MAX);
        for _ in 0..1_000 {
            heard.room().extend_from_slice(b"NOOP\r\n");
            assert_eq!(heard.take(), "NOOP\r\n");
        }
        assert_eq!(heard.octets, OCTETS_MIN);
    }
}
