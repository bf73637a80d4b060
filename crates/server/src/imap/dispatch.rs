//! From a command to its verb, and its tagged response.

use mailscope_wire::imap::{Command, CommandBody, Response, Status};

use super::{
    ImapServer, capability, close, copy, create, expunge, fetch, idle, legal, list, login, logout,
    noop, select, send, status::bad, store, unselect,
};
use crate::ServerCx;

/// Obeys one command: what it causes, then what others have changed, then the tagged response.
pub(super) fn run(session: &mut ImapServer, command: Command, cx: &mut ServerCx<'_>) {
    let Command { tag, body } = command;
    let verb = body.verb();
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
    Some(match body {
        CommandBody::Capability => capability::run(cx),
        CommandBody::Noop => noop::run(),
        CommandBody::Logout => logout::run(cx),
        CommandBody::Login { user, password } => login::run(session, &user, &password, cx),
        CommandBody::Select { mailbox, read_only, params } => {
            select::run(session, &mailbox, read_only, &params, cx)?
        }
        CommandBody::Create { mailbox, special_use } => {
            create::run(session, &mailbox, &special_use, cx)?
        }
        CommandBody::List { selection, reference, patterns, returns } => {
            let request = list::Request { selection, reference, patterns, returns };
            list::run(session, &request, cx)?
        }
        CommandBody::Close => close::run(session, cx)?,
        CommandBody::Unselect => unselect::run(session, cx)?,
        CommandBody::Expunge => expunge::run(session, None, cx)?,
        CommandBody::UidExpunge { set } => expunge::run(session, Some(&set), cx)?,
        CommandBody::Fetch { set, items, changed_since, vanished, uid } => {
            let request = fetch::Request { set, items, changed_since, vanished, uid };
            fetch::run(session, &request, cx)?
        }
        CommandBody::Store { set, action, silent, flags, unchanged_since, uid } => {
            let request = store::Request { set, action, silent, flags, unchanged_since, uid };
            store::run(session, &request, cx)?
        }
        CommandBody::Copy { set, mailbox, uid } => copy::copy(session, &set, &mailbox, uid, cx)?,
        CommandBody::Move { set, mailbox, uid } => {
            copy::relocate(session, &set, &mailbox, uid, cx)?
        }
        _ => return None,
    })
}
