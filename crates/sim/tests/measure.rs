//! What is measured adds up: the sum of the parts is the whole, and the whole is what the trace shows.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::ConnectionId;
use mailscope_sim::{Fact, Measures, Place, Scenario, Variant, World};

const TEXT: &str = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 7

  [[provider.user]]
  name = "ada"
  password = "secret"
  mailbox = [{ name = "Sent", role = "sent" }]
  mail = [{ file = "one.eml" }, { file = "two.eml" }, { file = "three.eml" }]

[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "manual"
tls = "never"
sending = { tls = "never" }

[[device]]
kind = "phone"
latency_ms = 40
switched_on_after_ms = 60000
protocol = "pop3"
check = "manual"
after_fetch = "leave"
tls = "never"

[[action]]
at = "5 s"
device = "laptop"
send = { to = ["ada@nord.example"], subject = "Note", text = "To myself." }
"#;

const MAIL: &[u8] = b"From: ben@sued.example\r\nSubject: One\r\n\r\nHallo Ada,\r\nbis bald\r\n";

fn world(variant: &str) -> World {
    let scenario = Scenario::parse(TEXT, |_| Some(Bytes::from_static(MAIL))).expect("is good");
    let variant = Variant::parse(variant).expect("is a variant");
    let mut world = World::new(&scenario.with(&variant).expect("can be"), 1);
    world.settle(100_000);
    assert!(world.quiet());
    world
}

fn device(world: &World, name: &str) -> Place {
    Place::Device(world.device_named(name).expect("is there").id)
}

/// Every number of every connection once.
fn connections(world: &World) -> Vec<Measures> {
    let ids = (0..).map(ConnectionId).take_while(|id| world.ends(*id).is_some());
    ids.map(|id| world.measures_of(id)).collect()
}

#[test]
fn the_parts_add_up_to_the_whole_and_the_whole_to_the_trace() {
    for variant in ["as-is", "laptop.tls=implicit+phone.tls=required", "pop3-remove"] {
        let world = world(variant);
        let (laptop, phone) = (device(&world, "laptop"), device(&world, "phone"));
        let server = world.measures(Place::Server(world.provider().id));
        let all = world.measures_of_all();
        let parts = connections(&world);
        let sum = |number: fn(&Measures) -> u64| parts.iter().map(number).sum::<u64>();
        assert!(parts.len() >= 3, "{variant}: reading, sending, reading");
        for number in [
            |m: &Measures| m.octets_sent,
            |m: &Measures| m.octets_received,
            |m: &Measures| m.octets_carried,
            |m: &Measures| m.round_trips,
            |m: &Measures| m.connections,
        ] {
            assert_eq!(sum(number), number(&all), "{variant}");
            let devices = number(&world.measures(laptop)) + number(&world.measures(phone));
            assert_eq!(devices, number(&all), "{variant}");
        }
        // Nothing was lost on the way, and the server is at the other end of everything.
        assert_eq!(all.octets_sent, server.octets_received, "{variant}");
        assert_eq!(all.octets_received, server.octets_sent, "{variant}");
        let written: usize = world
            .trace()
            .iter()
            .filter_map(|entry| match &entry.fact {
                Fact::Sent { frame, .. } => Some(frame.bytes.len()),
                _ => None,
            })
            .sum();
        assert_eq!(all.octets(), written as u64, "{variant}");
        let in_clear = variant != "laptop.tls=implicit+phone.tls=required";
        assert_eq!(all.octets() == all.octets_carried, in_clear, "TLS costs octets");
    }
}

/// Where the wire takes no time but its latency, and servers none to think, time is round trips.
#[test]
fn without_a_limit_of_bandwidth_time_is_round_trips() {
    for (variant, name, round_trip) in [
        ("as-is", "laptop", 36),
        ("as-is", "phone", 80),
        ("phone.tls=implicit", "phone", 80),
        ("phone.tls=required", "phone", 80),
        ("laptop.latency_ms=300", "laptop", 600),
    ] {
        let world = world(variant);
        let id = world.device_named(name).expect("is there").id;
        let of_device = |id| world.party(id).expect("is a device's").0;
        let ids = (0..).map(ConnectionId).take_while(|id| world.ends(*id).is_some());
        for connection in ids.filter(|connection| of_device(*connection) == id) {
            let measures = world.measures_of(connection);
            assert!(measures.round_trips > 3, "{variant}, {name}");
            let expected = measures.round_trips * round_trip;
            assert_eq!(measures.busy.as_millis(), expected, "{variant}, {name}: {measures:?}");
        }
        // Reading and sending at the same time take their time together.
        let all = world.measures(Place::Device(id));
        assert!(all.busy.as_millis() <= all.round_trips * round_trip);
    }
}

/// RFC 1939 §4 to §9: greeting, then each command waits for the answer to the one before. TLS 1.3
/// costs one round trip (RFC 8446 §2) in both ways to have it; STLS costs one more for the command,
/// and does without waiting for a second greeting (RFC 2595 §4).
#[test]
fn tls_costs_round_trips_and_no_more() {
    let trips = |variant: &str| {
        let world = world(variant);
        world.measures(device(&world, "phone")).round_trips
    };
    let plain = trips("phone.tls=never");
    assert_eq!(trips("phone.tls=implicit"), plain + 1);
}

#[test]
fn storage_counts_mails_once_for_each_place() {
    let world = world("laptop.keeps=headers");
    let server = world.storage(Place::Server(world.provider().id));
    // Three that were there, the note that came, and its copy in Sent.
    assert_eq!((server.mails, server.whole), (5, 5));
    assert!(server.octets > 3 * MAIL.len() as u64);
    let phone = world.storage(device(&world, "phone"));
    assert_eq!((phone.mails, phone.whole), (4, 4), "INBOX, whole");
    let laptop = world.storage(device(&world, "laptop"));
    assert!(laptop.whole < laptop.mails, "headers only: {laptop:?}");
    assert!(laptop.octets < phone.octets);
}
