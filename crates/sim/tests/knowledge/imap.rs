//! IMAP: a device knows what it was told, and when it asks is a setting.

use mailscope_base::{Duration, ProviderId};
use mailscope_sim::{Action, Fact, Freshness, Part, Place, Tap, Why};

use crate::stage::{
    CAKE, IDLE, MANUAL, POLL, Stage, email, imap, judged, known, late_mail, online, pass, tap,
    tap_and_wait, until,
};

#[test]
fn everybody_knows_after_the_first_look() {
    let world = Stage::with(&[imap("laptop", IDLE), imap("phone", POLL)]).world();
    assert_eq!(judged(&world, "laptop", CAKE), (Freshness::Fresh, "why-same"));
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
}

#[test]
fn a_change_is_shown_at_once_and_waits_for_the_server() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap(&mut world, "laptop", Tap::SetFlagged(mail, true));
    let laptop = known(&world, "laptop", CAKE);
    assert_eq!((laptop.freshness, laptop.why.id()), (Freshness::Stale, "why-pending"));
    assert_eq!(laptop.differs.iter().collect::<Vec<_>>(), [Part::Flagged]);
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
    // The server has it, and the phone has not heard of it yet.
    until(&mut world, "phone", CAKE, "why-stale-on-its-way");
    assert_eq!(known(&world, "phone", CAKE).freshness, Freshness::Stale);
    pass(&mut world, 5);
    assert_eq!(judged(&world, "laptop", CAKE), (Freshness::Fresh, "why-same"));
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
}

#[test]
fn offline_a_change_waits_in_the_queue_and_news_cannot_come() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("tablet", IDLE)]).world();
    let mail = email(&world, CAKE);
    let since = world.now();
    online(&mut world, "tablet", false);
    pass(&mut world, 60);
    tap_and_wait(&mut world, "tablet", Tap::SetFlagged(mail, true));
    let tablet = known(&world, "tablet", CAKE);
    assert_eq!(tablet.why, Why::PendingOffline(Some(since)));
    let other = "Mathe: Aufgabe 5";
    let mail = email(&world, other);
    tap_and_wait(&mut world, "laptop", Tap::SetRead(mail, true));
    let tablet = known(&world, "tablet", other);
    assert_eq!((tablet.freshness, &tablet.why), (Freshness::Stale, &Why::Offline(Some(since))));
    let first = world.trace().get(tablet.chain[0]).expect("a chain");
    assert!(matches!(first.fact, Fact::Acted(Action::SetOnline(_, false))), "{first:?}");
}

/// "The phone asks every 15 minutes; it last asked at …; the flag changed at …".
#[test]
fn who_polls_knows_what_it_asked_last() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", POLL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::SetRead(mail, true));
    let phone = known(&world, "phone", CAKE);
    let Why::Polls(every, Some(asked)) = phone.why else { panic!("{phone:?}") };
    assert_eq!(every, Duration::from_mins(15));
    let facts: Vec<_> = phone.chain.iter().filter_map(|id| world.trace().get(*id)).collect();
    assert_eq!(facts[0].at, asked, "the most telling entry is the last look");
    let stored = facts.iter().find(|entry| matches!(entry.fact, Fact::Stored(_)));
    let stored = stored.expect("the change is among the causes");
    assert_eq!(stored.place, Place::Server(ProviderId(0)));
    assert!(stored.at > asked, "it changed after the phone had asked");
    pass(&mut world, 16 * 60);
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
}

#[test]
fn who_asks_when_told_waits_for_a_person() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", MANUAL)]).world();
    world
        .inject(&Action::Deliver(ProviderId(0), world.provider().account, vec![late_mail()]))
        .expect("there is room");
    pass(&mut world, 60 * 60);
    assert_eq!(judged(&world, "laptop", "Treffen"), (Freshness::Fresh, "why-same"));
    assert_eq!(judged(&world, "phone", "Treffen"), (Freshness::NeverSeen, "why-asks-when-told"));
    tap_and_wait(&mut world, "phone", Tap::CheckMail);
    assert_eq!(judged(&world, "phone", "Treffen"), (Freshness::Fresh, "why-same"));
}

#[test]
fn a_device_may_not_get_at_the_server_at_all() {
    let off = imap("phone", "check = \"idle\"\nswitched_on_after_ms = 3600000");
    let world = Stage::with(&[off]).world();
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::NeverSeen, "why-not-switched-on"));

    let strict = Stage {
        nord: "tls = \"none\"",
        ..Stage::with(&[imap("phone", "check = \"idle\"\ntls = \"required\"")])
    };
    assert_eq!(judged(&strict.world(), "phone", CAKE), (Freshness::NeverSeen, "why-gave-up"));

    let down = Stage {
        more: "[[fault]]\nprovider = \"nord.example\"\nfrom = \"0 s\"\nis = \"refuses\"\n",
        ..Stage::with(&[imap("phone", IDLE)])
    };
    assert_eq!(judged(&down.world(), "phone", CAKE), (Freshness::NeverSeen, "why-unreachable"));
}

#[test]
fn a_wrong_password_shows_nothing_new() {
    let mut world = Stage::with(&[imap("laptop", IDLE)]).world();
    let device = world.devices().next().expect("the laptop");
    let mut settings = device.app.settings().clone();
    settings.user = "eve".to_owned();
    tap_and_wait(&mut world, "laptop", Tap::Configure(settings));
    let (freshness, why) = judged(&world, "laptop", CAKE);
    assert_eq!(why, "why-login-refused");
    assert!(matches!(freshness, Freshness::NeverSeen | Freshness::GoneHere), "{freshness:?}");
}

/// Moved here, deleted there: what is gone cannot be moved.
#[test]
fn a_change_is_lost_where_the_mail_was_deleted_elsewhere() {
    let laptop = imap("laptop", "check = \"idle\"\non_delete = \"expunge\"");
    let mut world = Stage::with(&[laptop, imap("tablet", IDLE)]).world();
    let mail = email(&world, CAKE);
    online(&mut world, "tablet", false);
    tap_and_wait(&mut world, "tablet", Tap::Move(mail, "Schule".to_owned()));
    tap_and_wait(&mut world, "laptop", Tap::Delete(mail));
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::GoneThere, "why-pending-offline"));
    online(&mut world, "tablet", true);
    pass(&mut world, 30);
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::Nowhere, "why-change-lost"));
}

/// RFC 9051 §2.3.1.1: with another UIDVALIDITY all that was known of a mailbox is void.
#[test]
fn a_mailbox_that_is_numbered_anew_begins_anew() {
    let mut world = Stage::with(&[imap("phone", MANUAL)]).world();
    let account = world.provider().account;
    let action = Action::Renumber(ProviderId(0), account, "INBOX".to_owned());
    world.inject(&action).expect("there is an INBOX");
    tap(&mut world, "phone", Tap::CheckMail);
    until(&mut world, "phone", CAKE, "why-renumbered");
    assert_eq!(known(&world, "phone", CAKE).freshness, Freshness::GoneHere);
    pass(&mut world, 10);
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
}
