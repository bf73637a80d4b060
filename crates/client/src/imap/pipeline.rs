//! Commands that the server has not completed, in the order in which they were sent (RFC 9051 §5.5).

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_base::{Instant, Uid};
use mailscope_wire::imap::Tag;

use super::state::{Job, Selection, Step};
use crate::app::Folder;

/// Commands in flight at most.
pub(super) const PIPELINE_MAX: usize = 8;

/// A command that the server has not completed.
#[derive(Clone, Debug)]
pub(super) struct InFlight {
    pub(super) tag: Tag,
    pub(super) step: Step,
    /// What is to be sent at each `+` (RFC 9051 §4.3). Only the last command can have some: nothing is
    /// sent behind half a command.
    pub(super) fragments: VecDeque<Bytes>,
}

/// The commands in flight.
#[derive(Clone, Debug, Default)]
pub(super) struct Pipeline(VecDeque<InFlight>);

impl Pipeline {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn push(&mut self, command: InFlight) {
        self.0.push_back(command);
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the command of that tag out: a server may complete commands in another order.
    pub(super) fn take(&mut self, tag: &Tag) -> Option<InFlight> {
        let index = self.0.iter().position(|command| command.tag == *tag)?;
        self.0.remove(index)
    }

    /// The command that was sent last: the one that a `+` is about.
    pub(super) fn last_mut(&mut self) -> Option<&mut InFlight> {
        self.0.back_mut()
    }

    fn steps_mut(&mut self) -> impl Iterator<Item = &mut Step> {
        self.0.iter_mut().map(|command| &mut command.step)
    }

    /// Whether another command may be sent behind changes that are under way. They name messages by
    /// UID, so no answer to one of them can change what the next one means.
    pub(super) fn takes_more_work(&self) -> bool {
        let is_work = |command: &InFlight| matches!(command.step, Step::Work(_));
        self.0.len() < PIPELINE_MAX
            && self.0.iter().all(is_work)
            && self.0.back().is_none_or(|command| command.fragments.is_empty())
    }

    /// The changes under way, oldest first.
    pub(super) fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.0.iter().filter_map(|command| match &command.step {
            Step::Work(job) => Some(job),
            _ => None,
        })
    }

    /// The same, to note what the server tells of them.
    pub(super) fn jobs_mut(&mut self) -> impl Iterator<Item = &mut Job> {
        self.steps_mut().filter_map(|step| match step {
            Step::Work(job) => Some(job),
            _ => None,
        })
    }

    /// The folders that a LIST under way has told so far.
    pub(super) fn listing_mut(&mut self) -> Option<&mut Vec<Folder>> {
        self.steps_mut().find_map(|step| match step {
            Step::List(folders) => Some(folders),
            _ => None,
        })
    }

    /// The mailbox that is being selected.
    pub(super) fn draft_mut(&mut self) -> Option<&mut Selection> {
        self.steps_mut().find_map(|step| match step {
            Step::Select(draft) => Some(&mut **draft),
            _ => None,
        })
    }

    /// The UIDs that a SEARCH under way has found so far.
    pub(super) fn found_mut(&mut self) -> Option<&mut Vec<u32>> {
        self.steps_mut().find_map(|step| match step {
            Step::Search(found) | Step::Find(_, found) | Step::Recent(found) => Some(found),
            _ => None,
        })
    }

    /// Whether a message was asked for in the background.
    pub(super) fn fetches_whole(&self, uid: Uid) -> bool {
        self.0.iter().any(|command| match &command.step {
            Step::Bodies(batch) => batch.contains(&uid),
            _ => false,
        })
    }

    /// Whether LOGOUT is under way.
    pub(super) fn is_logging_out(&self) -> bool {
        self.0.iter().any(|command| matches!(command.step, Step::Logout))
    }

    /// Since when the client has been idling.
    pub(super) fn idling(&self) -> Option<Instant> {
        self.0.iter().find_map(|command| match command.step {
            Step::Idling { since } => Some(since),
            _ => None,
        })
    }
}
