//! SMTP sessions (RFC 5321): submission and relay, which differ by policy and not by code.
//!
//! ```text
//! Session Initiation --EHLO, HELO--> Initial State --MAIL--> Mail Transaction --DATA, BDAT--> Mail Data
//!                                      |  ^  ^                     |  ^                           |
//!                                 AUTH |  |  +--RSET, EHLO, HELO---+  +---------BDAT's octets-----+
//!                                      v  |                                                       |
//!                     Authentication Exchange        Initial State <--the end of the message------+
//!
//! any --QUIT, 421, connection lost--> Terminated
//! ```
//!
//! RFC 5321 names its states by what goes on in them (§3.1 to §3.3, §4.1.1.1).

mod accept;
mod answer;
mod auth;
mod bdat;
mod content;
mod data;
mod dispatch;
mod ehlo;
mod expn;
mod header;
mod helo;
mod help;
mod legal;
mod mail;
mod noop;
mod policy;
mod quit;
mod rcpt;
mod rset;
mod starttls;
mod trace;
mod transaction;
mod vrfy;

use std::sync::Arc;

use bytes::Bytes;
use mailscope_base::{AccountId, Deadline, Duration, Envelope, Instant, Reason};
use mailscope_store::Store;
use mailscope_wire::smtp::{Framer, Reply};
use mailscope_wire::{Endpoint, Frame, Grammar, Input, LineTooLong, StateName};

use crate::sasl::Exchange;
use crate::{Notice, Policy, ServerEvent, Tls, Turn};
pub use accept::EIGHT_BIT_UNDECLARED;
use answer::{answer, ascii_or, is_protocol_error, lines, send};
pub use data::BARE_LF_TAKEN;
pub use legal::{
    AUTHENTICATION, INITIAL, LEGAL, MAIL_DATA, MAIL_TRANSACTION, SESSION_INITIATION, TERMINATED,
};
pub use policy::{Role, SmtpPolicy};
pub use rcpt::GREYLISTED;
pub use starttls::DISCARDED;
use transaction::Transaction;

/// RFC 5321 §4.5.3.2.7: at least 5 minutes.
const TIMEOUT: Duration = Duration::from_mins(5);

/// The server's end of one SMTP connection.
#[derive(Clone, Debug)]
pub struct SmtpServer {
    role: Role,
    policy: Policy,
    framer: Framer,
    state: State,
    client: Option<Client>,
    account: Option<AccountId>,
    /// Nothing before the connection stands and after it is closed.
    last_input: Option<Instant>,
    errors_in_a_row: u32,
    login_failures: u32,
    transactions: u32,
    /// Commands since the beginning of a second.
    commands: u32,
    second: Instant,
}

/// What a client has said of itself.
#[derive(Clone, Debug)]
struct Client {
    name: Arc<str>,
    /// It said EHLO and not HELO.
    extended: bool,
}

#[derive(Clone, Debug)]
enum State {
    /// The client has not greeted.
    SessionInitiation,
    /// No transaction is in progress.
    Initial,
    /// AUTH is in progress: what comes is no command.
    Authenticating(Exchange),
    /// From MAIL on.
    Transaction(Box<Transaction>),
    /// What comes is the message.
    Data(Box<Transaction>),
    /// What comes is a part of the message.
    Chunk(bdat::Chunk),
    /// The end.
    Terminated,
}

impl SmtpServer {
    /// A session that waits for its connection.
    pub fn new(role: Role, policy: Policy) -> Self {
        Self {
            role,
            policy,
            framer: Framer::new(),
            state: State::SessionInitiation,
            client: None,
            account: None,
            last_input: None,
            errors_in_a_row: 0,
            login_failures: 0,
            transactions: 0,
            commands: 0,
            second: Instant::START,
        }
    }

    /// Whose session it is: nobody's before AUTH.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The state's name.
    pub const fn state_name(&self) -> StateName {
        match self.state {
            State::SessionInitiation => SESSION_INITIATION,
            State::Initial => INITIAL,
            State::Authenticating(_) => AUTHENTICATION,
            State::Transaction(_) => MAIL_TRANSACTION,
            State::Data(_) | State::Chunk(_) => MAIL_DATA,
            State::Terminated => TERMINATED,
        }
    }

    /// What the server is for.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// What the client calls itself, once it has said EHLO or HELO.
    pub fn hello(&self) -> Option<&str> {
        self.client.as_ref().map(|client| &*client.name)
    }

    /// The sender and the recipients of the transaction in progress (RFC 5321 §4.1.1), and the octets
    /// of its message that have come by BDAT.
    pub fn transaction(&self) -> Option<(&Envelope, usize)> {
        let transaction = match &self.state {
            State::Transaction(transaction) | State::Data(transaction) => transaction,
            State::Chunk(chunk) => chunk.transaction()?,
            _ => return None,
        };
        Some((&transaction.envelope, transaction.octets()))
    }

    /// What the client calls itself.
    fn client_name(&self) -> &str {
        self.client.as_ref().map_or("", |client| &client.name)
    }

    /// Whether the client knows what is offered (RFC 5321 §2.2.1).
    fn is_extended(&self) -> bool {
        self.client.as_ref().is_some_and(|client| client.extended)
    }

    /// Forgets the transaction (RFC 5321 §4.1.1.5).
    fn reset(&mut self, cx: &mut Turn<'_>) {
        let (state, name) = match self.client {
            Some(_) => (State::Initial, INITIAL),
            None => (State::SessionInitiation, SESSION_INITIATION),
        };
        let before = self.state_name();
        self.state = state;
        if before != name {
            cx.enter(name);
        }
    }

    /// As after the greeting.
    fn forget_client(&mut self, cx: &mut Turn<'_>) {
        self.client = None;
        self.account = None;
        self.reset(cx);
    }

    /// Takes everything out of the framer that is complete.
    fn advance(&mut self, cx: &mut Turn<'_>) {
        while self.policy.tls != Tls::Negotiating {
            let went_on = match self.state {
                State::Terminated => return,
                State::Data(_) => data::advance(self, cx),
                State::Chunk(_) => bdat::advance(self, cx),
                _ => self.next_line(cx),
            };
            if !went_on {
                return;
            }
        }
    }

    fn next_line(&mut self, cx: &mut Turn<'_>) -> bool {
        let Some(line) = self.framer.next_line() else { return false };
        match (&self.state, line) {
            (State::Authenticating(_), line) => auth::line(self, line.ok(), cx),
            (_, Ok(line)) => dispatch::line(self, line, cx),
            // RFC 5321 §4.5.3.1.9, §4.3.2.
            (_, Err(LineTooLong)) => {
                let reply = answer(500, (5, 2), "the command is too long");
                dispatch::complete(self, "", &reply, cx);
            }
        }
        true
    }

    /// Says 421 without being asked (RFC 5321 §3.8, §4.2.3) and closes.
    fn hang_up(&mut self, subject: u16, detail: u16, why: &str, cx: &mut Turn<'_>) {
        let text = format!("{} {why}", cx.host.host_name());
        send(&answer(421, (subject, detail), text), None, cx);
        self.end(cx);
    }

    /// Ends the session: what was not accepted is forgotten (RFC 5321 §4.1.1.10).
    fn end(&mut self, cx: &mut Turn<'_>) {
        if self.last_input.take().is_none() {
            return;
        }
        if self.account.take().is_some() {
            cx.tell(ServerEvent::LoggedOut);
        }
        self.state = State::Terminated;
        cx.enter(TERMINATED);
        cx.close();
    }
}

/// The greeting of a server that takes no more (RFC 5321 §3.8).
pub(crate) fn too_many_connections(max: usize) -> Frame {
    let text = format!("there are {max} connections already; try again later");
    let reply = Reply::new(421, None, text);
    Frame { grammar: Grammar::SmtpReply, bytes: Bytes::from(reply.encode()) }
}

impl Endpoint for SmtpServer {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, cx: &mut Turn<'_>) {
        match input {
            Input::Opened => {
                self.last_input = Some(cx.now);
                cx.enter(SESSION_INITIATION);
                // RFC 5321 §3.1, §4.2: the name comes first; RFC 2034 §4: no enhanced code here.
                let text = format!("{} ESMTP Mailscope", cx.host.host_name());
                send(&Reply::new(220, None, text), None, cx);
            }
            Input::Received(octets) => {
                if self.last_input.is_some() && self.policy.tls != Tls::Negotiating {
                    self.last_input = Some(cx.now);
                    self.framer.push(&octets);
                    self.advance(cx);
                }
            }
            Input::TlsEstablished => starttls::established(self, cx),
            Input::PeerClosed | Input::TlsFailed(_) => self.end(cx),
            Input::DeadlineReached => {
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    self.hang_up(4, 2, "nothing heard for 5 minutes", cx);
                }
            }
            // What happens in mailboxes is none of a message's business before it is there.
            Input::Action(Notice(_)) => {}
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        let at = self.last_input? + TIMEOUT;
        Some(Deadline { at, reason: Reason("smtp-timeout") })
    }
}
