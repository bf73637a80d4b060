//! Search keys, prepared: strings in one character set, sets as positions, the cheap ones first.

use core::ops::Range;

use mailscope_base::{Flag, ModSeq};
use mailscope_store::Message;
use mailscope_store::field::fields;
use mailscope_store::readable::Place;
use mailscope_wire::imap::{CalendarDate, DateIs, ObjectId, SearchDate};

use super::needle::Needle;
use super::sent_date;
use crate::imap::ids;

/// What a message has to be.
#[derive(Clone, Debug)]
pub(super) enum Criterion {
    /// Any message.
    All,
    /// Every one of these.
    And(Vec<Criterion>),
    /// One of these.
    Or(Vec<Criterion>),
    /// Not that.
    Not(Box<Criterion>),
    /// At one of these positions of the session's view; they ascend and do not overlap.
    Positions(Vec<Range<usize>>),
    /// Has the flag.
    Flag(Flag),
    /// Is `\Recent` in this session.
    Recent,
    /// Has more octets.
    Larger(u64),
    /// Has fewer octets.
    Smaller(u64),
    /// Its date, or its save date (RFC 8514 §4.3), is before, on or since that day.
    Date(SearchDate, DateIs, CalendarDate),
    /// Received at that second or earlier.
    ReceivedBy(i64),
    /// Received at that second or later.
    ReceivedSince(i64),
    /// Changed at or after that.
    ModSeq(ModSeq),
    /// Has that EMAILID (RFC 8474 §6).
    EmailId(ObjectId),
    /// Has that THREADID.
    ThreadId(ObjectId),
    /// Has such a field.
    Header(FieldTest),
    /// Its text parts contain that.
    Body(Needle),
    /// Its headers or its text parts contain that.
    Text(Needle),
}

/// What a header field has to be.
#[derive(Clone, Debug)]
pub(super) struct FieldTest {
    pub(super) name: Box<[u8]>,
    pub(super) needle: Needle,
    /// Whether it holds addresses, and is searched as such.
    pub(super) addresses: bool,
}

/// A message in a session's view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Its position in the view.
    pub(super) index: usize,
    pub(super) recent: bool,
    pub(super) message: &'a Message,
}

impl Criterion {
    /// All of them, the cheap ones first: what they rule out need not be read.
    pub(super) fn all_of(mut criteria: Vec<Self>) -> Self {
        criteria.sort_by_key(Self::cost);
        match criteria.len() {
            1 => criteria.pop().unwrap_or(Self::All),
            _ => Self::And(criteria),
        }
    }

    /// Any of them, the cheap ones first.
    pub(super) fn any_of(mut criteria: Vec<Self>) -> Self {
        criteria.sort_by_key(Self::cost);
        Self::Or(criteria)
    }

    /// How much work it is to look at one message, roughly in tenths of a microsecond.
    fn cost(&self) -> u32 {
        match self {
            Self::All
            | Self::Positions(_)
            | Self::Flag(_)
            | Self::Recent
            | Self::Larger(_)
            | Self::Smaller(_)
            | Self::Date(SearchDate::Internal | SearchDate::Saved, ..)
            | Self::ReceivedBy(_)
            | Self::ReceivedSince(_)
            | Self::ModSeq(_)
            | Self::EmailId(_) => 0,
            Self::Date(SearchDate::Sent, ..) | Self::ThreadId(_) => 4,
            Self::Header(_) => 5,
            Self::Body(_) => 20,
            Self::Text(_) => 30,
            Self::Not(criterion) => criterion.cost(),
            Self::And(criteria) | Self::Or(criteria) => {
                criteria.iter().map(Self::cost).fold(0, u32::saturating_add)
            }
        }
    }

    /// Whether the message is what is looked for.
    pub(super) fn matches(&self, of: Candidate<'_>) -> bool {
        let message = of.message;
        match self {
            Self::All => true,
            Self::And(criteria) => criteria.iter().all(|criterion| criterion.matches(of)),
            Self::Or(criteria) => criteria.iter().any(|criterion| criterion.matches(of)),
            Self::Not(criterion) => !criterion.matches(of),
            Self::Positions(ranges) => {
                let after = ranges.partition_point(|range| range.start <= of.index);
                let range = after.checked_sub(1).and_then(|at| ranges.get(at));
                range.is_some_and(|range| of.index < range.end)
            }
            Self::Flag(flag) => message.flags.contains(flag),
            Self::Recent => of.recent,
            Self::Larger(octets) => message.mail.len() as u64 > *octets,
            Self::Smaller(octets) => (message.mail.len() as u64) < *octets,
            Self::Date(which, is, date) => {
                day(*which, message).is_some_and(|day| compare(day, *is, i64::from(date.days)))
            }
            Self::ReceivedBy(secs) => message.received.unix_secs <= *secs,
            Self::ReceivedSince(secs) => message.received.unix_secs >= *secs,
            Self::ModSeq(modseq) => message.modseq >= *modseq,
            Self::EmailId(id) => ids::email(message.email) == *id,
            Self::ThreadId(id) => message.mail.thread_id().map(ids::thread).as_ref() == Some(id),
            Self::Header(test) => test.passes(message),
            Self::Body(needle) => contains(message, &[Place::Text], needle),
            Self::Text(needle) => contains(message, &[Place::Header, Place::Text], needle),
        }
    }
}

/// The day of the message's date; nothing if its `Date:` says none.
fn day(which: SearchDate, message: &Message) -> Option<i64> {
    match which {
        SearchDate::Internal => Some(sent_date::day(message.received)),
        SearchDate::Saved => Some(sent_date::day(message.saved)),
        SearchDate::Sent => sent_date::of(&message.mail).map(|date| date.day),
    }
}

fn compare(day: i64, is: DateIs, date: i64) -> bool {
    match is {
        DateIs::Before => day < date,
        DateIs::On => day == date,
        DateIs::Since => day >= date,
    }
}

fn contains(message: &Message, places: &[Place], needle: &Needle) -> bool {
    let mail = &message.mail;
    needle.is_empty()
        || mail
            .readable()
            .iter()
            .any(|piece| places.contains(&piece.place) && needle.is_in_piece(piece, mail))
}

impl FieldTest {
    /// RFC 9051 §6.4.4: the empty string is in every field of that name.
    fn passes(&self, message: &Message) -> bool {
        fields(message.mail.header_octets()).filter(|field| field.is_named(&self.name)).any(
            |field| {
                if self.addresses {
                    self.needle.is_in_addresses(field.raw_value())
                } else {
                    self.needle.is_in_field(field.raw_value())
                }
            },
        )
    }
}
