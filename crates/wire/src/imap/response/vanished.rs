//! VANISHED (RFC 7162 §3.2.10).

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, rule, sp, word};
use crate::imap::SequenceSet;
use crate::imap::quote::{Sink, put_set};
use crate::imap::token::uid_set;

/// ```abnf
/// expunged-resp = "VANISHED" [SP "(EARLIER)"] SP known-uids ; RFC 7162 §7
/// ```
pub(super) fn expunged_resp(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::ExpungedResp, |input| {
        let (rest, _) = word(Kind::DataName, "VANISHED")(input)?;
        let (mut rest, ()) = sp(rest)?;
        let earlier = rest.fragment().first() == Some(&b'(');
        if earlier {
            let (after, _) = word(Kind::Earlier, "(EARLIER)")(rest)?;
            (rest, ()) = sp(after)?;
        }
        let (rest, uids) = rule(Kind::KnownUids, uid_set)(rest)?;
        Ok((rest, Untagged::Vanished { earlier, uids }))
    })(input)
}

pub(super) fn put(out: &mut Encoder, earlier: bool, uids: &SequenceSet) {
    out.put(if earlier { b"VANISHED (EARLIER) " } else { b"VANISHED " });
    put_set(out, uids);
}
