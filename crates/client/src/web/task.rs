//! What a page asks for, as requests.

use bytes::Bytes;
use mailscope_base::Flag;
use mailscope_wire::web::{Request, Target, api};

use crate::{LocalId, LocalMail, Origin};

/// Something that a page asks of the provider's program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// The list of folders.
    Folders,
    /// What a folder shows.
    Page(String),
    /// The whole mail.
    Fetch(LocalId),
    /// Set or clear a flag.
    SetFlag(LocalId, Flag, bool),
    /// Put into a folder.
    Move(LocalId, String),
    /// Press "Delete".
    Delete(LocalId),
    /// Make a folder.
    CreateFolder(String),
    /// Give a folder another name.
    RenameFolder(String, String),
    /// Remove a folder.
    DeleteFolder(String),
    /// Subscribe, or no longer.
    Subscribe(String, bool),
    /// Remove for good what this folder holds.
    Empty(String),
    /// Look for a word in a folder.
    Search {
        /// The word.
        word: String,
        /// The folder.
        folder: String,
    },
    /// Keep an unfinished mail.
    Draft(Message),
    /// Send a mail.
    Send(Message),
}

/// What a person has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// The message.
    pub(crate) content: Bytes,
    /// Who shall get it.
    pub(crate) recipients: Vec<String>,
    /// The mail that it answers.
    pub(crate) answers: Option<LocalId>,
    /// The draft that it was.
    pub(crate) instead_of: Option<LocalId>,
}

impl Task {
    /// Whether it only loads, so that nothing is lost where it cannot be done.
    pub(super) const fn is_load(&self) -> bool {
        matches!(self, Self::Folders | Self::Page(_))
    }

    /// The request; nothing if what it is about is not on the page any more.
    pub(super) fn request(&self, local: &LocalMail) -> Option<Request> {
        let mail =
            |id: &LocalId| place(local, *id).map(|place| (place.folder.clone(), number(&place)));
        Some(match self {
            Self::Folders => ask("GET", &["folders"]),
            Self::Page(folder) => ask("GET", &["mail", folder]),
            Self::Fetch(id) => {
                let (folder, number) = mail(id)?;
                ask("GET", &["mail", &folder, &number])
            }
            Self::SetFlag(id, flag, on) => {
                let (folder, number) = mail(id)?;
                let name = vec![flag.as_str().to_owned()];
                let none = Vec::new();
                let (add, remove) = if *on { (name, none) } else { (none, name) };
                tell("POST", &["mail", &folder, &number, "flags"], &api::FlagChange { add, remove })
            }
            Self::Move(id, to) => {
                let (folder, number) = mail(id)?;
                tell("POST", &["mail", &folder, &number, "move"], &api::To { to: to.clone() })
            }
            Self::Delete(id) => {
                let (folder, number) = mail(id)?;
                ask("DELETE", &["mail", &folder, &number])
            }
            Self::CreateFolder(to) => tell("POST", &["folders"], &api::To { to: to.clone() }),
            Self::RenameFolder(from, to) => {
                tell("PUT", &["folders", from], &api::To { to: to.clone() })
            }
            Self::DeleteFolder(name) => ask("DELETE", &["folders", name]),
            Self::Subscribe(name, subscribed) => {
                let path = ["folders", name, "subscribed"];
                tell("POST", &path, &api::Subscribed { subscribed: *subscribed })
            }
            Self::Empty(folder) => ask("DELETE", &["mail", folder]),
            Self::Search { word, folder } => {
                let target = Target::write(&["search", folder], Some(word));
                Request { target, ..ask("GET", &[]) }
            }
            Self::Draft(message) => tell("POST", &["drafts"], &message.written(local)),
            Self::Send(message) => tell("POST", &["send"], &message.written(local)),
        })
    }
}

impl Message {
    fn written(&self, local: &LocalMail) -> api::Written {
        api::Written {
            message: String::from_utf8_lossy(&self.content).into_owned(),
            recipients: self.recipients.clone(),
            answers: self.answers.and_then(|id| place(local, id)),
            instead_of: self.instead_of.and_then(|id| place(local, id)),
        }
    }
}

/// Where the program keeps a mail.
fn place(local: &LocalMail, id: LocalId) -> Option<api::Place> {
    let message = local.message(id)?;
    let Origin::Imap(validity, uid) = &message.origin else { return None };
    Some(api::Place { folder: message.folder.clone(), validity: validity.get(), uid: uid.get() })
}

/// A mail's number in the path of a request. It says under which validity it was learned: where the
/// folder counts anew, it names nothing.
fn number(place: &api::Place) -> String {
    format!("{}-{}", place.validity, place.uid)
}

fn ask(method: &str, path: &[&str]) -> Request {
    Request {
        method: method.to_owned(),
        target: Target::write(path, None),
        session: None,
        content: Bytes::new(),
    }
}

fn tell(method: &str, path: &[&str], content: &impl serde::Serialize) -> Request {
    Request { content: api::write(content), ..ask(method, path) }
}
