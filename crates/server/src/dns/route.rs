//! Where mail for a domain goes, from what is known: a function of facts, which says what it still
//! has to know (RFC 5321 §5.1).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use mailscope_base::{Prng, limits};
use mailscope_wire::Choice;

use super::cache::{Fact, Key};
use super::name::DomainName;
use super::record::{Data, RecordType};
use super::{ALIASES_MAX, choice};
use crate::mta::{MailHost, Route};

/// What looking at facts has led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plan<T> {
    /// These have to be known first.
    Ask(Vec<Key>),
    /// This is it.
    Done(T),
}

/// What a look-up has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookUp {
    /// These; the name is the canonical one, which is another where there were aliases.
    Found(DomainName, Vec<Data>),
    /// The name is there, and has no such record.
    NoData,
    /// There is no such name.
    NoName,
    /// It cannot be known at the moment, for this reason.
    Unknown(&'static str),
}

/// Where what is known is found.
pub(super) trait Known {
    /// What is known of one type of record of a name, or of the name as such.
    fn fact(&self, key: &Key) -> Option<&Fact>;
}

/// Follows aliases to records (RFC 1034 §5.3.3 step 4c, RFC 1034 §3.6.2).
pub(super) fn look_up(known: &impl Known, name: &DomainName, kind: RecordType) -> Plan<LookUp> {
    let mut name = name.clone();
    for _ in 0..=ALIASES_MAX {
        let wanted = (name.clone(), Some(kind));
        let fact = known.fact(&wanted).or_else(|| known.fact(&(name.clone(), None)));
        match fact {
            Some(Fact::Records(records)) => {
                return Plan::Done(LookUp::Found(name, records.clone()));
            }
            Some(Fact::NoData) => return Plan::Done(LookUp::NoData),
            Some(Fact::NoName) => return Plan::Done(LookUp::NoName),
            Some(Fact::Failed(why)) => return Plan::Done(LookUp::Unknown(why)),
            None => {}
        }
        match known.fact(&(name.clone(), Some(RecordType::Cname))) {
            Some(Fact::Records(records)) => match records.first() {
                Some(Data::Cname(canonical)) => name = canonical.clone(),
                _ => return Plan::Done(LookUp::NoData),
            },
            _ => return Plan::Ask(vec![wanted]),
        }
    }
    Plan::Done(LookUp::Unknown("the aliases of the name lead in a circle"))
}

/// Finds the hosts that take mail for a domain, and the decisions on the way.
pub(super) fn route(known: &impl Known, domain: &DomainName) -> Plan<(Route, Vec<Choice>)> {
    let done = |route| Plan::Done((route, Vec::new()));
    let records = match look_up(known, domain, RecordType::Mx) {
        Plan::Ask(keys) => return Plan::Ask(keys),
        Plan::Done(LookUp::Found(_, records)) => records,
        Plan::Done(LookUp::NoData) => return without_mx(known, domain),
        Plan::Done(LookUp::NoName) => return done(Route::NoSuchDomain),
        // RFC 5321 §5.1: "the message MUST be queued and retried later".
        Plan::Done(LookUp::Unknown(why)) => return done(Route::Unknown(why)),
    };
    let mut hosts: Vec<_> = records
        .iter()
        .filter_map(|record| match record {
            Data::Mx { preference, exchange } => Some((*preference, exchange)),
            _ => None,
        })
        .collect();
    // RFC 7505 §3: one record, and its host is the root.
    if let [(_, exchange)] = hosts.as_slice()
        && exchange.is_root()
    {
        return done(Route::NullMx);
    }
    let mut choices = Vec::new();
    // RFC 7505 §3: beside others, the root names no host either.
    hosts.retain(|(_, exchange)| !exchange.is_root());
    hosts.sort_by_key(|(preference, _)| *preference);
    if hosts.len() > limits::MAIL_HOSTS_MAX {
        hosts.truncate(limits::MAIL_HOSTS_MAX);
        choices.push(choice::TOO_MANY_HOSTS);
    }
    match addresses_of_all(known, &hosts, &mut choices) {
        Plan::Ask(keys) => Plan::Ask(keys),
        Plan::Done(found) => Plan::Done((usable(found), choices)),
    }
}

/// RFC 5321 §5.1: "If an empty list of MXs is returned, the address is treated as if it was
/// associated with an implicit MX RR, with a preference of 0, pointing to that host."
fn without_mx(known: &impl Known, domain: &DomainName) -> Plan<(Route, Vec<Choice>)> {
    match addresses(known, domain) {
        Plan::Ask(keys) => Plan::Ask(keys),
        Plan::Done(Err(why)) => Plan::Done((Route::Unknown(why), Vec::new())),
        Plan::Done(Ok((_, addresses))) if addresses.is_empty() => {
            Plan::Done((Route::NoHost, Vec::new()))
        }
        Plan::Done(Ok((canonical, addresses))) => {
            // "If a CNAME record is found, the resulting name is processed as if it were the initial
            // name."
            let host = MailHost { preference: 0, name: canonical.host(), addresses };
            Plan::Done((Route::Hosts(vec![host]), vec![choice::IMPLICIT_MX]))
        }
    }
}

/// A host, and why its addresses cannot be known, if they cannot.
type Found = (MailHost, Option<&'static str>);

/// Looks all hosts up, and asks for all that is missing at once.
fn addresses_of_all(
    known: &impl Known,
    hosts: &[(u16, &DomainName)],
    choices: &mut Vec<Choice>,
) -> Plan<Vec<Found>> {
    let (mut missing, mut found) = (Vec::new(), Vec::new());
    for (preference, exchange) in hosts {
        let alias = ((*exchange).clone(), Some(RecordType::Cname));
        if matches!(known.fact(&alias), Some(Fact::Records(_))) {
            // RFC 5321 §5.1: what an MX record names has addresses of its own, and RFC 2181 §10.3:
            // it "must not be an alias".
            choices.push(choice::MX_IS_ALIAS);
            continue;
        }
        let (addresses, problem) = match addresses(known, exchange) {
            Plan::Ask(keys) => {
                missing.extend(keys);
                continue;
            }
            Plan::Done(Ok((_, addresses))) => (addresses, None),
            Plan::Done(Err(why)) => (Vec::new(), Some(why)),
        };
        let host = MailHost { preference: *preference, name: exchange.host(), addresses };
        found.push((host, problem));
    }
    if missing.is_empty() { Plan::Done(found) } else { Plan::Ask(missing) }
}

/// The addresses of a host and its canonical name; empty if it is known to have none. IPv6 comes
/// first, as RFC 6724 §2.1 prefers it.
fn addresses(
    known: &impl Known,
    host: &DomainName,
) -> Plan<Result<(DomainName, Vec<IpAddr>), &'static str>> {
    let (mut missing, mut found, mut problem) = (Vec::new(), Vec::new(), None);
    let mut canonical = host.clone();
    for kind in [RecordType::Aaaa, RecordType::A] {
        match look_up(known, host, kind) {
            Plan::Ask(keys) => missing.extend(keys),
            Plan::Done(LookUp::Found(name, records)) => {
                canonical = name;
                found.extend(records.iter().filter_map(address));
            }
            Plan::Done(LookUp::NoData | LookUp::NoName) => {}
            Plan::Done(LookUp::Unknown(why)) => problem = Some(why),
        }
    }
    // Both kinds are asked for at once. A name that does not exist has neither.
    match (missing.is_empty(), found.is_empty(), problem) {
        (false, ..) => Plan::Ask(missing),
        (true, true, Some(why)) => Plan::Done(Err(why)),
        _ => Plan::Done(Ok((canonical, found))),
    }
}

const fn address(data: &Data) -> Option<IpAddr> {
    match data {
        Data::A(address) => Some(IpAddr::V4(*address)),
        Data::Aaaa(address) => Some(IpAddr::V6(*address)),
        _ => None,
    }
}

/// Whether any of the hosts can be reached at all.
fn usable(found: Vec<Found>) -> Route {
    let problem = found.iter().find_map(|(_, problem)| *problem);
    let hosts: Vec<_> = found.into_iter().map(|(host, _)| host).collect();
    if hosts.iter().any(|host| !host.addresses.is_empty()) {
        return Route::Hosts(hosts);
    }
    // RFC 5321 §5.1: MX records of which none is usable are an error, and "MUST NOT" lead to the
    // domain's own address.
    problem.map_or(Route::NoHost, Route::Unknown)
}

/// Shuffles hosts of equal preference: "the sender-SMTP MUST randomize them to spread the load across
/// multiple mail exchangers" (RFC 5321 §5.1). Whether there were any.
pub(super) fn shuffle_equals(hosts: &mut [MailHost], rng: &mut Prng) -> bool {
    let mut shuffled = false;
    for equals in hosts.chunk_by_mut(|a, b| a.preference == b.preference) {
        shuffled |= equals.len() > 1;
        // Fisher and Yates: each order is equally likely.
        for last in (1..equals.len()).rev() {
            let one = rng.below(last as u64 + 1);
            equals.swap(last, usize::try_from(one).unwrap_or(last));
        }
    }
    shuffled
}

/// The host of an address literal (RFC 5321 §4.1.3), for which nobody has to be asked; nothing for
/// a domain.
pub(super) fn literal(domain: &str) -> Option<Route> {
    let literal = domain.strip_prefix('[')?;
    let Some(literal) = literal.strip_suffix(']') else { return Some(Route::NoHost) };
    let address = match literal.split_once(':') {
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6") => {
            address.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
        }
        _ => literal.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    };
    let host = |address| MailHost { preference: 0, name: domain.into(), addresses: vec![address] };
    Some(address.map_or(Route::NoHost, |address| Route::Hosts(vec![host(address)])))
}
