//! What transcripts cannot show of POP3: proofs over nonces, octets that are counted, and much at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use common::Table;
use hmac::{Hmac, KeyInit as _, Mac as _};
use mailscope_base::limits::{POP3_SAID_PER_TURN_MAX, SASL_RESPONSE_OCTETS_MAX};
use mailscope_store::Mail;
use mailscope_wire::Service;
use sha2::{Digest as _, Sha256};

/// The frames that the server sends when it reads this.
fn say(table: &mut Table, text: &str) -> Vec<Bytes> {
    table.sent.clear();
    table.receive(1, text.as_bytes());
    table.sent.drain(..).collect()
}

fn table() -> Table {
    let mut table = Table::new(Service::Pop3);
    table.open(1);
    table
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

/// `Hi()` of RFC 5802 §2.2, written out.
fn salted(password: &[u8], salt: &[u8], iterations: u32) -> Vec<u8> {
    let mut u = hmac(password, &[salt, &[0, 0, 0, 1]].concat());
    let mut sum = u.clone();
    for _ in 1..iterations {
        u = hmac(password, &u);
        sum.iter_mut().zip(&u).for_each(|(sum, u)| *sum ^= u);
    }
    sum
}

/// RFC 5034 §4, RFC 7677 §3: the whole dialogue, with a client that computes its own proof.
fn scram(table: &mut Table, password: &str) -> Vec<Bytes> {
    let first = "n=ada,r=abc";
    let line = format!("AUTH SCRAM-SHA-256 {}\r\n", BASE64.encode(format!("n,,{first}")));
    let challenge = say(table, &line).remove(0);
    let challenge = challenge.strip_prefix(b"+ ").unwrap().trim_ascii_end();
    let challenge = String::from_utf8(BASE64.decode(challenge).unwrap()).unwrap();
    let mut parts = challenge.split(',').map(|part| part.split_at(2).1);
    let (nonce, salt, iterations) =
        (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    assert!(nonce.starts_with("abc"));
    let salt = BASE64.decode(salt).unwrap();
    let salted = salted(password.as_bytes(), &salt, iterations.parse().unwrap());
    let without_proof = format!("c=biws,r={nonce}");
    let dialogue = format!("{first},{challenge},{without_proof}");
    let key = hmac(&salted, b"Client Key");
    let signature = hmac(&Sha256::digest(&key), dialogue.as_bytes());
    let proof: Vec<u8> = key.iter().zip(&signature).map(|(a, b)| a ^ b).collect();
    let last = format!("{without_proof},p={}", BASE64.encode(proof));
    let answers = say(table, &format!("{}\r\n", BASE64.encode(last)));
    if answers[0].starts_with(b"+ ") {
        let verifier = hmac(&hmac(&salted, b"Server Key"), dialogue.as_bytes());
        let due = BASE64.encode(format!("v={}", BASE64.encode(verifier)));
        assert_eq!(answers[0], format!("+ {due}\r\n"));
        return say(table, "\r\n");
    }
    answers
}

#[test]
fn scram_shows_both_ends_to_each_other() {
    let mut table = table();
    assert!(scram(&mut table, "wrong")[0].starts_with(b"-ERR [AUTH]"));
    assert!(scram(&mut table, "secret")[0].starts_with(b"+OK maildrop"));
    assert_eq!(say(&mut table, "STAT\r\n"), [&b"+OK 3 694\r\n"[..]]);
}

#[test]
fn a_response_may_be_longer_than_a_command() {
    // RFC 2449 §4 bounds commands, RFC 5034 §4 leaves the dialogue its own measure.
    let mut table = table();
    say(&mut table, "AUTH PLAIN\r\n");
    let long = BASE64.encode([b'a'; 3_000]);
    assert!(
        say(&mut table, &format!("{long}\r\n"))[0].starts_with(b"-ERR AUTH: expected identity")
    );
    say(&mut table, "AUTH PLAIN\r\n");
    let too_long = "a".repeat(SASL_RESPONSE_OCTETS_MAX);
    let answers = say(&mut table, &format!("{too_long}\r\nCAPA\r\n"));
    assert!(answers[0].starts_with(b"-ERR AUTH: the response is too long"));
    assert!(answers[1].starts_with(b"+OK capability"));
    assert!(say(&mut table, &format!("AUTH PLAIN {long}\r\n"))[0].starts_with(b"-ERR a command"));
}

#[test]
fn octets_are_counted_before_dots_are_stuffed() {
    // RFC 1939 §11: the count is the octets of the message, each line end as two.
    let mut table = table();
    let mail = "Subject: x\r\n\r\n".to_owned() + &".line\r\n.\r\n\r\n..".repeat(1_000) + "\r\n";
    table.deliver_mail(Mail::new(mail.clone().into_bytes()));
    say(&mut table, "USER ada\r\nPASS secret\r\n");
    let listed = &say(&mut table, "LIST 4\r\n")[0];
    assert_eq!(*listed, format!("+OK 4 {}\r\n", mail.len()));
    let sent = &say(&mut table, "RETR 4\r\n")[0];
    let text = std::str::from_utf8(sent).unwrap();
    let (first, rest) = text.split_once("\r\n").unwrap();
    assert_eq!(first, format!("+OK {} octets", mail.len()));
    let unstuffed: Vec<&str> =
        rest.split("\r\n").map(|line| line.strip_prefix('.').unwrap_or(line)).collect();
    // What is left of the line that is a dot alone, and behind its end, is nothing.
    assert_eq!(unstuffed.join("\r\n"), mail.clone() + "\r\n");
    let top = &say(&mut table, "TOP 4 3\r\n")[0];
    assert!(top.ends_with(b"x\r\n\r\n..line\r\n..\r\n\r\n.\r\n"));
}

#[test]
fn one_turn_says_only_so_much() {
    let mut table = table();
    let body = "0123456789abcdef0123456789abcdef0123456789abcdef\r\n".repeat(4_000);
    let mail = format!("Subject: large\r\n\r\n{body}");
    table.deliver_mail(Mail::new(mail.clone().into_bytes()));
    say(&mut table, "USER ada\r\nPASS secret\r\n");
    let count = 50;
    let mut sent = say(&mut table, &("RETR 4\r\n".repeat(count) + "NOOP\r\n"));
    let octets: usize = sent.iter().map(Bytes::len).sum();
    assert!(octets < POP3_SAID_PER_TURN_MAX + mail.len() + 100, "{octets}");
    // The rest comes without anything from the client, in order, and at once.
    table.wait(0);
    sent.append(&mut table.sent);
    assert_eq!(sent.len(), count + 1);
    assert!(sent[..count].iter().all(|frame| frame.len() > mail.len()));
    assert_eq!(sent[count], "+OK nothing done\r\n");
    // And a connection that is cut meanwhile leaves nothing behind.
    say(&mut table, &("RETR 4\r\n".repeat(count) + "DELE 4\r\nQUIT\r\n"));
    table.cut(1);
    let account = table.store.account(table.ada).unwrap();
    assert!(!account.maildrop_locked());
    assert_eq!(account.mailbox("INBOX").unwrap().messages().len(), 4);
}
