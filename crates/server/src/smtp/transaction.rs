//! One mail transaction: what RFC 5321 §4.1.1 calls the reverse-path buffer, the forward-path buffer and
//! the mail data buffer.

use bytes::BytesMut;
use mailscope_base::{Envelope, Recipient};
use mailscope_wire::smtp::Mail;

/// A transaction that MAIL has begun.
#[derive(Clone, Debug)]
pub(super) struct Transaction {
    /// The reverse-path and the forward-paths.
    pub(super) envelope: Envelope,
    /// How large the client has said that the message is (RFC 1870 §6).
    pub(super) declared: u64,
    /// What has come by BDAT.
    pub(super) chunks: Chunks,
}

/// What has come by BDAT (RFC 3030 §2).
#[derive(Clone, Debug)]
pub(super) enum Chunks {
    /// Nothing: DATA is possible still.
    None,
    /// The beginning of the message.
    Some(BytesMut),
    /// One was refused: only a new transaction helps.
    Refused,
}

impl Transaction {
    /// With what MAIL has said: RET and ENVID, too, are for the queue (RFC 3461 §4.3, §4.4).
    pub(super) fn new(mail: Mail) -> Self {
        let envelope = Envelope {
            reverse_path: mail.reverse_path,
            recipients: Vec::new(),
            body: mail.body.unwrap_or_default(),
            smtputf8: mail.smtputf8,
            ret: mail.ret,
            envid: mail.envid,
        };
        Self { envelope, declared: mail.size.unwrap_or(0), chunks: Chunks::None }
    }

    /// Octets of the message that have come by BDAT.
    pub(super) fn octets(&self) -> usize {
        match &self.chunks {
            Chunks::Some(octets) => octets.len(),
            Chunks::None | Chunks::Refused => 0,
        }
    }

    /// A recipient more. One who is there already stays there once, as the last RCPT said it: nobody
    /// wants a message twice. Only the domain's own host knows that case does not
    /// matter in its local parts (RFC 5321 §2.4).
    pub(super) fn add(&mut self, recipient: Recipient, is_own: bool) {
        let new = &recipient.address;
        let same = |known: &&mut Recipient| {
            let (a, b) = (&known.address.local_part, &new.local_part);
            let same_local_part = a == b || (is_own && a.eq_ignore_ascii_case(b));
            same_local_part && known.address.is_in(&new.domain)
        };
        match self.envelope.recipients.iter_mut().find(same) {
            Some(known) => *known = recipient,
            None => self.envelope.recipients.push(recipient),
        }
    }
}
