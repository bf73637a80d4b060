//! REFERENCES: the six steps of RFC 5256 §3, one module or function for each.

mod link;
mod subjects;
mod tree;

use mailscope_wire::imap::Thread;

use super::letter::{Ancestry, Letter};
use link::Links;
use tree::Tree;

/// Threads the letters, which come in the order of their numbers, each with its ancestry.
pub(super) fn threads(letters: &[Letter], ancestries: &[Ancestry]) -> Vec<Thread> {
    let mut links = Links::default();
    for (letter, ancestry) in ancestries.iter().enumerate() {
        links.add(letter, ancestry); // step 1
    }
    let mut tree = Tree::gather(letters, links.nodes()); // step 2
    tree.prune(); // step 3
    tree.sort_threads(); // step 4
    subjects::merge(&mut tree); // step 5
    tree.sort_siblings(); // step 6
    tree.threads()
}
