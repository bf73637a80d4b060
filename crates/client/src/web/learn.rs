//! What a page shows after an answer.

use std::collections::BTreeSet;

use mailscope_base::{DateTime, Flag, Flags, Keyword, Uid, UidValidity};
use mailscope_wire::web::{Response, api};

use super::task::Task;
use crate::app::Answer;
use crate::app::learned::Forgotten;
use crate::choice;
use crate::event::Context;
use crate::{Folder, FolderRole, LocalId, LocalMail, Summary};

impl Task {
    /// Takes the answer; tells what the page loads because of it.
    pub(super) fn learn(&self, response: &Response, cx: &mut Context<'_>) -> Vec<Task> {
        if response.status >= 300 {
            return self.refused(response.status, cx);
        }
        let now = cx.now;
        let content = &*response.content;
        match self {
            Self::Folders => learn_folders(content, cx),
            Self::Page(folder) => learn_page(folder, content, cx),
            Self::Fetch(id) => {
                // A page shows one mail at a time, and forgets the one before.
                let others: Vec<LocalId> = cx
                    .host
                    .messages()
                    .filter(|mail| mail.body.is_some() && mail.id != *id)
                    .map(|mail| mail.id)
                    .collect();
                for other in others {
                    cx.host.edit(other, |kept| kept.message.body = None);
                }
                cx.host.learn_body(*id, response.content.clone(), now);
            }
            Self::SetFlag(id, flag, on) => cx.host.edit(*id, |kept| {
                let flags = &mut kept.message.flags;
                let _ = if *on { flags.insert(flag.clone()) } else { flags.remove(flag) };
                kept.message.known_at = now;
            }),
            Self::Move(id, _) | Self::Delete(id) => match api::read::<api::Place>(content) {
                Some(place) => moved(cx.host, *id, &place),
                None => cx.host.remove(*id),
            },
            Self::Empty(folder) => return vec![Self::Folders, Self::Page(folder.clone())],
            Self::Search { word, folder } => {
                let hits = api::read::<api::Hits>(content);
                let answer = hits.map_or(Answer::Refused, |hits| answer(cx.host, folder, &hits));
                cx.host.found(word, folder, answer);
            }
            // What else there is has changed the list of folders, or may have.
            Self::CreateFolder(_)
            | Self::RenameFolder(..)
            | Self::DeleteFolder(_)
            | Self::Subscribe(..)
            | Self::Draft(_)
            | Self::Send(_) => return vec![Self::Folders],
        }
        Vec::new()
    }

    /// The program says no. What is gone there goes from the page when it is loaded again.
    fn refused(&self, status: u16, cx: &mut Context<'_>) -> Vec<Task> {
        if self.is_load() {
            if let Self::Page(folder) = self {
                cx.host.forget_mailbox(folder, Forgotten::Gone, cx.now);
                cx.tell(crate::ClientEvent::FolderGone);
            }
            return Vec::new();
        }
        if let Self::Search { word, folder } = self {
            cx.host.found(word, folder, Answer::Refused);
        }
        cx.choose(if status == 404 { choice::PAGE_WAS_OLD } else { choice::PAGE_REFUSED });
        vec![Self::Folders]
    }
}

fn learn_folders(content: &[u8], cx: &mut Context<'_>) {
    let Some(rows) = api::read::<Vec<api::FolderRow>>(content) else {
        return cx.choose(choice::RESPONSE_IGNORED);
    };
    let folders = rows.into_iter().map(|row| Folder {
        role: role(&row),
        local: false,
        known_at: None,
        subscribed: Some(row.subscribed),
        pending: false,
        home: row.name.clone(),
        name: row.name,
    });
    cx.host.learn_folders(folders.collect(), cx.now);
}

fn role(row: &api::FolderRow) -> FolderRole {
    match row.role.as_deref() {
        _ if row.name.eq_ignore_ascii_case("INBOX") => FolderRole::Inbox,
        Some("drafts") => FolderRole::Drafts,
        Some("sent") => FolderRole::Sent,
        Some("trash") => FolderRole::Trash,
        Some("junk") => FolderRole::Junk,
        Some("archive") => FolderRole::Archive,
        _ => FolderRole::Other,
    }
}

/// The page shows this and nothing else from now on.
fn learn_page(folder: &str, content: &[u8], cx: &mut Context<'_>) {
    let (local, now) = (&mut *cx.host, cx.now);
    let page = api::read::<api::Page>(content);
    let validity = page.as_ref().and_then(|page| UidValidity::new(page.validity as usize));
    let (Some(page), Some(validity)) = (page, validity) else {
        return cx.choose(choice::RESPONSE_IGNORED);
    };
    if local.validity(folder).is_some_and(|known| known != validity) {
        local.forget_mailbox(folder, Forgotten::Renumbered, now);
    }
    local.learn_validity(folder, validity);
    let shown: BTreeSet<Uid> = page.mails.iter().filter_map(|row| uid(row.uid)).collect();
    let gone: Vec<LocalId> =
        local.known_in(folder).filter(|(uid, _)| !shown.contains(uid)).map(|(_, id)| id).collect();
    for id in gone {
        local.remove(id);
    }
    for row in page.mails {
        let Some(uid) = uid(row.uid) else { continue };
        let flags = flags(&row.flags);
        match local.known(folder, uid) {
            Some(id) => local.edit(id, |kept| {
                kept.message.flags = flags;
                kept.message.known_at = now;
            }),
            None => local.learn_message(folder, uid, flags, summary(row), now),
        }
    }
    local.learn_all(folder, now);
}

fn summary(row: api::Row) -> Summary {
    let date = row.date.map(|unix_secs| DateTime { unix_secs, offset_mins: row.zone });
    Summary {
        from: row.from,
        address: row.address,
        subject: row.subject,
        date,
        message_id: row.message_id,
        size: row.octets,
    }
    .readable()
}

fn moved(local: &mut LocalMail, id: LocalId, place: &api::Place) {
    match (UidValidity::new(place.validity as usize), uid(place.uid)) {
        (Some(validity), Some(uid)) => local.rehome(id, &place.folder, validity, uid),
        _ => local.remove(id),
    }
}

fn answer(local: &LocalMail, folder: &str, hits: &api::Hits) -> Answer {
    let ids: Vec<LocalId> =
        hits.uids.iter().filter_map(|number| local.known(folder, uid(*number)?)).collect();
    let elsewhere = hits.uids.len() - ids.len();
    Answer::Complete { ids, elsewhere }
}

fn uid(number: u32) -> Option<Uid> {
    Uid::new(number as usize)
}

fn flags(names: &[String]) -> Flags {
    let flag = |name: &String| {
        let system = Flag::SYSTEM.into_iter().find(|f| f.as_str().eq_ignore_ascii_case(name));
        system.unwrap_or_else(|| Flag::Keyword(Keyword::new(name)))
    };
    names.iter().map(flag).collect()
}
