//! Why the server has a mail, or has it no longer.

use mailscope_base::EmailId;
use mailscope_sim::{Action, Fact, Freshness, Tap, TerminalId, knowledge};

use crate::stage::{
    CAKE, IDLE, MANUAL, NORD, Stage, TELNET, call_pop3, email, imap, judged, known, online, pass,
    pop3, tap_and_wait, type_lines,
};

#[test]
fn the_servers_own_copy_is_the_original() {
    let world = Stage::with(&[imap("laptop", IDLE)]).world();
    assert_eq!(judged(&world, "nord.example", CAKE), (Freshness::Fresh, "why-original"));
    assert_eq!(judged(&world, "sued.example", CAKE), (Freshness::Nowhere, "why-not-for-here"));
}

/// RFC 1939 §5: "Any future reference to the message-number … generates an error"; §6: the message is
/// removed in the UPDATE state, which only QUIT enters.
#[test]
fn dele_only_marks_and_quit_removes() {
    let mut world = Stage::default().world();
    call_pop3(&mut world);
    type_lines(&mut world, &["DELE 1"]);
    let marked = known(&world, "nord.example", CAKE);
    assert_eq!((marked.freshness, marked.why.id()), (Freshness::Fresh, "why-dele-only-marked"));
    let entry = world.trace().get(marked.chain[0]).expect("the chain names entries");
    let frame = world.trace().frame(entry).expect("the most telling one is the command");
    assert_eq!(&frame.bytes[..], b"DELE 1\r\n");

    let mut undone = world.clone();
    undone.inject(&Action::HangUp(TELNET)).expect("there is a connection");
    pass(&mut undone, 5);
    assert_eq!(judged(&undone, "nord.example", CAKE), (Freshness::Fresh, "why-dele-undone"));

    let mut reset = world.clone();
    type_lines(&mut reset, &["RSET"]);
    assert_eq!(judged(&reset, "nord.example", CAKE), (Freshness::Fresh, "why-dele-undone"));

    type_lines(&mut world, &["QUIT"]);
    let removed = known(&world, "nord.example", CAKE);
    assert_eq!((removed.freshness, removed.why.id()), (Freshness::Nowhere, "why-removed-by-pop3"));
    assert!(removed.held.is_none());
}

#[test]
fn a_provider_like_gmail_keeps_what_dele_and_quit_would_remove() {
    let stage = Stage { nord: "profile = { name = \"gmail-like\" }", ..Stage::default() };
    let mut world = stage.world();
    call_pop3(&mut world);
    type_lines(&mut world, &["RETR 1", "DELE 1", "QUIT"]);
    let kept = [CAKE, "Mathe: Aufgabe 5", "Ferien"].map(|mail| judged(&world, "server", mail));
    assert!(kept.contains(&(Freshness::Fresh, "why-kept-by-provider")), "{kept:?}");
}

#[test]
fn who_removed_it_is_told_and_when() {
    let devices =
        [imap("laptop", "check = \"idle\"\non_delete = \"expunge\""), imap("phone", IDLE)];
    let mut world = Stage::with(&devices).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::Delete(mail));
    let server = known(&world, "nord.example", CAKE);
    assert_eq!((server.freshness, server.why.id()), (Freshness::Nowhere, "why-removed-by-expunge"));
    let root = server.chain.last().and_then(|id| world.trace().get(*id)).expect("a chain");
    assert!(matches!(&root.fact, Fact::Acted(Action::Tap(_, Tap::Delete(_)))), "{root:?}");
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Nowhere, "why-removed-by-expunge"));
}

#[test]
fn a_mail_goes_with_its_mailbox() {
    let mut world = Stage::with(&[imap("laptop", IDLE)]).world();
    let mail = email(&world, CAKE);
    tap_and_wait(&mut world, "laptop", Tap::Move(mail, "Schule".to_owned()));
    let imap = TerminalId(1);
    world.inject(&Action::Dial(imap)).expect("it can call");
    for line in ["a LOGIN ada Seestern-7", "b DELETE Schule"] {
        pass(&mut world, 2);
        world.inject(&Action::type_line(imap, line)).expect("it can be typed");
    }
    pass(&mut world, 2);
    let server = judged(&world, "nord.example", CAKE);
    assert_eq!(server, (Freshness::Nowhere, "why-removed-with-mailbox"));
}

/// A mail of which the server has never told anything: nothing is known of why it is not there.
#[test]
fn where_nothing_is_known_of_a_removal_it_is_only_gone() {
    let world = Stage::with(&[imap("laptop", IDLE)]).world();
    let never = EmailId(1_000);
    assert_eq!(knowledge(&world, NORD, never).why.id(), "why-removed");
    let laptop = crate::stage::holder(&world, "laptop");
    assert_eq!(knowledge(&world, laptop, never).why.id(), "why-gone");
}

const SENDING: &str = "check = \"manual\"\nsending = { tls = \"never\", sent = \"none\" }";

/// RFC 5321 §4.5.4.1: what cannot be handed on stays in the queue.
#[test]
fn mail_that_was_sent_waits_in_the_queue_and_is_handed_on() {
    let stage = Stage {
        more: "[[fault]]\nprovider = \"sued.example\"\nfrom = \"0 s\"\nto = \"10 min\"\nis = \"refuses\"\n\
               [[action]]\nat = \"5 s\"\ndevice = \"laptop\"\n\
               send = { to = [\"ben@sued.example\"], subject = \"Pizza?\", text = \"Freitag?\" }\n",
        ..Stage::with(&[imap("laptop", SENDING), pop3("tablet", MANUAL)])
    };
    let mut world = stage.world();
    let waits = (Freshness::Nowhere, "why-still-queued");
    assert_eq!(judged(&world, "nord.example", "Pizza?"), waits);
    assert_eq!(judged(&world, "tablet", "Pizza?"), waits);
    pass(&mut world, 24 * 60 * 60);
    let mails = world.emails_named(&mailscope_sim::MailName("Pizza?".to_owned())).count();
    assert_eq!(mails, 2, "one in the queue of nord.example, one in Ben's INBOX");
    assert_eq!(judged(&world, "nord.example", "Pizza?").0, Freshness::Nowhere);
    let queued = world.emails_named(&mailscope_sim::MailName("Pizza?".to_owned())).last();
    let at_home = knowledge(&world, NORD, queued.expect("the first of the two"));
    assert_eq!(at_home.why.id(), "why-handed-on");
    assert_eq!(judged(&world, "sued.example", "Pizza?"), (Freshness::Fresh, "why-original"));
    // Nobody was told to keep a copy, and SMTP keeps none.
    assert_eq!(judged(&world, "laptop", "Pizza?"), (Freshness::Nowhere, "why-sent-copy-by-nobody"));
}

#[test]
fn a_tablet_that_removes_at_once_leaves_nothing_for_the_others() {
    let devices = [
        pop3("tablet", "check = \"manual\"\nafter_fetch = \"remove-at-once\""),
        pop3("phone", "check = \"manual\"\nswitched_on_after_ms = 30000"),
    ];
    let world = Stage::with(&devices).world();
    assert_eq!(judged(&world, "nord.example", CAKE), (Freshness::Nowhere, "why-removed-by-pop3"));
    assert_eq!(judged(&world, "phone", CAKE), (Freshness::Nowhere, "why-removed-by-pop3"));
    assert_eq!(judged(&world, "tablet", CAKE), (Freshness::GoneThere, "why-own-only"));
    let mut away = world.clone();
    online(&mut away, "tablet", false);
    assert_eq!(judged(&away, "tablet", CAKE), (Freshness::GoneThere, "why-own-only"));
}
