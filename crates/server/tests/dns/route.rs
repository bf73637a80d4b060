//! Where mail for a domain goes (RFC 5321 §5.1, RFC 7505).

use std::collections::BTreeMap;

use mailscope_base::{Prng, limits};
use mailscope_server::dns::{Behaviour, DomainName, LookUp, RecordType, Zones};
use mailscope_server::mta::Route;

use crate::{Bench, hosts, world, zone};

/// The providers of [`world`] and a zone for the case at hand.
fn with(records: &[&str]) -> Bench {
    let mut zones = world();
    zones.insert(zone("case.example", records));
    Bench::new(zones)
}

#[test]
fn hosts_come_by_preference_with_their_addresses() {
    let mut bench = Bench::new(world());
    let route = bench.route("sued.example");
    assert_eq!(
        hosts(&route),
        ["10 mx1.sued.example 2001:db8::25 192.0.2.25", "20 mx2.sued.example 192.0.2.26"]
    );
    assert_eq!(
        bench.log(),
        [
            "sued.example. IN MX?",
            "mx1.sued.example. IN AAAA?",
            "mx1.sued.example. IN A?",
            "mx2.sued.example. IN AAAA?",
            "mx2.sued.example. IN A?",
        ]
    );
}

#[test]
fn hosts_of_equal_preference_come_in_any_order_and_no_other() {
    // RFC 5321 §5.1: "If there are multiple destinations with the same preference and there is no
    // clear reason to favor one … then the sender-SMTP MUST randomize them".
    let zones = with(&[
        "@ MX 10 a",
        "@ MX 10 b",
        "@ MX 10 c",
        "@ MX 5 first",
        "@ MX 20 last",
        "a A 192.0.2.1",
        "b A 192.0.2.2",
        "c A 192.0.2.3",
        "first A 192.0.2.4",
        "last A 192.0.2.5",
    ])
    .zones;
    let mut orders = BTreeMap::new();
    for seed in 0..600 {
        let mut bench = Bench::new(zones.clone());
        bench.rng = Prng::new(seed);
        let route = bench.route("case.example");
        assert!(bench.log().contains(&"mx-shuffled".to_owned()));
        let hosts = hosts(&route);
        assert!(hosts[0].starts_with("5 first") && hosts[4].starts_with("20 last"), "{hosts:?}");
        *orders.entry(hosts).or_insert(0) += 1;
    }
    // 3! orders, each near a hundred times.
    assert_eq!(orders.len(), 6);
    assert!(orders.values().all(|times| (60..140).contains(times)), "{orders:?}");
}

#[test]
fn without_mx_the_domain_itself_is_the_host() {
    // RFC 5321 §5.1: "an implicit MX RR, with a preference of 0, pointing to that host".
    let mut bench = Bench::new(world());
    assert_eq!(hosts(&bench.route("nord.example")), ["0 nord.example 192.0.2.1"]);
    assert!(bench.log().contains(&"mx-implicit".to_owned()));
    // Neither of both.
    assert_eq!(with(&["@ TXT nothing"]).route("case.example"), Route::NoHost);
    // IPv6 alone is an address, too (RFC 5321 §5.2).
    let mut six = with(&["@ AAAA 2001:db8::1"]);
    assert_eq!(hosts(&six.route("case.example")), ["0 case.example 2001:db8::1"]);
}

#[test]
fn mx_records_that_lead_nowhere_do_not_make_the_domain_a_host() {
    // RFC 5321 §5.1: "If MX records are present, but none of them are usable … this situation MUST be
    // reported as an error", and the address record is not used.
    let mut bench = with(&["@ MX 10 gone", "@ A 192.0.2.1"]);
    assert_eq!(bench.route("case.example"), Route::NoHost);
    assert!(!bench.log().iter().any(|line| line.starts_with("case.example. IN A")));
    // Where another host is usable, the one without address stays in the list and has none.
    let mut bench = with(&["@ MX 10 gone", "@ MX 20 here", "here A 192.0.2.1"]);
    let route = bench.route("case.example");
    assert_eq!(hosts(&route), ["10 gone.case.example", "20 here.case.example 192.0.2.1"]);
}

#[test]
fn a_null_mx_says_that_there_is_no_mail() {
    // RFC 7505 §3.
    assert_eq!(Bench::new(world()).route("null.nord.example"), Route::NullMx);
    let mut bench = with(&["@ MX 0 .", "@ A 192.0.2.1"]);
    assert_eq!(bench.route("case.example"), Route::NullMx);
    assert_eq!(bench.log().len(), 1, "nothing else is asked");
    // "A domain that advertises a null MX MUST NOT advertise any other MX RR": where it does, the
    // root is no host and the others count.
    let mut bench = with(&["@ MX 0 .", "@ MX 10 mx", "mx A 192.0.2.1"]);
    assert_eq!(hosts(&bench.route("case.example")), ["10 mx.case.example 192.0.2.1"]);
}

#[test]
fn an_mx_that_names_an_alias_does_not_count() {
    // RFC 2181 §10.3, RFC 5321 §5.1.
    let mut bench = with(&["@ MX 10 mail", "@ MX 20 mx", "mail CNAME mx", "mx A 192.0.2.1"]);
    assert_eq!(hosts(&bench.route("case.example")), ["20 mx.case.example 192.0.2.1"]);
    assert!(bench.log().contains(&"mx-is-alias".to_owned()));
    let mut bench = with(&["@ MX 10 mail", "mail CNAME mx", "mx A 192.0.2.1"]);
    assert_eq!(bench.route("case.example"), Route::NoHost);
}

#[test]
fn a_domain_that_is_an_alias_is_another_domain() {
    // RFC 5321 §5.1: "If a CNAME record is found, the resulting name is processed as if it were the
    // initial name."
    let mut bench = with(&["alias CNAME sued.example.", "host CNAME nord.example."]);
    let route = bench.route("alias.case.example");
    assert_eq!(hosts(&route).len(), 2);
    let route = bench.route("host.case.example");
    assert_eq!(hosts(&route), ["0 nord.example 192.0.2.1"]);
    assert!(matches!(Bench::new(world()).route("round.sued.example"), Route::Unknown(_)));
    assert_eq!(Bench::new(world()).route("lost.sued.example"), Route::NoSuchDomain);
}

#[test]
fn an_unknown_domain_is_unknown_and_a_failure_is_not() {
    let mut bench = Bench::new(world());
    assert_eq!(bench.route("ost.example"), Route::NoSuchDomain);
    assert_eq!(bench.log(), ["ost.example. IN MX?"]);
    for impossible in ["", "a..b", &"a".repeat(64)] {
        assert_eq!(bench.route(impossible), Route::NoSuchDomain, "{impossible:?}");
    }
    // RFC 5321 §5.1: "If a temporary error is returned, the message MUST be queued and retried later".
    let sued = DomainName::parse("sued.example").unwrap();
    let mut bench = Bench::new(world());
    bench.zones.behave(&sued, Behaviour::ServerFailure);
    assert_eq!(bench.route("sued.example"), Route::Unknown("the name servers fail: SERVFAIL"));
    // A referral to servers that nobody knows, and a refusal.
    assert!(matches!(bench.route("x.child.sued.example"), Route::Unknown(_)));
    let mut bench = Bench::new(Zones::default());
    assert!(matches!(bench.route("sued.example"), Route::Unknown(why) if why.contains("REFUSED")));
}

#[test]
fn a_host_that_cannot_be_looked_up_is_not_one_without_address() {
    let elsewhere = zone("else.example", &["mx A 192.0.2.9"]).behaving(Behaviour::ServerFailure);
    let mut bench = with(&["@ MX 10 mx.else.example."]);
    bench.zones.insert(elsewhere.clone());
    assert!(matches!(bench.route("case.example"), Route::Unknown(_)));
    let mut bench = with(&["@ MX 10 mx.else.example.", "@ MX 20 mx", "mx A 192.0.2.1"]);
    bench.zones.insert(elsewhere);
    let route = bench.route("case.example");
    assert_eq!(hosts(&route), ["10 mx.else.example", "20 mx.case.example 192.0.2.1"]);
}

#[test]
fn an_address_literal_needs_nobody() {
    // RFC 5321 §4.1.3.
    let mut bench = Bench::new(Zones::default());
    assert_eq!(hosts(&bench.route("[127.0.0.1]")), ["0 [127.0.0.1] 127.0.0.1"]);
    assert_eq!(hosts(&bench.route("[IPv6:2001:db8::1]")), ["0 [IPv6:2001:db8::1] 2001:db8::1"]);
    for wrong in ["[127.0.0.1", "[]", "[127.0.0.256]", "[2001:db8::1]", "[x-tag:a]"] {
        assert_eq!(bench.route(wrong), Route::NoHost, "{wrong}");
    }
    assert!(bench.log().is_empty());
}

#[test]
fn a_domain_beyond_ascii_is_asked_for_by_its_a_label() {
    // RFC 6531 §3.2 with RFC 5890 §2.3.2.1; the A-label is Python's `'süd'.encode('idna')`.
    let mut zones = Zones::default();
    zones.insert(zone("xn--sd-xka.example", &["@ MX 10 mx", "mx A 192.0.2.1"]));
    let mut bench = Bench::new(zones);
    assert_eq!(hosts(&bench.route("süd.example")), ["10 mx.xn--sd-xka.example 192.0.2.1"]);
}

#[test]
fn a_crowd_of_hosts_is_cut() {
    let mut lines: Vec<_> =
        (0..limits::MAIL_HOSTS_MAX + 10).map(|n| format!("@ MX {n} h{n}")).collect();
    lines.extend((0..limits::MAIL_HOSTS_MAX + 10).map(|n| format!("h{n} A 192.0.2.1")));
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let mut bench = with(&lines);
    assert_eq!(hosts(&bench.route("case.example")).len(), limits::MAIL_HOSTS_MAX);
    assert!(bench.log().contains(&"mx-too-many".to_owned()));
}

#[test]
fn a_device_looks_up_a_host() {
    let mut bench = Bench::new(world());
    let LookUp::Found(name, data) = bench.look_up("far.sued.example", RecordType::A) else {
        panic!("not found")
    };
    assert_eq!(&*name.host(), "mail.nord.example");
    assert_eq!(data.iter().map(ToString::to_string).collect::<Vec<_>>(), ["192.0.2.2"]);
    assert_eq!(bench.look_up("mx2.sued.example", RecordType::Aaaa), LookUp::NoData);
    assert_eq!(bench.look_up("mx3.sued.example", RecordType::Aaaa), LookUp::NoName);
    assert!(matches!(bench.look_up("round.sued.example", RecordType::A), LookUp::Unknown(_)));
}
