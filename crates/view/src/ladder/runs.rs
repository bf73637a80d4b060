//! Records as rows: those that a filter leaves, and runs of similar ones folded.

use std::collections::BTreeMap;

use mailscope_base::ConnectionId;
use mailscope_sim::{EntryId, Fact, World};

use super::index::Record;
use super::{LineFilter, Spoken, dns};

/// From so many lines on, similar ones are folded.
pub(super) const FOLD_MIN: usize = 3;
/// Rows of other connections over which a run goes on.
const BRIDGE_ROWS: usize = 8;
/// Octets of a frame in which characters are looked for: as many as are shown.
const SEARCHED_OCTETS: usize = 480;
/// Records that are looked at in one go.
const RECORDS_AT_ONCE: usize = 100_000;
/// Records that are searched in one go.
const SEARCHED_AT_ONCE: usize = 20_000;

/// A row: one record, or several that are folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The first and the last record.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) count: usize,
}

/// The rows of one filter.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    filter: LineFilter,
    unfold: bool,
    /// Records that have been looked at.
    done: usize,
    pub(super) rows: Vec<Run>,
    /// The run that a connection's next line may belong to.
    open: BTreeMap<ConnectionId, OpenRun>,
}

#[derive(Clone, Debug)]
struct OpenRun {
    key: u32,
    /// Its rows: single ones until there are enough for a fold.
    rows: Vec<usize>,
    folded: bool,
}

impl Runs {
    /// Takes in more records, at most so many at once; true when those are all.
    pub(super) fn update(
        &mut self,
        world: &World,
        records: &[Record],
        filter: &LineFilter,
        unfold: bool,
    ) -> bool {
        if self.filter != *filter || self.unfold != unfold {
            *self = Self { filter: filter.clone(), unfold, ..Self::default() };
        }
        let at_once = if filter.search.is_empty() { RECORDS_AT_ONCE } else { SEARCHED_AT_ONCE };
        let until = records.len().min(self.done.saturating_add(at_once));
        let more = records.iter().enumerate().take(until).skip(self.done);
        for (at, record) in more {
            if self.passes(world, record) {
                self.push(at, record);
            }
        }
        self.done = until;
        until == records.len()
    }

    /// Whether the filter lets a record through.
    pub(super) fn passes(&self, world: &World, record: &Record) -> bool {
        let filter = &self.filter;
        let spoken = match (filter.service, record.spoken) {
            (Some(wanted), Some(spoken)) => wanted == spoken,
            _ => true,
        };
        spoken
            && !filter.hidden.contains(&record.from)
            && !filter.hidden.contains(&record.to)
            && (!filter.only_people || record.person)
            && filter
                .connection
                .is_none_or(|wanted| record.connection.is_some_and(|id| id.0 == wanted))
            && (filter.search.is_empty() || contains(world, record, &filter.search))
    }

    fn push(&mut self, at: usize, record: &Record) {
        let single = Run { first: at, last: at, count: 1 };
        let here = self.rows.len();
        let Some(connection) = record.connection else {
            // What somebody does stands between what was said before and what is said then.
            if record.spoken.is_none() {
                self.open.clear();
            }
            self.rows.push(single);
            return;
        };
        let Some(key) = record.key.filter(|_| !self.unfold) else {
            self.open.remove(&connection);
            self.rows.push(single);
            return;
        };
        let goes_on = self.open.get_mut(&connection).filter(|open| {
            open.key == key && open.rows.last().is_some_and(|row| here - row <= BRIDGE_ROWS)
        });
        let Some(open) = goes_on else {
            self.open.insert(connection, OpenRun { key, rows: vec![here], folded: false });
            self.rows.push(single);
            return;
        };
        if open.folded {
            let row = &mut self.rows[open.rows[0]];
            row.last = at;
            row.count += 1;
        } else if open.rows.len() + 1 < FOLD_MIN {
            open.rows.push(here);
            self.rows.push(single);
        } else {
            let (fold, others) = (open.rows[0], open.rows.split_off(1));
            open.folded = true;
            self.rows[fold].last = at;
            self.rows[fold].count += others.len() + 1;
            for row in others.into_iter().rev() {
                self.remove(row);
            }
        }
    }

    /// Removes a row that another one stands for.
    fn remove(&mut self, row: usize) {
        self.rows.remove(row);
        for place in self.open.values_mut().flat_map(|open| &mut open.rows) {
            if *place > row {
                *place -= 1;
            }
        }
    }
}

/// Whether the characters stand in what is shown of a line.
fn contains(world: &World, record: &Record, wanted: &str) -> bool {
    let Some(entry) = world.trace().get(EntryId(record.entry)) else { return true };
    match &entry.fact {
        Fact::Sent { frame, .. } => {
            let shown = frame.bytes.get(..SEARCHED_OCTETS).unwrap_or(&frame.bytes);
            finds(shown, wanted.as_bytes())
        }
        Fact::Asked(message) | Fact::Answered(message) if record.spoken == Some(Spoken::Dns) => {
            let shown: String = dns::parts(message).into_iter().map(|(_, text)| text).collect();
            finds(shown.as_bytes(), wanted.replace(' ', "").as_bytes())
                || finds(shown.as_bytes(), wanted.as_bytes())
        }
        _ => false,
    }
}

fn finds(octets: &[u8], wanted: &[u8]) -> bool {
    !wanted.is_empty()
        && octets.windows(wanted.len()).any(|window| window.eq_ignore_ascii_case(wanted))
}
