//! Settings of a mail app as questions with answers.

use mailscope_base::Duration;
use mailscope_sim::client::{
    AfterFetch, CheckFor, ImapPolicy, OnDelete, Pop3Policy, Protocol, Settings, WebmailPolicy,
};

use crate::Text;
use crate::page::PolicyChoice;

/// How often a device asks that asks by itself.
const OFTEN: CheckFor = CheckFor::Every(Duration::from_mins(15));

/// One answer to one question.
struct Answer {
    key: &'static str,
    question: &'static str,
    words: fn() -> Text,
    /// The settings with this answer; nothing where the question does not arise.
    apply: fn(&Protocol) -> Option<Protocol>,
}

const ANSWERS: &[Answer] = &[
    Answer {
        key: "protocol-imap",
        question: "protocol",
        words: || Text::new("policy-protocol-imap"),
        apply: |old| {
            let fresh = Protocol::Imap(ImapPolicy::default());
            in_an_app(old)
                .then(|| if matches!(old, Protocol::Imap(_)) { old.clone() } else { fresh })
        },
    },
    Answer {
        key: "protocol-pop3",
        question: "protocol",
        words: || Text::new("policy-protocol-pop3"),
        apply: |old| {
            let fresh = Protocol::Pop3(Pop3Policy::default());
            in_an_app(old)
                .then(|| if matches!(old, Protocol::Pop3(_)) { old.clone() } else { fresh })
        },
    },
    Answer {
        key: "protocol-webmail",
        question: "protocol",
        words: || Text::new("policy-protocol-webmail"),
        apply: |old| (!in_an_app(old)).then(|| old.clone()),
    },
    Answer {
        key: "check-idle",
        question: "check",
        words: || Text::new("policy-check-idle"),
        apply: |old| check(old, CheckFor::Idle),
    },
    Answer {
        key: "check-often",
        question: "check",
        words: || Text::new("policy-check-every").number("minutes", 15),
        apply: |old| check(old, OFTEN),
    },
    Answer {
        key: "check-manual",
        question: "check",
        words: || Text::new("policy-check-manual"),
        apply: |old| check(old, CheckFor::Manual),
    },
    Answer {
        key: "delete-trash",
        question: "delete",
        words: || Text::new("policy-delete-trash"),
        apply: |old| on_delete(old, OnDelete::MoveToTrash),
    },
    Answer {
        key: "delete-mark",
        question: "delete",
        words: || Text::new("policy-delete-mark"),
        apply: |old| on_delete(old, OnDelete::MarkDeleted),
    },
    Answer {
        key: "delete-expunge",
        question: "delete",
        words: || Text::new("policy-delete-expunge"),
        apply: |old| on_delete(old, OnDelete::Expunge),
    },
    Answer {
        key: "after-leave",
        question: "after",
        words: || Text::new("policy-after-leave"),
        apply: |old| after(old, AfterFetch::Leave),
    },
    Answer {
        key: "after-deleted",
        question: "after",
        words: || Text::new("policy-after-deleted"),
        apply: |old| after(old, AfterFetch::RemoveWhenDeletedHere),
    },
    Answer {
        key: "after-once",
        question: "after",
        words: || Text::new("policy-after-once"),
        apply: |old| after(old, AfterFetch::RemoveAtOnce),
    },
];

fn question(key: &str) -> Text {
    match key {
        "protocol" => Text::new("policy-question-protocol"),
        "check" => Text::new("policy-question-check"),
        "delete" => Text::new("policy-question-delete"),
        _ => Text::new("policy-question-after"),
    }
}

/// An app can speak one or the other; a browser shows the provider's page and nothing else.
const fn in_an_app(protocol: &Protocol) -> bool {
    !matches!(protocol, Protocol::Webmail(_))
}

fn check(old: &Protocol, check: CheckFor) -> Option<Protocol> {
    match old {
        Protocol::Imap(policy) => Some(Protocol::Imap(ImapPolicy { check, ..*policy })),
        Protocol::Pop3(_) | Protocol::Webmail(_) if check == CheckFor::Idle => None,
        Protocol::Pop3(policy) => Some(Protocol::Pop3(Pop3Policy { check, ..*policy })),
        Protocol::Webmail(_) => Some(Protocol::Webmail(WebmailPolicy { check })),
    }
}

fn on_delete(old: &Protocol, on_delete: OnDelete) -> Option<Protocol> {
    match old {
        Protocol::Imap(policy) => Some(Protocol::Imap(ImapPolicy { on_delete, ..*policy })),
        Protocol::Pop3(_) | Protocol::Webmail(_) => None,
    }
}

fn after(old: &Protocol, after_fetch: AfterFetch) -> Option<Protocol> {
    match old {
        Protocol::Pop3(policy) => Some(Protocol::Pop3(Pop3Policy { after_fetch, ..*policy })),
        Protocol::Imap(_) | Protocol::Webmail(_) => None,
    }
}

/// The answers that can be given with these settings.
pub(crate) fn choices(settings: &Settings) -> Vec<PolicyChoice> {
    let choice = |answer: &Answer| {
        let after = (answer.apply)(&settings.protocol)?;
        Some(PolicyChoice {
            question: question(answer.question),
            answer: (answer.words)(),
            chosen: after == settings.protocol,
            key: answer.key,
        })
    };
    ANSWERS.iter().filter_map(choice).collect()
}

/// The settings with the answer `key`; unchanged if that cannot be chosen.
pub(crate) fn choose(settings: &Settings, key: &str) -> Settings {
    let answer = ANSWERS.iter().find(|answer| answer.key == key);
    let protocol = answer.and_then(|answer| (answer.apply)(&settings.protocol));
    Settings { protocol: protocol.unwrap_or_else(|| settings.protocol.clone()), ..settings.clone() }
}

/// The policy that matters most, in words.
pub(crate) fn in_words(settings: &Settings) -> Text {
    match &settings.protocol {
        Protocol::Webmail(policy) => match policy.check {
            CheckFor::Every(interval) => {
                Text::new("policy-short-page-every").number("minutes", interval.as_secs() / 60)
            }
            CheckFor::Idle | CheckFor::Manual => Text::new("policy-short-page"),
        },
        Protocol::Imap(policy) => match policy.check {
            CheckFor::Idle => Text::new("policy-short-idle"),
            CheckFor::Every(interval) => {
                Text::new("policy-short-every").number("minutes", interval.as_secs() / 60)
            }
            CheckFor::Manual => Text::new("policy-short-manual"),
        },
        Protocol::Pop3(policy) => match policy.after_fetch {
            AfterFetch::Leave => Text::new("policy-short-leave"),
            AfterFetch::RemoveAfterDays(days) => {
                Text::new("policy-short-days").number("days", u64::from(days))
            }
            AfterFetch::RemoveWhenDeletedHere => Text::new("policy-short-deleted"),
            AfterFetch::RemoveAtOnce => Text::new("policy-short-once"),
        },
    }
}
