//! Answers that do not come, come late, or are not ours.

use bytes::Bytes;
use hickory_proto::op::{Message, Query};
use hickory_proto::rr::rdata::A;
use hickory_proto::rr::{Name, RData, Record, RecordType as WireType};
use mailscope_base::{Duration, Instant, Reason, limits};
use mailscope_server::dns::{Behaviour, DomainName, LookUp, RecordType, ResolverOutput};
use mailscope_server::mta::Route;

use crate::{Bench, hosts, world};

#[test]
fn it_asks_three_times_and_then_does_not_know() {
    let mut bench = Bench::new(world());
    let sued = DomainName::parse("sued.example").unwrap();
    bench.zones.behave(&sued, Behaviour::Silent);
    let route = bench.route("sued.example");
    assert_eq!(route, Route::Unknown("the name servers do not answer"));
    let mx = "sued.example. IN MX?";
    let log = bench.log();
    assert_eq!(log, [mx, mx, "dns-asks-again", mx, "dns-asks-again", "dns-gives-up"]);
    assert_eq!(bench.now, Instant::START + Duration::from_secs(15));
    assert_eq!(bench.resolver.deadline(), None);
}

/// A query under way and its octets.
fn under_way(bench: &mut Bench) -> Bytes {
    let mut out = Vec::new();
    let name = "mx2.sued.example";
    bench.resolver.look_up(name, RecordType::A, bench.now, &mut bench.rng, &mut out);
    let Some(ResolverOutput::Query(query)) = out.pop() else { panic!("{out:?}") };
    query
}

fn hear(bench: &mut Bench, datagram: &[u8]) -> Vec<ResolverOutput> {
    let mut out = Vec::new();
    bench.resolver.received(datagram, bench.now, &mut bench.rng, &mut out);
    out
}

#[test]
fn an_answer_to_the_second_query_counts_and_a_second_answer_does_not() {
    let mut bench = Bench::new(world());
    let query = under_way(&mut bench);
    let deadline = bench.resolver.deadline().expect("it waits");
    assert_eq!(deadline.reason, Reason("dns-answer-due"));
    assert_eq!(deadline.at, Instant::START + Duration::from_secs(5));
    bench.now = deadline.at;
    let mut out = Vec::new();
    bench.resolver.deadline_reached(bench.now, &mut bench.rng, &mut out);
    assert_eq!(out.first(), Some(&ResolverOutput::Query(query.clone())), "the same query again");
    let answer = bench.zones.answer(&query).expect("an answer");
    let found = hear(&mut bench, &answer);
    let [ResolverOutput::Answered(_, _, LookUp::Found(..))] = found.as_slice() else {
        panic!("{found:?}")
    };
    let again = hear(&mut bench, &answer);
    assert!(matches!(again.as_slice(), [ResolverOutput::Chose(_)]), "{again:?}");
}

#[test]
fn an_answer_that_was_not_asked_for_is_ignored() {
    // RFC 5452 §9.1: id, name, type and class have to be those of the question.
    let mut bench = Bench::new(world());
    let query = under_way(&mut bench);
    let good =
        Message::from_vec(&bench.zones.answer(&query).expect("an answer")).expect("a message");
    let changed = |change: &dyn Fn(&mut Message)| {
        let mut message = good.clone();
        change(&mut message);
        message.to_vec().expect("a message")
    };
    let name = |text| Name::from_ascii(text).expect("a name");
    let forged = [
        changed(&|m| m.metadata.id = m.metadata.id.wrapping_add(1)),
        changed(&|m| m.queries = vec![Query::query(name("mx1.sued.example."), WireType::A)]),
        changed(&|m| m.queries = vec![Query::query(name("mx2.sued.example."), WireType::AAAA)]),
        changed(&|m| m.queries.clear()),
        query.to_vec(),
        b"nonsense".to_vec(),
        Vec::new(),
    ];
    for datagram in forged {
        let out = hear(&mut bench, &datagram);
        assert!(
            matches!(out.as_slice(), [ResolverOutput::Chose(choice)] if choice.0 == "dns-answer-ignored"),
            "{out:?}"
        );
    }
    assert!(bench.resolver.deadline().is_some(), "it still waits");
    assert_eq!(hear(&mut bench, &good.to_vec().expect("a message")).len(), 1);
}

#[test]
fn what_an_answer_says_besides_is_not_believed() {
    // RFC 2181 §5.4.1: additional data "should not be cached in such a way that they would ever be
    // returned as answers".
    let mut bench = Bench::new(world());
    let query = under_way(&mut bench);
    let mut answer =
        Message::from_vec(&bench.zones.answer(&query).expect("an answer")).expect("a message");
    let forged = |name| {
        let name = Name::from_ascii(name).expect("a name");
        Record::from_rdata(name, 3_600, RData::A(A::new(203, 0, 113, 66)))
    };
    answer.add_answer(forged("mail.nord.example."));
    answer.add_additional(forged("nord.example."));
    hear(&mut bench, &answer.to_vec().expect("a message"));
    assert_eq!(hosts(&bench.route("nord.example")), ["0 nord.example 192.0.2.1"]);
}

#[test]
fn a_truncated_answer_is_no_answer() {
    let mut bench = Bench::new(world());
    let query = under_way(&mut bench);
    let mut answer =
        Message::from_vec(&bench.zones.answer(&query).expect("an answer")).expect("a message");
    answer.metadata.truncation = true;
    let out = hear(&mut bench, &answer.to_vec().expect("a message"));
    assert!(
        matches!(out.as_slice(), [ResolverOutput::Answered(_, _, LookUp::Unknown(_))]),
        "{out:?}"
    );
}

#[test]
fn more_than_it_keeps_in_mind_is_not_known_for_now() {
    let mut bench = Bench::new(world());
    let mut out = Vec::new();
    for n in 0..limits::RESOLVER_TASKS_MAX {
        let domain = format!("d{n}.example");
        bench.resolver.route(&domain, bench.now, &mut bench.rng, &mut out);
    }
    assert_eq!(out.len(), limits::RESOLVER_TASKS_MAX);
    out.clear();
    bench.resolver.route("one.more.example", bench.now, &mut bench.rng, &mut out);
    assert!(
        matches!(
            out.as_slice(),
            [ResolverOutput::Chose(_), ResolverOutput::Routed(_, Route::Unknown(_))]
        ),
        "{out:?}"
    );
}
