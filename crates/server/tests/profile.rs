//! `docs/gmail-like.md` is made from the profile, and each of its facts has a conversation or a test.

#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "the page is a file")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mailscope_base::{AccountId, DateTime, UidValidity};
use mailscope_server::ProviderProfile;
use mailscope_server::profile::{GMAIL_LIKE, Source, Witness};
use mailscope_store::{Change, Mail, NewMessage, Store};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    let mut page = format!(
        "# Like Gmail\n\n\
         What the provider profile `{}` knows of Gmail, from where, and what is made of it. Made from\n\
         `crates/server/src/profile.rs` by `UPDATE_PROFILE=1 cargo test -p mailscope-server --test \
         profile`.\n\n\
         The sources were read on {}, as stored copies, whose own dates stand beside them: what a page\n\
         said then may have changed since, most of all where it is old. Mailscope is not made by Google\n\
         and was not compared with Gmail itself.\n\n\
         ## What is known, and what is made of it\n\n\
         | fact | Gmail | from | here |\n| --- | --- | --- | --- |\n",
        GMAIL_LIKE.name, GMAIL_LIKE.as_of
    );
    for fact in GMAIL_LIKE.facts {
        let Source { by, url, dated } = fact.source;
        let by = match by {
            Witness::Provider => "Google",
            Witness::Others => "observed by others",
        };
        let from = format!("[{by}]({url}), {dated}");
        let (id, says, here) = (fact.id, fact.says, fact.here);
        writeln!(page, "| `{id}` | {says} | {from} | {here} |").expect("text");
    }
    page.push_str(
        "\n## In a scenario\n\n\
         ```toml\n\
         [[provider]]\n\
         name = \"nord.example\"\n\
         # What stands here is what holds where nothing is said.\n\
         profile = { name = \"gmail-like\", auto_expunge = true, expunged = \"archive\", sent_copy = true, \
         pop = \"all-mail\", fetched = \"leave-in-inbox\" }\n\
         ```\n\n\
         `expunged` may be `archive`, `trash` or `delete-forever`; `pop` may be `all-mail`, `from-now-on` or\n\
         `disabled`; `fetched` may be `leave-in-inbox`, `mark-read`, `archive` or `trash`. The mailboxes of the\n\
         table are there; a scenario lists only labels that people have made.\n",
    );
    page.push_str("\n## What is otherwise than at Gmail\n\n");
    for line in GMAIL_LIKE.simplified {
        writeln!(page, "- {line}").expect("text");
    }
    page
}

#[test]
fn the_page_says_what_the_profile_says() {
    let path = root().join("docs/gmail-like.md");
    if std::env::var_os("UPDATE_PROFILE").is_some() {
        std::fs::write(&path, page()).expect("the page is written");
    }
    let there = std::fs::read_to_string(path).expect("the page");
    assert_eq!(there, page(), "UPDATE_PROFILE=1 writes it");
}

#[test]
fn each_fact_is_shown() {
    let own = std::fs::read_to_string(root().join("crates/server/tests/profile.rs")).expect("this");
    for fact in GMAIL_LIKE.facts {
        let conversation = |protocol| {
            let folder = root().join("crates/server/tests/gmail").join(protocol);
            folder.join(fact.id).with_extension("txt").is_file()
        };
        let here = own.contains(&format!("fn {}(", fact.id));
        assert!(
            here || ["imap", "pop3", "submission"].into_iter().any(conversation),
            "{}",
            fact.id
        );
    }
    assert_eq!(ProviderProfile::named("gmail-like"), Some(&GMAIL_LIKE));
    assert_eq!(ProviderProfile::named("hotmail"), None);
}

const NOW: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 0 };

fn account() -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(1).expect("not zero"));
    let ada = store.create_account("ada", "nord.example", "secret");
    GMAIL_LIKE.apply(&mut store, ada).expect("an account");
    (store, ada)
}

fn sent(minute: u8) -> Mail {
    let text = format!(
        "Date: Thu, 05 Mar 2026 08:{minute:02}:00 +0100\r\nMessage-ID: <{minute}@nord.example>\r\n\r\n"
    );
    Mail::new(text.into_bytes())
}

fn held(store: &Store, account: AccountId, mailbox: &str) -> usize {
    let owner = store.account(account).expect("an account");
    owner.mailbox(mailbox).expect("a mailbox").messages().len()
}

fn told(changes: &[Change]) -> usize {
    changes.len()
}

#[test]
fn a_copy_of_what_is_sent_is_kept() {
    // https://support.google.com/mail/answer/78892: "automatically copied to the [Gmail]/Sent Mail".
    let (mut store, ada) = account();
    store.file_sent(ada, sent(1), NOW).expect("a copy");
    assert_eq!(told(&store.follow_up(NOW)), 1, "All Mail");
    assert_eq!(held(&store, ada, "[Gmail]/Sent Mail"), 1);
    assert_eq!(held(&store, ada, "[Gmail]/All Mail"), 1);
    assert!(store.follow_up(NOW).is_empty());
    // What an app has sent counts as fetched, and recent mode shows it.
    let uids = |mode| {
        let view = store.pop_view(ada, mode, NOW).expect("labels").expect("POP is on");
        view.uids.len()
    };
    assert_eq!(uids(mailscope_store::PopMode::Normal), 0);
    assert_eq!(uids(mailscope_store::PopMode::Recent), 1);
    // By the book nobody keeps a copy.
    let ben = store.create_account("ben", "nord.example", "secret");
    assert_eq!(store.file_sent(ben, sent(1), NOW), None);
}

#[test]
fn sent_twice() {
    // https://github.com/nodemailer/wildduck/wiki/Gmail-sending: the copy of the app replaces the
    // server's if Message-ID and Date are the same.
    let (mut store, ada) = account();
    store.file_sent(ada, sent(1), NOW).expect("a copy");
    store.file_sent(ada, sent(2), NOW).expect("a copy");
    store.follow_up(NOW);
    let place = "[Gmail]/Sent Mail";
    let change = store.append(ada, place, NewMessage::arriving(sent(1), NOW)).expect("room");
    store.follow_up(NOW);
    assert_eq!(held(&store, ada, place), 2);
    assert_eq!(held(&store, ada, "[Gmail]/All Mail"), 2);
    let sent_mail = store.account(ada).and_then(|a| a.mailbox(place)).expect("a mailbox");
    assert!(sent_mail.messages().iter().any(|one| Some(one.email) == change.kind.email()));
}

#[test]
fn a_full_account_can_label_and_what_is_gone_gives_room() {
    let (mut store, ada) = account();
    let quota = mailscope_store::Quota { messages: Some(1), storage_octets: None };
    store.set_quota(ada, quota).expect("a quota");
    store.create_mailbox(ada, "School", None).expect("a mailbox");
    store.append(ada, "INBOX", NewMessage::arriving(sent(1), NOW)).expect("room");
    store.follow_up(NOW);
    let uid = mailscope_base::Uid::FIRST;
    store.copy(ada, "INBOX", uid, "School", NOW).expect("a label takes no room");
    store.follow_up(NOW);
    assert_eq!(store.account(ada).map(mailscope_store::Account::messages), Some(1));
    assert!(store.append(ada, "INBOX", NewMessage::arriving(sent(2), NOW)).is_err());
    store.relocate(ada, "INBOX", uid, "[Gmail]/Trash", NOW).expect("moved");
    store.follow_up(NOW);
    assert_eq!(held(&store, ada, "School"), 0);
    store.expunge(ada, "[Gmail]/Trash", uid).expect("gone");
    store.follow_up(NOW);
    assert_eq!(store.account(ada).map(mailscope_store::Account::octets), Some(0));
    store.append(ada, "INBOX", NewMessage::arriving(sent(2), NOW)).expect("room again");
}
