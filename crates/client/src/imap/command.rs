//! Sending commands, and what to send next.

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_wire::Grammar;
use mailscope_wire::imap::{Command, CommandBody, FetchItem, MailboxName, SequenceSet, Tag};

use super::ImapClient;
use super::pipeline::InFlight;
use super::state::{Selection, Stage, State, Step};
use crate::app::CheckFor;
use crate::choice;
use crate::event::{ClientEvent, Context, Patience};

impl ImapClient {
    /// Sends a command under the next tag.
    pub(super) fn send(&mut self, body: CommandBody, step: Step, cx: &mut Context<'_>) {
        self.report(cx);
        self.tags = self.tags.saturating_add(1);
        let tag = Tag::new(&format!("A{}", self.tags));
        let command = Command { tag: tag.clone(), body };
        let mut fragments: VecDeque<Bytes> = command.encode().into();
        if let Some(first) = fragments.pop_front() {
            cx.send(Grammar::ImapCommand, first);
        }
        self.patience = Patience(cx.now);
        self.in_flight.push(InFlight { tag, step, fragments });
    }

    /// `+`: the server waits for the rest of a command, or idles (RFC 9051 §7.6).
    pub(super) fn go_on(&mut self, cx: &mut Context<'_>) {
        match self.in_flight.last_mut() {
            Some(InFlight { step: step @ Step::IdleAsked, .. }) => {
                *step = Step::Idling { since: cx.now };
                self.report(cx);
                self.interrupt_idle(cx);
            }
            Some(InFlight { fragments, .. }) if !fragments.is_empty() => {
                if let Some(next) = fragments.pop_front() {
                    cx.send(Grammar::ImapContinuationData, next);
                }
            }
            _ => cx.choose(choice::RESPONSE_IGNORED),
        }
    }

    /// Ends IDLE if there is something to do that IDLE stands in the way of.
    pub(super) fn interrupt_idle(&mut self, cx: &mut Context<'_>) {
        if self.idling().is_some() && self.has_reason_to_speak(cx) {
            self.end_idle(cx);
        }
    }

    /// `DONE` (RFC 9051 §6.3.13).
    pub(super) fn end_idle(&mut self, cx: &mut Context<'_>) {
        self.report(cx);
        if let Some(InFlight { step: step @ Step::Idling { .. }, .. }) = self.in_flight.last_mut() {
            *step = Step::IdleDone;
            self.patience = Patience(cx.now);
            cx.send(Grammar::ImapIdleDone, Bytes::from_static(b"DONE\r\n"));
        }
    }

    fn has_reason_to_speak(&self, cx: &Context<'_>) -> bool {
        let State::Selected(selection) = &self.state else { return false };
        self.check_asked
            || self.policy.check != CheckFor::Idle
            || selection.mailbox != self.watched
            || selection.exists > selection.asked
            || !self.folders.listed
            || !self.round.is_over()
            || self.wants_more(cx)
            || !cx.host.outbox.is_empty()
    }

    /// Sends the next command, if the server waits for one.
    pub(super) fn advance(&mut self, cx: &mut Context<'_>) {
        if !self.in_flight.is_empty() {
            return self.add_work(cx);
        }
        match &self.state {
            // Whether LOGIN is forbidden has to be known before a password is sent (RFC 9051 §6.2.3).
            State::NotAuthenticated if !self.capabilities.known && !self.must_leave => {
                self.send(CommandBody::Capability, Step::Capability, cx);
            }
            State::NotAuthenticated => self.protect(cx),
            State::Authenticated => self.advance_authenticated(cx),
            State::Selected(_) => self.advance_selected(cx),
            State::Connecting
            | State::Greeting
            | State::Handshake
            | State::Logout
            | State::Closed => {}
        }
    }

    fn advance_authenticated(&mut self, cx: &mut Context<'_>) {
        if self.must_leave {
            self.log_out(cx);
        } else if !self.capabilities.known {
            self.send(CommandBody::Capability, Step::Capability, cx);
        } else if self.wants_to_enable() {
            self.enable(cx);
            // LIST means the same before and after: it need not wait (RFC 9051 §5.5).
            cx.choose(choice::PIPELINED);
            self.list(cx);
        } else if !self.folders.listed {
            self.list(cx);
        } else {
            let mailbox = self.watched.clone();
            self.select(&mailbox, cx);
        }
    }

    /// First the selected mailbox becomes known, then changes are carried out in the order of the
    /// taps, then the client goes where the person looks, and waits or leaves.
    fn advance_selected(&mut self, cx: &mut Context<'_>) {
        if self.synchronises(cx) || self.do_work(cx) || self.fetch_bodies(cx) {
            return;
        }
        let State::Selected(selection) = &self.state else { return };
        let there = selection.mailbox == self.watched;
        if !core::mem::replace(&mut self.folders.listed, true) {
            if self.check_asked && there {
                self.check_asked = false;
                cx.choose(choice::CHECK_BY_NOOP);
                self.send(CommandBody::Noop, Step::Noop, cx);
                cx.choose(choice::PIPELINED);
            }
            cx.choose(choice::FOLDERS_ASKED_AT_CHECK);
            return self.list(cx);
        }
        if self.go_round(cx) {
            return;
        }
        let idles = self.policy.check == CheckFor::Idle && self.capabilities.idle;
        let looked = self.looked_at.as_ref() == Some(&self.watched);
        if !there && (idles || self.check_asked || !looked) {
            let mailbox = self.watched.clone();
            self.select(&mailbox, cx);
        } else if core::mem::take(&mut self.check_asked) {
            cx.choose(choice::CHECK_BY_NOOP);
            self.send(CommandBody::Noop, Step::Noop, cx);
        } else if idles {
            cx.choose(choice::IDLE_WATCHES_ONE_MAILBOX);
            self.send(CommandBody::Idle, Step::IdleAsked, cx);
        } else {
            if self.policy.check == CheckFor::Idle {
                cx.choose(choice::NO_IDLE_SO_POLL);
                cx.tell(ClientEvent::NoIdle);
            } else {
                cx.choose(choice::LOGOUT_AFTER_CHECK);
            }
            self.log_out(cx);
        }
    }

    /// Sends the next command by which the selected mailbox becomes known; tells whether there was
    /// one. When there is none left, the device knows it, and that is told.
    fn synchronises(&mut self, cx: &mut Context<'_>) -> bool {
        self.fit_settings(cx);
        let State::Selected(selection) = &mut self.state else { return true };
        match &mut selection.stage {
            Stage::Recent => self.ask_recent(cx),
            Stage::Flags => self.ask_flags(cx),
            Stage::Changes(since) => {
                let since = *since;
                self.ask_changes(since, cx);
            }
            Stage::Summaries(_) => self.ask_summaries(cx),
            Stage::Known | Stage::Told if selection.exists > selection.asked => self.ask_news(cx),
            Stage::Known => {
                selection.stage = Stage::Told;
                let mailbox = selection.mailbox.clone();
                if let Some(modseq) = selection.modseq {
                    cx.host.learn_modseq(&mailbox, modseq);
                }
                if let Some(tally) = self.round.take_tally(&mailbox) {
                    cx.host.learn_tally(&mailbox, tally);
                }
                self.note_first_day(&mailbox, cx);
                cx.host.learn_all(&mailbox, cx.now);
                if mailbox == self.watched {
                    self.looked_at = Some(mailbox);
                }
                self.report(cx);
                return false;
            }
            Stage::Told => return false,
        }
        true
    }

    /// `SELECT` (RFC 9051 §6.3.2). It ends the selection that there was.
    pub(super) fn select(&mut self, mailbox: &str, cx: &mut Context<'_>) {
        self.state = State::Authenticated;
        let mut draft = Selection::new(mailbox);
        let params = self.select_params(&mut draft, cx);
        let mailbox = self.name_of(mailbox);
        let step = Step::Select(Box::new(draft));
        self.send(CommandBody::Select { mailbox, read_only: false, params }, step, cx);
    }

    /// `LOGOUT` (RFC 9051 §6.1.3).
    pub(super) fn log_out(&mut self, cx: &mut Context<'_>) {
        self.send(CommandBody::Logout, Step::Logout, cx);
        self.state = State::Logout;
    }

    /// The name of a folder as this server writes it: UTF-8 or modified UTF-7 (RFC 3501 §5.1.3).
    pub(super) fn name_of(&self, folder: &str) -> MailboxName {
        MailboxName::of(folder, self.capabilities.rev2)
    }
}

/// `UID FETCH` of all that `items` name, whenever it changed (RFC 9051 §6.4.9).
pub(super) fn uid_fetch(set: SequenceSet, items: Vec<FetchItem>) -> CommandBody {
    CommandBody::Fetch { set: set.into(), items, changed_since: None, vanished: false, uid: true }
}
