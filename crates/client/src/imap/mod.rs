//! The client's end of an IMAP connection (RFC 9051, RFC 3501): it logs in, synchronises the
//! mailbox that a person looks at, carries the device's changes to the server, and waits with IDLE
//! or leaves.
//!
//! Commands whose meaning cannot depend on each other's answers are sent without waiting (RFC 9051
//! §5.5): ENABLE and LIST, and changes of different messages. Where CONDSTORE or QRESYNC is offered, the
//! device asks for what has changed and not for everything (RFC 7162).

mod authenticate;
mod check;
mod command;
mod empty;
mod filing;
mod folders;
mod keep;
mod login;
mod pipeline;
mod resynchronise;
mod search;
mod selection;
mod state;
mod synchronise;
mod task;
mod tls;
mod work;

use std::collections::BTreeSet;

use bytes::Bytes;
use mailscope_base::{Deadline, Duration, Instant, Reason};
use mailscope_wire::imap::{
    Assembled, Assembler, Capability, Code, Response, Status, StatusKind, Tag, Untagged,
};
use mailscope_wire::{Choice, Endpoint, Grammar, Input, StateName};

pub use self::task::{Login, Task};
use crate::TlsPolicy;
use crate::app::{ImapPolicy, Keeps, LocalMail};
use crate::choice;
use crate::event::{ClientEvent, Context, Patience, report};
use check::Round;
use pipeline::Pipeline;
use state::{Capabilities, State, Step};

/// "clients using IDLE are advised to terminate the IDLE and re-issue it at least every 29 minutes"
/// (RFC 2177 §3): one minute earlier is safe.
const IDLE_RENEWAL: Duration = Duration::from_mins(28);

/// The client's end of one IMAP connection.
#[derive(Clone, Debug)]
pub struct ImapClient {
    login: Login,
    policy: ImapPolicy,
    /// Whether TLS protects the connection.
    secure: bool,
    /// The mailbox that the person looks at.
    watched: String,
    assembler: Assembler,
    state: State,
    /// The state that was told last.
    shown: Option<StateName>,
    capabilities: Capabilities,
    /// The mailbox, of those that the person looked at, that became known last on this connection.
    looked_at: Option<String>,
    folders: Folders,
    round: Round,
    tags: u32,
    in_flight: Pipeline,
    /// What ENABLE has switched on.
    enabled: Enabled,
    /// A person wants to know whether there is anything new.
    check_asked: bool,
    /// Nothing more can be done on this connection.
    must_leave: bool,
    patience: Patience,
}

impl ImapClient {
    /// A client that waits for its connection, and will look at the mailbox `watched`.
    pub fn new(login: Login, policy: ImapPolicy, watched: &str, now: Instant) -> Self {
        Self {
            secure: login.tls == TlsPolicy::Implicit,
            login,
            policy,
            watched: watched.to_owned(),
            assembler: Assembler::for_client(),
            state: State::Connecting,
            shown: State::Connecting.name(),
            capabilities: Capabilities::default(),
            looked_at: None,
            folders: Folders::default(),
            round: Round::default(),
            tags: 0,
            in_flight: Pipeline::default(),
            enabled: Enabled::default(),
            check_asked: false,
            must_leave: false,
            patience: Patience(now),
        }
    }

    /// The client's view of its session.
    pub fn state(&self) -> Option<StateName> {
        if self.idling().is_some() {
            return Some(StateName("Idling"));
        }
        self.state.name()
    }

    /// Whether the client waits for the server's answer.
    pub fn busy(&self) -> bool {
        match self.state {
            State::Connecting | State::Greeting | State::Handshake => true,
            State::NotAuthenticated | State::Authenticated | State::Selected(_) => {
                !self.in_flight.is_empty() && self.idling().is_none()
            }
            State::Logout | State::Closed => false,
        }
    }

    /// Whether the client is saying goodbye: what is asked of it now has to wait for another
    /// connection.
    pub fn leaving(&self) -> bool {
        matches!(self.state, State::Logout | State::Closed)
    }

    /// Since when the client has been idling.
    fn idling(&self) -> Option<Instant> {
        self.in_flight.idling()
    }

    fn received(&mut self, bytes: &[u8], cx: &mut Context<'_>) {
        self.patience = Patience(cx.now);
        self.assembler.push(bytes);
        // What arrives during a handshake was sent in clear before it, by whoever (RFC 9051 §11.1).
        while !matches!(self.state, State::Closed | State::Handshake) {
            let Some(frame) = self.assembler.next() else { break };
            self.frame(frame, cx);
            self.report(cx);
        }
    }

    fn frame(&mut self, frame: Assembled, cx: &mut Context<'_>) {
        let bytes = match frame {
            Assembled::Message(bytes) => bytes,
            // No server waits with a literal.
            Assembled::WantsContinuation { .. } => return,
            Assembled::LiteralTooLarge { unread, .. } | Assembled::LineTooLong { unread } => {
                cx.read(Grammar::Opaque, unread);
                cx.choose(choice::RESPONSE_TOO_LONG);
                return self.hang_up(cx);
            }
            Assembled::Skipped(octets) => return cx.read(Grammar::Opaque, octets),
        };
        cx.read(Grammar::ImapResponse, bytes.clone());
        match Response::parse_shared(&bytes) {
            Ok(Response::Continue { text }) if self.challenged(&text, cx) => {}
            Ok(Response::Continue { .. }) => self.go_on(cx),
            Ok(Response::Tagged { tag, status }) => self.tagged(&tag, &status, cx),
            Ok(Response::Untagged(data)) => self.untagged(data, cx),
            Err(_) => cx.choose(choice::RESPONSE_IGNORED),
        }
    }

    /// A command is done (RFC 9051 §7.1).
    fn tagged(&mut self, tag: &Tag, status: &Status, cx: &mut Context<'_>) {
        let Some(in_flight) = self.in_flight.take(tag) else {
            return cx.choose(choice::RESPONSE_IGNORED);
        };
        if let Some(Code::Capability(listed)) = &status.code {
            self.capabilities.learn(listed);
        }
        self.complete(in_flight.step, status, cx);
        self.report(cx);
        self.advance(cx);
    }

    fn complete(&mut self, step: Step, status: &Status, cx: &mut Context<'_>) {
        let (ok, code) = (status.kind == StatusKind::Ok, status.code.as_ref());
        match step {
            Step::StartTls => self.start_tls_answered(ok, cx),
            Step::Login => self.logged_in(ok, code, cx),
            Step::Authenticate(exchange) => self.authenticated(&exchange, ok, code, cx),
            // A server that does not answer is taken as one without extensions.
            Step::Capability => self.capabilities.known = true,
            Step::Enable => self.enable_done(ok, cx),
            Step::List(folders) => self.listed(folders, ok, cx),
            Step::Select(draft) => self.selected(*draft, ok, cx),
            Step::Flags => self.flags_done(ok, cx),
            Step::Changes => self.changes_done(ok, cx),
            Step::Search(found) => self.search_done(&found, ok, cx),
            Step::Status(mailbox) => self.status_done(&mailbox, ok, cx),
            Step::Recent(found) => self.recent_done(&found, ok, cx),
            Step::Bodies(batch) => self.bodies_done(&batch, ok, cx),
            Step::KnownFlags => {}
            Step::Summaries => Self::summaries_done(ok, cx),
            Step::News | Step::Noop => self.stale(),
            Step::IdleAsked | Step::Idling { .. } | Step::IdleDone => {
                if !ok {
                    self.capabilities.idle = false;
                }
            }
            Step::File(number) => self.filed(number, ok, code, cx),
            Step::Folder(number) => self.folder_changed(number, ok, &status.text, cx),
            Step::Empty(number, ids) => self.emptied(number, &ids, ok, cx),
            Step::Find(number, found) => self.search_answered(number, &found, ok, cx),
            Step::MakeFolder => self.folder_made(ok, cx),
            Step::Work(job) => self.job_done(&job, ok, code, cx),
            Step::Logout => {
                cx.tell(ClientEvent::Finished);
                self.hang_up(cx);
            }
        }
    }

    /// Data that no command asked for, or that a command asked for: a
    /// client has to accept any response at any time (RFC 9051 §7).
    fn untagged(&mut self, data: Untagged, cx: &mut Context<'_>) {
        match data {
            Untagged::Status(status) => self.untagged_status(status, cx),
            Untagged::Capability(listed) => self.capabilities.learn(&listed),
            Untagged::List { attributes, delimiter, mailbox, .. }
            | Untagged::Lsub { attributes, delimiter, mailbox } => {
                self.list_item(&attributes, delimiter, &mailbox, cx);
            }
            Untagged::StatusData { mailbox, values } => {
                let name = mailbox.decode(self.capabilities.rev2);
                self.status_told(name.unwrap_or_else(|| mailbox.as_str().to_owned()), &values);
            }
            Untagged::Exists(count) => self.exists(count, cx),
            Untagged::Expunge(seq) => self.expunged(seq, cx),
            Untagged::Vanished { earlier, uids } => self.vanished(earlier, &uids, cx),
            Untagged::Enabled(capabilities) => self.enabled.learn(&capabilities),
            Untagged::Search(found) => self.found(found.numbers),
            Untagged::Esearch(found) => self.found_set(found.all.as_ref()),
            Untagged::Fetch { seq, values } => self.fetched(seq, values, cx),
            // FLAGS, RECENT and what is not known here: recorded by its reading, of no use to this
            // client.
            _ => {}
        }
        self.interrupt_idle(cx);
    }

    fn untagged_status(&mut self, status: Status, cx: &mut Context<'_>) {
        let Status { kind, code, .. } = status;
        match &code {
            Some(Code::Capability(listed)) => self.capabilities.learn(listed),
            Some(code) => self.untagged_code(code),
            None => {}
        }
        if kind == StatusKind::Bye {
            if !self.in_flight.is_logging_out() {
                cx.choose(choice::SERVER_SAID_BYE);
                self.in_flight.clear();
            }
            self.state = State::Logout;
        } else if matches!(self.state, State::Greeting) {
            self.greeted(kind, cx);
        }
    }

    /// Tells what has changed since this was called last.
    fn report(&mut self, cx: &mut Context<'_>) {
        let state = self.state();
        report(&mut self.shown, state, cx);
    }

    /// Closes this end.
    fn hang_up(&mut self, cx: &mut Context<'_>) {
        self.in_flight.clear();
        self.state = State::Closed;
        self.report(cx);
        cx.close();
    }

    /// The server has closed, or the connection was cut.
    fn cut(&mut self, cx: &mut Context<'_>) {
        if self.in_flight.is_logging_out() {
            cx.tell(ClientEvent::Finished);
        } else if !self.leaving() {
            cx.choose(choice::CONNECTION_LOST);
        }
        self.in_flight.clear();
        self.state = State::Closed;
    }

    fn deadline_reached(&mut self, cx: &mut Context<'_>) {
        match self.deadline() {
            Some(Deadline { at, .. }) if at > cx.now => {}
            Some(Deadline { reason: Reason("idle-renewal"), .. }) => {
                cx.choose(choice::IDLE_RENEWED);
                // Of the other folders, IDLE says nothing.
                cx.choose(choice::OTHERS_AT_RENEWAL);
                self.folders.listed = false;
                self.end_idle(cx);
            }
            Some(_) => {
                cx.choose(choice::SERVER_SILENT);
                self.hang_up(cx);
            }
            None => {}
        }
    }

    fn asked(&mut self, task: Task, cx: &mut Context<'_>) {
        match task {
            Task::Work => {}
            Task::OpenFolder(name) => self.watched = name,
            Task::Synchronise => {
                self.check_asked = true;
                self.folders.listed = false;
            }
            Task::Configure(policy) => self.configure(policy, cx),
        }
        self.interrupt_idle(cx);
        self.advance(cx);
    }

    /// What other settings ask for is found out by looking at everything once more.
    fn configure(&mut self, policy: ImapPolicy, cx: &mut Context<'_>) {
        let former = core::mem::replace(&mut self.policy, policy);
        if (former.keeps, former.shows) == (policy.keeps, policy.shows) {
            return;
        }
        self.folders.listed = false;
        if policy.keeps == Keeps::Headers && former.keeps != Keeps::Headers {
            cx.choose(choice::BODIES_STAY);
        }
    }

    /// Sends a choice once it is certain that the client makes use of it.
    fn choose_if(&self, condition: bool, choice: Choice, cx: &mut Context<'_>) {
        if condition && !self.leaving() {
            cx.choose(choice);
        }
    }
}

impl Endpoint for ImapClient {
    type Host = LocalMail;
    type Action = Task;
    type Event = ClientEvent;

    fn handle(&mut self, input: Input<Task>, cx: &mut Context<'_>) {
        match input {
            Input::Opened => {
                self.patience = Patience(cx.now);
                if matches!(self.state, State::Connecting) {
                    self.state = State::Greeting;
                }
            }
            Input::Received(bytes) => {
                let bytes: Bytes = bytes;
                self.received(&bytes, cx);
            }
            Input::TlsEstablished => self.tls_established(cx),
            Input::TlsFailed(_) => self.tls_failed(cx),
            Input::PeerClosed => self.cut(cx),
            Input::DeadlineReached => self.deadline_reached(cx),
            Input::Action(task) => self.asked(task, cx),
        }
        self.report(cx);
    }

    fn deadline(&self) -> Option<Deadline> {
        if matches!(self.state, State::Closed) {
            return None;
        }
        Some(match self.idling() {
            Some(since) => Deadline { at: since + IDLE_RENEWAL, reason: Reason("idle-renewal") },
            None => Deadline { at: self.patience.end(), reason: Reason("server-silent") },
        })
    }
}

/// What has been asked about folders on this connection.
#[derive(Clone, Debug, Default)]
struct Folders {
    /// The list of them.
    listed: bool,
    /// To make these, because something that was written here shall be in them.
    made: BTreeSet<String>,
    /// To see whether these are still there, because the server does not open them.
    doubted: BTreeSet<String>,
}

/// What ENABLE has switched on (RFC 9051 §7.2.1).
#[derive(Clone, Copy, Debug, Default)]
struct Enabled {
    /// Whether the client has asked.
    asked: bool,
    qresync: bool,
}

impl Enabled {
    fn learn(&mut self, listed: &[Capability]) {
        self.qresync |= listed.iter().any(|c| c.0.eq_ignore_ascii_case("QRESYNC"));
    }
}

impl Capabilities {
    /// `capability-data` (RFC 9051 §7.2.2). `IMAP4rev2` contains what were extensions before (RFC
    /// 9051, Appendix E); beside `IMAP4rev1` it would have to be enabled first (Appendix A).
    fn learn(&mut self, listed: &[Capability]) {
        let has = |name: &str| listed.iter().any(|c| c.0.eq_ignore_ascii_case(name));
        let rev2 = has("IMAP4rev2") && !has("IMAP4rev1");
        *self = Self {
            known: true,
            idle: rev2 || has("IDLE"),
            r#move: rev2 || has("MOVE"),
            uidplus: rev2 || has("UIDPLUS"),
            start_tls: has("STARTTLS"),
            scram: has("AUTH=SCRAM-SHA-256"),
            plain: has("AUTH=PLAIN"),
            sasl_ir: rev2 || has("SASL-IR"),
            login_disabled: has("LOGINDISABLED"),
            enable: rev2 || has("ENABLE"),
            // QRESYNC comes with CONDSTORE (RFC 7162 §3.2.3).
            condstore: has("CONDSTORE") || has("QRESYNC"),
            qresync: has("QRESYNC"),
            esearch: rev2 || has("ESEARCH"),
            list_extended: rev2 || has("LIST-EXTENDED"),
            list_status: rev2 || has("LIST-STATUS"),
            special_use: has("SPECIAL-USE"),
            rev2,
        };
    }
}
