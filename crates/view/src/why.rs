//! Why a holder shows what it shows, in words.

use mailscope_base::{DeviceId, Instant};
use mailscope_sim::{Fact, Holder, Knowledge, Parting, Place, Why, World};

use crate::Text;
use crate::devices::the_device;
use crate::reading::clock_time;

/// The sentence for what one holder knows of one mail. Its id is that of the [`Why`].
pub fn why(world: &World, known: &Knowledge) -> Text {
    let device = match known.holder {
        Holder::Device(device) => the_device(world, device),
        Holder::Server(_) => Text::new("the-server"),
    };
    of_disk(world, &known.why)
        .or_else(|| of_copies(world, &known.why))
        .or_else(|| late(world, known))
        .unwrap_or_else(|| Text::new("why-gone"))
        .text("device", device)
}

/// The sentence for why belief and world part. Its id is that of the [`Why`].
pub fn why_parted(world: &World, parting: &Parting) -> Text {
    let mut known = parting.known.clone();
    known.why = parting.why.clone();
    if let Some(device) = parting.actor.filter(|_| known.why != parting.known.why) {
        known.holder = Holder::Device(device);
    }
    known.chain.clone_from(&parting.chain);
    why(world, &known)
}

/// What concerns the server's disk.
fn of_disk(world: &World, why: &Why) -> Option<Text> {
    let time = |at: Instant| clock_time(world, at, false);
    Some(match why {
        Why::Original => Text::new("why-original"),
        Why::DeleOnlyMarked(by) => {
            Text::new("why-dele-only-marked").text("by", somebody(world, *by))
        }
        Why::DeleUndone(by) => Text::new("why-dele-undone").text("by", somebody(world, *by)),
        Why::KeptByProvider(by) => {
            Text::new("why-kept-by-provider").text("by", somebody(world, *by))
        }
        Why::StillQueued => Text::new("why-still-queued"),
        Why::HandedOn => Text::new("why-handed-on"),
        Why::Removed => Text::new("why-removed"),
        Why::RemovedByPop3(by, at) => Text::new("why-removed-by-pop3")
            .text("by", somebody(world, *by))
            .words("time", time(*at)),
        Why::RemovedByExpunge(by, at) => Text::new("why-removed-by-expunge")
            .text("by", somebody(world, *by))
            .words("time", time(*at)),
        Why::RemovedWithMailbox(folder) => {
            Text::new("why-removed-with-mailbox").text("folder", named(folder))
        }
        Why::NotForHere => Text::new("why-not-for-here"),
        Why::Gone => Text::new("why-gone"),
        _ => return None,
    })
}

/// What concerns a device's own copies and its own changes.
fn of_copies(world: &World, why: &Why) -> Option<Text> {
    Some(match why {
        Why::Same => Text::new("why-same"),
        Why::OwnEqual => Text::new("why-own-equal"),
        Why::Pending => Text::new("why-pending"),
        Why::PendingOffline(at) => {
            Text::new("why-pending-offline").text("since", since(world, *at))
        }
        Why::OwnFlags => Text::new("why-own-flags"),
        Why::OwnFolders => Text::new("why-own-folders"),
        Why::OwnCopyKept => Text::new("why-own-only"),
        Why::Pop3InboxOnly(folder) => {
            Text::new("why-never-pop3-folder").text("folder", named(folder))
        }
        Why::FetchedBefore => Text::new("why-fetched-before"),
        Why::RemovalWaits => Text::new("why-removal-waits"),
        Why::MaildropInUse => Text::new("why-maildrop-in-use"),
        Why::HandedOutBefore => Text::new("why-handed-out-before"),
        Why::DraftHere => Text::new("why-draft-here"),
        Why::Unsent => Text::new("why-unsent"),
        Why::SendRefused => Text::new("why-send-refused"),
        Why::SentCopyHere => Text::new("why-sent-copy-here"),
        Why::SentCopyUnderWay => Text::new("why-sent-copy-under-way"),
        Why::SentCopyByNobody => Text::new("why-sent-copy-by-nobody"),
        _ => return None,
    })
}

/// Why news has not reached a device.
fn late(world: &World, known: &Knowledge) -> Option<Text> {
    Some(match &known.why {
        Why::Offline(at) => Text::new("why-stale-offline").text("since", since(world, *at)),
        Why::OnItsWay => Text::new("why-stale-on-its-way"),
        Why::Polls(every, at) => Text::new("why-stale-asked")
            .number("every", every.as_secs() / 60)
            .text("asked", asked(world, *at))
            .text("changed", changed(world, known)),
        Why::AsksWhenTold(at) => Text::new("why-asks-when-told")
            .text("asked", asked(world, *at))
            .text("changed", changed(world, known)),
        Why::IdleWatchesOne { watches, folder, looked } => Text::new("why-idle-watches-one")
            .text("watches", named(watches))
            .text("folder", named(folder))
            .text("asked", asked(world, *looked)),
        Why::NotLooked(folder) => Text::new("why-not-looked").text("folder", named(folder)),
        Why::NotSubscribed(folder) => Text::new("why-not-subscribed").text("folder", named(folder)),
        Why::FolderUnknown(folder) => Text::new("why-folder-unknown").text("folder", named(folder)),
        Why::KeepsLastDays(days) => {
            Text::new("why-keeps-last-days").number("days", u64::from(*days))
        }
        Why::NotSwitchedOn => Text::new("why-not-switched-on"),
        Why::LoginRefused => Text::new("why-login-refused"),
        Why::GaveUp(_) => Text::new("why-gave-up"),
        Why::Unreachable(at) => {
            Text::new("why-unreachable").words("time", clock_time(world, *at, false))
        }
        Why::Renumbered(folder) => Text::new("why-renumbered").text("folder", named(folder)),
        Why::ChangeLost => Text::new("why-change-lost"),
        _ => return None,
    })
}

fn somebody(world: &World, device: Option<DeviceId>) -> Text {
    device.map_or_else(|| Text::new("somebody"), |device| the_device(world, device))
}

/// A folder as a protocol names it.
pub(crate) fn named(folder: &str) -> Text {
    if folder == "INBOX" {
        Text::new("folder-inbox")
    } else {
        Text::new("folder-other").words("name", folder)
    }
}

fn since(world: &World, at: Option<Instant>) -> Text {
    match at {
        Some(at) => Text::new("since-at").words("time", clock_time(world, at, false)),
        None => Text::new("since-unknown"),
    }
}

fn asked(world: &World, at: Option<Instant>) -> Text {
    let Some(at) = at else { return Text::new("asked-never") };
    let minutes = world.now().since(at).as_secs() / 60;
    Text::new("asked-at").words("time", clock_time(world, at, false)).number("minutes", minutes)
}

/// When the server's disk changed, if the chain names such an entry.
fn changed(world: &World, known: &Knowledge) -> Text {
    let entries = known.chain.iter().filter_map(|id| world.trace().get(*id));
    let mut stored = entries
        .filter(|entry| matches!((entry.place, &entry.fact), (Place::Server(_), Fact::Stored(_))));
    match stored.next() {
        Some(entry) => Text::new("changed-at").words("time", clock_time(world, entry.at, false)),
        None => Text::new("changed-unknown"),
    }
}
