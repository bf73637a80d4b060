//! Zones as data (RFC 1035 §5.1), and what cannot be one.

use mailscope_server::dns::{Behaviour, Zone};

#[test]
fn a_table_of_toml_is_a_zone() {
    let text = r#"
        name = "sued.example"
        ttl = 120
        behaviour = "server-failure"
        records = [
            "@ MX 10 mx",
            "mx 60 IN A 192.0.2.25",
            "MX in aaaa 2001:db8::25",
            "@ TXT \"one \\\" two\" three",
            "_dmarc TXT v=DMARC1",
        ]
    "#;
    let zone: Zone = toml::from_str(text).expect("a zone");
    let lines: Vec<_> = zone
        .records()
        .map(|(owner, record)| {
            let kind = record.data.record_type();
            format!("{owner} {} {kind} {}", record.ttl, record.data)
        })
        .collect();
    assert_eq!(
        lines,
        [
            "sued.example. 120 MX 10 mx.sued.example.",
            "sued.example. 120 TXT \"one \\\" two\" \"three\"",
            "_dmarc.sued.example. 120 TXT \"v=DMARC1\"",
            "mx.sued.example. 60 A 192.0.2.25",
            "mx.sued.example. 120 AAAA 2001:db8::25",
        ]
    );
    assert_eq!(zone, zone.clone().behaving(Behaviour::ServerFailure));
}

#[test]
fn what_cannot_be_a_zone_is_refused_with_a_sentence() {
    let zone = Zone::new("sued.example").expect("a zone").with("www CNAME web").expect("an alias");
    let cases = [
        ("", "begins with the name"),
        ("@", "comes A, AAAA"),
        ("a..b A 192.0.2.1", "begins with the name"),
        ("mx.nord.example. A 192.0.2.1", "does not lie in the zone"),
        ("@ 4294967296 A 192.0.2.1", "at most 2147483647 seconds"),
        ("@ 2147483648 A 192.0.2.1", "at most 2147483647 seconds"),
        ("@ SRV 0 0 1 mx", "comes A, AAAA"),
        ("@ A 192.0.2.256", "IPv4 address"),
        ("@ AAAA 192.0.2.1", "IPv6 address"),
        ("@ MX mx", "preference"),
        ("@ MX 65536 mx", "preference"),
        ("@ MX 10", "preference"),
        ("@ MX 10 mx mx2", "preference"),
        ("@ TXT", "strings"),
        ("@ TXT \"open", "strings"),
        ("@ SOA ns hostmaster 1 2 3 4 5", "negative_ttl"),
        // RFC 1034 §3.6.2: "If a CNAME RR is present at a node, no other data should be present".
        ("www A 192.0.2.1", "nothing else"),
        ("www CNAME other", "nothing else"),
        ("@ CNAME other", "a zone has no CNAME"),
    ];
    for (line, expected) in cases {
        let said = zone.clone().with(line).expect_err(line).to_string();
        assert!(said.contains(expected) && said.contains("sued.example."), "{line}: {said}");
    }
    let long = format!("@ TXT \"{}\"", "a".repeat(256));
    assert!(zone.clone().with(&long).is_err());
    assert!(Zone::new("a b").is_err());
    let unknown = toml::from_str::<Zone>("name = \"a.example\"\nmore = 1");
    assert!(unknown.is_err());
    let error = toml::from_str::<Zone>("name = \"a.example\"\nrecords = [\"@ A x\"]");
    assert!(error.expect_err("no address").to_string().contains("IPv4 address"));
}
