//! From a file that was read to a scenario that can be.

use bytes::Bytes;
use mailscope_base::{DateTime, Duration, Instant, ProviderId, WallClock};
use mailscope_server::dns::{Zone, Zones};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::cast::Cast;
use super::form::{DoesForm, Form, ListenerForm, NetworkForm};
use super::source::Source;
use super::{Scenario, ScenarioError, content};
use crate::{Does, Link, Listener, Network, Provider, Wire};

impl Form {
    pub(super) fn build(
        self,
        file: &impl Fn(&str) -> Option<Bytes>,
    ) -> Result<Scenario, ScenarioError> {
        let start = OffsetDateTime::parse(&self.start, &Rfc3339)
            .map_err(|_| content(format!("start = {:?} is not a date (RFC 3339)", self.start)))?;
        let clock = WallClock { start: date_time(start) };
        if self.provider.is_empty() {
            return Err(content("there is no provider"));
        }
        let providers = (0..)
            .map(ProviderId)
            .zip(&self.provider)
            .map(|(id, form)| form.build(id, clock, file))
            .collect::<Result<Vec<_>, _>>()?;
        let cast = Cast::new(&self, &providers)?;
        let listeners = self
            .listener
            .iter()
            .map(|form| form.build(&cast, &providers))
            .collect::<Result<Vec<_>, _>>()?;
        let mut planned = Vec::new();
        for fault in &self.fault {
            fault.plan(&providers, &mut planned)?;
        }
        for (position, action) in self.action.iter().enumerate() {
            planned.push(action.plan(position, &cast, file)?);
        }
        let (devices, terminals) = (cast.devices(&self), cast.terminals());
        let read =
            |name: &String| file(name).ok_or_else(|| ScenarioError::MissingFile(name.clone()));
        let later = self.later.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Scenario {
            source: Source::default(),
            seed: self.seed,
            clock,
            until: self.until.map(|span| Instant::START + span.0),
            zones: self.zones(&providers)?,
            title: self.title,
            about: self.about,
            ask: self.ask,
            network: self.network.map(NetworkForm::build).unwrap_or_default(),
            providers,
            listeners,
            devices,
            terminals,
            planned,
            later,
        })
    }

    /// What the hosts of the providers say about where they are; a zone of the file takes the place
    /// of one that would be made.
    fn zones(&self, providers: &[Provider]) -> Result<Zones, ScenarioError> {
        // The root says that there is nothing else: a name that no zone has does not exist.
        let mut zones = Zones::default();
        zones.insert(Zone::new(".").map_err(|error| content(error.to_string()))?);
        for (form, provider) in self.provider.iter().zip(providers) {
            if let Some(zone) = form.zone(provider)? {
                zones.insert(zone);
            }
        }
        for zone in &self.zone {
            zones.insert(zone.clone());
        }
        Ok(zones)
    }
}

impl NetworkForm {
    fn build(self) -> Network {
        let way = |millis, bandwidth| Link { latency: Duration::from_millis(millis), bandwidth };
        let to_name_servers = match self.dns_latency_ms {
            Some(millis) => way(millis, 0),
            None => Network::default().to_name_servers,
        };
        Network {
            between: way(self.latency_ms, self.bandwidth),
            to_name_servers,
            segment_octets: self.segment_octets.filter(|octets| *octets > 0),
        }
    }
}

impl ListenerForm {
    fn build(&self, cast: &Cast<'_>, providers: &[Provider]) -> Result<Listener, ScenarioError> {
        let nowhere = |name: &str| {
            content(format!("{} listens at {name:?}: there is nothing of that name", self.name))
        };
        let provider = |name: &String| {
            let found = providers.iter().find(|provider| provider.name == *name);
            found.map(|provider| provider.id).ok_or_else(|| nowhere(name))
        };
        let on = match (&self.device, &self.between) {
            (Some(name), None) => Wire::Device(cast.device(name).ok_or_else(|| nowhere(name))?),
            (None, Some([one, other])) => Wire::Between(provider(one)?, provider(other)?),
            _ => return Err(content(format!("{} needs `device` or `between`", self.name))),
        };
        let does = match self.does {
            DoesForm::Listens => Does::Listens,
            DoesForm::StripsStarttls => Does::StripsStartTls,
            DoesForm::FalseCertificate => Does::FalseCertificate,
        };
        Ok(Listener { name: self.name.as_str().into(), on, does, gone: false })
    }
}

pub(super) fn date_time(date: OffsetDateTime) -> DateTime {
    DateTime { unix_secs: date.unix_timestamp(), offset_mins: date.offset().whole_minutes() }
}
