//! The other side does not want the message, or not now.

use mailscope_sim::store::spool::Action as Reported;

use crate::common::*;

/// Nothing is left behind: the queues are empty, and Ada has exactly this many reports.
fn settled(world: &mailscope_sim::World, letters_there: usize, reports_here: usize) {
    assert_eq!(letters(world), letters_there, "letters at sued.example");
    assert_eq!(reports(world).len(), reports_here, "reports at nord.example");
    assert_eq!((queued(world, NORD), queued(world, SUED)), (0, 0), "queues");
}

#[test]
fn without_trouble_the_letter_arrives_once() {
    let world = Story::default().after(minutes(1));
    settled(&world, 1, 0);
}

/// RFC 5321 §4.2.2: 550, mailbox unavailable; RFC 3463 §3.2: X.1.1. The sending server makes the report
/// (RFC 5321 §6.1).
#[test]
fn an_unknown_user_is_refused_at_rcpt_and_reported() {
    let world = Story { to: "bea@sued.example".to_owned(), ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    assert_eq!(replies(&world, "550 5.1.1").len(), 1);
    check_report(&reports(&world)[0], "failed", "5.1.1", "bea@sued.example");
}

/// RFC 5321 §5.1: no such domain is an error that lasts. RFC 3463 §3.2: X.1.2.
#[test]
fn an_unknown_domain_is_reported_without_any_connection() {
    let world = Story { to: "ben@ost.example".to_owned(), ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    check_report(&reports(&world)[0], "failed", "5.1.2", "ben@ost.example");
}

/// RFC 7505 §3, §4.1: a single MX of `.` means no mail, at once, with 5.1.10.
#[test]
fn a_null_mx_is_reported_without_any_connection() {
    let more = "[[zone]]\nname = \"stumm.example\"\nrecords = [\"@ MX 0 .\"]\n";
    let (to, more) = ("ben@stumm.example".to_owned(), more.to_owned());
    let world = Story { to, more, ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    check_report(&reports(&world)[0], "failed", "5.1.10", "ben@stumm.example");
}

/// RFC 6647 §2: the first attempt of a stranger is answered with 4yz, a later one is let in; nobody is
/// told (RFC 5321 §4.5.4.1).
#[test]
fn greylisting_only_delays() {
    let sued = "smtp = { greylisting = \"2 min\" }".to_owned();
    let world = Story { sued, ..Story::default() }.after(minutes(30));
    settled(&world, 1, 0);
    assert_eq!(replies(&world, "451 4.7.1").len(), 1);
    let waited = delivered_at(&world).expect("it was delivered").as_micros() / 60_000_000;
    assert!((2..15).contains(&waited), "after {waited} minutes");
}

/// RFC 3463 §3.3 X.2.2: the owner can make room, so it is tried again for days; then Ada is told.
#[test]
fn a_full_mailbox_is_tried_for_days() {
    let ben = "quota_octets = 10".to_owned();
    let story = Story { ben, ..Story::default() };
    let early = story.after(hours(3));
    assert_eq!((letters(&early), queued(&early, NORD), reports(&early).len()), (0, 1, 0));
    assert!(!replies(&early, "452 4.2.2").is_empty());
    let late = story.after(hours(6 * 24));
    settled(&late, 0, 2);
    let kinds: Vec<Reported> = reported(&late).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Reported::Delayed, Reported::Failed]);
}

/// RFC 1870 §6.1: the size is told with MAIL, and refused there with 552; nothing is sent in vain.
#[test]
fn a_message_that_is_too_large_is_refused_before_it_is_sent() {
    let sued = "smtp = { message_octets = 2000 }".to_owned();
    let world = Story { sued, text: "Pizza! ".repeat(1_000), ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    check_report(&reports(&world)[0], "failed", "5.3.4", "ben@sued.example");
    let carried: u64 = world.trace().sent().fold(0, |sum, entry| match &entry.fact {
        mailscope_sim::Fact::Sent { connection, frame, .. }
            if world.ends(*connection).is_some_and(|ends| ends.server.provider == SUED) =>
        {
            sum + frame.bytes.len() as u64
        }
        _ => sum,
    });
    assert!(carried < 2_000, "{carried} octets went to sued.example");
}

/// A domain whose best mail host is the sending host itself, which does not know it: RFC 5321 §5.1, "MUST
/// be reported as an error"; RFC 3463 §3.5 X.4.6.
#[test]
fn a_route_that_leads_back_here_is_a_loop() {
    let more = "[[zone]]\nname = \"kreis.example\"\nrecords = [\"@ MX 10 mx.nord.example.\"]\n";
    let (to, more) = ("ben@kreis.example".to_owned(), more.to_owned());
    let world = Story { to, more, ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    check_report(&reports(&world)[0], "failed", "5.4.6", "ben@kreis.example");
}

/// RFC 5321 §6.3: too many Received fields mean that a message goes round in circles.
#[test]
fn a_message_with_too_many_received_fields_is_in_a_loop() {
    let sued = "smtp = { received = 0 }".to_owned();
    let world = Story { sued, ..Story::default() }.after(minutes(1));
    settled(&world, 0, 1);
    check_report(&reports(&world)[0], "failed", "5.4.6", "ben@sued.example");
}
