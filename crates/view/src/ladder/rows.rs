//! The rows of the ladder, as far as they are asked for.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use mailscope_sim::{Entry, EntryId, Fact, History, Loss, Place, TlsStep, World};

use super::index::{Index, Record, SETTING_UP, said, verb};
use super::runs::Run;
use super::{Event, LadderLens, LadderRow, LadderView, Line, RowWhat, Says, Spoken};
use super::{explain, lanes, readers};
use crate::reading::{clock_time, printable};
use crate::{Text, narrate};

/// Octets of a frame that a row shows.
const ROW_OCTETS: u32 = 120;
/// Rows around the present where the lens does not say.
const FIRST_ROWS: usize = 120;
/// Characters of a name in a fold.
const WORD_CHARS_MAX: usize = 24;

pub(super) fn view(
    index: &mut Index,
    history: &History,
    lens: &LadderLens,
    taken_in: bool,
) -> LadderView {
    let world = history.world();
    let whole = history.furthest();
    let filtered = index.runs.update(whole, &index.records, &lens.filter, lens.unfold);
    let happened = world.trace().len();
    let lines = index.records.partition_point(|record| (record.entry as usize) < happened);
    let records = &index.records[..lines];
    let heads = lanes::lanes(world, &index.places, &lens.filter.hidden);
    let columns: BTreeMap<Place, usize> =
        heads.iter().filter_map(|lane| Some((lane.place, lane.column?))).collect();
    let rows = index.runs.rows.partition_point(|run| run.first < lines);
    let page = Page { world, index, records, columns: &columns, rows: &index.runs.rows[..rows] };
    let open = page.open(&lens.open);
    let total = rows + open.iter().map(|(_, members)| members.len()).sum::<usize>();
    let wanted = match &lens.rows {
        Some(rows) => rows.start.min(total)..rows.end.min(total),
        None => total.saturating_sub(FIRST_ROWS)..total,
    };
    LadderView {
        first: wanted.start,
        rows: page.rows(&open, wanted),
        lanes: heads,
        total,
        present: total.checked_sub(1),
        lines,
        complete: taken_in && filtered,
        spoken: index.spoken.iter().copied().collect(),
    }
}

struct Page<'a> {
    world: &'a World,
    index: &'a Index,
    /// What has happened up to the present moment.
    records: &'a [Record],
    columns: &'a BTreeMap<Place, usize>,
    rows: &'a [Run],
}

impl Page<'_> {
    /// The folds that are open: their rows, and the records in them.
    fn open(&self, wanted: &BTreeSet<u32>) -> Vec<(usize, Vec<usize>)> {
        let row = |entry: &u32| {
            let row = self.rows.partition_point(|run| self.records[run.first].entry < *entry);
            let run = self.rows.get(row)?;
            let is_it = run.count > 1 && self.records[run.first].entry == *entry;
            is_it.then(|| (row, self.members(run)))
        };
        wanted.iter().filter_map(row).collect()
    }

    /// The records of a fold, up to the present moment.
    fn members(&self, run: &Run) -> Vec<usize> {
        let first = &self.records[run.first];
        let last = run.last.min(self.records.len() - 1);
        let belongs = |at: &usize| {
            let record = &self.records[*at];
            (record.connection, record.key) == (first.connection, first.key)
                && self.index.runs.passes(self.world, record)
        };
        (run.first..=last).filter(belongs).collect()
    }

    fn rows(&self, open: &[(usize, Vec<usize>)], wanted: Range<usize>) -> Vec<LadderRow> {
        let mut out: Vec<LadderRow> = Vec::new();
        let mut at = 0;
        let mut opened = open.iter().peekable();
        let mut row = 0;
        while row < self.rows.len() && at < wanted.end {
            // Rows in front of the window are skipped all at once, up to the next open fold.
            let next_open = opened.peek().map_or(self.rows.len(), |(row, _)| *row);
            if at < wanted.start && row < next_open {
                let skipped = (wanted.start - at).min(next_open - row);
                at += skipped;
                row += skipped;
                continue;
            }
            let members = opened.next_if(|(of, _)| *of == row).map(|(_, members)| members);
            if wanted.contains(&at) {
                out.extend(self.row(&self.rows[row], members.is_some()));
            }
            at += 1;
            for member in members.into_iter().flatten() {
                if wanted.contains(&at) {
                    out.extend(self.single(&self.records[*member]));
                }
                at += 1;
            }
            row += 1;
        }
        // A time is told once.
        let mut before = String::new();
        for row in &mut out {
            if row.time == before {
                row.time.clear();
            } else {
                before.clone_from(&row.time);
            }
        }
        out
    }

    fn row(&self, run: &Run, open: bool) -> Option<LadderRow> {
        let record = &self.records[run.first];
        if run.count == 1 {
            return self.single(record);
        }
        let (count, last) = if run.last < self.records.len() {
            (run.count, run.last)
        } else {
            let members = self.members(run);
            (members.len(), members.last().copied().unwrap_or(run.first))
        };
        if count == 1 {
            return self.single(record);
        }
        let entry = self.entry(record)?;
        let (a, b) = (self.column(record.from), self.column(record.to));
        let text = if record.key == Some(SETTING_UP) {
            Text::new("ladder-fold-setup")
        } else {
            Text::new("ladder-fold-same").words("what", word(entry))
        };
        Some(LadderRow {
            entry: record.entry,
            turn: record.turn,
            time: clock_time(self.world, entry.at, true),
            now: self.records[last].turn == self.world.turn(),
            what: RowWhat::Fold {
                between: (a.min(b), a.max(b)),
                spoken: record.spoken.unwrap_or(Spoken::Imap),
                count,
                text: text.number("count", count as u64),
                open,
            },
        })
    }

    fn single(&self, record: &Record) -> Option<LadderRow> {
        let entry = self.entry(record)?;
        Some(LadderRow {
            entry: record.entry,
            turn: record.turn,
            time: clock_time(self.world, entry.at, true),
            now: record.turn == self.world.turn(),
            what: match record.spoken {
                None => RowWhat::Beat {
                    at: self.column(record.from),
                    person: record.person,
                    text: narrate::told(self.world, entry),
                },
                Some(spoken) => RowWhat::Line(self.line(record, entry, spoken)),
            },
        })
    }

    fn line(&self, record: &Record, entry: &Entry, spoken: Spoken) -> Line {
        let name = |place| lanes::name(self.world, place);
        Line {
            from: self.column(record.from),
            to: self.column(record.to),
            names: (name(record.from), name(record.to)),
            spoken,
            says: says(entry),
            open: readers::openness(self.world, entry),
            unasked: record.unasked,
        }
    }

    fn entry(&self, record: &Record) -> Option<&Entry> {
        self.world.trace().get(EntryId(record.entry))
    }

    /// Where a place stands. Whoever is hidden has no rows either.
    fn column(&self, place: Place) -> usize {
        self.columns.get(&place).copied().unwrap_or_default()
    }
}

/// What stands on the arrow of an entry.
fn says(entry: &Entry) -> Says {
    match &entry.fact {
        Fact::Opened(..) => Says::Event(Event::Opened, Text::new("ladder-opened")),
        Fact::Closed(_) => Says::Event(Event::Closed, Text::new("ladder-closed")),
        Fact::Tls(_, step) => tls(step),
        Fact::Lost(_, loss) => Says::Event(
            Event::Lost,
            match loss {
                Loss::Refused => Text::new("export-lost-refused"),
                Loss::NoAnswer => Text::new("export-lost-no-answer"),
                Loss::Reset => Text::new("export-lost-reset"),
                Loss::Cut => Text::new("export-lost-cut"),
            },
        ),
        _ => words(entry),
    }
}

/// The beginning of a frame. Where all of it is shown, its last line end says nothing.
fn words(entry: &Entry) -> Says {
    let (mut words, meanings, (_, more)) = explain::said(entry, ROW_OCTETS);
    if more == 0 && words.last().is_some_and(|word| word.text == explain::LINE_END) {
        words.pop();
    }
    Says::Words { words, meanings, more }
}

fn tls(step: &TlsStep) -> Says {
    match step {
        TlsStep::Failed(why) => {
            Says::Event(Event::TlsFailed, Text::new("export-tls-failed").words("why", *why))
        }
        TlsStep::Certificate { names, trusted, .. } => {
            let names: Vec<&str> = names.iter().map(|name| &**name).collect();
            let id = if *trusted { "ladder-certificate" } else { "ladder-certificate-untrusted" };
            Says::Event(Event::Tls, Text::new(id).words("names", names.join(", ")))
        }
        _ => Says::Event(Event::Tls, Text::new("export-tls")),
    }
}

/// What the lines of a fold have in common.
fn word(entry: &Entry) -> String {
    let Fact::Sent { frame, .. } = &entry.fact else { return String::new() };
    let word = verb(frame);
    let word = if word.is_empty() { said(frame).unwrap_or_default() } else { word };
    printable(&word, WORD_CHARS_MAX)
}

/// The row on which an entry stands, and the fold that hides it there if one does.
pub(super) fn row_of(
    index: &mut Index,
    history: &History,
    lens: &LadderLens,
    entry: u32,
) -> Option<(usize, Option<u32>)> {
    let world = history.world();
    index.runs.update(history.furthest(), &index.records, &lens.filter, lens.unfold);
    let happened = world.trace().len();
    let lines = index.records.partition_point(|record| (record.entry as usize) < happened);
    let at = index.records[..lines].binary_search_by_key(&entry, |record| record.entry).ok()?;
    let rows = index.runs.rows.partition_point(|run| run.first < lines);
    let columns = BTreeMap::new();
    let page = Page {
        world,
        index,
        records: &index.records[..lines],
        columns: &columns,
        rows: &index.runs.rows[..rows],
    };
    let record = &index.records[at];
    let holds = |run: &Run| {
        let first = &page.records[run.first];
        run.first == at
            || run.count > 1
                && (run.first..=run.last).contains(&at)
                && (first.connection, first.key) == (record.connection, record.key)
    };
    let after = page.rows.partition_point(|run| run.first <= at);
    let row = page.rows[..after].iter().rposition(holds)?;
    let run = &page.rows[row];
    let opened = page.open(&lens.open);
    let before: usize =
        opened.iter().filter(|(of, _)| *of < row).map(|(_, members)| members.len()).sum();
    let inside = opened.iter().find(|(of, _)| *of == row).map(|(_, members)| members);
    let within = inside.and_then(|members| members.iter().position(|member| *member == at));
    let hidden = run.count > 1 && inside.is_none();
    Some((
        row + before + within.map_or(0, |at| at + 1),
        hidden.then(|| page.records[run.first].entry),
    ))
}
