//! The only way into a world.

use bytes::Bytes;
use mailscope_base::{AccountId, ConnectionId, DeviceId, EmailId, ProviderId};
use mailscope_client::{Draft, Intent, LocalId, SearchIn, Settings};
use mailscope_store::Mail;
use serde::{Deserialize, Serialize};

use crate::{
    Condition, HostId, Link, ListenerId, NewAccount, NewDevice, NewListener, NewProvider,
    NewTerminal, PolicyChange, TerminalId,
};

/// Anything that enters a world from outside. Recorded, so that the world can be replayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// A person does something on a device.
    Tap(DeviceId, Tap),
    /// A device loses or finds the network.
    SetOnline(DeviceId, bool),
    /// Mail arrives from nowhere in the INBOX of an account.
    Deliver(ProviderId, AccountId, #[serde(with = "crate::octets::list")] Vec<Bytes>),
    /// A host breaks, or is mended.
    SetHost(HostId, Condition),
    /// A connection is cut in this moment: both ends learn that it is gone.
    Cut(ConnectionId),
    /// One more device, which is switched on at once.
    AddDevice(Box<NewDevice>),
    /// A device's way to the network becomes another one: slower, narrower, better. What is on its
    /// way arrives as it would have.
    SetLink(DeviceId, Link),
    /// A mailbox gets a new UIDVALIDITY and its messages new UIDs, as after a restore from a backup
    /// that did not keep them (RFC 9051 §2.3.1.1).
    Renumber(ProviderId, AccountId, String),
    /// One more terminal, at which a person can type.
    AddTerminal(Box<NewTerminal>),
    /// A person opens the terminal's connection.
    Dial(TerminalId),
    /// A person types these octets at a terminal, line ends included.
    Type(TerminalId, #[serde(with = "crate::octets")] Bytes),
    /// A person ends the terminal's connection without a word.
    HangUp(TerminalId),
    /// So many mails of a school week, made up, are in the INBOX of an account.
    MakeUp(ProviderId, AccountId, u32),
    /// A device is switched off and taken away, with all that only it has. No other one gets its
    /// number.
    RemoveDevice(DeviceId),
    /// One more account at a provider, with an empty mailbox.
    AddAccount(ProviderId, NewAccount),
    /// One more provider, with hosts, one account, and a zone that says where it is.
    AddProvider(Box<NewProvider>),
    /// Somebody comes to sit on a wire: on what connects there from now on.
    AddListener(NewListener),
    /// Somebody on a wire leaves it.
    RemoveListener(ListenerId),
}

impl Action {
    /// One line typed at a terminal, as Enter sends it: with CRLF. So are line ends inside it.
    pub fn type_line(terminal: TerminalId, line: &str) -> Self {
        let mut octets = line.lines().collect::<Vec<_>>().join("\r\n");
        octets.push_str("\r\n");
        Self::Type(terminal, octets.into())
    }
}

/// What a person does on a device. Mail is named by what it is, not by where a device keeps it, so
/// the same taps mean the same under every protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tap<M = EmailId> {
    /// Show a mail, which marks it as read.
    Open(M),
    /// Mark as read or unread.
    SetRead(M, bool),
    /// Set or clear the flag.
    SetFlagged(M, bool),
    /// Put into a folder.
    Move(M, String),
    /// Press "Delete".
    Delete(M),
    /// Show a folder.
    OpenFolder(String),
    /// Look for mail now.
    CheckMail,
    /// Press "Send".
    Send(Draft),
    /// Answer a mail: the draft with the reference to it.
    Reply(M, Draft),
    /// Send what was kept unfinished, as it is now.
    SendDraft(M, Draft),
    /// Keep an unfinished mail: a new draft, or in place of that one.
    SaveDraft(Option<M>, Draft),
    /// Make a folder.
    CreateFolder(String),
    /// Give a folder another name.
    RenameFolder(String, String),
    /// Remove a folder with the mail in it.
    DeleteFolder(String),
    /// Subscribe to a folder, or no longer.
    Subscribe(String, bool),
    /// Remove for good what the trash holds.
    EmptyTrash,
    /// Put a keyword on a mail, or take it off.
    SetKeyword(M, String, bool),
    /// Look for a word in the folder that is shown.
    Search(String, SearchIn),
    /// Throw the app away with all it knows, and set it up anew.
    Reinstall,
    /// Change the account's settings.
    Configure(Settings),
}

impl<M> Tap<M> {
    /// The same tap, with mail named in another way.
    pub fn try_name<N, E>(&self, name: impl Fn(&M) -> Result<N, E>) -> Result<Tap<N>, E> {
        Ok(match self {
            Self::Open(mail) => Tap::Open(name(mail)?),
            Self::SetRead(mail, read) => Tap::SetRead(name(mail)?, *read),
            Self::SetFlagged(mail, flagged) => Tap::SetFlagged(name(mail)?, *flagged),
            Self::Move(mail, folder) => Tap::Move(name(mail)?, folder.clone()),
            Self::Delete(mail) => Tap::Delete(name(mail)?),
            Self::OpenFolder(folder) => Tap::OpenFolder(folder.clone()),
            Self::CheckMail => Tap::CheckMail,
            Self::Send(draft) => Tap::Send(draft.clone()),
            Self::Reply(mail, draft) => Tap::Reply(name(mail)?, draft.clone()),
            Self::SendDraft(mail, draft) => Tap::SendDraft(name(mail)?, draft.clone()),
            Self::SaveDraft(mail, draft) => {
                Tap::SaveDraft(mail.as_ref().map(name).transpose()?, draft.clone())
            }
            Self::CreateFolder(folder) => Tap::CreateFolder(folder.clone()),
            Self::RenameFolder(from, to) => Tap::RenameFolder(from.clone(), to.clone()),
            Self::DeleteFolder(folder) => Tap::DeleteFolder(folder.clone()),
            Self::Subscribe(folder, on) => Tap::Subscribe(folder.clone(), *on),
            Self::EmptyTrash => Tap::EmptyTrash,
            Self::SetKeyword(mail, keyword, on) => {
                Tap::SetKeyword(name(mail)?, keyword.clone(), *on)
            }
            Self::Search(word, place) => Tap::Search(word.clone(), *place),
            Self::Reinstall => Tap::Reinstall,
            Self::Configure(settings) => Tap::Configure(settings.clone()),
        })
    }
}

impl Tap<LocalId> {
    /// What the person wants of the device, whose own names of mail this tap has.
    pub fn intent(self) -> Intent {
        match self {
            Self::Open(mail) => Intent::Open(mail),
            Self::SetRead(mail, read) => Intent::SetRead(mail, read),
            Self::SetFlagged(mail, flagged) => Intent::SetFlagged(mail, flagged),
            Self::Move(mail, folder) => Intent::Move(mail, folder),
            Self::Delete(mail) => Intent::Delete(mail),
            Self::OpenFolder(folder) => Intent::OpenFolder(folder),
            Self::CheckMail => Intent::CheckMail,
            Self::Send(draft) => Intent::Send(draft),
            Self::Reply(mail, draft) => Intent::Send(Draft { in_reply_to: Some(mail), ..draft }),
            Self::SendDraft(mail, draft) => Intent::Send(Draft { continues: Some(mail), ..draft }),
            Self::SaveDraft(mail, draft) => Intent::SaveDraft(mail, draft),
            Self::CreateFolder(folder) => Intent::CreateFolder(folder),
            Self::RenameFolder(from, to) => Intent::RenameFolder(from, to),
            Self::DeleteFolder(folder) => Intent::DeleteFolder(folder),
            Self::Subscribe(folder, on) => Intent::Subscribe(folder, on),
            Self::EmptyTrash => Intent::EmptyTrash,
            Self::SetKeyword(mail, keyword, on) => Intent::SetKeyword(mail, keyword, on),
            Self::Search(word, place) => Intent::Search(word, place),
            Self::Reinstall => Intent::Reinstall,
            Self::Configure(settings) => Intent::Configure(settings),
        }
    }
}

/// A mail as a scenario names it, which cannot know its number: by its subject, or by its Message-ID
/// in angle brackets. The newest one on the device is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailName(pub String);

impl MailName {
    /// Whether a mail is called so.
    pub fn is_of(&self, mail: &Mail) -> bool {
        let id = self.0.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        match id {
            Some(id) => mail.summary().message_id.as_deref() == Some(id),
            None => mail.summary().subject.as_deref() == Some(&*self.0),
        }
    }
}

/// Something that a scenario planned for a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Planned {
    /// An action that needs no mail.
    Action(Action),
    /// A tap on a device, with the mail that will be there then.
    Tap(DeviceId, Tap<MailName>),
    /// One more device. The other plans mean it by this number; if somebody has added a device
    /// before, it gets another one, and they still mean it.
    AddDevice(DeviceId, Box<NewDevice>),
    /// A change of the settings that a device has then.
    Configure(DeviceId, PolicyChange),
    /// The connections that a device has then are cut.
    CutDevice(DeviceId),
    /// The connection that a terminal has then is cut.
    CutTerminal(TerminalId),
}
