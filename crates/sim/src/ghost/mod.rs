//! The ghost world: what somebody with a wrong rule in mind believes that each holder has, beside what
//! it has.
//!
//! A [`Ghost`] watches a world and believes after each step what its [`Belief`] says. Only what the
//! rule says is believed; about all else the ghost has no opinion. Each time that a person's step has
//! had its whole consequence, belief and world are compared, and the first place where they part is told.

mod belief;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{
    AccountId, DeviceId, EmailId, Flag, Instant, ProviderId, UidValidity, limits,
};
use mailscope_client::FolderRole;

use crate::{EntryId, Holder, Knowledge, MailName, Why, World, by_name, knowledge};

pub use belief::Belief;

/// What somebody believes of one mail at one holder. What is nothing is left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// It is there.
    pub present: Option<bool>,
    /// In this folder.
    pub folder: Option<Wanted>,
    /// It is read.
    pub read: Option<bool>,
    /// It is flagged.
    pub flagged: Option<bool>,
    /// The whole message is there, so that it can be read.
    pub whole: Option<bool>,
    /// This holder could read it.
    pub readable: Option<bool>,
    /// It is that mail that bears the number.
    pub is: Option<EmailId>,
}

/// A folder that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one of that name.
    Named(String),
    /// The one for this.
    For(FolderRole),
}

/// Where belief and world part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// What was believed in general.
    pub belief: Belief,
    /// The entry that made the ghost expect something of this mail: a tap, a fetch, a command.
    pub because: EntryId,
    /// The last entry before they were compared.
    pub entry: EntryId,
    /// When that was.
    pub at: Instant,
    /// Where they part.
    pub holder: Holder,
    /// About which mail.
    pub email: EmailId,
    /// What was believed.
    pub believed: Expected,
    /// What is.
    pub known: Knowledge,
    /// The device on which something was done, if it was a device.
    pub actor: Option<DeviceId>,
    /// Why it is so: the reason of the holder, or where that one simply has what is true, of the
    /// device on which something was done.
    pub why: Why,
    /// The entries that lead to it, the most telling first.
    pub chain: Vec<EntryId>,
}

/// Somebody with a wrong rule in mind, who watches a world.
#[derive(Clone, Debug)]
pub struct Ghost {
    belief: Belief,
    /// Entries that have been seen.
    seen: usize,
    expects: BTreeMap<(EmailId, Holder), Expectation>,
    /// Mail of which something new is believed or known since the last comparison.
    touched: BTreeSet<EmailId>,
    /// What bore a number first, for the belief that it always does.
    numbers: BTreeMap<(ProviderId, AccountId, UidValidity, u32), EmailId>,
}

/// What is believed, and since when.
#[derive(Clone, Debug)]
struct Expectation {
    what: Expected,
    because: EntryId,
    /// The device on which something was done.
    actor: Option<DeviceId>,
}

impl Ghost {
    /// Somebody who believes that, and has seen nothing yet.
    pub const fn new(belief: Belief) -> Self {
        Self {
            belief,
            seen: 0,
            expects: BTreeMap::new(),
            touched: BTreeSet::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// What is believed of a mail at a holder, if anything.
    pub fn expects(&self, holder: Holder, email: EmailId) -> Option<&Expected> {
        self.expects.get(&(email, holder)).map(|expectation| &expectation.what)
    }

    /// Looks at what has happened since the last look: to be called after each turn. Where a step has
    /// had its whole consequence, belief and world are compared.
    pub fn watch(&mut self, world: &World) -> Option<Parting> {
        for entry in world.trace().from(self.seen) {
            self.seen += 1;
            self.hear(world, entry);
            if let Some(email) = rules::email_of(world, entry) {
                self.touched.insert(email);
            }
        }
        if !world.is_at_rest() {
            return None;
        }
        let touched = core::mem::take(&mut self.touched);
        touched.into_iter().find_map(|email| self.compare(world, email))
    }

    fn compare(&self, world: &World, email: EmailId) -> Option<Parting> {
        // Whoever did something is asked first, then the server, then the others.
        let mut about: Vec<_> = self.of(email).map(|((_, holder), one)| (*holder, one)).collect();
        about.sort_by_key(|(holder, one)| match holder {
            Holder::Device(device) if one.actor == Some(*device) => 0,
            Holder::Server(_) => 1,
            Holder::Device(_) => 2,
        });
        about.into_iter().find_map(|(holder, one)| {
            let known = self.known(world, holder, email);
            let agrees = one.what.agrees(world, &known);
            (!agrees).then(|| self.parting(world, holder, email, one, known))
        })
    }

    fn of(&self, email: EmailId) -> impl Iterator<Item = (&(EmailId, Holder), &Expectation)> {
        let first = Holder::Server(ProviderId(0));
        let from_there = self.expects.range((email, first)..);
        from_there.take_while(move |((of, _), _)| *of == email)
    }

    /// What a holder has. A copy that was filed is a mail of its own, with the same Message-ID.
    fn known(&self, world: &World, holder: Holder, email: EmailId) -> Knowledge {
        let known = knowledge(world, holder, email);
        if known.is_present() || self.belief != Belief::SentIsPartOfImap {
            return known;
        }
        let id = world.mail(email).and_then(|mail| mail.summary().message_id.clone());
        let filed = id.and_then(|id| by_name(world, holder, &MailName(format!("<{id}>"))));
        filed.filter(Knowledge::is_present).unwrap_or(known)
    }

    fn parting(
        &self,
        world: &World,
        holder: Holder,
        email: EmailId,
        one: &Expectation,
        known: Knowledge,
    ) -> Parting {
        let here = matches!(
            known.why,
            Why::Original | Why::Same | Why::OwnEqual | Why::HandedOn | Why::Pending
        );
        let there = one.actor.filter(|_| here).map(|d| knowledge(world, Holder::Device(d), email));
        let reason = there.unwrap_or_else(|| known.clone());
        let mut chain = choices(world, one.because);
        chain.extend(reason.chain);
        chain.truncate(limits::KNOWLEDGE_CHAIN_MAX);
        let last = world.trace().iter().next_back().map_or(one.because, |entry| entry.id);
        Parting {
            belief: self.belief,
            because: one.because,
            entry: last,
            at: world.now(),
            holder,
            email,
            believed: one.what.clone(),
            actor: one.actor,
            known,
            why: reason.why,
            chain,
        }
    }
}

/// What was chosen in the turn of an entry: the policies that made it so.
fn choices(world: &World, because: EntryId) -> Vec<EntryId> {
    let Some(entry) = world.trace().get(because) else { return Vec::new() };
    let turn = world.trace().of_turn(entry.turn);
    let chose = turn.filter(|other| matches!(other.fact, crate::Fact::Chose(_)));
    chose.map(|other| other.id).take(limits::KNOWLEDGE_CHAIN_MAX / 2).collect()
}

impl Expected {
    /// Whether what a holder has is as believed.
    fn agrees(&self, world: &World, known: &Knowledge) -> bool {
        let held = known.held.as_ref();
        let flag = |flag: &Flag| held.map(|held| held.flags.contains(flag));
        let same = |believed: Option<bool>, is: Option<bool>| {
            believed.is_none_or(|believed| is.is_none_or(|is| believed == is))
        };
        self.present.is_none_or(|present| present == held.is_some())
            && same(self.read, flag(&Flag::Seen))
            && same(self.flagged, flag(&Flag::Flagged))
            && same(self.whole, held.map(|held| held.whole))
            && self.readable.is_none_or(|readable| readable == in_hands(known))
            && self.is.is_none_or(|email| email == known.email)
            && self.folder.as_ref().is_none_or(|wanted| wanted.is_it(world, known))
    }
}

/// Whether a holder has the mail, or had it to hand it on: then it could read it.
const fn in_hands(known: &Knowledge) -> bool {
    known.held.is_some() || matches!(known.why, Why::StillQueued | Why::HandedOn)
}

impl Wanted {
    fn is_it(&self, world: &World, known: &Knowledge) -> bool {
        let Some(held) = &known.held else { return true };
        match (self, known.holder) {
            (Self::Named(name), _) => *name == held.folder,
            (Self::For(role), Holder::Device(device)) => {
                let folder = world.device(device).and_then(|d| d.app.local().folder(&held.folder));
                folder.is_some_and(|folder| folder.role == *role)
            }
            (Self::For(role), Holder::Server(_)) => {
                let place = world.truth(known.email);
                place.is_some_and(|place| rules::role_of(place.mailbox) == Some(*role))
            }
        }
    }
}

/// Lets a world run, up to `until` or until nothing is under way, under the eyes of somebody who
/// believes that. Tells where belief and world part first; nothing if they never do.
pub fn ghost(mut world: World, belief: Belief, until: Option<Instant>) -> Option<Parting> {
    let mut ghost = Ghost::new(belief);
    for _ in 0..limits::EVENTS_PER_RUN_MAX {
        if let Some(parting) = ghost.watch(&world) {
            return Some(parting);
        }
        let goes_on = match until {
            Some(until) => world.next_moment().is_some_and(|moment| moment <= until),
            None => !world.quiet(),
        };
        if !goes_on || !world.step() {
            break;
        }
    }
    None
}
