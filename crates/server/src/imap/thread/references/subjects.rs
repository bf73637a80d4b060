//! Step 5: "Gather together messages under the root that have the same base subject text."

use std::collections::BTreeMap;

use super::tree::Tree;

/// The threads under the root, each in its place; nothing where one was merged into another.
type Places = Vec<Option<usize>>;
/// Step 5.A: "a table for associating base subjects with messages": where they are under the root.
type SubjectTable<'a> = BTreeMap<&'a str, usize>;

/// Merges threads with the same subject.
pub(super) fn merge(tree: &mut Tree<'_>) {
    let root = core::mem::take(&mut tree.root);
    let table = subject_table(tree, &root);
    let mut places: Places = root.iter().copied().map(Some).collect();
    for (place, &member) in root.iter().enumerate() {
        // Step 5.C.i to iv.
        let Some(subject) = thread_subject(tree, member) else { continue };
        let Some(&of_table) = table.get(subject) else { continue };
        if of_table != place {
            merge_two(tree, &mut places, of_table, place);
        }
    }
    tree.root = places.into_iter().flatten().collect();
}

/// Steps 5.B.i and ii: a thread's subject; nothing for an empty one, which gathers nobody.
fn thread_subject<'a>(tree: &Tree<'a>, member: usize) -> Option<&'a str> {
    let subject = tree.subject(member)?;
    Some(subject.text.as_str()).filter(|text| !text.is_empty())
}

/// Step 5.B: one message for each subject, by its place under the root.
fn subject_table<'a>(tree: &Tree<'a>, root: &[usize]) -> SubjectTable<'a> {
    let mut table = SubjectTable::new();
    for (place, &member) in root.iter().enumerate() {
        let Some(subject) = thread_subject(tree, member) else { continue };
        let entry = table.entry(subject).or_insert(place);
        let Some(&known) = root.get(*entry) else { continue };
        // Step 5.B.iv: a dummy is better than a message, a message better than a reply to one.
        let better = tree.is_dummy(member)
            || (tree.is_reply_or_forward(known) && !tree.is_reply_or_forward(member));
        if !tree.is_dummy(known) && better {
            *entry = place;
        }
    }
    table
}

/// Step 5.C: merges the thread at `place` with the one in the table, which is at `of_table`.
fn merge_two(tree: &mut Tree<'_>, places: &mut Places, of_table: usize, place: usize) {
    let at = |places: &Places, place: usize| places.get(place).copied().flatten();
    let (Some(known), Some(current)) = (at(places, of_table), at(places, place)) else { return };
    match (tree.is_dummy(known), tree.is_dummy(current)) {
        // "If both messages are dummies, append the current message's children to the children of
        // the message in the subject table, and then delete the current message."
        (true, true) => {
            let children = tree.take_children(current);
            tree.add_children(known, children);
        }
        // "If the message in the subject table is a dummy and the current message is not, make the
        // current message a child of the message in the subject table."
        (true, false) => tree.add_children(known, [current]),
        // "If the current message is a reply or forward and the message in the subject table is
        // not, make the current message a child of the message in the subject table."
        (false, false) if tree.is_reply_or_forward(current) && !tree.is_reply_or_forward(known) => {
            tree.add_children(known, [current]);
        }
        // "Otherwise, create a new dummy message and make both the current message and the message
        // in the subject table children of the dummy. Then replace the message in the subject table
        // with the dummy message."
        (false, _) => {
            let dummy = tree.new_dummy(vec![known, current]);
            if let Some(entry) = places.get_mut(of_table) {
                *entry = Some(dummy);
            }
        }
    }
    if let Some(entry) = places.get_mut(place) {
        *entry = None;
    }
}
