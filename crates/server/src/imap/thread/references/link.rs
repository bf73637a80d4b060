//! Step 1: messages and those that they refer to become parents and children.

use std::collections::BTreeMap;

use mailscope_base::limits::LOOP_SEARCH_MAX;

use crate::imap::thread::letter::Ancestry;

/// A message, or a dummy: one that others refer to and that is not there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    /// Which letter it is; nothing for a dummy.
    pub(super) letter: Option<usize>,
    pub(super) parent: Option<usize>,
    /// How many have it as parent.
    children: usize,
}

/// Messages by their IDs, and who is whose parent. Nodes are named by their index, and know only
/// their parent, so that a link is changed in one place.
#[derive(Debug, Default)]
pub(super) struct Links {
    nodes: Vec<Node>,
    by_id: BTreeMap<Box<[u8]>, usize>,
}

impl Links {
    /// Adds a letter and links it and its ancestors.
    pub(super) fn add(&mut self, letter: usize, ancestry: &Ancestry) {
        let node = self.node_of(letter, ancestry);
        let last = self.link_references(&ancestry.references);
        self.link_to_parent(node, last);
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The letter's node. "If two or more messages have the same Message ID, then only use that
    /// Message ID in the first": the others, and those without one, get a node that nobody can refer
    /// to.
    fn node_of(&mut self, letter: usize, ancestry: &Ancestry) -> usize {
        let known = ancestry.id.as_deref().map(|id| self.node_with(id));
        let free = known.filter(|&node| self.nodes.get(node).is_some_and(|n| n.letter.is_none()));
        let node = free.unwrap_or_else(|| self.new_dummy());
        if let Some(node) = self.nodes.get_mut(node) {
            node.letter = Some(letter);
        }
        node
    }

    /// "If no message can be found with a given Message ID, create a dummy message with this ID."
    fn node_with(&mut self, id: &[u8]) -> usize {
        if let Some(&node) = self.by_id.get(id) {
            return node;
        }
        let node = self.new_dummy();
        self.by_id.insert(id.into(), node);
        node
    }

    fn new_dummy(&mut self) -> usize {
        self.nodes.push(Node::default());
        self.nodes.len() - 1
    }

    /// Step 1.A: "Make the first reference the parent of the second, the second the parent of the
    /// third, etc." The last reference's node.
    fn link_references(&mut self, references: &[Box<[u8]>]) -> Option<usize> {
        let mut before = None;
        for id in references {
            let node = self.node_with(id);
            // "If a message already has a parent, don't change the existing link."
            if let Some(parent) = before
                && self.parent_of(node).is_none()
            {
                self.link(parent, node);
            }
            before = Some(node);
        }
        before
    }

    /// Step 1.B: "Create a parent/child link between the last reference (or NIL if there are no
    /// references) and the current message." A parent that it already has was a guess from
    /// truncated references, so that link is broken first.
    fn link_to_parent(&mut self, node: usize, last: Option<usize>) {
        if let Some(before) = self.parent_of(node) {
            if let Some(parent) = self.nodes.get_mut(before) {
                parent.children = parent.children.saturating_sub(1);
            }
            if let Some(child) = self.nodes.get_mut(node) {
                child.parent = None;
            }
        }
        if let Some(parent) = last {
            self.link(parent, node);
        }
    }

    /// Links two nodes, unless that would close a loop. The child has no parent.
    fn link(&mut self, parent: usize, child: usize) {
        if self.would_loop(parent, child) {
            return;
        }
        if let Some(node) = self.nodes.get_mut(child) {
            node.parent = Some(parent);
        }
        if let Some(node) = self.nodes.get_mut(parent) {
            node.children += 1;
        }
    }

    /// Whether `parent` is `child` itself or a descendant of it.
    fn would_loop(&self, parent: usize, child: usize) -> bool {
        if parent == child {
            return true;
        }
        // Most messages arrive after what they refer to: who has no children has no descendants.
        if self.nodes.get(child).is_none_or(|node| node.children == 0) {
            return false;
        }
        let mut ancestors = core::iter::successors(Some(parent), |&node| self.parent_of(node));
        let looked_at = ancestors.by_ref().take(LOOP_SEARCH_MAX);
        if looked_at.into_iter().any(|ancestor| ancestor == child) {
            return true;
        }
        ancestors.next().is_some()
    }

    fn parent_of(&self, node: usize) -> Option<usize> {
        self.nodes.get(node)?.parent
    }
}
