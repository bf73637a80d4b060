//! What stands beside a packet: what it does, and what it follows from.

use mailscope_sim::{Packet, Sense, World};

use super::Say;
use crate::Text;
use crate::narrate::told;

/// The comment of a packet: `Says something (entry 57). Because of: …, 09:40:05 (entry 41)`.
pub fn packet_comment(world: &World, packet: &Packet, say: Say<'_>) -> String {
    let trace = world.trace();
    let entry = trace.get(packet.entry);
    let root = entry.and_then(|entry| trace.get(entry.root));
    let does = does(packet.sense).number("entry", u64::from(packet.entry.0));
    let Some(root) = root else { return say(&does) };
    let comment = Text::new("export-packet")
        .text("does", does)
        .text("cause", told(world, root))
        .words("time", crate::reading::clock_time(world, root.at, true))
        .number("root", u64::from(root.id.0));
    say(&comment)
}

fn does(sense: Sense) -> Text {
    match sense {
        Sense::Asks => Text::new("export-packet-asks"),
        Sense::AsksAgain(times) => {
            Text::new("export-packet-asks-again").number("times", u64::from(times))
        }
        Sense::Accepts => Text::new("export-packet-accepts"),
        Sense::Confirms => Text::new("export-packet-confirms"),
        Sense::Says => Text::new("export-packet-says"),
        Sense::ShakesHands => Text::new("export-packet-shakes-hands"),
        Sense::Acknowledges => Text::new("export-packet-acknowledges"),
        Sense::Closes => Text::new("export-packet-closes"),
        Sense::Resets => Text::new("export-packet-resets"),
        Sense::Question => Text::new("export-packet-question"),
        Sense::Answer => Text::new("export-packet-answer"),
    }
}
