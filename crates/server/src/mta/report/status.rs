//! The part of a report that programs read: message/delivery-status (RFC 3464 §2.1).

use core::fmt::Write as _;

use mailscope_store::spool::{Action, QueuedRecipient};

use super::Report;
use crate::mta::MtaCx;

/// Columns after which a field goes on in the next line (RFC 5322 §2.1.1).
const COLUMNS: usize = 76;

/// ```abnf
/// delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields ) ; RFC 3464 §2.1
/// ```
pub(super) fn content(report: &Report<'_>, cx: &MtaCx<'_>) -> String {
    let mut fields = Fields { text: String::new(), is_international: report.is_international() };
    per_message(&mut fields, report, cx);
    for one in &report.about {
        fields.text.push_str("\r\n");
        per_recipient(&mut fields, report, one, cx);
    }
    fields.text
}

fn per_message(fields: &mut Fields, report: &Report<'_>, cx: &MtaCx<'_>) {
    // Per message: RFC 3464 §2.2.1 (Original-Envelope-Id), §2.2.2 (Reporting-MTA) and §2.2.5
    // (Arrival-Date), RFC 3461 §6.3 (a) and (b).
    //
    // Not: RFC 3464 §2.2.3: nothing comes from other mail systems than those of the Internet.
    //
    // Not: RFC 3464 §2.2.4: who has brought a message stands in its Received field, and nowhere else.
    if let Some(envid) = &report.queued.envelope.envid {
        fields.add("Original-Envelope-Id", envid);
    }
    let host = cx.store.host_name();
    let kind = if host.contains('.') { "dns" } else { "x-local-hostname" };
    fields.add("Reporting-MTA", &format!("{kind}; {host}"));
    fields.add("Arrival-Date", &cx.clock.at(report.queued.arrived).to_string());
}

fn per_recipient(fields: &mut Fields, report: &Report<'_>, one: &QueuedRecipient, cx: &MtaCx<'_>) {
    // Per recipient: RFC 3464 §2.3.1 (Original-Recipient), §2.3.2 (Final-Recipient), §2.3.3
    // (Action), §2.3.4 (Status), §2.3.5 (Remote-MTA), §2.3.6 (Diagnostic-Code), §2.3.7
    // (Last-Attempt-Date) and §2.3.9 (Will-Retry-Until), RFC 3461 §6.3 (d) to (i).
    //
    // Not: RFC 3464 §2.3.8: the name of a message in a log of another server is not known.
    if let Some(orcpt) = &one.recipient.orcpt {
        fields.add("Original-Recipient", orcpt);
    }
    let address = one.recipient.address.to_string();
    let kind = if address.is_ascii() { "rfc822" } else { "utf-8" };
    fields.add("Final-Recipient", &format!("{kind}; {address}"));
    fields.add("Action", report.action.name());
    if let Some(answer) = one.state.answer() {
        fields.add("Status", &answer.status.to_string());
        // RFC 3464 §2.3.6: where there is a Remote-MTA, the diagnostic is what it said. A host that
        // could not be reached has said nothing, and is named in our own words.
        let kind = match &answer.remote {
            Some(remote) => {
                fields.add("Remote-MTA", &format!("dns; {remote}"));
                "smtp"
            }
            None => "X-Mailscope",
        };
        fields.add("Diagnostic-Code", &format!("{kind}; {}", answer.text));
        fields.add("Last-Attempt-Date", &cx.clock.at(answer.at).to_string());
    }
    if report.action == Action::Delayed {
        // RFC 3464 §2.3.9: in no other reports.
        fields.add("Will-Retry-Until", &cx.clock.at(report.until).to_string());
    }
}

/// Fields as they are written.
struct Fields {
    text: String,
    is_international: bool,
}

impl Fields {
    /// Adds a field. What came from others is made harmless, since a line end in it would begin a
    /// field of theirs; and it is folded at blanks (RFC 3464 §2.1.1).
    fn add(&mut self, name: &str, value: &str) {
        let is_harmless = |c: char| !c.is_control() && (c.is_ascii() || self.is_international);
        let value: String = value.chars().map(|c| if is_harmless(c) { c } else { '?' }).collect();
        let _ = write!(self.text, "{name}:");
        let mut column = name.len() + 1;
        for word in value.split(' ').filter(|word| !word.is_empty()) {
            if column > name.len() + 1 && column + 1 + word.len() > COLUMNS {
                self.text.push_str("\r\n");
                column = 0;
            }
            let _ = write!(self.text, " {word}");
            column += 1 + word.len();
        }
        self.text.push_str("\r\n");
    }
}
