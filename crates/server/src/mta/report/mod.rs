//! Delivery status notifications: reports of the queue to the sender of a message (RFC 3464), as
//! multipart/report (RFC 6522 §3): a part for people, a part for programs, and what comes back.

mod status;
mod words;

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Mailbox;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;
use mailscope_base::limits::RETURNED_OCTETS_MAX;
use mailscope_base::{Address, Body, Envelope, QueueId, Recipient, Ret};
use mailscope_store::Mail;
use mailscope_store::field::blank_line;
use mailscope_store::spool::{Action, Queued, QueuedRecipient};

use super::{Mta, MtaCx, choice};

/// Characters of a subject that a report repeats in its own.
const SUBJECT_CHARS: usize = 100;

/// Sends the sender the report of `action` that is owed, if one is: one for all recipients (RFC 5321
/// §4.4, RFC 3461 §5.2.8), through the same queue.
pub(super) fn send(mta: &Mta, id: QueueId, action: Action, cx: &mut MtaCx<'_>) {
    let Some(queued) = cx.store.spool().share(id) else { return };
    let about: Vec<_> = queued.recipients.iter().filter(|one| one.owed == Some(action)).collect();
    if about.is_empty() {
        return;
    }
    // `wants` has seen to it that there is one.
    let Some(sender) = &queued.envelope.reverse_path else { return };
    let report = Report {
        queued: &queued,
        about,
        action,
        sender,
        until: queued.arrived + mta.policy.expire_after,
    };
    let (envelope, mail) = report.compose(cx);
    if action == Action::Delayed {
        cx.choose(choice::WARNED);
    }
    let changes = cx.store.report(id, action, envelope, mail, cx.now);
    for change in changes.into_iter().flatten() {
        cx.tell(Some(change));
    }
}

/// What a report is made of.
struct Report<'a> {
    queued: &'a Queued,
    /// The recipients of whom it tells.
    about: Vec<&'a QueuedRecipient>,
    action: Action,
    /// Whom it tells.
    sender: &'a Address,
    /// When the queue gives up.
    until: mailscope_base::Instant,
}

/// What of the message comes back.
enum Returned<'a> {
    Message(&'a [u8]),
    Header(Vec<u8>),
}

impl Report<'_> {
    fn compose(&self, cx: &mut MtaCx<'_>) -> (Envelope, Mail) {
        let returned = self.returned();
        if matches!(returned, Returned::Header(_)) && self.action == Action::Failed {
            cx.choose(choice::ONLY_HEADER_RETURNED);
        }
        let number = cx.rng.below(u64::MAX);
        let boundary = format!("=_report_{}_{number:016x}", self.queued.id);
        // Form: RFC 6522 §3, RFC 3461 §6.2.
        let form = ContentType::new("multipart/report")
            .attribute("report-type", "delivery-status")
            .attribute("boundary", boundary);
        let parts = vec![
            MimePart::new("text/plain", words::text(self, &returned, cx)),
            self.status_part(cx),
            returned.into_part(),
        ];
        let message_id =
            format!("<report-{}-{number:016x}@{}>", self.queued.id, cx.store.host_name());
        let postmaster = cx.store.postmaster();
        let summary = self.queued.mail.summary();
        let mut message = MessageBuilder::new()
            .header("Date", Raw::new(cx.clock.at(cx.now).to_string()))
            // RFC 3464 §2: somebody who answers is to be heard.
            .from(Mailbox::new_address(Some("Mail Delivery System"), postmaster.to_string()))
            .header("To", Raw::new(format!("<{}>", self.sender)))
            .subject(words::subject(self.action, summary.subject.as_deref(), SUBJECT_CHARS))
            .header("Message-ID", Raw::new(message_id))
            // RFC 3834 §5: no other program shall answer.
            .header("Auto-Submitted", Raw::new("auto-replied"));
        if let Some(original) = summary.message_id.as_deref().filter(|id| is_msg_id(id)) {
            let original = format!("<{original}>");
            message = message.header("In-Reply-To", Raw::new(original.clone()));
            message = message.header("References", Raw::new(original));
        }
        let mut octets = Vec::new();
        message
            .header("MIME-Version", Raw::new("1.0"))
            .body(MimePart::new(form, parts))
            .serialize(&mut octets);
        (self.envelope(), Mail::new(octets))
    }

    /// RFC 3461 §6.1: from nobody, to the reverse-path, without RET and without NOTIFY.
    fn envelope(&self) -> Envelope {
        let is_international = self.is_international();
        Envelope {
            reverse_path: None,
            recipients: vec![Recipient::plain(self.sender.clone())],
            body: if is_international { Body::EightBitMime } else { Body::SevenBit },
            smtputf8: is_international,
            ret: None,
            envid: None,
        }
    }

    /// RFC 3464 §2.1: seven bits are enough, unless an address needs more (RFC 6533 §3).
    fn status_part(&self, cx: &MtaCx<'_>) -> MimePart<'static> {
        let (form, encoding) = if self.is_international() {
            ("message/global-delivery-status", "8bit")
        } else {
            ("message/delivery-status", "7bit")
        };
        let content = status::content(self, cx).into_bytes();
        MimePart::new(ContentType::new(form), content).transfer_encoding(encoding)
    }

    /// Whether an address of the report has characters beyond US-ASCII.
    fn is_international(&self) -> bool {
        let is_plain =
            |address: &Address| address.local_part.is_ascii() && address.domain.is_ascii();
        let each = |one: &&QueuedRecipient| {
            let orcpt = one.recipient.orcpt.as_deref();
            is_plain(&one.recipient.address) && orcpt.is_none_or(str::is_ascii)
        };
        !is_plain(self.sender) || !self.about.iter().all(each)
    }

    /// What comes back: RFC 3461 §4.3 and §6.2, RFC 6522 §3. The header only, if that is wanted, if
    /// nothing has failed, if the message is large, and if it is not made of seven bits, which are all
    /// that a way back surely carries.
    fn returned(&self) -> Returned<'_> {
        let (mail, ret) = (&self.queued.mail, self.queued.envelope.ret);
        let is_wanted = self.action == Action::Failed && ret != Some(Ret::Hdrs);
        if is_wanted && mail.len() <= RETURNED_OCTETS_MAX && is_seven_bit(mail.bytes()) {
            return Returned::Message(mail.bytes());
        }
        let header = mail.header_octets();
        let header = header.strip_suffix(blank_line(header)).unwrap_or(header);
        if header.len() <= RETURNED_OCTETS_MAX {
            return Returned::Header(harmless(header));
        }
        let cut = header.get(..RETURNED_OCTETS_MAX).unwrap_or(header);
        let end = memchr::memrchr(b'\n', cut).map_or(cut.len(), |at| at + 1);
        Returned::Header(harmless(cut.get(..end).unwrap_or(cut)))
    }
}

impl Returned<'_> {
    fn into_part(self) -> MimePart<'static> {
        match self {
            Self::Message(octets) => {
                MimePart::new(ContentType::new("message/rfc822"), octets.to_vec())
                    .transfer_encoding("7bit")
            }
            // RFC 6522 §4; a header that is not made of seven bits is encoded.
            Self::Header(octets) => MimePart::new(ContentType::new("text/rfc822-headers"), octets),
        }
    }
}

/// RFC 2045 §2.7 "7bit data": short lines of US-ASCII without NUL, ended by CRLF and nothing else.
fn is_seven_bit(octets: &[u8]) -> bool {
    const LINE_OCTETS: usize = 998;
    octets.split_inclusive(|octet| *octet == b'\n').all(|line| {
        let text = line.strip_suffix(b"\r\n").unwrap_or(line);
        let is_text = |octet: &u8| octet.is_ascii() && !matches!(octet, 0 | b'\r' | b'\n');
        text.len() <= LINE_OCTETS && text.iter().all(is_text)
    })
}

/// The lines of a header, ended by CRLF, without other control characters: no message may carry these
/// (RFC 5322 §2.2), and this one has them from somebody who did not care.
fn harmless(header: &[u8]) -> Vec<u8> {
    let is_harmless = |octet: &u8| !octet.is_ascii_control() || *octet == b'\t';
    let mut octets = Vec::with_capacity(header.len() + 2);
    for line in header.split_inclusive(|octet| *octet == b'\n') {
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        octets.extend(text.iter().map(|octet| if is_harmless(octet) { *octet } else { b'?' }));
        octets.extend_from_slice(b"\r\n");
    }
    octets
}

/// Whether it can stand between angle brackets as it is.
fn is_msg_id(id: &str) -> bool {
    id.len() <= 200 && id.contains('@') && id.chars().all(|c| c.is_ascii_graphic() && c != '>')
}
