//! COPY and MOVE, with their UID forms.

use mailscope_base::{AccountId, ChangeNumber, SeqNum, Uid};
use mailscope_store::{ChangeKind, StoreError};
use mailscope_wire::imap::{Code, MailboxName, MessageSet, SequenceSet, Status, Untagged};

use super::enabled::Enabled;
use super::refusal::refusal;
use super::selection::Selection;
use super::status::{WithCode as _, no, no_code, ok};
use super::{ImapServer, State, condstore, names, tell, updates};
use crate::{ServerCx, ServerEvent};

pub(super) fn copy(
    session: &mut ImapServer,
    set: &MessageSet,
    to: &MailboxName,
    uid: bool,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let enabled = session.enabled;
    let State::Selected(account, selection) = &mut session.state else { return None };
    let account = *account;
    // Command: RFC 9051 §6.4.7 and §6.4.9, RFC 3501 §6.4.7 and §6.4.8, RFC 4315 §3.
    let targets = match selection.resolve(set, uid) {
        Ok(targets) => targets,
        Err(out_of_range) => return Some(out_of_range.status("COPY")),
    };
    Some(
        match copy_all(
            account,
            selection,
            targets,
            &Destination { to, uid, moves: false, enabled },
            cx,
        ) {
            Ok(Copied { code: Some(code), .. }) => ok("COPY completed").with_code(code),
            Ok(_) => ok("COPY completed: there was no such message"),
            Err(status) => status,
        },
    )
}

pub(super) fn relocate(
    session: &mut ImapServer,
    set: &MessageSet,
    to: &MailboxName,
    uid: bool,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let enabled = session.enabled;
    let State::Selected(account, selection) = &mut session.state else { return None };
    let account = *account;
    // Command: RFC 9051 §6.4.8 and §6.4.9, RFC 6851 §3.1, §3.2 and §3.3.
    if selection.is_read_only() {
        return Some(no_code("READ-ONLY", "the mailbox was opened by EXAMINE"));
    }
    let targets = match selection.resolve(set, uid) {
        Ok(targets) => targets,
        Err(out_of_range) => return Some(out_of_range.status("MOVE")),
    };
    let Copied { gone, code } = match copy_all(
        account,
        selection,
        targets,
        &Destination { to, uid, moves: true, enabled },
        cx,
    ) {
        Ok(copied) => copied,
        Err(status) => return Some(status),
    };
    if let Some(code) = code {
        // RFC 6851 §4.3: COPYUID comes untagged and before the EXPUNGEs.
        tell(Untagged::Status(ok("moved").with_code(code)), None, cx);
    }
    let moved = !gone.is_empty();
    updates::tell_gone(selection, gone, enabled, cx);
    let done = ok("MOVE completed");
    let highest = selection.mailbox(account, cx.host).map(mailscope_store::Mailbox::highest_modseq);
    Some(match highest {
        // RFC 6851 §4.4.
        Some(highest) if moved => condstore::with_highest(done, highest),
        _ => done,
    })
}

/// What has been copied.
struct Copied {
    /// The messages that have left, each with the change that says so.
    gone: Vec<(Uid, ChangeNumber)>,
    /// COPYUID; nothing if there was nothing to copy (RFC 4315 §3).
    code: Option<Code>,
}

/// Where copies go to, as the command has it.
struct Destination<'a> {
    to: &'a MailboxName,
    uid: bool,
    /// Whether the messages leave where they are (MOVE).
    moves: bool,
    enabled: Enabled,
}

/// Copies or moves all of the messages or none (RFC 9051 §6.4.7: a COPY that fails leaves the
/// destination as it was). A full account can still move (RFC 6851 §4.1).
fn copy_all(
    account: AccountId,
    selection: &mut Selection,
    targets: Vec<(SeqNum, Uid)>,
    destination: &Destination<'_>,
    cx: &mut ServerCx<'_>,
) -> Result<Copied, Status> {
    let Destination { to, uid, moves, enabled } = *destination;
    let to = names::read(to, enabled)?;
    let destination = cx.host.account(account).and_then(|a| a.mailbox(&to));
    let Some(validity) = destination.map(mailscope_store::Mailbox::uid_validity) else {
        // RFC 9051 §6.4.7: TRYCREATE says that CREATE could help, which it cannot with every name.
        names::check_new(&to)?;
        return Err(no("no such mailbox").with_code(Code::TryCreate));
    };
    let before = cx.host.clone();
    let now = cx.clock.at(cx.now);
    let mut changes = Vec::with_capacity(targets.len());
    let (mut sources, mut copies) = (Vec::new(), Vec::new());
    for (_, source) in targets {
        let from = selection.validity();
        let arrival = if moves {
            cx.host
                .relocate(account, from, source, &to, now)
                .map(|[arrival, removal]| (arrival, Some(removal)))
        } else {
            cx.host.copy(account, from, source, &to, now).map(|arrival| (arrival, None))
        };
        match arrival {
            Ok((arrival, removal)) => {
                if let ChangeKind::Appended { uid, .. } = arrival.kind {
                    sources.push(source);
                    copies.push(uid.get());
                }
                changes.push(arrival);
                changes.extend(removal);
            }
            // Expunged by another session: a UID that does not exist, or a number that still does.
            Err(StoreError::NoSuchMessage) if uid => {}
            Err(error) => {
                *cx.host = before;
                return Err(match error {
                    StoreError::NoSuchMessage => {
                        let text = "some messages have been expunged by another session";
                        no_code("EXPUNGEISSUED", text)
                    }
                    other => refusal(other),
                });
            }
        }
    }
    let mut gone = Vec::new();
    for change in changes {
        match change.kind {
            // What the command itself takes away, it tells itself.
            ChangeKind::Expunged { uid, .. } => gone.push((uid, change.number)),
            // A copy into the selected mailbox has to be told like anybody else's.
            _ => selection.note(&change),
        }
        cx.tell(ServerEvent::Changed(change));
    }
    let source = SequenceSet::of(sources.iter().map(|uid| uid.get()));
    let code = source.zip(SequenceSet::of(copies)).map(|(source, destination)| Code::CopyUid {
        validity,
        source,
        destination,
    });
    Ok(Copied { gone, code })
}
