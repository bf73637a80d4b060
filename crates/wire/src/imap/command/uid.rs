//! UID (RFC 9051 §6.4.9): the commands that take UIDs instead of sequence numbers.

use super::{CommandBody, copy, fetch, search, sort, store, upper, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, nothing_fits, rule};
use crate::imap::token::{message_set, peek_word};

/// ```abnf
/// uid    = "UID" SP (copy / move / fetch / search / store / uid-expunge) ; RFC 9051 §9
/// sort   = ["UID" SP] "SORT" …
/// thread = ["UID" SP] "THREAD" … ; RFC 5256 §5
/// ```
pub(super) fn uid(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Uid, |input| {
        let (rest, _) = verb("UID")(input)?;
        arg(with_uids)(rest)
    })(input)
}

fn with_uids(input: In<'_>) -> Out<'_, CommandBody> {
    let mut verb = [0_u8; 7];
    match upper(peek_word(&input), &mut verb) {
        b"FETCH" => fetch::fetch(true)(input),
        b"STORE" => store::store(true)(input),
        b"COPY" => copy::copy(true)(input),
        b"MOVE" => copy::move_(true)(input),
        b"SEARCH" => search::search(true)(input),
        b"SORT" => sort::sort(true)(input),
        b"THREAD" => sort::thread(true)(input),
        b"EXPUNGE" => uid_expunge(input),
        _ => nothing_fits(Kind::UidVerb)(input),
    }
}

/// ```abnf
/// uid-expunge = "EXPUNGE" SP sequence-set ; RFC 4315 §4
/// ```
fn uid_expunge(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::UidExpunge, |input| {
        let (rest, _) = verb("EXPUNGE")(input)?;
        let (rest, set) = arg(message_set)(rest)?;
        Ok((rest, CommandBody::UidExpunge { set }))
    })(input)
}
