//! Parameters of SELECT and EXAMINE (RFC 7162).

use mailscope_base::{ModSeq, UidValidity};
use nom::Parser as _;

use crate::Kind;
use crate::grammar::{In, Out, arg, miss, nothing_fits, rule, sp, symbol, word};
use crate::imap::SequenceSet;
use crate::imap::quote::{Sink, put_set};
use crate::imap::token::{list1_in_parens, mod_sequence_value, nz_number_as, peek_word, uid_set};

/// `select-params` (RFC 4466 §2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectParams {
    /// `CONDSTORE` (RFC 7162 §3.1.8).
    pub condstore: bool,
    /// `QRESYNC (…)` (RFC 7162 §3.2.5).
    pub qresync: Option<Box<QresyncParam>>,
}

/// What a returning client knows (RFC 7162 §3.2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QresyncParam {
    /// The last known UIDVALIDITY.
    pub validity: UidValidity,
    /// The last known modification sequence.
    pub modseq: ModSeq,
    /// The UIDs that it knows.
    pub known_uids: Option<SequenceSet>,
    /// Sequence numbers and the UIDs they had.
    pub seq_match: Option<(SequenceSet, SequenceSet)>,
}

/// ```abnf
/// select-params = SP "(" select-param *(SP select-param) ")" ; RFC 4466 §2.1
/// ```
pub(super) fn select_params(input: In<'_>) -> Out<'_, SelectParams> {
    let (rest, params) = list1_in_parens(select_param)(input)?;
    let mut all = SelectParams::default();
    for qresync in params {
        match qresync {
            Some(qresync) => all.qresync = Some(Box::new(qresync)),
            None => all.condstore = true,
        }
    }
    Ok((rest, all))
}

/// `QRESYNC`, or nothing for `CONDSTORE`.
///
/// ```abnf
/// select-param    =/ condstore-param
/// condstore-param = "CONDSTORE"
/// select-param    =/ "QRESYNC" SP "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"
/// ; RFC 7162 §7
/// ```
fn select_param(input: In<'_>) -> Out<'_, Option<QresyncParam>> {
    rule(Kind::SelectParam, |input| {
        let name = peek_word(&input);
        if name.eq_ignore_ascii_case(b"CONDSTORE") {
            return word(Kind::SelectParamName, "CONDSTORE").map(|_| None).parse(input);
        }
        if !name.eq_ignore_ascii_case(b"QRESYNC") {
            return nothing_fits(Kind::SelectParamName)(input);
        }
        let (rest, _) = word(Kind::SelectParamName, "QRESYNC")(input)?;
        let (rest, _) = arg(symbol(Kind::Open, "("))(rest)?;
        let (rest, qresync) = qresync(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, Some(qresync)))
    })(input)
}

fn qresync(input: In<'_>) -> Out<'_, QresyncParam> {
    let (rest, validity) = nz_number_as(Kind::UidValidity)(input)?;
    let Some(validity) = core::num::NonZeroU32::new(validity) else {
        return miss();
    };
    let (mut rest, modseq) = arg(mod_sequence_value)(rest)?;
    let (mut known_uids, mut seq_match) = (None, None);
    if matches!(rest.fragment(), [b' ', octet, ..] if *octet != b'(') {
        let (after, ()) = sp(rest)?;
        let (after, set) = rule(Kind::KnownUids, uid_set)(after)?;
        (rest, known_uids) = (after, Some(set));
    }
    if rest.fragment().first() == Some(&b' ') {
        let (after, ()) = sp(rest)?;
        let (after, sets) = seq_match_data(after)?;
        (rest, seq_match) = (after, Some(sets));
    }
    Ok((rest, QresyncParam { validity: UidValidity(validity), modseq, known_uids, seq_match }))
}

/// The sets may not contain `*`.
///
/// ```abnf
/// seq-match-data     = "(" known-sequence-set SP known-uid-set ")"
/// known-sequence-set = sequence-set
/// known-uid-set      = sequence-set ; RFC 7162 §7
/// ```
fn seq_match_data(input: In<'_>) -> Out<'_, (SequenceSet, SequenceSet)> {
    rule(Kind::SeqMatchData, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, numbers) = rule(Kind::KnownSequenceSet, uid_set)(rest)?;
        let (rest, uids) = arg(rule(Kind::KnownUidSet, uid_set))(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, (numbers, uids)))
    })(input)
}

/// Writes ` (CONDSTORE QRESYNC (…))`, if there is anything.
pub(super) fn put(sink: &mut impl Sink, params: &SelectParams) {
    match (params.condstore, &params.qresync) {
        (false, None) => {}
        (true, None) => sink.put(b" (CONDSTORE)"),
        (condstore, Some(qresync)) => {
            sink.put(if condstore { b" (CONDSTORE QRESYNC (" } else { b" (QRESYNC (" });
            put_qresync(sink, qresync);
            sink.put(b"))");
        }
    }
}

fn put_qresync(sink: &mut impl Sink, qresync: &QresyncParam) {
    sink.put_number(u64::from(qresync.validity.get()));
    sink.put(b" ");
    sink.put_number(qresync.modseq.0);
    if let Some(uids) = &qresync.known_uids {
        sink.put(b" ");
        put_set(sink, uids);
    }
    if let Some((numbers, uids)) = &qresync.seq_match {
        sink.put(b" (");
        put_set(sink, numbers);
        sink.put(b" ");
        put_set(sink, uids);
        sink.put(b")");
    }
}
