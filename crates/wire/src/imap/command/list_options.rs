//! Options of the extended LIST (RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154).

use nom::Parser as _;

use super::StatusItem;
use super::status::{put_items, status_items};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, nothing_fits, one_of, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::{list0_in_parens, peek_word};

/// `list-select-opt` (RFC 9051 §9): which mailboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSelection {
    /// `SUBSCRIBED`.
    Subscribed,
    /// `REMOTE`.
    Remote,
    /// `RECURSIVEMATCH`.
    RecursiveMatch,
    /// `SPECIAL-USE` (RFC 6154 §3).
    SpecialUse,
}

/// `return-option` (RFC 9051 §9): what to tell of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListReturn {
    /// `SUBSCRIBED`.
    Subscribed,
    /// `CHILDREN`.
    Children,
    /// `SPECIAL-USE` (RFC 6154 §2).
    SpecialUse,
    /// `STATUS (…)` (RFC 5819).
    Status(Vec<StatusItem>),
}

const SELECTIONS: &[(&str, ListSelection)] = &[
    ("SUBSCRIBED", ListSelection::Subscribed),
    ("REMOTE", ListSelection::Remote),
    ("RECURSIVEMATCH", ListSelection::RecursiveMatch),
    ("SPECIAL-USE", ListSelection::SpecialUse),
];

const RETURNS: &[(&str, ListReturn)] = &[
    ("SUBSCRIBED", ListReturn::Subscribed),
    ("CHILDREN", ListReturn::Children),
    ("SPECIAL-USE", ListReturn::SpecialUse),
];

/// `RECURSIVEMATCH` says how to look for what another option selects, so it is wrong without one.
///
/// ```abnf
/// list-select-opts = "(" [(*(list-select-opt SP) list-select-base-opt *(SP list-select-opt)) /
///                    (list-select-independent-opt *(SP list-select-independent-opt))] ")"
/// list-select-base-opt        = "SUBSCRIBED" / option-extension
/// list-select-independent-opt = "REMOTE" / option-extension
/// list-select-mod-opt         = "RECURSIVEMATCH" / option-extension ; RFC 9051 §9
/// list-select-independent-opt =/ "SPECIAL-USE"                      ; RFC 6154 §6
/// ```
pub(super) fn list_select_opts<'a>(input: In<'a>) -> Out<'a, Vec<ListSelection>> {
    rule(Kind::ListSelectOpts, |input: In<'a>| {
        let (mut rest, _) = symbol(Kind::Open, "(")(input)?;
        let mut options = Vec::new();
        if rest.fragment().first() != Some(&b')') {
            (rest, options) = list1(sp, one_of(Kind::ListSelectOpt, SELECTIONS))(rest)?;
        }
        if options.contains(&ListSelection::RecursiveMatch)
            && !options.contains(&ListSelection::Subscribed)
        {
            return nothing_fits(Kind::ListSelectBaseOpt)(rest);
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, options))
    })(input)
}

/// ```abnf
/// list-return-opts = "RETURN" SP "(" [list-return-opt *(SP list-return-opt)] ")"
/// return-option    = "SUBSCRIBED" / "CHILDREN" / status-option / option-extension ; RFC 9051 §9
/// return-option    =/ "SPECIAL-USE"                                               ; RFC 6154 §6
/// ```
pub(super) fn list_return_opts(input: In<'_>) -> Out<'_, Vec<ListReturn>> {
    rule(Kind::ListReturnOpts, |input| {
        let (rest, _) = word(Kind::ReturnWord, "RETURN")(input)?;
        arg(list0_in_parens(return_option))(rest)
    })(input)
}

/// ```abnf
/// status-option = "STATUS" SP "(" status-att *(SP status-att) ")" ; RFC 9051 §9
/// ```
fn return_option(input: In<'_>) -> Out<'_, ListReturn> {
    if !peek_word(&input).eq_ignore_ascii_case(b"STATUS") {
        return one_of(Kind::ReturnOption, RETURNS)(input);
    }
    rule(Kind::StatusOption, |input| {
        let (rest, _) = word(Kind::ReturnOption, "STATUS")(input)?;
        arg(status_items.map(ListReturn::Status))(rest)
    })(input)
}

/// Writes `(SUBSCRIBED REMOTE)`.
pub(super) fn put_selection(sink: &mut impl Sink, selection: &[ListSelection]) {
    sink.put(b"(");
    sink.put_spaced(selection, |sink, option| {
        sink.put(match option {
            ListSelection::Subscribed => b"SUBSCRIBED",
            ListSelection::Remote => b"REMOTE",
            ListSelection::RecursiveMatch => b"RECURSIVEMATCH",
            ListSelection::SpecialUse => b"SPECIAL-USE",
        });
    });
    sink.put(b")");
}

/// Writes `(CHILDREN STATUS (MESSAGES))`.
pub(super) fn put_returns(sink: &mut impl Sink, returns: &[ListReturn]) {
    sink.put(b"(");
    sink.put_spaced(returns, |sink, option| match option {
        ListReturn::Subscribed => sink.put(b"SUBSCRIBED"),
        ListReturn::Children => sink.put(b"CHILDREN"),
        ListReturn::SpecialUse => sink.put(b"SPECIAL-USE"),
        ListReturn::Status(items) => {
            sink.put(b"STATUS ");
            put_items(sink, items);
        }
    });
    sink.put(b")");
}
