//! What the result of a transfer means for a recipient.

use std::sync::Arc;

use mailscope_base::limits::ANSWER_CHARS_MAX;
use mailscope_base::{EnhancedCode, Instant};
use mailscope_store::spool::{Answer, RecipientState};
use mailscope_wire::smtp::{RecipientResult, Reply, Stage};

/// What follows for a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The attempt is over for this recipient.
    Settled(RecipientState),
    /// The host did not get to the point: another one may. Without another, this becomes of it.
    NextHost(RecipientState),
}

/// An answer that this host gives itself.
pub(super) fn own_answer(at: Instant, status: EnhancedCode, text: &str) -> Answer {
    Answer { at, status, remote: None, text: text.into() }
}

/// What `host` had to say for one recipient; `has_company` if it has accepted another recipient of
/// the same transaction.
pub(super) fn of(
    result: &RecipientResult,
    host: &Arc<str>,
    has_company: bool,
    now: Instant,
) -> Outcome {
    match result {
        RecipientResult::Accepted(reply) => {
            Outcome::Settled(RecipientState::Done(answer(reply, 2, host, now)))
        }
        RecipientResult::Refused { stage, reply } => {
            let state = if is_final(reply, *stage, has_company) {
                RecipientState::Failed(answer(reply, 5, host, now))
            } else {
                RecipientState::Deferred(answer(reply, 4, host, now))
            };
            // Before MAIL the host speaks of itself, and since then of this message. RFC 5321 §5.1:
            // each host in order, "until a delivery attempt succeeds".
            if *stage < Stage::Mail { Outcome::NextHost(state) } else { Outcome::Settled(state) }
        }
        RecipientResult::NoAnswer { stage, why } => {
            // RFC 3463 §3.5 `X.4.1`: no answer from host, `X.4.2`: bad connection.
            let detail = if *stage == Stage::Connect { 1 } else { 2 };
            let text = format!("{host}: {why}");
            let state = own_answer(now, EnhancedCode::new(4, 4, detail), &text);
            let state = RecipientState::Deferred(state);
            // RFC 5321 §4.5.3.2.6, RFC 1047: the server may have it. Another host would certainly
            // make a second copy; this one, later, may know what it has.
            if *stage < Stage::DataEnd { Outcome::NextHost(state) } else { Outcome::Settled(state) }
        }
    }
}

/// Whether the same will fail again (RFC 5321 §4.2.1).
fn is_final(reply: &Reply, stage: Stage, has_company: bool) -> bool {
    // RFC 5321 §4.5.3.1.10: "too many recipients" was 552 in RFC 821.
    let too_many = reply.code == 552 && stage == Stage::Rcpt && has_company;
    let means_so = |code: EnhancedCode| (code.subject, code.detail) == (5, 3);
    reply.is_permanent() && !(too_many && reply.enhanced.is_none_or(means_so))
}

/// A reply with its status. RFC 3461 §6.3 (g): where there is no specific code, `class.0.0`.
fn answer(reply: &Reply, class: u8, host: &Arc<str>, at: Instant) -> Answer {
    let status = reply.enhanced.filter(|code| code.class == class);
    let status = status.unwrap_or(EnhancedCode::new(class, 0, 0));
    let text: String = reply.to_line().chars().take(ANSWER_CHARS_MAX).collect();
    Answer { at, status, remote: Some(Arc::clone(host)), text: text.into() }
}
