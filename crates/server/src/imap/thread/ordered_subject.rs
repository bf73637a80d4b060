//! ORDEREDSUBJECT, "poor man's threading" (RFC 5256 §3).

use mailscope_wire::imap::Thread;

use super::letter::Letter;

/// Threads the letters, which come in the order of their numbers.
pub(super) fn threads(letters: &[Letter]) -> Vec<Thread> {
    // "The searched messages are sorted by base subject and then by the sent date."
    let mut sorted: Vec<&Letter> = letters.iter().collect();
    sorted.sort_by(|a, b| (&a.subject.text, a.sent).cmp(&(&b.subject.text, b.sent)));
    // "The messages are then split into separate threads, with each thread containing messages with
    // the same base subject text."
    let mut threads: Vec<&[&Letter]> =
        sorted.chunk_by(|a, b| a.subject.text == b.subject.text).collect();
    // "Finally, the threads are sorted by the sent date of the first message in the thread."
    threads.sort_by_key(|thread| thread.first().map(|first| (first.sent, first.number)));
    threads.into_iter().map(one).collect()
}

/// The first message with all others as its children: "there are no grandchildren".
fn one(letters: &[&Letter]) -> Thread {
    let alone = |letter: &&Letter| Thread { messages: vec![letter.number], branches: Vec::new() };
    match letters {
        [first, others @ ..] if others.len() > 1 => {
            Thread { messages: vec![first.number], branches: others.iter().map(alone).collect() }
        }
        few => Thread {
            messages: few.iter().map(|letter| letter.number).collect(),
            branches: Vec::new(),
        },
    }
}
