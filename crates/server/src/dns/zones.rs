//! The name servers: how a query is answered from zones (RFC 1034 §4.3.2).

use std::sync::Arc;

use bytes::Bytes;
use hickory_proto::op::{Edns, Message, MessageType, Metadata, OpCode, ResponseCode};
use hickory_proto::rr::{self, DNSClass};

use super::ALIASES_MAX;
use super::name::DomainName;
use super::record::{Data, RecordType};
use super::zone::{Behaviour, Record, Zone};

/// The octets of a header (RFC 1035 §4.1.1).
const HEADER_OCTETS: usize = 12;
/// The size of datagram that the servers say they can take (RFC 6891 §6.2.5).
const PAYLOAD_OCTETS: u16 = 1_232;

/// What all name servers of a world know.
///
/// They answer as one: a query is answered from the zone that is closest to its name, so nobody has
/// to walk down from the root. Where no zone lies above a name it is refused; a zone `.` makes all
/// names that are in no other zone names that do not exist.
///
/// Answers are never truncated: a link of a world carries a datagram of any size.
#[derive(Clone, Debug, Default)]
pub struct Zones(imbl::OrdMap<DomainName, Arc<Zone>>);

impl FromIterator<Zone> for Zones {
    fn from_iter<I: IntoIterator<Item = Zone>>(zones: I) -> Self {
        let mut all = Self::default();
        zones.into_iter().for_each(|zone| all.insert(zone));
        all
    }
}

impl Zones {
    /// Takes a zone in, in place of the one of the same name.
    pub fn insert(&mut self, zone: Zone) {
        self.0.insert(zone.name.clone(), Arc::new(zone));
    }

    /// Takes a zone away; whether it was there.
    pub fn remove(&mut self, name: &DomainName) -> bool {
        self.0.remove(name).is_some()
    }

    /// Changes what the servers of a zone do; whether there is such a zone.
    pub fn behave(&mut self, name: &DomainName, behaviour: Behaviour) -> bool {
        let zone = self.0.get(name).map(|zone| Zone::clone(zone).behaving(behaviour));
        zone.map(|zone| self.insert(zone)).is_some()
    }

    /// The zones, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Zone> {
        self.0.values().map(|zone| &**zone)
    }

    /// The answer of the name servers to a query (RFC 1035 §4.1); nothing for what is no query at
    /// all, and where the zone's servers are silent.
    pub fn answer(&self, query: &[u8]) -> Option<Bytes> {
        let header = query.first_chunk::<HEADER_OCTETS>()?;
        // What says that it is an answer gets none, lest two servers answer each other for ever.
        let [id_high, id_low, flags, ..] = *header;
        if flags & 0x80 != 0 {
            return None;
        }
        let Ok(query) = Message::from_vec(query) else {
            let id = u16::from_be_bytes([id_high, id_low]);
            return encode(&Message::error_msg(id, OpCode::Query, ResponseCode::FormErr));
        };
        let mut answer = Message::new(query.id, MessageType::Response, query.op_code);
        answer.metadata = Metadata::response_from_request(&query.metadata);
        answer.queries.clone_from(&query.queries);
        answer.metadata.response_code = self.fill(&query, &mut answer)?;
        if query.edns.is_some() {
            // RFC 6891 §6.1.1: who asks with an OPT record is answered with one.
            let mut edns = Edns::new();
            edns.set_max_payload(PAYLOAD_OCTETS);
            answer.edns = Some(edns);
        }
        encode(&answer)
    }

    /// Puts records into the answer and says how it went; nothing if nobody says anything.
    fn fill(&self, query: &Message, answer: &mut Message) -> Option<ResponseCode> {
        if query.op_code != OpCode::Query {
            return Some(ResponseCode::NotImp);
        }
        let [question] = query.queries.as_slice() else {
            return Some(ResponseCode::FormErr);
        };
        if !matches!(question.query_class, DNSClass::IN | DNSClass::ANY) {
            return Some(ResponseCode::Refused);
        }
        let mut name = DomainName(question.name.clone());
        let Some(zone) = self.closest(&name) else {
            return Some(ResponseCode::Refused);
        };
        match zone.behaviour {
            Behaviour::Answers => {}
            Behaviour::ServerFailure => return Some(ResponseCode::ServFail),
            Behaviour::Silent => return None,
        }
        // RFC 1035 §4.1.1: "the owner name that matches the query name, or the first owner name".
        answer.metadata.authoritative = zone.cut(&name).is_none();
        for _ in 0..=ALIASES_MAX {
            let zone = self.closest(&name).filter(|zone| zone.behaviour == Behaviour::Answers);
            match zone.map(|zone| self.fill_from(zone, &name, question.query_type, answer)) {
                Some(Step::Alias(canonical)) => name = canonical,
                Some(Step::Done(code)) => return Some(code),
                // An alias that leads to where these servers know nothing: the answer ends there.
                None => break,
            }
        }
        Some(ResponseCode::NoError)
    }

    /// The zone nearest above a name (RFC 1034 §4.3.2 step 2).
    fn closest(&self, name: &DomainName) -> Option<&Zone> {
        let mut name = name.clone();
        loop {
            if let Some(zone) = self.0.get(&name) {
                return Some(zone);
            }
            name = name.parent()?;
        }
    }

    /// RFC 1034 §4.3.2 step 3: what one zone tells of one name.
    fn fill_from(
        &self,
        zone: &Zone,
        name: &DomainName,
        wanted: rr::RecordType,
        answer: &mut Message,
    ) -> Step {
        if let Some((cut, records)) = zone.cut(name) {
            // RFC 1034 §4.3.2 step 3b, with what addresses of them are at hand.
            let is_server = |record: &&Record| record.data.record_type() == RecordType::Ns;
            for server in records.iter().filter(is_server) {
                answer.add_authority(on_wire(cut, server));
                self.add_addresses(&server.data, answer);
            }
            return Step::Done(ResponseCode::NoError);
        }
        let Some(node) = zone.node_or_wildcard(name) else {
            answer.add_authority(on_wire(&zone.name, &zone.negative_soa()));
            // RFC 6604 §3: the code speaks of the last name of a chain of aliases.
            return Step::Done(ResponseCode::NXDomain);
        };
        let soa = (*name == zone.name).then(|| zone.soa());
        let all = wanted == rr::RecordType::ANY;
        let mut found = false;
        for record in node.iter().chain(&soa) {
            let is_wanted = all || record.data.record_type().on_wire() == wanted;
            match &record.data {
                Data::Cname(canonical) if !is_wanted => {
                    answer.add_answer(on_wire(name, record));
                    return Step::Alias(canonical.clone());
                }
                _ if is_wanted => {
                    answer.add_answer(on_wire(name, record));
                    self.add_addresses(&record.data, answer);
                    found = true;
                }
                _ => {}
            }
        }
        if !found {
            // RFC 2308 §2.2: the name is there, and has no such record.
            answer.add_authority(on_wire(&zone.name, &zone.negative_soa()));
        }
        Step::Done(ResponseCode::NoError)
    }

    /// The addresses of the host that a record names are likely to be asked for next (RFC 1035
    /// §3.3.9, §3.3.11).
    fn add_addresses(&self, data: &Data, answer: &mut Message) {
        let (Data::Mx { exchange: host, .. } | Data::Ns(host)) = data else { return };
        let Some(zone) = self.closest(host).filter(|zone| zone.behaviour == Behaviour::Answers)
        else {
            return;
        };
        let node = zone.node(host).unwrap_or_default().iter();
        let is_address = |r: &&Record| matches!(r.data, Data::A(_) | Data::Aaaa(_));
        let addresses: Vec<_> = node.filter(is_address).map(|r| on_wire(host, r)).collect();
        for address in addresses {
            if !answer.additionals.contains(&address) {
                answer.add_additional(address);
            }
        }
    }
}

/// Where a look at one name has led.
enum Step {
    /// To another name for the same thing.
    Alias(DomainName),
    /// To the end.
    Done(ResponseCode),
}

fn on_wire(owner: &DomainName, record: &Record) -> rr::Record {
    rr::Record::from_rdata(owner.0.clone(), record.ttl, record.data.on_wire())
}

/// What cannot be written, such as a name that no message can hold, is a failure of the server.
fn encode(answer: &Message) -> Option<Bytes> {
    let failure = || Message::error_msg(answer.id, answer.op_code, ResponseCode::ServFail).to_vec();
    answer.to_vec().or_else(|_| failure()).ok().map(Bytes::from)
}
