//! POP3 sessions (RFC 1939).
//!
//! ```text
//!            USER, PASS                 QUIT
//! AUTHORIZATION ----------> TRANSACTION ----> UPDATE ----> closed
//!       |  QUIT                  |
//!       +--------> closed        +--- connection lost, autologout ---> closed, nothing removed
//! ```
//!
//! By the book, POP3 does not know flags: RETR leaves `\Seen` as it is (RFC 1939 has no word for
//! it), and what a provider does beyond that is its policy.

mod capa;
mod dele;
mod list;
mod maildrop;
mod noop;
mod pass;
mod quit;
mod retr;
mod rset;
mod stat;
mod uidl;
mod user;

use bytes::Bytes;
use mailscope_base::limits::{ERRORS_IN_A_ROW_MAX, POP3_COMMAND_OCTETS_MAX};
use mailscope_base::{AccountId, Deadline, Duration, Instant, MessageNumber, Reason};
use mailscope_store::Store;
use mailscope_wire::pop3::{BadCommand, Command, Response, ResponseShape, Status};
use mailscope_wire::{Endpoint, Frame, Framer, Grammar, Input, LineTooLong, Output, StateName};

use crate::{Legal, Notice, ServerEvent, Turn};
use maildrop::Maildrop;

/// `AUTHORIZATION` (RFC 1939 §4).
pub const AUTHORIZATION: StateName = StateName("AUTHORIZATION");
/// `TRANSACTION` (RFC 1939 §5).
pub const TRANSACTION: StateName = StateName("TRANSACTION");
/// `UPDATE` (RFC 1939 §6).
pub const UPDATE: StateName = StateName("UPDATE");

/// RFC 1939 §3: at least 10 minutes.
const AUTOLOGOUT: Duration = Duration::from_mins(10);

/// Which command is legal in which state.
pub const LEGAL: &[Legal] = &[
    Legal { verb: "USER", states: &[AUTHORIZATION], rfc: "RFC 1939 §7" },
    Legal { verb: "PASS", states: &[AUTHORIZATION], rfc: "RFC 1939 §7" },
    Legal { verb: "STAT", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "LIST", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "UIDL", states: &[TRANSACTION], rfc: "RFC 1939 §7" },
    Legal { verb: "RETR", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "DELE", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "NOOP", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "RSET", states: &[TRANSACTION], rfc: "RFC 1939 §5" },
    Legal { verb: "QUIT", states: &[AUTHORIZATION, TRANSACTION], rfc: "RFC 1939 §4, §6" },
    Legal { verb: "CAPA", states: &[AUTHORIZATION, TRANSACTION], rfc: "RFC 2449 §5" },
];

/// One POP3 session.
#[derive(Clone, Debug)]
pub struct Pop3Server {
    framer: Framer,
    state: State,
    /// Nothing before the connection stands and after it is closed.
    last_input: Option<Instant>,
    errors_in_a_row: u32,
}

#[derive(Clone, Debug)]
enum State {
    /// `AUTHORIZATION`, with the argument of the last USER.
    Authorization { user: Option<Bytes> },
    /// `TRANSACTION`.
    Transaction(Maildrop),
    /// `UPDATE`, and whatever else ends in a closed connection.
    Update,
}

impl Default for Pop3Server {
    fn default() -> Self {
        Self::new()
    }
}

impl Pop3Server {
    /// A session that waits for its connection.
    pub fn new() -> Self {
        Self {
            framer: Framer::new(POP3_COMMAND_OCTETS_MAX),
            state: State::Authorization { user: None },
            last_input: None,
            errors_in_a_row: 0,
        }
    }

    /// Whose maildrop it has.
    pub const fn account(&self) -> Option<AccountId> {
        match &self.state {
            State::Transaction(maildrop) => Some(maildrop.account()),
            _ => None,
        }
    }

    /// The state's name.
    pub const fn state_name(&self) -> StateName {
        match self.state {
            State::Authorization { .. } => AUTHORIZATION,
            State::Transaction(_) => TRANSACTION,
            State::Update => UPDATE,
        }
    }

    fn command(&mut self, line: &Bytes, cx: &mut Turn<'_>) {
        cx.read(Grammar::Pop3Command, line.clone());
        match Command::parse(line) {
            Ok(command) => {
                let response = self.obey(command, cx);
                // RFC 1939 §6: QUIT answers after the maildrop is free again, then the connection
                // is closed.
                let about = response.about;
                send(&response.response, response.shape, about, cx);
                if matches!(self.state, State::Update) {
                    self.last_input = None;
                    cx.close();
                }
            }
            Err(bad) => self.refuse(&explain(&bad), cx),
        }
    }

    fn obey(&mut self, command: Command, cx: &mut Turn<'_>) -> Answer {
        let verb = verb(&command);
        let here = self.state_name();
        let rule = LEGAL.iter().find(|rule| rule.verb == verb);
        if !rule.is_some_and(|rule| rule.states.contains(&here)) {
            let states: Vec<_> = rule.map_or(&[][..], |r| r.states).iter().map(|s| s.0).collect();
            let states = states.join(" and ");
            return Answer::err(format!("{verb} is legal in {states}; this is {}", here.0));
        }
        self.errors_in_a_row = 0;
        match (&mut self.state, command) {
            (_, Command::Capa) => capa::run(),
            (State::Authorization { .. }, Command::User(name)) => user::run(self, name),
            (State::Authorization { .. }, Command::Pass(password)) => {
                pass::run(self, &password, cx)
            }
            (_, Command::Quit) => quit::run(self, cx),
            (State::Transaction(drop), Command::Stat) => stat::run(drop),
            (State::Transaction(drop), Command::List(number)) => list::run(drop, number),
            (State::Transaction(drop), Command::Uidl(number)) => uidl::run(drop, number),
            (State::Transaction(drop), Command::Retr(number)) => retr::run(drop, number, cx.host),
            (State::Transaction(drop), Command::Dele(number)) => dele::run(drop, number),
            (State::Transaction(_), Command::Noop) => noop::run(),
            (State::Transaction(drop), Command::Rset) => rset::run(drop),
            _ => Answer::err(format!("{verb} is not possible here")),
        }
    }

    fn refuse(&mut self, text: &str, cx: &mut Turn<'_>) {
        self.errors_in_a_row += 1;
        let text: String = text.chars().filter(char::is_ascii).collect();
        let answer = Answer::err(text);
        send(&answer.response, answer.shape, None, cx);
        if self.errors_in_a_row >= ERRORS_IN_A_ROW_MAX {
            self.end(cx);
        }
    }

    /// Ends without UPDATE: nothing is removed, the maildrop is free again (RFC 1939 §3, §6).
    fn end(&mut self, cx: &mut Turn<'_>) {
        if self.last_input.take().is_none() {
            return;
        }
        if let State::Transaction(maildrop) = core::mem::replace(&mut self.state, State::Update) {
            maildrop.release(cx);
        }
        cx.close();
    }
}

impl Endpoint for Pop3Server {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, cx: &mut Turn<'_>) {
        match input {
            Input::Opened => {
                self.last_input = Some(cx.now);
                cx.enter(AUTHORIZATION);
                let answer = Answer::ok(format!("{} Mailscope POP3 ready", cx.host.host_name()));
                send(&answer.response, answer.shape, None, cx);
            }
            Input::Received(bytes) => {
                if self.last_input.is_none() {
                    return;
                }
                self.last_input = Some(cx.now);
                self.framer.push(&bytes);
                while self.last_input.is_some() {
                    match self.framer.next_line() {
                        Some(Ok(line)) => self.command(&line, cx),
                        Some(Err(LineTooLong)) => {
                            self.refuse("a command has at most 255 octets", cx);
                        }
                        None => break,
                    }
                }
            }
            Input::PeerClosed | Input::TlsFailed(_) => self.end(cx),
            Input::DeadlineReached => {
                // RFC 1939 §3: closes without removing anything and without a word.
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    self.end(cx);
                }
            }
            // What others change is not shown: message numbers hold for the session (RFC 1939 §5). TLS is
            // never offered.
            Input::Action(Notice(_)) | Input::TlsEstablished => {}
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        let at = self.last_input? + AUTOLOGOUT;
        Some(Deadline { at, reason: Reason("pop3-autologout") })
    }
}

/// What a verb answers.
struct Answer {
    response: Response,
    shape: ResponseShape,
    about: Option<mailscope_base::ChangeNumber>,
}

impl Answer {
    fn ok(text: impl Into<String>) -> Self {
        Self::new(Status::Ok, text.into())
    }

    fn err(text: impl Into<String>) -> Self {
        Self::new(Status::Err, text.into())
    }

    fn new(status: Status, text: String) -> Self {
        let response = Response { status, code: None, text, body: None };
        Self { response, shape: ResponseShape::Single, about: None }
    }

    fn with_code(mut self, code: &str) -> Self {
        self.response.code = Some(code.to_owned());
        self
    }

    fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.response.body = Some(body.into());
        self.shape = ResponseShape::Multi;
        self
    }

    /// A body of these lines, to which their ends are added.
    fn with_lines<T: AsRef<str>>(self, lines: impl IntoIterator<Item = T>) -> Self {
        let mut body = String::new();
        for line in lines {
            body.push_str(line.as_ref());
            body.push_str("\r\n");
        }
        self.with_body(body)
    }

    /// For a number that names no message, or one that is marked as deleted (RFC 1939 §5).
    fn no_such_message(number: MessageNumber) -> Self {
        Self::err(format!("no message {number} here"))
    }
}

/// The greeting of a server that takes no more. RFC 1939 §4 knows no such greeting; clients take
/// `-ERR` for a refusal, and `SYS/TEMP` says that a later try may help (RFC 3206 §4).
pub(crate) fn too_many_connections(max: usize) -> Frame {
    let text = format!("there are {max} connections already; try again later");
    let Answer { response, shape, .. } = Answer::err(text).with_code("SYS/TEMP");
    Frame { grammar: Grammar::Pop3Response(shape), bytes: response.encode().into() }
}

fn send(
    response: &Response,
    shape: ResponseShape,
    about: Option<mailscope_base::ChangeNumber>,
    cx: &mut Turn<'_>,
) {
    let frame = Frame { grammar: Grammar::Pop3Response(shape), bytes: response.encode().into() };
    cx.out.push(Output::Sent { frame, about });
}

fn explain(bad: &BadCommand) -> String {
    match &bad.verb {
        Some(verb) if LEGAL.iter().any(|rule| rule.verb == verb) => {
            format!("{verb}: {}", bad.diagnostic.sentence())
        }
        _ => "no such command".to_owned(),
    }
}

fn verb(command: &Command) -> &'static str {
    match command {
        Command::User(_) => "USER",
        Command::Pass(_) => "PASS",
        Command::Stat => "STAT",
        Command::List(_) => "LIST",
        Command::Uidl(_) => "UIDL",
        Command::Retr(_) => "RETR",
        Command::Dele(_) => "DELE",
        Command::Noop => "NOOP",
        Command::Rset => "RSET",
        Command::Quit => "QUIT",
        Command::Capa => "CAPA",
        _ => "?",
    }
}
