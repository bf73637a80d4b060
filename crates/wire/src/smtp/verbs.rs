//! The productions of the commands (RFC 5321 §4.1.1): the verb decides what may follow.

use nom::Parser;
use nom::bytes::complete::take;

use super::parameters::{mail_parameters, number, rcpt_parameters};
use super::path::{domain_or_literal, forward_path, reverse_path, string, string_before};
use super::{AuthMechanism, Command, Query};
use crate::Kind;
use crate::grammar::{In, Miss, Out, arg, nothing_fits, root, rule, sp, symbol, take1, word};
use crate::imap::command::upper;
use crate::sasl::initial_response;

/// The longest verb.
const VERB_OCTETS_MAX: usize = 8;

/// "Receivers SHOULD tolerate trailing white space before the terminating CRLF" (RFC 5321 §4.1.1). A
/// bare LF ends nothing (RFC 5321 §2.3.8).
pub(crate) fn command<'a>(input: In<'a>) -> Out<'a, Command> {
    root(Kind::SmtpCommand, |input: In<'a>| {
        let (rest, command) = verb_and_arguments(input)?;
        let (rest, ()) = trailing_space(rest)?;
        let (rest, _) = symbol(Kind::Crlf, "\r\n")(rest)?;
        Ok((rest, command))
    })(input)
}

fn verb_and_arguments(input: In<'_>) -> Out<'_, Command> {
    let mut upper_case = [0_u8; VERB_OCTETS_MAX];
    let all: &[u8] = input.fragment();
    let end = all.iter().position(u8::is_ascii_whitespace).unwrap_or(all.len());
    match upper(all.split_at(end).0, &mut upper_case) {
        b"EHLO" => {
            with("EHLO", domain_or_literal.map(|name| Command::Ehlo(name.into()))).parse(input)
        }
        b"HELO" => {
            with("HELO", domain_or_literal.map(|name| Command::Helo(name.into()))).parse(input)
        }
        b"MAIL" => with("MAIL", mail)(input),
        b"RCPT" => with("RCPT", rcpt)(input),
        b"DATA" => alone("DATA", Command::Data)(input),
        b"BDAT" => with("BDAT", bdat)(input),
        b"RSET" => alone("RSET", Command::Rset)(input),
        b"VRFY" => with("VRFY", query.map(Command::Vrfy))(input),
        b"EXPN" => with("EXPN", query.map(Command::Expn))(input),
        b"HELP" => maybe_with("HELP", |text| Command::Help(text.map(Into::into)))(input),
        b"NOOP" => maybe_with("NOOP", |_| Command::Noop)(input),
        b"QUIT" => alone("QUIT", Command::Quit)(input),
        b"STARTTLS" => alone("STARTTLS", Command::StartTls)(input),
        b"AUTH" => with("AUTH", auth)(input),
        _ => nothing_fits(Kind::SmtpVerb)(input),
    }
}

/// A verb that is the whole command.
fn alone<'a>(verb: &'static str, command: Command) -> impl FnOnce(In<'a>) -> Out<'a, Command> {
    move |input| {
        let (rest, _) = word(Kind::SmtpVerb, verb)(input)?;
        Ok((rest, command))
    }
}

/// A verb with arguments.
fn with<'a, T>(
    verb: &'static str,
    mut arguments: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input| {
        let (rest, _) = word(Kind::SmtpVerb, verb)(input)?;
        arg(|input| arguments.parse(input))(rest)
    }
}

/// `verb [SP String]`.
fn maybe_with<'a>(
    verb: &'static str,
    command: impl Fn(Option<&str>) -> Command,
) -> impl FnMut(In<'a>) -> Out<'a, Command> {
    move |input| {
        let (rest, _) = word(Kind::SmtpVerb, verb)(input)?;
        if is_line_over(rest) {
            return Ok((rest, command(None)));
        }
        let (rest, ()) = sp(rest)?;
        let (rest, text) = string(rest)?;
        Ok((rest, command(Some(&text))))
    }
}

/// Whether nothing but white space comes before the end of the line.
fn is_line_over(input: In<'_>) -> bool {
    input.fragment().trim_ascii_start().is_empty()
}

/// White space before the end of the line.
fn trailing_space(input: In<'_>) -> Out<'_, ()> {
    let all: &[u8] = input.fragment();
    let is_white = |octet: &u8| matches!(octet, b' ' | b'\t');
    match all.iter().position(|octet| !is_white(octet)) {
        Some(white) if white > 0 && all.split_at(white).1 == b"\r\n" => {
            rule(Kind::TrailingSpace, take(white)).map(|_| ()).parse(input)
        }
        _ => Ok((input, ())),
    }
}

/// "Spaces are not permitted on either side of the colon" (RFC 5321 §3.3). People type one behind it
/// all the same, servers in the field take it, and it can mean nothing else: it is taken here, too,
/// and the tree shows it.
fn stray_space(input: In<'_>) -> Out<'_, ()> {
    match input.fragment().first() {
        Some(b' ') => symbol(Kind::StraySpace, " ").map(|_| ()).parse(input),
        _ => Ok((input, ())),
    }
}

/// ```abnf
/// mail = "MAIL FROM:" Reverse-path [SP Mail-parameters] CRLF ; RFC 5321 §4.1.1.2
/// ```
fn mail(input: In<'_>) -> Out<'_, Command> {
    let (rest, _) = word(Kind::FromWord, "FROM:")(input)?;
    let (rest, ()) = stray_space(rest)?;
    let (rest, reverse_path) = reverse_path(rest)?;
    let (rest, mail) = mail_parameters(reverse_path, rest)?;
    Ok((rest, Command::Mail(mail)))
}

/// ```abnf
/// rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path )
///        [SP Rcpt-parameters] CRLF ; RFC 5321 §4.1.1.3
/// ```
fn rcpt(input: In<'_>) -> Out<'_, Command> {
    let (rest, _) = word(Kind::ToWord, "TO:")(input)?;
    let (rest, ()) = stray_space(rest)?;
    let (rest, address) = forward_path(rest)?;
    let (rest, rcpt) = rcpt_parameters(address, rest)?;
    Ok((rest, Command::Rcpt(rcpt)))
}

/// ```abnf
/// bdat-cmd   = "BDAT" SP chunk-size [ SP end-marker ] CR LF
/// chunk-size = 1*DIGIT
/// end-marker = "LAST" ; RFC 3030 §2
/// ```
fn bdat(input: In<'_>) -> Out<'_, Command> {
    let (rest, octets) = rule(Kind::ChunkSize, number)(input)?;
    if is_line_over(rest) {
        return Ok((rest, Command::Bdat { octets, last: false }));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, _) = word(Kind::LastWord, "LAST")(rest)?;
    Ok((rest, Command::Bdat { octets, last: true }))
}

/// ```abnf
/// vrfy = "VRFY" SP String [SP "SMTPUTF8"] CRLF
/// expn = "EXPN" SP String [SP "SMTPUTF8"] CRLF ; RFC 5321 §4.1.1.6, §4.1.1.7, RFC 6531 §3.7.4.2
/// ```
fn query(input: In<'_>) -> Out<'_, Query> {
    let (rest, text) = string_before("SMTPUTF8")(input)?;
    let string = text.as_ref().into();
    if is_line_over(rest) {
        return Ok((rest, Query { string, smtputf8: false }));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, _) = word(Kind::Smtputf8Word, "SMTPUTF8")(rest)?;
    Ok((rest, Query { string, smtputf8: true }))
}

/// ```abnf
/// auth-command     = "AUTH" SP sasl-mech [SP initial-response] *(CRLF [base64]) [CRLF cancel-response] CRLF
/// initial-response = base64 / "="
/// sasl-mech        = 1*20( UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE ) ; RFC 4954 §8, RFC 4422 §3.1
/// ```
fn auth(input: In<'_>) -> Out<'_, Command> {
    let is_name = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_');
    let (rest, name) = rule(Kind::SaslMech, take1(is_name))(input)?;
    let name = String::from_utf8_lossy(name.fragment()).to_ascii_uppercase();
    let mechanism = AuthMechanism(name.into());
    if is_line_over(rest) {
        return Ok((rest, Command::Auth { mechanism, initial: None }));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, initial) = rule(Kind::SmtpInitialResponse, initial_response)(rest)?;
    Ok((rest, Command::Auth { mechanism, initial: Some(initial) }))
}
