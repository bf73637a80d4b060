//! What the words of a server are measured by: what is in the store.

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{AccountId, Flags, ModSeq, Uid, UidValidity};
use mailscope_store::{Change, ChangeKind, Mailbox, Store};
use mailscope_wire::imap::{Attribute, Code, SequenceSet, Status, StatusKind, StatusValue};

use crate::client::{Client, Known, Picture, numbers, status_value};
use crate::command::{Issued, Key, Storing};

/// One turn of one session, while its answers are heard.
pub(crate) struct Turn<'a> {
    pub(crate) before: &'a Store,
    pub(crate) now: &'a Store,
    pub(crate) account: AccountId,
    pub(crate) changes: &'a [Change],
    /// The mailbox that was selected when the turn began.
    pub(crate) selected: Option<UidValidity>,
    /// The messages that a STORE is about, as it names them.
    pub(crate) stored: Vec<(u32, Uid)>,
    /// The least UID that the next message of each mailbox may have.
    pub(crate) promises: &'a mut BTreeMap<UidValidity, u32>,
    /// What was told as `\Recent`.
    pub(crate) recent: Vec<(UidValidity, Uid)>,
    pub(crate) listed: BTreeSet<String>,
}

impl Turn<'_> {
    pub(crate) fn after(&self, validity: UidValidity) -> Option<&Mailbox> {
        self.now.account(self.account)?.mailbox_by_validity(validity)
    }

    fn before(&self, validity: UidValidity) -> Option<&Mailbox> {
        self.before.account(self.account)?.mailbox_by_validity(validity)
    }

    /// A message was told as gone: it is.
    pub(crate) fn left(&self, uid: Option<Uid>) {
        let here = self.selected.and_then(|validity| self.after(validity));
        if let (Some(uid), Some(mailbox)) = (uid, here) {
            assert!(mailbox.get(uid).is_none(), "UID {uid} was told as gone and is there");
        }
    }

    /// Flags were told: those of the message before or after what this command did.
    pub(crate) fn flags_are(&self, validity: UidValidity, uid: Uid, told: &Flags) {
        let of = |mailbox: Option<&Mailbox>| Some(mailbox?.get(uid)?.flags.clone());
        let (before, after) = (of(self.before(validity)), of(self.after(validity)));
        let is_true = [&before, &after].into_iter().any(|flags| flags.as_ref() == Some(told));
        assert!(is_true, "flags of UID {uid}: {told}, but {before:?} before and {after:?} after");
    }

    pub(crate) fn modseq_is(&self, validity: UidValidity, uid: Uid, told: ModSeq) {
        let of = |mailbox: Option<&Mailbox>| Some(mailbox?.get(uid)?.modseq);
        let (before, after) = (of(self.before(validity)), of(self.after(validity)));
        let is_true = before == Some(told) || after == Some(told);
        assert!(is_true, "MODSEQ of UID {uid}: {told}, but {before:?} before and {after:?} after");
    }

    /// RFC 9051 §2.3.1.1: no new message has a UID below it.
    pub(crate) fn promised(&mut self, validity: UidValidity, next: Uid) {
        let promise = self.promises.entry(validity).or_insert(0);
        *promise = next.get().max(*promise);
    }

    pub(crate) fn status(&mut self, name: &str, values: &[StatusValue]) {
        let account = self.now.account(self.account).expect("there is the account");
        let mailbox = account.mailbox(name).expect("STATUS is about a mailbox");
        let next = mailbox.uid_next();
        let told: Vec<_> = values.iter().filter_map(status_value).collect();
        for (what, value) in told {
            let is = match what {
                "messages" => mailbox.uids().len() as u64,
                "uid next" => u64::from(next.get()),
                "uid validity" => u64::from(mailbox.uid_validity().get()),
                "unseen" => mailbox.unseen().len() as u64,
                _ => mailbox.highest_modseq().0,
            };
            assert_eq!(value, is, "STATUS {name}: {what}");
        }
        let validity = mailbox.uid_validity();
        self.promised(validity, next);
    }

    pub(crate) fn listed(&mut self, name: &str, attributes: &[Attribute]) {
        let none = ["\\Noselect", "\\NonExistent"];
        let is_none = |a: &Attribute| none.iter().any(|none| a.0.eq_ignore_ascii_case(none));
        if !attributes.iter().any(is_none) {
            self.listed.insert(name.to_owned());
        }
    }

    pub(crate) fn appended(&self, validity: UidValidity, uids: &[u32]) {
        let mailbox = self.after(validity).expect("APPENDUID is about a mailbox");
        assert_eq!(uids, self.arrivals(validity), "APPENDUID is true");
        for &uid in uids {
            let uid = Uid::new(uid as usize).expect("UIDs are not 0");
            assert!(mailbox.get(uid).is_some(), "APPENDUID names messages that are there");
        }
    }

    fn arrivals(&self, of: UidValidity) -> Vec<u32> {
        let arrival = |change: &Change| match change.kind {
            ChangeKind::Appended { validity, uid, .. } if validity == of => Some(uid.get()),
            _ => None,
        };
        self.changes.iter().filter_map(arrival).collect()
    }

    pub(crate) fn copied(&self, validity: UidValidity, from: &[u32], to: &[u32]) {
        assert_eq!(from.len(), to.len(), "COPYUID has pairs");
        assert_eq!(to, self.arrivals(validity), "COPYUID names what has arrived");
        let source = self.selected.expect("COPY is from a selected mailbox");
        for (&from, &to) in from.iter().zip(to) {
            let uid = |n: u32| Uid::new(n as usize).expect("UIDs are not 0");
            let (was, is) =
                (self.now.email_at(source, uid(from)), self.now.email_at(validity, uid(to)));
            assert!(was.is_some() && was == is, "COPYUID: {from} has become {to}");
        }
    }

    /// What was found is what there is, as far as the client and the server can know.
    pub(crate) fn found(&self, found: &[u32], client: &Client) {
        let Some((_, Issued::Search { uid, key })) = &client.issued else { return };
        let picture = client.selected.as_ref().expect("SEARCH is in a mailbox");
        let Some(mailbox) = self.after(picture.validity) else { return };
        let mut expected = BTreeSet::new();
        let mut unclear = BTreeSet::new();
        for (seq, known) in (1..).zip(&picture.view) {
            let message = known.uid.and_then(|uid| mailbox.get(uid));
            let number = if *uid { known.uid.map(Uid::get) } else { Some(seq) };
            match (message, number) {
                (Some(message), Some(number)) => {
                    let fits = match key {
                        Key::All => true,
                        Key::Has(flag) => message.flags.contains(flag),
                        Key::HasNot(flag) => !message.flags.contains(flag),
                        Key::Since(modseq) => message.modseq >= *modseq,
                    };
                    if fits {
                        expected.insert(number);
                    }
                }
                (_, number) => unclear.extend(number),
            }
        }
        let clear = found.iter().copied().filter(|n| !unclear.contains(n));
        let has_unknown = picture.view.iter().any(|known| known.uid.is_none());
        if !(*uid && has_unknown) {
            assert_eq!(clear.collect::<BTreeSet<u32>>(), expected, "SEARCH {key:?}");
        }
    }

    /// A client that asked not to be told knows what it did (RFC 9051 §6.4.6, `.SILENT`).
    pub(crate) fn silently_stored(
        &self,
        storing: &Storing,
        status: &Status,
        picture: Option<&mut Picture>,
    ) {
        let Some(picture) = picture.filter(|_| is_done(status)) else { return };
        let modified = modified(status);
        for (number, uid) in &self.stored {
            if modified.contains(number) {
                continue;
            }
            let known = picture.view.iter_mut().find(|known| known.uid == Some(*uid));
            if let Some(flags) = known.and_then(|known| known.flags.as_mut()) {
                *flags = changed(flags, storing);
            }
        }
    }
}

/// Whether a command has done what could be done: messages that others have expunged, or changed
/// since, are left out of it.
pub(crate) fn is_done(status: &Status) -> bool {
    match &status.code {
        Some(Code::Atom(code)) if code == "EXPUNGEISSUED" => status.kind != StatusKind::Bad,
        Some(Code::Modified(_)) => status.kind != StatusKind::Bad,
        _ => status.kind == StatusKind::Ok,
    }
}

pub(crate) fn modified(status: &Status) -> Vec<u32> {
    match &status.code {
        Some(Code::Modified(set)) => numbers(set),
        _ => Vec::new(),
    }
}

pub(crate) fn changed(before: &Flags, storing: &Storing) -> Flags {
    let mut flags = if storing.action == '=' { Flags::NONE } else { before.clone() };
    for flag in storing.flags.iter() {
        if storing.action == '-' {
            flags.remove(&flag)
        } else {
            flags.insert(flag)
        };
    }
    flags
}

/// The messages that a set names, as it names them, of those that the client knows.
pub(crate) fn targets(view: &[Known], set: &SequenceSet, uid: bool) -> Vec<(u32, Uid)> {
    let last = view.last().and_then(|known| known.uid).map(Uid::get);
    let largest = if uid { last } else { u32::try_from(view.len()).ok() };
    let ranges: Vec<(u32, u32)> = set.resolve(largest).collect();
    let known = (1..).zip(view).filter_map(|(seq, known)| Some((seq, known.uid?)));
    let named = known.map(|(seq, of)| (if uid { of.get() } else { seq }, of));
    named.filter(|(n, _)| ranges.iter().any(|(from, to)| (from..=to).contains(&n))).collect()
}
