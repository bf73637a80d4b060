//! Exported packets, before the eyes of Wireshark: `tshark` finds the protocols, nothing malformed, no
//! wrong checksum, and in each stream the octets that the trace says.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use common::judge::judge;
use common::scratch::Scratch;
use common::{program, root};
use mailscope_base::{ConnectionId, limits};
use mailscope_lesson as lesson;
use mailscope_sim::{End, Fact, Protection, World};

/// What every packet is asked for.
const FIELDS: [&str; 9] = [
    "_ws.col.Protocol",
    "_ws.malformed",
    "ip.checksum.status",
    "tcp.checksum.status",
    "udp.checksum.status",
    "tcp.analysis.flags",
    "tcp.stream",
    "tcp.srcport",
    "frame.comment",
];

struct Judge {
    tshark: PathBuf,
    program: PathBuf,
    scratch: Scratch,
}

impl Judge {
    /// The judge with a folder of its own; nothing where `tshark` is not on this machine.
    fn call(name: &str) -> Option<Self> {
        Some(Self { tshark: judge(&["tshark"])?, program: program(), scratch: Scratch::new(name) })
    }

    /// The packets of a shipped scenario, as the program writes them.
    fn export(&self, name: &str) -> PathBuf {
        let file = self.scratch.0.join(format!("{name}.pcapng"));
        let exported = Command::new(&self.program)
            .args(["export", name, "--as", "pcapng", "--out"])
            .arg(&file)
            .current_dir(root())
            .output()
            .expect("mailscope starts");
        let said = String::from_utf8_lossy(&exported.stderr);
        assert!(exported.status.success() && said.is_empty(), "{name}: {said}");
        file
    }

    fn ask(&self, file: &Path, arguments: &[&str]) -> String {
        let said = Command::new(&self.tshark)
            .args(["-n", "-r"])
            .arg(file)
            .args(["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"])
            .args(["-o", "udp.check_checksum:TRUE"])
            .args(arguments)
            .output()
            .expect("tshark starts");
        let complaint = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success(), "{complaint}");
        String::from_utf8(said.stdout).expect("text")
    }

    /// The packets, field by field.
    fn packets(&self, file: &Path) -> Vec<Vec<String>> {
        let mut arguments = vec!["-T", "fields", "-E", "separator=/t"];
        arguments.extend(FIELDS.iter().flat_map(|field| ["-e", field]));
        let said = self.ask(file, &arguments);
        said.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }
}

fn field(name: &str) -> usize {
    FIELDS.iter().position(|field| *field == name).expect("is asked for")
}

fn world(name: &str) -> World {
    let scenario = lesson::load(name).expect(name).expect(name);
    let mut world = World::new(&scenario, scenario.seed());
    match scenario.until() {
        Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
        None => world.settle(limits::EVENTS_PER_RUN_MAX),
    };
    world
}

/// Nothing is malformed and every checksum is right; each packet says what it follows from. Returns the
/// protocols and what the analysis of TCP remarks.
fn inspect(name: &str, packets: &[Vec<String>]) -> (BTreeSet<String>, BTreeSet<String>) {
    assert!(packets.len() >= 15, "{name}: {} packets", packets.len());
    let (mut protocols, mut remarks) = (BTreeSet::new(), BTreeSet::new());
    for packet in packets {
        assert_eq!(packet[field("_ws.malformed")], "", "{name}: {packet:?}");
        let statuses = ["ip.checksum.status", "tcp.checksum.status", "udp.checksum.status"];
        let good: Vec<_> = statuses.map(field).map(|at| packet[at].as_str()).into();
        // 1 is "good"; a field of another protocol is empty. IPv6 has no checksum of its own.
        assert!(good.iter().all(|status| ["", "1"].contains(status)), "{name}: {packet:?}");
        assert!(good[1] == "1" || good[2] == "1", "{name}: {packet:?}");
        assert!(packet[field("frame.comment")].contains("Caused by entry "), "{name}: {packet:?}");
        protocols.insert(packet[field("_ws.col.Protocol")].clone());
        if !packet[field("tcp.analysis.flags")].is_empty() {
            remarks.insert(format!("{packet:?}"));
        }
    }
    (protocols, remarks)
}

/// What an end of a connection says before TLS hides it, by the trace; and whether that is all.
fn said(world: &World, id: ConnectionId, end: End) -> (Vec<u8>, bool) {
    let mut octets = Vec::new();
    for entry in world.trace().sent() {
        match &entry.fact {
            Fact::Sent { connection, by, frame, protection } if (*connection, *by) == (id, end) => {
                if *protection != Protection::Clear {
                    return (octets, false);
                }
                octets.extend_from_slice(&frame.bytes);
            }
            _ => {}
        }
    }
    (octets, true)
}

/// The two sides of a stream that `tshark` has put together: the client's, the server's.
fn follow(judge: &Judge, file: &Path, stream: &str) -> [Vec<u8>; 2] {
    let text = judge.ask(file, &["-q", "-z", &format!("follow,tcp,raw,{stream}")]);
    let mut sides = [Vec::new(), Vec::new()];
    for line in text.lines() {
        let hex = line.trim_start_matches('\t');
        let digits = !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit());
        if digits && hex.len() % 2 == 0 {
            let side = &mut sides[usize::from(line.starts_with('\t'))];
            let octet = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("digits");
            side.extend((0..hex.len()).step_by(2).map(octet));
        }
    }
    sides
}

#[test]
fn tshark_knows_the_protocols_and_has_nothing_to_complain_of() {
    let Some(judge) = Judge::call("wireshark-protocols") else { return };
    for (name, expected) in [
        ("first-day", &["IMAP", "POP", "TCP"][..]),
        ("letter", &["DNS", "POP", "SMTP", "TLSv1.3", "TCP"]),
        ("three-hops", &["DNS", "SMTP", "TCP"]),
        ("cafe", &["TCP"]),
    ] {
        let (protocols, remarks) = inspect(name, &judge.packets(&judge.export(name)));
        for protocol in expected {
            let here = protocols.iter().any(|found| found.split('/').any(|part| part == *protocol));
            assert!(here, "{name}: {protocol} is not among {protocols:?}");
        }
        assert_eq!(remarks.len(), 0, "{name}: {remarks:?}");
    }
}

#[test]
fn streams_hold_the_octets_that_the_trace_says() {
    let Some(judge) = Judge::call("wireshark-streams") else { return };
    for name in ["first-day", "letter", "three-hops"] {
        let world = world(name);
        let file = judge.export(name);
        let mut streams: BTreeMap<String, u32> = BTreeMap::new();
        for packet in judge.packets(&file) {
            let (stream, port) = (&packet[field("tcp.stream")], &packet[field("tcp.srcport")]);
            if !stream.is_empty() {
                // The first packet of a stream is the client's, whose port counts connections.
                let port: u32 = port.parse().expect("a port");
                streams.entry(stream.clone()).or_insert(port.wrapping_sub(49_152));
            }
        }
        let connections =
            (0..=u32::MAX).take_while(|id| world.ends(ConnectionId(*id)).is_some()).count();
        assert_eq!(streams.len(), connections, "{name}");
        for (stream, connection) in streams {
            let sides = follow(&judge, &file, &stream);
            for (end, found) in [End::Client, End::Server].into_iter().zip(sides) {
                let (octets, all) = said(&world, ConnectionId(connection), end);
                assert!(found.starts_with(&octets), "{name}, connection {connection}, {end:?}");
                assert_eq!(found.len() == octets.len(), all, "{name}: what TLS hides is there");
            }
        }
    }
}

#[test]
fn tls_is_seen_as_tls_and_hides_what_it_carries() {
    let Some(judge) = Judge::call("wireshark-tls") else { return };
    let file = judge.export("letter");
    let names = judge.ask(&file, &["-T", "fields", "-e", "tls.handshake.extensions_server_name"]);
    assert!(names.contains("mail.nord.example"), "the name that the client asks for: {names}");
    let hellos = |kind| judge.ask(&file, &["-Y", &format!("tls.handshake.type == {kind}")]);
    assert_eq!(hellos(1).lines().count(), hellos(2).lines().count(), "each hello has its answer");
    assert!(hellos(1).lines().count() >= 4);
    let data = judge.ask(&file, &["-Y", "tls.record.opaque_type == 23"]);
    assert!(data.lines().count() > 40, "records with data");
    let everything = std::fs::read(&file).expect("a file");
    // Ada's password goes through TLS only.
    assert!(!everything.windows(10).any(|window| window == b"Seestern-7"));
}

/// A cut, and a host that does not answer: what `tshark` remarks then is what happened.
#[test]
fn only_trouble_is_remarked() {
    let Some(judge) = Judge::call("wireshark-trouble") else { return };
    for name in ["pop3-cut", "post-waits", "mx-backup"] {
        let (_, remarks) = inspect(name, &judge.packets(&judge.export(name)));
        for remark in remarks {
            let again = remark.contains("asks again");
            let reset = remark.contains("no connection, or none any more");
            assert!(again || reset, "{name}: {remark}");
        }
    }
}
