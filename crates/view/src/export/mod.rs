//! A run for paper, for handing in, and for other programs: plain strings, with the words that the
//! caller finds for each [`Text`].
//!
//! Whatever a mail, a name or a line of the wire holds is text in all of them, never markup.

mod drawing;
mod ladder;
mod markdown;
mod mermaid;
mod names;
mod packet;
mod svg;
mod transcript;

use mailscope_sim::{Entry, Fact, Loss, TlsStep, World};

use crate::Text;

pub use markdown::markdown;
pub use mermaid::mermaid;
pub use packet::packet_comment;
pub use svg::svg;
pub use transcript::transcript;

/// Finds the words for a text.
pub type Say<'a> = &'a dyn Fn(&Text) -> String;

/// Words as a sentence of its own: it begins with a capital letter.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}

/// Whether something happens to a connection besides what is said on it, seen from its client: that
/// tells it once.
fn is_event(world: &World, entry: &Entry) -> bool {
    match &entry.fact {
        Fact::Lost(id, _) | Fact::Tls(id, TlsStep::Established { .. } | TlsStep::Failed(_)) => {
            world.ends(*id).is_some_and(|ends| names::client(ends.client) == entry.place)
        }
        _ => false,
    }
}

/// What happens to a connection besides what is said on it.
fn event(fact: &Fact) -> Text {
    match fact {
        Fact::Tls(_, TlsStep::Failed(why)) => Text::new("export-tls-failed").words("why", *why),
        Fact::Tls(..) => Text::new("export-tls"),
        Fact::Lost(_, Loss::Refused) => Text::new("export-lost-refused"),
        Fact::Lost(_, Loss::NoAnswer) => Text::new("export-lost-no-answer"),
        Fact::Lost(_, Loss::Reset) => Text::new("export-lost-reset"),
        _ => Text::new("export-lost-cut"),
    }
}
