//! What it cost: octets, round trips, connections, time, room; now and on the way here.

use mailscope_lesson::check::Measure;
use mailscope_sim::client::Protocol;
use mailscope_sim::{History, Measures, Place, Sample, Storage};
use mailscope_wire::Service;

use super::{Said, Whom};
use crate::Text;
use crate::devices::device_name;

/// Points of a curve.
const POINTS_MAX: usize = 64;
/// Up to so many milliseconds a time is told in them.
const MILLIS_UP_TO: u64 = 10_000;
/// How high and how wide a curve is.
const SCALE: u64 = 1_000;

/// What curves run along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// The steps: each turn is as wide as any other.
    #[default]
    Steps,
    /// Time.
    Time,
}

/// What all of it cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostsView {
    /// What curves run along.
    pub axis: Axis,
    /// What is measured: the columns.
    pub columns: Vec<Text>,
    /// Holders with what they cost: devices by protocol, then providers.
    pub rows: Vec<CostRow>,
    /// Per protocol, the mean of its devices; where there are several protocols.
    pub means: Vec<CostRow>,
    /// How many moments the curves are made of.
    pub samples: usize,
}

/// One holder's costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostRow {
    /// Whose.
    pub holder: Option<Whom>,
    /// What people call it.
    pub name: Text,
    /// What it speaks, if it is a device.
    pub service: Option<Service>,
    /// One for each column.
    pub cells: Vec<CostCell>,
}

/// One amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostCell {
    /// In words.
    pub amount: Said,
    /// How large it is beside the largest of its column and kind: 0 to 1000.
    pub share: u64,
    /// How it came about: places 0 to 1000 from the left, and 0 to 1000 from below. Empty for a mean.
    pub curve: Vec<(u64, u64)>,
}

/// What is measured, in the order of the columns.
const MEASURES: [Measure; 5] = [
    Measure::OctetsCarried,
    Measure::RoundTrips,
    Measure::Connections,
    Measure::Seconds,
    Measure::Storage,
];

type At = (Measures, Storage);

pub(super) fn view(history: &History, axis: Axis) -> CostsView {
    let world = history.world();
    let now = Sample::of(world);
    let mut samples: Vec<&Sample> = history.samples().filter(|it| it.turn < now.turn).collect();
    samples.push(&now);
    let mut devices: Vec<_> = world.devices().collect();
    devices.sort_by_key(|device| (kind(&device.app.settings().protocol), device.id));
    let of_devices = devices.iter().map(|device| Place::Device(device.id));
    let of_servers = world.providers().map(|provider| Place::Server(provider.id));
    let (of_devices, of_servers): (Vec<_>, Vec<_>) = (of_devices.collect(), of_servers.collect());
    let mut rows = Vec::new();
    for places in [&of_devices, &of_servers] {
        let largest = MEASURES.map(|measure| {
            places.iter().map(|place| number(measure, at(&now, *place))).max().unwrap_or(0)
        });
        for place in places {
            let cells = MEASURES
                .iter()
                .zip(largest)
                .map(|(measure, largest)| cell(*measure, *place, largest, &samples, axis));
            let (holder, name, service) = match place {
                Place::Device(id) => (
                    Whom::Device(*id),
                    device_name(world, *id),
                    world.device(*id).map(|device| device.app.service()),
                ),
                Place::Server(id) => {
                    let name = world.provider_of(*id).map(|it| it.name.clone());
                    let text = Text::new("inside-server").words("name", name.unwrap_or_default());
                    (Whom::Server(*id), text, None)
                }
                Place::NameServer | Place::Terminal(_) => continue,
            };
            rows.push(CostRow { holder: Some(holder), name, service, cells: cells.collect() });
        }
    }
    let means = means(&rows, &now);
    CostsView { axis, columns: MEASURES.map(heading).to_vec(), rows, means, samples: samples.len() }
}

const fn kind(protocol: &Protocol) -> u8 {
    match protocol {
        Protocol::Imap(_) => 0,
        Protocol::Pop3(_) => 1,
        Protocol::Webmail(_) => 2,
    }
}

fn heading(measure: Measure) -> Text {
    match measure {
        Measure::RoundTrips => Text::new("inside-cost-round-trips"),
        Measure::Connections => Text::new("inside-cost-connections"),
        Measure::Seconds => Text::new("inside-cost-time"),
        Measure::Storage => Text::new("inside-cost-storage"),
        _ => Text::new("inside-cost-octets"),
    }
}

fn at(sample: &Sample, place: Place) -> At {
    let found = sample.places.iter().find(|(of, ..)| *of == place);
    found.map(|(_, measures, storage)| (*measures, *storage)).unwrap_or_default()
}

/// A measure as a plain number: times in milliseconds.
const fn number(measure: Measure, (measures, storage): At) -> u64 {
    match measure {
        Measure::RoundTrips => measures.round_trips,
        Measure::Connections => measures.connections,
        Measure::Seconds => measures.busy.as_millis(),
        Measure::Storage => storage.octets,
        _ => measures.octets_carried,
    }
}

fn amount(measure: Measure, number: u64) -> Said {
    match measure {
        Measure::Seconds if number < MILLIS_UP_TO => {
            Said::Words(Text::new("inside-cost-millis").number("n", number))
        }
        Measure::Seconds => Said::Words(Text::new("inside-seconds").number("n", number / 1_000)),
        Measure::RoundTrips | Measure::Connections => {
            Said::Words(Text::new("inside-cost-count").number("n", number))
        }
        _ => Said::Octets(number),
    }
}

fn share(number: u64, largest: u64) -> u64 {
    number.saturating_mul(SCALE) / largest.max(1)
}

fn cell(measure: Measure, place: Place, largest: u64, samples: &[&Sample], axis: Axis) -> CostCell {
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else {
        return CostCell { amount: amount(measure, 0), share: 0, curve: Vec::new() };
    };
    let position = |sample: &Sample| match axis {
        Axis::Steps => u64::from(sample.turn - first.turn),
        Axis::Time => sample.at.since(first.at.min(sample.at)).as_millis(),
    };
    let width = position(last);
    let stride = samples.len().div_ceil(POINTS_MAX).max(1);
    let wanted = |n: usize| n.is_multiple_of(stride) || n + 1 == samples.len();
    let mut highest = largest;
    let mut curve: Vec<(u64, u64)> = Vec::new();
    for (_, sample) in samples.iter().enumerate().filter(|(n, _)| wanted(*n)) {
        highest = highest.max(number(measure, at(sample, place)));
    }
    for (_, sample) in samples.iter().enumerate().filter(|(n, _)| wanted(*n)) {
        let point =
            (share(position(sample), width), share(number(measure, at(sample, place)), highest));
        // Where nothing has changed, the ends of the stretch are enough.
        if let [.., (_, before), (x, last)] = curve.as_mut_slice()
            && *before == *last
            && *last == point.1
        {
            *x = point.0;
        } else {
            curve.push(point);
        }
    }
    let value = number(measure, at(last, place));
    CostCell { amount: amount(measure, value), share: share(value, largest), curve }
}

/// What one device of each protocol costs, where there are devices of several.
fn means(rows: &[CostRow], now: &Sample) -> Vec<CostRow> {
    let services = [Service::Imap, Service::Pop3, Service::Web];
    let of = |service: Service| {
        rows.iter().filter(move |row| row.service == Some(service)).filter_map(|row| row.holder)
    };
    let there: Vec<Service> = services.into_iter().filter(|it| of(*it).next().is_some()).collect();
    if there.len() < 2 {
        return Vec::new();
    }
    let mean = |service: Service, measure: Measure| {
        let numbers: Vec<u64> = of(service)
            .filter_map(|holder| match holder {
                Whom::Device(id) => Some(number(measure, at(now, Place::Device(id)))),
                _ => None,
            })
            .collect();
        numbers.iter().sum::<u64>() / (numbers.len() as u64).max(1)
    };
    let row = |service: &Service| CostRow {
        holder: None,
        name: Text::new("inside-cost-mean").number("n", of(*service).count() as u64),
        service: Some(*service),
        cells: MEASURES
            .map(|measure| {
                let largest = there.iter().map(|it| mean(*it, measure)).max().unwrap_or(0);
                let value = mean(*service, measure);
                let share = share(value, largest);
                CostCell { amount: amount(measure, value), share, curve: Vec::new() }
            })
            .to_vec(),
    };
    there.iter().map(row).collect()
}
