//! After any sequence of actions the store says what a plain list says, and clones taken on the way
//! still say what they said.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use mailscope_base::{AccountId, DateTime, EmailId, Flag, Flags, Uid, UidValidity};
use mailscope_store::{ChangeKind, Mail, NewMessage, Store, StoreError};
use proptest::prelude::*;

const MAILBOXES: [&str; 3] = ["INBOX", "A", "A/b"];
const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };

/// Something that MIME structure is made of, or anything.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let typical = prop::sample::select(vec![
        "Content-Type: multipart/mixed; boundary=a\r\n",
        "Content-Type: multipart/digest; boundary=b\r\n",
        "Content-Type: message/rfc822\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "From: a <b@c>, g: d@e;\r\n",
        "Subject: =?utf-8?q?x",
        "\r\n",
        "\r\n",
        "\r\n--a\r\n",
        "\r\n--b\r\n",
        "\r\n--a--",
        "--b--\r\n",
        "From a\n",
    ]);
    let any = proptest::collection::vec(any::<u8>(), 0..8);
    prop_oneof![6 => typical.prop_map(|s| s.as_bytes().to_vec()), 1 => any]
}

#[derive(Clone, Debug)]
enum Action {
    Append(usize, usize),
    SetFlags(usize, usize, bool, bool),
    Expunge(usize, usize),
    Copy(usize, usize, usize),
}

fn action() -> impl Strategy<Value = Action> {
    let (mailbox, nth) = (0..MAILBOXES.len(), 0..200_usize);
    prop_oneof![
        4 => (mailbox.clone(), 0..50_usize).prop_map(|(m, len)| Action::Append(m, len)),
        2 => (mailbox.clone(), nth.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(m, n, seen, deleted)| Action::SetFlags(m, n, seen, deleted)),
        3 => (mailbox.clone(), nth.clone()).prop_map(|(m, n)| Action::Expunge(m, n)),
        2 => (mailbox.clone(), nth, mailbox).prop_map(|(m, n, to)| Action::Copy(m, n, to)),
    ]
}

/// One mailbox as a plain list: UID, mail, flags, octets.
type Plain = Vec<(Uid, EmailId, Flags, usize)>;

#[derive(Clone, Default)]
struct Model {
    mailboxes: [Plain; 3],
    last_uid: [usize; 3],
    places: BTreeMap<EmailId, Vec<(usize, Uid)>>,
}

impl Model {
    fn put(&mut self, mailbox: usize, email: EmailId, flags: Flags, octets: usize) -> Uid {
        self.last_uid[mailbox] += 1;
        let uid = Uid::new(self.last_uid[mailbox]).unwrap();
        self.mailboxes[mailbox].push((uid, email, flags, octets));
        self.places.entry(email).or_default().push((mailbox, uid));
        uid
    }
}

fn new_store() -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(7).unwrap());
    let id = store.create_account("ada", "nord.example", "secret");
    for name in &MAILBOXES[1..] {
        store.create_mailbox(id, name, None).unwrap();
    }
    (store, id)
}

fn nth(plain: &Plain, n: usize) -> Option<(usize, Uid)> {
    let index = n.checked_rem(plain.len())?;
    Some((index, plain[index].0))
}

fn apply(store: &mut Store, id: AccountId, model: &mut Model, action: &Action) {
    match *action {
        Action::Append(m, len) => {
            let mail = Mail::new(vec![b'x'; len]);
            let change = store.append(id, MAILBOXES[m], NewMessage::arriving(mail, DATE)).unwrap();
            let ChangeKind::Appended { uid, email, .. } = change.kind else { panic!("{change:?}") };
            assert_eq!(uid, model.put(m, email, Flags::NONE, len));
        }
        Action::SetFlags(m, n, seen, deleted) => {
            let Some((index, uid)) = nth(&model.mailboxes[m], n) else {
                return;
            };
            let all = [seen.then_some(Flag::Seen), deleted.then_some(Flag::Deleted)];
            let flags: Flags = all.into_iter().flatten().collect();
            let change = store.set_flags(id, MAILBOXES[m], uid, flags.clone()).unwrap();
            assert_eq!(change.is_some(), model.mailboxes[m][index].2 != flags);
            model.mailboxes[m][index].2 = flags;
        }
        Action::Expunge(m, n) => {
            let Some((index, uid)) = nth(&model.mailboxes[m], n) else {
                return;
            };
            store.expunge(id, MAILBOXES[m], uid).unwrap();
            model.mailboxes[m].remove(index);
            let again = store.expunge(id, MAILBOXES[m], uid);
            assert_eq!(again, Err(StoreError::NoSuchMessage));
        }
        Action::Copy(m, n, to) => {
            let Some((index, uid)) = nth(&model.mailboxes[m], n) else {
                return;
            };
            let (_, email, flags, octets) = model.mailboxes[m][index].clone();
            store.copy(id, MAILBOXES[m], uid, MAILBOXES[to], DATE).unwrap();
            model.put(to, email, flags, octets);
        }
    }
}

fn check(store: &Store, id: AccountId, model: &Model) {
    let account = store.account(id).unwrap();
    let mut octets = 0;
    for (plain, name) in model.mailboxes.iter().zip(MAILBOXES) {
        let mailbox = account.mailbox(name).unwrap();
        let found: Plain = mailbox
            .messages()
            .iter()
            .map(|m| (m.uid, m.email, m.flags.clone(), m.mail.len()))
            .collect();
        assert_eq!(&found, plain);
        assert!(mailbox.uids().iter().eq(plain.iter().map(|(uid, ..)| uid)));
        let having = |flag: Flag, wanted: bool| {
            plain.iter().filter(move |p| p.2.contains(&flag) == wanted).map(|p| &p.0)
        };
        assert!(mailbox.unseen().iter().eq(having(Flag::Seen, false)));
        assert!(mailbox.deleted().iter().eq(having(Flag::Deleted, true)));
        assert_eq!(mailbox.octets(), plain.iter().map(|p| p.3 as u64).sum::<u64>());
        octets += mailbox.octets();
        for (index, (uid, ..)) in plain.iter().enumerate() {
            assert_eq!(mailbox.index_of(*uid), Some(index));
        }
    }
    assert_eq!(account.octets(), octets);
    for (&email, places) in &model.places {
        let mut wanted: Vec<_> = places
            .iter()
            .map(|&(m, uid)| (account.mailbox(MAILBOXES[m]).unwrap().uid_validity(), uid))
            .collect();
        wanted.sort();
        assert_eq!(store.places_of(email).collect::<Vec<_>>(), wanted);
        for (validity, uid) in wanted {
            assert_eq!(store.email_at(validity, uid), Some(email));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_store_agrees_with_a_plain_list(actions in proptest::collection::vec(action(), 0..300)) {
        let (mut store, id) = new_store();
        let mut model = Model::default();
        let mut snapshots = Vec::new();
        for (i, action) in actions.iter().enumerate() {
            if i % 37 == 0 {
                snapshots.push((store.clone(), model.clone()));
            }
            apply(&mut store, id, &mut model, action);
        }
        check(&store, id, &model);
        for (store, model) in &snapshots {
            check(store, id, model);
        }
    }

    #[test]
    fn any_octets_are_a_mail(pieces in proptest::collection::vec(piece(), 0..60)) {
        let bytes = pieces.concat();
        let mail = Mail::new(bytes.clone());
        let _ = mail.summary();
        for part in mail.structure().parts() {
            assert!(part.header.start <= part.header.end && part.header.end <= part.body.end);
            assert!(part.body.end <= bytes.len());
        }
        for path in [&[1][..], &[2], &[1, 1], &[1, 1, 1], &[0], &[u32::MAX, 1]] {
            let _ = mail.structure().find(path);
        }
        let _ = mailscope_store::import::import("x.mbox", &bytes);
    }
}

/// Parts after the closing delimiter, a digest whose part has no header: the parser's own assertion
/// fails on it where assertions are on.
#[test]
fn parts_after_the_end_do_no_harm() {
    let mail = Mail::new(
        &b"Content-Type: multipart/digest; boundary=b\r\n\r\n--b--\r\n\r\n\r\n--b\r\n\r\n\
        Content-Type: message/rfc822\r\n\r\nContent-Transfer-Encoding: base64\r\n\r\n--b--\r\n"[..],
    );
    for part in mail.structure().parts() {
        assert!(part.header.end <= part.body.end && part.body.end <= mail.len());
    }
}

#[test]
fn ten_thousand_messages_share_their_mail() {
    let (mut store, id) = new_store();
    let mail = Mail::new(vec![b'x'; 1_000]);
    let mut history = Vec::new();
    for _ in 0..10_000 {
        store.append(id, "inbox", NewMessage::arriving(mail.clone(), DATE)).unwrap();
        history.push(store.clone());
    }
    assert_eq!(store.account(id).unwrap().octets(), 10_000_000);
    assert_eq!(history[4_999].account(id).unwrap().mailbox("INBOX").unwrap().uids().len(), 5_000);
}

#[test]
fn names_logins_and_locks() {
    let (mut store, ada) = new_store();
    let ben = store.create_account("ben", "sued.example", "secret");
    for login in ["ada", "ADA", "ada@nord.example", "Ada@Nord.Example"] {
        assert_eq!(store.authenticate(login.as_bytes(), b"secret"), Some(ada), "{login}");
        assert_eq!(store.authenticate(login.as_bytes(), b"Secret"), None);
    }
    for login in ["", "ad", "ada@", "ada@sued.example", "adaxnord.example"] {
        assert_eq!(store.authenticate(login.as_bytes(), b"secret"), None, "{login}");
    }
    for name in ["", "/", "a/", "/a", "a//b", "a\u{85}b", "a\u{2028}", "a\r\nb"] {
        assert_eq!(store.create_mailbox(ben, name, None), Err(StoreError::BadName), "{name}");
    }
    assert_eq!(store.create_mailbox(ben, "inbox", None), Err(StoreError::MailboxExists));
    store.create_mailbox(ben, "B", None).unwrap();
    store.create_mailbox(ben, "A", None).unwrap();
    // RFC 9051 §5.1: INBOX has no case, also as a first level.
    store.create_mailbox(ben, "inBox/x", None).unwrap();
    assert!(store.account(ben).unwrap().mailbox("Inbox/x").is_some());
    let names: Vec<_> =
        store.account(ben).unwrap().mailboxes().map(|m| m.name().to_string()).collect();
    assert_eq!(names, ["INBOX", "A", "B", "INBOX/x"]);
    let first = store.lock_maildrop(ben).unwrap();
    assert_eq!(first.kind, ChangeKind::MaildropLocked);
    assert_eq!(store.lock_maildrop(ben), Err(StoreError::InUse));
    assert!(store.unlock_maildrop(ben).is_some());
    assert!(store.unlock_maildrop(ben).is_none());
    assert!(store.lock_maildrop(ada).is_ok());
    let missing = AccountId(9);
    assert_eq!(store.lock_maildrop(missing), Err(StoreError::NoSuchAccount));
}

/// A part by the numbers that IMAP gives it (RFC 9051 §6.4.5.1, the example there).
#[test]
fn parts_are_found_by_number() {
    let text = "Content-Type: multipart/mixed; boundary=a\r\n\r\n\
        --a\r\nContent-Type: text/plain\r\n\r\nONE\r\n\
        --a\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\n\r\nTWO.ONE\r\n--b\r\nContent-Type: text/html\r\n\r\nTWO.TWO\r\n--b--\r\n\
        --a\r\nContent-Type: message/rfc822\r\n\r\nSubject: plain\r\n\r\nTHREE.ONE\r\n--a--\r\n";
    let mail = Mail::new(text.as_bytes().to_vec());
    let body = |path: &[u32]| mail.structure().find(path).map(|part| &text[part.body.clone()]);
    assert_eq!(body(&[1]), Some("ONE"));
    assert_eq!(body(&[2, 1]), Some("TWO.ONE"));
    assert_eq!(body(&[2, 2]), Some("TWO.TWO"));
    assert_eq!(body(&[3]), Some("Subject: plain\r\n\r\nTHREE.ONE"));
    assert_eq!(body(&[3, 1]), Some("THREE.ONE"));
    for path in [&[][..], &[0], &[4], &[1, 1], &[2, 3], &[3, 2], &[3, 1, 1]] {
        assert_eq!(body(path), None, "{path:?}");
    }
    let single = Mail::new(b"Subject: x\r\n\r\nhello\r\n".as_slice());
    let part = single.structure().find(&[1]).unwrap();
    assert_eq!(single.bytes().get(part.body.clone()), Some(b"hello\r\n".as_slice()));
    assert_eq!(single.structure().find(&[1, 1]), None);
}

/// However deep messages are nested, nobody runs out of stack.
#[test]
fn nesting_has_a_bound() {
    for (depth, parts) in [(100, 101), (250, 251), (100_000, 1)] {
        let mail =
            Mail::new("Content-Type: message/rfc822\r\n\r\n".repeat(depth) + "Subject: x\r\n\r\ny");
        assert_eq!(mail.structure().parts().len(), parts, "{depth}");
    }
    let path = vec![1; 100_000];
    let level = |i| format!("Content-Type: multipart/mixed; boundary={i}\r\n\r\n--{i}\r\n");
    let levels: Vec<String> = (0..20_000).map(level).collect();
    assert!(Mail::new(levels.concat()).structure().find(&path).is_none());
}

/// The files that the browser's tests open.
#[test]
fn sample_files_are_read() {
    let sample = include_bytes!("../../../tests/mail/sample.mbox");
    let imported = mailscope_store::import::import("sample.mbox", sample);
    assert!(imported.problems.is_empty(), "{:?}", imported.problems);
    assert!(imported.mails.len() > 3);
    let damaged = include_bytes!("../../../tests/mail/damaged.mbox");
    let imported = mailscope_store::import::import("damaged.mbox", damaged);
    assert!(!imported.problems.is_empty() && !imported.mails.is_empty());
    for (name, bytes) in [
        ("empty.eml", &include_bytes!("../../../tests/mail/empty.eml")[..]),
        ("not-mail.bin", &include_bytes!("../../../tests/mail/not-mail.bin")[..]),
    ] {
        let imported = mailscope_store::import::import(name, bytes);
        assert_eq!((imported.mails.len(), imported.problems.len()), (0, 1), "{name}");
    }
}
