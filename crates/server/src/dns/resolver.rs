//! The resolver: it asks, waits, remembers, and says where mail goes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use hickory_proto::op::{Message, MessageType, OpCode, Query};
use hickory_proto::rr::DNSClass;
use mailscope_base::{Deadline, Duration, Instant, Prng, Reason, limits};
use mailscope_wire::Choice;

use super::cache::{Cache, Fact, Key};
use super::choice;
use super::learn::learn;
use super::name::DomainName;
use super::record::{Data, RecordType};
use super::route::{self, Known, LookUp, Plan};
use crate::mta::Route;

/// How long it waits for an answer before it asks again.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it asks.
const TRIES: u8 = 3;

/// The caching resolver of one host.
///
/// It asks one set of name servers, which know everything or know who knows ([`super::Zones`]).
/// What an answer says besides what was asked is not believed (RFC 2181 §5.4.1): the addresses of
/// mail hosts are asked for one by one. Failures are not remembered (RFC 2308 §7 allows both).
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    cache: Cache,
    /// What was asked and not answered yet.
    pending: BTreeMap<Key, Pending>,
    tasks: BTreeMap<Task, Progress>,
}

/// What a resolver does, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolverOutput {
    /// It sends a query to the name servers.
    Query(Bytes),
    /// It knows where mail for this domain goes.
    Routed(Arc<str>, Route),
    /// It knows what there is of this type for this name.
    Answered(Arc<str>, RecordType, LookUp),
    /// It answered from its cache, gave up waiting, shuffled, and the like.
    Chose(Choice),
}

/// A fact of its memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered<'a> {
    /// The name that it is about.
    pub name: &'a DomainName,
    /// The type of record; nothing where it is about the name as such.
    pub record_type: Option<RecordType>,
    /// When it ceases to be believed.
    pub until: Instant,
    /// What.
    pub what: Memory<'a>,
}

/// What a resolver remembers of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory<'a> {
    /// There are these records.
    Records(&'a [Data]),
    /// The name is there, and has none of that type (RFC 2308 §2.2).
    NoData,
    /// There is no such name (RFC 2308 §2.1).
    NoName,
}

/// Something it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    Route(Arc<str>),
    LookUp(Arc<str>, RecordType),
}

impl Task {
    const fn text(&self) -> &Arc<str> {
        match self {
            Self::Route(text) | Self::LookUp(text, _) => text,
        }
    }
}

/// How far a task has come.
#[derive(Clone, Debug)]
struct Progress {
    name: DomainName,
    /// What it has learned, whatever becomes of the cache.
    facts: BTreeMap<Key, Fact>,
    /// What it waits for.
    waits_for: BTreeSet<Key>,
}

/// A query under way.
#[derive(Clone, Debug)]
struct Pending {
    id: u16,
    sent: Instant,
    tries: u8,
}

/// What a task knows: what it has learned itself, and what the resolver remembers.
struct Knowledge<'a> {
    own: &'a BTreeMap<Key, Fact>,
    cache: &'a Cache,
    now: Instant,
}

impl Known for Knowledge<'_> {
    fn fact(&self, key: &Key) -> Option<&Fact> {
        self.own.get(key).or_else(|| self.cache.get(key, self.now))
    }
}

/// A turn of the resolver.
struct Turn<'a> {
    now: Instant,
    rng: &'a mut Prng,
    out: &'a mut Vec<ResolverOutput>,
}

impl Turn<'_> {
    fn choose(&mut self, choice: Choice) {
        self.out.push(ResolverOutput::Chose(choice));
    }
}

impl Resolver {
    /// Finds the hosts that take mail for `domain` (RFC 5321 §5.1), and tells them by
    /// [`ResolverOutput::Routed`], at once if it can.
    pub fn route(
        &mut self,
        domain: &str,
        now: Instant,
        rng: &mut Prng,
        out: &mut Vec<ResolverOutput>,
    ) {
        if let Some(route) = route::literal(domain) {
            return out.push(ResolverOutput::Routed(domain.into(), route));
        }
        self.begin(Task::Route(domain.into()), &mut Turn { now, rng, out });
    }

    /// Finds what there is of a type for a name, and tells it by [`ResolverOutput::Answered`], at once
    /// if it can.
    pub fn look_up(
        &mut self,
        name: &str,
        record_type: RecordType,
        now: Instant,
        rng: &mut Prng,
        out: &mut Vec<ResolverOutput>,
    ) {
        self.begin(Task::LookUp(name.into(), record_type), &mut Turn { now, rng, out });
    }

    /// A datagram has come.
    pub fn received(
        &mut self,
        datagram: &[u8],
        now: Instant,
        rng: &mut Prng,
        out: &mut Vec<ResolverOutput>,
    ) {
        let mut turn = Turn { now, rng, out };
        let Some((asked, answer)) = self.belonging(datagram) else {
            return turn.choose(choice::ANSWER_IGNORED);
        };
        self.pending.remove(&asked);
        let facts = learn(&asked, &answer);
        for (key, fact, ttl) in &facts {
            self.cache.insert(key.clone(), fact.clone(), *ttl, now);
        }
        let facts: Vec<_> = facts.into_iter().map(|(key, fact, _)| (key, fact)).collect();
        self.advance(&asked, &facts, &mut turn);
    }

    /// When it stops waiting for an answer.
    pub fn deadline(&self) -> Option<Deadline> {
        let first = self.pending.values().map(|pending| pending.sent).min()?;
        Some(Deadline { at: first + PATIENCE, reason: Reason("dns-answer-due") })
    }

    /// The moment of [`Resolver::deadline`] has come.
    pub fn deadline_reached(
        &mut self,
        now: Instant,
        rng: &mut Prng,
        out: &mut Vec<ResolverOutput>,
    ) {
        let mut turn = Turn { now, rng, out };
        let is_late = |pending: &Pending| pending.sent + PATIENCE <= now;
        let late = self.pending.iter().filter(|(_, pending)| is_late(pending));
        for key in late.map(|(key, _)| key.clone()).collect::<Vec<_>>() {
            let again = self.pending.get_mut(&key).filter(|pending| pending.tries < TRIES);
            if let Some(pending) = again {
                pending.tries += 1;
                pending.sent = now;
                turn.out.extend(query(&key, pending.id).map(ResolverOutput::Query));
                turn.choose(choice::ASKS_AGAIN);
            } else {
                self.pending.remove(&key);
                turn.choose(choice::GIVES_UP);
                let fact = (key.clone(), Fact::Failed("the name servers do not answer"));
                self.advance(&key, &[fact], &mut turn);
            }
        }
    }

    /// What it believes at `now` without asking, in the order of the names.
    pub fn remembered(&self, now: Instant) -> impl Iterator<Item = Remembered<'_>> {
        self.cache.iter(now).map(|((name, record_type), until, fact)| Remembered {
            name,
            record_type: *record_type,
            until,
            what: match fact {
                Fact::Records(records) => Memory::Records(records),
                Fact::NoName => Memory::NoName,
                Fact::NoData | Fact::Failed(_) => Memory::NoData,
            },
        })
    }

    /// What it has asked and has no answer to yet: name, type, and how often it has asked.
    pub fn asking(&self) -> impl Iterator<Item = (&DomainName, Option<RecordType>, u8)> {
        self.pending.iter().map(|((name, kind), pending)| (name, *kind, pending.tries))
    }

    /// Forgets what it has learned, as after a restart.
    pub fn forget(&mut self) {
        self.cache.clear();
    }

    fn begin(&mut self, task: Task, turn: &mut Turn<'_>) {
        self.cache.tidy(turn.now);
        if self.tasks.contains_key(&task) {
            return;
        }
        let Some(name) = DomainName::parse(task.text()) else {
            // What cannot be a name is nobody's.
            return finish(task, LookUp::NoName, Route::NoSuchDomain, turn);
        };
        if self.tasks.len() >= limits::RESOLVER_TASKS_MAX {
            turn.choose(choice::TOO_MUCH_AT_ONCE);
            let why = "the resolver has too much to do";
            return finish(task, LookUp::Unknown(why), Route::Unknown(why), turn);
        }
        let asked = turn.out.len();
        let progress = Progress { name, facts: BTreeMap::new(), waits_for: BTreeSet::new() };
        self.go_on(task.clone(), progress, turn);
        if !self.tasks.contains_key(&task) {
            // It has come to its end without a query.
            turn.out.insert(asked, ResolverOutput::Chose(choice::FROM_CACHE));
        }
    }

    /// Hands facts to the tasks that have waited for them.
    fn advance(&mut self, answered: &Key, facts: &[(Key, Fact)], turn: &mut Turn<'_>) {
        let waiting = self.tasks.extract_if(.., |_, progress| progress.waits_for.remove(answered));
        for (task, mut progress) in waiting.collect::<Vec<_>>() {
            progress.facts.extend(facts.iter().cloned());
            self.go_on(task, progress, turn);
        }
    }

    /// Takes a task as far as what is known allows.
    fn go_on(&mut self, task: Task, mut progress: Progress, turn: &mut Turn<'_>) {
        let known = Knowledge { own: &progress.facts, cache: &self.cache, now: turn.now };
        let plan = match &task {
            Task::Route(domain) => match route::route(&known, &progress.name) {
                Plan::Ask(keys) => Plan::Ask(keys),
                Plan::Done((route, choices)) => {
                    Plan::Done(routed(domain.clone(), route, choices, turn))
                }
            },
            Task::LookUp(name, kind) => match route::look_up(&known, &progress.name, *kind) {
                Plan::Ask(keys) => Plan::Ask(keys),
                Plan::Done(found) => {
                    Plan::Done(ResolverOutput::Answered(name.clone(), *kind, found))
                }
            },
        };
        match plan {
            Plan::Done(output) => turn.out.push(output),
            Plan::Ask(keys) => {
                for key in &keys {
                    self.ask(key, turn);
                }
                progress.waits_for = keys.into_iter().collect();
                self.tasks.insert(task, progress);
            }
        }
    }

    /// Sends a query, unless one for the same is under way.
    fn ask(&mut self, key: &Key, turn: &mut Turn<'_>) {
        if self.pending.contains_key(key) {
            return;
        }
        // RFC 5452 §9.2: an id that cannot be foreseen.
        let id = u16::try_from(turn.rng.below(1 << 16)).unwrap_or(0);
        self.pending.insert(key.clone(), Pending { id, sent: turn.now, tries: 1 });
        turn.out.extend(query(key, id).map(ResolverOutput::Query));
    }

    /// The question that a datagram answers, if it was asked: the id and all of the question have to
    /// be the same (RFC 5452 §9.1).
    fn belonging(&self, datagram: &[u8]) -> Option<(Key, Message)> {
        let answer = Message::from_vec(datagram).ok()?;
        let is_answer = answer.message_type == MessageType::Response;
        let [question] = answer.queries.as_slice() else { return None };
        let kind = RecordType::from_wire(question.query_type)?;
        let key = (DomainName(question.name.clone()), Some(kind));
        let pending = self.pending.get(&key)?;
        let belongs = is_answer
            && answer.id == pending.id
            && answer.op_code == OpCode::Query
            && question.query_class == DNSClass::IN;
        belongs.then_some((key, answer))
    }
}

/// The end of a task that nobody had to be asked for.
fn finish(task: Task, looked_up: LookUp, route: Route, turn: &mut Turn<'_>) {
    turn.out.push(match task {
        Task::Route(domain) => ResolverOutput::Routed(domain, route),
        Task::LookUp(name, kind) => ResolverOutput::Answered(name, kind, looked_up),
    });
}

/// Tells what was decided on the way, and puts hosts of equal preference into an order by chance.
fn routed(
    domain: Arc<str>,
    mut route: Route,
    choices: Vec<Choice>,
    turn: &mut Turn<'_>,
) -> ResolverOutput {
    for choice in choices {
        turn.choose(choice);
    }
    if let Route::Hosts(hosts) = &mut route
        && route::shuffle_equals(hosts, turn.rng)
    {
        turn.choose(choice::MX_SHUFFLED);
    }
    ResolverOutput::Routed(domain, route)
}

/// A query (RFC 1035 §4.1). It asks for recursion: the servers shall follow aliases for it.
fn query((name, kind): &Key, id: u16) -> Option<Bytes> {
    let mut message = Message::new(id, MessageType::Query, OpCode::Query);
    message.metadata.recursion_desired = true;
    message.add_query(Query::query(name.0.clone(), (*kind)?.on_wire()));
    message.to_vec().ok().map(Bytes::from)
}
