//! The packets of a world: TCP's rules hold, and the streams are what the trace says (RFC 9293).

#![allow(clippy::expect_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use common::{SUED, Story, minutes};
use mailscope_sim::{
    Action, Capture, Condition, Controls, Fact, HostId, Packet, Protection, Sense, Transport, World,
};

type Way = (SocketAddr, SocketAddr);

/// What one end has sent and heard, by the rules of a reader of captures.
#[derive(Default)]
struct Flow {
    next: Option<u32>,
    octets: Vec<u8>,
    closed: bool,
}

/// Checks every segment against those before it, and puts the streams together.
fn streams(packets: &[Packet]) -> BTreeMap<Way, Vec<u8>> {
    let mut flows: BTreeMap<Way, Flow> = BTreeMap::new();
    let mut last = mailscope_base::Instant::START;
    for packet in packets {
        assert!(packet.at >= last, "{packet:?} goes back in time");
        last = packet.at;
        let Transport::Tcp(segment) = packet.transport else { continue };
        let (way, back) = ((packet.from, packet.to), (packet.to, packet.from));
        let controls = segment.controls;
        let heard = flows.get(&back).and_then(|flow| flow.next).unwrap_or(0);
        if controls.has(Controls::ACK) {
            let ahead = heard.wrapping_sub(segment.acknowledges);
            assert!(ahead < 1 << 31, "{packet:?} acknowledges what nobody has sent");
        }
        if controls.has(Controls::RST) {
            continue;
        }
        let flow = flows.entry(way).or_default();
        let repeats = matches!(packet.sense, Sense::AsksAgain(_));
        let sequence = segment.sequence;
        assert!(repeats || flow.next.is_none_or(|next| next == sequence), "a gap: {packet:?}");
        assert!(packet.payload.is_empty() || !flow.closed, "data behind FIN: {packet:?}");
        let numbered = controls.has(Controls::SYN) || controls.has(Controls::FIN);
        let octets = u32::try_from(packet.payload.len()).expect("a segment") + u32::from(numbered);
        flow.next = Some(sequence.wrapping_add(octets));
        flow.octets.extend_from_slice(&packet.payload);
        flow.closed |= controls.has(Controls::FIN);
        // Ethernet's 1500 octets without two headers of 20.
        assert!(packet.payload.len() <= 1_460, "{} octets", packet.payload.len());
    }
    flows.into_iter().map(|(way, flow)| (way, flow.octets)).collect()
}

/// What each end of the connections in clear says, by the trace.
fn said(world: &World) -> Vec<Vec<u8>> {
    let mut said: BTreeMap<_, (bool, Vec<u8>)> = BTreeMap::new();
    for entry in world.trace().iter() {
        if let Fact::Sent { connection, by, frame, protection } = &entry.fact {
            let (clear, octets) = said.entry((*connection, *by)).or_insert((true, Vec::new()));
            *clear &= *protection == Protection::Clear;
            octets.extend_from_slice(&frame.bytes);
        }
    }
    said.into_values().filter(|(clear, _)| *clear).map(|(_, octets)| octets).collect()
}

#[test]
fn streams_are_what_the_trace_says() {
    let stories = [
        Story::default(),
        Story { network: "latency_ms = 15\nsegment_octets = 7".to_owned(), ..Story::default() },
        Story { laptop: "bandwidth = 2000".to_owned(), ..Story::default() },
        Story { text: "Wort ".repeat(3_000), ..Story::default() },
    ];
    for story in stories {
        let world = story.after(minutes(2));
        let packets: Vec<Packet> = Capture::of(&world).collect();
        let streams = streams(&packets);
        let said = said(&world);
        assert!(said.len() >= 4, "two conversations");
        for octets in said {
            assert!(streams.values().any(|stream| *stream == octets), "{octets:?}");
        }
        let all = |sense| packets.iter().filter(|packet| packet.sense == sense).count();
        assert_eq!(all(Sense::Asks), all(Sense::Accepts));
        assert_eq!(all(Sense::Accepts), all(Sense::Confirms));
        assert_eq!(all(Sense::Question), all(Sense::Answer));
        assert_eq!(all(Sense::Resets), 0);
        assert_eq!(all(Sense::Closes) % 2, 0, "both ends close");
    }
}

#[test]
fn a_server_says_nothing_before_the_handshake_is_over() {
    let world = Story::default().after(minutes(2));
    let packets: Vec<Packet> = Capture::of(&world).collect();
    let confirmed = |way: Way| {
        packets.iter().find(|p| (p.to, p.from) == way && p.sense == Sense::Confirms).map(|p| p.at)
    };
    let says = packets.iter().filter(|packet| packet.sense == Sense::Says);
    for packet in says {
        let own = packets
            .iter()
            .any(|p| (p.from, p.to) == (packet.from, packet.to) && p.sense == Sense::Confirms);
        // RFC 9293 §3.5: the third segment has to come all the way.
        let heard = confirmed((packet.from, packet.to));
        assert!(own || heard.is_some_and(|at| at < packet.at), "{packet:?}");
    }
}

#[test]
fn what_tls_hides_is_not_in_the_packets() {
    let sending = "tls = \"required\", sent = \"none\"".to_owned();
    let story = Story { sending, laptop: "tls = \"implicit\"".to_owned(), ..Story::default() };
    let world = story.after(minutes(2));
    let packets: Vec<Packet> = Capture::of(&world).collect();
    let streams = streams(&packets);
    let protected: usize = world
        .trace()
        .sent()
        .filter_map(|entry| match &entry.fact {
            Fact::Sent { protection: Protection::Tls, frame, .. } => Some(frame.bytes.len()),
            _ => None,
        })
        .sum();
    assert!(protected > 1_000, "something is protected");
    let secret = b"Seestern-7";
    for stream in streams.values() {
        assert!(!stream.windows(secret.len()).any(|window| window == secret));
    }
    assert!(packets.iter().any(|p| p.sense == Sense::ShakesHands && p.to.port() == 993));
    assert!(packets.iter().any(|p| p.sense == Sense::ShakesHands && p.to.port() == 587));
}

/// The packets between the two providers, where the host that takes the letter is in that condition for
/// the first minutes.
fn with_host(condition: Condition) -> Vec<Packet> {
    let mut world = Story { sued: "tls = \"none\"".to_owned(), ..Story::default() }.world();
    let mx = HostId { provider: SUED, index: 1 };
    world.inject(&Action::SetHost(mx, condition)).expect("there is that host");
    world.run_until(mailscope_base::Instant::START + minutes(3), 100_000);
    let packets: Vec<Packet> = Capture::of(&world).collect();
    streams(&packets);
    let mail = |packet: &Packet| packet.from.port() == 25 || packet.to.port() == 25;
    packets.into_iter().filter(mail).collect()
}

#[test]
fn a_connection_that_is_cut_ends_with_resets_to_both_ends() {
    let packets = with_host(Condition::CutsAfter(60));
    let octets: usize = packets.iter().filter(|p| p.to.port() == 25).map(|p| p.payload.len()).sum();
    let resets = packets.iter().filter(|packet| packet.sense == Sense::Resets).count();
    assert_eq!((octets % 60, resets % 2), (0, 0), "each connection has carried 60 octets");
    assert!(resets >= 2);
    assert!(!packets.iter().any(|packet| packet.sense == Sense::Closes));
}

/// RFC 9293 §3.5.2: the reset acknowledges the SYN.
#[test]
fn a_connection_that_is_refused_is_reset_at_once() {
    let packets = with_host(Condition::Refuses);
    let [asks, resets, ..] = packets.as_slice() else { panic!("{packets:?}") };
    assert_eq!((asks.sense, resets.sense), (Sense::Asks, Sense::Resets));
    let (Transport::Tcp(syn), Transport::Tcp(rst)) = (asks.transport, resets.transport) else {
        panic!("SMTP is TCP")
    };
    assert!(rst.controls.has(Controls::RST.and(Controls::ACK)));
    assert_eq!(rst.acknowledges, syn.sequence.wrapping_add(1));
    assert_eq!((asks.from, asks.to), (resets.to, resets.from));
}

/// RFC 6298 §5.5: each time the patience is twice as long.
#[test]
fn a_silent_host_is_asked_again_and_again() {
    let packets = with_host(Condition::Down);
    let first: Vec<u64> = packets.iter().take(7).map(|p| p.at.as_micros()).collect();
    let pauses: Vec<u64> = first.windows(2).map(|two| (two[1] - two[0]) / 1_000_000).collect();
    assert_eq!(pauses, [1, 2, 4, 8, 16, 32]);
    let asks = |p: &Packet| matches!(p.sense, Sense::Asks | Sense::AsksAgain(_));
    assert!(packets.iter().all(asks), "{packets:?}");
}
