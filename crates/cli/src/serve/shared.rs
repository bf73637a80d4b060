//! What all connections share: the store, the clock, and who wants to hear of changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use mailscope_base::{DateTime, Instant, Prng, WallClock};
use mailscope_server::mta::{Mta, MtaOutput, MtaPolicy};
use mailscope_store::{Change, Store};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

/// Changes that one session may leave unread before its connection is closed: a session that nobody
/// drives must not collect the history of the store.
const UNHEARD_MAX: usize = 1_000_000;

/// How connections are kept from whoever listens.
pub(super) struct Security {
    pub(super) acceptor: TlsAcceptor,
    /// Whether passwords are accepted within TLS only.
    pub(super) require_tls: bool,
}

/// The host.
pub(super) struct Shared {
    started: std::time::Instant,
    pub(super) clock: WallClock,
    pub(super) trace: bool,
    pub(super) security: Security,
    /// Rings when the deadline of the queue is another one.
    pub(super) queue_bell: Notify,
    state: Mutex<State>,
}

/// What a turn may touch.
#[derive(Debug)]
pub(super) struct State {
    pub(super) store: Store,
    pub(super) rng: Prng,
    pub(super) mta: Mta,
    /// When the manager of the queue wants its next turn.
    pub(super) queue_deadline: Option<Instant>,
    /// Empty between turns of the manager, and kept for its room.
    pub(super) queue_out: Vec<MtaOutput>,
    /// All connections, with the ears of those that show mail.
    listeners: BTreeMap<u64, Option<Ear>>,
    next: u64,
}

/// How a connection hears of what others change.
#[derive(Clone, Debug)]
struct Ear {
    /// Nothing once it was too much to remember.
    inbox: Arc<Mutex<Option<Vec<Change>>>>,
    bell: Arc<Notify>,
}

/// A connection's own end of its ear.
#[derive(Debug)]
pub(super) struct Listening {
    pub(super) id: u64,
    ear: Ear,
}

impl Shared {
    pub(super) fn new(store: Store, trace: bool, security: Security) -> Self {
        let unix = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let unix_secs = i64::try_from(unix).unwrap_or_default();
        Self {
            started: std::time::Instant::now(),
            clock: WallClock { start: DateTime { unix_secs, offset_mins: 0 } },
            trace,
            security,
            queue_bell: Notify::new(),
            state: Mutex::new(State {
                store,
                rng: Prng::new(unix),
                mta: Mta::new(MtaPolicy::alone()),
                queue_deadline: None,
                queue_out: Vec::new(),
                listeners: BTreeMap::new(),
                next: 0,
            }),
        }
    }

    /// Microseconds since the start, as the sessions count.
    pub(super) fn now(&self) -> Instant {
        Instant::from_micros(u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX))
    }

    /// How long until `at`.
    pub(super) fn until(&self, at: Instant) -> std::time::Duration {
        std::time::Duration::from_micros(at.since(self.now()).as_micros())
    }

    /// The state, for one turn. A panic elsewhere does not take the store away from everybody else.
    pub(super) fn turn(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a connection; nothing if there are `max` already. One that shows no mail `hears`
    /// nothing: a hundred clients that bring mail must not all be woken by each message.
    pub(super) fn register(&self, max: usize, hears: bool) -> Option<Listening> {
        let mut state = self.turn();
        if state.listeners.len() >= max {
            return None;
        }
        let id = state.next;
        state.next += 1;
        let inbox = Arc::new(Mutex::new(Some(Vec::new())));
        let ear = Ear { inbox, bell: Arc::default() };
        state.listeners.insert(id, hears.then(|| ear.clone()));
        Some(Listening { id, ear })
    }

    pub(super) fn deregister(&self, id: u64) {
        self.turn().listeners.remove(&id);
    }
}

impl State {
    /// Tells every connection but `by` what has changed. Called within the turn that changed it, so
    /// all hear of all changes in the same order.
    pub(super) fn publish(&self, by: Option<u64>, changes: &[Change]) {
        if changes.is_empty() {
            return;
        }
        let others = self.listeners.iter().filter(|(id, _)| Some(**id) != by);
        for ear in others.filter_map(|(_, ear)| ear.as_ref()) {
            let mut inbox = ear.inbox.lock().unwrap_or_else(PoisonError::into_inner);
            let heard = inbox.as_ref().map_or(0, Vec::len);
            if heard + changes.len() > UNHEARD_MAX {
                *inbox = None;
            } else if let Some(inbox) = inbox.as_mut() {
                inbox.extend_from_slice(changes);
            }
            drop(inbox);
            ear.bell.notify_one();
        }
    }
}

impl Listening {
    /// Waits until there is something to hear.
    pub(super) async fn rung(&self) {
        self.ear.bell.notified().await;
    }

    /// What others have changed since the last call; nothing if it was too much to remember.
    pub(super) fn heard(&self) -> Option<Vec<Change>> {
        let mut inbox = self.ear.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        inbox.as_mut().map(std::mem::take)
    }
}
