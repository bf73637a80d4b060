//! The store as plain lists: slow, and obviously right.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mailscope_base::{DateTime, EmailId, Flag, Flags, Keyword, ModSeq, Uid, UidValidity};
use mailscope_store::{ChangeKind, Quota, Resource, SpecialUse, StoreError};

/// What is done gives the changes that it makes, in order.
pub(crate) type Done = Result<Vec<ChangeKind>, StoreError>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlainMessage {
    pub(crate) uid: Uid,
    pub(crate) email: EmailId,
    pub(crate) flags: Flags,
    pub(crate) modseq: ModSeq,
    pub(crate) received: DateTime,
    pub(crate) saved: DateTime,
    pub(crate) octets: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct PlainMailbox {
    pub(crate) name: String,
    pub(crate) role: Option<SpecialUse>,
    pub(crate) validity: UidValidity,
    pub(crate) last_uid: usize,
    pub(crate) modseq: ModSeq,
    pub(crate) messages: Vec<PlainMessage>,
    pub(crate) expunged: Vec<(ModSeq, Uid)>,
    pub(crate) keywords: BTreeSet<Keyword>,
    pub(crate) told_as_recent: usize,
}

impl PlainMailbox {
    fn next_modseq(&mut self) -> ModSeq {
        self.modseq = ModSeq(self.modseq.0 + 1);
        self.modseq
    }

    fn learn(&mut self, flags: &Flags) {
        self.keywords.extend(flags.iter().filter_map(|flag| match flag {
            Flag::Keyword(keyword) => Some(keyword),
            _ => None,
        }));
    }

    fn position(&self, uid: Uid) -> Result<usize, StoreError> {
        let found = self.messages.iter().position(|message| message.uid == uid);
        found.ok_or(StoreError::NoSuchMessage)
    }

    fn name(&self) -> Arc<str> {
        self.name.as_str().into()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) mailboxes: Vec<PlainMailbox>,
    pub(crate) subscriptions: BTreeSet<String>,
    pub(crate) quota: Quota,
    /// Every place that a mail ever had.
    pub(crate) places: BTreeMap<EmailId, BTreeSet<(UidValidity, Uid)>>,
    validities: usize,
    emails: u64,
}

/// `inbox/x` is `INBOX/x`.
fn canonical(name: &str) -> String {
    let mut levels: Vec<&str> = name.split('/').collect();
    if levels[0].eq_ignore_ascii_case("INBOX") {
        levels[0] = "INBOX";
    }
    levels.join("/")
}

fn check_name(name: &str) -> Result<(), StoreError> {
    let bad = name.len() > 1_000
        || name.split('/').any(str::is_empty)
        || name.chars().any(|c| c.is_control() || c == '\u{2028}' || c == '\u{2029}');
    if bad { Err(StoreError::BadName) } else { Ok(()) }
}

impl Reference {
    pub(crate) fn new(first_validity: usize) -> Self {
        let mut reference = Self {
            mailboxes: Vec::new(),
            subscriptions: BTreeSet::new(),
            quota: Quota::default(),
            places: BTreeMap::new(),
            validities: first_validity - 1,
            emails: 0,
        };
        reference.create("INBOX", None).unwrap();
        reference
    }

    pub(crate) fn find(&self, name: &str) -> Result<usize, StoreError> {
        let name = canonical(name);
        let found = self.mailboxes.iter().position(|mailbox| mailbox.name == name);
        found.ok_or(StoreError::NoSuchMailbox)
    }

    pub(crate) fn octets(&self) -> u64 {
        self.mailboxes.iter().flat_map(|mailbox| &mailbox.messages).map(|m| m.octets).sum()
    }

    pub(crate) fn messages(&self) -> u64 {
        self.mailboxes.iter().map(|mailbox| mailbox.messages.len() as u64).sum()
    }

    pub(crate) fn create(&mut self, name: &str, role: Option<SpecialUse>) -> Done {
        let name = canonical(name);
        check_name(&name)?;
        if self.find(&name).is_ok() {
            return Err(StoreError::MailboxExists);
        }
        self.validities += 1;
        let validity = UidValidity::new(self.validities).unwrap();
        self.mailboxes.push(PlainMailbox {
            name: name.clone(),
            role,
            validity,
            last_uid: 0,
            modseq: ModSeq(1),
            messages: Vec::new(),
            expunged: Vec::new(),
            keywords: BTreeSet::new(),
            told_as_recent: 0,
        });
        Ok(vec![ChangeKind::MailboxCreated { mailbox: name.into(), validity }])
    }

    pub(crate) fn delete(&mut self, name: &str) -> Done {
        if canonical(name) == "INBOX" {
            return Err(StoreError::InboxStays);
        }
        let gone = self.mailboxes.remove(self.find(name)?);
        Ok(vec![ChangeKind::MailboxDeleted { mailbox: gone.name(), validity: gone.validity }])
    }

    pub(crate) fn rename(&mut self, from: &str, to: &str, saved: DateTime) -> Done {
        let (from, to) = (canonical(from), canonical(to));
        check_name(&to)?;
        if from == "INBOX" {
            let mut changes = self.create(&to, None)?;
            for message in self.mailboxes[self.find("INBOX")?].messages.clone() {
                changes.extend(self.relocate("INBOX", message.uid, &to, saved)?);
            }
            return Ok(changes);
        }
        if self.find(&to).is_ok() {
            return Err(StoreError::MailboxExists);
        }
        let below = format!("{from}/");
        let new_name = |name: &str| {
            let child = name.strip_prefix(&below).map(|rest| format!("{to}/{rest}"));
            child.or_else(|| (name == from).then(|| to.clone()))
        };
        let mut moves: Vec<(String, String)> = Vec::new();
        for mailbox in &self.mailboxes {
            moves.extend(new_name(&mailbox.name).map(|new| (mailbox.name.clone(), new)));
        }
        moves.sort();
        for (_, new) in &moves {
            check_name(new)?;
            if self.find(new).is_ok() && !moves.iter().any(|(old, _)| old == new) {
                return Err(StoreError::MailboxExists);
            }
        }
        if moves.is_empty() {
            return Err(StoreError::NoSuchMailbox);
        }
        if to == from || to.starts_with(&below) {
            return Err(StoreError::BelowItself);
        }
        let places: Vec<usize> = moves.iter().map(|(old, _)| self.find(old).unwrap()).collect();
        let mut changes = Vec::new();
        for (place, (from, to)) in places.into_iter().zip(moves) {
            let mailbox = &mut self.mailboxes[place];
            mailbox.name.clone_from(&to);
            let (from, to, validity) = (from.into(), to.into(), mailbox.validity);
            changes.push(ChangeKind::MailboxRenamed { from, to, validity });
        }
        Ok(changes)
    }

    pub(crate) fn subscribe(&mut self, name: &str) -> Done {
        let name = canonical(name);
        check_name(&name)?;
        let is_new = self.subscriptions.insert(name.clone());
        let kind = ChangeKind::Subscribed { mailbox: name.into() };
        Ok(is_new.then_some(kind).into_iter().collect())
    }

    pub(crate) fn unsubscribe(&mut self, name: &str) -> Vec<ChangeKind> {
        let name = canonical(name);
        let was = self.subscriptions.remove(&name);
        let kind = ChangeKind::Unsubscribed { mailbox: name.into() };
        was.then_some(kind).into_iter().collect()
    }

    pub(crate) fn set_quota(&mut self, quota: Quota) -> Vec<ChangeKind> {
        let differs = self.quota != quota;
        self.quota = quota;
        differs.then_some(ChangeKind::QuotaSet { quota }).into_iter().collect()
    }

    pub(crate) fn append(
        &mut self,
        name: &str,
        octets: u64,
        flags: Flags,
        received: DateTime,
        saved: DateTime,
    ) -> Done {
        let place = self.find(name)?;
        self.check_room(octets)?;
        self.emails += 1;
        Ok(self.put(place, EmailId(self.emails), octets, flags, received, saved))
    }

    pub(crate) fn copy(&mut self, from: &str, uid: Uid, to: &str, saved: DateTime) -> Done {
        let source = &self.mailboxes[self.find(from)?];
        let message = source.messages[source.position(uid)?].clone();
        let place = self.find(to)?;
        self.check_room(message.octets)?;
        let PlainMessage { email, octets, flags, received, .. } = message;
        Ok(self.put(place, email, octets, flags, received, saved))
    }

    pub(crate) fn relocate(&mut self, from: &str, uid: Uid, to: &str, saved: DateTime) -> Done {
        let quota = core::mem::take(&mut self.quota);
        let arrival = self.copy(from, uid, to, saved);
        self.quota = quota;
        let mut changes = arrival?;
        changes.extend(self.expunge(from, uid)?);
        Ok(changes)
    }

    pub(crate) fn set_flags(&mut self, name: &str, uid: Uid, flags: Flags) -> Done {
        let place = self.find(name)?;
        let mailbox = &mut self.mailboxes[place];
        let position = mailbox.position(uid)?;
        if mailbox.messages[position].flags == flags {
            return Ok(Vec::new());
        }
        let modseq = mailbox.next_modseq();
        mailbox.learn(&flags);
        let message = &mut mailbox.messages[position];
        let (before, after) = (core::mem::replace(&mut message.flags, flags.clone()), flags);
        message.modseq = modseq;
        let email = message.email;
        let (mailbox, validity) = (mailbox.name(), mailbox.validity);
        Ok(vec![ChangeKind::FlagsSet { mailbox, validity, uid, email, before, after, modseq }])
    }

    pub(crate) fn expunge(&mut self, name: &str, uid: Uid) -> Done {
        let place = self.find(name)?;
        let mailbox = &mut self.mailboxes[place];
        let position = mailbox.position(uid)?;
        let modseq = mailbox.next_modseq();
        mailbox.expunged.push((modseq, uid));
        let email = mailbox.messages.remove(position).email;
        let (mailbox, validity) = (mailbox.name(), mailbox.validity);
        Ok(vec![ChangeKind::Expunged { mailbox, validity, uid, email, modseq }])
    }

    pub(crate) fn claim_recent(&mut self, name: &str) -> Result<Uid, StoreError> {
        let place = self.find(name)?;
        let mailbox = &mut self.mailboxes[place];
        let told = core::mem::replace(&mut mailbox.told_as_recent, mailbox.last_uid);
        Ok(Uid::new(told + 1).unwrap())
    }

    fn check_room(&self, octets: u64) -> Result<(), StoreError> {
        if self.quota.storage_octets.is_some_and(|most| self.octets() + octets > most) {
            return Err(StoreError::OverQuota(Resource::Storage));
        }
        if self.quota.messages.is_some_and(|most| self.messages() + 1 > most) {
            return Err(StoreError::OverQuota(Resource::Message));
        }
        Ok(())
    }

    fn put(
        &mut self,
        place: usize,
        email: EmailId,
        octets: u64,
        flags: Flags,
        received: DateTime,
        saved: DateTime,
    ) -> Vec<ChangeKind> {
        let mailbox = &mut self.mailboxes[place];
        mailbox.last_uid += 1;
        let uid = Uid::new(mailbox.last_uid).unwrap();
        let modseq = mailbox.next_modseq();
        mailbox.learn(&flags);
        let message = PlainMessage { uid, email, flags, modseq, received, saved, octets };
        mailbox.messages.push(message);
        let (mailbox, validity) = (mailbox.name(), mailbox.validity);
        self.places.entry(email).or_default().insert((validity, uid));
        vec![ChangeKind::Appended { mailbox, validity, uid, email, modseq }]
    }
}
