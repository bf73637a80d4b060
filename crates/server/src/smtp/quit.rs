//! QUIT.

use mailscope_wire::smtp::Reply;

use super::answer;
use crate::Turn;

pub(super) fn run(cx: &Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.10: what was not accepted is forgotten, and the connection closes after
    // this reply (§3.8).
    answer(221, (0, 0), format!("{} says goodbye", cx.host.host_name()))
}
