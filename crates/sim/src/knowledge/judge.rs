//! What a holder has of a mail, held against the truth.

use mailscope_base::{AccountId, DeviceId, EmailId, Flag, Flags, Instant, ProviderId};
use mailscope_client::{LocalId, LocalMessage, Origin, Standing};
use mailscope_store::UniqueId;

use super::reason::{Case, Reason};
use super::{Freshness, Held, Holder, Knowledge, Why, disk, written};
use crate::{Device, Holding, World, written_on};

/// A part of what a holder shows of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The folder or mailbox that it is in.
    Folder,
    /// Whether it is read: `\Seen`.
    Read,
    /// The flag: `\Flagged`.
    Flagged,
    /// Whether it is answered: `\Answered`.
    Answered,
    /// The mark that it is to be removed: `\Deleted`.
    Marked,
    /// The keywords.
    Keywords,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Folder, Self::Read, Self::Flagged, Self::Answered, Self::Marked, Self::Keywords];

    /// The word in files: `read`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Read => "read",
            Self::Flagged => "flagged",
            Self::Answered => "answered",
            Self::Marked => "marked",
            Self::Keywords => "keywords",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// Whether that part is among them.
    pub const fn contains(self, part: Part) -> bool {
        self.0 & part.bit() != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The parts, in their order.
    pub fn iter(self) -> impl Iterator<Item = Part> {
        Part::ALL.into_iter().filter(move |part| self.contains(*part))
    }

    /// The parts in which two sets of flags differ, as far as people see them.
    pub(super) fn of_flags(here: &Flags, there: &Flags) -> Self {
        let differs = |flag| here.contains(&flag) != there.contains(&flag);
        let keywords = |flags: &Flags| -> Flags {
            flags.iter().filter(|flag| matches!(flag, Flag::Keyword(_))).collect()
        };
        let parts = [
            (Part::Read, differs(Flag::Seen)),
            (Part::Flagged, differs(Flag::Flagged)),
            (Part::Answered, differs(Flag::Answered)),
            (Part::Marked, differs(Flag::Deleted)),
            (Part::Keywords, keywords(here) != keywords(there)),
        ];
        parts.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
    }
}

impl FromIterator<Part> for Parts {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        Self(parts.into_iter().fold(0, |bits, part| bits | part.bit()))
    }
}

/// What a server knows of a mail.
pub(super) fn server(world: &World, provider: ProviderId, email: EmailId) -> Knowledge {
    let at_home = world.home(email).is_some_and(|home| home.id == provider);
    let held = world.truth(email).filter(|_| at_home).map(|place| at_server(world, email, place));
    let freshness = if held.is_some() { Freshness::Fresh } else { Freshness::Nowhere };
    let Reason { why, chain } = if !at_home {
        Reason::new(Why::NotForHere)
    } else if held.is_some() {
        disk::kept(world, email)
    } else {
        disk::gone(world, email)
    };
    Knowledge {
        holder: Holder::Server(provider),
        email,
        freshness,
        truth: held.clone(),
        held,
        differs: Parts::default(),
        why,
        chain,
    }
}

/// What a device knows of a mail of its server.
pub(super) fn device(world: &World, id: DeviceId, email: EmailId) -> Knowledge {
    let found = world.device(id).map(|device| (device, matched(world, device, email)));
    let Some((device, Matched { copy, truth, differs })) = found else {
        return nowhere(Holder::Device(id), email);
    };
    let freshness = match (copy, &truth) {
        (Some(_), Some(_)) if differs.is_empty() => Freshness::Fresh,
        (Some(_), Some(_)) => Freshness::Stale,
        (Some(_), None) => Freshness::GoneThere,
        (None, Some(_)) if was_here(world, id, email) => Freshness::GoneHere,
        (None, Some(_)) => Freshness::NeverSeen,
        (None, None) => Freshness::Nowhere,
    };
    let case = Case { world, device, email, copy, truth, differs, freshness };
    let Reason { why, chain } = case.reason();
    Knowledge {
        holder: Holder::Device(id),
        email,
        freshness,
        held: copy.map(on_device),
        truth: truth.map(|holding| at_server(world, email, holding)),
        differs,
        why,
        chain,
    }
}

/// Of a holder that is not there.
pub(super) fn nowhere(holder: Holder, email: EmailId) -> Knowledge {
    Knowledge {
        holder,
        email,
        freshness: Freshness::Nowhere,
        held: None,
        truth: None,
        differs: Parts::default(),
        why: Why::NotForHere,
        chain: Vec::new(),
    }
}

/// What a device knows of a mail that only it has.
pub(super) fn own(world: &World, id: DeviceId, mail: LocalId) -> Knowledge {
    let (holder, email) = (Holder::Device(id), written_on(id, mail));
    let found = world.device(id).and_then(|d| Some((d, d.app.local().message(mail)?)));
    let Some((writer, message)) = found else { return nowhere(holder, email) };
    if let Some(filed) = world.email_of(id, &message.origin) {
        return device(world, id, filed);
    }
    let Reason { why, chain } = written::reason(world, writer, message);
    Knowledge {
        holder,
        email,
        freshness: Freshness::OnlyHere,
        held: Some(on_device(message)),
        truth: None,
        differs: Parts::default(),
        why,
        chain,
    }
}

/// A copy with the place of the server that it is held against.
#[derive(Default)]
struct Matched<'a> {
    copy: Option<&'a LocalMessage>,
    truth: Option<Holding<'a>>,
    differs: Parts,
}

/// The copy of a device and the truth. Where the device has several copies, or the server several
/// (labels, COPY), a copy is held against the place that it came from; once that is gone, against
/// the first that is left. The copy that differs most is the one that tells.
fn matched<'a>(world: &'a World, device: &'a Device, email: EmailId) -> Matched<'a> {
    let places = world.places(device.provider, device.account, email);
    let first = places.first().copied();
    let copies = world.copies_on(device, email).map(|copy| {
        let origin = places.iter().find(|place| came_from(copy, place)).copied();
        let truth = origin.or(first);
        let differs = truth.map_or_else(Parts::default, |truth| differences(copy, &truth, &places));
        Matched { copy: Some(copy), truth, differs }
    });
    copies.max_by_key(|one| one.differs.0.count_ones()).unwrap_or(Matched {
        copy: None,
        truth: first,
        differs: Parts::default(),
    })
}

fn came_from(copy: &LocalMessage, place: &Holding<'_>) -> bool {
    let (validity, uid) = (place.mailbox.uid_validity(), place.message.uid);
    match &copy.origin {
        Origin::Imap(known, at) => (*known, *at) == (validity, uid),
        Origin::Pop3(unique_id) => *unique_id == UniqueId::of(validity, uid),
        Origin::Composed(_) => false,
    }
}

fn differences(copy: &LocalMessage, truth: &Holding<'_>, places: &[Holding<'_>]) -> Parts {
    // A folder of a POP3 device is right if the server has the mail in one of that name.
    let in_folder = |place: &Holding<'_>| **place.mailbox.name() == *copy.folder;
    let own = copy.standing == Standing::Own;
    let right = if own { places.iter().any(in_folder) } else { in_folder(truth) };
    let folder = (!right).then_some(Part::Folder);
    Parts::of_flags(&copy.flags, &truth.message.flags).iter().chain(folder).collect()
}

fn at_server(world: &World, email: EmailId, holding: Holding<'_>) -> Held {
    let last = world.index().stored(email).next();
    let since = last.and_then(|id| world.trace().get(id)).map_or(Instant::START, |entry| entry.at);
    Held {
        folder: holding.mailbox.name().to_string(),
        flags: holding.message.flags.clone(),
        whole: true,
        since,
        copy: None,
    }
}

fn on_device(copy: &LocalMessage) -> Held {
    Held {
        folder: copy.folder.clone(),
        flags: copy.flags.clone(),
        whole: copy.body.is_some(),
        since: copy.known_at,
        copy: Some((copy.id, copy.standing)),
    }
}

/// Whether a device has ever shown a mail.
fn was_here(world: &World, device: DeviceId, email: EmailId) -> bool {
    world.index().shown(device, email).next().is_some()
}

impl World {
    /// Every place in which an account has `email` now, in the order of UIDVALIDITY and UID. Costs
    /// as much as the mail ever had places.
    pub fn places(
        &self,
        provider: ProviderId,
        account: AccountId,
        email: EmailId,
    ) -> Vec<Holding<'_>> {
        let home = self.home(email).filter(|home| home.id == provider);
        let Some((store, account)) = home.and_then(|h| Some((&h.store, h.store.account(account)?)))
        else {
            return Vec::new();
        };
        let place = |(validity, uid)| {
            let mailbox = account.mailbox_by_validity(validity)?;
            Some(Holding { mailbox, message: mailbox.get(uid)? })
        };
        store.places_of(email).filter_map(place).collect()
    }

    /// Every copy of `email` on a device.
    pub(crate) fn copies_on<'a>(
        &'a self,
        device: &'a Device,
        email: EmailId,
    ) -> impl Iterator<Item = &'a LocalMessage> {
        let home = self.home(email).filter(|home| home.id == device.provider);
        let local = device.app.local();
        home.into_iter().flat_map(move |home| home.store.places_of(email)).filter_map(
            move |(validity, uid)| {
                let pop3 = || local.by_origin(&Origin::Pop3(UniqueId::of(validity, uid)));
                let id = local.by_origin(&Origin::Imap(validity, uid)).or_else(pop3)?;
                local.message(id)
            },
        )
    }
}
