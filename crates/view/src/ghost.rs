//! Beliefs in words, and where they part from the world.

use mailscope_base::Flag;
use mailscope_sim::client::FolderRole;
use mailscope_sim::{Belief, Expected, Holder, Parting, Place, Wanted, World};

use crate::Text;
use crate::cell::subject;
use crate::devices::the_place;
use crate::reading::clock_time;
use crate::why::named;

/// "Whoever believes that …": a wrong rule, inside a sentence.
pub fn belief(belief: Belief) -> Text {
    match belief {
        Belief::Pop3AlwaysDeletes => Text::new("belief-pop3-always-deletes"),
        Belief::Pop3WorksWithOneDevice => Text::new("belief-pop3-works-with-one-device"),
        Belief::DeleWorksAtOnce => Text::new("belief-dele-works-at-once"),
        Belief::DeletingMovesToTrashEverywhere => {
            Text::new("belief-deleting-moves-to-trash-everywhere")
        }
        Belief::ImapIsInstant => Text::new("belief-imap-is-instant"),
        Belief::ImapNeedsTheNetwork => Text::new("belief-imap-needs-the-network"),
        Belief::ReadBelongsToTheMail => Text::new("belief-read-belongs-to-the-mail"),
        Belief::SentIsPartOfImap => Text::new("belief-sent-is-part-of-imap"),
        Belief::MailGoesStraightToTheComputer => {
            Text::new("belief-mail-goes-straight-to-the-computer")
        }
        Belief::FoldersSyncBecauseItIsEmail => Text::new("belief-folders-sync-because-it-is-email"),
        Belief::TlsMeansNobodyReads => Text::new("belief-tls-means-nobody-reads"),
        Belief::MessageThreeIsMessageThree => Text::new("belief-message-three-is-message-three"),
    }
}

/// What was expected where belief and world part, and what is. Why it is so is told by
/// [`why_parted`](crate::why_parted), and by [`chain`](crate::chain) of its entries.
pub fn parting(world: &World, parting: &Parting) -> Text {
    let place = match parting.holder {
        Holder::Device(device) => Place::Device(device),
        Holder::Server(provider) => Place::Server(provider),
    };
    Text::new("parting")
        .text("belief", belief(parting.belief))
        .words("time", clock_time(world, parting.at, false))
        .text("holder", the_place(world, place))
        .words("subject", subject(world, parting.email))
        .text("believed", expected(world, &parting.believed))
        .text("is", is(parting))
}

/// What is believed: the part of it that says most.
fn expected(world: &World, what: &Expected) -> Text {
    if let Some(other) = what.is {
        return Text::new("expect-other").words("other", subject(world, other));
    }
    match (what.present, what.readable, what.whole) {
        (Some(false), ..) => return Text::new("expect-absent"),
        (_, Some(_), _) => return Text::new("expect-unreadable"),
        (_, _, Some(_)) => return Text::new("expect-nothing-to-read"),
        _ => {}
    }
    match (&what.folder, what.read, what.flagged) {
        (Some(Wanted::For(FolderRole::Trash)), ..) => Text::new("expect-trash"),
        (Some(Wanted::For(_)), ..) => Text::new("expect-sent"),
        (_, _, Some(true)) => Text::new("expect-flagged"),
        (Some(Wanted::Named(folder)), None, _) => {
            Text::new("expect-folder").text("folder", named(folder))
        }
        (_, Some(true), _) => Text::new("expect-read"),
        (_, Some(false), None) => Text::new("expect-unread"),
        (_, _, Some(false)) => Text::new("expect-unflagged"),
        (None, None, None) => Text::new("expect-present"),
    }
}

fn is(parting: &Parting) -> Text {
    let Some(held) = parting.known.held.as_ref() else {
        let readable = parting.believed.readable.is_some();
        return Text::new(if readable { "is-readable" } else { "is-absent" });
    };
    let word = |flag| if held.flags.contains(&flag) { "yes" } else { "no" };
    Text::new("is-there")
        .text("folder", named(&held.folder))
        .words("read", word(Flag::Seen))
        .words("flagged", word(Flag::Flagged))
}
