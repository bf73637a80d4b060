//! What the present turn changed, beside mails: sessions, queues, facts that a resolver has learned.

use std::collections::BTreeSet;

use mailscope_base::{ConnectionId, EmailId, ProviderId, QueueId, UidValidity};
use mailscope_sim::server::dns;
use mailscope_sim::store::ChangeKind;
use mailscope_sim::{Fact, Place, World};

use crate::focus::Focus;

/// Marks for more sessions than this would point nowhere.
const SESSIONS_MAX: usize = 2;

/// What the present turn changed.
pub(super) struct Marks {
    mails: Focus,
    connections: BTreeSet<ConnectionId>,
    queued: BTreeSet<(ProviderId, QueueId)>,
    stored: Vec<(ProviderId, ChangeKind)>,
    /// Names and types that the name servers have answered about.
    learned: BTreeSet<(String, String)>,
    places: BTreeSet<Place>,
}

impl Marks {
    pub(super) fn of(world: &World) -> Self {
        let mut marks = Self {
            mails: Focus::of(world),
            connections: BTreeSet::new(),
            queued: BTreeSet::new(),
            stored: Vec::new(),
            learned: BTreeSet::new(),
            places: BTreeSet::new(),
        };
        for entry in world.trace().of_turn(world.turn()) {
            match (&entry.fact, entry.place) {
                (Fact::Stored(change), Place::Server(provider)) => {
                    marks.stored.push((provider, change.kind.clone()));
                }
                (Fact::Spooled(change), Place::Server(provider)) => {
                    marks.queued.insert((provider, change.id));
                }
                (Fact::Entered(connection, _) | Fact::Opened(connection, _), _) => {
                    marks.connections.insert(*connection);
                    continue;
                }
                (Fact::Answered(datagram), place) => {
                    let summary = dns::summary(datagram);
                    marks.learned.extend(summary.and_then(|summary| summary.question));
                    marks.places.insert(place);
                    continue;
                }
                (Fact::Learned(_), Place::Device(_)) => {}
                _ => continue,
            }
            marks.places.insert(entry.place);
        }
        if marks.connections.len() > SESSIONS_MAX {
            marks.connections.clear();
        }
        marks
    }

    /// Whether something changed there.
    pub(super) fn place(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    pub(super) fn mail(&self, place: Place, email: EmailId) -> bool {
        self.mails.at(place, email)
    }

    pub(super) fn session(&self, connection: ConnectionId) -> bool {
        self.connections.contains(&connection)
    }

    pub(super) fn queued(&self, provider: ProviderId, id: QueueId) -> bool {
        self.queued.contains(&(provider, id))
    }

    /// Whether the name servers have just told this.
    pub(super) fn learned(&self, name: &str, kind: &str) -> bool {
        self.learned.iter().any(|(of, is)| of.eq_ignore_ascii_case(name) && is == kind)
    }

    /// Whether a change of that kind was made at the provider.
    pub(super) fn stored(&self, at: ProviderId, is: impl Fn(&ChangeKind) -> bool) -> bool {
        self.stored.iter().any(|(provider, kind)| *provider == at && is(kind))
    }

    /// Whether a change of that kind was made in the mailbox.
    pub(super) fn in_mailbox(
        &self,
        at: ProviderId,
        validity: UidValidity,
        is: impl Fn(&ChangeKind) -> bool,
    ) -> bool {
        self.stored(at, |kind| kind.validity() == Some(validity) && is(kind))
    }
}
