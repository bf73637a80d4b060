//! The client's end of an SMTP connection (RFC 5321): it hands over one message, whether for a mail
//! app that submits it or for a server that relays it.
//!
//! ```text
//! connection -> greeting -> EHLO -> (STARTTLS, EHLO again) -> (AUTH) -> MAIL -> RCPT ... -> DATA
//!            -> the message -> its end -> QUIT
//! ```
//! From each of these places a way leads to the end: what becomes of every recipient is told once, in
//! a [`TransferReport`], whatever happens.

mod auth;
mod content;
mod hello;
mod ledger;
mod offers;
mod patience;
mod transaction;

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_base::{Deadline, Instant};
use mailscope_wire::smtp::{
    Command, Framer, RecipientResult, Reply, Stage, Transaction, TransferReport,
};
use mailscope_wire::{Cx, Endpoint, Grammar, Input, StateName};

use crate::sasl::Exchange;
use crate::{TlsPolicy, choice};
use ledger::Ledger;
use offers::Offers;
use transaction::Progress;

/// What the engine sees and touches during a turn.
type Context<'a> = Cx<'a, (), SmtpEvent>;

/// How the client introduces itself, and what it insists on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpSettings {
    /// What it says in EHLO: a host's name, or an address literal (RFC 5321 §4.1.4).
    pub name: String,
    /// User name and password for submission; a relay has none.
    pub credentials: Option<(String, String)>,
    /// TLS.
    pub tls: TlsPolicy,
}

/// What a [`SmtpClient`] tells its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmtpEvent {
    /// What came of the transaction; told once, as soon as it is known.
    Report(TransferReport),
}

/// The client's end of one SMTP connection.
#[derive(Clone, Debug)]
pub struct SmtpClient {
    settings: SmtpSettings,
    transaction: Transaction,
    framer: Framer,
    link: Link,
    /// The replies that the server owes, in the order of the commands (RFC 2920 §3.1).
    asked: VecDeque<Asked>,
    /// The state that was told last.
    shown: Option<StateName>,
    /// Whether TLS protects the connection.
    secure: bool,
    offers: Offers,
    login: Option<Exchange>,
    progress: Progress,
    ledger: Ledger,
    /// When something was sent, or a reply heard, last.
    since: Instant,
}

/// How the connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// It does not yet.
    Connecting,
    /// Commands and replies can be exchanged.
    Open,
    /// The server agreed to STARTTLS: nothing is said until the handshake is done.
    Handshake,
    /// This end is closed.
    Closed,
}

/// What a reply is awaited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Greeting,
    Ehlo,
    Helo,
    StartTls,
    Auth,
    /// The client has given up an authentication with `*` (RFC 4954 §4).
    AuthCancelled,
    Mail,
    /// RCPT of the recipient at this place of the envelope.
    Rcpt(usize),
    Data,
    /// The end of the message, after DATA or with the last chunk.
    DataEnd,
    Quit,
}

impl Asked {
    const fn stage(self) -> Stage {
        match self {
            Self::Greeting => Stage::Greeting,
            Self::Ehlo | Self::Helo => Stage::Hello,
            Self::StartTls => Stage::StartTls,
            Self::Auth | Self::AuthCancelled => Stage::Auth,
            Self::Mail => Stage::Mail,
            Self::Rcpt(_) => Stage::Rcpt,
            Self::Data => Stage::Data,
            Self::DataEnd | Self::Quit => Stage::DataEnd,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Greeting => "Greeting",
            Self::Ehlo => "EHLO",
            Self::Helo => "HELO",
            Self::StartTls => "STARTTLS",
            Self::Auth | Self::AuthCancelled => "AUTH",
            Self::Mail => "MAIL",
            Self::Rcpt(_) => "RCPT",
            Self::Data => "DATA",
            Self::DataEnd => "end of data",
            Self::Quit => "QUIT",
        }
    }
}

impl SmtpClient {
    /// A client that waits for its connection, to hand over one message.
    pub fn new(settings: SmtpSettings, transaction: Transaction, now: Instant) -> Self {
        let ledger = Ledger::new(transaction.envelope.recipients.len());
        Self {
            settings,
            transaction,
            framer: Framer::new(),
            link: Link::Connecting,
            asked: VecDeque::new(),
            shown: Some(StateName("Connecting")),
            secure: false,
            offers: Offers::default(),
            login: None,
            progress: Progress::default(),
            ledger,
            since: now,
        }
    }

    /// The client's view of its session, by the command whose answer it waits for; nothing once it is
    /// over.
    pub fn state(&self) -> Option<StateName> {
        match self.link {
            Link::Connecting => Some(StateName("Connecting")),
            Link::Handshake => Some(StateName("TLS handshake")),
            Link::Closed => None,
            Link::Open => self.asked.front().map(|asked| StateName(asked.name())),
        }
    }

    /// How far the transaction has come.
    fn stage(&self) -> Stage {
        match self.link {
            Link::Connecting => Stage::Connect,
            Link::Handshake => Stage::StartTls,
            Link::Open | Link::Closed => {
                self.asked.front().map_or(Stage::DataEnd, |asked| asked.stage())
            }
        }
    }

    /// Sends a command, and notes that its reply is awaited.
    fn send(&mut self, command: &Command, asked: Asked, cx: &mut Context<'_>) {
        self.asked.push_back(asked);
        self.show(cx);
        self.since = cx.now;
        cx.send(Grammar::SmtpCommand, command.encode());
    }

    fn received(&mut self, bytes: &[u8], cx: &mut Context<'_>) {
        self.framer.push(bytes);
        // During a handshake nothing of SMTP can arrive: what does was sent in clear before it, by
        // whoever, and is not read (RFC 3207 §6).
        while self.link == Link::Open {
            let Some(frame) = self.framer.next_reply() else { return };
            let Ok(bytes) = frame else {
                cx.choose(choice::RESPONSE_TOO_LONG);
                let why = "the server's reply is too long";
                return self.lost(why, cx);
            };
            self.since = cx.now;
            cx.read(Grammar::SmtpReply, bytes.clone());
            let Ok(reply) = Reply::parse(&bytes) else {
                cx.choose(choice::RESPONSE_IGNORED);
                return self.lost("what the server sent is no reply of SMTP", cx);
            };
            self.replied(reply, cx);
            self.show(cx);
        }
    }

    /// A whole reply has come.
    fn replied(&mut self, reply: Reply, cx: &mut Context<'_>) {
        // "Service not available, closing transmission channel": to any command, or to none (RFC 5321
        // §3.8, §4.2.2).
        if reply.code == 421 {
            let stage = self.stage();
            cx.choose(choice::SERVER_SAID_BYE);
            self.ledger.settle(&RecipientResult::Refused { stage, reply });
            self.tell(cx);
            return self.hang_up(cx);
        }
        let Some(asked) = self.asked.pop_front() else {
            return cx.choose(choice::RESPONSE_IGNORED);
        };
        match asked {
            Asked::Greeting => self.greeted(reply, cx),
            Asked::Ehlo => self.ehlo_answered(reply, cx),
            Asked::Helo => self.helo_answered(reply, cx),
            Asked::StartTls => self.start_tls_answered(reply, cx),
            Asked::Auth => self.auth_answered(reply, cx),
            Asked::AuthCancelled => self.quit(cx),
            Asked::Mail => self.mail_answered(reply, cx),
            Asked::Rcpt(index) => self.rcpt_answered(index, reply, cx),
            Asked::Data => self.data_answered(reply, cx),
            Asked::DataEnd => self.content_answered(reply, cx),
            Asked::Quit => self.hang_up(cx),
        }
    }

    /// A reply that says no, or that does not fit: nothing more can be done for anybody here.
    fn no(&mut self, stage: Stage, reply: Reply, cx: &mut Context<'_>) {
        let result = Self::verdict(stage, reply, cx);
        self.give_up(&result, cx);
    }

    /// What a reply that is not the one hoped for means to a recipient.
    fn verdict(stage: Stage, reply: Reply, cx: &mut Context<'_>) -> RecipientResult {
        if reply.is_transient() || reply.is_permanent() {
            return RecipientResult::Refused { stage, reply };
        }
        cx.choose(choice::RESPONSE_IGNORED);
        let why = "the server's reply does not fit the command";
        RecipientResult::NoAnswer { stage, why }
    }

    /// Nothing more can be done here, and the server hears a goodbye.
    fn give_up(&mut self, result: &RecipientResult, cx: &mut Context<'_>) {
        self.ledger.settle(result);
        self.tell(cx);
        self.quit(cx);
    }

    /// The connection is of no use any more.
    fn lost(&mut self, why: &'static str, cx: &mut Context<'_>) {
        let stage = self.stage();
        self.ledger.settle(&RecipientResult::NoAnswer { stage, why });
        self.tell(cx);
        self.hang_up(cx);
    }

    /// Tells the owner, once everything is known.
    fn tell(&mut self, cx: &mut Context<'_>) {
        if let Some(recipients) = self.ledger.take() {
            cx.tell(SmtpEvent::Report(TransferReport {
                recipients,
                dsn_passed_on: self.offers.dsn && self.progress.mail_sent,
                through_tls: self.secure,
            }));
        }
    }

    /// `QUIT`: "the client MUST NOT intentionally close the transmission channel until it sends a QUIT
    /// command, and it SHOULD wait until it receives the reply" (RFC 5321 §4.1.1.10).
    fn quit(&mut self, cx: &mut Context<'_>) {
        if self.link == Link::Open && !self.asked.contains(&Asked::Quit) {
            self.send(&Command::Quit, Asked::Quit, cx);
        }
    }

    /// Closes this end.
    fn hang_up(&mut self, cx: &mut Context<'_>) {
        if self.link != Link::Closed {
            self.end(cx);
            cx.close();
        }
    }

    fn end(&mut self, cx: &mut Context<'_>) {
        self.link = Link::Closed;
        self.asked.clear();
        self.show(cx);
    }

    /// Tells the owner of the state, if it is another one.
    fn show(&mut self, cx: &mut Context<'_>) {
        let state = self.state();
        if self.shown != state {
            self.shown = state;
            if let Some(name) = state {
                cx.enter(name);
            }
        }
    }

    /// The connection stands. TLS from the first octet is the link's affair (RFC 8314 §3).
    fn opened(&mut self, cx: &mut Context<'_>) {
        if self.link == Link::Connecting {
            self.link = Link::Open;
            self.secure |= self.settings.tls == TlsPolicy::Implicit;
            self.since = cx.now;
            self.asked.push_back(Asked::Greeting);
        }
    }

    /// The other end has closed, or the connection was cut, or there never was one.
    fn cut(&mut self, cx: &mut Context<'_>) {
        let (stage, why) = match self.stage() {
            Stage::Connect => (Stage::Connect, "there is no way to the server"),
            stage => (stage, "the connection was cut"),
        };
        if self.link != Link::Closed {
            if self.ledger.is_open() {
                cx.choose(choice::CONNECTION_LOST);
            }
            self.ledger.settle(&RecipientResult::NoAnswer { stage, why });
            self.tell(cx);
            self.end(cx);
        }
    }

    /// The handshake has failed. Whether the message may go in clear on another connection is the
    /// owner's decision: this one cannot be used, and a client that wants privacy from whoever is
    /// listening must not be talked out of it (RFC 3207 §4.1, RFC 7435 §3).
    fn tls_failed(&mut self, why: &'static str, cx: &mut Context<'_>) {
        if self.link != Link::Closed {
            cx.choose(choice::TLS_FAILED_SO_GAVE_UP);
            self.ledger.settle(&RecipientResult::NoAnswer { stage: Stage::StartTls, why });
            self.tell(cx);
            self.hang_up(cx);
        }
    }
}

impl Endpoint for SmtpClient {
    type Host = ();
    type Action = core::convert::Infallible;
    type Event = SmtpEvent;

    fn handle(&mut self, input: Input<core::convert::Infallible>, cx: &mut Context<'_>) {
        match input {
            Input::Opened => self.opened(cx),
            Input::Received(bytes) => {
                let bytes: Bytes = bytes;
                self.received(&bytes, cx);
            }
            Input::TlsEstablished => self.tls_established(cx),
            Input::TlsFailed(why) => self.tls_failed(why, cx),
            Input::PeerClosed => self.cut(cx),
            Input::DeadlineReached => {
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    cx.choose(choice::SERVER_SILENT);
                    self.lost("the server was silent for too long", cx);
                }
            }
            Input::Action(never) => match never {},
        }
        self.show(cx);
    }

    /// RFC 5321 §4.5.3.2.
    fn deadline(&self) -> Option<Deadline> {
        let (patience, reason) = match self.link {
            Link::Closed => return None,
            Link::Connecting | Link::Handshake => patience::WITHOUT_REPLY,
            Link::Open => patience::for_reply(self.asked.front().copied()),
        };
        Some(Deadline { at: self.since + patience, reason })
    }
}
