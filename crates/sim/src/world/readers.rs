//! Who could read what was sent.

use super::World;
use crate::{Does, EntryId, Fact, Party, Place, Protection, Reader};

impl World {
    /// Everybody who could read the bytes of that entry; nothing for what is not a frame or a
    /// datagram. TLS hides them from everybody on the wire; who is in its middle reads all the same.
    pub fn readers(&self, entry: EntryId) -> Vec<Reader> {
        let Some(entry) = self.trace.get(entry) else { return Vec::new() };
        match &entry.fact {
            Fact::Sent { connection, protection, .. } => {
                let Some(ends) = self.ends(*connection) else { return Vec::new() };
                let client = match ends.client {
                    Party::Device(device, _) => Reader::Device(device),
                    Party::Mta(provider, _) => Reader::Server(provider),
                    Party::Terminal(terminal) => Reader::Terminal(terminal),
                };
                let mut readers = vec![client, Reader::Server(ends.server.provider)];
                match protection {
                    Protection::Clear => {
                        readers.extend(ends.listeners.iter().copied().map(Reader::Listener));
                    }
                    Protection::Tls => {}
                    Protection::Intercepted(by) => readers.push(Reader::Listener(*by)),
                }
                readers
            }
            Fact::Asked(_) | Fact::Answered(_) => {
                let asker = core::iter::successors(Some(entry), |entry| {
                    entry.cause.and_then(|cause| self.trace.get(cause))
                });
                let asker = asker.into_iter().find_map(|entry| match (entry.place, &entry.fact) {
                    (Place::Server(provider), Fact::Asked(_)) => Some(Reader::Server(provider)),
                    _ => None,
                });
                asker.into_iter().chain([Reader::NameServer]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether anybody of this world answers handshakes that are not its own.
    pub fn has_false_certificates(&self) -> bool {
        self.listeners.iter().any(|listener| listener.does == Does::FalseCertificate)
    }
}
