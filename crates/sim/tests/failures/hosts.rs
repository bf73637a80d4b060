//! Hosts that are down.

use mailscope_sim::store::spool::Action as Reported;

use crate::common::*;

const TWO_MX: &str = r#"
  [[provider.host]]
  name = "mail.sued.example"
  services = ["imap", "pop3", "submission"]
  [[provider.host]]
  name = "mx1.sued.example"
  services = ["smtp"]
  mx = 10
  [[provider.host]]
  name = "mx2.sued.example"
  services = ["smtp"]
  mx = 20
"#;

fn fault(what: &str, is: &str, to: Option<&str>) -> String {
    let to = to.map_or_else(String::new, |to| format!("to = \"{to}\"\n"));
    format!("[[fault]]\n{what}\n{to}is = {is}\n")
}

/// RFC 5321 §5.1: the next host in the order of preference is tried in the same attempt.
#[test]
fn when_the_first_mx_is_down_the_second_takes_the_letter() {
    for (is, seconds) in [("\"down\"", 120..200), ("\"refuses\"", 5..10)] {
        let more = fault("host = \"mx1.sued.example\"", is, None);
        let world = Story { sued: TWO_MX.to_owned(), more, ..Story::default() }.after(minutes(10));
        assert_eq!((letters(&world), reports(&world).len()), (1, 0), "{is}");
        let at = delivered_at(&world).expect("it was delivered").as_micros() / 1_000_000;
        assert!(seconds.contains(&at), "{is}: after {at} seconds");
        let by = inbox(&world, SUED);
        let trace = String::from_utf8_lossy(by[0].bytes()).into_owned();
        assert!(trace.contains("by mx2.sued.example"), "{trace}");
    }
}

/// RFC 5321 §4.5.4.1: it is tried again and again. RFC 3464 §2.3.3: the sender hears that it takes
/// longer.
#[test]
fn six_hours_without_a_server_delay_the_letter_and_warn_ada() {
    let more = fault("provider = \"sued.example\"", "\"down\"", Some("6 h"));
    let world = Story { more, ..Story::default() }.after(hours(12));
    assert_eq!((letters(&world), queued(&world, NORD)), (1, 0));
    let at = delivered_at(&world).expect("it was delivered").as_micros() / 60_000_000;
    assert!((360..360 + 181).contains(&at), "after {at} minutes");
    let told = reported(&world);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, Reported::Delayed);
    let warned = told[0].1.as_micros() / 60_000_000;
    assert!((240..245).contains(&warned), "after {warned} minutes");
    check_report(&reports(&world)[0], "delayed", "4.4.1", "ben@sued.example");
}

/// RFC 5321 §4.5.4.1: "the give-up time generally needs to be at least 4-5 days".
#[test]
fn six_days_without_a_server_bring_the_letter_back() {
    let more = fault("provider = \"sued.example\"", "\"down\"", Some("6 d"));
    let world = Story { more, ..Story::default() }.after(hours(7 * 24));
    assert_eq!((letters(&world), queued(&world, NORD), queued(&world, SUED)), (0, 0, 0));
    let kinds: Vec<Reported> = reported(&world).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Reported::Delayed, Reported::Failed]);
    let at = reported(&world)[1].1.as_micros() / 3_600_000_000;
    assert_eq!(at, 5 * 24, "after {at} hours");
    let text = reports(&world);
    assert_eq!(text.len(), 2);
    // RFC 3463 §3.5 X.4.7: the delivery time has expired.
    check_report(&text[1], "failed", "4.4.7", "ben@sued.example");
    // The letter itself comes back with the report (RFC 3462 §2).
    assert!(text[1].contains("Subject: Pizza?"), "{}", text[1]);
}

/// A slow host is only slow.
#[test]
fn a_slow_host_gets_the_letter_all_the_same() {
    let more = fault("provider = \"sued.example\"", "{ slow = 100 }", None);
    let world = Story { more, ..Story::default() }.after(minutes(5));
    assert_eq!((letters(&world), reports(&world).len()), (1, 0));
    let at = delivered_at(&world).expect("it was delivered").as_micros() / 1_000_000;
    assert!(at >= 10, "after {at} seconds");
}

/// Name servers that are silent: nothing is known, so nothing is lost (RFC 5321 §5.1, "a temporary
/// error").
#[test]
fn silent_name_servers_delay_the_letter() {
    let more = "[[zone]]\nname = \"leise.example\"\nbehaviour = \"silent\"\n".to_owned();
    let to = "ben@leise.example".to_owned();
    let world = Story { to, more, ..Story::default() }.after(hours(1));
    assert_eq!((queued(&world, NORD), reports(&world).len()), (1, 0));
}
