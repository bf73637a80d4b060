//! IDLE.

use bytes::Bytes;
use mailscope_wire::imap::command::parse_idle_done;
use mailscope_wire::imap::{Response, Tag};
use mailscope_wire::{Grammar, StateName};

use super::{
    AUTHENTICATED, IDLING, ImapServer, SELECTED, State, send,
    status::{bad, ok},
    updates,
};
use crate::ServerCx;

pub(super) fn run(session: &mut ImapServer, tag: Tag, cx: &mut ServerCx<'_>) {
    // Command: RFC 9051 §6.3.13, RFC 2177 §3, RFC 5465 §4. From `+` to DONE the command is in progress, so
    // everything that others change is told at once, EXPUNGE included.
    let (account, selection) = match core::mem::replace(&mut session.state, State::Logout) {
        State::Authenticated(account) => (account, None),
        State::Selected(account, selection) => (account, Some(selection)),
        other => {
            session.state = other;
            return;
        }
    };
    session.state = State::Idling { account, selection, tag };
    send(&Response::Continue { text: "idling".to_owned() }, None, cx);
    cx.enter(IDLING);
    updates::send(session, true, cx);
}

/// A line that came while idling: `idle = "IDLE" CRLF "DONE"` leaves only one. Nothing if it was too
/// long.
pub(super) fn line(session: &mut ImapServer, line: Option<Bytes>, cx: &mut ServerCx<'_>) {
    let done = line.as_ref().is_some_and(|line| parse_idle_done(line).is_ok());
    if let Some(line) = line {
        cx.read(if done { Grammar::ImapIdleDone } else { Grammar::Opaque }, line);
    }
    finish(session, done, cx);
}

/// Ends IDLE. A line other than DONE ends it too: whatever it was, the client does not know that it
/// idles.
fn finish(session: &mut ImapServer, done: bool, cx: &mut ServerCx<'_>) {
    let (tag, state) = match core::mem::replace(&mut session.state, State::Logout) {
        State::Idling { account, selection: Some(selection), tag } => {
            (tag, State::Selected(account, selection))
        }
        State::Idling { account, selection: None, tag } => (tag, State::Authenticated(account)),
        other => {
            session.state = other;
            return;
        }
    };
    session.state = state;
    let name: StateName =
        if matches!(session.state, State::Selected(..)) { SELECTED } else { AUTHENTICATED };
    cx.enter(name);
    if done {
        send(&Response::Tagged { tag, status: ok("IDLE completed") }, None, cx);
    } else {
        session.refuse((Some(tag), bad("IDLE: expected DONE")), cx);
    }
}
