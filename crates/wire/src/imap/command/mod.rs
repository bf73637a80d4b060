//! Commands that a client sends (RFC 9051 §6).

mod append;
mod authenticate;
mod body;
mod copy;
mod create;
mod enable;
mod fetch;
mod fetch_item;
mod id;
pub(crate) mod idle;
mod list;
mod list_options;
mod login;
mod mailboxes;
mod notify;
mod put;
mod quota;
mod search;
mod search_grammar;
mod search_key;
mod select;
mod select_params;
mod sort;
mod status;
mod store;
mod uid;

use bytes::Bytes;
use nom::Parser as _;

use super::quote::{Fragments, Sink};
use super::token::{peek_word, tag_word};
use super::{MailboxName, MessageSet, Tag};
use crate::grammar::{
    In, Out, arg, crlf, maybe, nothing_fits, read, read_with_tree, root, rule, sp, word,
};
use crate::{Diagnostic, Kind, Parse};
pub use append::{AppendForm, AppendMessage};
pub use body::CommandBody;
pub(in crate::imap) use fetch::rfc822_name;
pub use fetch_item::FetchItem;
pub use idle::{idle_done, parse_idle_done};
pub use list_options::{ListReturn, ListSelection};
pub use notify::{EventGroup, FilterMailboxes, Notify, NotifyEvent};
pub use search::{SearchProgram, SearchReturn};
use search_grammar::put_search_keys;
pub use search_key::{DateIs, SearchDate, SearchKey};
pub use select_params::{QresyncParam, SelectParams};
pub use sort::{SortCriterion, SortKey, ThreadAlgorithm};
pub use status::StatusItem;
pub use store::StoreAction;

/// A command with its tag: `command = tag SP (command-any / command-auth / …) CRLF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The tag that the completing response repeats.
    pub tag: Tag,
    /// The verb with its arguments.
    pub body: CommandBody,
}

/// A command that cannot be obeyed because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCommand {
    /// The tag, if that much was readable; the answer repeats it (RFC 9051 §7.1.3).
    pub tag: Option<Tag>,
    /// The verb as written, upper case, if that much was readable.
    pub verb: Option<String>,
    /// Where and what.
    pub diagnostic: Diagnostic,
}

impl BadCommand {
    fn of(bytes: &[u8], diagnostic: Diagnostic) -> Self {
        let (tag, verb) = beginning(bytes);
        Self { tag, verb, diagnostic }
    }
}

impl Command {
    /// Reads a whole command: its literals and its line end included.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadCommand> {
        read(bytes, command).map_err(|diagnostic| BadCommand::of(bytes, diagnostic))
    }

    /// The command and the tree of its octets, from one pass: what the one refuses is what the other
    /// marks. The octets may end where a literal is announced; then the tree has no diagnostic.
    pub fn parse_with_tree(bytes: &[u8]) -> (Result<Self, BadCommand>, Parse) {
        let (command, tree) = read_with_tree(bytes, true, command);
        (command.map_err(|diagnostic| BadCommand::of(bytes, diagnostic)), tree)
    }

    /// The command in fragments. Each fragment after the first may only be sent after a `+` from
    /// the server (RFC 9051 §4.3); without a literal there is exactly one.
    pub fn encode(&self) -> Vec<Bytes> {
        let mut sink = Fragments::default();
        sink.put(self.tag.as_str().as_bytes());
        sink.put(b" ");
        self.body.put(&mut sink);
        sink.put(b"\r\n");
        sink.finish()
    }
}

fn put_set(sink: &mut impl Sink, set: &MessageSet) {
    sink.put(b" ");
    put_message_set(sink, set);
}

fn put_message_set(sink: &mut impl Sink, set: &MessageSet) {
    match set {
        MessageSet::Listed(set) => super::quote::put_set(sink, set),
        MessageSet::Saved => sink.put(b"$"),
    }
}

fn put_mailbox(sink: &mut impl Sink, mailbox: &MailboxName) {
    sink.put(b" ");
    sink.put_astring(mailbox.as_str().as_bytes());
}

/// The tag and the verb of a command that cannot be read, as far as they can be.
fn beginning(bytes: &[u8]) -> (Option<Tag>, Option<String>) {
    let first = bytes.split(|octet| *octet == b'\n').next().unwrap_or_default();
    let mut words = first.split(|octet| matches!(octet, b' ' | b'\r'));
    let mut tagged = words.next().unwrap_or_default().to_vec();
    tagged.push(b' ');
    let tag = read(&tagged, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, ()) = sp(rest)?;
        Ok((rest, tag))
    });
    let Ok(tag) = tag else { return (None, None) };
    let verb = words.next().filter(|verb| !verb.is_empty());
    (Some(tag), verb.map(|verb| String::from_utf8_lossy(verb).to_ascii_uppercase()))
}

/// ```abnf
/// command = tag SP (command-any / command-auth / command-nonauth / command-select) CRLF ; RFC 9051 §9
/// ```
pub(crate) fn command(input: In<'_>) -> Out<'_, Command> {
    root(Kind::Command, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, body) = arg(body)(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Command { tag, body }))
    })(input)
}

/// The verb decides which production reads the rest.
fn body(input: In<'_>) -> Out<'_, CommandBody> {
    let mut verb = [0_u8; 14];
    match upper(peek_word(&input), &mut verb) {
        b"CAPABILITY" => bare(Kind::CommandAny, "CAPABILITY", CommandBody::Capability)(input),
        b"NOOP" => bare(Kind::CommandAny, "NOOP", CommandBody::Noop)(input),
        b"LOGOUT" => bare(Kind::CommandAny, "LOGOUT", CommandBody::Logout)(input),
        b"ID" => id::id(input),
        b"LOGIN" => login::login(input),
        b"AUTHENTICATE" => authenticate::authenticate(input),
        b"STARTTLS" => bare(Kind::CommandNonauth, "STARTTLS", CommandBody::StartTls)(input),
        b"UNAUTHENTICATE" => {
            bare(Kind::CommandAuth, "UNAUTHENTICATE", CommandBody::Unauthenticate)(input)
        }
        b"ENABLE" => enable::enable(input),
        b"NAMESPACE" => bare(Kind::CommandAuth, "NAMESPACE", CommandBody::Namespace)(input),
        b"SELECT" => select::select(input),
        b"EXAMINE" => select::examine(input),
        b"CREATE" => create::create(input),
        b"DELETE" => mailboxes::delete(input),
        b"RENAME" => mailboxes::rename(input),
        b"SUBSCRIBE" => mailboxes::subscribe(input),
        b"UNSUBSCRIBE" => mailboxes::unsubscribe(input),
        b"LIST" => list::list(input),
        b"LSUB" => list::lsub(input),
        b"STATUS" => status::status(input),
        b"APPEND" => append::append(input),
        b"IDLE" => bare(Kind::Idle, "IDLE", CommandBody::Idle)(input),
        b"CHECK" => bare(Kind::CommandSelect, "CHECK", CommandBody::Check)(input),
        b"CLOSE" => bare(Kind::CommandSelect, "CLOSE", CommandBody::Close)(input),
        b"UNSELECT" => bare(Kind::CommandSelect, "UNSELECT", CommandBody::Unselect)(input),
        b"EXPUNGE" => bare(Kind::CommandSelect, "EXPUNGE", CommandBody::Expunge)(input),
        b"GETQUOTA" => quota::get_quota(input),
        b"GETQUOTAROOT" => quota::get_quota_root(input),
        b"SETQUOTA" => quota::set_quota(input),
        b"NOTIFY" => notify::notify(input),
        b"SEARCH" => search::search(false)(input),
        b"SORT" => sort::sort(false)(input),
        b"THREAD" => sort::thread(false)(input),
        b"FETCH" => fetch::fetch(false)(input),
        b"STORE" => store::store(false)(input),
        b"COPY" => copy::copy(false)(input),
        b"MOVE" => copy::move_(false)(input),
        b"UID" => uid::uid(input),
        _ => nothing_fits(Kind::CommandVerb)(input),
    }
}

/// `word` in upper case, or as it is if it is longer than any verb.
pub(crate) fn upper<'a>(word: &'a [u8], buffer: &'a mut [u8]) -> &'a [u8] {
    match buffer.get_mut(..word.len()) {
        Some(copy) => {
            copy.copy_from_slice(word);
            copy.make_ascii_uppercase();
            copy
        }
        None => word,
    }
}

/// A command that is only its verb.
fn bare<'a>(
    kind: Kind,
    spelling: &'static str,
    body: CommandBody,
) -> impl FnOnce(In<'a>) -> Out<'a, CommandBody> {
    move |input| {
        let (rest, _) = rule(kind, word(Kind::CommandVerb, spelling))(input)?;
        Ok((rest, body))
    }
}

fn verb<'a>(spelling: &'static str) -> impl FnMut(In<'a>) -> Out<'a, In<'a>> {
    word(Kind::CommandVerb, spelling)
}

/// Octets that a client sent after `+`. Where a literal ends in them was said in an earlier frame,
/// so all up to the last line end is one leaf, apart from a literal that is announced there.
pub(crate) fn continuation_data<'a>(input: In<'a>) -> Out<'a, ()> {
    root(Kind::ContinuationData, |input: In<'a>| {
        let all = input.fragment();
        let line_end = if all.ends_with(b"\r\n") { 2 } else { usize::from(all.ends_with(b"\n")) };
        let announced = announcement(all).unwrap_or(all.len() - line_end);
        let (rest, _) = rule(Kind::LiteralOctets, nom::bytes::complete::take(announced))(input)?;
        if announced + line_end < all.len() {
            let (rest, _) = super::token::literal(rest)?;
            return Ok((rest, ()));
        }
        let (rest, _) = maybe(crlf).parse(rest)?;
        Ok((rest, ()))
    })(input)
}

/// Where the announcement of a literal begins, if `bytes` ends with one.
fn announcement(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_suffix(b"}\r\n").or_else(|| bytes.strip_suffix(b"}\n"))?;
    let inner = inner.strip_suffix(b"+").unwrap_or(inner);
    let digits = inner.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
    let brace = inner.len().checked_sub(digits + 1)?;
    (digits > 0 && inner.get(brace) == Some(&b'{')).then_some(brace)
}
