//! The end of the data: the message is taken into the queue, or refused as a whole.

use bytes::{Bytes, BytesMut};
use mailscope_base::{Body, ChangeNumber};
use mailscope_store::{Limit, Mail, StoreError};
use mailscope_wire::Choice;
use mailscope_wire::smtp::Reply;

use super::{
    Role, SmtpServer, answer, content,
    header::Header,
    trace::{self, Trace, With},
    transaction::Transaction,
};
use crate::{ServerEvent, Tls, Turn};

/// The client said `7BIT`, or nothing, and sent octets beyond: they are kept, and the next server is
/// told what they are.
pub const EIGHT_BIT_UNDECLARED: Choice = Choice("eight-bit-undeclared");

/// A reply, with the change of the queue that it reports.
pub(super) type Verdict = (Reply, Option<ChangeNumber>);

/// Judges a complete message, and takes responsibility for it if there is nothing against it: from the
/// 250 on, the message is this host's (RFC 5321 §6.1).
pub(super) fn run(
    session: &SmtpServer,
    mut transaction: Transaction,
    octets: &Bytes,
    cx: &mut Turn<'_>,
) -> Verdict {
    let header = Header::of(octets);
    if let Err(refused) = check(session, &transaction, octets, &header) {
        return (refused, None);
    }
    // RFC 6531 §3.6: SMTPUTF8 is about the header, BODY about the rest.
    let from = if transaction.envelope.smtputf8 { header.octets } else { 0 };
    let is_ascii = octets.get(from..).is_none_or(<[u8]>::is_ascii);
    if transaction.envelope.body == Body::SevenBit && !is_ascii {
        // RFC 6152 §3: what the next server is told has to be true.
        transaction.envelope.body = Body::EightBitMime;
        cx.choose(EIGHT_BIT_UNDECLARED);
    }
    let above = above(session, &transaction, &header, cx);
    let mut mail = BytesMut::with_capacity(above.len() + octets.len());
    mail.extend_from_slice(above.as_bytes());
    mail.extend_from_slice(octets);
    let id = cx.host.spool().next_id();
    let mail = Mail::new(mail.freeze());
    match cx.host.enqueue(transaction.envelope, mail.clone(), cx.now) {
        Ok(change) => {
            let number = change.number;
            cx.tell(ServerEvent::Spooled(change));
            if session.role == Role::Submission {
                keep_copy(session, mail, cx);
            }
            (answer(250, (0, 0), format!("Ok: queued as {id}")), Some(number))
        }
        Err(StoreError::LimitReached(Limit::MessageOctets)) => (too_large(session), None),
        // RFC 5321 §4.2.3: "insufficient system storage"; a later try may find room.
        Err(error) => (answer(452, (3, 1), format!("cannot keep the message: {error}")), None),
    }
}

/// Some providers keep a copy of what their users submit; no RFC asks for it.
fn keep_copy(session: &SmtpServer, mail: Mail, cx: &mut Turn<'_>) {
    let now = cx.clock.at(cx.now);
    let Some(copy) = session.account.and_then(|account| cx.host.file_sent(account, mail, now))
    else {
        return;
    };
    let following = cx.host.follow_up(now);
    for change in core::iter::once(copy).chain(following) {
        cx.tell(ServerEvent::Changed(change));
    }
}

fn check(
    session: &SmtpServer,
    transaction: &Transaction,
    octets: &[u8],
    header: &Header,
) -> Result<(), Reply> {
    let policy = &session.policy.smtp;
    if octets.len() > policy.message_octets_max {
        return Err(too_large(session));
    }
    // RFC 3030 §3: only there do CR and LF mean nothing.
    let has_lines = transaction.envelope.body != Body::BinaryMime;
    if has_lines && !policy.bare_lf_ends_data && content::has_bare_line_end(octets) {
        // RFC 5321 §2.3.8, §4.1.1.4.
        let text = "lines end in CRLF: the message has a CR or LF alone, RFC 5321 section 2.3.8";
        return Err(answer(550, (6, 0), text));
    }
    if header.received > policy.received_max {
        // RFC 5321 §6.3.
        let text = format!("received {} times already: it goes round in a loop", header.received);
        return Err(answer(554, (4, 6), text));
    }
    Ok(())
}

/// RFC 1870 §6.3, and §6.1 for what MAIL has declared.
pub(super) fn too_large(session: &SmtpServer) -> Reply {
    let max = session.policy.smtp.message_octets_max;
    answer(552, (3, 4), format!("a message here has at most {max} octets"))
}

/// What this server writes above the message.
fn above(
    session: &SmtpServer,
    transaction: &Transaction,
    header: &Header,
    cx: &mut Turn<'_>,
) -> String {
    let envelope = &transaction.envelope;
    let date = cx.clock.at(cx.now);
    let only = match &envelope.recipients[..] {
        [only] => Some(&only.address),
        _ => None,
    };
    let trace = Trace {
        client: session.client_name(),
        peer: session.policy.peer,
        host: cx.host.host_name(),
        with: With {
            extended: session.is_extended(),
            tls: session.policy.tls == Tls::Established,
            authenticated: session.account.is_some(),
            utf8: envelope.smtputf8,
        },
        id: cx.host.spool().next_id(),
        recipient: only,
        date,
    };
    let mut above = trace.field();
    if session.role == Role::Submission {
        // RFC 6409 §8: what mail apps leave out.
        if !header.has_date {
            above.push_str(&trace::date(date));
        }
        if !header.has_message_id {
            above.push_str(&trace::message_id(cx.host.host_name(), cx.rng));
        }
        if !header.is_closed {
            // What follows is the text of the message already.
            above.push_str("\r\n");
        }
    }
    above
}
