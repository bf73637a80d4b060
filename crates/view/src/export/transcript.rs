//! Every conversation, line by line, as the examples of the RFCs write it.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use mailscope_base::{ConnectionId, limits};
use mailscope_sim::{Entry, Fact, Protection, World};

use super::names::{Names, client};
use super::{Say, event, is_event};
use crate::Text;
use crate::reading::{clock_time_fine, printable};

/// Lines of one frame: of a mail, its header and the beginning of its text.
const FRAME_LINES_MAX: usize = 24;
/// Characters of a line.
const LINE_CHARS_MAX: usize = 400;

/// Every conversation of a run with times and who could read it.
pub fn transcript(world: &World, say: Say<'_>) -> String {
    let names = Names::of(world, say);
    let mut out = Transcript { out: String::new(), left: limits::EXPORT_LINES_MAX, left_out: 0 };
    out.line(&say(&Text::new("export-transcript-key")));
    for (id, entries) in conversations(world) {
        out.line("");
        out.line(&heading(world, &names, id, say));
        for entry in entries {
            out.entry(world, entry, say);
        }
    }
    let look_ups = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Asked(message) => Some((entry, "?", message)),
        Fact::Answered(message) => Some((entry, "=", message)),
        _ => None,
    });
    for (number, (entry, mark, message)) in look_ups.enumerate() {
        if number == 0 {
            out.line("");
            out.line(&super::sentence(&say(&Text::new("export-name-servers"))));
        }
        let said = mailscope_sim::server::dns::describe(message);
        let said = printable(&said, LINE_CHARS_MAX);
        out.line(&format!("{}  {mark}  {said}", clock_time_fine(world, entry.at)));
    }
    out.end(say)
}

/// What belongs to each connection, in order.
pub(super) fn conversations(world: &World) -> BTreeMap<ConnectionId, Vec<&Entry>> {
    let mut conversations: BTreeMap<ConnectionId, Vec<&Entry>> = BTreeMap::new();
    for entry in world.trace().iter() {
        if let Fact::Sent { connection, .. }
        | Fact::Opened(connection, _)
        | Fact::Closed(connection)
        | Fact::Lost(connection, _)
        | Fact::Tls(connection, _) = &entry.fact
        {
            conversations.entry(*connection).or_default().push(entry);
        }
    }
    conversations
}

/// `ada's laptop → mail.nord.example, IMAP, port 143`.
pub(super) fn heading(world: &World, names: &Names, id: ConnectionId, say: Say<'_>) -> String {
    let Some(ends) = world.ends(id) else { return String::new() };
    let host = world.provider_of(ends.server.provider).and_then(|p| p.host(ends.server.index));
    let port = match ends.service.tls_port() {
        Some(port) if ends.implicit_tls => port,
        _ => ends.service.port(),
    };
    let text = Text::new("export-connection")
        .words("client", names.name(client(ends.client)))
        .words("server", host.map_or("", |host| &*host.name))
        .words("service", ends.service.name().to_uppercase())
        .words("port", port.to_string());
    super::sentence(&say(&text))
}

struct Transcript {
    out: String,
    left: usize,
    left_out: usize,
}

impl Transcript {
    fn line(&mut self, line: &str) {
        if self.left == 0 {
            self.left_out += 1;
            return;
        }
        self.left -= 1;
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}", line.trim_end());
    }

    fn entry(&mut self, world: &World, entry: &Entry, say: Say<'_>) {
        let time = clock_time_fine(world, entry.at);
        match &entry.fact {
            Fact::Sent { by, frame, protection, .. } => {
                let lock = if *protection == Protection::Clear { ' ' } else { '*' };
                self.frame(&time, &format!("{lock}{}:", by.letter()), &frame.bytes, say);
            }
            _ if is_event(world, entry) => {
                let text = say(&event(&entry.fact));
                self.line(&format!("{time}      -- {text}"));
            }
            _ => {}
        }
    }

    fn frame(&mut self, time: &str, who: &str, bytes: &[u8], say: Say<'_>) {
        let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
        for (number, line) in lines.iter().take(FRAME_LINES_MAX).enumerate() {
            let text = String::from_utf8_lossy(line);
            let text = text.trim_end_matches(['\r', '\n']);
            let shown = printable(text, LINE_CHARS_MAX);
            let more = if shown.len() < text.len() { " …" } else { "" };
            let time = if number == 0 { time } else { "" };
            self.line(&format!("{time:12}  {who} {shown}{more}"));
        }
        if let Some(more) = lines.len().checked_sub(FRAME_LINES_MAX).filter(|more| *more > 0) {
            let text = say(&Text::new("export-more-lines").number("count", more as u64));
            self.line(&format!("{:12}  {who} … {text}", ""));
        }
    }

    fn end(mut self, say: Say<'_>) -> String {
        if self.left_out > 0 {
            let text = Text::new("export-lines-left-out").number("count", self.left_out as u64);
            let _ = writeln!(self.out, "\n{}", say(&text));
        }
        self.out
    }
}
