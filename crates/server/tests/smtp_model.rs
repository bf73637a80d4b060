//! SMTP sessions beside a plain model of RFC 5321: random commands that arrive together and are cut
//! anywhere. The code of every reply, and what is in the queue at the end, must be what the model says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    reason = "a test may panic"
)]

mod common;

use common::Table;
use mailscope_server::SmtpPolicy;
use mailscope_wire::Service;
use mailscope_wire::smtp::{Framer, Reply};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Octets of the largest message.
const MESSAGE_MAX: usize = 100;
/// Recipients of one transaction.
const RECIPIENTS_MAX: usize = 2;

#[derive(Clone, Debug)]
enum Verb {
    Ehlo,
    Helo,
    /// The sender, nobody for `<>`; the declared size; whether BODY=BINARYMIME is said.
    Mail(Option<&'static str>, Option<usize>, bool),
    Rcpt(&'static str),
    /// And the message, if there is a 354.
    Data(&'static str),
    /// And the octets.
    Bdat(&'static str, bool),
    /// AUTH PLAIN with this as Ada's password.
    Auth(bool),
    StartTls,
    Rset,
    Noop,
    Vrfy(&'static str),
    Help,
    Nonsense,
    Syntax,
    Parameter,
    Quit,
}

/// Contents and whether they are what they should be: RFC 5321 §2.3.8 wants no CR or LF alone, and the
/// policy wants at most [`MESSAGE_MAX`] octets.
const CONTENTS: [&str; 7] = [
    "Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n",
    "",
    "no header\r\n",
    "Subject: smuggler\r\n\r\na\n.\r\nRSET\r\n",
    "Subject: smuggler\r\n\r\na\r\n.\nRSET\r\n",
    "a\rb\r\n",
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\r\n",
];

/// How the client has greeted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Greeting {
    Ehlo,
    Helo,
}

/// A model of one session.
#[derive(Debug, Default)]
struct Model {
    submission: bool,
    greeted: Option<Greeting>,
    authenticated: bool,
    failures: u32,
    errors: u32,
    transaction: Option<Transaction>,
    closed: bool,
    queue: Vec<Transaction>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Transaction {
    from: Option<String>,
    to: Vec<String>,
    binary: bool,
    chunks: Chunks,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chunks {
    None,
    Some(String),
    Refused,
}

/// Who is here.
fn is_own(address: &str) -> bool {
    ["ada@nord.example", "ben@sued.example", "Postmaster", "postmaster@nord.example"]
        .iter()
        .any(|own| own.eq_ignore_ascii_case(address))
}

fn is_local(address: &str) -> bool {
    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
    matches!(domain, "" | "nord.example" | "sued.example")
}

/// What a complete message gets (RFC 5321 §4.1.1.4, RFC 1870 §6.3).
fn judge(content: &str, binary: bool) -> u16 {
    let alone = content.replace("\r\n", "");
    if content.len() > MESSAGE_MAX {
        552
    } else if !binary && alone.contains(['\r', '\n']) {
        550
    } else {
        250
    }
}

impl Model {
    /// The codes of the replies, in order.
    fn obey(&mut self, verb: &Verb) -> Vec<u16> {
        if self.closed {
            return vec![];
        }
        let mut codes = self.reply(verb);
        for code in &codes {
            let is_error = matches!(code, 500..=504 | 555);
            self.errors = if is_error { self.errors + 1 } else { 0 };
        }
        if *codes.last().unwrap() == 221 {
            self.closed = true;
        } else if self.failures == 5 || self.errors == 20 {
            // What looks like an attack is ended.
            self.closed = true;
            codes.push(421);
        }
        codes
    }

    fn is_extended(&self) -> bool {
        self.greeted == Some(Greeting::Ehlo)
    }

    fn reply(&mut self, verb: &Verb) -> Vec<u16> {
        let code = match verb {
            Verb::Ehlo | Verb::Helo => {
                let is_extended = matches!(verb, Verb::Ehlo);
                self.greeted = Some(if is_extended { Greeting::Ehlo } else { Greeting::Helo });
                self.transaction = None;
                250
            }
            Verb::Mail(from, size, binary) => self.mail(*from, *size, *binary),
            Verb::Rcpt(to) => self.rcpt(to),
            Verb::Data(content) => return self.data(content),
            Verb::Bdat(octets, last) => self.bdat(octets, *last),
            Verb::Auth(right) => self.auth(*right),
            // RFC 3207 §4: no TLS here, and it has its place.
            Verb::StartTls if self.greeted.is_none() || self.transaction.is_some() => 503,
            Verb::StartTls => 502,
            Verb::Rset => {
                self.transaction = None;
                250
            }
            Verb::Noop => 250,
            // RFC 5321 §3.5: for strangers, submission says nothing.
            Verb::Vrfy(_) if self.submission && !self.authenticated => 530,
            Verb::Vrfy(name) if is_own(name) => 250,
            Verb::Vrfy(name) if self.submission && !is_local(name) => 252,
            Verb::Vrfy(_) => 550,
            Verb::Help => 214,
            Verb::Nonsense => 500,
            Verb::Syntax => 501,
            Verb::Parameter => 555,
            Verb::Quit => 221,
        };
        vec![code]
    }

    fn mail(&mut self, from: Option<&str>, size: Option<usize>, binary: bool) -> u16 {
        // RFC 5321 §4.1.4.
        if self.greeted.is_none() || self.transaction.is_some() {
            return 503;
        }
        // RFC 6409 §4.3.
        if self.submission && !self.authenticated {
            return 530;
        }
        if !self.is_extended() && (size.is_some() || binary) {
            return 555;
        }
        if size.is_some_and(|size| size > MESSAGE_MAX) {
            return 552;
        }
        // RFC 6409 §6.1.
        if self.submission && from.is_some_and(|from| from != "ada@nord.example") {
            return 553;
        }
        let from = from.map(str::to_owned);
        self.transaction = Some(Transaction { from, to: vec![], binary, chunks: Chunks::None });
        250
    }

    fn rcpt(&mut self, to: &str) -> u16 {
        let submission = self.submission;
        let Some(transaction) = &mut self.transaction else { return 503 };
        if transaction.chunks != Chunks::None {
            return 503;
        }
        // RFC 5321 §4.5.3.1.10.
        if transaction.to.len() >= RECIPIENTS_MAX {
            return 452;
        }
        // RFC 5321 §3.6.1: a relay takes mail for its own people only.
        if !is_own(to) && (is_local(to) || !submission) {
            return 550;
        }
        if !transaction.to.iter().any(|known| known.eq_ignore_ascii_case(to)) {
            transaction.to.push(to.to_owned());
        }
        250
    }

    /// The replies to DATA and to the message.
    fn data(&mut self, content: &str) -> Vec<u16> {
        let Some(transaction) = &self.transaction else { return vec![503] };
        // RFC 5321 §3.3; RFC 3030 §2, §3.
        if transaction.to.is_empty() {
            return vec![554];
        }
        if transaction.chunks != Chunks::None || transaction.binary {
            return vec![503];
        }
        vec![354, self.end(content)]
    }

    fn end(&mut self, content: &str) -> u16 {
        let transaction = self.transaction.take().unwrap();
        let code = judge(content, transaction.binary);
        if code == 250 {
            self.queue
                .push(Transaction { chunks: Chunks::Some(content.to_owned()), ..transaction });
        }
        code
    }

    fn bdat(&mut self, octets: &str, last: bool) -> u16 {
        let extended = self.is_extended();
        let Some(transaction) = &mut self.transaction else { return 503 };
        let so_far = match &transaction.chunks {
            _ if !extended => None,
            Chunks::None => Some(String::new()),
            Chunks::Some(so_far) => Some(so_far.clone()),
            Chunks::Refused => None,
        };
        // RFC 3030 §2: what fails, fails until RSET.
        let code = match &so_far {
            _ if !extended => 503,
            _ if transaction.to.is_empty() => 554,
            None => 503,
            Some(so_far) if so_far.len() + octets.len() > MESSAGE_MAX => 552,
            Some(_) => 250,
        };
        if code != 250 {
            transaction.chunks = Chunks::Refused;
            return code;
        }
        let content = so_far.unwrap_or_default() + octets;
        if last {
            return self.end(&content);
        }
        transaction.chunks = Chunks::Some(content);
        250
    }

    fn auth(&mut self, right: bool) -> u16 {
        // RFC 4954 §4.
        if self.greeted.is_none() || self.transaction.is_some() {
            return 503;
        }
        if !self.submission {
            return 502;
        }
        if !self.is_extended() || self.authenticated {
            return 503;
        }
        self.failures = if right { 0 } else { self.failures + 1 };
        self.authenticated = right;
        if right { 235 } else { 535 }
    }
}

/// What the client sends: a message only where the model says that 354 comes.
fn octets(verb: &Verb, codes: &[u16]) -> String {
    let line = match verb {
        Verb::Ehlo => "EHLO laptop.example".to_owned(),
        Verb::Helo => "HELO laptop.example".to_owned(),
        Verb::Mail(from, size, binary) => {
            let size = size.map(|size| format!(" SIZE={size}")).unwrap_or_default();
            let body = if *binary { " BODY=BINARYMIME" } else { "" };
            format!("MAIL FROM:<{}>{size}{body}", from.unwrap_or_default())
        }
        Verb::Rcpt(to) => format!("RCPT TO:<{to}>"),
        Verb::Data(content) if codes.first() == Some(&354) => {
            // RFC 5321 §4.5.2, by lines and not by search.
            let stuffed: String = content
                .split_inclusive("\r\n")
                .flat_map(|line| [if line.starts_with('.') { "." } else { "" }, line])
                .collect();
            return format!("DATA\r\n{stuffed}.\r\n");
        }
        Verb::Data(_) => "DATA".to_owned(),
        Verb::Bdat(octets, last) => {
            let last = if *last { " LAST" } else { "" };
            return format!("BDAT {}{last}\r\n{octets}", octets.len());
        }
        Verb::Auth(true) => "AUTH PLAIN AGFkYQBzZWNyZXQ=".to_owned(),
        Verb::Auth(false) => "AUTH PLAIN AGFkYQB3cm9uZw==".to_owned(),
        Verb::StartTls => "STARTTLS".to_owned(),
        Verb::Rset => "RSET".to_owned(),
        Verb::Noop => "noop".to_owned(),
        Verb::Vrfy(name) => format!("VRFY {name}"),
        Verb::Help => "HELP".to_owned(),
        Verb::Nonsense => "XYZZY".to_owned(),
        Verb::Syntax => "MAIL ada@nord.example".to_owned(),
        Verb::Parameter => "RCPT TO:<ada@nord.example> XYZZY=1".to_owned(),
        Verb::Quit => "QUIT".to_owned(),
    };
    line + "\r\n"
}

fn verb() -> impl Strategy<Value = Verb> {
    let sender = select(vec!["ada@nord.example", "ben@sued.example", "lena@west.example"]);
    let recipient = select(vec![
        "ada@nord.example",
        "ADA@nord.example",
        "ben@sued.example",
        "nobody@nord.example",
        "lena@west.example",
        "Postmaster",
    ]);
    let content = select(CONTENTS.to_vec());
    let name = select(vec!["ada@nord.example", "nobody@nord.example", "lena@west.example"]);
    let size = option::of(select(vec![0, 10, MESSAGE_MAX, MESSAGE_MAX + 1]));
    let rare = vec![
        Verb::Helo,
        Verb::StartTls,
        Verb::Rset,
        Verb::Noop,
        Verb::Help,
        Verb::Nonsense,
        Verb::Syntax,
        Verb::Parameter,
        Verb::Auth(false),
    ];
    prop_oneof![
        3 => Just(Verb::Ehlo),
        3 => Just(Verb::Auth(true)),
        8 => (option::weighted(0.8, sender), size, prop::bool::weighted(0.2))
            .prop_map(|(from, size, binary)| Verb::Mail(from, size, binary)),
        8 => recipient.prop_map(Verb::Rcpt),
        6 => content.clone().prop_map(Verb::Data),
        6 => (content, any::<bool>()).prop_map(|(octets, last)| Verb::Bdat(octets, last)),
        1 => name.prop_map(Verb::Vrfy),
        5 => select(rare),
    ]
}

/// The replies in `sent`, which must be whole.
fn codes(sent: &[u8]) -> Vec<u16> {
    let mut framer = Framer::new();
    framer.push(sent);
    let replies = core::iter::from_fn(|| framer.next_reply());
    let codes = replies.map(|reply| Reply::parse(&reply.unwrap()).unwrap().code).collect();
    assert_eq!(framer.pending(), 0);
    codes
}

/// What is in the queue, without the trace fields that the server has put above.
fn queue(table: &Table) -> Vec<Transaction> {
    let transaction = |queued: &mailscope_store::spool::Queued| {
        let to = queued.recipients.iter().map(|queued| queued.recipient.address.to_string());
        let text = String::from_utf8_lossy(queued.mail.bytes()).into_owned();
        Transaction {
            from: queued.envelope.reverse_path.as_ref().map(ToString::to_string),
            to: to.collect(),
            binary: queued.envelope.body == mailscope_base::Body::BinaryMime,
            chunks: Chunks::Some(text),
        }
    };
    table.store.spool().iter().map(transaction).collect()
}

fn play(submission: bool, verbs: &[Verb], cut: usize) {
    let service = if submission { Service::Submission } else { Service::Smtp };
    let mut table = Table::new(service);
    table.policy.smtp = SmtpPolicy {
        message_octets_max: MESSAGE_MAX,
        recipients_max: u32::try_from(RECIPIENTS_MAX).unwrap(),
        ..SmtpPolicy::default()
    };
    let mut model = Model { submission, ..Model::default() };
    table.open(1);
    let greeting = table.sent.concat();
    assert_eq!(codes(&greeting), [220]);
    table.sent.clear();
    let mut stream = String::new();
    let mut due = vec![];
    for verb in verbs {
        let codes = model.obey(verb);
        stream += &octets(verb, &codes);
        due.extend(codes);
    }
    for piece in stream.as_bytes().chunks(cut) {
        table.receive(1, piece);
    }
    assert_eq!(codes(&table.sent.concat()), due, "{stream}");
    let queue = queue(&table);
    assert_eq!(queue.len(), model.queue.len());
    for (is, due) in queue.into_iter().zip(model.queue) {
        let (Chunks::Some(text), Chunks::Some(content)) = (&is.chunks, &due.chunks) else {
            panic!()
        };
        assert!(text.starts_with("Received: ") && text.ends_with(content), "{text:?} {content:?}");
        assert!(text.len() > content.len());
        // Case matters to nobody but the domain's own host, which takes the last spelling.
        let lower = |to: &[String]| to.iter().map(|to| to.to_lowercase()).collect::<Vec<_>>();
        assert_eq!((is.from, lower(&is.to), is.binary), (due.from, lower(&due.to), due.binary));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// RFC 5321 §4.1.4, RFC 3030 §2, RFC 4954 §4, RFC 6409 §4.
    #[test]
    fn sessions_are_as_the_model_says(
        submission in any::<bool>(),
        mut verbs in prop::collection::vec(verb(), 1..40),
        polite in any::<bool>(),
        quits in any::<bool>(),
        cut in prop_oneof![1..40_usize, Just(100_000)],
    ) {
        if polite {
            verbs.insert(0, Verb::Ehlo);
        }
        if quits {
            verbs.push(Verb::Quit);
            verbs.push(Verb::Noop);
        }
        play(submission, &verbs, cut);
    }
}
