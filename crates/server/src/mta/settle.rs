//! What becomes of a recipient, and the end of an attempt.

use mailscope_base::{EnhancedCode, Notify, QueueId};
use mailscope_store::spool::{Action, Answer, Queued, QueuedRecipient, RecipientState, Schedule};

use super::{Mta, MtaCx, choice, report};

/// Notes what has become of the recipient at `index`. `passed_on` is there if another server has
/// taken the message: whether it was told what the sender wants to hear.
pub(super) fn settle(
    mta: &Mta,
    queued: &Queued,
    index: usize,
    state: RecipientState,
    passed_on: Option<bool>,
    cx: &mut MtaCx<'_>,
) {
    let Some(recipient) = queued.recipients.get(index) else { return };
    let state = match state {
        RecipientState::Deferred(answer) => deferred(mta, queued, answer, cx),
        other => other,
    };
    let action = match (&state, passed_on) {
        (RecipientState::Failed(_), _) => Some(Action::Failed),
        (RecipientState::Deferred(_), _) => {
            is_late(mta, queued, recipient, cx).then_some(Action::Delayed)
        }
        (RecipientState::Done(_), None) => Some(Action::Delivered),
        // RFC 3461 §5.2.2 (b): that server will not tell.
        (RecipientState::Done(_), Some(false)) => Some(Action::Relayed),
        (RecipientState::Done(_), Some(true)) | (RecipientState::Waiting, _) => None,
    };
    let owed = action.filter(|action| wants(queued, recipient, *action));
    if owed.is_none() && action == Some(Action::Failed) {
        cx.choose(choice::NOBODY_IS_TOLD);
    }
    let change = cx.store.settle(queued.id, index, state, owed);
    cx.tell(change);
}

/// A recipient that cannot be reached now: unless the time of the message is over (RFC 5321
/// §4.5.4.1), there will be another attempt.
fn deferred(mta: &Mta, queued: &Queued, answer: Answer, cx: &mut MtaCx<'_>) -> RecipientState {
    if cx.now < queued.arrived + mta.policy.expire_after {
        return RecipientState::Deferred(answer);
    }
    cx.choose(choice::GIVEN_UP);
    // RFC 3463 §3.5 `X.4.7`: delivery time expired. RFC 3464 §2.3.3: the status says 4, what was
    // transient, and the action says failed. The last answer stays, for it is the reason.
    RecipientState::Failed(Answer { status: EnhancedCode::new(4, 4, 7), ..answer })
}

/// Whether the sender should know by now that it takes longer, and has not been told.
fn is_late(mta: &Mta, queued: &Queued, recipient: &QueuedRecipient, cx: &MtaCx<'_>) -> bool {
    let warn_after = mta.policy.warn_after;
    !recipient.warned && warn_after.is_some_and(|after| cx.now >= queued.arrived + after)
}

/// Whether the sender wants to hear of it.
fn wants(queued: &Queued, recipient: &QueuedRecipient, action: Action) -> bool {
    // RFC 5321 §6.1, RFC 3461 §5.2: none for the null reverse-path.
    if queued.envelope.reverse_path.is_none() {
        return false;
    }
    match (recipient.recipient.notify, action) {
        // RFC 3461 §5.2.6 (c) and §5.2.5 (b): without NOTIFY, failure and delay; §5.2.3 (c): nothing
        // else.
        (None, Action::Failed | Action::Delayed) => true,
        (None, Action::Delivered | Action::Relayed) | (Some(Notify::Never), _) => false,
        (Some(Notify::On { failure, .. }), Action::Failed) => failure,
        (Some(Notify::On { delay, .. }), Action::Delayed) => delay,
        (Some(Notify::On { success, .. }), Action::Delivered | Action::Relayed) => success,
    }
}

/// Ends the attempt once no delivery of the message is under way: the sender gets the reports that are
/// owed, and the message waits for the next attempt or leaves the queue.
pub(super) fn conclude(mta: &Mta, id: QueueId, cx: &mut MtaCx<'_>) {
    let Some(queued) = cx.store.spool().get(id) else { return };
    if queued.schedule != Schedule::UnderWay || is_under_way(mta, id) {
        return;
    }
    for action in [Action::Failed, Action::Delayed, Action::Delivered, Action::Relayed] {
        report::send(mta, id, action, cx);
    }
    let Some(queued) = cx.store.spool().get(id) else { return };
    let change = if queued.recipients.iter().all(|one| one.state.is_final()) {
        cx.store.dequeue(id)
    } else {
        let attempt = queued.attempts.saturating_add(1);
        let at = mta.policy.next_attempt(queued.arrived, attempt, cx.now);
        cx.choose(choice::RETRY_LATER);
        cx.store.postpone(id, at)
    };
    cx.tell(change);
}

/// Whether a delivery of the message is under way.
fn is_under_way(mta: &Mta, id: QueueId) -> bool {
    if mta.deliveries.is_empty() {
        return false;
    }
    let first = mta.deliveries.range((id, "".into())..).next();
    first.is_some_and(|((of, _), _)| *of == id)
}
