//! The part of a report that people read (RFC 6522 §3): what happened, why, and what can be done.

use core::fmt::Write as _;

use mailscope_base::EnhancedCode;
use mailscope_store::spool::{Action, Answer, QueuedRecipient};

use super::{Report, Returned};
use crate::mta::MtaCx;

/// The subject of a report on a message with that subject.
pub(super) fn subject(action: Action, original: Option<&str>, chars: usize) -> String {
    let what = match action {
        Action::Failed => "Not delivered",
        Action::Delayed => "Not delivered yet",
        Action::Delivered => "Delivered",
        Action::Relayed => "Handed on",
    };
    let harmless = |c: &char| !c.is_control();
    let original: String =
        original.unwrap_or_default().chars().filter(harmless).take(chars).collect();
    if original.is_empty() { what.to_owned() } else { format!("{what}: {original}") }
}

/// The text.
pub(super) fn text(report: &Report<'_>, returned: &Returned<'_>, cx: &MtaCx<'_>) -> String {
    let mut text = format!("Hello,\r\n\r\nthis is the mail server {}.\r\n", cx.store.host_name());
    let all = report.about.len() == report.queued.recipients.len();
    text += &line(opening(report.action, all));
    text += "\r\n";
    for one in &report.about {
        recipient(&mut text, report.action, one);
    }
    if report.action == Action::Delayed {
        let until = cx.clock.at(report.until);
        text += &line("You need not do anything: I keep trying, and tell you when I give up,");
        text += &line(&format!("which will be on {until}."));
        text += "\r\n";
    }
    let arrived = cx.clock.at(report.queued.arrived);
    text += &line(&format!("The message came to me on {arrived}."));
    text += &line("The next part of this report says the same for programs;");
    text += &line(match returned {
        Returned::Message(_) => "your message comes back in the last part.",
        Returned::Header(_) => "the header of your message is in the last part.",
    });
    text
}

fn opening(action: Action, all: bool) -> &'static str {
    match (action, all) {
        (Action::Failed, true) => "I could not deliver your message, and have given up:",
        (Action::Failed, false) => {
            "I could not deliver your message to everybody, and have given up for:"
        }
        (Action::Delayed, _) => "I have not been able to deliver your message yet to:",
        (Action::Delivered, _) => "You wanted to know: your message is now in the mailbox of:",
        (Action::Relayed, _) => {
            "You wanted to know: I have handed your message on. The server that has it\r\n\
             now does not report its delivery, so this is all that you will hear of:"
        }
    }
}

/// One recipient, with what was said and what it means.
fn recipient(text: &mut String, action: Action, one: &QueuedRecipient) {
    let _ = write!(text, "  <{}>\r\n", one.recipient.address);
    if let Some(answer) = one.state.answer().filter(|_| action != Action::Delivered) {
        let who = answer.remote.as_deref();
        let said = who.map_or_else(|| "reason:".to_owned(), |who| format!("{who} said:"));
        let _ = write!(text, "    {said}\r\n");
        for part in wrapped(&answer.text) {
            let _ = write!(text, "      {part}\r\n");
        }
        if matches!(action, Action::Failed | Action::Delayed) {
            for part in wrapped(advice(answer)) {
                let _ = write!(text, "    {part}\r\n");
            }
        }
    }
    text.push_str("\r\n");
}

/// What a status code means for whoever wrote the message (RFC 3463 §3).
fn advice(answer: &Answer) -> &'static str {
    let EnhancedCode { class, subject, detail } = answer.status;
    match (subject, detail) {
        (1, 1) => "There is no such mailbox. Is the part before the @ spelled right?",
        (1, 2) => "There is no such domain. Is the part after the @ spelled right?",
        (1, 10) => "The domain wants no mail at all. Is it the right one?",
        (1, _) => "Something is wrong with the address.",
        (2, 2) => "The mailbox is full; only its owner can make room.",
        (2, 3) | (3, 4) => "The message is too large. A link to a file may do instead.",
        (4, 1 | 2) => "The other server cannot be reached, or hung up.",
        (4, 3) => "The name servers did not tell where to send it.",
        (4, 4) => "I know no way there.",
        (4, 6) => "The servers are set up so that they send it round in circles.",
        (4, 7) => "That was the last answer; after so long it makes no sense to go on.",
        (7, _) => "The other side does not accept it, by its own rules.",
        _ if class == 4 => "That may change by itself.",
        _ => "It will be no different later.",
    }
}

/// A line that follows the rules of text in mail.
fn line(text: &str) -> String {
    format!("{text}\r\n")
}

/// Cuts a text at blanks into lines for a screen; control characters are not passed on to it.
fn wrapped(text: &str) -> Vec<String> {
    const CHARS: usize = 68;
    let harmless = |c: char| if c.is_control() { '?' } else { c };
    let text: String = text.chars().map(harmless).collect();
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(last) = lines.last_mut() {
            if last.is_empty() || last.chars().count() + 1 + word.chars().count() <= CHARS {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            } else {
                lines.push(word.to_owned());
            }
        }
    }
    lines
}
