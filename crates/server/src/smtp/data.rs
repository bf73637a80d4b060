//! DATA.

use mailscope_base::Body;
use mailscope_wire::smtp::{DataEnd, Reply};
use mailscope_wire::{Choice, Grammar};

use super::{
    SmtpServer, State, accept, answer, dispatch,
    legal::{INITIAL, MAIL_DATA},
    transaction::{Chunks, Transaction},
};
use crate::Turn;

/// The data ended where only a bare LF ended a line (a quirk, see
/// [`SmtpPolicy::bare_lf_ends_data`](super::SmtpPolicy::bare_lf_ends_data)).
pub const BARE_LF_TAKEN: Choice = Choice("bare-lf-ended-data");

/// Nothing without a transaction.
pub(super) fn run(session: &mut SmtpServer, cx: &mut Turn<'_>) -> Option<Reply> {
    // Command: RFC 5321 §4.1.1.4, §3.3.
    let transaction = match core::mem::replace(&mut session.state, State::Initial) {
        State::Transaction(transaction) => transaction,
        other => {
            session.state = other;
            return None;
        }
    };
    if let Err(refused) = check(&transaction) {
        session.state = State::Transaction(transaction);
        return Some(refused);
    }
    session.state = State::Data(transaction);
    cx.enter(MAIL_DATA);
    // RFC 2034 §4: 354 has no enhanced code.
    Some(Reply::new(354, None, "send the message, then a line with only a dot"))
}

fn check(transaction: &Transaction) -> Result<(), Reply> {
    if transaction.envelope.recipients.is_empty() {
        return Err(no_recipients());
    }
    if !matches!(transaction.chunks, Chunks::None) {
        // RFC 3030 §2: not both in one transaction.
        return Err(answer(503, (5, 1), "the message has begun by BDAT: go on by BDAT, or RSET"));
    }
    if transaction.envelope.body == Body::BinaryMime {
        // RFC 3030 §3.
        return Err(answer(503, (5, 1), "BODY=BINARYMIME is sent by BDAT only"));
    }
    Ok(())
}

/// RFC 5321 §3.3: "no valid recipients".
pub(super) fn no_recipients() -> Reply {
    answer(554, (5, 1), "no valid recipients: at least one RCPT has to be accepted first")
}

/// Takes what has arrived of the message; false if there is more to come.
pub(super) fn advance(session: &mut SmtpServer, cx: &mut Turn<'_>) -> bool {
    let policy = session.policy.smtp;
    let end = if policy.bare_lf_ends_data { DataEnd::BareLf } else { DataEnd::Strict };
    let Some(data) = session.framer.next_data(policy.message_octets_max, end) else { return false };
    let State::Data(transaction) = core::mem::replace(&mut session.state, State::Initial) else {
        return false;
    };
    cx.enter(INITIAL);
    let (reply, about) = match data {
        Ok(data) => {
            let is_strict = data.frame.ends_with(b"\r\n.\r\n") || *data.frame == *b".\r\n";
            cx.read(Grammar::SmtpData, data.frame);
            if !is_strict {
                cx.choose(BARE_LF_TAKEN);
            }
            accept::run(session, *transaction, &data.content, cx)
        }
        Err(_) => (accept::too_large(session), None),
    };
    dispatch::answered(session, "DATA", &reply, about, cx);
    true
}
