//! The world for a room full of people: one mail at a time, the last things that somebody did, and what a
//! sheet of paper says of it.

use crate::{Desk, EmailId, EventRow, Matrix, MatrixRow};

/// Events on a sheet at most: more would not fit on its page.
const SHEET_EVENTS_MAX: usize = 24;

/// What a sheet of paper tells of what has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// Events that are older than those in `events`.
    pub older: usize,
    /// What happened up to the present, oldest first.
    pub events: Vec<EventRow>,
}

impl Desk {
    /// The last things that somebody did before the present, the newest first.
    pub fn last_deeds(&self, wanted: usize) -> Vec<EventRow> {
        let here = self.history.position();
        let taps = self.timeline.taps();
        let done = &taps[..taps.partition_point(|turn| *turn <= here)];
        done.iter().rev().take(wanted).filter_map(|turn| self.event(*turn)).collect()
    }

    /// What has happened since the world was handed over.
    pub fn so_far(&self) -> SoFar {
        let list = self.events(&(0..0));
        let known = list.present.map_or(0, |present| present + 1);
        let from = known.saturating_sub(SHEET_EVENTS_MAX);
        let all = self.events(&(from..known));
        let events = all.rows.into_iter().filter(|row| row.turn > self.begin).collect();
        SoFar { older: self.events_since_begin(from), events }
    }
}

/// The mail that a picture of one mail shows: the one that has just changed, else the one shown `before`,
/// else the newest.
pub fn mail_in_focus(matrix: &Matrix, before: Option<EmailId>) -> Option<&MatrixRow> {
    let rows = &matrix.rows;
    let changed = |row: &&MatrixRow| row.server.focus || row.devices.iter().any(|cell| cell.focus);
    // Of several that changed the one that was looked at stays.
    let same = |row: &&MatrixRow| Some(row.email) == before;
    let changing = rows.iter().find(|row| changed(row) && same(row));
    changing
        .or_else(|| rows.iter().find(changed))
        .or_else(|| rows.iter().find(same))
        .or_else(|| rows.first())
}
