//! Response codes (RFC 9051 §7.1, RFC 5530 and the extensions).

use core::num::NonZeroU32;

use bytes::Bytes;
use mailscope_base::{Flag, ModSeq, SeqNum, Uid, UidValidity};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::status::put_text;
use super::{Encoder, capability};
use crate::Kind;
use crate::grammar::{In, Out, either, list1, miss, rule, sp, symbol, take0, take1, word};
use crate::imap::flag::any_flag;
use crate::imap::quote::{Sink, put_set};
use crate::imap::token::{
    astring_of, atom_as, is_atom_char, mod_sequence_value, nz_number_as, object_id, owned,
    peek_word, sequence_set, uid_set,
};
use crate::imap::{Capability, ObjectId, SequenceSet};

/// `resp-text-code` (RFC 9051 §7.1, RFC 5530).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Code {
    /// `CAPABILITY …`.
    Capability(Vec<Capability>),
    /// `PERMANENTFLAGS (…)`; `new_keywords` is `\*`.
    PermanentFlags {
        /// Flags that can be changed for good.
        flags: Vec<Flag>,
        /// Whether new keywords can be made.
        new_keywords: bool,
    },
    /// `READ-ONLY`.
    ReadOnly,
    /// `READ-WRITE`.
    ReadWrite,
    /// `TRYCREATE`.
    TryCreate,
    /// `UIDNEXT n`.
    UidNext(Uid),
    /// `UIDVALIDITY n`.
    UidValidity(UidValidity),
    /// `UNSEEN n` (RFC 3501 §7.1).
    Unseen(SeqNum),
    /// `COPYUID validity from to` (RFC 9051 §7.1).
    CopyUid {
        /// UIDVALIDITY of the destination.
        validity: UidValidity,
        /// UIDs in the source.
        source: SequenceSet,
        /// UIDs in the destination, in the same order.
        destination: SequenceSet,
    },
    /// `CLOSED`: the old selection has ended.
    Closed,
    /// `APPENDUID validity uids` (RFC 9051 §7.1).
    AppendUid {
        /// UIDVALIDITY of the mailbox.
        validity: UidValidity,
        /// The UIDs of the new messages, in their order.
        uids: SequenceSet,
    },
    /// `BADCHARSET (charsets)` (RFC 9051 §7.1).
    BadCharset(Vec<Bytes>),
    /// `HIGHESTMODSEQ n` (RFC 7162 §3.1.2.1).
    HighestModSeq(ModSeq),
    /// `MODIFIED set` (RFC 7162 §3.1.3).
    Modified(SequenceSet),
    /// `MAILBOXID (id)` (RFC 8474 §4.1).
    MailboxId(ObjectId),
    /// `BADEVENT (events)` (RFC 5465 §5).
    BadEvent(Vec<String>),
    /// A code without arguments from RFC 5530 or elsewhere, such as `NONEXISTENT`.
    Atom(String),
    /// Any other code, as written between the brackets.
    Other(String),
}

/// A code in its brackets.
pub(super) fn bracketed_code(input: In<'_>) -> Out<'_, Code> {
    if input.fragment().first() != Some(&b'[') {
        return miss();
    }
    let (rest, _) = symbol(Kind::OpenBracket, "[")(input)?;
    // A known code with unknown arguments is an unknown code.
    if let Ok(known) = with_bracket(known_code)(rest) {
        return Ok(known);
    }
    with_bracket(other_code)(rest)
}

fn with_bracket<'a>(
    code: impl Fn(In<'a>) -> Out<'a, Code> + Copy,
) -> impl FnMut(In<'a>) -> Out<'a, Code> {
    move |input: In<'a>| {
        let mark = input.extra.mark();
        let both = |input| {
            let (rest, code) = rule(Kind::RespTextCode, code)(input)?;
            let (rest, _) = symbol(Kind::CloseBracket, "]")(rest)?;
            Ok((rest, code))
        };
        let result = both(input);
        if result.is_err() {
            input.extra.rewind(mark);
        }
        result
    }
}

/// ```abnf
/// resp-text-code = "ALERT" / capability-data / "PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)] ")" /
///                  "READ-ONLY" / "READ-WRITE" / "TRYCREATE" / "UIDNEXT" SP nz-number /
///                  "UIDVALIDITY" SP nz-number / resp-code-copy / "CLOSED" /
///                  "BADCHARSET" [SP "(" charset *(SP charset) ")"] / resp-code-apnd /
///                  atom [SP 1*<any TEXT-CHAR except "]">] ; RFC 9051 §9
/// resp-text-code =/ "UNSEEN" SP nz-number ; RFC 3501 §9
/// resp-text-code =/ "HIGHESTMODSEQ" SP mod-sequence-value / "MODIFIED" SP sequence-set ; RFC 7162 §7
/// resp-text-code =/ "MAILBOXID" SP "(" objectid ")" ; RFC 8474 §7
/// resp-text-code =/ "BADEVENT" SP "(" event-name *(SP event-name) ")" ; RFC 5465 §8
/// ```
fn known_code(input: In<'_>) -> Out<'_, Code> {
    let mut name = [0_u8; 14];
    let simple = match crate::imap::command::upper(peek_word(&input), &mut name) {
        b"CAPABILITY" => {
            return capability::capability_data.map(Code::Capability).parse(input);
        }
        b"PERMANENTFLAGS" => return permanent_flags(input),
        b"UIDNEXT" => return with_argument("UIDNEXT", nz, |n| Code::UidNext(Uid(n)))(input),
        b"UIDVALIDITY" => {
            return with_argument("UIDVALIDITY", nz, |n| Code::UidValidity(UidValidity(n)))(input);
        }
        b"UNSEEN" => return with_argument("UNSEEN", nz, |n| Code::Unseen(SeqNum(n)))(input),
        b"COPYUID" => return copy_uid(input),
        b"APPENDUID" => return append_uid(input),
        b"BADCHARSET" => return bad_charset(input),
        b"HIGHESTMODSEQ" => {
            return with_argument("HIGHESTMODSEQ", mod_sequence_value, Code::HighestModSeq)(input);
        }
        b"MODIFIED" => return with_argument("MODIFIED", sequence_set, Code::Modified)(input),
        b"MAILBOXID" => {
            return with_argument("MAILBOXID", object_id_list, Code::MailboxId)(input);
        }
        b"BADEVENT" => return with_argument("BADEVENT", event_names, Code::BadEvent)(input),
        b"READ-ONLY" => Code::ReadOnly,
        b"READ-WRITE" => Code::ReadWrite,
        b"TRYCREATE" => Code::TryCreate,
        b"CLOSED" => Code::Closed,
        _ => return miss(),
    };
    let length = peek_word(&input).len();
    let (rest, _) = rule(Kind::CodeName, take(length))(input)?;
    Ok((rest, simple))
}

/// Any other code: an atom, in upper case, or an atom with data, as written.
fn other_code(input: In<'_>) -> Out<'_, Code> {
    let is_code = |octet: u8| !matches!(octet, b']' | b'\r' | b'\n' | b' ');
    let is_data = |octet: u8| !matches!(octet, b']' | b'\r' | b'\n');
    let (rest, name) = rule(Kind::CodeName, take1(is_code))(input)?;
    let name = String::from_utf8_lossy(name.fragment()).into_owned();
    if rest.fragment().first() != Some(&b' ') {
        return Ok((rest, Code::Atom(name.to_ascii_uppercase())));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, data) = rule(Kind::CodeData, take0(is_data))(rest)?;
    let data = String::from_utf8_lossy(data.fragment());
    Ok((rest, Code::Other(format!("{name} {data}"))))
}

/// A name, a space and one argument.
fn with_argument<'a, T>(
    name: &'static str,
    mut argument: impl FnMut(In<'a>) -> Out<'a, T>,
    code: impl Fn(T) -> Code,
) -> impl FnMut(In<'a>) -> Out<'a, Code> {
    move |input| {
        let (rest, _) = word(Kind::CodeName, name)(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, argument) = argument(rest)?;
        Ok((rest, code(argument)))
    }
}

fn nz(input: In<'_>) -> Out<'_, NonZeroU32> {
    let (rest, number) = nz_number_as(Kind::NzNumber)(input)?;
    match NonZeroU32::new(number) {
        Some(number) => Ok((rest, number)),
        None => miss(),
    }
}

/// ```abnf
/// flag-perm = flag / "\*" ; RFC 9051 §9
/// ```
fn permanent_flags(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "PERMANENTFLAGS")(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, _) = symbol(Kind::Open, "(")(rest)?;
    let (rest, listed) = if rest.fragment().first() == Some(&b')') {
        (rest, Vec::new())
    } else {
        let new_keywords = symbol(Kind::FlagPerm, "\\*").map(|_| None);
        list1(sp, either(new_keywords, any_flag(Kind::FlagPerm).map(Some)))(rest)?
    };
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    let new_keywords = listed.contains(&None);
    let flags: Vec<Flag> = listed.into_iter().flatten().collect();
    Ok((rest, Code::PermanentFlags { flags, new_keywords }))
}

/// ```abnf
/// resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set ; RFC 9051 §9
/// ```
fn copy_uid(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "COPYUID")(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, validity) = nz(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, source) = uid_set(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, destination) = uid_set(rest)?;
    let validity = UidValidity(validity);
    Ok((rest, Code::CopyUid { validity, source, destination }))
}

/// ```abnf
/// resp-code-apnd = "APPENDUID" SP nz-number SP append-uid
/// append-uid     = uniqueid
/// append-uid     =/ uid-set ; only where a client uses MULTIAPPEND, RFC 4315 §4
/// ```
fn append_uid(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "APPENDUID")(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, validity) = nz(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, uids) = uid_set(rest)?;
    Ok((rest, Code::AppendUid { validity: UidValidity(validity), uids }))
}

/// ```abnf
/// charset = atom / quoted ; RFC 9051 §9
/// ```
fn bad_charset(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "BADCHARSET")(input)?;
    if rest.fragment().first() != Some(&b' ') {
        return Ok((rest, Code::BadCharset(Vec::new())));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, _) = symbol(Kind::Open, "(")(rest)?;
    let charset = owned(astring_of(Kind::Charset, is_atom_char));
    let (rest, charsets) = list1(sp, charset)(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, Code::BadCharset(charsets)))
}

fn object_id_list(input: In<'_>) -> Out<'_, ObjectId> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, id) = object_id(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, id))
}

fn event_names(input: In<'_>) -> Out<'_, Vec<String>> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, names) = list1(sp, atom_as(Kind::EventName).map(str::to_owned))(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, names))
}

impl Code {
    /// Writes the code without its brackets.
    pub(super) fn put(&self, out: &mut Encoder) {
        match self {
            Self::Capability(capabilities) => capability::put(out, capabilities),
            Self::PermanentFlags { flags, new_keywords } => {
                out.put(b"PERMANENTFLAGS (");
                out.put_spaced(flags, |out, flag| out.put(flag.as_str().as_bytes()));
                match (new_keywords, flags.is_empty()) {
                    (true, false) => out.put(b" \\*)"),
                    (true, true) => out.put(b"\\*)"),
                    (false, _) => out.put(b")"),
                }
            }
            Self::ReadOnly => out.put(b"READ-ONLY"),
            Self::ReadWrite => out.put(b"READ-WRITE"),
            Self::TryCreate => out.put(b"TRYCREATE"),
            Self::Closed => out.put(b"CLOSED"),
            Self::UidNext(uid) => put_numbered(out, b"UIDNEXT ", uid.get()),
            Self::UidValidity(validity) => put_numbered(out, b"UIDVALIDITY ", validity.get()),
            Self::Unseen(seq) => put_numbered(out, b"UNSEEN ", seq.get()),
            Self::CopyUid { validity, source, destination } => {
                put_numbered(out, b"COPYUID ", validity.get());
                out.put(b" ");
                put_set(out, source);
                out.put(b" ");
                put_set(out, destination);
            }
            Self::Atom(text) | Self::Other(text) => put_text(out, text),
            Self::AppendUid { validity, uids } => {
                put_numbered(out, b"APPENDUID ", validity.get());
                out.put(b" ");
                put_set(out, uids);
            }
            Self::BadCharset(charsets) => put_bad_charset(out, charsets),
            Self::HighestModSeq(modseq) => {
                out.put(b"HIGHESTMODSEQ ");
                out.put_number(modseq.0);
            }
            Self::Modified(set) => {
                out.put(b"MODIFIED ");
                put_set(out, set);
            }
            Self::MailboxId(id) => {
                out.put(b"MAILBOXID (");
                out.put(id.as_str().as_bytes());
                out.put(b")");
            }
            Self::BadEvent(names) => {
                out.put(b"BADEVENT (");
                out.put_spaced(names, |out, name| put_text(out, name));
                out.put(b")");
            }
        }
    }
}

fn put_numbered(out: &mut Encoder, name: &[u8], number: u32) {
    out.put(name);
    out.put_number(u64::from(number));
}

/// A code has no room for literals, so what a quoted string cannot hold becomes `?`.
fn put_bad_charset(out: &mut Encoder, charsets: &[Bytes]) {
    out.put(b"BADCHARSET");
    if charsets.is_empty() {
        return;
    }
    out.put(b" (");
    out.put_spaced(charsets, |out, charset| {
        if !charset.is_empty() && charset.iter().all(|&octet| is_atom_char(octet)) {
            return out.put(charset);
        }
        let plain = |octet: &u8| if matches!(octet, b' '..=b'~') { *octet } else { b'?' };
        out.put_quoted(&charset.iter().map(plain).collect::<Vec<u8>>());
    });
    out.put(b")");
}
