//! A session of a server: where it stands, and what its client has been told.

use core::ops::Range;

use mailscope_base::{ConnectionId, MessageNumber, Uid, UidValidity};
use mailscope_sim::server::imap::Believed;
use mailscope_sim::server::{AnyServer, ImapServer, Pop3Server, SmtpServer};
use mailscope_sim::store::{Mailbox, UniqueId};
use mailscope_sim::{Connection, End, Party, Protection, Provider, World};
use mailscope_wire::Service;

use super::mailbox::flags;
use super::marks::Marks;
use super::{Fact, Glance, Said, window};
use crate::Text;
use crate::cell::subject;
use crate::devices::the_place;

/// Recipients of a transaction that are shown.
const RECIPIENTS_MAX: usize = 20;

/// A session in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its connection.
    pub id: ConnectionId,
    /// Who is at the other end.
    pub who: Text,
    /// What is spoken.
    pub service: Service,
    /// The state in the words of the protocol's RFC.
    pub state: &'static str,
    /// Whether it is shown.
    pub chosen: bool,
    /// Whether the present turn brought it there.
    pub focus: bool,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInside {
    /// Its connection.
    pub id: ConnectionId,
    /// What it knows.
    pub facts: Vec<Fact>,
    /// The messages that it counts.
    pub table: Option<SessionTable>,
}

/// The messages of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTable {
    /// What is spoken: sequence numbers or message numbers.
    pub service: Service,
    /// How many rows there are.
    pub total: usize,
    /// The place of `rows[0]`.
    pub first: usize,
    /// The rows that are wanted, newest first.
    pub rows: Vec<CountedRow>,
}

/// A message as a session counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedRow {
    /// Its number in this session; nothing while it has none.
    pub number: Option<usize>,
    /// Its UID, or its unique-id.
    pub name: String,
    /// The flags that the client knows, under IMAP; its octets, under POP3.
    pub value: Said,
    /// The subject; empty if there is none.
    pub subject: String,
    /// How it stands.
    pub counted: Counted,
}

/// How a message stands in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// As the client knows it.
    Known,
    /// It has come, and the client has not been told.
    New,
    /// Its flags are others, and the client has not been told.
    Changed,
    /// It has gone, and the client counts it still.
    Gone,
    /// RETR has handed it out.
    Retrieved,
    /// DELE has marked it: it goes when the client says QUIT.
    Marked,
}

pub(super) fn view(
    world: &World,
    provider: &Provider,
    glance: &Glance,
    marks: &Marks,
) -> (Vec<SessionRow>, Option<SessionInside>) {
    let here = || world.connections().filter(|one| one.host.provider == provider.id);
    let wanted = glance.session.filter(|id| here().any(|one| one.id == *id));
    let chosen = wanted.or_else(|| here().next().map(|one| one.id));
    let row = |one: &Connection| SessionRow {
        id: one.id,
        who: who(world, one.client),
        service: one.service,
        state: one.server.state_name().0,
        chosen: chosen == Some(one.id),
        focus: marks.session(one.id),
    };
    let session = chosen.and_then(|id| world.connection(id));
    (here().map(row).collect(), session.map(|one| inside(world, provider, one, glance, marks)))
}

fn who(world: &World, party: Party) -> Text {
    the_place(world, party.place())
}

fn inside(
    world: &World,
    provider: &Provider,
    connection: &Connection,
    glance: &Glance,
    marks: &Marks,
) -> SessionInside {
    let state = connection.server.state_name().0;
    let mut facts = vec![
        Fact::of("inside-state", Said::Machine(state.to_owned()))
            .marked(marks.session(connection.id)),
        Fact::words("inside-protection", protection(connection.protection())),
    ];
    let account = connection.server.account().and_then(|id| provider.store.account(id));
    if let Some(account) = account {
        facts.push(Fact::of("inside-user", Said::Machine(account.user.to_string())));
    }
    let rows = &glance.session_rows;
    let table = match &connection.server {
        AnyServer::Imap(server) => imap(world, provider, server, rows, &mut facts),
        AnyServer::Pop3(server) => pop3(server, rows, &mut facts),
        AnyServer::Smtp(server) => {
            smtp(server, &mut facts);
            None
        }
        AnyServer::Web(_) => None,
    };
    let sent = world.place(connection.id, End::Client);
    if matches!(sent, mailscope_sim::Place::Server(_)) {
        facts.push(Fact::words("inside-between", Text::new("inside-between-servers")));
    }
    SessionInside { id: connection.id, facts, table }
}

fn protection(protection: Protection) -> Text {
    match protection {
        Protection::Clear => Text::new("inside-clear"),
        Protection::Tls => Text::new("inside-tls"),
        Protection::Intercepted(_) => Text::new("inside-intercepted"),
    }
}

fn imap(
    world: &World,
    provider: &Provider,
    server: &ImapServer,
    rows: &Range<usize>,
    facts: &mut Vec<Fact>,
) -> Option<SessionTable> {
    let enabled: Vec<&str> = server.enabled().collect();
    if !enabled.is_empty() {
        facts.push(Fact::machine("ENABLED", &enabled.join(" ")));
    }
    let believed = server.believed()?;
    let account = server.account().and_then(|id| provider.store.account(id))?;
    let mailbox = account.mailbox_by_validity(believed.validity());
    let name = mailbox.map(|mailbox| mailbox.name().to_string()).unwrap_or_default();
    facts.push(Fact::of("inside-selected", Said::Machine(name)));
    if believed.is_read_only() {
        facts.push(Fact::words("inside-access", Text::new("inside-read-only")));
    }
    let (new, changed, gone) = believed.untold();
    let untold = match new + changed + gone {
        0 => Text::new("inside-untold-none"),
        _ => Text::new("inside-untold")
            .number("new", new as u64)
            .number("changed", changed as u64)
            .number("gone", gone as u64),
    };
    facts.push(Fact::words("inside-told", untold));
    let total = new + believed.uids().len();
    let rows = window(rows, total);
    let news: Vec<Uid> =
        if rows.start < new { believed.untold_new().collect() } else { Vec::new() };
    let row = |at: usize| match at.checked_sub(new) {
        None => news.get(new - 1 - at).map(|uid| (None, *uid)),
        Some(at) => {
            let index = believed.uids().len().checked_sub(at + 1)?;
            believed.uids().get(index).map(|uid| (Some(index + 1), *uid))
        }
    };
    let counted = rows.clone().filter_map(row).map(|(number, uid)| {
        let place = (provider, believed.validity(), mailbox);
        believed_row(world, place, believed, number, uid)
    });
    let rows_shown = counted.collect();
    Some(SessionTable { service: Service::Imap, total, first: rows.start, rows: rows_shown })
}

fn believed_row(
    world: &World,
    (provider, validity, mailbox): (&Provider, UidValidity, Option<&Mailbox>),
    believed: Believed<'_>,
    number: Option<usize>,
    uid: Uid,
) -> CountedRow {
    let message = mailbox.and_then(|mailbox| mailbox.get(uid));
    let old = believed.known_flags(uid);
    let counted = if number.is_none() {
        Counted::New
    } else if believed.is_untold_gone(uid) || message.is_none() {
        Counted::Gone
    } else if old.is_some() {
        Counted::Changed
    } else {
        Counted::Known
    };
    let known = old.or_else(|| message.map(|message| &message.flags));
    let email = world.email_at(provider.id, validity, uid);
    CountedRow {
        number,
        name: uid.to_string(),
        value: Said::Machine(known.map(flags).unwrap_or_default()),
        subject: email.map(|email| subject(world, email)).unwrap_or_default(),
        counted,
    }
}

fn pop3(server: &Pop3Server, rows: &Range<usize>, facts: &mut Vec<Fact>) -> Option<SessionTable> {
    let messages = server.messages()?;
    facts.push(Fact::words("inside-maildrop", Text::new("inside-has-lock")));
    let numbers = (0..messages.len()).filter_map(MessageNumber::from_index);
    let marked = numbers.filter(|number| server.is_marked(*number)).count();
    facts.push(Fact::of("inside-dele", Said::Machine(marked.to_string())));
    let total = messages.len();
    let rows = window(rows, total);
    let counted = rows.clone().filter_map(|at| {
        let number = MessageNumber::from_index(total - 1 - at)?;
        let message = messages.get(number.index())?;
        let (validity, uid) = server.place_of(number)?;
        let counted = if server.is_marked(number) {
            Counted::Marked
        } else if server.was_retrieved(number) {
            Counted::Retrieved
        } else {
            Counted::Known
        };
        let subject = message.mail.summary().subject.clone().unwrap_or_default();
        Some(CountedRow {
            number: Some(number.get() as usize),
            name: UniqueId::of(validity, uid),
            value: Said::Octets(message.mail.len() as u64),
            subject: crate::reading::printable(&subject, 160),
            counted,
        })
    });
    let counted = counted.collect();
    Some(SessionTable { service: Service::Pop3, total, first: rows.start, rows: counted })
}

fn smtp(server: &SmtpServer, facts: &mut Vec<Fact>) {
    if let Some(name) = server.hello() {
        facts.push(Fact::machine("EHLO", &crate::reading::printable(name, 255)));
    }
    let Some((envelope, octets)) = server.transaction() else {
        return facts.push(Fact::words("inside-transaction", Text::new("inside-no-transaction")));
    };
    let from = envelope.reverse_path.as_ref().map(ToString::to_string).unwrap_or_default();
    facts.push(Fact::machine("MAIL FROM", &format!("<{from}>")));
    for recipient in envelope.recipients.iter().take(RECIPIENTS_MAX) {
        facts.push(Fact::machine("RCPT TO", &format!("<{}>", recipient.address)));
    }
    let more = envelope.recipients.len().saturating_sub(RECIPIENTS_MAX);
    if more > 0 {
        let text = Text::new("inside-more").number("n", more as u64);
        facts.push(Fact::words("inside-recipients", text));
    }
    if octets > 0 {
        facts.push(Fact::of("inside-came", Said::Octets(octets as u64)));
    }
}
