//! Commands that a client sends (RFC 5321 §4.1.1).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use mailscope_base::{Address, Body, Recipient, Ret};

use super::parameters::{put_mail_parameters, put_rcpt_parameters};
use super::verbs::command;
use crate::grammar::{read, read_with_tree};
use crate::imap::quote::Sink as _;
use crate::{Diagnostic, Kind, Parse};

/// An SMTP command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// `EHLO` with the client's name or address literal (RFC 5321 §4.1.1.1).
    Ehlo(Arc<str>),
    /// `HELO` with the client's name (RFC 5321 §4.1.1.1).
    Helo(Arc<str>),
    /// `MAIL FROM:` (RFC 5321 §4.1.1.2).
    Mail(Mail),
    /// `RCPT TO:` (RFC 5321 §4.1.1.3).
    Rcpt(Rcpt),
    /// `DATA` (RFC 5321 §4.1.1.4).
    Data,
    /// `BDAT` with the octets that follow, and whether they are the last (RFC 3030 §2).
    Bdat {
        /// Octets of the chunk.
        octets: u64,
        /// Whether the message ends with it.
        last: bool,
    },
    /// `RSET` (RFC 5321 §4.1.1.5).
    Rset,
    /// `VRFY` (RFC 5321 §4.1.1.6).
    Vrfy(Query),
    /// `EXPN` (RFC 5321 §4.1.1.7).
    Expn(Query),
    /// `HELP` with its string, if any (RFC 5321 §4.1.1.8).
    Help(Option<Arc<str>>),
    /// `NOOP`, whose string means nothing (RFC 5321 §4.1.1.9).
    Noop,
    /// `QUIT` (RFC 5321 §4.1.1.10).
    Quit,
    /// `STARTTLS` (RFC 3207 §4).
    StartTls,
    /// `AUTH` with its mechanism and the initial response, decoded; `=` is an empty one (RFC 4954
    /// §4).
    Auth {
        /// The mechanism's name, upper case.
        mechanism: AuthMechanism,
        /// The initial response.
        initial: Option<Bytes>,
    },
}

/// The name of a SASL mechanism (RFC 4422 §3.1), upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthMechanism(pub Arc<str>);

/// `MAIL FROM:` and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Nothing for the null reverse-path `<>`.
    pub reverse_path: Option<Address>,
    /// `SIZE=`: how large the client thinks the message is (RFC 1870 §5).
    pub size: Option<u64>,
    /// `BODY=` (RFC 6152 §2, RFC 3030 §3).
    pub body: Option<Body>,
    /// `SMTPUTF8` (RFC 6531 §3.4).
    pub smtputf8: bool,
    /// `RET=` (RFC 3461 §4.3).
    pub ret: Option<Ret>,
    /// `ENVID=`, decoded (RFC 3461 §4.4).
    pub envid: Option<Arc<str>>,
    /// `AUTH=`: who first submitted the message; the inner nothing is `<>` (RFC 4954 §5).
    pub auth: Option<Option<Address>>,
}

/// `RCPT TO:` and its parameters `NOTIFY=` and `ORCPT=` (RFC 3461 §4.1, §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rcpt(pub Recipient);

/// What VRFY and EXPN ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// A name, a mailbox, or the name of a list; without the quotes around it, if it had some.
    pub string: Arc<str>,
    /// Whether the answer may hold UTF-8 (RFC 6531 §3.7.4.2).
    pub smtputf8: bool,
}

/// A command that cannot be obeyed because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCommand {
    /// The verb as written, upper case.
    pub verb: Option<String>,
    /// What kind of mistake it is.
    pub mistake: Mistake,
    /// Where and what.
    pub diagnostic: Diagnostic,
}

/// Kinds of mistakes in a command: each has its reply code (RFC 5321 §4.2.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The line ends in a bare LF, which is no line end (RFC 5321 §2.3.8).
    BareLf,
    /// No verb that this end knows.
    UnknownVerb,
    /// The verb is known, what follows it does not fit.
    Syntax,
    /// MAIL or RCPT has a parameter of this name, which this end does not know (RFC 5321
    /// §4.1.1.11).
    UnknownParameter(String),
}

impl Mistake {
    /// How a server answers it.
    pub const fn reply_code(&self) -> u16 {
        match self {
            Self::BareLf | Self::UnknownVerb => 500,
            Self::Syntax => 501,
            Self::UnknownParameter(_) => 555,
        }
    }
}

impl BadCommand {
    fn of(line: &[u8], diagnostic: Diagnostic) -> Self {
        let word = |at: usize| {
            let rest = line.get(at..).unwrap_or_default();
            let is_end = |octet: &u8| octet.is_ascii_whitespace() || *octet == b'=';
            let end = rest.iter().position(is_end).unwrap_or(rest.len());
            String::from_utf8_lossy(rest.split_at(end).0).to_ascii_uppercase()
        };
        let verb = Some(word(0)).filter(|verb| !verb.is_empty());
        let is_bare_lf = line.ends_with(b"\n") && !line.ends_with(b"\r\n");
        let mistake = match diagnostic.expected.first() {
            _ if is_bare_lf => Mistake::BareLf,
            Some(Kind::SmtpVerb) => Mistake::UnknownVerb,
            Some(Kind::MailKeyword | Kind::RcptKeyword) => {
                Mistake::UnknownParameter(word(diagnostic.span.start as usize))
            }
            _ => Mistake::Syntax,
        };
        Self { verb, mistake, diagnostic }
    }
}

impl Command {
    /// Reads a line with its line end, which is CRLF and nothing else (RFC 5321 §2.3.8). Verbs may
    /// be in any case (RFC 5321 §2.4).
    pub fn parse(line: &[u8]) -> Result<Self, BadCommand> {
        read(line, command).map_err(|diagnostic| BadCommand::of(line, diagnostic))
    }

    /// The command and the tree of its octets, from one pass: what the one refuses is what the other
    /// marks.
    pub fn parse_with_tree(line: &[u8]) -> (Result<Self, BadCommand>, Parse) {
        let (command, tree) = read_with_tree(line, false, command);
        (command.map_err(|diagnostic| BadCommand::of(line, diagnostic)), tree)
    }

    /// The line with its line end. Control characters, which no rule has a place for, are left out,
    /// so that no value can smuggle in a second line.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(64);
        out.put(self.verb().as_bytes());
        self.put_arguments(&mut out);
        out.retain(|octet| !octet.is_ascii_control());
        out.put(b"\r\n");
        out
    }

    fn put_arguments(&self, out: &mut Vec<u8>) {
        match self {
            Self::Ehlo(name) | Self::Helo(name) => {
                out.put(b" ");
                out.put(name.as_bytes());
            }
            Self::Mail(mail) => {
                out.put(b" FROM:<");
                if let Some(address) = &mail.reverse_path {
                    out.put(address.to_string().as_bytes());
                }
                out.put(b">");
                put_mail_parameters(out, mail);
            }
            Self::Rcpt(Rcpt(recipient)) => {
                out.put(b" TO:<");
                out.put(recipient.address.to_string().as_bytes());
                out.put(b">");
                put_rcpt_parameters(out, recipient);
            }
            Self::Bdat { octets, last } => {
                out.put(b" ");
                out.put_number(*octets);
                out.put(if *last { b" LAST" } else { b"" });
            }
            Self::Vrfy(query) | Self::Expn(query) => {
                put_string(out, &query.string);
                out.put(if query.smtputf8 { b" SMTPUTF8" } else { b"" });
            }
            Self::Help(Some(string)) => put_string(out, string),
            Self::Auth { mechanism, initial } => {
                out.put(b" ");
                out.put(mechanism.0.as_bytes());
                match initial {
                    // What is empty is spelled `=` here (RFC 4954 §4).
                    Some(octets) if octets.is_empty() => out.put(b" ="),
                    Some(octets) => {
                        out.put(b" ");
                        out.put(STANDARD.encode(octets).as_bytes());
                    }
                    None => {}
                }
            }
            Self::Data
            | Self::Rset
            | Self::Help(None)
            | Self::Noop
            | Self::Quit
            | Self::StartTls => {}
        }
    }

    /// The verb as the RFC spells it.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Ehlo(_) => "EHLO",
            Self::Helo(_) => "HELO",
            Self::Mail(_) => "MAIL",
            Self::Rcpt(_) => "RCPT",
            Self::Data => "DATA",
            Self::Bdat { .. } => "BDAT",
            Self::Rset => "RSET",
            Self::Vrfy(_) => "VRFY",
            Self::Expn(_) => "EXPN",
            Self::Help(_) => "HELP",
            Self::Noop => "NOOP",
            Self::Quit => "QUIT",
            Self::StartTls => "STARTTLS",
            Self::Auth { .. } => "AUTH",
        }
    }
}

/// Writes ` String`, in quotes where it could be mistaken.
fn put_string(out: &mut Vec<u8>, string: &str) {
    let ends_like_a_parameter =
        string.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case("SMTPUTF8"));
    let needs_quotes = string.is_empty()
        || string.starts_with(['"', ' '])
        || string.ends_with(' ')
        || ends_like_a_parameter;
    out.put(b" ");
    if needs_quotes {
        out.put_quoted(string.as_bytes());
    } else {
        out.put(string.as_bytes());
    }
}
