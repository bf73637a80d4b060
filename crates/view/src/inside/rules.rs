//! What whoever runs a provider has decided: no rule of a protocol.

use mailscope_sim::server::{AfterRetr, Expire};
use mailscope_sim::store::{Account, Expunged, Fetched, Labels, PopWindow};
use mailscope_sim::{Condition, Provider};

use mailscope_wire::Service;

use super::settings::tls;
use super::{Fact, Said, span};
use crate::Text;

/// A host of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRow {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// What it offers, with the ports.
    pub services: String,
    /// How it is.
    pub condition: Text,
    /// What a careful client finds wrong with the certificate for this name.
    pub fault: Option<Text>,
}

pub(super) fn hosts(provider: &Provider) -> Vec<HostRow> {
    let hosts = provider.hosts.iter().map(|host| {
        let services =
            host.services.iter().map(|service| format!("{} {}", name(*service), service.port()));
        HostRow {
            name: host.name.to_string(),
            address: host.address.to_string(),
            services: services.collect::<Vec<_>>().join(" · "),
            condition: match host.condition {
                Condition::Up => Text::new("inside-host-up"),
                Condition::Down => Text::new("inside-host-down"),
                Condition::Refuses => Text::new("inside-host-refuses"),
                Condition::CutsAfter(octets) => {
                    Text::new("inside-host-cuts").number("octets", octets)
                }
                Condition::Slow(octets) => {
                    Text::new("inside-host-slow").number("octets", u64::from(octets))
                }
            },
            fault: provider.certificate.fault(&host.name).map(|_| fault(provider)),
        }
    });
    hosts.collect()
}

/// What a service is called.
const fn name(service: Service) -> &'static str {
    match service {
        Service::Imap => "IMAP",
        Service::Pop3 => "POP3",
        Service::Smtp => "SMTP",
        Service::Submission => "Submission",
        Service::Web => "HTTP",
        _ => "",
    }
}

fn fault(provider: &Provider) -> Text {
    if provider.certificate.trusted {
        Text::new("inside-certificate-other-name")
    } else {
        Text::new("inside-certificate-unvouched")
    }
}

pub(super) fn certificate(provider: &Provider) -> Vec<Fact> {
    let certificate = &provider.certificate;
    let names: Vec<&str> = certificate.names.iter().map(|name| &**name).collect();
    let vouched = if certificate.trusted { "inside-vouched" } else { "inside-unvouched" };
    vec![
        Fact::of("inside-certificate-names", Said::Machine(names.join(" "))),
        match vouched {
            "inside-vouched" => {
                Fact::words("inside-certificate-trust", Text::new("inside-vouched"))
            }
            _ => Fact::words("inside-certificate-trust", Text::new("inside-unvouched")),
        },
    ]
}

pub(super) fn rules(provider: &Provider, account: Option<&Account>) -> Vec<Fact> {
    let policy = &provider.policy;
    let mut rules = Vec::new();
    match account.and_then(Account::labels) {
        None => rules.push(Fact::words("inside-rule-mailboxes", Text::new("inside-by-the-book"))),
        Some(labels) => labels_rules(&labels, &mut rules),
    }
    let tls_first = if provider.implicit_tls { "inside-tls-first" } else { "inside-tls-later" };
    rules.push(match (tls_first, policy.require_tls) {
        ("inside-tls-first", _) => Fact::words("inside-rule-tls", Text::new("inside-tls-first")),
        (_, true) => Fact::words("inside-rule-tls", Text::new("inside-tls-required")),
        (_, false) => Fact::words("inside-rule-tls", Text::new("inside-tls-not-required")),
    });
    rules.push(Fact::words("inside-rule-relay-tls", tls(provider.relay_tls)));
    rules.push(match policy.pop3.expire {
        Expire::Never => Fact::words("inside-rule-expire", Text::new("inside-expire-never")),
        Expire::Days(days) => {
            let text = Text::new("inside-expire-days").number("n", u64::from(days));
            Fact::words("inside-rule-expire", text)
        }
    });
    rules.push(match policy.pop3.after_retr {
        AfterRetr::Keep => Fact::words("inside-rule-retr", Text::new("inside-retr-keep")),
        AfterRetr::MarkSeen => Fact::words("inside-rule-retr", Text::new("inside-retr-seen")),
    });
    if policy.pop3.login_delay_secs > 0 {
        let delay = mailscope_base::Duration::from_secs(policy.pop3.login_delay_secs.into());
        rules.push(Fact::words("inside-rule-delay", span(delay)));
    }
    let smtp = &policy.smtp;
    rules.push(Fact::of("inside-rule-size", Said::Octets(smtp.message_octets_max as u64)));
    rules.push(match smtp.greylisting {
        None => Fact::is("inside-rule-greylisting", false),
        Some(pause) => Fact::words("inside-rule-greylisting", span(pause)),
    });
    let queue = provider.mta.policy();
    rules.push(Fact::words("inside-rule-first-pause", span(queue.first_pause)));
    rules.push(Fact::words("inside-rule-longest-pause", span(queue.longest_pause)));
    rules.push(match queue.warn_after {
        None => Fact::is("inside-rule-warn", false),
        Some(after) => Fact::words("inside-rule-warn", span(after)),
    });
    rules.push(Fact::words("inside-rule-give-up", span(queue.expire_after)));
    rules
}

/// What the owner of an account with labels finds set.
fn labels_rules(labels: &Labels, rules: &mut Vec<Fact>) {
    rules.push(Fact::words("inside-rule-mailboxes", Text::new("inside-are-labels")));
    rules.push(Fact::is("inside-rule-auto-expunge", labels.auto_expunge));
    rules.push(match labels.expunged {
        Expunged::Archive => {
            Fact::words("inside-rule-last-label", Text::new("inside-expunged-archive"))
        }
        Expunged::Trash => {
            Fact::words("inside-rule-last-label", Text::new("inside-expunged-trash"))
        }
        Expunged::DeleteForever => {
            Fact::words("inside-rule-last-label", Text::new("inside-expunged-gone"))
        }
    });
    rules.push(Fact::is("inside-rule-sent-copy", labels.sent_copy));
    let fetched = match labels.pop.fetched {
        Fetched::LeaveInInbox => Text::new("inside-fetched-leave"),
        Fetched::MarkRead => Text::new("inside-fetched-read"),
        Fetched::Archive => Text::new("inside-fetched-archive"),
        Fetched::Trash => Text::new("inside-fetched-trash"),
    };
    let window = match labels.pop.window {
        PopWindow::Disabled => Text::new("inside-pop-off"),
        PopWindow::FromNowOn(_) => Text::new("inside-pop-from-now"),
        PopWindow::AllMail => Text::new("inside-pop-all"),
    };
    rules.push(Fact::words("inside-rule-pop", window));
    rules.push(Fact::words("inside-rule-fetched", fetched));
}
