//! Pieces of a picture in SVG 1.1: shapes, lines of text, and escaping.

use core::fmt::Write as _;

/// How the pieces look: the page's colours for a light background, which print well. Hue tells the
/// protocol, and so do the patterns of the lines.
pub(super) const STYLE: &str = "
.ms-text{font:12px 'Segoe UI',Roboto,'Noto Sans','Open Sans','DejaVu Sans Condensed',sans-serif;fill:#17222b}
.ms-title{font-size:19px;font-weight:600}
.ms-meta{fill:#43515d}
.ms-name{font-size:13px;font-weight:600}
.ms-act{font-weight:600}
.ms-mono{font-family:Menlo,Consolas,'Noto Sans Mono','DejaVu Sans Mono',monospace;font-size:12px}
.ms-light{fill:#f4f7f9}
.ms-halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.ms-device{fill:#fff;stroke:#17222b;stroke-width:2}
.ms-machine{fill:#22313d;stroke:#22313d;stroke-width:2}
.ms-life{stroke:#6f7d89;stroke-width:1.5;stroke-dasharray:2 5}
.ms-life-machine{stroke:#22313d;stroke-width:3}
.ms-imap{stroke:#0b5cad;fill:none;stroke-width:1.4}
.ms-pop3{stroke:#a84300;fill:none;stroke-width:2;stroke-dasharray:7 4}
.ms-smtp{stroke:#006b4f;fill:none;stroke-width:1.6}
.ms-dns{stroke:#43515d;fill:none;stroke-width:1.8;stroke-dasharray:1.5 4}
.ms-imap-tip{fill:#0b5cad}.ms-pop3-tip{fill:#a84300}.ms-smtp-tip{fill:#006b4f}.ms-dns-tip{fill:#43515d}
.ms-acts{fill:#fff;stroke:#17222b;stroke-width:2}
.ms-stores{fill:#dde5ea;stroke:#22313d;stroke-width:1.2}
.ms-shows{fill:#fff;stroke:#6f7d89;stroke-width:1.2}
.ms-fails{fill:#fff;stroke:#17222b;stroke-width:1.6;stroke-dasharray:5 3}
.ms-ink{stroke:#17222b;stroke-width:1.8;fill:none}
.ms-lock{fill:#17222b}.ms-paper{fill:#fff}
.ms-hair{stroke:#c9d2d9;stroke-width:1}
";

/// A picture in the making.
#[derive(Debug, Default)]
pub(super) struct Drawing(String);

impl Drawing {
    /// Puts in what the arguments make. Only escaped text may be among them.
    pub(super) fn put(&mut self, what: core::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(what);
        self.0.push('\n');
    }

    pub(super) fn begin(&mut self, label: &str) {
        self.put(format_args!("<g><title>{}</title>", escaped(label)));
    }

    pub(super) fn end(&mut self) {
        self.put(format_args!("</g>"));
    }

    pub(super) fn text(&mut self, (x, y): (i32, i32), class: &str, anchor: &str, text: &str) {
        let text = escaped(text);
        self.put(format_args!(
            "<text class=\"ms-text {class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    pub(super) fn line(&mut self, class: &str, (x1, y1): (i32, i32), (x2, y2): (i32, i32)) {
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"
        ));
    }

    pub(super) fn rect(&mut self, class: &str, (x, y): (i32, i32), (w, h): (i32, i32), round: i32) {
        self.put(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{round}\"/>"
        ));
    }

    pub(super) fn path(&mut self, class: &str, path: &str) {
        self.put(format_args!("<path class=\"{class}\" d=\"{path}\"/>"));
    }

    /// A closed padlock around that point.
    pub(super) fn lock(&mut self, (x, y): (i32, i32)) {
        self.rect("ms-paper", (x - 8, y - 9), (16, 17), 3);
        self.rect("ms-lock", (x - 5, y - 2), (10, 8), 1);
        self.path("ms-ink", &format!("M{} {}v-2a3 3 0 0 1 6 0v2", x - 3, y - 2));
    }

    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// Text as XML has it (XML 1.0 §2.2, §2.4).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// The text in at most `lines` lines of `chars` characters.
pub(super) fn wrapped(text: &str, chars: usize, lines: usize) -> Vec<String> {
    let chars = chars.max(2);
    let mut out: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        loop {
            let last = out.last_mut().map_or(0, |line| line.chars().count());
            let gap = usize::from(last > 0);
            if last + gap + word.len() <= chars {
                if let Some(line) = out.last_mut() {
                    line.extend((gap > 0).then_some(' '));
                    line.extend(&word);
                }
                break;
            }
            if last > 0 {
                out.push(String::new());
            } else {
                // A word longer than a line.
                let rest = word.split_off(chars);
                out.pop();
                out.push(word.iter().collect());
                out.push(String::new());
                word = rest;
            }
        }
    }
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            let kept: String = last.chars().take(chars - 1).collect();
            *last = kept + "…";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(
            escaped("<script>\"--> ]]>\n'&\u{0}"),
            "&lt;script&gt;&quot;--&gt; ]]&gt; &#39;&amp; "
        );
    }

    #[test]
    fn lines_are_no_longer_than_they_may_be() {
        assert_eq!(wrapped("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 7, 1), ["one tw…"]);
        assert_eq!(wrapped("abcdefghij", 4, 3), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("", 4, 3), [""]);
        for text in ["ä".repeat(100), "a b ".repeat(40), "x".repeat(9) + " y"] {
            let lines = wrapped(&text, 9, 5);
            assert!(lines.len() <= 5 && lines.iter().all(|line| line.chars().count() <= 9));
        }
    }
}
