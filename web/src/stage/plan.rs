//! Where the wires lie: each is a box whose borders are the wire, from column to column. Of two wires that
//! lie above one another the wider one hangs lower, so none crosses another.

use mailscope_view::{DeviceId, Spot, WireView};

/// The columns from the left: the world, devices, the server, devices.
pub(crate) struct Plan {
    /// Devices at the left of the server.
    pub(crate) server_after: usize,
    /// One for each wire.
    pub(crate) places: Vec<Place>,
    /// How many wires hang below one another.
    pub(crate) levels: usize,
}

/// Where a wire lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) left: Leg,
    pub(crate) right: Leg,
    /// Counted from 1, the highest.
    pub(crate) level: usize,
    /// Whether the one who calls is at the left.
    pub(crate) forth: bool,
    /// Whether the server's column is at its left end, at its right end, or at neither.
    pub(crate) server: Option<Side>,
}

/// One end of a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leg {
    /// The column.
    pub(crate) slot: usize,
    /// Its place beside other wires that end there: how many half steps beside the middle.
    pub(crate) port: i32,
}

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// How many of `devices` stand at the left of the server.
pub(crate) const fn server_after(devices: usize) -> usize {
    let half = devices / 2;
    if half == 0 && devices > 0 { 1 } else { half }
}

impl Plan {
    pub(crate) fn new(devices: &[DeviceId], wires: &[WireView]) -> Self {
        let server_after = server_after(devices.len());
        let server = server_after + 1;
        let slot = |spot| match spot {
            Spot::Server => server,
            Spot::Elsewhere | Spot::NameServers => 0,
            Spot::Device(id) => {
                let at = devices.iter().position(|device| *device == id).unwrap_or_default();
                if at < server_after { at + 1 } else { at + 2 }
            }
        };
        let spans: Vec<(usize, usize)> =
            wires.iter().map(|wire| (slot(wire.from), slot(wire.to))).collect();
        let levels = levels(&spans);
        let leg = |wire: usize, slot: usize| Leg { slot, port: port(&spans, &levels, wire, slot) };
        let place = |(wire, &(from, to)): (usize, &(usize, usize))| Place {
            left: leg(wire, from.min(to)),
            right: leg(wire, from.max(to)),
            level: levels[wire],
            forth: from < to,
            server: match (from.min(to) == server, from.max(to) == server) {
                (true, _) => Some(Side::Left),
                (_, true) => Some(Side::Right),
                _ => None,
            },
        };
        Self {
            server_after,
            places: spans.iter().enumerate().map(place).collect(),
            levels: levels.iter().copied().max().unwrap_or_default(),
        }
    }

    /// The wires that end at the server, from left to right.
    pub(crate) fn doors(&self) -> Vec<usize> {
        let port = |place: &Place| match place.server {
            Some(Side::Left) => Some(place.left.port),
            Some(Side::Right) => Some(place.right.port),
            None => None,
        };
        let ends = self.places.iter().enumerate();
        let mut doors: Vec<(i32, usize)> =
            ends.filter_map(|(wire, place)| Some((port(place)?, wire))).collect();
        doors.sort_unstable();
        doors.into_iter().map(|(_, wire)| wire).collect()
    }
}

/// How low each wire hangs.
fn levels(spans: &[(usize, usize)]) -> Vec<usize> {
    let ends = |wire: usize| {
        let (from, to) = spans[wire];
        (from.min(to), from.max(to))
    };
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|wire| {
        let (left, right) = ends(*wire);
        right - left
    });
    let mut levels = vec![0; spans.len()];
    for (nth, &wire) in order.iter().enumerate() {
        let (left, right) = ends(wire);
        let above = order[..nth].iter().filter(|other| {
            let (l, r) = ends(**other);
            l < right && left < r
        });
        levels[wire] = 1 + above.map(|other| levels[*other]).max().unwrap_or_default();
    }
    levels
}

/// The place of a wire among those that end in the same column: wires to the left first, the highest
/// outermost, then wires to the right, the highest outermost again.
fn port(spans: &[(usize, usize)], levels: &[usize], wire: usize, slot: usize) -> i32 {
    let mut here: Vec<(bool, i64, usize)> = Vec::new();
    for (other, &(from, to)) in spans.iter().enumerate() {
        if from == slot || to == slot {
            let to_the_right = from.min(to) == slot;
            let level = i64::try_from(levels[other]).unwrap_or_default();
            here.push((to_the_right, if to_the_right { -level } else { level }, other));
        }
    }
    here.sort_unstable();
    let at = here.iter().position(|(.., other)| *other == wire).unwrap_or_default();
    let half_steps = |n: usize| i32::try_from(n).unwrap_or_default();
    2 * half_steps(at) - half_steps(here.len()) + 1
}
