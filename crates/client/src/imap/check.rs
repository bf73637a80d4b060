//! Looking after all folders and not only after the one that is open: the list of them, and what has
//! become of each (RFC 9051 §6.3.11, RFC 5819).
//!
//! STATUS says in one line whether a mailbox has changed, and SELECT is sent only for those that have. So
//! a check costs little where little has happened. IDLE hears of one mailbox only: of the others, and of
//! new folders, a device learns at its next check.

use std::collections::{BTreeMap, VecDeque};

use mailscope_wire::imap::{CommandBody, StatusItem, StatusValue};

use super::ImapClient;
use super::pipeline::PIPELINE_MAX;
use super::state::{State, Step};
use crate::app::learned::Tally;
use crate::choice;
use crate::event::{ClientEvent, Context};

/// What is known and what is to be done about the folders that are not open.
#[derive(Clone, Debug, Default)]
pub(super) struct Round {
    /// What STATUS has told.
    tallies: BTreeMap<String, Tally>,
    /// STATUS is still to be asked.
    to_ask: VecDeque<String>,
    /// They have changed: each is to be selected.
    due: VecDeque<String>,
}

impl Round {
    /// What was told before the list is asked for again counts no more.
    pub(super) fn begin(&mut self) {
        self.tallies.clear();
    }

    /// What STATUS told of a mailbox before it was selected.
    pub(super) fn take_tally(&mut self, mailbox: &str) -> Option<Tally> {
        self.tallies.remove(mailbox)
    }

    /// Whether there is anything left to do.
    pub(super) fn is_over(&self) -> bool {
        self.to_ask.is_empty() && self.due.is_empty()
    }
}

impl ImapClient {
    /// The list of folders is known: now what is in them.
    pub(super) fn plan_round(&mut self, cx: &mut Context<'_>) {
        let open = |name: &str| match &self.state {
            State::Selected(selection) => selection.mailbox == name,
            _ => self.watched == name,
        };
        let listed = cx.host.listed.iter().map(|folder| &folder.name);
        let others: Vec<String> = listed.filter(|name| !open(name)).cloned().collect();
        self.round.due.clear();
        // A list of subscriptions need not have INBOX in it, so its STATUS did not come with the list.
        let asked = |name: &String| {
            self.capabilities.list_status
                && (name != "INBOX" || self.round.tallies.contains_key(name))
        };
        let (told, untold): (Vec<String>, Vec<String>) = others.into_iter().partition(asked);
        for name in &told {
            self.judge(name, cx);
        }
        self.round.to_ask = untold.into();
    }

    /// Asks for what is in the other folders, then selects those that have changed. Tells whether there
    /// was anything to do.
    pub(super) fn go_round(&mut self, cx: &mut Context<'_>) -> bool {
        if !self.round.to_ask.is_empty() {
            cx.choose(choice::STATUS_FIRST);
            for _ in 0..PIPELINE_MAX {
                let Some(name) = self.round.to_ask.pop_front() else { break };
                let (mailbox, items) = (self.name_of(&name), self.status_items());
                self.send(CommandBody::Status { mailbox, items }, Step::Status(name), cx);
            }
            return true;
        }
        while let Some(name) = self.round.due.pop_front() {
            if cx.host.is_listed(&name) && self.goes_to(&name, cx) {
                return true;
            }
        }
        false
    }

    /// What a check has to know of a mailbox to see that nothing has changed.
    pub(super) fn status_items(&self) -> Vec<StatusItem> {
        let mut items = vec![
            StatusItem::Messages,
            StatusItem::UidNext,
            StatusItem::UidValidity,
            StatusItem::Unseen,
        ];
        if self.capabilities.condstore {
            items.push(StatusItem::HighestModSeq);
        }
        items
    }

    /// `STATUS` (RFC 9051 §7.3.3).
    pub(super) fn status_told(&mut self, mailbox: String, values: &[StatusValue]) {
        let mut tally = Tally::default();
        for value in values {
            match value {
                StatusValue::Messages(count) => tally.messages = *count,
                StatusValue::UidNext(uid) => tally.next = Some(*uid),
                StatusValue::UidValidity(validity) => tally.validity = Some(*validity),
                StatusValue::Unseen(count) => tally.unseen = *count,
                StatusValue::HighestModSeq(modseq) => tally.modseq = Some(*modseq),
                _ => {}
            }
        }
        let known = self.round.tallies.contains_key(&mailbox);
        if known || self.round.tallies.len() < mailscope_base::limits::MAILBOXES_MAX {
            self.round.tallies.insert(mailbox, tally);
        }
    }

    /// The answer to STATUS.
    pub(super) fn status_done(&mut self, mailbox: &str, ok: bool, cx: &mut Context<'_>) {
        if ok {
            self.judge(mailbox, cx);
        }
    }

    /// Whether a folder has to be looked into.
    fn judge(&mut self, mailbox: &str, cx: &mut Context<'_>) {
        let Some(tally) = self.round.tallies.get(mailbox) else { return };
        if !cx.host.is_as_told(mailbox, tally) || self.keeps_otherwise(mailbox, cx) {
            self.round.due.push_back(mailbox.to_owned());
        }
    }

    /// The mailbox that the person looks at is not in the list any more.
    pub(super) fn watched_is_gone(&mut self, cx: &mut Context<'_>) {
        cx.choose(choice::FOLDER_GONE_SO_INBOX);
        "INBOX".clone_into(&mut self.watched);
        cx.tell(ClientEvent::FolderGone);
    }
}
