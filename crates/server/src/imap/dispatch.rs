//! From a command to its verb, and its tagged response.

use mailscope_wire::imap::{Command, CommandBody, Response, Status, StatusKind, Tag};

use super::{
    ImapServer, append, authenticate, capability, check, close, copy, create, delete, enable,
    expunge, fetch, id, idle, legal, list, login, logout, lsub, namespace, noop, notify, quota,
    rename, search, select, send, sort, starttls, status::bad, status_data, store, subscribe,
    thread, unauthenticate, unselect, updates,
};
use crate::{ServerCx, ServerEvent};

/// Obeys one command: what it causes, then what others have changed, then the tagged response.
pub(super) fn run(session: &mut ImapServer, command: Command, cx: &mut ServerCx<'_>) {
    let Command { tag, body } = command;
    let verb = body.verb();
    if let Some(status) = illegal(session, verb) {
        return session.refuse((Some(tag), status), cx);
    }
    match body {
        // What the client sends next is not a command.
        CommandBody::Idle => {
            session.errors_in_a_row = 0;
            idle::run(session, tag, cx);
        }
        CommandBody::Authenticate { mechanism, initial } => {
            authenticate::run(session, tag, &mechanism, initial, cx);
        }
        body => {
            let status = obey(session, &tag, body, cx)
                .unwrap_or_else(|| bad(&format!("{verb} is not possible here")));
            complete(session, tag, verb, status, cx);
        }
    }
}

/// Why the verb cannot be obeyed in the session's state.
pub(super) fn illegal(session: &ImapServer, verb: &str) -> Option<Status> {
    let here = session.state_name();
    let legal_in = legal::find(verb).map_or(&[][..], |rule| rule.states);
    if legal_in.contains(&here) {
        return None;
    }
    let names: Vec<_> = legal_in.iter().map(|state| state.0).collect();
    Some(bad(&format!("{verb} is legal in {}; this is {}", names.join(" and "), here.0)))
}

/// Tells what others have changed, then how the command ended. `BAD` counts as an error of the
/// client, `NO` does not: it asked for something that could have been (RFC 9051 §7.1.2, §7.1.3).
pub(super) fn complete(
    session: &mut ImapServer,
    tag: Tag,
    verb: &str,
    status: Status,
    cx: &mut ServerCx<'_>,
) {
    if status.kind == StatusKind::Bad {
        return session.refuse((Some(tag), status), cx);
    }
    session.errors_in_a_row = 0;
    cx.encoder.set_utf8(session.enabled.utf8_names());
    follow_up(session, cx);
    if verb != "LOGOUT" {
        updates::send(session, may_expunge(verb), cx);
    }
    let done = status.kind == StatusKind::Ok;
    send(&Response::Tagged { tag, status }, None, cx);
    match verb {
        "LOGOUT" => session.end(cx),
        "STARTTLS" if done => starttls::begin(session, cx),
        _ if login::is_guessing(session) => {
            session.hang_up("too many failed logins", cx);
        }
        _ => {}
    }
}

/// Does what follows from the command where the provider has rules of its own (labels), and remembers
/// to tell it as if others had done it.
fn follow_up(session: &mut ImapServer, cx: &mut ServerCx<'_>) {
    let following = cx.host.follow_up(cx.clock.at(cx.now));
    for change in following {
        if let Some((account, selection)) = session.selection_mut()
            && account == change.account
        {
            selection.note(&change);
        }
        cx.tell(ServerEvent::Changed(change));
    }
}

/// Whether a message may lose its number before this command is done. RFC 9051 §7.5.1 forbids it
/// for FETCH, STORE and SEARCH, RFC 5256 §3 for SORT and THREAD: they speak in numbers. Their UID
/// forms do not.
fn may_expunge(verb: &str) -> bool {
    !matches!(verb, "FETCH" | "STORE" | "SEARCH" | "SORT" | "THREAD")
}

/// Nothing if the verb is not possible in this state.
fn obey(
    session: &mut ImapServer,
    tag: &Tag,
    body: CommandBody,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    use CommandBody as Body;
    match body {
        Body::Capability
        | Body::Noop
        | Body::Logout
        | Body::Id(_)
        | Body::StartTls
        | Body::Login { .. }
        | Body::Unauthenticate
        | Body::Enable(_) => on_session(session, body, cx),
        Body::Search { .. } | Body::Sort { .. } | Body::Thread { .. } => {
            on_search(session, tag, body, cx)
        }
        Body::Select { .. }
        | Body::Check
        | Body::Close
        | Body::Unselect
        | Body::Expunge
        | Body::UidExpunge { .. }
        | Body::Fetch { .. }
        | Body::Store { .. }
        | Body::Copy { .. }
        | Body::Move { .. }
        | Body::Notify(_) => on_messages(session, body, cx),
        body => on_mailboxes(session, body, cx),
    }
}

/// Commands about the session itself.
fn on_session(
    session: &mut ImapServer,
    body: CommandBody,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    match body {
        CommandBody::Capability => Some(capability::run(session, cx)),
        CommandBody::Noop => Some(noop::run()),
        CommandBody::Logout => Some(logout::run(cx)),
        CommandBody::Id(fields) => Some(id::run(fields.as_deref(), cx)),
        CommandBody::StartTls => Some(starttls::run(session)),
        CommandBody::Login { user, password } => Some(login::run(session, &user, &password, cx)),
        CommandBody::Unauthenticate => unauthenticate::run(session, cx),
        CommandBody::Enable(capabilities) => Some(enable::run(session, &capabilities, cx)),
        _ => None,
    }
}

/// Commands about mailboxes as a whole.
fn on_mailboxes(
    session: &mut ImapServer,
    body: CommandBody,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    match body {
        CommandBody::Create { mailbox, special_use } => {
            create::run(session, &mailbox, &special_use, cx)
        }
        CommandBody::Delete { mailbox } => delete::run(session, &mailbox, cx),
        CommandBody::Rename { from, to } => rename::run(session, &from, &to, cx),
        CommandBody::Subscribe { mailbox } => subscribe::subscribe(session, &mailbox, cx),
        CommandBody::Unsubscribe { mailbox } => subscribe::unsubscribe(session, &mailbox, cx),
        CommandBody::List { selection, reference, patterns, returns } => {
            let request = list::Request { selection, reference, patterns, returns };
            list::run(session, &request, cx)
        }
        CommandBody::Lsub { reference, pattern } => lsub::run(session, &reference, &pattern, cx),
        CommandBody::Namespace => Some(namespace::run(cx)),
        CommandBody::Status { mailbox, items } => status_data::run(session, &mailbox, &items, cx),
        CommandBody::Append { mailbox, messages } => append::run(session, &mailbox, messages, cx),
        CommandBody::GetQuota { root } => quota::get(session, &root, cx),
        CommandBody::GetQuotaRoot { mailbox } => quota::get_root(session, &mailbox, cx),
        CommandBody::SetQuota { root, limits } => quota::set(session, &root, &limits, cx),
        _ => None,
    }
}

/// Commands that look for messages; their extended answers name the command (RFC 4466 §2.6.2).
fn on_search(
    session: &mut ImapServer,
    tag: &Tag,
    body: CommandBody,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    match body {
        CommandBody::Search { returns, program, uid } => {
            search::run(session, tag, &search::Request { returns, program, uid }, cx)
        }
        CommandBody::Sort { returns, criteria, program, uid } => {
            sort::run(session, tag, &sort::Request { returns, criteria, program, uid }, cx)
        }
        CommandBody::Thread { algorithm, program, uid } => {
            thread::run(session, algorithm, &program, uid, cx)
        }
        _ => None,
    }
}

/// Commands about a selection and its messages.
fn on_messages(
    session: &mut ImapServer,
    body: CommandBody,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    match body {
        CommandBody::Select { mailbox, read_only, params } => {
            select::run(session, &mailbox, read_only, &params, cx)
        }
        CommandBody::Check => Some(check::run()),
        CommandBody::Close => close::run(session, cx),
        CommandBody::Unselect => unselect::run(session, cx),
        CommandBody::Expunge => expunge::run(session, None, cx),
        CommandBody::UidExpunge { set } => expunge::run(session, Some(&set), cx),
        CommandBody::Fetch { set, items, changed_since, vanished, uid } => {
            let request = fetch::Request { set, items, changed_since, vanished, uid };
            fetch::run(session, &request, cx)
        }
        CommandBody::Store { set, action, silent, flags, unchanged_since, uid } => {
            let request = store::Request { set, action, silent, flags, unchanged_since, uid };
            store::run(session, &request, cx)
        }
        CommandBody::Copy { set, mailbox, uid } => copy::copy(session, &set, &mailbox, uid, cx),
        CommandBody::Move { set, mailbox, uid } => copy::relocate(session, &set, &mailbox, uid, cx),
        CommandBody::Notify(request) => notify::run(session, &request, cx),
        _ => None,
    }
}
