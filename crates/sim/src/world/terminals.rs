//! Terminals: a person dials, types, and hangs up.

use core::convert::Infallible;

use bytes::Bytes;
use mailscope_base::{ConnectionId, limits};
use mailscope_client::terminal::{Keys, TerminalClient};
use mailscope_wire::{Cx, Endpoint as _, Input};

use super::turn::{Turn, with_action};
use super::{NotPossible, World};
use crate::{Action, End, EntryId, Party, Place, Stands, Terminal, TerminalId};

impl World {
    /// The terminals in order.
    pub fn terminals(&self) -> impl ExactSizeIterator<Item = &Terminal> {
        self.terminals.iter()
    }

    /// One terminal.
    pub fn terminal(&self, id: TerminalId) -> Option<&Terminal> {
        self.terminals.get(usize::from(id.0))
    }

    pub(super) fn add_terminal(
        &mut self,
        about: &crate::NewTerminal,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if self.terminals.len() >= limits::TERMINALS_MAX {
            return Err(NotPossible::TooMany);
        }
        if self.condition(about.host).is_none() {
            return Err(NotPossible::NoSuchHost);
        }
        if let Stands::With(device) = about.stands
            && !self.has_device(device)
        {
            return Err(NotPossible::NoSuchDevice);
        }
        let id = u16::try_from(self.terminals.len()).map_err(|_| NotPossible::TooMany)?;
        let id = TerminalId(id);
        self.terminals.push_back(Terminal { id, about: about.clone(), connection: None });
        self.act(Place::Terminal(id), action);
        Ok(())
    }

    /// The person opens a connection. One that stands has to be hung up first.
    pub(super) fn dial(&mut self, id: TerminalId, action: &Action) -> Result<(), NotPossible> {
        let terminal = self.terminal(id).ok_or(NotPossible::NoSuchTerminal)?;
        if terminal.connection.is_some() {
            return Err(NotPossible::StillConnected);
        }
        let (host, service) = (terminal.about.host, terminal.about.service);
        let implicit = terminal.about.implicit_tls;
        let entry = self.act(Place::Terminal(id), action);
        let opened = self.connect(Party::Terminal(id), host, service, implicit, entry);
        if let Some(connection) = opened.and_then(|opened| self.connections.get_mut(&opened)) {
            connection.terminal = Some(Box::new(TerminalClient::new(service)));
        }
        if let Some(terminal) = self.terminals.get_mut(usize::from(id.0)) {
            terminal.connection = opened;
        }
        Ok(())
    }

    pub(super) fn type_keys(
        &mut self,
        id: TerminalId,
        octets: &Bytes,
        action: &Action,
    ) -> Result<(), NotPossible> {
        if octets.len() > limits::TYPED_OCTETS_MAX {
            return Err(NotPossible::TooMuch);
        }
        self.press(id, Keys::Type(octets.clone()), action)
    }

    pub(super) fn press(
        &mut self,
        id: TerminalId,
        keys: Keys,
        action: &Action,
    ) -> Result<(), NotPossible> {
        let terminal = self.terminal(id).ok_or(NotPossible::NoSuchTerminal)?;
        let connection = terminal.connection.ok_or(NotPossible::NoSuchConnection)?;
        let entry = self.act(Place::Terminal(id), action);
        self.terminal_keys(connection, Input::Action(keys), entry);
        Ok(())
    }

    /// Something happens to the terminal's end of a connection.
    pub(super) fn terminal_turn(
        &mut self,
        id: ConnectionId,
        input: Input<Infallible>,
        cause: EntryId,
    ) {
        self.terminal_keys(id, with_action(input), cause);
    }

    fn terminal_keys(&mut self, id: ConnectionId, input: Input<Keys>, cause: EntryId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let Some(client) = connection.terminal.as_mut() else { return };
        let mut out = Vec::new();
        client.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: self.clock,
                rng: &mut self.rng,
                host: &mut (),
                out: &mut out,
            },
        );
        let mut turn = Turn::new(id, End::Client, cause);
        for output in out {
            self.output(&mut turn, output, |_, _, never: Infallible| match never {});
        }
        self.transmit(&mut turn);
    }
}
