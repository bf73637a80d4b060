//! Other ways: what was undone, and what was left when the way went on differently.

use std::sync::Arc;

use mailscope_base::{Instant, limits};

use super::History;
use super::line::Line;

/// Names another way of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BranchId(pub u32);

/// A way that is not the present one.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    id: BranchId,
    line: Arc<Line>,
}

/// What there is to say about another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchView {
    /// Names it.
    pub id: BranchId,
    /// What a person called it; may be empty.
    pub name: Arc<str>,
    /// The position up to which it is the same as the present way.
    pub parts_at: u32,
    /// Its last known position.
    pub end: u32,
    /// How many actions it has.
    pub actions: usize,
}

impl History {
    /// Takes back the last action before the present position: the world is as it was before it, and
    /// goes on without it. Tells whether there was one.
    pub fn undo(&mut self) -> bool {
        let here = self.position();
        let last = self.actions().rev().find(|entered| entered.position < here);
        let Some(position) = last.map(|entered| entered.position) else { return false };
        if self.undone.len() >= limits::UNDO_MAX {
            return false;
        }
        self.undone.push(Arc::new(self.line.clone()));
        self.seek(position);
        self.line.cut(position);
        true
    }

    /// Brings back what the last [`Self::undo`] took away: everything is as it was before it. Tells
    /// whether there was anything.
    pub fn redo(&mut self) -> bool {
        let Some(line) = self.undone.pop() else { return false };
        self.line = Arc::unwrap_or_clone(line);
        self.idle_until = Instant::START;
        true
    }

    /// How often one can undo, and redo.
    pub fn undo_depth(&self) -> (usize, usize) {
        let here = self.position();
        let before = self.actions().take_while(|entered| entered.position < here).count();
        (before, self.undone.len())
    }

    /// Begins another way here, called `name`: the same past, an open future. The way so far is kept as
    /// a branch.
    pub fn fork(&mut self, name: &str) {
        let before = self.line.clone();
        self.line.cut(self.line.position());
        let name: String = name.chars().take(limits::MOMENT_NAME_CHARS_MAX).collect();
        self.line.name = name.into();
        self.drop_undone();
        self.keep_branch(Arc::new(before));
    }

    /// The other ways, the oldest first.
    pub fn branches(&self) -> impl ExactSizeIterator<Item = BranchView> {
        self.branches.iter().map(|Branch { id, line }| BranchView {
            id: *id,
            name: line.name.clone(),
            parts_at: self.parts_at(line),
            end: line.furthest().turn(),
            actions: line.actions.len(),
        })
    }

    /// What a person called the present way; may be empty.
    pub fn name(&self) -> &str {
        &self.line.name
    }

    /// Goes over to another way, to where one was on it. The present one becomes a branch. Tells
    /// whether there is such a way.
    pub fn switch(&mut self, id: BranchId) -> bool {
        let Some(at) = self.branches.iter().position(|branch| branch.id == id) else {
            return false;
        };
        let branch = self.branches.remove(at);
        self.drop_undone();
        let before = core::mem::replace(&mut self.line, Arc::unwrap_or_clone(branch.line));
        self.idle_until = Instant::START;
        self.keep_branch(Arc::new(before));
        true
    }

    /// Keeps what was undone as a branch: the first of it holds the rest.
    pub(super) fn drop_undone(&mut self) {
        if let Some(whole) = core::mem::take(&mut self.undone).into_iter().next() {
            self.keep_branch(whole);
        }
    }

    pub(super) fn keep_branch(&mut self, line: Arc<Line>) {
        self.branches.push(Branch { id: BranchId(self.next_branch), line });
        self.next_branch = self.next_branch.saturating_add(1);
        if self.branches.len() > limits::BRANCHES_MAX {
            self.branches.remove(0);
        }
    }

    /// Where `other` and the present way part: at the first action that only one of them has.
    fn parts_at(&self, other: &Line) -> u32 {
        let mut ours = self.line.actions.iter();
        let mut theirs = other.actions.iter();
        loop {
            let (our, their) = (ours.next(), theirs.next());
            if our == their && our.is_some() {
                continue;
            }
            let positions = [our, their].into_iter().flatten().map(|entered| entered.position);
            let ends = [self.end(), other.furthest().turn()];
            return positions.chain(ends).min().unwrap_or(0);
        }
    }
}
