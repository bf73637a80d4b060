//! What the worlds cost, as bars with numbers.

use mailscope_lesson::check::{Amount, Measure};
use mailscope_sim::{DeviceKind, Holder, Place, World};

use super::work::SideBySide;
use crate::Text;
use crate::compare::measured;
use crate::devices::device_name;

/// What is measured.
const MEASURES: [(Measure, &str); 5] = [
    (Measure::Octets, "side-plot-octets"),
    (Measure::RoundTrips, "side-plot-round-trips"),
    (Measure::Connections, "side-plot-connections"),
    (Measure::Seconds, "side-plot-seconds"),
    (Measure::Storage, "side-plot-storage"),
];
/// The longest bar.
const FULL: f64 = 1_000.0;

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlotView {
    /// What is measured.
    pub name: Text,
    /// Whose: all first, where there is a sum.
    pub rows: Vec<PlotRow>,
}

/// It for one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlotRow {
    /// The holder.
    pub name: Text,
    /// What kind of device it is; nothing for a server, or for all.
    pub kind: Option<DeviceKind>,
    /// Whether it is the sum.
    pub sum: bool,
    /// World by world.
    pub bars: Vec<PlotBar>,
}

/// It in one world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlotBar {
    /// The amount in words.
    pub amount: Text,
    /// How long the bar is, in thousandths of the longest one of the plot.
    pub share: u16,
}

/// Whose a row is, as a place and in words.
type Whose = (Option<Place>, Text, Option<DeviceKind>);

/// What it cost up to the end of a step.
pub(super) fn plots(side: &SideBySide, step: usize) -> Vec<PlotView> {
    let lanes = 0..side.names.len();
    let worlds: Vec<&World> = lanes.filter_map(|lane| side.comparison.world(lane, step)).collect();
    let Some(first) = worlds.first() else { return Vec::new() };
    let whose = |holder: &Holder| match holder {
        Holder::Server(provider) => {
            let text = if first.providers().len() == 1 {
                Text::new("server")
            } else {
                Text::new("holder-named").words("name", first.name_of(Place::Server(*provider)))
            };
            (Some(Place::Server(*provider)), text, None)
        }
        Holder::Device(id) => {
            let kind = first.device(*id).map(|device| device.kind);
            (Some(Place::Device(*id)), device_name(first, *id), kind)
        }
    };
    let all: Whose = (None, Text::new("holder-all"), None);
    let holders: Vec<Whose> = core::iter::once(all).chain(side.holders.iter().map(whose)).collect();
    MEASURES.into_iter().map(|(measure, name)| plot(measure, name, &holders, &worlds)).collect()
}

fn plot(measure: Measure, name: &'static str, whose: &[Whose], worlds: &[&World]) -> PlotView {
    // Mail that lies at several places is no sum: it is the same mail.
    let summed = |(place, ..): &&Whose| place.is_some() || measure != Measure::Storage;
    let rows: Vec<(&Whose, Vec<Amount>)> = whose
        .iter()
        .filter(summed)
        .map(|whose| (whose, worlds.iter().map(|world| measure.of(world, whose.0)).collect()))
        .collect();
    let longest = rows.iter().flat_map(|(_, amounts)| amounts).map(|amount| amount.as_f64());
    let longest = longest.fold(0.0, f64::max);
    let bar = |amount: &Amount| PlotBar {
        amount: measured(measure, *amount),
        share: share(amount.as_f64(), longest),
    };
    let row = |((place, name, kind), amounts): &(&Whose, Vec<Amount>)| PlotRow {
        name: name.clone(),
        kind: *kind,
        sum: place.is_none(),
        bars: amounts.iter().map(bar).collect(),
    };
    PlotView { name: Text::new(name), rows: rows.iter().map(row).collect() }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between nothing and a thousand"
)]
fn share(amount: f64, longest: f64) -> u16 {
    if longest > 0.0 { (amount / longest * FULL).round() as u16 } else { 0 }
}
