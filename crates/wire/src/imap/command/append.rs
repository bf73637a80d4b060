//! APPEND (RFC 9051 §6.3.12) of one message or several (RFC 3502).

use bytes::Bytes;
use mailscope_base::{DateTime, Flag};
use nom::Parser as _;

use super::{CommandBody, put_mailbox, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule, sp, symbol, word};
use crate::imap::flag::flag_list;
use crate::imap::quote::Sink;
use crate::imap::token::{literal, literal8, mailbox};
use crate::imap::{MailboxName, date};

/// One message of an APPEND.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppendMessage {
    /// The flags it shall have.
    pub flags: Vec<Flag>,
    /// Its INTERNALDATE; none means now.
    pub date: Option<DateTime>,
    /// Its octets.
    pub octets: Bytes,
    /// How they were sent.
    pub form: AppendForm,
}

/// How the octets of an APPEND were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppendForm {
    /// `literal`.
    Literal,
    /// `literal8`: may hold NUL (RFC 9051 §6.3.12, RFC 3516 §4.4).
    Binary,
    /// `UTF8 (literal8)`: the header is in UTF-8 (RFC 6855 §4).
    Utf8,
}

/// ```abnf
/// append = "APPEND" SP mailbox 1*append-message ; RFC 3502 §6.3.11
/// ```
pub(super) fn append(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Append, |input| {
        let (rest, _) = verb("APPEND")(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        let (mut rest, first) = append_message(rest)?;
        let mut messages = vec![first];
        while rest.fragment().first() == Some(&b' ') {
            let (after, message) = append_message(rest)?;
            messages.push(message);
            rest = after;
        }
        Ok((rest, CommandBody::Append { mailbox, messages }))
    })(input)
}

/// ```abnf
/// append-message = [SP flag-list] [SP date-time] SP append-data
/// append-data    = literal / literal8 / append-data-ext ; RFC 9051 §9
/// append-data    =/ "UTF8" SP "(" literal8 ")"          ; RFC 6855 §4
/// ```
fn append_message<'a>(input: In<'a>) -> Out<'a, AppendMessage> {
    rule(Kind::AppendMessage, |input: In<'a>| {
        let (mut rest, ()) = sp(input)?;
        let (mut flags, mut date) = (Vec::new(), None);
        if rest.fragment().first() == Some(&b'(') {
            let (after, list) = flag_list(rest)?;
            flags = list;
            (rest, ()) = sp(after)?;
        }
        if rest.fragment().first() == Some(&b'"') {
            let (after, given) = date::date_time(rest)?;
            date = Some(given);
            (rest, ()) = sp(after)?;
        }
        let (rest, (octets, form)) = rule(Kind::AppendData, append_data)(rest)?;
        Ok((rest, AppendMessage { flags, date, octets: Bytes::copy_from_slice(octets), form }))
    })(input)
}

fn append_data(input: In<'_>) -> Out<'_, (&[u8], AppendForm)> {
    match input.fragment().first() {
        Some(b'~') => literal8.map(|octets| (octets, AppendForm::Binary)).parse(input),
        Some(b'U' | b'u') => {
            let (rest, _) = word(Kind::Utf8Literal, "UTF8")(input)?;
            let (rest, _) = arg(symbol(Kind::Open, "("))(rest)?;
            let (rest, octets) = literal8(rest)?;
            let (rest, _) = symbol(Kind::Close, ")")(rest)?;
            Ok((rest, (octets, AppendForm::Utf8)))
        }
        _ => literal.map(|octets| (octets, AppendForm::Literal)).parse(input),
    }
}

pub(super) fn put(sink: &mut impl Sink, mailbox: &MailboxName, messages: &[AppendMessage]) {
    put_mailbox(sink, mailbox);
    for message in messages {
        if !message.flags.is_empty() {
            sink.put(b" (");
            sink.put_spaced(&message.flags, |sink, flag| sink.put(flag.as_str().as_bytes()));
            sink.put(b")");
        }
        if let Some(date) = message.date {
            sink.put(b" ");
            date::put(sink, date);
        }
        match message.form {
            AppendForm::Literal => {
                sink.put(b" ");
                sink.put_literal(&message.octets);
            }
            AppendForm::Binary => {
                sink.put(b" ");
                sink.put_literal8(&message.octets);
            }
            AppendForm::Utf8 => {
                sink.put(b" UTF8 (");
                sink.put_literal8(&message.octets);
                sink.put(b")");
            }
        }
    }
}
