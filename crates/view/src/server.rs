//! The server's disk as a table.

use mailscope_sim::World;
use mailscope_sim::store::{Account, Mailbox, Message};

use crate::focus::Focus;
use crate::page::{DiskMailbox, DiskRow, Door, ServerView};

pub(crate) fn view(world: &World, rows: usize, focus: &Focus) -> ServerView {
    let provider = world.provider();
    let account = provider.store.account(provider.account);
    ServerView {
        host: provider.name.clone(),
        address: account.map(|a| format!("{}@{}", a.user, a.domain)).unwrap_or_default(),
        mailboxes: account
            .iter()
            .flat_map(|account| account.mailboxes())
            .map(|mailbox| disk_mailbox(mailbox, rows, focus))
            .collect(),
        doors: world
            .devices()
            .map(|device| Door {
                port: device.app.service().port(),
                service: device.app.service(),
                open: device.reading.is_some(),
            })
            .collect(),
        maildrop_locked: account.is_some_and(Account::maildrop_locked),
        octets: account.map_or(0, Account::octets),
    }
}

fn disk_mailbox(mailbox: &Mailbox, rows: usize, focus: &Focus) -> DiskMailbox {
    DiskMailbox {
        name: mailbox.name().to_string(),
        uid_validity: mailbox.uid_validity().get(),
        uid_next: mailbox.uid_next().get(),
        total: mailbox.messages().len(),
        rows: mailbox.messages().iter().rev().take(rows).map(|m| disk_row(m, focus)).collect(),
    }
}

fn disk_row(message: &Message, focus: &Focus) -> DiskRow {
    let flags: Vec<String> = message.flags.iter().map(|flag| flag.to_string()).collect();
    DiskRow {
        email: message.email,
        uid: message.uid.get(),
        flags: flags.join(" "),
        subject: message.mail.summary().subject.clone().unwrap_or_default(),
        focus: focus.server(message.email),
    }
}
