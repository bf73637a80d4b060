//! What a search has found, and how much that is worth: a device can search only what it has.

use mailscope_sim::Device;
use mailscope_sim::client::{Found, SearchIn};

use crate::Text;
use crate::reading::printable;

use super::folder_label;

/// Characters of the word.
const WORD_CHARS_MAX: usize = 60;

/// A search, as a device shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchView {
    /// The word.
    pub word: String,
    /// Who searched.
    pub place: SearchIn,
    /// What was found, and what was not looked at.
    pub result: Text,
}

/// The search that a device shows, if it does.
pub(super) fn found(device: &Device) -> Option<&Found> {
    device.app.found().filter(|found| found.folder == device.app.open_folder())
}

pub(super) fn view(device: &Device) -> Option<SearchView> {
    let found = found(device)?;
    let folder = device.app.local().folder(&found.folder).map(folder_label);
    let id = match (found.place, found.answered, found.complete) {
        (SearchIn::Server, false, _) if !device.app.online() => "search-waits",
        (SearchIn::Server, false, _) => "search-under-way",
        (SearchIn::Server, true, true) => "search-server",
        (SearchIn::Server, true, false) => "search-refused",
        (SearchIn::Here, _, true) => "search-here-all",
        (SearchIn::Here, _, false) => "search-here-part",
    };
    let text = Text::new(id)
        .number("count", (found.ids.len() + found.elsewhere) as u64)
        .number("elsewhere", found.elsewhere as u64)
        .text("folder", folder.unwrap_or_else(|| Text::new("folder-inbox")));
    Some(SearchView {
        word: printable(&found.word, WORD_CHARS_MAX),
        place: found.place,
        result: text,
    })
}
