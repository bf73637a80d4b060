//! One planned deed: on a device, at a terminal, or at a provider.

use bytes::Bytes;
use mailscope_base::{DeviceId, Duration, Instant};

use super::action::ActionForm;
use super::cast::Cast;
use super::{ScenarioError, content};
use crate::{Action, Link, Planned, TerminalId};

/// What gives the content of a file that the scenario names.
type Files<'a> = &'a dyn Fn(&str) -> Option<Bytes>;

impl ActionForm {
    /// The deed at `position` among the actions of the file.
    pub(super) fn plan(
        &self,
        position: usize,
        cast: &Cast<'_>,
        file: Files<'_>,
    ) -> Result<(Instant, Planned), ScenarioError> {
        let mut deeds = self.at_a_provider(position, cast, file)?;
        let who = match (&self.device, &self.terminal) {
            (Some(name), None) => {
                let device = cast.device(name).ok_or_else(|| {
                    content(format!("an action on {name:?}: there is no device of that name"))
                })?;
                deeds.extend(self.on_a_device(device)?);
                name
            }
            (None, Some(name)) => {
                let terminal = cast.terminal(name).ok_or_else(|| {
                    content(format!("an action at {name:?}: there is no terminal of that name"))
                })?;
                deeds.extend(self.at_a_terminal(terminal));
                name
            }
            (None, None) => "a provider",
            (Some(_), Some(_)) => return Err(content("an action on a device and a terminal")),
        };
        match (deeds.pop(), deeds.is_empty()) {
            (Some(deed), true) if !self.is_beyond()? => Ok((Instant::START + self.at.0, deed)),
            _ => {
                Err(content(format!("an action on {who:?} needs exactly one deed that it can do")))
            }
        }
    }

    fn at_a_provider(
        &self,
        position: usize,
        cast: &Cast<'_>,
        file: Files<'_>,
    ) -> Result<Vec<Planned>, ScenarioError> {
        let mut deeds = Vec::new();
        if let Some(mail) = &self.deliver {
            let (provider, account) = cast.account(&mail.to)?;
            let bytes =
                file(&mail.file).ok_or_else(|| ScenarioError::MissingFile(mail.file.clone()))?;
            deeds.push(Planned::Action(Action::Deliver(provider, account, vec![bytes])));
        }
        if let Some(renumber) = &self.renumber {
            let (provider, account) = cast.account(&renumber.user)?;
            let action = Action::Renumber(provider, account, renumber.mailbox.clone());
            deeds.push(Planned::Action(action));
        }
        if let Some((id, new)) = cast.added(position) {
            deeds.push(Planned::AddDevice(id, Box::new(new.clone())));
        }
        Ok(deeds)
    }

    fn at_a_terminal(&self, terminal: TerminalId) -> Vec<Planned> {
        let wanted = |flag: Option<bool>| flag.filter(|wanted| *wanted);
        let actions = [
            wanted(self.dial).map(|_| Action::Dial(terminal)),
            self.keys.as_ref().map(|line| Action::type_line(terminal, line)),
            self.type_raw.clone().map(|octets| Action::Type(terminal, octets.into())),
            wanted(self.hang_up).map(|_| Action::HangUp(terminal)),
        ];
        let cut = wanted(self.cut).map(|_| Planned::CutTerminal(terminal));
        actions.into_iter().flatten().map(Planned::Action).chain(cut).collect()
    }

    fn on_a_device(&self, device: DeviceId) -> Result<Vec<Planned>, ScenarioError> {
        let taps = self.taps()?.into_iter();
        let mut deeds: Vec<Planned> = taps.map(|tap| Planned::Tap(device, tap)).collect();
        deeds.extend(self.online.map(|on| Planned::Action(Action::SetOnline(device, on))));
        deeds.extend(self.link.map(|link| {
            let latency = Duration::from_millis(link.latency_ms);
            let link = Link { latency, bandwidth: link.bandwidth };
            Planned::Action(Action::SetLink(device, link))
        }));
        deeds.extend(self.configure.clone().map(|change| Planned::Configure(device, change)));
        deeds.extend(self.cut.filter(|cut| *cut).map(|_| Planned::CutDevice(device)));
        Ok(deeds)
    }

    /// Whether the file names a deed that whoever is named cannot do.
    fn is_beyond(&self) -> Result<bool, ScenarioError> {
        let on_a_device = !self.taps()?.is_empty()
            || self.online.is_some()
            || self.link.is_some()
            || self.configure.is_some();
        let at_a_terminal = self.dial.is_some()
            || self.keys.is_some()
            || self.type_raw.is_some()
            || self.hang_up.is_some();
        let is_cut = self.cut.is_some() && self.device.is_none() && self.terminal.is_none();
        Ok(is_cut
            || on_a_device && self.device.is_none()
            || at_a_terminal && self.terminal.is_none())
    }
}
