//! GETQUOTA, GETQUOTAROOT and SETQUOTA (RFC 9208).

use nom::Parser as _;

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::quote::Sink;
use crate::imap::token::{astring, atom_as, list0_in_parens, mailbox, number64, to_bytes};

/// ```abnf
/// getquota        = "GETQUOTA" SP quota-root-name
/// quota-root-name = astring ; RFC 9208 §7
/// ```
pub(super) fn get_quota(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::GetQuota, |input| {
        let (rest, _) = verb("GETQUOTA")(input)?;
        let (rest, root) = arg(rule(Kind::QuotaRootName, astring).map(to_bytes)).parse(rest)?;
        Ok((rest, CommandBody::GetQuota { root }))
    })(input)
}

/// ```abnf
/// getquotaroot = "GETQUOTAROOT" SP mailbox ; RFC 9208 §7
/// ```
pub(super) fn get_quota_root(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::GetQuotaRoot, |input| {
        let (rest, _) = verb("GETQUOTAROOT")(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        Ok((rest, CommandBody::GetQuotaRoot { mailbox }))
    })(input)
}

/// ```abnf
/// setquota      = "SETQUOTA" SP quota-root-name SP setquota-list
/// setquota-list = "(" [setquota-resource *(SP setquota-resource)] ")" ; RFC 9208 §7
/// ```
pub(super) fn set_quota(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::SetQuota, |input| {
        let (rest, _) = verb("SETQUOTA")(input)?;
        let (rest, root) = arg(rule(Kind::QuotaRootName, astring).map(to_bytes)).parse(rest)?;
        let (rest, limits) =
            arg(rule(Kind::SetQuotaList, list0_in_parens(setquota_resource)))(rest)?;
        Ok((rest, CommandBody::SetQuota { root, limits }))
    })(input)
}

/// ```abnf
/// setquota-resource = resource-name SP resource-limit
/// resource-name     = "STORAGE" / "MESSAGE" / "MAILBOX" / "ANNOTATION-STORAGE" / resource-name-ext
/// resource-limit    = number64 ; RFC 9208 §7
/// ```
fn setquota_resource(input: In<'_>) -> Out<'_, (String, u64)> {
    let (rest, name) = atom_as(Kind::ResourceName)(input)?;
    let (rest, limit) = arg(rule(Kind::ResourceLimit, number64))(rest)?;
    Ok((rest, (name.to_ascii_uppercase(), limit)))
}

/// Writes the arguments of SETQUOTA.
pub(super) fn put(sink: &mut impl Sink, root: &[u8], limits: &[(String, u64)]) {
    put_root(sink, root);
    sink.put(b" (");
    sink.put_spaced(limits, |sink, (name, limit)| {
        sink.put(name.as_bytes());
        sink.put(b" ");
        sink.put_number(*limit);
    });
    sink.put(b")");
}

pub(super) fn put_root(sink: &mut impl Sink, root: &[u8]) {
    sink.put(b" ");
    sink.put_astring(root);
}
