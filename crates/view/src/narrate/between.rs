//! What happens between providers, and to the network, told in one sentence.

use bytes::Bytes;
use mailscope_sim::server::dns;
use mailscope_sim::server::mta::Route;
use mailscope_sim::store::spool::{Action as Reported, RecipientState};
use mailscope_sim::store::{SpoolChange, SpoolChangeKind};
use mailscope_sim::{Loss, TlsStep, World};

use crate::Text;
use crate::cell::subject;
use crate::reading::{clock_time, printable};

/// Characters of what a server said inside a sentence.
const WORDS_CHARS_MAX: usize = 120;

/// What became of a message in a queue.
pub(super) fn spooled(world: &World, change: &SpoolChange) -> Text {
    let text = match &change.kind {
        SpoolChangeKind::Queued => Text::new("say-queued"),
        SpoolChangeKind::Attempted { .. } => Text::new("say-attempt"),
        SpoolChangeKind::Recipient { address, state } => {
            let said = state.answer().map(|answer| printable(&answer.text, WORDS_CHARS_MAX));
            let text = match state {
                RecipientState::Waiting => Text::new("say-waiting"),
                RecipientState::Deferred(_) => Text::new("say-deferred"),
                RecipientState::Done(_) => Text::new("say-done"),
                RecipientState::Failed(_) => Text::new("say-failed"),
            };
            text.words("address", address.to_string()).words("words", said.unwrap_or_default())
        }
        SpoolChangeKind::Reported { action, .. } => match action {
            Reported::Failed => Text::new("say-reported-failed"),
            Reported::Delayed => Text::new("say-reported-delayed"),
            _ => Text::new("say-reported"),
        },
        SpoolChangeKind::Postponed(at) => {
            Text::new("say-postponed").words("time", clock_time(world, *at, true))
        }
        SpoolChangeKind::Removed => Text::new("say-left-queue"),
    };
    text.words("subject", subject(world, change.email))
}

/// A question to the name servers, or an answer of theirs.
pub(super) fn dns(text: Text, message: &Bytes, device: Text) -> Text {
    let words = printable(&dns::describe(message), WORDS_CHARS_MAX);
    text.text("device", device).words("words", words)
}

/// Where mail for a domain goes.
pub(super) fn routed(domain: &str, route: &Route) -> Text {
    let text = match route {
        Route::Hosts(hosts) => {
            let names: Vec<&str> = hosts.iter().map(|host| &*host.name).collect();
            Text::new("say-routed").words("hosts", names.join(", "))
        }
        Route::NullMx => Text::new("say-routed-null-mx"),
        Route::NoSuchDomain => Text::new("say-routed-no-domain"),
        Route::NoHost => Text::new("say-routed-no-host"),
        Route::Unknown(_) => Text::new("say-routed-unknown"),
    };
    text.words("domain", printable(domain, WORDS_CHARS_MAX))
}

/// A step of a handshake.
pub(super) fn tls(step: &TlsStep) -> Text {
    match step {
        TlsStep::ClientHello { .. } => Text::new("say-tls-hello"),
        TlsStep::Certificate { names, trusted, .. } => {
            let names: Vec<&str> = names.iter().map(|name| &**name).collect();
            let text = if *trusted {
                Text::new("say-tls-certificate")
            } else {
                Text::new("say-tls-certificate-untrusted")
            };
            text.words("names", names.join(", "))
        }
        TlsStep::Established { verified: true } => Text::new("say-tls-verified"),
        TlsStep::Established { verified: false } => Text::new("say-tls-unverified"),
        TlsStep::Failed(why) => Text::new("say-tls-failed").words("words", *why),
    }
}

/// How a connection was lost.
pub(super) fn lost(loss: Loss) -> Text {
    match loss {
        Loss::Refused => Text::new("say-lost-refused"),
        Loss::NoAnswer => Text::new("say-lost-silent"),
        Loss::Cut => Text::new("say-lost-cut"),
        Loss::Reset => Text::new("say-lost-reset"),
    }
}
