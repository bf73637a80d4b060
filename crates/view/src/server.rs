//! The server's disk as a table.

use mailscope_base::ProviderId;
use mailscope_sim::store::spool::{Queued, Schedule};
use mailscope_sim::store::{Account, Mailbox, Message};
use mailscope_sim::{Device, World};

use crate::Text;
use crate::cell::subject;
use crate::focus::Focus;
use crate::page::{DiskMailbox, DiskRow, QueueRow, ServerView};
use crate::reading::{clock_time, printable};

/// Mails of the queue that are shown.
const QUEUE_ROWS_MAX: usize = 5;
/// Characters of an address.
const ADDRESS_CHARS_MAX: usize = 80;

/// The disk of the provider of the device in the hand, as far as that device's account goes.
pub(crate) fn view(world: &World, hand: Option<&Device>, rows: usize, focus: &Focus) -> ServerView {
    let home = hand.and_then(|device| world.provider_of(device.provider));
    let provider = home.unwrap_or_else(|| world.provider());
    let account = provider.store.account(hand.map_or(provider.account, |device| device.account));
    let queue = provider.store.spool();
    ServerView {
        id: provider.id,
        host: provider.name.clone(),
        mailboxes: account
            .iter()
            .flat_map(|account| account.mailboxes())
            .map(|mailbox| disk_mailbox(provider.id, mailbox, rows, focus))
            .collect(),
        queue: queue.iter().take(QUEUE_ROWS_MAX).map(|queued| queue_row(world, queued)).collect(),
        queue_more: queue.len().saturating_sub(QUEUE_ROWS_MAX),
        maildrop_locked: account.is_some_and(Account::maildrop_locked),
        octets: account.map_or(0, Account::octets),
    }
}

fn queue_row(world: &World, queued: &Queued) -> QueueRow {
    let open = queued.recipients.iter().filter(|one| !one.state.is_final());
    let to: Vec<String> = open.map(|one| one.recipient.address.to_string()).collect();
    QueueRow {
        email: queued.email,
        to: printable(&to.join(", "), ADDRESS_CHARS_MAX),
        subject: subject(world, queued.email),
        state: match queued.schedule {
            Schedule::Fresh => Text::new("queue-fresh"),
            Schedule::UnderWay => Text::new("queue-under-way"),
            Schedule::At(at) => Text::new("queue-at").words("time", clock_time(world, at, false)),
        },
    }
}

fn disk_mailbox(home: ProviderId, mailbox: &Mailbox, rows: usize, focus: &Focus) -> DiskMailbox {
    DiskMailbox {
        name: mailbox.name().to_string(),
        uid_validity: mailbox.uid_validity().get(),
        uid_next: mailbox.uid_next().get(),
        total: mailbox.messages().len(),
        rows: mailbox
            .messages()
            .iter()
            .rev()
            .take(rows)
            .map(|m| disk_row(home, m, focus))
            .collect(),
    }
}

fn disk_row(home: ProviderId, message: &Message, focus: &Focus) -> DiskRow {
    let flags: Vec<String> = message.flags.iter().map(|flag| flag.to_string()).collect();
    DiskRow {
        email: message.email,
        uid: message.uid.get(),
        flags: flags.join(" "),
        subject: message.mail.summary().subject.clone().unwrap_or_default(),
        focus: focus.server(home, message.email),
    }
}
