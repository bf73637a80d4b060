//! What imap-codec thinks of commands: it reads what we write, and we read what it writes.

use arbitrary::{Arbitrary as _, Unstructured};
use imap_codec::CommandCodec;
use imap_codec::decode::Decoder as _;
use imap_codec::encode::Encoder as _;
use imap_codec::imap_types;
use mailscope_wire::imap::{
    AppendForm, Bound, Command, CommandBody, FetchItem, MessageSet, SearchDate, SearchKey,
    SequenceSet, StatusItem, Tag,
};
use mailscope_wire::{Diagnostic, Kind};
use proptest::prelude::*;

use crate::arbitrary::body;

/// imap-codec follows RFC 3501 here: no NUL in strings, `BODY[1.TEXT]` and the like as we do.
fn codec_reads(bytes: &[u8]) -> Result<Vec<u8>, String> {
    match CommandCodec::default().decode(bytes) {
        Ok(([], command)) => Ok(CommandCodec::default().encode(&command).dump()),
        other => Err(format!("{other:?}")),
    }
}

/// Whether imap-codec knows all of it.
fn codec_knows(body: &CommandBody) -> bool {
    use CommandBody as B;
    match body {
        // RFC 8437, RFC 5465.
        B::Unauthenticate | B::Notify(_) => false,
        // RFC 5258.
        B::List { selection, patterns, returns, .. } => {
            selection.is_empty() && patterns.len() == 1 && returns.is_none()
        }
        // RFC 6154.
        B::Create { special_use, .. } => special_use.is_empty(),
        B::Status { items, .. } => items.iter().copied().all(knows_status),
        // RFC 3502.
        B::Append { messages, .. } => {
            messages.len() == 1 && messages.iter().all(|m| m.form != AppendForm::Utf8)
        }
        // RFC 4731, RFC 5267.
        B::Search { returns, program, .. } | B::Sort { returns, program, .. } => {
            returns.is_none() && knows_key(&program.key)
        }
        B::Thread { program, .. } => knows_key(&program.key),
        B::Fetch { set, items, .. } => knows_set(set) && items.iter().all(knows_item),
        B::UidExpunge { set }
        | B::Store { set, .. }
        | B::Copy { set, .. }
        | B::Move { set, .. } => knows_set(set),
        _ => true,
    }
}

/// RFC 5182.
fn knows_set(set: &MessageSet) -> bool {
    *set != MessageSet::Saved
}

fn knows_status(item: StatusItem) -> bool {
    !matches!(item, StatusItem::AppendLimit | StatusItem::MailboxId)
}

fn knows_item(item: &FetchItem) -> bool {
    use FetchItem as I;
    !matches!(item, I::EmailId | I::ThreadId | I::SaveDate | I::Preview { .. })
}

fn knows_key(key: &SearchKey) -> bool {
    use SearchKey as K;
    match key {
        K::And(keys) => keys.iter().all(knows_key),
        K::Or(a, b) => knows_key(a) && knows_key(b),
        K::Not(key) => knows_key(key),
        K::Sequence(set) | K::Uid(set) => knows_set(set),
        // RFC 3501 has 32 bits here.
        K::Larger(size) | K::Smaller(size) => u32::try_from(*size).is_ok(),
        K::Date { of: SearchDate::Saved, .. }
        | K::SaveDateSupported
        | K::EmailId(_)
        | K::ThreadId(_) => false,
        _ => true,
    }
}

/// A set as what it means: imap-codec sorts and joins ranges.
fn meant_set(set: &mut SequenceSet) {
    let mut ranges: Vec<(u32, u32)> = set.resolve(Some(u32::MAX)).collect();
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    set.0 = joined.into_iter().map(|(a, b)| (Bound::Number(a), Bound::Number(b))).collect();
}

fn meant(set: &mut MessageSet) {
    if let MessageSet::Listed(set) = set {
        meant_set(set);
    }
}

fn meant_key(key: &mut SearchKey) {
    use SearchKey as K;
    match key {
        K::And(keys) => keys.iter_mut().for_each(meant_key),
        K::Or(a, b) => {
            meant_key(a);
            meant_key(b);
        }
        K::Not(key) => meant_key(key),
        K::Sequence(set) | K::Uid(set) => meant(set),
        _ => {}
    }
}

/// A command as what it means.
fn as_meant(mut command: Command) -> Command {
    use CommandBody as B;
    match &mut command.body {
        B::UidExpunge { set }
        | B::Fetch { set, .. }
        | B::Store { set, .. }
        | B::Copy { set, .. }
        | B::Move { set, .. } => meant(set),
        B::Search { program, .. } | B::Sort { program, .. } | B::Thread { program, .. } => {
            meant_key(&mut program.key);
        }
        B::Select { params, .. } => {
            if let Some(qresync) = &mut params.qresync {
                qresync.known_uids.iter_mut().for_each(meant_set);
                if let Some((numbers, uids)) = &mut qresync.seq_match {
                    meant_set(numbers);
                    meant_set(uids);
                }
            }
        }
        _ => {}
    }
    command
}

/// What imap-codec writes and no RFC allows: empty lists, numbers beyond 63 bits, `*` among known UIDs,
/// one modifier twice; and extensions that are none of ours.
fn is_rightly_refused(bytes: &[u8], refusal: &Diagnostic) -> bool {
    let refused = refusal.span.of(bytes);
    let digits: String =
        refused.iter().take_while(|o| o.is_ascii_digit()).map(|&o| char::from(o)).collect();
    let too_large = digits.parse::<u64>().is_ok_and(|number| i64::try_from(number).is_err());
    refusal.expected.iter().any(|expected| match expected {
        Kind::CommandVerb => refused.starts_with(b"COMPRESS"),
        Kind::StatusAtt | Kind::FetchAtt => refused.starts_with(b")"),
        // RFC 5957.
        Kind::SortCriterion | Kind::SortKey => refused.starts_with(b"DISPLAY"),
        Kind::Close => refused.starts_with(b" UNCHANGEDSINCE"),
        Kind::ThreadAlg | Kind::KnownUids | Kind::KnownSequenceSet | Kind::KnownUidSet => true,
        Kind::UniqueIdNumber => refused.starts_with(b"*"),
        _ => too_large,
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_global_rejects: 20_000,
        ..ProptestConfig::with_cases(300)
    })]

    #[test]
    fn imap_codec_reads_what_we_write_and_we_read_what_it_writes(body in body()) {
        prop_assume!(codec_knows(&body));
        let command = Command { tag: Tag::new("a1"), body };
        let ours = command.encode().concat();
        prop_assume!(!ours.contains(&0));
        let theirs = codec_reads(&ours).map_err(|error| {
            TestCaseError::fail(format!("{}: {error}", String::from_utf8_lossy(&ours)))
        })?;
        let read = Command::parse(&theirs).map(as_meant);
        prop_assert_eq!(read, Ok(as_meant(command)), "{:?}", String::from_utf8_lossy(&theirs));
    }

    /// The commands that it makes up itself, as far as it reads them again.
    #[test]
    fn we_read_what_imap_codec_writes(seed in prop::collection::vec(any::<u8>(), 200..2000)) {
        let made = imap_types::command::Command::arbitrary(&mut Unstructured::new(&seed));
        let Ok(made) = made else { return Err(TestCaseError::reject("too few octets")) };
        let theirs = CommandCodec::default().encode(&made).dump();
        prop_assume!(codec_reads(&theirs).is_ok());
        let command = Command::parse(&theirs).map_err(|bad| {
            if is_rightly_refused(&theirs, &bad.diagnostic) {
                return TestCaseError::reject("imap-codec allows more than the RFC");
            }
            TestCaseError::fail(format!("{}: {bad:?}", String::from_utf8_lossy(&theirs)))
        })?;
        let ours = command.encode().concat();
        let again = codec_reads(&ours).map(|again| Command::parse(&again).map(as_meant));
        prop_assert_eq!(again, Ok(Ok(as_meant(command))), "{:?}", String::from_utf8_lossy(&ours));
    }
}
