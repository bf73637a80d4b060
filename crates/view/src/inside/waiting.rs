//! What waits on a device for its server, in order.

use mailscope_sim::client::{LocalId, LocalMail, Waits};

use crate::Text;
use crate::reading::printable;

/// Changes that are shown.
const CHANGES_MAX: usize = 40;
/// Characters of a name or a word that are shown.
const WORDS_CHARS_MAX: usize = 120;

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// What.
    pub what: Text,
    /// A command for it was sent: the server may have done it.
    pub tried: bool,
    /// What the submission server said when it refused it.
    pub refused: Option<String>,
}

/// The first of them, and how many more there are.
pub(super) fn view(local: &LocalMail) -> (Vec<WaitingRow>, usize) {
    let mut rows: Vec<WaitingRow> = local
        .waiting_changes()
        .take(CHANGES_MAX)
        .map(|waiting| WaitingRow {
            what: told(local, &waiting.what),
            tried: waiting.tried,
            refused: None,
        })
        .collect();
    let to_send = local.to_send().take(CHANGES_MAX).map(|one| WaitingRow {
        what: Text::new("inside-waits-send")
            .words("subject", subject(local, one.id))
            .words("to", printable(&one.recipients.join(", "), WORDS_CHARS_MAX)),
        tried: false,
        refused: one.refused.map(|words| printable(words, WORDS_CHARS_MAX * 2)),
    });
    rows.extend(to_send);
    let all = local.waiting_changes().count() + local.to_send().count();
    let more = all.saturating_sub(rows.len());
    (rows, more)
}

fn subject(local: &LocalMail, id: LocalId) -> String {
    let subject = local.message(id).map(|message| message.summary.subject.as_str());
    printable(subject.unwrap_or_default(), WORDS_CHARS_MAX)
}

fn told(local: &LocalMail, what: &Waits<'_>) -> Text {
    let mail = |text: Text, id: &LocalId| text.words("subject", subject(local, *id));
    let name = |text: Text, name: &str| text.words("name", printable(name, WORDS_CHARS_MAX));
    match what {
        Waits::Fetch(id) => mail(Text::new("inside-waits-fetch"), id),
        Waits::SetFlag(id, flag, true) => {
            mail(Text::new("inside-waits-flag"), id).words("flag", flag.to_string())
        }
        Waits::SetFlag(id, flag, false) => {
            mail(Text::new("inside-waits-unflag"), id).words("flag", flag.to_string())
        }
        Waits::Move(id, to) => name(mail(Text::new("inside-waits-move"), id), to),
        Waits::Expunge(id) => mail(Text::new("inside-waits-expunge"), id),
        Waits::Create(it) => name(Text::new("inside-waits-create"), it),
        Waits::Rename(from, to) => {
            name(Text::new("inside-waits-rename"), from).words("to", printable(to, WORDS_CHARS_MAX))
        }
        Waits::Delete(it) => name(Text::new("inside-waits-delete"), it),
        Waits::Subscribe(it, true) => name(Text::new("inside-waits-subscribe"), it),
        Waits::Subscribe(it, false) => name(Text::new("inside-waits-unsubscribe"), it),
        Waits::File(id, to) => name(mail(Text::new("inside-waits-file"), id), to),
        Waits::Empty(it, count) => {
            name(Text::new("inside-waits-empty"), it).number("n", *count as u64)
        }
        Waits::Search(it, word) => {
            name(Text::new("inside-waits-search"), it).words("word", printable(word, 60))
        }
        Waits::Remove(id) => Text::new("inside-waits-remove").words("id", *id),
        Waits::FetchWhole(id) => Text::new("inside-waits-fetch-whole").words("id", *id),
    }
}
