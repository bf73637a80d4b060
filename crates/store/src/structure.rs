//! The MIME structure of a mail, as offsets into its octets (RFC 2045, RFC 2046).

use core::ops::Range;

use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Where the parts of a mail lie. Part 0 is the mail itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    parts: Vec<Part>,
}

/// One part: its header, with the empty line that ends it, and its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The part's own header: its MIME header or, for a message, the message's header.
    pub header: Range<usize>,
    /// What follows the header.
    pub body: Range<usize>,
    /// What that content is.
    pub content: PartContent,
}

/// What a part contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartContent {
    /// Octets of some media type.
    Leaf,
    /// `multipart/*`: these parts, in order.
    Multipart(Vec<usize>),
    /// `message/rfc822` in its own octets: a part that describes the message within.
    Message(usize),
    /// The same for `message/global`, which not everybody knows as a message (RFC 6532 §3.7).
    Global(usize),
}

impl Part {
    /// The message within, if the part is one to somebody who knows `message/global` or not.
    pub const fn message(&self, knows_global: bool) -> Option<usize> {
        match self.content {
            PartContent::Message(inner) => Some(inner),
            PartContent::Global(inner) if knows_global => Some(inner),
            _ => None,
        }
    }
}

/// Mails that speak of nested messages more often than this are taken as one part: parsing and
/// freeing them takes a stack as deep as they are nested, and a mail must never bring a server
/// down.
const NESTING_WORDS_MAX: usize = 300;

impl Structure {
    pub(crate) fn of(bytes: &[u8], header_len: usize) -> Self {
        let parser = MessageParser::new().with_mime_headers().default_header_ignore();
        let parsed =
            if nesting_words(bytes) > NESTING_WORDS_MAX { None } else { parser.parse(bytes) };
        let mut structure = Self { parts: Vec::new() };
        match parsed {
            Some(message) => {
                structure.add_message(&message, bytes.len());
            }
            None => structure.parts.push(Part {
                header: 0..header_len,
                body: header_len..bytes.len(),
                content: PartContent::Leaf,
            }),
        }
        // The mail's own header ends where `BODY[HEADER]` ends it; the parser also accepts a line
        // of blanks.
        if let Some(root) = structure.parts.first_mut() {
            root.header = 0..header_len;
            root.body = header_len..bytes.len();
        }
        structure
    }

    /// All parts.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The part at `index`.
    pub fn part(&self, index: usize) -> Option<&Part> {
        self.parts.get(index)
    }

    /// The part that IMAP names by `path` (RFC 9051 §6.4.5.1): parts of a multipart count from 1;
    /// every message has a first part, so 1 is the content of a mail that is not multipart, and the
    /// numbering of an encapsulated message continues below its part. Nothing for an empty path.
    pub fn find(&self, path: &[u32]) -> Option<&Part> {
        self.find_for(path, true)
    }

    /// The same for somebody to whom `message/global` is a message, or (`knows_global` is false) a
    /// part like others, with no parts below it.
    pub fn find_for(&self, path: &[u32], knows_global: bool) -> Option<&Part> {
        let mut at = 0;
        let mut is_message = true;
        for (depth, &number) in path.iter().enumerate() {
            let number = usize::try_from(number).ok()?.checked_sub(1)?;
            if depth > 0
                && let Some(inner) = self.parts.get(at)?.message(knows_global)
            {
                at = inner;
                is_message = true;
            }
            match &self.parts.get(at)?.content {
                PartContent::Multipart(children) => {
                    at = *children.get(number)?;
                    is_message = false;
                }
                // The only part of a message that is not multipart: its content. As a part it is
                // the message itself, since the message's header is where its MIME fields are.
                _ if number == 0 && is_message => is_message = false,
                _ => return None,
            }
        }
        if path.is_empty() { None } else { self.parts.get(at) }
    }

    /// Adds the parts of `message`, which lies in the same octets and ends at `end`; returns its
    /// root.
    fn add_message(&mut self, message: &Message<'_>, end: usize) -> usize {
        let base = self.parts.len();
        for part in &message.parts {
            let stop = (part.offset_end as usize).min(end);
            let start = (part.offset_header as usize).min(stop);
            let body = (part.offset_body as usize).clamp(start, stop);
            self.parts.push(Part {
                header: start..body,
                body: body..stop,
                content: PartContent::Leaf,
            });
        }
        for (i, part) in message.parts.iter().enumerate() {
            let content = match &part.body {
                PartType::Multipart(children) => PartContent::Multipart(
                    // A child comes after its parent, so that no walk can turn in a circle.
                    children
                        .iter()
                        .map(|&child| child as usize)
                        .filter(|&child| child > i && child < message.parts.len())
                        .map(|child| base + child)
                        .collect(),
                ),
                // An encoded message has no octets of its own in the mail (RFC 2046 §5.2.1 forbids
                // it).
                PartType::Message(inner) if part.encoding == Encoding::None => {
                    let stop = (part.offset_end as usize).min(end);
                    let inner = self.add_message(inner, stop);
                    let is_global = is_global(part);
                    if is_global { PartContent::Global(inner) } else { PartContent::Message(inner) }
                }
                _ => PartContent::Leaf,
            };
            if let Some(added) = self.parts.get_mut(base + i) {
                added.content = content;
            }
        }
        base
    }
}

fn is_global(part: &MessagePart<'_>) -> bool {
    let subtype = part.content_type().and_then(|media| media.subtype());
    subtype.is_some_and(|subtype| subtype.eq_ignore_ascii_case("global"))
}

/// How often the octets name a media type that can hold a message: a bound of how deep messages are
/// nested.
fn nesting_words(bytes: &[u8]) -> usize {
    // Each with the place of the letter to look for: the rarer in mail, the fewer wrong places.
    const WORDS: [(&[u8], usize); 3] = [(b"rfc822", 3), (b"global", 3), (b"digest", 2)];
    let count = |(word, place): (&[u8], usize)| {
        let Some(&letter) = word.get(place) else { return 0 };
        let fits = |at: &usize| {
            let start = at.checked_sub(place);
            let found = start.and_then(|start| bytes.get(start..start + word.len()));
            found.is_some_and(|found| found.eq_ignore_ascii_case(word))
        };
        memchr::memchr2_iter(letter, letter.to_ascii_uppercase(), bytes).filter(fits).count()
    };
    WORDS.into_iter().map(count).sum()
}
