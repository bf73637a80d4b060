//! What an answer tells (RFC 1034 §5.3.3, RFC 2308 §2).

use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::{DNSClass, RData};

use super::ALIASES_MAX;
use super::cache::{Fact, Key};
use super::name::DomainName;
use super::record::{Data, RecordType};

/// A fact, and for how many seconds it may be remembered.
type Lesson = (Key, Fact, u32);

/// What is to be believed of an answer to `asked`: records of that name, of what it is an alias for,
/// and that there are none. Nothing else that stands in the message (RFC 2181 §5.4.1).
pub(super) fn learn(asked: &Key, answer: &Message) -> Vec<Lesson> {
    let failed = |why| vec![(asked.clone(), Fact::Failed(why), 0)];
    match answer.response_code {
        _ if answer.truncation => return failed("the answer of the name servers is cut off"),
        ResponseCode::NoError | ResponseCode::NXDomain => {}
        ResponseCode::ServFail => return failed("the name servers fail: SERVFAIL"),
        ResponseCode::Refused => return failed("the name servers refuse to answer: REFUSED"),
        _ => return failed("the name servers do not understand the question"),
    }
    let (mut name, Some(kind)) = asked.clone() else { return Vec::new() };
    let mut lessons = Vec::new();
    for _ in 0..=ALIASES_MAX {
        if let Some((records, ttl)) = records(answer, &name, kind) {
            lessons.push(((name, Some(kind)), Fact::Records(records), ttl));
            return lessons;
        }
        // RFC 1034 §3.6.2: the answer goes on with the canonical name.
        let Some((alias, ttl)) = records(answer, &name, RecordType::Cname) else { break };
        let Some(Data::Cname(canonical)) = alias.first().cloned() else { break };
        lessons.push(((name, Some(RecordType::Cname)), Fact::Records(alias), ttl));
        name = canonical;
    }
    let ttl = negative_ttl(answer, &name);
    match answer.response_code {
        ResponseCode::NXDomain => lessons.push(((name, None), Fact::NoName, ttl.unwrap_or(0))),
        // RFC 2308 §2.2.1: a referral has NS records and no SOA record; no data may have both or
        // neither.
        _ if ttl.is_none() && is_referral(answer) => {
            return failed("the name servers send us on to others that nobody knows");
        }
        // An alias that leads out of what these servers know: the rest has to be asked for.
        _ if ttl.is_none() && !lessons.is_empty() => {}
        _ => lessons.push(((name, Some(kind)), Fact::NoData, ttl.unwrap_or(0))),
    }
    lessons
}

/// The records of a name, and how long all of them hold.
fn records(answer: &Message, name: &DomainName, kind: RecordType) -> Option<(Vec<Data>, u32)> {
    let of_name = answer.answers.iter().filter(|one| {
        one.name == name.0 && one.dns_class == DNSClass::IN && one.record_type() == kind.on_wire()
    });
    let (data, ttls): (Vec<_>, Vec<_>) =
        of_name.filter_map(|one| Some((Data::from_wire(&one.data)?, one.ttl))).unzip();
    // RFC 2181 §5.2: where they differ, "treat the RRs for all purposes as if all TTLs in the RRSet
    // had been set to the value of the lowest TTL in the RRSet".
    ttls.into_iter().min().map(|ttl| (data, ttl))
}

/// How long it may be remembered that something is not there: the smaller of the SOA record's own
/// time and its last field (RFC 2308 §5). Nothing without an SOA record of a zone that the name is in,
/// and then it is not to be remembered.
fn negative_ttl(answer: &Message, name: &DomainName) -> Option<u32> {
    answer.authorities.iter().find_map(|one| match &one.data {
        RData::SOA(soa) if one.name.zone_of(&name.0) => Some(one.ttl.min(soa.minimum)),
        _ => None,
    })
}

fn is_referral(answer: &Message) -> bool {
    let is_ns = |data: &RData| matches!(data, RData::NS(_));
    !answer.authoritative && answer.authorities.iter().any(|one| is_ns(&one.data))
}
