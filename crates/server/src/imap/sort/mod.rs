//! SORT and UID SORT (RFC 5256), with the results of ESORT (RFC 5267 §3).

pub(super) mod base_subject;

use core::cmp::Ordering;

use mailscope_store::{Mail, Message};
use mailscope_wire::imap::{
    SearchProgram, SearchReturn, SortCriterion, SortKey, Status, Tag, Untagged,
};

use super::search::{self, Found, Returns, Search, Wanted, casemap};
use super::{ImapServer, envelope};
use crate::ServerCx;

/// What SORT asks for.
pub(super) struct Request {
    pub(super) returns: Option<Vec<SearchReturn>>,
    pub(super) criteria: Vec<SortCriterion>,
    pub(super) program: SearchProgram,
    pub(super) uid: bool,
}

pub(super) fn run(
    session: &mut ImapServer,
    tag: &Tag,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 5256 §3 (BASE.6.4.SORT), RFC 5267 §3.
    let verb = if request.uid { "UID SORT" } else { "SORT" };
    let Request { returns, criteria, program, uid } = request;
    let returns = Returns::new(returns.as_deref(), false, *uid, program);
    let search = match Search::begin(session, verb, program, &returns, cx)? {
        Ok(search) => search,
        Err(status) => return Some(status),
    };
    let mut found = sorted(search.find(Wanted::All), criteria);
    keep(&mut found, returns.wanted());
    let response = returns.response(&found, tag, Untagged::Sort);
    let saved = returns.saves().then(|| search::saved(&found));
    Some(search::finish(session, verb, response, saved, cx))
}

/// What one criterion compares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    /// As `i;unicode-casemap` maps it (RFC 5256 §7).
    Text(String),
}

/// Sorts by the criteria, the first counting most. "There is an implicit sort criterion of
/// 'sequence number'", which REVERSE leaves alone: `found` comes in that order, and equals stay.
fn sorted<'a>(found: Vec<Found<'a>>, criteria: &[SortCriterion]) -> Vec<Found<'a>> {
    let keys = |message: &Message| criteria.iter().map(|c| key(c.key, message)).collect();
    let mut keyed: Vec<(Vec<Key>, Found<'a>)> =
        found.into_iter().map(|found| (keys(found.message), found)).collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let one = |((a, b), by): ((&Key, &Key), &SortCriterion)| {
            if by.reverse { b.cmp(a) } else { a.cmp(b) }
        };
        a.iter().zip(b).zip(criteria).map(one).fold(Ordering::Equal, Ordering::then)
    });
    keyed.into_iter().map(|(_, found)| found).collect()
}

fn key(key: SortKey, message: &Message) -> Key {
    match key {
        SortKey::Arrival => Key::Number(message.received.unix_secs),
        SortKey::Date => Key::Number(search::sent_date(message)),
        SortKey::Size => Key::Number(i64::try_from(message.mail.len()).unwrap_or(i64::MAX)),
        SortKey::Subject => Key::Text(base_subject::of(&message.mail).text),
        SortKey::Cc => Key::Text(first_mailbox(&message.mail, "Cc")),
        SortKey::From => Key::Text(first_mailbox(&message.mail, "From")),
        SortKey::To => Key::Text(first_mailbox(&message.mail, "To")),
    }
}

/// "addr-mailbox of the first address" of that field; empty without one.
fn first_mailbox(mail: &Mail, name: &str) -> String {
    let first = envelope::addresses_of(mail.header_octets(), name).into_iter().next();
    let mailbox = first.and_then(|address| address.mailbox).unwrap_or_default();
    casemap(&String::from_utf8_lossy(&mailbox))
}

/// Keeps what was wanted of a result in its order: RFC 5267 §3.1, MIN is the first and MAX the last.
fn keep(found: &mut Vec<Found<'_>>, wanted: Wanted) {
    let last = found.len().saturating_sub(1);
    match wanted {
        Wanted::First => found.truncate(1),
        Wanted::Last => drop(found.drain(..last)),
        Wanted::FirstAndLast if last > 1 => drop(found.drain(1..last)),
        Wanted::FirstAndLast | Wanted::All => {}
    }
}
