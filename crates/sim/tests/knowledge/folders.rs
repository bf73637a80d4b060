//! What a device shows of the server's folders.

use mailscope_sim::{Freshness, Tap};

use crate::stage::{CAKE, IDLE, OLD, POLL, Stage, email, imap, judged, known, tap_and_wait, until};

/// RFC 2177 §3: IDLE is about the selected mailbox.
#[test]
fn idle_watches_one_mailbox() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::Move(mail, "Schule".to_owned()));
    let phone = known(&world, "phone", CAKE);
    assert_eq!((phone.freshness, phone.why.id()), (Freshness::GoneHere, "why-idle-watches-one"));
    assert_eq!(phone.truth.expect("the server has it").folder, "Schule");
    tap_and_wait(&mut world, "phone", Tap::OpenFolder("Schule".to_owned()));
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
}

/// The first look goes through the folders one after the other.
#[test]
fn a_folder_is_not_looked_into_before_its_turn() {
    let stage = Stage {
        mail: Some("{ file = \"kuchen.eml\", mailbox = \"Schule\" }, { file = \"mathe.eml\" }"),
        ..Stage::with(&[imap("phone", POLL)])
    };
    let mut world = stage.empty();
    until(&mut world, "phone", CAKE, "why-not-looked");
    assert_eq!(known(&world, "phone", CAKE).freshness, Freshness::NeverSeen);
}

/// RFC 9051 §6.3.7: what is subscribed to is a list of its own.
#[test]
fn a_device_may_show_only_what_is_subscribed_to() {
    let stage = Stage {
        mail: Some("{ file = \"kuchen.eml\", mailbox = \"Schule\" }"),
        ..Stage::with(&[imap("phone", "check = \"idle\"\nshows = \"subscribed\"")])
    };
    let world = stage.world();
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::NeverSeen, "why-not-subscribed"));
}

#[test]
fn a_new_folder_is_known_to_who_asks_for_the_list() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", POLL)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::CreateFolder("Reise".to_owned()));
    tap_and_wait(&mut world, "laptop", Tap::Move(mail, "Reise".to_owned()));
    // The phone still shows it where it was.
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Stale, "why-stale-asked"));
    let late = imap("tablet", "check = \"manual\"");
    let mut world = Stage::with(&[imap("laptop", IDLE), late]).world();
    let mail = email(&world, OLD);
    tap_and_wait(&mut world, "tablet", Tap::OpenFolder("Schule".to_owned()));
    tap_and_wait(&mut world, "laptop", Tap::CreateFolder("Reise".to_owned()));
    tap_and_wait(&mut world, "laptop", Tap::SetRead(mail, true));
    assert_eq!(judged(&world, "tablet", OLD), (Freshness::Stale, "why-asks-when-told"));
}

#[test]
fn a_folder_that_is_newer_than_the_list_is_unknown() {
    let mut world = Stage::with(&[imap("laptop", IDLE), imap("phone", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::CreateFolder("Reise".to_owned()));
    tap_and_wait(&mut world, "laptop", Tap::Move(mail, "Reise".to_owned()));
    // The phone heard that it left INBOX, and knows no folder Reise.
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::GoneHere, "why-folder-unknown"));
}

#[test]
fn a_device_may_keep_only_the_last_days() {
    let stage = Stage {
        mail: Some("{ file = \"kuchen.eml\" }, { file = \"ferien.eml\" }"),
        ..Stage::with(&[imap("phone", "check = \"idle\"\nkeeps = { last-days = 7 }")])
    };
    let world = stage.world();
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Fresh, "why-same"));
    assert_eq!(judged(&world, "phone", OLD), (Freshness::NeverSeen, "why-keeps-last-days"));
}
