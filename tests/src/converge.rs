//! What must be equal once every device is online and has checked mail, and what need not.
//!
//! **IMAP**: a device equals the server in everything that it shows. Its folders are the server's, or those
//! that the account has subscribed to, and INBOX; in each of them it has the same messages by UID, with the
//! same flags; what it has whole is whole. A device that keeps the last days only has no older mail.
//!
//! **POP3**: exactly these differences remain, and no others:
//!
//! 1. *Flags.* What is read, flagged or named here is so on this device only; new mail has none, whatever the
//!    server's mailbox has.
//! 2. *Folders.* The device's folders are its own; of the server's mailboxes it sees INBOX.
//! 3. *Mail that is here and not there*: the server's copy was removed by somebody, or by this device as its
//!    settings have it. Nothing removes the device's copy but its person.
//! 4. *Mail that is there and not here*: the person removed the device's copy, and the settings leave the
//!    server's.
//! 5. *Mail of which only the header is here*, where the settings fetch headers.
//!
//! So what holds: the device remembers every message of INBOX, each copy has the octets of its message, and
//! what the settings do not leave there is not there.

use std::collections::BTreeMap;

use mailscope_base::{DateTime, DeviceId, Flags, Uid};
use mailscope_sim::client::{
    AfterFetch, ImapPolicy, Keeps, LocalMail, Origin, Pop3Policy, Protocol, Shows, Standing,
};
use mailscope_sim::store::{Account, Mailbox, Message, UniqueId};
use mailscope_sim::{Action, History, Tap, World};

/// Turns in which everything comes to rest.
const TURNS: usize = 50_000;
const DAY: i64 = 24 * 60 * 60;

/// Brings everybody online and lets them check mail, one after the other; twice, for what one of them
/// changes is news to the others.
pub fn come_together(history: &mut History) -> Result<(), String> {
    let ids: Vec<DeviceId> = history.world().devices().map(|device| device.id).collect();
    for id in &ids {
        act(history, &Action::SetOnline(*id, true))?;
    }
    for id in ids.iter().chain(&ids) {
        act(history, &Action::Tap(*id, Tap::CheckMail))?;
    }
    Ok(())
}

fn act(history: &mut History, action: &Action) -> Result<(), String> {
    history.act(action.clone()).map_err(|why| format!("{action:?}: {why}"))?;
    if history.settle(TURNS) { Ok(()) } else { Err(format!("no rest after {action:?}")) }
}

/// Whether every device of a world that has come together is as the table above has it.
pub fn check(world: &World) -> Result<(), String> {
    let (_, account) = world.provider().store.accounts().next().ok_or("no account")?;
    for device in world.devices() {
        let local = device.app.local();
        let found = match device.app.settings().protocol {
            Protocol::Imap(policy) => imap(world, account, local, policy),
            Protocol::Pop3(policy) => pop3(world, account, local, policy),
            // A page loads the folder that is open, and the table has no row for it.
            Protocol::Webmail(_) => Err("these worlds have no web page".to_owned()),
        };
        found.map_err(|why| format!("{}, {:?}: {why}", device.id.0, device.app.settings()))?;
    }
    Ok(())
}

fn must(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

fn imap(
    world: &World,
    account: &Account,
    local: &LocalMail,
    policy: ImapPolicy,
) -> Result<(), String> {
    let shown: Vec<&str> =
        local.folders().filter(|folder| !folder.local).map(|folder| &*folder.name).collect();
    for name in &shown {
        must(account.mailbox(name).is_some(), || format!("{name} is shown and gone"))?;
    }
    for mailbox in account.mailboxes() {
        let name = &**mailbox.name();
        let wanted = policy.shows == Shows::All || name == "INBOX" || account.is_subscribed(name);
        must(wanted == shown.contains(&name), || format!("{name}: shown or not?"))?;
        if wanted {
            imap_folder(world, mailbox, local, policy.keeps)
                .map_err(|why| format!("{name}: {why}"))?;
        }
    }
    Ok(())
}

fn imap_folder(
    world: &World,
    mailbox: &Mailbox,
    local: &LocalMail,
    keeps: Keeps,
) -> Result<(), String> {
    let mut here: BTreeMap<Uid, Flags> = BTreeMap::new();
    for copy in local.messages_in(mailbox.name()) {
        let (validity, uid) = match &copy.origin {
            Origin::Imap(validity, uid) => (*validity, *uid),
            // Written here, and the server does not want it.
            _ if copy.standing == Standing::Own => continue,
            other => return Err(format!("{other:?} is not settled")),
        };
        must(copy.standing == Standing::Settled, || format!("{uid} is {:?}", copy.standing))?;
        must(validity == mailbox.uid_validity(), || format!("{uid} is of {validity:?}"))?;
        let message = mailbox.get(uid).ok_or_else(|| format!("{uid} is shown and gone"))?;
        let whole = copy.body.as_ref().is_none_or(|body| body == message.mail.bytes());
        must(whole, || format!("{uid} has other octets"))?;
        must(keeps == Keeps::Headers || copy.body.is_some(), || format!("{uid} is not whole"))?;
        here.insert(uid, copy.flags.clone());
    }
    for message in mailbox.messages() {
        let uid = message.uid;
        match here.get(&uid) {
            Some(flags) => {
                must(*flags == message.flags, || format!("{uid}: {flags}, not {}", message.flags))?;
            }
            None => must(may_be_missing(world, message, keeps), || format!("{uid} is missing"))?,
        }
    }
    Ok(())
}

/// Whether a device that keeps the last days only need not have a message: the days of SEARCH are days of
/// the calendar (RFC 9051 §6.4.4), so there is one to spare.
fn may_be_missing(world: &World, message: &Message, keeps: Keeps) -> bool {
    let Keeps::LastDays(days) = keeps else { return false };
    let DateTime { unix_secs, .. } = world.clock().at(world.now());
    message.received.unix_secs < unix_secs - (i64::from(days) - 1) * DAY
}

fn pop3(
    world: &World,
    account: &Account,
    local: &LocalMail,
    policy: Pop3Policy,
) -> Result<(), String> {
    let inbox = account.mailbox("INBOX").ok_or("no INBOX")?;
    for folder in local.folders() {
        must(folder.local, || format!("{} is the server's", folder.name))?;
    }
    for message in inbox.messages() {
        let unique_id = UniqueId::of(inbox.uid_validity(), message.uid);
        must(local.remembers(&unique_id), || format!("{unique_id} was never fetched"))?;
        let copy = local.by_origin(&Origin::Pop3(unique_id.clone()));
        let copy = copy.and_then(|id| local.message(id));
        let whole = copy.is_some_and(|copy| copy.body.is_some());
        let goes = match policy.after_fetch {
            AfterFetch::Leave => false,
            // Fetched today, it goes at the next visit; what has no copy here any more goes, too.
            AfterFetch::RemoveAfterDays(_) => copy.is_none() || whole,
            AfterFetch::RemoveWhenDeletedHere | AfterFetch::RemoveAtOnce => {
                local.will_remove(&unique_id)
            }
        };
        must(!goes, || format!("{unique_id} should be gone from the server"))?;
        must(!local.will_remove(&unique_id), || format!("{unique_id} is still to be removed"))?;
        let Some(copy) = copy else { continue };
        must(copy.standing == Standing::Own, || format!("{unique_id} is {:?}", copy.standing))?;
        match &copy.body {
            Some(body) => {
                must(body == message.mail.bytes(), || format!("{unique_id} has other octets"))?;
            }
            None => must(copy.summary.message_id.is_some(), || {
                format!("{unique_id} has not even a header")
            })?,
        }
    }
    // Whatever is here is no claim about the server's mailboxes but INBOX.
    for copy in local.messages() {
        let Origin::Pop3(unique_id) = &copy.origin else { continue };
        let place = UniqueId::parse(unique_id).ok_or("no unique-id of this server")?;
        let email = world.email_at(world.provider().id, place.0, place.1);
        must(email.is_some(), || format!("{unique_id} never was"))?;
    }
    Ok(())
}
