//! Who has what in which world, at the end of a step.

use core::ops::Range;

use mailscope_sim::{Comparison, DeviceKind, Freshness, Holder, Place, Shown, Spot, World};
use mailscope_wire::Service;

use super::plots::{self, PlotView};
use super::talk::{self, PairView};
use super::work::{SideBySide, SideStep};
use crate::Text;
use crate::compare::{folder, holder as the_holder, shown as in_words, state, subject};
use crate::devices::{device_name, policy};
use crate::reading::{clock_time, printable};

/// Up to this many worlds stand on the two sides of a mail.
const BUTTERFLY: usize = 2;
/// Characters of an author in a row.
const AUTHOR_CHARS_MAX: usize = 60;

/// What a person looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLook {
    /// The step; nothing for the last one.
    pub step: Option<usize>,
    /// Only mails, or places, about which the worlds differ.
    pub differences: bool,
    /// The rows.
    pub rows: Range<usize>,
    /// The pair that is told about: a mail, and a column. Nothing for where the worlds part first.
    pub pair: Option<(usize, usize)>,
}

/// Worlds side by side at the end of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideView {
    /// The worlds.
    pub worlds: Vec<WorldHead>,
    /// The holders: columns on both sides where there are two worlds, else named in each row.
    pub holders: Vec<HolderHead>,
    /// How many holders are left out because they are the same in every world.
    pub holders_alike: usize,
    /// The steps.
    pub steps: Vec<SideStep>,
    /// The one that is shown.
    pub step: usize,
    /// How many places there are: mails times holders.
    pub places: usize,
    /// The sentence. Its phrase to mark stands between `[[` and `]]`.
    pub sentence: Text,
    /// Where the worlds part first.
    pub first: Option<First>,
    /// The rows that are wanted.
    pub lines: Vec<SideLine>,
    /// The position of the first of them.
    pub from: usize,
    /// How many there are.
    pub total: usize,
    /// The pair that is told about.
    pub pair: Option<PairView>,
    /// What it cost.
    pub plots: Vec<PlotView>,
}

/// A world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldHead {
    /// Its name.
    pub name: Text,
    /// What all its mail apps speak, if they speak the same.
    pub service: Option<Service>,
    /// What becomes of mail in it, in a few words.
    pub about: Text,
}

/// A holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderHead {
    /// Its name.
    pub name: Text,
    /// What kind of device it is; nothing for a server.
    pub kind: Option<DeviceKind>,
    /// Its policy in each world, in a few words.
    pub policies: Vec<Text>,
}

/// Where the worlds part first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct First {
    /// In this step.
    pub step: usize,
    /// About this mail.
    pub mail: usize,
    /// The holder, by its position.
    pub holder: usize,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideLine {
    /// The mail.
    pub mail: usize,
    /// Its subject.
    pub subject: String,
    /// Its author's address.
    pub author: String,
    /// The holder, where the row has only one.
    pub holder: Option<usize>,
    /// World by world, and in it holder by holder.
    pub cells: Vec<Vec<SideCell>>,
}

/// What a holder has of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideCell {
    /// In words.
    pub text: Text,
    /// Whether it has a copy.
    pub has: CellHas,
    /// Whether its first copy is read.
    pub read: Option<bool>,
    /// Whether its first copy is flagged.
    pub flagged: bool,
    /// Whether it is otherwise than in the first world; in the first world, than in any other.
    pub differs: bool,
    /// Whether the worlds part first here.
    pub first: bool,
}

/// Whether a holder has a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellHas {
    /// In its inbox.
    Inbox,
    /// In another folder.
    Folder,
    /// No longer.
    Gone,
    /// It never had it.
    Never,
}

impl SideBySide {
    /// What is shown of it.
    pub fn view(&self, look: &SideLook) -> SideView {
        let comparison = &self.comparison;
        let last = self.steps.len().saturating_sub(1);
        let step = look.step.unwrap_or(last).min(last);
        let divergence = comparison.divergence();
        let first = divergence.as_ref().and_then(|divergence| {
            let holder = self.holders.iter().position(|one| *one == divergence.spot.holder)?;
            Some(First { step: divergence.step, mail: divergence.spot.mail, holder })
        });
        let (lines, total) = self.lines(look, step, first);
        let chosen = look.pair.or(first.map(|first| (first.mail, first.holder)));
        let spot = chosen.and_then(|(mail, holder)| {
            Some(Spot { mail, holder: self.holders.get(holder).copied()? })
        });
        SideView {
            worlds: self.worlds(step),
            holders: self.holders.iter().map(|one| self.head(*one, step)).collect(),
            holders_alike: comparison.holders().len() - self.holders.len(),
            steps: self.steps.clone(),
            step,
            places: comparison.mails().len() * self.holders.len(),
            sentence: self.sentence(step, divergence.as_ref()),
            first,
            lines,
            from: look.rows.start.min(total),
            total,
            pair: spot.map(|spot| talk::pair(self, spot, step)),
            plots: plots::plots(self, step),
        }
    }

    fn world_at(&self, lane: usize, step: usize) -> Option<&World> {
        self.comparison.world(lane, step)
    }

    fn worlds(&self, step: usize) -> Vec<WorldHead> {
        let head = |(lane, name): (usize, &Text)| {
            let devices = self.world_at(lane, step).into_iter().flat_map(World::devices);
            let mut services = devices.map(|device| device.app.service());
            let first = services.next();
            let service = first.filter(|first| services.all(|other| other == *first));
            let about = match service {
                Some(Service::Imap) => "side-about-imap",
                Some(Service::Pop3) => "side-about-pop3",
                _ => "side-about-both",
            };
            WorldHead { name: name.clone(), service, about: Text::new(about) }
        };
        self.names.iter().enumerate().map(head).collect()
    }

    fn head(&self, holder: Holder, step: usize) -> HolderHead {
        let worlds = (0..self.names.len()).filter_map(|lane| self.world_at(lane, step));
        let policies = worlds.map(|world| match holder {
            Holder::Server(_) => Text::new("side-server-holds"),
            Holder::Device(id) => match world.device(id) {
                Some(device) => policy::in_words(device.app.settings()),
                None => Text::new("compare-none"),
            },
        });
        let policies = policies.collect();
        let Some(world) = self.world_at(0, step) else {
            return HolderHead { name: Text::new("server"), kind: None, policies };
        };
        let (name, kind) = match holder {
            Holder::Device(id) => {
                (device_name(world, id), world.device(id).map(|device| device.kind))
            }
            Holder::Server(_) if world.providers().len() == 1 => (Text::new("server"), None),
            Holder::Server(id) => {
                (Text::new("holder-named").words("name", world.name_of(Place::Server(id))), None)
            }
        };
        HolderHead { name, kind, policies }
    }

    fn sentence(&self, step: usize, first: Option<&mailscope_sim::Divergence>) -> Text {
        let Some(first) = first else { return Text::new("side-never-part") };
        if first.step > step {
            return Text::new("side-alike-so-far").number("step", first.step as u64 + 1);
        }
        let worlds: Vec<&World> =
            (0..self.names.len()).filter_map(|lane| self.world_at(lane, first.step)).collect();
        let Some(world) = worlds.first() else { return Text::new("side-never-part") };
        let text =
            Text::new(if worlds.len() == BUTTERFLY { "side-parts" } else { "side-parts-many" })
                .words("time", clock_time(world, first.at, true))
                .number("step", first.step as u64 + 1)
                .text("holder", the_holder(world, first.spot.holder))
                .words("subject", subject(&self.comparison, first.spot));
        if worlds.len() != BUTTERFLY {
            return text;
        }
        let keys = [("one", "first"), ("other", "second")];
        let shows = worlds.iter().zip(&first.shows).zip(&self.names).zip(keys);
        shows.fold(text, |text, (((world, cell), name), (shows, called))| {
            let copies = in_words(world, first.spot.holder, cell);
            text.text(shows, copies).text(called, name.clone())
        })
    }

    fn lines(&self, look: &SideLook, step: usize, first: Option<First>) -> (Vec<SideLine>, usize) {
        let differences = self.comparison.steps().get(step).map(|taken| &taken.differences);
        let differs = |mail: usize, holder: Holder| {
            differences.is_some_and(|all| all.contains_key(&Spot { mail, holder }))
        };
        let butterfly = self.names.len() == BUTTERFLY;
        let wanted = |mail: usize| {
            !look.differences || self.holders.iter().any(|holder| differs(mail, *holder))
        };
        let mails: Vec<usize> = self.order.iter().copied().filter(|mail| wanted(*mail)).collect();
        let line = |mail: usize, holder: Option<usize>| self.line(mail, holder, step, first);
        let (from, many) = (look.rows.start, look.rows.len());
        if butterfly {
            let shown = mails.iter().skip(from).take(many);
            return (shown.map(|mail| line(*mail, None)).collect(), mails.len());
        }
        let holders = || self.holders.iter().copied().enumerate();
        let spots = mails.iter().flat_map(|mail| holders().map(move |(at, one)| (*mail, at, one)));
        let spots: Vec<(usize, usize)> = spots
            .filter(|(mail, _, holder)| !look.differences || differs(*mail, *holder))
            .map(|(mail, at, _)| (mail, at))
            .collect();
        let shown = spots.iter().skip(from).take(many);
        (shown.map(|(mail, at)| line(*mail, Some(*at))).collect(), spots.len())
    }

    fn line(
        &self,
        mail: usize,
        holder: Option<usize>,
        step: usize,
        first: Option<First>,
    ) -> SideLine {
        let holders = holder.map_or(0..self.holders.len(), |one| one..one + 1);
        let mut cells: Vec<Vec<SideCell>> = vec![Vec::new(); self.names.len()];
        for at in holders {
            let Some(holder) = self.holders.get(at).copied() else { continue };
            let spot = Spot { mail, holder };
            let shown = self.comparison.shown(spot, step);
            let here = first.is_some_and(|first| (first.mail, first.holder) == (mail, at));
            for (lane, cell) in shown.iter().enumerate() {
                let differs = match lane {
                    0 => shown.iter().any(|other| other != cell),
                    _ => shown.first() != Some(cell),
                };
                let Some(world) = self.world_at(lane, step) else { continue };
                let drawn = drawn(&self.comparison, world, (lane, spot, step), cell);
                let cell = SideCell { differs, first: here && differs, ..drawn };
                if let Some(cells) = cells.get_mut(lane) {
                    cells.push(cell);
                }
            }
        }
        let key = self.comparison.mails().get(mail);
        let spot = Spot { mail, holder: Holder::Server(mailscope_base::ProviderId(0)) };
        SideLine {
            mail,
            subject: subject(&self.comparison, spot),
            author: printable(
                key.map(|key| key.from.as_str()).unwrap_or_default(),
                AUTHOR_CHARS_MAX,
            ),
            holder,
            cells,
        }
    }
}

fn drawn(
    comparison: &Comparison,
    world: &World,
    (lane, spot, step): (usize, Spot, usize),
    copies: &[Shown],
) -> SideCell {
    let cell = SideCell {
        text: Text::new("side-never"),
        has: CellHas::Never,
        read: None,
        flagged: false,
        differs: false,
        first: false,
    };
    let Some(copy) = copies.first() else {
        let known = comparison.known(spot, step).into_iter().nth(lane).flatten();
        let gone = known.is_some_and(|known| match spot.holder {
            Holder::Server(_) => {
                known.freshness != Freshness::NeverSeen && known.why.id() != "why-not-for-here"
            }
            Holder::Device(_) => known.freshness == Freshness::GoneHere,
        });
        return if gone {
            SideCell { text: Text::new("cell-gone"), has: CellHas::Gone, ..cell }
        } else {
            cell
        };
    };
    let inbox = copy.folder == "INBOX";
    let text = if inbox && copies.len() == 1 {
        state(&copy.flags)
    } else if let [copy] = copies {
        Text::new("side-in-folder")
            .text("folder", folder(world, spot.holder, &copy.folder))
            .text("state", state(&copy.flags))
    } else {
        in_words(world, spot.holder, copies)
    };
    SideCell {
        text,
        has: if inbox { CellHas::Inbox } else { CellHas::Folder },
        read: Some(copy.flags.contains(&mailscope_base::Flag::Seen)),
        flagged: copy.flags.contains(&mailscope_base::Flag::Flagged),
        ..cell
    }
}
