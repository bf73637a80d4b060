//! What cannot be done with a mail app, and why: the protocol has no word for it, or the settings or
//! the moment stand in its way.

use mailscope_sim::Device;
use mailscope_sim::client::{Folder, FolderRole, Protocol};

use crate::Text;

/// For each thing that a person could want: why it cannot be done; nothing if it can.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obstacles {
    /// Writing a mail.
    pub write: Option<Text>,
    /// Making a folder.
    pub create: Option<Text>,
    /// Giving the folder that is shown another name.
    pub rename: Option<Text>,
    /// Removing the folder that is shown.
    pub remove: Option<Text>,
    /// Subscribing to the folder that is shown, or no longer.
    pub subscribe: Option<Text>,
    /// Emptying the trash.
    pub empty: Option<Text>,
    /// Having the server search.
    pub search_there: Option<Text>,
    /// Throwing the app away and setting it up anew.
    pub reinstall: Option<Text>,
}

pub(super) fn obstacles(device: &Device) -> Obstacles {
    let app = &device.app;
    let protocol = &app.settings().protocol;
    let page = matches!(protocol, Protocol::Webmail(_));
    if page && !app.online() {
        let all = || Some(Text::new("cannot-page-offline"));
        return Obstacles {
            write: all(),
            create: all(),
            rename: all(),
            remove: all(),
            subscribe: all(),
            empty: all(),
            search_there: all(),
            reinstall: None,
        };
    }
    let pop3 = matches!(protocol, Protocol::Pop3(_));
    let folder = app.local().folder(app.open_folder());
    let fixed = folder.and_then(|folder| fixed(folder, pop3));
    let cannot_subscribe = if pop3 {
        Some(Text::new("cannot-subscribe-pop3"))
    } else {
        folder.filter(|folder| folder.local).map(|_| Text::new("cannot-own-folder"))
    };
    Obstacles {
        write: app.settings().sending.is_none().then(|| Text::new("cannot-write")),
        create: None,
        rename: fixed.clone(),
        remove: fixed,
        subscribe: cannot_subscribe,
        empty: trash(device),
        search_there: pop3.then(|| Text::new("cannot-search-pop3")),
        reinstall: None,
    }
}

/// Why a folder keeps its name and its place.
fn fixed(folder: &Folder, pop3: bool) -> Option<Text> {
    let a_persons = matches!(folder.role, FolderRole::Other | FolderRole::Archive);
    match folder.role {
        FolderRole::Inbox => Some(Text::new("cannot-change-inbox")),
        _ if pop3 && !a_persons => Some(Text::new("cannot-own-folder")),
        _ if !pop3 && folder.local => Some(Text::new("cannot-own-folder")),
        _ => None,
    }
}

fn trash(device: &Device) -> Option<Text> {
    let local = device.app.local();
    let trash = local.folders().find(|folder| folder.role == FolderRole::Trash);
    match trash {
        None => Some(Text::new("cannot-empty-no-trash")),
        Some(trash) if local.count(&trash.name) == 0 => Some(Text::new("cannot-empty-nothing")),
        Some(_) => None,
    }
}
