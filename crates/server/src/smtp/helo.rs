//! HELO.

use std::sync::Arc;

use mailscope_wire::smtp::Reply;

use super::{Client, SmtpServer};
use crate::Turn;

pub(super) fn run(session: &mut SmtpServer, name: Arc<str>, cx: &mut Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.1: SMTP as it was before there were extensions, so none is offered.
    session.client = Some(Client { name, extended: false });
    session.reset(cx);
    Reply::new(250, None, cx.host.host_name())
}
