//! SELECT and EXAMINE.

use mailscope_base::Flag;
use mailscope_wire::imap::{Code, MailboxName, SelectParams, Status, Untagged};

use super::{
    AUTHENTICATED, ImapServer, SELECTED, State,
    selection::Selection,
    status::{WithCode as _, no_code, ok},
    tell,
};
use crate::ServerCx;

pub(super) fn run(
    session: &mut ImapServer,
    name: &MailboxName,
    read_only: bool,
    _params: &SelectParams,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.3.2 and §6.3.3, RFC 3501 §6.3.1 and §6.3.2.
    let account = session.account()?;
    if matches!(session.state, State::Selected(..)) {
        // RFC 9051 §6.3.2: the old selection ends even if the new one fails; CLOSED marks the
        // border between responses about the old mailbox and the new one.
        let closed = ok("the mailbox selected before is deselected").with_code(Code::Closed);
        tell(Untagged::Status(closed), None, cx);
        session.state = State::Authenticated(account);
        cx.enter(AUTHENTICATED);
    }
    let Some(selection) = Selection::open(account, name.as_str(), read_only, cx.host) else {
        return Some(no_code("NONEXISTENT", "no such mailbox"));
    };
    describe(&selection, account, cx);
    session.state = State::Selected(account, selection);
    cx.enter(SELECTED);
    Some(if read_only {
        ok("EXAMINE completed").with_code(Code::ReadOnly)
    } else {
        ok("SELECT completed").with_code(Code::ReadWrite)
    })
}

/// The untagged responses that RFC 3501 §6.3.1 requires, in its order.
fn describe(selection: &Selection, account: mailscope_base::AccountId, cx: &mut ServerCx<'_>) {
    let Some(mailbox) = selection.mailbox(account, cx.host).cloned() else { return };
    let flags: Vec<Flag> = Flag::SYSTEM
        .into_iter()
        .chain(mailbox.keywords().iter().cloned().map(Flag::Keyword))
        .collect();
    tell(Untagged::Flags(flags.clone()), None, cx);
    tell(Untagged::Exists(selection.exists()), None, cx);
    tell(Untagged::Recent(selection.recent_count()), None, cx);
    if let Some(unseen) = mailbox.unseen().get_min().and_then(|uid| selection.number_of(*uid)) {
        let status = ok("first message without \\Seen").with_code(Code::Unseen(unseen));
        tell(Untagged::Status(status), None, cx);
    }
    // RFC 3501 §7.1: an empty list says that no flag can be changed for good.
    let permanent = if selection.is_read_only() { Vec::new() } else { flags };
    let new_keywords = !selection.is_read_only();
    let code = Code::PermanentFlags { flags: permanent, new_keywords };
    tell(Untagged::Status(ok("flags that can be changed for good").with_code(code)), None, cx);
    let code = Code::UidNext(mailbox.uid_next());
    tell(Untagged::Status(ok("the next UID").with_code(code)), None, cx);
    let code = Code::UidValidity(mailbox.uid_validity());
    tell(Untagged::Status(ok("UIDs are valid").with_code(code)), None, cx);
}
