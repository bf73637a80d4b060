//! What holds for every server, however it behaves and however its octets arrive.

#![allow(clippy::disallowed_methods, reason = "conversations are files")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;

use common::{Play, picture};
use mailscope_base::{Duration, Prng};
use mailscope_client::MailApp;
use proptest::prelude::*;

/// Settings, and steps: octets of the server, or what else happens.
type Conversation = (String, Vec<Result<Vec<u8>, String>>);

/// The steps of every conversation of a folder, each with the octets of neighbouring `S:` lines
/// joined.
fn conversations(folders: &[&str]) -> Vec<Conversation> {
    let mut all = Vec::new();
    for folder in folders {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            all.push(conversation(&std::fs::read_to_string(path).unwrap()));
        }
    }
    all
}

fn conversation(text: &str) -> Conversation {
    let mut settings = String::new();
    let mut steps: Vec<Result<Vec<u8>, String>> = Vec::new();
    for line in text.lines() {
        if let Some(line) = line.strip_prefix("S:") {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some(Ok(octets)) = steps.last_mut() {
                octets.extend_from_slice(format!("{line}\r\n").as_bytes());
            } else {
                steps.push(Ok(format!("{line}\r\n").into_bytes()));
            }
        } else if let Some(line) = line.strip_prefix("settings: ") {
            line.clone_into(&mut settings);
        } else if !line.is_empty() && !line.starts_with(['#', ' ', 'C']) {
            steps.push(Err(line.to_owned()));
        }
    }
    (settings, steps)
}

/// Plays a conversation; `piece` says how long the next piece of the octets is.
fn play(
    (settings, steps): &Conversation,
    seed: u64,
    pause: Duration,
    mut piece: impl FnMut() -> usize,
) -> Play {
    let mut play = Play::new(settings);
    play.rng = Prng::new(seed);
    for step in steps {
        play.now = play.now + pause;
        match step {
            Err(line) => play.step(line),
            Ok(octets) => {
                let mut rest = octets.as_slice();
                while !rest.is_empty() {
                    let (now, later) = rest.split_at(piece().clamp(1, rest.len()));
                    play.receive(now);
                    rest = later;
                }
            }
        }
    }
    play
}

/// What a device shows is a function of the octets it received and of the taps: neither chance nor
/// the clock nor the cuts between segments matter.
#[test]
fn neither_chance_nor_time_nor_segments_matter() {
    for conversation in conversations(&["imap", "pop3"]) {
        let whole = play(&conversation, 1, Duration::ZERO, || usize::MAX);
        let single = play(&conversation, 2, Duration::from_secs(1), || 1);
        assert_eq!(picture(&whole.app), picture(&single.app));
    }
}

/// What a server may say out of turn. `%` stands for a small number.
const LINES: &[&str] = &[
    "* % EXISTS",
    "* % EXPUNGE",
    "* % FETCH (FLAGS (\\Seen))",
    "* % FETCH (UID % FLAGS (\\Flagged))",
    "* % FETCH (UID % FLAGS ())",
    "* % FETCH (UID % FLAGS () RFC822.SIZE 9 ENVELOPE (NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL))",
    "* % FETCH (UID % BODY[] {2}\r\nhi)",
    "* OK [UIDVALIDITY %] x",
    "* OK [COPYUID % % %] x",
    "* OK [CLOSED] x",
    "* CAPABILITY IMAP4rev1 IDLE MOVE UIDPLUS",
    "* CAPABILITY IMAP4rev1 IDLE",
    "* LIST () \"/\" Work%",
    "+ go on",
    "A% OK done",
    "* nonsense",
    "+OK % %",
    "-ERR",
];

/// What a server may answer, by the command that it has read. `!` stands for the tag.
const ANSWERS: &[(&str, &[&str])] = &[
    (
        "LIST",
        &[
            "* LIST () \"/\" INBOX",
            "* LIST (\\Trash) \"/\" Trash",
            "* LIST () \"/\" Work",
            "! OK x",
        ],
    ),
    ("SELECT", &["* % EXISTS", "* OK [UIDVALIDITY 5%] x", "! OK x"]),
    ("SELECT", &["* % EXISTS", "* OK [UIDVALIDITY 50] x", "! OK x"]),
    ("SELECT", &["! NO x"]),
    (
        "UID FETCH",
        &[
            "* 1 FETCH (UID 1 FLAGS ())",
            "* 2 FETCH (UID 3 FLAGS ())",
            "* 3 FETCH (UID 5 FLAGS ())",
            "! OK x",
        ],
    ),
    (
        "UID FETCH",
        &[
            "* 1 FETCH (UID 1 FLAGS () ENVELOPE (NIL \"a\" NIL NIL NIL NIL NIL NIL NIL NIL))",
            "* 2 FETCH (UID 3 FLAGS () ENVELOPE (NIL \"b\" NIL NIL NIL NIL NIL NIL NIL NIL))",
            "* 3 FETCH (UID % FLAGS () ENVELOPE (NIL \"c\" NIL NIL NIL NIL NIL NIL NIL NIL))",
            "! OK x",
        ],
    ),
    ("UID FETCH", &["* % FETCH (UID % BODY[] {2}\r\nhi)", "! OK x"]),
    ("UID FETCH", &["! NO x"]),
    ("UID MOVE", &["* OK [COPYUID 5% % %] x", "* % EXPUNGE", "! OK x"]),
    ("UID MOVE", &["* % EXPUNGE", "! NO x"]),
    ("UID COPY", &["! OK [COPYUID 5% % %] x"]),
    ("EXPUNGE", &["* % EXPUNGE", "! OK x"]),
    ("IDLE", &["+ x"]),
    ("IDLE", &["! NO x"]),
    ("LOGOUT", &["* BYE x", "! OK x"]),
    ("APPEND", &["+ go on"]),
    ("APPEND", &["! OK [APPENDUID 5% %] x"]),
    ("APPEND", &["! NO [TRYCREATE] x"]),
    ("STATUS", &["* STATUS Work (MESSAGES % UIDNEXT 9 UIDVALIDITY 5% UNSEEN %)", "! OK x"]),
    ("STATUS", &["* STATUS Trash (MESSAGES % UIDNEXT 9 UIDVALIDITY 50 UNSEEN %)", "! OK x"]),
    ("STATUS", &["! NO x"]),
    ("LSUB", &["* LSUB () \"/\" Work", "! OK x"]),
    ("CREATE", &["! NO x"]),
    ("RENAME", &["! NO x"]),
    ("DELETE", &["! NO x"]),
    ("SEARCH", &["* SEARCH 1 % 3", "! OK x"]),
    ("SEARCH", &["* ESEARCH (TAG \"!\") UID ALL %:5", "! OK x"]),
    ("SEARCH", &["! NO x"]),
    ("UIDL", &["+OK", "1 a%", "2 b%", "3 c", "."]),
    ("RETR", &["+OK", "Subject: %", "", "body", "."]),
    ("PASS", &["-ERR [IN-USE] x"]),
    ("DELE", &["-ERR x"]),
];

const TAPS: &[&str] = &[
    "open %",
    "read %",
    "unread %",
    "flag %",
    "unflag %",
    "move % Trash",
    "move % INBOX",
    "move % New",
    "delete %",
    "delete %",
    "folder Trash",
    "folder INBOX",
    "folder Work",
    "check",
    "send ben@sued.example,eva@sued.example s",
    "answer % ben@sued.example s",
    "make New",
    "make New/Er",
    "rename Work New",
    "rename New Work",
    "unmake Work",
    "unmake New",
    "folder New",
    "subscribe Work",
    "unsubscribe Work",
    "empty",
    "keyword % Party",
    "no-keyword % Party",
    "draft s",
    "redraft % s",
    "send-draft % ben@sued.example s",
    "search s",
    "search-there s",
];

/// What a submission server may say, besides what fits.
const REPLIES: &[&str] = &[
    "220 hello",
    "250 ok",
    "250-x\r\n250-PIPELINING\r\n250-AUTH PLAIN\r\n250 STARTTLS",
    "334 go on",
    "354 go on",
    "421 bye",
    "450 later",
    "535 wrong",
    "550 nobody",
    "nonsense",
];

const SETTINGS: &[&str] = &[
    "imap idle trash",
    "imap 5 expunge",
    "imap manual mark",
    "pop3 10 deleted",
    "pop3 idle once",
    "imap idle trash sending=append",
    "imap idle trash sending=append keeps=everything",
    "imap idle trash sending=append keeps=days shows=subscribed",
    "imap 5 trash sending=append drafts=here",
    "imap 5 expunge sending=both tls=offered sendtls=offered",
    "imap idle mark sending=provider",
    "pop3 10 once sending=append sendtls=required",
    "pop3 idle leave sending=none",
];

fn pick<T: Copy>(list: &[T], rng: &mut Prng) -> T {
    list[usize::try_from(rng.below(list.len() as u64)).unwrap()]
}

/// A line with its numbers and its tag.
fn fill(template: &str, tag: &str, below: u64, rng: &mut Prng) -> String {
    let mut line = String::new();
    for c in template.chars() {
        match c {
            '%' => write!(line, "{}", rng.below(below)).unwrap(),
            '!' => line.push_str(tag),
            c => line.push(c),
        }
    }
    line
}

/// The server answers the command that it read last, more or less as the RFC says.
fn answer(play: &mut Play, rng: &mut Prng) {
    let command = play.log.lines().rev().find_map(|line| line.strip_prefix("C: "));
    let command = command.unwrap_or_default().to_owned();
    let tagged = play.log.lines().rev().find_map(|line| line.strip_prefix("C: A"));
    let number = tagged.unwrap_or("1").split(' ').next().unwrap_or("1");
    let tag = format!("A{number}");
    let fitting: Vec<&[&str]> = ANSWERS
        .iter()
        .filter(|(verb, _)| command.contains(verb))
        .map(|(_, lines)| *lines)
        .collect();
    let plain: &[&str] = match play.app.service() {
        mailscope_wire::Service::Imap => &["! OK x"],
        _ => &["+OK x"],
    };
    let lines = if fitting.is_empty() || rng.chance(1, 3) { plain } else { pick(&fitting, rng) };
    for line in lines {
        let line = fill(line, &tag, 7, rng);
        play.receive(format!("{line}\r\n").as_bytes());
    }
}

/// The submission server answers the line that it read last, more or less as the RFC says.
fn answer_sending(play: &mut Play, rng: &mut Prng) {
    let last = play.log.lines().rev().find_map(|line| line.strip_prefix("C> "));
    let reply = match last.unwrap_or_default() {
        _ if rng.chance(1, 4) => pick(REPLIES, rng),
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        line if line.starts_with("AUTH") => "235 welcome",
        "STARTTLS" => "220 go",
        line if line.starts_with("EHLO") => {
            pick(&["250 x", "250-x\r\n250 PIPELINING", "250-x\r\n250 STARTTLS"], rng)
        }
        _ => "250 ok",
    };
    play.step(&format!("S> {reply}"));
    if play.log.ends_with("> starts TLS\n") {
        play.step(pick(&["tls>", "tls>", "tls fails>", "cut>"], rng));
    }
}

/// One step of a world in which everything can happen.
fn stumble(play: &mut Play, rng: &mut Prng) {
    match rng.below(100) {
        0 => play.step("offline"),
        1..=3 => play.step("online"),
        4 => play.step("cut"),
        5 => play.step(&format!("tap: configure {}", pick(SETTINGS, rng))),
        6..=9 => play.step("wait"),
        10..=29 => {
            let ids = play.app.local().messages().map(|m| u64::from(m.id.0)).max();
            let tap = fill(pick(TAPS, rng), "", ids.unwrap_or(0) + 1, rng);
            play.step(&format!("tap: {tap}"));
        }
        30 => play.step(pick(&["cut>", "tls>", "tls fails>", "tls", "tls fails"], rng)),
        31..=50 => answer_sending(play, rng),
        51..=55 => {
            let line = fill(pick(LINES, rng), "", 7, rng);
            play.receive(format!("{line}\r\n").as_bytes());
        }
        _ => answer(play, rng),
    }
    if std::mem::take(&mut play.wanted_sending) {
        play.step("opened>");
        play.step("S> 220 hello");
    }
    if std::mem::take(&mut play.wanted) {
        play.step("opened");
        let capability =
            pick(&["IMAP4rev2", "IMAP4rev1 IDLE", "IMAP4rev1 UIDPLUS", "IMAP4rev1"], rng);
        let greeting = match play.app.service() {
            mailscope_wire::Service::Imap => format!("* PREAUTH [CAPABILITY {capability}] x\r\n"),
            _ => "+OK x\r\n".to_owned(),
        };
        play.receive(greeting.as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_octets_do_no_harm(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..20),
        settings in prop::sample::select(vec!["imap idle trash", "pop3 10 once"]),
    ) {
        let mut play = Play::new(settings);
        play.step("start");
        play.step("opened");
        for piece in pieces {
            play.receive(&piece);
        }
        play.assert_consistent();
    }

    #[test]
    fn any_order_of_events_keeps_local_mail_consistent(
        seed in any::<u64>(),
        settings in prop::sample::select(SETTINGS),
    ) {
        let mut rng = Prng::new(seed);
        let mut play = Play::new(settings);
        play.step("start");
        for _ in 0..400 {
            stumble(&mut play, &mut rng);
            play.assert_consistent();
        }
    }

    #[test]
    fn any_segmentation_gives_the_same_mail(seed in any::<u64>()) {
        let mut rng = Prng::new(seed);
        // Each of them in a quarter of the cases.
        let all = conversations(&["imap", "pop3", "sending"]);
        let some: Vec<_> = all.into_iter().filter(|_| rng.chance(1, 4)).collect();
        for conversation in some {
            let whole = play(&conversation, 1, Duration::ZERO, || usize::MAX);
            let cut = play(&conversation, 1, Duration::ZERO, || {
                usize::try_from(rng.below(40)).unwrap()
            });
            prop_assert_eq!(picture(&whole.app), picture(&cut.app));
            prop_assert_eq!(whole.log, cut.log);
        }
    }
}

/// A large mailbox is synchronised in batches, the newest first.
#[test]
fn ten_thousand_messages() {
    let mut play = Play::new("imap 10 trash");
    play.step("start");
    play.step("opened");
    play.receive(b"* PREAUTH [CAPABILITY IMAP4rev2] x\r\n* LIST () \"/\" INBOX\r\nA1 OK x\r\n");
    play.receive(b"* 10000 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\nA2 OK x\r\n");
    let mut text = String::new();
    for n in 1..=10_000 {
        write!(text, "* {n} FETCH (UID {n} FLAGS ())\r\n").unwrap();
    }
    text.push_str("A3 OK x\r\n");
    play.receive(text.as_bytes());
    for batch in 0..50 {
        let (last, tag) = (10_000 - batch * 200, batch + 4);
        let asked = format!("C: A{tag} UID FETCH {}:{last} ", last - 199);
        assert!(play.log.contains(&asked), "{asked}");
        let mut text = String::new();
        for n in last - 199..=last {
            let envelope = "(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL)";
            write!(text, "* {n} FETCH (UID {n} FLAGS () RFC822.SIZE 9 ENVELOPE {envelope})\r\n")
                .unwrap();
        }
        write!(text, "A{tag} OK x\r\n").unwrap();
        play.log.clear();
        // A world keeps snapshots: what is shared with one is not changed.
        let before: MailApp = play.app.clone();
        play.receive(text.as_bytes());
        assert_eq!(before.local().count("INBOX"), batch * 200);
    }
    assert!(play.log.contains("synchronised INBOX"));
    let local = play.app.local();
    assert_eq!((local.count("INBOX"), local.unread("INBOX")), (10_000, 10_000));
    let newest = local.messages_in("INBOX").next().unwrap();
    assert_eq!(newest.summary.subject, "s");
    play.assert_consistent();
}
