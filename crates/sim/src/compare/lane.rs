//! One of the worlds that are compared.

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{DeviceId, Duration, EmailId, Instant};
use mailscope_client::{LocalChange, LocalId, Origin};
use mailscope_store::{Change, ChangeKind, UniqueId};

use super::directory::{Directory, Known, Rows};
use super::{Shown, Spot};
use crate::{
    Action, Entry, Fact, Freshness, Holder, Knowledge, Place, Tap, World, knowledge, written_on,
};

/// A world, and what has been made of it so far.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    pub(super) world: World,
    directory: Directory,
    /// Mail that it begins with and that has not been entered, the last one first.
    unknown: Vec<EmailId>,
    /// Turns of the present step.
    pub(super) turns: usize,
    /// How many entries of the trace belong to earlier steps.
    seen: usize,
    /// How many entries of the trace have been looked at.
    looked: usize,
    /// When the last consequence of what people did in this step came.
    last: Instant,
}

/// Where something has happened in any of the worlds, and when first.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    spots: BTreeMap<Spot, Instant>,
    /// Holders of whom everything has to be looked at.
    holders: BTreeMap<Holder, Instant>,
}

impl Touched {
    fn spot(&mut self, mail: usize, holder: Holder, at: Instant) {
        let first = self.spots.entry(Spot { mail, holder }).or_insert(at);
        *first = at.min(*first);
    }

    fn holder(&mut self, holder: Holder, at: Instant) {
        let first = self.holders.entry(holder).or_insert(at);
        *first = at.min(*first);
    }

    /// Every spot to look at.
    pub(super) fn queue(self, rows: &Rows) -> Queue {
        let whole = self.holders.keys().copied().collect();
        let holders = self.holders.into_iter().collect();
        Queue { whole, holders, mail: 0, mails: rows.mails().len(), spots: self.spots }
    }
}

/// Spots to look at: every mail of some holders, then what else there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    /// The holders of whom everything is looked at.
    whole: BTreeSet<Holder>,
    /// Those of them that are left, the present one last.
    holders: Vec<(Holder, Instant)>,
    /// The next mail of the present one.
    mail: usize,
    mails: usize,
    spots: BTreeMap<Spot, Instant>,
}

impl Iterator for Queue {
    type Item = (Spot, Instant);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some((holder, at)) = self.holders.last().copied() {
            let spot = Spot { mail: self.mail, holder };
            if self.mail < self.mails {
                self.mail += 1;
                return Some((spot, self.spots.get(&spot).copied().unwrap_or(at)));
            }
            self.mail = 0;
            self.holders.pop();
        }
        loop {
            let (spot, at) = self.spots.pop_first()?;
            if !self.whole.contains(&spot.holder) {
                return Some((spot, at));
            }
        }
    }
}

impl Lane {
    pub(super) fn new(world: World) -> Self {
        let unknown: BTreeSet<EmailId> = world.emails().collect();
        Self {
            directory: Directory::default(),
            unknown: unknown.into_iter().rev().collect(),
            turns: 0,
            seen: 0,
            looked: 0,
            last: Instant::START,
            world,
        }
    }

    /// Enters the mail that it begins with. Tells whether it is done.
    pub(super) fn enter(&mut self, rows: &mut Rows, left: &mut usize) -> bool {
        while let Some(email) = self.unknown.pop_if(|_| *left > 0) {
            *left -= 1;
            self.directory.enter_email(&self.world, email, rows);
        }
        self.unknown.is_empty()
    }

    /// The next turns count anew.
    pub(super) const fn rest(&mut self) {
        self.turns = 0;
    }

    /// Looks at what has happened since the last time. Tells whether it is done.
    pub(super) fn look(
        &mut self,
        begins: Instant,
        rows: &mut Rows,
        touched: &mut Touched,
        left: &mut usize,
    ) -> bool {
        let world = &self.world;
        if self.looked == 0 {
            // Variants may begin with other mail.
            super::holders(world).for_each(|holder| touched.holder(holder, Instant::START));
        }
        self.last = self.last.max(begins);
        let before = self.looked;
        for entry in world.trace().from(before).take(*left) {
            let root = world.trace().get(entry.root);
            let of_people = |root: &&Entry| {
                matches!(root.fact, Fact::Acted(_) | Fact::SwitchedOn)
                    && root.id.0 as usize >= self.seen
            };
            if root.as_ref().is_some_and(of_people) {
                self.last = self.last.max(entry.at);
            }
            note(world, entry, &mut self.directory, rows, touched);
            self.looked += 1;
        }
        *left -= self.looked - before;
        self.looked == world.trace().len()
    }

    /// A step is over: how long the consequences of what people did at `begins`, and since, took.
    pub(super) fn end_of_step(&mut self, begins: Instant) -> Duration {
        self.rest();
        self.seen = self.looked;
        self.last.since(begins)
    }

    /// What the holder shows of a mail in `world`, which is this one at some moment.
    pub(super) fn shown(&self, world: &World, spot: Spot) -> Vec<Shown> {
        let Some(known) = self.directory.get(spot.mail) else { return Vec::new() };
        let mut shown = match spot.holder {
            Holder::Server(provider) => on_server(world, known, provider),
            Holder::Device(device) => on_device(world, known, device),
        };
        shown.sort_by(|a, b| a.folder.cmp(&b.folder));
        shown
    }

    /// What the holder knows of a mail in `world`: of the copy that it has, else of one that its
    /// server has.
    pub(super) fn known(&self, world: &World, spot: Spot) -> Option<Knowledge> {
        let known = self.directory.get(spot.mail)?;
        let own = match spot.holder {
            Holder::Device(device) => {
                composed(world, known, device).map(|id| written_on(device, id))
            }
            Holder::Server(_) => None,
        };
        let all = known.emails.iter().copied().chain(own);
        let all = all.map(|email| knowledge(world, spot.holder, email));
        all.max_by_key(|one| match one.freshness {
            Freshness::Nowhere => 0,
            _ if one.held.is_none() => 1,
            _ => 2,
        })
    }
}

fn on_server(world: &World, known: &Known, provider: mailscope_base::ProviderId) -> Vec<Shown> {
    let Some(provider) = world.provider_of(provider) else { return Vec::new() };
    let here = |email| world.home(email).is_some_and(|home| home.id == provider.id);
    let emails = known.emails.iter().copied().filter(|email| here(*email));
    let places = emails.flat_map(|email| provider.store.places_of(email));
    let copies = places.filter_map(|(validity, uid)| {
        let mut accounts = provider.store.accounts().map(|(_, account)| account);
        let mailbox = accounts.find_map(|a| a.mailbox_by_validity(validity))?;
        let message = mailbox.get(uid)?;
        Some(Shown { folder: mailbox.name().to_string(), flags: message.flags.clone() })
    });
    copies.collect()
}

fn on_device(world: &World, known: &Known, device: DeviceId) -> Vec<Shown> {
    let Some(device) = world.device(device) else { return Vec::new() };
    let local = device.app.local();
    let here = |email| world.home(email).filter(|home| home.id == device.provider);
    let places = known.emails.iter().filter_map(|email| Some((*email, here(*email)?)));
    let places = places.flat_map(|(email, home)| home.store.places_of(email));
    let origins =
        places.flat_map(|(v, uid)| [Origin::Imap(v, uid), Origin::Pop3(UniqueId::of(v, uid))]);
    let ids: BTreeSet<LocalId> = origins
        .filter_map(|origin| local.by_origin(&origin))
        .chain(composed(world, known, device.id))
        .collect();
    let messages = ids.into_iter().filter_map(|id| local.message(id));
    messages.map(|m| Shown { folder: m.folder.clone(), flags: m.flags.clone() }).collect()
}

/// The mail as it was written on the device, while it has no other origin.
fn composed(world: &World, known: &Known, device: DeviceId) -> Option<LocalId> {
    world.device(device)?.app.local().by_origin(&Origin::Composed(known.id.clone()))
}

/// Notes which mail an entry is about.
fn note(
    world: &World,
    entry: &Entry,
    directory: &mut Directory,
    rows: &mut Rows,
    touched: &mut Touched,
) {
    match (entry.place, &entry.fact) {
        (Place::Server(provider), Fact::Stored(Change { kind, .. })) => {
            let holder = Holder::Server(provider);
            match kind {
                ChangeKind::MailboxDeleted { .. } | ChangeKind::MailboxRenamed { .. } => {
                    touched.holder(holder, entry.at);
                }
                kind => {
                    let email = kind.email();
                    let mail = email.and_then(|email| directory.enter_email(world, email, rows));
                    if let Some(mail) = mail {
                        touched.spot(mail, holder, entry.at);
                    }
                }
            }
        }
        (Place::Device(device), Fact::Learned(change)) => {
            let holder = Holder::Device(device);
            if *change == LocalChange::Folders {
                touched.holder(holder, entry.at);
            } else if let Some(mail) = changed(world, device, change, directory, rows) {
                touched.spot(mail, holder, entry.at);
            }
        }
        (
            Place::Device(device),
            Fact::Acted(Action::Tap(_, Tap::Reinstall | Tap::Configure(_))),
        ) => {
            touched.holder(Holder::Device(device), entry.at);
        }
        _ => {}
    }
}

/// The mail that a change on a device is about.
fn changed(
    world: &World,
    device: DeviceId,
    change: &LocalChange,
    directory: &mut Directory,
    rows: &mut Rows,
) -> Option<usize> {
    if let Some(email) = world.email_of_change(device, change) {
        return directory.enter_email(world, email, rows);
    }
    if let LocalChange::Vanished { origin: Origin::Composed(id), .. } = change {
        return directory.row_of(id);
    }
    let message = world.device(device)?.app.local().message(change.mail()?)?;
    let Origin::Composed(id) = &message.origin else { return None };
    Some(directory.enter(id, &message.summary.address, &message.summary.subject, rows))
}
