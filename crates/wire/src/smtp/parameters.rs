//! What may follow the path of MAIL and RCPT (RFC 5321 §4.1.1.11), and how it is written.

use std::sync::Arc;

use mailscope_base::{Address, Body, Notify, Recipient, Ret};
use nom::Parser;

use super::path::mailbox;
use super::xtext::{original_recipient, printable_xtext, put_original_recipient, put_xtext, xtext};
use super::{Mail, Rcpt};
use crate::Kind;
use crate::grammar::{
    In, Miss, Out, list1, maybe, miss, nothing_fits, one_of, read, root, rule, sp, symbol, take1,
    word,
};
use crate::imap::command::upper;
use crate::imap::quote::Sink as _;
use crate::imap::token::{decimal, peek_word};

/// ```abnf
/// Mail-parameters = esmtp-param *(SP esmtp-param) ; RFC 5321 §4.1.2
/// ```
pub(super) fn mail_parameters(reverse_path: Option<Address>, input: In<'_>) -> Out<'_, Mail> {
    let mut mail = Mail { reverse_path, ..Mail::default() };
    let (rest, ()) = parameters(input, |keyword, value| match keyword {
        b"SIZE" => fill(&mut mail.size, Kind::MailKeyword, "SIZE", size_value, value),
        b"BODY" => fill(&mut mail.body, Kind::MailKeyword, "BODY", body_value, value),
        b"RET" => fill(&mut mail.ret, Kind::MailKeyword, "RET", ret_value, value),
        b"ENVID" => {
            fill(&mut mail.envid, Kind::MailKeyword, "ENVID", printable_xtext.map(Arc::from), value)
        }
        b"AUTH" => fill(&mut mail.auth, Kind::MailKeyword, "AUTH", auth_value, value),
        b"SMTPUTF8" => smtputf8(&mut mail.smtputf8, value),
        _ => nothing_fits(Kind::MailKeyword)(value),
    })?;
    Ok((rest, mail))
}

/// ```abnf
/// Rcpt-parameters = esmtp-param *(SP esmtp-param) ; RFC 5321 §4.1.2
/// ```
pub(super) fn rcpt_parameters(address: Address, input: In<'_>) -> Out<'_, Rcpt> {
    let mut to = Recipient::plain(address);
    let (rest, ()) = parameters(input, |keyword, value| match keyword {
        b"NOTIFY" => fill(&mut to.notify, Kind::RcptKeyword, "NOTIFY", notify_value, value),
        b"ORCPT" => fill(
            &mut to.orcpt,
            Kind::RcptKeyword,
            "ORCPT",
            original_recipient.map(Arc::from),
            value,
        ),
        _ => nothing_fits(Kind::RcptKeyword)(value),
    })?;
    Ok((rest, Rcpt(to)))
}

/// The longest keyword that means something here.
const KEYWORD_OCTETS_MAX: usize = 8;

/// A space and a parameter, over and over; `one` reads a parameter that begins with this keyword.
///
/// ```abnf
/// esmtp-param   = esmtp-keyword ["=" esmtp-value]
/// esmtp-keyword = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-") ; RFC 5321 §4.1.2
/// ```
fn parameters<'a>(
    mut input: In<'a>,
    mut one: impl FnMut(&[u8], In<'a>) -> Out<'a, ()>,
) -> Out<'a, ()> {
    while let [b' ', next, ..] = input.fragment()
        && next.is_ascii_alphanumeric()
    {
        let (rest, ()) = sp(input)?;
        let mut upper_case = [0; KEYWORD_OCTETS_MAX];
        (input, ()) = one(upper(peek_word(&rest), &mut upper_case), rest)?;
    }
    if !matches!(input.fragment().first(), Some(b' ' | b'\r')) {
        // The space is noted as possible, too.
        let _ = maybe(sp)(input);
    }
    Ok((input, ()))
}

/// `keyword "=" value`, for the first time in this command.
fn fill<'a, T>(
    slot: &mut Option<T>,
    kind: Kind,
    keyword: &'static str,
    mut value: impl Parser<In<'a>, Output = T, Error = Miss>,
    input: In<'a>,
) -> Out<'a, ()> {
    if slot.is_some() {
        return nothing_fits(Kind::FreshKeyword)(input);
    }
    rule(Kind::EsmtpParam, |input| {
        let (rest, _) = word(kind, keyword)(input)?;
        let (rest, _) = symbol(Kind::EqualsSign, "=")(rest)?;
        let (rest, value) = value.parse(rest)?;
        *slot = Some(value);
        Ok((rest, ()))
    })(input)
}

/// `SMTPUTF8`, which has no value (RFC 6531 §3.4).
fn smtputf8<'a>(is_there: &mut bool, input: In<'a>) -> Out<'a, ()> {
    if *is_there {
        return nothing_fits(Kind::FreshKeyword)(input);
    }
    *is_there = true;
    let keyword = word(Kind::MailKeyword, "SMTPUTF8");
    rule(Kind::EsmtpParam, keyword).map(|_| ()).parse(input)
}

/// ```abnf
/// size-value = 1*20DIGIT ; RFC 1870 §3
/// ```
fn size_value(input: In<'_>) -> Out<'_, u64> {
    rule(Kind::SizeValue, number)(input)
}

/// Decimal digits of a value that fits into 64 bits.
pub(super) fn number(input: In<'_>) -> Out<'_, u64> {
    let (rest, digits) = take1(|octet| octet.is_ascii_digit())(input)?;
    match decimal(digits.fragment()) {
        Some(number) => Ok((rest, number)),
        None => miss(),
    }
}

/// ```abnf
/// body-value = "7BIT" / "8BITMIME" / "BINARYMIME" ; RFC 6152 §2, RFC 3030 §3
/// ```
fn body_value(input: In<'_>) -> Out<'_, Body> {
    const VALUES: &[(&str, Body)] = &[
        ("7BIT", Body::SevenBit),
        ("8BITMIME", Body::EightBitMime),
        ("BINARYMIME", Body::BinaryMime),
    ];
    one_of(Kind::BodyValue, VALUES)(input)
}

/// ```abnf
/// ret-value = "FULL" / "HDRS" ; RFC 3461 §4.3
/// ```
fn ret_value(input: In<'_>) -> Out<'_, Ret> {
    one_of(Kind::RetValue, &[("FULL", Ret::Full), ("HDRS", Ret::Hdrs)])(input)
}

/// Who first submitted the message, if the client wants to say so.
///
/// ```abnf
/// auth-param = "AUTH=" xtext ; an addr-spec or "<>", RFC 4954 §5
/// ```
fn auth_value<'a>(input: In<'a>) -> Out<'a, Option<Address>> {
    rule(Kind::Xtext, |input: In<'a>| {
        let (rest, value) = xtext(input)?;
        if *value == *b"<>" {
            return Ok((rest, None));
        }
        match read(&value, |input| root(Kind::Xtext, mailbox)(input)) {
            Ok(address) => Ok((rest, Some(address))),
            Err(_) => miss(),
        }
    })(input)
}

/// ```abnf
/// notify-esmtp-value  = "NEVER" / 1#notify-list-element
/// notify-list-element = "SUCCESS" / "FAILURE" / "DELAY" ; RFC 3461 §4.1
/// ```
fn notify_value(input: In<'_>) -> Out<'_, Notify> {
    const ELEMENTS: &[(&str, Case)] =
        &[("SUCCESS", Case::Success), ("FAILURE", Case::Failure), ("DELAY", Case::Delay)];
    if peek_word(&input).eq_ignore_ascii_case(b"NEVER") {
        let never = word(Kind::NotifyListElement, "NEVER").map(|_| Notify::Never);
        return rule(Kind::NotifyEsmtpValue, never)(input);
    }
    let element = one_of(Kind::NotifyListElement, ELEMENTS);
    let elements = list1(symbol(Kind::Comma, ","), element);
    rule(Kind::NotifyEsmtpValue, elements)
        .map(|cases: Vec<Case>| Notify::On {
            success: cases.contains(&Case::Success),
            failure: cases.contains(&Case::Failure),
            delay: cases.contains(&Case::Delay),
        })
        .parse(input)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Success,
    Failure,
    Delay,
}

/// Writes `mail` after its path.
pub(super) fn put_mail_parameters(out: &mut Vec<u8>, mail: &Mail) {
    if let Some(size) = mail.size {
        out.put(b" SIZE=");
        out.put_number(size);
    }
    out.put(match mail.body {
        None => b"",
        Some(Body::SevenBit) => b" BODY=7BIT",
        Some(Body::EightBitMime) => b" BODY=8BITMIME",
        Some(Body::BinaryMime) => b" BODY=BINARYMIME",
    });
    if mail.smtputf8 {
        out.put(b" SMTPUTF8");
    }
    out.put(match mail.ret {
        None => b"",
        Some(Ret::Full) => b" RET=FULL",
        Some(Ret::Hdrs) => b" RET=HDRS",
    });
    if let Some(envid) = &mail.envid {
        out.put(b" ENVID=");
        put_xtext(out, envid.as_bytes());
    }
    match &mail.auth {
        None => {}
        Some(None) => out.put(b" AUTH=<>"),
        Some(Some(address)) => {
            out.put(b" AUTH=");
            put_xtext(out, address.to_string().as_bytes());
        }
    }
}

/// Writes `recipient` after its path.
pub(super) fn put_rcpt_parameters(out: &mut Vec<u8>, recipient: &Recipient) {
    match recipient.notify {
        None => {}
        Some(Notify::On { success, failure, delay }) if success || failure || delay => {
            let cases = [(success, "SUCCESS"), (failure, "FAILURE"), (delay, "DELAY")];
            out.put(b" NOTIFY=");
            for (i, (_, case)) in cases.iter().filter(|(wanted, _)| *wanted).enumerate() {
                out.put(if i > 0 { b"," } else { b"" });
                out.put(case.as_bytes());
            }
        }
        Some(_) => out.put(b" NOTIFY=NEVER"),
    }
    if let Some(original) = &recipient.orcpt {
        out.put(b" ORCPT=");
        put_original_recipient(out, original);
    }
}
