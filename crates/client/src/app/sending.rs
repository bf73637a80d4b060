//! Sending: a mail that a person has finished waits in the outbox until the submission server has
//! taken it or refused it; then a copy is filed, as the settings have it.

use core::convert::Infallible;

use bytes::Bytes;
use mailscope_base::{Address, Deadline, Duration, Envelope, Flag, Flags, Instant, Reason};
use mailscope_wire::smtp::{RecipientResult, Stage, Transaction, TransferReport};
use mailscope_wire::{Choice, Cx, Endpoint as _, Input, Output, Service, StateName};

use super::compose::{Composed, compose};
use super::engine::Stimulus;
use super::outbox::{ChangeKind, Filing};
use super::turn::input_for;
use super::{
    AppCx, AppOutput, Channel, Draft, FolderRole, LocalChange, LocalId, LocalMail, LocalMessage,
    MailApp, Origin, Protocol, SendingSettings, SentCopy, Standing, Summary,
};
use crate::smtp::{SmtpClient, SmtpEvent, SmtpSettings};
use crate::{TlsPolicy, choice, imap};

/// The folder of mail that waits to be sent. It is on this device only.
pub(crate) const OUTBOX: &str = "Outbox";
/// The folder of sent mail, where nobody has named one.
const SENT: &str = "Sent";
/// What a device calls itself: it has no name of its own, and its address is nobody's business. Mail
/// programs say this (RFC 5321 §4.1.3).
const HELLO: &str = "[127.0.0.1]";
/// The first pause after a failure; each further one is twice as long.
const BACKOFF_FIRST_SECS: u64 = 60;
/// The longest pause after a failure.
const BACKOFF_MAX_SECS: u64 = 30 * 60;

/// A mail that has not been handed over for all of its recipients.
#[derive(Clone, Debug)]
pub(crate) struct Unsent {
    /// The mail.
    pub(crate) id: LocalId,
    /// From whom, and to whom still.
    envelope: Envelope,
    /// The mail that it answers.
    answers: Option<LocalId>,
    /// The server has taken it for somebody.
    taken: bool,
    /// What the server said when it refused it; nothing while it may still be sent.
    refused: Option<String>,
}

impl Unsent {
    /// Who has to get it still.
    pub(super) fn recipients(&self) -> impl Iterator<Item = &Address> {
        self.envelope.recipients.iter().map(|recipient| &recipient.address)
    }

    /// What the server said when it refused it.
    pub(super) fn words_of_refusal(&self) -> Option<&str> {
        self.refused.as_deref()
    }
}

/// The connection for sending, and when there shall be another.
#[derive(Clone, Debug, Default)]
pub(super) struct Sender {
    /// The connection, and the mail that it is for.
    engine: Option<(Box<SmtpClient>, LocalId)>,
    /// Connections in a row that did not hand over a mail.
    failures: u32,
    next_try: Option<Deadline>,
    /// The server does not let this person in: only a person can make it try again.
    refused: bool,
}

impl Sender {
    pub(super) fn deadline(&self) -> Option<Deadline> {
        match &self.engine {
            Some((client, _)) => client.deadline(),
            None => self.next_try,
        }
    }

    pub(super) fn state(&self) -> Option<StateName> {
        self.engine.as_ref().and_then(|(client, _)| client.state())
    }

    pub(super) fn busy(&self) -> bool {
        self.engine.is_some()
    }

    /// A person wants another try, or the settings are other ones, or there is a way again.
    pub(super) fn encourage(&mut self) {
        self.refused = false;
        self.failures = 0;
        self.next_try = None;
    }
}

impl LocalMail {
    /// How many mails wait to be sent.
    pub(crate) fn waiting(&self) -> usize {
        self.unsent.iter().filter(|unsent| unsent.refused.is_none()).count()
    }

    /// The mails that the server has refused, with its words; they stay in the outbox.
    pub fn refused(&self) -> impl Iterator<Item = (LocalId, &str)> {
        self.unsent.iter().filter_map(|unsent| Some((unsent.id, unsent.refused.as_deref()?)))
    }

    /// Keeps a mail that was written here.
    fn keep_composed(&mut self, composed: Composed, answers: Option<LocalId>, cx: &AppCx<'_>) {
        self.ensure_own_folder(OUTBOX, cx.now);
        let mut flags = Flags::NONE;
        // Who wrote a mail has read it.
        flags.insert(Flag::Seen);
        let Composed { content, message_id, envelope } = composed;
        let pending = Standing::Pending;
        let id = self.keep_written(content, message_id, OUTBOX, flags, pending, cx.now);
        self.unsent.push_back(Unsent { id, envelope, answers, taken: false, refused: None });
    }

    /// Keeps a message that was written here.
    pub(crate) fn keep_written(
        &mut self,
        content: Bytes,
        message_id: String,
        folder: &str,
        flags: Flags,
        standing: Standing,
        now: Instant,
    ) -> LocalId {
        self.insert(LocalMessage {
            id: LocalId(0),
            folder: folder.to_owned(),
            origin: Origin::Composed(message_id),
            flags,
            standing,
            summary: Summary::of_message(&content),
            body: Some(content),
            known_at: now,
        })
    }

    /// The server has answered about the copy of a sent mail.
    pub(crate) fn settle_filed(&mut self, id: LocalId, standing: Standing, now: Instant) {
        self.edit(id, |kept| {
            kept.message.standing = standing;
            kept.message.known_at = now;
        });
        if standing == Standing::Settled {
            self.changes.push(LocalChange::Settled { id });
        }
    }

    fn stands(&mut self, id: LocalId, standing: Standing) {
        self.edit(id, |kept| kept.message.standing = standing);
    }

    /// Puts a mail that was written here into another folder.
    fn put_composed(&mut self, id: LocalId, folder: &str, standing: Standing) {
        self.edit(id, |kept| {
            folder.clone_into(&mut kept.message.folder);
            kept.message.standing = standing;
        });
    }
}

impl MailApp {
    /// Makes a message of a draft, puts it into the outbox and sends it as soon as that can be. A
    /// draft for nobody, or an account that cannot send, changes nothing: no screen has a button for
    /// it.
    pub(super) fn send(&mut self, draft: &Draft, cx: &mut AppCx<'_>) {
        let Some(sending) = self.settings.sending.as_ref() else { return };
        let answered = draft.in_reply_to.and_then(|id| self.local.message(id));
        let date = cx.clock.at(cx.now);
        let Some(composed) = compose(draft, sending, answered, date, cx.rng) else { return };
        self.local.keep_composed(composed, draft.in_reply_to, cx);
        self.report(cx);
        if let Some(draft) = draft.continues {
            self.finish_draft(draft, cx);
        }
        if self.online {
            self.sender.next_try = None;
            self.submit(cx);
        } else {
            Self::choose_sending(choice::QUEUED_WHILE_OFFLINE, cx);
        }
    }

    /// Connects for the first mail that waits, if there is a way, and no connection yet.
    pub(super) fn submit(&mut self, cx: &mut AppCx<'_>) {
        let idle = self.sender.engine.is_none() && self.sender.next_try.is_none();
        if !self.is_started() || !self.online || self.sender.refused || !idle {
            return;
        }
        let Some(sending) = self.settings.sending.as_ref() else { return };
        let Some(unsent) = self.local.unsent.iter().find(|mail| mail.refused.is_none()) else {
            return;
        };
        let body = self.local.message(unsent.id).and_then(|message| message.body.clone());
        let transaction =
            Transaction { envelope: unsent.envelope.clone(), content: body.unwrap_or_default() };
        let client = SmtpClient::new(smtp_settings(sending), transaction, cx.now);
        let implicit_tls = sending.tls == TlsPolicy::Implicit;
        self.sender.engine = Some((Box::new(client), unsent.id));
        cx.out.push(AppOutput::Connect {
            channel: Channel::Sending,
            service: Service::Submission,
            implicit_tls,
        });
    }

    /// The moment of the sender's deadline may have come.
    pub(super) fn sending_deadline_reached(&mut self, cx: &mut AppCx<'_>) {
        if self.sender.engine.is_some() {
            self.drive_sending(Input::DeadlineReached, cx);
        } else if self.sender.next_try.is_some_and(|deadline| deadline.at <= cx.now) {
            self.sender.next_try = None;
            self.submit(cx);
        }
    }

    /// Something happened on the connection for sending.
    pub(super) fn drive_sending(&mut self, input: Input<Infallible>, cx: &mut AppCx<'_>) {
        let Some((client, id)) = &mut self.sender.engine else { return };
        let id = *id;
        let closed_by_peer = matches!(input, Input::PeerClosed);
        let mut outputs = Vec::new();
        let mut turn = Cx {
            now: cx.now,
            clock: cx.clock,
            rng: &mut *cx.rng,
            host: &mut (),
            out: &mut outputs,
        };
        client.handle(input_for(input), &mut turn);
        let closed = closed_by_peer || outputs.contains(&Output::Closed);
        for output in outputs {
            let output = match output {
                Output::Sent { frame, about } => Output::Sent { frame, about },
                Output::Read(frame) => Output::Read(frame),
                Output::Entered(state) => Output::Entered(state),
                Output::Chose(choice) => Output::Chose(choice),
                Output::StartTls => Output::StartTls,
                Output::Closed => Output::Closed,
                Output::Event(SmtpEvent::Report(report)) => {
                    self.learn_report(id, &report, cx);
                    continue;
                }
            };
            cx.out.push(AppOutput::Wire(Channel::Sending, output));
        }
        if closed {
            self.sender.engine = None;
            self.submit(cx);
        }
    }

    /// What came of handing over a mail: some recipients are done, some refused, some have to wait.
    fn learn_report(&mut self, id: LocalId, report: &TransferReport, cx: &mut AppCx<'_>) {
        let Some(place) = self.local.unsent.iter().position(|unsent| unsent.id == id) else {
            return;
        };
        let Some(mut unsent) = self.local.unsent.get(place).cloned() else { return };
        let mut sorted = Sorted::default();
        let recipients = core::mem::take(&mut unsent.envelope.recipients);
        for (recipient, result) in recipients.into_iter().zip(&report.recipients) {
            match result {
                RecipientResult::Accepted(_) => unsent.taken = true,
                RecipientResult::Refused { stage, reply }
                    if reply.is_permanent() && *stage >= Stage::Mail =>
                {
                    sorted.refuse(recipient.address.to_string(), reply.to_line());
                }
                later => {
                    sorted.wait(later);
                    unsent.envelope.recipients.push(recipient);
                }
            }
        }
        for (recipients, words) in sorted.refused {
            unsent.refused = Some(words.clone());
            self.local.changes.push(LocalChange::SendRefused { id, recipients, words });
        }
        let waits = !unsent.envelope.recipients.is_empty();
        let (taken, answers) = (unsent.taken, unsent.answers);
        if waits {
            unsent.refused = None;
        }
        if !waits && taken {
            self.local.unsent.remove(place);
        } else {
            self.local.unsent.set(place, unsent);
        }
        if waits {
            self.try_again(id, sorted.later, cx);
        } else if taken {
            self.sent(id, cx);
            self.mark_answered(answers, cx);
        } else {
            self.local.stands(id, Standing::Own);
            self.report(cx);
        }
    }

    /// Not now: the mail stays in the outbox for another try, later each time (RFC 5321 §4.5.4.1).
    fn try_again(&mut self, id: LocalId, later: Later, cx: &mut AppCx<'_>) {
        self.local.changes.push(LocalChange::NotSentYet { id, why: later.why });
        self.report(cx);
        if later.needs_person {
            self.sender.refused = true;
            return Self::choose_sending(choice::SENDING_NEEDS_A_PERSON, cx);
        }
        Self::choose_sending(
            if later.maybe_taken { choice::SENT_AGAIN_MAYBE_TWICE } else { choice::SENT_LATER },
            cx,
        );
        let doubled = BACKOFF_FIRST_SECS << self.sender.failures.min(10);
        let pause = Duration::from_secs(doubled.min(BACKOFF_MAX_SECS));
        self.sender.failures = self.sender.failures.saturating_add(1);
        self.sender.next_try =
            Some(Deadline { at: cx.now + pause, reason: Reason("send-again-backoff") });
    }

    /// The server has taken a mail: what becomes of the device's copy?
    fn sent(&mut self, id: LocalId, cx: &mut AppCx<'_>) {
        self.sender.failures = 0;
        self.local.changes.push(LocalChange::Sent { id });
        let copy = self.settings.sending.as_ref().map_or(SentCopy::None, |sending| sending.sent);
        match (copy.by_device(), &self.settings.protocol) {
            (true, Protocol::Imap(_)) => {
                let known = self.local.folder_for(FolderRole::Sent);
                let mailbox = known.map_or_else(|| SENT.to_owned(), |folder| folder.home.clone());
                self.local.ensure_own_folder(&mailbox, cx.now);
                self.local.put_composed(id, &mailbox, Standing::Pending);
                let filing = Filing { id, mailbox, draft: false, replaces: None };
                self.local.push(ChangeKind::File(filing));
                self.report(cx);
                Self::choose_sending(choice::SENT_COPY_BY_APPEND, cx);
                if self.online {
                    self.work(Stimulus::Imap(imap::Task::Work), cx);
                }
            }
            (true, Protocol::Pop3(_)) => {
                self.local.ensure_own_folder(SENT, cx.now);
                self.local.put_composed(id, SENT, Standing::Own);
                self.report(cx);
                Self::choose_sending(choice::SENT_COPY_HERE, cx);
            }
            (false, _) | (_, Protocol::Webmail(_)) => {
                self.local.remove(id);
                self.report(cx);
                let nobody = copy == SentCopy::None;
                let choice =
                    if nobody { choice::NO_SENT_COPY } else { choice::SENT_COPY_BY_PROVIDER };
                Self::choose_sending(choice, cx);
            }
        }
    }

    /// "Message has been answered" (RFC 9051 §2.3.2): no server sees that by itself.
    fn mark_answered(&mut self, answered: Option<LocalId>, cx: &mut AppCx<'_>) {
        let Some(id) = answered.filter(|id| self.local.message(*id).is_some()) else { return };
        Self::choose_sending(choice::ANSWER_MARKS, cx);
        self.set_flag(id, Flag::Answered, true, cx);
    }

    /// Throws a mail away that is in the outbox, unless it is just being sent. Tells whether the mail
    /// is one that was written here and not filed anywhere: for such a one, no server can be asked
    /// anything.
    pub(super) fn delete_unsent(&mut self, id: LocalId, cx: &mut AppCx<'_>) -> bool {
        if !self.is_unsent(id) {
            return false;
        }
        if self.sender.engine.as_ref().is_none_or(|(_, sending)| *sending != id) {
            self.local.unsent.retain(|unsent| unsent.id != id);
            self.local.remove(id);
            self.report(cx);
        }
        true
    }

    /// Whether a mail is in the outbox.
    pub(super) fn is_unsent(&self, id: LocalId) -> bool {
        self.local.unsent.iter().any(|unsent| unsent.id == id)
    }

    /// The way is gone: the connection, too.
    pub(super) fn cut_sending(&mut self, cx: &mut AppCx<'_>) {
        self.drive_sending(Input::PeerClosed, cx);
        self.sender.next_try = None;
    }

    /// Another account: nothing is left of the old one.
    pub(super) fn forget_sending(&mut self, cx: &mut AppCx<'_>) {
        if core::mem::take(&mut self.sender).engine.is_some() {
            cx.out.push(AppOutput::Wire(Channel::Sending, Output::Closed));
        }
    }

    fn choose_sending(choice: Choice, cx: &mut AppCx<'_>) {
        cx.out.push(AppOutput::Wire(Channel::Sending, Output::Chose(choice)));
    }
}

fn smtp_settings(sending: &SendingSettings) -> SmtpSettings {
    SmtpSettings {
        name: HELLO.to_owned(),
        credentials: Some((sending.user.clone(), sending.password.clone())),
        tls: sending.tls,
    }
}

/// The recipients of a report by what follows from their results.
#[derive(Default)]
struct Sorted {
    /// Those for whom there is no hope, by the server's words.
    refused: Vec<(Vec<String>, String)>,
    later: Later,
}

/// Why recipients have to wait.
#[derive(Default)]
struct Later {
    why: String,
    /// Only another password or another setting helps.
    needs_person: bool,
    /// The server may have the message all the same.
    maybe_taken: bool,
}

impl Sorted {
    fn refuse(&mut self, recipient: String, words: String) {
        match self.refused.iter_mut().find(|(_, said)| *said == words) {
            Some((recipients, _)) => recipients.push(recipient),
            None => self.refused.push((vec![recipient], words)),
        }
    }

    fn wait(&mut self, result: &RecipientResult) {
        match result {
            RecipientResult::Accepted(_) => {}
            RecipientResult::Refused { reply, .. } => {
                self.later.why = reply.to_line();
                // A "no, never" before MAIL is about the account and not about this mail.
                self.later.needs_person |= reply.is_permanent();
            }
            RecipientResult::NoAnswer { stage, why } => {
                (*why).clone_into(&mut self.later.why);
                self.later.maybe_taken |= *stage == Stage::DataEnd;
            }
        }
    }
}
