//! What is remembered, and for how long (RFC 1035 §3.2.1, RFC 2308 §5).

use mailscope_base::Instant;
use mailscope_server::dns::{LookUp, RecordType, ResolverOutput, Zones};
use mailscope_server::mta::Route;

use crate::{Bench, hosts, world, zone};

#[test]
fn what_was_learned_is_not_asked_for_again_until_it_ends() {
    let mut bench = Bench::new(world());
    let route = bench.route("sued.example");
    bench.log();
    bench.wait(59);
    assert_eq!(bench.route("sued.example"), route);
    assert_eq!(bench.log(), ["dns-from-cache"]);
    // mx1's A record has a time to live of 60 seconds, the others of 3600; that mx2 has no AAAA
    // holds for 300.
    bench.wait(1);
    assert_eq!(bench.route("sued.example"), route);
    assert_eq!(bench.log(), ["mx1.sued.example. IN A?"]);
    bench.wait(3_539);
    assert_eq!(bench.route("sued.example"), route);
    assert_eq!(bench.log(), ["mx1.sued.example. IN A?", "mx2.sued.example. IN AAAA?"]);
    bench.wait(1);
    assert_eq!(bench.route("sued.example"), route);
    assert!(bench.log().contains(&"sued.example. IN MX?".to_owned()));
}

#[test]
fn an_old_answer_outlives_a_change_of_the_zone() {
    // What a move of a mail server looks like from outside, until the time to live is over.
    let mut bench = Bench::new(world());
    let before = bench.route("sued.example");
    bench.zones.insert(zone("sued.example", &["@ MX 10 new", "new A 192.0.2.30"]));
    bench.wait(59);
    assert_eq!(bench.route("sued.example"), before);
    bench.wait(3_541);
    assert_eq!(hosts(&bench.route("sued.example")), ["10 new.sued.example 192.0.2.30"]);
}

#[test]
fn that_something_is_not_there_is_remembered_too() {
    // RFC 2308 §5: for the smaller of the SOA's own time and its MINIMUM, here 300 seconds.
    let mut bench = Bench::new(world());
    assert_eq!(bench.route("ost.example"), Route::NoSuchDomain);
    bench.wait(299);
    bench.log();
    assert_eq!(bench.route("ost.example"), Route::NoSuchDomain);
    // "NXDOMAIN … applies to all QTYPEs": the name is not there for other types either.
    assert_eq!(bench.look_up("ost.example", RecordType::A), LookUp::NoName);
    assert_eq!(bench.log(), ["dns-from-cache", "dns-from-cache"]);
    // The domain is registered: it is there when the time is over.
    bench.zones.insert(zone("ost.example", &["@ A 192.0.2.40"]));
    assert_eq!(bench.route("ost.example"), Route::NoSuchDomain);
    bench.wait(1);
    assert_eq!(hosts(&bench.route("ost.example")), ["0 ost.example 192.0.2.40"]);
}

#[test]
fn a_time_of_zero_is_for_the_question_at_hand() {
    // RFC 1035 §3.2.1: "Zero values are interpreted to mean that the RR can only be used for the
    // transaction in progress, and should not be cached."
    let zones: Zones =
        [zone("zero.example", &["@ 0 MX 10 mx", "mx 0 A 192.0.2.1"])].into_iter().collect();
    let mut bench = Bench::new(zones);
    for _ in 0..2 {
        assert_eq!(hosts(&bench.route("zero.example")), ["10 mx.zero.example 192.0.2.1"]);
        assert_eq!(bench.log().iter().filter(|line| line.ends_with("MX?")).count(), 1);
    }
}

#[test]
fn a_failure_is_not_remembered() {
    // RFC 2308 §7 allows to cache failures, and does not ask for it.
    let mut bench = Bench::new(Zones::default());
    assert!(matches!(bench.route("sued.example"), Route::Unknown(_)));
    bench.zones = world();
    assert_eq!(hosts(&bench.route("sued.example")).len(), 2);
}

#[test]
fn a_restart_forgets() {
    let mut bench = Bench::new(world());
    bench.route("sued.example");
    bench.resolver.forget();
    bench.log();
    bench.route("sued.example");
    assert_eq!(bench.log().len(), 5);
}

#[test]
fn two_that_ask_for_the_same_share_one_query() {
    let mut bench = Bench::new(world());
    let mut out = Vec::new();
    bench.resolver.route("sued.example", Instant::START, &mut bench.rng, &mut out);
    bench.resolver.route("SUED.example", Instant::START, &mut bench.rng, &mut out);
    bench.resolver.route("sued.example", Instant::START, &mut bench.rng, &mut out);
    assert_eq!(out.len(), 1, "one query: {out:?}");
    let found = bench.settle(out);
    let routed: Vec<_> = found
        .iter()
        .map(|output| match output {
            ResolverOutput::Routed(domain, _) => &**domain,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(routed, ["SUED.example", "sued.example"]);
    assert_eq!(bench.log().len(), 5);
}
