//! CONDSTORE: what enables it, and what it obliges to (RFC 7162).

use mailscope_base::ModSeq;
use mailscope_wire::imap::{Code, Status, Untagged};

use super::{
    ImapServer,
    status::{WithCode as _, ok},
    tell,
};
use crate::ServerCx;

/// Obeys a CONDSTORE enabling command (RFC 7162 §3.1): from now on every FETCH response that tells
/// of flags tells the mod-sequence. The first such command also tells that of the selected mailbox.
pub(super) fn enable(session: &mut ImapServer, cx: &mut ServerCx<'_>) {
    if core::mem::replace(&mut session.enabled.condstore, true) {
        return;
    }
    let Some((account, selection)) = session.state.selection_mut() else { return };
    if let Some(mailbox) = selection.mailbox(account, cx.host) {
        tell_highest(mailbox.highest_modseq(), "CONDSTORE is enabled", cx);
    }
}

/// `* OK [HIGHESTMODSEQ n]` (RFC 7162 §3.1.2.1).
pub(super) fn tell_highest(modseq: ModSeq, text: &str, cx: &mut ServerCx<'_>) {
    tell(Untagged::Status(with_highest(ok(text), modseq)), None, cx);
}

/// The status with `HIGHESTMODSEQ`.
pub(super) fn with_highest(status: Status, modseq: ModSeq) -> Status {
    status.with_code(Code::HighestModSeq(modseq))
}
