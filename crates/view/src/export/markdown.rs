//! A report that a person can hand in: who took part, what was done, what everybody shows at the
//! end, and what was said.

use core::fmt::Write as _;

use mailscope_base::{EmailId, limits};
use mailscope_sim::client::Protocol;
use mailscope_sim::{Device, Entry, Fact, Holder, Place, Protection, Why, World, knowledge};

use super::Say;
use super::names::Names;
use super::transcript::{conversations, heading};
use crate::cell::{device_cell, server_cell, subject};
use crate::devices::policy;
use crate::narrate::told;
use crate::page::CellKind;
use crate::reading::{clock_time, clock_time_fine, date_and_time, printable};
use crate::{Cell, Text};

/// Characters of a line of the wire in a report.
const LINE_CHARS_MAX: usize = 100;

/// A report on a run; `title` is what it is called.
pub fn markdown(world: &World, title: &str, say: Say<'_>) -> String {
    let names = Names::of(world, say);
    let mut report = Report { world, say, names: &names, out: String::new() };
    let heading = Text::new("export-report").words("title", title);
    let from = date_and_time(world.clock().start);
    let until = date_and_time(world.clock().at(world.now()));
    let when = Text::new("export-report-when").words("from", from).words("until", until);
    report.line(&format!("# {}\n", escaped(&super::sentence(&say(&heading)))));
    report.line(&format!("{}\n", escaped(&say(&when))));
    report.people();
    report.deeds();
    report.mails();
    report.wires();
    report.out
}

struct Report<'a> {
    world: &'a World,
    say: Say<'a>,
    names: &'a Names,
    out: String,
}

impl Report<'_> {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{line}");
    }

    fn say(&self, text: &Text) -> String {
        escaped(&(self.say)(text))
    }

    fn sentence(&self, text: &Text) -> String {
        escaped(&super::sentence(&(self.say)(text)))
    }

    fn heading(&mut self, text: &Text) {
        let heading = self.sentence(text);
        self.line(&format!("\n## {heading}\n"));
    }

    fn row(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn rule(&mut self, columns: usize) {
        self.row(&vec!["---".to_owned(); columns]);
    }

    fn people(&mut self) {
        self.heading(&Text::new("export-report-people"));
        let head = [
            Text::new("export-report-device"),
            Text::new("export-report-protocol"),
            Text::new("export-report-setting"),
        ];
        let head: Vec<String> = head.iter().map(|text| self.sentence(text)).collect();
        self.row(&head);
        self.rule(head.len());
        for device in self.world.devices() {
            let settings = device.app.settings();
            let protocol = match settings.protocol {
                Protocol::Imap(_) => "IMAP",
                Protocol::Pop3(_) => "POP3",
                Protocol::Webmail(_) => "HTTP",
            };
            let name = escaped(self.names.name(Place::Device(device.id)));
            let how = self.sentence(&policy::in_words(settings));
            self.row(&[name, protocol.to_owned(), how]);
        }
    }

    fn deeds(&mut self) {
        self.heading(&Text::new("export-report-deeds"));
        let deeds = self.world.trace().iter().filter(|entry| {
            matches!(entry.fact, Fact::Acted(_) | Fact::CouldNot(_) | Fact::SwitchedOn)
        });
        let lines: Vec<String> = deeds
            .filter_map(|entry| {
                let text = known(self.world, entry)?;
                let time = clock_time(self.world, entry.at, true);
                Some(format!("1. {time}: {}", self.sentence(&text)))
            })
            .collect();
        for line in lines.iter().take(limits::REPORT_LINES_MAX) {
            self.line(line);
        }
        self.left_out(lines.len().saturating_sub(limits::REPORT_LINES_MAX));
    }

    fn left_out(&mut self, count: usize) {
        if count > 0 {
            let text = Text::new("export-lines-left-out").number("count", count as u64);
            let text = self.sentence(&text);
            self.line(&format!("\n*{text}*"));
        }
    }

    /// The table of who has what, and why where it is not the same.
    fn mails(&mut self) {
        self.heading(&Text::new("export-report-mails"));
        let mut head = vec![
            self.sentence(&Text::new("export-report-mail")),
            self.sentence(&Text::new("export-report-server")),
        ];
        let names = self.names;
        let devices = self.world.devices();
        head.extend(devices.map(|device| escaped(names.name(Place::Device(device.id)))));
        self.row(&head);
        self.rule(head.len());
        let mut reasons = Vec::new();
        let emails: Vec<_> = self.world.emails().filter(|email| self.is_kept(*email)).collect();
        for email in emails.iter().copied().take(limits::REPORT_MAILS_MAX) {
            let subject = escaped(&subject(self.world, email));
            let home = self.world.home(email).unwrap_or_else(|| self.world.provider()).id;
            let server = server_cell(self.world, home, email, false);
            let mut cells = vec![subject.clone(), self.cell(&server)];
            for (device, name) in self.world.devices().zip(head.iter().skip(2)) {
                let cell = device_cell(self.world, device, email);
                if differs(cell.kind) && device.provider == home {
                    reasons.push(format!("- {name}, {subject}: {}", self.sentence(&cell.why)));
                }
                cells.push(if device.provider == home { self.cell(&cell) } else { String::new() });
            }
            self.row(&cells);
        }
        self.left_out(emails.len().saturating_sub(limits::REPORT_MAILS_MAX));
        if !reasons.is_empty() {
            let title = self.sentence(&Text::new("export-report-reasons"));
            self.line(&format!("\n### {title}\n"));
            for reason in reasons.iter().take(limits::REPORT_LINES_MAX) {
                self.line(reason);
            }
            self.left_out(reasons.len().saturating_sub(limits::REPORT_LINES_MAX));
        }
    }

    /// Whether a mail is or was in some mailbox. What only passed through a queue has another name
    /// where it arrived.
    fn is_kept(&self, email: EmailId) -> bool {
        let home = self.world.home(email).unwrap_or_else(|| self.world.provider()).id;
        let passed = knowledge(self.world, Holder::Server(home), email).why == Why::HandedOn;
        let has =
            |device: &Device| knowledge(self.world, Holder::Device(device.id), email).is_present();
        !passed || self.world.devices().any(has)
    }

    fn cell(&self, cell: &Cell) -> String {
        self.say(&cell.text)
    }

    /// The conversations, with what each line means.
    fn wires(&mut self) {
        self.heading(&Text::new("export-report-wires"));
        let mut left = limits::REPORT_LINES_MAX;
        let mut left_out = 0;
        for (id, entries) in conversations(self.world) {
            let shown: Vec<&Entry> =
                entries.into_iter().filter(|entry| is_shown(self.world, entry)).collect();
            if left == 0 || shown.is_empty() {
                left_out += shown.len();
                continue;
            }
            let title = escaped(&heading(self.world, self.names, id, self.say));
            self.line(&format!("\n### {title}\n"));
            let head = [
                Text::new("export-report-time"),
                Text::new("export-report-line"),
                Text::new("export-report-means"),
            ];
            let head: Vec<String> = head.iter().map(|text| self.sentence(text)).collect();
            self.row(&head);
            self.rule(head.len());
            for entry in shown.iter().take(left) {
                let cells = self.said(entry);
                self.row(&cells);
            }
            left_out += shown.len().saturating_sub(left);
            left = left.saturating_sub(shown.len());
        }
        self.left_out(left_out);
    }

    fn said(&self, entry: &Entry) -> [String; 3] {
        let time = clock_time_fine(self.world, entry.at);
        match &entry.fact {
            Fact::Sent { by, frame, protection, .. } => {
                let lock = if *protection == Protection::Clear { "" } else { " 🔒" };
                let line = frame.bytes.split(|b| *b == b'\r' || *b == b'\n').next();
                let line = String::from_utf8_lossy(line.unwrap_or_default());
                let mut line = printable(&line, LINE_CHARS_MAX);
                if line.len() + 2 < frame.bytes.len() {
                    line.push('…');
                }
                let means = known(self.world, entry);
                let means = means.map_or_else(String::new, |text| self.sentence(&text));
                [time, format!("{}{lock} {}", by.letter(), code(&line)), means]
            }
            fact => [time, String::new(), self.sentence(&super::event(fact))],
        }
    }
}

fn is_shown(world: &World, entry: &Entry) -> bool {
    matches!(entry.fact, Fact::Sent { .. }) || super::is_event(world, entry)
}

/// The sentence of an entry that has one.
fn known(world: &World, entry: &Entry) -> Option<Text> {
    Some(told(world, entry)).filter(|text| text.id != "say-begin")
}

const fn differs(kind: CellKind) -> bool {
    !matches!(kind, CellKind::Original | CellKind::Same)
}

/// Text that Markdown takes for nothing else, in a table and elsewhere (GitHub Flavored Markdown
/// §2.4, §4.10).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(character);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// A piece of code in a table: more backticks around it than are in it, and no bar that would end the
/// cell (§6.1, §4.10).
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let text = text.replace('|', "\\|");
    if text.is_empty() { String::new() } else { format!("{fence} {text} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(escaped("a | b\n# c"), "a \\| b \\# c");
        assert_eq!(escaped("--> [x](y) *z*"), "--&gt; \\[x\\](y) \\*z\\*");
    }

    #[test]
    fn code_ends_where_it_should() {
        assert_eq!(code("A1 LOGIN"), "` A1 LOGIN `");
        assert_eq!(code("a ``b`` | c"), "``` a ``b`` \\| c ```");
        assert_eq!(code(""), "");
    }
}
