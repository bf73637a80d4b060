//! Untagged responses: which there are, and which production reads each (RFC 9051 §7).

use std::borrow::Cow;

use bytes::Bytes;
use mailscope_base::{Flag, SeqNum};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::{
    Attribute, Encoder, Esearch, FetchValue, ListExtension, Namespace, Numbers, QuotaResource,
    Status, StatusValue, Thread, capability, enabled, fetch, flags, id, list, namespace, quota,
    search, status, status_data, thread, vanished,
};
use crate::Kind;
use crate::grammar::{In, Out, miss, nothing_fits, rule, sp, word};
use crate::imap::command::upper;
use crate::imap::quote::Sink;
use crate::imap::token::{number, nz_number_as, peek_word};
use crate::imap::{Capability, MailboxName, SequenceSet};

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

impl Untagged {
    /// Appends the response as it goes over the wire, from `*` to the line end.
    pub(super) fn put(&self, out: &mut Encoder) {
        out.put(b"* ");
        match self {
            Self::Status(status) => status.put(out),
            Self::Capability(capabilities) => capability::put(out, capabilities),
            Self::List { attributes, delimiter, mailbox, extended } => {
                list::put(out, b"LIST", (attributes, *delimiter, mailbox));
                list::put_extended(out, extended);
            }
            Self::Lsub { attributes, delimiter, mailbox } => {
                list::put(out, b"LSUB", (attributes, *delimiter, mailbox));
            }
            Self::Enabled(capabilities) => enabled::put(out, capabilities),
            Self::Id(fields) => id::put(out, fields.as_deref()),
            Self::Namespace { personal, other, shared } => {
                namespace::put(out, [personal, other, shared]);
            }
            Self::StatusData { mailbox, values } => status_data::put(out, mailbox, values),
            Self::Search(numbers) => search::put_numbers(out, b"SEARCH", numbers),
            Self::Esearch(esearch) => search::put_esearch(out, esearch),
            Self::Sort(numbers) => search::put_numbers(out, b"SORT", numbers),
            Self::Thread(threads) => thread::put(out, threads),
            Self::Vanished { earlier, uids } => vanished::put(out, *earlier, uids),
            Self::Quota { root, resources } => quota::put_quota(out, root, resources),
            Self::QuotaRoot { mailbox, roots } => quota::put_roots(out, mailbox, roots),
            Self::Flags(flags) => flags::put(out, flags),
            Self::Exists(count) => put_counted(out, *count, b" EXISTS"),
            Self::Recent(count) => put_counted(out, *count, b" RECENT"),
            Self::Expunge(seq) => put_counted(out, seq.get(), b" EXPUNGE"),
            Self::Fetch { seq, values } => fetch::put(out, *seq, values),
            Self::Other { name, rest } => {
                out.put(name.as_bytes());
                if !rest.is_empty() {
                    out.put(b" ");
                    out.put(rest);
                }
            }
        }
        out.put(b"\r\n");
    }
}

fn put_counted(out: &mut Encoder, count: u32, name: &[u8]) {
    out.put_number(u64::from(count));
    out.put(name);
}

/// The first word decides which production reads the rest.
pub(super) fn untagged(input: In<'_>) -> Out<'_, Untagged> {
    let mut name = [0_u8; 10];
    match upper(peek_word(&input), &mut name) {
        [b'0'..=b'9', ..] => counted(input),
        b"OK" | b"NO" | b"BAD" => status::resp_cond_state.map(Untagged::Status).parse(input),
        b"PREAUTH" => status::resp_cond_auth.map(Untagged::Status).parse(input),
        b"BYE" => status::resp_cond_bye.map(Untagged::Status).parse(input),
        b"CAPABILITY" => capability::capability_data.map(Untagged::Capability).parse(input),
        b"ENABLED" => enabled::enable_data.map(Untagged::Enabled).parse(input),
        b"LIST" => list::mailbox_data_list(input),
        b"LSUB" => list::mailbox_data_lsub(input),
        b"ID" => id::id_response(input),
        b"NAMESPACE" => namespace::namespace_response(input),
        b"STATUS" => status_data::mailbox_data_status(input),
        b"SEARCH" => search::mailbox_data_search(input),
        b"ESEARCH" => search::esearch_response.map(Untagged::Esearch).parse(input),
        b"SORT" => search::sort_data(input),
        b"THREAD" => thread::thread_data.map(Untagged::Thread).parse(input),
        b"VANISHED" => vanished::expunged_resp(input),
        b"QUOTA" => quota::quota_response(input),
        b"QUOTAROOT" => quota::quotaroot_response(input),
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
    match upper(second.split_at(end.unwrap_or(second.len())).0, &mut name) {
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
    let data = rest.extra.own(Cow::Borrowed(data.fragment()));
    Ok((rest, Untagged::Other { name, rest: data }))
}
