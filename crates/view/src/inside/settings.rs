//! The settings of a mail app in words.

use mailscope_base::Duration;
use mailscope_sim::Device;
use mailscope_sim::client::{
    AfterFetch, Channel, CheckFor, Drafts, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy,
    Protocol, SentCopy, Shows, TlsPolicy,
};

use super::{Fact, Said};
use crate::Text;

pub(super) fn view(device: &Device) -> Vec<Fact> {
    let settings = device.app.settings();
    let mut facts = vec![Fact::of("inside-user", Said::Machine(settings.user.clone()))];
    match &settings.protocol {
        Protocol::Imap(policy) => facts.extend(imap(policy)),
        Protocol::Pop3(policy) => facts.extend(pop3(policy)),
        Protocol::Webmail(policy) => {
            facts.push(Fact::words("inside-set-check", check(policy.check)));
        }
    }
    facts.push(Fact::words("inside-set-tls", tls(device.app.tls_policy(Channel::Reading))));
    if let Some(sending) = &settings.sending {
        facts.push(Fact::of("inside-set-address", Said::Machine(sending.address.to_string())));
        facts.push(Fact::words("inside-set-tls-sending", tls(sending.tls)));
        facts.push(Fact::words(
            "inside-set-sent",
            match sending.sent {
                SentCopy::ByAppend => Text::new("inside-sent-by-device"),
                SentCopy::ByProvider => Text::new("inside-sent-by-provider"),
                SentCopy::Both => Text::new("inside-sent-both"),
                SentCopy::None => Text::new("inside-sent-none"),
            },
        ));
    }
    facts
}

fn imap(policy: &ImapPolicy) -> Vec<Fact> {
    vec![
        Fact::words("inside-set-check", check(policy.check)),
        Fact::words(
            "inside-set-delete",
            match policy.on_delete {
                OnDelete::MoveToTrash => Text::new("policy-delete-trash"),
                OnDelete::MarkDeleted => Text::new("policy-delete-mark"),
                OnDelete::Expunge => Text::new("policy-delete-expunge"),
            },
        ),
        Fact::words(
            "inside-set-keeps",
            match policy.keeps {
                Keeps::Headers => Text::new("inside-keeps-headers"),
                Keeps::LastDays(days) => {
                    Text::new("inside-keeps-days").number("n", u64::from(days))
                }
                Keeps::Everything => Text::new("inside-keeps-everything"),
            },
        ),
        Fact::words(
            "inside-set-shows",
            match policy.shows {
                Shows::All => Text::new("inside-shows-all"),
                Shows::Subscribed => Text::new("inside-shows-subscribed"),
            },
        ),
        Fact::words(
            "inside-set-drafts",
            match policy.drafts {
                Drafts::OnServer => Text::new("inside-drafts-server"),
                Drafts::Here => Text::new("inside-drafts-here"),
            },
        ),
    ]
}

fn pop3(policy: &Pop3Policy) -> Vec<Fact> {
    vec![
        Fact::words("inside-set-check", check(policy.check)),
        Fact::words(
            "inside-set-after",
            match policy.after_fetch {
                AfterFetch::Leave => Text::new("policy-short-leave"),
                AfterFetch::RemoveAfterDays(days) => {
                    Text::new("policy-short-days").number("days", u64::from(days))
                }
                AfterFetch::RemoveWhenDeletedHere => Text::new("policy-short-deleted"),
                AfterFetch::RemoveAtOnce => Text::new("policy-short-once"),
            },
        ),
        Fact::words(
            "inside-set-fetches",
            match policy.fetches {
                Fetches::Whole => Text::new("inside-fetches-whole"),
                Fetches::Headers => Text::new("inside-fetches-headers"),
            },
        ),
    ]
}

fn check(check: CheckFor) -> Text {
    match check {
        CheckFor::Idle => Text::new("policy-check-idle"),
        CheckFor::Every(pause) => Text::new("policy-check-every").number("minutes", minutes(pause)),
        CheckFor::Manual => Text::new("policy-check-manual"),
    }
}

const fn minutes(pause: Duration) -> u64 {
    pause.as_secs() / 60
}

/// What a client does about TLS.
pub(super) fn tls(policy: TlsPolicy) -> Text {
    match policy {
        TlsPolicy::Never => Text::new("inside-tls-never"),
        TlsPolicy::IfOffered => Text::new("inside-tls-if-offered"),
        TlsPolicy::Required => Text::new("inside-tls-must"),
        TlsPolicy::Implicit => Text::new("inside-tls-implicit"),
    }
}
