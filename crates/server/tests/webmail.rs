//! A browser's requests to the program behind a provider's web page, octet by octet, and what they do to
//! the store (RFC 9110, RFC 9112, RFC 6265).

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod common;

use bytes::Bytes;
use common::Table;
use mailscope_base::Flag;
use mailscope_server::{Policy, Tls};
use mailscope_wire::Service;
use mailscope_wire::web::{Request, Response, api};

const BROWSER: u32 = 1;

/// A connection to the program; nobody has logged in.
fn connected() -> Table {
    let mut table = Table::new(Service::Web);
    table.open(BROWSER);
    table
}

fn said(table: &mut Table, octets: &[u8]) -> Vec<Response> {
    let before = table.sent.len();
    table.receive(BROWSER, octets);
    let sent = table.sent[before..].iter();
    sent.map(|frame| Response::parse(frame).expect_response()).collect()
}

trait ExpectResponse {
    fn expect_response(self) -> Response;
}

impl ExpectResponse for Option<Response> {
    fn expect_response(self) -> Response {
        self.unwrap_or_else(|| panic!("that is no response"))
    }
}

fn ask(table: &mut Table, method: &str, target: &str, session: &str, content: &str) -> Response {
    let request = Request {
        method: method.to_owned(),
        target: target.to_owned(),
        session: (!session.is_empty()).then(|| session.to_owned()),
        content: Bytes::from(content.to_owned()),
    };
    let mut said = said(table, &request.encode("nord.example"));
    assert_eq!(said.len(), 1, "{method} {target}");
    said.remove(0)
}

/// A connection whose browser has a session.
fn logged_in() -> (Table, String) {
    let mut table = connected();
    let login = r#"{"user":"ada","password":"secret"}"#;
    let response = ask(&mut table, "POST", "/login", "", login);
    assert_eq!(response.status, 204);
    let session = response.session.unwrap();
    (table, session)
}

fn subjects(table: &Table, mailbox: &str) -> Vec<String> {
    let account = table.store.account(table.ada).unwrap();
    let mailbox = account.mailbox(mailbox).unwrap();
    let subject = |m: &mailscope_store::Message| m.mail.summary().subject.clone().unwrap();
    mailbox.messages().iter().map(subject).collect()
}

/// RFC 6265 §4: without the cookie nobody sees anything; with it, on any connection.
#[test]
fn a_session_is_a_cookie() {
    let mut table = connected();
    for (session, target) in [("", "/folders"), ("1234", "/mail/INBOX")] {
        assert_eq!(ask(&mut table, "GET", target, session, "").status, 401);
    }
    let wrong = r#"{"user":"ada","password":"wrong"}"#;
    assert_eq!(ask(&mut table, "POST", "/login", "", wrong).status, 401);
    let (mut table, session) = logged_in();
    table.cut(BROWSER);
    table.open(BROWSER);
    let response = ask(&mut table, "GET", "/folders", &session, "");
    assert_eq!(response.status, 200);
    let rows: Vec<api::FolderRow> = api::read(&response.content).unwrap();
    let names: Vec<_> = rows.iter().map(|row| (&*row.name, row.role.as_deref())).collect();
    let wanted = [("INBOX", None), ("Archive/2026", Some("archive")), ("Trash", Some("trash"))];
    assert_eq!(names, wanted);
    assert_eq!((rows[0].total, rows[0].unread), (3, 2));
}

/// A password in clear is refused where the provider wants TLS; five wrong ones end the connection.
#[test]
fn passwords_are_guarded() {
    let login = r#"{"user":"ada","password":"secret"}"#;
    let mut table = Table::new(Service::Web);
    table.policy = Policy { require_tls: true, tls: Tls::Offered, ..table.policy };
    table.open(BROWSER);
    assert_eq!(ask(&mut table, "POST", "/login", "", login).status, 403);
    table.policy.tls = Tls::Established;
    table.open(2);
    let mut table = connected();
    for _ in 0..5 {
        let wrong = r#"{"user":"ada","password":"guess"}"#;
        assert_eq!(ask(&mut table, "POST", "/login", "", wrong).status, 401);
    }
    assert!(!table.is_open(BROWSER));
}

/// RFC 9112 §6: a message may come in any pieces, and several in one; the answers keep the order
/// (RFC 9112 §9.3.2).
#[test]
fn any_segmentation_is_the_same_conversation() {
    let (mut table, session) = logged_in();
    let head =
        format!("GET /mail/INBOX HTTP/1.1\r\nHost: x\r\nCookie: a=b; session={session}\r\n\r\n");
    let whole = said(&mut table, head.as_bytes());
    assert_eq!(whole.len(), 1);
    let (last, first) = head.as_bytes().split_last().unwrap();
    for octet in first {
        assert!(said(&mut table, &[*octet]).is_empty());
    }
    assert_eq!(said(&mut table, &[*last]), whole);
    let twice = said(&mut table, head.repeat(2).as_bytes());
    assert_eq!(twice, [whole.clone(), whole].concat());
}

/// The lists of the page, and a whole message as it is.
#[test]
fn a_page_shows_what_the_store_holds() {
    let (mut table, session) = logged_in();
    let response = ask(&mut table, "GET", "/mail/INBOX", &session, "");
    let page: api::Page = api::read(&response.content).unwrap();
    assert_eq!(page.validity, 1);
    let first = &page.mails[0];
    assert_eq!((first.uid, &*first.subject, &*first.from), (1, "Grüße from Süd", "Ben Winter"));
    assert_eq!(first.flags, ["\\Seen"]);
    assert_eq!(first.message_id.as_deref(), Some("<1@sued.example>"));
    assert_eq!((first.date, first.zone), (Some(1_772_694_001), 60));
    let whole = ask(&mut table, "GET", "/mail/INBOX/1-1", &session, "");
    assert_eq!(whole.media_type, Some("message/rfc822"));
    assert_eq!(whole.content, common::MAILS[0].as_bytes());
    // To look changes nothing (RFC 9110 §9.2.1).
    let unread = table.store.account(table.ada).unwrap().mailbox("INBOX").unwrap().unseen().len();
    assert_eq!(unread, 2);
}

/// Flags are the store's own: IMAP sees them, since it is the same mail.
#[test]
fn flags_go_into_the_store() {
    let (mut table, session) = logged_in();
    let change = r#"{"add":["\\Seen","\\Flagged","Party"],"remove":["\\Answered"]}"#;
    let response = ask(&mut table, "POST", "/mail/INBOX/1-2/flags", &session, change);
    assert_eq!(response.status, 204);
    let account = table.store.account(table.ada).unwrap();
    let flags = &account.mailbox("INBOX").unwrap().messages()[1].flags;
    assert!(flags.contains(&Flag::Seen) && flags.contains(&Flag::Flagged));
    assert_eq!(flags.names().count(), 3, "and a keyword: {flags}");
}

/// The provider decides what "Delete" is: into the trash first, and out of it for good.
#[test]
fn delete_is_the_providers_rule() {
    let (mut table, session) = logged_in();
    let response = ask(&mut table, "DELETE", "/mail/INBOX/1-3", &session, "");
    let place: api::Place = api::read(&response.content).unwrap();
    assert_eq!((&*place.folder, place.uid), ("Trash", 1));
    assert_eq!(subjects(&table, "Trash"), ["no end"]);
    let number = format!("/mail/Trash/{}-1", place.validity);
    assert_eq!(ask(&mut table, "DELETE", &number, &session, "").status, 204);
    assert_eq!(subjects(&table, "Trash").len(), 0);
    assert_eq!(subjects(&table, "INBOX").len(), 2);
    // The same tap again: the page is old.
    assert_eq!(ask(&mut table, "DELETE", &number, &session, "").status, 404);
    // Only a trash can be emptied.
    assert_eq!(ask(&mut table, "DELETE", "/mail/INBOX", &session, "").status, 409);
    assert_eq!(ask(&mut table, "DELETE", "/mail/INBOX/1-1", &session, "").status, 200);
    assert_eq!(ask(&mut table, "DELETE", "/mail/Trash", &session, "").status, 204);
    assert_eq!(subjects(&table, "Trash").len(), 0);
}

/// A number that was learned under another validity names no mail, however the folder counts now.
#[test]
fn an_old_page_cannot_hit_another_mail() {
    let (mut table, session) = logged_in();
    table.store.renumber(table.ada, "INBOX").unwrap();
    assert_eq!(ask(&mut table, "DELETE", "/mail/INBOX/1-1", &session, "").status, 404);
    assert_eq!(subjects(&table, "INBOX").len(), 3);
    for nonsense in ["1", "x-1", "1-0", "1-1x", "-", "99-99999999999"] {
        let target = format!("/mail/INBOX/{nonsense}");
        assert_eq!(ask(&mut table, "GET", &target, &session, "").status, 404, "{nonsense}");
    }
}

/// Folders: names are percent-encoded in targets (RFC 3986 §2.1).
#[test]
fn folders_are_made_renamed_and_removed() {
    let (mut table, session) = logged_in();
    let made = ask(&mut table, "POST", "/folders", &session, r#"{"to":"Büro/2026"}"#);
    assert_eq!(made.status, 201);
    let again = ask(&mut table, "POST", "/folders", &session, r#"{"to":"Büro/2026"}"#);
    assert_eq!(again.status, 409);
    let moved = r#"{"to":"Büro/2026"}"#;
    assert_eq!(ask(&mut table, "POST", "/mail/INBOX/1-2/move", &session, moved).status, 200);
    assert_eq!(subjects(&table, "Büro/2026"), ["parts"]);
    let target = "/folders/B%C3%BCro%2F2026";
    let renamed = ask(&mut table, "PUT", target, &session, r#"{"to":"Arbeit"}"#);
    assert_eq!(renamed.status, 204);
    assert_eq!(subjects(&table, "Arbeit"), ["parts"]);
    let on = r#"{"subscribed":true}"#;
    assert_eq!(ask(&mut table, "POST", "/folders/Arbeit/subscribed", &session, on).status, 204);
    assert!(table.store.account(table.ada).unwrap().is_subscribed("Arbeit"));
    assert_eq!(ask(&mut table, "DELETE", "/folders/Arbeit", &session, "").status, 204);
    assert_eq!(ask(&mut table, "DELETE", "/folders/INBOX", &session, "").status, 409);
}

/// The program looks through everything, decoded, also what no page has loaded.
#[test]
fn a_search_sees_everything() {
    let (mut table, session) = logged_in();
    let mut found = |word: &str| {
        let target = format!("/search/INBOX?q={word}");
        let response = ask(&mut table, "GET", &target, &session, "");
        api::read::<api::Hits>(&response.content).unwrap().uids
    };
    assert_eq!(found("gr%C3%BC%C3%9Fe"), [1]);
    assert_eq!(found("INNER%20text"), [2]);
    assert_eq!(found("pizza"), Vec::<u32>::new());
}

/// RFC 5321 §6.1: a message that was sent is in the queue; its writer's copy is in the store, and what it
/// answers is marked.
#[test]
fn what_is_sent_is_queued_and_kept() {
    let (mut table, session) = logged_in();
    let written = api::Written {
        message: "Subject: Hallo\r\n\r\nText.\r\n".to_owned(),
        recipients: vec!["ben@sued.example".to_owned()],
        answers: Some(api::Place { folder: "INBOX".to_owned(), validity: 1, uid: 2 }),
        instead_of: None,
    };
    let content = String::from_utf8(api::write(&written).to_vec()).unwrap();
    assert_eq!(ask(&mut table, "POST", "/send", &session, &content).status, 204);
    let queued: Vec<_> = table.store.spool().iter().collect();
    assert_eq!(queued.len(), 1);
    let sender = queued[0].envelope.reverse_path.as_ref().unwrap();
    assert_eq!(sender.to_string(), "ada@nord.example");
    let mail = String::from_utf8(queued[0].mail.bytes().to_vec()).unwrap();
    // RFC 5321 §4.4: who takes a message says so.
    assert!(mail.starts_with("Received: from ") && mail.contains(" with HTTP id "), "{mail}");
    assert!(mail.ends_with(&written.message));
    assert_eq!(subjects(&table, "Sent"), ["Hallo"]);
    let account = table.store.account(table.ada).unwrap();
    assert!(account.mailbox("INBOX").unwrap().messages()[1].flags.contains(&Flag::Answered));
    for nobody in ["[]", "[\"ben\"]", "[\"a\\r\\nb@c\"]"] {
        let content = format!(r#"{{"message":"x","recipients":{nobody}}}"#);
        assert_eq!(ask(&mut table, "POST", "/send", &session, &content).status, 400, "{nobody}");
    }
    assert_eq!(table.store.spool().iter().count(), 1);
}

/// A draft takes the place of the one before it; no other mail can be removed in that way.
#[test]
fn a_draft_replaces_a_draft() {
    let (mut table, session) = logged_in();
    let draft = |table: &mut Table, message: &str, before: Option<api::Place>| {
        let written = api::Written {
            message: message.to_owned(),
            recipients: Vec::new(),
            answers: None,
            instead_of: before,
        };
        let content = String::from_utf8(api::write(&written).to_vec()).unwrap();
        let response = ask(table, "POST", "/drafts", &session, &content);
        assert_eq!(response.status, 201);
        api::read::<api::Place>(&response.content).unwrap()
    };
    let first = draft(&mut table, "Subject: Liebe\r\n\r\n", None);
    draft(&mut table, "Subject: Liebe Oma\r\n\r\n", Some(first));
    assert_eq!(subjects(&table, "Drafts"), ["Liebe Oma"]);
    let inbox = api::Place { folder: "INBOX".to_owned(), validity: 1, uid: 1 };
    draft(&mut table, "Subject: Noch einer\r\n\r\n", Some(inbox));
    assert_eq!(subjects(&table, "INBOX").len(), 3);
}

/// What is no request is answered with 400, what is too much with 413, and both end the connection
/// (RFC 9112 §2.2, RFC 9110 §15.5.14).
#[test]
fn nonsense_is_refused() {
    for (octets, status) in [
        (b"DELE 1\r\n\r\n".to_vec(), 400),
        (b"POST /login HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n".to_vec(), 413),
        (b"POST /login HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec(), 413),
        (vec![b'x'; 20_000], 413),
    ] {
        let mut table = connected();
        let said = said(&mut table, &octets);
        assert_eq!(said.iter().map(|r| r.status).collect::<Vec<_>>(), [status]);
        assert!(!table.is_open(BROWSER));
    }
    let (mut table, session) = logged_in();
    for (method, target, status) in [
        ("PATCH", "/mail/INBOX", 405),
        ("GET", "/login", 405),
        ("GET", "/", 404),
        ("GET", "/mail/Nowhere", 404),
        ("POST", "/folders", 400),
    ] {
        assert_eq!(
            ask(&mut table, method, target, &session, "").status,
            status,
            "{method} {target}"
        );
    }
}
