//! FLAGS, and the lists of flags in other responses (RFC 9051 §7.3.5).

use mailscope_base::Flag;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::any_flag;

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

/// ```abnf
/// flag-list = "(" [flag *(SP flag)] ")" ; RFC 9051 §9
/// ```
pub(super) fn any_flag_list<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Vec<Flag>> {
    rule(Kind::FlagList, move |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        if rest.fragment().first() == Some(&b')') {
            let (rest, _) = symbol(Kind::Close, ")")(rest)?;
            return Ok((rest, Vec::new()));
        }
        let (rest, flags) = list1(sp, any_flag(kind))(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, flags))
    })
}

pub(super) fn put(out: &mut Encoder, flags: &[Flag]) {
    out.put(b"FLAGS (");
    out.put_spaced(flags, |out, flag| out.put(flag.as_str().as_bytes()));
    out.put(b")");
}
