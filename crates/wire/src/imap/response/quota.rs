//! QUOTA and QUOTAROOT (RFC 9208 §4.2).

use bytes::Bytes;
use nom::Parser as _;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, rule, sp, symbol, word};
use crate::imap::MailboxName;
use crate::imap::quote::Sink;
use crate::imap::token::{astring_of, atom_as, is_astring_char, mailbox, number64, owned};

/// `quota-resource` (RFC 9208 §7): how much is used and how much may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaResource {
    /// Such as `STORAGE` (in units of 1024 octets) or `MESSAGE`.
    pub name: String,
    /// In use.
    pub usage: u64,
    /// The most that may be.
    pub limit: u64,
}

/// RFC 2087 §5 allows the list to be empty: a root without limits.
///
/// ```abnf
/// quota-response = "QUOTA" SP quota-root-name SP quota-list
/// quota-list     = "(" quota-resource *(SP quota-resource) ")" ; RFC 9208 §7
/// ```
pub(super) fn quota_response(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::QuotaResponse, |input| {
        let (rest, _) = word(Kind::DataName, "QUOTA")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, root) = quota_root_name(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, resources) = rule(Kind::QuotaList, quota_list)(rest)?;
        Ok((rest, Untagged::Quota { root, resources }))
    })(input)
}

fn quota_list(input: In<'_>) -> Out<'_, Vec<QuotaResource>> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, resources) = if rest.fragment().first() == Some(&b')') {
        (rest, Vec::new())
    } else {
        list1(sp, rule(Kind::QuotaResource, quota_resource))(rest)?
    };
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, resources))
}

/// ```abnf
/// quota-resource = resource-name SP resource-usage SP resource-limit ; RFC 9208 §7
/// ```
fn quota_resource(input: In<'_>) -> Out<'_, QuotaResource> {
    let (rest, name) = atom_as(Kind::ResourceName).map(str::to_owned).parse(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, usage) = rule(Kind::ResourceUsage, number64)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, limit) = rule(Kind::ResourceLimit, number64)(rest)?;
    Ok((rest, QuotaResource { name, usage, limit }))
}

/// ```abnf
/// quotaroot-response = "QUOTAROOT" SP mailbox *(SP quota-root-name) ; RFC 9208 §7
/// ```
pub(super) fn quotaroot_response(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::QuotaRootResponse, |input| {
        let (rest, _) = word(Kind::DataName, "QUOTAROOT")(input)?;
        let (rest, ()) = sp(rest)?;
        let (mut rest, mailbox) = mailbox(rest)?;
        let mut roots = Vec::new();
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            let (after, root) = quota_root_name(after)?;
            roots.push(root);
            rest = after;
        }
        Ok((rest, Untagged::QuotaRoot { mailbox, roots }))
    })(input)
}

fn quota_root_name(input: In<'_>) -> Out<'_, Bytes> {
    owned(astring_of(Kind::QuotaRootName, is_astring_char))(input)
}

pub(super) fn put_quota(out: &mut Encoder, root: &[u8], resources: &[QuotaResource]) {
    out.put(b"QUOTA ");
    out.put_astring(root);
    out.put(b" (");
    out.put_spaced(resources, |out, resource| {
        out.put(resource.name.as_bytes());
        out.put(b" ");
        out.put_number(resource.usage);
        out.put(b" ");
        out.put_number(resource.limit);
    });
    out.put(b")");
}

pub(super) fn put_roots(out: &mut Encoder, mailbox: &MailboxName, roots: &[Bytes]) {
    out.put(b"QUOTAROOT ");
    out.put_astring(mailbox.as_str().as_bytes());
    for root in roots {
        out.put(b" ");
        out.put_astring(root);
    }
}
