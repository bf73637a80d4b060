//! What a client says with a command.

use mailscope_wire::{Frame, Grammar};

use crate::Text;

/// Octets of a frame in which its verb is looked for.
const VERB_OCTETS_MAX: usize = 80;

/// A command that a device sends, told for what it wants.
pub(super) fn told(frame: &Frame, device: Text, line: String) -> Text {
    let text = match frame.grammar {
        Grammar::ImapCommand => imap(&words(frame)),
        Grammar::ImapIdleDone => Text::new("say-imap-done"),
        Grammar::Pop3Command => pop3(&words(frame)),
        _ => Text::new("say-sends"),
    };
    text.text("device", device).words("line", line)
}

/// The first words of a frame, upper case.
pub(crate) fn words(frame: &Frame) -> Vec<String> {
    let head = frame.bytes.get(..frame.bytes.len().min(VERB_OCTETS_MAX)).unwrap_or_default();
    String::from_utf8_lossy(head).split_ascii_whitespace().map(str::to_ascii_uppercase).collect()
}

fn imap(words: &[String]) -> Text {
    let verb = words.iter().skip(1).find(|word| *word != "UID").map(String::as_str);
    match verb.unwrap_or_default() {
        "LOGIN" => Text::new("say-imap-login"),
        "CAPABILITY" => Text::new("say-imap-capability"),
        "LIST" if words.iter().any(|word| word.contains("STATUS")) => {
            Text::new("say-imap-list-status")
        }
        "LIST" => Text::new("say-imap-list"),
        "LSUB" => Text::new("say-imap-lsub"),
        "STATUS" => Text::new("say-imap-status"),
        "ENABLE" => Text::new("say-imap-enable"),
        "SEARCH" if words.iter().any(|word| word == "TEXT") => Text::new("say-imap-search-text"),
        "SEARCH" if words.iter().any(|word| word == "SINCE") => Text::new("say-imap-search-since"),
        "SEARCH" => Text::new("say-imap-search"),
        "SELECT" if words.iter().any(|word| word.contains("QRESYNC")) => {
            Text::new("say-imap-select-changes")
        }
        "FETCH" if words.iter().any(|word| word.contains("CHANGEDSINCE")) => {
            Text::new("say-imap-fetch-changes")
        }
        "SELECT" | "EXAMINE" => Text::new("say-imap-select"),
        "FETCH" if words.iter().any(|word| word.contains("ENVELOPE")) => {
            Text::new("say-imap-fetch-envelope")
        }
        "FETCH"
            if words.get(3).is_some_and(|set| set.contains([':', ',']))
                && words.iter().any(|word| word.contains("BODY")) =>
        {
            Text::new("say-imap-fetch-bodies")
        }
        "FETCH" if words.iter().any(|word| word.contains("BODY")) => {
            Text::new("say-imap-fetch-body")
        }
        "FETCH" => Text::new("say-imap-fetch-flags"),
        "STORE" => Text::new("say-imap-store"),
        "COPY" => Text::new("say-imap-copy"),
        "MOVE" => Text::new("say-imap-move"),
        "EXPUNGE" => Text::new("say-imap-expunge"),
        "CREATE" => Text::new("say-imap-create"),
        "RENAME" => Text::new("say-imap-rename"),
        "DELETE" => Text::new("say-imap-delete"),
        "SUBSCRIBE" => Text::new("say-imap-subscribe"),
        "UNSUBSCRIBE" => Text::new("say-imap-unsubscribe"),
        "APPEND" => Text::new("say-imap-append"),
        "IDLE" => Text::new("say-imap-idle"),
        "NOOP" => Text::new("say-imap-noop"),
        "LOGOUT" => Text::new("say-imap-logout"),
        _ => Text::new("say-sends"),
    }
}

fn pop3(words: &[String]) -> Text {
    match words.first().map_or("", String::as_str) {
        "USER" => Text::new("say-pop3-user"),
        "PASS" => Text::new("say-pop3-pass"),
        "CAPA" => Text::new("say-pop3-capa"),
        "STAT" => Text::new("say-pop3-stat"),
        "LIST" => Text::new("say-pop3-list"),
        "UIDL" => Text::new("say-pop3-uidl"),
        "RETR" => Text::new("say-pop3-retr"),
        "DELE" => Text::new("say-pop3-dele"),
        "RSET" => Text::new("say-pop3-rset"),
        "QUIT" => Text::new("say-pop3-quit"),
        "APOP" => Text::new("say-pop3-apop"),
        "TOP" => Text::new("say-pop3-top"),
        "STLS" => Text::new("say-pop3-stls"),
        "AUTH" => Text::new("say-pop3-auth"),
        "UTF8" => Text::new("say-pop3-utf8"),
        _ => Text::new("say-sends"),
    }
}
