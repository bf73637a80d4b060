//! Dovecot, a server by others, has the same conversations as ours; where the answers differ, a
//! sentence of an RFC has to say that both may.
//!
//! `CONVERSATION=name` plays one of them and shows what both said; `UPDATE_DIFFERENCES=1` rewrites
//! the list of differences.

#![cfg(all(unix, not(target_arch = "wasm32")))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]
#![allow(clippy::print_stdout, reason = "what a judge found has to be read by a person")]
#![allow(clippy::indexing_slicing, reason = "a test may fail")]

#[path = "../common/mod.rs"]
mod common;
mod conversation;
mod data;
mod dovecot;
mod fetch;
mod mail;
mod normal;
mod player;
mod pop3;
mod set;

use common::differences::{Difference, List, settle};
use common::judge::{judge, missing};
use common::serve::Serve;
use conversation::Conversation;
use dovecot::Dovecot;
use player::{Answer, Session};

/// Debian 12's, which the list of differences is about.
const VERSION: &str = "2.3.19";
const LIST: List = List { file: "differences.toml", other: "Dovecot" };

/// Dovecot, if it is here in the version that the lists are about.
fn dovecot() -> Option<Dovecot> {
    let program = judge(&["dovecot"])?;
    judge(&["pop3-login"])?;
    let version = std::process::Command::new(&program).arg("--version").output();
    let version = version.expect("Dovecot tells its version").stdout;
    if !version.starts_with(VERSION.as_bytes()) {
        missing(&format!("dovecot {VERSION}"));
        return None;
    }
    Some(Dovecot::start(&program))
}

#[test]
fn dovecot_has_the_same_conversations_in_pop3() {
    if let Some(dovecot) = dovecot() {
        pop3::judge(&dovecot);
    }
}

#[test]
fn dovecot_has_the_same_conversations() {
    let Some(dovecot) = dovecot() else { return };
    let only = std::env::var("CONVERSATION").ok();
    let mut conversations = conversation::all();
    conversations.retain(|one| only.as_ref().is_none_or(|name| one.name == *name));
    assert!(!conversations.is_empty(), "no such conversation");
    let users: Vec<_> = (0..conversations.len()).map(|nth| format!("user{nth}")).collect();
    let serve = Serve::with(&users, None);
    let servers = [("ours", serve.imap), ("dovecot", dovecot.port)];

    let mut found = Vec::new();
    let mut commands = 0;
    let mut left_out = Vec::new();
    for (conversation, user) in conversations.iter().zip(&users) {
        let lacking = servers.map(|(name, port)| lacking(conversation, name, port, user));
        if lacking.iter().any(|lacking| !lacking.is_empty()) {
            left_out.push(format!("{}: {}", conversation.name, lacking.concat().join(", ")));
            continue;
        }
        if let Err(refused) =
            servers.iter().try_for_each(|(_, port)| load(conversation, *port, user))
        {
            left_out.push(format!("{}: {refused}", conversation.name));
            continue;
        }
        let [ours, theirs] = servers.map(|(_, port)| player::play(conversation, port, user));
        commands += ours.len();
        found.extend(compare(conversation, &ours, &theirs, only.is_some()));
    }
    let played = conversations.len() - left_out.len();
    let count = found.len();
    println!("Dovecot: {played} conversations, {commands} answers, {count} differ");
    for conversation in &left_out {
        println!("LEFT OUT, not announced: {conversation}");
    }

    assert!(left_out.is_empty(), "conversations were left out: {}", left_out.join("; "));
    settle(LIST, only.as_deref(), found);
}

/// Puts the mail where the conversation finds it.
fn load(conversation: &Conversation, port: u16, user: &str) -> Result<(), String> {
    let mut session = Session::open(port);
    session.log_in(user);
    conversation.mail.iter().try_for_each(|set| mail::load(set, &mut session))?;
    session.command("LOGOUT");
    Ok(())
}

/// Which of the capabilities that a conversation needs a server does not announce.
fn lacking(conversation: &Conversation, name: &str, port: u16, user: &str) -> Vec<String> {
    // Some are announced before login only, some after it.
    let mut session = Session::open(port);
    let before = session.command("CAPABILITY");
    session.log_in(user);
    let after = session.command("CAPABILITY");
    let words: Vec<_> = [&before[0], &after[0]]
        .iter()
        .flat_map(|line| line.split(|b| *b == b' '))
        .map(|word| String::from_utf8_lossy(word).to_ascii_uppercase())
        .collect();
    let known = |need: &String| words.contains(need);
    let needs = conversation.needs.iter().filter(|need| !known(need));
    needs.map(|need| format!("{need} by {name}")).collect()
}

fn compare(
    conversation: &Conversation,
    ours: &[Answer],
    theirs: &[Answer],
    show: bool,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let steps: Vec<_> = ours.iter().map(|answer| &answer.step).collect();
    let same: Vec<_> = theirs.iter().map(|answer| &answer.step).collect();
    assert_eq!(steps, same, "{}: not the same steps were answered", conversation.name);
    for (ours, theirs) in ours.iter().zip(theirs) {
        let (our_lines, their_lines) = (normal::normal(&ours.lines), normal::normal(&theirs.lines));
        let name = &conversation.name;
        let our_lines: Vec<_> =
            our_lines.iter().filter_map(|line| precise(line, &their_lines)).collect();
        let difference = Difference::between(name, &ours.step, &our_lines, &their_lines);
        if show {
            println!("{}\n  ours", ours.step);
            ours.lines.iter().for_each(|line| println!("    {}", line.escape_ascii()));
            println!("  dovecot");
            theirs.lines.iter().for_each(|line| println!("    {}", line.escape_ascii()));
        }
        found.extend(difference);
    }
    found
}

/// Ours may be more precise than theirs, but not less. RFC 5530 §3: a server may say why it refuses,
/// and a client that does not know the code takes the plain `NO` (RFC 3501 §7.1). RFC 7162 §3.1.2.1:
/// `HIGHESTMODSEQ` may be told before a command enables CONDSTORE; Dovecot waits for one.
fn precise(line: &String, theirs: &[String]) -> Option<String> {
    const CODES: [&str; 10] = [
        "NONEXISTENT",
        "ALREADYEXISTS",
        "CANNOT",
        "AUTHENTICATIONFAILED",
        "CLIENTBUG",
        "NOPERM",
        "LIMIT",
        "INUSE",
        "EXPUNGEISSUED",
        "HASCHILDREN",
    ];
    let missing = |line: &str| !theirs.iter().any(|other| other == line);
    if line == "* OK [HIGHESTMODSEQ <number>]" && missing(line) {
        return None;
    }
    let code = line.strip_prefix("NO [").and_then(|rest| rest.strip_suffix(']'));
    if code.is_some_and(|code| CODES.contains(&code)) && !missing("NO") {
        return Some("NO".to_owned());
    }
    if line == "OK [HIGHESTMODSEQ <number>]" && !missing("OK") {
        return Some("OK".to_owned());
    }
    Some(line.clone())
}
