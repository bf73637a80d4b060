//! The same commands, given to plain lists.

use mailscope_base::{DateTime, Flag, ModSeq, Uid};
use mailscope_store::{Message, Quota, Store, StoreError};
use mailscope_wire::imap::{SequenceSet, Status, StatusKind};

use crate::client::Picture;
use crate::command::{Issued, Storing};
use crate::reference::{PlainMailbox, Reference};
use crate::truth::{changed, is_done, modified, targets};

/// A command, how it was answered, and what its client knew.
pub(crate) struct Obeyed<'a> {
    pub(crate) issued: &'a Issued,
    pub(crate) status: &'a Status,
    pub(crate) picture: Option<&'a Picture>,
    /// The store before it.
    pub(crate) before: &'a Store,
    pub(crate) now: DateTime,
    /// The session may not have heard yet of what others have done.
    pub(crate) late: bool,
}

/// Gives the command to the plain lists, if it was obeyed.
pub(crate) fn obey(reference: &mut Reference, obeyed: &Obeyed<'_>) {
    let Obeyed { issued, status, now, .. } = obeyed;
    let ok = status.kind == StatusKind::Ok;
    match issued {
        Issued::Create(name) => agree(reference, ok, name, |plain| create(plain, name)),
        Issued::Delete(name) => {
            agree(reference, ok, name, |plain| plain.delete(name).map(|_| ()));
        }
        Issued::Rename(from, to) => agree(reference, ok, to, |plain| {
            plain.rename(from, to, *now)?;
            superiors(plain, to)
        }),
        Issued::Subscribe(name) if ok => drop(reference.subscribe(name)),
        Issued::Unsubscribe(name) if ok => drop(reference.unsubscribe(name)),
        Issued::Append { name, messages } if ok => {
            for (flags, text) in messages {
                let octets = text.len() as u64;
                let appended = reference.append(name, octets, flags.clone(), *now, *now);
                appended.expect("APPEND is possible");
            }
        }
        Issued::Close | Issued::Expunge(None) if ok => expunge(reference, obeyed, None),
        Issued::Expunge(Some(set)) if ok => expunge(reference, obeyed, Some(set)),
        Issued::Store(storing) if is_done(status) => store(reference, obeyed, storing),
        Issued::Fetch { set, uid, reads: true, since, .. } if is_done(status) => {
            let Some(picture) = obeyed.picture.filter(|picture| !picture.read_only) else { return };
            let since = since.map_or(0, |modseq| modseq.0);
            for (_, target) in targets(&picture.view, set, *uid) {
                let message = message_before(obeyed, picture, target);
                if message.is_some_and(|message| message.modseq.0 > since) {
                    set_flags(reference, picture, target, |flags| {
                        let mut flags = flags.clone();
                        flags.insert(Flag::Seen);
                        flags
                    });
                }
            }
        }
        Issued::Copy { set, uid, to, moves } if ok => {
            copy(reference, obeyed, set, *uid, to, *moves);
        }
        _ => {}
    }
}

/// Does `act` if the server did; what the server refused is not possible here either, but for names
/// that it may refuse as it likes.
fn agree(
    reference: &mut Reference,
    ok: bool,
    name: &str,
    act: impl FnOnce(&mut Reference) -> Result<(), StoreError>,
) {
    let mut changed = reference.clone();
    let done = act(&mut changed);
    if ok {
        done.expect("what the server did is possible");
        *reference = changed;
    } else if !name.contains('%') {
        assert!(done.is_err(), "the server refused what is possible: {name:?}");
    }
}

/// RFC 9051 §6.3.4: levels above are made as well.
fn superiors(reference: &mut Reference, name: &str) -> Result<(), StoreError> {
    for (at, _) in name.match_indices('/') {
        match reference.create(&name[..at], None) {
            Ok(_) | Err(StoreError::MailboxExists) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn create(reference: &mut Reference, name: &str) -> Result<(), StoreError> {
    superiors(reference, name)?;
    reference.create(name, None).map(|_| ())
}

/// The mailbox that the client has selected, if it is still there.
fn mailbox<'a>(reference: &'a Reference, picture: &Picture) -> Option<&'a PlainMailbox> {
    reference.mailboxes.iter().find(|mailbox| mailbox.validity == picture.validity)
}

fn set_flags(
    reference: &mut Reference,
    picture: &Picture,
    uid: Uid,
    change: impl Fn(&mailscope_base::Flags) -> mailscope_base::Flags,
) {
    let Some(mailbox) = mailbox(reference, picture) else { return };
    let Some(message) = mailbox.messages.iter().find(|message| message.uid == uid) else { return };
    let (name, flags) = (mailbox.name.clone(), change(&message.flags));
    reference.set_flags(&name, uid, flags).expect("there is the message");
}

fn message_before<'a>(obeyed: &'a Obeyed<'_>, picture: &Picture, uid: Uid) -> Option<&'a Message> {
    let (_, account) = obeyed.before.accounts().next()?;
    account.mailbox_by_validity(picture.validity)?.get(uid)
}

fn store(reference: &mut Reference, obeyed: &Obeyed<'_>, storing: &Storing) {
    let Some(picture) = obeyed.picture else { return };
    let told = modified(obeyed.status);
    for (number, uid) in targets(&picture.view, &storing.set, storing.uid) {
        let before = message_before(obeyed, picture, uid);
        let newer = |limit: ModSeq| before.filter(|message| message.modseq > limit);
        let overtaken = storing.unchanged_since.and_then(newer);
        if told.contains(&number) {
            assert!(before.is_none() || overtaken.is_some(), "{number} was not modified");
            continue;
        }
        if let Some(message) = overtaken {
            // RFC 7162 §3.1.12: it may be stored all the same if only other flags have changed.
            let known = picture.view.iter().find(|known| known.uid == Some(uid));
            let known = known.and_then(|known| known.flags.as_ref());
            let same = |flag: Flag| {
                known.is_some_and(|k| k.contains(&flag) == message.flags.contains(&flag))
            };
            let harmless = storing.action != '=' && storing.flags.iter().all(same);
            assert!(harmless || obeyed.late, "RFC 7162 §3.1.3: MODIFIED names {number}");
        }
        set_flags(reference, picture, uid, |flags| changed(flags, storing));
    }
}

fn expunge(reference: &mut Reference, obeyed: &Obeyed<'_>, set: Option<&SequenceSet>) {
    let Some(picture) = obeyed.picture.filter(|picture| !picture.read_only) else { return };
    let Some(mailbox) = mailbox(reference, picture) else { return };
    let name = mailbox.name.clone();
    let deleted = mailbox.messages.iter().filter(|m| m.flags.contains(&Flag::Deleted));
    let named = |uid: &Uid| {
        let within = |(from, to): (u32, u32)| (from..=to).contains(&uid.get());
        set.is_none_or(|set| set.resolve(None).any(within))
    };
    let gone: Vec<Uid> = deleted.map(|message| message.uid).filter(named).collect();
    for uid in gone {
        reference.expunge(&name, uid).expect("there is the message");
    }
}

fn copy(
    reference: &mut Reference,
    obeyed: &Obeyed<'_>,
    set: &SequenceSet,
    uid: bool,
    to: &str,
    moves: bool,
) {
    let Some(picture) = obeyed.picture else { return };
    let Some(source) = mailbox(reference, picture) else { return };
    let name = source.name.clone();
    let here: Vec<Uid> = source.messages.iter().map(|message| message.uid).collect();
    let named = targets(&picture.view, set, uid);
    let sources: Vec<Uid> =
        named.into_iter().map(|(_, uid)| uid).filter(|uid| here.contains(uid)).collect();
    let quota = reference.quota;
    if moves {
        // RFC 6851 §4.1: the account holds as much as before.
        reference.quota = Quota::default();
    }
    for &uid in &sources {
        reference.copy(&name, uid, to, obeyed.now).expect("COPY is possible");
    }
    reference.quota = quota;
    for uid in sources.into_iter().filter(|_| moves) {
        reference.expunge(&name, uid).expect("there is the message");
    }
}

/// The store holds what the plain lists hold.
pub(crate) fn compare(reference: &Reference, store: &Store) {
    let (_, account) = store.accounts().next().expect("there is an account");
    let mut plain: Vec<&PlainMailbox> = reference.mailboxes.iter().collect();
    plain.sort_by_key(|mailbox| (mailbox.name != "INBOX", &mailbox.name));
    let names: Vec<&str> = plain.iter().map(|mailbox| mailbox.name.as_str()).collect();
    let found: Vec<&str> = account.mailboxes().map(|mailbox| &**mailbox.name()).collect();
    assert_eq!(found, names, "the mailboxes");
    assert!(account.subscriptions().iter().map(|name| &**name).eq(&reference.subscriptions));
    for (mailbox, plain) in account.mailboxes().zip(plain) {
        assert_eq!(mailbox.uid_validity(), plain.validity, "UIDVALIDITY of {}", plain.name);
        assert_eq!(mailbox.uids().len(), plain.messages.len(), "the messages of {}", plain.name);
        for (found, expected) in mailbox.messages().iter().zip(&plain.messages) {
            let found = (found.uid, found.email, &found.flags, found.saved);
            let expected = (expected.uid, expected.email, &expected.flags, expected.saved);
            assert_eq!(found, expected, "a message of {}", plain.name);
        }
    }
}
