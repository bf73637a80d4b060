//! Looking at the wires: who was joined by them, and what they carried.

use mailscope_base::ConnectionId;

use super::World;
use crate::{Carried, Ends};

impl World {
    /// What the wires carried, in the order in which it was sent.
    pub fn carried(&self) -> impl ExactSizeIterator<Item = &Carried> {
        self.carried.iter()
    }

    /// Who the connections join or joined, in the order in which they were asked for.
    pub fn all_ends(&self) -> impl ExactSizeIterator<Item = (ConnectionId, &Ends)> {
        self.ends.iter().enumerate().map(|(number, ends)| {
            // A connection has the number of its ends.
            (ConnectionId(u32::try_from(number).unwrap_or(u32::MAX)), ends)
        })
    }
}
