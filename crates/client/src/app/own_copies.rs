//! Copies of a device's own (POP3): nobody keeps them equal to the server's, and only the unique-ids tell
//! which of the server's messages they were copied from (RFC 1939 §7).
//!
//! The list of unique-ids is all that keeps a device from fetching everything again. It is lost with the
//! app: the next visit then finds nothing but new mail.

use bytes::Bytes;
use mailscope_base::{Flags, Instant};

use super::{LocalId, LocalMail, LocalMessage, Origin, Standing, Summary};

/// Where new mail goes.
const INBOX: &str = "INBOX";

impl LocalMail {
    /// Keeps a whole message: as a new mail, or as the rest of one whose header is here.
    pub(crate) fn keep_whole(&mut self, unique_id: &str, octets: Bytes, now: Instant) {
        self.remember(unique_id, now);
        self.unique_ids.wanted.remove(unique_id);
        if let Some(id) = self.header_of(unique_id) {
            let size = u32::try_from(octets.len()).unwrap_or(u32::MAX);
            self.edit(id, |kept| kept.message.summary.size = size);
            return self.learn_body(id, octets, now);
        }
        let summary = Summary::of_message(&octets);
        self.keep_own(unique_id, summary, Some(octets), now);
    }

    /// Keeps a header as a new mail. `size` is that of the whole message, if the server told it.
    pub(crate) fn keep_header(
        &mut self,
        unique_id: &str,
        header: &[u8],
        size: Option<u32>,
        now: Instant,
    ) {
        self.remember(unique_id, now);
        let summary = Summary::of_message(header);
        let size = size.unwrap_or(summary.size);
        self.keep_own(unique_id, Summary { size, ..summary }, None, now);
    }

    fn keep_own(&mut self, unique_id: &str, summary: Summary, body: Option<Bytes>, now: Instant) {
        self.insert(LocalMessage {
            id: LocalId(0),
            folder: INBOX.to_owned(),
            origin: Origin::Pop3(unique_id.to_owned()),
            flags: Flags::NONE,
            standing: Standing::Own,
            summary,
            body,
            known_at: now,
        });
    }

    /// Whether only the header of that message is on the device.
    pub(crate) fn has_only_header(&self, unique_id: &str) -> bool {
        self.header_of(unique_id).is_some()
    }

    fn header_of(&self, unique_id: &str) -> Option<LocalId> {
        let id = self.by_origin(&Origin::Pop3(unique_id.to_owned()))?;
        self.message(id).filter(|message| message.body.is_none()).map(|message| message.id)
    }

    fn remember(&mut self, unique_id: &str, now: Instant) {
        // A server's unique-id has no blank (RFC 1939 §7): this is a name for want of one.
        if !unique_id.contains(' ') {
            self.unique_ids.seen.insert(unique_id.to_owned(), now);
        }
    }

    /// Forgets what the server no longer has: a unique-id is not used again (RFC 1939 §7). Tells whether a
    /// mail is among it that somebody waits for.
    pub(crate) fn forget_unique_ids(&mut self, gone: impl Fn(&str) -> bool) -> bool {
        let ids = &mut self.unique_ids;
        let lost: Vec<String> = ids.seen.keys().filter(|id| gone(id)).cloned().collect();
        for id in lost {
            ids.seen.remove(&id);
        }
        let doomed: Vec<String> = ids.doomed.iter().filter(|id| gone(id)).cloned().collect();
        for id in doomed {
            ids.doomed.remove(&id);
        }
        let waiting: Vec<String> = ids.wanted.iter().cloned().collect();
        let mut missed = false;
        for id in waiting {
            let shown = self.has_only_header(&id);
            if gone(&id) || !shown {
                self.unique_ids.wanted.remove(&id);
                missed |= shown;
            }
        }
        missed
    }
}
