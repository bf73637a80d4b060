//! Responses that a server sends (RFC 9051 §7).

mod body;
mod capability;
mod envelope;
mod fetch;
mod flags;
mod list;
mod namespace;
mod quota;
mod search;
mod status;
mod status_data;

use bytes::Bytes;
use mailscope_base::{DateTime, Flag, Flags, ModSeq, SeqNum, Uid, UidValidity};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::quote::Sink;
use super::token::{number, nz_number_as, peek_word, tag_word};
use super::{Capability, MailboxName, ObjectId, Section, SectionPart, SequenceSet, Tag};
use crate::grammar::{In, Out, crlf, miss, nothing_fits, read, root, rule, sp, symbol, word};
use crate::{Diagnostic, Kind};
pub use body::{BodyContent, BodyExtension, BodyPart, BodyStructure, Disposition};
pub use namespace::Namespace;
pub use quota::QuotaResource;
pub use search::{Esearch, Numbers, Thread};
pub use status_data::StatusValue;

/// One response: `continue-req / response-data / response-done` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// `+ text`: go on (RFC 9051 §7.6).
    Continue {
        /// Text for people.
        text: String,
    },
    /// `tag OK|NO|BAD …`: a command is done.
    Tagged {
        /// The command's tag.
        tag: Tag,
        /// How it ended.
        status: Status,
    },
    /// `* …`: data, or a status of no particular command.
    Untagged(Untagged),
}

/// `OK`, `NO`, `BAD`, `PREAUTH` or `BYE` with its code and text (RFC 9051 §7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Which.
    pub kind: StatusKind,
    /// The response code in brackets.
    pub code: Option<Code>,
    /// Text for people.
    pub text: String,
}

/// The kinds of status (RFC 9051 §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Success.
    Ok,
    /// The server could not do it.
    No,
    /// The server could not understand it, or it is not allowed here.
    Bad,
    /// Greeting: already authenticated.
    Preauth,
    /// The server is about to close.
    Bye,
}

/// `resp-text-code` (RFC 9051 §7.1, RFC 5530).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// `CAPABILITY …`.
    Capability(Vec<Capability>),
    /// `PERMANENTFLAGS (…)`; `new_keywords` is `\*`.
    PermanentFlags {
        /// Flags that can be changed for good.
        flags: Vec<Flag>,
        /// Whether new keywords can be made.
        new_keywords: bool,
    },
    /// `READ-ONLY`.
    ReadOnly,
    /// `READ-WRITE`.
    ReadWrite,
    /// `TRYCREATE`.
    TryCreate,
    /// `UIDNEXT n`.
    UidNext(Uid),
    /// `UIDVALIDITY n`.
    UidValidity(UidValidity),
    /// `UNSEEN n` (RFC 3501 §7.1).
    Unseen(SeqNum),
    /// `COPYUID validity from to` (RFC 9051 §7.1).
    CopyUid {
        /// UIDVALIDITY of the destination.
        validity: UidValidity,
        /// UIDs in the source.
        source: SequenceSet,
        /// UIDs in the destination, in the same order.
        destination: SequenceSet,
    },
    /// `CLOSED`: the old selection has ended.
    Closed,
    /// `APPENDUID validity uids` (RFC 9051 §7.1).
    AppendUid {
        /// UIDVALIDITY of the mailbox.
        validity: UidValidity,
        /// The UIDs of the new messages, in their order.
        uids: SequenceSet,
    },
    /// `BADCHARSET (charsets)` (RFC 9051 §7.1).
    BadCharset(Vec<Bytes>),
    /// `HIGHESTMODSEQ n` (RFC 7162 §3.1.2.1).
    HighestModSeq(ModSeq),
    /// `MODIFIED set` (RFC 7162 §3.1.3).
    Modified(SequenceSet),
    /// `MAILBOXID (id)` (RFC 8474 §4.1).
    MailboxId(ObjectId),
    /// `BADEVENT (events)` (RFC 5465 §5).
    BadEvent(Vec<String>),
    /// A code without arguments from RFC 5530 or elsewhere, such as `NONEXISTENT`.
    Atom(String),
    /// Any other code, as written between the brackets.
    Other(String),
}

/// Untagged responses (RFC 9051 §7.1 to §7.5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Untagged {
    /// A status that belongs to no command, greetings and BYE included.
    Status(Status),
    /// `CAPABILITY …` (RFC 9051 §7.2.2).
    Capability(Vec<Capability>),
    /// `LIST (attributes) delimiter name` (RFC 9051 §7.3.1).
    List {
        /// Attributes, backslash included.
        attributes: Vec<Attribute>,
        /// The hierarchy delimiter.
        delimiter: Option<char>,
        /// The mailbox.
        mailbox: MailboxName,
        /// `mbox-list-extended`, in order.
        extended: Vec<ListExtension>,
    },
    /// `LSUB (attributes) delimiter name` (RFC 3501 §7.2.3).
    Lsub {
        /// Attributes, backslash included.
        attributes: Vec<Attribute>,
        /// The hierarchy delimiter.
        delimiter: Option<char>,
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `ENABLED …` (RFC 9051 §7.2.1).
    Enabled(Vec<Capability>),
    /// `ID (…)` (RFC 2971 §3.2): fields and values, or NIL.
    Id(Option<Vec<(Bytes, Option<Bytes>)>>),
    /// `NAMESPACE personal other shared`; NIL is an empty list.
    Namespace {
        /// The user's own.
        personal: Vec<Namespace>,
        /// Those of other users.
        other: Vec<Namespace>,
        /// Shared ones.
        shared: Vec<Namespace>,
    },
    /// `STATUS mailbox (…)`.
    StatusData {
        /// The mailbox.
        mailbox: MailboxName,
        /// In the order told.
        values: Vec<StatusValue>,
    },
    /// `SEARCH …` (RFC 3501 §7.2.5).
    Search(Numbers),
    /// `ESEARCH …` (RFC 9051 §7.3.4).
    Esearch(Esearch),
    /// `SORT …` (RFC 5256 §4).
    Sort(Numbers),
    /// `THREAD …` (RFC 5256 §4).
    Thread(Vec<Thread>),
    /// `VANISHED [(EARLIER)] uids` (RFC 7162 §3.2.10).
    Vanished {
        /// Whether they went before this session could be told.
        earlier: bool,
        /// The UIDs.
        uids: SequenceSet,
    },
    /// `QUOTA root (…)` (RFC 9208 §4.2.1).
    Quota {
        /// The quota root.
        root: Bytes,
        /// Its resources.
        resources: Vec<QuotaResource>,
    },
    /// `QUOTAROOT mailbox roots` (RFC 9208 §4.2.2).
    QuotaRoot {
        /// The mailbox.
        mailbox: MailboxName,
        /// Its quota roots.
        roots: Vec<Bytes>,
    },
    /// `FLAGS (…)` (RFC 9051 §7.3.5).
    Flags(Vec<Flag>),
    /// `n EXISTS` (RFC 9051 §7.4.1).
    Exists(u32),
    /// `n RECENT` (RFC 3501 §7.3.2).
    Recent(u32),
    /// `n EXPUNGE` (RFC 9051 §7.5.1).
    Expunge(SeqNum),
    /// `n FETCH (…)` (RFC 9051 §7.5.2).
    Fetch {
        /// The message.
        seq: SeqNum,
        /// What is told about it, in order.
        values: Vec<FetchValue>,
    },
    /// Anything else: the name and what follows, as written.
    Other {
        /// The first word, upper case.
        name: String,
        /// Everything after it, CRLF apart.
        rest: Bytes,
    },
}

/// `mbox-list-extended-item` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListExtension {
    /// `CHILDINFO (…)`: the selection options that mailboxes below match (RFC 9051 §6.3.9.6).
    ChildInfo(Vec<String>),
    /// `OLDNAME (name)`: what it was called before (RFC 9051 §6.3.9.7).
    OldName(MailboxName),
    /// Any other, as written.
    Other {
        /// Its name.
        name: String,
        /// Its value.
        value: Bytes,
    },
}

/// A mailbox attribute such as `\HasNoChildren` or `\Trash`, backslash included (RFC 9051 §7.3.1,
/// RFC 6154).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute(pub String);

/// `msg-att` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchValue {
    /// `FLAGS (…)`; `recent` is the session's `\Recent` (RFC 3501 §2.3.2).
    Flags {
        /// The message's flags.
        flags: Flags,
        /// Whether this session is the first to hear of the message.
        recent: bool,
    },
    /// `UID n`.
    Uid(Uid),
    /// `INTERNALDATE "…"`.
    InternalDate(DateTime),
    /// `RFC822.SIZE n`.
    Size(u32),
    /// `ENVELOPE (…)`.
    Envelope(Box<HeaderEnvelope>),
    /// `BODY[section]<origin> nstring`.
    Body {
        /// Which part.
        section: Section,
        /// First octet, if only a part of it was asked for.
        origin: Option<u32>,
        /// The octets, or NIL.
        data: Option<Bytes>,
    },
    /// `RFC822`, `RFC822.HEADER`, `RFC822.TEXT`.
    Rfc822 {
        /// Which.
        part: SectionPart,
        /// The octets, or NIL.
        data: Option<Bytes>,
    },
    /// `BODYSTRUCTURE` and, without extension data, `BODY`.
    BodyStructure {
        /// True for `BODYSTRUCTURE`.
        extensible: bool,
        /// The structure; its extension data is written as it is, so the owner leaves it out for
        /// `BODY`.
        body: Box<BodyStructure>,
    },
    /// `BINARY[section]<origin> nstring` or literal8 (RFC 9051 §7.5.2).
    Binary {
        /// Part numbers.
        path: Vec<u32>,
        /// First octet, if only a part of it was asked for.
        origin: Option<u32>,
        /// The decoded octets, or NIL.
        data: Option<Bytes>,
    },
    /// `BINARY.SIZE[section] n`.
    BinarySize {
        /// Part numbers.
        path: Vec<u32>,
        /// Octets when decoded.
        size: u32,
    },
    /// `MODSEQ (n)` (RFC 7162 §3.1.4.2).
    ModSeq(ModSeq),
    /// `EMAILID (id)` (RFC 8474 §5.1).
    EmailId(ObjectId),
    /// `THREADID (id)`, or NIL (RFC 8474 §5.2).
    ThreadId(Option<ObjectId>),
    /// `SAVEDATE "…"`, or NIL (RFC 8514 §4.2).
    SaveDate(Option<DateTime>),
    /// `PREVIEW nstring` (RFC 8970 §4).
    Preview(Option<Bytes>),
}

/// `envelope` (RFC 9051 §7.5.2): the header fields as a server has parsed them, encoded words
/// untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderEnvelope {
    /// `Date:` as written.
    pub date: Option<Bytes>,
    /// `Subject:` as written, unfolded.
    pub subject: Option<Bytes>,
    /// `From:`.
    pub from: Vec<Address>,
    /// `Sender:`, or `From:` if there is none.
    pub sender: Vec<Address>,
    /// `Reply-To:`, or `From:` if there is none.
    pub reply_to: Vec<Address>,
    /// `To:`.
    pub to: Vec<Address>,
    /// `Cc:`.
    pub cc: Vec<Address>,
    /// `Bcc:`.
    pub bcc: Vec<Address>,
    /// `In-Reply-To:` as written.
    pub in_reply_to: Option<Bytes>,
    /// `Message-ID:` as written.
    pub message_id: Option<Bytes>,
}

/// `address` (RFC 9051 §7.5.2). Group syntax: start has a mailbox and no host, end has neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The display name as written, quotes removed, encoded words untouched.
    pub name: Option<Bytes>,
    /// The source route; servers send NIL today.
    pub adl: Option<Bytes>,
    /// The local part.
    pub mailbox: Option<Bytes>,
    /// The domain.
    pub host: Option<Bytes>,
}

impl Response {
    /// Reads a whole response: its literals and its line end included.
    pub fn parse(bytes: &[u8]) -> Result<Self, Diagnostic> {
        read(bytes, response)
    }

    /// Appends the response as it goes over the wire.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Continue { text } => {
                out.put(b"+ ");
                status::put_text(out, text);
                out.put(b"\r\n");
            }
            Self::Tagged { tag, status } => {
                out.put(tag.as_str().as_bytes());
                out.put(b" ");
                status.put(out);
                out.put(b"\r\n");
            }
            Self::Untagged(untagged) => untagged.encode(out),
        }
    }
}

impl Untagged {
    /// Appends the response as it goes over the wire, from `*` to the line end.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.put(b"* ");
        match self {
            Self::Status(status) => status.put(out),
            Self::Capability(capabilities) => capability::put(out, capabilities),
            Self::List { attributes, delimiter, mailbox, .. } => {
                list::put(out, attributes, *delimiter, mailbox);
            }
            Self::Flags(flags) => flags::put(out, flags),
            Self::Exists(count) => put_counted(out, *count, b" EXISTS"),
            Self::Recent(count) => put_counted(out, *count, b" RECENT"),
            Self::Expunge(seq) => put_counted(out, seq.get(), b" EXPUNGE"),
            Self::Fetch { seq, values } => {
                put_counted(out, seq.get(), b" FETCH ");
                fetch::put(out, values);
            }
            Self::Other { name, rest } => {
                out.put(name.as_bytes());
                if !rest.is_empty() {
                    out.put(b" ");
                    out.put(rest);
                }
            }
            _ => {}
        }
        out.put(b"\r\n");
    }
}

fn put_counted(out: &mut Vec<u8>, count: u32, name: &[u8]) {
    out.put_number(u64::from(count));
    out.put(name);
}

/// ```abnf
/// response      = *(continue-req / response-data) response-done
/// response-done = response-tagged / response-fatal ; RFC 9051 §9
/// ```
pub(crate) fn response<'a>(input: In<'a>) -> Out<'a, Response> {
    root(Kind::Response, |input: In<'a>| match input.fragment().first() {
        Some(b'+') => continue_req(input),
        Some(b'*') => response_data.map(Response::Untagged).parse(input),
        _ => response_tagged(input),
    })(input)
}

/// Servers that leave out the text are understood.
///
/// ```abnf
/// continue-req = "+" SP (resp-text / base64) CRLF ; RFC 9051 §9
/// ```
fn continue_req(input: In<'_>) -> Out<'_, Response> {
    rule(Kind::ContinueReq, |input| {
        let (rest, _) = symbol(Kind::Plus, "+")(input)?;
        let (rest, text) = status::sp_text(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Response::Continue { text }))
    })(input)
}

/// ```abnf
/// response-tagged = tag SP resp-cond-state CRLF ; RFC 9051 §9
/// ```
fn response_tagged(input: In<'_>) -> Out<'_, Response> {
    rule(Kind::ResponseTagged, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, status) = status::resp_cond_state(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Response::Tagged { tag, status }))
    })(input)
}

/// ```abnf
/// response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / capability-data /
///                 enable-data) CRLF ; RFC 9051 §9
/// ```
fn response_data(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::ResponseData, |input| {
        let (rest, _) = symbol(Kind::Star, "*")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, untagged) = untagged(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, untagged))
    })(input)
}

/// The first word decides which production reads the rest.
fn untagged(input: In<'_>) -> Out<'_, Untagged> {
    let mut name = [0_u8; 10];
    match super::command::upper(peek_word(&input), &mut name) {
        [b'0'..=b'9', ..] => counted(input),
        b"OK" | b"NO" | b"BAD" => status::resp_cond_state.map(Untagged::Status).parse(input),
        b"PREAUTH" => status::resp_cond_auth.map(Untagged::Status).parse(input),
        b"BYE" => status::resp_cond_bye.map(Untagged::Status).parse(input),
        b"CAPABILITY" => capability::capability_data.map(Untagged::Capability).parse(input),
        b"LIST" => list::mailbox_data_list(input),
        b"FLAGS" => flags::mailbox_data_flags(input),
        _ => other(input),
    }
}

/// ```abnf
/// mailbox-data = number SP "EXISTS" / number SP "RECENT"
/// message-data = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att)) ; RFC 9051 §9, RFC 3501 §9
/// ```
fn counted(input: In<'_>) -> Out<'_, Untagged> {
    let all: &[u8] = input.fragment();
    let digits = all.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let mut name = [0_u8; 7];
    let second = all.get(digits + 1..).unwrap_or_default();
    let end = second.iter().position(|octet| !octet.is_ascii_alphabetic());
    match super::command::upper(second.split_at(end.unwrap_or(second.len())).0, &mut name) {
        b"EXISTS" => count(Kind::MailboxData, "EXISTS").map(Untagged::Exists).parse(input),
        b"RECENT" => count(Kind::MailboxData, "RECENT").map(Untagged::Recent).parse(input),
        b"EXPUNGE" => rule(Kind::MessageData, |input| {
            let (rest, seq) = seq(input)?;
            let (rest, _) = word(Kind::DataName, "EXPUNGE")(rest)?;
            Ok((rest, Untagged::Expunge(seq)))
        })(input),
        b"FETCH" => rule(Kind::MessageData, |input| {
            let (rest, seq) = seq(input)?;
            let (rest, _) = word(Kind::DataName, "FETCH")(rest)?;
            let (rest, ()) = sp(rest)?;
            let (rest, values) = fetch::msg_att(rest)?;
            Ok((rest, Untagged::Fetch { seq, values }))
        })(input),
        _ => other(input),
    }
}

fn count<'a>(kind: Kind, name: &'static str) -> impl FnMut(In<'a>) -> Out<'a, u32> {
    rule(kind, move |input| {
        let (rest, count) = number(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, _) = word(Kind::DataName, name)(rest)?;
        Ok((rest, count))
    })
}

fn seq(input: In<'_>) -> Out<'_, SeqNum> {
    let (rest, number) = nz_number_as(Kind::NzNumber)(input)?;
    let (rest, ()) = sp(rest)?;
    match core::num::NonZeroU32::new(number) {
        Some(number) => Ok((rest, SeqNum(number))),
        None => miss(),
    }
}

/// Data that is not typed here: its name, and the rest up to the line end.
fn other(input: In<'_>) -> Out<'_, Untagged> {
    let all: &[u8] = input.fragment();
    let line_end = if all.ends_with(b"\r\n") { 2 } else { usize::from(all.ends_with(b"\n")) };
    let length = all.len() - line_end;
    let is_name = |octet: &u8| octet.is_ascii_graphic();
    let end = all.iter().position(|octet| !is_name(octet)).unwrap_or(all.len());
    if end == 0 {
        return nothing_fits(Kind::DataName)(input);
    }
    let (rest, name) = rule(Kind::DataName, take(end))(input)?;
    let name = String::from_utf8_lossy(name.fragment()).to_ascii_uppercase();
    if length == end {
        return Ok((rest, Untagged::Other { name, rest: Bytes::new() }));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, data) = rule(Kind::ExtensionData, take(length - end - 1))(rest)?;
    let data = Bytes::copy_from_slice(data.fragment());
    Ok((rest, Untagged::Other { name, rest: data }))
}
