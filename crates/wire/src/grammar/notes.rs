//! What a parse writes down besides its value: the nodes, if somebody wants the tree, and always
//! the furthest point at which something did not fit.

use core::cell::{Cell, RefCell};
use std::borrow::Cow;

use bytes::Bytes;

use crate::Kind;
use crate::tree::{Diagnostic, Node, Span};

/// At most so many kinds are named in one diagnostic.
const EXPECTED_MAX: usize = 12;

/// An offset as spans count.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The notes of one pass over one frame.
#[derive(Debug)]
pub(crate) struct Notes {
    /// How long the frame is.
    frame_octets: usize,
    /// The frame, if values may keep slices of it.
    shared: Option<Bytes>,
    /// Whether nodes are recorded; the fast path to a typed value leaves that out.
    recording: bool,
    /// Nodes in pre-order. An open node has `subtree_end` 0.
    nodes: RefCell<Vec<Node>>,
    /// The furthest offset at which a rule failed.
    furthest: Cell<usize>,
    /// What was expected there: the first `expected_len` of these.
    expected: [Cell<Kind>; EXPECTED_MAX],
    expected_len: Cell<usize>,
    /// The offset whose first failure makes `snapshot`: the second pass after a failed one.
    watched: Option<usize>,
    /// The nodes as they were at the watched failure, or at the end of a frame that stops where a
    /// literal begins.
    snapshot: RefCell<Option<Vec<Node>>>,
    /// Levels of nesting that are open.
    depth: Cell<usize>,
}

/// About how many nodes a frame has: one for each two or three octets, literals apart.
fn nodes_likely(frame: &[u8]) -> usize {
    (frame.len() / 2 + 8).min(128)
}

/// Where things stood when a rule began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    nodes: usize,
    furthest: usize,
    expected_len: usize,
}

impl Notes {
    /// Notes without nodes on a frame.
    pub(crate) fn fast(frame: &[u8]) -> Self {
        Self::with(frame, false, None)
    }

    /// Notes without nodes; values keep slices of the frame.
    pub(crate) fn sharing(frame: &Bytes) -> Self {
        Self { shared: Some(frame.clone()), ..Self::fast(frame) }
    }

    /// Notes with nodes.
    pub(crate) fn recording(frame: &[u8]) -> Self {
        Self::with(frame, true, None)
    }

    /// Notes with nodes, kept as they are when something fails at `offset` for the first time.
    pub(crate) fn watching(frame: &[u8], offset: usize) -> Self {
        Self::with(frame, true, Some(offset))
    }

    fn with(frame: &[u8], recording: bool, watched: Option<usize>) -> Self {
        Self {
            frame_octets: frame.len(),
            shared: None,
            recording,
            nodes: RefCell::new(Vec::with_capacity(if recording {
                nodes_likely(frame)
            } else {
                0
            })),
            furthest: Cell::new(0),
            expected: [const { Cell::new(Kind::Bogus) }; EXPECTED_MAX],
            expected_len: Cell::new(0),
            watched,
            snapshot: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// How long the frame is.
    #[inline]
    pub(crate) fn frame_octets(&self) -> usize {
        self.frame_octets
    }

    /// Whether nobody wants the nodes.
    #[inline]
    pub(crate) fn is_fast(&self) -> bool {
        !self.recording
    }

    /// Octets of the frame, or what they stand for, as a value of its own.
    pub(crate) fn own(&self, octets: Cow<'_, [u8]>) -> Bytes {
        match (octets, &self.shared) {
            (Cow::Borrowed(octets), Some(frame)) => frame.slice_ref(octets),
            (Cow::Borrowed(octets), None) => Bytes::copy_from_slice(octets),
            (Cow::Owned(octets), _) => Bytes::from(octets),
        }
    }

    /// A rule begins.
    #[inline]
    pub(crate) fn open(&self, kind: Kind, start: usize) -> Mark {
        let mark = self.mark();
        if self.recording {
            let span = Span { start: offset(start), end: offset(start) };
            self.nodes.borrow_mut().push(Node { kind, span, subtree_end: 0 });
        }
        mark
    }

    /// Where things stand.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            nodes: if self.recording { self.nodes.borrow().len() } else { 0 },
            furthest: self.furthest.get(),
            expected_len: self.expected_len.get(),
        }
    }

    /// The rule that began at `mark` fits up to `end`.
    #[inline]
    pub(crate) fn close(&self, mark: Mark, end: usize) {
        if !self.recording {
            return;
        }
        let mut nodes = self.nodes.borrow_mut();
        let below = offset(nodes.len());
        if let Some(node) = nodes.get_mut(mark.nodes) {
            node.span.end = offset(end);
            node.subtree_end = below;
        }
    }

    /// Forgets the nodes since `mark`.
    #[inline]
    pub(crate) fn rewind(&self, mark: Mark) {
        if self.recording {
            self.nodes.borrow_mut().truncate(mark.nodes);
        }
    }

    /// The rule `kind`, begun at `mark` and `start`, does not fit. If nothing inside it got
    /// further, it stands for all that was tried inside it.
    #[cold]
    pub(crate) fn fail(&self, mark: Mark, kind: Kind, start: usize) {
        if start >= self.furthest.get() {
            let kept = if mark.furthest == start { mark.expected_len } else { 0 };
            self.furthest.set(start);
            let known = self.expected.iter().take(kept).any(|k| k.get() == kind);
            match self.expected.get(kept) {
                Some(free) if !known => {
                    free.set(kind);
                    self.expected_len.set(kept + 1);
                }
                _ => self.expected_len.set(kept),
            }
        }
        self.keep_watched(start);
        self.rewind(mark);
    }

    /// The frame should have ended at `start`.
    pub(crate) fn fail_end(&self, start: usize) {
        if start > self.furthest.get() {
            self.furthest.set(start);
            self.expected_len.set(0);
        }
        self.keep_watched(start);
    }

    fn keep_watched(&self, start: usize) {
        if self.watched == Some(start) {
            self.keep();
        }
    }

    /// Keeps the nodes as they are, unless that has been done before.
    pub(crate) fn keep(&self) {
        let mut snapshot = self.snapshot.borrow_mut();
        if self.recording && snapshot.is_none() {
            *snapshot = Some(self.nodes.borrow().clone());
        }
    }

    /// One level down; false if that is too deep.
    pub(crate) fn descend(&self) -> bool {
        let depth = self.depth.get();
        self.depth.set(depth + 1);
        depth < mailscope_base::limits::NESTING_MAX
    }

    /// One level up.
    pub(crate) fn ascend(&self) {
        self.depth.set(self.depth.get().saturating_sub(1));
    }

    /// The furthest offset at which something failed.
    pub(crate) fn furthest(&self) -> usize {
        self.furthest.get()
    }

    /// What did not fit, in a frame of `len` octets.
    pub(crate) fn diagnostic(&self, len: usize) -> Diagnostic {
        let span = Span { start: offset(self.furthest()), end: offset(len) };
        let expected = self.expected.iter().take(self.expected_len.get()).map(Cell::get).collect();
        Diagnostic { span, expected }
    }

    /// The recorded nodes.
    pub(crate) fn into_nodes(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    /// The nodes that were kept.
    pub(crate) fn into_snapshot(self) -> Option<Vec<Node>> {
        self.snapshot.into_inner()
    }
}
