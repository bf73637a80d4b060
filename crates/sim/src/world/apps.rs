//! One turn of a device's mail app.

use core::convert::Infallible;

use mailscope_base::DeviceId;
use mailscope_client::{AppCx, AppOutput, Channel, MailApp};
use mailscope_wire::Output;

use super::World;
use super::turn::Turn;
use crate::{End, EntryId, Fact, HostId, Party, Place};

/// Both channels, in the order in which their segments leave.
const CHANNELS: [Channel; 2] = [Channel::Reading, Channel::Sending];

impl World {
    /// One turn of a device's mail app.
    pub(super) fn app_turn(
        &mut self,
        id: DeviceId,
        cause: EntryId,
        act: impl FnOnce(&mut MailApp, &mut AppCx<'_>),
    ) {
        let (now, clock) = (self.now, self.clock);
        let mut out = Vec::new();
        let Some(device) = self.devices.get_mut(&id) else { return };
        let mut cx = AppCx { now, clock, rng: &mut device.chance, out: &mut out };
        act(&mut device.app, &mut cx);
        let mut turns = CHANNELS
            .map(|channel| device.connection(channel).map(|c| Turn::new(c, End::Client, cause)));
        let mut current = cause;
        for output in out {
            match output {
                AppOutput::Connect { channel, service, implicit_tls } => {
                    let connection =
                        self.device_connects(id, channel, service, implicit_tls, current);
                    turns[channel as usize] =
                        connection.map(|c| Turn::new(c, End::Client, current));
                }
                AppOutput::Local(change) => {
                    self.follow(Place::Device(id), Some(current), Fact::Learned(change));
                }
                AppOutput::Wire(_, Output::Chose(choice)) => {
                    self.follow(Place::Device(id), Some(current), Fact::Chose(choice));
                }
                AppOutput::Wire(channel, output) => {
                    let Some(turn) = turns[channel as usize].as_mut() else { continue };
                    turn.current = current;
                    self.output(turn, output, |_, _, never: Infallible| match never {});
                    current = turn.current;
                }
            }
        }
        for turn in turns.iter_mut().flatten() {
            self.transmit(turn);
        }
        for channel in CHANNELS {
            self.let_go(id, channel, current);
        }
    }

    fn device_connects(
        &mut self,
        id: DeviceId,
        channel: Channel,
        service: mailscope_wire::Service,
        implicit_tls: bool,
        cause: EntryId,
    ) -> Option<mailscope_base::ConnectionId> {
        let provider = self.device(id)?.provider;
        let first = HostId { provider, index: 0 };
        let host = self.provider_of(provider)?.host_for(service).unwrap_or(first);
        let party = Party::Device(id, channel);
        let connection = self.connect(party, host, service, implicit_tls, cause)?;
        *self.device_mut(id)?.connection_mut(channel) = Some(connection);
        Some(connection)
    }

    /// Closes the connection of an app that has no use for it any more: it went offline, or was set
    /// up anew.
    fn let_go(&mut self, id: DeviceId, channel: Channel, cause: EntryId) {
        let Some(device) = self.device(id) else { return };
        if let (Some(connection), false) = (device.connection(channel), device.app.uses(channel)) {
            let entry = self.follow(Place::Device(id), Some(cause), Fact::Closed(connection));
            self.close(connection, End::Client, entry);
        }
    }
}
