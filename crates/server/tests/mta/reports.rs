//! Reports are what RFC 3464, RFC 6522 and RFC 3461 say, as somebody else's parser reads them, whatever
//! the message was and whatever the other server said.

use mail_parser::{DateTime, Message, MessageParser, MimeHeaders};
use mailscope_base::{AccountId, Body, EnhancedCode, Envelope, Instant, Recipient, Ret};
use mailscope_server::mta::{MtaInput, MtaOutput, MtaPolicy, TransferId};
use mailscope_wire::smtp::{RecipientResult, Reply, Stage};
use proptest::prelude::*;

use super::host::{Host, MAIL, address, envelope, notify, report, routed, transfer};

/// The part for programs: the fields of the message, and those of each recipient.
type Status = Vec<Vec<(String, String)>>;

/// `delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )`: RFC 3464 §2.1.
fn status(text: &str) -> Status {
    // RFC 3464 §2.1.1: fields may be continued.
    let group = |text: &str| {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 998, "RFC 5322 §2.1.1: {line}");
            if let Some(more) = line.strip_prefix(' ') {
                let (_, value) = fields.last_mut().unwrap();
                value.push(' ');
                value.push_str(more);
            } else {
                let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?}"));
                assert!(name.chars().all(|c| c.is_ascii_alphabetic() || c == '-'), "{name}");
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        let mut names: Vec<_> = fields.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), fields.len(), "RFC 3464 §2.2: each field once");
        fields
    };
    text.split("\r\n\r\n").map(group).filter(|group| !group.is_empty()).collect()
}

fn field<'a>(group: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = group.iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}

/// RFC 5322 §3.3, with a numeric zone (RFC 3464 §2.2.5).
fn date(value: &str) -> i64 {
    assert!(matches!(value.get(value.len() - 5..=value.len() - 5), Some("+" | "-")), "{value}");
    DateTime::parse_rfc822(value).unwrap_or_else(|| panic!("{value}")).to_timestamp()
}

/// Checks everything that holds for every report of this queue, and returns its machine part.
fn check<'a>(message: &'a Message<'a>, octets: &[u8], action: &str) -> Status {
    // RFC 3464 §2: a multipart/report, from somebody who reads answers. RFC 3834 §5: Auto-Submitted.
    // RFC 6522 §3: boundary and report-type are required.
    let form = message.content_type().unwrap();
    assert_eq!((form.ctype(), form.subtype()), ("multipart", Some("report")));
    assert_eq!(form.attribute("report-type"), Some("delivery-status"));
    // Three parts and the one around them.
    assert_eq!(message.root_part().sub_parts().unwrap().len(), 3);
    assert_eq!(message.from().unwrap().first().unwrap().address(), Some("postmaster@nord.example"));
    assert!(message.date().is_some() && message.message_id().is_some());
    assert_eq!(message.header_raw("Auto-Submitted").map(str::trim), Some("auto-replied"));
    for line in octets.split_inclusive(|octet| *octet == b'\n') {
        let text = line.strip_suffix(b"\r\n").expect("every line ends in CRLF");
        assert!(text.len() <= 998 && !text.contains(&b'\r') && !text.contains(&0));
    }
    let part = message.part(2).unwrap();
    let encoding = part.content_transfer_encoding();
    assert!(matches!(encoding, Some("7bit" | "8bit")), "RFC 3464 §2.1: {encoding:?}");
    let groups = status(std::str::from_utf8(part.contents()).unwrap());
    let (first, others) = groups.split_first().unwrap();
    assert_eq!(field(first, "Reporting-MTA"), Some("dns; mx.nord.example"));
    date(field(first, "Arrival-Date").unwrap());
    assert!(!others.is_empty());
    for one in others {
        // RFC 3464 §2.3: these three MUST be there.
        assert!(field(one, "Final-Recipient").unwrap().contains("; "));
        assert_eq!(field(one, "Action"), Some(action));
        let code = field(one, "Status").unwrap();
        let numbers: Vec<u16> = code.split('.').map(|digits| digits.parse().unwrap()).collect();
        assert!(numbers.len() == 3 && matches!(numbers.first(), Some(2 | 4 | 5)), "{code}");
        date(field(one, "Last-Attempt-Date").unwrap());
        // RFC 3464 §2.3.9: MUST NOT appear in other reports.
        assert_eq!(field(one, "Will-Retry-Until").is_some(), action == "delayed");
        // RFC 3464 §2.3.5 and §2.3.6: a remote MTA has said an SMTP reply.
        let diagnostic = field(one, "Diagnostic-Code").unwrap();
        assert_eq!(field(one, "Remote-MTA").is_some(), diagnostic.starts_with("smtp; "));
    }
    groups
}

/// What Ada gets when a server refuses her message.
fn refusal(envelope: Envelope, mail: &str, said: &str) -> Vec<u8> {
    let mut host = Host::new(MtaPolicy::default());
    let recipients = envelope.recipients.len();
    host.accept(envelope, mail);
    host.wake();
    host.input(routed("sued.example", &["mx.sued.example@10=192.0.2.1"]));
    let reply = Reply::new(550, Some(EnhancedCode::new(5, 7, 1)), said);
    let refused = RecipientResult::Refused { stage: Stage::Rcpt, reply };
    let told = report(vec![refused; recipients], false);
    host.input(MtaInput::Transferred(TransferId(1), told));
    let (_, mail) = host.inbox(AccountId(0)).pop().expect("a report");
    mail.bytes().to_vec()
}

fn to_sued() -> Envelope {
    envelope("ada@nord.example", &["ben@sued.example"])
}

#[test]
fn a_failure_is_reported_field_by_field() {
    // RFC 3464 §2.2.1, §2.2.2, §2.2.5, §2.3.1, §2.3.2, §2.3.3, §2.3.4, §2.3.5, §2.3.6 and §2.3.7, RFC
    // 3461 §6.3: the fields.
    let mut envelope = envelope("ada@nord.example", &["ben@sued.example", "Eva.B@sued.example"]);
    envelope.envid = Some("QQ 314159".into());
    envelope.recipients.first_mut().unwrap().orcpt = Some("rfc822;Ben@Old.example".into());
    envelope.recipients.last_mut().unwrap().notify = Some(notify("FAILURE"));
    let octets = refusal(envelope, MAIL, "we do not like you");
    let message = MessageParser::new().parse(&octets).unwrap();
    let groups = check(&message, &octets, "failed");
    assert!(octets.is_ascii(), "RFC 6522 §3: 7bit should always be adequate");
    let [of_message, ben, eva] = &groups[..] else { panic!("{groups:?}") };
    // RFC 3464 §2.2.1: case and spelling are preserved.
    assert_eq!(field(of_message, "Original-Envelope-Id"), Some("QQ 314159"));
    assert_eq!(date(field(of_message, "Arrival-Date").unwrap()), 1_772_694_000);
    // RFC 3461 §5.2.8: one report for both; §6.3 (d): only where ORCPT was given.
    assert_eq!(field(ben, "Original-Recipient"), Some("rfc822;Ben@Old.example"));
    assert_eq!(field(eva, "Original-Recipient"), None);
    // RFC 3464 §2.3.2: the case MUST be preserved.
    assert_eq!(field(eva, "Final-Recipient"), Some("rfc822; Eva.B@sued.example"));
    assert_eq!(field(ben, "Status"), Some("5.7.1"));
    assert_eq!(field(ben, "Remote-MTA"), Some("dns; mx.sued.example"));
    assert_eq!(field(ben, "Diagnostic-Code"), Some("smtp; 550 5.7.1 we do not like you"));
    // The message comes back whole: RFC 6522 §3.
    let returned = message.part(3).unwrap();
    assert!(returned.is_message());
    assert_eq!(returned.message().unwrap().raw_message(), MAIL.as_bytes());
    assert_eq!(message.subject(), Some("Not delivered: Grüße from the sea"));
    assert_eq!(message.in_reply_to().as_text(), Some("1@nord.example"));
    let words = message.body_text(0).unwrap();
    assert!(
        words.contains("<ben@sued.example>") && words.contains("we do not like you"),
        "{words}"
    );
}

#[test]
fn how_much_comes_back() {
    let form = |octets: &[u8]| {
        let message = MessageParser::new().parse(octets).unwrap();
        check(&message, octets, "failed");
        let form = message.part(3).unwrap().content_type().unwrap();
        format!("{}/{}", form.ctype(), form.subtype().unwrap())
    };
    let ret = |ret| Envelope { ret, ..to_sued() };
    // RFC 6522 §3: without a wish, all; RFC 3461 §4.3.
    assert_eq!(form(&refusal(ret(None), MAIL, "no")), "message/rfc822");
    assert_eq!(form(&refusal(ret(Some(Ret::Full)), MAIL, "no")), "message/rfc822");
    // RFC 6522 §4: a header is not a message.
    assert_eq!(form(&refusal(ret(Some(Ret::Hdrs)), MAIL, "no")), "text/rfc822-headers");
    // RFC 3461 §6.2: of a large message, only the header, even if all was wanted.
    let large = format!("{MAIL}{}", "x\r\n".repeat(30_000));
    assert_eq!(form(&refusal(ret(Some(Ret::Full)), &large, "no")), "text/rfc822-headers");
    // RFC 6522 §3: 8-bit content and a way back that may not carry it.
    let german = format!("{MAIL}Grüße\r\n");
    assert_eq!(form(&refusal(ret(None), &german, "no")), "text/rfc822-headers");
    // A header of more than a report can take ends with a whole line.
    let header = "X-Long: word\r\n".repeat(10_000) + "\r\nbody\r\n";
    let octets = refusal(ret(None), &header, "no");
    assert_eq!(form(&octets), "text/rfc822-headers");
    assert!(octets.len() < 70_000);
    let message = MessageParser::new().parse(&octets).unwrap();
    assert!(message.part(3).unwrap().contents().trim_ascii_end().ends_with(b"X-Long: word"));
}

#[test]
fn a_delay_says_until_when() {
    // RFC 3464 §2.3.9; a delay returns the header only: RFC 3461 §6.2.
    let mut host =
        Host::new(MtaPolicy { warn_after: Some(super::host::mins(0)), ..MtaPolicy::default() });
    host.accept(to_sued(), MAIL);
    host.wake();
    host.input(routed("sued.example", &["mx.sued.example@10=192.0.2.1"]));
    host.input(transfer(1, &["rcpt 451 4.7.1 greylisted"]));
    let (_, mail) = host.inbox(AccountId(0)).pop().unwrap();
    let octets = mail.bytes().to_vec();
    let message = MessageParser::new().parse(&octets).unwrap();
    let groups = check(&message, &octets, "delayed");
    let until = date(field(groups.last().unwrap(), "Will-Retry-Until").unwrap());
    assert_eq!(until, 1_772_694_000 + 5 * 24 * 3_600);
    // One warning is enough.
    while host.next_deadline(Instant::from_micros(3 * 24 * 3_600_000_000)) {
        host.input(routed("sued.example", &["unknown"]));
    }
    assert_eq!(host.inbox(AccountId(0)).len(), 1);
}

#[test]
fn a_report_comes_from_nobody() {
    // RFC 3461 §6.1, RFC 5321 §6.1.
    let mut host = Host::new(MtaPolicy::default());
    let mut of_ben = envelope("ben@sued.example", &["nobody@nord.example"]);
    (of_ben.ret, of_ben.envid) = (Some(Ret::Hdrs), Some("x".into()));
    host.accept(of_ben, MAIL);
    host.wake();
    let queued = host.store.spool().iter().next().unwrap();
    assert!(queued.report_on.is_some());
    let to: Vec<_> = queued.recipients.iter().map(|one| one.recipient.clone()).collect();
    assert_eq!(to, [Recipient::plain(address("ben@sued.example"))]);
    assert_eq!(queued.envelope, Envelope::default());
}

#[test]
fn an_address_beyond_ascii_makes_an_international_report() {
    // RFC 6533 §3 in short: another type, and the address as it is.
    let mut envelope = envelope("ada@nord.example", &["jürgen@sued.example"]);
    (envelope.smtputf8, envelope.body) = (true, Body::EightBitMime);
    let octets = refusal(envelope, MAIL, "kein Jürgen hier");
    let message = MessageParser::new().parse(&octets).unwrap();
    let groups = check(&message, &octets, "failed");
    let form = message.part(2).unwrap().content_type().unwrap();
    assert_eq!(form.subtype(), Some("global-delivery-status"));
    let one = groups.last().unwrap();
    assert_eq!(field(one, "Final-Recipient"), Some("utf-8; jürgen@sued.example"));
    assert_eq!(field(one, "Diagnostic-Code"), Some("smtp; 550 5.7.1 kein Jürgen hier"));
}

#[test]
fn what_the_sender_wants_goes_along() {
    // RFC 3461 §5.2.1 (a) to (d): ENVID, RET, NOTIFY and ORCPT as they came, and no others.
    let mut host = Host::new(MtaPolicy::default());
    let mut wishes = envelope("ada@nord.example", &["ben@sued.example", "Eva@sued.example"]);
    (wishes.ret, wishes.envid) = (Some(Ret::Hdrs), Some("QQ 314159".into()));
    let ben = wishes.recipients.first_mut().unwrap();
    ben.notify = Some(notify("SUCCESS,DELAY"));
    ben.orcpt = Some("rfc822;Ben@Old.example".into());
    host.accept(wishes.clone(), MAIL);
    host.wake();
    host.input(routed("sued.example", &["mx.sued.example@10=192.0.2.1"]));
    let handed_on = host.out.iter().find_map(|output| match output {
        MtaOutput::Transfer { transaction, .. } => Some(transaction),
        _ => None,
    });
    let handed_on = handed_on.unwrap();
    assert_eq!(handed_on.envelope, wishes);
    assert_eq!(handed_on.content, MAIL.as_bytes());
}

#[test]
fn many_recipients_follow_in_several_transactions() {
    // RFC 5321 §4.5.3.1.8: every server takes 100; and the way goes on where it stood.
    let mut host = Host::new(MtaPolicy::default());
    let to: Vec<String> = (0..250).map(|n| format!("r{n}@sued.example")).collect();
    let to: Vec<&str> = to.iter().map(String::as_str).collect();
    host.accept(envelope("ada@nord.example", &to), MAIL);
    host.wake();
    host.input(routed("sued.example", &["mx1@10=192.0.2.1", "mx2@20=192.0.2.2"]));
    host.input(transfer(1, &["connect -"; 100]));
    host.input(transfer(2, &["250 2.0.0 taken"; 100]));
    host.input(transfer(3, &["250 2.0.0 taken"; 100]));
    assert_eq!(host.store.spool().len(), 1);
    host.input(transfer(4, &["250 2.0.0 taken"; 50]));
    assert!(host.store.spool().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// A report is well-formed whatever was sent and whatever was said: nobody can write fields into it.
    #[test]
    fn nothing_breaks_a_report(
        header in "(Subject: [^\n]{0,80}\r?\n|X: [\\x00-\\xff]{0,90}\r\n|[a-z: \r\n]{0,9}|Message-ID: <[^\n]{0,9}>\r\n){0,6}",
        body in "\\PC{0,60}(\r\n|\n|\r)?[\\x00-\\xff]{0,60}",
        said in "[\\x00-\\xff]{0,900}|(a\r\nAction: delivered\r\n){1,3}",
        orcpt in proptest::option::of("[ -~\r\n]{0,40}"),
    ) {
        let mut envelope = to_sued();
        envelope.recipients.first_mut().unwrap().orcpt = orcpt.map(|one| format!("rfc822;{one}").into());
        let octets = refusal(envelope, &format!("{header}\r\n{body}"), &said);
        prop_assert!(octets.is_ascii());
        let message = MessageParser::new().parse(&octets).unwrap();
        prop_assert_eq!(check(&message, &octets, "failed").len(), 2);
    }
}
