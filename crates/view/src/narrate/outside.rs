//! What comes from outside and is no tap: the network, hosts, new devices, a person at a terminal.

use mailscope_base::{AccountId, ProviderId};
use mailscope_sim::{Action, Condition, Does, HostId, NewListener, TerminalId, World};

use super::tell::first_line;
use crate::Text;
use crate::devices::kind_name;

pub(super) fn acted(world: &World, action: &Action, device: Text) -> Text {
    match action {
        // A tap is told by whoever knows taps.
        Action::Tap(..) => Text::new("say-begin"),
        Action::SetOnline(_, true) => Text::new("say-online").text("device", device),
        Action::SetOnline(_, false) => Text::new("say-offline").text("device", device),
        Action::Deliver(_, _, mails) => {
            Text::new("say-delivered").number("count", mails.len() as u64)
        }
        Action::MakeUp(_, _, count) => {
            Text::new("say-delivered").number("count", u64::from(*count))
        }
        Action::SetHost(host, condition) => host_is(world, *host, *condition),
        Action::Cut(_) => Text::new("say-cut").text("device", device),
        Action::AddDevice(new) => {
            Text::new("say-new-device").text("kind", kind_name(new.kind).number("number", 0))
        }
        Action::SetLink(_, link) => Text::new("say-link")
            .text("device", device)
            .number("latency", link.latency.as_micros() / 1_000)
            .number("rate", u64::from(link.bandwidth)),
        Action::Renumber(provider, account, mailbox) => Text::new("say-renumber")
            .words("user", user(world, *provider, *account))
            .words("name", mailbox.clone()),
        Action::AddTerminal(new) => {
            Text::new("say-new-terminal").words("name", new.name.to_string())
        }
        Action::Dial(terminal) => dial(world, *terminal, device),
        Action::Type(_, octets) => {
            Text::new("say-type").text("device", device).words("line", first_line(octets))
        }
        Action::HangUp(_) => Text::new("say-hang-up").text("device", device),
        Action::RemoveDevice(_) => Text::new("say-device-gone").text("device", device),
        Action::AddAccount(provider, new) => Text::new("say-new-account")
            .words("address", format!("{}@{}", new.user, provider_name(world, *provider))),
        Action::AddProvider(new) => Text::new("say-new-provider").words("name", &*new.name),
        Action::AddListener(new) => comes_to_listen(new),
        Action::RemoveListener(id) => {
            let name = world.listener(*id).map_or_else(String::new, |it| it.name.to_string());
            Text::new("say-listener-gone").words("name", name)
        }
    }
}

fn comes_to_listen(new: &NewListener) -> Text {
    let text = match new.does {
        Does::Listens => Text::new("say-listener"),
        Does::StripsStartTls => Text::new("say-listener-strips"),
        Does::FalseCertificate => Text::new("say-listener-false"),
    };
    text.words("name", &*new.name)
}

fn provider_name(world: &World, id: ProviderId) -> String {
    world.provider_of(id).map_or_else(String::new, |provider| provider.name.clone())
}

fn dial(world: &World, id: TerminalId, terminal: Text) -> Text {
    let about = world.terminal(id).map(|terminal| &terminal.about);
    let service = about.map_or_else(String::new, |about| about.service.name().to_uppercase());
    let host = about.map_or_else(String::new, |about| host_name(world, about.host));
    Text::new("say-dial").text("device", terminal).words("service", service).words("host", host)
}

fn host_is(world: &World, host: HostId, condition: Condition) -> Text {
    let text = match condition {
        Condition::Up => Text::new("say-host-up"),
        Condition::Down => Text::new("say-host-down"),
        Condition::Refuses => Text::new("say-host-refuses"),
        Condition::CutsAfter(octets) => Text::new("say-host-cuts").number("octets", octets),
        Condition::Slow(rate) => Text::new("say-host-slow").number("rate", u64::from(rate)),
    };
    text.words("host", host_name(world, host))
}

fn host_name(world: &World, host: HostId) -> String {
    let found = world.provider_of(host.provider).and_then(|provider| provider.host(host.index));
    found.map_or_else(String::new, |host| host.name.to_string())
}

fn user(world: &World, provider: ProviderId, account: AccountId) -> String {
    let account = world.provider_of(provider).and_then(|provider| provider.store.account(account));
    account.map_or_else(String::new, |account| account.user.to_string())
}
