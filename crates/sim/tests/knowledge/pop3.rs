//! POP3 (RFC 1939): copies of one's own, no flags, no folders, one session at a time.

use mailscope_base::Flag;
use mailscope_sim::{Freshness, Part, Tap};

use crate::stage::{
    CAKE, IDLE, MANUAL, Stage, call_pop3, email, imap, judged, known, pass, pop3, tap_and_wait,
};

#[test]
fn a_copy_that_agrees_does_so_by_chance() {
    let world = Stage::with(&[pop3("tablet", MANUAL)]).world();
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::Fresh, "why-own-equal"));
}

/// RFC 1939 has no command that tells of a flag.
#[test]
fn read_belongs_to_the_device() {
    let mut world = Stage::with(&[pop3("tablet", MANUAL), imap("laptop", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "tablet", Tap::Open(mail));
    let tablet = known(&world, "tablet", CAKE);
    assert_eq!((tablet.freshness, tablet.why.id()), (Freshness::Stale, "why-own-flags"));
    assert_eq!(tablet.differs.iter().collect::<Vec<_>>(), [Part::Read]);
    assert!(tablet.held.expect("it has it").flags.contains(&Flag::Seen));
    assert_eq!(judged(&world, "laptop", CAKE), (Freshness::Fresh, "why-same"));

    let mut other = Stage::with(&[pop3("tablet", MANUAL), imap("laptop", IDLE)]).world();
    tap_and_wait(&mut other, "laptop", Tap::SetFlagged(mail, true));
    let tablet = known(&other, "tablet", CAKE);
    assert_eq!((tablet.freshness, tablet.why.id()), (Freshness::Stale, "why-own-flags"));
    assert_eq!(tablet.differs.iter().collect::<Vec<_>>(), [Part::Flagged]);
}

#[test]
fn folders_belong_to_the_device() {
    let mut world = Stage::with(&[pop3("tablet", MANUAL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "tablet", Tap::Move(mail, "Schule".to_owned()));
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::Stale, "why-own-folders"));
    assert_eq!(known(&world, "nord.example", CAKE).held.expect("it is there").folder, "INBOX");
}

/// RFC 1939 §4: the maildrop is one mailbox.
#[test]
fn what_is_in_another_mailbox_cannot_be_seen() {
    let stage = Stage {
        mail: Some("{ file = \"kuchen.eml\", mailbox = \"Schule\" }"),
        ..Stage::with(&[pop3("tablet", MANUAL)])
    };
    let world = stage.world();
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::NeverSeen, "why-never-pop3-folder"));
}

/// RFC 1939 §7, UIDL: what was fetched is known by its unique-id, and is not fetched again.
#[test]
fn what_was_fetched_and_deleted_does_not_come_again() {
    let mut world = Stage::with(&[pop3("tablet", MANUAL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "tablet", Tap::Delete(mail));
    tap_and_wait(&mut world, "tablet", Tap::Delete(mail));
    tap_and_wait(&mut world, "tablet", Tap::CheckMail);
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::GoneHere, "why-fetched-before"));
}

#[test]
fn a_removal_waits_for_the_next_visit() {
    let lines = "check = \"manual\"\nafter_fetch = \"remove-when-deleted-here\"";
    let mut world = Stage::with(&[pop3("tablet", lines)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "tablet", Tap::Delete(mail));
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::Stale, "why-removal-waits"));
    tap_and_wait(&mut world, "tablet", Tap::Delete(mail));
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::GoneHere, "why-removal-waits"));
    tap_and_wait(&mut world, "tablet", Tap::CheckMail);
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::Nowhere, "why-removed-by-pop3"));
}

/// RFC 1939 §4: the server has "an exclusive-access lock on the maildrop".
#[test]
fn there_is_only_one_session_at_a_time() {
    let lines = "check = \"manual\"\nswitched_on_after_ms = 120000";
    let mut world = Stage::with(&[pop3("tablet", lines)]).world();
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::NeverSeen, "why-not-switched-on"));
    call_pop3(&mut world);
    pass(&mut world, 120);
    pass(&mut world, 60);
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::NeverSeen, "why-maildrop-in-use"));
}

#[test]
fn a_provider_like_gmail_hands_each_mail_out_once() {
    let late = "check = \"manual\"\nswitched_on_after_ms = 30000";
    let stage = Stage {
        nord: "profile = { name = \"gmail-like\" }",
        ..Stage::with(&[pop3("tablet", MANUAL), pop3("phone", late)])
    };
    let world = stage.world();
    assert!(known(&world, "tablet", CAKE).is_present());
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::NeverSeen, "why-handed-out-before"));
}
