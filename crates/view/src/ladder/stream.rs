//! One connection as text: both directions, with sizes.

use core::fmt::Write as _;
use core::ops::Range;

use mailscope_base::ConnectionId;
use mailscope_sim::{End, Entry, EntryId, Fact, Protection, World};

use super::index::Index;
use super::{LaneKind, Spoken, at_end, lanes};
use crate::Text;
use crate::reading::clock_time_fine;

/// Characters of one piece that are shown.
const PIECE_CHARS_MAX: usize = 4_000;
/// Octets of the text that is copied.
const COPIED_OCTETS_MAX: usize = 4_000_000;

/// Both directions of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamView {
    /// The connection.
    pub connection: u32,
    /// Who opened it.
    pub client: (LaneKind, Text),
    /// Whom it was opened to.
    pub server: (LaneKind, Text),
    /// What is spoken.
    pub spoken: Spoken,
    /// The port.
    pub port: u16,
    /// Octets that the client has said, and the server.
    pub octets: (u64, u64),
    /// How many pieces there are in all.
    pub total: usize,
    /// The number of `pieces[0]`.
    pub first: usize,
    /// The pieces in the window, in order.
    pub pieces: Vec<StreamPiece>,
}

/// What one end says at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamPiece {
    /// The entry.
    pub entry: u32,
    /// Who.
    pub by: End,
    /// Time of day, `HH:MM:SS.mmm`.
    pub time: String,
    /// Its characters, line ends kept.
    pub text: String,
    /// Its octets.
    pub octets: usize,
    /// Whether TLS hides it from others.
    pub sealed: bool,
}

/// What was said on a connection up to the present moment.
fn said<'a>(
    world: &'a World,
    index: &'a Index,
    id: ConnectionId,
) -> impl Iterator<Item = &'a Entry> {
    let entries = index.conversations.get(&id).map(Vec::as_slice).unwrap_or_default();
    let happened = entries.iter().map_while(|entry| world.trace().get(EntryId(*entry)));
    happened.filter(|entry| matches!(entry.fact, Fact::Sent { .. }))
}

pub(super) fn view(
    world: &World,
    index: &Index,
    connection: u32,
    window: Range<usize>,
) -> Option<StreamView> {
    let id = ConnectionId(connection);
    let ends = world.ends(id)?;
    let mut octets = (0, 0);
    let mut total = 0;
    let mut pieces = Vec::new();
    for entry in said(world, index, id) {
        let Fact::Sent { by, frame, protection, .. } = &entry.fact else { continue };
        match by {
            End::Client => octets.0 += frame.bytes.len() as u64,
            End::Server => octets.1 += frame.bytes.len() as u64,
        }
        if window.contains(&total) {
            pieces.push(StreamPiece {
                entry: entry.id.0,
                by: *by,
                time: clock_time_fine(world, entry.at),
                text: readable(&frame.bytes, PIECE_CHARS_MAX),
                octets: frame.bytes.len(),
                sealed: *protection != Protection::Clear,
            });
        }
        total += 1;
    }
    let end = |end| {
        let place = at_end(ends, end);
        (lanes::kind(world, place), lanes::name(world, place))
    };
    let port = match ends.service.tls_port() {
        Some(port) if ends.implicit_tls => port,
        _ => ends.service.port(),
    };
    Some(StreamView {
        connection,
        client: end(End::Client),
        server: end(End::Server),
        spoken: Spoken::of(ends.service),
        port,
        octets,
        total,
        first: window.start.min(total),
        pieces,
    })
}

/// The whole of it, `C:` before what the client says and `S:` before what the server says.
pub(super) fn text(world: &World, index: &Index, connection: u32) -> String {
    let mut out = String::new();
    for entry in said(world, index, ConnectionId(connection)) {
        let Fact::Sent { by, frame, .. } = &entry.fact else { continue };
        for line in readable(&frame.bytes, COPIED_OCTETS_MAX).lines() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}: {line}", by.letter());
        }
        if out.len() > COPIED_OCTETS_MAX {
            out.push_str("…\n");
            break;
        }
    }
    out
}

/// Octets as text: line ends are kept, other control characters are spaces.
fn readable(bytes: &[u8], max: usize) -> String {
    let shown = bytes.get(..max.saturating_mul(4)).unwrap_or(bytes);
    let text = String::from_utf8_lossy(shown).replace("\r\n", "\n");
    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
    let cut = text.chars().count() > max || shown.len() < bytes.len();
    let mut shown: String =
        text.chars().map(|c| if control(c) { ' ' } else { c }).take(max).collect();
    if cut {
        shown.push('…');
    }
    shown
}
