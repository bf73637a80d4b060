//! The table at which transcripts are played: one store, numbered connections, everybody told of
//! changes.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may panic; each uses its part of this")]

pub(crate) mod smtp;

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::{AccountId, DateTime, Duration, Flag, Instant, Prng, UidValidity, WallClock};
use mailscope_server::{AnyServer, Notice, Policy, ProviderProfile, ServerEvent};
use mailscope_store::{Change, ChangeKind, Mail, NewMessage, Quota, SpecialUse, Store, StoreError};
use mailscope_wire::{Cx, Endpoint as _, Grammar, Input, Output, Service};

pub(crate) const START: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 60 };

pub(crate) const MAILS: [&str; 3] = [
    "Date: Thu, 05 Mar 2026 08:00:01 +0100\r\n\
     From: Ben Winter <ben@sued.example>\r\n\
     To: Ada Sommer <ada@nord.example>\r\n\
     Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from\r\n =?UTF-8?Q?S=C3=BCd?=\r\n\
     Message-ID: <1@sued.example>\r\n\
     \r\n\
     First line.\r\n\
     .A line with a dot.\r\n",
    "From: \"Winter, Ben\" <ben@sued.example>\r\n\
     Sender: office@sued.example\r\n\
     To: friends: ada@nord.example, Lena <lena@sued.example>;\r\n\
     Cc: undisclosed:;\r\n\
     Reply-To:\r\n\
     In-Reply-To: <1@sued.example>\r\n\
     Subject: parts\r\n\
     MIME-Version: 1.0\r\n\
     Content-Type: multipart/mixed; boundary=\"b\"\r\n\
     \r\n\
     preamble\r\n\
     --b\r\n\
     Content-Type: text/plain\r\n\
     \r\n\
     One.\r\n\
     --b\r\n\
     Content-Type: message/rfc822\r\n\
     \r\n\
     Subject: inner\r\n\
     From: lena@sued.example\r\n\
     \r\n\
     Inner text.\r\n\
     --b--\r\n",
    "Subject: no end\r\n\r\nno line end",
];

/// One store and the connections to it.
pub(crate) struct Table {
    pub(crate) store: Store,
    pub(crate) ada: AccountId,
    pub(crate) now: Instant,
    rng: Prng,
    servers: BTreeMap<u32, AnyServer>,
    /// What transcripts show: the connection, `S` or `E`, the text.
    pub(crate) shown: Vec<(u32, char, String)>,
    /// The frames that servers have sent.
    pub(crate) sent: Vec<Bytes>,
    /// The timestamps of POP3's greetings.
    pub(crate) timestamps: BTreeMap<u32, String>,
    /// What each server has read as frames.
    pub(crate) read: BTreeMap<u32, Vec<u8>>,
    service: Service,
    /// For the connections to come.
    pub(crate) policy: Policy,
    /// Lines of the queue that were shown.
    queue_shown: usize,
}

impl Table {
    pub(crate) fn new(service: Service) -> Self {
        let mut store = Store::new(UidValidity::new(1).unwrap());
        let ada = store.create_account("ada", "nord.example", "secret");
        store.create_account("ben", "sued.example", "geheim");
        store.create_mailbox(ada, "Archive/2026", Some(SpecialUse::Archive)).unwrap();
        store.create_mailbox(ada, "Trash", Some(SpecialUse::Trash)).unwrap();
        let mut table = Self {
            store,
            ada,
            now: Instant::START,
            rng: Prng::new(1),
            servers: BTreeMap::new(),
            shown: Vec::new(),
            sent: Vec::new(),
            timestamps: BTreeMap::new(),
            read: BTreeMap::new(),
            service,
            policy: Policy::default(),
            queue_shown: 0,
        };
        for _ in 0..3 {
            table.deliver();
        }
        table
            .store
            .set_flags(ada, "INBOX", mailscope_base::Uid::FIRST, [Flag::Seen].into_iter().collect())
            .unwrap();
        table
    }

    /// A table at a provider whose mailboxes are labels, with the same three mails.
    pub(crate) fn with_profile(service: Service, profile: &ProviderProfile) -> Self {
        let mut table = Self::new(service);
        table.store = Store::new(UidValidity::new(1).unwrap());
        table.ada = table.store.create_account("ada", "nord.example", "secret");
        profile.apply(&mut table.store, table.ada).unwrap();
        table.store.create_mailbox(table.ada, "School", None).unwrap();
        for _ in 0..3 {
            table.deliver();
        }
        table
    }

    /// A new mail arrives in Ada's INBOX.
    pub(crate) fn deliver(&mut self) {
        let inbox = self.store.account(self.ada).unwrap().mailbox("INBOX").unwrap();
        let nth = inbox.uid_next().get() as usize - 1;
        self.deliver_mail(Mail::new(MAILS[nth % MAILS.len()].as_bytes()));
    }

    pub(crate) fn deliver_mail(&mut self, mail: Mail) {
        let received = WallClock { start: START }.at(self.now);
        let message = NewMessage::arriving(mail, received);
        match self.store.append(self.ada, "INBOX", message) {
            Ok(change) => {
                self.notify(None, &[change]);
                let following = self.store.follow_up(received);
                self.notify(None, &following);
            }
            // A full account gets no mail; whose task it is to say so is not at this table.
            Err(StoreError::OverQuota(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    /// Ada's mailboxes may hold so many octets.
    pub(crate) fn set_quota(&mut self, octets: u64) {
        let quota = Quota { storage_octets: Some(octets), messages: None };
        self.store.set_quota(self.ada, quota).unwrap();
    }

    /// Opens a connection; 8 and 9 speak the other protocol.
    pub(crate) fn open(&mut self, id: u32) {
        let service = match (self.service, id) {
            (Service::Pop3, 8 | 9) => Service::Imap,
            (Service::Imap, 8 | 9) => Service::Pop3,
            (Service::Smtp, 8 | 9) => Service::Submission,
            (Service::Submission, 8 | 9) => Service::Smtp,
            (own, _) => own,
        };
        self.servers.insert(id, AnyServer::with(service, self.policy));
        self.input(id, Input::Opened);
    }

    pub(crate) fn is_open(&self, id: u32) -> bool {
        self.servers.contains_key(&id)
    }

    pub(crate) fn receive(&mut self, id: u32, bytes: &[u8]) {
        self.input(id, Input::Received(Bytes::copy_from_slice(bytes)));
    }

    /// The handshake is done.
    pub(crate) fn tls_established(&mut self, id: u32) {
        self.input(id, Input::TlsEstablished);
    }

    /// The handshake has failed.
    pub(crate) fn tls_failed(&mut self, id: u32) {
        self.input(id, Input::TlsFailed("the client does not trust the certificate"));
    }

    /// The connection is cut.
    pub(crate) fn cut(&mut self, id: u32) {
        self.input(id, Input::PeerClosed);
    }

    /// Time passes, and deadlines with it.
    pub(crate) fn wait(&mut self, mins: u64) {
        let until = self.now + Duration::from_mins(mins);
        loop {
            let due = self.servers.iter().filter_map(|(id, s)| Some((s.deadline()?.at, *id))).min();
            let Some((at, id)) = due.filter(|(at, _)| *at <= until) else { break };
            self.now = at;
            self.input(id, Input::DeadlineReached);
        }
        self.now = until;
    }

    pub(crate) fn notify(&mut self, by: Option<u32>, changes: &[Change]) {
        if changes.is_empty() {
            return;
        }
        let others: Vec<u32> = self.servers.keys().copied().filter(|id| Some(*id) != by).collect();
        for id in others {
            self.input(id, Input::Action(Notice(changes.to_vec())));
        }
    }

    fn input(&mut self, id: u32, input: Input<Notice>) {
        let is_smtp = matches!(self.service, Service::Smtp | Service::Submission);
        let Some(server) = self.servers.get_mut(&id) else { return };
        let mut out = Vec::new();
        server.handle(
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
        for output in out {
            match output {
                Output::Sent { frame, .. } => {
                    let text = String::from_utf8_lossy(&frame.bytes).into_owned();
                    let has_lines = frame.grammar != Grammar::HttpResponse;
                    assert!(
                        !has_lines || text.ends_with("\r\n"),
                        "every frame is made of lines: {text:?}"
                    );
                    assert!(
                        frame.grammar.tree(&frame.bytes).diagnostics.is_empty(),
                        "what is sent fits its grammar {:?}: {text:?}",
                        frame.grammar
                    );
                    self.sent.push(frame.bytes.clone());
                    if let Some((_, timestamp)) = text.split_once("POP3 ready ") {
                        self.timestamps.insert(id, timestamp.trim_end().to_owned());
                    }
                    for line in text.trim_end_matches("\r\n").split("\r\n") {
                        self.shown.push((id, 'S', line.to_owned()));
                    }
                }
                Output::Entered(state) => self.shown.push((id, 'E', state.0.to_owned())),
                Output::StartTls => self.shown.push((id, 'E', "start TLS".to_owned())),
                Output::Closed => {
                    self.shown.push((id, 'E', "closed".to_owned()));
                    self.servers.remove(&id);
                }
                Output::Event(ServerEvent::Changed(change)) => {
                    self.shown.push((id, 'E', describe(&change)));
                    changes.push(change);
                }
                Output::Event(ServerEvent::Spooled(change)) => {
                    self.shown.push((id, 'E', format!("queued {}", change.id)));
                }
                Output::Event(event) => self.shown.push((id, 'E', format!("{event:?}"))),
                Output::Read(frame) => {
                    self.read.entry(id).or_default().extend_from_slice(&frame.bytes);
                }
                Output::Chose(choice) if is_smtp => {
                    self.shown.push((id, 'E', format!("chose {}", choice.0)));
                }
                Output::Chose(_) => {}
            }
        }
        self.notify(Some(id), &changes);
    }
}

fn describe(change: &Change) -> String {
    match &change.kind {
        ChangeKind::MailboxCreated { mailbox, .. } => format!("created {mailbox}"),
        ChangeKind::MailboxDeleted { mailbox, .. } => format!("deleted {mailbox}"),
        ChangeKind::MailboxRenumbered { mailbox, .. } => format!("renumbered {mailbox}"),
        ChangeKind::MailboxRenamed { from, to, .. } => format!("renamed {from} {to}"),
        ChangeKind::Subscribed { mailbox } => format!("subscribed {mailbox}"),
        ChangeKind::Unsubscribed { mailbox } => format!("unsubscribed {mailbox}"),
        ChangeKind::QuotaSet { quota } => format!("quota {quota:?}"),
        ChangeKind::Appended { mailbox, uid, .. } => format!("appended {mailbox} {uid}"),
        ChangeKind::FlagsSet { mailbox, uid, before, after, .. } => {
            format!("flags {mailbox} {uid} {before} -> {after}")
        }
        ChangeKind::Expunged { mailbox, uid, .. } => format!("expunged {mailbox} {uid}"),
        ChangeKind::MaildropLocked => "maildrop locked".to_owned(),
        ChangeKind::MaildropUnlocked => "maildrop unlocked".to_owned(),
    }
}
