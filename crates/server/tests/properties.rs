//! What must hold for any input: no panic, the same dialogue however the bytes are cut, and views
//! that agree with the store after any sequence of commands.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Table;
use mailscope_store::Mail;
use mailscope_wire::Service;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

/// Something that IMAP commands are made of, or anything.
fn imap_piece() -> impl Strategy<Value = Vec<u8>> {
    let typical = prop::sample::select(vec![
        "a LOGIN ada secret\r\n",
        "a SELECT INBOX\r\n",
        "a EXAMINE Trash\r\n",
        "a FETCH 1:* (FLAGS UID ENVELOPE BODY[] INTERNALDATE)\r\n",
        "a UID FETCH 4294967295:1 BODY[2.1]<1.5>\r\n",
        "a STORE 1:2 +FLAGS (\\Deleted)\r\n",
        "a UID STORE * -FLAGS.SILENT (x)\r\n",
        "a COPY 1 Trash\r\n",
        "a MOVE 1:* Trash\r\n",
        "a EXPUNGE\r\n",
        "a UID EXPUNGE 1:*\r\n",
        "a CLOSE\r\n",
        "a LIST \"\" *%*\r\n",
        "a CREATE x/y\r\n",
        "a CREATE z (USE (\\Sent))\r\n",
        "a DELETE Trash\r\n",
        "a DELETE x\r\n",
        "a RENAME x z/x\r\n",
        "a RENAME INBOX old\r\n",
        "a RENAME Trash bin\r\n",
        "a SUBSCRIBE Trash\r\n",
        "a UNSUBSCRIBE Trash\r\n",
        "a LSUB \"\" %\r\n",
        "a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (* %) RETURN (CHILDREN STATUS (SIZE RECENT))\r\n",
        "a STATUS Trash (MESSAGES UIDNEXT HIGHESTMODSEQ DELETED-STORAGE)\r\n",
        "a APPEND Trash (\\Seen) {3+}\r\nabc {3+}\r\ndef\r\n",
        "a APPEND &AOQ- {3}\r\n",
        "a GETQUOTAROOT x\r\n",
        "a SETQUOTA \"\" (MESSAGE 4)\r\n",
        "a NAMESPACE\r\n",
        "a ENABLE IMAP4rev2\r\n",
        "a FETCH 1:* FULL\r\n",
        "a FETCH 2 BODYSTRUCTURE\r\n",
        "a APPEND INBOX {3}\r\n",
        "a APPEND INBOX {3+}\r\nabc\r\n",
        "a UID SEARCH ALL\r\n",
        "a IDLE\r\n",
        "DONE\r\n",
        "a NOOP\r\n",
        "a LOGIN {3}\r\nada {6+}\r\nsecret\r\n",
        "a LIST {99999999+}\r\n",
        "a LIST {99999999}\r\n",
        "a ",
        "{4}\r\n",
        "\r\n",
        "a LOGOUT\r\n",
    ]);
    let any = proptest::collection::vec(any::<u8>(), 0..20);
    prop_oneof![12 => typical.prop_map(|s| s.as_bytes().to_vec()), 1 => any]
}

fn pop3_piece() -> impl Strategy<Value = Vec<u8>> {
    let typical = prop::sample::select(vec![
        "USER ada\r\n",
        "PASS secret\r\n",
        "STAT\r\n",
        "LIST\r\n",
        "LIST 2\r\n",
        "UIDL\r\n",
        "RETR 1\r\n",
        "DELE 1\r\n",
        "DELE 99999999999\r\n",
        "RSET\r\n",
        "NOOP\n",
        "CAPA\r\n",
        "QUIT\r\n",
        "TOP 1 1\r\n",
        "TOP 3 4294967295\r\n",
        "APOP ada c4c9334bac560ecc979e58001b3e22fb\r\n",
        "AUTH PLAIN AGFkYQBzZWNyZXQ=\r\n",
        "AUTH PLAIN\r\n",
        "AUTH SCRAM-SHA-256 biwsbj1hZGEscj1meWtvK2Q=\r\n",
        "AGFkYQBzZWNyZXQ=\r\n",
        "*\r\n",
        "STLS\r\n",
        "UTF8\r\n",
        "LANG\r\n",
        "LANG en\r\n",
        "\r\n",
        "RETR ",
    ]);
    let any = proptest::collection::vec(any::<u8>(), 0..300);
    prop_oneof![12 => typical.prop_map(|s| s.as_bytes().to_vec()), 1 => any]
}

/// Plays `input` on one connection, cut after every `cuts`-th octet in turn; returns all that is
/// seen of it.
fn play(service: Service, input: &[u8], cuts: &[usize]) -> Vec<(u32, char, String)> {
    let mut table = Table::new(service);
    table.open(1);
    let mut rest = input;
    for &cut in cuts {
        let (now, later) = rest.split_at(cut.min(rest.len()));
        table.receive(1, now);
        rest = later;
    }
    table.receive(1, rest);
    table.deliver();
    table.cut(1);
    // Every octet is told as read once and in order, unless a line or literal was too large and
    // skipped.
    let skipped = table.shown.iter().any(|(_, _, line)| {
        line.contains("too l") || line.contains("too large") || line.contains("at most 255")
    });
    let read = table.read.remove(&1).unwrap_or_default();
    assert!(skipped || input.starts_with(&read), "{:?}", String::from_utf8_lossy(&read));
    table.shown
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn imap_says_the_same_however_the_bytes_are_cut(
        pieces in proptest::collection::vec(imap_piece(), 0..20),
        cuts in proptest::collection::vec(0..9_usize, 0..200),
        logged_in in any::<bool>(),
    ) {
        let begin = b"a LOGIN ada secret\r\na SELECT INBOX\r\n".to_vec();
        let input = if logged_in { [begin, pieces.concat()].concat() } else { pieces.concat() };
        prop_assert_eq!(play(Service::Imap, &input, &cuts), play(Service::Imap, &input, &[]));
    }

    #[test]
    fn pop3_says_the_same_however_the_bytes_are_cut(
        pieces in proptest::collection::vec(pop3_piece(), 0..20),
        cuts in proptest::collection::vec(0..9_usize, 0..200),
        logged_in in any::<bool>(),
    ) {
        let begin = b"USER ada\r\nPASS secret\r\n".to_vec();
        let input = if logged_in { [begin, pieces.concat()].concat() } else { pieces.concat() };
        prop_assert_eq!(play(Service::Pop3, &input, &cuts), play(Service::Pop3, &input, &[]));
    }

    /// The table checks that every response fits its grammar.
    #[test]
    fn any_mail_can_be_fetched(pieces in proptest::collection::vec(mail_piece(), 0..40)) {
        let mut table = Table::new(Service::Imap);
        table.deliver_mail(Mail::new(pieces.concat()));
        table.open(1);
        table.receive(1, b"a LOGIN ada secret\r\nb SELECT INBOX\r\n");
        table.receive(1, b"c FETCH 4 (ENVELOPE BODY.PEEK[HEADER.FIELDS (From)] BODY[1] BODY[1.MIME] BODY[1.1])\r\n");
        table.receive(1, b"d FETCH 4 (BODY[2.HEADER] BODY[1.TEXT] RFC822 RFC822.HEADER RFC822.TEXT)\r\n");
        table.receive(1, b"e FETCH 4 (BODY BODYSTRUCTURE)\r\n");
        for tag in ["c", "d", "e"] {
            let completed = format!("{tag} OK FETCH completed");
            prop_assert!(table.shown.iter().any(|(_, _, line)| *line == completed));
        }
    }

    #[test]
    fn views_agree_with_the_store(steps in proptest::collection::vec(step(), 0..60)) {
        let mut table = Table::new(Service::Imap);
        let mut views = [View::default(), View::default()];
        for id in [0_u32, 1] {
            table.open(id);
            table.receive(id, b"a LOGIN ada secret\r\nb SELECT INBOX\r\n");
        }
        listen(&mut table, &mut views, true);
        for (id, text) in &steps {
            if text.is_empty() {
                table.deliver();
                listen(&mut table, &mut views, false);
            } else {
                table.receive(u32::from(*id), format!("t {text}\r\n").as_bytes());
                let may_expunge = !text.starts_with("FETCH") && !text.starts_with("STORE");
                listen(&mut table, &mut views, may_expunge);
            }
        }
        for (id, view) in views.iter_mut().enumerate() {
            let id = u32::try_from(id).unwrap();
            table.receive(id, b"t NOOP\r\n");
            table.shown.retain(|(_, kind, line)| *kind == 'S' && line.starts_with("* "));
            for (_, _, line) in table.shown.drain(..) {
                view.hear(&line);
            }
            table.receive(id, b"t UID FETCH 1:* FLAGS\r\n");
            let inbox = table.store.account(table.ada).unwrap().mailbox("INBOX").unwrap();
            let wanted: Vec<String> = inbox
                .messages()
                .iter()
                .enumerate()
                .map(|(i, m)| format!("* {} FETCH (UID {} FLAGS {})", i + 1, m.uid, m.flags))
                .collect();
            let told: Vec<String> = table
                .shown
                .drain(..)
                .filter(|(_, kind, line)| *kind == 'S' && line.starts_with("* "))
                .map(|(_, _, line)| line.replace(" \\Recent", "").replace("\\Recent", ""))
                .collect();
            prop_assert_eq!(&told, &wanted);
            prop_assert_eq!(view.exists, wanted.len());
        }
    }
}

fn mail_piece() -> impl Strategy<Value = Vec<u8>> {
    let typical = prop::sample::select(vec![
        "From: ",
        "To: ",
        "Subject: ",
        "\r\n",
        "\r\n\r\n",
        "a@b",
        "<a@b>",
        "\"x, \\\" y\" ",
        "(c)",
        "group: ",
        ";",
        ", ",
        "=?utf-8?q?=41?= ",
        "=?",
        "\u{e000}",
        "\"",
        "<",
        ">",
        "(",
        ":",
        "\r\n ",
        "Content-Type: multipart/mixed; boundary=a\r\n",
        "Content-Type: message/rfc822\r\n",
        "\r\n--a\r\n",
        "\r\n--a--\r\n",
        "Content-Type: multipart/digest; boundary=\"a\"\r\n",
        "Content-Type: text/html; charset=utf-8 (c); name*0=\"a\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Disposition: attachment; filename=\"",
        "Content-Language: de, en\r\n",
        "Sender:\r\n",
        "Message-ID: <",
    ]);
    // NUL cannot be in a literal (RFC 9051 §9, CHAR8); importing refuses it.
    let any = proptest::collection::vec(1..=u8::MAX, 0..6);
    prop_oneof![5 => typical.prop_map(|s| s.as_bytes().to_vec()), 1 => any]
}

/// A command of session 0 or 1; nothing stands for a delivery.
fn step() -> impl Strategy<Value = (u8, String)> {
    let command = (0..9_u8, 1..7_u32, 1..9_u32).prop_map(|(verb, n, m)| match verb {
        0 => format!("STORE {n} +FLAGS (\\Deleted)"),
        1 => format!("UID STORE {n}:{m} +FLAGS.SILENT (\\Deleted \\Flagged)"),
        2 => "EXPUNGE".to_owned(),
        3 => format!("FETCH {n} (FLAGS UID)"),
        4 => format!("UID FETCH {n}:{m} BODY[TEXT]"),
        5 => format!("MOVE {n} Trash"),
        6 => format!("COPY {n} INBOX"),
        7 => "NOOP".to_owned(),
        _ => String::new(),
    });
    (0..2_u8, command)
}

/// What a client makes of the responses.
#[derive(Default)]
struct View {
    exists: usize,
}

impl View {
    fn hear(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let number = words.get(1).and_then(|word| word.parse::<usize>().ok());
        match (number, words.get(2)) {
            (Some(number), Some(&"EXISTS")) => {
                assert!(number >= self.exists, "EXISTS never takes away: {line}");
                self.exists = number;
            }
            (Some(number), Some(&"EXPUNGE")) => {
                assert!((1..=self.exists).contains(&number), "what goes was there: {line}");
                self.exists -= 1;
            }
            (Some(number), Some(&"FETCH")) => {
                assert!((1..=self.exists).contains(&number), "what is told is there: {line}");
            }
            _ => {}
        }
    }
}

fn listen(table: &mut Table, views: &mut [View; 2], may_expunge: bool) {
    for (id, kind, line) in table.shown.drain(..) {
        let is_data = kind == 'S' && line.starts_with("* ");
        assert!(may_expunge || !line.ends_with(" EXPUNGE"), "not now: {line}");
        if let Some(view) = views.get_mut(id as usize).filter(|_| is_data) {
            view.hear(&line);
        }
    }
}
