//! SELECT and EXAMINE.

use mailscope_base::AccountId;
use mailscope_wire::imap::{Code, MailboxName, ObjectId, SelectParams, Status, Untagged};

use super::enabled::Enabled;
use super::selection::Selection;
use super::status::{WithCode as _, bad, no_code, ok};
use super::{
    AUTHENTICATED, ImapServer, SELECTED, State, condstore, mailbox_line, names, resync, tell,
    updates,
};
use crate::ServerCx;

pub(super) fn run(
    session: &mut ImapServer,
    name: &MailboxName,
    read_only: bool,
    params: &SelectParams,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.3.2 and §6.3.3, RFC 3501 §6.3.1 and §6.3.2, RFC 7162 §3.1.8 and §3.2.5.
    let account = session.account()?;
    if params.qresync.is_some() && !session.enabled.qresync {
        // RFC 7162 §3.2.5; what cannot be read as a command does not end a selection either.
        return Some(bad("SELECT: QRESYNC has to be enabled first, by ENABLE QRESYNC"));
    }
    if matches!(session.state, State::Selected(..)) {
        // RFC 9051 §6.3.2, RFC 7162 §3.2.11: the old selection ends even if the new one fails; CLOSED marks the
        // border between responses about the old mailbox and the new one.
        let closed = ok("the mailbox selected before is deselected").with_code(Code::Closed);
        tell(Untagged::Status(closed), None, cx);
        session.state = State::Authenticated(account);
        cx.enter(AUTHENTICATED);
    }
    if params.condstore {
        condstore::enable(session, cx);
    }
    let known_as = match names::read(name, session.enabled) {
        Ok(known_as) => known_as,
        Err(status) => return Some(status),
    };
    let Some(selection) = Selection::open(account, &known_as, read_only, cx.host) else {
        return Some(no_code("NONEXISTENT", "no such mailbox"));
    };
    describe(&selection, account, name, session.enabled, cx);
    if let Some(known) = &params.qresync {
        resync::tell(&selection, account, known, session.enabled, cx);
    }
    session.state = State::Selected(account, selection);
    cx.enter(SELECTED);
    Some(if read_only {
        ok("EXAMINE completed").with_code(Code::ReadOnly)
    } else {
        ok("SELECT completed").with_code(Code::ReadWrite)
    })
}

/// The untagged responses that RFC 9051 §6.3.2 and RFC 3501 §6.3.1 require.
fn describe(
    selection: &Selection,
    account: AccountId,
    supplied: &MailboxName,
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    let Some(mailbox) = selection.mailbox(account, cx.host).cloned() else { return };
    updates::tell_flag_names(&mailbox, selection.is_read_only(), cx);
    tell(Untagged::Exists(selection.exists()), None, cx);
    if enabled.rev2 {
        // RFC 9051 §6.3.2: OLDNAME if the mailbox is not called what the client calls it.
        let old = (names::write(mailbox.name(), enabled) != *supplied).then(|| supplied.clone());
        let owner = cx.host.account(account);
        let line = owner.map(|owner| mailbox_line::of(owner, mailbox.name(), false, old, enabled));
        if let Some(line) = line {
            tell(line, None, cx);
        }
    } else {
        // RFC 9051 Appendix E: RECENT and UNSEEN are of IMAP4rev1.
        tell(Untagged::Recent(selection.recent_count()), None, cx);
        if let Some(unseen) = mailbox.unseen().get_min().and_then(|uid| selection.number_of(*uid)) {
            say("first message without \\Seen", Code::Unseen(unseen), cx);
        }
    }
    say("the next UID", Code::UidNext(mailbox.uid_next()), cx);
    say("UIDs are valid", Code::UidValidity(mailbox.uid_validity()), cx);
    // RFC 7162 §3.1.2.1: required once CONDSTORE is enabled, allowed before.
    condstore::tell_highest(mailbox.highest_modseq(), "the highest mod-sequence", cx);
    if let Some(id) = ObjectId::new(&mailbox.id()) {
        // RFC 8474 §4.2: what stays when the name changes.
        say("the mailbox, whatever its name", Code::MailboxId(id), cx);
    }
}

fn say(text: &str, code: Code, cx: &mut ServerCx<'_>) {
    tell(Untagged::Status(ok(text).with_code(code)), None, cx);
}
