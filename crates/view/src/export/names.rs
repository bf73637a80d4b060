//! Who takes part in a run, from left to right: each device beside its provider.

use mailscope_sim::{DeviceKind, Fact, Party, Place, World};

use super::Say;
use crate::Text;
use crate::devices::{device_name, the_terminal};

/// What a participant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Device(DeviceKind),
    Terminal,
    Server,
    NameServers,
}

#[derive(Debug)]
pub(super) struct Names(Vec<(Place, String, Standing)>);

impl Names {
    pub(super) fn of(world: &World, say: Say<'_>) -> Self {
        let mut names = Vec::new();
        let asked = world.trace().iter().any(|entry| matches!(entry.fact, Fact::Asked(_)));
        for (at, provider) in world.providers().enumerate() {
            let own = world.devices_ever().filter(|device| device.provider == provider.id);
            let own = own.map(|device| {
                let name = match &device.name {
                    Some(name) => name.to_string(),
                    None => say(&device_name(world, device.id)),
                };
                (Place::Device(device.id), name, Standing::Device(device.kind))
            });
            let server = (Place::Server(provider.id), provider.name.clone(), Standing::Server);
            if at == 0 {
                names.extend(own);
                names.push(server);
                if asked {
                    let name = say(&Text::new("export-name-servers"));
                    names.push((Place::NameServer, name, Standing::NameServers));
                }
            } else {
                names.push(server);
                names.extend(own);
            }
        }
        for terminal in world.terminals() {
            let name = say(&the_terminal(world, terminal.id));
            names.push((Place::Terminal(terminal.id), name, Standing::Terminal));
        }
        Self(names)
    }

    /// The participant at that place, counted from the left.
    pub(super) fn number(&self, place: Place) -> Option<usize> {
        self.0.iter().position(|(at, ..)| *at == place)
    }

    pub(super) fn name(&self, place: Place) -> &str {
        self.0.iter().find(|(at, ..)| *at == place).map_or("", |(_, name, _)| name)
    }

    pub(super) fn in_order(&self) -> impl Iterator<Item = (&str, Standing)> {
        self.0.iter().map(|(_, name, standing)| (name.as_str(), *standing))
    }
}

/// Where the client's end of a connection is.
pub(super) const fn client(party: Party) -> Place {
    match party {
        Party::Device(device, _) => Place::Device(device),
        Party::Mta(provider, _) => Place::Server(provider),
        Party::Terminal(terminal) => Place::Terminal(terminal),
    }
}
