//! The same taps at a provider by the book and at one that is like Gmail.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{AccountId, ProviderId};
use mailscope_sim::{Action, Scenario, Tap, World};

const SCENARIO: &str = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 7
PROFILE

  [[provider.user]]
  name = "ada"
  password = "secret"
  mail = [{ file = "one.eml" }]

[[device]]
kind = "phone"
latency_ms = 40
protocol = "imap"
check = "idle"
on_delete = "expunge"

[[device]]
kind = "tablet"
latency_ms = 40
protocol = "pop3"
check = { minutes = 1 }
after_fetch = "leave"
"#;

const MAIL: &[u8] = b"From: ben@sued.example\r\nSubject: One\r\n\
    Date: Mon, 2 Mar 2026 08:00:00 +0100\r\n\r\nHallo\r\n";

fn world(profile: &str) -> World {
    let text = SCENARIO.replace("PROFILE", profile);
    let scenario = Scenario::parse(&text, |_| Some(Bytes::from_static(MAIL))).expect("is good");
    let mut world = World::new(&scenario, 1);
    world.settle(10_000);
    world
}

fn held(world: &World, mailbox: &str) -> Option<usize> {
    let provider = world.provider();
    let account = provider.store.account(provider.account).expect("an account");
    account.mailbox(mailbox).map(|mailbox| mailbox.messages().len())
}

/// Deletes the one mail on the phone.
fn delete(world: &mut World) {
    let phone = world.devices().next().expect("a phone").id;
    let email = world.emails().next().expect("a mail");
    world.inject(&Action::Tap(phone, Tap::Delete(email))).expect("possible");
    world.settle(10_000);
}

#[test]
fn delete_removes_the_mail_by_the_book_and_a_label_at_the_other() {
    let mut book = world("");
    delete(&mut book);
    assert_eq!((held(&book, "INBOX"), held(&book, "[Gmail]/All Mail")), (Some(0), None));
    let mut labels = world("profile = { name = \"gmail-like\" }");
    assert_eq!(held(&labels, "[Gmail]/All Mail"), Some(1));
    delete(&mut labels);
    assert_eq!((held(&labels, "INBOX"), held(&labels, "[Gmail]/All Mail")), (Some(0), Some(1)));
    let mut trash = world("profile = { name = \"gmail-like\", expunged = \"trash\" }");
    delete(&mut trash);
    assert_eq!((held(&trash, "INBOX"), held(&trash, "[Gmail]/Trash")), (Some(0), Some(1)));
}

#[test]
fn what_arrives_is_in_all_mail_too() {
    let mut world = world("profile = { name = \"gmail-like\", pop = \"from-now-on\" }");
    world
        .inject(&Action::Deliver(ProviderId(0), AccountId(0), vec![Bytes::from_static(MAIL)]))
        .expect("possible");
    world.settle(10_000);
    assert_eq!((held(&world, "INBOX"), held(&world, "[Gmail]/All Mail")), (Some(2), Some(2)));
}

#[test]
fn what_is_wrong_is_named() {
    for (profile, part) in [
        ("profile = { name = \"hotmail\" }", "there are by-the-book, gmail-like"),
        ("profile = { auto_expunge = true }", "by-the-book has no settings"),
        ("profile = { name = \"gmail-like\", fetched = \"burn\" }", "burn"),
    ] {
        let text = SCENARIO.replace("PROFILE", profile);
        let refused = Scenario::parse(&text, |_| Some(Bytes::from_static(MAIL)));
        let said = refused.expect_err(profile).to_string();
        assert!(said.contains(part), "{said}");
    }
}
