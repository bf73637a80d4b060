//! Plays conversations against a server. It knows lines and literals, and nothing else of IMAP.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::common::serve::PASSWORD;
use crate::conversation::{Conversation, Kind, Piece, Step, pieces};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long what is waited for may take to be told: Dovecot collects changes for half a second.
const HEARD_WITHIN: Duration = Duration::from_secs(5);

/// One response with its literals, without the last CRLF.
pub(crate) type Line = Vec<u8>;

/// What one step was answered with.
pub(crate) struct Answer {
    /// Names the step: the line of the conversation, and which of several equal ones.
    pub(crate) step: String,
    pub(crate) lines: Vec<Line>,
}

/// Plays all steps; the answers in their order.
pub(crate) fn play(conversation: &Conversation, port: u16, user: &str) -> Vec<Answer> {
    let variables = BTreeMap::from([("user".to_owned(), user.to_owned())]);
    let mut stage = Stage { port, user, sessions: BTreeMap::new(), variables };
    let mut answers: Vec<Answer> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for step in &conversation.steps {
        let text = format!("{}{} {}", step.session, step.kind.sign(), step.text);
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        let name = if *count == 1 { text } else { format!("{text} #{count}") };
        if let Some(lines) = stage.step(step) {
            answers.push(Answer { step: name, lines });
        }
    }
    answers
}

struct Stage<'a> {
    port: u16,
    user: &'a str,
    sessions: BTreeMap<char, Session>,
    variables: BTreeMap<String, String>,
}

impl Stage<'_> {
    fn step(&mut self, step: &Step) -> Option<Vec<Line>> {
        let text = self.filled(&step.text);
        let (port, user) = (self.port, self.user);
        if step.kind == Kind::Open {
            let session = Session::open(port);
            let greeting = session.last.clone();
            self.sessions.insert(step.session, session);
            return Some(greeting);
        }
        let session = self.sessions.entry(step.session).or_insert_with(|| {
            let mut session = Session::open(port);
            session.log_in(user);
            session
        });
        match step.kind {
            Kind::Command => Some(session.command(&text)),
            Kind::Untagged => Some(session.untagged(&text)),
            Kind::Wait => session.wait_for(&text),
            Kind::Send => {
                session.send_only(&text);
                None
            }
            Kind::Remember => {
                let (name, word) = text.split_once(' ').expect("a name and a word");
                let number = session.number_after(word);
                self.variables.insert(name.to_owned(), number);
                None
            }
            Kind::Open => None,
        }
    }

    /// The text with its `$names` replaced; a `$` alone is the saved result of a search.
    fn filled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, value) in &self.variables {
            text = text.replace(&format!("${name}"), value);
        }
        text
    }
}

/// One connection.
pub(crate) struct Session {
    stream: TcpStream,
    received: Vec<u8>,
    tags: usize,
    open_tags: Vec<String>,
    /// Responses that came while something was waited for; they belong to the next answer.
    carried: Vec<Line>,
    last: Vec<Line>,
    closed: bool,
}

impl Session {
    /// Connects and hears the greeting.
    pub(crate) fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
        stream.set_nodelay(true).expect("an option of the socket");
        let mut session = Self {
            stream,
            received: Vec::new(),
            tags: 0,
            open_tags: Vec::new(),
            carried: Vec::new(),
            last: Vec::new(),
            closed: false,
        };
        session.last = session.line(PATIENCE).into_iter().collect();
        session
    }

    pub(crate) fn log_in(&mut self, user: &str) {
        let lines = self.command(&format!("LOGIN {user} {PASSWORD}"));
        let last = lines.last().expect("an answer");
        let said = String::from_utf8_lossy(last);
        assert!(said.contains(" OK"), "{user} cannot log in: {said}");
    }

    /// Sends a command and hears its answer.
    pub(crate) fn command(&mut self, text: &str) -> Vec<Line> {
        self.command_of(pieces(text))
    }

    /// Sends a command that is in pieces, and hears its answer.
    pub(crate) fn command_of(&mut self, pieces: Vec<Piece>) -> Vec<Line> {
        let tag = self.next_tag();
        let sent = self.send(tag, pieces);
        self.answer(sent)
    }

    fn untagged(&mut self, text: &str) -> Vec<Line> {
        let sent = self.send(Vec::new(), pieces(text));
        self.answer(sent)
    }

    fn send_only(&mut self, text: &str) {
        let tag = self.next_tag();
        let heard = self.send(tag, pieces(text));
        self.carried.extend(heard);
    }

    fn next_tag(&mut self) -> Vec<u8> {
        self.tags += 1;
        let tag = format!("t{}", self.tags);
        self.open_tags.push(tag.clone());
        format!("{tag} ").into_bytes()
    }

    /// Sends a line, its literals each when it is asked for; returns what came instead, if anything.
    fn send(&mut self, mut bytes: Vec<u8>, pieces: Vec<Piece>) -> Vec<Line> {
        let mut heard = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => bytes.extend(text),
                Piece::Literal { bytes: literal, waits, binary } => {
                    let (tilde, plus) =
                        (if binary { "~" } else { "" }, if waits { "" } else { "+" });
                    bytes.extend(format!("{tilde}{{{}{plus}}}\r\n", literal.len()).bytes());
                    if waits {
                        self.write(&bytes);
                        bytes.clear();
                        if !self.invited(&mut heard) {
                            return heard;
                        }
                    }
                    bytes.extend(literal);
                }
            }
        }
        bytes.extend(b"\r\n");
        self.write(&bytes);
        heard
    }

    /// Whether the server asks for the literal; otherwise `heard` ends with its refusal.
    fn invited(&mut self, heard: &mut Vec<Line>) -> bool {
        while let Some(line) = self.line(PATIENCE) {
            let stop = self.is_tagged(&line);
            if line.first() == Some(&b'+') {
                return true;
            }
            heard.push(line);
            if stop {
                return false;
            }
        }
        false
    }

    fn write(&mut self, bytes: &[u8]) {
        // A server that has said BYE may have closed already: then its answer says it.
        let _ = self.stream.write_all(bytes);
    }

    /// Hears until no command is open, or until the server asks for more.
    fn answer(&mut self, heard: Vec<Line>) -> Vec<Line> {
        let mut lines = std::mem::take(&mut self.carried);
        lines.extend(heard);
        if lines.last().is_some_and(|line| self.is_tagged(line)) && !self.open_tags.is_empty() {
            self.open_tags.pop();
        }
        while !self.open_tags.is_empty() {
            let Some(line) = self.line(PATIENCE) else {
                let what = if self.closed { "<closed>" } else { "<silence>" };
                lines.push(what.as_bytes().to_vec());
                self.open_tags.clear();
                break;
            };
            let tagged = self.is_tagged(&line);
            let more = line.first() == Some(&b'+');
            lines.push(line);
            if tagged {
                self.open_tags.remove(0);
            }
            if more {
                break;
            }
        }
        self.last.clone_from(&lines);
        lines
    }

    fn is_tagged(&self, line: &[u8]) -> bool {
        let first = line.split(|b| *b == b' ').next().unwrap_or_default();
        self.open_tags.iter().any(|tag| tag.as_bytes() == first)
    }

    /// Hears until a response has that word; they are part of the next answer.
    fn wait_for(&mut self, word: &str) -> Option<Vec<Line>> {
        let start = Instant::now();
        loop {
            let left = HEARD_WITHIN.saturating_sub(start.elapsed());
            let Some(line) = self.line(left) else {
                return Some(vec![b"<not heard>".to_vec()]);
            };
            let found = String::from_utf8_lossy(&line).contains(word);
            self.carried.push(line);
            if found {
                return Some(Vec::new());
            }
        }
    }

    fn number_after(&self, word: &str) -> String {
        let text: Vec<_> = self.last.iter().map(|line| String::from_utf8_lossy(line)).collect();
        let text = text.join("\n");
        let after = text.rsplit_once(word).map_or("", |(_, after)| after);
        let digits = |c: char| !c.is_ascii_digit();
        let number = after.trim_start_matches(digits).split(digits).next().unwrap_or_default();
        if number.is_empty() { "0".to_owned() } else { number.to_owned() }
    }

    /// The next response, or nothing within that time.
    pub(crate) fn line(&mut self, within: Duration) -> Option<Line> {
        let end = Instant::now() + within;
        loop {
            if let Some(length) = complete(&self.received) {
                let mut line: Vec<u8> = self.received.drain(..length).collect();
                line.truncate(length - 2);
                return Some(line);
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || self.closed {
                return None;
            }
            self.stream.set_read_timeout(Some(left)).expect("an option of the socket");
            let mut buffer = vec![0; 64 * 1024];
            match self.stream.read(&mut buffer) {
                Ok(0) => self.closed = true,
                Ok(count) => self.received.extend_from_slice(&buffer[..count]),
                Err(error) => match error.kind() {
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                    _ => self.closed = true,
                },
            }
        }
    }
}

/// The length of the first response in `bytes`, if all of it is there.
fn complete(bytes: &[u8]) -> Option<usize> {
    let mut start = 0;
    loop {
        let rest = bytes.get(start..)?;
        let end = start + rest.windows(2).position(|pair| pair == b"\r\n")?;
        let Some(octets) = literal_at_end(&bytes[start..end]) else {
            return Some(end + 2);
        };
        start = end + 2 + octets;
    }
}

/// The octets that a line announces with `{n}` at its end.
pub(crate) fn literal_at_end(line: &[u8]) -> Option<usize> {
    let digits = line.strip_suffix(b"}")?.rsplit(|b| *b == b'{').next()?;
    let known = line.len() > digits.len() + 1 && !digits.is_empty();
    known.then(|| std::str::from_utf8(digits).ok()?.parse().ok()).flatten()
}
