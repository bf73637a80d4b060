//! How much of the mail is kept on the device: what lists show, what came in the last days, or
//! everything.
//!
//! ```text
//! last days   SELECT, UID SEARCH SINCE date     -> what is not found leaves the device
//! whole       UID FETCH … BODY.PEEK[] in small batches, newest first, whenever nothing else is to do
//! ```

use std::collections::BTreeSet;

use imbl::Vector;
use mailscope_base::Uid;
use mailscope_base::limits::LITERAL_OCTETS_MAX;
use mailscope_wire::imap::{
    CalendarDate, CommandBody, DateIs, FetchItem, SearchDate, SearchKey, SearchProgram,
    SearchReturn, Section, SequenceSet,
};

use super::ImapClient;
use super::command::uid_fetch;
use super::state::{Stage, State, Step};
use crate::app::Keeps;
use crate::choice;
use crate::event::Context;

/// Octets of mail that one command asks for in the background: a tap waits no longer than that.
const BATCH_OCTETS: u64 = 65_536;
/// Mails that one command asks for in the background.
const BATCH_MAILS: usize = 50;
const SECONDS_A_DAY: i64 = 86_400;

impl ImapClient {
    /// The first day whose mail is kept; nothing where the age of a mail does not matter.
    fn first_day(&self, cx: &Context<'_>) -> Option<CalendarDate> {
        let Keeps::LastDays(days) = self.policy.keeps else { return None };
        let today = cx.clock.at(cx.now);
        let local = today.unix_secs + i64::from(today.offset_mins) * 60;
        let day = local.div_euclid(SECONDS_A_DAY) - i64::from(days);
        Some(CalendarDate { days: i32::try_from(day).unwrap_or(i32::MIN) })
    }

    /// Whether the settings want more or less of a mailbox than the device has of it.
    pub(super) fn keeps_otherwise(&self, mailbox: &str, cx: &Context<'_>) -> bool {
        let lacks_bodies = self.policy.keeps != Keeps::Headers && cx.host.has_bare(mailbox);
        cx.host.since(mailbox) != self.first_day(cx) || lacks_bodies
    }

    /// The selected mailbox is looked at anew where another day has begun or another setting holds.
    pub(super) fn fit_settings(&mut self, cx: &Context<'_>) {
        let first_day = self.first_day(cx);
        let State::Selected(selection) = &mut self.state else { return };
        let settled = matches!(selection.stage, Stage::Told);
        if !settled || selection.refused || cx.host.since(&selection.mailbox) == first_day {
            return;
        }
        selection.stage = if first_day.is_some() { Stage::Recent } else { Stage::Flags };
    }

    /// Everything that the settings ask for is known of the selected mailbox.
    pub(super) fn note_first_day(&self, mailbox: &str, cx: &mut Context<'_>) {
        let first_day = self.first_day(cx);
        cx.host.learn_since(mailbox, first_day);
    }

    /// `UID SEARCH SINCE`: "internal date (disregarding time and timezone) is within or later than the
    /// specified date" (RFC 9051 §6.4.4).
    pub(super) fn ask_recent(&mut self, cx: &mut Context<'_>) {
        let Some(date) = self.first_day(cx) else {
            // The settings have just changed.
            if let State::Selected(selection) = &mut self.state {
                selection.stage = Stage::Flags;
            }
            return self.ask_flags(cx);
        };
        let State::Selected(selection) = &mut self.state else { return };
        selection.asked = selection.exists;
        cx.choose(choice::ONLY_LAST_DAYS);
        let key = SearchKey::Date { of: SearchDate::Internal, is: DateIs::Since, date };
        let search = CommandBody::Search {
            returns: self.capabilities.esearch.then(|| vec![SearchReturn::All]),
            program: SearchProgram { charset: None, key },
            uid: true,
        };
        self.send(search, Step::Recent(Vec::new()), cx);
    }

    /// What was not found is older, or gone: it leaves the device, unless the server has still to be told
    /// something of it. What was found and is known may have other flags.
    pub(super) fn recent_done(&mut self, found: &[u32], ok: bool, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        if !ok {
            cx.choose(choice::SYNCHRONISATION_REFUSED);
            selection.stage = Stage::Told;
            selection.refused = true;
            return;
        }
        let there: BTreeSet<Uid> =
            found.iter().filter_map(|uid| Uid::new(usize::try_from(*uid).ok()?)).collect();
        let known: Vec<_> = cx.host.known_in(&selection.mailbox).collect();
        let (kept, older): (Vec<_>, Vec<_>) =
            known.into_iter().partition(|(uid, _)| there.contains(uid));
        let missing: Vector<Uid> = there
            .iter()
            .filter(|uid| cx.host.known(&selection.mailbox, **uid).is_none())
            .copied()
            .collect();
        selection.stage = Stage::Summaries(missing);
        let older: Vec<_> =
            older.into_iter().filter(|(_, id)| !cx.host.has_change_of(*id)).collect();
        self.choose_if(!older.is_empty(), choice::OLDER_LEAVES_DEVICE, cx);
        for (_, id) in older {
            cx.host.vanish(id);
        }
        if let Some(set) = SequenceSet::of(kept.into_iter().map(|(uid, _)| uid.get())) {
            self.send(uid_fetch(set, vec![FetchItem::Flags]), Step::KnownFlags, cx);
        }
    }

    /// Fetches the next mails that are not whole, newest first; tells whether there were any.
    pub(super) fn fetch_bodies(&mut self, cx: &mut Context<'_>) -> bool {
        let mut batch = self.next_bodies(cx);
        batch.sort_unstable();
        let Some(set) = SequenceSet::of(batch.iter().map(|uid| uid.get())) else { return false };
        cx.choose(choice::BODIES_IN_BACKGROUND);
        let item = FetchItem::Body { section: Section::FULL, partial: None, peek: true };
        self.send(uid_fetch(set, vec![item]), Step::Bodies(batch), cx);
        true
    }

    /// The next messages of the selected mailbox that are to be fetched whole.
    fn next_bodies(&self, cx: &Context<'_>) -> Vec<Uid> {
        let mut batch: Vec<Uid> = Vec::new();
        let State::Selected(selection) = &self.state else { return batch };
        if self.policy.keeps == Keeps::Headers {
            return batch;
        }
        let mut octets = 0;
        let hopeless =
            |uid, size| selection.withheld.contains(&uid) || size >= LITERAL_OCTETS_MAX as u64;
        for (uid, size) in cx.host.bare(&selection.mailbox) {
            if hopeless(uid, size) {
                continue;
            }
            octets += size;
            if !batch.is_empty() && (octets > BATCH_OCTETS || batch.len() >= BATCH_MAILS) {
                break;
            }
            batch.push(uid);
        }
        batch
    }

    /// Whether the settings ask for more of the selected mailbox than the device has.
    pub(super) fn wants_more(&self, cx: &Context<'_>) -> bool {
        let State::Selected(selection) = &self.state else { return false };
        let other_day =
            !selection.refused && cx.host.since(&selection.mailbox) != self.first_day(cx);
        other_day || !self.next_bodies(cx).is_empty()
    }

    /// What the server has not handed out, though it was asked, is not asked for again here.
    pub(super) fn bodies_done(&mut self, batch: &[Uid], ok: bool, cx: &mut Context<'_>) {
        self.choose_if(!ok, choice::BODY_REFUSED, cx);
        let State::Selected(selection) = &mut self.state else { return };
        let bare = |uid: &&Uid| cx.host.is_bare(&selection.mailbox, **uid);
        selection.withheld.extend(batch.iter().filter(bare));
    }
}
