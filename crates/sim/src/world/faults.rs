//! What goes wrong: hosts that break, connections that are cut.

use mailscope_base::ConnectionId;
use mailscope_wire::Input;

use super::World;
use super::wire::lost;
use crate::{Condition, End, EntryId, Fact, HostId, Loss};

impl World {
    /// How a host is.
    pub fn condition(&self, id: HostId) -> Option<Condition> {
        Some(self.provider_of(id.provider)?.host(id.index)?.condition)
    }

    /// Breaks a host, or mends it. What its connections notice depends on how it breaks: a host that
    /// is switched off says nothing any more, and its clients wait; where only the servers are
    /// stopped, its system resets every connection.
    pub(super) fn set_host(&mut self, id: HostId, condition: Condition, cause: EntryId) {
        let Some(host) = self
            .provider_mut(id.provider)
            .and_then(|provider| provider.hosts.get_mut(usize::from(id.index)))
        else {
            return;
        };
        host.condition = condition;
        let heard_by: &[End] = match condition {
            Condition::Down => &[End::Server],
            Condition::Refuses => &[End::Server, End::Client],
            Condition::Up | Condition::CutsAfter(_) | Condition::Slow(_) => return,
        };
        let here: Vec<_> =
            self.connections.values().filter(|c| c.host == id).map(|c| c.id).collect();
        for connection in here {
            for end in [End::Server, End::Client] {
                self.drop_pending(connection, end);
            }
            for at in heard_by {
                self.plan(self.now, lost(connection, *at, Loss::Reset, cause));
            }
        }
    }

    /// Cuts a connection: both ends learn of it now.
    pub(super) fn cut(&mut self, id: ConnectionId, cause: EntryId) {
        for at in [End::Server, End::Client] {
            self.plan(self.now, lost(id, at, Loss::Cut, cause));
        }
    }

    /// One end learns that there is no connection, or none any more.
    pub(super) fn lose(&mut self, id: ConnectionId, at: End, loss: Loss, cause: EntryId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let knew = connection.closed_by;
        connection.closed_by = Some(at);
        connection.lost_by = Some(at);
        let entry = self.follow(self.place(id, at), Some(cause), Fact::Lost(id, loss));
        let other_still_waits = knew.is_none() && !matches!(loss, Loss::Refused | Loss::NoAnswer);
        self.drop_pending(id, at);
        self.input(id, at, Input::PeerClosed, entry);
        if other_still_waits {
            self.detach(id, at);
        } else {
            self.forget(id);
        }
    }
}
