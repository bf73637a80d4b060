//! SEARCH and ESEARCH responses (RFC 3501 §7.2.5, RFC 9051 §7.3.4, RFC 4731, RFC 5182 §2.1,
//! RFC 7162 §3.1.6, §3.1.9 and §3.1.10).

use imbl::Vector;
use mailscope_base::{ModSeq, Uid};
use mailscope_wire::imap::{
    Esearch, Numbers, SearchProgram, SearchReturn, SequenceSet, Tag, Untagged,
};

use super::prepare::asks_for_modseq;
use super::query::{Found, Wanted};

/// What the client wants to hear of a search.
#[derive(Clone, Debug)]
pub(in crate::imap) struct Returns {
    /// Nothing for a plain SEARCH or SORT response.
    extended: Option<Vec<SearchReturn>>,
    save: bool,
    /// Whether the numbers are UIDs.
    uid: bool,
    /// Whether the highest mod-sequence is told (RFC 7162 §3.1.5).
    modseq: bool,
}

impl Returns {
    /// What `RETURN (…)` asks for. Once `IMAP4rev2` is enabled, SEARCH is answered by ESEARCH
    /// without it, too (RFC 9051 §6.4.4).
    pub(in crate::imap) fn new(
        options: Option<&[SearchReturn]>,
        always_extended: bool,
        uid: bool,
        program: &SearchProgram,
    ) -> Self {
        let save = options.is_some_and(|options| options.contains(&SearchReturn::Save));
        let shown = options.map(|options| match options {
            // RFC 9051 §6.4.4: none is "ALL".
            [] => vec![SearchReturn::All],
            some => some.iter().copied().filter(|o| *o != SearchReturn::Save).collect(),
        });
        let default = || always_extended.then(|| vec![SearchReturn::All]);
        let modseq = asks_for_modseq(&program.key);
        Self { extended: shown.or_else(default), save, uid, modseq }
    }

    /// Whether the result becomes `$`.
    pub(in crate::imap) const fn saves(&self) -> bool {
        self.save
    }

    /// Which messages have to be found. With MIN or MAX and neither ALL nor COUNT, that is also
    /// what is saved (RFC 9051 §6.4.4.1, table 4; RFC 5182 §2.4) and what MODSEQ is about (RFC 4731 §3.2).
    pub(in crate::imap) fn wanted(&self) -> Wanted {
        let asks = |option| self.extended.as_ref().is_some_and(|options| options.contains(&option));
        if asks(SearchReturn::All) || asks(SearchReturn::Count) {
            return Wanted::All;
        }
        match (asks(SearchReturn::Min), asks(SearchReturn::Max)) {
            (true, true) => Wanted::FirstAndLast,
            (true, false) => Wanted::First,
            (false, true) => Wanted::Last,
            (false, false) => Wanted::All,
        }
    }

    /// The response to a search that found these, in this order; `plain` makes the one without
    /// RETURN. None if only SAVE was asked for.
    pub(in crate::imap) fn response(
        &self,
        found: &[Found<'_>],
        tag: &Tag,
        plain: fn(Numbers) -> Untagged,
    ) -> Option<Untagged> {
        let number = |found: &Found<'_>| found.number(self.uid);
        let numbers = || found.iter().map(number);
        let modseq = self.highest_modseq(found);
        let Some(options) = &self.extended else {
            return Some(plain(Numbers { numbers: numbers().collect(), modseq }));
        };
        if options.is_empty() {
            return None;
        }
        let asks = |option| options.contains(&option);
        // RFC 9051 §6.4.4: of nothing there is no MIN, MAX or ALL, but a COUNT.
        Some(Untagged::Esearch(Esearch {
            tag: Some(tag.clone()),
            uid: self.uid,
            min: found.first().map(number).filter(|_| asks(SearchReturn::Min)),
            max: found.last().map(number).filter(|_| asks(SearchReturn::Max)),
            all: asks(SearchReturn::All).then(|| SequenceSet::of(numbers())).flatten(),
            count: asks(SearchReturn::Count)
                .then(|| u32::try_from(found.len()).unwrap_or(u32::MAX)),
            modseq,
        }))
    }

    /// The highest mod-sequence of what was found, if it is told.
    fn highest_modseq(&self, found: &[Found<'_>]) -> Option<ModSeq> {
        found.iter().map(|found| found.message.modseq).max().filter(|_| self.modseq)
    }
}

/// What `$` holds after that: UIDs, ascending whatever the order of the result.
pub(in crate::imap) fn saved(found: &[Found<'_>]) -> Vector<Uid> {
    let mut uids: Vec<Uid> = found.iter().map(|found| found.message.uid).collect();
    uids.sort_unstable();
    uids.into()
}
