//! One end of the app's connection for reading, whatever is spoken on it.

use core::convert::Infallible;

use mailscope_base::Deadline;
use mailscope_wire::{Endpoint as _, Input, StateName};

use super::turn::input_for;
use crate::event::Context;
use crate::imap::{self, ImapClient};
use crate::pop3::{self, Pop3Client};
use crate::web::{self, WebClient};

/// One end of the app's connection.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    /// IMAP.
    Imap(Box<ImapClient>),
    /// POP3.
    Pop3(Box<Pop3Client>),
    /// A web page.
    Web(Box<WebClient>),
}

/// Why the engine has a turn.
pub(super) enum Stimulus {
    /// Something happened on the connection.
    Input(Input<Infallible>),
    /// There is work for IMAP.
    Imap(imap::Task),
    /// There is work for POP3.
    Pop3(pop3::Task),
    /// There is something to ask a provider's program.
    Web(web::Task),
}

impl Engine {
    /// Has a turn. What is meant for another kind of engine is ignored.
    pub(super) fn handle(&mut self, stimulus: Stimulus, cx: &mut Context<'_>) {
        match (self, stimulus) {
            (Self::Imap(client), Stimulus::Input(input)) => client.handle(input_for(input), cx),
            (Self::Imap(client), Stimulus::Imap(task)) => client.handle(Input::Action(task), cx),
            (Self::Pop3(client), Stimulus::Input(input)) => client.handle(input_for(input), cx),
            (Self::Pop3(client), Stimulus::Pop3(task)) => client.handle(Input::Action(task), cx),
            (Self::Web(client), Stimulus::Input(input)) => client.handle(input_for(input), cx),
            (Self::Web(client), Stimulus::Web(task)) => client.handle(Input::Action(task), cx),
            (Self::Imap(_) | Self::Pop3(_) | Self::Web(_), _) => {}
        }
    }

    /// When it wants a turn, and why.
    pub(super) fn deadline(&self) -> Option<Deadline> {
        match self {
            Self::Imap(client) => client.deadline(),
            Self::Pop3(client) => client.deadline(),
            Self::Web(client) => client.deadline(),
        }
    }

    /// Whether it waits for an answer.
    pub(super) fn busy(&self) -> bool {
        match self {
            Self::Imap(client) => client.busy(),
            Self::Pop3(client) => client.busy(),
            Self::Web(client) => client.busy(),
        }
    }

    /// Its own view of its session; nothing without a connection.
    pub(super) fn state(&self) -> Option<StateName> {
        match self {
            Self::Imap(client) => client.state(),
            Self::Pop3(client) => client.state(),
            Self::Web(client) => client.state(),
        }
    }
}
