//! NOTIFY has a bound (RFC 5465 §3.1, §5.8): whoever asks for too much is told so.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Table;
use mailscope_base::limits::NOTIFICATIONS_PER_TURN_MAX;
use mailscope_wire::Service;

/// A table at which the account has so many mailboxes besides INBOX, and a session that has said
/// `command`.
fn table(mailboxes: usize, command: &str) -> Table {
    let mut table = Table::new(Service::Imap);
    let known = table.store.account(table.ada).unwrap().mailboxes().count() - 1;
    for number in known..mailboxes {
        table.store.create_mailbox(table.ada, &format!("box{number}"), None).unwrap();
    }
    table.open(1);
    table.receive(1, format!("a LOGIN ada secret\r\n{command}").as_bytes());
    table
}

fn lines(table: &mut Table, connection: u32) -> Vec<String> {
    let shown = table.shown.drain(..);
    shown.filter(|(id, kind, _)| (*id, *kind) == (connection, 'S')).map(|(.., line)| line).collect()
}

#[test]
fn as_many_mailboxes_as_there_may_be() {
    let set = "b NOTIFY SET STATUS (personal (MessageNew MessageExpunge))\r\n";
    let mut enough = table(NOTIFICATIONS_PER_TURN_MAX - 1, set);
    let told = lines(&mut enough, 1);
    let statuses = told.iter().filter(|line| line.starts_with("* STATUS ")).count();
    assert_eq!(statuses, NOTIFICATIONS_PER_TURN_MAX);
    assert_eq!(told.last().unwrap(), "b OK NOTIFY completed");

    let mut too_many = table(NOTIFICATIONS_PER_TURN_MAX, set);
    let told = lines(&mut too_many, 1);
    assert!(!told.iter().any(|line| line.starts_with("* STATUS ")));
    assert!(told.last().unwrap().starts_with("b NO [NOTIFICATIONOVERFLOW] "));
    too_many.deliver();
    assert!(lines(&mut too_many, 1).is_empty());
}

#[test]
fn too_much_at_once_ends_it() {
    let set = "b NOTIFY SET (personal (MailboxName))\r\n";
    let mut table = table(4, set);
    lines(&mut table, 1);
    let change = |table: &mut Table, number: usize| {
        table.store.create_mailbox(table.ada, &format!("new{number}"), None).unwrap()
    };
    let few: Vec<_> = (0..NOTIFICATIONS_PER_TURN_MAX).map(|n| change(&mut table, n)).collect();
    table.notify(None, &few);
    assert_eq!(lines(&mut table, 1).len(), NOTIFICATIONS_PER_TURN_MAX);
    let many: Vec<_> =
        (0..=NOTIFICATIONS_PER_TURN_MAX).map(|n| change(&mut table, 2000 + n)).collect();
    table.notify(None, &many);
    let told = lines(&mut table, 1);
    assert_eq!(told.len(), 1);
    assert!(told.first().unwrap().starts_with("* OK [NOTIFICATIONOVERFLOW] "));
    // As after NOTIFY NONE.
    let one = change(&mut table, 9999);
    table.notify(None, &[one]);
    assert!(lines(&mut table, 1).is_empty());
}
