//! Facts that are not frames, in a few plain words for transcripts.

use mailscope_base::{DeviceId, EmailId};
use mailscope_client::{LocalChange, LocalId, Protocol, SearchIn};
use mailscope_store::{Change, ChangeKind, Quota};

use super::hops::{condition, lost, routed, spooled, tls};
use crate::{Action, Does, Entry, Fact, Link, Place, Tap, World};

/// Characters of a subject in a transcript.
const SUBJECT_CHARS_MAX: usize = 40;

pub(super) fn fact(world: &World, entry: &Entry) -> String {
    match &entry.fact {
        Fact::Acted(what) => acted(world, what),
        Fact::CouldNot(why) => why.to_string(),
        Fact::Woke(reason) => reason.0.to_owned(),
        Fact::Opened(_, service) => service.name().to_owned(),
        Fact::Entered(_, state) => state.0.to_owned(),
        Fact::Chose(choice) => choice.0.to_owned(),
        Fact::Stored(change) => stored(change),
        Fact::Learned(change) => match entry.place {
            Place::Device(device) => learned(world, device, change),
            Place::Server(_) | Place::NameServer | Place::Terminal(_) => String::new(),
        },
        Fact::Lost(_, loss) => lost(*loss).to_owned(),
        Fact::Tls(_, step) => tls(step),
        Fact::Spooled(change) => spooled(change),
        Fact::Transfers { queued, host, address } => {
            format!("message {queued} to {host} [{address}]")
        }
        Fact::Asked(message) | Fact::Answered(message) => mailscope_server::dns::describe(message),
        Fact::Routed(domain, route) => routed(domain, route),
        Fact::SwitchedOn | Fact::Closed(_) | Fact::Sent { .. } | Fact::Read { .. } => String::new(),
    }
}

fn acted(world: &World, action: &Action) -> String {
    match action {
        Action::Tap(_, what) => tap(world, what),
        Action::SetOnline(_, true) => "goes online".to_owned(),
        Action::SetOnline(_, false) => "goes offline".to_owned(),
        Action::Deliver(_, _, mails) => format!("{} messages arrive", mails.len()),
        Action::MakeUp(_, _, count) => format!("{count} made-up messages arrive"),
        Action::SetHost(host, is) => condition(world, *host, *is),
        Action::Cut(_) => "cut the connection".to_owned(),
        Action::AddDevice(new) => format!("a new {}", new.kind.name()),
        Action::SetLink(_, link) => link_is(*link),
        Action::Renumber(_, _, mailbox) => format!("restore {mailbox} without its numbers"),
        Action::AddTerminal(new) => format!("a new terminal for {}", new.service),
        Action::Dial(_) => "dial".to_owned(),
        Action::Type(_, octets) => {
            let line = octets.split(|octet| *octet == b'\n').next().unwrap_or_default();
            format!(
                "type {}",
                String::from_utf8_lossy(line).trim_end().replace(char::is_control, " ")
            )
        }
        Action::HangUp(_) => "hang up".to_owned(),
        Action::RemoveDevice(_) => "taken away".to_owned(),
        Action::AddAccount(_, new) => format!("a new account, {}", new.user),
        Action::AddProvider(new) => format!("a new provider, {}", new.name),
        Action::AddListener(new) => {
            format!("{} comes to the wire and {}", new.name, does(new.does))
        }
        Action::RemoveListener(id) => {
            format!("{} leaves the wire", world.listener(*id).map_or("nobody", |it| &it.name))
        }
    }
}

const fn does(does: Does) -> &'static str {
    match does {
        Does::Listens => "listens",
        Does::StripsStartTls => "strips STARTTLS",
        Does::FalseCertificate => "shows a false certificate",
    }
}

fn link_is(link: Link) -> String {
    let rate = match link.bandwidth {
        0 => "any number of".to_owned(),
        rate => rate.to_string(),
    };
    format!("a link of {} ms and {rate} octets a second", link.latency.as_micros() / 1_000)
}

fn tap(world: &World, tap: &Tap) -> String {
    let mail = |email: &EmailId| subject(world, *email);
    match tap {
        Tap::Open(email) => format!("open {}", mail(email)),
        Tap::SetRead(email, true) => format!("mark {} as read", mail(email)),
        Tap::SetRead(email, false) => format!("mark {} as unread", mail(email)),
        Tap::SetFlagged(email, true) => format!("flag {}", mail(email)),
        Tap::SetFlagged(email, false) => format!("take the flag off {}", mail(email)),
        Tap::Move(email, folder) => format!("move {} to {folder:?}", mail(email)),
        Tap::Delete(email) => format!("press Delete for {}", mail(email)),
        Tap::OpenFolder(folder) => format!("open folder {folder:?}"),
        Tap::CheckMail => "check mail".to_owned(),
        Tap::Reply(email, draft) => format!("answer {} with {:?}", mail(email), draft.subject),
        Tap::SendDraft(_, draft) => format!("send the draft {:?}", draft.subject),
        Tap::SaveDraft(_, draft) => format!("keep the draft {:?}", draft.subject),
        Tap::CreateFolder(folder) => format!("make folder {folder:?}"),
        Tap::RenameFolder(from, to) => format!("rename folder {from:?} to {to:?}"),
        Tap::DeleteFolder(folder) => format!("remove folder {folder:?}"),
        Tap::Subscribe(folder, true) => format!("subscribe to {folder:?}"),
        Tap::Subscribe(folder, false) => format!("unsubscribe from {folder:?}"),
        Tap::EmptyTrash => "empty the trash".to_owned(),
        Tap::SetKeyword(email, flag, true) => format!("put {flag} on {}", mail(email)),
        Tap::SetKeyword(email, flag, false) => format!("take {flag} off {}", mail(email)),
        Tap::Search(text, SearchIn::Here) => format!("look for {text:?} on the device"),
        Tap::Search(text, SearchIn::Server) => format!("look for {text:?} on the server"),
        Tap::Reinstall => "set up the app anew".to_owned(),
        Tap::Send(draft) => {
            let to: Vec<String> = draft
                .to
                .iter()
                .chain(&draft.cc)
                .chain(&draft.bcc)
                .map(ToString::to_string)
                .collect();
            format!("send {:?} to {}", draft.subject, to.join(", "))
        }
        Tap::Configure(settings) => match &settings.protocol {
            // Never the password.
            Protocol::Imap(policy) => format!("set up IMAP {policy:?}"),
            Protocol::Pop3(policy) => format!("set up POP3 {policy:?}"),
            Protocol::Webmail(policy) => format!("set up a web page {policy:?}"),
        },
    }
}

fn stored(change: &Change) -> String {
    match &change.kind {
        ChangeKind::MailboxCreated { mailbox, .. } => format!("mailbox {mailbox} created"),
        ChangeKind::MailboxDeleted { mailbox, .. } => format!("mailbox {mailbox} deleted"),
        ChangeKind::MailboxRenumbered { mailbox, before, validity } => {
            format!("mailbox {mailbox} renumbered, UIDVALIDITY {before} -> {validity}")
        }
        ChangeKind::MailboxRenamed { from, to, .. } => format!("mailbox {from} renamed to {to}"),
        ChangeKind::Subscribed { mailbox } => format!("{mailbox} subscribed"),
        ChangeKind::Unsubscribed { mailbox } => format!("{mailbox} unsubscribed"),
        ChangeKind::QuotaSet { quota } => format!("quota {}", allowed(quota)),
        ChangeKind::Appended { mailbox, uid, .. } => format!("{mailbox} UID {uid} appended"),
        ChangeKind::FlagsSet { mailbox, uid, before, after, .. } => {
            format!("{mailbox} UID {uid} flags {before} -> {after}")
        }
        ChangeKind::Expunged { mailbox, uid, .. } => format!("{mailbox} UID {uid} expunged"),
        ChangeKind::MaildropLocked => "maildrop locked".to_owned(),
        ChangeKind::MaildropUnlocked => "maildrop unlocked".to_owned(),
    }
}

fn allowed(quota: &Quota) -> String {
    let limit = |limit: Option<u64>| limit.map_or_else(|| "any".to_owned(), |n| n.to_string());
    format!("{} octets, {} messages", limit(quota.storage_octets), limit(quota.messages))
}

fn learned(world: &World, device: DeviceId, change: &LocalChange) -> String {
    let name = |id: &LocalId| {
        let message = world.device(device).and_then(|d| d.app.local().message(*id));
        let email = message.and_then(|message| world.email_of(device, &message.origin));
        email.map_or_else(|| "a mail that is gone".to_owned(), |email| subject(world, email))
    };
    match change {
        LocalChange::Folders => "folders".to_owned(),
        LocalChange::Appeared { id } => format!("{} appeared", name(id)),
        LocalChange::FlagsChanged { id, before, after } => {
            format!("{} flags {before} -> {after}", name(id))
        }
        LocalChange::Moved { id, from, to } => format!("{} from {from} to {to}", name(id)),
        LocalChange::Vanished { origin, folder, .. } => {
            let email = world.email_of(device, origin);
            let what = email.map_or_else(|| "a mail".to_owned(), |email| subject(world, email));
            format!("{what} vanished from {folder}")
        }
        LocalChange::BodyFetched { id } => format!("{} fetched whole", name(id)),
        LocalChange::Settled { id } => format!("{} confirmed", name(id)),
        LocalChange::Sent { id } => format!("{} handed over to be sent", name(id)),
        LocalChange::SendRefused { id, recipients, words } => {
            format!("{} refused for {}: {words}", name(id), recipients.join(", "))
        }
        LocalChange::NotSentYet { id, why } => format!("{} not sent yet: {why}", name(id)),
        LocalChange::Conflict(conflict) => {
            let mail = conflict.mail.as_ref().map(|mail| format!("{:?} ", mail.subject));
            let mail = mail.unwrap_or_default();
            format!("{mail}in {}: conflict, {}", conflict.folder, conflict.kind.id())
        }
        LocalChange::Synchronised { folder } => format!("{folder} known up to now"),
        LocalChange::FolderRenamed { from, to } => format!("{from} is {to} now"),
        LocalChange::FolderRefused { folder, words } => format!("{folder} refused: {words}"),
        LocalChange::Found { word: text, folder, count, complete } => {
            let certain = if *complete { "" } else { ", as far as it knows" };
            format!("{count} with {text:?} in {folder}{certain}")
        }
    }
}

fn subject(world: &World, email: EmailId) -> String {
    let subject = world.mail(email).and_then(|mail| mail.summary().subject.clone());
    let subject: String = subject.unwrap_or_default().chars().take(SUBJECT_CHARS_MAX).collect();
    format!("\"{}\"", subject.replace(char::is_control, " "))
}
