//! The managers of the queues, and the connections by which they hand mail on.

use std::net::IpAddr;
use std::sync::Arc;

use core::convert::Infallible;

use mailscope_base::{ConnectionId, ProviderId, QueueId};
use mailscope_client::smtp::{SmtpClient, SmtpEvent, SmtpSettings};
use mailscope_server::mta::{MtaCx, MtaInput, MtaOutput, TransferId};
use mailscope_wire::smtp::{RecipientResult, Stage, Transaction, TransferReport};
use mailscope_wire::{Cx, Endpoint as _, Input, Service};

use super::turn::Turn;
use super::{Pending, World};
use crate::{End, EntryId, Fact, HostId, Party, Place};

impl World {
    /// The queue has changed: its manager has a turn in this same moment, once.
    pub(super) fn wake_queue(&mut self, provider: ProviderId, cause: EntryId) {
        let waits = self.queue.range(..=(self.now, u64::MAX)).any(|(_, pending)| {
            matches!(pending, Pending::Queue { provider: p, input: MtaInput::Wake, .. } if *p == provider)
        });
        if !waits {
            self.plan(self.now, Pending::Queue { provider, input: MtaInput::Wake, cause });
        }
    }

    /// One turn of the manager of a queue.
    pub(super) fn queue_turn(&mut self, id: ProviderId, input: MtaInput, cause: EntryId) {
        let Some(provider) = self.providers.get_mut(usize::from(id.0)) else { return };
        if let Some(host) = provider.sending_host().map(|host| host.name.clone()) {
            provider.store.set_host_name(host);
        }
        let mut out = Vec::new();
        provider.mta.handle(
            input,
            &mut MtaCx {
                now: self.now,
                clock: self.clock,
                rng: &mut self.rng,
                store: &mut provider.store,
                out: &mut out,
            },
        );
        let mut current = cause;
        let mut changes = Vec::new();
        for output in out {
            match output {
                MtaOutput::Route(domain) => self.route(id, &domain, current),
                MtaOutput::Transfer { id: transfer, queued, host, address, transaction } => {
                    let to = (host, address);
                    self.transfer(id, transfer, queued, to, transaction, current);
                }
                MtaOutput::Event(event) => {
                    let spooled = matches!(event, mailscope_server::ServerEvent::Spooled(_));
                    let entry = if let mailscope_server::ServerEvent::Spooled(change) = event {
                        // The manager knows what it did itself.
                        Some(self.record_spool_change(id, change, current))
                    } else {
                        self.server_event(id, event, current, &mut changes)
                    };
                    if let (Some(entry), true) = (entry, spooled) {
                        current = entry;
                    }
                }
                MtaOutput::Chose(choice) => {
                    self.follow(Place::Server(id), Some(current), Fact::Chose(choice));
                }
            }
        }
        self.notify(id, &changes, None, current);
    }

    /// Connects to a host to hand it a message. An address that nobody has is an address that
    /// nobody answers at.
    fn transfer(
        &mut self,
        from: ProviderId,
        transfer: TransferId,
        queued: QueueId,
        (host, address): (Arc<str>, IpAddr),
        transaction: Transaction,
        cause: EntryId,
    ) {
        let fact = Fact::Transfers { queued, host, address };
        let entry = self.follow(Place::Server(from), Some(cause), fact);
        let recipients = transaction.envelope.recipients.len();
        let opened = self.host_at(address).and_then(|host| {
            self.connect(Party::Mta(from, transfer), host, Service::Smtp, false, entry)
        });
        let Some(connection) = opened else {
            let why = "no route to that address";
            let result = RecipientResult::NoAnswer { stage: Stage::Connect, why };
            let recipients = vec![result; recipients];
            let report = TransferReport { recipients, dsn_passed_on: false, through_tls: false };
            let input = MtaInput::Transferred(transfer, report);
            return self.plan(self.now, Pending::Queue { provider: from, input, cause: entry });
        };
        let Some(provider) = self.provider_of(from) else { return };
        let settings = SmtpSettings {
            name: provider.sending_host().map_or_else(String::new, |host| host.name.to_string()),
            credentials: None,
            tls: provider.relay_tls,
        };
        let client = SmtpClient::new(settings, transaction, self.now);
        if let Some(connection) = self.connections.get_mut(&connection) {
            connection.relay = Some(Box::new(client));
        }
    }

    /// Whose address that is.
    fn host_at(&self, address: IpAddr) -> Option<HostId> {
        self.providers.iter().find_map(|provider| {
            let index = provider.hosts.iter().position(|host| host.address == address)?;
            Some(HostId { provider: provider.id, index: u16::try_from(index).ok()? })
        })
    }

    /// One turn of a provider as the client of a connection.
    pub(super) fn relay_turn(
        &mut self,
        id: ConnectionId,
        input: Input<Infallible>,
        cause: EntryId,
    ) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let (Party::Mta(provider, transfer), Some(client)) =
            (connection.client, connection.relay.as_mut())
        else {
            return;
        };
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
            self.output(&mut turn, output, |world, turn, SmtpEvent::Report(report)| {
                let input = MtaInput::Transferred(transfer, report);
                let cause = turn.current;
                world.plan(world.now, Pending::Queue { provider, input, cause });
            });
        }
        self.transmit(&mut turn);
    }
}
