//! Accounts with labels, under changes by chance: what has to hold whatever was done.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{AccountId, DateTime, EmailId, Flag, Flags, Prng, Uid, UidValidity};
use mailscope_store::{
    Account, ChangeKind, Expunged, Fetched, Labels, Mail, Mailbox, Message, NewMessage, PopAccess,
    PopMode, PopWindow, SpecialUse, Store,
};

const NOW: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 0 };

fn pick<T: Copy>(rng: &mut Prng, of: &[T]) -> Option<T> {
    let at = usize::try_from(rng.below(of.len() as u64)).ok()?;
    of.get(at).copied()
}

fn labels(rng: &mut Prng) -> Labels {
    let expunged = [Expunged::Archive, Expunged::Trash, Expunged::DeleteForever];
    let fetched = [Fetched::LeaveInInbox, Fetched::MarkRead, Fetched::Archive, Fetched::Trash];
    Labels {
        auto_expunge: rng.chance(1, 2),
        expunged: pick(rng, &expunged).expect("one"),
        sent_copy: true,
        pop: PopAccess { window: PopWindow::AllMail, fetched: pick(rng, &fetched).expect("one") },
    }
}

fn places(store: &Store, account: AccountId) -> Vec<(UidValidity, Uid)> {
    let owner = store.account(account).expect("an account");
    let each = owner
        .mailboxes()
        .flat_map(|mailbox| mailbox.uids().iter().map(move |uid| (mailbox.uid_validity(), *uid)));
    each.collect()
}

fn flags(rng: &mut Prng) -> Flags {
    let all = [Flag::Seen, Flag::Flagged, Flag::Deleted, Flag::Answered];
    all.into_iter().filter(|_| rng.chance(1, 3)).collect()
}

/// One change by chance, as a session would make it.
fn step(store: &mut Store, account: AccountId, rng: &mut Prng, mails: &mut u64) {
    let mailboxes: Vec<_> = store
        .account(account)
        .expect("an account")
        .mailboxes()
        .map(Mailbox::uid_validity)
        .collect();
    let to = pick(rng, &mailboxes).expect("INBOX at least");
    let from = pick(rng, &places(store, account));
    match (rng.below(8), from) {
        (0, _) | (_, None) => {
            *mails += 1;
            let text = format!("Message-ID: <{mails}@a>\r\n\r\nText.\r\n");
            let new = NewMessage::arriving(Mail::new(text.into_bytes()), NOW);
            store.append(account, to, NewMessage { flags: flags(rng), ..new }).expect("room");
        }
        (1 | 2, Some((validity, uid))) => {
            store.copy(account, validity, uid, to, NOW).expect("a copy");
        }
        (3 | 4, Some((validity, uid))) => {
            store.relocate(account, validity, uid, to, NOW).expect("a move");
        }
        (5, Some((validity, uid))) => {
            store.set_flags(account, validity, uid, flags(rng)).expect("flags");
        }
        (6, Some((validity, uid))) => {
            store.expunge(account, validity, uid).expect("gone");
        }
        (_, Some((validity, uid))) => {
            let email = store.email_at(validity, uid).expect("a mail");
            store.popped(account, &[email], NOW);
        }
    }
}

fn where_each_is(owner: &Account) -> BTreeMap<EmailId, Vec<(Option<SpecialUse>, &Message)>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for mailbox in owner.mailboxes() {
        let mut here = BTreeSet::new();
        for message in mailbox.messages() {
            assert!(here.insert(message.email), "{} has a mail twice", mailbox.name());
            all.entry(message.email).or_default().push((mailbox.role(), message));
        }
    }
    all
}

fn check(store: &Store, account: AccountId) {
    let owner = store.account(account).expect("an account");
    let (mut count, mut octets) = (0, 0);
    for (email, places) in where_each_is(owner) {
        count += 1;
        octets += places.first().map_or(0, |(_, message)| message.mail.len() as u64);
        let is_in = |role| places.iter().any(|(of, _)| *of == Some(role));
        if is_in(SpecialUse::Trash) || is_in(SpecialUse::Junk) {
            assert_eq!(places.len(), 1, "{email:?} is in the trash and elsewhere");
        } else {
            assert!(is_in(SpecialUse::All), "{email:?} is not in All Mail");
            let starred = places.iter().any(|(_, message)| message.flags.contains(&Flag::Flagged));
            assert_eq!(is_in(SpecialUse::Flagged), starred, "{email:?} and its star");
        }
        let shared: BTreeSet<_> = places
            .iter()
            .map(|(_, message)| {
                let mut flags = message.flags.clone();
                flags.remove(&Flag::Deleted);
                flags.to_string()
            })
            .collect();
        assert_eq!(shared.len(), 1, "{email:?} has several flags: {shared:?}");
    }
    assert_eq!((owner.messages(), owner.octets()), (count, octets), "a label takes no room");
}

#[test]
fn a_mail_is_in_all_mail_or_aside_and_once_in_each_mailbox() {
    for seed in 0..150 {
        let mut rng = Prng::new(seed);
        let mut store = Store::new(UidValidity::new(1).expect("not zero"));
        let ada = store.create_account("ada", "nord.example", "secret");
        store.keep_labels(ada, labels(&mut rng)).expect("labels");
        for name in ["School", "Work"] {
            store.create_mailbox(ada, name, None).expect("a mailbox");
        }
        let mut mails = 0;
        for _ in 0..60 {
            // Sometimes several changes come before what follows is done, as within one command.
            for _ in 0..=rng.below(3) {
                step(&mut store, ada, &mut rng, &mut mails);
            }
            store.follow_up(NOW);
            assert!(store.follow_up(NOW).is_empty(), "nothing follows from what follows");
            check(&store, ada);
            if rng.chance(1, 20) {
                store.set_labels(ada, labels(&mut rng));
            }
        }
        let view = store.pop_view(ada, PopMode::Recent, NOW).expect("labels").expect("POP is on");
        let owner = store.account(ada).expect("an account");
        let all = owner.mailbox("[Gmail]/All Mail").expect("a mailbox");
        assert_eq!(view.uids.len(), all.messages().len());
    }
}

#[test]
fn by_the_book_nothing_follows() {
    let mut rng = Prng::new(1);
    let mut store = Store::new(UidValidity::new(1).expect("not zero"));
    let ada = store.create_account("ada", "nord.example", "secret");
    for (name, role) in [("All", SpecialUse::All), ("Trash", SpecialUse::Trash)] {
        store.create_mailbox(ada, name, Some(role)).expect("a mailbox");
    }
    let mut mails = 0;
    for _ in 0..500 {
        step(&mut store, ada, &mut rng, &mut mails);
        assert!(store.follow_up(NOW).is_empty());
    }
    assert_eq!(store.pop_view(ada, PopMode::Normal, NOW), None);
    assert!(!store.has_labels(ada));
}

#[test]
fn what_follows_is_told_in_the_order_of_its_numbers() {
    let mut store = Store::new(UidValidity::new(1).expect("not zero"));
    let ada = store.create_account("ada", "nord.example", "secret");
    let mut rng = Prng::new(1);
    store.keep_labels(ada, Labels { auto_expunge: false, ..labels(&mut rng) }).expect("labels");
    for text in ["a", "b", "c"] {
        let new = NewMessage::arriving(Mail::new(text), NOW);
        store.append(ada, "INBOX", new).expect("room");
    }
    let before = store.last_change();
    let following = store.follow_up(NOW);
    let numbers: Vec<_> = following.iter().map(|change| change.number.0).collect();
    assert_eq!(numbers, (before.0 + 1..=before.0 + 3).collect::<Vec<_>>());
    let is_all_mail = |kind: &ChangeKind| matches!(kind, ChangeKind::Appended { mailbox, .. } if &**mailbox == "[Gmail]/All Mail");
    assert!(following.iter().all(|change| is_all_mail(&change.kind)), "{following:?}");
}
