//! THREAD (RFC 5256 §4).

use super::Encoder;
use crate::Kind;
use crate::grammar::{In, Out, nested, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::nz_number_as;

/// One thread or part of one (RFC 5256 §4): messages each of which is the only child of the one
/// before, and then the branches below the last of them. Clients read no more than
/// [`limits::NESTING_MAX`](mailscope_base::limits::NESTING_MAX) levels of branches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Sequence numbers or UIDs; empty where the common parent is not there.
    pub messages: Vec<u32>,
    /// None, or at least two.
    pub branches: Vec<Thread>,
}

/// ```abnf
/// thread-data = "THREAD" [SP 1*thread-list] ; RFC 5256 §5
/// ```
pub(super) fn thread_data(input: In<'_>) -> Out<'_, Vec<Thread>> {
    rule(Kind::ThreadData, |input| {
        let (rest, _) = word(Kind::DataName, "THREAD")(input)?;
        if rest.fragment().first() != Some(&b' ') {
            return Ok((rest, Vec::new()));
        }
        let (rest, ()) = sp(rest)?;
        // Some servers write the space where there are no threads.
        if let Some(b'\r' | b'\n') = rest.fragment().first() {
            return Ok((rest, Vec::new()));
        }
        let (rest, first) = thread_list(rest)?;
        more_lists(rest, vec![first])
    })(input)
}

/// ```abnf
/// thread-list    = "(" (thread-members / thread-nested) ")"
/// thread-members = nz-number *(SP nz-number) [SP thread-nested]
/// thread-nested  = 2*thread-list ; RFC 5256 §5
/// ```
fn thread_list<'a>(input: In<'a>) -> Out<'a, Thread> {
    nested(rule(Kind::ThreadList, |input: In<'a>| {
        let (mut rest, _) = symbol(Kind::Open, "(")(input)?;
        let mut thread = Thread::default();
        if rest.fragment().first() == Some(&b'(') {
            (rest, thread.branches) = thread_nested(rest)?;
        } else {
            let (after, first) = nz_number_as(Kind::NzNumber)(rest)?;
            thread.messages.push(first);
            rest = after;
        }
        while rest.fragment().first() == Some(&b' ') && thread.branches.is_empty() {
            let (after, ()) = sp(rest)?;
            if after.fragment().first() == Some(&b'(') {
                (rest, thread.branches) = thread_nested(after)?;
            } else {
                let (after, next) = nz_number_as(Kind::NzNumber)(after)?;
                thread.messages.push(next);
                rest = after;
            }
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, thread))
    }))(input)
}

fn thread_nested(input: In<'_>) -> Out<'_, Vec<Thread>> {
    let (rest, first) = thread_list(input)?;
    let (rest, second) = thread_list(rest)?;
    more_lists(rest, vec![first, second])
}

fn more_lists(mut rest: In<'_>, mut lists: Vec<Thread>) -> Out<'_, Vec<Thread>> {
    while rest.fragment().first() == Some(&b'(') {
        let (after, next) = thread_list(rest)?;
        lists.push(next);
        rest = after;
    }
    Ok((rest, lists))
}

pub(super) fn put(out: &mut Encoder, threads: &[Thread]) {
    out.put(b"THREAD");
    if !threads.is_empty() {
        out.put(b" ");
    }
    for thread in threads {
        put_thread(out, thread);
    }
}

fn put_thread(out: &mut Encoder, thread: &Thread) {
    out.put(b"(");
    out.put_spaced(&thread.messages, |out, &number| out.put_number(u64::from(number)));
    if !thread.messages.is_empty() && !thread.branches.is_empty() {
        out.put(b" ");
    }
    for branch in &thread.branches {
        put_thread(out, branch);
    }
    out.put(b")");
}
