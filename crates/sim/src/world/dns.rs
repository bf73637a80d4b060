//! Questions to the name servers: datagrams there and back.

use bytes::Bytes;
use mailscope_base::ProviderId;
use mailscope_server::dns::{Resolver, ResolverOutput};
use mailscope_server::mta::MtaInput;

use super::{Pending, World};
use crate::{EntryId, Fact, Place};

impl World {
    /// The manager of a queue wants to know where mail for a domain goes.
    pub(super) fn route(&mut self, id: ProviderId, domain: &str, cause: EntryId) {
        self.resolve(id, cause, |resolver, now, rng, out| resolver.route(domain, now, rng, out));
    }

    /// An answer has come back.
    pub(super) fn answered(&mut self, id: ProviderId, answer: &Bytes, cause: EntryId) {
        self.resolve(id, cause, |resolver, now, rng, out| {
            resolver.received(answer, now, rng, out);
        });
    }

    /// No answer has come in time.
    pub(super) fn resolver_waited(&mut self, id: ProviderId, cause: EntryId) {
        self.resolve(id, cause, Resolver::deadline_reached);
    }

    /// A question has reached the name servers. Those that are silent for it leave no trace.
    pub(super) fn name_server(&mut self, provider: ProviderId, query: &Bytes, cause: EntryId) {
        let Some(answer) = self.zones.answer(query) else { return };
        let fact = Fact::Answered(answer.clone());
        let entry = self.follow(Place::NameServer, Some(cause), fact);
        let link = self.network.to_name_servers;
        let at = self.now + link.latency + link.transmission(answer.len());
        self.plan(at, Pending::Answer { provider, answer, cause: entry });
    }

    fn resolve(
        &mut self,
        id: ProviderId,
        cause: EntryId,
        act: impl FnOnce(
            &mut Resolver,
            mailscope_base::Instant,
            &mut mailscope_base::Prng,
            &mut Vec<ResolverOutput>,
        ),
    ) {
        let Some(provider) = self.providers.get_mut(usize::from(id.0)) else { return };
        let mut out = Vec::new();
        act(&mut provider.resolver, self.now, &mut self.rng, &mut out);
        let place = Place::Server(id);
        for output in out {
            match output {
                ResolverOutput::Query(query) => {
                    let entry = self.follow(place, Some(cause), Fact::Asked(query.clone()));
                    let link = self.network.to_name_servers;
                    let at = self.now + link.latency + link.transmission(query.len());
                    self.plan(at, Pending::Ask { provider: id, query, cause: entry });
                }
                ResolverOutput::Routed(domain, route) => {
                    let fact = Fact::Routed(domain.clone(), route.clone());
                    let entry = self.follow(place, Some(cause), fact);
                    let input = MtaInput::Routed(domain, route);
                    self.plan(self.now, Pending::Queue { provider: id, input, cause: entry });
                }
                // Only routes are asked for here.
                ResolverOutput::Answered(..) => {}
                ResolverOutput::Chose(choice) => {
                    self.follow(place, Some(cause), Fact::Chose(choice));
                }
            }
        }
    }
}
