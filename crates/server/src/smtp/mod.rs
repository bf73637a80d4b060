//! SMTP sessions (RFC 5321): submission and relay, which differ by policy and not by code.

use mailscope_base::{AccountId, Deadline};
use mailscope_store::Store;
use mailscope_wire::smtp::Reply;
use mailscope_wire::{Endpoint, Frame, Grammar, Input, StateName};

use crate::{Notice, Policy, ServerEvent, Turn};

/// What the server is for (RFC 6409 §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It takes messages from its own people, to anywhere.
    Submission,
    /// It takes messages from anywhere, for its own people.
    Relay,
}

/// The server's end of one SMTP connection.
#[derive(Clone, Debug)]
pub struct SmtpServer {
    role: Role,
    policy: Policy,
}

impl SmtpServer {
    /// A session that waits for its connection.
    pub const fn new(role: Role, policy: Policy) -> Self {
        Self { role, policy }
    }

    /// Whose session it is: nobody's before AUTH.
    pub const fn account(&self) -> Option<AccountId> {
        None
    }

    /// The state's name.
    pub const fn state_name(&self) -> StateName {
        StateName("Connected")
    }
}

/// The greeting of a server that takes no more (RFC 5321 §3.8).
pub(crate) fn too_many_connections(max: usize) -> Frame {
    let text = format!("there are {max} connections already; try again later");
    let reply = Reply::new(421, None, text);
    Frame { grammar: Grammar::SmtpReply, bytes: format!("{}\r\n", reply.to_line()).into() }
}

impl Endpoint for SmtpServer {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, _input: Input<Notice>, _cx: &mut Turn<'_>) {
        let _ = (self.role, self.policy);
    }

    fn deadline(&self) -> Option<Deadline> {
        None
    }
}
