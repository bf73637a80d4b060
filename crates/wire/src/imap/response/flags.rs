//! FLAGS, and the lists of flags in other responses (RFC 9051 §7.3.5).

use mailscope_base::Flag;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, rule, sp, symbol, word};
use crate::imap::flag::any_flag;
use crate::imap::quote::Sink;

/// ```abnf
/// mailbox-data = "FLAGS" SP flag-list ; RFC 9051 §9
/// ```
pub(super) fn mailbox_data_flags(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::MailboxData, |input| {
        let (rest, _) = word(Kind::DataName, "FLAGS")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, flags) = any_flag_list(Kind::Flag)(rest)?;
        Ok((rest, Untagged::Flags(flags)))
    })(input)
}

fn any_flag_list<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Vec<Flag>> {
    move |input| {
        let mut flags = Vec::new();
        let (rest, ()) = each_flag(kind, |flag| flags.push(flag))(input)?;
        Ok((rest, flags))
    }
}

/// ```abnf
/// flag-list = "(" [flag *(SP flag)] ")" ; RFC 9051 §9
/// ```
pub(super) fn each_flag<'a>(
    kind: Kind,
    mut found: impl FnMut(Flag),
) -> impl FnMut(In<'a>) -> Out<'a, ()> {
    rule(Kind::FlagList, move |input: In<'a>| {
        let (mut rest, _) = symbol(Kind::Open, "(")(input)?;
        if rest.fragment().first() != Some(&b')') {
            let (after, first) = any_flag(kind)(rest)?;
            found(first);
            rest = after;
            while rest.fragment().first() == Some(&b' ') {
                let (after, ()) = sp(rest)?;
                let (after, next) = any_flag(kind)(after)?;
                found(next);
                rest = after;
            }
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, ()))
    })
}

pub(super) fn put(out: &mut Encoder, flags: &[Flag]) {
    out.put(b"FLAGS (");
    out.put_spaced(flags, |out, flag| out.put(flag.as_str().as_bytes()));
    out.put(b")");
}
