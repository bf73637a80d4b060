//! The deeds of a file, field by field.

use serde::Deserialize;

use super::form::DeviceForm;
use super::span::Span;
use crate::PolicyChange;

/// What happens at a time on a device, at a terminal, or at a provider; exactly one of the deeds.
#[derive(Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(super) struct ActionForm {
    /// After the beginning.
    pub(super) at: Span,
    /// The device that does it, or to which it is done.
    pub(super) device: Option<String>,
    /// The terminal where it is typed.
    pub(super) terminal: Option<String>,
    /// Cuts the connections that it has then.
    pub(super) cut: Option<bool>,
    /// Gives the device another line.
    pub(super) link: Option<LinkForm>,
    /// Changes what a person can set in the app.
    pub(super) configure: Option<PolicyChange>,
    /// Connects to the service.
    pub(super) dial: Option<bool>,
    /// A line, or several, each sent with CRLF.
    #[serde(rename = "type")]
    pub(super) keys: Option<String>,
    /// Octets as they are.
    pub(super) type_raw: Option<String>,
    /// Ends the connection.
    pub(super) hang_up: Option<bool>,
    /// Somebody has a new device.
    pub(super) add_device: Option<DeviceForm>,
    /// Mail arrives from nowhere.
    pub(super) deliver: Option<DeliverForm>,
    /// A mailbox gets another UIDVALIDITY and new UIDs, as after a restore.
    pub(super) renumber: Option<RenumberForm>,
    /// Writes a mail and sends it.
    pub(super) send: Option<DraftForm>,
    /// Opens a mail to read it.
    pub(super) open: Option<String>,
    /// Marks a mail as read.
    pub(super) read: Option<String>,
    /// Marks a mail as unread.
    pub(super) unread: Option<String>,
    /// Gives a mail its star.
    pub(super) flag: Option<String>,
    /// Takes the star away.
    pub(super) unflag: Option<String>,
    /// Presses "Delete" on a mail.
    pub(super) delete: Option<String>,
    /// Moves a mail to another folder.
    #[serde(rename = "move")]
    pub(super) put: Option<MoveForm>,
    /// Looks at a folder.
    pub(super) open_folder: Option<String>,
    /// Asks for new mail now.
    pub(super) check_mail: Option<bool>,
    /// Gives the device its network, or takes it away.
    pub(super) online: Option<bool>,
    /// Answers `mail`.
    pub(super) reply: Option<DraftForm>,
    /// Keeps what is not finished; in the place of the draft `mail`.
    pub(super) save_draft: Option<DraftForm>,
    /// Sends what was the draft `mail`.
    pub(super) send_draft: Option<DraftForm>,
    /// Makes a folder.
    pub(super) create_folder: Option<String>,
    /// Gives a folder another name.
    pub(super) rename_folder: Option<RenameForm>,
    /// Removes a folder.
    pub(super) delete_folder: Option<String>,
    /// Subscribes to a folder.
    pub(super) subscribe: Option<String>,
    /// Ends the subscription.
    pub(super) unsubscribe: Option<String>,
    /// Removes what lies in the trash.
    pub(super) empty_trash: Option<bool>,
    /// The app is thrown away with all it knows, and set up anew.
    pub(super) reinstall: Option<bool>,
    /// Gives a mail a keyword.
    pub(super) keyword: Option<KeywordForm>,
    /// Takes a keyword away.
    pub(super) no_keyword: Option<KeywordForm>,
    /// Looks for a word in the folder that is open.
    pub(super) search: Option<SearchForm>,
}

/// A folder with a new name.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RenameForm {
    /// What it is called.
    pub(super) from: String,
    /// What it is to be called.
    pub(super) to: String,
}

/// A mail and a keyword.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct KeywordForm {
    /// Its subject, or its Message-ID in angle brackets.
    pub(super) mail: String,
    /// One word without spaces.
    pub(super) word: String,
}

/// A word to look for.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct SearchForm {
    /// What to look for.
    pub(super) word: String,
    /// Who looks.
    pub(super) on: SearchInForm,
}

/// Who looks: the device in its copies, or the server.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum SearchInForm {
    Device,
    Server,
}

/// A device's way to the network.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct LinkForm {
    /// One way, in milliseconds.
    pub(super) latency_ms: u64,
    /// Octets per second each way; 0 is without limit.
    #[serde(default)]
    pub(super) bandwidth: u32,
}

/// Mail that arrives from nowhere.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct DeliverForm {
    /// The address of an account.
    pub(super) to: String,
    /// Beside the scenario; or `/mail/NAME.eml`, which ships with the program.
    pub(super) file: String,
}

/// A mailbox that gets another UIDVALIDITY.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RenumberForm {
    /// The address of an account.
    pub(super) user: String,
    /// Its name.
    pub(super) mailbox: String,
}

/// A mail and where it is to go.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct MoveForm {
    /// Its subject, or its Message-ID in angle brackets.
    pub(super) mail: String,
    /// Where to.
    pub(super) folder: String,
}

/// What a person writes.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct DraftForm {
    /// The mail that it answers, or the draft that it goes on with.
    pub(super) mail: Option<String>,
    /// Addresses.
    #[serde(default)]
    pub(super) to: Vec<String>,
    /// Addresses that get a copy.
    #[serde(default)]
    pub(super) cc: Vec<String>,
    /// Addresses that get a copy that nobody else knows of.
    #[serde(default)]
    pub(super) bcc: Vec<String>,
    /// What it is about.
    pub(super) subject: String,
    /// What it says.
    pub(super) text: String,
    /// Whether to ask for a report about its delivery (RFC 3461 §4.1).
    #[serde(default)]
    pub(super) request_dsn: bool,
}
