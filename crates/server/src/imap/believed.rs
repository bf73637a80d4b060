//! What a session has told its client of the selected mailbox, and what it has not: for who looks at
//! the session from outside. Nothing here changes it.

use imbl::Vector;
use mailscope_base::{Flags, Uid, UidValidity};

use super::selection::Selection;
use super::{ImapServer, State};

/// A selected mailbox as its session counts it.
#[derive(Clone, Copy, Debug)]
pub struct Believed<'a>(&'a Selection);

impl ImapServer {
    /// The mailbox that is selected, as the client knows it.
    pub const fn believed(&self) -> Option<Believed<'_>> {
        match &self.state {
            State::Selected(_, selection) | State::Idling { selection: Some(selection), .. } => {
                Some(Believed(selection))
            }
            _ => None,
        }
    }

    /// The extensions that the client has enabled, as ENABLE spells them (RFC 5161).
    pub fn enabled(&self) -> impl Iterator<Item = &'static str> {
        self.enabled.names()
    }
}

impl<'a> Believed<'a> {
    /// Which mailbox.
    pub const fn validity(&self) -> UidValidity {
        self.0.validity()
    }

    /// Whether it was opened by EXAMINE.
    pub const fn is_read_only(&self) -> bool {
        self.0.is_read_only()
    }

    /// The messages that the client knows of: the position is the sequence number (RFC 9051
    /// §2.3.1.2).
    pub const fn uids(&self) -> &'a Vector<Uid> {
        self.0.uids()
    }

    /// Whether a message that the client counts has gone, and the client has not been told yet.
    pub fn is_untold_gone(&self, uid: Uid) -> bool {
        self.0.pending.expunged.contains_key(&uid)
    }

    /// The flags that the client knows, where they are others by now and it has not been told.
    pub fn known_flags(&self, uid: Uid) -> Option<&'a Flags> {
        self.0.pending.flagged.get(&uid).map(|flagged| &flagged.known)
    }

    /// Messages that have come and have no number in this session yet, UIDs ascending.
    pub fn untold_new(&self) -> impl Iterator<Item = Uid> + use<'a> {
        self.0.pending.appended.keys().copied()
    }

    /// How many changes the client has not been told: messages that came, flags, messages that went.
    pub fn untold(&self) -> (usize, usize, usize) {
        let pending = &self.0.pending;
        (pending.appended.len(), pending.flagged.len(), pending.expunged.len())
    }
}
