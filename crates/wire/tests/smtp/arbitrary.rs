//! Every command and every reply there can be.

use bytes::Bytes;
use mailscope_base::{Address, Body, EnhancedCode, Notify, Recipient, Ret};
use mailscope_wire::smtp::{AuthMechanism, Command, Mail, Query, Rcpt, Reply};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn domain() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z0-9]([a-zA-Z0-9-]{0,6}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]{1,6}){0,3}",
        1 => "[a-zäß日]{1,5}\\.example",
        1 => "\\[(25[0-5]|1?[0-9]{1,2})(\\.(2[0-4][0-9]|1?[0-9]{1,2})){3}\\]",
        1 => "\\[IPv6:[0-9a-fA-F]{1,4}(:[0-9a-f]{1,4}){7}\\]",
        1 => "\\[IPv6:([0-9a-f]{1,4}(:[0-9a-f]{1,4}){0,3})?::(192\\.0\\.2\\.1)?\\]",
        1 => "\\[[a-z0-9]{0,4}[a-z]:[!-Z^-~]{1,9}\\]",
    ]
}

/// For EHLO: ASCII.
fn host() -> impl Strategy<Value = String> {
    domain().prop_filter("ASCII", |name| name.is_ascii())
}

fn local_part() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,6}(\\.[a-z]{1,3}){0,2}",
        2 => "[ -~]{0,9}",
        1 => "[a-z.äöü日\" \\\\]{1,9}",
    ]
}

pub(crate) fn address() -> impl Strategy<Value = Address> {
    (local_part(), domain()).prop_map(|(local_part, domain)| Address::new(&local_part, &domain))
}

fn mail() -> impl Strategy<Value = Mail> {
    let body = select(vec![Body::SevenBit, Body::EightBitMime, Body::BinaryMime]);
    (
        option::weighted(0.9, address()),
        option::of(any::<u64>()),
        option::of(body),
        any::<bool>(),
        option::of(select(vec![Ret::Full, Ret::Hdrs])),
        option::of("[ -~]{1,12}"),
        option::of(option::of(address())),
    )
        .prop_map(|(reverse_path, size, body, smtputf8, ret, envid, auth)| Mail {
            reverse_path,
            size,
            body,
            smtputf8,
            ret,
            envid: envid.map(Into::into),
            auth,
        })
}

fn rcpt() -> impl Strategy<Value = Rcpt> {
    let on = select((1..8).collect::<Vec<u8>>()).prop_map(|bits| Notify::On {
        success: bits & 1 != 0,
        failure: bits & 2 != 0,
        delay: bits & 4 != 0,
    });
    let notify = prop_oneof![1 => Just(Notify::Never), 3 => on];
    let orcpt =
        prop_oneof!["rfc822;[ -~]{1,12}", "x-[a-z0-9]{1,5};[ -~]{1,9}", "utf-8;[ -~äß日]{1,9}"];
    let address = prop_oneof![
        9 => address(),
        1 => select(vec!["Postmaster", "postmaster"]).prop_map(|name| Address::new(name, "")),
    ];
    (address, option::of(notify), option::of(orcpt)).prop_map(|(address, notify, orcpt)| {
        Rcpt(Recipient { address, notify, orcpt: orcpt.map(Into::into) })
    })
}

fn string() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z]{1,8}", "[ -~]{0,12}", "[\"\\\\ a]{0,6}", "[a-zäö@ ]{1,8}( SMTPUTF8)?"]
}

fn query() -> impl Strategy<Value = Query> {
    (string(), any::<bool>())
        .prop_map(|(string, smtputf8)| Query { string: string.into(), smtputf8 })
}

fn auth() -> impl Strategy<Value = Command> {
    let initial = prop::collection::vec(any::<u8>(), 0..20).prop_map(Bytes::from);
    ("[A-Z][A-Z0-9_-]{0,19}", option::of(initial)).prop_map(|(name, initial)| Command::Auth {
        mechanism: AuthMechanism(name.into()),
        initial,
    })
}

pub(crate) fn command() -> impl Strategy<Value = Command> {
    let alone = vec![Command::Data, Command::Rset, Command::Noop, Command::Quit, Command::StartTls];
    prop_oneof![
        1 => host().prop_map(|name| Command::Ehlo(name.into())),
        1 => host().prop_map(|name| Command::Helo(name.into())),
        4 => mail().prop_map(Command::Mail),
        4 => rcpt().prop_map(Command::Rcpt),
        1 => select(alone),
        1 => (any::<u64>(), any::<bool>()).prop_map(|(octets, last)| Command::Bdat { octets, last }),
        1 => query().prop_map(Command::Vrfy),
        1 => query().prop_map(Command::Expn),
        1 => option::of(string()).prop_map(|string| Command::Help(string.map(Into::into))),
        1 => auth(),
    ]
}

/// Text that does not look like an enhanced code.
fn text() -> impl Strategy<Value = String> {
    "([a-zA-Z<\\[ä][ -~\tä]{0,20})?"
}

pub(crate) fn reply() -> impl Strategy<Value = Reply> {
    let lines = prop::collection::vec(text(), 1..5);
    (200_u16..600, any::<bool>(), 0_u16..1000, 0_u16..1000, lines).prop_map(
        |(code, enhanced, subject, detail, lines)| {
            let class = u8::try_from(code / 100).expect("a digit");
            let enhanced =
                (enhanced && class != 3).then(|| EnhancedCode::new(class, subject, detail));
            Reply { code, enhanced, lines }
        },
    )
}

/// Lines that come close to being right.
pub(crate) fn near_misses() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(select(NEAR_MISSES), 0..14).prop_map(|words| words.concat().into_bytes())
}

#[rustfmt::skip] // A word a line is no help.
const NEAR_MISSES: &[&str] = &[
    "EHLO", "helo", "MAIL", "FROM:", "RCPT TO:", "MAIL FROM:", "DATA", "BDAT", "RSET", "VRFY", "EXPN",
    "HELP", "NOOP", "QUIT", "STARTTLS", "AUTH", "PLAIN", " ", " ", "<", ">", "<>", "ada", "@", ".", "-",
    "nord.example", "[192.0.2.1]", "[IPv6:::1]", "[", "]", ":", ",", "\"a b\"", "\"", "\\", "SIZE=",
    "BODY=", "8BITMIME", "SMTPUTF8", "RET=", "HDRS", "ENVID=", "AUTH=", "NOTIFY=", "NEVER", "SUCCESS",
    "ORCPT=", "rfc822;", "utf-8;", "\\x{", "}", "+2B", "+", "=", "12", "LAST", "dGVzdA==", "X-FROB",
    "Postmaster", "\r", "\n", "\r\n", "\t", "ä", "\u{0}", "250", "354", "2.1.0", "250-", "250 ",
];
