//! From a command to its verb, and from its reply to what follows.

use bytes::Bytes;
use mailscope_base::limits::ERRORS_IN_A_ROW_MAX;
use mailscope_base::{ChangeNumber, Duration};
use mailscope_wire::Grammar;
use mailscope_wire::smtp::{BadCommand, Command, Mistake, Reply};

use super::{
    SmtpServer, answer, auth, bdat, data, ehlo, expn, helo, help, is_protocol_error, legal, mail,
    noop, quit, rcpt, rset, send, starttls, vrfy,
};
use crate::Turn;

/// Takes a line that is a command, or should be.
pub(super) fn line(session: &mut SmtpServer, line: Bytes, cx: &mut Turn<'_>) {
    let command = Command::parse(&line);
    cx.read(Grammar::SmtpCommand, line);
    if is_too_fast(session, cx) {
        return session.hang_up(7, 0, "too many commands in a second", cx);
    }
    match command {
        Ok(command) => run(session, command, cx),
        Err(bad) if bad.verb.as_deref() == Some("BDAT") => lost(session, &bad, cx),
        Err(bad) => complete(session, "", &explain(&bad), cx),
    }
}

/// A BDAT whose size cannot be read: where its octets end and the next command begins is not known, and
/// a message must never be read as commands. RFC 5321 §3.8 lets a server close with 421.
fn lost(session: &mut SmtpServer, bad: &BadCommand, cx: &mut Turn<'_>) {
    let text = format!("BDAT: {}; where its octets end cannot be known", bad.diagnostic.sentence());
    let text = super::ascii_or(text, "where the octets of BDAT end cannot be known");
    session.hang_up(5, 2, &text, cx);
}

fn is_too_fast(session: &mut SmtpServer, cx: &Turn<'_>) -> bool {
    if cx.now.since(session.second) >= Duration::from_secs(1) {
        (session.second, session.commands) = (cx.now, 0);
    }
    session.commands += 1;
    session.commands > session.policy.commands_per_second
}

fn run(session: &mut SmtpServer, command: Command, cx: &mut Turn<'_>) {
    let verb = command.verb();
    let refused = illegal(session, verb);
    if let Command::Bdat { octets, last } = command {
        // Its octets follow in any case; it is answered after them.
        return match refused {
            Some(reply) => bdat::discard(session, octets, reply, cx),
            None => bdat::run(session, octets, last, cx),
        };
    }
    let reply = match refused {
        Some(reply) => Some(reply),
        None => obey(session, command, cx),
    };
    if let Some(reply) = reply {
        complete(session, verb, &reply, cx);
    }
}

/// Why the verb cannot be obeyed in the session's state. RFC 5321 §4.1.4: 503, and the state stays.
fn illegal(session: &SmtpServer, verb: &str) -> Option<Reply> {
    let here = session.state_name();
    let legal_in = legal::find(verb).map_or(&[][..], |rule| rule.states);
    if legal_in.contains(&here) {
        return None;
    }
    let names: Vec<_> = legal_in.iter().map(|state| state.0).collect();
    let hint = legal::hint(verb, here);
    let text = format!("{verb} is legal in {}; this is {}: {hint}", names.join(", "), here.0);
    Some(answer(503, (5, 1), text))
}

/// Nothing where it is answered later.
fn obey(session: &mut SmtpServer, command: Command, cx: &mut Turn<'_>) -> Option<Reply> {
    Some(match command {
        Command::Ehlo(name) => ehlo::run(session, &name, cx),
        Command::Helo(name) => helo::run(session, name, cx),
        Command::StartTls => starttls::run(session),
        Command::Auth { mechanism, initial } => {
            return auth::run(session, &mechanism.0, initial, cx);
        }
        Command::Mail(mail) => mail::run(session, mail, cx),
        Command::Rcpt(rcpt) => return rcpt::run(session, rcpt, cx),
        Command::Data => return data::run(session, cx),
        Command::Rset => rset::run(session, cx),
        Command::Vrfy(query) => vrfy::run(session, &query, cx),
        Command::Expn(query) => expn::run(session, &query, cx),
        Command::Help(topic) => help::run(topic.as_deref()),
        Command::Noop => noop::run(),
        Command::Quit => quit::run(cx),
        _ => answer(502, (5, 1), "this server does not know how"),
    })
}

/// Says how a command ended, and does what follows from it.
pub(super) fn complete(session: &mut SmtpServer, verb: &str, reply: &Reply, cx: &mut Turn<'_>) {
    answered(session, verb, reply, None, cx);
}

/// The same for a reply that reports a change of the queue.
pub(super) fn answered(
    session: &mut SmtpServer,
    verb: &str,
    reply: &Reply,
    about: Option<ChangeNumber>,
    cx: &mut Turn<'_>,
) {
    send(reply, about, cx);
    match (verb, reply.code) {
        ("QUIT", 221) | (_, 421) => return session.end(cx),
        ("STARTTLS", 220) => return starttls::begin(session, cx),
        _ => {}
    }
    if auth::is_guessing(session) {
        return session.hang_up(7, 0, "too many failed logins", cx);
    }
    if !is_protocol_error(reply) {
        session.errors_in_a_row = 0;
        return;
    }
    session.errors_in_a_row += 1;
    if session.errors_in_a_row >= ERRORS_IN_A_ROW_MAX {
        // RFC 5321 §3.8 wants a server to bear what it does not understand, and §7.8 lets it end what
        // looks like an attack.
        session.hang_up(7, 0, "too many errors in a row", cx);
    }
}

/// Why a command could not be read, for its sender.
fn explain(bad: &BadCommand) -> Reply {
    let verb = bad.verb.as_deref().filter(|verb| legal::find(verb).is_some());
    let sentence = bad.diagnostic.sentence();
    let sentence = verb.map_or_else(|| sentence.clone(), |verb| format!("{verb}: {sentence}"));
    let code = bad.mistake.reply_code();
    let reply = match &bad.mistake {
        // RFC 5321 §2.3.8.
        Mistake::BareLf => answer(code, (5, 2), "a command ends in CRLF, not in LF alone"),
        Mistake::UnknownVerb => answer(code, (5, 1), "no such command; HELP lists them"),
        Mistake::UnknownParameter(name) => {
            let text = format!("{name} is no parameter that EHLO has offered");
            answer(code, (5, 4), super::ascii_or(text, "no parameter that EHLO has offered"))
        }
        Mistake::Syntax => {
            answer(code, (5, 2), super::ascii_or(sentence, "does not fit the syntax"))
        }
    };
    // RFC 2034 §4: no enhanced code in "any response to HELO or EHLO".
    let greets = matches!(verb, Some("EHLO" | "HELO"));
    if greets { Reply { enhanced: None, ..reply } } else { reply }
}
