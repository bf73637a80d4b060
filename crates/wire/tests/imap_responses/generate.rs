//! Random responses: every variant, with values of every kind.

use bytes::Bytes;
use mailscope_base::{DateTime, Flag, Flags, Keyword, ModSeq, SeqNum, Uid, UidValidity};
use mailscope_wire::imap::{
    Address, Attribute, BodyContent, BodyExtension, BodyPart, BodyStructure, Capability, Code,
    Disposition, Esearch, FetchValue, HeaderEnvelope, ListExtension, MailboxName, Namespace,
    Numbers, ObjectId, QuotaResource, Response, Section, SectionPart, SequenceSet, Status,
    StatusKind, StatusValue, Tag, Thread, Untagged,
};
use proptest::prelude::*;

fn string() -> BoxedStrategy<Bytes> {
    prop_oneof![
        9 => "[ -~]{0,12}".prop_map(Bytes::from),
        3 => "\\PC{0,4}".prop_map(Bytes::from),
        3 => prop::collection::vec(1_u8.., 0..9).prop_map(Bytes::from),
        1 => Just(Bytes::from(vec![b'x'; 1025])),
    ]
    .boxed()
}

fn nstring() -> BoxedStrategy<Option<Bytes>> {
    prop::option::weighted(0.8, string()).boxed()
}

fn address() -> BoxedStrategy<Address> {
    (nstring(), nstring(), nstring(), nstring())
        .prop_map(|(name, adl, mailbox, host)| Address { name, adl, mailbox, host })
        .boxed()
}

fn addresses() -> impl Strategy<Value = Vec<Address>> {
    prop::collection::vec(address(), 0..3)
}

fn envelope() -> BoxedStrategy<HeaderEnvelope> {
    let lists = (addresses(), addresses(), addresses(), addresses(), addresses(), addresses());
    (nstring(), nstring(), lists, nstring(), nstring())
        .prop_map(
            |(date, subject, (from, sender, reply_to, to, cc, bcc), in_reply_to, message_id)| {
                HeaderEnvelope {
                    date,
                    subject,
                    from,
                    sender,
                    reply_to,
                    to,
                    cc,
                    bcc,
                    in_reply_to,
                    message_id,
                }
            },
        )
        .boxed()
}

fn flag() -> impl Strategy<Value = Flag> {
    let keyword = "[$a-z][a-zA-Z0-9_-]{0,8}".prop_map(|name| Flag::Keyword(Keyword::new(&name)));
    prop_oneof![prop::sample::select(Flag::SYSTEM.to_vec()), keyword]
}

fn flag_list() -> impl Strategy<Value = Vec<Flag>> {
    prop::collection::vec(flag(), 0..4)
}

fn value() -> BoxedStrategy<FetchValue> {
    use FetchValue as V;
    let parts = vec![SectionPart::Full, SectionPart::Header, SectionPart::Text];
    let part = || prop::sample::select(parts.clone());
    let path = prop::collection::vec(1_u32..9, 0..3);
    prop_oneof![
        (flag_list(), any::<bool>()).prop_map(|(flags, recent)| V::Flags {
            flags: flags.into_iter().collect::<Flags>(),
            recent
        }),
        (1_u32..).prop_map(|uid| V::Uid(Uid::new(uid as usize).expect("not 0"))),
        date().prop_map(V::InternalDate),
        number64().prop_map(V::Size),
        envelope().prop_map(|envelope| V::Envelope(Box::new(envelope))),
        (path, part(), prop::option::of(any::<u32>()), nstring()).prop_map(
            |(path, part, origin, data)| V::Body { section: Section { path, part }, origin, data }
        ),
        (part(), nstring()).prop_map(|(part, data)| V::Rfc822 { part, data }),
        (any::<bool>(), body())
            .prop_map(|(extensible, body)| V::BodyStructure { extensible, body: Box::new(body) }),
        extension_value(),
    ]
    .boxed()
}

/// What no version of IMAP itself defines.
fn extension_value() -> BoxedStrategy<FetchValue> {
    use FetchValue as V;
    let path = || prop::collection::vec(1_u32..9, 0..3);
    let data = prop::option::of(prop::collection::vec(any::<u8>(), 0..9).prop_map(Bytes::from));
    prop_oneof![
        (path(), prop::option::of(any::<u32>()), data).prop_map(|(path, origin, data)| V::Binary {
            path,
            origin,
            data
        }),
        (path(), any::<u32>()).prop_map(|(path, size)| V::BinarySize { path, size }),
        modseq().prop_map(V::ModSeq),
        object_id().prop_map(V::EmailId),
        prop::option::of(object_id()).prop_map(V::ThreadId),
        prop::option::of(date()).prop_map(V::SaveDate),
        nstring().prop_map(V::Preview),
        ("X-[A-Z]{1,5}(\\[[A-Z ()]{1,5}\\])?", any_value())
            .prop_map(|(name, value)| V::Other { name, value }),
    ]
    .boxed()
}

fn params() -> BoxedStrategy<Vec<(Bytes, Bytes)>> {
    prop::collection::vec((string(), string()), 0..3).boxed()
}

fn body_extension(of_multipart: bool) -> BoxedStrategy<Option<Box<BodyExtension>>> {
    let disposition = (string(), params()).prop_map(|(name, params)| Disposition { name, params });
    let language = prop::collection::vec(string(), 0..3);
    let all = (nstring(), params(), prop::option::of(disposition), language, nstring());
    prop::option::of(all.prop_map(move |(md5, params, disposition, language, location)| {
        let (md5, params) = if of_multipart { (None, params) } else { (md5, Vec::new()) };
        Box::new(BodyExtension { md5, params, disposition, language, location })
    }))
    .boxed()
}

fn part(media_type: Bytes, subtype: Bytes, content: BodyContent) -> BoxedStrategy<BodyStructure> {
    let fields = (params(), nstring(), nstring(), string(), any::<u32>(), body_extension(false));
    fields
        .prop_map(move |(params, id, description, encoding, octets, extension)| {
            BodyStructure::Part(Box::new(BodyPart {
                media_type: media_type.clone(),
                subtype: subtype.clone(),
                params,
                id,
                description,
                encoding,
                octets,
                content: content.clone(),
                extension,
            }))
        })
        .boxed()
}

fn number64() -> impl Strategy<Value = u64> {
    prop_oneof![0..u64::from(u32::MAX), 0..=u64::MAX >> 1]
}

fn body() -> BoxedStrategy<BodyStructure> {
    let basic = part("IMAGE".into(), "PNG".into(), BodyContent::Basic);
    let text = number64()
        .prop_flat_map(|lines| part("TEXT".into(), "PLAIN".into(), BodyContent::Text { lines }));
    prop_oneof![basic, text]
        .prop_recursive(3, 8, 3, |inner| {
            let subtype = prop::sample::select(vec!["RFC822", "GLOBAL"]);
            let message = (envelope(), inner.clone(), number64(), subtype).prop_flat_map(
                |(envelope, body, lines, subtype)| {
                    let (envelope, body) = (Box::new(envelope), Box::new(body));
                    let content = BodyContent::Message { envelope, body, lines };
                    part("MESSAGE".into(), subtype.into(), content)
                },
            );
            let parts = (prop::collection::vec(inner, 1..4), string(), body_extension(true));
            let multipart = parts.prop_map(|(parts, subtype, extension)| {
                BodyStructure::Multipart { parts, subtype, extension }
            });
            prop_oneof![message, multipart]
        })
        .boxed()
}

fn modseq() -> impl Strategy<Value = ModSeq> {
    (1..=u64::MAX >> 1).prop_map(ModSeq)
}

fn object_id() -> impl Strategy<Value = ObjectId> {
    "[A-Za-z0-9_-]{1,20}".prop_map(|id| ObjectId::new(&id).expect("it fits the grammar"))
}

fn date() -> impl Strategy<Value = DateTime> {
    (-60_000_000_000_i64..250_000_000_000, -1439_i16..1440)
        .prop_map(|(unix_secs, offset_mins)| DateTime { unix_secs, offset_mins })
}

/// A value that no grammar here knows, as written.
fn any_value() -> impl Strategy<Value = Bytes> {
    let leaf = prop_oneof!["[A-Z0-9:,*]{1,5}", "\"[a-z() ]{0,4}\"", Just("{3}\r\n)\0(".to_owned())];
    leaf.prop_recursive(3, 9, 3, |inner| {
        prop::collection::vec(inner, 0..3).prop_map(|items| format!("({})", items.join(" ")))
    })
    .prop_map(Bytes::from)
}

fn seq_number() -> impl Strategy<Value = SeqNum> {
    (1_u32..).prop_map(|n| SeqNum::new(n as usize).expect("not 0"))
}

fn uid_set() -> impl Strategy<Value = SequenceSet> {
    prop::collection::btree_set(1_u32..50, 1..5)
        .prop_map(|set| SequenceSet::of(set).expect("not empty"))
}

fn code() -> BoxedStrategy<Code> {
    let capability = prop::collection::vec("[A-Z=+0-9]{1,9}", 0..4)
        .prop_map(|names| Code::Capability(names.into_iter().map(Capability).collect()));
    let simple = vec![Code::ReadOnly, Code::ReadWrite, Code::TryCreate, Code::Closed];
    let atoms = ["NONEXISTENT", "ALREADYEXISTS", "ALERT", "LIMIT", "UIDNOTSTICKY"];
    let atom = prop::sample::select(atoms.to_vec()).prop_map(|name| Code::Atom(name.into()));
    prop_oneof![
        capability,
        prop::sample::select(simple),
        atom,
        (flag_list(), any::<bool>())
            .prop_map(|(flags, new_keywords)| Code::PermanentFlags { flags, new_keywords }),
        (1_usize..99).prop_map(|n| Code::UidNext(Uid::new(n).expect("not 0"))),
        (1_usize..99).prop_map(|n| Code::UidValidity(UidValidity::new(n).expect("not 0"))),
        seq_number().prop_map(Code::Unseen),
        (uid_set(), uid_set()).prop_map(|(source, destination)| Code::CopyUid {
            validity: UidValidity::new(38_505).expect("not 0"),
            source,
            destination
        }),
        uid_set().prop_map(|uids| Code::AppendUid {
            validity: UidValidity::new(38_505).expect("not 0"),
            uids
        }),
        modseq().prop_map(Code::HighestModSeq),
        uid_set().prop_map(Code::Modified),
        object_id().prop_map(Code::MailboxId),
        prop::collection::vec("[A-Z][a-zA-Z]{1,9}", 1..4).prop_map(Code::BadEvent),
        prop::collection::vec("[ -~]{0,9}".prop_map(Bytes::from), 0..3).prop_map(Code::BadCharset),
        "XF[A-Z]{1,5}( [a-z(]{1,5}){1,2}".prop_map(Code::Other),
    ]
    .boxed()
}

fn status(kinds: &[StatusKind]) -> impl Strategy<Value = Status> + use<> {
    let kind = prop::sample::select(kinds.to_vec());
    (kind, prop::option::of(code()), "[A-Za-z][ -~]{0,20}").prop_map(|(kind, code, text)| Status {
        kind,
        code,
        text,
    })
}

fn capabilities() -> impl Strategy<Value = Vec<Capability>> {
    prop::collection::vec("[A-Z=+0-9]{1,9}", 0..4)
        .prop_map(|names| names.into_iter().map(Capability).collect())
}

fn mailbox() -> impl Strategy<Value = MailboxName> {
    "[ -~]{0,9}|\\PC{0,4}|[a-z]{3}".prop_map(|name| MailboxName::new(&name))
}

fn attributes() -> impl Strategy<Value = Vec<Attribute>> {
    prop::collection::vec("\\\\[A-Z][a-z]{1,8}".prop_map(Attribute), 0..3)
}

fn delimiter() -> impl Strategy<Value = Option<char>> {
    prop::option::of(prop::sample::select(vec!['/', '.', '\\', '"']))
}

fn list_extension() -> impl Strategy<Value = ListExtension> {
    prop_oneof![
        prop::collection::vec("[A-Z]{1,9}", 1..3).prop_map(ListExtension::ChildInfo),
        mailbox().prop_map(ListExtension::OldName),
        ("X-[A-Z ]{1,5}", any_value())
            .prop_map(|(name, value)| ListExtension::Other { name, value }),
    ]
}

fn namespaces() -> impl Strategy<Value = Vec<Namespace>> {
    let prefix = "[ -~]{0,9}|\\PC{0,4}";
    let namespace =
        (prefix, delimiter()).prop_map(|(prefix, delimiter)| Namespace { prefix, delimiter });
    prop::collection::vec(namespace, 0..3)
}

fn status_value() -> BoxedStrategy<StatusValue> {
    use StatusValue as V;
    prop_oneof![
        any::<u32>().prop_map(V::Messages),
        any::<u32>().prop_map(V::Recent),
        (1_usize..99).prop_map(|n| V::UidNext(Uid::new(n).expect("not 0"))),
        (1_usize..99).prop_map(|n| V::UidValidity(UidValidity::new(n).expect("not 0"))),
        any::<u32>().prop_map(V::Unseen),
        any::<u32>().prop_map(V::Deleted),
        number64().prop_map(V::Size),
        number64().prop_map(|n| V::HighestModSeq(ModSeq(n))),
        prop::option::of(any::<u32>()).prop_map(V::AppendLimit),
        object_id().prop_map(V::MailboxId),
        number64().prop_map(V::DeletedStorage),
        ("X-[A-Z]{1,5}", any_value()).prop_map(|(name, value)| V::Other { name, value }),
    ]
    .boxed()
}

fn numbers() -> impl Strategy<Value = Numbers> {
    (prop::collection::vec(1_u32.., 0..9), prop::option::of(modseq()))
        .prop_map(|(numbers, modseq)| Numbers { numbers, modseq })
}

fn esearch() -> impl Strategy<Value = Esearch> {
    let number = || prop::option::of(1_u32..);
    let tag = prop::option::of("[ -~]{1,6}".prop_map(|tag| Tag::new(&tag)));
    let rest = (prop::option::of(uid_set()), number(), prop::option::of(modseq()));
    (tag, any::<bool>(), number(), number(), rest).prop_map(
        |(tag, uid, min, max, (all, count, modseq))| Esearch {
            tag,
            uid,
            min,
            max,
            all,
            count,
            modseq,
        },
    )
}

fn thread() -> BoxedStrategy<Thread> {
    let line = prop::collection::vec(1_u32.., 1..4)
        .prop_map(|messages| Thread { messages, branches: Vec::new() });
    line.prop_recursive(4, 20, 3, |inner| {
        (prop::collection::vec(1_u32.., 0..3), prop::collection::vec(inner, 2..4))
            .prop_map(|(messages, branches)| Thread { messages, branches })
    })
    .boxed()
}

fn resource() -> impl Strategy<Value = QuotaResource> {
    ("[A-Z-]{1,9}", number64(), number64()).prop_map(|(name, usage, limit)| QuotaResource {
        name,
        usage,
        limit,
    })
}

fn mailbox_data() -> BoxedStrategy<Untagged> {
    use Untagged as U;
    let kinds =
        [StatusKind::Ok, StatusKind::No, StatusKind::Bad, StatusKind::Preauth, StatusKind::Bye];
    let listed = || (attributes(), delimiter(), mailbox());
    prop_oneof![
        status(&kinds).prop_map(U::Status),
        capabilities().prop_map(U::Capability),
        (listed(), prop::collection::vec(list_extension(), 0..3)).prop_map(
            |((attributes, delimiter, mailbox), extended)| U::List {
                attributes,
                delimiter,
                mailbox,
                extended
            }
        ),
        listed().prop_map(|(attributes, delimiter, mailbox)| U::Lsub {
            attributes,
            delimiter,
            mailbox
        }),
        flag_list().prop_map(U::Flags),
        any::<u32>().prop_map(U::Exists),
        any::<u32>().prop_map(U::Recent),
        seq_number().prop_map(U::Expunge),
    ]
    .boxed()
}

fn extension_data() -> BoxedStrategy<Untagged> {
    use Untagged as U;
    let fields = prop::collection::vec((string(), nstring()), 0..3);
    prop_oneof![
        capabilities().prop_map(U::Enabled),
        prop::option::of(fields).prop_map(U::Id),
        (namespaces(), namespaces(), namespaces())
            .prop_map(|(personal, other, shared)| { U::Namespace { personal, other, shared } }),
        (mailbox(), prop::collection::vec(status_value(), 0..5))
            .prop_map(|(mailbox, values)| U::StatusData { mailbox, values }),
        numbers().prop_map(U::Search),
        esearch().prop_map(U::Esearch),
        numbers().prop_map(U::Sort),
        prop::collection::vec(thread(), 0..3).prop_map(U::Thread),
        (any::<bool>(), uid_set()).prop_map(|(earlier, uids)| U::Vanished { earlier, uids }),
        (string(), prop::collection::vec(resource(), 0..3))
            .prop_map(|(root, resources)| U::Quota { root, resources }),
        (mailbox(), prop::collection::vec(string(), 0..3))
            .prop_map(|(mailbox, roots)| U::QuotaRoot { mailbox, roots }),
        "[ -~]{1,9}x".prop_map(|rest| U::Other { name: "XFOO".into(), rest: rest.into() }),
    ]
    .boxed()
}

fn untagged() -> BoxedStrategy<Untagged> {
    let fetch = (seq_number(), prop::collection::vec(value(), 1..4))
        .prop_map(|(seq, values)| Untagged::Fetch { seq, values });
    prop_oneof![mailbox_data(), extension_data(), fetch].boxed()
}

/// A response of any kind.
pub(crate) fn response() -> impl Strategy<Value = Response> {
    let kinds = [StatusKind::Ok, StatusKind::No, StatusKind::Bad];
    prop_oneof![
        1 => " ?[ -~]{0,20}".prop_map(|text| Response::Continue { text }),
        2 => ("[a-zA-Z0-9.]{1,6}", status(&kinds))
            .prop_map(|(tag, status)| Response::Tagged { tag: Tag::new(&tag), status }),
        6 => untagged().prop_map(Response::Untagged),
    ]
}
