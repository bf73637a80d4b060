//! The Domain Name System (RFC 1034, RFC 1035): name servers that answer from zones, and a caching
//! resolver that finds where mail for a domain goes. Messages have their real form on the wire.

use std::sync::Arc;

use bytes::Bytes;
use mailscope_base::{Deadline, Instant, Prng};
use mailscope_wire::Choice;

use crate::mta::Route;

/// What all name servers of a world know.
#[derive(Clone, Debug, Default)]
pub struct Zones {}

impl Zones {
    /// The answer of the name servers to a query (RFC 1035 §4.1); nothing for what is no query at
    /// all, and where the zone's servers are silent.
    pub fn answer(&self, _query: &[u8]) -> Option<Bytes> {
        None
    }
}

/// The caching resolver of one host.
#[derive(Clone, Debug, Default)]
pub struct Resolver {}

/// What a resolver does, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolverOutput {
    /// It sends a query to the name servers.
    Query(Bytes),
    /// It knows where mail for this domain goes.
    Routed(Arc<str>, Route),
    /// It answered from its cache, gave up waiting, shuffled, and the like.
    Chose(Choice),
}

impl Resolver {
    /// Finds the hosts that take mail for `domain` (RFC 5321 §5.1).
    pub fn route(
        &mut self,
        _domain: &str,
        _now: Instant,
        _rng: &mut Prng,
        _out: &mut Vec<ResolverOutput>,
    ) {
    }

    /// A datagram has come.
    pub fn received(
        &mut self,
        _datagram: &[u8],
        _now: Instant,
        _rng: &mut Prng,
        _out: &mut Vec<ResolverOutput>,
    ) {
    }

    /// When it gives up waiting for an answer.
    pub fn deadline(&self) -> Option<Deadline> {
        None
    }

    /// The moment of [`Resolver::deadline`] has come.
    pub fn deadline_reached(
        &mut self,
        _now: Instant,
        _rng: &mut Prng,
        _out: &mut Vec<ResolverOutput>,
    ) {
    }
}
