//! What happens between providers, in a few plain words: queues, routes, handshakes, faults.

use mailscope_server::mta::Route;
use mailscope_store::spool::{Answer, RecipientState};
use mailscope_store::{SpoolChange, SpoolChangeKind};

use crate::{Condition, HostId, Loss, TlsStep, World};

pub(super) fn condition(world: &World, host: HostId, condition: Condition) -> String {
    let name = world.provider_of(host.provider).and_then(|p| p.host(host.index));
    let name = name.map_or("a host", |host| &*host.name);
    match condition {
        Condition::Up => format!("{name} works"),
        Condition::Down => format!("{name} is down"),
        Condition::Refuses => format!("{name} refuses connections"),
        Condition::CutsAfter(octets) => format!("{name} loses connections after {octets} octets"),
        Condition::Slow(rate) => format!("{name} carries {rate} octets a second"),
    }
}

pub(super) const fn lost(loss: Loss) -> &'static str {
    match loss {
        Loss::Refused => "connection refused",
        Loss::NoAnswer => "no answer",
        Loss::Cut => "connection cut",
        Loss::Reset => "connection reset",
    }
}

pub(super) fn tls(step: &TlsStep) -> String {
    match step {
        TlsStep::ClientHello { octets } => format!("hello, {octets} octets"),
        TlsStep::Certificate { names, trusted, octets } => {
            let names: Vec<&str> = names.iter().map(|name| &**name).collect();
            let by = if *trusted { "vouched for" } else { "vouched for by nobody" };
            format!("certificate for {}, {by}, {octets} octets", names.join(" "))
        }
        TlsStep::Established { verified: true } => "protected, certificate checked".to_owned(),
        TlsStep::Established { verified: false } => "protected, certificate not checked".to_owned(),
        TlsStep::Failed(why) => format!("failed: {why}"),
    }
}

pub(super) fn spooled(change: &SpoolChange) -> String {
    let id = change.id;
    match &change.kind {
        SpoolChangeKind::Queued => format!("message {id} queued"),
        SpoolChangeKind::Attempted { earlier } => {
            format!("message {id} attempt {}", earlier.saturating_add(1))
        }
        SpoolChangeKind::Recipient { address, state } => {
            format!("message {id} {address} {}", recipient(state))
        }
        SpoolChangeKind::Reported { action, report } => {
            format!("message {id}: the sender is told ({}) by message {report}", action.name())
        }
        SpoolChangeKind::Postponed(at) => {
            format!("message {id} waits until {} s", at.as_micros() / 1_000_000)
        }
        SpoolChangeKind::Removed => format!("message {id} leaves the queue"),
    }
}

fn recipient(state: &RecipientState) -> String {
    let said = |word: &str, answer: &Answer| {
        let by = answer.remote.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        format!("{word}{by}: {} {}", answer.status, answer.text)
    };
    match state {
        RecipientState::Waiting => "waits".to_owned(),
        RecipientState::Deferred(answer) => said("deferred", answer),
        RecipientState::Done(answer) => said("done", answer),
        RecipientState::Failed(answer) => said("failed", answer),
    }
}

pub(super) fn routed(domain: &str, route: &Route) -> String {
    match route {
        Route::Hosts(hosts) => {
            let hosts = hosts.iter().map(|host| {
                let at: Vec<String> = host.addresses.iter().map(ToString::to_string).collect();
                format!("{} {} [{}]", host.preference, host.name, at.join(" "))
            });
            format!("{domain}: {}", hosts.collect::<Vec<_>>().join(", "))
        }
        Route::NullMx => format!("{domain} takes no mail (null MX)"),
        Route::NoSuchDomain => format!("{domain} does not exist"),
        Route::NoHost => format!("{domain} has no host for mail"),
        Route::Unknown(why) => format!("{domain}: unknown for now, {why}"),
    }
}
