//! Name servers, against `dig`: what BIND's own program reads in an answer is what the zone says.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::process::Command;

use mailscope_server::dns::{Zone, Zones};

const SUED: &[&str] = &[
    "@ MX 20 mx2",
    "@ MX 10 mx1",
    "@ TXT \"v=spf1 mx -all\"",
    "@ TXT \"a \\\"quoted\\\" word\" second",
    "@ NS ns",
    "ns A 192.0.2.53",
    "mx1 60 A 192.0.2.25",
    "mx1 AAAA 2001:db8::25",
    "mx2 A 192.0.2.26",
    "www CNAME web",
    "web A 192.0.2.80",
    "null MX 0 .",
    "child NS ns.child",
    "ns.child A 192.0.2.54",
];

fn zones() -> Zones {
    let zone = Zone::new("sued.example").expect("a zone");
    let sued = SUED.iter().fold(zone, |zone, line| zone.with(line).expect("a record"));
    [sued, Zone::new("example").expect("a zone")].into_iter().collect()
}

/// Answers on a port of the loopback interface as long as the test runs.
fn serve() -> SocketAddr {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let address = socket.local_addr().expect("an address");
    std::thread::spawn(move || {
        let zones = zones();
        let mut datagram = [0; 4_096];
        while let Ok((octets, from)) = socket.recv_from(&mut datagram) {
            if let Some(answer) = zones.answer(&datagram[..octets]) {
                socket.send_to(&answer, from).expect("it is sent");
            }
        }
    });
    address
}

fn dig(server: SocketAddr, arguments: &[&str]) -> String {
    let output = Command::new("dig")
        .args(["@127.0.0.1", "-p", &server.port().to_string(), "+tries=1", "+time=5", "+norecurse"])
        .args(arguments)
        .output()
        .expect("dig starts");
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{arguments:?}: {said}");
    // What dig complains of stands in its comments.
    for complaint in ["WARNING", "bad packet", "malformed", "mismatch", "extra bytes", "Warning"] {
        assert!(!said.contains(complaint), "{arguments:?}: {said}");
    }
    said
}

/// The records of a section, in any order, with single blanks.
fn records(said: &str) -> Vec<String> {
    let lines = said.lines().filter(|line| !line.is_empty() && !line.starts_with(';'));
    let mut lines: Vec<_> =
        lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.sort();
    lines
}

#[test]
fn dig_reads_what_the_zone_says() {
    let server = serve();
    let answers = |name, kind| records(&dig(server, &["+noall", "+answer", name, kind]));
    assert_eq!(
        answers("sued.example", "MX"),
        [
            "sued.example. 3600 IN MX 10 mx1.sued.example.",
            "sued.example. 3600 IN MX 20 mx2.sued.example.",
        ]
    );
    assert_eq!(answers("mx1.sued.example", "A"), ["mx1.sued.example. 60 IN A 192.0.2.25"]);
    assert_eq!(
        answers("MX1.sued.example", "AAAA"),
        ["MX1.sued.example. 3600 IN AAAA 2001:db8::25"]
    );
    assert_eq!(answers("null.sued.example", "MX"), ["null.sued.example. 3600 IN MX 0 ."]);
    assert_eq!(
        answers("sued.example", "TXT"),
        [
            "sued.example. 3600 IN TXT \"a \\\"quoted\\\" word\" \"second\"",
            "sued.example. 3600 IN TXT \"v=spf1 mx -all\"",
        ]
    );
    assert_eq!(
        answers("www.sued.example", "A"),
        [
            "web.sued.example. 3600 IN A 192.0.2.80",
            "www.sued.example. 3600 IN CNAME web.sued.example.",
        ]
    );
    assert_eq!(
        answers("sued.example", "SOA"),
        [
            "sued.example. 3600 IN SOA ns.sued.example. hostmaster.sued.example. 1 7200 3600 604800 300"
        ]
    );
    let more = records(&dig(server, &["+noall", "+additional", "sued.example", "MX"]));
    assert_eq!(
        more,
        [
            "mx1.sued.example. 3600 IN AAAA 2001:db8::25",
            "mx1.sued.example. 60 IN A 192.0.2.25",
            "mx2.sued.example. 3600 IN A 192.0.2.26",
        ]
    );
}

#[test]
fn dig_sees_status_and_flags() {
    let server = serve();
    let head = |arguments: &[&str]| {
        let said = dig(server, arguments);
        let line = |with: &str| said.lines().find(|line| line.contains(with)).unwrap_or_default();
        let after = |text: &str, from: &str, to: &str| {
            let (_, rest) = text.split_once(from).expect("it is there");
            rest.split(to).next().unwrap_or_default().trim().to_owned()
        };
        (after(line("status:"), "status:", ","), after(line("flags:"), "flags:", ";"))
    };
    let cases: [(&[&str], &str, &str); 7] = [
        (&["sued.example", "MX"], "NOERROR", "qr aa"),
        (&["mx2.sued.example", "AAAA"], "NOERROR", "qr aa"),
        (&["nobody.sued.example"], "NXDOMAIN", "qr aa"),
        (&["ost.example", "MX"], "NXDOMAIN", "qr aa"),
        (&["x.child.sued.example"], "NOERROR", "qr"),
        (&["other.test", "MX"], "REFUSED", "qr"),
        (&["-c", "CH", "version.bind", "TXT"], "REFUSED", "qr"),
    ];
    for (arguments, status, flags) in cases {
        assert_eq!(head(arguments), (status.to_owned(), flags.to_owned()), "{arguments:?}");
    }
    assert_eq!(head(&["+noedns", "sued.example", "MX"]).0, "NOERROR");
}

#[test]
fn dig_sees_who_denies_and_who_is_to_be_asked() {
    let server = serve();
    let authorities = |name, kind| records(&dig(server, &["+noall", "+authority", name, kind]));
    let soa =
        "sued.example. 300 IN SOA ns.sued.example. hostmaster.sued.example. 1 7200 3600 604800 300";
    assert_eq!(authorities("nobody.sued.example", "A"), [soa]);
    assert_eq!(authorities("mx2.sued.example", "AAAA"), [soa]);
    assert_eq!(
        authorities("x.child.sued.example", "A"),
        ["child.sued.example. 3600 IN NS ns.child.sued.example."]
    );
}

#[test]
fn our_one_line_says_what_dig_says() {
    let server = serve();
    for (name, kind) in
        [("mx1.sued.example", "A"), ("null.sued.example", "MX"), ("sued.example", "NS")]
    {
        let query = dig(server, &["+noall", "+answer", name, kind]);
        let asked = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        asked.connect(server).expect("an address");
        let mut out = Vec::new();
        let mut resolver = mailscope_server::dns::Resolver::default();
        let mut rng = mailscope_base::Prng::new(1);
        let kind = mailscope_server::dns::RecordType::parse(kind).expect("a type");
        let now = mailscope_base::Instant::START;
        resolver.look_up(name, kind, now, &mut rng, &mut out);
        let Some(mailscope_server::dns::ResolverOutput::Query(ours)) = out.pop() else {
            panic!("{out:?}")
        };
        asked.send(&ours).expect("it is sent");
        let mut answer = [0; 4_096];
        let octets = asked.recv(&mut answer).expect("an answer");
        let described = mailscope_server::dns::describe(&answer[..octets]);
        assert_eq!(records(&query), [described]);
    }
}
