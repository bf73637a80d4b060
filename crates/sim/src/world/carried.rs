//! Looking at the wires: who was joined by them, and what they carried.

use mailscope_base::ConnectionId;

use super::World;
use crate::{Carried, Ends};

impl World {
    /// What the wires carried, in the order in which it was sent.
    pub fn carried(&self) -> impl ExactSizeIterator<Item = &Carried> {
        self.carried.iter()
    }

    pub(crate) fn carried_at(&self, number: usize) -> Option<&Carried> {
        self.carried.get(number)
    }

    /// The name of the host to which a connection was opened.
    pub(crate) fn host_name(&self, id: ConnectionId) -> &str {
        let host = self.ends(id).map(|ends| ends.server);
        let host = host.and_then(|id| self.provider_of(id.provider)?.host(id.index));
        host.map_or("", |host| &*host.name)
    }

    /// Who the connections join or joined, in the order in which they were asked for.
    pub fn all_ends(&self) -> impl ExactSizeIterator<Item = (ConnectionId, &Ends)> {
        self.ends.iter().enumerate().map(|(number, ends)| {
            // A connection has the number of its ends.
            (ConnectionId(u32::try_from(number).unwrap_or(u32::MAX)), ends)
        })
    }
}
