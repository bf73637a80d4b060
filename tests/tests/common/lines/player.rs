//! Plays conversations against a server.

use std::collections::{BTreeMap, VecDeque};
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Conversation, Kind, Step, octets};

/// How long an answer may take: Dovecot waits ten seconds for the lock of a maildrop.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long a server may take to close, and what comes until then.
const CLOSED_WITHIN: Duration = Duration::from_millis(1_500);

/// One line of an answer, without its CRLF.
pub(crate) type Line = Vec<u8>;

/// What one step was answered with.
pub(crate) struct Answer {
    /// Names the step: the line of the conversation, and which of several equal ones.
    pub(crate) step: String,
    pub(crate) kind: Kind,
    /// The command that each answer belongs to, and the lines of that answer.
    pub(crate) answers: Vec<(String, Vec<Line>)>,
}

/// What the player has to know of a protocol.
pub(crate) trait Dialect {
    /// The length of the answer to `command` at the beginning of `bytes`, if all of it is there.
    /// The greeting answers an empty command.
    fn complete(command: &[u8], bytes: &[u8]) -> Option<usize>;

    /// How a session introduces itself.
    fn introduction(user: &str) -> Vec<String>;
}

/// What happens outside of the protocol that is tested.
pub(crate) trait Outside {
    /// The port of a role.
    fn port(&self, role: &str) -> u16;

    /// What has arrived for a user, once it is so many messages; each of them as lines that can be
    /// compared.
    fn arrived(&mut self, user: &str, count: usize) -> Vec<Line>;

    /// An IMAP command in a session of that name.
    fn imap(&mut self, session: char, user: &str, command: &str) -> Vec<Line>;
}

/// Plays all steps; the answers in their order.
pub(crate) fn play<D: Dialect>(
    conversation: &Conversation,
    user: &str,
    outside: &mut impl Outside,
) -> Vec<Answer> {
    let port = outside.port(&conversation.role);
    let mut sessions: BTreeMap<char, Session> = BTreeMap::new();
    let mut answers = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for step in &conversation.steps {
        let sign = Kind::ALL.iter().find(|(_, kind)| *kind == step.kind).map_or(' ', |kind| kind.0);
        let text = format!("{}{sign} {}", step.session, step.text);
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        let name = if *count == 1 { text } else { format!("{text} #{count}") };
        let said = match step.kind {
            Kind::Imap => {
                let text = filled(&step.text, user);
                vec![(text.clone(), outside.imap(step.session, user, &text))]
            }
            Kind::Arrived => {
                let count = step.text.trim().parse().expect("how many messages");
                vec![(String::new(), outside.arrived(user, count))]
            }
            Kind::Cut => {
                sessions.remove(&step.session);
                continue;
            }
            _ => speak::<D>(&mut sessions, step, user, port),
        };
        if !said.is_empty() {
            answers.push(Answer { step: name, kind: step.kind, answers: said });
        }
    }
    answers
}

fn speak<D: Dialect>(
    sessions: &mut BTreeMap<char, Session>,
    step: &Step,
    user: &str,
    port: u16,
) -> Vec<(String, Vec<Line>)> {
    if step.kind == Kind::Open {
        let mut session = Session::open(port);
        let greeting = session.answers::<D>();
        sessions.insert(step.session, session);
        return greeting;
    }
    let session = sessions.entry(step.session).or_insert_with(|| {
        let mut session = Session::open(port);
        session.answers::<D>();
        for command in D::introduction(user) {
            session.send(command.into_bytes(), true);
            session.answers::<D>();
        }
        session
    });
    let octets = octets(&filled(&step.text, user));
    match step.kind {
        Kind::Octets => {
            session.unsent.extend(octets);
            Vec::new()
        }
        Kind::Pipelined => {
            session.send(octets, true);
            Vec::new()
        }
        Kind::UntilClosed => vec![(String::new(), session.until_closed())],
        _ => {
            session.send(octets, true);
            session.answers::<D>()
        }
    }
}

/// The text with the names of accounts in it.
fn filled(text: &str, user: &str) -> String {
    text.replace("$user", user).replace("$other", &user.replace("user", "other"))
}

/// One connection.
struct Session {
    stream: TcpStream,
    unsent: Vec<u8>,
    received: Vec<u8>,
    /// Commands without an answer so far.
    open: VecDeque<Vec<u8>>,
    closed: bool,
}

impl Session {
    fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
        stream.set_nodelay(true).expect("an option of the socket");
        stream.set_write_timeout(Some(PATIENCE)).expect("an option of the socket");
        let open = VecDeque::from([Vec::new()]);
        Self { stream, unsent: Vec::new(), received: Vec::new(), open, closed: false }
    }

    fn send(&mut self, mut octets: Vec<u8>, answered: bool) {
        if answered {
            self.open.push_back(octets.clone());
        }
        octets.extend(b"\r\n");
        self.unsent.extend(octets);
    }

    /// The answers to all that was sent.
    fn answers<D: Dialect>(&mut self) -> Vec<(String, Vec<Line>)> {
        let octets = std::mem::take(&mut self.unsent);
        // A server that has closed already says so by its answer.
        let _ = self.stream.write_all(&octets);
        let mut answers = Vec::new();
        while let Some(command) = self.open.pop_front() {
            let lines = self.answer::<D>(&command);
            answers.push((command.escape_ascii().to_string(), lines));
        }
        answers
    }

    fn answer<D: Dialect>(&mut self, command: &[u8]) -> Vec<Line> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(length) = D::complete(command, &self.received) {
                let answer: Vec<u8> = self.received.drain(..length).collect();
                return lines(&answer);
            }
            if self.closed {
                return vec![b"<closed>".to_vec()];
            }
            if !self.hear(end) {
                // Whoever does not answer once is not asked again.
                self.closed = true;
                return vec![b"<silence>".to_vec()];
            }
        }
    }

    fn until_closed(&mut self) -> Vec<Line> {
        let octets = std::mem::take(&mut self.unsent);
        let _ = self.stream.write_all(&octets);
        let end = Instant::now() + CLOSED_WITHIN;
        while !self.closed && self.hear(end) {}
        let mut lines = lines(&std::mem::take(&mut self.received));
        lines.push(if self.closed { b"<closed>".to_vec() } else { b"<open>".to_vec() });
        lines
    }

    /// Whether anything was heard before that moment, be it the end.
    fn hear(&mut self, end: Instant) -> bool {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        self.stream.set_read_timeout(Some(left)).expect("an option of the socket");
        let mut buffer = vec![0; 64 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(0) => self.closed = true,
            Ok(count) => self.received.extend_from_slice(&buffer[..count]),
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => return false,
                ErrorKind::Interrupted => {}
                _ => self.closed = true,
            },
        }
        true
    }
}

fn lines(answer: &[u8]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut rest = answer;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\r\n") {
        lines.push(rest[..at].to_vec());
        rest = &rest[at + 2..];
    }
    if !rest.is_empty() {
        lines.push(rest.to_vec());
    }
    lines
}
