//! BODY without a section, and BODYSTRUCTURE (RFC 9051 §7.5.2, RFC 3501 §7.4.2).
//!
//! Names and values are told as they are written. What a mail gets wrong is told so that the answer
//! stays legal and agrees with the parts that can be fetched.

use bytes::Bytes;
use mailscope_base::limits::NESTING_MAX;
use mailscope_store::{Mail, Part, PartContent};
use mailscope_wire::imap::{
    BodyContent, BodyExtension, BodyPart, BodyStructure, Disposition, HeaderEnvelope,
};

use super::envelope;
use super::media_type::MediaType;
use super::mime::{Content, PartHeader};
use super::rfc2231;

/// How the mail is made of parts; `extensible` for BODYSTRUCTURE. A client that has enabled
/// `IMAP4rev2` knows `message/global` as a message (RFC 9051 §9, `media-message`).
pub(super) fn of(mail: &Mail, extensible: bool, rev2: bool) -> BodyStructure {
    Tree { mail, extensible, rev2 }.body(0, 1)
}

struct Tree<'a> {
    mail: &'a Mail,
    extensible: bool,
    rev2: bool,
}

/// One part of the tree.
struct Node<'a> {
    part: &'a Part,
    header: PartHeader<'a>,
}

impl Tree<'_> {
    /// The part at `index`; its parentheses are the `depth`-th ones within each other.
    fn body(&self, index: usize, depth: usize) -> BodyStructure {
        let Some(part) = self.mail.structure().part(index) else {
            return self.nothing();
        };
        let header = PartHeader::of(self.octets(part.header.clone()));
        let declared = MediaType::of(&header);
        let node = Node { part, header };
        let is_message = declared.as_ref().is_some_and(|media| self.has_envelope(media));
        match &part.content {
            PartContent::Leaf if is_message && part.body.is_empty() && depth < NESTING_MAX => {
                self.message(&node, declared, None, depth)
            }
            PartContent::Leaf => self.leaf(&node, MediaType::of_leaf(declared)),
            PartContent::Global(_) if !self.rev2 => self.leaf(&node, MediaType::of_leaf(declared)),
            // Nobody has to read an answer that is nested deeper.
            _ if depth >= NESTING_MAX => self.leaf(&node, MediaType::octet_stream()),
            PartContent::Multipart(children) => {
                self.multipart(&node.header, declared, children, depth)
            }
            PartContent::Message(inner) | PartContent::Global(inner) => {
                self.message(&node, declared, Some(*inner), depth)
            }
        }
    }

    /// Whether the client expects the envelope of the message within.
    fn has_envelope(&self, media: &MediaType) -> bool {
        media.is_message() || self.rev2 && media.is_global()
    }

    fn multipart(
        &self,
        header: &PartHeader<'_>,
        declared: Option<MediaType>,
        children: &[usize],
        depth: usize,
    ) -> BodyStructure {
        let mut parts: Vec<_> = children.iter().map(|&child| self.body(child, depth + 1)).collect();
        if parts.is_empty() {
            // `body-type-mpart` begins with 1*body: a multipart without parts has an empty one.
            parts.push(self.nothing());
        }
        let MediaType { subtype, params, .. } =
            declared.filter(MediaType::is_multipart).unwrap_or_else(MediaType::mixed);
        let extension = self.extensible.then(|| Box::new(self.extension_of(header, false, params)));
        BodyStructure::Multipart { parts, subtype, extension }
    }

    fn message(
        &self,
        node: &Node<'_>,
        declared: Option<MediaType>,
        inner: Option<usize>,
        depth: usize,
    ) -> BodyStructure {
        // RFC 2046 §5.1.5: without a type of its own, a part of a digest is a message.
        let media =
            declared.filter(|media| self.has_envelope(media)).unwrap_or_else(MediaType::rfc822);
        // A message in which there is nothing has an envelope of nothing.
        let found = inner.and_then(|inner| Some((inner, self.mail.structure().part(inner)?)));
        let (envelope, body) = match found {
            Some((inner, message)) => {
                let header = self.octets(message.header.clone());
                (envelope::of(header), self.body(inner, depth + 1))
            }
            None => (HeaderEnvelope::default(), self.nothing()),
        };
        let content = BodyContent::Message {
            envelope: Box::new(envelope),
            body: Box::new(body),
            lines: self.lines(node.part),
        };
        self.part(node, media, content)
    }

    fn leaf(&self, node: &Node<'_>, media: MediaType) -> BodyStructure {
        let content = if media.is_text() {
            BodyContent::Text { lines: self.lines(node.part) }
        } else {
            BodyContent::Basic
        };
        self.part(node, media, content)
    }

    fn part(&self, node: &Node<'_>, media: MediaType, content: BodyContent) -> BodyStructure {
        let Node { part, header } = node;
        let encoding = header.field(Content::TransferEncoding).value;
        let extension = || Box::new(self.extension_of(header, true, Vec::new()));
        BodyStructure::Part(Box::new(BodyPart {
            media_type: media.name,
            subtype: media.subtype,
            params: self.params(media.params),
            id: some(header.text(Content::Id)),
            description: some(header.text(Content::Description)),
            // RFC 2045 §6.1: the default.
            encoding: if encoding.is_empty() { Bytes::from_static(b"7BIT") } else { encoding },
            octets: number(part.body.len()),
            content,
            extension: self.extensible.then(extension),
        }))
    }

    /// What stands for content that is not there: a text of no octets.
    fn nothing(&self) -> BodyStructure {
        let part = Part { header: 0..0, body: 0..0, content: PartContent::Leaf };
        let node = Node { part: &part, header: PartHeader::of(&[]) };
        self.leaf(&node, MediaType::text())
    }

    /// What only BODYSTRUCTURE tells (RFC 9051 §7.5.2); MD5 not of a multipart.
    fn extension_of(
        &self,
        header: &PartHeader<'_>,
        md5: bool,
        params: Vec<(Bytes, Bytes)>,
    ) -> BodyExtension {
        let disposition = header.field(Content::Disposition);
        let languages = header.field(Content::Language).value;
        BodyExtension {
            md5: some(header.text(Content::Md5)).filter(|_| md5),
            params: self.params(params),
            disposition: (!disposition.value.is_empty()).then_some(Disposition {
                name: disposition.value,
                params: self.params(disposition.params),
            }),
            language: languages
                .split(|&octet| octet == b',')
                .map(<[u8]>::trim_ascii)
                .filter(|language| !language.is_empty())
                .map(Bytes::copy_from_slice)
                .collect(),
            location: some(header.text(Content::Location)),
        }
    }

    /// RFC 9051 §7.5.2 wants values decoded; a client of `IMAP4rev1` decodes them itself.
    fn params(&self, params: Vec<(Bytes, Bytes)>) -> Vec<(Bytes, Bytes)> {
        if self.rev2 { rfc2231::decode(params) } else { params }
    }

    fn octets(&self, range: core::ops::Range<usize>) -> &[u8] {
        self.mail.bytes().get(range).unwrap_or_default()
    }

    /// The line ends in the part as it is transferred: in the example of RFC 9051 §7.5.2, 4554
    /// octets of BASE64 are 73 lines and a beginning.
    fn lines(&self, part: &Part) -> u64 {
        let octets = self.octets(part.body.clone());
        memchr::memchr_iter(b'\n', octets).count() as u64
    }
}

fn some(text: Vec<u8>) -> Option<Bytes> {
    (!text.is_empty()).then(|| text.into())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
