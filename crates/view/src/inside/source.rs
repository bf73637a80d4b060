//! The octets of one mail as they are, where its parts lie, and its text. None of it is ever markup.

use mailscope_base::{DeviceId, ProviderId, QueueId, Uid, UidValidity};
use mailscope_sim::World;
use mailscope_sim::client::LocalId;
use mailscope_sim::store::field::fields;
use mailscope_sim::store::{Mail, Part, PartContent};

use super::Glance;
use crate::reading::{body, printable};

/// Octets that are shown at a time.
const WINDOW: usize = 12 * 1024;
/// Octets of a line; what is longer goes on in the next row.
const LINE: usize = 1_000;
/// Lines that are shown at a time.
const LINES_MAX: usize = 400;
/// Parts that are listed.
const PARTS_MAX: usize = 100;
/// A larger mail has no text view: taking it apart would take too long.
const TEXT_OF_MAX: usize = 4 * 1024 * 1024;
/// Octets of a part's header that are looked at.
const HEADER_MAX: usize = 16 * 1024;

/// Where the octets of a mail are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceId {
    /// In a mailbox.
    OnDisk(ProviderId, UidValidity, Uid),
    /// In a queue.
    Queued(ProviderId, QueueId),
    /// On a device.
    OnDevice(DeviceId, LocalId),
}

/// The octets of a mail, a part of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    /// Where they are.
    pub id: SourceId,
    /// The subject; empty if there is none.
    pub subject: String,
    /// How many there are in all.
    pub octets: u64,
    /// From which one on they are shown.
    pub from: usize,
    /// Up to which one.
    pub to: usize,
    /// Where the part before begins; nothing at the beginning.
    pub before: Option<usize>,
    /// Where the part after begins; nothing at the end.
    pub after: Option<usize>,
    /// They, line by line.
    pub lines: Vec<SourceLine>,
    /// Where its parts lie.
    pub outline: Vec<OutlineRow>,
    /// How many more parts there are.
    pub outline_more: usize,
    /// The text for people; nothing where it is not wanted, or the mail is too large.
    pub text: Option<String>,
    /// File names and octets of attachments.
    pub attachments: Vec<(String, u64)>,
}

/// A line of the octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Where it begins.
    pub at: usize,
    /// What is there; octets that are no printable text stand as `\x` and two digits.
    pub text: String,
    /// Whether it belongs to the header of the mail or of a part.
    pub header: bool,
    /// Whether it ends otherwise than in CRLF.
    pub bare: bool,
}

/// A part in the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineRow {
    /// The number by which IMAP names it; empty for the mail itself.
    pub path: String,
    /// How deep it lies.
    pub depth: usize,
    /// Its media type.
    pub media: String,
    /// How it is encoded for transport; empty where it says nothing.
    pub encoding: String,
    /// Octets of its content as they are.
    pub octets: u64,
    /// Where its header begins.
    pub at: usize,
    /// Whether that is what is shown.
    pub shown: bool,
}

pub(super) fn view(world: &World, id: &SourceId, glance: &Glance) -> Option<SourceView> {
    let mail = find(world, id)?;
    let octets = mail.bytes();
    let from = glance.source_from.min(octets.len());
    let (lines, to) = lines(&mail, from, (from + WINDOW).min(octets.len()));
    let (outline, outline_more) = outline(&mail, from..to);
    let (text, attachments) = if glance.text && octets.len() <= TEXT_OF_MAX {
        let (text, attachments) = body(octets);
        (Some(text), attachments)
    } else {
        (None, Vec::new())
    };
    Some(SourceView {
        id: id.clone(),
        subject: printable(&mail.summary().subject.clone().unwrap_or_default(), 200),
        octets: octets.len() as u64,
        from,
        to,
        before: (from > 0).then(|| from.saturating_sub(WINDOW)),
        after: (to < octets.len()).then_some(to),
        lines,
        outline,
        outline_more,
        text,
        attachments,
    })
}

fn find(world: &World, id: &SourceId) -> Option<Mail> {
    match id {
        SourceId::OnDisk(provider, validity, uid) => {
            let accounts = world.provider_of(*provider)?.store.accounts();
            let mut mailboxes =
                accounts.filter_map(|(_, account)| account.mailbox_by_validity(*validity));
            Some(mailboxes.next()?.get(*uid)?.mail.clone())
        }
        SourceId::Queued(provider, queued) => {
            Some(world.provider_of(*provider)?.store.spool().get(*queued)?.mail.clone())
        }
        SourceId::OnDevice(device, id) => {
            let message = world.device(*device)?.app.local().message(*id)?;
            let bytes = message.body.clone()?;
            // Where the octets are the server's, what is known of them need not be found out again.
            let email = world.email_of(*device, &message.origin);
            let known = email.and_then(|email| world.mail(email)).filter(|it| *it.bytes() == bytes);
            Some(known.cloned().unwrap_or_else(|| Mail::new(bytes)))
        }
    }
}

/// The lines between two places, at most [`LINES_MAX`] of them, and where they end.
fn lines(mail: &Mail, from: usize, to: usize) -> (Vec<SourceLine>, usize) {
    let octets = mail.bytes();
    let mut headers: Vec<(usize, usize)> = mail
        .structure()
        .parts()
        .iter()
        .map(|part| (part.header.start, part.header.end))
        .filter(|(start, end)| *start < to && *end > from)
        .collect();
    headers.sort_unstable();
    let in_header = |at: usize| {
        let before = headers.partition_point(|(start, _)| *start <= at);
        let last = before.checked_sub(1).and_then(|last| headers.get(last));
        last.is_some_and(|(_, end)| at < *end)
    };
    let mut lines = Vec::new();
    let mut at = from;
    while at < to && lines.len() < LINES_MAX {
        let rest = octets.get(at..to).unwrap_or_default();
        let end = rest.iter().take(LINE).position(|octet| *octet == b'\n');
        let len = end.map_or_else(|| rest.len().min(LINE), |end| end + 1);
        let line = rest.get(..len).unwrap_or_default();
        let ended = line.strip_suffix(b"\r\n");
        let content = ended.or_else(|| line.strip_suffix(b"\n")).unwrap_or(line);
        lines.push(SourceLine {
            at,
            text: readable(content),
            header: in_header(at),
            bare: ended.is_none() && end.is_some(),
        });
        at += len.max(1);
    }
    (lines, at.min(to))
}

/// Octets as text: what is printable in UTF-8 stands as it is, every other octet as `\x` and two
/// digits.
fn readable(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len());
    for chunk in octets.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == '\t' || !(c.is_control() || is_invisible(c)) {
                text.push(c);
            } else {
                let mut utf8 = [0; 4];
                c.encode_utf8(&mut utf8).bytes().for_each(|octet| escape(octet, &mut text));
            }
        }
        chunk.invalid().iter().for_each(|octet| escape(*octet, &mut text));
    }
    text
}

/// Characters that would turn around or hide what stands beside them.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn escape(octet: u8, text: &mut String) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    text.push_str("\\x");
    for digit in [octet >> 4, octet & 15] {
        text.extend(DIGITS.get(usize::from(digit)));
    }
}

fn outline(mail: &Mail, shown: core::ops::Range<usize>) -> (Vec<OutlineRow>, usize) {
    let parts = mail.structure().parts();
    let mut rows = Vec::new();
    // Still to be listed, the next one last: index, path, depth.
    let mut ahead: Vec<(usize, Vec<u32>, usize)> = vec![(0, Vec::new(), 0)];
    while let Some((index, path, depth)) = ahead.pop() {
        let Some(part) = parts.get(index) else { continue };
        if rows.len() >= PARTS_MAX {
            return (rows, parts.len().saturating_sub(PARTS_MAX));
        }
        rows.push(row(mail, part, &path, depth, &shown));
        match &part.content {
            PartContent::Leaf => {}
            PartContent::Multipart(children) => {
                let numbered = (1..).zip(children).map(|(number, child)| {
                    let mut path = path.clone();
                    path.push(number);
                    (*child, path, depth + 1)
                });
                let mut numbered: Vec<_> = numbered.collect();
                numbered.reverse();
                ahead.extend(numbered);
            }
            PartContent::Message(inner) | PartContent::Global(inner) => {
                ahead.push((*inner, path, depth + 1));
            }
        }
    }
    (rows, 0)
}

fn row(
    mail: &Mail,
    part: &Part,
    path: &[u32],
    depth: usize,
    shown: &core::ops::Range<usize>,
) -> OutlineRow {
    let header = part.header.start..part.header.end.min(part.header.start + HEADER_MAX);
    let header = mail.bytes().get(header).unwrap_or_default();
    let field = |name: &[u8]| {
        let field = fields(header).find(|field| field.is_named(name));
        field.map(|field| printable(&String::from_utf8_lossy(&field.value()), 200))
    };
    let path: Vec<String> = path.iter().map(u32::to_string).collect();
    OutlineRow {
        path: path.join("."),
        depth,
        // RFC 2045 §5.2: what says nothing is plain text in US-ASCII.
        media: field(b"Content-Type").unwrap_or_else(|| "text/plain".to_owned()),
        encoding: field(b"Content-Transfer-Encoding").unwrap_or_default(),
        octets: part.body.len() as u64,
        at: part.header.start,
        shown: shown.contains(&part.header.start),
    }
}
