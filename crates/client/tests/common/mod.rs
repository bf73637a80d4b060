//! Plays a conversation from a file against a mail app and writes down everything that the app
//! does.

#![allow(dead_code, reason = "each test program uses a part of this")]

use core::convert::Infallible;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use bytes::Bytes;
use mailscope_base::{Address, DateTime, Duration, Flag, Flags, Instant, Prng, WallClock};
use mailscope_client::{
    AfterFetch, AppCx, AppOutput, Channel, CheckFor, Draft, Drafts, Fetches, ImapPolicy, Intent,
    Keeps, LocalChange, LocalId, LocalMessage, MailApp, OnDelete, Pop3Policy, Protocol, SearchIn,
    SendingSettings, SentCopy, Settings, Shows, Standing, TlsPolicy,
};
use mailscope_wire::{Input, Output};

/// A mail app with a script's clock, and what it has done.
pub(crate) struct Play {
    pub(crate) app: MailApp,
    pub(crate) now: Instant,
    pub(crate) rng: Prng,
    pub(crate) log: String,
    /// How often the app asked for a connection that has not been opened.
    pub(crate) wanted: bool,
    /// The same for sending.
    pub(crate) wanted_sending: bool,
    /// The mails that are on the device by what was told of them, with their folders and flags.
    told: BTreeMap<LocalId, (String, Flags)>,
}

impl Play {
    pub(crate) fn new(settings: &str) -> Self {
        Self {
            app: MailApp::new(parse_settings(settings)),
            now: Instant::START,
            rng: Prng::new(1),
            log: String::new(),
            wanted: false,
            wanted_sending: false,
            told: BTreeMap::new(),
        }
    }

    /// Gives the app one turn.
    pub(crate) fn turn(
        &mut self,
        turn: impl FnOnce(&mut MailApp, &mut AppCx<'_>),
    ) -> Vec<AppOutput> {
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let mut out = Vec::new();
        let mut cx =
            AppCx { now: self.now, clock: WallClock { start }, rng: &mut self.rng, out: &mut out };
        turn(&mut self.app, &mut cx);
        for output in &out {
            if let AppOutput::Local(change) = output {
                self.believe(change);
            }
            self.write(output);
        }
        out
    }

    pub(crate) fn receive(&mut self, bytes: &[u8]) -> Vec<AppOutput> {
        self.receive_on(Channel::Reading, bytes)
    }

    pub(crate) fn receive_on(&mut self, channel: Channel, bytes: &[u8]) -> Vec<AppOutput> {
        let bytes = Bytes::copy_from_slice(bytes);
        self.input(channel, Input::Received(bytes))
    }

    fn input(&mut self, channel: Channel, input: Input<Infallible>) -> Vec<AppOutput> {
        self.turn(|app, cx| app.connection(channel, input, cx))
    }

    /// One line of a script that is not an expectation.
    pub(crate) fn step(&mut self, line: &str) {
        if let Some(text) = line.strip_prefix("S:") {
            let text = text.strip_prefix(' ').unwrap_or(text);
            self.receive(format!("{text}\r\n").as_bytes());
            return;
        }
        if let Some(text) = line.strip_prefix("S>") {
            let text = text.strip_prefix(' ').unwrap_or(text);
            self.receive_on(Channel::Sending, format!("{text}\r\n").as_bytes());
            return;
        }
        let (verb, rest) = line.split_once(": ").unwrap_or((line, ""));
        let (verb, channel) = match verb.strip_suffix('>') {
            Some(verb) => (verb, Channel::Sending),
            None => (verb, Channel::Reading),
        };
        match verb {
            "start" => drop(self.turn(MailApp::start)),
            "opened" => drop(self.input(channel, Input::Opened)),
            "cut" => drop(self.input(channel, Input::PeerClosed)),
            "tls" => drop(self.input(channel, Input::TlsEstablished)),
            "tls fails" => drop(self.input(channel, Input::TlsFailed("not its certificate"))),
            "offline" => drop(self.turn(|app, cx| app.set_online(false, cx))),
            "online" => drop(self.turn(|app, cx| app.set_online(true, cx))),
            "wait" => self.wait(),
            // Somebody leaves the device alone for so many minutes.
            "minutes" => self.now = self.now + Duration::from_mins(rest.parse().unwrap()),
            "tap" => {
                let intent = parse_intent(rest);
                self.turn(|app, cx| app.intend(intent, cx));
            }
            "show" => self.show(rest),
            "folders" => self.show_folders(),
            other => panic!("no such step: {other}"),
        }
    }

    /// Follows what is told, as a reader of the outputs would.
    fn believe(&mut self, change: &LocalChange) {
        match change {
            LocalChange::Appeared { id } => {
                // How it looks is read from the device; a later change of the same turn may be in
                // it already.
                let message = self.app.local().message(*id);
                let seen = message.map(|m| (m.folder.clone(), m.flags.clone()));
                self.told.insert(*id, seen.unwrap_or_default());
            }
            LocalChange::FlagsChanged { id, after, .. } => {
                self.told.get_mut(id).unwrap().1 = after.clone();
            }
            LocalChange::Moved { id, to, .. } => {
                self.told.get_mut(id).unwrap().0.clone_from(to);
            }
            LocalChange::FolderRenamed { from, to } => {
                let inside = self.told.values_mut().filter(|(folder, _)| folder == from);
                inside.for_each(|(folder, _)| folder.clone_from(to));
            }
            LocalChange::Vanished { id, .. } => assert!(self.told.remove(id).is_some()),
            LocalChange::Folders
            | LocalChange::BodyFetched { .. }
            | LocalChange::Settled { .. }
            | LocalChange::Sent { .. }
            | LocalChange::SendRefused { .. }
            | LocalChange::NotSentYet { .. }
            | LocalChange::FolderRefused { .. }
            | LocalChange::Found { .. }
            | LocalChange::Conflict(_)
            | LocalChange::Synchronised { .. } => {}
        }
    }

    /// Whether the device is what was told of it, and every way of finding a mail agrees with the
    /// mail itself.
    pub(crate) fn assert_consistent(&self) {
        assert_consistent(&self.app);
        let local = self.app.local();
        let shown: BTreeMap<LocalId, (String, Flags)> =
            local.messages().map(|m| (m.id, (m.folder.clone(), m.flags.clone()))).collect();
        assert_eq!(self.told, shown);
    }

    fn wait(&mut self) {
        let Some(deadline) = self.app.deadline() else {
            self.log.push_str("  no deadline\n");
            return;
        };
        let pause = deadline.at.since(self.now).as_secs();
        self.now = deadline.at;
        writeln!(self.log, "  after {pause} s: {}", deadline.reason.0).unwrap();
        self.turn(MailApp::deadline_reached);
    }

    fn show(&mut self, folder: &str) {
        let local = self.app.local();
        let (count, unread) = (local.count(folder), local.unread(folder));
        let mut text = format!("  {folder}: {count}, unread {unread}\n");
        for message in local.messages_in(folder) {
            writeln!(text, "  {}", describe(message)).unwrap();
        }
        let queued = self.app.queued();
        if queued > 0 {
            writeln!(text, "  queued {queued}").unwrap();
        }
        self.log.push_str(&text);
    }

    fn show_folders(&mut self) {
        let mut text = format!("  open {}\n", self.app.open_folder());
        for folder in self.app.local().folders() {
            let pending = if folder.pending { " pending" } else { "" };
            let own = if folder.local { " own" } else { "" };
            let subscribed = match folder.subscribed {
                None => "",
                Some(true) => " subscribed",
                Some(false) => " not subscribed",
            };
            let known = if folder.known_at.is_some() { " known" } else { "" };
            let role = folder.role;
            writeln!(text, "  {} {role:?}{own}{subscribed}{pending}{known}", folder.name).unwrap();
        }
        self.log.push_str(&text);
    }

    fn write(&mut self, output: &AppOutput) {
        match output {
            AppOutput::Connect { service, implicit_tls, channel } => {
                match channel {
                    Channel::Reading => self.wanted = true,
                    Channel::Sending => self.wanted_sending = true,
                }
                let tls = if *implicit_tls { " within TLS" } else { "" };
                writeln!(self.log, "  connect {service}{tls}").unwrap();
            }
            AppOutput::Wire(channel, output) => self.write_wire(*channel, output),
            AppOutput::Local(change) => {
                writeln!(self.log, "  {}", describe_change(change)).unwrap();
            }
        }
    }
}

impl Play {
    /// What belongs to the connection for sending is marked.
    fn write_wire(&mut self, channel: Channel, output: &Output<Infallible>) {
        let (speaker, mark) = match channel {
            Channel::Reading => ("C:", ""),
            Channel::Sending => ("C>", "> "),
        };
        match output {
            Output::Sent { frame, .. } => {
                let text = String::from_utf8_lossy(&frame.bytes);
                let text = text.strip_suffix("\r\n").unwrap_or(&text);
                for line in text.split("\r\n") {
                    writeln!(self.log, "{speaker} {line}").unwrap();
                }
            }
            Output::Entered(state) => writeln!(self.log, "  {mark}state {}", state.0).unwrap(),
            Output::Chose(choice) => {
                assert!(mailscope_client::CHOICES.contains(&choice.0));
                writeln!(self.log, "  {mark}chose {}", choice.0).unwrap();
            }
            Output::StartTls => writeln!(self.log, "  {mark}starts TLS").unwrap(),
            Output::Closed => writeln!(self.log, "  {mark}closed").unwrap(),
            Output::Read(_) => {}
            Output::Event(never) => match *never {},
        }
    }
}

/// One line for a mail.
pub(crate) fn describe(message: &LocalMessage) -> String {
    let standing = match message.standing {
        Standing::Settled => "",
        Standing::Pending => " pending",
        Standing::Own => " own",
    };
    let body = if message.body.is_some() { " whole" } else { "" };
    format!(
        "{} {} {:?} <{}> {:?}{standing}{body}",
        message.id.0,
        message.flags,
        message.summary.from,
        message.summary.address,
        message.summary.subject,
    )
}

fn describe_change(change: &LocalChange) -> String {
    match change {
        LocalChange::Folders => "folders".to_owned(),
        LocalChange::Appeared { id } => format!("appeared {}", id.0),
        LocalChange::FlagsChanged { id, before, after } => {
            format!("flags {} {before} -> {after}", id.0)
        }
        LocalChange::Moved { id, from, to } => format!("moved {} {from} -> {to}", id.0),
        LocalChange::Vanished { id, folder, .. } => format!("vanished {} from {folder}", id.0),
        LocalChange::BodyFetched { id } => format!("whole {}", id.0),
        LocalChange::Settled { id } => format!("settled {}", id.0),
        LocalChange::Sent { id } => format!("sent {}", id.0),
        LocalChange::SendRefused { id, recipients, words } => {
            format!("refused {} for {}: {words}", id.0, recipients.join(" "))
        }
        LocalChange::NotSentYet { id, why } => format!("not sent yet {}: {why}", id.0),
        LocalChange::Conflict(conflict) => {
            let mail = conflict.mail.as_ref().map(|mail| format!(" {}", mail.id.0));
            let mail = mail.unwrap_or_default();
            format!("conflict in {}{mail}: {:?}", conflict.folder, conflict.kind)
        }
        LocalChange::Synchronised { folder } => format!("synchronised {folder}"),
        LocalChange::FolderRenamed { from, to } => format!("renamed {from} -> {to}"),
        LocalChange::FolderRefused { folder, words } => format!("refused {folder}: {words}"),
        LocalChange::Found { word, folder, count, complete } => {
            let searched = if *complete { "all" } else { "what is here" };
            format!("found {word} in {folder}: {count}, searched {searched}")
        }
    }
}

pub(crate) fn parse_settings(text: &str) -> Settings {
    let (named, words): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|word| word.contains('='));
    let named = |key: &str| {
        named
            .iter()
            .find_map(|word| word.split_once('=').filter(|(k, _)| *k == key))
            .map(|(_, v)| v)
    };
    let check = match words[1] {
        "idle" => CheckFor::Idle,
        "manual" => CheckFor::Manual,
        minutes => CheckFor::Every(Duration::from_mins(minutes.parse().unwrap())),
    };
    let protocol = match (words[0], words[2]) {
        ("imap", on_delete) => Protocol::Imap(ImapPolicy {
            check,
            on_delete: match on_delete {
                "trash" => OnDelete::MoveToTrash,
                "mark" => OnDelete::MarkDeleted,
                "expunge" => OnDelete::Expunge,
                other => panic!("no such policy: {other}"),
            },
            keeps: match named("keeps") {
                None => Keeps::Headers,
                Some("everything") => Keeps::Everything,
                Some("days") => Keeps::LastDays(7),
                Some(other) => panic!("no such policy: {other}"),
            },
            shows: if named("shows").is_some() { Shows::Subscribed } else { Shows::All },
            drafts: if named("drafts").is_some() { Drafts::Here } else { Drafts::OnServer },
        }),
        ("pop3", after_fetch) => Protocol::Pop3(Pop3Policy {
            check,
            after_fetch: match after_fetch {
                "leave" => AfterFetch::Leave,
                "deleted" => AfterFetch::RemoveWhenDeletedHere,
                "once" => AfterFetch::RemoveAtOnce,
                days => AfterFetch::RemoveAfterDays(days.parse().unwrap()),
            },
            fetches: match named("fetches") {
                None => Fetches::Whole,
                Some("headers") => Fetches::Headers,
                Some(other) => panic!("no such policy: {other}"),
            },
        }),
        other => panic!("no such settings: {other:?}"),
    };
    Settings {
        user: "ada".to_owned(),
        password: words.get(3).unwrap_or(&"secret").to_string(),
        protocol,
        tls: parse_tls(named("tls")),
        sending: named("sending").map(|sent| SendingSettings {
            name: "Ada Lovelace".to_owned(),
            address: Address::new("ada", "nord.example"),
            user: "ada".to_owned(),
            password: "secret".to_owned(),
            tls: parse_tls(named("sendtls")),
            sent: match sent {
                "append" => SentCopy::ByAppend,
                "provider" => SentCopy::ByProvider,
                "both" => SentCopy::Both,
                "none" => SentCopy::None,
                other => panic!("no such policy: {other}"),
            },
        }),
    }
}

fn parse_tls(text: Option<&str>) -> TlsPolicy {
    match text {
        None => TlsPolicy::Never,
        Some("offered") => TlsPolicy::IfOffered,
        Some("required") => TlsPolicy::Required,
        Some("implicit") => TlsPolicy::Implicit,
        Some(other) => panic!("no such policy: {other}"),
    }
}

fn parse_addresses(text: &str) -> Vec<Address> {
    let address = |text: &str| {
        let (local_part, domain) = text.split_once('@').unwrap();
        Address::new(local_part, domain)
    };
    text.split(',').map(address).collect()
}

/// `TO SUBJECT`, with the text that every mail of these scripts has.
fn parse_draft(to: &str, subject: &str) -> Draft {
    let text = "Hello\n.\nAda".to_owned();
    Draft { to: parse_addresses(to), subject: subject.to_owned(), text, ..Draft::default() }
}

/// A draft for nobody yet.
fn unfinished(subject: &str) -> Draft {
    Draft { subject: subject.to_owned(), text: "Not yet".to_owned(), ..Draft::default() }
}

fn parse_intent(text: &str) -> Intent {
    let (verb, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (first, second) = rest.split_once(' ').unwrap_or((rest, ""));
    let id = LocalId(first.parse().unwrap_or(u32::MAX));
    match verb {
        "open" => Intent::Open(id),
        "read" => Intent::SetRead(id, true),
        "unread" => Intent::SetRead(id, false),
        "flag" => Intent::SetFlagged(id, true),
        "unflag" => Intent::SetFlagged(id, false),
        "move" => Intent::Move(id, second.to_owned()),
        "delete" => Intent::Delete(id),
        "folder" => Intent::OpenFolder(rest.to_owned()),
        "check" => Intent::CheckMail,
        "send" => Intent::Send(parse_draft(first, second)),
        "answer" => {
            let (to, subject) = second.split_once(' ').unwrap();
            Intent::Send(Draft { in_reply_to: Some(id), ..parse_draft(to, subject) })
        }
        "reinstall" => Intent::Reinstall,
        "make" => Intent::CreateFolder(rest.to_owned()),
        "rename" => Intent::RenameFolder(first.to_owned(), second.to_owned()),
        "unmake" => Intent::DeleteFolder(rest.to_owned()),
        "subscribe" => Intent::Subscribe(rest.to_owned(), true),
        "unsubscribe" => Intent::Subscribe(rest.to_owned(), false),
        "draft" => Intent::SaveDraft(None, unfinished(rest)),
        "redraft" => Intent::SaveDraft(Some(id), unfinished(second)),
        "send-draft" => {
            let (to, subject) = second.split_once(' ').unwrap();
            Intent::Send(Draft { continues: Some(id), ..parse_draft(to, subject) })
        }
        "empty" => Intent::EmptyTrash,
        "keyword" => Intent::SetKeyword(id, second.to_owned(), true),
        "no-keyword" => Intent::SetKeyword(id, second.to_owned(), false),
        "search" => Intent::Search(rest.to_owned(), SearchIn::Here),
        "search-there" => Intent::Search(rest.to_owned(), SearchIn::Server),
        "configure" => Intent::Configure(parse_settings(rest)),
        other => panic!("no such tap: {other}"),
    }
}

/// What the device shows, with everything but the time of its knowledge.
pub(crate) fn picture(app: &MailApp) -> String {
    let local = app.local();
    let mut text = format!("{} {}\n", app.open_folder(), local.octets());
    for folder in local.folders() {
        let (count, unread) = (local.count(&folder.name), local.unread(&folder.name));
        writeln!(text, "{} {:?} {count} {unread}", folder.name, folder.role).unwrap();
    }
    for message in local.messages() {
        writeln!(text, "{} {:?} {}", message.folder, message.origin, describe(message)).unwrap();
    }
    text
}

/// Whether every way of finding a mail agrees with the mail itself.
fn assert_consistent(app: &MailApp) {
    let local = app.local();
    let mut octets = 0;
    let mut folders = BTreeMap::<&str, (usize, usize)>::new();
    for message in local.messages() {
        let entry = folders.entry(&message.folder).or_default();
        entry.0 += 1;
        entry.1 += usize::from(!message.flags.contains(&Flag::Seen));
        let summary = &message.summary;
        octets += summary.from.len() + summary.address.len() + summary.subject.len();
        octets += summary.message_id.as_ref().map_or(0, String::len);
        octets += message.body.as_ref().map_or(0, Bytes::len);
    }
    assert_eq!(local.octets(), octets as u64);
    let pending = local.messages().filter(|message| message.standing == Standing::Pending).count();
    // What empties the trash is one change.
    assert!(pending == 0 || app.queued() > 0, "{pending} pending, nothing queued");
    // A name that the server has not confirmed may be that of another folder there.
    if local.folders().any(|folder| folder.pending) {
        return;
    }
    for (folder, (count, unread)) in folders {
        assert_eq!((local.count(folder), local.unread(folder)), (count, unread), "{folder}");
        let shown: Vec<LocalId> = local.messages_in(folder).map(|message| message.id).collect();
        assert_eq!(shown.len(), count);
        assert!(shown.iter().all(|id| local.message(*id).is_some_and(|m| m.folder == folder)));
    }
}
