//! What both engines tell the mail app.

use mailscope_base::{Duration, Instant};
use mailscope_wire::{Cx, StateName};

use crate::LocalMail;
use crate::app::LocalChange;

/// What an engine sees and touches during a turn.
pub(crate) type Context<'a> = Cx<'a, LocalMail, ClientEvent>;

/// What an engine tells its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientEvent {
    /// The local mail changed, in this place among the outputs of the turn.
    Local(LocalChange),
    /// The server has let the client in.
    LoggedIn,
    /// The server refuses user name or password.
    LoginRefused,
    /// Another session holds the maildrop: it may be free in a moment.
    MaildropBusy,
    /// The server has no IDLE.
    NoIdle,
    /// The folder that the person looks at cannot be opened: the inbox is shown.
    FolderGone,
    /// Everything is done, and both ends have said goodbye.
    Finished,
}

/// How long a client waits for an answer. Longer than any pause of a working server that this
/// crate's authors know of; RFC 9051 §5.4 and RFC 1939 §3 bound only the server's patience.
pub(crate) const SILENCE_MAX: Duration = Duration::from_mins(5);

/// Tells the owner of the state if it is another one, and of the changes in the local mail.
pub(crate) fn report(
    shown: &mut Option<StateName>,
    state: Option<StateName>,
    cx: &mut Context<'_>,
) {
    if *shown != state {
        *shown = state;
        if let Some(name) = state {
            cx.enter(name);
        }
    }
    for change in cx.host.take_changes() {
        cx.tell(ClientEvent::Local(change));
    }
}

/// When the server was heard last, or was sent something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience(pub(crate) Instant);

impl Patience {
    /// When it ends.
    pub(crate) fn end(self) -> Instant {
        self.0 + SILENCE_MAX
    }
}
