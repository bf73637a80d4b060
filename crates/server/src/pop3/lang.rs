//! LANG.

use super::Answer;

/// The one language of this server's texts, with its name in itself.
const LANGUAGE: (&str, &str) = ("en", "English");

pub(super) fn run(range: Option<&str>) -> Answer {
    // Command: RFC 6856 §3.2: the languages of the texts, one of which the client may choose.
    let (tag, name) = LANGUAGE;
    match range {
        None => Answer::ok("language listing follows").with_body(format!("{tag} {name}\r\n")),
        Some(range) if range == "*" || range.eq_ignore_ascii_case(tag) => {
            Answer::ok(format!("{tag} texts are in {name}"))
        }
        Some(_) => Answer::err("no texts in that language; LANG alone lists those that there are"),
    }
}
