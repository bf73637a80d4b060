//! The server's list of mailboxes, and changes of it.

use bytes::Bytes;
use mailscope_base::limits::{MAILBOX_NAME_OCTETS_MAX, MAILBOXES_MAX};
use mailscope_wire::imap::{Attribute, CommandBody, ListReturn, ListSelection, MailboxName};

use super::ImapClient;
use super::state::{State, Step};
use crate::app::outbox::{Change, ChangeKind, FolderChange};
use crate::app::{Folder, FolderRole, Shows};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// `LIST "" *` (RFC 9051 §6.3.9), with what more the server can tell in the same command; `LSUB` where
    /// it has no better way to tell subscriptions (RFC 3501 §6.3.9).
    pub(super) fn list(&mut self, cx: &mut Context<'_>) {
        self.folders.listed = true;
        self.round.begin();
        let (reference, pattern) = (Bytes::new(), Bytes::from_static(b"*"));
        let subscribed = self.policy.shows == Shows::Subscribed;
        self.choose_if(subscribed, choice::ONLY_SUBSCRIBED, cx);
        if subscribed && !self.capabilities.list_extended {
            cx.choose(choice::LSUB_INSTEAD);
            let lsub = CommandBody::Lsub { reference, pattern };
            return self.send(lsub, Step::List(Vec::new()), cx);
        }
        let mut returns = Vec::new();
        if self.capabilities.list_extended {
            returns.push(ListReturn::Subscribed);
            if self.capabilities.special_use {
                returns.push(ListReturn::SpecialUse);
            }
        }
        if self.capabilities.list_status {
            cx.choose(choice::STATUS_WITH_LIST);
            returns.push(ListReturn::Status(self.status_items()));
        }
        let selection = if subscribed { vec![ListSelection::Subscribed] } else { Vec::new() };
        let returns = (!returns.is_empty()).then_some(returns);
        let list = CommandBody::List { selection, reference, patterns: vec![pattern], returns };
        self.send(list, Step::List(Vec::new()), cx);
    }

    /// One line of LIST (RFC 9051 §7.3.1).
    pub(super) fn list_item(
        &mut self,
        attributes: &[Attribute],
        delimiter: Option<char>,
        mailbox: &MailboxName,
        cx: &mut Context<'_>,
    ) {
        let name = mailbox.decode(self.capabilities.rev2);
        let extended = self.capabilities.list_extended;
        let subscribed_only = self.policy.shows == Shows::Subscribed;
        let Some(folders) = self.in_flight.listing_mut() else { return };
        let has = |name: &str| attributes.iter().any(|a| a.0.eq_ignore_ascii_case(name));
        // A name that is no modified UTF-7 is shown as it came.
        let name = name.unwrap_or_else(|| mailbox.as_str().to_owned());
        // A name that cannot be selected is no folder to a reader of mail.
        let folder = !has("\\Noselect") && !has("\\NonExistent");
        if !folder || folders.len() >= MAILBOXES_MAX || name.len() > MAILBOX_NAME_OCTETS_MAX {
            return;
        }
        cx.host.delimiter = delimiter;
        // RFC 6154 §2.
        let special = [
            ("\\Drafts", FolderRole::Drafts),
            ("\\Sent", FolderRole::Sent),
            ("\\Trash", FolderRole::Trash),
            ("\\Junk", FolderRole::Junk),
            ("\\Archive", FolderRole::Archive),
        ];
        let role = if name == "INBOX" {
            FolderRole::Inbox
        } else {
            let told = special.iter().find(|(attribute, _)| has(attribute));
            told.map_or(FolderRole::Other, |(_, role)| *role)
        };
        // Without LIST-EXTENDED, nobody has said anything of subscriptions, or nothing else (LSUB).
        let told = extended || subscribed_only;
        let subscribed = told.then(|| has("\\Subscribed") || (subscribed_only && !extended));
        folders.push(Folder { subscribed, ..Folder::of_server(&name, role) });
    }

    pub(super) fn listed(&mut self, mut folders: Vec<Folder>, ok: bool, cx: &mut Context<'_>) {
        if !ok {
            return;
        }
        if !folders.iter().any(|folder| folder.role == FolderRole::Inbox) {
            // It is always there (RFC 9051 §5.1), subscribed to or not.
            folders.push(Folder::of_server("INBOX", FolderRole::Inbox));
        }
        folders.sort_by(|a, b| a.rank().cmp(&b.rank()));
        folders.dedup_by(|a, b| a.name == b.name);
        name_roles(&mut folders);
        cx.host.subscribed_only = self.policy.shows == Shows::Subscribed;
        let was_there = cx.host.is_listed(&self.watched);
        let lost = cx.host.learn_folders(folders, cx.now);
        self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
        if was_there && !cx.host.is_listed(&self.watched) {
            self.watched_is_gone(cx);
        }
        self.plan_round(cx);
    }

    /// Sends the command for a change of a folder (RFC 9051 §6.3.4 to §6.3.8).
    pub(super) fn change_folder(
        &mut self,
        number: u32,
        change: &FolderChange,
        cx: &mut Context<'_>,
    ) -> bool {
        if let FolderChange::Rename { from, .. } | FolderChange::Delete(from) = change
            && let State::Selected(selection) = &self.state
            && is_within(&selection.mailbox, from, cx.host.delimiter)
        {
            // What becomes of a session in a mailbox that loses its name, no RFC says.
            cx.choose(choice::LEFT_BEFORE_CHANGED);
            self.select("INBOX", cx);
            return true;
        }
        let name = |name: &str| self.name_of(name);
        let command = match change {
            FolderChange::Create(name_) => {
                CommandBody::Create { mailbox: name(name_), special_use: Vec::new() }
            }
            FolderChange::Rename { from, to } => {
                CommandBody::Rename { from: name(from), to: name(to) }
            }
            FolderChange::Delete(name_) => CommandBody::Delete { mailbox: name(name_) },
            FolderChange::Subscribe(name_, true) => CommandBody::Subscribe { mailbox: name(name_) },
            FolderChange::Subscribe(name_, false) => {
                CommandBody::Unsubscribe { mailbox: name(name_) }
            }
        };
        self.send(command, Step::Folder(number), cx);
        true
    }

    /// The answer to it.
    pub(super) fn folder_changed(
        &mut self,
        number: u32,
        ok: bool,
        words: &str,
        cx: &mut Context<'_>,
    ) {
        let Some(Change { kind: ChangeKind::Folder(change), .. }) = cx.host.change(number).cloned()
        else {
            return;
        };
        if !ok {
            cx.choose(choice::FOLDER_REFUSED);
            return cx.host.reject_folder(number, words.to_owned(), cx.now);
        }
        let lost = cx.host.confirm_folder(number, cx.now);
        self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
        // The list of subscriptions is another list than that of mailboxes, and no command for the one
        // changes the other (RFC 9051 §6.3.5, §6.3.7).
        let subscribe = |name: String, on| ChangeKind::Folder(FolderChange::Subscribe(name, on));
        match change {
            FolderChange::Create(name) => {
                cx.choose(choice::NEW_FOLDER_SUBSCRIBED);
                cx.host.push_first(subscribe(name, true));
            }
            FolderChange::Rename { from, to } => {
                cx.choose(choice::SUBSCRIPTION_FOLLOWS);
                if is_within(&self.watched, &from, cx.host.delimiter) {
                    let rest = self.watched.get(from.len()..).unwrap_or_default();
                    self.watched = format!("{to}{rest}");
                }
                cx.host.push_first(subscribe(from, false));
                cx.host.push_first(subscribe(to, true));
            }
            FolderChange::Delete(name) => {
                cx.choose(choice::SUBSCRIPTION_FOLLOWS);
                cx.host.push_first(subscribe(name, false));
            }
            FolderChange::Subscribe(name, on) => {
                // Which folder that is, and what is in it, the device has still to hear.
                self.folders.listed &= !on || cx.host.is_listed(&name);
            }
        }
    }
}

/// Whether a mailbox is that one, or below it.
fn is_within(mailbox: &str, above: &str, delimiter: Option<char>) -> bool {
    mailbox.strip_prefix(above).is_some_and(|rest| {
        rest.is_empty() || delimiter.is_some_and(|delimiter| rest.starts_with(delimiter))
    })
}

/// Gives the roles that the server has not given, by well-known names; one folder for each.
fn name_roles(folders: &mut [Folder]) {
    let mut taken: Vec<FolderRole> = vec![FolderRole::Other];
    for folder in folders.iter() {
        if !taken.contains(&folder.role) {
            taken.push(folder.role);
        }
    }
    for folder in folders.iter_mut().filter(|folder| folder.role == FolderRole::Other) {
        let role = FolderRole::by_name(&folder.name);
        if !taken.contains(&role) {
            taken.push(role);
            folder.role = role;
        }
    }
}
