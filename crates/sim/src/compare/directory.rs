//! Which mail of one world is which of another. Neither numbers nor Message-IDs will do: a device
//! that writes a mail draws its Message-ID by chance, and numbers follow the order of arrival.

use std::collections::BTreeMap;

use mailscope_base::EmailId;

use crate::World;

/// A mail, the same one in every world: the first, second and so on of this author with this subject.
/// What has one Message-ID is one mail, wherever its copies are (RFC 5322 §3.6.4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailKey {
    /// The address of its author.
    pub from: String,
    /// Its subject.
    pub subject: String,
    /// Which of those with this author and subject, counted from 0.
    pub nth: u32,
}

/// The mails of all worlds, by their positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    mails: Vec<MailKey>,
    rows: BTreeMap<MailKey, usize>,
}

impl Rows {
    pub(super) fn mails(&self) -> &[MailKey] {
        &self.mails
    }

    fn row(&mut self, key: MailKey) -> usize {
        let next = self.mails.len();
        *self.rows.entry(key).or_insert_with_key(|key| {
            self.mails.push(key.clone());
            next
        })
    }
}

/// Where one world has those mails.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    by_id: BTreeMap<String, usize>,
    counts: BTreeMap<(String, String), u32>,
    places: BTreeMap<usize, Known>,
}

/// Under which names a world has a mail.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Its Message-ID, angle brackets included; what has none is a mail by itself.
    pub(super) id: String,
    /// The numbers of its copies.
    pub(super) emails: Vec<EmailId>,
}

impl Directory {
    /// The mail with that Message-ID, entered now if it is new.
    pub(super) fn enter(&mut self, id: &str, from: &str, subject: &str, rows: &mut Rows) -> usize {
        if let Some(row) = self.by_id.get(id) {
            return *row;
        }
        let author = (from.to_owned(), subject.to_owned());
        let count = self.counts.entry(author.clone()).or_default();
        let (from, subject) = author;
        let row = rows.row(MailKey { from, subject, nth: *count });
        *count += 1;
        self.by_id.insert(id.to_owned(), row);
        self.places.insert(row, Known { id: id.to_owned(), emails: Vec::new() });
        row
    }

    /// The mail of that number, entered now if it is new; nothing for what was never stored.
    pub(super) fn enter_email(
        &mut self,
        world: &World,
        email: EmailId,
        rows: &mut Rows,
    ) -> Option<usize> {
        let summary = world.mail(email)?.summary();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let id = match &summary.message_id {
            Some(id) => format!("<{id}>"),
            None => format!("mail {}", email.0),
        };
        let row = self.enter(&id, &text(&summary.from_address), &text(&summary.subject), rows);
        let known = self.places.entry(row).or_default();
        if !known.emails.contains(&email) {
            known.emails.push(email);
        }
        Some(row)
    }

    /// The mail with that Message-ID.
    pub(super) fn row_of(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Under which names the world has the mail.
    pub(super) fn get(&self, row: usize) -> Option<&Known> {
        self.places.get(&row)
    }
}
