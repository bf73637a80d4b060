//! APPEND.

use bytes::Bytes;
use mailscope_base::limits::LINE_OCTETS_MAX;
use mailscope_base::{AccountId, UidValidity};
use mailscope_store::{Account, Change, ChangeKind, Limit, Mail, NewMessage, Resource, StoreError};
use mailscope_wire::imap::{
    AppendForm, AppendMessage, Code, Command, CommandBody, MailboxName, SequenceSet, Status, Tag,
};

use super::{
    ImapServer,
    enabled::Enabled,
    names,
    refusal::refusal,
    status::{WithCode as _, bad, no, no_code, ok},
};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    mailbox: &MailboxName,
    messages: Vec<AppendMessage>,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    let enabled = session.enabled;
    let Appended { validity, changes } = match append(account, enabled, mailbox, messages, cx) {
        Ok(appended) => appended,
        Err(refused) => return Some(refused),
    };
    let mut uids = Vec::with_capacity(changes.len());
    for change in changes {
        if let ChangeKind::Appended { uid, .. } = &change.kind {
            uids.push(uid.get());
        }
        // RFC 9051 §6.3.12: a client that has selected the mailbox is told of it at once.
        if let Some((_, selection)) = session.selection_mut() {
            selection.note(&change);
        }
        cx.tell(ServerEvent::Changed(change));
    }
    let status = ok("APPEND completed");
    Some(match SequenceSet::of(uids) {
        Some(uids) => status.with_code(Code::AppendUid { validity, uids }),
        None => status,
    })
}

/// What an APPEND has put where.
struct Appended {
    validity: UidValidity,
    changes: Vec<Change>,
}

/// Puts all of the messages there or none (RFC 3502 §6.3.11).
fn append(
    account: AccountId,
    enabled: Enabled,
    mailbox: &MailboxName,
    messages: Vec<AppendMessage>,
    cx: &mut ServerCx<'_>,
) -> Result<Appended, Status> {
    // Command: RFC 9051 §6.3.12, RFC 3501 §6.3.11, RFC 3502 §6.3.11 (several messages), RFC 3516
    // §4.4 (literal8), RFC 6855 §4 (UTF8), RFC 4315 §3 (APPENDUID).
    let (_, validity, known_as) = destination(account, enabled, mailbox, cx)?;
    let saved = cx.clock.at(cx.now);
    let before = cx.host.clone();
    let mut changes = Vec::with_capacity(messages.len());
    for AppendMessage { flags, date, octets, form } in messages {
        let message = mail(&octets, form, enabled).map(|mail| NewMessage {
            mail,
            flags: flags.into_iter().collect(),
            received: date.unwrap_or(saved),
            saved,
        });
        let appended =
            message.and_then(|message| cx.host.append(account, validity, message).map_err(refusal));
        match appended {
            Ok(change) => changes.push(change),
            Err(refused) => {
                *cx.host = before;
                return Err(refused);
            }
        }
    }
    names::tell_old_name(account, mailbox, &known_as, enabled, None, cx);
    Ok(Appended { validity, changes })
}

/// The mailbox that the messages shall come into, with its owner and its name.
fn destination(
    account: AccountId,
    enabled: Enabled,
    mailbox: &MailboxName,
    cx: &ServerCx<'_>,
) -> Result<(Account, UidValidity, String), Status> {
    let name = names::read(mailbox, enabled)?;
    let owner = cx.host.account(account).cloned();
    let owner = owner.ok_or(StoreError::NoSuchAccount).map_err(refusal)?;
    if let Some(found) = owner.mailbox(&name) {
        let (validity, name) = (found.uid_validity(), found.name().to_string());
        return Ok((owner, validity, name));
    }
    // RFC 9051 §6.3.12: TRYCREATE "unless it is certain that the destination mailbox cannot be
    // created".
    names::check_new(&name)?;
    Err(no("no such mailbox").with_code(Code::TryCreate))
}

/// The mail that was sent, if it can be one here.
fn mail(octets: &Bytes, form: AppendForm, enabled: Enabled) -> Result<Mail, Status> {
    if octets.is_empty() {
        return Err(cancelled());
    }
    if form == AppendForm::Literal && memchr::memchr(0, octets).is_some() {
        // RFC 9051 §9: `literal` holds CHAR8, which is any octet but NUL.
        return Err(bad("APPEND: NUL is sent in a literal8, ~{n}, RFC 3516 section 4.4"));
    }
    let mail = Mail::new(octets.clone());
    if !enabled.utf8_names() && !mail.header().is_ascii() {
        // RFC 6855 §4: MUST be rejected with NO before UTF8=ACCEPT is enabled. In IMAP4rev2 such
        // header fields are usual (RFC 9051 §6.3.12).
        let text = "8-bit characters in the header need ENABLE UTF8=ACCEPT, RFC 6855 section 4";
        return Err(no_code("CANNOT", text));
    }
    Ok(mail)
}

/// RFC 3502 §6.3.11: a message of no octets cancels the APPEND, those before it included.
fn cancelled() -> Status {
    no("a message without octets cancels the APPEND, nothing is appended")
}

/// Whether the line, which announces a literal, begins an APPEND.
pub(super) fn is_announced_by(line: &[u8]) -> bool {
    Command::parse(line).is_err_and(|command| command.verb.as_deref() == Some("APPEND"))
}

/// RFC 7889 §4: larger than APPENDLIMIT.
pub(super) fn too_large() -> Status {
    refusal(StoreError::LimitReached(Limit::MessageOctets))
}

/// Why an APPEND is refused before its next literal, of `size` octets, is sent: a client that
/// waits for `+` is spared to send it (RFC 9051 §4.3).
pub(super) fn hopeless(
    session: &ImapServer,
    so_far: &[u8],
    size: u32,
    cx: &ServerCx<'_>,
) -> Option<(Tag, Status)> {
    let Command { tag, body } = completed(so_far)?;
    let CommandBody::Append { mailbox, messages } = body else { return None };
    let account = session.account()?;
    let refused = match destination(account, session.enabled, &mailbox, cx) {
        Err(refused) => refused,
        Ok(_) if size == 0 => cancelled(),
        Ok((owner, ..)) => refusal(StoreError::OverQuota(exceeded(&owner, &messages, size)?)),
    };
    Some((tag, refused))
}

/// The command as if its last literal, whose announcement ends `so_far`, were empty; nothing where
/// something else than the message of an APPEND is announced, or where not all of it is there.
fn completed(so_far: &[u8]) -> Option<Command> {
    if so_far.len() >= LINE_OCTETS_MAX {
        return None;
    }
    let announced = memchr::memrchr(b'{', so_far)?;
    let before = so_far.get(..announced)?;
    // `UTF8 (` is still open there.
    let endings: [&[u8]; 2] = [b"{0}\r\n\r\n", b"{0}\r\n)\r\n"];
    endings.iter().find_map(|ending| Command::parse(&[before, ending].concat()).ok())
}

/// What of the quota the messages would exceed; the last of them has `size` octets.
fn exceeded(owner: &Account, messages: &[AppendMessage], size: u32) -> Option<Resource> {
    let quota = owner.quota();
    let octets = messages.iter().map(|message| message.octets.len() as u64).sum::<u64>();
    let octets = owner.octets().saturating_add(octets).saturating_add(u64::from(size));
    if quota.storage_octets.is_some_and(|limit| octets > limit) {
        return Some(Resource::Storage);
    }
    let count = owner.messages().saturating_add(messages.len() as u64);
    quota.messages.is_some_and(|limit| count > limit).then_some(Resource::Message)
}
