//! What a provider has taken and not handed on yet.

use mailscope_base::QueueId;
use mailscope_sim::store::spool::{Queued, QueuedRecipient, RecipientState, Schedule};
use mailscope_sim::{Provider, World};

use super::marks::Marks;
use super::source::SourceId;
use crate::Text;
use crate::cell::subject;
use crate::reading::{clock_time, printable};

/// Messages of a queue that are shown.
const MESSAGES_MAX: usize = 40;
/// Recipients of one of them that are shown.
const RECIPIENTS_MAX: usize = 20;
/// Characters of another server's words that are shown.
const WORDS_CHARS_MAX: usize = 400;

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueInside {
    /// How many messages wait.
    pub total: usize,
    /// The first of them, in the order of their arrival.
    pub rows: Vec<QueuedView>,
}

/// A message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedView {
    /// Its name in the queue.
    pub id: QueueId,
    /// The subject; empty if there is none.
    pub subject: String,
    /// Where reports go; empty for nowhere.
    pub from: String,
    /// Its octets.
    pub octets: u64,
    /// When it came: time of day.
    pub arrived: String,
    /// Attempts so far that did not reach everybody.
    pub attempts: u64,
    /// What comes next.
    pub next: Text,
    /// Whether it is a report of this host about another mail.
    pub report: bool,
    /// Who shall get it.
    pub recipients: Vec<RecipientRow>,
    /// How many more.
    pub recipients_more: usize,
    /// Whether the present turn changed it.
    pub focus: bool,
    /// Where its octets are.
    pub source: SourceId,
}

/// A recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientRow {
    /// The address.
    pub address: String,
    /// What has become of it.
    pub state: Text,
    /// What was said last, as it was said.
    pub answer: Option<String>,
    /// When it was said: time of day.
    pub at: Option<String>,
}

pub(super) fn view(world: &World, provider: &Provider, marks: &Marks) -> QueueInside {
    let spool = provider.store.spool();
    let rows = spool.iter().take(MESSAGES_MAX).map(|queued| row(world, provider, queued, marks));
    QueueInside { total: spool.len(), rows: rows.collect() }
}

fn row(world: &World, provider: &Provider, queued: &Queued, marks: &Marks) -> QueuedView {
    let from = queued.envelope.reverse_path.as_ref().map(ToString::to_string);
    let summary = || queued.mail.summary().subject.clone().unwrap_or_default();
    let known = subject(world, queued.email);
    QueuedView {
        id: queued.id,
        subject: if known.is_empty() { printable(&summary(), 160) } else { known },
        from: from.unwrap_or_default(),
        octets: queued.mail.len() as u64,
        arrived: clock_time(world, queued.arrived, true),
        attempts: u64::from(queued.attempts),
        next: match queued.schedule {
            Schedule::Fresh => Text::new("inside-next-at-once"),
            Schedule::UnderWay => Text::new("inside-next-under-way"),
            Schedule::At(at) => {
                Text::new("inside-next-at").words("time", clock_time(world, at, true))
            }
        },
        report: queued.report_on.is_some(),
        recipients: queued
            .recipients
            .iter()
            .take(RECIPIENTS_MAX)
            .map(|recipient| recipient_row(world, recipient))
            .collect(),
        recipients_more: queued.recipients.len().saturating_sub(RECIPIENTS_MAX),
        focus: marks.queued(provider.id, queued.id),
        source: SourceId::Queued(provider.id, queued.id),
    }
}

fn recipient_row(world: &World, recipient: &QueuedRecipient) -> RecipientRow {
    let state = match &recipient.state {
        RecipientState::Waiting => Text::new("inside-recipient-waiting"),
        RecipientState::Deferred(_) => Text::new("inside-recipient-deferred"),
        RecipientState::Done(_) => Text::new("inside-recipient-done"),
        RecipientState::Failed(_) => Text::new("inside-recipient-failed"),
    };
    let answer = recipient.state.answer();
    let words = |answer: &mailscope_sim::store::spool::Answer| {
        let text = printable(&answer.text, WORDS_CHARS_MAX);
        match &answer.remote {
            Some(remote) => format!("{remote}: {text}"),
            None => text,
        }
    };
    RecipientRow {
        address: recipient.recipient.address.to_string(),
        state,
        answer: answer.map(words),
        at: answer.map(|answer| clock_time(world, answer.at, true)),
    }
}
