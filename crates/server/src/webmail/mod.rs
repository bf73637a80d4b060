//! The program behind a provider's web page for mail. It speaks HTTP/1.1 (RFC 9112) with browsers, and
//! works on the store itself: between the page and the mail there is no IMAP, and no other provider's
//! page understands its language.
//!
//! ```text
//! POST   /login                          a session, as a cookie
//! GET    /folders                        POST makes one: {"to": NAME}
//! PUT    /folders/NAME                   renames it; DELETE removes it
//! POST   /folders/NAME/subscribed
//! GET    /mail/NAME                      what the list shows
//! DELETE /mail/NAME                      empties the trash
//! GET    /mail/NAME/VALIDITY-UID         the message; DELETE puts it into the trash, or removes it there
//! POST   /mail/NAME/VALIDITY-UID/flags   and …/move
//! GET    /search/NAME?q=WORD             in everything that the folder holds
//! POST   /drafts                         POST /send
//! ```
//!
//! What the buttons do is this provider's decision: deleted mail goes to a mailbox for the trash, sent mail
//! is kept in one for sent mail, and both are made when they are needed.

mod folders;
mod mail;
mod writing;

use bytes::Bytes;
use mailscope_base::limits::WEB_LOGIN_FAILURES_MAX;
use mailscope_base::{AccountId, ChangeNumber, Deadline, Duration, Instant, Reason};
use mailscope_store::{Change, Mailbox, SpecialUse, StoreError};
use mailscope_wire::web::{Framer, Request, Response, api};
use mailscope_wire::{Choice, Endpoint, Frame, Grammar, Input, Output, StateName};

use crate::{Legal, Notice, Policy, ServerEvent, Turn};

/// How long a connection may be silent.
const KEEP_ALIVE: Duration = Duration::from_mins(2);

/// A connection that waits for a request. HTTP has no states but this one (RFC 9112 §9.3).
pub const OPEN: StateName = StateName("open");
/// A connection that is over.
pub const CLOSED: StateName = StateName("closed");

/// Deleted mail goes to the trash: this provider's rule.
const TRASHED: Choice = Choice("web-delete-to-trash");
/// Mail that is deleted in the trash is gone.
const REMOVED: Choice = Choice("web-delete-in-trash");
/// The provider keeps a copy of what was sent.
const KEPT_SENT: Choice = Choice("web-keeps-sent");

/// The ids of every [`Choice`] that this program can make.
pub const CHOICES: &[&str] = &[TRASHED.0, REMOVED.0, KEPT_SENT.0];

/// Every method is understood at any time.
pub const LEGAL: &[Legal] = &[
    Legal { verb: "GET", states: &[OPEN], rfc: "RFC 9110 §9.3.1" },
    Legal { verb: "POST", states: &[OPEN], rfc: "RFC 9110 §9.3.3" },
    Legal { verb: "PUT", states: &[OPEN], rfc: "RFC 9110 §9.3.4" },
    Legal { verb: "DELETE", states: &[OPEN], rfc: "RFC 9110 §9.3.5" },
];

/// What becomes of a request: a response, and the change of the store that it reports.
type Answer = Result<(Response, Option<ChangeNumber>), Response>;

/// One connection of a browser.
#[derive(Clone, Debug)]
pub struct WebServer {
    framer: Framer,
    policy: Policy,
    /// Nothing before the connection stands and after it is closed.
    last_input: Option<Instant>,
    /// Who showed a session last.
    account: Option<AccountId>,
    login_failures: u32,
}

impl WebServer {
    /// A connection that waits for its first octet, where `policy` holds.
    pub fn with(policy: Policy) -> Self {
        Self {
            framer: Framer::default(),
            policy,
            last_input: None,
            account: None,
            login_failures: 0,
        }
    }

    /// Who showed a session last.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The state.
    pub const fn state_name(&self) -> StateName {
        if self.last_input.is_some() { OPEN } else { CLOSED }
    }

    fn received(&mut self, octets: &[u8], cx: &mut Turn<'_>) {
        self.framer.push(octets);
        while self.last_input.is_some() {
            let Some(message) = self.framer.next_message() else { return };
            let Ok(message) = message else {
                send(&problem(413, "that is too much"), None, cx);
                return self.close(cx);
            };
            cx.read(Grammar::HttpRequest, message.clone());
            let Some(request) = Request::parse(&message) else {
                send(&problem(400, "that is no request"), None, cx);
                return self.close(cx);
            };
            let (response, about) =
                self.obey(&request, cx).unwrap_or_else(|response| (response, None));
            send(&response, about, cx);
            if self.login_failures >= WEB_LOGIN_FAILURES_MAX {
                return self.close(cx);
            }
        }
    }

    fn obey(&mut self, request: &Request, cx: &mut Turn<'_>) -> Answer {
        let target = request.target();
        let path: Vec<&str> = target.path.iter().map(String::as_str).collect();
        let method = &*request.method;
        if path == ["login"] {
            return if method == "POST" { self.log_in(request, cx) } else { Err(wrong_method()) };
        }
        let known = request.session.as_deref().and_then(|token| cx.host.web_session(token));
        let account = known.ok_or_else(|| problem(401, "log in first"))?;
        if self.account != Some(account) {
            self.account = Some(account);
            cx.tell(ServerEvent::LoggedIn(account));
        }
        let content = &request.content;
        match (method, &path[..]) {
            ("GET", ["folders"]) => folders::list(account, cx),
            ("POST", ["folders"]) => folders::create(account, content, cx),
            ("PUT", ["folders", name]) => folders::rename(account, name, content, cx),
            ("DELETE", ["folders", name]) => folders::delete(account, name, cx),
            ("POST", ["folders", name, "subscribed"]) => {
                folders::subscribe(account, name, content, cx)
            }
            ("GET", ["mail", name]) => mail::page(account, name, cx),
            ("DELETE", ["mail", name]) => mail::empty(account, name, cx),
            ("GET", ["mail", name, uid]) => mail::whole(account, name, uid, cx),
            ("DELETE", ["mail", name, uid]) => mail::delete(account, name, uid, cx),
            ("POST", ["mail", name, uid, "flags"]) => mail::flags(account, name, uid, content, cx),
            ("POST", ["mail", name, uid, "move"]) => mail::put(account, name, uid, content, cx),
            ("GET", ["search", name]) => {
                mail::search(account, name, target.query.as_deref().unwrap_or_default(), cx)
            }
            ("POST", ["drafts"]) => writing::draft(account, content, cx),
            ("POST", ["send"]) => writing::send(account, content, self.policy.peer, cx),
            (_, ["folders" | "mail" | "search" | "drafts" | "send", ..]) => Err(wrong_method()),
            _ => Err(problem(404, "there is nothing of that name")),
        }
    }

    /// A password for a session. In clear it is refused where the provider asks for TLS.
    fn log_in(&mut self, request: &Request, cx: &mut Turn<'_>) -> Answer {
        if !self.policy.allows_password() {
            return Err(problem(403, "passwords only by https"));
        }
        let login: api::Login = read(&request.content)?;
        let Some(account) = cx.host.authenticate(login.user.as_bytes(), login.password.as_bytes())
        else {
            self.login_failures += 1;
            return Err(problem(401, "user name or password is wrong"));
        };
        let [a, b] = [cx.rng.below(u64::MAX), cx.rng.below(u64::MAX)];
        let token = format!("{a:016x}{b:016x}");
        cx.host.open_web_session(account, &token);
        Ok((Response { session: Some(token), ..Response::empty(204) }, None))
    }

    fn close(&mut self, cx: &mut Turn<'_>) {
        if self.last_input.take().is_some() {
            if self.account.is_some() {
                cx.tell(ServerEvent::LoggedOut);
            }
            cx.enter(CLOSED);
            cx.close();
        }
    }
}

impl Endpoint for WebServer {
    type Host = mailscope_store::Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, cx: &mut Turn<'_>) {
        match input {
            Input::Opened => {
                self.last_input = Some(cx.now);
                cx.enter(OPEN);
            }
            Input::Received(octets) if self.last_input.is_some() => {
                self.last_input = Some(cx.now);
                self.received(&octets, cx);
            }
            Input::PeerClosed | Input::TlsFailed(_) | Input::DeadlineReached => self.close(cx),
            // A page hears of nothing that it has not asked for.
            Input::Action(Notice(_)) | Input::Received(_) | Input::TlsEstablished => {}
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        let last = self.last_input?;
        Some(Deadline { at: last + KEEP_ALIVE, reason: Reason("http-timeout") })
    }
}

/// The request's content, as what it has to be.
fn read<T: serde::de::DeserializeOwned>(content: &Bytes) -> Result<T, Response> {
    api::read(content).ok_or_else(|| problem(400, "that cannot be read"))
}

fn json(status: u16, value: &impl serde::Serialize) -> Response {
    Response {
        status,
        session: None,
        media_type: Some("application/json"),
        content: api::write(value),
    }
}

fn problem(status: u16, words: &str) -> Response {
    json(status, &api::Problem { problem: words.to_owned() })
}

fn wrong_method() -> Response {
    problem(405, "that cannot be done with it")
}

/// What the store refuses, in HTTP's words (RFC 9110 §15.5, RFC 4918 §11.5).
fn refused(error: StoreError) -> Response {
    let status = match error {
        StoreError::NoSuchAccount | StoreError::NoSuchMailbox | StoreError::NoSuchMessage => 404,
        StoreError::OverQuota(_) | StoreError::LimitReached(_) => 507,
        StoreError::BadName => 400,
        _ => 409,
    };
    problem(status, &error.to_string())
}

fn send(response: &Response, about: Option<ChangeNumber>, cx: &mut Turn<'_>) {
    let frame = Frame { grammar: Grammar::HttpResponse, bytes: response.encode() };
    cx.out.push(Output::Sent { frame, about });
}

/// Tells changes with what follows from them; the number of the first.
fn tell(changes: impl IntoIterator<Item = Change>, cx: &mut Turn<'_>) -> Option<ChangeNumber> {
    let mut first = None;
    let following = cx.host.follow_up(cx.clock.at(cx.now));
    for change in changes.into_iter().chain(following) {
        first.get_or_insert(change.number);
        cx.tell(ServerEvent::Changed(change));
    }
    first
}

fn mailbox<'a>(account: AccountId, name: &str, cx: &'a Turn<'_>) -> Result<&'a Mailbox, Response> {
    let found = cx.host.account(account).and_then(|owner| owner.mailbox(name));
    found.ok_or_else(|| refused(StoreError::NoSuchMailbox))
}

/// The mailbox for that purpose; it is made where there is none.
fn place_for(
    account: AccountId,
    role: SpecialUse,
    usual: &str,
    cx: &mut Turn<'_>,
) -> Result<String, Response> {
    let owner = cx.host.account(account).ok_or_else(|| refused(StoreError::NoSuchAccount))?;
    let by_role = owner.mailboxes().find(|mailbox| mailbox.role() == Some(role));
    if let Some(found) = by_role.or_else(|| owner.mailbox(usual)) {
        return Ok(found.name().to_string());
    }
    let change = cx.host.create_mailbox(account, usual, Some(role)).map_err(refused)?;
    tell([change], cx);
    Ok(usual.to_owned())
}
