//! TLS handshakes on connections of the world (RFC 8446 §2): one round trip.

use mailscope_base::ConnectionId;
use mailscope_client::TlsPolicy;
use mailscope_wire::Input;

use super::{Pending, World};
use crate::measure::Event;
use crate::network::Does;
use crate::tls::{
    ALERT_OCTETS, CLIENT_HELLO_OCTETS, Certificate, FINISHED_OCTETS, Flight, Protection, TlsStep,
};
use crate::{End, EntryId, Fact, ListenerId, Load, Party};

impl World {
    /// The client says hello.
    pub(super) fn begin_handshake(&mut self, id: ConnectionId, cause: EntryId) {
        let step = TlsStep::ClientHello { octets: count(CLIENT_HELLO_OCTETS) };
        let entry = self.tls_step(id, End::Client, step, cause);
        self.send_flight(id, Flight::ClientHello, CLIENT_HELLO_OCTETS, entry);
    }

    /// A flight of the handshake has arrived.
    pub(super) fn shake_hands(&mut self, id: ConnectionId, flight: Flight, cause: EntryId) {
        match flight {
            Flight::ClientHello => {
                let Some((certificate, _)) = self.presented(id) else { return };
                let octets = certificate.flight_octets();
                let Certificate { names, trusted, .. } = certificate;
                let step = TlsStep::Certificate { names, trusted, octets: count(octets) };
                let entry = self.tls_step(id, End::Server, step, cause);
                self.send_flight(id, Flight::Server, octets, entry);
            }
            Flight::Server => self.judge(id, cause),
            Flight::Finished => {
                let verified = self.policy_of(id).is_some_and(TlsPolicy::verifies);
                let step = TlsStep::Established { verified };
                let entry = self.tls_step(id, End::Server, step, cause);
                self.input(id, End::Server, self.after_handshake(id), entry);
            }
            Flight::Alert(why) => {
                let entry = self.tls_step(id, End::Server, TlsStep::Failed(why), cause);
                self.input(id, End::Server, Input::TlsFailed(why), entry);
            }
        }
    }

    /// The client looks at the certificate, if its policy is to look (RFC 9525 §6, RFC 7435 §1).
    fn judge(&mut self, id: ConnectionId, cause: EntryId) {
        let Some((certificate, by)) = self.presented(id) else { return };
        self.count(id, End::Client, Event::Read);
        let verified = self.policy_of(id).is_some_and(TlsPolicy::verifies);
        let name = self.server_name(id).unwrap_or_default();
        if let Some(why) = certificate.fault(&name).filter(|_| verified) {
            let entry = self.tls_step(id, End::Client, TlsStep::Failed(why), cause);
            self.send_flight(id, Flight::Alert(why), ALERT_OCTETS, entry);
            self.input(id, End::Client, Input::TlsFailed(why), entry);
            return;
        }
        let entry = self.tls_step(id, End::Client, TlsStep::Established { verified }, cause);
        self.send_flight(id, Flight::Finished, FINISHED_OCTETS, entry);
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.layer.protection = by.map_or(Protection::Tls, Protection::Intercepted);
        }
        self.input(id, End::Client, self.after_handshake(id), entry);
    }

    /// What the endpoints hear when the handshake is done.
    fn after_handshake<A>(&self, id: ConnectionId) -> Input<A> {
        if self.connection(id).is_some_and(|c| c.layer.implicit) {
            Input::Opened
        } else {
            Input::TlsEstablished
        }
    }

    /// The certificate that the client gets to see, and who in the middle put it there.
    fn presented(&self, id: ConnectionId) -> Option<(Certificate, Option<ListenerId>)> {
        let ends = self.ends(id)?;
        let false_one = ends.listeners.iter().copied().find(|listener| {
            self.listener(*listener).is_some_and(|l| l.does == Does::FalseCertificate)
        });
        let real = self.provider_of(ends.server.provider)?.certificate.clone();
        match false_one {
            Some(_) => {
                let names = self.server_name(id).into_iter().collect();
                Some((Certificate { names, trusted: false, ..real }, false_one))
            }
            None => Some((real, None)),
        }
    }

    /// The name that the client asked for: the host's.
    fn server_name(&self, id: ConnectionId) -> Option<std::sync::Arc<str>> {
        let host = self.ends(id)?.server;
        Some(self.provider_of(host.provider)?.host(host.index)?.name.clone())
    }

    fn policy_of(&self, id: ConnectionId) -> Option<TlsPolicy> {
        match self.ends(id)?.client {
            Party::Device(device, channel) => Some(self.device(device)?.app.tls_policy(channel)),
            Party::Mta(provider, _) => Some(self.provider_of(provider)?.relay_tls),
            // `openssl s_client` shows what is wrong with a certificate and goes on.
            Party::Terminal(_) => Some(TlsPolicy::IfOffered),
        }
    }

    fn tls_step(&mut self, id: ConnectionId, at: End, step: TlsStep, cause: EntryId) -> EntryId {
        self.follow(self.place(id, at), Some(cause), Fact::Tls(id, step))
    }

    fn send_flight(&mut self, id: ConnectionId, flight: Flight, octets: usize, cause: EntryId) {
        self.count(id, flight.to().other(), Event::Handshake);
        if let Some(arrives) = self.occupy(id, flight.to(), Load::Handshake(flight, octets), cause)
        {
            self.plan(arrives, Pending::Handshake { connection: id, flight, cause });
        }
    }
}

impl Flight {
    /// Which end it goes to.
    pub(crate) const fn to(self) -> End {
        match self {
            Self::Server => End::Client,
            Self::ClientHello | Self::Finished | Self::Alert(_) => End::Server,
        }
    }
}

fn count(octets: usize) -> u32 {
    u32::try_from(octets).unwrap_or(u32::MAX)
}
