//! A provider's web page for mail, in a browser: it asks the provider's program by HTTP, one request at a
//! time, and shows what it was told last. It keeps nothing for later: what is tapped while there is no
//! way to the program is lost, and what others change is seen when the page is loaded again.

mod learn;
mod task;

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_base::limits::PAGE_TAPS_MAX;
use mailscope_base::{Deadline, Instant, Reason};
use mailscope_wire::web::{Framer, Request, Response, Target, api};
use mailscope_wire::{Endpoint, Grammar, Input, StateName};

use crate::LocalMail;
use crate::choice;
use crate::event::{ClientEvent, Context, Patience, report};

pub(crate) use task::{Message, Task};

/// Who is at the page.
#[derive(Clone, Debug)]
pub(crate) struct Login {
    /// The name.
    pub(crate) user: String,
    /// The password.
    pub(crate) password: String,
    /// The host in the page's address (RFC 9110 §7.2).
    pub(crate) host: String,
}

/// The browser's end of one connection.
#[derive(Clone, Debug)]
pub(crate) struct WebClient {
    login: Login,
    framer: Framer,
    state: State,
    /// What a person has tapped.
    taps: VecDeque<Task>,
    /// What the page loads when nothing is left to be done.
    loads: VecDeque<Task>,
    /// The folder that it shows.
    folder: String,
    /// What the program is answering now.
    asked: Option<Asked>,
    patience: Patience,
    shown: Option<StateName>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Connecting,
    Open,
    Closed,
}

/// A request that waits for its response.
#[derive(Clone, Debug)]
enum Asked {
    Login,
    Task(Task),
}

impl WebClient {
    /// A page that waits for its connection, to load the folders and then this one.
    pub(crate) fn new(login: Login, folder: &str, now: Instant) -> Self {
        Self {
            login,
            framer: Framer::default(),
            state: State::Connecting,
            taps: VecDeque::new(),
            loads: VecDeque::from([Task::Folders, Task::Page(folder.to_owned())]),
            folder: folder.to_owned(),
            asked: None,
            patience: Patience(now),
            shown: None,
        }
    }

    /// Whether the page waits for an answer.
    pub(crate) const fn busy(&self) -> bool {
        !matches!(self.state, State::Closed)
    }

    /// The page's own view of its connection.
    pub(crate) const fn state(&self) -> Option<StateName> {
        match self.state {
            State::Connecting => Some(StateName("connecting")),
            State::Open => Some(StateName("open")),
            State::Closed => None,
        }
    }

    /// Asks for the next thing; with nothing left to ask for, the connection is closed.
    fn go_on(&mut self, cx: &mut Context<'_>) {
        while self.state == State::Open && self.asked.is_none() {
            let Some(session) = cx.host.web_session.clone() else { return self.log_in(cx) };
            let Some(task) = self.taps.pop_front().or_else(|| self.loads.pop_front()) else {
                cx.tell(ClientEvent::Finished);
                return self.hang_up(cx);
            };
            match task.request(cx.host) {
                Some(request) => {
                    let request = Request { session: Some(session), ..request };
                    self.ask(&request, Asked::Task(task), cx);
                }
                // What it was about has gone from the page meanwhile.
                None => cx.choose(choice::PAGE_TAP_LOST),
            }
        }
    }

    fn log_in(&mut self, cx: &mut Context<'_>) {
        let Login { user, password, .. } = self.login.clone();
        let request = Request {
            method: "POST".to_owned(),
            target: Target::write(&["login"], None),
            session: None,
            content: api::write(&api::Login { user, password }),
        };
        self.ask(&request, Asked::Login, cx);
    }

    fn ask(&mut self, request: &Request, asked: Asked, cx: &mut Context<'_>) {
        self.patience = Patience(cx.now);
        self.asked = Some(asked);
        cx.send(Grammar::HttpRequest, request.encode(&self.login.host));
    }

    fn received(&mut self, octets: &[u8], cx: &mut Context<'_>) {
        self.patience = Patience(cx.now);
        self.framer.push(octets);
        while self.state == State::Open {
            let Some(message) = self.framer.next_message() else { return };
            let Ok(message) = message else {
                cx.choose(choice::RESPONSE_TOO_LONG);
                return self.lose(cx);
            };
            cx.read(Grammar::HttpResponse, message.clone());
            self.answered(&message, cx);
            self.report(cx);
        }
    }

    fn answered(&mut self, message: &Bytes, cx: &mut Context<'_>) {
        let response = Response::parse(message);
        match (self.asked.take(), response) {
            (Some(Asked::Login), Some(response)) => self.let_in(&response, cx),
            (Some(Asked::Task(task)), Some(response)) if response.status == 401 => {
                // The program does not know the session any more.
                cx.host.web_session = None;
                let first = if task.is_load() { &mut self.loads } else { &mut self.taps };
                first.push_front(task);
            }
            (Some(Asked::Task(task)), Some(response)) => {
                let mut loads = task.learn(&response, cx);
                if !task.is_load() {
                    loads.push(Task::Page(self.folder.clone()));
                }
                for load in loads {
                    self.load(load);
                }
            }
            (_, None) | (None, _) => cx.choose(choice::RESPONSE_IGNORED),
        }
        self.go_on(cx);
    }

    fn load(&mut self, task: Task) {
        if let Task::Page(folder) = &task {
            self.folder.clone_from(folder);
        }
        if !self.loads.contains(&task) {
            self.loads.push_back(task);
        }
    }

    fn let_in(&mut self, response: &Response, cx: &mut Context<'_>) {
        match &response.session {
            Some(session) if response.status < 300 => {
                cx.host.web_session = Some(session.clone());
                cx.tell(ClientEvent::LoggedIn);
            }
            _ => {
                cx.choose(choice::LOGIN_REFUSED);
                cx.tell(ClientEvent::LoginRefused);
                self.lose(cx);
            }
        }
    }

    /// The connection is of no use any more: what was tapped is lost.
    fn lose(&mut self, cx: &mut Context<'_>) {
        self.lose_taps(cx);
        self.hang_up(cx);
    }

    fn lose_taps(&mut self, cx: &mut Context<'_>) {
        let asked_for = matches!(&self.asked, Some(Asked::Task(task)) if !task.is_load());
        if asked_for || !self.taps.is_empty() {
            cx.choose(choice::PAGE_TAP_LOST);
        }
        self.taps.clear();
        self.asked = None;
    }

    fn hang_up(&mut self, cx: &mut Context<'_>) {
        if self.state != State::Closed {
            self.state = State::Closed;
            cx.close();
        }
    }

    fn report(&mut self, cx: &mut Context<'_>) {
        let state = self.state();
        report(&mut self.shown, state, cx);
    }
}

impl Endpoint for WebClient {
    type Host = LocalMail;
    type Action = Task;
    type Event = ClientEvent;

    fn handle(&mut self, input: Input<Task>, cx: &mut Context<'_>) {
        match input {
            Input::Opened => {
                self.state = State::Open;
                self.go_on(cx);
            }
            Input::Received(octets) => self.received(&octets, cx),
            Input::Action(task) if task.is_load() => self.load(task),
            Input::Action(_) if self.taps.len() >= PAGE_TAPS_MAX => {
                cx.choose(choice::PAGE_TAP_LOST);
            }
            Input::Action(task) => self.taps.push_back(task),
            Input::TlsFailed(_) => {
                cx.choose(choice::TLS_FAILED_SO_GAVE_UP);
                cx.tell(ClientEvent::LoginRefused);
                self.lose(cx);
            }
            Input::PeerClosed => {
                self.lose_taps(cx);
                self.state = State::Closed;
            }
            Input::DeadlineReached => {
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    cx.choose(choice::SERVER_SILENT);
                    self.lose(cx);
                }
            }
            // A browser has no STARTTLS: https begins with TLS.
            Input::TlsEstablished => {}
        }
        self.report(cx);
    }

    fn deadline(&self) -> Option<Deadline> {
        let open = self.state != State::Closed;
        open.then(|| Deadline { at: self.patience.end(), reason: Reason("server-silent") })
    }
}
