//! The two servers, and how to see what they have delivered.

use std::time::{Duration, Instant};

use crate::common::lines::{Dialect, Outside};
use crate::common::serve::Serve;
use crate::data::Data;
use crate::normal;
use crate::player::{Line, Session};
use crate::postfix::Postfix;

/// How long a delivery may take.
const DELIVERED_WITHIN: Duration = Duration::from_secs(8);
/// How long nothing has to happen to be sure that nothing does.
const NOTHING: Duration = Duration::from_millis(400);

pub(crate) struct Smtp;

impl Dialect for Smtp {
    /// RFC 5321 §4.2.1: all lines but the last have a hyphen behind the code.
    fn complete(_: &[u8], bytes: &[u8]) -> Option<usize> {
        let mut start = 0;
        loop {
            let rest = bytes.get(start..)?;
            let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
            start += end + 2;
            if rest[..end].get(3) != Some(&b'-') {
                return Some(start);
            }
        }
    }

    fn introduction(_: &str) -> Vec<String> {
        vec!["EHLO client.sued.example".to_owned()]
    }
}

pub(crate) struct Ours<'a> {
    serve: &'a Serve,
}

impl<'a> Ours<'a> {
    pub(crate) fn new(serve: &'a Serve) -> Self {
        Self { serve }
    }

    /// By IMAP, which other judges have looked at.
    fn delivered(&self, user: &str) -> Vec<Vec<u8>> {
        let mut session = Session::open(self.serve.imap);
        session.log_in(user);
        session.command("EXAMINE INBOX");
        let answer = session.command("UID FETCH 1:* (BODY.PEEK[])");
        session.command("LOGOUT");
        let mut mails = Vec::new();
        for line in answer.iter().filter(|line| line.starts_with(b"* ")) {
            for list in Data::all(line).iter().map(Data::list) {
                let body = list.iter().position(|item| item.bytes() == b"BODY[]");
                mails
                    .extend(body.and_then(|at| list.get(at + 1)).map(|mail| mail.bytes().to_vec()));
            }
        }
        mails
    }
}

impl Outside for Ours<'_> {
    fn port(&self, role: &str) -> u16 {
        if role == "submission" { self.serve.submission } else { self.serve.smtp }
    }

    fn arrived(&mut self, user: &str, count: usize) -> Vec<Line> {
        wait(count, || self.delivered(user))
    }

    fn imap(&mut self, _: char, _: &str, _: &str) -> Vec<Line> {
        Vec::new()
    }
}

pub(crate) struct Theirs<'a>(pub(crate) &'a Postfix);

impl Outside for Theirs<'_> {
    fn port(&self, role: &str) -> u16 {
        if role == "submission" { self.0.submission } else { self.0.smtp }
    }

    fn arrived(&mut self, user: &str, count: usize) -> Vec<Line> {
        wait(count, || self.0.delivered(user))
    }

    fn imap(&mut self, _: char, _: &str, _: &str) -> Vec<Line> {
        Vec::new()
    }
}

fn wait(count: usize, look: impl Fn() -> Vec<Vec<u8>>) -> Vec<Line> {
    let start = Instant::now();
    if count == 0 {
        std::thread::sleep(NOTHING);
    }
    let mut mails = look();
    while mails.len() < count && start.elapsed() < DELIVERED_WITHIN {
        std::thread::sleep(Duration::from_millis(20));
        mails = look();
    }
    let mut mails: Vec<_> = mails.iter().map(|mail| normal::mail(mail)).collect();
    mails.sort();
    let mut lines = vec![format!("{} messages", mails.len()).into_bytes()];
    lines.extend(mails.concat());
    lines
}
