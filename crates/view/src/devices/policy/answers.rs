//! Every answer that can be given to a question about a mail app's settings.

use mailscope_base::Duration;
use mailscope_sim::client::{
    AfterFetch, CheckFor, Drafts, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy, Protocol,
    SentCopy, Settings, Shows, TlsPolicy, WebmailPolicy,
};

use crate::Text;

/// How often a device asks that asks by itself.
const OFTEN: CheckFor = CheckFor::Every(Duration::from_mins(15));
/// The days that a device goes by that counts days.
const DAYS: u16 = 14;

/// A question about the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Protocol,
    Check,
    Delete,
    Keeps,
    Shows,
    Drafts,
    Fetches,
    After,
    Sent,
    Tls,
    TlsSending,
}

impl Question {
    /// All of them, in the order in which they are asked.
    pub(super) const ALL: [Self; 11] = [
        Self::Protocol,
        Self::Check,
        Self::Delete,
        Self::Keeps,
        Self::Shows,
        Self::Drafts,
        Self::Fetches,
        Self::After,
        Self::Sent,
        Self::Tls,
        Self::TlsSending,
    ];

    pub(super) fn text(self) -> Text {
        match self {
            Self::Protocol => Text::new("policy-question-protocol"),
            Self::Check => Text::new("policy-question-check"),
            Self::Delete => Text::new("policy-question-delete"),
            Self::Keeps => Text::new("policy-question-keeps"),
            Self::Shows => Text::new("policy-question-shows"),
            Self::Drafts => Text::new("policy-question-drafts"),
            Self::Fetches => Text::new("policy-question-fetches"),
            Self::After => Text::new("policy-question-after"),
            Self::Sent => Text::new("policy-question-sent"),
            Self::Tls => Text::new("policy-question-tls"),
            Self::TlsSending => Text::new("policy-question-tls-sending"),
        }
    }
}

/// One answer to one question.
pub(super) struct Answer {
    pub(super) key: &'static str,
    pub(super) question: Question,
    pub(super) words: fn() -> Text,
    /// The settings with this answer; nothing where the question does not arise.
    pub(super) apply: fn(&Settings) -> Option<Settings>,
}

const fn answer(
    key: &'static str,
    question: Question,
    words: fn() -> Text,
    apply: fn(&Settings) -> Option<Settings>,
) -> Answer {
    Answer { key, question, words, apply }
}

pub(super) const ANSWERS: &[Answer] = &[
    answer(
        "protocol-imap",
        Question::Protocol,
        || Text::new("policy-protocol-imap"),
        |old| in_an_app(old, imap_of(old)),
    ),
    answer(
        "protocol-pop3",
        Question::Protocol,
        || Text::new("policy-protocol-pop3"),
        |old| in_an_app(old, pop3_of(old)),
    ),
    answer(
        "protocol-webmail",
        Question::Protocol,
        || Text::new("policy-protocol-webmail"),
        |old| is_page(old).then(|| old.clone()),
    ),
    answer(
        "check-idle",
        Question::Check,
        || Text::new("policy-check-idle"),
        |old| check(old, CheckFor::Idle),
    ),
    answer(
        "check-often",
        Question::Check,
        || Text::new("policy-check-every").number("minutes", 15),
        |old| check(old, OFTEN),
    ),
    answer(
        "check-manual",
        Question::Check,
        || Text::new("policy-check-manual"),
        |old| check(old, CheckFor::Manual),
    ),
    answer(
        "delete-trash",
        Question::Delete,
        || Text::new("policy-delete-trash"),
        |old| imap(old, |policy| policy.on_delete = OnDelete::MoveToTrash),
    ),
    answer(
        "delete-mark",
        Question::Delete,
        || Text::new("policy-delete-mark"),
        |old| imap(old, |policy| policy.on_delete = OnDelete::MarkDeleted),
    ),
    answer(
        "delete-expunge",
        Question::Delete,
        || Text::new("policy-delete-expunge"),
        |old| imap(old, |policy| policy.on_delete = OnDelete::Expunge),
    ),
    answer(
        "keeps-headers",
        Question::Keeps,
        || Text::new("policy-keeps-headers"),
        |old| imap(old, |policy| policy.keeps = Keeps::Headers),
    ),
    answer(
        "keeps-days",
        Question::Keeps,
        || Text::new("policy-keeps-days").number("days", DAYS.into()),
        |old| imap(old, |policy| policy.keeps = Keeps::LastDays(DAYS)),
    ),
    answer(
        "keeps-everything",
        Question::Keeps,
        || Text::new("policy-keeps-everything"),
        |old| imap(old, |policy| policy.keeps = Keeps::Everything),
    ),
    answer(
        "shows-all",
        Question::Shows,
        || Text::new("policy-shows-all"),
        |old| imap(old, |policy| policy.shows = Shows::All),
    ),
    answer(
        "shows-subscribed",
        Question::Shows,
        || Text::new("policy-shows-subscribed"),
        |old| imap(old, |policy| policy.shows = Shows::Subscribed),
    ),
    answer(
        "drafts-server",
        Question::Drafts,
        || Text::new("policy-drafts-server"),
        |old| writing(old, Drafts::OnServer),
    ),
    answer(
        "drafts-here",
        Question::Drafts,
        || Text::new("policy-drafts-here"),
        |old| writing(old, Drafts::Here),
    ),
    answer(
        "fetches-whole",
        Question::Fetches,
        || Text::new("policy-fetches-whole"),
        |old| pop3(old, |policy| policy.fetches = Fetches::Whole),
    ),
    answer(
        "fetches-headers",
        Question::Fetches,
        || Text::new("policy-fetches-headers"),
        |old| pop3(old, |policy| policy.fetches = Fetches::Headers),
    ),
    answer(
        "after-leave",
        Question::After,
        || Text::new("policy-after-leave"),
        |old| pop3(old, |policy| policy.after_fetch = AfterFetch::Leave),
    ),
    answer(
        "after-days",
        Question::After,
        || Text::new("policy-after-days").number("days", DAYS.into()),
        |old| pop3(old, |policy| policy.after_fetch = AfterFetch::RemoveAfterDays(DAYS)),
    ),
    answer(
        "after-deleted",
        Question::After,
        || Text::new("policy-after-deleted"),
        |old| pop3(old, |policy| policy.after_fetch = AfterFetch::RemoveWhenDeletedHere),
    ),
    answer(
        "after-once",
        Question::After,
        || Text::new("policy-after-once"),
        |old| pop3(old, |policy| policy.after_fetch = AfterFetch::RemoveAtOnce),
    ),
    answer(
        "sent-append",
        Question::Sent,
        || Text::new("policy-sent-append"),
        |old| sent(old, SentCopy::ByAppend),
    ),
    answer(
        "sent-provider",
        Question::Sent,
        || Text::new("policy-sent-provider"),
        |old| sent(old, SentCopy::ByProvider),
    ),
    answer(
        "sent-both",
        Question::Sent,
        || Text::new("policy-sent-both"),
        |old| sent(old, SentCopy::Both),
    ),
    answer(
        "sent-none",
        Question::Sent,
        || Text::new("policy-sent-none"),
        |old| sent(old, SentCopy::None),
    ),
    answer(
        "tls-never",
        Question::Tls,
        || Text::new("policy-tls-never"),
        |old| tls(old, TlsPolicy::Never),
    ),
    answer(
        "tls-if-offered",
        Question::Tls,
        || Text::new("policy-tls-if-offered"),
        |old| tls(old, TlsPolicy::IfOffered),
    ),
    answer(
        "tls-required",
        Question::Tls,
        || Text::new("policy-tls-required"),
        |old| tls(old, TlsPolicy::Required),
    ),
    answer(
        "tls-implicit",
        Question::Tls,
        || Text::new("policy-tls-implicit"),
        |old| tls(old, TlsPolicy::Implicit),
    ),
    answer(
        "tls-sending-never",
        Question::TlsSending,
        || Text::new("policy-tls-never"),
        |old| tls_sending(old, TlsPolicy::Never),
    ),
    answer(
        "tls-sending-if-offered",
        Question::TlsSending,
        || Text::new("policy-tls-if-offered"),
        |old| tls_sending(old, TlsPolicy::IfOffered),
    ),
    answer(
        "tls-sending-required",
        Question::TlsSending,
        || Text::new("policy-tls-required"),
        |old| tls_sending(old, TlsPolicy::Required),
    ),
    answer(
        "tls-sending-implicit",
        Question::TlsSending,
        || Text::new("policy-tls-implicit"),
        |old| tls_sending(old, TlsPolicy::Implicit),
    ),
];

/// An app can speak one or the other; a browser shows the provider's page and nothing else.
const fn is_page(settings: &Settings) -> bool {
    matches!(settings.protocol, Protocol::Webmail(_))
}

fn in_an_app(old: &Settings, protocol: Protocol) -> Option<Settings> {
    (!is_page(old)).then(|| Settings { protocol, ..old.clone() })
}

fn imap_of(old: &Settings) -> Protocol {
    match &old.protocol {
        Protocol::Imap(policy) => Protocol::Imap(*policy),
        Protocol::Pop3(_) | Protocol::Webmail(_) => Protocol::Imap(ImapPolicy::default()),
    }
}

fn pop3_of(old: &Settings) -> Protocol {
    match &old.protocol {
        Protocol::Pop3(policy) => Protocol::Pop3(*policy),
        Protocol::Imap(_) | Protocol::Webmail(_) => Protocol::Pop3(Pop3Policy::default()),
    }
}

fn imap(old: &Settings, change: impl FnOnce(&mut ImapPolicy)) -> Option<Settings> {
    let mut settings = old.clone();
    let Protocol::Imap(policy) = &mut settings.protocol else { return None };
    change(policy);
    Some(settings)
}

fn pop3(old: &Settings, change: impl FnOnce(&mut Pop3Policy)) -> Option<Settings> {
    let mut settings = old.clone();
    let Protocol::Pop3(policy) = &mut settings.protocol else { return None };
    change(policy);
    Some(settings)
}

fn check(old: &Settings, check: CheckFor) -> Option<Settings> {
    let protocol = match &old.protocol {
        Protocol::Imap(policy) => Protocol::Imap(ImapPolicy { check, ..*policy }),
        Protocol::Pop3(_) | Protocol::Webmail(_) if check == CheckFor::Idle => return None,
        Protocol::Pop3(policy) => Protocol::Pop3(Pop3Policy { check, ..*policy }),
        Protocol::Webmail(_) => Protocol::Webmail(WebmailPolicy { check }),
    };
    Some(Settings { protocol, ..old.clone() })
}

/// Only an app that can send has drafts.
fn writing(old: &Settings, drafts: Drafts) -> Option<Settings> {
    old.sending.as_ref()?;
    imap(old, |policy| policy.drafts = drafts)
}

/// At a page the provider keeps what was sent.
fn sent(old: &Settings, sent: SentCopy) -> Option<Settings> {
    let mut settings = old.clone();
    settings.sending.as_mut().filter(|_| !is_page(old))?.sent = sent;
    Some(settings)
}

/// A browser begins with TLS or does without: it knows no TLS that begins later.
fn tls(old: &Settings, tls: TlsPolicy) -> Option<Settings> {
    let later = matches!(tls, TlsPolicy::IfOffered | TlsPolicy::Required);
    (!(is_page(old) && later)).then(|| Settings { tls, ..old.clone() })
}

fn tls_sending(old: &Settings, tls: TlsPolicy) -> Option<Settings> {
    let mut settings = old.clone();
    settings.sending.as_mut().filter(|_| !is_page(old))?.tls = tls;
    Some(settings)
}
