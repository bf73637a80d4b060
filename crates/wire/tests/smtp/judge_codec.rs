//! What smtp-codec thinks of commands and replies: it reads what we write, we read what it writes, and
//! on lines that are nearly right we agree. Where we do not, the reason stands here.

use mailscope_wire::smtp::{Command, Mail, Mistake, Rcpt, Reply};
use proptest::prelude::*;
use smtp_codec::parse;
use smtp_codec::types::{AtomOrQuoted, Command as Codec, DomainOrAddress};

use crate::arbitrary::{command, near_misses, reply};

/// What smtp-codec makes of a line, and what it writes of it.
fn codec_reads(line: &[u8]) -> Result<(Codec, Vec<u8>), String> {
    match parse::command::command(line) {
        Ok(([], command)) => {
            let mut written = Vec::new();
            command.serialize(&mut written).expect("a vector takes it");
            Ok((command, written))
        }
        other => Err(format!("{other:?}")),
    }
}

/// Whether smtp-codec can know `line`.
fn codec_knows(command: &Command, line: &str) -> bool {
    // RFC 6531. And its labels have no two hyphens in a row.
    if !line.is_ascii() || line.contains("--") {
        return false;
    }
    match command {
        // RFC 3030; of RFC 4954, the mechanisms PLAIN and LOGIN without `=`.
        Command::Bdat { .. } => false,
        Command::Auth { mechanism, .. } => {
            matches!(&*mechanism.0, "PLAIN" | "LOGIN") && !line.ends_with(" =\r\n")
        }
        // It takes the first alternative that fits a beginning: IPv6 addresses with `::` or IPv4 at
        // their end do not get far.
        Command::Ehlo(name) | Command::Helo(name) => !name.starts_with("[IPv6:"),
        Command::Mail(_) | Command::Rcpt(_) => {
            !line.contains("@[IPv6:") && !line.contains("+40[IPv6:")
        }
        // RFC 5321 has `String = Atom / Quoted-string`; we take more (see `path::string`).
        Command::Vrfy(query) | Command::Expn(query) => {
            !query.smtputf8 && is_string(&line[5..line.len() - 2])
        }
        Command::Help(Some(_)) => is_string(&line[5..line.len() - 2]),
        _ => true,
    }
}

fn is_string(text: &str) -> bool {
    let is_atext =
        |octet: u8| octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&octet);
    text.split('"').count() == 3 && text.starts_with('"') && text.ends_with('"')
        || text.bytes().all(is_atext)
}

/// smtp-codec takes no other quoted pairs than `\\` and `\"` (its own note says so), and unquotes in two
/// passes, the second over what the first has made.
fn has_hard_quotes(line: &str) -> bool {
    line.contains('\\')
}

/// The same command in smtp-codec's own words, parameters apart.
fn agrees(ours: &Command, codec: &Codec) -> bool {
    let host = |name: &str, host: &DomainOrAddress| match host {
        DomainOrAddress::Domain(domain) => domain == name,
        DomainOrAddress::Address(address) => format!("[{address}]") == name,
    };
    let text = |ours: &str, theirs: &AtomOrQuoted| match theirs {
        AtomOrQuoted::Atom(text) | AtomOrQuoted::Quoted(text) => text == ours,
    };
    // Paths are kept by smtp-codec as they stand.
    let path = |address: String, path: &str| {
        path.rsplit_once(':').map_or(path, |(_, mailbox)| mailbox) == address
            || path.contains(['"', '[', ':'])
    };
    match (ours, codec) {
        (Command::Ehlo(name), Codec::Ehlo { domain_or_address })
        | (Command::Helo(name), Codec::Helo { domain_or_address }) => host(name, domain_or_address),
        (Command::Mail(Mail { reverse_path, .. }), Codec::Mail { reverse_path: theirs, .. }) => {
            path(reverse_path.as_ref().map(ToString::to_string).unwrap_or_default(), theirs)
        }
        (Command::Rcpt(Rcpt(to)), Codec::Rcpt { forward_path, .. }) => {
            path(to.address.to_string(), forward_path.trim_matches(['<', '>']))
        }
        (Command::Vrfy(query), Codec::Vrfy { user_or_mailbox: theirs })
        | (Command::Expn(query), Codec::Expn { mailing_list: theirs }) => {
            text(&query.string, theirs)
        }
        (Command::Help(Some(string)), Codec::Help { argument: Some(theirs) }) => {
            text(string, theirs)
        }
        (Command::Help(None), Codec::Help { argument: None })
        | (Command::Data, Codec::Data)
        | (Command::Rset, Codec::Rset)
        | (Command::Noop, Codec::Noop { .. })
        | (Command::Quit, Codec::Quit)
        | (Command::StartTls, Codec::StartTLS)
        | (Command::Auth { .. }, Codec::AuthLogin(_) | Codec::AuthPlain(_)) => true,
        _ => false,
    }
}

/// Why we may refuse what smtp-codec takes: it does not look into parameters, base64 or numbers.
fn codec_is_wider(line: &str, mistake: &Mistake) -> bool {
    match mistake {
        Mistake::UnknownParameter(_) => true,
        Mistake::Syntax => {
            let has_parameters = line.contains("> ");
            // Its base64 may be empty or of any length.
            let is_auth = line.to_ascii_uppercase().starts_with("AUTH ");
            // Its `Ldh-str` takes what its `Snum` takes: numbers above 255.
            has_parameters || is_auth || line.contains('[')
        }
        Mistake::BareLf | Mistake::UnknownVerb => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn smtp_codec_reads_what_we_write_and_we_read_what_it_writes(command in command()) {
        let line = command.encode();
        let text = String::from_utf8_lossy(&line).into_owned();
        if !codec_knows(&command, &text) || has_hard_quotes(&text) {
            return Ok(());
        }
        let (codec, written) = codec_reads(&line).map_err(TestCaseError::fail)?;
        prop_assert!(agrees(&command, &codec), "{command:?} and {codec:?}");
        // It writes `<<Postmaster>>`.
        if !text.to_ascii_lowercase().contains("<postmaster>") {
            let written = Command::parse(&written);
            prop_assert_eq!(written, Ok(command), "{}", text);
        }
    }

    #[test]
    fn on_lines_that_are_nearly_right_smtp_codec_and_we_agree(mut line in near_misses()) {
        line.extend(b"\r\n");
        let text = String::from_utf8_lossy(&line).into_owned();
        match (Command::parse(&line), codec_reads(&line)) {
            (Ok(ours), Ok((codec, _))) => {
                prop_assert!(agrees(&ours, &codec) || has_hard_quotes(&text), "{ours:?} {codec:?}");
            }
            (Ok(ours), Err(why)) => {
                // White space before CRLF (RFC 5321 §4.1.1), and a space in what NOOP is told.
                let is_loose = text.ends_with(" \r\n") || text.ends_with("\t\r\n") || ours == Command::Noop;
                prop_assert!(
                    !codec_knows(&ours, &text) || has_hard_quotes(&text) || is_loose,
                    "{ours:?} {why}"
                );
            }
            (Err(bad), Ok((codec, _))) => {
                prop_assert!(codec_is_wider(&text, &bad.mistake), "{text:?} {codec:?} {bad:?}");
            }
            (Err(_), Err(_)) => {}
        }
    }

    /// RFC 5321 §4.2; smtp-codec has no words for other codes than those of its grammar.
    #[test]
    fn smtp_codec_reads_the_replies_that_we_write(reply in reply()) {
        let lines = reply.encode();
        let text = String::from_utf8_lossy(&lines).into_owned();
        // RFC 6531 §3.7.4.1.
        if !text.is_ascii() {
            return Ok(());
        }
        // `Reply-code [ SP textstring ]`: a textstring is not empty, so a space alone is ours only.
        let is_alone = |line: &&str| line.len() == "250 ".len() && line.ends_with(' ');
        let strict: String = text
            .split_terminator("\r\n")
            .flat_map(|line| [if is_alone(&line) { &line[..3] } else { line }, "\r\n"])
            .collect();
        match parse::response::Reply_line(strict.as_bytes()) {
            Ok((rest, read)) => prop_assert!(rest.is_empty() && read == strict.as_bytes()),
            Err(why) => prop_assert!(false, "{text:?} {why:?}"),
        }
        prop_assert_eq!(Reply::parse(strict.as_bytes()), Ok(reply));
    }
}
