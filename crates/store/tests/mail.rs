//! Mails and files of mails, strange ones too; accounts and who may enter them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use mailscope_base::{AccountId, DateTime, UidValidity};
use mailscope_store::{ChangeKind, Mail, NewMessage, Store, StoreError};
use proptest::prelude::*;

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

fn new_store() -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(7).unwrap());
    let id = store.create_account("ada", "nord.example", "secret");
    (store, id)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_octets_are_a_mail(pieces in proptest::collection::vec(piece(), 0..60)) {
        let bytes = pieces.concat();
        let mail = Mail::new(bytes.clone());
        let _ = (mail.summary(), mail.thread_id());
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
    let first = store.lock_maildrop(ben, mailscope_base::Instant::START).unwrap();
    assert_eq!(first.kind, ChangeKind::MaildropLocked);
    assert_eq!(store.lock_maildrop(ben, mailscope_base::Instant::START), Err(StoreError::InUse));
    assert!(store.unlock_maildrop(ben).is_some());
    assert!(store.unlock_maildrop(ben).is_none());
    assert!(store.lock_maildrop(ada, mailscope_base::Instant::START).is_ok());
    let missing = AccountId(9);
    assert_eq!(
        store.lock_maildrop(missing, mailscope_base::Instant::START),
        Err(StoreError::NoSuchAccount)
    );
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

/// RFC 9051 §2.3.1.1: the new UIDVALIDITY is greater, the UIDs are ascending, and the mail is the same.
#[test]
fn a_mailbox_that_is_renumbered_holds_the_same_mail() {
    let (mut store, id) = new_store();
    for n in 0..3 {
        let mail = Mail::new(format!("Subject: {n}\r\n\r\n").into_bytes());
        store.append(id, "INBOX", NewMessage::arriving(mail, DATE)).unwrap();
    }
    let inbox = |store: &Store| store.account(id).unwrap().mailbox("INBOX").unwrap().clone();
    let old = inbox(&store);
    store.expunge(id, "INBOX", old.uids()[0]).unwrap();
    let before = inbox(&store);
    let octets = store.account(id).unwrap().octets();
    let change = store.renumber(id, "inbox").unwrap();
    let after = inbox(&store);
    assert!(after.uid_validity() > before.uid_validity());
    let (old, new) = (before.uid_validity(), after.uid_validity());
    let mailbox = "INBOX".into();
    assert_eq!(change.kind, ChangeKind::MailboxRenumbered { mailbox, before: old, validity: new });
    let emails = |mailbox: &mailscope_store::Mailbox| {
        mailbox.messages().iter().map(|m| m.email).collect::<Vec<_>>()
    };
    assert_eq!(emails(&after), emails(&before));
    assert_eq!(after.uids().iter().map(|uid| uid.get()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(store.account(id).unwrap().octets(), octets);
    // Both the old place and the new one name the mail; nothing is at the old one any more.
    let first = emails(&after)[0];
    assert_eq!(store.email_at(new, after.uids()[0]), Some(first));
    assert_eq!(store.email_at(old, before.uids()[0]), Some(first));
    assert!(store.account(id).unwrap().mailbox_by_validity(old).is_none());
    assert_eq!(store.renumber(id, "nowhere"), Err(StoreError::NoSuchMailbox));
}
