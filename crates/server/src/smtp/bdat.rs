//! BDAT.

use bytes::{Bytes, BytesMut};
use mailscope_base::ChangeNumber;
use mailscope_wire::Grammar;
use mailscope_wire::smtp::{Reply, TooLarge};

use super::{
    SmtpServer, State, accept, answer, data, dispatch,
    legal::MAIL_DATA,
    transaction::{Chunks, Transaction},
};
use crate::Turn;

/// A chunk whose octets are being read.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    octets: u64,
    last: bool,
    fate: Fate,
}

impl Chunk {
    /// The transaction whose message it belongs to.
    pub(super) const fn transaction(&self) -> Option<&Transaction> {
        match &self.fate {
            Fate::Append(transaction) => Some(transaction),
            Fate::Discard { .. } => None,
        }
    }
}

/// What becomes of a chunk when all of it is there.
#[derive(Clone, Debug)]
enum Fate {
    /// It belongs to the message.
    Append(Box<Transaction>),
    /// It is thrown away: it comes whether or not it is wanted (RFC 3030 §2).
    Discard {
        /// The answer.
        reply: Reply,
        /// The state after it.
        after: Box<State>,
    },
}

pub(super) fn run(session: &mut SmtpServer, octets: u64, last: bool, cx: &mut Turn<'_>) {
    // Command: RFC 3030 §2.
    let refusal = match &session.state {
        State::Transaction(transaction) => refusal(session, transaction, octets),
        _ => None,
    };
    if let Some(reply) = refusal {
        return discard(session, octets, reply, cx);
    }
    match core::mem::replace(&mut session.state, State::Initial) {
        State::Transaction(transaction) => {
            session.state = State::Chunk(Chunk { octets, last, fate: Fate::Append(transaction) });
            cx.enter(MAIL_DATA);
        }
        other => session.state = other,
    }
}

fn refusal(session: &SmtpServer, transaction: &Transaction, octets: u64) -> Option<Reply> {
    if !session.is_extended() {
        return Some(answer(503, (5, 1), "BDAT is for those who say EHLO"));
    }
    if transaction.envelope.recipients.is_empty() {
        return Some(data::no_recipients());
    }
    let so_far = match &transaction.chunks {
        Chunks::None => 0,
        Chunks::Some(so_far) => so_far.len() as u64,
        Chunks::Refused => {
            // RFC 3030 §2: what is in the pipeline behind a chunk that failed.
            return Some(answer(503, (5, 1), "a chunk was refused: RSET before anything else"));
        }
    };
    let max = session.policy.smtp.message_octets_max as u64;
    (so_far.saturating_add(octets) > max).then(|| accept::too_large(session))
}

/// Reads the chunk of a BDAT that is refused, and answers then (RFC 3030 §2).
pub(super) fn discard(session: &mut SmtpServer, octets: u64, reply: Reply, cx: &mut Turn<'_>) {
    let mut after = core::mem::replace(&mut session.state, State::Initial);
    if let State::Transaction(transaction) = &mut after {
        transaction.chunks = Chunks::Refused;
    }
    let fate = Fate::Discard { reply, after: Box::new(after) };
    session.state = State::Chunk(Chunk { octets, last: false, fate });
    cx.enter(MAIL_DATA);
}

/// Takes what has arrived of the chunk; false if there is more to come.
pub(super) fn advance(session: &mut SmtpServer, cx: &mut Turn<'_>) -> bool {
    let State::Chunk(chunk) = &session.state else { return false };
    let keep = session.policy.smtp.message_octets_max;
    let Some(octets) = session.framer.next_chunk(chunk.octets, keep) else { return false };
    if let State::Chunk(chunk) = core::mem::replace(&mut session.state, State::Initial) {
        let (reply, about) = complete(session, chunk, octets, cx);
        cx.enter(session.state_name());
        dispatch::answered(session, "BDAT", &reply, about, cx);
    }
    true
}

fn complete(
    session: &mut SmtpServer,
    chunk: Chunk,
    octets: Result<Bytes, TooLarge>,
    cx: &mut Turn<'_>,
) -> accept::Verdict {
    let Chunk { last, fate, .. } = chunk;
    if let Ok(octets) = &octets {
        cx.read(Grammar::SmtpChunk, octets.clone());
    }
    match (fate, octets) {
        (Fate::Discard { reply, after }, _) => {
            session.state = *after;
            (reply, None)
        }
        (Fate::Append(transaction), Ok(octets)) if last => {
            finish(session, *transaction, octets, cx)
        }
        (Fate::Append(mut transaction), Ok(octets)) => {
            let reply = answer(250, (0, 0), format!("{} octets are here", octets.len()));
            match &mut transaction.chunks {
                Chunks::Some(so_far) => so_far.extend_from_slice(&octets),
                other => *other = Chunks::Some(BytesMut::from(octets)),
            }
            session.state = State::Transaction(transaction);
            (reply, None)
        }
        (Fate::Append(mut transaction), Err(TooLarge { .. })) => {
            transaction.chunks = Chunks::Refused;
            session.state = State::Transaction(transaction);
            (accept::too_large(session), None)
        }
    }
}

/// The last chunk ends the transaction, whatever becomes of the message.
fn finish(
    session: &SmtpServer,
    mut transaction: Transaction,
    last: Bytes,
    cx: &mut Turn<'_>,
) -> (Reply, Option<ChangeNumber>) {
    let content = match core::mem::replace(&mut transaction.chunks, Chunks::None) {
        Chunks::Some(mut so_far) => {
            so_far.extend_from_slice(&last);
            so_far.freeze()
        }
        // One chunk is the message.
        _ => last,
    };
    accept::run(session, transaction, &content, cx)
}
