//! STORE (RFC 9051 §6.4.6).

use nom::Parser as _;
use nom::bytes::complete::take;

use mailscope_base::{Flag, ModSeq};

use super::{CommandBody, upper, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, nothing_fits, params, rule, sp, symbol, word};
use crate::imap::flag::{flag, flag_list};
use crate::imap::quote::Sink;
use crate::imap::token::{message_set, mod_sequence_valzer};

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

/// ```abnf
/// store           = "STORE" SP sequence-set [store-modifiers] SP store-att-flags ; RFC 4466 §6
/// store-modifiers = SP "(" store-modifier *(SP store-modifier) ")"
/// store-modifier  =/ "UNCHANGEDSINCE" SP mod-sequence-valzer                     ; RFC 7162 §7
/// ```
pub(super) fn store<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Store, move |input| {
        let (rest, _) = verb("STORE")(input)?;
        let (rest, set) = arg(message_set)(rest)?;
        let (rest, unchanged_since) = params(Kind::StoreModifiers, store_modifiers)(rest)?;
        let (rest, (action, silent, flags)) =
            arg(rule(Kind::StoreAttFlags, store_att_flags))(rest)?;
        Ok((rest, CommandBody::Store { set, action, silent, flags, unchanged_since, uid }))
    })
}

/// "Only a single UNCHANGEDSINCE may be specified" (RFC 7162 §7).
fn store_modifiers(input: In<'_>) -> Out<'_, ModSeq> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, modseq) = rule(Kind::StoreModifier, |input| {
        let (rest, _) = word(Kind::StoreModifierName, "UNCHANGEDSINCE")(input)?;
        arg(mod_sequence_valzer)(rest)
    })(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, modseq))
}

/// ```abnf
/// store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag))) ; RFC 9051 §9
/// ```
fn store_att_flags(input: In<'_>) -> Out<'_, (StoreAction, bool, Vec<Flag>)> {
    let (rest, (action, silent)) = store_action(input)?;
    let (rest, flags) = arg(flags)(rest)?;
    Ok((rest, (action, silent, flags)))
}

fn flags(input: In<'_>) -> Out<'_, Vec<Flag>> {
    match input.fragment().first() {
        Some(b'(') => flag_list(input),
        _ => list1(sp, flag)(input),
    }
}

fn store_action(input: In<'_>) -> Out<'_, (StoreAction, bool)> {
    let (action, sign) = match input.fragment().first() {
        Some(b'+') => (StoreAction::Add, 1),
        Some(b'-') => (StoreAction::Remove, 1),
        _ => (StoreAction::Replace, 0),
    };
    let all: &[u8] = input.fragment();
    let found = peek_name(all.get(sign..).unwrap_or_default());
    let mut name = [0_u8; 12];
    let silent = match upper(found, &mut name) {
        b"FLAGS" => false,
        b"FLAGS.SILENT" => true,
        _ => return nothing_fits(Kind::StoreAction)(input),
    };
    rule(Kind::StoreAction, take(sign + found.len())).map(|_| (action, silent)).parse(input)
}

fn peek_name(rest: &[u8]) -> &[u8] {
    let end = rest.iter().position(|octet| !octet.is_ascii_alphabetic() && *octet != b'.');
    rest.split_at(end.unwrap_or(rest.len())).0
}

pub(super) fn put_att_flags(
    sink: &mut impl Sink,
    action: StoreAction,
    silent: bool,
    flags: &[Flag],
) {
    sink.put(match action {
        StoreAction::Replace => b" ",
        StoreAction::Add => b" +",
        StoreAction::Remove => b" -",
    });
    sink.put(if silent { b"FLAGS.SILENT (" } else { b"FLAGS (" });
    sink.put_spaced(flags, |sink, flag| sink.put(flag.as_str().as_bytes()));
    sink.put(b")");
}

/// Writes ` (UNCHANGEDSINCE 12345)`.
pub(super) fn put_unchanged_since(sink: &mut impl Sink, modseq: Option<ModSeq>) {
    if let Some(modseq) = modseq {
        sink.put(b" (UNCHANGEDSINCE ");
        sink.put_number(modseq.0);
        sink.put(b")");
    }
}
