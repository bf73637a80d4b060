//! What smtp-proto thinks: a parser that takes what the field sends, so it has to understand whatever
//! we write. Where it does not, the reason stands here.

use bytes::Bytes;
use mailscope_base::{Address, Body, Notify, Ret};
use mailscope_wire::smtp::{Command, DataEnd, Extension, Framer, Mail, Rcpt, Reply};
use proptest::prelude::*;
use smtp_proto::request::receiver::DataReceiver;
use smtp_proto::response::generate::BitToString as _;
use smtp_proto::response::parser::ResponseReceiver;
use smtp_proto::*;
use std::borrow::Cow;

use crate::arbitrary::{command, reply};

/// smtp-proto's address: unquoted, nothing for `<>`, and nothing for `<Postmaster>`.
fn address(address: Option<&Address>) -> String {
    match address {
        Some(address) if !address.domain.is_empty() => {
            format!("{}@{}", address.local_part, address.domain)
        }
        _ => String::new(),
    }
}

/// What smtp-proto makes of an address is the same, unless it knows no such address.
fn knows_address(address: &Address) -> bool {
    // No address literals, and no empty local part.
    !address.domain.starts_with('[')
        && !address.local_part.is_empty()
        // It cuts at 256 octets (RFC 5321 §4.5.3.1.3), and its quotes end at `\\"`.
        && !address.local_part.contains('\\')
        // A colon behind a quoted `@` at the beginning ends a source route.
        && !address.local_part.starts_with('@')
}

fn flags_of_mail(mail: &Mail) -> u64 {
    let body = match mail.body {
        None => 0,
        Some(Body::SevenBit) => MAIL_BODY_7BIT,
        Some(Body::EightBitMime) => MAIL_BODY_8BITMIME,
        Some(Body::BinaryMime) => MAIL_BODY_BINARYMIME,
    };
    let ret = match mail.ret {
        None => 0,
        Some(Ret::Full) => MAIL_RET_FULL,
        Some(Ret::Hdrs) => MAIL_RET_HDRS,
    };
    body | ret | if mail.smtputf8 { MAIL_SMTPUTF8 } else { 0 }
}

fn flags_of_rcpt(rcpt: &Rcpt) -> u64 {
    match rcpt.0.notify {
        None => 0,
        Some(Notify::Never) => RCPT_NOTIFY_NEVER,
        Some(Notify::On { success, failure, delay }) => {
            let flag = |is_on, flag| if is_on { flag } else { 0 };
            flag(success, RCPT_NOTIFY_SUCCESS)
                | flag(failure, RCPT_NOTIFY_FAILURE)
                | flag(delay, RCPT_NOTIFY_DELAY)
        }
    }
}

/// What smtp-proto should make of `mail`; nothing if it cannot.
fn mail_from(mail: &Mail) -> Option<MailFrom<String>> {
    let known = |address: &Address| knows_address(address);
    let auth = mail.auth.as_ref().map(|auth| match auth {
        None => "<>".to_owned(),
        Some(auth) => auth.to_string(),
    });
    // Hexchars become characters of Latin-1.
    let is_latin = auth.as_deref().is_none_or(str::is_ascii);
    let size = usize::try_from(mail.size.unwrap_or(0)).ok().filter(|size| *size != usize::MAX)?;
    let from = MailFrom {
        address: address(mail.reverse_path.as_ref()),
        flags: flags_of_mail(mail),
        size,
        env_id: mail.envid.as_deref().map(str::to_owned),
        auth,
        ..MailFrom::default()
    };
    (mail.reverse_path.as_ref().is_none_or(known) && is_latin).then_some(from)
}

fn rcpt_to(rcpt: &Rcpt) -> Option<RcptTo<String>> {
    // Of RFC 3461's address types it knows rfc822, and leaves it out.
    let orcpt = rcpt.0.orcpt.as_deref();
    let original = orcpt.map_or(Some(None), |text| text.strip_prefix("rfc822;").map(Some))?;
    let to = RcptTo {
        address: address(Some(&rcpt.0.address)),
        orcpt: original.map(str::to_owned),
        rrvs: 0,
        flags: flags_of_rcpt(rcpt),
    };
    knows_address(&rcpt.0.address).then_some(to)
}

/// What smtp-proto should make of `command`; nothing if it cannot.
fn request(command: &Command) -> Option<Request<String>> {
    Some(match command {
        Command::Ehlo(host) => Request::Ehlo { host: host.to_string() },
        Command::Helo(host) => Request::Helo { host: host.to_string() },
        Command::Mail(mail) => Request::Mail { from: mail_from(mail)? },
        Command::Rcpt(rcpt) => Request::Rcpt { to: rcpt_to(rcpt)? },
        Command::Data => Request::Data,
        Command::Bdat { octets, last } => {
            let chunk_size = usize::try_from(*octets).ok().filter(|size| *size != usize::MAX)?;
            Request::Bdat { chunk_size, is_last: *last }
        }
        Command::Rset => Request::Rset,
        Command::Noop => Request::Noop { value: String::new() },
        Command::Quit => Request::Quit,
        Command::StartTls => Request::StartTls,
        // It takes the first word of a string, and a name's bits of a mechanism.
        Command::Vrfy(_) | Command::Expn(_) | Command::Help(_) | Command::Auth { .. } => {
            return None;
        }
        _ => return None,
    })
}

/// What a reader in the field makes of the stream: the content, and the octets behind its end.
fn data_receiver(stream: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut content = Vec::new();
    let mut octets = stream.iter();
    let ended = DataReceiver::new().ingest(&mut octets, &mut content);
    ended.then(|| (content, octets.as_slice().to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn smtp_proto_reads_the_commands_that_we_write(command in command()) {
        let line = command.encode();
        let Some(due) = request(&command) else { return Ok(()) };
        let read = Request::parse(&mut line.iter()).map(Request::<Cow<'_, str>>::into_owned);
        prop_assert_eq!(read, Ok(due), "{}", String::from_utf8_lossy(&line));
    }

    #[test]
    fn smtp_proto_reads_the_replies_that_we_write(reply in reply()) {
        let lines = reply.encode();
        let read = ResponseReceiver::default().parse(&mut lines.iter()).expect("a reply");
        prop_assert_eq!(read.code, reply.code);
        // Its enhanced codes are octets, and it keeps no line ends but LF within the text.
        let small = |code: u16| u8::try_from(code).ok().filter(|code| *code < 100);
        let is_simple = reply.lines.iter().all(|line| line.starts_with(|c: char| c.is_alphabetic()));
        match reply.enhanced {
            Some(code) => {
                if let (Some(subject), Some(detail)) = (small(code.subject), small(code.detail)) {
                    prop_assert_eq!(read.esc, [code.class, subject, detail]);
                    prop_assert!(!is_simple || read.message == reply.lines.join("\n"), "{read:?}");
                }
            }
            None => prop_assert!(!is_simple || read.message == reply.lines.join("\n"), "{read:?}"),
        }
    }

    /// Of any octets, a strict reader of the field and ours cut the same message.
    #[test]
    fn smtp_proto_cuts_messages_where_we_do(
        words in prop::collection::vec(prop::sample::select(vec!["\r\n", "\n", "\r", ".", "\r\n.\r\n", "a"]), 0..20),
    ) {
        let stream = format!("a{}\r\n.\r\nQUIT\r\n", words.concat());
        // It knows no line that begins with the message, and takes CRLF . CR CRLF for an end, so the
        // stream begins with a letter and has no CR CR.
        if stream.contains("\r\r") {
            return Ok(());
        }
        let mut framer = Framer::new();
        framer.push(stream.as_bytes());
        let ours = framer.next_data(usize::MAX, DataEnd::Strict).expect("ended").expect("small");
        let (content, rest) = data_receiver(stream.as_bytes()).expect("ended");
        prop_assert_eq!(Bytes::from(content), ours.content, "{:?}", stream);
        prop_assert_eq!(rest.len(), framer.pending());
    }

    /// RFC 5321 §4.1.1.1.
    #[test]
    fn smtp_proto_and_we_read_the_same_of_the_reply_to_ehlo(
        capabilities in 1_u32..1 << 28, mechanisms in 1_u64..1 << 42, size in any::<u32>(),
    ) {
        let mut theirs = EhloResponse::new("nord.example".to_owned());
        theirs.capabilities = capabilities;
        theirs.auth_mechanisms = if capabilities & EXT_AUTH == 0 { 0 } else { mechanisms };
        theirs.size = if capabilities & EXT_SIZE == 0 { 0 } else { size as usize };
        let mut written = Vec::new();
        theirs.write(&mut written).expect("a vector takes it");
        let reply = Reply::parse(&written).expect("a reply");
        let extensions = reply.extensions();
        for (bit, extension) in [
            (EXT_8BIT_MIME, Extension::EightBitMime),
            (EXT_BINARY_MIME, Extension::BinaryMime),
            (EXT_CHUNKING, Extension::Chunking),
            (EXT_DSN, Extension::Dsn),
            (EXT_ENHANCED_STATUS_CODES, Extension::EnhancedStatusCodes),
            (EXT_EXPN, Extension::Expn),
            (EXT_VRFY, Extension::Vrfy),
            (EXT_HELP, Extension::Help),
            (EXT_PIPELINING, Extension::Pipelining),
            (EXT_SMTP_UTF8, Extension::SmtpUtf8),
            (EXT_START_TLS, Extension::StartTls),
            (EXT_SIZE, Extension::Size(Some(size.into()).filter(|size| *size > 0))),
        ] {
            prop_assert_eq!(capabilities & bit != 0, extensions.contains(&extension), "{}", extension);
        }
        let names = |extension: &Extension| match extension {
            Extension::Auth(names) => Some(names.clone()),
            _ => None,
        };
        let names = extensions.iter().find_map(names).unwrap_or_default();
        let bits = (0..42).map(|bit| 1_u64 << bit).filter(|bit| theirs.auth_mechanisms & bit != 0);
        let due: std::collections::BTreeSet<&str> = bits.map(|bit| bit.to_mechanism()).collect();
        prop_assert_eq!(names.iter().map(|name| &**name).collect::<std::collections::BTreeSet<_>>(), due);
        // And back: what we write of it, it reads alike.
        let again = EhloResponse::parse(&mut reply.encode().iter()).expect("a reply to EHLO");
        prop_assert_eq!(again, EhloResponse::parse(&mut written.iter()).expect("a reply to EHLO"));
    }
}
