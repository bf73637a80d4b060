//! The first thing to do in a world that nobody has touched.

use mailscope_base::{DeviceId, EmailId, Flag};
use mailscope_sim::{History, World};

use crate::Text;
use crate::devices::the_device;
use crate::page::Lens;
use crate::reading::printable;

/// Mails of a folder among which one is looked for.
const LOOKED_AT_MAX: usize = 200;
/// Characters of its subject.
const SUBJECT_CHARS_MAX: usize = 80;

/// What a person is invited to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invitation {
    /// Open this mail on this device.
    Open(DeviceId, EmailId),
    /// Let happen what the scenario has planned.
    Play,
}

/// What to do first, and the sentence for it; nothing once somebody has done something.
pub(crate) fn invitation(
    history: &History,
    begin: u32,
    lens: &Lens,
) -> Option<(Option<Invitation>, Text)> {
    if history.position() > begin || !history.settled() {
        return None;
    }
    let world = history.world();
    if !world.quiet() {
        return Some((Some(Invitation::Play), Text::new("say-begin-play")));
    }
    let Some((device, email, subject)) = newest_unread(world, lens.hand) else {
        return Some((None, Text::new("say-begin")));
    };
    let text = Text::new("say-begin-open").words("subject", printable(&subject, SUBJECT_CHARS_MAX));
    Some((Some(Invitation::Open(device, email)), text.text("device", the_device(world, device))))
}

/// The newest mail that nobody has read, in the folder that the device shows.
fn newest_unread(world: &World, hand: DeviceId) -> Option<(DeviceId, EmailId, String)> {
    let device = world.device(hand)?;
    let mut shown = device.app.local().messages_in(device.app.open_folder()).take(LOOKED_AT_MAX);
    let unread = shown.find(|message| !message.flags.contains(&Flag::Seen))?;
    let email = world.email_of(device.id, &unread.origin)?;
    Some((device.id, email, unread.summary.subject.clone()))
}
