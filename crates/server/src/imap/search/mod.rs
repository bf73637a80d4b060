//! SEARCH and UID SEARCH, and the searching of SORT and THREAD.
//!
//! A search goes through four stages: [`prepare`] makes criteria of the search keys, [`query`] finds
//! candidates and asks each [`criterion`], and [`answer`] tells the result. Strings are compared by
//! [`needle`] and [`casemap`]; the store tells where the text of a mail is and decodes it.

mod answer;
mod casemap;
mod criterion;
mod needle;
mod prepare;
mod query;
mod sent_date;

use imbl::Vector;
use mailscope_base::{AccountId, Uid};
use mailscope_store::Mailbox;
use mailscope_wire::imap::{Code, SearchProgram, SearchReturn, Status, StatusKind, Tag, Untagged};

use super::enabled::Enabled;
use super::selection::Selection;
use super::status::{WithCode as _, no_code, ok};
use super::{ImapServer, State, condstore, tell};
use crate::ServerCx;
pub(super) use answer::{Returns, saved};
pub(super) use casemap::casemap;
use criterion::Criterion;
use prepare::Preparation;
pub(super) use query::{Found, Wanted};
pub(super) use sent_date::unix_secs as sent_date;

/// What SEARCH asks for.
pub(super) struct Request {
    pub(super) returns: Option<Vec<SearchReturn>>,
    pub(super) program: SearchProgram,
    pub(super) uid: bool,
}

pub(super) fn run(
    session: &mut ImapServer,
    tag: &Tag,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.4.4 and §6.4.9, RFC 3501 §6.4.4 and §6.4.8, RFC 4731 §3.1.
    let verb = if request.uid { "UID SEARCH" } else { "SEARCH" };
    let rev2 = session.enabled.rev2;
    let returns = Returns::new(request.returns.as_deref(), rev2, request.uid, &request.program);
    let search = match Search::begin(session, verb, &request.program, &returns, cx)? {
        Ok(search) => search,
        Err(status) => return Some(status),
    };
    let found = search.find(returns.wanted());
    let response = returns.response(&found, tag, Untagged::Search);
    let saved = returns.saves().then(|| saved(&found));
    Some(finish(session, verb, response, saved, cx))
}

/// A search that can be carried out.
pub(super) struct Search {
    selection: Selection,
    mailbox: Mailbox,
    criterion: Criterion,
}

impl Search {
    /// Makes a search of a program. Nothing if no mailbox is selected.
    pub(super) fn begin(
        session: &mut ImapServer,
        verb: &'static str,
        program: &SearchProgram,
        returns: &Returns,
        cx: &mut ServerCx<'_>,
    ) -> Option<Result<Self, Status>> {
        let enabled = session.enabled;
        let State::Selected(account, selection) = &mut session.state else { return None };
        let search = Self::prepare(*account, selection, enabled, verb, program, cx);
        match &search {
            Ok(_) if prepare::asks_for_modseq(&program.key) => condstore::enable(session, cx),
            // RFC 9051 §6.4.4.1: a search that is NO empties `$`, one that is BAD leaves it.
            Err(status) if returns.saves() && status.kind == StatusKind::No => {
                selection.save(Vector::new());
            }
            _ => {}
        }
        Some(search)
    }

    fn prepare(
        account: AccountId,
        selection: &Selection,
        enabled: Enabled,
        verb: &'static str,
        program: &SearchProgram,
        cx: &ServerCx<'_>,
    ) -> Result<Self, Status> {
        let mailbox = selection.mailbox(account, cx.host).cloned();
        let mailbox = mailbox.ok_or_else(|| no_code("NONEXISTENT", "the mailbox is gone"))?;
        let now = cx.clock.at(cx.now).unix_secs;
        let preparation = Preparation::new(verb, program, selection, now, enabled)?;
        let criterion = preparation.criterion(&program.key)?;
        Ok(Self { selection: selection.clone(), mailbox, criterion })
    }
}

/// RFC 5182 §2.3: commands are obeyed one after the other, so `$` is what the one before saved.
///
/// Tells the result, saves it if it is to be saved, and says how the search ended.
pub(super) fn finish(
    session: &mut ImapServer,
    verb: &'static str,
    response: Option<Untagged>,
    saved: Option<Vector<Uid>>,
    cx: &mut ServerCx<'_>,
) -> Status {
    if let Some(response) = response {
        tell(response, None, cx);
    }
    let State::Selected(_, selection) = &mut session.state else { return ok("completed") };
    let text = if saved.is_some() { ", result saved" } else { "" };
    if let Some(saved) = saved {
        selection.save(saved);
    }
    let status = ok(&format!("{verb} completed{text}"));
    // RFC 5530 §3: numbers of messages that are gone match nothing; the client may want to send
    // NOOP. The UID forms tell them at once.
    if selection.has_untold_expunges() && !verb.starts_with("UID") {
        return status.with_code(Code::Atom("EXPUNGEISSUED".to_owned()));
    }
    status
}
