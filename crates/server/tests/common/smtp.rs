//! What transcripts of SMTP need: policies, and a look into the queue.

use std::fmt::Write as _;

use mailscope_base::{Duration, Notify, Recipient};
use mailscope_server::SmtpPolicy;
use mailscope_store::spool::Queued;

use super::Table;

/// Rules of an SMTP server: `size 1000`, `recipients 2`, `transactions 1`, `received 3`, `greylist 5`
/// (minutes), `silent`, `bare-lf`, and none of them for the book.
pub(crate) fn policy(rules: &[&str]) -> SmtpPolicy {
    let mut policy = SmtpPolicy::default();
    match rules {
        [] => {}
        ["size", octets] => policy.message_octets_max = octets.parse().unwrap(),
        ["recipients", count] => policy.recipients_max = count.parse().unwrap(),
        ["transactions", count] => policy.transactions_max = Some(count.parse().unwrap()),
        ["received", count] => policy.received_max = count.parse().unwrap(),
        ["greylist", mins] => {
            policy.greylisting = Some(Duration::from_mins(mins.parse().unwrap()));
        }
        ["silent"] => policy.verifies = false,
        ["bare-lf"] => policy.bare_lf_ends_data = true,
        _ => panic!("no such rules: {rules:?}"),
    }
    policy
}

impl Table {
    /// Shows the messages that came into the queue since this was asked last: envelope and lines.
    pub(crate) fn show_queue(&mut self) {
        let lines: Vec<String> = self.store.spool().iter().flat_map(describe).collect();
        let news = lines.get(self.queue_shown..).unwrap_or_default().to_vec();
        self.queue_shown = lines.len();
        self.shown.extend(news.into_iter().map(|line| (0, 'E', line)));
    }
}

fn describe(queued: &Queued) -> Vec<String> {
    let envelope = &queued.envelope;
    let from = envelope.reverse_path.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut head = format!("{} from <{from}> {:?}", queued.id, envelope.body);
    if envelope.smtputf8 {
        head.push_str(" SMTPUTF8");
    }
    if let Some(ret) = envelope.ret {
        write!(head, " ret {ret:?}").unwrap();
    }
    if let Some(envid) = &envelope.envid {
        write!(head, " envid {envid}").unwrap();
    }
    let mut lines = vec![head];
    lines.extend(queued.recipients.iter().map(|queued| whom(&queued.recipient)));
    let text = String::from_utf8_lossy(queued.mail.bytes()).into_owned();
    let ended = text.strip_suffix("\r\n");
    lines.extend(ended.unwrap_or(&text).split("\r\n").map(|line| {
        // Control characters as Rust writes them.
        let visible: String = line
            .chars()
            .map(|c| if c.is_control() { c.escape_debug().to_string() } else { c.to_string() })
            .collect();
        format!("| {visible}")
    }));
    if ended.is_none() {
        lines.push("(without a line end)".to_owned());
    }
    lines
}

fn whom(recipient: &Recipient) -> String {
    let mut line = format!("to <{}>", recipient.address);
    match recipient.notify {
        None => {}
        Some(Notify::Never) => line.push_str(" notify never"),
        Some(Notify::On { success, failure, delay }) => {
            let on = [("success", success), ("failure", failure), ("delay", delay)];
            let on: Vec<_> = on.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
            write!(line, " notify {}", on.join(",")).unwrap();
        }
    }
    if let Some(orcpt) = &recipient.orcpt {
        write!(line, " orcpt {orcpt}").unwrap();
    }
    line
}
