//! Settings of a mail app, in words and in the keys of a scenario file.

use mailscope_sim::client::{
    AfterFetch, CheckFor, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy, Protocol, SentCopy,
    Settings,
};
use toml::{Table, Value};

use super::choice::KnobView;
use crate::Text;

/// One answer to one question about a mail app.
struct Knob {
    key: &'static str,
    question: fn() -> Text,
    answer: fn() -> Text,
    /// The keys of a device in a scenario file, as TOML.
    keys: &'static str,
    /// Whether the question arises for these settings, and whether that is their answer.
    is: fn(&Settings) -> Option<bool>,
}

const DAYS: u16 = 7;

const KNOBS: &[Knob] = &[
    Knob {
        key: "imap",
        question: || Text::new("policy-question-protocol"),
        answer: || Text::new("world-imap"),
        keys: "protocol = 'imap'",
        is: |s| in_an_app(s).then(|| imap(s).is_some()),
    },
    Knob {
        key: "pop3-leave",
        question: || Text::new("policy-question-protocol"),
        answer: || Text::new("world-pop3-leave"),
        keys: "protocol = 'pop3'\nafter_fetch = 'leave'",
        is: |s| in_an_app(s).then(|| after(s) == Some(AfterFetch::Leave)),
    },
    Knob {
        key: "pop3-when-deleted",
        question: || Text::new("policy-question-protocol"),
        answer: || Text::new("world-pop3-remove-when-deleted"),
        keys: "protocol = 'pop3'\nafter_fetch = 'remove-when-deleted-here'",
        is: |s| in_an_app(s).then(|| after(s) == Some(AfterFetch::RemoveWhenDeletedHere)),
    },
    Knob {
        key: "pop3-days",
        question: || Text::new("policy-question-protocol"),
        answer: || Text::new("world-pop3-days").number("days", DAYS.into()),
        keys: "protocol = 'pop3'\nafter_fetch = { remove-after-days = 7 }",
        is: |s| in_an_app(s).then(|| after(s) == Some(AfterFetch::RemoveAfterDays(DAYS))),
    },
    Knob {
        key: "pop3-remove",
        question: || Text::new("policy-question-protocol"),
        answer: || Text::new("world-pop3-remove"),
        keys: "protocol = 'pop3'\nafter_fetch = 'remove-at-once'",
        is: |s| in_an_app(s).then(|| after(s) == Some(AfterFetch::RemoveAtOnce)),
    },
    Knob {
        key: "check-idle",
        question: || Text::new("policy-question-check"),
        answer: || Text::new("policy-check-idle"),
        keys: "check = 'idle'",
        is: |s| imap(s).map(|imap| imap.check == CheckFor::Idle),
    },
    Knob {
        key: "check-often",
        question: || Text::new("policy-question-check"),
        answer: || Text::new("policy-check-every").number("minutes", 15),
        keys: "check = { minutes = 15 }",
        is: |s| Some(matches!(check(s), CheckFor::Every(_))),
    },
    Knob {
        key: "check-manual",
        question: || Text::new("policy-question-check"),
        answer: || Text::new("policy-check-manual"),
        keys: "check = 'manual'",
        is: |s| Some(check(s) == CheckFor::Manual),
    },
    Knob {
        key: "delete-trash",
        question: || Text::new("policy-question-delete"),
        answer: || Text::new("policy-delete-trash"),
        keys: "on_delete = 'move-to-trash'",
        is: |s| imap(s).map(|imap| imap.on_delete == OnDelete::MoveToTrash),
    },
    Knob {
        key: "delete-mark",
        question: || Text::new("policy-question-delete"),
        answer: || Text::new("policy-delete-mark"),
        keys: "on_delete = 'mark-deleted'",
        is: |s| imap(s).map(|imap| imap.on_delete == OnDelete::MarkDeleted),
    },
    Knob {
        key: "delete-expunge",
        question: || Text::new("policy-question-delete"),
        answer: || Text::new("policy-delete-expunge"),
        keys: "on_delete = 'expunge'",
        is: |s| imap(s).map(|imap| imap.on_delete == OnDelete::Expunge),
    },
    Knob {
        key: "keeps-headers",
        question: || Text::new("side-knob-question-keeps"),
        answer: || Text::new("side-knob-keeps-headers"),
        keys: "keeps = 'headers'",
        is: |s| imap(s).map(|imap| imap.keeps == Keeps::Headers),
    },
    Knob {
        key: "keeps-days",
        question: || Text::new("side-knob-question-keeps"),
        answer: || Text::new("side-knob-keeps-days").number("days", DAYS.into()),
        keys: "keeps = { last-days = 7 }",
        is: |s| imap(s).map(|imap| imap.keeps == Keeps::LastDays(DAYS)),
    },
    Knob {
        key: "keeps-everything",
        question: || Text::new("side-knob-question-keeps"),
        answer: || Text::new("side-knob-keeps-everything"),
        keys: "keeps = 'everything'",
        is: |s| imap(s).map(|imap| imap.keeps == Keeps::Everything),
    },
    Knob {
        key: "fetches-whole",
        question: || Text::new("side-knob-question-fetches"),
        answer: || Text::new("side-knob-fetches-whole"),
        keys: "fetches = 'whole'",
        is: |s| pop3(s).map(|pop3| pop3.fetches == Fetches::Whole),
    },
    Knob {
        key: "fetches-headers",
        question: || Text::new("side-knob-question-fetches"),
        answer: || Text::new("side-knob-fetches-headers"),
        keys: "fetches = 'headers'",
        is: |s| pop3(s).map(|pop3| pop3.fetches == Fetches::Headers),
    },
    Knob {
        key: "sent-append",
        question: || Text::new("side-knob-question-sent"),
        answer: || Text::new("side-knob-sent-append"),
        keys: "sending = { sent = 'by-append' }",
        is: |s| sent(s).map(|sent| sent == SentCopy::ByAppend),
    },
    Knob {
        key: "sent-provider",
        question: || Text::new("side-knob-question-sent"),
        answer: || Text::new("side-knob-sent-provider"),
        keys: "sending = { sent = 'by-provider' }",
        is: |s| sent(s).map(|sent| sent == SentCopy::ByProvider),
    },
    Knob {
        key: "sent-none",
        question: || Text::new("side-knob-question-sent"),
        answer: || Text::new("side-knob-sent-none"),
        keys: "sending = { sent = 'none' }",
        is: |s| sent(s).map(|sent| sent == SentCopy::None),
    },
];

const fn in_an_app(settings: &Settings) -> bool {
    !matches!(settings.protocol, Protocol::Webmail(_))
}

const fn imap(settings: &Settings) -> Option<&ImapPolicy> {
    match &settings.protocol {
        Protocol::Imap(policy) => Some(policy),
        _ => None,
    }
}

const fn pop3(settings: &Settings) -> Option<&Pop3Policy> {
    match &settings.protocol {
        Protocol::Pop3(policy) => Some(policy),
        _ => None,
    }
}

const fn after(settings: &Settings) -> Option<AfterFetch> {
    match pop3(settings) {
        Some(policy) => Some(policy.after_fetch),
        None => None,
    }
}

const fn check(settings: &Settings) -> CheckFor {
    match &settings.protocol {
        Protocol::Imap(policy) => policy.check,
        Protocol::Pop3(policy) => policy.check,
        Protocol::Webmail(policy) => policy.check,
    }
}

fn sent(settings: &Settings) -> Option<SentCopy> {
    settings.sending.as_ref().map(|sending| sending.sent)
}

/// The answers that a device with these settings could have instead.
pub(super) fn views(settings: &Settings) -> Vec<KnobView> {
    let view = |knob: &Knob| {
        let has = (knob.is)(settings)?;
        (!has).then(|| KnobView {
            key: knob.key,
            question: (knob.question)(),
            answer: (knob.answer)(),
        })
    };
    KNOBS.iter().filter_map(view).collect()
}

/// The keys of a device's table for an answer.
pub(super) fn keys(key: &str) -> Table {
    let knob = KNOBS.iter().find(|knob| knob.key == key);
    knob.and_then(|knob| knob.keys.parse::<Table>().ok()).unwrap_or_default()
}

/// An answer in words.
pub(super) fn answer(key: &str) -> Text {
    let knob = KNOBS.iter().find(|knob| knob.key == key);
    knob.map_or_else(|| Text::new("world-as-is"), |knob| (knob.answer)())
}

/// The name of an answer that lives as long as the program.
pub(super) fn known(key: &str) -> Option<&'static str> {
    KNOBS.iter().map(|knob| knob.key).find(|known| *known == key)
}

/// A span of time as a value of a scenario file.
pub(super) fn span(at: mailscope_base::Instant) -> Value {
    Value::from(format!("{} ms", at.as_micros() / 1_000))
}
