//! Grammars: how the octets of a frame are to be read, and the lossless tree that comes out.

mod input;
mod notes;
mod rule;

use crate::pop3::ResponseShape;
use crate::tree::{Diagnostic, Node, Parse, Span};
use crate::{Kind, imap, pop3, sasl, smtp, web};
pub(crate) use input::In;
use notes::{Notes, offset};
pub(crate) use rule::{
    Miss, Out, arg, crlf, either, list1, maybe, miss, nested, nothing_fits, one_of, params, read,
    read_shared, root, rule, sp, symbol, take0, take1, word,
};

/// How the octets of a frame are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Grammar {
    /// An IMAP command, literals included, or its beginning up to the announcement of a literal.
    ImapCommand,
    /// An IMAP response, literals included.
    ImapResponse,
    /// What a client sends after `+`: a literal's octets, and more of the command. How long the
    /// literal is was said in an earlier frame, so the border between the two is not shown.
    ImapContinuationData,
    /// The line `DONE` that ends IDLE.
    ImapIdleDone,
    /// A line of the client in the dialogue of AUTHENTICATE.
    ImapSaslResponse,
    /// A POP3 command.
    Pop3Command,
    /// A POP3 response to a command that leads to this shape.
    Pop3Response(ResponseShape),
    /// A line of the client in the dialogue of POP3's AUTH.
    Pop3SaslResponse,
    /// An SMTP command.
    SmtpCommand,
    /// An SMTP reply, all its lines.
    SmtpReply,
    /// A line of the client in the dialogue of SMTP's AUTH.
    SmtpSaslResponse,
    /// The message after DATA, dots stuffed, with the line that ends it.
    SmtpData,
    /// The octets of one BDAT chunk.
    SmtpChunk,
    /// A request of a browser, with its content.
    HttpRequest,
    /// A response of a web server, with its content.
    HttpResponse,
    /// Octets without meaning here.
    Opaque,
}

impl Grammar {
    /// The tree of `bytes`: total and lossless. Every octet belongs to exactly one leaf; what
    /// nothing fits is a leaf of [`Kind::Bogus`] and has a diagnostic. The root covers everything.
    pub fn tree(self, bytes: &[u8]) -> Parse {
        match self {
            Self::ImapCommand => grow(bytes, true, imap::command::command),
            Self::ImapResponse => grow(bytes, false, imap::response::response),
            Self::ImapContinuationData => grow(bytes, true, imap::command::continuation_data),
            Self::ImapIdleDone => grow(bytes, false, imap::command::idle::idle_done_line),
            Self::ImapSaslResponse => grow(bytes, false, sasl::response_line(Kind::Authenticate)),
            Self::Pop3Command => grow(bytes, false, pop3::command::command),
            Self::Pop3Response(ResponseShape::Single) => {
                grow(bytes, false, pop3::response::single_line)
            }
            Self::Pop3Response(ResponseShape::Multi) => {
                grow(bytes, false, pop3::response::multi_line)
            }
            Self::Pop3Response(ResponseShape::Challenge) => {
                grow(bytes, false, pop3::response::challenge)
            }
            Self::Pop3SaslResponse => grow(bytes, false, sasl::response_line(Kind::Pop3Auth)),
            Self::SmtpCommand => grow(bytes, false, smtp::verbs::command),
            Self::SmtpReply => grow(bytes, false, smtp::reply::reply),
            Self::SmtpSaslResponse => grow(bytes, false, sasl::response_line(Kind::SmtpAuth)),
            Self::SmtpData => grow(bytes, false, smtp::data::mail_data),
            Self::HttpRequest => grow(bytes, false, web::request),
            Self::HttpResponse => grow(bytes, false, web::response),
            Self::SmtpChunk => {
                Parse { nodes: vec![whole(Kind::Chunk, bytes)], diagnostics: vec![] }
            }
            Self::Opaque => Parse { nodes: vec![whole(Kind::Opaque, bytes)], diagnostics: vec![] },
        }
    }
}

/// The tree of `bytes` as `production`. With `may_stop`, a frame may end where a literal's octets
/// are to follow.
fn grow<T>(
    bytes: &[u8],
    may_stop: bool,
    production: impl for<'a> Fn(In<'a>) -> Out<'a, T>,
) -> Parse {
    read_with_tree(bytes, may_stop, production).1
}

/// The value and the tree of `bytes`, from one pass over what fits.
pub(crate) fn read_with_tree<T>(
    bytes: &[u8],
    may_stop: bool,
    production: impl for<'a> Fn(In<'a>) -> Out<'a, T>,
) -> (Result<T, Diagnostic>, Parse) {
    let first = Notes::recording(bytes);
    if let Ok((_, value)) = production(In::new(bytes, &first)) {
        let nodes = fill(first.into_nodes(), bytes);
        return (Ok(value), Parse { nodes, diagnostics: vec![] });
    }
    let furthest = first.furthest();
    let diagnostic = first.diagnostic(bytes.len());
    if may_stop
        && furthest == bytes.len()
        && let Some(nodes) = first.into_snapshot()
    {
        let nodes = fill(cut(nodes, bytes, furthest), bytes);
        return (Err(diagnostic), Parse { nodes, diagnostics: vec![] });
    }
    // A failed parse has taken its nodes back. The second pass goes the same way up to where the
    // first one got furthest, and keeps the nodes that were there.
    let second = Notes::watching(bytes, furthest);
    let _ = production(In::new(bytes, &second));
    let nodes = fill(cut(second.into_snapshot().unwrap_or_default(), bytes, furthest), bytes);
    (Err(diagnostic.clone()), Parse { nodes, diagnostics: vec![diagnostic] })
}

/// A leaf or root over all of `bytes`.
fn whole(kind: Kind, bytes: &[u8]) -> Node {
    Node { kind, span: Span { start: 0, end: offset(bytes.len()) }, subtree_end: 1 }
}

/// Closes the nodes that were open when reading stopped at `end`, and adds what is left as
/// [`Kind::Bogus`]; the line end behind it keeps its kind.
fn cut(mut nodes: Vec<Node>, bytes: &[u8], end: usize) -> Vec<Node> {
    if nodes.is_empty() {
        nodes.push(Node { subtree_end: 0, ..whole(Kind::Bogus, bytes) });
    }
    let stop = offset(end);
    // Starts grow in pre-order, so what lies behind the stop is the tail.
    nodes.truncate(nodes.partition_point(|node| node.span.start < stop).max(1));
    let count = offset(nodes.len());
    for node in &mut nodes {
        if node.subtree_end == 0 || node.span.end > stop {
            node.span.end = stop;
            node.subtree_end = count;
        }
        node.subtree_end = node.subtree_end.min(count);
    }
    let rest = bytes.get(end..).unwrap_or_default();
    let line_end = if rest.ends_with(b"\r\n") { 2 } else { 0 };
    let bogus = if rest.len() > line_end { rest.len() - line_end } else { rest.len() };
    let mut start = offset(end);
    for (kind, len) in [(Kind::Bogus, bogus), (Kind::Crlf, rest.len() - bogus)] {
        if len > 0 {
            let span = Span { start, end: start.saturating_add(offset(len)) };
            nodes.push(Node { kind, span, subtree_end: offset(nodes.len() + 1) });
            start = span.end;
        }
    }
    let count = offset(nodes.len());
    if let Some(root) = nodes.first_mut() {
        *root = Node { subtree_end: count, ..whole(root.kind, bytes) };
    }
    nodes
}

/// A node whose children are being written.
struct Parent {
    /// Where it stands in the new list.
    index: usize,
    /// The octet after the last child so far.
    covered: u32,
    /// Its end.
    end: u32,
    /// One past its last descendant in the old list.
    old_end: usize,
}

/// Makes leaves of the octets between children, and drops nodes without octets.
fn fill(old: Vec<Node>, bytes: &[u8]) -> Vec<Node> {
    if is_filled(&old, bytes.len()) {
        return old;
    }
    let mut new: Vec<Node> = Vec::with_capacity(old.len() + 8);
    let mut parents: Vec<Parent> = Vec::new();
    for (i, node) in old.into_iter().enumerate() {
        if i > 0 && node.span.start >= node.span.end {
            continue;
        }
        while let Some(done) = parents.pop_if(|parent| parent.old_end <= i) {
            finish(&done, &mut new, bytes);
        }
        if let Some(parent) = parents.last_mut() {
            gap(parent.covered, node.span.start, &mut new, bytes);
            parent.covered = node.span.end;
        }
        parents.push(Parent {
            index: new.len(),
            covered: node.span.start,
            end: node.span.end,
            old_end: node.subtree_end as usize,
        });
        new.push(node);
    }
    while let Some(done) = parents.pop() {
        finish(&done, &mut new, bytes);
    }
    new
}

/// Whether there is nothing to fill in or to drop. No two leaves share an octet, so they cover all
/// octets if they have as many.
fn is_filled(nodes: &[Node], octets: usize) -> bool {
    let mut covered = 0;
    for (i, node) in nodes.iter().enumerate() {
        let len = node.span.end.saturating_sub(node.span.start) as usize;
        if len == 0 {
            return false;
        }
        covered += if node.subtree_end as usize == i + 1 { len } else { 0 };
    }
    covered == octets
}

/// All children of `parent` are written.
fn finish(parent: &Parent, new: &mut Vec<Node>, bytes: &[u8]) {
    if new.len() > parent.index + 1 {
        gap(parent.covered, parent.end, new, bytes);
    }
    let subtree_end = offset(new.len());
    if let Some(node) = new.get_mut(parent.index) {
        node.subtree_end = subtree_end;
    }
}

/// A leaf over `start..end`, if there is anything.
fn gap(start: u32, end: u32, new: &mut Vec<Node>, bytes: &[u8]) {
    if start < end {
        let span = Span { start, end };
        let punctuation = span.of(bytes).iter().all(u8::is_ascii_punctuation);
        let kind = if punctuation { Kind::Punctuation } else { Kind::Plain };
        new.push(Node { kind, span, subtree_end: offset(new.len() + 1) });
    }
}
