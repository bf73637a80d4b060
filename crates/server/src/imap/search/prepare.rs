//! From search keys to criteria: the character set, the numbers, the clock.

use mailscope_base::limits::SEARCH_KEYS_MAX;
use mailscope_base::{Flag, ModSeq};
use mailscope_store::readable::Charset;
use mailscope_wire::imap::{Code, MessageSet, SearchKey, SearchProgram, Status};

use super::criterion::{Criterion, FieldTest};
use super::needle::Needle;
use crate::imap::enabled::Enabled;
use crate::imap::selection::Selection;
use crate::imap::status::{WithCode as _, bad, no, no_code};

/// What a search key means to this session at this moment.
pub(super) struct Preparation<'a> {
    pub(super) verb: &'static str,
    pub(super) selection: &'a Selection,
    /// The date now, in seconds since 1970-01-01T00:00:00Z.
    pub(super) now: i64,
    charset: Option<Charset>,
}

impl<'a> Preparation<'a> {
    /// Reads the program's character set.
    ///
    /// RFC 9051 §6.4.4: one that is not known is NO with BADCHARSET. Without one, strings are
    /// UTF-8, of which US-ASCII is a part.
    pub(super) fn new(
        verb: &'static str,
        program: &SearchProgram,
        selection: &'a Selection,
        now: i64,
        enabled: Enabled,
    ) -> Result<Self, Status> {
        let charset = match &program.charset {
            // RFC 6855 §3: everything is UTF-8 then, and SEARCH must not say anything else. The
            // grammar of SORT and THREAD demands a charset (RFC 5256 §5).
            Some(_) if enabled.utf8 && verb.ends_with("SEARCH") => {
                let text = "no CHARSET after ENABLE UTF8=ACCEPT: strings are UTF-8 (RFC 6855)";
                return Err(bad(&format!("{verb}: {text}")));
            }
            Some(name) => Some(Charset::named(name).ok_or_else(|| unknown_charset(name))?),
            None => None,
        };
        if keys_in(&program.key) > SEARCH_KEYS_MAX {
            return Err(no_code("LIMIT", &format!("at most {SEARCH_KEYS_MAX} search keys")));
        }
        Ok(Self { verb, selection, now, charset })
    }

    pub(super) fn criterion(&self, key: &SearchKey) -> Result<Criterion, Status> {
        Ok(match key {
            SearchKey::All | SearchKey::SaveDateSupported => Criterion::All,
            SearchKey::And(keys) => Criterion::all_of(self.criteria(keys)?),
            SearchKey::Or(a, b) => Criterion::any_of(vec![self.criterion(a)?, self.criterion(b)?]),
            SearchKey::Not(key) => not(self.criterion(key)?),
            SearchKey::Sequence(set) => self.positions(set, false),
            SearchKey::Uid(set) => self.positions(set, true),
            SearchKey::Flag(flag) => Criterion::Flag(flag.clone()),
            SearchKey::NoFlag(flag) => not(Criterion::Flag(flag.clone())),
            SearchKey::Recent => Criterion::Recent,
            // RFC 3501 §6.4.4: "(RECENT UNSEEN)" and "NOT RECENT".
            SearchKey::New => {
                Criterion::all_of(vec![Criterion::Recent, not(Criterion::Flag(Flag::Seen))])
            }
            SearchKey::Old => not(Criterion::Recent),
            SearchKey::Header { name, text, spelled_out } => Criterion::Header(FieldTest {
                name: name.as_ref().into(),
                needle: self.needle(text)?,
                addresses: !spelled_out && !name.eq_ignore_ascii_case(b"Subject"),
            }),
            SearchKey::Body(text) => Criterion::Body(self.needle(text)?),
            SearchKey::Text(text) => Criterion::Text(self.needle(text)?),
            SearchKey::Date { of, is, date } => Criterion::Date(*of, *is, *date),
            SearchKey::Larger(octets) => Criterion::Larger(*octets),
            SearchKey::Smaller(octets) => Criterion::Smaller(*octets),
            // RFC 5032 §2: the target time itself is both older and younger.
            SearchKey::Older(secs) => Criterion::ReceivedBy(self.ago(*secs)),
            SearchKey::Younger(secs) => Criterion::ReceivedSince(self.ago(*secs)),
            // RFC 7162 §7: `mod-sequence-valzer`; every message has at least 1.
            SearchKey::ModSeq(modseq) => Criterion::ModSeq(*modseq),
            SearchKey::EmailId(id) => Criterion::EmailId(id.clone()),
            SearchKey::ThreadId(id) => Criterion::ThreadId(id.clone()),
            _ => return Err(bad(&format!("{}: no such search key", self.verb))),
        })
    }

    fn criteria(&self, keys: &[SearchKey]) -> Result<Vec<Criterion>, Status> {
        keys.iter().map(|key| self.criterion(key)).collect()
    }

    /// A number that no message has matches nothing, `*` in an empty mailbox included: in the example
    /// of RFC 9051 §6.4.4 `1:5000` finds 3800 messages at most, for that is the highest UID. Other
    /// commands with such numbers are BAD.
    fn positions(&self, set: &MessageSet, uid: bool) -> Criterion {
        Criterion::Positions(self.selection.positions_there(set, uid))
    }

    fn needle(&self, octets: &[u8]) -> Result<Needle, Status> {
        let charset = self.charset.unwrap_or(Charset::UTF_8);
        match charset.read(octets) {
            Some(text) => Ok(Needle::new(&text)),
            None if self.charset.is_some() => {
                Err(bad(&format!("{}: a string is not text of that CHARSET", self.verb)))
            }
            None => Err(bad(&format!("{}: a string is not UTF-8; say its CHARSET", self.verb))),
        }
    }

    fn ago(&self, secs: u32) -> i64 {
        self.now.saturating_sub(i64::from(secs))
    }
}

fn not(criterion: Criterion) -> Criterion {
    match criterion {
        Criterion::Not(inner) => *inner,
        other => Criterion::Not(Box::new(other)),
    }
}

fn unknown_charset(name: &[u8]) -> Status {
    let name = String::from_utf8_lossy(name);
    let common = Charset::COMMON.iter().map(|charset| (*charset).into()).collect();
    no(&format!("CHARSET {name} is not known")).with_code(Code::BadCharset(common))
}

/// Whether the client asks for mod-sequences: that enables CONDSTORE and changes the answer
/// (RFC 7162 §3.1 and §3.1.5).
pub(super) fn asks_for_modseq(key: &SearchKey) -> bool {
    match key {
        SearchKey::ModSeq(ModSeq(_)) => true,
        SearchKey::And(keys) => keys.iter().any(asks_for_modseq),
        SearchKey::Or(a, b) => asks_for_modseq(a) || asks_for_modseq(b),
        SearchKey::Not(key) => asks_for_modseq(key),
        _ => false,
    }
}

/// How many keys there are: each may have to be asked of every message.
fn keys_in(key: &SearchKey) -> usize {
    match key {
        SearchKey::And(keys) => keys.iter().map(keys_in).sum(),
        SearchKey::Or(a, b) => keys_in(a) + keys_in(b),
        SearchKey::Not(key) => keys_in(key),
        _ => 1,
    }
}
