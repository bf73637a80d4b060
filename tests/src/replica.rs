//! A device's mail app once more, without a world around it: it is told only what the device itself could
//! see, and has to come to the same.
//!
//! What a device sees is: that it is switched on; what its person does, naming mail by what the screen shows;
//! that the network comes and goes; that a connection stands, is protected or is gone; the octets that it
//! reads; and that a moment has come for which it waited. Its chance is its own ([`Device::chance`]).

use core::convert::Infallible;
use std::collections::BTreeMap;

use mailscope_base::{ConnectionId, DeviceId, Instant, Prng, WallClock};
use mailscope_sim::client::{AppCx, AppOutput, Channel, Intent, MailApp, TlsPolicy};
use mailscope_sim::{Action, Device, End, Entry, Fact, Party, Place, TlsStep, Trace, World};
use mailscope_wire::{Input, Output};

/// A mail app that follows a device.
#[derive(Debug)]
pub struct Replica {
    device: DeviceId,
    app: MailApp,
    chance: Prng,
    clock: WallClock,
    /// How many entries of the trace have been looked at.
    read: usize,
    /// What the person did at these entries, in the device's own names.
    intents: BTreeMap<usize, Intent>,
    /// What each of the device's connections is for.
    channels: BTreeMap<ConnectionId, Channel>,
}

impl Replica {
    /// The app of a device before anything has happened.
    pub fn new(world: &World, device: &Device, seed: u64) -> Self {
        Self {
            device: device.id,
            app: MailApp::new(device.app.settings().clone()),
            chance: Device::chance(seed, device.id),
            clock: world.clock(),
            read: 0,
            intents: BTreeMap::new(),
            channels: BTreeMap::new(),
        }
    }

    /// A person is about to do something, perhaps on this device: which row of its screen is that about?
    pub fn point(&mut self, world: &World, action: &Action) {
        let Action::Tap(device, tap) = action else { return };
        if *device != self.device {
            return;
        }
        let named = tap.try_name(|email| world.find(*device, *email).ok_or(()));
        if let Ok(tap) = named {
            self.intents.insert(world.trace().len(), tap.intent());
        }
    }

    /// Follows what has happened at the device since. Tells where the app says other octets than the device
    /// did.
    pub fn follow(&mut self, world: &World) -> Result<(), String> {
        for (connection, ends) in world.all_ends().skip(self.channels.len()) {
            let channel = match ends.client {
                Party::Device(_, channel) => channel,
                _ => Channel::Reading,
            };
            self.channels.insert(connection, channel);
        }
        let trace = world.trace();
        while let Some(first) = trace.from(self.read).next() {
            let turn: Vec<&Entry> = trace.of_turn(first.turn).collect();
            self.read += turn.len();
            self.turn(trace, &turn)?;
        }
        Ok(())
    }

    fn turn(&mut self, trace: &Trace, turn: &[&Entry]) -> Result<(), String> {
        let here = Place::Device(self.device);
        let Some(first) = turn.first().filter(|first| first.place == here) else { return Ok(()) };
        let mut out = Vec::new();
        let now = first.at;
        match &first.fact {
            Fact::Acted(Action::Tap(..)) => {
                let Some(intent) = self.intents.remove(&(first.id.0 as usize)) else {
                    return Err(format!("nobody pointed at anything: {first:?}"));
                };
                self.give(now, &mut out, |app, cx| app.intend(intent, cx));
            }
            Fact::Acted(Action::SetOnline(_, online)) => {
                self.give(now, &mut out, |app, cx| app.set_online(*online, cx));
            }
            Fact::Acted(Action::RemoveDevice(_)) => {
                self.give(now, &mut out, |app, cx| app.set_online(false, cx));
            }
            // What somebody does to its cables, it notices later.
            Fact::Acted(_) => return Ok(()),
            Fact::SwitchedOn => self.give(now, &mut out, MailApp::start),
            Fact::Woke(_) => self.give(now, &mut out, MailApp::deadline_reached),
            Fact::Opened(id, _) if self.within_tls(*id) => {}
            Fact::Opened(id, _) => self.input(*id, Input::Opened, now, &mut out),
            Fact::Closed(id) | Fact::Lost(id, _) => {
                self.input(*id, Input::PeerClosed, now, &mut out);
            }
            Fact::Tls(id, TlsStep::Established { .. }) => {
                let input =
                    if self.within_tls(*id) { Input::Opened } else { Input::TlsEstablished };
                self.input(*id, input, now, &mut out);
            }
            Fact::Tls(id, TlsStep::Failed(why)) => {
                self.input(*id, Input::TlsFailed(why), now, &mut out);
            }
            Fact::Read { connection, .. } => {
                let octets = octets_read(trace, turn, here);
                self.input(*connection, Input::Received(octets.into()), now, &mut out);
            }
            other => return Err(format!("a device cannot see this: {other:?}")),
        }
        let said: Vec<&[u8]> = out
            .iter()
            .filter_map(|output| match output {
                AppOutput::Wire(_, Output::Sent { frame, .. }) => Some(&*frame.bytes),
                _ => None,
            })
            .collect();
        let device_said: Vec<&[u8]> = turn
            .iter()
            .filter_map(|entry| match &entry.fact {
                Fact::Sent { by: End::Client, frame, .. } if entry.place == here => {
                    Some(&*frame.bytes)
                }
                _ => None,
            })
            .collect();
        if said == device_said {
            return Ok(());
        }
        let text = |all: Vec<&[u8]>| String::from_utf8_lossy(&all.concat()).into_owned();
        Err(format!("{first:?}: {:?} instead of {:?}", text(said), text(device_said)))
    }

    fn input(
        &mut self,
        id: ConnectionId,
        input: Input<Infallible>,
        now: Instant,
        out: &mut Vec<AppOutput>,
    ) {
        let channel = self.channel(id);
        self.give(now, out, |app, cx| app.connection(channel, input, cx));
    }

    fn give(
        &mut self,
        now: Instant,
        out: &mut Vec<AppOutput>,
        turn: impl FnOnce(&mut MailApp, &mut AppCx<'_>),
    ) {
        let (clock, rng) = (self.clock, &mut self.chance);
        turn(&mut self.app, &mut AppCx { now, clock, rng, out });
    }

    fn channel(&self, id: ConnectionId) -> Channel {
        self.channels.get(&id).copied().unwrap_or(Channel::Reading)
    }

    fn within_tls(&self, id: ConnectionId) -> bool {
        self.app.tls_policy(self.channel(id)) == TlsPolicy::Implicit
    }

    /// Where the app differs from the device: what it keeps, what it shows, and for when it waits.
    pub fn difference(&self, world: &World) -> Option<String> {
        let device = &world.device(self.device)?.app;
        let parts = |app: &MailApp| {
            [
                format!("{:?}", app.local()),
                format!("{:?} {:?}", app.open_folder(), app.open_message()),
                format!("{:?} {:?} {}", app.found(), app.deadline(), app.queued()),
            ]
        };
        let pairs = parts(&self.app).into_iter().zip(parts(device));
        pairs.into_iter().find(|(mine, its)| mine != its).map(|(mine, its)| around(&mine, &its))
    }
}

/// The octets that the device read in this turn.
fn octets_read(trace: &Trace, turn: &[&Entry], here: Place) -> Vec<u8> {
    let read = turn.iter().filter(|entry| {
        entry.place == here && matches!(entry.fact, Fact::Read { by: End::Client, .. })
    });
    let frames = read.filter_map(|entry| trace.frame(entry));
    frames.flat_map(|frame| frame.bytes.to_vec()).collect()
}

/// The first difference of two texts, with what stands around it.
fn around(a: &str, b: &str) -> String {
    let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| {
        let bytes = text.as_bytes();
        let from = at.saturating_sub(200);
        let to = bytes.len().min(at + 200);
        String::from_utf8_lossy(bytes.get(from..to).unwrap_or_default()).into_owned()
    };
    format!("...{}...\ninstead of\n...{}...", part(a), part(b))
}
