//! A plain client: it keeps what it is told, and objects to what cannot be.

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{Flags, ModSeq, SeqNum, Uid, UidValidity};
use mailscope_wire::imap::{
    Code, FetchValue, Response, SequenceSet, Status, StatusKind, StatusValue, Untagged,
};

use crate::command::{Issued, Returning};
use crate::truth::Turn;

/// What is known of one message: its place in the list is its sequence number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) uid: Option<Uid>,
    /// It was asked for and not there any more; EXPUNGE has yet to be told.
    pub(crate) gone: bool,
    pub(crate) flags: Option<Flags>,
    pub(crate) modseq: Option<ModSeq>,
}

/// What is known of a selected mailbox.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub(crate) name: String,
    pub(crate) validity: UidValidity,
    pub(crate) read_only: bool,
    pub(crate) view: Vec<Known>,
    /// The latest HIGHESTMODSEQ told.
    pub(crate) highest: Option<ModSeq>,
    /// While it is being opened by QRESYNC: what has been told by UID.
    vanished: BTreeSet<Uid>,
    fetched: BTreeMap<Uid, Flags>,
}

impl Picture {
    pub(crate) fn new(name: &str, validity: UidValidity, read_only: bool) -> Self {
        Self {
            name: name.to_owned(),
            validity,
            read_only,
            view: Vec::new(),
            highest: None,
            vanished: BTreeSet::new(),
            fetched: BTreeMap::new(),
        }
    }

    /// Whether there are messages whose UIDs have not been asked for.
    pub(crate) fn has_news(&self) -> bool {
        self.view.iter().any(|known| known.uid.is_none() && !known.gone)
    }

    /// The place of a message that goes: one with that UID or, between its neighbours, one whose
    /// UID is not known.
    fn place_of(&self, uid: Uid) -> Option<usize> {
        let exact = self.view.iter().position(|known| known.uid == Some(uid));
        let after = |known: &Known| known.uid.is_some_and(|other| other > uid);
        let before = |known: &Known| known.uid.is_some_and(|other| other < uid);
        let end = self.view.iter().position(after).unwrap_or(self.view.len());
        let start = self.view.iter().rposition(before).map_or(0, |at| at + 1);
        exact.or_else(|| (start..end).find(|&at| self.view[at].uid.is_none()))
    }

    fn check_order(&self) {
        let uids: Vec<Uid> = self.view.iter().filter_map(|known| known.uid).collect();
        assert!(uids.is_sorted_by(|a, b| a < b), "UIDs ascend strictly: {uids:?}");
    }
}

/// What a client keeps of a mailbox for the next time (RFC 7162 §6).
#[derive(Clone, Debug)]
pub(crate) struct Memory {
    pub(crate) name: String,
    pub(crate) modseq: ModSeq,
    pub(crate) flags: BTreeMap<Uid, Flags>,
}

/// A plain client.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a client remembers many small things")]
pub(crate) struct Client {
    pub(crate) logged_in: bool,
    /// Whether it has asked for capabilities since.
    pub(crate) asked: bool,
    capabilities: BTreeSet<String>,
    pub(crate) has_enabled: bool,
    pub(crate) condstore: bool,
    pub(crate) qresync: bool,
    pub(crate) rev2: bool,
    pub(crate) selected: Option<Picture>,
    /// The mailbox that a SELECT opens, once the one before is closed.
    to_open: Option<Picture>,
    opening: Option<Picture>,
    pub(crate) remembered: BTreeMap<UidValidity, Memory>,
    pub(crate) issued: Option<(String, Issued)>,
    pub(crate) idling: bool,
    pub(crate) said_bye: bool,
    /// It never returns with what it remembers.
    pub(crate) is_forgetful: bool,
    /// How the last command ended.
    pub(crate) done: Option<Status>,
}

impl Client {
    pub(crate) fn has(&self, capability: &str) -> bool {
        self.capabilities.contains(capability)
    }

    /// The same person connects again: only what is remembered remains.
    pub(crate) fn reconnect(&mut self) {
        self.leave();
        *self = Self { remembered: core::mem::take(&mut self.remembered), ..Self::default() };
    }

    /// The selection ends. What is known in full is remembered.
    pub(crate) fn leave(&mut self) {
        let Some(picture) = self.selected.take() else { return };
        self.remembered.remove(&picture.validity);
        let Some(modseq) = picture.highest.filter(|_| !picture.has_news()) else { return };
        let here = picture.view.iter().filter(|known| !known.gone);
        let flags: Option<BTreeMap<Uid, Flags>> =
            here.map(|known| Some((known.uid?, known.flags.clone()?))).collect();
        if let Some(flags) = flags {
            let memory = Memory { name: picture.name, modseq, flags };
            self.remembered.insert(picture.validity, memory);
        }
    }

    /// The bytes of a SELECT are being answered.
    pub(crate) fn begin_opening(&mut self, picture: Option<Picture>) {
        self.to_open = picture;
        if self.selected.is_none() {
            self.opening = self.to_open.take();
        }
    }

    pub(crate) fn hear(&mut self, response: Response, turn: &mut Turn<'_>) {
        match response {
            Response::Continue { .. } => {
                if matches!(self.issued, Some((_, Issued::Idle))) {
                    self.idling = true;
                }
            }
            Response::Tagged { tag, status } => self.end_command(tag.as_str(), status, turn),
            Response::Untagged(untagged) => self.hear_untagged(untagged, turn),
        }
    }

    fn end_command(&mut self, tag: &str, status: Status, turn: &mut Turn<'_>) {
        let (expected, issued) = self.issued.take().expect("a tagged response answers a command");
        assert_eq!(tag, expected, "the tagged response is for the command under way");
        self.code(status.code.as_ref(), turn);
        let ok = status.kind == StatusKind::Ok;
        self.idling = false;
        match issued {
            Issued::Login => self.logged_in = ok,
            Issued::Enable => self.has_enabled = true,
            Issued::Close | Issued::Unselect if ok => self.leave(),
            Issued::Select { returning, .. } => {
                // A failed SELECT leaves nothing selected (RFC 9051 §6.3.2), unless it was BAD.
                if status.kind != StatusKind::Bad {
                    self.leave();
                }
                if ok {
                    let opened = self.opening.take().expect("there was a mailbox to open");
                    self.selected = Some(Self::complete(opened, returning, turn));
                }
                (self.opening, self.to_open) = (None, None);
            }
            Issued::Fetch { fills: Some(exists), .. } => {
                // EXISTS may have come with the answers; those messages were not asked for.
                let asked = self.selected.iter_mut().flat_map(|p| p.view.iter_mut().take(exists));
                asked.filter(|known| known.uid.is_none()).for_each(|known| known.gone = true);
            }
            Issued::Store(storing) if storing.silent && turn.selected.is_some() => {
                turn.silently_stored(&storing, &status, self.selected.as_mut());
            }
            _ => {}
        }
        self.done = Some(status);
    }

    /// What a mailbox looks like once it is open; with QRESYNC, all of it (RFC 7162 §3.2.5.1).
    fn complete(mut opened: Picture, returning: Option<Returning>, turn: &Turn<'_>) -> Picture {
        let Some(returning) = returning.filter(|known| known.validity == opened.validity) else {
            return opened;
        };
        let Returning { memory, of_known, .. } = returning;
        let mut flags = memory.flags.clone();
        flags.append(&mut opened.fetched);
        flags.retain(|uid, _| !opened.vanished.contains(uid));
        let truth = turn.after(opened.validity).expect("the mailbox is there");
        // Messages that the client does not ask for are new: they come last.
        let asked = |uid: Uid| !of_known || memory.flags.contains_key(&uid);
        let now = truth.messages().iter().filter(|message| asked(message.uid));
        let now: BTreeMap<Uid, Flags> = now.map(|m| (m.uid, m.flags.clone())).collect();
        assert_eq!(flags, now, "QRESYNC brings the picture of {} up to date", memory.modseq);
        assert_eq!(opened.view.len(), truth.uids().len(), "EXISTS agrees with it");
        for (known, (uid, flags)) in opened.view.iter_mut().zip(flags) {
            assert!(known.uid.is_none_or(|told| told == uid), "numbers agree with it");
            (known.uid, known.flags) = (Some(uid), Some(flags));
        }
        opened
    }

    /// The picture that untagged responses are about.
    fn picture(&mut self) -> Option<&mut Picture> {
        match &mut self.opening {
            Some(opening) => Some(opening),
            None => self.selected.as_mut(),
        }
    }

    fn expect_picture(&mut self) -> &mut Picture {
        self.picture().expect("a mailbox is selected")
    }

    fn hear_untagged(&mut self, untagged: Untagged, turn: &mut Turn<'_>) {
        match untagged {
            Untagged::Status(status) => {
                self.said_bye |= status.kind == StatusKind::Bye;
                self.code(status.code.as_ref(), turn);
            }
            Untagged::Capability(all) => {
                self.asked = self.logged_in;
                self.capabilities = all.into_iter().map(|capability| capability.0).collect();
            }
            Untagged::Enabled(all) => {
                for capability in all {
                    match capability.0.as_str() {
                        "CONDSTORE" => self.condstore = true,
                        "QRESYNC" => (self.condstore, self.qresync) = (true, true),
                        "IMAP4rev2" => self.rev2 = true,
                        _ => {}
                    }
                }
            }
            Untagged::Exists(count) => {
                let view = &mut self.expect_picture().view;
                assert!(count as usize >= view.len(), "EXISTS does not take messages away");
                view.resize(count as usize, Known::default());
            }
            Untagged::Recent(count) => {
                assert!(!self.rev2, "RFC 9051 Appendix E: no RECENT in IMAP4rev2");
                assert!(count as usize <= self.expect_picture().view.len());
            }
            Untagged::Expunge(seq) => {
                assert!(!self.qresync, "RFC 7162 §3.2.10: VANISHED, not EXPUNGE");
                self.may_expunge();
                let view = &mut self.expect_picture().view;
                assert!(seq.index() < view.len(), "EXPUNGE of a message that there is");
                let known = view.remove(seq.index());
                turn.left(known.uid);
            }
            Untagged::Vanished { earlier, uids } => self.vanished(earlier, &uids, turn),
            Untagged::Fetch { seq, values } => self.fetched(seq, values, turn),
            Untagged::Search(found) | Untagged::Sort(found) => turn.found(&found.numbers, self),
            Untagged::Esearch(found) => {
                let numbers = found.all.map(|all| numbers(&all)).unwrap_or_default();
                turn.found(&numbers, self);
            }
            Untagged::StatusData { mailbox, values } => turn.status(mailbox.as_str(), &values),
            Untagged::List { attributes, mailbox, .. } => {
                turn.listed(mailbox.as_str(), &attributes);
            }
            Untagged::Other { name, rest } => panic!("{name} {rest:?} is nothing that is known"),
            _ => {}
        }
    }

    fn code(&mut self, code: Option<&Code>, turn: &mut Turn<'_>) {
        match code {
            // RFC 9051 §7.1: the border between the old mailbox and the new one.
            Some(Code::Closed) => {
                self.leave();
                self.opening = self.to_open.take();
            }
            Some(Code::UidNext(next)) => turn.promised(self.expect_picture().validity, *next),
            Some(Code::UidValidity(validity)) => {
                assert_eq!(*validity, self.expect_picture().validity, "UIDVALIDITY is true");
            }
            Some(Code::HighestModSeq(modseq)) => {
                let is_forgetful = self.is_forgetful;
                let Some(picture) = self.picture() else { return };
                let higher = picture.highest.is_none_or(|before| before <= *modseq);
                assert!(higher || is_forgetful, "HIGHESTMODSEQ never falls: {:?}", picture.highest);
                picture.highest = Some(*modseq);
            }
            Some(Code::AppendUid { validity, uids }) => {
                turn.appended(*validity, &numbers(uids));
            }
            Some(Code::CopyUid { validity, source, destination }) => {
                turn.copied(*validity, &numbers(source), &numbers(destination));
            }
            _ => {}
        }
    }

    /// RFC 9051 §7.5.1: "MUST NOT be sent when no command is in progress, nor while responding to a
    /// FETCH, STORE, or SEARCH command".
    fn may_expunge(&self) {
        let (_, issued) =
            self.issued.as_ref().expect("EXPUNGE only while a command is in progress");
        assert!(!issued.speaks_in_numbers(), "EXPUNGE while {issued:?} is answered");
        assert!(self.opening.is_none(), "EXPUNGE while a mailbox is opened");
    }

    fn vanished(&mut self, earlier: bool, uids: &SequenceSet, turn: &mut Turn<'_>) {
        assert!(self.qresync, "VANISHED only to those who know it");
        let uids = numbers(uids);
        if earlier {
            if let Some(opening) = &mut self.opening {
                opening.vanished.extend(uids.iter().filter_map(|&n| Uid::new(n as usize)));
            }
            return;
        }
        self.may_expunge();
        for number in uids {
            let uid = Uid::new(number as usize).expect("UIDs are not 0");
            let picture = self.expect_picture();
            let place = picture.place_of(uid).expect("VANISHED is about a message that there is");
            picture.view.remove(place);
            turn.left(Some(uid));
        }
    }

    fn fetched(&mut self, seq: SeqNum, values: Vec<FetchValue>, turn: &mut Turn<'_>) {
        let solicited = matches!(self.issued, Some((_, Issued::Fetch { .. })));
        let (qresync, condstore, rev2) = (self.qresync, self.condstore, self.rev2);
        let is_opening = self.opening.is_some();
        let picture = self.expect_picture();
        let exists = picture.view.len();
        let known = picture.view.get_mut(seq.index());
        let known = known.unwrap_or_else(|| panic!("FETCH {seq}: there are {exists} messages"));
        let uid = values.iter().find_map(|value| match value {
            FetchValue::Uid(uid) => Some(*uid),
            _ => None,
        });
        assert!(uid.is_some() || !qresync, "RFC 7162 §3.2.4: with QRESYNC each FETCH has the UID");
        if let (Some(before), Some(uid)) = (known.uid, uid) {
            assert_eq!(uid, before, "a number means the same message until it is expunged");
        }
        known.uid = known.uid.or(uid);
        let mut told_modseq = false;
        let mut told_flags = None;
        for value in values {
            match value {
                FetchValue::Flags { flags, recent } => {
                    assert!(!(recent && rev2), "RFC 9051 Appendix E: no \\Recent in IMAP4rev2");
                    if let Some(uid) = known.uid {
                        turn.flags_are(picture.validity, uid, &flags);
                        if recent && !picture.read_only {
                            turn.recent.push((picture.validity, uid));
                        }
                    }
                    known.flags = Some(flags.clone());
                    told_flags = Some(flags);
                }
                FetchValue::ModSeq(modseq) => {
                    told_modseq = true;
                    let higher = known.modseq.is_none_or(|before| before <= modseq);
                    assert!(higher, "MODSEQ never falls: {:?}, {modseq}", known.modseq);
                    if let Some(uid) = known.uid {
                        turn.modseq_is(picture.validity, uid, modseq);
                    }
                    known.modseq = Some(modseq);
                }
                _ => {}
            }
        }
        if condstore && told_flags.is_some() && !solicited {
            assert!(told_modseq, "RFC 7162 §3.1.4.2: with CONDSTORE, flags come with MODSEQ");
        }
        if let (true, Some(uid), Some(flags)) = (is_opening, uid, told_flags) {
            picture.fetched.insert(uid, flags);
        }
        picture.check_order();
    }
}

/// The numbers of a set without `*`, in their order.
pub(crate) fn numbers(set: &SequenceSet) -> Vec<u32> {
    set.resolve(None).flat_map(|(first, last)| first..=last).collect()
}

/// The values of a STATUS by what they mean.
pub(crate) fn status_value(value: &StatusValue) -> Option<(&'static str, u64)> {
    Some(match value {
        StatusValue::Messages(n) => ("messages", u64::from(*n)),
        StatusValue::UidNext(uid) => ("uid next", u64::from(uid.get())),
        StatusValue::UidValidity(validity) => ("uid validity", u64::from(validity.get())),
        StatusValue::Unseen(n) => ("unseen", u64::from(*n)),
        StatusValue::HighestModSeq(modseq) => ("highest modseq", modseq.0),
        _ => return None,
    })
}
