//! Several sessions on one store, with nothing between them but bytes and notices that come late.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;
use mailscope_base::{
    AccountId, DateTime, Duration, EmailId, Flags, Instant, ModSeq, Prng, Uid, UidValidity,
    WallClock,
};
use mailscope_server::{ImapServer, Notice, ServerEvent};
use mailscope_store::{Change, ChangeKind, Mail, NewMessage, Quota, Store};
use mailscope_wire::imap::{Assembled, Assembler, Response, Status};
use mailscope_wire::{Cx, Endpoint as _, Input, Output};

use crate::client::{Client, Known, Picture};
use crate::command::{self, Dice, Issued, Made};
use crate::obey::{Obeyed, compare, obey};
use crate::reference::Reference;
use crate::truth::{Turn, targets};

const START: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 60 };
const SEATS: usize = 3;
/// Lines of the conversation that are shown when something is wrong.
const SHOWN: usize = 200;

/// One connection: a client, its server session, and what is under way between them.
struct Seat {
    server: ImapServer,
    assembler: Assembler,
    client: Client,
    /// What the client has sent and the server has not received.
    sent: VecDeque<u8>,
    /// What the client sends once it is told to go on.
    held: VecDeque<Vec<u8>>,
    notices: VecDeque<Notice>,
    /// Which connection of this test it is.
    number: u32,
}

/// Everything.
pub(crate) struct Table {
    store: Store,
    account: AccountId,
    reference: Reference,
    rng: Prng,
    dice: Dice,
    now: Instant,
    seats: Vec<Seat>,
    commands: usize,
    connections: u32,
    /// The least UID that the next message of each mailbox may have.
    promises: BTreeMap<UidValidity, u32>,
    /// The highest mod-sequence of each mailbox.
    highest: BTreeMap<UidValidity, ModSeq>,
    /// Which mail was ever where.
    places: BTreeMap<(UidValidity, Uid), EmailId>,
    /// Which connection was told of a message as `\Recent`.
    recent: BTreeMap<(UidValidity, Uid), u32>,
    shown: VecDeque<String>,
    /// Whether sessions hear of changes after they have done something else, which no owner of
    /// theirs does today. Mod-sequences told to a client do not hold for so long, so nobody returns
    /// with them.
    late: bool,
    pub(crate) seed: u64,
    /// How often each verb was obeyed.
    pub(crate) obeyed: BTreeMap<String, usize>,
}

/// What was said last, if the test fails.
impl Drop for Table {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let lines: Vec<&str> = self.shown.iter().map(String::as_str).collect();
            eprintln!("seed {}, the last lines:\n{}", self.seed, lines.join("\n"));
        }
    }
}

impl Table {
    pub(crate) fn new(seed: u64) -> Self {
        let mut store = Store::new(UidValidity::new(1).expect("1 is not 0"));
        let account = store.create_account("ada", "nord.example", "secret");
        let mut table = Self {
            store,
            account,
            reference: Reference::new(1),
            rng: Prng::new(seed),
            dice: Dice(Prng::new(seed)),
            now: Instant::START,
            seats: Vec::new(),
            commands: 0,
            connections: 0,
            promises: BTreeMap::new(),
            highest: BTreeMap::new(),
            places: BTreeMap::new(),
            recent: BTreeMap::new(),
            shown: VecDeque::new(),
            late: seed % 2 == 1,
            seed,
            obeyed: BTreeMap::new(),
        };
        for seat in 0..SEATS {
            table.seats.push(Seat {
                server: ImapServer::new(),
                assembler: Assembler::for_client(),
                client: Client::default(),
                sent: VecDeque::new(),
                held: VecDeque::new(),
                notices: VecDeque::new(),
                number: 0,
            });
            table.connect(seat);
        }
        table
    }

    fn show(&mut self, line: String) {
        if self.shown.len() == SHOWN {
            self.shown.pop_front();
        }
        self.shown.push_back(line);
    }

    fn date(&self) -> DateTime {
        WallClock { start: START }.at(self.now)
    }

    /// One thing happens somewhere.
    pub(crate) fn step(&mut self) {
        self.now = self.now + Duration::from_millis(300);
        let seat = self.dice.below(SEATS);
        match self.dice.below(100) {
            0..=1 => self.deliver(),
            2 if self.dice.one_in(4) => self.cut(seat),
            3 if self.dice.one_in(3) => self.set_quota(),
            4..=20 => self.notice(seat),
            21..=23 => self.settle(seat),
            _ => self.go_on(seat),
        }
    }

    /// Everybody knows everything, and it is right.
    pub(crate) fn finish(&mut self) {
        for _ in 0..2 {
            (0..SEATS).for_each(|seat| self.settle(seat));
        }
        compare(&self.reference, &self.store);
    }

    fn connect(&mut self, seat: usize) {
        self.connections += 1;
        let at = &mut self.seats[seat];
        at.client.reconnect();
        at.client.is_forgetful = self.late;
        (at.server, at.assembler) = (ImapServer::new(), Assembler::for_client());
        at.number = self.connections;
        at.sent.clear();
        at.held.clear();
        at.notices.clear();
        self.show(format!("E{seat} connects"));
        self.turn(seat, Input::Opened);
    }

    fn cut(&mut self, seat: usize) {
        self.turn(seat, Input::PeerClosed);
        self.connect(seat);
    }

    /// A mail arrives.
    fn deliver(&mut self) {
        let nth = self.commands;
        let text = format!("Subject: delivered {nth}\r\n\r\nx\r\n");
        let (octets, now) = (text.len() as u64, self.date());
        let message = NewMessage::arriving(Mail::new(text.into_bytes()), now);
        let change = self.store.append(self.account, "INBOX", message);
        let expected = self.reference.append("INBOX", octets, Flags::NONE, now, now);
        assert_eq!(change.is_ok(), expected.is_ok());
        self.show(format!("E. delivery {}", if change.is_ok() { "to INBOX" } else { "refused" }));
        self.changed(None, &change.into_iter().collect::<Vec<_>>());
    }

    fn set_quota(&mut self) {
        let most = self.dice.below(60) as u64;
        let messages = if self.dice.one_in(2) { None } else { Some(most) };
        let quota = Quota { storage_octets: None, messages };
        let change = self.store.set_quota(self.account, quota).expect("there is the account");
        self.reference.set_quota(quota);
        self.show(format!("E. quota {messages:?} messages"));
        self.changed(None, &change.into_iter().collect::<Vec<_>>());
    }

    /// Some of what waits to be told to a session is told.
    fn notice(&mut self, seat: usize) {
        let count = 1 + self.dice.below(3);
        for _ in 0..count {
            self.one_notice(seat);
        }
    }

    fn one_notice(&mut self, seat: usize) -> bool {
        let Some(notice) = self.seats[seat].notices.pop_front() else { return false };
        let kinds: Vec<String> = notice.0.iter().map(|change| describe(&change.kind)).collect();
        self.show(format!("N{seat} {}", kinds.join(", ")));
        self.turn(seat, Input::Action(notice));
        true
    }

    /// The client asks for something, or some of what it has sent arrives.
    fn go_on(&mut self, seat: usize) {
        let at = &mut self.seats[seat];
        if !at.sent.is_empty() {
            let all = at.sent.len();
            let count = if self.dice.one_in(3) { 1 + self.dice.below(all) } else { all };
            self.receive(seat, count);
        } else if at.client.idling {
            if self.dice.one_in(3) {
                self.send(seat, b"DONE\r\n".to_vec());
            }
        } else if at.client.issued.is_none() {
            let made = command::next(&at.client, self.commands, &mut self.dice);
            self.issue(seat, made);
        }
    }

    /// So many octets arrive at the server.
    fn receive(&mut self, seat: usize, count: usize) {
        if !self.late {
            while self.one_notice(seat) {}
        }
        let at = &mut self.seats[seat];
        let bytes: Vec<u8> = at.sent.drain(..count.min(at.sent.len())).collect();
        self.turn(seat, Input::Received(Bytes::from(bytes)));
    }

    fn send(&mut self, seat: usize, bytes: Vec<u8>) {
        for line in String::from_utf8_lossy(&bytes).lines() {
            self.show(format!("C{seat} {line}"));
        }
        self.seats[seat].sent.extend(bytes);
    }

    fn issue(&mut self, seat: usize, made: Made) {
        self.commands += 1;
        let tag = format!("a{}", self.commands);
        let text = format!("{tag} {}\r\n", made.text);
        self.seats[seat].client.issued = Some((tag, made.issued));
        // RFC 9051 §4.3: after a literal's announcement without `+`, the client waits.
        let mut pieces = VecDeque::new();
        let mut piece = String::new();
        for line in text.split_inclusive("\r\n") {
            piece.push_str(line);
            if line.ends_with("}\r\n") && !line.ends_with("+}\r\n") {
                pieces.push_back(core::mem::take(&mut piece).into_bytes());
            }
        }
        pieces.extend((!piece.is_empty()).then(|| piece.into_bytes()));
        let first = pieces.pop_front().unwrap_or_default();
        self.seats[seat].held = pieces;
        self.send(seat, first);
    }

    /// The client finishes what it is at.
    fn complete(&mut self, seat: usize) {
        for _ in 0..100 {
            let at = &mut self.seats[seat];
            if at.client.issued.is_none() {
                return;
            }
            if at.sent.is_empty() && at.client.idling {
                self.send(seat, b"DONE\r\n".to_vec());
            }
            self.receive(seat, self.seats[seat].sent.len());
        }
        panic!("{:?} is never answered", self.seats[seat].client.issued);
    }

    fn ask(&mut self, seat: usize, text: &str, issued: Issued) {
        self.issue(seat, Made { text: text.to_owned(), issued });
        self.complete(seat);
    }

    /// A session hears of everything: then what its client knows is true.
    fn settle(&mut self, seat: usize) {
        self.complete(seat);
        while self.one_notice(seat) {}
        self.ask(seat, "NOOP", Issued::Other);
        self.compare_picture(seat, false);
        let Some(picture) = &self.seats[seat].client.selected else { return };
        if picture.view.is_empty() || !self.is_there(picture) {
            return;
        }
        let mut unknown = picture.clone();
        unknown.view.fill(Known::default());
        let made = command::fill(&self.seats[seat].client, &unknown);
        self.issue(seat, made);
        self.complete(seat);
        self.compare_picture(seat, true);
    }

    fn is_there(&self, picture: &Picture) -> bool {
        let account = self.store.account(self.account);
        account.and_then(|account| account.mailbox_by_validity(picture.validity)).is_some()
    }

    fn compare_picture(&self, seat: usize, in_full: bool) {
        let Some(picture) = &self.seats[seat].client.selected else { return };
        let account = self.store.account(self.account).expect("there is the account");
        let Some(mailbox) = account.mailbox_by_validity(picture.validity) else { return };
        assert_eq!(picture.view.len(), mailbox.uids().len(), "the messages of {}", picture.name);
        for (known, message) in picture.view.iter().zip(mailbox.messages()) {
            let right = (known.uid.unwrap_or(message.uid), known.modseq.unwrap_or(message.modseq));
            assert_eq!(right.0, message.uid, "UIDs in {}", picture.name);
            if let Some(flags) = &known.flags {
                assert_eq!(*flags, message.flags, "flags of UID {}", message.uid);
            }
            if self.seats[seat].client.condstore {
                assert_eq!(right.1, message.modseq, "MODSEQ of UID {}", message.uid);
            }
            assert!(!in_full || known.uid.is_some() && known.flags.is_some(), "FETCH tells of all");
        }
    }

    /// What a session or the world has changed: it is possible, and everybody else will hear of it.
    fn changed(&mut self, by: Option<usize>, changes: &[Change]) {
        if changes.is_empty() {
            return;
        }
        for change in changes {
            self.check_change(&change.kind);
        }
        for (seat, at) in self.seats.iter_mut().enumerate() {
            if Some(seat) != by {
                at.notices.push_back(Notice(changes.to_vec()));
            }
        }
        compare(&self.reference, &self.store);
    }

    fn check_change(&mut self, kind: &ChangeKind) {
        if let (Some(validity), Some(modseq)) = (kind.validity(), kind.modseq()) {
            let highest = self.highest.entry(validity).or_insert(ModSeq(0));
            assert!(*highest < modseq, "every change has a greater mod-sequence");
            *highest = modseq;
        }
        if let ChangeKind::Appended { validity, uid, email, .. } = kind {
            let promise = self.promises.entry(*validity).or_insert(0);
            assert!(uid.get() >= *promise, "UIDNEXT {promise} was promised, and {uid} came");
            *promise = uid.get() + 1;
            let used = self.places.insert((*validity, *uid), *email);
            assert!(used.is_none(), "a UID is given once");
        }
    }

    fn turn(&mut self, seat: usize, input: Input<Notice>) {
        let before = self.store.clone();
        let is_notice = matches!(input, Input::Action(_));
        let is_cut = matches!(input, Input::PeerClosed);
        let mut out = Vec::new();
        let at = &mut self.seats[seat];
        at.server.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: WallClock { start: START },
                rng: &mut self.rng,
                host: &mut self.store,
                out: &mut out,
            },
        );
        let mut changes = Vec::new();
        let mut closed = false;
        for output in out {
            match output {
                Output::Sent { frame, .. } => at.assembler.push(&frame.bytes),
                Output::Event(ServerEvent::Changed(change)) => changes.push(change),
                Output::Closed => closed = true,
                _ => {}
            }
        }
        let responses = self.responses(seat);
        let quiet = is_notice && !self.seats[seat].client.idling;
        let silent = responses.is_empty() || closed;
        assert!(!quiet || silent, "without a command the server says nothing but BYE");
        self.hear(seat, responses, &before, &changes);
        self.changed(Some(seat), &changes);
        if closed && !is_cut {
            assert!(self.seats[seat].client.said_bye, "BYE comes before the end");
            self.connect(seat);
        }
    }

    /// Everything that has arrived at the client parses.
    fn responses(&mut self, seat: usize) -> Vec<Response> {
        let mut responses = Vec::new();
        while let Some(assembled) = self.seats[seat].assembler.next() {
            let Assembled::Message(bytes) = assembled else { panic!("{assembled:?}") };
            for line in String::from_utf8_lossy(&bytes).lines() {
                self.show(format!("S{seat} {line}"));
            }
            let parsed = Response::parse(&bytes);
            responses.push(parsed.expect("every response fits the grammar"));
        }
        assert!(self.seats[seat].assembler.is_idle(), "a response is whole when it is sent");
        responses
    }

    fn hear(&mut self, seat: usize, responses: Vec<Response>, before: &Store, changes: &[Change]) {
        let now = self.date();
        let at = &mut self.seats[seat];
        if responses.iter().any(|r| matches!(r, Response::Continue { .. })) && !at.held.is_empty() {
            let next = at.held.pop_front().unwrap_or_default();
            return self.send(seat, next);
        }
        let ends = responses.iter().find_map(|response| match response {
            Response::Tagged { status, .. } => Some(status.clone()),
            _ => None,
        });
        let issued = at.client.issued.clone();
        if let (Some(status), Some((_, issued))) = (&ends, &issued) {
            let picture = at.client.selected.as_ref();
            obey(
                &mut self.reference,
                &Obeyed { issued, status, picture, before, now, late: self.late },
            );
            let verb = format!("{issued:?}");
            let verb = verb.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            *self.obeyed.entry(format!("{verb} {:?}", status.kind)).or_default() += 1;
            // What was not sent because it was refused is never sent.
            at.held.clear();
            if let Issued::Select { name, read_only, .. } = issued {
                let account = before.account(self.account);
                let mailbox = account.and_then(|account| account.mailbox(name));
                let validity = mailbox.map(mailscope_store::Mailbox::uid_validity);
                at.client.begin_opening(validity.map(|v| Picture::new(name, v, *read_only)));
            }
        }
        let stored = match (&issued, &at.client.selected) {
            (Some((_, Issued::Store(storing))), Some(picture)) => {
                targets(&picture.view, &storing.set, storing.uid)
            }
            _ => Vec::new(),
        };
        let mut turn = Turn {
            stored,
            before,
            now: &self.store,
            account: self.account,
            changes,
            selected: at.client.selected.as_ref().map(|picture| picture.validity),
            promises: &mut self.promises,
            recent: Vec::new(),
            listed: BTreeSet::new(),
        };
        for response in responses {
            at.client.hear(response, &mut turn);
        }
        let (recent, listed) = (turn.recent, turn.listed);
        for place in recent {
            let first = *self.recent.entry(place).or_insert(at.number);
            assert_eq!(first, at.number, "\\Recent to one session only: {place:?}");
        }
        if let (Some((_, Issued::List)), Some(status)) = (&issued, &ends) {
            self.check_list(status, &listed);
        }
    }

    fn check_list(&self, status: &Status, listed: &BTreeSet<String>) {
        assert_eq!(status.kind, mailscope_wire::imap::StatusKind::Ok);
        let names = self.reference.mailboxes.iter().map(|mailbox| &mailbox.name);
        assert!(listed.iter().eq(names.collect::<BTreeSet<_>>()), "LIST tells of all: {listed:?}");
    }
}

fn describe(kind: &ChangeKind) -> String {
    match kind {
        ChangeKind::Appended { mailbox, uid, .. } => format!("{mailbox} {uid} appended"),
        ChangeKind::FlagsSet { mailbox, uid, after, .. } => format!("{mailbox} {uid} {after}"),
        ChangeKind::Expunged { mailbox, uid, .. } => format!("{mailbox} {uid} expunged"),
        other => format!("{other:?}"),
    }
}
