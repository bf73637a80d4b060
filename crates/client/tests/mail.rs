//! What a mail app writes is read by somebody else (`mail-parser`) and held against RFC 5322.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use common::Play;
use mail_parser::{HeaderValue, MessageParser};
use mailscope_base::{Address, Prng};
use mailscope_client::{Channel, Draft, FolderRole, Intent, LocalMessage};
use proptest::prelude::*;

/// The mail that the app makes of a draft.
fn written(draft: Draft, seed: u64) -> LocalMessage {
    let mut play = Play::new("pop3 manual leave sending=append");
    play.rng = Prng::new(seed);
    play.step("start");
    play.step("offline");
    play.turn(|app, cx| app.intend(Intent::Send(draft), cx));
    let local = play.app.local();
    let outbox = local.folder_for(FolderRole::Outbox).expect("an outbox").name.clone();
    local.messages_in(&outbox).next().expect("a mail").clone()
}

fn draft(subject: &str, text: &str) -> Draft {
    Draft {
        to: vec![Address::new("ben", "sued.example"), Address::new("a\"b c", "sued.example")],
        cc: vec![Address::new("eva", "sued.example")],
        bcc: vec![Address::new("secret", "sued.example")],
        subject: subject.to_owned(),
        text: text.to_owned(),
        ..Draft::default()
    }
}

/// RFC 5322 §2.1.1, §2.3, §3.6, §3.6.3: lines, and the fields that have to be there, each once.
fn assert_well_formed(octets: &[u8]) {
    let text = core::str::from_utf8(octets).expect("US-ASCII");
    assert!(text.is_ascii(), "encoded for every server");
    assert!(text.ends_with("\r\n"));
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 998 && !line.contains(['\r', '\n', '\0']), "{line:?}");
    }
    let (header, _) = text.split_once("\r\n\r\n").expect("a header");
    for line in header.split("\r\n") {
        let control = line.chars().any(|c| c.is_control() && c != '\t');
        // §2.1.1: lines SHOULD have no more than 78 characters.
        assert!(line.len() <= 78 && !control && !line.trim().is_empty(), "{line:?}");
    }
    let count = |name: &str| {
        let name = format!("\r\n{name}:");
        format!("\r\n{header}").matches(&name).count()
    };
    for name in ["Date", "From", "To", "Cc", "Subject", "Message-ID", "MIME-Version"] {
        assert_eq!(count(name), 1, "{name} in {header}");
    }
    assert_eq!(count("Bcc"), 0);
    assert!(!text.contains("secret@"), "a blind copy is blind");
}

#[test]
fn a_mail_is_read_back_as_it_was_written() {
    let subject =
        "Grüße aus dem Süden, und ein Betreff, der länger ist als eine Zeile sein soll 🐟";
    let text = "Liebe Ada,\n.\nFrom here on: ünïcödé\n\n-- \nBen";
    let mail = written(draft(subject, text), 7);
    let octets = mail.body.clone().unwrap();
    assert_well_formed(&octets);
    let parsed = MessageParser::default().parse(octets.as_ref()).unwrap();
    assert_eq!(parsed.subject(), Some(subject));
    assert_eq!(parsed.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text);
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Ada Lovelace"), Some("ada@nord.example")));
    let to: Vec<_> = parsed.to().unwrap().iter().filter_map(|to| to.address()).collect();
    assert_eq!(to.len(), 2);
    assert_eq!(to[0], "ben@sued.example");
    // RFC 5322 §3.3, §3.6.1: the moment of the tap, in the world's calendar.
    assert_eq!(parsed.date().unwrap().to_timestamp(), 1_800_000_000);
    let id = parsed.message_id().unwrap();
    assert!(id.ends_with("@nord.example"));
    assert_eq!(mail.summary.message_id, Some(format!("<{id}>")));
    // RFC 5322 §3.6.4: the identifier is this message's only.
    let other = written(draft(subject, text), 8);
    assert_ne!(mail.summary.message_id, other.summary.message_id);
    assert_eq!(mail.body, written(draft(subject, text), 7).body, "chance is the world's");
}

#[test]
fn an_address_beyond_ascii_stays_as_it_is() {
    // RFC 6532 §3.2: such an address stands in UTF-8.
    let jürgen = Draft { to: vec![Address::new("jürgen", "süd.example")], ..draft("Hi", "Hi") };
    let octets = written(jürgen, 1).body.unwrap();
    assert!(String::from_utf8(octets.to_vec()).unwrap().contains("<jürgen@süd.example>"));
}

#[test]
fn a_long_thread_keeps_its_beginning_and_its_end() {
    // RFC 5322 §3.6.4.
    let mut play = Play::new("pop3 manual leave sending=append");
    play.step("start");
    play.step("opened");
    for line in ["+OK", "-ERR", "+OK", "+OK", "+OK 1 9", "+OK\r\n1 a\r\n."] {
        play.receive(format!("{line}\r\n").as_bytes());
    }
    let ids: Vec<String> = (0..40).map(|n| format!("<{n}@x>")).collect();
    let mail = format!(
        "+OK\r\nFrom: b@x\r\nMessage-ID: <40@x>\r\nReferences: {}\r\n\r\nx\r\n.\r\n",
        ids.join("\r\n ")
    );
    play.receive(mail.as_bytes());
    let parent = play.app.local().messages().next().expect("a mail").id;
    play.step("offline");
    let answer = Draft { in_reply_to: Some(parent), ..draft("Re: x", "y") };
    play.turn(|app, cx| app.intend(Intent::Send(answer), cx));
    let octets = play.app.local().messages().last().unwrap().body.clone().unwrap();
    assert_well_formed(&octets);
    let parsed = MessageParser::default().parse(octets.as_ref()).unwrap();
    assert_eq!(parsed.in_reply_to().as_text(), Some("40@x"));
    let HeaderValue::TextList(references) = parsed.references() else { panic!("a list") };
    assert_eq!(references.len(), 20);
    assert_eq!((&*references[0], &*references[19]), ("0@x", "40@x"));
    assert_eq!(references[1], "22@x");
}

/// Wherever the connection is cut: the mail is in the outbox, or the server has confirmed it and it
/// is filed; it is never lost (RFC 5321 §4.1.1.4, §6.1).
#[test]
fn a_cut_at_every_octet_loses_no_mail() {
    let replies = [
        "220 submit.nord.example ESMTP",
        "250-submit.nord.example\r\n250-PIPELINING\r\n250 AUTH PLAIN",
        "235 2.7.0 welcome",
        "250 2.1.0 ok\r\n250 2.1.5 ok\r\n250 2.1.5 ok\r\n354 go on",
        "250 2.0.0 queued",
        "221 2.0.0 bye",
    ];
    let octets: Vec<u8> =
        replies.iter().flat_map(|line| format!("{line}\r\n").into_bytes()).collect();
    let confirmed = octets.len() - "221 2.0.0 bye\r\n".len();
    for settings in ["pop3 manual leave sending=append", "imap manual trash sending=append"] {
        for cut in 0..=octets.len() {
            let mut play = Play::new(settings);
            play.step("start");
            play.step("tap: send ben@sued.example,eva@sued.example Hello");
            play.step("opened>");
            for octet in &octets[..cut] {
                play.receive_on(Channel::Sending, &[*octet]);
            }
            play.step("cut>");
            play.assert_consistent();
            let sent = play.log.contains("  sent 0");
            assert_eq!(sent, cut >= confirmed);
            let folder = if sent { "Sent" } else { "Outbox" };
            assert_eq!((play.app.local().len(), play.app.local().count(folder)), (1, 1));
            // What is not sent is tried again; what is sent is not.
            let again = play.log.contains("not sent yet 0");
            assert_ne!(sent, again);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever a person types, it is a message, and says what was typed.
    #[test]
    fn any_words_make_a_message(
        subject in "(\\PC|[\\r\\n\\t]){0,120}",
        text in "(\\PC|[\\r\\n\\t.]){0,400}",
        seed in any::<u64>(),
    ) {
        let mail = written(draft(&subject, &text), seed);
        let octets = mail.body.unwrap();
        assert_well_formed(&octets);
        let parsed = MessageParser::default().parse(octets.as_ref()).unwrap();
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(squeeze(parsed.subject().unwrap_or_default()), squeeze(&subject));
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        let read = parsed.body_text(0).unwrap_or_default();
        prop_assert_eq!(lines(&read).trim_end().to_owned(), lines(&text).trim_end().to_owned());
    }
}
