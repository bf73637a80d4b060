//! A scenario that cannot be used is refused with a sentence that says what is wrong.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_sim::{Scenario, ScenarioError, World};

const GOOD: &str = r#"
version = 1
start = "2026-03-02T09:40:00+01:00"
later = ["later.eml"]

[provider]
host = "nord.example"
uid_validity = 7

[account]
user = "ada"
password = "secret"
mailbox = [{ name = "Trash", role = "trash" }]

[[mail]]
file = "one.eml"
flags = ["\\Seen", "$Work"]

[[device]]
kind = "phone"
latency_ms = 40
protocol = "imap"
check = "idle"
"#;

const MAIL: &[u8] = b"From: ben@sued.example\r\nSubject: One\r\n\
    Date: Mon, 2 Mar 2026 08:00:00 +0100\r\n\r\nHallo\r\n";

fn parse(text: &str) -> Result<Scenario, ScenarioError> {
    Scenario::parse(text, |name| {
        ["one.eml", "later.eml"].contains(&name).then(|| Bytes::from_static(MAIL))
    })
}

/// The sentence for `GOOD` with one thing changed.
fn refused(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    let error = parse(&GOOD.replace(from, to)).expect_err("is refused");
    error.to_string()
}

#[test]
fn a_good_scenario_becomes_a_world_that_comes_to_rest() {
    let scenario = parse(GOOD).expect("is good");
    assert_eq!(scenario.later().len(), 1);
    let mut world = World::new(&scenario, 1);
    world.settle(1_000);
    assert!(world.quiet());
    let phone = world.devices().next().expect("there is a device");
    assert_eq!(phone.app.local().count("INBOX"), 1);
    let email = world.emails().next().expect("there is a mail");
    let copy = world.copy_on(phone, email).expect("the phone has it");
    assert_eq!(copy.flags.to_string(), "(\\Seen $Work)");
}

#[test]
fn what_is_wrong_is_named() {
    for (from, to, part) in [
        ("version = 1", "version = 3", "version 3; this program reads the versions 1 and 2"),
        ("version = 1\n", "", "version"),
        ("2026-03-02T09:40:00+01:00", "yesterday", "\"yesterday\" is not a date"),
        ("one.eml", "two.eml", "two.eml, which is missing"),
        ("later.eml", "never.eml", "never.eml, which is missing"),
        ("uid_validity = 7", "uid_validity = 0", "uid_validity is 0"),
        ("\\\\Seen", "\\\\Read", "no flag \\Read"),
        ("protocol = \"imap\"", "protocol = \"pop3\"", "POP3 has no IDLE"),
        ("check = \"idle\"", "check = { minutes = 0 }", "minutes = 0"),
        ("latency_ms = 40", "latenzy_ms = 40", "latenzy_ms"),
        ("kind = \"phone\"", "kind = \"fridge\"", "fridge"),
        ("file = \"one.eml\"", "file = \"one.eml\"\nmailbox = \"Nowhere\"", "one.eml"),
    ] {
        let sentence = refused(from, to);
        assert!(sentence.contains(part), "{to}: {sentence}");
    }
}

/// A link carries its bytes in order, and no faster than its bandwidth allows.
#[test]
fn latency_and_bandwidth_are_kept() {
    let fast = parse(GOOD).expect("is good");
    let slow = parse(&GOOD.replace("latency_ms = 40", "latency_ms = 40\nbandwidth = 1000"));
    let slow = slow.expect("is good");
    let time = |scenario: &Scenario| {
        let mut world = World::new(scenario, 1);
        world.settle(1_000);
        let octets: u64 = world.connections().map(|c| c.octets().0 + c.octets().1).sum();
        (world.now().as_micros(), octets, world.trace().len())
    };
    let ((quick, octets, entries), (late, same_octets, same_entries)) = (time(&fast), time(&slow));
    assert_eq!((octets, entries), (same_octets, same_entries), "the same conversation");
    // 1000 octets a second: each octet takes a millisecond, and turns do not overlap.
    assert!(late >= quick + octets * 1_000 * 9 / 10, "{late} after {quick} for {octets}");
    // Each of the client's commands costs a round trip of 80 ms, and so does the connection.
    assert!(quick >= 5 * 80_000, "{quick}");
}

/// One user whose mailbox is filled, a device that looks, and a mail that comes later.
fn filled(fill: &str) -> Result<Scenario, ScenarioError> {
    let text = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"
title = {{ en = "A full mailbox", de = "Ein volles Postfach" }}

[[provider]]
name = "nord.example"
uid_validity = 7
user = [{{ name = "ada", password = "secret", fill = [{fill}] }}]

[[device]]
kind = "phone"
latency_ms = 40
protocol = "imap"
check = "idle"
"#
    );
    parse(&text)
}

#[test]
fn a_fill_makes_up_so_many_mails_of_about_that_size_and_the_same_every_time() {
    for octets in [1_200_usize, 20_000] {
        let fill = format!("{{ messages = 40, octets = {octets}, unread = 2, days = 80 }}");
        let (scenario, again) = (filled(&fill).expect("is good"), filled(&fill).expect("is good"));
        assert_eq!(scenario.title().map(|title| title.de.as_str()), Some("Ein volles Postfach"));
        let (world, other) = (World::new(&scenario, 1), World::new(&again, 2));
        let mails = |world: &World| -> Vec<Bytes> {
            let inbox = world.providers().next().expect("is there").store.accounts().next();
            let (_, account) = inbox.expect("there is an account");
            let inbox = account.mailbox("INBOX").expect("there is an INBOX");
            inbox.messages().iter().map(|message| message.mail.bytes().clone()).collect()
        };
        assert_eq!(mails(&world), mails(&other), "chance has no part in it");
        assert_eq!(mails(&world).len(), 40);
        for mail in mails(&world) {
            assert!(mail.len().abs_diff(octets) < 120, "{} for {octets}", mail.len());
            assert!(mail.split(|octet| *octet == b'\n').all(|line| line.len() < 998));
        }
        let longer = filled("{ messages = 41, octets = 1200 }").expect("is good");
        assert_eq!(mails(&World::new(&longer, 1)).len(), 41);
    }
}

#[test]
fn a_fill_beyond_memory_is_refused() {
    let error = filled("{ messages = 100000, octets = 100000 }").expect_err("is refused");
    assert!(error.to_string().contains("100000 messages of 100000 octets"), "{error}");
}
