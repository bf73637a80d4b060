//! Every search there can be.

use bytes::Bytes;
use mailscope_base::{Flag, ModSeq};
use mailscope_wire::imap::{
    CalendarDate, CommandBody, DateIs, ObjectId, SearchDate, SearchKey, SearchProgram,
    SearchReturn, SortCriterion, SortKey, ThreadAlgorithm,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::arbitrary::{keyword, octets, set};

fn date() -> impl Strategy<Value = SearchKey> {
    let of = select(vec![SearchDate::Internal, SearchDate::Sent, SearchDate::Saved]);
    let is = select(vec![DateIs::Before, DateIs::On, DateIs::Since]);
    // 0001-01-01 to 9999-12-31.
    (of, is, -719_162_i32..=2_932_896).prop_map(|(of, is, days)| SearchKey::Date {
        of,
        is,
        date: CalendarDate { days },
    })
}

fn leaf() -> impl Strategy<Value = SearchKey> {
    use SearchKey as K;
    let alone = vec![K::All, K::Recent, K::New, K::Old, K::SaveDateSupported];
    let field = select(vec!["BCC", "CC", "FROM", "SUBJECT", "TO"]);
    let field = (field, octets()).prop_map(|(name, text)| K::Header {
        name: Bytes::from_static(name.as_bytes()),
        text,
        spelled_out: false,
    });
    let header = ("[A-Za-z-]{1,9}", octets()).prop_map(|(name, text)| K::Header {
        name: Bytes::from(name),
        text,
        spelled_out: true,
    });
    let system = select(Flag::SYSTEM.to_vec());
    let id = "[a-zA-Z0-9_-]{1,9}".prop_map(|id| ObjectId::new(&id).expect("an objectid"));
    prop_oneof![
        select(alone),
        set().prop_map(K::Sequence),
        set().prop_map(K::Uid),
        prop_oneof![system.clone().boxed(), keyword().boxed()].prop_map(K::Flag),
        prop_oneof![system.boxed(), keyword().boxed()].prop_map(K::NoFlag),
        field,
        header,
        octets().prop_map(K::Body),
        octets().prop_map(K::Text),
        date(),
        (0..=u64::MAX >> 1).prop_map(K::Larger),
        (0..=u64::MAX >> 1).prop_map(K::Smaller),
        (1_u32..).prop_map(K::Older),
        (1_u32..).prop_map(K::Younger),
        (0..=u64::MAX >> 1).prop_map(|n| K::ModSeq(ModSeq(n))),
        id.clone().prop_map(K::EmailId),
        id.prop_map(K::ThreadId),
    ]
}

fn key() -> impl Strategy<Value = SearchKey> {
    leaf().prop_recursive(4, 12, 3, |key| {
        prop_oneof![
            key.clone().prop_map(|key| SearchKey::Not(Box::new(key))),
            (key.clone(), key.clone()).prop_map(|(a, b)| SearchKey::Or(Box::new(a), Box::new(b))),
            prop::collection::vec(key, 2..4).prop_map(SearchKey::And),
        ]
    })
}

fn returns() -> impl Strategy<Value = Option<Vec<SearchReturn>>> {
    use SearchReturn as R;
    option::of(subsequence(vec![R::Min, R::Max, R::All, R::Count, R::Save], 0..=5))
}

fn charset() -> impl Strategy<Value = Bytes> {
    prop_oneof!["UTF-8", "US-ASCII", "[A-Z0-9-]{1,9}"].prop_map(Bytes::from)
}

fn criteria() -> impl Strategy<Value = SearchProgram> {
    (charset(), key()).prop_map(|(charset, key)| SearchProgram { charset: Some(charset), key })
}

pub(crate) fn of_searches() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    use SortKey as K;
    let program =
        (option::of(charset()), key()).prop_map(|(charset, key)| SearchProgram { charset, key });
    let keys = vec![K::Arrival, K::Cc, K::Date, K::From, K::Size, K::Subject, K::To];
    let criterion =
        (any::<bool>(), select(keys)).prop_map(|(reverse, key)| SortCriterion { reverse, key });
    let algorithm = select(vec![ThreadAlgorithm::OrderedSubject, ThreadAlgorithm::References]);
    prop_oneof![
        (returns(), program, any::<bool>()).prop_map(|(returns, program, uid)| B::Search {
            returns,
            program,
            uid
        }),
        (returns(), prop::collection::vec(criterion, 1..3), criteria(), any::<bool>()).prop_map(
            |(returns, criteria, program, uid)| B::Sort { returns, criteria, program, uid }
        ),
        (algorithm, criteria(), any::<bool>()).prop_map(|(algorithm, program, uid)| B::Thread {
            algorithm,
            program,
            uid
        }),
    ]
}
