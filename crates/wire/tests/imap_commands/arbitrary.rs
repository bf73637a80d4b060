//! Every command there can be.

use core::num::NonZeroU32;

use crate::search::of_searches;
use bytes::Bytes;
use mailscope_base::{DateTime, Flag, Keyword, ModSeq, UidValidity};
use mailscope_wire::imap::{
    AppendForm, AppendMessage, Attribute, Bound, Capability, CommandBody, EventGroup, FetchItem,
    FilterMailboxes, ListReturn, ListSelection, MailboxName, MessageSet, Notify, NotifyEvent,
    Partial, QresyncParam, Section, SectionPart, SelectParams, SequenceSet, StatusItem,
    StoreAction,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub(crate) fn octets() -> impl Strategy<Value = Bytes> {
    let special = prop::collection::vec(any::<u8>(), 0..12).prop_map(Bytes::from);
    prop_oneof!["[a-z]{1,8}".prop_map(Bytes::from), "[ -~]{0,8}".prop_map(Bytes::from), special]
}

pub(crate) fn mailbox() -> impl Strategy<Value = MailboxName> {
    prop_oneof!["INBOX", "[a-zA-Z/]{1,9}", "[ -~]{0,9}", "\\PC{0,5}", "[\r\na]{1,3}"]
        .prop_map(|name| MailboxName::new(&name))
}

pub(crate) fn listed() -> impl Strategy<Value = SequenceSet> {
    let bound = prop_oneof![4 => (1_u32..).prop_map(Bound::Number), 1 => Just(Bound::Largest)];
    prop::collection::vec((bound.clone(), bound), 1..4).prop_map(SequenceSet)
}

/// A set without `*`.
fn known() -> impl Strategy<Value = SequenceSet> {
    let bound = (1_u32..).prop_map(Bound::Number);
    prop::collection::vec((bound.clone(), bound), 1..4).prop_map(SequenceSet)
}

pub(crate) fn set() -> impl Strategy<Value = MessageSet> {
    prop_oneof![4 => listed().prop_map(MessageSet::Listed), 1 => Just(MessageSet::Saved)]
}

pub(crate) fn modseq() -> impl Strategy<Value = ModSeq> {
    (1..=u64::MAX >> 1).prop_map(ModSeq)
}

pub(crate) fn keyword() -> impl Strategy<Value = Flag> {
    "[$a-zA-Z][a-zA-Z0-9_-]{0,8}".prop_map(|name| Flag::Keyword(Keyword::new(&name)))
}

pub(crate) fn flag() -> impl Strategy<Value = Flag> {
    prop_oneof![select(Flag::SYSTEM.to_vec()), keyword()]
}

fn section() -> impl Strategy<Value = Section> {
    let names = prop::collection::vec("[A-Za-z-]{1,9}", 1..3);
    let fields =
        (names, any::<bool>()).prop_map(|(names, not)| SectionPart::HeaderFields { names, not });
    let simple = vec![SectionPart::Full, SectionPart::Header, SectionPart::Text, SectionPart::Mime];
    let part = prop_oneof![select(simple), fields];
    (prop::collection::vec(1_u32..99, 0..3), part).prop_map(|(path, part)| match part {
        SectionPart::Mime if path.is_empty() => Section::FULL,
        part => Section { path, part },
    })
}

fn partial() -> impl Strategy<Value = Option<Partial>> {
    option::of((any::<u32>(), 1_u32..))
        .prop_map(|partial| partial.map(|(start, length)| Partial { start, length }))
}

pub(crate) fn item() -> impl Strategy<Value = FetchItem> {
    use FetchItem as I;
    let body = (section(), partial(), any::<bool>()).prop_map(|(section, partial, peek)| I::Body {
        section,
        partial,
        peek,
    });
    let simple = vec![
        I::Flags,
        I::Uid,
        I::InternalDate,
        I::Size,
        I::Envelope,
        I::Rfc822(SectionPart::Full),
        I::Rfc822(SectionPart::Header),
        I::Rfc822(SectionPart::Text),
        I::BodyStructure { extensible: true },
        I::BodyStructure { extensible: false },
        I::ModSeq,
        I::EmailId,
        I::ThreadId,
        I::SaveDate,
        I::Preview { lazy: false },
        I::Preview { lazy: true },
    ];
    let path = || prop::collection::vec(1_u32..99, 0..3);
    prop_oneof![
        select(simple),
        body,
        (path(), partial(), any::<bool>()).prop_map(|(path, partial, peek)| I::Binary {
            path,
            partial,
            peek
        }),
        path().prop_map(|path| I::BinarySize { path }),
    ]
}

fn status_items() -> impl Strategy<Value = Vec<StatusItem>> {
    let all = vec![
        StatusItem::Messages,
        StatusItem::Recent,
        StatusItem::UidNext,
        StatusItem::UidValidity,
        StatusItem::Unseen,
        StatusItem::Deleted,
        StatusItem::Size,
        StatusItem::HighestModSeq,
        StatusItem::AppendLimit,
        StatusItem::MailboxId,
        StatusItem::DeletedStorage,
    ];
    subsequence(all, 1..=11)
}

fn date_time() -> impl Strategy<Value = DateTime> {
    (0_i64..4_000_000_000, -1439_i16..=1439)
        .prop_map(|(unix_secs, offset_mins)| DateTime { unix_secs, offset_mins })
}

fn message() -> impl Strategy<Value = AppendMessage> {
    let form = select(vec![AppendForm::Literal, AppendForm::Binary, AppendForm::Utf8]);
    let flags = prop::collection::vec(flag(), 0..3);
    (flags, option::of(date_time()), octets(), form)
        .prop_map(|(flags, date, octets, form)| AppendMessage { flags, date, octets, form })
}

fn qresync() -> impl Strategy<Value = QresyncParam> {
    let validity = (1_u32..).prop_map(|n| UidValidity(NonZeroU32::new(n).expect("not 0")));
    (validity, modseq(), option::of(known()), option::of((known(), known()))).prop_map(
        |(validity, modseq, known_uids, seq_match)| QresyncParam {
            validity,
            modseq,
            known_uids,
            seq_match,
        },
    )
}

fn opening() -> impl Strategy<Value = CommandBody> {
    let qresync = option::of(qresync().prop_map(Box::new));
    (mailbox(), any::<bool>(), any::<bool>(), qresync).prop_map(
        |(mailbox, read_only, condstore, qresync)| CommandBody::Select {
            mailbox,
            read_only,
            params: SelectParams { condstore, qresync },
        },
    )
}

fn list() -> impl Strategy<Value = CommandBody> {
    use ListSelection as S;
    let selection =
        subsequence(vec![S::Subscribed, S::Remote, S::RecursiveMatch, S::SpecialUse], 0..=4)
            .prop_map(|mut options| {
                if !options.contains(&S::Subscribed) {
                    options.retain(|option| *option != S::RecursiveMatch);
                }
                options
            });
    let option = prop_oneof![
        Just(ListReturn::Subscribed),
        Just(ListReturn::Children),
        Just(ListReturn::SpecialUse),
        status_items().prop_map(ListReturn::Status),
    ];
    let returns = option::of(prop::collection::vec(option, 0..3));
    (selection, octets(), prop::collection::vec(octets(), 1..4), returns).prop_map(
        |(selection, reference, patterns, returns)| {
            let extended = !selection.is_empty() || patterns.len() > 1;
            let returns = if extended { returns.or(Some(Vec::new())) } else { returns };
            CommandBody::List { selection, reference, patterns, returns }
        },
    )
}

/// Verbs without arguments.
fn bare() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    select(vec![
        B::Capability,
        B::Noop,
        B::Logout,
        B::StartTls,
        B::Unauthenticate,
        B::Namespace,
        B::Idle,
        B::Check,
        B::Close,
        B::Unselect,
        B::Expunge,
    ])
}

fn of_sessions() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    let capability = "[A-Z0-9=-]{1,12}".prop_map(Capability);
    let fields = prop::collection::vec((octets(), option::of(octets())), 0..3);
    prop_oneof![
        bare(),
        option::of(fields).prop_map(B::Id),
        (octets(), octets()).prop_map(|(user, password)| B::Login { user, password }),
        ("[A-Z0-9-]{1,12}", option::of(octets()))
            .prop_map(|(mechanism, initial)| B::Authenticate { mechanism, initial }),
        prop::collection::vec(capability, 1..4).prop_map(B::Enable),
    ]
}

fn of_mailboxes() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    let uses = prop::collection::vec("\\\\[A-Za-z]{1,8}".prop_map(Attribute), 0..3);
    prop_oneof![
        opening(),
        (mailbox(), uses).prop_map(|(mailbox, special_use)| B::Create { mailbox, special_use }),
        mailbox().prop_map(|mailbox| B::Delete { mailbox }),
        (mailbox(), mailbox()).prop_map(|(from, to)| B::Rename { from, to }),
        mailbox().prop_map(|mailbox| B::Subscribe { mailbox }),
        mailbox().prop_map(|mailbox| B::Unsubscribe { mailbox }),
        list(),
        (octets(), octets()).prop_map(|(reference, pattern)| B::Lsub { reference, pattern }),
        (mailbox(), status_items()).prop_map(|(mailbox, items)| B::Status { mailbox, items }),
        (mailbox(), prop::collection::vec(message(), 1..3))
            .prop_map(|(mailbox, messages)| B::Append { mailbox, messages }),
    ]
}

fn of_quotas() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    let limits = prop::collection::vec(("[A-Z-]{1,9}", 0..=u64::MAX >> 1), 0..3);
    prop_oneof![
        octets().prop_map(|root| B::GetQuota { root }),
        mailbox().prop_map(|mailbox| B::GetQuotaRoot { mailbox }),
        (octets(), limits).prop_map(|(root, limits)| B::SetQuota { root, limits }),
    ]
}

fn notify() -> impl Strategy<Value = CommandBody> {
    use {FilterMailboxes as F, NotifyEvent as E};
    let mailboxes = || prop::collection::vec(mailbox(), 1..3);
    let simple = vec![F::Selected, F::SelectedDelayed, F::Inboxes, F::Personal, F::Subscribed];
    let filter = prop_oneof![
        select(simple),
        mailboxes().prop_map(F::Subtree),
        mailboxes().prop_map(F::Mailboxes),
    ];
    let simple = vec![
        E::MessageExpunge,
        E::FlagChange,
        E::AnnotationChange,
        E::MailboxName,
        E::SubscriptionChange,
        E::MailboxMetadataChange,
        E::ServerMetadataChange,
    ];
    let event = prop_oneof![
        select(simple),
        prop::collection::vec(item(), 0..3).prop_map(E::MessageNew),
        "X[a-z]{1,9}".prop_map(E::Other),
    ];
    let group = (filter, prop::collection::vec(event, 0..3))
        .prop_map(|(mailboxes, events)| EventGroup { mailboxes, events });
    let set = (any::<bool>(), prop::collection::vec(group, 1..3))
        .prop_map(|(status, groups)| Notify::Set { status, groups });
    prop_oneof![set, Just(Notify::None)].prop_map(CommandBody::Notify)
}

fn of_messages() -> impl Strategy<Value = CommandBody> {
    use CommandBody as B;
    let action = select(vec![StoreAction::Replace, StoreAction::Add, StoreAction::Remove]);
    let flags = prop::collection::vec(flag(), 0..4);
    let items = prop::collection::vec(item(), 1..4);
    prop_oneof![
        set().prop_map(|set| B::UidExpunge { set }),
        (set(), items, option::of(modseq()), any::<bool>(), any::<bool>()).prop_map(
            |(set, items, changed_since, vanished, uid)| B::Fetch {
                set,
                items,
                changed_since,
                vanished,
                uid
            }
        ),
        (set(), (action, any::<bool>()), flags, option::of(modseq()), any::<bool>()).prop_map(
            |(set, (action, silent), flags, unchanged_since, uid)| B::Store {
                set,
                action,
                silent,
                flags,
                unchanged_since,
                uid
            }
        ),
        (set(), mailbox(), any::<bool>()).prop_map(|(set, mailbox, uid)| B::Copy {
            set,
            mailbox,
            uid
        }),
        (set(), mailbox(), any::<bool>()).prop_map(|(set, mailbox, uid)| B::Move {
            set,
            mailbox,
            uid
        }),
    ]
}

pub(crate) fn body() -> impl Strategy<Value = CommandBody> {
    prop_oneof![of_sessions(), of_mailboxes(), of_quotas(), notify(), of_messages(), of_searches()]
}
