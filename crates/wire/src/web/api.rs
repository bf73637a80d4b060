//! What the page and the provider's program say to each other in JSON (RFC 8259). The names are this
//! provider's own.

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// `POST /login`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

/// A row of `GET /folders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderRow {
    /// Its name.
    pub name: String,
    /// `drafts`, `sent`, `trash`, `junk`, `archive`, or nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub role: Option<String>,
    /// How many mails are in it.
    pub total: usize,
    /// How many of them nobody has read.
    pub unread: usize,
    /// Whether the account has subscribed to it.
    pub subscribed: bool,
}

/// `GET /mail/FOLDER`: all mail of a folder, as its list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// What the program calls the folder's numbers; the same for everybody who asks.
    pub validity: u32,
    /// The mails, oldest first.
    pub mails: Vec<Row>,
}

/// A row of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the folder.
    pub uid: u32,
    /// Its flags.
    pub flags: Vec<String>,
    /// The sender's name.
    pub from: String,
    /// The sender's address.
    pub address: String,
    /// The subject.
    pub subject: String,
    /// When it was written: seconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<i64>,
    /// Minutes that the writer's clock was ahead of UTC.
    #[serde(default)]
    pub zone: i16,
    /// `Message-ID:` with its angle brackets.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub message_id: Option<String>,
    /// Its octets.
    pub octets: u32,
}

/// `POST /mail/FOLDER/UID/flags`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlagChange {
    /// These are set.
    pub add: Vec<String>,
    /// These are cleared.
    pub remove: Vec<String>,
}

/// `POST /mail/FOLDER/UID/move`, and `PUT /folders/NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct To {
    /// The folder.
    pub to: String,
}

/// Where a mail is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The folder.
    pub folder: String,
    /// The folder's validity.
    pub validity: u32,
    /// The number there.
    pub uid: u32,
}

/// `POST /folders/NAME/subscribed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscribed {
    /// Whether it shall be.
    pub subscribed: bool,
}

/// The answer to `GET /search/FOLDER?q=WORD`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hits {
    /// The numbers of the mails that have the word.
    pub uids: Vec<u32>,
}

/// `POST /drafts` and `POST /send`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The message.
    pub message: String,
    /// Who shall get it; nobody yet, where it is a draft.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// The mail that it answers.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub answers: Option<Place>,
    /// The draft that it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub instead_of: Option<Place>,
}

/// What went wrong, for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// In words.
    pub problem: String,
}

/// As JSON.
pub fn write(value: &impl Serialize) -> Bytes {
    // Nothing here has keys that JSON could not write.
    serde_json::to_vec(value).unwrap_or_default().into()
}

/// Reads JSON.
pub fn read<T: DeserializeOwned>(content: &[u8]) -> Option<T> {
    serde_json::from_slice(content).ok()
}
