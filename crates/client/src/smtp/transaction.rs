//! The mail transaction: MAIL, RCPT for each recipient, DATA (RFC 5321 §3.3), in groups where the
//! server takes groups (RFC 2920).

use mailscope_base::{Body, EnhancedCode};
use mailscope_wire::Grammar;
use mailscope_wire::smtp::{Command, Mail, Rcpt, RecipientResult, Reply, Stage, stuff};

use super::content::{Traits, with_line_ends};
use super::{Asked, Context, SmtpClient};
use crate::choice;

/// Commands of one group, at most: "client SMTP implementations MUST also check the TCP window size
/// and make sure that each group of commands fits entirely within the window" (RFC 2920 §3.1); a
/// hundred of them are well below 64 KB.
const GROUP_COMMANDS_MAX: usize = 100;

/// Which commands of the transaction have been sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    pub(super) mail_sent: bool,
    /// The recipient whose RCPT is next.
    next_recipient: usize,
    data_sent: bool,
    /// The message needs SMTPUTF8.
    utf8: bool,
    /// What MAIL says of the content.
    body: Option<Body>,
}

impl SmtpClient {
    /// Begins the transaction, unless the server cannot take this message at all.
    pub(super) fn transact(&mut self, cx: &mut Context<'_>) {
        if self.transaction.envelope.body != Body::BinaryMime
            && let Some(mended) = with_line_ends(&self.transaction.content)
        {
            cx.choose(choice::LINE_ENDS_MENDED);
            self.transaction.content = mended.into();
        }
        let traits = Traits::of(&self.transaction.content);
        self.plan_addresses(traits, cx);
        self.plan_body(traits, cx);
        self.limit_recipients();
        self.tell(cx);
        self.go_on(cx);
    }

    /// "If the SMTPUTF8 SMTP extension is not offered by the SMTP server, the SMTPUTF8-aware SMTP
    /// client MUST NOT transmit an internationalized email address and MUST NOT transmit a mail
    /// message containing internationalized mail headers" (RFC 6531 §3.2).
    fn plan_addresses(&mut self, traits: Traits, cx: &mut Context<'_>) {
        let envelope = &self.transaction.envelope;
        let from_utf8 = envelope.reverse_path.as_ref().is_some_and(|from| !is_ascii(from));
        let everybody = from_utf8 || (envelope.smtputf8 && traits.utf8_header);
        let utf8: Vec<usize> = (0..)
            .zip(&envelope.recipients)
            .filter(|(_, recipient)| everybody || !is_ascii(&recipient.address))
            .map(|(index, _)| index)
            .collect();
        self.progress.utf8 = self.offers.utf8 && (envelope.smtputf8 || !utf8.is_empty());
        if self.offers.utf8 || utf8.is_empty() {
            return;
        }
        cx.choose(choice::UTF8_NOT_TAKEN);
        let text = "this message needs SMTPUTF8, which the next server does not offer (RFC 6531)";
        let reply = Reply::new(553, Some(EnhancedCode::new(5, 6, 7)), text);
        for index in utf8 {
            let (stage, reply) = (Stage::Mail, reply.clone());
            self.ledger.settle_one(index, RecipientResult::Refused { stage, reply });
        }
    }

    /// Without 8BITMIME nothing but US-ASCII may be sent: a client makes another message of it, or
    /// treats this as a permanent error (RFC 6152 §3). This one does not touch messages: a signature
    /// may stand on every octet of them. The same for binary content (RFC 3030 §3).
    fn plan_body(&mut self, traits: Traits, cx: &mut Context<'_>) {
        let declared = self.transaction.envelope.body;
        let (possible, body) = match declared {
            Body::BinaryMime => (self.offers.binary && self.offers.chunking, declared),
            Body::SevenBit | Body::EightBitMime if traits.eight_bit => {
                (self.offers.eight_bit, Body::EightBitMime)
            }
            Body::SevenBit | Body::EightBitMime => (true, declared),
        };
        let named =
            body == Body::BinaryMime || (body == Body::EightBitMime && self.offers.eight_bit);
        self.progress.body = named.then_some(body);
        if possible {
            return;
        }
        cx.choose(choice::EIGHT_BIT_NOT_TAKEN);
        let text = match body {
            Body::BinaryMime => {
                "this message needs BINARYMIME, which the next server does not offer"
            }
            _ => "this message needs 8BITMIME, which the next server does not offer (RFC 6152)",
        };
        let reply = Reply::new(554, Some(EnhancedCode::new(5, 6, 3)), text);
        self.ledger.settle(&RecipientResult::Refused { stage: Stage::Mail, reply });
    }

    /// The server told how many recipients a transaction may have: the others have to wait for the
    /// next one, as if it had said 452 to each (RFC 9422 §4.2, RFC 5321 §4.5.3.1.10).
    fn limit_recipients(&mut self) {
        let Some(max) = self.offers.recipients_max else { return };
        let text = format!("the next server takes {max} recipients at a time (RFC 9422)");
        let reply = Reply::new(452, Some(EnhancedCode::new(4, 5, 3)), text);
        for index in max..self.transaction.envelope.recipients.len() {
            let (stage, reply) = (Stage::Rcpt, reply.clone());
            self.ledger.settle_one(index, RecipientResult::Refused { stage, reply });
        }
    }

    /// Sends what is next, once no reply is awaited.
    fn go_on(&mut self, cx: &mut Context<'_>) {
        if !self.asked.is_empty() {
            return;
        }
        if !self.ledger.is_open() {
            return self.quit(cx);
        }
        let room = if self.offers.pipelining { GROUP_COMMANDS_MAX } else { 1 };
        for sent in 0..room {
            let Some((command, asked)) = self.next_command() else { break };
            if sent == 1 {
                // RFC 2920 §3.1: MAIL, RCPT and, as the last of a group, DATA.
                cx.choose(choice::PIPELINED);
            }
            self.send(&command, asked, cx);
        }
        if self.asked.is_empty() && self.progress.body == Some(Body::BinaryMime) {
            self.send_chunk(cx);
        }
    }

    fn next_command(&mut self) -> Option<(Command, Asked)> {
        if !self.progress.mail_sent {
            self.progress.mail_sent = true;
            return Some((Command::Mail(self.mail()), Asked::Mail));
        }
        let envelope = &self.transaction.envelope;
        while let Some(recipient) = envelope.recipients.get(self.progress.next_recipient) {
            let index = self.progress.next_recipient;
            self.progress.next_recipient += 1;
            if self.ledger.is_unasked(index) {
                let mut recipient = recipient.clone();
                if !self.offers.dsn {
                    (recipient.notify, recipient.orcpt) = (None, None);
                }
                return Some((Command::Rcpt(Rcpt(recipient)), Asked::Rcpt(index)));
            }
        }
        if self.progress.data_sent || self.progress.body == Some(Body::BinaryMime) {
            return None;
        }
        self.progress.data_sent = true;
        Some((Command::Data, Asked::Data))
    }

    /// MAIL, with the parameters of those extensions alone that the server offers (RFC 5321 §4.1.1.2).
    fn mail(&self) -> Mail {
        let (envelope, offers) = (&self.transaction.envelope, &self.offers);
        Mail {
            reverse_path: envelope.reverse_path.clone(),
            // RFC 1870 §5: the octets of the message, before dots are doubled.
            size: offers.size.then_some(self.transaction.content.len() as u64),
            body: self.progress.body,
            smtputf8: self.progress.utf8,
            ret: envelope.ret.filter(|_| offers.dsn),
            envid: envelope.envid.clone().filter(|_| offers.dsn),
            auth: None,
        }
    }

    /// The reply to MAIL (RFC 5321 §4.1.1.2).
    pub(super) fn mail_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if !reply.is_positive() {
            let result = Self::verdict(Stage::Mail, reply, cx);
            self.ledger.settle(&result);
            self.tell(cx);
        }
        self.go_on(cx);
    }

    /// The reply to RCPT: 250, 251 "will forward", or no for this one recipient (RFC 5321 §3.3, §3.4).
    pub(super) fn rcpt_answered(&mut self, index: usize, reply: Reply, cx: &mut Context<'_>) {
        if reply.is_positive() {
            self.ledger.willing(index);
        } else {
            let result = Self::verdict(Stage::Rcpt, reply, cx);
            self.ledger.settle_one(index, result);
            self.tell(cx);
        }
        self.go_on(cx);
    }

    /// The reply to DATA: 354, or no (RFC 5321 §4.1.1.4).
    pub(super) fn data_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.code != 354 {
            return self.no(Stage::Data, reply, cx);
        }
        self.asked.push_back(Asked::DataEnd);
        self.show(cx);
        self.since = cx.now;
        if !self.ledger.anyone_willing() {
            // "If none of the RCPT TO recipient addresses were accepted [and] the DATA command was
            // accepted the client SMTP should send a single dot" (RFC 2920 §3.1).
            cx.choose(choice::LONE_DOT);
            return cx.send(Grammar::SmtpData, &b".\r\n"[..]);
        }
        if self.ledger.anyone_settled() {
            cx.choose(choice::SOME_REFUSED_SO_THE_OTHERS);
        }
        // RFC 5321 §4.5.2: dots are doubled where a line begins with one.
        cx.send(Grammar::SmtpData, stuff(&self.transaction.content));
    }

    /// The whole message as one chunk (RFC 3030 §2): no dots are doubled, no line has to end.
    fn send_chunk(&mut self, cx: &mut Context<'_>) {
        cx.choose(choice::DATA_IN_CHUNKS);
        let content = self.transaction.content.clone();
        let command = Command::Bdat { octets: content.len() as u64, last: true };
        self.send(&command, Asked::DataEnd, cx);
        cx.send(Grammar::SmtpChunk, content);
    }

    /// The reply to the end of the message: only a 250 to it means that the server has taken
    /// responsibility (RFC 5321 §6.1).
    pub(super) fn content_answered(&mut self, reply: Reply, cx: &mut Context<'_>) {
        if reply.is_positive() {
            self.ledger.delivered(&reply);
            self.tell(cx);
            self.quit(cx);
        } else {
            self.no(Stage::DataEnd, reply, cx);
        }
    }
}

fn is_ascii(address: &mailscope_base::Address) -> bool {
    address.local_part.is_ascii() && address.domain.is_ascii()
}
