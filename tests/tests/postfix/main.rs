//! Postfix, a server by others, has the same SMTP conversations as ours; where the answers differ, a
//! sentence of an RFC has to say that both may.
//!
//! `CONVERSATION=name` plays one of them and shows what both said; `UPDATE_DIFFERENCES=1` rewrites
//! the list of differences.

#![cfg(all(unix, not(target_arch = "wasm32")))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]
#![allow(clippy::print_stdout, reason = "what a judge found has to be read by a person")]
#![allow(clippy::indexing_slicing, reason = "a test may fail")]
#![allow(dead_code, reason = "it shares rooms with the test of Dovecot")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../dovecot/conversation.rs"]
mod conversation;
#[path = "../dovecot/data.rs"]
mod data;
#[path = "../dovecot/dovecot.rs"]
mod dovecot;
mod normal;
#[path = "../dovecot/player.rs"]
mod player;
mod postfix;
mod sides;

use std::process::Command;

use common::certificate::Certificate;
use common::differences::{Difference, List, settle};
use common::judge::{judge, missing};
use common::lines::{Answer, Conversation, conversations, only, play};
use common::serve::Serve;
use dovecot::Dovecot;
use postfix::{Postfix, Wanted};
use sides::{Ours, Smtp, Theirs};

/// Debian 12's, which the list of differences is about.
const VERSION: &str = "3.7.";
const LIST: List = List { file: "smtp/differences.toml", other: "Postfix" };
/// Of the accounts.
const DOMAIN: &str = "nord.example";

#[test]
fn postfix_has_the_same_conversations() {
    let (Some(program), Some(postconf)) = (judge(&["postfix"]), judge(&["postconf"])) else {
        return;
    };
    // Its submission asks Dovecot who somebody is.
    let Some(dovecot) = judge(&["dovecot"]) else { return };
    let version = Command::new(postconf).args(["-dh", "mail_version"]).output();
    let version = version.expect("Postfix tells its version").stdout;
    if !version.starts_with(VERSION.as_bytes()) {
        return missing(&format!("postfix {VERSION}"));
    }
    let id = Command::new("id").arg("-u").output().expect("id runs").stdout;
    if id.trim_ascii() != b"0" {
        return missing("root, who alone can start Postfix,");
    }
    let conversations = conversations("smtp/conversations");
    let mut users = Vec::new();
    for nth in 0..conversations.len() {
        users.extend([format!("user{nth}"), format!("other{nth}")]);
    }
    let dovecot = Dovecot::with_mechanisms(&dovecot, "plain login");
    let certificate = Certificate::new("postfix");
    let wanted = Wanted {
        domain: DOMAIN,
        users: &users,
        auth: &dovecot.auth(),
        tls: (&certificate.file, &certificate.key),
    };
    let postfix = Postfix::start(&program, &wanted);
    let serve = Serve::with(&users, None);
    let (mut ours, mut theirs) = (Ours::new(&serve), Theirs(&postfix));

    let mut found = Vec::new();
    let mut count = 0;
    for (nth, conversation) in conversations.iter().enumerate() {
        let user = format!("user{nth}");
        let our_answers = play::<Smtp>(conversation, &user, &mut ours);
        let their_answers = play::<Smtp>(conversation, &user, &mut theirs);
        count += our_answers.len();
        found.extend(compare(conversation, &user, &our_answers, &their_answers));
    }
    let (played, differ) = (conversations.len(), found.len());
    println!("Postfix: {played} conversations, {count} answers, {differ} differ");
    if only().is_some() {
        println!("{}", postfix.log());
    }
    settle(LIST, only().as_deref(), found);
}

fn compare(
    conversation: &Conversation,
    user: &str,
    ours: &[Answer],
    theirs: &[Answer],
) -> Vec<Difference> {
    let mut found = Vec::new();
    assert_eq!(ours.len(), theirs.len(), "{}: not the same answers", conversation.name);
    for (ours, theirs) in ours.iter().zip(theirs) {
        if only().is_some() {
            println!("{}", ours.step);
            for (name, answer) in [("ours  ", ours), ("theirs", theirs)] {
                let lines = answer.answers.iter().flat_map(|(_, lines)| lines);
                lines.for_each(|line| println!("    {name} {}", line.escape_ascii()));
            }
        }
        let (our_lines, their_lines) = (normal::normal(ours, user), normal::normal(theirs, user));
        let name = &conversation.name;
        found.extend(Difference::between(name, &ours.step, &our_lines, &their_lines));
    }
    found
}
