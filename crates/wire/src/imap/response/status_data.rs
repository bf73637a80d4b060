//! STATUS (RFC 9051 §7.3.3).

use core::num::NonZeroU32;

use bytes::Bytes;
use mailscope_base::{ModSeq, Uid, UidValidity};
use nom::Parser as _;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, miss, rule, sp, symbol, take1, word};
use crate::imap::command::upper;
use crate::imap::quote::Sink;
use crate::imap::token::{
    any_value, is_atom_char, mailbox, mod_sequence_valzer, nil, number, number64, nz_number_as,
    object_id, owned, peek_word,
};
use crate::imap::{MailboxName, ObjectId};

/// `status-att-val` (RFC 9051 §9, RFC 3501, RFC 7162, RFC 7889, RFC 8474).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusValue {
    /// `MESSAGES n`.
    Messages(u32),
    /// `RECENT n` (RFC 3501 §6.3.10).
    Recent(u32),
    /// `UIDNEXT n`.
    UidNext(Uid),
    /// `UIDVALIDITY n`.
    UidValidity(UidValidity),
    /// `UNSEEN n`.
    Unseen(u32),
    /// `DELETED n`.
    Deleted(u32),
    /// `SIZE n`.
    Size(u64),
    /// `HIGHESTMODSEQ n`.
    HighestModSeq(ModSeq),
    /// `APPENDLIMIT n`, or NIL for no limit.
    AppendLimit(Option<u32>),
    /// `MAILBOXID (id)`.
    MailboxId(ObjectId),
    /// `DELETED-STORAGE n` (RFC 9208 §4.1.5).
    DeletedStorage(u64),
    /// Any other, as written.
    Other {
        /// Its name.
        name: String,
        /// Its value.
        value: Bytes,
    },
}

/// ```abnf
/// mailbox-data    =/ "STATUS" SP mailbox SP "(" [status-att-list] ")"
/// status-att-list = status-att-val *(SP status-att-val) ; RFC 9051 §9
/// ```
pub(super) fn mailbox_data_status(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::MailboxData, |input| {
        let (rest, _) = word(Kind::DataName, "STATUS")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, mailbox) = mailbox(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, _) = symbol(Kind::Open, "(")(rest)?;
        let (rest, values) = if rest.fragment().first() == Some(&b')') {
            (rest, Vec::new())
        } else {
            list1(sp, rule(Kind::StatusAttVal, status_att_val))(rest)?
        };
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, Untagged::StatusData { mailbox, values }))
    })(input)
}

/// ```abnf
/// status-att-val = ("MESSAGES" SP number) / ("UIDNEXT" SP nz-number) / ("UIDVALIDITY" SP nz-number) /
///                  ("UNSEEN" SP number) / ("DELETED" SP number) / ("SIZE" SP number64) ; RFC 9051 §9
/// status-att-val =/ "RECENT" SP number ; RFC 3501 §9
/// status-att-val =/ "HIGHESTMODSEQ" SP mod-sequence-valzer ; RFC 7162 §7
/// status-att-val =/ "APPENDLIMIT" SP (number / nil) ; RFC 7889 §5
/// status-att-val =/ "MAILBOXID" SP "(" objectid ")" ; RFC 8474 §7
/// status-att-val =/ "DELETED-STORAGE" SP number64 ; RFC 9208 §7
/// ```
fn status_att_val(input: In<'_>) -> Out<'_, StatusValue> {
    use StatusValue as V;
    let mut name = [0_u8; 15];
    let known = upper(peek_word(&input), &mut name);
    let (rest, spelled) = rule(Kind::StatusAttName, take1(is_atom_char))(input)?;
    let (rest, ()) = sp(rest)?;
    match known {
        b"MESSAGES" => number.map(V::Messages).parse(rest),
        b"RECENT" => number.map(V::Recent).parse(rest),
        b"UIDNEXT" => nz(Kind::UniqueIdNumber).map(|n| V::UidNext(Uid(n))).parse(rest),
        b"UIDVALIDITY" => nz(Kind::NzNumber).map(|n| V::UidValidity(UidValidity(n))).parse(rest),
        b"UNSEEN" => number.map(V::Unseen).parse(rest),
        b"DELETED" => number.map(V::Deleted).parse(rest),
        b"SIZE" => number64.map(V::Size).parse(rest),
        b"HIGHESTMODSEQ" => mod_sequence_valzer.map(V::HighestModSeq).parse(rest),
        b"APPENDLIMIT" => append_limit.map(V::AppendLimit).parse(rest),
        b"MAILBOXID" => mailbox_id.map(V::MailboxId).parse(rest),
        b"DELETED-STORAGE" => number64.map(V::DeletedStorage).parse(rest),
        _ => {
            let name = String::from_utf8_lossy(spelled.fragment()).into_owned();
            let (rest, value) = rule(Kind::ExtensionData, owned(any_value))(rest)?;
            Ok((rest, V::Other { name, value }))
        }
    }
}

fn nz<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, NonZeroU32> {
    move |input| {
        let (rest, number) = nz_number_as(kind)(input)?;
        match NonZeroU32::new(number) {
            Some(number) => Ok((rest, number)),
            None => miss(),
        }
    }
}

fn append_limit(input: In<'_>) -> Out<'_, Option<u32>> {
    match input.fragment().first() {
        Some(b'N' | b'n') => nil.map(|()| None).parse(input),
        _ => number.map(Some).parse(input),
    }
}

fn mailbox_id(input: In<'_>) -> Out<'_, ObjectId> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, id) = object_id(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, id))
}

pub(super) fn put(out: &mut Encoder, mailbox: &MailboxName, values: &[StatusValue]) {
    out.put(b"STATUS ");
    out.put_astring(mailbox.as_str().as_bytes());
    out.put(b" (");
    out.put_spaced(values, put_value);
    out.put(b")");
}

fn put_value(out: &mut Encoder, value: &StatusValue) {
    use StatusValue as V;
    let (name, number) = match value {
        V::Messages(count) => ("MESSAGES ", u64::from(*count)),
        V::Recent(count) => ("RECENT ", u64::from(*count)),
        V::UidNext(uid) => ("UIDNEXT ", u64::from(uid.get())),
        V::UidValidity(validity) => ("UIDVALIDITY ", u64::from(validity.get())),
        V::Unseen(count) => ("UNSEEN ", u64::from(*count)),
        V::Deleted(count) => ("DELETED ", u64::from(*count)),
        V::Size(octets) => ("SIZE ", *octets),
        V::HighestModSeq(modseq) => ("HIGHESTMODSEQ ", modseq.0),
        V::AppendLimit(Some(octets)) => ("APPENDLIMIT ", u64::from(*octets)),
        V::AppendLimit(None) => return out.put(b"APPENDLIMIT NIL"),
        V::DeletedStorage(octets) => ("DELETED-STORAGE ", *octets),
        V::MailboxId(id) => {
            out.put(b"MAILBOXID (");
            out.put(id.as_str().as_bytes());
            return out.put(b")");
        }
        V::Other { name, value } => {
            out.put(name.as_bytes());
            out.put(b" ");
            return out.put(value);
        }
    };
    out.put(name.as_bytes());
    out.put_number(number);
}
