//! A stated difference: the same scenario with one thing, or a few, set otherwise. What can be set is
//! what the file can say, so that a new key of the format is at once something to compare by.

use core::fmt;

use serde::{Deserialize, Deserializer, de};
use toml::{Table, Value};

use super::{Scenario, ScenarioError, content};

/// What stands for every device that reads mail by a protocol.
const EVERY: &str = "*";

/// A scenario with these changes, under a name. Without a change it is the scenario as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variant {
    /// What people call it: `pop3-leave`.
    pub name: String,
    /// What is set otherwise, in this order.
    pub changes: Vec<Change>,
}

/// One thing that is set otherwise. In a file it is a table: one key says what is meant, the others
/// are the keys of its table in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Keys of a `[[device]]`, or of every device that reads mail by a protocol.
    Device(String, Table),
    /// Keys of a `[[provider]]`.
    Provider(String, Table),
    /// Keys of a `[[provider.user]]`.
    User(String, Table),
    /// Keys of the `[[provider.user.mail]]` with this file.
    Mail(String, Table),
    /// Keys of `[network]`.
    Network(Table),
    /// One more `[[fault]]`.
    Fault(Table),
    /// One more `[[listener]]`.
    Listener(Table),
    /// One more `[[action]]`.
    Action(Table),
}

/// Makes a change of something that has a name.
type Named = fn(String, Table) -> Change;
/// Makes a change of something that there is once, or once more.
type Whole = fn(Table) -> Change;

impl Variant {
    /// The scenario as it is.
    pub const AS_IS: &'static str = "as-is";

    /// The names of the variants that [`Variant::named`] knows.
    pub const NAMES: [&'static str; 5] =
        [Self::AS_IS, "imap", "pop3-leave", "pop3-remove", "pop3-remove-when-deleted"];

    /// The variant of that name: every device reads mail in that way. Devices that do so already
    /// keep their other settings.
    pub fn named(name: &str) -> Option<Self> {
        let keys: &[(&str, &str)] = match name {
            Self::AS_IS => &[],
            "imap" => &[("protocol", "imap")],
            "pop3-leave" => &[("protocol", "pop3"), ("after_fetch", "leave")],
            "pop3-remove" => &[("protocol", "pop3"), ("after_fetch", "remove-at-once")],
            "pop3-remove-when-deleted" => {
                &[("protocol", "pop3"), ("after_fetch", "remove-when-deleted-here")]
            }
            _ => return None,
        };
        let keys: Table =
            keys.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect();
        let changes =
            if keys.is_empty() { vec![] } else { vec![Change::Device(EVERY.to_owned(), keys)] };
        Some(Self { name: name.to_owned(), changes })
    }

    /// Reads what a person writes on a command line: names of variants and single settings, joined
    /// by `+`. A setting is `laptop.after_fetch=leave` or `network={ latency_ms = 300 }`.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        let mut changes = Vec::new();
        for part in split(text, '+') {
            match Self::named(part) {
                Some(named) => changes.extend(named.changes),
                None => changes.push(Change::parse(part)?),
            }
        }
        Ok(Self { name: text.trim().to_owned(), changes })
    }

    /// Reads several variants with commas between them.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, ScenarioError> {
        split(text, ',').into_iter().map(Self::parse).collect()
    }
}

impl Change {
    /// One setting as a person writes it.
    fn parse(text: &str) -> Result<Self, ScenarioError> {
        let wrong = || {
            content(format!(
                "{text:?} is no variant: there are {}, and settings like laptop.after_fetch=leave",
                Variant::NAMES.join(", ")
            ))
        };
        let (place, value) = text.split_once('=').ok_or_else(wrong)?;
        let value = value_of(value.trim());
        let (place, table) = match place.trim().rsplit_once('.') {
            Some((holder, key)) => {
                let keys = Table::from_iter([(key.to_owned(), value)]);
                return Ok(Self::Device(holder.to_owned(), keys));
            }
            None => (place.trim(), Table::from_iter([(place.trim().to_owned(), value)])),
        };
        Self::from_table(table).map_err(|why| content(format!("{place}: {why}")))
    }

    fn from_table(mut table: Table) -> Result<Self, String> {
        let mut name = |key: &str| match table.remove(key) {
            Some(Value::String(name)) => Ok(Some(name)),
            Some(_) => Err(format!("{key} needs a name")),
            None => Ok(None),
        };
        let named: [(&str, Named); 4] = [
            ("device", Self::Device),
            ("provider", Self::Provider),
            ("user", Self::User),
            ("mail", Self::Mail),
        ];
        for (key, make) in named {
            if let Some(name) = name(key)? {
                return Ok(make(name, table));
            }
        }
        let whole: [(&str, Whole); 4] = [
            ("network", Self::Network),
            ("fault", Self::Fault),
            ("listener", Self::Listener),
            ("action", Self::Action),
        ];
        let mut entries = table.into_iter();
        match (entries.next(), entries.next()) {
            (Some((key, Value::Table(keys))), None) => {
                let made = whole.iter().find(|(name, _)| *name == key);
                made.map(|(_, make)| make(keys)).ok_or_else(|| format!("nothing is called {key}"))
            }
            _ => Err("a change is of a device, provider, user, mail, network, fault, listener or \
                      action"
                .to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_table(Table::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// As a person would write it.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, keys) = match self {
            Self::Device(name, keys)
            | Self::Provider(name, keys)
            | Self::User(name, keys)
            | Self::Mail(name, keys) => (name.as_str(), keys),
            Self::Network(keys) => ("network", keys),
            Self::Fault(keys) => ("fault", keys),
            Self::Listener(keys) => ("listener", keys),
            Self::Action(keys) => ("action", keys),
        };
        let keys = keys.iter().map(|(key, value)| format!("{key} = {value}"));
        write!(f, "{what}: {}", keys.collect::<Vec<_>>().join(", "))
    }
}

impl Scenario {
    /// The same scenario with something set otherwise.
    pub fn with(&self, variant: &Variant) -> Result<Self, ScenarioError> {
        if variant.changes.is_empty() {
            return Ok(self.clone());
        }
        let mut table = (*self.source.table).clone();
        for change in &variant.changes {
            self.apply(change, &mut table)
                .map_err(|why| content(format!("with {change}: {why}")))?;
        }
        self.source.rebuild(table).map_err(|why| match why {
            ScenarioError::Format(what) => content(format!("with {}: {what}", variant.name)),
            other => other,
        })
    }

    fn apply(&self, change: &Change, table: &mut Table) -> Result<(), String> {
        match change {
            Change::Device(name, keys) => {
                let meant = self.devices_named(name, table)?;
                for (index, device) in list(table, "device")?.iter_mut().enumerate() {
                    if let (Value::Table(device), true) = (device, meant.contains(&index)) {
                        change_device(device, keys);
                    }
                }
                Ok(())
            }
            Change::Provider(name, keys) => {
                merge(named(list(table, "provider")?.iter_mut(), "name", name)?, keys);
                Ok(())
            }
            Change::User(name, keys) => {
                let providers = list(table, "provider")?.iter_mut();
                let users = providers.flat_map(|p| inner(p, "user"));
                merge(named(users, "name", name)?, keys);
                Ok(())
            }
            Change::Mail(file, keys) => {
                let providers = list(table, "provider")?.iter_mut();
                let users = providers.flat_map(|p| inner(p, "user"));
                merge(named(users.flat_map(|user| inner(user, "mail")), "file", file)?, keys);
                Ok(())
            }
            Change::Network(keys) => {
                let network = table.entry("network").or_insert_with(usual_network);
                network.as_table_mut().map(|network| merge(network, keys)).ok_or_else(String::new)
            }
            Change::Fault(keys) => append(table, "fault", keys),
            Change::Listener(keys) => append(table, "listener", keys),
            Change::Action(keys) => append(table, "action", keys),
        }
    }

    /// The positions of the devices of that name.
    fn devices_named(&self, name: &str, table: &Table) -> Result<Vec<usize>, String> {
        if name == EVERY {
            let devices = table.get("device").and_then(Value::as_array);
            // A provider's page in a browser speaks neither.
            let reads = |device: &Value| {
                device.get("protocol").and_then(Value::as_str).is_some_and(|name| name != "webmail")
            };
            let devices = devices.into_iter().flatten().enumerate();
            return Ok(devices.filter(|(_, device)| reads(device)).map(|(i, _)| i).collect());
        }
        let position = self.devices().position(|device| self.name_of(&device) == name);
        position.map(|position| vec![position]).ok_or_else(|| {
            let names: Vec<_> = self.devices().map(|device| self.name_of(&device)).collect();
            format!("there is no device {name:?}; there are {}", names.join(", "))
        })
    }
}

/// Sets keys of a device. Who changes the protocol and says nothing about when to look for mail
/// takes what is usual there; by hand stays by hand.
fn change_device(device: &mut Table, keys: &Table) {
    let protocol = keys.get("protocol").filter(|new| device.get("protocol") != Some(*new));
    let by_hand = device.get("check").and_then(Value::as_str) == Some("manual");
    if let (Some(protocol), false, false) = (protocol, by_hand, keys.contains_key("check")) {
        let check = match protocol.as_str() {
            Some("pop3") => Value::Table(Table::from_iter([("minutes".to_owned(), 15.into())])),
            _ => Value::from("idle"),
        };
        device.insert("check".to_owned(), check);
    }
    merge(device, keys);
}

/// Sets keys; a table within is changed key by key where it says the same kind of thing.
fn merge(table: &mut Table, keys: &Table) {
    for (key, value) in keys {
        match (table.get_mut(key), value) {
            (Some(Value::Table(old)), Value::Table(new)) if key != "check" => merge(old, new),
            _ => {
                table.insert(key.clone(), value.clone());
            }
        }
    }
}

fn list<'a>(table: &'a mut Table, key: &str) -> Result<&'a mut Vec<Value>, String> {
    table
        .get_mut(key)
        .and_then(Value::as_array_mut)
        .ok_or_else(|| format!("this scenario has no [[{key}]]"))
}

fn inner<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

fn named<'a>(
    mut values: impl Iterator<Item = &'a mut Value>,
    key: &str,
    name: &str,
) -> Result<&'a mut Table, String> {
    values
        .find(|value| value.get(key).and_then(Value::as_str) == Some(name))
        .and_then(Value::as_table_mut)
        .ok_or_else(|| format!("there is nothing with {key} = {name:?}"))
}

fn append(table: &mut Table, key: &str, keys: &Table) -> Result<(), String> {
    let list = table.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    let list = list.as_array_mut().ok_or_else(|| format!("{key} is no list"))?;
    list.push(Value::Table(keys.clone()));
    Ok(())
}

/// The one key that `[network]` needs, as it is where a file has no such table.
fn usual_network() -> Value {
    let millis = crate::Network::default().between.latency.as_micros() / 1_000;
    let millis = i64::try_from(millis).unwrap_or_default();
    Value::Table(Table::from_iter([("latency_ms".to_owned(), millis.into())]))
}

/// A value as TOML has it; a word without quotes is itself.
fn value_of(text: &str) -> Value {
    let parsed = toml::from_str::<Table>(&format!("value = {text}"));
    let value = parsed.ok().and_then(|mut table| table.remove("value"));
    value.unwrap_or_else(|| Value::from(text))
}

/// Splits where the separator stands outside brackets and quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut quoted) = (0_usize, false);
    let parts = text.split(|c: char| {
        match c {
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == separator && depth == 0 && !quoted
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}
