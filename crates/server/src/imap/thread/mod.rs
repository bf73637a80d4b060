//! THREAD and UID THREAD (RFC 5256).

mod letter;
mod message_id;
mod ordered_subject;
mod references;

use mailscope_wire::imap::{SearchProgram, Status, Thread, ThreadAlgorithm, Untagged};

use super::ImapServer;
use super::search::{self, Found, Returns, Search, Wanted};
use crate::ServerCx;
use letter::{Ancestry, Letter};

pub(super) fn run(
    session: &mut ImapServer,
    algorithm: ThreadAlgorithm,
    program: &SearchProgram,
    uid: bool,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 5256 §3 (BASE.6.4.THREAD).
    let verb = if uid { "UID THREAD" } else { "THREAD" };
    let returns = Returns::new(None, false, uid, program);
    let search = match Search::begin(session, verb, program, &returns, cx)? {
        Ok(search) => search,
        Err(status) => return Some(status),
    };
    let threads = threads(&search.find(Wanted::All), algorithm, uid);
    Some(search::finish(session, verb, Some(Untagged::Thread(threads)), None, cx))
}

fn threads(found: &[Found<'_>], algorithm: ThreadAlgorithm, uid: bool) -> Vec<Thread> {
    let letters: Vec<Letter> = found.iter().map(|found| Letter::of(found, uid)).collect();
    match algorithm {
        ThreadAlgorithm::OrderedSubject => ordered_subject::threads(&letters),
        ThreadAlgorithm::References => {
            let ancestry = |found: &Found<'_>| Ancestry::of(found.message.mail.header_octets());
            let ancestries: Vec<Ancestry> = found.iter().map(ancestry).collect();
            references::threads(&letters, &ancestries)
        }
    }
}

#[cfg(test)]
mod tests;
