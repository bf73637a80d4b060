//! POP3 sessions (RFC 1939).
//!
//! ```text
//!          USER PASS, APOP, AUTH        QUIT
//! AUTHORIZATION ----------> TRANSACTION ----> UPDATE ----> closed
//!    |  |  QUIT                  |
//!    |  +-----> closed           +--- connection lost, autologout ---> closed, nothing removed
//!    +--STLS--> AUTHORIZATION, within TLS
//! ```
//!
//! # POP3 beside IMAP
//!
//! An account is used by both at the same time, and RFC 1939 does not say what that looks like. This
//! server does what Dovecot does, but where the RFC forbids it:
//!
//! - The maildrop is INBOX and nothing else. Its messages are numbered when the session gets it; what
//!   arrives later is seen by the next session.
//! - One POP3 session has the maildrop, and another gets `[IN-USE]` (RFC 1939 §4; Dovecot has that with
//!   `pop3_lock_session=yes`, and lets several in by default). The lock keeps out neither IMAP nor
//!   deliveries (nor does Dovecot's without a lock on the mailbox).
//! - A message that IMAP expunges meanwhile keeps its number, its size and its unique-id. RETR and TOP
//!   answer `-ERR`, DELE is accepted, and UPDATE passes over it.
//! - Messages that IMAP has marked with `\Deleted` are there until they are expunged. DELE does not
//!   set that flag, so that IMAP sees nothing before UPDATE, and then an expunge like any other.
//! - Message numbers and unique-ids come from UIDs: the order is that of IMAP, and a unique-id is
//!   lost with UIDVALIDITY only.
//! - RETR leaves `\Seen` as it is; with [`AfterRetr::MarkSeen`](crate::AfterRetr), QUIT sets it, as
//!   Dovecot does unless `pop3_no_flag_updates` is set.

mod access;
mod answer;
mod apop;
mod auth;
mod capa;
mod dele;
mod lang;
mod legal;
mod list;
mod login;
mod maildrop;
mod noop;
mod pass;
mod quit;
mod retr;
mod rset;
mod stat;
mod stls;
mod top;
mod uidl;
mod user;
mod utf8;

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::limits::{
    ERRORS_IN_A_ROW_MAX, POP3_COMMAND_OCTETS_MAX, POP3_SAID_PER_TURN_MAX, SASL_RESPONSE_OCTETS_MAX,
};
use mailscope_base::{
    AccountId, Deadline, Duration, Instant, MessageNumber, Reason, Uid, UidValidity,
};
use mailscope_store::{Message, PopMode, Store};
use mailscope_wire::pop3::{BadCommand, Code, Command};
use mailscope_wire::{Endpoint, Framer, Grammar, Input, Output, StateName};

use crate::sasl::Exchange;
use crate::{Notice, Policy, ServerEvent, Tls, Turn};
use answer::Answer;
pub(crate) use answer::too_many_connections;
pub use legal::{AUTHORIZATION, LEGAL, TRANSACTION, UPDATE};
use maildrop::Maildrop;
pub use stls::DISCARDED;

/// RFC 1939 §3: at least 10 minutes.
const AUTOLOGOUT: Duration = Duration::from_mins(10);

/// One POP3 session.
#[derive(Clone, Debug)]
pub struct Pop3Server {
    framer: Framer,
    state: State,
    policy: Policy,
    /// The greeting's, for APOP.
    timestamp: Option<String>,
    /// UTF-8 mode (RFC 6856 §2.1).
    utf8: bool,
    /// Nothing before the connection stands and after it is closed.
    last_input: Option<Instant>,
    errors_in_a_row: u32,
    login_failures: u32,
    /// Whether the user wants what others have fetched, too.
    mode: PopMode,
    /// Commands since the beginning of a second.
    commands: u32,
    second: Instant,
    /// Octets said in this turn.
    said: usize,
    /// Enough for one turn is said, and there may be more commands.
    has_more: bool,
}

#[derive(Clone, Debug)]
enum State {
    /// `AUTHORIZATION`, with the argument of the last USER.
    Authorization { user: Option<Bytes> },
    /// `AUTHORIZATION`, too: AUTH is in progress, and what comes is no command.
    Authenticating(Exchange),
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
    /// Where the message of that number is in its mailbox, or was when the session took the
    /// maildrop. Nothing outside of `TRANSACTION`.
    pub fn place_of(&self, number: MessageNumber) -> Option<(UidValidity, Uid)> {
        match &self.state {
            State::Transaction(maildrop) => maildrop.place_of(number),
            _ => None,
        }
    }

    /// Whether DELE has marked the message of that number: it stays until QUIT (RFC 1939 §5).
    pub fn is_marked(&self, number: MessageNumber) -> bool {
        matches!(&self.state, State::Transaction(maildrop) if maildrop.is_marked(number))
    }

    /// The messages that the session numbers: the position is the message number (RFC 1939 §5).
    /// Nothing outside of `TRANSACTION`.
    pub const fn messages(&self) -> Option<&Vector<Message>> {
        match &self.state {
            State::Transaction(maildrop) => Some(maildrop.messages()),
            _ => None,
        }
    }

    /// Whether RETR has handed out the message of that number in this session.
    pub fn was_retrieved(&self, number: MessageNumber) -> bool {
        matches!(&self.state, State::Transaction(drop) if drop.was_retrieved(number))
    }

    /// A session that waits for its connection, in clear.
    pub fn new() -> Self {
        Self::with(Policy::default())
    }

    /// A session that waits for its connection, where `policy` holds.
    pub fn with(policy: Policy) -> Self {
        Self {
            framer: Framer::new(POP3_COMMAND_OCTETS_MAX),
            state: State::Authorization { user: None },
            policy,
            timestamp: None,
            utf8: false,
            last_input: None,
            errors_in_a_row: 0,
            login_failures: 0,
            mode: PopMode::Normal,
            commands: 0,
            second: Instant::START,
            said: 0,
            has_more: false,
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
            State::Authorization { .. } | State::Authenticating(_) => AUTHORIZATION,
            State::Transaction(_) => TRANSACTION,
            State::Update => UPDATE,
        }
    }

    /// Reads line after line, until there is no other one or enough is said for one turn.
    fn advance(&mut self, cx: &mut Turn<'_>) {
        self.said = 0;
        self.has_more = false;
        while self.last_input.is_some() && self.policy.tls != Tls::Negotiating {
            if self.said >= POP3_SAID_PER_TURN_MAX {
                self.has_more = self.framer.pending() > 0;
                return;
            }
            let authenticating = matches!(self.state, State::Authenticating(_));
            // RFC 2449 §4 bounds commands; what answers a challenge is none.
            self.framer.limit_lines(if authenticating {
                SASL_RESPONSE_OCTETS_MAX
            } else {
                POP3_COMMAND_OCTETS_MAX
            });
            match self.framer.next_line() {
                None => return,
                Some(line) if authenticating => auth::line(self, line.ok(), cx),
                Some(Ok(line)) => self.command(&line, cx),
                Some(Err(_)) => self.refuse("a command has at most 255 octets", cx),
            }
        }
    }

    fn command(&mut self, line: &Bytes, cx: &mut Turn<'_>) {
        cx.read(Grammar::Pop3Command, line.clone());
        if self.is_too_fast(cx.now) {
            let answer = Answer::err("too many commands in a second").with_code(Code::SysTemp);
            self.say(answer, cx);
            return self.end(cx);
        }
        match Command::parse(line) {
            Ok(command) => {
                let answer = self.obey(command, cx);
                self.conclude(answer, cx);
            }
            Err(bad) => self.refuse(&explain(&bad), cx),
        }
    }

    fn is_too_fast(&mut self, now: Instant) -> bool {
        if now.since(self.second) >= Duration::from_secs(1) {
            (self.second, self.commands) = (now, 0);
        }
        self.commands += 1;
        self.commands > self.policy.commands_per_second
    }

    fn obey(&mut self, command: Command, cx: &mut Turn<'_>) -> Answer {
        let verb = command.verb();
        let here = self.state_name();
        let rule = legal::find(verb);
        if !rule.is_some_and(|rule| rule.states.contains(&here)) {
            let states: Vec<_> = rule.map_or(&[][..], |r| r.states).iter().map(|s| s.0).collect();
            let states = states.join(" and ");
            return Answer::err(format!("{verb} is legal in {states}; this is {}", here.0));
        }
        self.errors_in_a_row = 0;
        let utf8 = self.utf8;
        match (&mut self.state, command) {
            (_, Command::Capa) => capa::run(self),
            (_, Command::Lang(range)) => lang::run(range.as_deref()),
            (_, Command::Quit) => quit::run(self, cx),
            (State::Transaction(drop), Command::Stat) => stat::run(drop),
            (State::Transaction(drop), Command::List(number)) => list::run(drop, number),
            (State::Transaction(drop), Command::Uidl(number)) => uidl::run(drop, number),
            (State::Transaction(drop), Command::Retr(number)) => {
                retr::run(drop, number, utf8, cx.host)
            }
            (State::Transaction(drop), Command::Top(number, lines)) => {
                top::run(drop, number, lines, utf8, cx.host)
            }
            (State::Transaction(drop), Command::Dele(number)) => dele::run(drop, number),
            (State::Transaction(_), Command::Noop) => noop::run(),
            (State::Transaction(drop), Command::Rset) => rset::run(drop),
            (State::Authorization { .. }, command) => self.introduce(command, cx),
            _ => Answer::err(format!("{verb} is not possible here")),
        }
    }

    /// What is legal in AUTHORIZATION only.
    fn introduce(&mut self, command: Command, cx: &mut Turn<'_>) -> Answer {
        match command {
            Command::User(name) => user::run(self, name),
            Command::Pass(password) => pass::run(self, &password, cx),
            Command::Apop { name, digest } => apop::run(self, &name, digest, cx),
            Command::Auth { mechanism, initial } => auth::run(self, &mechanism, initial, cx),
            Command::Stls => stls::run(self),
            Command::Utf8 => utf8::run(self),
            other => Answer::err(format!("{} is not possible here", other.verb())),
        }
    }

    /// Sends an answer, and does what comes after it.
    fn conclude(&mut self, answer: Answer, cx: &mut Turn<'_>) {
        self.say(answer, cx);
        if matches!(self.state, State::Update) {
            // RFC 1939 §6: QUIT answers after the maildrop is free again, then the connection is
            // closed.
            self.last_input = None;
            cx.close();
        } else if self.policy.tls == Tls::Negotiating {
            stls::begin(self, cx);
        } else if login::is_guessing(self) {
            self.end(cx);
        }
    }

    fn say(&mut self, answer: Answer, cx: &mut Turn<'_>) {
        let about = answer.about;
        let frame = answer.into_frame();
        self.said += frame.bytes.len();
        cx.out.push(Output::Sent { frame, about });
    }

    fn refuse(&mut self, text: &str, cx: &mut Turn<'_>) {
        self.errors_in_a_row += 1;
        let text: String = text.chars().filter(char::is_ascii).collect();
        self.say(Answer::err(text), cx);
        if self.errors_in_a_row >= ERRORS_IN_A_ROW_MAX {
            self.end(cx);
        }
    }

    /// Ends without UPDATE: nothing is removed, the maildrop is free again (RFC 1939 §3, §6).
    fn end(&mut self, cx: &mut Turn<'_>) {
        if self.last_input.take().is_none() {
            return;
        }
        self.has_more = false;
        if let State::Transaction(maildrop) = core::mem::replace(&mut self.state, State::Update) {
            maildrop.release(cx);
        }
        cx.close();
    }

    /// The greeting (RFC 1939 §4), with a timestamp where APOP is accepted (RFC 1939 §7).
    fn greet(&mut self, cx: &mut Turn<'_>) {
        self.last_input = Some(cx.now);
        cx.enter(AUTHORIZATION);
        self.timestamp = self.policy.pop3.apop.then(|| apop::timestamp(cx));
        let mut text = format!("{} Mailscope POP3 ready", cx.host.host_name());
        if let Some(timestamp) = &self.timestamp {
            text.push(' ');
            text.push_str(timestamp);
        }
        self.say(Answer::ok(text), cx);
    }
}

impl Endpoint for Pop3Server {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, cx: &mut Turn<'_>) {
        match input {
            Input::Opened => self.greet(cx),
            Input::Received(bytes) => {
                if self.last_input.is_some() && self.policy.tls != Tls::Negotiating {
                    self.last_input = Some(cx.now);
                    self.framer.push(&bytes);
                    self.advance(cx);
                }
            }
            Input::TlsEstablished => stls::established(self),
            Input::PeerClosed | Input::TlsFailed(_) => self.end(cx),
            Input::DeadlineReached if self.has_more => {
                self.last_input = Some(cx.now);
                self.advance(cx);
            }
            Input::DeadlineReached => {
                // RFC 1939 §3: closes without removing anything and without a word.
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    self.end(cx);
                }
            }
            // What others change is not shown: message numbers hold for the session (RFC 1939 §5).
            Input::Action(Notice(_)) => {}
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        let last_input = self.last_input?;
        if self.has_more {
            return Some(Deadline { at: last_input, reason: Reason("pop3-more-commands") });
        }
        Some(Deadline { at: last_input + AUTOLOGOUT, reason: Reason("pop3-autologout") })
    }
}

fn explain(bad: &BadCommand) -> String {
    match &bad.verb {
        Some(verb) if legal::find(verb).is_some() => {
            format!("{verb}: {}", bad.diagnostic.sentence())
        }
        Some(verb) if verb.len() <= 32 && verb.bytes().all(|octet| octet.is_ascii_graphic()) => {
            format!("{verb}: no such command")
        }
        _ => "no such command".to_owned(),
    }
}
