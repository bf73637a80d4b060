//! Every bound holds, and says which one it is.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use mailscope_base::limits::{
    EXPUNGES_REMEMBERED_MAX, KEYWORD_OCTETS_MAX, KEYWORDS_MAX, MAILBOX_KEYWORDS_MAX,
    MAILBOX_NAME_OCTETS_MAX, MAILBOXES_MAX, SUBSCRIPTIONS_MAX,
};
use mailscope_base::{AccountId, DateTime, Flag, Flags, Keyword, ModSeq, Uid, UidValidity};
use mailscope_store::{ChangeKind, Limit, Mail, NewMessage, Quota, Resource, Store, StoreError};

const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };

fn new_store() -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(7).unwrap());
    let id = store.create_account("ada", "nord.example", "secret");
    (store, id)
}

fn append(store: &mut Store, id: AccountId, octets: usize) -> Result<Uid, StoreError> {
    let message = NewMessage::arriving(Mail::new(vec![b'x'; octets]), DATE);
    match store.append(id, "INBOX", message)?.kind {
        ChangeKind::Appended { uid, .. } => Ok(uid),
        other => panic!("{other:?}"),
    }
}

fn keywords(names: impl Iterator<Item = usize>) -> Flags {
    names.map(|n| Flag::Keyword(Keyword::new(&format!("k{n}")))).collect()
}

#[test]
fn mailboxes_and_subscriptions() {
    let (mut store, id) = new_store();
    for n in 1..MAILBOXES_MAX {
        store.create_mailbox(id, &format!("m{n}"), None).unwrap();
    }
    let full = Err(StoreError::LimitReached(Limit::Mailboxes));
    assert_eq!(store.create_mailbox(id, "x", None), full);
    store.delete_mailbox(id, "m1").unwrap();
    store.create_mailbox(id, "x", None).unwrap();
    for n in 0..SUBSCRIPTIONS_MAX {
        assert!(store.subscribe(id, &format!("s{n}")).unwrap().is_some());
    }
    assert_eq!(store.subscribe(id, "x"), Err(StoreError::LimitReached(Limit::Subscriptions)));
    assert_eq!(store.subscribe(id, "s1"), Ok(None), "it is subscribed to already");
    let long = "ä".repeat(MAILBOX_NAME_OCTETS_MAX / 2);
    store.rename_mailbox(id, "x", &long, DATE).unwrap();
    let longer = format!("{long}a");
    assert_eq!(store.rename_mailbox(id, "m2", &longer, DATE), Err(StoreError::BadName));
}

#[test]
fn keywords_of_a_message_and_of_a_mailbox() {
    let (mut store, id) = new_store();
    let uid = append(&mut store, id, 1).unwrap();
    let mut set = |flags: Flags| store.set_flags(id, "INBOX", uid, flags).map(|_| ());
    assert_eq!(set(keywords(0..KEYWORDS_MAX)), Ok(()));
    let limit = |limit| Err(StoreError::LimitReached(limit));
    assert_eq!(set(keywords(0..=KEYWORDS_MAX)), limit(Limit::Keywords));
    let mut used = KEYWORDS_MAX;
    while used < MAILBOX_KEYWORDS_MAX {
        let next = (used + 100).min(MAILBOX_KEYWORDS_MAX);
        assert_eq!(set(keywords(used..next)), Ok(()));
        used = next;
    }
    assert_eq!(set(keywords(used..=used)), limit(Limit::MailboxKeywords));
    assert_eq!(set(keywords(0..5)), Ok(()), "these are known");
    let long = Flag::Keyword(Keyword::new(&"k".repeat(KEYWORD_OCTETS_MAX + 1)));
    assert_eq!(set([long].into_iter().collect()), limit(Limit::KeywordOctets));
    let inbox = store.account(id).unwrap().mailbox("INBOX").unwrap();
    assert_eq!(inbox.keywords().len(), MAILBOX_KEYWORDS_MAX);
}

/// RFC 7162 §3.2.7: expunges are remembered, but not for ever.
#[test]
fn the_memory_of_expunges_is_bounded_and_says_so() {
    let (mut store, id) = new_store();
    let at_first = ModSeq(1);
    let mut early = ModSeq(0);
    for n in 0..=EXPUNGES_REMEMBERED_MAX {
        let uid = append(&mut store, id, 0).unwrap();
        if n == EXPUNGES_REMEMBERED_MAX {
            let inbox = store.account(id).unwrap().mailbox("INBOX").unwrap();
            assert!(inbox.vanished_since(at_first).complete, "the last one that fits");
        }
        let change = store.expunge(id, "INBOX", uid).unwrap();
        if n == 0 {
            early = change.kind.modseq().unwrap();
        }
    }
    let inbox = store.account(id).unwrap().mailbox("INBOX").unwrap();
    assert_eq!(inbox.highest_modseq().0, 1 + 2 * (EXPUNGES_REMEMBERED_MAX as u64 + 1));
    let since_first = inbox.vanished_since(at_first);
    assert!(!since_first.complete, "the first expunge is forgotten");
    assert_eq!(since_first.uids.len(), EXPUNGES_REMEMBERED_MAX);
    let since_early = inbox.vanished_since(early);
    assert!(since_early.complete, "whoever knows of the first expunge misses nothing");
    assert_eq!(since_early.uids, since_first.uids);
    assert!(inbox.vanished_since(inbox.highest_modseq()).uids.is_empty());
}

/// RFC 9208: what does not fit is refused, what is there stays, and moving needs no room.
#[test]
fn quotas() {
    let (mut store, id) = new_store();
    store.create_mailbox(id, "A", None).unwrap();
    let first = append(&mut store, id, 600).unwrap();
    let quota = Quota { storage_octets: Some(1_000), messages: Some(2) };
    assert!(store.set_quota(id, quota).unwrap().is_some());
    assert!(store.set_quota(id, quota).unwrap().is_none());
    let over = |resource| Err(StoreError::OverQuota(resource));
    assert_eq!(append(&mut store, id, 401), over(Resource::Storage));
    let copied = store.copy(id, "INBOX", first, "A", DATE);
    assert_eq!(copied, Err(StoreError::OverQuota(Resource::Storage)));
    assert!(append(&mut store, id, 400).is_ok());
    assert_eq!(append(&mut store, id, 0), over(Resource::Message));
    store.relocate(id, "INBOX", first, "A", DATE).unwrap();
    let account = store.account(id).unwrap();
    assert_eq!((account.octets(), account.messages()), (1_000, 2));
    store.set_quota(id, Quota { storage_octets: Some(1), messages: None }).unwrap();
    store.rename_mailbox(id, "INBOX", "B", DATE).unwrap();
    assert_eq!(store.account(id).unwrap().octets(), 1_000);
    store.delete_mailbox(id, "A").unwrap();
    let account = store.account(id).unwrap();
    assert_eq!((account.octets(), account.messages()), (400, 1));
    assert_eq!(append(&mut store, id, 0), over(Resource::Storage));
}
