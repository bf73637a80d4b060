//! The mail app: it turns a person's intents into local changes and into work for its one
//! connection, and decides when to connect.

use core::convert::Infallible;

use mailscope_base::{Deadline, Duration, Instant, Reason};
use mailscope_wire::{Choice, Cx, Input, Output, Service, StateName};

use super::engine::{Engine, Stimulus};
use super::sending::Sender;
use super::{
    AppCx, AppOutput, Channel, CheckFor, Intent, LocalChange, LocalId, LocalMail, Protocol,
    Settings, WebmailPolicy,
};
use crate::TlsPolicy;
use crate::choice;
use crate::event::ClientEvent;
use crate::imap::{self, ImapClient};
use crate::pop3::{self, Pop3Client};

/// Where IDLE cannot be had, the app asks this often.
const POLL_WITHOUT_IDLE: Duration = Duration::from_mins(15);
/// The first pause after a lost connection; each further one is twice as long.
const BACKOFF_FIRST_SECS: u64 = 30;
/// The longest pause after a lost connection.
const BACKOFF_MAX_SECS: u64 = 15 * 60;

/// The mail app of one device. Its local mail is a function of the bytes it received and of the
/// taps.
#[derive(Clone, Debug)]
pub struct MailApp {
    pub(super) settings: Settings,
    pub(super) local: LocalMail,
    pub(super) online: bool,
    pub(super) open_folder: String,
    pub(super) open_message: Option<LocalId>,
    pub(super) engine: Option<Engine>,
    pub(super) sender: Sender,
    started: bool,
    /// The server refused the login: only a person can make it try again.
    pub(super) refused: bool,
    visit: Visit,
    /// Connections in a row that were lost before a login.
    failures: u32,
    next_visit: Option<Deadline>,
}

/// What is known of the connection that is open, or was open last.
#[derive(Clone, Copy, Debug, Default)]
struct Visit {
    /// Both ends have said goodbye.
    finished: bool,
    /// What stood in the way of more.
    obstacle: Option<Obstacle>,
    /// A person asked for more while the app was already saying goodbye.
    again: bool,
}

/// What a server cannot do for the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// It has no IDLE.
    NoIdle,
    /// It has given the maildrop to another session.
    MaildropBusy,
}

impl MailApp {
    /// The app with an account that has never been used on this device. It is online and does
    /// nothing before [`MailApp::start`].
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            local: LocalMail::default(),
            online: true,
            open_folder: "INBOX".to_owned(),
            open_message: None,
            engine: None,
            sender: Sender::default(),
            started: false,
            refused: false,
            visit: Visit::default(),
            failures: 0,
            next_visit: None,
        }
    }

    /// Switches the app on: the first synchronisation.
    pub fn start(&mut self, cx: &mut AppCx<'_>) {
        self.started = true;
        self.prepare_folders(cx);
        self.connect(cx);
        self.submit(cx);
    }

    /// Does what a person wants, at once on the device, and with the server as soon as that can be.
    pub fn intend(&mut self, intent: Intent, cx: &mut AppCx<'_>) {
        match intent {
            Intent::Configure(settings) => return self.configure(settings, cx),
            Intent::Reinstall => return self.begin_afresh(choice::REINSTALLED, cx),
            intent if self.is_page() => return self.intend_web(intent, cx),
            Intent::Send(draft) => return self.send(&draft, cx),
            Intent::SaveDraft(former, draft) => return self.save_draft(former, &draft, cx),
            Intent::Delete(id) if self.delete_unsent(id, cx) => return,
            Intent::Move(id, _) if self.is_unsent(id) => return,
            // The button says "send and receive" in many apps.
            Intent::CheckMail => {
                self.sender.encourage();
                self.submit(cx);
            }
            _ => {}
        }
        match self.settings.protocol {
            Protocol::Imap(policy) => self.intend_imap(intent, policy, cx),
            Protocol::Pop3(policy) => self.intend_pop3(intent, policy, cx),
            Protocol::Webmail(_) => self.intend_web(intent, cx),
        }
    }

    /// Loses or gets back the way to the server. Offline, the connection is gone without a word,
    /// and intents wait; online, the app connects, synchronises and replays them.
    pub fn set_online(&mut self, online: bool, cx: &mut AppCx<'_>) {
        if self.online == online {
            return;
        }
        self.online = online;
        self.next_visit = None;
        self.failures = 0;
        if online {
            if self.check() != CheckFor::Manual || self.local.wants_server() {
                self.connect(cx);
            }
            self.sender.encourage();
            self.submit(cx);
        } else {
            self.engine = None;
            self.cut_sending(cx);
        }
    }

    /// Something happened on the connection of `channel`. What belongs to no connection of this app is
    /// ignored.
    pub fn connection(&mut self, channel: Channel, input: Input<Infallible>, cx: &mut AppCx<'_>) {
        match channel {
            Channel::Reading => self.drive(Stimulus::Input(input), cx),
            Channel::Sending => self.drive_sending(input, cx),
        }
    }

    /// When the app wants [`MailApp::deadline_reached`], and why.
    pub fn deadline(&self) -> Option<Deadline> {
        let engine = self.engine.as_ref().and_then(Engine::deadline);
        engine.into_iter().chain(self.next_visit).chain(self.sender.deadline()).min()
    }

    /// The moment of [`MailApp::deadline`] has come.
    pub fn deadline_reached(&mut self, cx: &mut AppCx<'_>) {
        if self.engine.is_some() {
            self.drive(Stimulus::Input(Input::DeadlineReached), cx);
        } else if self.next_visit.is_some_and(|visit| visit.at <= cx.now) {
            self.connect(cx);
        }
        self.sending_deadline_reached(cx);
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The local mail.
    pub fn local(&self) -> &LocalMail {
        &self.local
    }

    /// Whether the device has a way to the server.
    pub fn online(&self) -> bool {
        self.online
    }

    /// Whether the app waits for a server: for a connection or for an answer.
    pub fn busy(&self) -> bool {
        let reads = self.engine.as_ref().is_some_and(Engine::busy);
        reads || self.sender.busy()
    }

    /// The service that the app connects to for reading.
    pub fn service(&self) -> Service {
        match self.settings.protocol {
            Protocol::Imap(_) => Service::Imap,
            Protocol::Pop3(_) => Service::Pop3,
            Protocol::Webmail(_) => Service::Web,
        }
    }

    /// The app's own view of its session for sending; nothing without a connection.
    pub fn sending_state(&self) -> Option<StateName> {
        self.sender.state()
    }

    /// Whether the app has been switched on.
    pub(super) fn is_started(&self) -> bool {
        self.started
    }

    /// The app's own view of its session for reading; nothing without a connection.
    pub fn state(&self) -> Option<StateName> {
        self.engine.as_ref().and_then(Engine::state)
    }

    /// Whether the app has a use for a connection of this channel.
    pub fn uses(&self, channel: Channel) -> bool {
        match channel {
            Channel::Reading => self.state().is_some(),
            Channel::Sending => self.sending_state().is_some(),
        }
    }

    /// What the app does about TLS on this channel.
    pub fn tls_policy(&self, channel: Channel) -> TlsPolicy {
        let sending = self.settings.sending.as_ref().map(|sending| sending.tls);
        match channel {
            // A browser looks at every certificate, and knows no TLS that begins later.
            Channel::Reading if self.is_page() && self.settings.tls != TlsPolicy::Never => {
                TlsPolicy::Implicit
            }
            Channel::Reading => self.settings.tls,
            Channel::Sending => sending.unwrap_or_default(),
        }
    }

    /// The folder that is shown.
    pub fn open_folder(&self) -> &str {
        &self.open_folder
    }

    /// The mail that is shown, while it is on the device.
    pub fn open_message(&self) -> Option<LocalId> {
        self.open_message.filter(|id| self.local.message(*id).is_some())
    }

    /// Changes made here that the server has not confirmed, mail that waits to be sent included.
    pub fn queued(&self) -> usize {
        self.local.queued() + self.local.waiting()
    }

    /// Connects, if there is a way and no connection yet.
    pub(super) fn connect(&mut self, cx: &mut AppCx<'_>) {
        if !self.started || !self.online || self.refused || self.engine.is_some() {
            return;
        }
        let Settings { user, password, tls, .. } = &self.settings;
        self.engine = Some(match self.settings.protocol {
            Protocol::Imap(policy) => {
                let login =
                    imap::Login { user: user.clone(), password: password.clone(), tls: *tls };
                let folder = self.watched();
                Engine::Imap(Box::new(ImapClient::new(login, policy, folder, cx.now)))
            }
            Protocol::Pop3(policy) => {
                Engine::Pop3(Box::new(Pop3Client::new(user, password, *tls, policy, cx.now)))
            }
            Protocol::Webmail(_) => Engine::Web(Box::new(self.page(cx.now))),
        });
        self.next_visit = None;
        self.visit = Visit::default();
        cx.out.push(AppOutput::Connect {
            channel: Channel::Reading,
            service: self.service(),
            implicit_tls: self.tls_policy(Channel::Reading) == TlsPolicy::Implicit,
        });
    }

    /// The folder that the server is asked about: a folder of the device's own is none of its affair.
    pub(super) fn watched(&self) -> &str {
        let own = self.local.folder(&self.open_folder).is_some_and(|folder| folder.local);
        if own { "INBOX" } else { self.local.home_of(&self.open_folder) }
    }

    /// Gives the engine work, or connects so that it can be done.
    pub(super) fn work(&mut self, task: Stimulus, cx: &mut AppCx<'_>) {
        let leaving = match &self.engine {
            Some(Engine::Imap(client)) => client.leaving(),
            Some(Engine::Pop3(_)) => matches!(task, Stimulus::Pop3(pop3::Task::Synchronise)),
            Some(Engine::Web(_)) => false,
            None => return self.connect(cx),
        };
        if leaving {
            self.visit.again = true;
        } else {
            self.drive(task, cx);
        }
    }

    /// Tells a decision of the app itself.
    pub(super) fn choose(choice: Choice, cx: &mut AppCx<'_>) {
        cx.out.push(AppOutput::Wire(Channel::Reading, Output::Chose(choice)));
    }

    /// Tells what changed on the device.
    pub(super) fn report(&mut self, cx: &mut AppCx<'_>) {
        cx.out.extend(self.local.take_changes().into_iter().map(AppOutput::Local));
    }

    /// Whatever went wrong before, the next connection is a first one.
    pub(super) fn start_over(&mut self) {
        self.refused = false;
        self.failures = 0;
        self.next_visit = None;
    }

    pub(super) fn drive(&mut self, stimulus: Stimulus, cx: &mut AppCx<'_>) {
        let closed_by_peer = matches!(stimulus, Stimulus::Input(Input::PeerClosed));
        let mut outputs = Vec::new();
        let mut turn = Cx {
            now: cx.now,
            clock: cx.clock,
            rng: &mut *cx.rng,
            host: &mut self.local,
            out: &mut outputs,
        };
        let Some(engine) = &mut self.engine else { return };
        engine.handle(stimulus, &mut turn);
        let closed = outputs.contains(&Output::Closed);
        for output in outputs {
            self.pass_on(output, cx);
        }
        if closed || closed_by_peer {
            self.disconnected(cx);
        }
    }

    fn pass_on(&mut self, output: Output<ClientEvent>, cx: &mut AppCx<'_>) {
        let output = match output {
            Output::Sent { frame, about } => Output::Sent { frame, about },
            Output::Read(frame) => Output::Read(frame),
            Output::Entered(state) => Output::Entered(state),
            Output::Chose(choice) => Output::Chose(choice),
            Output::StartTls => Output::StartTls,
            Output::Closed => Output::Closed,
            Output::Event(event) => return self.hear(event, cx),
        };
        cx.out.push(AppOutput::Wire(Channel::Reading, output));
    }

    fn hear(&mut self, event: ClientEvent, cx: &mut AppCx<'_>) {
        match event {
            ClientEvent::Local(change) => {
                if let LocalChange::FolderRefused { folder, .. } = &change
                    && self.local.folder(&self.open_folder).is_none()
                {
                    // The name that it was not given.
                    self.open_folder.clone_from(folder);
                }
                cx.out.push(AppOutput::Local(change));
            }
            ClientEvent::LoggedIn => self.failures = 0,
            ClientEvent::LoginRefused => self.refused = true,
            ClientEvent::MaildropBusy => self.visit.obstacle = Some(Obstacle::MaildropBusy),
            ClientEvent::NoIdle => self.visit.obstacle = Some(Obstacle::NoIdle),
            ClientEvent::FolderGone => "INBOX".clone_into(&mut self.open_folder),
            ClientEvent::Finished => self.visit.finished = true,
        }
    }

    /// The connection is gone: when shall there be another?
    fn disconnected(&mut self, cx: &mut AppCx<'_>) {
        self.engine = None;
        if self.refused {
            return;
        }
        if self.visit.finished && self.visit.again {
            return self.connect(cx);
        }
        let pop3 = matches!(self.settings.protocol, Protocol::Pop3(_));
        let busy = self.visit.obstacle == Some(Obstacle::MaildropBusy);
        let no_idle = self.visit.obstacle == Some(Obstacle::NoIdle);
        if pop3 && self.visit.finished && !busy && self.check() == CheckFor::Idle {
            Self::choose(choice::POP3_CANNOT_CALL_SO_POLL, cx);
        }
        self.next_visit = match self.check() {
            CheckFor::Manual => None,
            // Who holds a maildrop does so for a moment (RFC 1939 §4, §8): trying again after a whole
            // interval, one might meet it there each time.
            CheckFor::Every(pause) if busy => {
                let again = self.back_off(cx.now);
                Some(again.min(poll(cx.now, pause)))
            }
            CheckFor::Idle if busy => {
                let again = self.back_off(cx.now);
                Some(again.min(poll(cx.now, POLL_WITHOUT_IDLE)))
            }
            CheckFor::Every(pause) => Some(poll(cx.now, pause)),
            CheckFor::Idle if self.visit.finished && (pop3 || no_idle) => {
                Some(poll(cx.now, POLL_WITHOUT_IDLE))
            }
            CheckFor::Idle => Some(self.back_off(cx.now)),
        };
    }

    /// Another try, later each time.
    fn back_off(&mut self, now: Instant) -> Deadline {
        let doubled = BACKOFF_FIRST_SECS << self.failures.min(10);
        let pause = Duration::from_secs(doubled.min(BACKOFF_MAX_SECS));
        self.failures = self.failures.saturating_add(1);
        Deadline { at: now + pause, reason: Reason("reconnect-backoff") }
    }

    pub(super) fn check(&self) -> CheckFor {
        match self.settings.protocol {
            Protocol::Imap(policy) => policy.check,
            Protocol::Pop3(policy) => policy.check,
            // The provider's program does not call.
            Protocol::Webmail(WebmailPolicy { check: CheckFor::Idle }) => {
                CheckFor::Every(POLL_WITHOUT_IDLE)
            }
            Protocol::Webmail(policy) => policy.check,
        }
    }
}

fn poll(now: Instant, pause: Duration) -> Deadline {
    // A pause of nothing would never let time pass.
    let pause = pause.max(Duration::from_secs(1));
    Deadline { at: now + pause, reason: Reason("poll-interval") }
}
