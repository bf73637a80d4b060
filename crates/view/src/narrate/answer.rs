//! What a server says with a response.

use mailscope_wire::imap::{Code, FetchValue, Response, SequenceSet, StatusKind, Untagged};
use mailscope_wire::{Frame, Grammar};

use super::command::words;
use crate::Text;

/// How much a response says among those that are sent together: a refusal before what has changed, and
/// that before how many messages there are.
pub(super) fn rank(frame: &Frame) -> u8 {
    if frame.grammar != Grammar::ImapResponse {
        return 0;
    }
    let words = words(frame);
    let word = |nth: usize| words.get(nth).map_or("", String::as_str);
    match (word(0), word(1), word(2)) {
        (_, "NO" | "BAD", _) => 3,
        ("*", "VANISHED", _) | ("*", _, "FETCH" | "EXPUNGE") => 2,
        ("*", "ENABLED" | "LIST" | "SEARCH" | "ESEARCH", _) | ("*", _, "EXISTS") => 1,
        _ => 0,
    }
}

/// What a response means, where it is not said in its own words.
pub(super) fn meaning(frame: &Frame) -> Option<Text> {
    if frame.grammar != Grammar::ImapResponse {
        return None;
    }
    match Response::parse(&frame.bytes).ok()? {
        Response::Continue { .. } => Some(Text::new("means-go-on")),
        Response::Tagged { status, .. } | Response::Untagged(Untagged::Status(status)) => {
            let code = status.code.filter(|_| status.kind == StatusKind::Ok)?;
            by_code(&code)
        }
        Response::Untagged(data) => of_data(&data),
    }
}

fn of_data(data: &Untagged) -> Option<Text> {
    Some(match data {
        Untagged::Capability(_) => Text::new("means-capability"),
        Untagged::Enabled(_) => Text::new("means-enabled"),
        Untagged::List { .. } => Text::new("means-list"),
        Untagged::Flags(_) => Text::new("means-flags"),
        Untagged::Exists(count) => Text::new("means-exists").number("count", u64::from(*count)),
        Untagged::Recent(_) => Text::new("means-recent"),
        Untagged::Expunge(_) => Text::new("means-expunge"),
        Untagged::Vanished { earlier: false, uids } => {
            Text::new("means-vanished").number("count", how_many(uids))
        }
        Untagged::Vanished { earlier: true, uids } => {
            Text::new("means-vanished-earlier").number("count", how_many(uids))
        }
        Untagged::Search(_) | Untagged::Esearch(_) => Text::new("means-found"),
        Untagged::Fetch { values, .. } => of_message(values)?,
        _ => return None,
    })
}

/// What is told about a message: the first of what a person would look for.
fn of_message(values: &[FetchValue]) -> Option<Text> {
    let has = |wanted: fn(&FetchValue) -> bool| values.iter().any(wanted);
    if has(|value| matches!(value, FetchValue::Body { .. } | FetchValue::Binary { .. })) {
        Some(Text::new("means-fetch-text"))
    } else if has(|value| matches!(value, FetchValue::Envelope(_))) {
        Some(Text::new("means-fetch-envelope"))
    } else if !has(|value| matches!(value, FetchValue::Flags { .. })) {
        None
    } else if has(|value| matches!(value, FetchValue::ModSeq(_))) {
        Some(Text::new("means-fetch-modseq"))
    } else {
        Some(Text::new("means-fetch-flags"))
    }
}

fn by_code(code: &Code) -> Option<Text> {
    Some(match code {
        Code::Capability(_) => Text::new("means-capability"),
        Code::PermanentFlags { .. } => Text::new("means-permanent-flags"),
        Code::ReadWrite => Text::new("means-opened"),
        Code::ReadOnly => Text::new("means-opened-to-read"),
        Code::UidNext(_) => Text::new("means-uidnext"),
        Code::UidValidity(_) => Text::new("means-uidvalidity"),
        Code::Unseen(_) => Text::new("means-unseen"),
        Code::CopyUid { .. } => Text::new("means-copied"),
        Code::Closed => Text::new("means-closed"),
        Code::HighestModSeq(_) => Text::new("means-highest"),
        Code::MailboxId(_) => Text::new("means-mailbox-id"),
        _ => return None,
    })
}

fn how_many(uids: &SequenceSet) -> u64 {
    uids.resolve(None).map(|(first, last)| u64::from(last.saturating_sub(first)) + 1).sum()
}
