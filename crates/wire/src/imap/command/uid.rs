//! UID (RFC 9051 §6.4.9): the commands that take UIDs instead of sequence numbers.

use super::{CommandBody, copy, fetch, search, sort, store, upper, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, nothing_fits, rule};
use crate::imap::token::{message_set, peek_word};

/// ```abnf
/// uid    = "UID" SP (copy / move / fetch / search / store / uid-expunge) ; RFC 9051 §9
/// sort   = ["UID" SP] "SORT" …
/// thread = ["UID" SP] "THREAD" … ; RFC 5256 §5
/// ```
pub(super) fn uid(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Uid, |input| {
        let (rest, ()) = verb_sp("UID")(input)?;
        let mut verb = [0_u8; 7];
        match upper(peek_word(&rest), &mut verb) {
            b"FETCH" => fetch::fetch(true)(rest),
            b"STORE" => store::store(true)(rest),
            b"COPY" => copy::copy(true)(rest),
            b"MOVE" => copy::move_(true)(rest),
            b"SEARCH" => search::search(true)(rest),
            b"SORT" => sort::sort(true)(rest),
            b"THREAD" => sort::thread(true)(rest),
            b"EXPUNGE" => uid_expunge(rest),
            _ => nothing_fits(Kind::CommandVerb)(rest),
        }
    })(input)
}

/// ```abnf
/// uid-expunge = "EXPUNGE" SP sequence-set ; RFC 4315 §4
/// ```
fn uid_expunge(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::UidExpunge, |input| {
        let (rest, ()) = verb_sp("EXPUNGE")(input)?;
        let (rest, set) = message_set(rest)?;
        Ok((rest, CommandBody::UidExpunge { set }))
    })(input)
}
