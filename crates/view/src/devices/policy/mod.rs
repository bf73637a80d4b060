//! Settings of a mail app as questions with answers.

mod answers;

use mailscope_sim::client::{AfterFetch, CheckFor, Keeps, Protocol, Settings};

use crate::Text;
use crate::page::PolicyChoice;

use answers::{ANSWERS, Answer, Question};

/// The key of an answer that is none of those on offer: what somebody has set elsewhere.
const AS_IT_IS: &str = "as-it-is";

/// The answers that can be given with these settings.
pub(crate) fn choices(settings: &Settings) -> Vec<PolicyChoice> {
    let mut choices = Vec::new();
    for question in Question::ALL {
        let answers = ANSWERS.iter().filter(|answer| answer.question == question);
        let mut of_question: Vec<PolicyChoice> =
            answers.filter_map(|answer| choice(answer, settings)).collect();
        let open = !of_question.is_empty() && !of_question.iter().any(|choice| choice.chosen);
        if open && let Some(answer) = as_it_is(question, settings) {
            let asked = question.text();
            let as_it_is = PolicyChoice { question: asked, answer, chosen: true, key: AS_IT_IS };
            of_question.push(as_it_is);
        }
        choices.append(&mut of_question);
    }
    choices
}

fn choice(answer: &Answer, settings: &Settings) -> Option<PolicyChoice> {
    let after = (answer.apply)(settings)?;
    Some(PolicyChoice {
        question: answer.question.text(),
        answer: (answer.words)(),
        chosen: after == *settings,
        key: answer.key,
    })
}

/// An answer that is none of those on offer.
fn as_it_is(question: Question, settings: &Settings) -> Option<Text> {
    match (question, &settings.protocol) {
        (Question::Check, protocol) => match check_of(protocol) {
            CheckFor::Every(pause) => {
                Some(Text::new("policy-check-every").number("minutes", pause.as_secs() / 60))
            }
            CheckFor::Idle | CheckFor::Manual => None,
        },
        (Question::Keeps, Protocol::Imap(policy)) => match policy.keeps {
            Keeps::LastDays(days) => {
                Some(Text::new("policy-keeps-days").number("days", days.into()))
            }
            Keeps::Headers | Keeps::Everything => None,
        },
        (Question::After, Protocol::Pop3(policy)) => match policy.after_fetch {
            AfterFetch::RemoveAfterDays(days) => {
                Some(Text::new("policy-after-days").number("days", days.into()))
            }
            _ => None,
        },
        _ => None,
    }
}

const fn check_of(protocol: &Protocol) -> CheckFor {
    match protocol {
        Protocol::Imap(policy) => policy.check,
        Protocol::Pop3(policy) => policy.check,
        Protocol::Webmail(policy) => policy.check,
    }
}

/// The settings with the answer `key`; unchanged if that cannot be chosen.
pub(crate) fn choose(settings: &Settings, key: &str) -> Settings {
    let answer = ANSWERS.iter().find(|answer| answer.key == key);
    let chosen = answer.and_then(|answer| (answer.apply)(settings));
    chosen.unwrap_or_else(|| settings.clone())
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

/// The same where there is little room.
pub(crate) fn in_brief(settings: &Settings) -> Text {
    if let Protocol::Pop3(policy) = &settings.protocol {
        return match policy.after_fetch {
            AfterFetch::Leave => Text::new("policy-brief-leave"),
            AfterFetch::RemoveAfterDays(days) => {
                Text::new("policy-brief-days").number("days", u64::from(days))
            }
            AfterFetch::RemoveWhenDeletedHere => Text::new("policy-brief-deleted"),
            AfterFetch::RemoveAtOnce => Text::new("policy-brief-once"),
        };
    }
    match check_of(&settings.protocol) {
        CheckFor::Idle => Text::new("policy-brief-idle"),
        CheckFor::Every(interval) => {
            Text::new("policy-brief-every").number("minutes", interval.as_secs() / 60)
        }
        CheckFor::Manual => Text::new("policy-brief-manual"),
    }
}
