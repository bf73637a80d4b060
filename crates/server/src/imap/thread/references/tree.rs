//! Steps 2, 3, 4 and 6: the tree of all threads under one root. Trees may be as deep as a mailbox
//! is long, so nothing here calls itself once per generation.

use mailscope_base::limits::NESTING_MAX;
use mailscope_wire::imap::Thread;

use super::link::Node;
use crate::imap::sort::base_subject::BaseSubject;
use crate::imap::thread::letter::Letter;

/// A response whose parentheses nest deeper than this is more than clients read; what is deeper
/// still is told as if each message were the child of the one before.
const BRANCHING_MAX: usize = NESTING_MAX - 2;

/// All threads. Members are named by their index.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    letters: &'a [Letter],
    members: Vec<Member>,
    /// The children of the root: the first message of each thread, or a dummy.
    pub(super) root: Vec<usize>,
}

/// A message or a dummy, with its children.
#[derive(Clone, Debug, Default)]
struct Member {
    letter: Option<usize>,
    children: Vec<usize>,
}

impl<'a> Tree<'a> {
    /// Step 2: "Gather together all of the messages that have no parents and make them all children
    /// of a dummy parent (the 'root')."
    pub(super) fn gather(letters: &'a [Letter], nodes: &[Node]) -> Self {
        let mut members: Vec<Member> =
            nodes.iter().map(|n| Member { letter: n.letter, children: Vec::new() }).collect();
        let mut root = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            match node.parent.and_then(|parent| members.get_mut(parent)) {
                Some(parent) => parent.children.push(index),
                None => root.push(index),
            }
        }
        Self { letters, members, root }
    }

    /// Step 3: "Prune dummy messages from the thread tree."
    pub(super) fn prune(&mut self) {
        for member in self.youngest_first() {
            let children = self.take_children(member);
            let pruned = children.into_iter().flat_map(|child| self.without_dummy(child)).collect();
            self.set_children(member, pruned);
        }
        let root = core::mem::take(&mut self.root);
        self.root = root
            .into_iter()
            .flat_map(|child| match self.children(child) {
                // "Do not promote the children if doing so would make them children of the root,
                // unless there is only one child."
                [_, _, ..] => vec![child],
                _ => self.without_dummy(child),
            })
            .collect();
    }

    /// The member, or in place of a dummy its children: "delete it, but promote its children to the
    /// current level".
    fn without_dummy(&self, member: usize) -> Vec<usize> {
        if self.is_dummy(member) { self.children(member).to_vec() } else { vec![member] }
    }

    /// Step 4: "Sort the messages under the root (top-level siblings only) by sent date. In the case
    /// of a dummy message, sort its children by sent date and then use the first child."
    pub(super) fn sort_threads(&mut self) {
        for member in self.root.clone() {
            if self.is_dummy(member) {
                self.sort_children(member);
            }
        }
        self.sort_root();
    }

    /// Step 6: "Traverse the messages under the root and sort each set of siblings by sent date",
    /// the youngest generation first.
    pub(super) fn sort_siblings(&mut self) {
        for member in self.youngest_first() {
            self.sort_children(member);
        }
        self.sort_root();
    }

    fn sort_children(&mut self, member: usize) {
        let mut children = self.take_children(member);
        children.sort_by_key(|&child| self.date_of(child));
        self.set_children(member, children);
    }

    fn sort_root(&mut self) {
        let mut root = core::mem::take(&mut self.root);
        root.sort_by_key(|&member| self.date_of(member));
        self.root = root;
    }

    /// What members are sorted by: the sent date, and the number where dates are the same
    /// (RFC 5256 §2.2).
    fn date_of(&self, member: usize) -> Option<(i64, u32)> {
        self.spokesman(member).map(|letter| (letter.sent, letter.number))
    }

    /// The message itself or, for a dummy, its first child.
    fn spokesman(&self, member: usize) -> Option<&'a Letter> {
        self.letter(member).or_else(|| self.letter(*self.children(member).first()?))
    }

    /// Step 5.B.i: "the base subject from either the current message or its first child if the
    /// current message is a dummy".
    pub(super) fn subject(&self, member: usize) -> Option<&'a BaseSubject> {
        self.spokesman(member).map(|letter| &letter.subject)
    }

    /// Whether the member is a message that is a reply or forward.
    pub(super) fn is_reply_or_forward(&self, member: usize) -> bool {
        self.letter(member).is_some_and(|letter| letter.subject.is_reply_or_forward)
    }

    pub(super) fn is_dummy(&self, member: usize) -> bool {
        self.letter(member).is_none()
    }

    fn letter(&self, member: usize) -> Option<&'a Letter> {
        self.letters.get(self.members.get(member)?.letter?)
    }

    pub(super) fn children(&self, member: usize) -> &[usize] {
        self.members.get(member).map_or(&[], |member| &member.children)
    }

    pub(super) fn take_children(&mut self, member: usize) -> Vec<usize> {
        self.members.get_mut(member).map(|m| core::mem::take(&mut m.children)).unwrap_or_default()
    }

    pub(super) fn add_children(
        &mut self,
        member: usize,
        children: impl IntoIterator<Item = usize>,
    ) {
        if let Some(member) = self.members.get_mut(member) {
            member.children.extend(children);
        }
    }

    fn set_children(&mut self, member: usize, children: Vec<usize>) {
        if let Some(member) = self.members.get_mut(member) {
            member.children = children;
        }
    }

    pub(super) fn new_dummy(&mut self, children: Vec<usize>) -> usize {
        self.members.push(Member { letter: None, children });
        self.members.len() - 1
    }

    /// Every member below the root, descendants before their ancestors.
    fn youngest_first(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.members.len());
        let mut ahead = self.root.clone();
        while let Some(member) = ahead.pop() {
            order.push(member);
            ahead.extend_from_slice(self.children(member));
        }
        order.reverse();
        order
    }

    /// The tree as the response tells it.
    pub(super) fn threads(&self) -> Vec<Thread> {
        self.root.iter().map(|&member| self.thread(member, BRANCHING_MAX)).collect()
    }

    /// Successive only children, and the branches below the last of them.
    fn thread(&self, member: usize, nesting: usize) -> Thread {
        let number = |member: usize| self.letter(member).map(|letter| letter.number);
        let mut messages: Vec<u32> = number(member).into_iter().collect();
        let mut last = member;
        while let [only] = self.children(last) {
            last = *only;
            messages.extend(number(last));
        }
        let Some(nesting) = nesting.checked_sub(1) else {
            messages.extend(self.descendants(last).filter_map(number));
            return Thread { messages, branches: Vec::new() };
        };
        let branches = self.children(last).iter().map(|&child| self.thread(child, nesting));
        Thread { messages, branches: branches.collect() }
    }

    /// All below a member, ancestors before their descendants.
    fn descendants(&self, member: usize) -> impl Iterator<Item = usize> + '_ {
        let mut ahead: Vec<usize> = self.children(member).iter().rev().copied().collect();
        core::iter::from_fn(move || {
            let next = ahead.pop()?;
            ahead.extend(self.children(next).iter().rev());
            Some(next)
        })
    }
}
