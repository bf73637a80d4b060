//! The lossless tree of a parse.

use crate::Kind;

/// Octets `start..end` of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First octet.
    pub start: u32,
    /// One past the last octet.
    pub end: u32,
}

impl Span {
    /// The octets of `bytes` in this span; empty if the span lies outside.
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        bytes.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// One node: a production of the grammar and the octets it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The production.
    pub kind: Kind,
    /// Its octets.
    pub span: Span,
    /// Index one past the last node below this one; equal to the own index plus one for a leaf.
    pub subtree_end: u32,
}

/// What is wrong with a frame, where, and what would have been right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where reading stopped: from here to the end nothing fits.
    pub span: Span,
    /// What would have been possible there, in the order in which the grammar tried.
    pub expected: Vec<Kind>,
}

impl Diagnostic {
    /// A sentence of the form `expected sequence-set at column 9`; columns count octets from 1.
    pub fn sentence(&self) -> String {
        let mut text = String::from("expected ");
        for (i, kind) in self.expected.iter().enumerate() {
            if i > 0 {
                text.push_str(if i + 1 == self.expected.len() { " or " } else { ", " });
            }
            text.push_str(kind.name());
        }
        if self.expected.is_empty() {
            text.push_str("nothing more");
        }
        text.push_str(" at column ");
        text.push_str(&(self.span.start + 1).to_string());
        text
    }
}

/// The tree of one frame in pre-order, every octet in exactly one leaf, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parse {
    /// The nodes in pre-order; the first is the root and covers everything.
    pub nodes: Vec<Node>,
    /// What is wrong, if anything.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parse {
    /// The leaves, left to right. Together they cover every octet of the frame once.
    pub fn leaves(&self) -> impl Iterator<Item = &Node> {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(i, node)| {
                node.subtree_end as usize == i + 1 && node.span.end > node.span.start
            })
            .map(|(_, node)| node)
    }
}
