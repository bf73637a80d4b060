//! Plays a conversation from a file against one SMTP client and writes down everything that it does.

#![allow(dead_code, reason = "each test program uses a part of this")]

use std::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::{
    Address, Body, DateTime, Envelope, Instant, Notify, Prng, Recipient, Ret, WallClock,
};
use mailscope_client::TlsPolicy;
use mailscope_client::smtp::{SmtpClient, SmtpEvent, SmtpSettings};
use mailscope_wire::smtp::{RecipientResult, Transaction, TransferReport};
use mailscope_wire::{Cx, Endpoint as _, Input, Output};

/// What the lines before the first step say.
pub(crate) struct Setup {
    pub(crate) settings: SmtpSettings,
    pub(crate) transaction: Transaction,
}

impl Setup {
    pub(crate) fn new() -> Self {
        let envelope = Envelope::default();
        Self {
            settings: SmtpSettings {
                name: "mx.nord.example".to_owned(),
                credentials: None,
                tls: TlsPolicy::Never,
            },
            transaction: Transaction { envelope, content: Bytes::new() },
        }
    }

    /// Takes a line, if it is one of those.
    pub(crate) fn line(&mut self, line: &str) -> bool {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let envelope = &mut self.transaction.envelope;
        match key {
            // A step of the same name: the handshake is done.
            "tls" if value.is_empty() => return false,
            "tls" => {
                self.settings.tls = match value {
                    "never" => TlsPolicy::Never,
                    "if offered" => TlsPolicy::IfOffered,
                    "required" => TlsPolicy::Required,
                    "implicit" => TlsPolicy::Implicit,
                    other => panic!("no such policy: {other}"),
                };
            }
            "login" => {
                let (user, password) = value.split_once(' ').unwrap();
                self.settings.credentials = Some((user.to_owned(), password.to_owned()));
            }
            "from" => envelope.reverse_path = (value != "<>").then(|| address(value)),
            "to" => envelope.recipients.push(recipient(value)),
            "body" => {
                envelope.body = match value {
                    "8bit" => Body::EightBitMime,
                    "binary" => Body::BinaryMime,
                    other => panic!("no such body: {other}"),
                };
            }
            "smtputf8" => envelope.smtputf8 = true,
            "ret" => envelope.ret = Some(Ret::Hdrs),
            "envid" => envelope.envid = Some(value.into()),
            "content" => {
                let text = value.replace("\\r", "\r").replace("\\n", "\n");
                self.transaction.content = text.into();
            }
            _ => return false,
        }
        true
    }
}

fn address(text: &str) -> Address {
    let (local_part, domain) = text.rsplit_once('@').unwrap();
    Address::new(local_part, domain)
}

fn recipient(text: &str) -> Recipient {
    let mut words = text.split(' ');
    let mut recipient = Recipient::plain(address(words.next().unwrap()));
    for word in words {
        match word.split_once('=').unwrap_or((word, "")) {
            ("notify", _) => {
                recipient.notify = Some(Notify::On { success: true, failure: true, delay: false });
            }
            ("orcpt", orcpt) => recipient.orcpt = Some(orcpt.into()),
            other => panic!("no such parameter: {other:?}"),
        }
    }
    recipient
}

/// A client with a script's clock, and what it has done.
pub(crate) struct Transfer {
    pub(crate) client: SmtpClient,
    pub(crate) now: Instant,
    pub(crate) rng: Prng,
    pub(crate) log: String,
    pub(crate) reports: Vec<TransferReport>,
    /// Whether the client is within TLS, or has asked for it.
    pub(crate) asked_for_tls: bool,
    pub(crate) closed: bool,
    /// What it sent in clear and within TLS.
    pub(crate) sent: Vec<u8>,
    recipients: Vec<Address>,
}

impl Transfer {
    pub(crate) fn new(setup: &Setup) -> Self {
        let (settings, transaction) = (setup.settings.clone(), setup.transaction.clone());
        let recipients = &transaction.envelope.recipients;
        Self {
            recipients: recipients.iter().map(|recipient| recipient.address.clone()).collect(),
            client: SmtpClient::new(settings, transaction, Instant::START),
            now: Instant::START,
            rng: Prng::new(1),
            log: String::new(),
            reports: Vec::new(),
            asked_for_tls: false,
            closed: false,
            sent: Vec::new(),
        }
    }

    pub(crate) fn input(&mut self, input: Input<core::convert::Infallible>) {
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let mut out = Vec::new();
        let mut cx = Cx {
            now: self.now,
            clock: WallClock { start },
            rng: &mut self.rng,
            host: &mut (),
            out: &mut out,
        };
        self.client.handle(input, &mut cx);
        for output in out {
            assert!(!self.closed, "nothing follows the end: {output:?}");
            self.write(output);
        }
    }

    pub(crate) fn receive(&mut self, bytes: &[u8]) {
        self.input(Input::Received(Bytes::copy_from_slice(bytes)));
    }

    pub(crate) fn step(&mut self, line: &str) {
        if let Some(text) = line.strip_prefix("S:") {
            let text = text.strip_prefix(' ').unwrap_or(text);
            return self.receive(format!("{text}\r\n").as_bytes());
        }
        match line.split_once(": ").unwrap_or((line, "")) {
            ("opened", _) => self.input(Input::Opened),
            ("cut", _) => self.input(Input::PeerClosed),
            ("tls", _) => self.input(Input::TlsEstablished),
            ("tls fails", _) => self.input(Input::TlsFailed("the certificate is for another host")),
            ("wait", _) => self.wait(),
            other => panic!("no such step: {other:?}"),
        }
    }

    fn wait(&mut self) {
        let Some(deadline) = self.client.deadline() else {
            return self.log.push_str("  no deadline\n");
        };
        let pause = deadline.at.since(self.now).as_secs();
        self.now = deadline.at;
        writeln!(self.log, "  after {pause} s: {}", deadline.reason.0).unwrap();
        self.input(Input::DeadlineReached);
    }

    fn write(&mut self, output: Output<SmtpEvent>) {
        match output {
            Output::Sent { frame, .. } => {
                self.sent.extend_from_slice(&frame.bytes);
                let text = String::from_utf8_lossy(&frame.bytes);
                let text = text.strip_suffix("\r\n").unwrap_or(&text);
                for line in text.split("\r\n") {
                    writeln!(self.log, "C: {}", line.replace('\n', "\\n")).unwrap();
                }
            }
            Output::Entered(state) => writeln!(self.log, "  state {}", state.0).unwrap(),
            Output::Chose(choice) => {
                assert!(mailscope_client::CHOICES.contains(&choice.0));
                writeln!(self.log, "  chose {}", choice.0).unwrap();
            }
            Output::StartTls => {
                self.asked_for_tls = true;
                self.log.push_str("  starts TLS\n");
            }
            Output::Closed => {
                self.closed = true;
                self.log.push_str("  closed\n");
            }
            Output::Read(_) => {}
            Output::Event(SmtpEvent::Report(report)) => {
                self.log.push_str(&describe(&report, &self.recipients));
                self.reports.push(report);
            }
        }
    }
}

fn describe(report: &TransferReport, recipients: &[Address]) -> String {
    let mut text = "  report".to_owned();
    text.push_str(if report.through_tls { " through TLS" } else { " in clear" });
    text.push_str(if report.dsn_passed_on { ", DSN passed on\n" } else { "\n" });
    assert_eq!(report.recipients.len(), recipients.len());
    for (result, address) in report.recipients.iter().zip(recipients) {
        match result {
            RecipientResult::Accepted(reply) => {
                writeln!(text, "    {address} accepted: {}", reply.to_line())
            }
            RecipientResult::Refused { stage, reply } => {
                writeln!(text, "    {address} refused at {stage:?}: {}", reply.to_line())
            }
            RecipientResult::NoAnswer { stage, why } => {
                writeln!(text, "    {address} no answer at {stage:?}: {why}")
            }
        }
        .unwrap();
    }
    text
}
