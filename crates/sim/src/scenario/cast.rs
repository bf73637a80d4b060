//! Who is in a scenario: the devices that are there from the beginning and those that come later,
//! the terminals, and what they are called.

use mailscope_base::{AccountId, DeviceId, Duration, Instant, ProviderId, limits};
use mailscope_wire::Service;

use super::action::ActionForm;
use super::form::{DeviceForm, Form, TerminalForm, TerminalTls};
use super::{ScenarioError, content};
use crate::{
    Device, DeviceKind, HostId, Link, NewDevice, NewTerminal, Provider, Stands, Terminal,
    TerminalId,
};

/// How far a terminal is from its provider where nobody says.
const TERMINAL_LATENCY: Duration = Duration::from_millis(20);

/// Who is in a scenario.
pub(super) struct Cast<'a> {
    providers: &'a [Provider],
    /// With the position of the action that adds it, where one does.
    devices: Vec<(NewDevice, Option<usize>)>,
    terminals: Vec<Terminal>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(form: &Form, providers: &'a [Provider]) -> Result<Self, ScenarioError> {
        let mut cast = Self { providers, devices: Vec::new(), terminals: Vec::new() };
        for device in &form.device {
            cast.add_device(form, device, None)?;
        }
        // Those that come later have numbers in the order in which they come.
        let mut later: Vec<(usize, &ActionForm)> = form.action.iter().enumerate().collect();
        later.sort_by_key(|(_, action)| action.at);
        for (position, action) in later {
            if let Some(device) = &action.add_device {
                cast.add_device(form, device, Some(position))?;
            }
        }
        for terminal in &form.terminal {
            cast.add_terminal(terminal)?;
        }
        Ok(cast)
    }

    /// The devices that are there from the beginning, with the moments at which they are switched on.
    pub(super) fn devices(&self, form: &Form) -> Vec<(Device, Instant)> {
        let numbered = (0..).map(DeviceId).zip(&self.devices).zip(&form.device);
        numbered.map(|((id, (new, _)), form)| (new.build(id), form.switched_on())).collect()
    }

    /// The terminals.
    pub(super) fn terminals(&self) -> Vec<Terminal> {
        self.terminals.clone()
    }

    /// The device that the action at `position` adds.
    pub(super) fn added(&self, position: usize) -> Option<(DeviceId, &NewDevice)> {
        let mut numbered = (0..).map(DeviceId).zip(&self.devices);
        let (id, (new, _)) = numbered.find(|(_, (_, by))| *by == Some(position))?;
        Some((id, new))
    }

    /// The device of that name, or the first one of that kind that has no name.
    pub(super) fn device(&self, name: &str) -> Option<DeviceId> {
        let mut numbered = (0..).map(DeviceId).zip(&self.devices);
        let found = numbered.find(|(_, (device, _))| is_called(device, name));
        found.map(|(id, _)| id)
    }

    /// The terminal of that name.
    pub(super) fn terminal(&self, name: &str) -> Option<TerminalId> {
        let found = self.terminals.iter().find(|terminal| *terminal.about.name == *name);
        found.map(|terminal| terminal.id)
    }

    /// The account of an address, or of a user of the first provider.
    pub(super) fn account(&self, name: &str) -> Result<(ProviderId, AccountId), ScenarioError> {
        let (user, domain) = match name.rsplit_once('@') {
            Some((user, domain)) => (user, Some(domain)),
            None => (name, None),
        };
        let mut providers =
            self.providers.iter().filter(|p| domain.is_none_or(|domain| p.name == domain));
        let found = providers.next().and_then(|provider| {
            let mut accounts = provider.store.accounts();
            let (id, _) = accounts.find(|(_, account)| *account.user == *user)?;
            Some((provider.id, id))
        });
        found.ok_or_else(|| content(format!("{name:?}: there is no such user")))
    }

    fn add_device(
        &mut self,
        form: &Form,
        device: &DeviceForm,
        by: Option<usize>,
    ) -> Result<(), ScenarioError> {
        if self.devices.len() >= limits::DEVICES_MAX {
            return Err(content(format!("more than {} devices", limits::DEVICES_MAX)));
        }
        let name = device.shown_name(&form.provider);
        if let Some(name) = &name
            && self.devices.iter().any(|(other, _)| other.name.as_deref() == Some(name))
        {
            return Err(content(format!("two devices are called {name:?}")));
        }
        self.devices.push((device.build(&form.provider, self.providers, name)?, by));
        Ok(())
    }

    fn add_terminal(&mut self, form: &TerminalForm) -> Result<(), ScenarioError> {
        if self.terminals.len() >= limits::TERMINALS_MAX {
            return Err(content(format!("more than {} terminals", limits::TERMINALS_MAX)));
        }
        if self.terminal(&form.name).is_some() {
            return Err(content(format!("two terminals are called {:?}", form.name)));
        }
        let id = u16::try_from(self.terminals.len()).unwrap_or(u16::MAX);
        let about = NewTerminal {
            name: form.name.as_str().into(),
            host: self.host(form)?,
            service: form.service.into(),
            implicit_tls: form.tls == TerminalTls::Implicit,
            stands: self.stands(form)?,
        };
        self.terminals.push(Terminal { id: TerminalId(id), about, connection: None });
        Ok(())
    }

    /// The host that is named; else the first of the provider that offers the service.
    fn host(&self, form: &TerminalForm) -> Result<HostId, ScenarioError> {
        let service: Service = form.service.into();
        let mut providers =
            self.providers.iter().filter(|p| form.provider.as_ref().is_none_or(|n| p.name == *n));
        let found = match &form.host {
            Some(name) => providers.find_map(|provider| {
                let index = provider.hosts.iter().position(|host| *host.name == **name)?;
                Some(HostId { provider: provider.id, index: u16::try_from(index).ok()? })
            }),
            None => providers.next().and_then(|provider| provider.host_for(service)),
        };
        found.ok_or_else(|| {
            content(format!("the terminal {:?}: there is no such host for {service}", form.name))
        })
    }

    fn stands(&self, form: &TerminalForm) -> Result<Stands, ScenarioError> {
        let Some(name) = &form.beside else {
            let latency = form.latency_ms.map_or(TERMINAL_LATENCY, Duration::from_millis);
            return Ok(Stands::Alone(Link { latency, bandwidth: form.bandwidth.unwrap_or(0) }));
        };
        if form.latency_ms.is_some() || form.bandwidth.is_some() {
            let what = "a terminal beside a device has that device's link";
            return Err(content(format!("the terminal {:?}: {what}", form.name)));
        }
        let none = || content(format!("{name:?}: there is no device of that name"));
        self.device(name).map(Stands::With).ok_or_else(none)
    }
}

fn is_called(device: &NewDevice, name: &str) -> bool {
    match &device.name {
        Some(own) => **own == *name,
        None => DeviceKind::name(device.kind) == name,
    }
}
