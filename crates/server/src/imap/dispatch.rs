//! From a command to its verb, and its tagged response.

use mailscope_wire::imap::{Command, CommandBody, Response, Status};

use super::{
    ImapServer, State, capability, close, copy, create, expunge, fetch, idle, legal, list, login,
    logout, noop, select, send, status::bad, store, unselect,
};
use crate::ServerCx;

/// Obeys one command: what it causes, then what others have changed, then the tagged response.
pub(super) fn run(session: &mut ImapServer, command: Command, cx: &mut ServerCx<'_>) {
    let Command { tag, body } = command;
    let verb = verb(&body);
    let here = session.state_name();
    let legal_in = legal::find(verb).map_or(&[][..], |rule| rule.states);
    if !legal_in.contains(&here) {
        let names: Vec<_> = legal_in.iter().map(|state| state.0).collect();
        let text = format!("{verb} is legal in {}; this is {}", names.join(" and "), here.0);
        session.refuse((Some(tag), bad(&text)), cx);
        return;
    }
    // RFC 9051 §7.5.1: EXPUNGE is not told while responding to FETCH, STORE or SEARCH; their UID
    // forms are other commands.
    let may_expunge = !matches!(verb, "FETCH" | "STORE");
    if matches!(body, CommandBody::Idle) {
        session.errors_in_a_row = 0;
        return idle::run(session, tag, cx);
    }
    let Some(status) = obey(session, body, cx) else {
        let text = format!("{verb} is not possible here");
        return session.refuse((Some(tag), bad(&text)), cx);
    };
    if status.kind == mailscope_wire::imap::StatusKind::Bad {
        return session.refuse((Some(tag), status), cx);
    }
    session.errors_in_a_row = 0;
    let leaves = matches!(verb, "LOGOUT");
    if let Some((account, selection)) = session.selection_mut()
        && !leaves
    {
        selection.tell(account, may_expunge, cx);
    }
    send(&Response::Tagged { tag, status }, None, cx);
    if leaves {
        session.end(cx);
    }
}

fn obey(session: &mut ImapServer, body: CommandBody, cx: &mut ServerCx<'_>) -> Option<Status> {
    Some(match (&mut session.state, body) {
        (_, CommandBody::Capability) => capability::run(cx),
        (_, CommandBody::Noop) => noop::run(),
        (_, CommandBody::Logout) => logout::run(cx),
        (_, CommandBody::Login { user, password }) => login::run(session, &user, &password, cx),
        (_, CommandBody::Select { mailbox, read_only }) => {
            select::run(session, &mailbox, read_only, cx)?
        }
        (
            State::Authenticated(account) | State::Selected(account, _),
            CommandBody::Create { mailbox },
        ) => create::run(*account, &mailbox, cx),
        (
            State::Authenticated(account) | State::Selected(account, _),
            CommandBody::List { reference, pattern },
        ) => list::run(*account, &reference, &pattern, cx),
        (_, CommandBody::Close) => close::run(session, cx)?,
        (_, CommandBody::Unselect) => unselect::run(session, cx)?,
        (State::Selected(account, selection), CommandBody::Expunge) => {
            expunge::run(*account, selection, None, cx)
        }
        (State::Selected(account, selection), CommandBody::UidExpunge { set }) => {
            expunge::run(*account, selection, Some(&set), cx)
        }
        (State::Selected(account, selection), CommandBody::Fetch { set, items, uid }) => {
            fetch::run(*account, selection, &set, &items, uid, cx)
        }
        (
            State::Selected(account, selection),
            CommandBody::Store { set, action, silent, flags, uid },
        ) => {
            let change = store::FlagChange { action, silent, flags };
            store::run(*account, selection, &set, &change, uid, cx)
        }
        (State::Selected(account, selection), CommandBody::Copy { set, mailbox, uid }) => {
            copy::copy(*account, selection, &set, &mailbox, uid, cx)
        }
        (State::Selected(account, selection), CommandBody::Move { set, mailbox, uid }) => {
            copy::relocate(*account, selection, &set, &mailbox, uid, cx)
        }
        _ => return None,
    })
}

/// The verb as the state table spells it.
fn verb(body: &CommandBody) -> &'static str {
    match body {
        CommandBody::Capability => "CAPABILITY",
        CommandBody::Noop => "NOOP",
        CommandBody::Logout => "LOGOUT",
        CommandBody::Login { .. } => "LOGIN",
        CommandBody::Select { read_only: false, .. } => "SELECT",
        CommandBody::Select { read_only: true, .. } => "EXAMINE",
        CommandBody::Create { .. } => "CREATE",
        CommandBody::List { .. } => "LIST",
        CommandBody::Idle => "IDLE",
        CommandBody::Close => "CLOSE",
        CommandBody::Unselect => "UNSELECT",
        CommandBody::Expunge => "EXPUNGE",
        CommandBody::UidExpunge { .. } => "UID EXPUNGE",
        CommandBody::Fetch { uid: false, .. } => "FETCH",
        CommandBody::Fetch { uid: true, .. } => "UID FETCH",
        CommandBody::Store { uid: false, .. } => "STORE",
        CommandBody::Store { uid: true, .. } => "UID STORE",
        CommandBody::Copy { uid: false, .. } => "COPY",
        CommandBody::Copy { uid: true, .. } => "UID COPY",
        CommandBody::Move { uid: false, .. } => "MOVE",
        CommandBody::Move { uid: true, .. } => "UID MOVE",
        _ => "?",
    }
}
