//! A mailbox as it is on the disk.

use mailscope_base::{EmailId, Keyword, UidValidity};
use mailscope_sim::store::{Account, ChangeKind, Mailbox, Message, SpecialUse};
use mailscope_sim::{Place, Provider, World};

use super::marks::Marks;
use super::source::SourceId;
use super::{Fact, Glance, Said, window};
use crate::Text;
use crate::cell::subject;
use crate::devices::mailbox_label;
use crate::reading::{date_and_time, printable};

/// Characters of a subject in a row.
const SUBJECT_CHARS_MAX: usize = 160;
/// Expunged messages that are shown.
const GONE_MAX: usize = 12;

/// A mailbox in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxRow {
    /// Its name in the protocol.
    pub name: String,
    /// What it is for, as LIST tells it: `\Trash`.
    pub role: Option<&'static str>,
    /// Messages in it.
    pub total: usize,
    /// Those without `\Seen`.
    pub unseen: usize,
    /// Whether it is shown.
    pub chosen: bool,
    /// Whether the present turn changed it.
    pub focus: bool,
}

/// A mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxInside {
    /// Its name in the protocol.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Its numbers.
    pub facts: Vec<Fact>,
    /// Messages in it.
    pub total: usize,
    /// The place of `rows[0]`, counted from the newest.
    pub first: usize,
    /// The messages that are wanted, newest first.
    pub rows: Vec<MessageRow>,
    /// The latest messages that have gone.
    pub gone: Vec<GoneRow>,
    /// How many more are remembered.
    pub gone_more: usize,
}

/// A message in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Which mail.
    pub email: EmailId,
    /// Its UID.
    pub uid: u32,
    /// Its position: the sequence number that it has for a session that begins now.
    pub number: usize,
    /// Flags and keywords; empty for none.
    pub flags: String,
    /// When it last changed.
    pub modseq: u64,
    /// Its octets.
    pub octets: u64,
    /// INTERNALDATE: date and time of day.
    pub received: String,
    /// The subject; empty if there is none.
    pub subject: String,
    /// Whether the present turn changed it.
    pub focus: bool,
    /// Where its octets are.
    pub source: SourceId,
}

/// A message that has gone and is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneRow {
    /// The UID that it had.
    pub uid: u32,
    /// The mod-sequence of its expunge.
    pub modseq: u64,
    /// The subject, if the mail is known still; empty if not.
    pub subject: String,
    /// Whether the present turn removed it.
    pub focus: bool,
}

pub(super) fn row(
    provider: &Provider,
    mailbox: &Mailbox,
    chosen: Option<UidValidity>,
    marks: &Marks,
) -> MailboxRow {
    MailboxRow {
        name: mailbox.name().to_string(),
        role: mailbox.role().map(SpecialUse::attribute),
        total: mailbox.messages().len(),
        unseen: mailbox.unseen().len(),
        chosen: chosen == Some(mailbox.uid_validity()),
        focus: marks.in_mailbox(provider.id, mailbox.uid_validity(), |_| true),
    }
}

pub(super) fn view(
    world: &World,
    (provider, account, mailbox): (&Provider, &Account, &Mailbox),
    glance: &Glance,
    marks: &Marks,
) -> MailboxInside {
    let total = mailbox.messages().len();
    let rows = window(&glance.rows, total);
    let newest_first = rows.clone().filter_map(|at| {
        let index = total - 1 - at;
        mailbox
            .messages()
            .get(index)
            .map(|message| message_row(provider, mailbox, index, message, marks))
    });
    let gone = mailbox.expunged().take(GONE_MAX).map(|(modseq, uid)| {
        let is =
            |kind: &ChangeKind| matches!(kind, ChangeKind::Expunged { uid: of, .. } if *of == uid);
        GoneRow {
            uid: uid.get(),
            modseq: modseq.0,
            subject: world
                .email_at(provider.id, mailbox.uid_validity(), uid)
                .map(|email| subject(world, email))
                .unwrap_or_default(),
            focus: marks.in_mailbox(provider.id, mailbox.uid_validity(), is),
        }
    });
    MailboxInside {
        name: mailbox.name().to_string(),
        label: mailbox_label(mailbox),
        facts: facts(provider, account, mailbox, marks),
        total,
        first: rows.start,
        rows: newest_first.collect(),
        gone: gone.collect(),
        gone_more: mailbox.expunged_count().saturating_sub(GONE_MAX),
    }
}

fn facts(provider: &Provider, account: &Account, mailbox: &Mailbox, marks: &Marks) -> Vec<Fact> {
    let validity = mailbox.uid_validity();
    let changed = |is: fn(&ChangeKind) -> bool| marks.in_mailbox(provider.id, validity, is);
    let mut facts = vec![
        Fact::machine("UIDVALIDITY", &validity)
            .marked(changed(|kind| matches!(kind, ChangeKind::MailboxRenumbered { .. }))),
        Fact::machine("UIDNEXT", &mailbox.uid_next())
            .marked(changed(|kind| matches!(kind, ChangeKind::Appended { .. }))),
        Fact::machine("HIGHESTMODSEQ", &mailbox.highest_modseq())
            .marked(changed(|kind| kind.modseq().is_some())),
        Fact::machine("MAILBOXID", &mailbox.id()),
        Fact::is("inside-subscribed", account.is_subscribed(mailbox.name())),
        Fact::of("inside-unseen", Said::Machine(mailbox.unseen().len().to_string())),
        Fact::of("inside-octets", Said::Octets(mailbox.octets())),
    ];
    if let Some(role) = mailbox.role() {
        facts.insert(4, Fact::of("inside-role", Said::Machine(role.attribute().to_owned())));
    }
    if !mailbox.keywords().is_empty() {
        let names: Vec<&str> = mailbox.keywords().iter().map(Keyword::as_str).collect();
        facts.push(Fact::of("inside-keywords", Said::Machine(printable(&names.join(" "), 300))));
    }
    facts
}

fn message_row(
    provider: &Provider,
    mailbox: &Mailbox,
    index: usize,
    message: &Message,
    marks: &Marks,
) -> MessageRow {
    let subject = message.mail.summary().subject.clone().unwrap_or_default();
    MessageRow {
        email: message.email,
        uid: message.uid.get(),
        number: index + 1,
        flags: flags(&message.flags),
        modseq: message.modseq.0,
        octets: message.mail.len() as u64,
        received: date_and_time(message.received),
        subject: printable(&subject, SUBJECT_CHARS_MAX),
        focus: marks.mail(Place::Server(provider.id), message.email),
        source: SourceId::OnDisk(provider.id, mailbox.uid_validity(), message.uid),
    }
}

/// Flags as IMAP writes them; empty for none.
pub(super) fn flags(flags: &mailscope_base::Flags) -> String {
    let names: Vec<&str> = flags.names().collect();
    names.join(" ")
}
