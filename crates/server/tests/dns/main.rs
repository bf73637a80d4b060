//! Name servers and resolver: what they say is compared with what RFC 1034, RFC 1035, RFC 2181,
//! RFC 2308, RFC 5321 §5.1 and RFC 7505 say.

// A test that finds no answer has failed.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::missing_panics_doc)]

mod cache;
mod garbage;
mod patience;
mod route;
mod zone_data;
mod zones;

use bytes::Bytes;
use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query};
use hickory_proto::rr::{Name, RecordType as WireType};
use mailscope_base::{Duration, Instant, Prng};
use mailscope_server::dns::{RecordType, Resolver, ResolverOutput, Zone, Zones, describe};
use mailscope_server::mta::Route;

/// A zone from its name and records.
pub(crate) fn zone(name: &str, records: &[&str]) -> Zone {
    let zone = Zone::new(name).expect("a zone");
    records.iter().fold(zone, |zone, line| zone.with(line).expect(line))
}

/// Two providers and the root, with the traps that the tests are about.
pub(crate) fn world() -> Zones {
    let sued = zone(
        "sued.example",
        &[
            "@ MX 20 mx2",
            "@ MX 10 mx1",
            "@ TXT \"v=spf1 mx -all\"",
            "@ NS ns.nord.example.",
            "mx1 60 A 192.0.2.25",
            "mx1 AAAA 2001:db8::25",
            "mx2 A 192.0.2.26",
            "www CNAME web",
            "web A 192.0.2.80",
            "far CNAME mail.nord.example.",
            "lost CNAME nowhere",
            "round CNAME about",
            "about CNAME round",
            "deep.down.here A 192.0.2.99",
            "*.any MX 10 mx1",
            "child NS ns.child",
            "ns.child A 192.0.2.53",
        ],
    );
    let nord = zone(
        "nord.example",
        &["@ A 192.0.2.1", "mail A 192.0.2.2", "mail MX 0 mail", "null MX 0 ."],
    );
    [sued, nord, zone(".", &[])].into_iter().collect()
}

/// A query as `hickory-proto` writes it.
pub(crate) fn query(name: &str, kind: WireType) -> Message {
    let mut message = Message::new(4_711, MessageType::Query, OpCode::Query);
    message.metadata.recursion_desired = true;
    message.add_query(Query::query(Name::from_ascii(name).expect("a name"), kind));
    message
}

/// The answer as `hickory-proto` reads it.
pub(crate) fn answer_to(zones: &Zones, query: &Message) -> Message {
    let query = query.to_vec().expect("a query");
    Message::from_vec(&zones.answer(&query).expect("an answer")).expect("a message")
}

/// A query with EDNS, as `dig` sends it.
pub(crate) fn with_edns(mut query: Message) -> Message {
    let mut edns = Edns::new();
    edns.set_max_payload(1_232);
    query.set_edns(edns);
    query
}

/// A resolver with its clock, before name servers.
pub(crate) struct Bench {
    pub(crate) zones: Zones,
    pub(crate) resolver: Resolver,
    pub(crate) now: Instant,
    pub(crate) rng: Prng,
    /// What was asked and what happened, one line each.
    pub(crate) log: Vec<String>,
}

impl Bench {
    pub(crate) fn new(zones: Zones) -> Self {
        let (now, rng) = (Instant::START, Prng::new(7));
        Self { zones, resolver: Resolver::default(), now, rng, log: Vec::new() }
    }

    /// Lets the clock run.
    pub(crate) fn wait(&mut self, secs: u64) {
        self.now = self.now + Duration::from_secs(secs);
    }

    /// Where mail for `domain` goes, with name servers that answer at once.
    pub(crate) fn route(&mut self, domain: &str) -> Route {
        let mut out = Vec::new();
        self.resolver.route(domain, self.now, &mut self.rng, &mut out);
        for output in self.settle(out) {
            if let ResolverOutput::Routed(of, route) = output {
                assert_eq!(&*of, domain);
                return route;
            }
        }
        panic!("no route for {domain}: {:#?}", self.log);
    }

    /// What there is of a type for a name.
    pub(crate) fn look_up(
        &mut self,
        name: &str,
        kind: RecordType,
    ) -> mailscope_server::dns::LookUp {
        let mut out = Vec::new();
        self.resolver.look_up(name, kind, self.now, &mut self.rng, &mut out);
        for output in self.settle(out) {
            if let ResolverOutput::Answered(of, asked, found) = output {
                assert_eq!((&*of, asked), (name, kind));
                return found;
            }
        }
        panic!("no answer for {name}: {:#?}", self.log);
    }

    /// Carries queries and answers until nothing is under way, then lets the deadlines come. Returns
    /// what the resolver found, and logs the rest.
    pub(crate) fn settle(&mut self, mut out: Vec<ResolverOutput>) -> Vec<ResolverOutput> {
        let mut found = Vec::new();
        loop {
            for output in std::mem::take(&mut out) {
                match output {
                    ResolverOutput::Query(query) => {
                        self.log.push(describe(&query));
                        self.carry(&query, &mut out);
                    }
                    ResolverOutput::Chose(choice) => {
                        assert!(mailscope_server::dns::CHOICES.contains(&choice.0));
                        self.log.push(choice.0.to_owned());
                    }
                    other => found.push(other),
                }
            }
            if out.is_empty() {
                let Some(deadline) = self.resolver.deadline() else { return found };
                self.now = deadline.at;
                self.resolver.deadline_reached(self.now, &mut self.rng, &mut out);
            }
        }
    }

    fn carry(&mut self, query: &Bytes, out: &mut Vec<ResolverOutput>) {
        if let Some(answer) = self.zones.answer(query) {
            self.resolver.received(&answer, self.now, &mut self.rng, out);
        }
    }

    /// What has happened since the last call.
    pub(crate) fn log(&mut self) -> Vec<String> {
        std::mem::take(&mut self.log)
    }
}

/// The hosts of a route as `preference name addresses`.
pub(crate) fn hosts(route: &Route) -> Vec<String> {
    let Route::Hosts(hosts) = route else { panic!("no hosts: {route:?}") };
    let line = |host: &mailscope_server::mta::MailHost| {
        let addresses: Vec<_> = host.addresses.iter().map(ToString::to_string).collect();
        format!("{} {} {}", host.preference, host.name, addresses.join(" ")).trim_end().to_owned()
    };
    hosts.iter().map(line).collect()
}
