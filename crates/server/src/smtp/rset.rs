//! RSET.

use mailscope_wire::smtp::Reply;

use super::{SmtpServer, answer};
use crate::Turn;

pub(super) fn run(session: &mut SmtpServer, cx: &mut Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.5: the transaction is forgotten; who the client is stays known.
    session.reset(cx);
    answer(250, (0, 0), "nothing is under way")
}
