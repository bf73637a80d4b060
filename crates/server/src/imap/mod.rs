//! IMAP sessions (RFC 3501, RFC 9051).
//!
//! ```text
//! Not Authenticated --LOGIN--> Authenticated --SELECT, EXAMINE--> Selected
//!                                    ^                                |
//!                                    +--CLOSE, UNSELECT, failed SELECT+
//! Authenticated, Selected --IDLE--> Idling --DONE--> back
//! any --LOGOUT, autologout, connection lost--> Logout
//! ```
//!
//! Idling is not a state of the RFCs: it is the time during which IDLE is in progress.

mod append;
mod authenticate;
mod believed;
mod binary;
mod body;
mod body_structure;
mod capability;
mod check;
mod close;
mod condstore;
mod copy;
mod create;
mod cx;
mod delete;
mod dispatch;
mod enable;
mod enabled;
mod envelope;
mod expunge;
mod fetch;
mod fetch_items;
mod field;
mod id;
mod idle;
mod ids;
mod legal;
mod list;
mod login;
mod logout;
mod lsub;
mod mailbox_line;
mod media_type;
mod mime;
mod names;
mod namespace;
mod noop;
mod notices;
mod notify;
mod pattern;
mod pending;
mod preview;
mod quota;
mod recent;
mod refusal;
mod rename;
mod resync;
mod rfc2231;
mod search;
mod select;
mod selection;
mod sort;
mod starttls;
mod status;
mod status_data;
mod store;
mod subscribe;
mod thread;
mod unauthenticate;
mod unselect;
mod updates;
mod watch;

use bytes::Bytes;
use mailscope_base::limits::{
    ERRORS_IN_A_ROW_MAX, LINE_OCTETS_MAX, LITERAL_OCTETS_BEFORE_LOGIN_MAX, LITERAL_OCTETS_MAX,
};
use mailscope_base::{AccountId, Deadline, Duration, Instant, Reason};
use mailscope_store::Store;
use mailscope_wire::imap::{
    Assembled, Assembler, BadCommand, Code, Command, Encoder, Response, Status, Tag, Untagged,
};
use mailscope_wire::{Endpoint, Grammar, Input, StateName};

use crate::sasl::Exchange;
use crate::{Notice, Policy, ServerEvent, Tls, Turn};
pub use believed::Believed;
pub use capability::{OFFERS, Offer, When};
pub(crate) use cx::{ServerCx, too_many_connections};
use cx::{send, tell, tell_fetch};
use enabled::Enabled;
pub use legal::{AUTHENTICATED, IDLING, LEGAL, LOGOUT, NOT_AUTHENTICATED, SELECTED};
use selection::Selection;
pub use starttls::DISCARDED;
use status::{WithCode as _, bad, bye, ok};
use watch::Watch;

/// RFC 9051 §5.4: at least 30 minutes once somebody has logged in.
const AUTOLOGOUT: Duration = Duration::from_mins(30);

/// One IMAP session.
#[derive(Clone, Debug)]
pub struct ImapServer {
    assembler: Assembler,
    state: State,
    enabled: Enabled,
    watch: Watch,
    encoder: Encoder,
    /// Octets of the command under way that are told as read already.
    announced: usize,
    /// The tag of that command.
    tag: Option<Tag>,
    /// Nothing before the connection stands and after it is closed.
    last_input: Option<Instant>,
    errors_in_a_row: u32,
    login_failures: u32,
    /// Commands since the beginning of a second.
    commands: u32,
    second: Instant,
    policy: Policy,
}

#[derive(Clone, Debug)]
enum State {
    NotAuthenticated,
    /// AUTHENTICATE is in progress: what comes is no command.
    Authenticating {
        tag: Tag,
        exchange: Exchange,
    },
    Authenticated(AccountId),
    Selected(AccountId, Selection),
    Idling {
        account: AccountId,
        selection: Option<Selection>,
        tag: Tag,
    },
    Logout,
}

impl State {
    /// The mailbox that is selected, idling or not.
    const fn selection_mut(&mut self) -> Option<(AccountId, &mut Selection)> {
        match self {
            Self::Selected(account, selection)
            | Self::Idling { account, selection: Some(selection), .. } => {
                Some((*account, selection))
            }
            _ => None,
        }
    }
}

impl Default for ImapServer {
    fn default() -> Self {
        Self::new()
    }
}

impl ImapServer {
    /// A session that waits for its connection, in clear.
    pub fn new() -> Self {
        Self::with(Policy::default())
    }

    /// A session that waits for its connection, where `policy` holds.
    pub fn with(policy: Policy) -> Self {
        Self {
            assembler: Assembler::new(),
            state: State::NotAuthenticated,
            enabled: Enabled::default(),
            watch: Watch::default(),
            encoder: Encoder::default(),
            announced: 0,
            tag: None,
            last_input: None,
            errors_in_a_row: 0,
            login_failures: 0,
            commands: 0,
            second: Instant::START,
            policy,
        }
    }

    /// As if the connection had just been opened, but for the connection itself.
    fn forget_user(&mut self) {
        *self = Self {
            assembler: core::mem::take(&mut self.assembler),
            last_input: self.last_input,
            commands: self.commands,
            second: self.second,
            login_failures: self.login_failures,
            ..Self::with(self.policy)
        };
    }

    /// Who has logged in.
    pub const fn account(&self) -> Option<AccountId> {
        match &self.state {
            State::Authenticated(account)
            | State::Selected(account, _)
            | State::Idling { account, .. } => Some(*account),
            State::NotAuthenticated | State::Authenticating { .. } | State::Logout => None,
        }
    }

    /// The state's name.
    pub const fn state_name(&self) -> StateName {
        match &self.state {
            State::NotAuthenticated | State::Authenticating { .. } => NOT_AUTHENTICATED,
            State::Authenticated(_) => AUTHENTICATED,
            State::Selected(..) => SELECTED,
            State::Idling { .. } => IDLING,
            State::Logout => LOGOUT,
        }
    }

    const fn selection_mut(&mut self) -> Option<(AccountId, &mut Selection)> {
        self.state.selection_mut()
    }

    /// Takes everything out of the assembler that is complete.
    fn advance(&mut self, cx: &mut ServerCx<'_>) {
        loop {
            let between_commands = match self.state {
                State::Logout => return,
                _ if self.policy.tls == Tls::Negotiating => return,
                State::Idling { .. } | State::Authenticating { .. } => false,
                _ => true,
            };
            let next =
                if between_commands { self.next_command() } else { self.assembler.next_line() };
            match next {
                None => return,
                // The rest of what was refused.
                Some(Assembled::Skipped(octets)) => cx.read(Grammar::Opaque, octets),
                Some(assembled) if between_commands => self.assembled(assembled, cx),
                Some(Assembled::Message(line)) => self.line(Some(line), cx),
                Some(Assembled::LineTooLong { unread }) => {
                    cx.read(Grammar::Opaque, unread);
                    self.line(None, cx);
                }
                Some(_) => {}
            }
        }
    }

    /// A line that is no command; nothing if it was too long.
    fn line(&mut self, line: Option<Bytes>, cx: &mut ServerCx<'_>) {
        match self.state {
            State::Idling { .. } => idle::line(self, line, cx),
            _ => authenticate::line(self, line, cx),
        }
    }

    /// A stranger may send only what a login needs.
    fn next_command(&mut self) -> Option<Assembled> {
        let known = self.account().is_some();
        let max = if known { LITERAL_OCTETS_MAX } else { LITERAL_OCTETS_BEFORE_LOGIN_MAX };
        self.assembler.limit_literals(max);
        self.assembler.next()
    }

    fn assembled(&mut self, assembled: Assembled, cx: &mut ServerCx<'_>) {
        match assembled {
            Assembled::Message(message) => {
                self.read(&message, cx);
                self.announced = 0;
                self.tag = None;
                self.command(&message, cx);
            }
            Assembled::WantsContinuation { so_far, size } => {
                // RFC 9051 §4.3: the client waits for the continuation before it sends the literal.
                self.read(&so_far, cx);
                if let Some((tag, verb, status)) = self.hopeless(&so_far, size, cx) {
                    // It need not be sent to be refused.
                    self.announced = 0;
                    self.tag = None;
                    let unread = self.assembler.refuse_literal();
                    if !unread.is_empty() {
                        cx.read(Grammar::ImapContinuationData, unread);
                    }
                    return match tag {
                        Some(tag) => dispatch::complete(self, tag, &verb, status, cx),
                        None => self.refuse((None, status), cx),
                    };
                }
                self.tag = self.tag.take().or_else(|| tag_of(&so_far));
                self.announced = so_far.len();
                self.assembler.accept_literal();
                send(&Response::Continue { text: "go on".to_owned() }, None, cx);
            }
            Assembled::LiteralTooLarge { unread, .. } => {
                // RFC 7888 §4, first choice: what does not wait is read and refused. What waits for
                // a continuation is not sent without one (RFC 9051 §4.3).
                let appends = self.announced == 0 && append::is_announced_by(&unread);
                match self.give_up(unread, cx) {
                    // RFC 7889 §4, RFC 4469 §4.2: a message that is too large is no error of syntax.
                    Some(tag) if appends => {
                        dispatch::complete(self, tag, "APPEND", append::too_large(), cx);
                    }
                    tag => {
                        let code = Code::Atom("TOOBIG".to_owned());
                        self.refuse((tag, bad("literal too large").with_code(code)), cx);
                    }
                }
            }
            Assembled::LineTooLong { unread } => {
                let tag = self.give_up(unread, cx);
                self.refuse((tag, bad("line too long")), cx);
            }
            Assembled::Skipped(octets) => cx.read(Grammar::Opaque, octets),
        }
    }

    /// Ends a command whose end is not read: tells what has not been told of it, and returns its
    /// tag.
    fn give_up(&mut self, unread: Bytes, cx: &mut ServerCx<'_>) -> Option<Tag> {
        let begins = core::mem::take(&mut self.announced) == 0;
        let tag = self.tag.take().or_else(|| tag_of(&unread).filter(|_| begins));
        let grammar = if begins { Grammar::ImapCommand } else { Grammar::ImapContinuationData };
        if !unread.is_empty() {
            cx.read(grammar, unread);
        }
        tag
    }

    /// Tells as read what has not been told of this command.
    fn read(&self, message: &Bytes, cx: &mut ServerCx<'_>) {
        let (grammar, from) = match self.announced {
            0 => (Grammar::ImapCommand, 0),
            n => (Grammar::ImapContinuationData, n.min(message.len())),
        };
        if from < message.len() {
            cx.read(grammar, message.slice(from..));
        }
    }

    fn command(&mut self, message: &Bytes, cx: &mut ServerCx<'_>) {
        if cx.now.since(self.second) >= Duration::from_secs(1) {
            (self.second, self.commands) = (cx.now, 0);
        }
        self.commands += 1;
        if self.commands > self.policy.commands_per_second {
            let code = Code::Atom("LIMIT".to_owned());
            let status = bye("too many commands in a second").with_code(code);
            tell(Untagged::Status(status), None, cx);
            return self.end(cx);
        }
        match Command::parse(message) {
            Ok(command) => dispatch::run(self, command, cx),
            Err(unreadable) => self.refuse(explain(unreadable), cx),
        }
    }

    /// Why a command that is not complete is refused whatever follows, with its tag and verb: the
    /// verb is none of this server's or of this state, something does not fit the grammar, or no
    /// message can be appended there.
    fn hopeless(
        &self,
        beginning: &[u8],
        size: u32,
        cx: &ServerCx<'_>,
    ) -> Option<(Option<Tag>, String, Status)> {
        let unreadable = Command::parse(beginning).err()?;
        let verb = verb_of(beginning, unreadable.verb.as_deref()?);
        if legal::find(&verb).is_none() {
            let (tag, status) = explain(unreadable);
            return Some((tag, verb, status));
        }
        if let Some(status) = dispatch::illegal(self, &verb) {
            return Some((unreadable.tag, verb, status));
        }
        // What fits so far stops at its end, where the literal comes.
        let fits = unreadable.diagnostic.span.start as usize >= beginning.len();
        if !fits && beginning.len() < LINE_OCTETS_MAX {
            let (tag, status) = explain(unreadable);
            return Some((tag, verb, status));
        }
        let (tag, status) = append::hopeless(self, beginning, size, cx)?;
        Some((Some(tag), verb, status))
    }

    /// Answers what is not a command, or not one for this state: `BAD`, and after too many of them
    /// `BYE`.
    fn refuse(&mut self, (tag, status): (Option<Tag>, Status), cx: &mut ServerCx<'_>) {
        // RFC 9051 §7.1.3: untagged BAD is for what has no readable tag.
        let response = match tag {
            Some(tag) => Response::Tagged { tag, status },
            None => Response::Untagged(Untagged::Status(status)),
        };
        send(&response, None, cx);
        self.errors_in_a_row += 1;
        if self.errors_in_a_row >= ERRORS_IN_A_ROW_MAX {
            self.hang_up("too many errors in a row", cx);
        }
    }

    /// Says `BYE` without being asked (RFC 9051 §7.1.5) and closes.
    fn hang_up(&mut self, text: &str, cx: &mut ServerCx<'_>) {
        send(&Response::Untagged(Untagged::Status(bye(text))), None, cx);
        self.end(cx);
    }

    /// Ends the session: nothing is expunged, for only CLOSE and EXPUNGE do that (RFC 9051 §6.4).
    fn end(&mut self, cx: &mut ServerCx<'_>) {
        if self.last_input.take().is_none() {
            return;
        }
        if self.account().is_some() {
            cx.tell(ServerEvent::LoggedOut);
        }
        self.state = State::Logout;
        cx.enter(LOGOUT);
        cx.close();
    }
}

impl Endpoint for ImapServer {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, turn: &mut Turn<'_>) {
        let mut cx = ServerCx::new(turn, core::mem::take(&mut self.encoder));
        self.handle_with(input, &mut cx);
        self.encoder = cx.encoder;
    }

    fn deadline(&self) -> Option<Deadline> {
        // RFC 9051 §6.3.13: IDLE does not stop the timer; clients begin it anew within 29 minutes.
        let at = self.last_input? + AUTOLOGOUT;
        Some(Deadline { at, reason: Reason("imap-autologout") })
    }
}

impl ImapServer {
    fn handle_with(&mut self, input: Input<Notice>, cx: &mut ServerCx<'_>) {
        match input {
            Input::Opened => {
                self.last_input = Some(cx.now);
                cx.enter(NOT_AUTHENTICATED);
                // Not: RFC 9051 §7.1.4: nobody is known before LOGIN or AUTHENTICATE.
                let name = cx.host.host_name().to_owned();
                let greeting = ok(&format!("{name} Mailscope IMAP ready"))
                    .with_code(Code::Capability(capability::all(self)));
                send(&Response::Untagged(Untagged::Status(greeting)), None, cx);
            }
            Input::Received(bytes) => {
                if self.last_input.is_some() && self.policy.tls != Tls::Negotiating {
                    self.last_input = Some(cx.now);
                    self.assembler.push(&bytes);
                    self.advance(cx);
                }
            }
            Input::TlsEstablished => starttls::established(self),
            Input::PeerClosed | Input::TlsFailed(_) => self.end(cx),
            Input::DeadlineReached => {
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    self.hang_up("nothing heard for 30 minutes", cx);
                }
            }
            Input::Action(Notice(changes)) => notices::hear(self, &changes, cx),
        }
    }
}

/// The tag of a command that is not complete.
fn tag_of(beginning: &[u8]) -> Option<Tag> {
    match Command::parse(beginning) {
        Ok(command) => Some(command.tag),
        Err(unreadable) => unreadable.tag,
    }
}

/// Why a command could not be read, for its sender.
fn explain(unreadable: BadCommand) -> (Option<Tag>, Status) {
    let BadCommand { tag, verb, diagnostic } = unreadable;
    let Some(word) = verb else { return (tag, bad(&diagnostic.sentence())) };
    let text = if legal::find(&word).is_some() {
        format!("{word}: {}", diagnostic.sentence())
    } else if word.len() <= 32 && word.bytes().all(|b| b.is_ascii_graphic()) {
        format!("{word}: no such command")
    } else {
        "no such command".to_owned()
    };
    (tag, bad(&text))
}

/// The verb of a message whose first word after the tag is `word`: after `UID`, the next one
/// belongs to it.
fn verb_of(message: &[u8], word: &str) -> String {
    if word != "UID" {
        return word.to_owned();
    }
    let next = message.split(|b| matches!(b, b' ' | b'\r' | b'\n')).nth(2).unwrap_or_default();
    format!("{word} {}", String::from_utf8_lossy(next).to_ascii_uppercase())
}
