//! A provider: its disk, the sessions at it, its queue, its names, its rules.

use mailscope_base::{AccountId, Instant};
use mailscope_sim::store::{Account, ChangeKind, Mailbox};
use mailscope_sim::{Provider, World};

use super::mailbox::{self, MailboxInside, MailboxRow};
use super::marks::Marks;
use super::names::{self, MemoryRow, ZoneView};
use super::queue::{self, QueueInside};
use super::rules::{self, HostRow};
use super::session::{self, SessionInside, SessionRow};
use super::{Fact, Glance, Said};
use crate::Text;
use crate::reading::clock_time;

/// A provider from within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerInside {
    /// Its domain.
    pub name: String,
    /// Whose mail it keeps.
    pub accounts: Vec<AccountTab>,
    /// The account that is shown.
    pub account: Vec<Fact>,
    /// Its mailboxes.
    pub mailboxes: Vec<MailboxRow>,
    /// The mailbox that is shown.
    pub mailbox: Option<MailboxInside>,
    /// The sessions that are open.
    pub sessions: Vec<SessionRow>,
    /// The one that is shown.
    pub session: Option<SessionInside>,
    /// What waits to be handed on.
    pub queue: QueueInside,
    /// What the name servers say about it.
    pub zones: Vec<ZoneView>,
    /// What its resolver remembers.
    pub memory: Vec<MemoryRow>,
    /// What its resolver has asked and not been answered.
    pub asking: Vec<String>,
    /// Its hosts.
    pub hosts: Vec<HostRow>,
    /// What its hosts show in a handshake.
    pub certificate: Vec<Fact>,
    /// What whoever runs it has decided.
    pub rules: Vec<Fact>,
}

/// An account to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTab {
    /// Names it.
    pub id: AccountId,
    /// Its address.
    pub address: String,
    /// Whether it is shown.
    pub chosen: bool,
}

pub(super) fn view(
    world: &World,
    provider: &Provider,
    now: Instant,
    glance: &Glance,
    marks: &Marks,
) -> ServerInside {
    let store = &provider.store;
    let wanted = glance.account.filter(|id| store.account(*id).is_some());
    let id = wanted.unwrap_or(provider.account);
    let account = store.account(id);
    let chosen = account.and_then(|account| {
        glance
            .mailbox
            .as_deref()
            .and_then(|name| account.mailbox(name))
            .or_else(|| account.mailboxes().next())
    });
    let (sessions, session) = session::view(world, provider, glance, marks);
    let (memory, asking) = names::memory(provider, now, marks);
    ServerInside {
        name: provider.name.clone(),
        accounts: store
            .accounts()
            .map(|(of, account)| AccountTab { id: of, address: address(account), chosen: of == id })
            .collect(),
        account: account.map(|it| facts(world, provider, it, marks)).unwrap_or_default(),
        mailboxes: account
            .iter()
            .flat_map(|account| account.mailboxes())
            .map(|it| mailbox::row(provider, it, chosen.map(Mailbox::uid_validity), marks))
            .collect(),
        mailbox: account
            .zip(chosen)
            .map(|(account, it)| mailbox::view(world, (provider, account, it), glance, marks)),
        sessions,
        session,
        queue: queue::view(world, provider, marks),
        zones: names::zones_of(world, &provider.name),
        memory,
        asking,
        hosts: rules::hosts(provider),
        certificate: rules::certificate(provider),
        rules: rules::rules(provider, account),
    }
}

fn address(account: &Account) -> String {
    format!("{}@{}", account.user, account.domain)
}

/// How much there is, how much there may be, and who has the maildrop.
fn facts(world: &World, provider: &Provider, account: &Account, marks: &Marks) -> Vec<Fact> {
    let quota = account.quota();
    let mut facts = vec![
        Fact::of("inside-octets", Said::Octets(account.octets())),
        Fact::of("inside-messages", Said::Machine(account.messages().to_string())),
    ];
    facts.push(match (quota.storage_octets, quota.messages) {
        (None, None) => Fact::words("inside-quota", Text::new("inside-no-limit")),
        (Some(octets), _) => Fact::of("inside-quota", Said::Octets(octets)),
        (None, Some(messages)) => {
            let text = Text::new("inside-quota-messages").number("n", messages);
            Fact::words("inside-quota", text)
        }
    });
    let locked = account.maildrop_locked();
    let lock = |kind: &ChangeKind| {
        matches!(kind, ChangeKind::MaildropLocked | ChangeKind::MaildropUnlocked)
    };
    let text = match (locked, account.maildrop_taken()) {
        (true, Some(at)) => {
            Text::new("inside-maildrop-locked").words("time", clock_time(world, at, true))
        }
        (true, None) => Text::new("inside-maildrop-locked").words("time", ""),
        (false, Some(at)) => {
            Text::new("inside-maildrop-free-since").words("time", clock_time(world, at, true))
        }
        (false, None) => Text::new("inside-maildrop-free"),
    };
    facts.push(Fact::words("inside-maildrop", text).marked(marks.stored(provider.id, lock)));
    facts
}
