//! SORT and THREAD (RFC 5256).

use super::search::{put_criteria, put_returns, search_criteria, search_return_opts};
use super::{CommandBody, SearchProgram, SearchReturn, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, one_of, rule, word};
use crate::imap::quote::Sink;
use crate::imap::token::{list1_in_parens, peek_word};

/// One criterion of SORT (RFC 5256 §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortCriterion {
    /// `REVERSE` in front.
    pub reverse: bool,
    /// By what.
    pub key: SortKey,
}

/// `sort-key` (RFC 5256 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// `ARRIVAL`: INTERNALDATE.
    Arrival,
    /// `CC`: the first address's mailbox.
    Cc,
    /// `DATE`: the sent date.
    Date,
    /// `FROM`.
    From,
    /// `SIZE`.
    Size,
    /// `SUBJECT`: the base subject.
    Subject,
    /// `TO`.
    To,
}

/// `thread-alg` (RFC 5256 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadAlgorithm {
    /// `ORDEREDSUBJECT`.
    OrderedSubject,
    /// `REFERENCES`.
    References,
}

const SORT_KEYS: &[(&str, SortKey)] = &[
    ("ARRIVAL", SortKey::Arrival),
    ("CC", SortKey::Cc),
    ("DATE", SortKey::Date),
    ("FROM", SortKey::From),
    ("SIZE", SortKey::Size),
    ("SUBJECT", SortKey::Subject),
    ("TO", SortKey::To),
];

const ALGORITHMS: &[(&str, ThreadAlgorithm)] = &[
    ("ORDEREDSUBJECT", ThreadAlgorithm::OrderedSubject),
    ("REFERENCES", ThreadAlgorithm::References),
];

/// ```abnf
/// sort          = ["UID" SP] "SORT" SP sort-criteria SP search-criteria                        ; RFC 5256 §5
/// sort          =/ ["UID" SP] "SORT" search-return-opts SP sort-criteria SP search-criteria    ; RFC 5267 §6
/// sort-criteria = "(" sort-criterion *(SP sort-criterion) ")"
/// ```
pub(super) fn sort<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Sort, move |input| {
        let (rest, _) = verb("SORT")(input)?;
        let (rest, returns) = search_return_opts(rest)?;
        let (rest, criteria) =
            arg(rule(Kind::SortCriteria, list1_in_parens(sort_criterion)))(rest)?;
        let (rest, program) = arg(rule(Kind::SearchCriteria, search_criteria))(rest)?;
        Ok((rest, CommandBody::Sort { returns, criteria, program, uid }))
    })
}

/// ```abnf
/// sort-criterion = ["REVERSE" SP] sort-key
/// sort-key       = "ARRIVAL" / "CC" / "DATE" / "FROM" / "SIZE" / "SUBJECT" / "TO" ; RFC 5256 §5
/// ```
fn sort_criterion(input: In<'_>) -> Out<'_, SortCriterion> {
    rule(Kind::SortCriterion, |input| {
        let reverse = peek_word(&input).eq_ignore_ascii_case(b"REVERSE");
        let mut sort_key = one_of(Kind::SortKey, SORT_KEYS);
        let (rest, key) = if reverse {
            let (rest, _) = word(Kind::ReverseWord, "REVERSE")(input)?;
            arg(sort_key)(rest)?
        } else {
            sort_key(input)?
        };
        Ok((rest, SortCriterion { reverse, key }))
    })(input)
}

/// ```abnf
/// thread     = ["UID" SP] "THREAD" SP thread-alg SP search-criteria
/// thread-alg = "ORDEREDSUBJECT" / "REFERENCES" / thread-alg-ext ; RFC 5256 §5
/// ```
pub(super) fn thread<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Thread, move |input| {
        let (rest, _) = verb("THREAD")(input)?;
        let (rest, algorithm) = arg(one_of(Kind::ThreadAlg, ALGORITHMS))(rest)?;
        let (rest, program) = arg(rule(Kind::SearchCriteria, search_criteria))(rest)?;
        Ok((rest, CommandBody::Thread { algorithm, program, uid }))
    })
}

/// Writes the arguments of SORT.
pub(super) fn put_sort(
    sink: &mut impl Sink,
    returns: Option<&Vec<SearchReturn>>,
    criteria: &[SortCriterion],
    program: &SearchProgram,
) {
    put_returns(sink, returns);
    sink.put(b" (");
    sink.put_spaced(criteria, |sink, criterion| {
        if criterion.reverse {
            sink.put(b"REVERSE ");
        }
        let spelling = SORT_KEYS.iter().find(|(_, known)| *known == criterion.key);
        sink.put(spelling.map_or("", |(name, _)| name).as_bytes());
    });
    sink.put(b")");
    put_criteria(sink, program);
}

/// Writes the arguments of THREAD.
pub(super) fn put_thread(
    sink: &mut impl Sink,
    algorithm: ThreadAlgorithm,
    program: &SearchProgram,
) {
    sink.put(match algorithm {
        ThreadAlgorithm::OrderedSubject => b" ORDEREDSUBJECT",
        ThreadAlgorithm::References => b" REFERENCES",
    });
    put_criteria(sink, program);
}
