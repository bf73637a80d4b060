//! After any sequence of actions the store says what plain lists say, and clones taken on the way
//! still say what they said.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod reference;

use mailscope_base::{AccountId, DateTime, Flag, Flags, Keyword, ModSeq, Uid, UidValidity};
use mailscope_store::{Change, Mail, MailboxRef, NewMessage, Quota, SpecialUse, Store, StoreError};
use proptest::prelude::*;
use reference::{Done, PlainMailbox, PlainMessage, Reference};

const FIRST_VALIDITY: usize = 7;

#[derive(Clone, Debug)]
enum Action {
    Create(String, bool),
    Delete(String),
    Rename(String, String),
    Subscribe(String),
    Unsubscribe(String),
    SetQuota(Option<u64>, Option<u64>),
    Append(String, usize, Flags),
    Copy(String, usize, String),
    Relocate(String, usize, String),
    SetFlags(String, usize, Flags),
    Expunge(String, usize),
    ClaimRecent(String),
}

/// Names that meet: above and below each other, INBOX in any case, and some that cannot be.
fn name() -> impl Strategy<Value = String> {
    const GOOD: &[&str] =
        &["INBOX", "A", "A/b", "A/b/c", "B", "B/b", "inbox/x", "a", "Käse/Œuf", "A-b"];
    const BAD: &[&str] =
        &["", "/", "A/", "A//b", "a\tb", "a\u{85}", "a\u{2028}b", "inbox", "iNbOx/X"];
    prop_oneof![
        12 => prop::sample::select(GOOD).prop_map(str::to_owned),
        1 => prop::sample::select(BAD).prop_map(str::to_owned),
        1 => (1..300_usize).prop_map(|n| format!("A/{}", "ß".repeat(n * 4))),
    ]
}

fn flags() -> impl Strategy<Value = Flags> {
    let flag = prop::sample::select(vec![
        Flag::Seen,
        Flag::Deleted,
        Flag::Flagged,
        Flag::Keyword(Keyword::new("$Junk")),
        Flag::Keyword(Keyword::new("$JUNK")),
        Flag::Keyword(Keyword::new("x")),
    ]);
    proptest::collection::vec(flag, 0..4).prop_map(|flags| flags.into_iter().collect())
}

fn action() -> impl Strategy<Value = Action> {
    let uid = || 1..15_usize;
    prop_oneof![
        3 => (name(), any::<bool>()).prop_map(|(name, role)| Action::Create(name, role)),
        1 => name().prop_map(Action::Delete),
        2 => (name(), name()).prop_map(|(from, to)| Action::Rename(from, to)),
        1 => name().prop_map(Action::Subscribe),
        1 => name().prop_map(Action::Unsubscribe),
        1 => (prop::option::of(0..900_u64), prop::option::of(0..30_u64))
            .prop_map(|(octets, messages)| Action::SetQuota(octets, messages)),
        8 => (name(), 0..50_usize, flags()).prop_map(|(n, len, f)| Action::Append(n, len, f)),
        4 => (name(), uid(), name()).prop_map(|(from, uid, to)| Action::Copy(from, uid, to)),
        3 => (name(), uid(), name()).prop_map(|(from, uid, to)| Action::Relocate(from, uid, to)),
        6 => (name(), uid(), flags()).prop_map(|(n, uid, f)| Action::SetFlags(n, uid, f)),
        4 => (name(), uid()).prop_map(|(name, uid)| Action::Expunge(name, uid)),
        1 => name().prop_map(Action::ClaimRecent),
    ]
}

fn new_store() -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(FIRST_VALIDITY).unwrap());
    let id = store.create_account("ada", "nord.example", "secret");
    (store, id)
}

fn date(step: usize) -> DateTime {
    DateTime { unix_secs: 1_772_694_001 + i64::try_from(step).unwrap(), offset_mins: 60 }
}

/// Does the same to both; what they say about it is the same.
fn apply(
    store: &mut Store,
    id: AccountId,
    reference: &mut Reference,
    step: usize,
    action: &Action,
) {
    let now = date(step);
    let uid = |n: usize| Uid::new(n).unwrap();
    let one = |done: Result<Change, StoreError>| done.map(|change| vec![change]);
    let some = |done: Result<Option<Change>, StoreError>| done.map(|c| c.into_iter().collect());
    let (done, expected): (Result<Vec<Change>, StoreError>, Done) = match action {
        Action::Create(name, role) => {
            let role = role.then_some(SpecialUse::Archive);
            (one(store.create_mailbox(id, name, role)), reference.create(name, role))
        }
        Action::Delete(name) => (one(store.delete_mailbox(id, name)), reference.delete(name)),
        Action::Rename(from, to) => {
            (store.rename_mailbox(id, from, to, now), reference.rename(from, to, now))
        }
        Action::Subscribe(name) => (some(store.subscribe(id, name)), reference.subscribe(name)),
        Action::Unsubscribe(name) => {
            (some(store.unsubscribe(id, name)), Ok(reference.unsubscribe(name)))
        }
        Action::SetQuota(storage_octets, messages) => {
            let quota = Quota { storage_octets: *storage_octets, messages: *messages };
            (some(store.set_quota(id, quota)), Ok(reference.set_quota(quota)))
        }
        Action::Append(name, len, flags) => {
            let (mail, received) = (Mail::new(vec![b'x'; *len]), date(0));
            let message = NewMessage { mail, flags: flags.clone(), received, saved: now };
            let expected = reference.append(name, *len as u64, flags.clone(), received, now);
            (one(store.append(id, name, message)), expected)
        }
        Action::Copy(from, n, to) => {
            let copied = store.copy(id, from, uid(*n), to, now);
            (one(copied), reference.copy(from, uid(*n), to, now))
        }
        Action::Relocate(from, n, to) => {
            let moved = store.relocate(id, from, uid(*n), to, now).map(Vec::from);
            (moved, reference.relocate(from, uid(*n), to, now))
        }
        Action::SetFlags(name, n, flags) => {
            let set = store.set_flags(id, name, uid(*n), flags.clone());
            (some(set), reference.set_flags(name, uid(*n), flags.clone()))
        }
        Action::Expunge(name, n) => {
            (one(store.expunge(id, name, uid(*n))), reference.expunge(name, uid(*n)))
        }
        Action::ClaimRecent(name) => {
            assert_eq!(store.claim_recent(id, name), reference.claim_recent(name));
            (Ok(Vec::new()), Ok(Vec::new()))
        }
    };
    let last = store.last_change().0;
    let count = done.as_ref().map_or(0, Vec::len) as u64;
    if let Ok(changes) = &done {
        let numbers = changes.iter().map(|change| change.number.0);
        assert!(numbers.eq(last - count + 1..=last), "changes are numbered without gaps");
    }
    let kinds = done.map(|changes| changes.into_iter().map(|change| change.kind).collect());
    assert_eq!(kinds, expected, "{action:?}");
}

fn check(store: &Store, id: AccountId, reference: &Reference) {
    let account = store.account(id).unwrap();
    let mut names: Vec<&String> = reference.mailboxes.iter().map(|m| &m.name).collect();
    names.sort_by_key(|name| (*name != "INBOX", *name));
    assert!(account.mailboxes().map(|m| &**m.name()).eq(names));
    assert!(account.subscriptions().iter().map(|name| &**name).eq(&reference.subscriptions));
    assert_eq!(account.quota(), reference.quota);
    assert_eq!(account.octets(), reference.octets());
    assert_eq!(account.messages(), reference.messages());
    for plain in &reference.mailboxes {
        check_mailbox(store, id, plain);
        let children = format!("{}/", plain.name);
        let has_children = reference.mailboxes.iter().any(|m| m.name.starts_with(&children));
        assert_eq!(account.has_children(&plain.name), has_children);
    }
    for (&email, places) in &reference.places {
        assert!(store.places_of(email).eq(places.iter().copied()));
        for &(validity, uid) in places {
            assert_eq!(store.email_at(validity, uid), Some(email));
        }
    }
}

fn check_mailbox(store: &Store, id: AccountId, plain: &PlainMailbox) {
    let account = store.account(id).unwrap();
    let mailbox = account.mailbox(&plain.name).unwrap();
    assert_eq!(mailbox.uid_validity(), plain.validity);
    assert_eq!(account.mailbox_by_validity(plain.validity).unwrap().name(), mailbox.name());
    assert_eq!(mailbox.role(), plain.role);
    assert_eq!(mailbox.uid_next().get() as usize, plain.last_uid + 1);
    assert_eq!(mailbox.recent_from().get() as usize, plain.told_as_recent + 1);
    assert_eq!(mailbox.highest_modseq(), plain.modseq);
    assert!(mailbox.keywords().iter().eq(&plain.keywords));
    let found: Vec<PlainMessage> = mailbox
        .messages()
        .iter()
        .map(|m| PlainMessage {
            uid: m.uid,
            email: m.email,
            flags: m.flags.clone(),
            modseq: m.modseq,
            received: m.received,
            saved: m.saved,
            octets: m.mail.len() as u64,
        })
        .collect();
    assert_eq!(found, plain.messages);
    assert!(mailbox.uids().iter().eq(plain.messages.iter().map(|m| &m.uid)));
    let having = |flag: Flag, wanted: bool| {
        plain.messages.iter().filter(move |m| m.flags.contains(&flag) == wanted)
    };
    assert!(mailbox.unseen().iter().eq(having(Flag::Seen, false).map(|m| &m.uid)));
    assert!(mailbox.deleted().iter().eq(having(Flag::Deleted, true).map(|m| &m.uid)));
    assert_eq!(mailbox.octets(), plain.messages.iter().map(|m| m.octets).sum::<u64>());
    let deleted_octets: u64 = having(Flag::Deleted, true).map(|m| m.octets).sum();
    assert_eq!(mailbox.deleted_octets(), deleted_octets);
    for (index, message) in plain.messages.iter().enumerate() {
        assert_eq!(mailbox.index_of(message.uid), Some(index));
    }
    for since in [0, plain.modseq.0 / 2, plain.modseq.0 - 1, plain.modseq.0, u64::MAX] {
        check_since(store, id, plain, ModSeq(since));
    }
}

/// RFC 7162: what came or changed, and what has gone, after some mod-sequence.
fn check_since(store: &Store, id: AccountId, plain: &PlainMailbox, since: ModSeq) {
    let mailbox = store.account(id).unwrap().mailbox_by_validity(plain.validity).unwrap();
    let later = plain.messages.iter().filter(|m| m.modseq > since);
    let mut changed: Vec<(ModSeq, Uid)> = later.map(|m| (m.modseq, m.uid)).collect();
    changed.sort();
    assert!(mailbox.changed_since(since).eq(changed));
    let mut gone: Vec<Uid> =
        plain.expunged.iter().filter(|(at, _)| *at > since).map(|(_, uid)| *uid).collect();
    gone.sort();
    let vanished = mailbox.vanished_since(since);
    assert_eq!((vanished.uids, vanished.complete), (gone, true));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_agrees_with_plain_lists(actions in proptest::collection::vec(action(), 0..250)) {
        let (mut store, id) = new_store();
        let mut reference = Reference::new(FIRST_VALIDITY);
        let mut snapshots = Vec::new();
        for (step, action) in actions.iter().enumerate() {
            if step % 37 == 0 {
                snapshots.push((store.clone(), reference.clone()));
            }
            apply(&mut store, id, &mut reference, step, action);
            check(&store, id, &reference);
        }
        for (store, reference) in &snapshots {
            check(store, id, reference);
        }
    }
}

/// What a session does goes to the mailbox that it has selected, whatever it is called by then.
#[test]
fn a_mailbox_is_found_by_what_never_changes() {
    let (mut store, id) = new_store();
    store.create_mailbox(id, "A", None).unwrap();
    let message = NewMessage::arriving(Mail::new("x"), date(0));
    store.append(id, "A", message.clone()).unwrap();
    let mailbox = store.account(id).unwrap().mailbox("A").unwrap();
    let (validity, name) = (mailbox.uid_validity(), mailbox.id());
    store.rename_mailbox(id, "A", "B", date(1)).unwrap();
    store.create_mailbox(id, "A", None).unwrap();
    let other = store.account(id).unwrap().mailbox("A").unwrap();
    assert_ne!((other.uid_validity(), other.id()), (validity, name.clone()));
    store.append(id, MailboxRef::Valid(validity), message).unwrap();
    let renamed = store.account(id).unwrap().mailbox("B").unwrap();
    assert_eq!((renamed.uid_validity(), renamed.id(), renamed.uids().len()), (validity, name, 2));
    store.delete_mailbox(id, "B").unwrap();
    assert_eq!(store.expunge(id, validity, Uid::FIRST), Err(StoreError::NoSuchMailbox));
}
