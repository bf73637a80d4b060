//! Commands that a client sends (RFC 9051 §6).

mod append;
mod copy;
mod create;
mod fetch;
pub(crate) mod idle;
mod list;
mod list_options;
mod login;
mod notify;
mod search;
mod select;
mod select_params;
mod status;
mod store;
mod uid;

use bytes::Bytes;
use mailscope_base::{Flag, ModSeq};
use nom::Parser as _;

use super::quote::{Fragments, Sink};
use super::token::{peek_word, tag_word};
use super::{Attribute, Capability, MailboxName, MessageSet, Partial, Section, Tag};
use crate::grammar::{In, Out, crlf, maybe, nothing_fits, read, root, rule, sp, word};
use crate::{Diagnostic, Kind};
pub use append::{AppendForm, AppendMessage};
pub(in crate::imap) use fetch::rfc822_name;
pub use idle::{idle_done, parse_idle_done};
pub use list_options::{ListReturn, ListSelection};
pub use notify::{EventGroup, FilterMailboxes, Notify, NotifyEvent};
pub use search::{
    DateIs, SearchDate, SearchKey, SearchProgram, SearchReturn, SortCriterion, SortKey,
    ThreadAlgorithm,
};
pub use select_params::{QresyncParam, SelectParams};
pub use status::StatusItem;

/// A command with its tag: `command = tag SP (command-any / command-auth / …) CRLF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The tag that the completing response repeats.
    pub tag: Tag,
    /// The verb with its arguments.
    pub body: CommandBody,
}

/// A verb with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommandBody {
    /// `CAPABILITY` (RFC 9051 §6.1.1).
    Capability,
    /// `NOOP` (RFC 9051 §6.1.2).
    Noop,
    /// `LOGOUT` (RFC 9051 §6.1.3).
    Logout,
    /// `LOGIN userid password` (RFC 9051 §6.2.3).
    Login {
        /// The user name, exactly.
        user: Bytes,
        /// The password, exactly.
        password: Bytes,
    },
    /// `SELECT mailbox` (RFC 9051 §6.3.2) or, read-only, `EXAMINE mailbox` (§6.3.3).
    Select {
        /// The mailbox.
        mailbox: MailboxName,
        /// True for `EXAMINE`.
        read_only: bool,
        /// What RFC 7162 adds.
        params: SelectParams,
    },
    /// `CREATE mailbox` (RFC 9051 §6.3.4).
    Create {
        /// The new mailbox.
        mailbox: MailboxName,
        /// `(USE (…))`: what it shall be for (RFC 6154 §3).
        special_use: Vec<Attribute>,
    },
    /// `LIST` (RFC 9051 §6.3.9, RFC 5258). `LIST "" *` has no options and one pattern.
    List {
        /// Which mailboxes.
        selection: Vec<ListSelection>,
        /// The reference name.
        reference: Bytes,
        /// Names with wildcards `%` and `*`; at least one.
        patterns: Vec<Bytes>,
        /// `RETURN (…)`; nothing if the word is not there.
        returns: Option<Vec<ListReturn>>,
    },
    /// `LSUB reference pattern` (RFC 3501 §6.3.9).
    Lsub {
        /// The reference name.
        reference: Bytes,
        /// The name with wildcards `%` and `*`.
        pattern: Bytes,
    },
    /// `ID` (RFC 2971 §3.1): fields and values, or NIL.
    Id(Option<Vec<(Bytes, Option<Bytes>)>>),
    /// `STARTTLS` (RFC 9051 §6.2.1).
    StartTls,
    /// `AUTHENTICATE mechanism [initial-response]` (RFC 9051 §6.2.2, RFC 4959).
    Authenticate {
        /// The mechanism, upper case.
        mechanism: String,
        /// The initial response, decoded; `=` is an empty one.
        initial: Option<Bytes>,
    },
    /// `UNAUTHENTICATE` (RFC 8437).
    Unauthenticate,
    /// `ENABLE capabilities` (RFC 9051 §6.3.1).
    Enable(Vec<Capability>),
    /// `DELETE mailbox` (RFC 9051 §6.3.5).
    Delete {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `RENAME from to` (RFC 9051 §6.3.6).
    Rename {
        /// Its name.
        from: MailboxName,
        /// Its new name.
        to: MailboxName,
    },
    /// `SUBSCRIBE mailbox` (RFC 9051 §6.3.7).
    Subscribe {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `UNSUBSCRIBE mailbox` (RFC 9051 §6.3.8).
    Unsubscribe {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `NAMESPACE` (RFC 9051 §6.3.10).
    Namespace,
    /// `STATUS mailbox (items)` (RFC 9051 §6.3.11).
    Status {
        /// The mailbox.
        mailbox: MailboxName,
        /// What to tell, in the order asked.
        items: Vec<StatusItem>,
    },
    /// `APPEND mailbox messages` (RFC 9051 §6.3.12, RFC 3502).
    Append {
        /// Where to.
        mailbox: MailboxName,
        /// At least one.
        messages: Vec<AppendMessage>,
    },
    /// `GETQUOTA root` (RFC 9208 §4.1.1).
    GetQuota {
        /// The quota root.
        root: Bytes,
    },
    /// `GETQUOTAROOT mailbox` (RFC 9208 §4.1.2).
    GetQuotaRoot {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `SETQUOTA root (limits)` (RFC 9208 §4.1.3).
    SetQuota {
        /// The quota root.
        root: Bytes,
        /// Resources and their limits.
        limits: Vec<(String, u64)>,
    },
    /// `NOTIFY` (RFC 5465 §3).
    Notify(Notify),
    /// `CHECK` (RFC 3501 §6.4.1).
    Check,
    /// `SEARCH` (RFC 9051 §6.4.4) and `UID SEARCH`.
    Search {
        /// `RETURN (…)`; nothing if the word is not there.
        returns: Option<Vec<SearchReturn>>,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `SORT` (RFC 5256 §3) and `UID SORT`.
    Sort {
        /// `RETURN (…)`; nothing if the word is not there (RFC 5267).
        returns: Option<Vec<SearchReturn>>,
        /// At least one.
        criteria: Vec<SortCriterion>,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `THREAD` (RFC 5256 §3) and `UID THREAD`.
    Thread {
        /// How.
        algorithm: ThreadAlgorithm,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `IDLE` (RFC 9051 §6.3.13, RFC 2177).
    Idle,
    /// `CLOSE` (RFC 9051 §6.4.1).
    Close,
    /// `UNSELECT` (RFC 9051 §6.4.2).
    Unselect,
    /// `EXPUNGE` (RFC 9051 §6.4.3).
    Expunge,
    /// `UID EXPUNGE sequence-set` (RFC 9051 §6.4.9, RFC 4315 §2.1).
    UidExpunge {
        /// UIDs.
        set: MessageSet,
    },
    /// `FETCH` (RFC 9051 §6.4.5) and `UID FETCH` (§6.4.9). Macros are already expanded.
    Fetch {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// What to fetch, in the order asked.
        items: Vec<FetchItem>,
        /// `CHANGEDSINCE n` (RFC 7162 §3.1.4.1).
        changed_since: Option<ModSeq>,
        /// `VANISHED` (RFC 7162 §3.2.6).
        vanished: bool,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `STORE` (RFC 9051 §6.4.6) and `UID STORE`.
    Store {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Replace, add or remove.
        action: StoreAction,
        /// `.SILENT`: no FETCH response for the change itself.
        silent: bool,
        /// The flags.
        flags: Vec<Flag>,
        /// `UNCHANGEDSINCE n` (RFC 7162 §3.1.3).
        unchanged_since: Option<ModSeq>,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `COPY` (RFC 9051 §6.4.7) and `UID COPY`.
    Copy {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Where to.
        mailbox: MailboxName,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `MOVE` (RFC 9051 §6.4.8, RFC 6851) and `UID MOVE`.
    Move {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Where to.
        mailbox: MailboxName,
        /// Whether the set holds UIDs.
        uid: bool,
    },
}

/// `store-att-flags` (RFC 9051 §9): what happens to the listed flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreAction {
    /// `FLAGS`: replace.
    Replace,
    /// `+FLAGS`: add.
    Add,
    /// `-FLAGS`: remove.
    Remove,
}

/// `fetch-att` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchItem {
    /// `FLAGS`.
    Flags,
    /// `UID`.
    Uid,
    /// `INTERNALDATE`.
    InternalDate,
    /// `RFC822.SIZE`.
    Size,
    /// `ENVELOPE`.
    Envelope,
    /// `BODY[section]<partial>` and, with `peek`, `BODY.PEEK[section]<partial>`.
    Body {
        /// Which part.
        section: Section,
        /// Which octets of it.
        partial: Option<Partial>,
        /// Whether `\Seen` stays as it is.
        peek: bool,
    },
    /// `RFC822`, `RFC822.HEADER` and `RFC822.TEXT` (RFC 3501 §6.4.5): the old names, answered by
    /// the old names.
    Rfc822(super::SectionPart),
    /// `BODYSTRUCTURE` and, without extension data, `BODY`.
    BodyStructure {
        /// True for `BODYSTRUCTURE`.
        extensible: bool,
    },
    /// `BINARY[section]<partial>` and, with `peek`, `BINARY.PEEK[section]<partial>`: decoded
    /// octets of a part (RFC 9051 §6.4.5).
    Binary {
        /// Part numbers; empty for the whole message.
        path: Vec<u32>,
        /// Which octets of it.
        partial: Option<Partial>,
        /// Whether `\\Seen` stays as it is.
        peek: bool,
    },
    /// `BINARY.SIZE[section]`.
    BinarySize {
        /// Part numbers; empty for the whole message.
        path: Vec<u32>,
    },
    /// `MODSEQ` (RFC 7162 §3.1.4.2).
    ModSeq,
    /// `EMAILID` (RFC 8474 §5.1).
    EmailId,
    /// `THREADID` (RFC 8474 §5.2).
    ThreadId,
    /// `SAVEDATE` (RFC 8514).
    SaveDate,
    /// `PREVIEW` and, with `lazy`, `PREVIEW (LAZY)` (RFC 8970).
    Preview {
        /// Only if it costs nothing.
        lazy: bool,
    },
}

/// A command that cannot be obeyed because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCommand {
    /// The tag, if that much was readable; the answer repeats it (RFC 9051 §7.1.3).
    pub tag: Option<Tag>,
    /// The verb as written, upper case, if that much was readable.
    pub verb: Option<String>,
    /// Where and what.
    pub diagnostic: Diagnostic,
}

impl Command {
    /// Reads a whole command: its literals and its line end included.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadCommand> {
        read(bytes, command).map_err(|diagnostic| {
            let (tag, verb) = beginning(bytes);
            BadCommand { tag, verb, diagnostic }
        })
    }

    /// The command in fragments. Each fragment after the first may only be sent after a `+` from
    /// the server (RFC 9051 §4.3); without a literal there is exactly one.
    pub fn encode(&self) -> Vec<Bytes> {
        let mut sink = Fragments::default();
        sink.put(self.tag.as_str().as_bytes());
        sink.put(b" ");
        self.body.put(&mut sink);
        sink.put(b"\r\n");
        sink.finish()
    }
}

impl CommandBody {
    /// The verb as the RFC spells it; with `UID` in front where that is part of the command.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Capability => "CAPABILITY",
            Self::Noop => "NOOP",
            Self::Logout => "LOGOUT",
            Self::Login { .. } => "LOGIN",
            Self::Select { read_only: false, .. } => "SELECT",
            Self::Select { read_only: true, .. } => "EXAMINE",
            Self::Create { .. } => "CREATE",
            Self::List { .. } => "LIST",
            Self::Idle => "IDLE",
            Self::Lsub { .. } => "LSUB",
            Self::Id(_) => "ID",
            Self::StartTls => "STARTTLS",
            Self::Authenticate { .. } => "AUTHENTICATE",
            Self::Unauthenticate => "UNAUTHENTICATE",
            Self::Enable(_) => "ENABLE",
            Self::Delete { .. } => "DELETE",
            Self::Rename { .. } => "RENAME",
            Self::Subscribe { .. } => "SUBSCRIBE",
            Self::Unsubscribe { .. } => "UNSUBSCRIBE",
            Self::Namespace => "NAMESPACE",
            Self::Status { .. } => "STATUS",
            Self::Append { .. } => "APPEND",
            Self::GetQuota { .. } => "GETQUOTA",
            Self::GetQuotaRoot { .. } => "GETQUOTAROOT",
            Self::SetQuota { .. } => "SETQUOTA",
            Self::Notify(_) => "NOTIFY",
            Self::Check => "CHECK",
            Self::Search { uid: false, .. } => "SEARCH",
            Self::Search { uid: true, .. } => "UID SEARCH",
            Self::Sort { uid: false, .. } => "SORT",
            Self::Sort { uid: true, .. } => "UID SORT",
            Self::Thread { uid: false, .. } => "THREAD",
            Self::Thread { uid: true, .. } => "UID THREAD",
            Self::Close => "CLOSE",
            Self::Unselect => "UNSELECT",
            Self::Expunge => "EXPUNGE",
            Self::UidExpunge { .. } => "UID EXPUNGE",
            Self::Fetch { uid: false, .. } => "FETCH",
            Self::Fetch { uid: true, .. } => "UID FETCH",
            Self::Store { uid: false, .. } => "STORE",
            Self::Store { uid: true, .. } => "UID STORE",
            Self::Copy { uid: false, .. } => "COPY",
            Self::Copy { uid: true, .. } => "UID COPY",
            Self::Move { uid: false, .. } => "MOVE",
            Self::Move { uid: true, .. } => "UID MOVE",
        }
    }

    fn put(&self, sink: &mut impl Sink) {
        sink.put(self.verb().as_bytes());
        match self {
            Self::Capability
            | Self::Noop
            | Self::Logout
            | Self::Idle
            | Self::Close
            | Self::Unselect
            | Self::Expunge => {}
            Self::Login { user, password } => login::put(sink, user, password),
            Self::Select { mailbox, .. } | Self::Create { mailbox, .. } => {
                put_mailbox(sink, mailbox)
            }
            Self::List { reference, patterns, .. } => {
                list::put(sink, reference, patterns.first().unwrap_or(reference));
            }
            Self::UidExpunge { set } => put_set(sink, set),
            Self::Fetch { set, items, .. } => {
                put_set(sink, set);
                fetch::put_items(sink, items);
            }
            Self::Store { set, action, silent, flags, .. } => {
                put_set(sink, set);
                store::put_att_flags(sink, *action, *silent, flags);
            }
            Self::Copy { set, mailbox, .. } | Self::Move { set, mailbox, .. } => {
                put_set(sink, set);
                put_mailbox(sink, mailbox);
            }
            _ => {}
        }
    }
}

fn put_set(sink: &mut impl Sink, set: &MessageSet) {
    sink.put(b" ");
    match set {
        MessageSet::Listed(set) => super::quote::put_set(sink, set),
        MessageSet::Saved => sink.put(b"$"),
    }
}

fn put_mailbox(sink: &mut impl Sink, mailbox: &MailboxName) {
    sink.put(b" ");
    sink.put_astring(mailbox.as_str().as_bytes());
}

/// The tag and the verb of a command that cannot be read, as far as they can be.
fn beginning(bytes: &[u8]) -> (Option<Tag>, Option<String>) {
    let first = bytes.split(|octet| *octet == b'\n').next().unwrap_or_default();
    let mut words = first.split(|octet| matches!(octet, b' ' | b'\r'));
    let mut tagged = words.next().unwrap_or_default().to_vec();
    tagged.push(b' ');
    let tag = read(&tagged, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, ()) = sp(rest)?;
        Ok((rest, tag))
    });
    let Ok(tag) = tag else { return (None, None) };
    let verb = words.next().filter(|verb| !verb.is_empty());
    (Some(tag), verb.map(|verb| String::from_utf8_lossy(verb).to_ascii_uppercase()))
}

/// ```abnf
/// command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF ; RFC 9051 §9
/// ```
pub(crate) fn command(input: In<'_>) -> Out<'_, Command> {
    root(Kind::Command, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, body) = body(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Command { tag, body }))
    })(input)
}

/// The verb decides which production reads the rest.
fn body(input: In<'_>) -> Out<'_, CommandBody> {
    let mut verb = [0_u8; 10];
    match upper(peek_word(&input), &mut verb) {
        b"CAPABILITY" => bare(Kind::CommandAny, "CAPABILITY", CommandBody::Capability)(input),
        b"NOOP" => bare(Kind::CommandAny, "NOOP", CommandBody::Noop)(input),
        b"LOGOUT" => bare(Kind::CommandAny, "LOGOUT", CommandBody::Logout)(input),
        b"LOGIN" => login::login(input),
        b"SELECT" => select::select(input),
        b"EXAMINE" => select::examine(input),
        b"CREATE" => create::create(input),
        b"LIST" => list::list(input),
        b"IDLE" => bare(Kind::Idle, "IDLE", CommandBody::Idle)(input),
        b"CLOSE" => bare(Kind::CommandSelect, "CLOSE", CommandBody::Close)(input),
        b"UNSELECT" => bare(Kind::CommandSelect, "UNSELECT", CommandBody::Unselect)(input),
        b"EXPUNGE" => bare(Kind::CommandSelect, "EXPUNGE", CommandBody::Expunge)(input),
        b"FETCH" => fetch::fetch(false)(input),
        b"STORE" => store::store(false)(input),
        b"COPY" => copy::copy(false)(input),
        b"MOVE" => copy::move_(false)(input),
        b"UID" => uid::uid(input),
        _ => nothing_fits(Kind::CommandVerb)(input),
    }
}

/// `word` in upper case, or as it is if it is longer than any verb.
pub(crate) fn upper<'a>(word: &'a [u8], buffer: &'a mut [u8]) -> &'a [u8] {
    match buffer.get_mut(..word.len()) {
        Some(copy) => {
            copy.copy_from_slice(word);
            copy.make_ascii_uppercase();
            copy
        }
        None => word,
    }
}

/// A command that is only its verb.
fn bare<'a>(
    kind: Kind,
    spelling: &'static str,
    body: CommandBody,
) -> impl FnOnce(In<'a>) -> Out<'a, CommandBody> {
    move |input| {
        let (rest, _) = rule(kind, word(Kind::CommandVerb, spelling))(input)?;
        Ok((rest, body))
    }
}

/// The verb and the space after it.
fn verb_sp<'a>(spelling: &'static str) -> impl FnMut(In<'a>) -> Out<'a, ()> {
    move |input| {
        let (rest, _) = word(Kind::CommandVerb, spelling)(input)?;
        sp(rest)
    }
}

/// Octets that a client sent after `+`. Where a literal ends in them was said in an earlier frame,
/// so all up to the last line end is one leaf, apart from a literal that is announced there.
pub(crate) fn continuation_data<'a>(input: In<'a>) -> Out<'a, ()> {
    root(Kind::ContinuationData, |input: In<'a>| {
        let all = input.fragment();
        let line_end = if all.ends_with(b"\r\n") { 2 } else { usize::from(all.ends_with(b"\n")) };
        let announced = announcement(all).unwrap_or(all.len() - line_end);
        let (rest, _) = rule(Kind::LiteralOctets, nom::bytes::complete::take(announced))(input)?;
        if announced + line_end < all.len() {
            let (rest, _) = super::token::literal(rest)?;
            return Ok((rest, ()));
        }
        let (rest, _) = maybe(crlf).parse(rest)?;
        Ok((rest, ()))
    })(input)
}

/// Where the announcement of a literal begins, if `bytes` ends with one.
fn announcement(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_suffix(b"}\r\n").or_else(|| bytes.strip_suffix(b"}\n"))?;
    let inner = inner.strip_suffix(b"+").unwrap_or(inner);
    let digits = inner.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
    let brace = inner.len().checked_sub(digits + 1)?;
    (digits > 0 && inner.get(brace) == Some(&b'{')).then_some(brace)
}
