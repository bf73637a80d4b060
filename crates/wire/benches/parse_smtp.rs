//! How fast SMTP is read, beside smtp-codec and smtp-proto on the same octets.
//!
//! `cargo bench -p mailscope-wire --bench parse_smtp`

#![allow(clippy::expect_used, missing_docs)] // What does not read its own input is no bench.

use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mailscope_wire::Grammar;
use mailscope_wire::smtp::{Command, DataEnd, Framer, Reply, stuff, unstuff};

fn main() {
    divan::main();
}

/// A transaction and what surrounds it. The last two are not known to smtp-codec.
const COMMANDS: &[&str] = &[
    "EHLO relay.nord.example\r\n",
    "STARTTLS\r\n",
    "EHLO [192.0.2.17]\r\n",
    "AUTH PLAIN AGFkYQBjb3JyZWN0IGhvcnNl\r\n",
    "MAIL FROM:<ada.lovelace@nord.example> SIZE=48231 BODY=8BITMIME RET=HDRS ENVID=QQ314159\r\n",
    "RCPT TO:<ben@sued.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;ben@sued.example\r\n",
    "RCPT TO:<@relay.example:carla+lists@mail.sued.example>\r\n",
    "RCPT TO:<\"d e\"@sued.example>\r\n",
    "DATA\r\n",
    "MAIL FROM:<>\r\n",
    "RCPT TO:<postmaster@nord.example>\r\n",
    "RSET\r\n",
    "NOOP\r\n",
    "VRFY Ben\r\n",
    "QUIT\r\n",
    "AUTH SCRAM-SHA-256 biwsbj1hZGEscj1mYXN0\r\n",
    "BDAT 86 LAST\r\n",
];

const REPLIES: &[&str] = &[
    "220 mx.sued.example ESMTP ready\r\n",
    "250-mx.sued.example greets relay.nord.example\r\n250-PIPELINING\r\n250-SIZE 33554432\r\n\
     250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n250-CHUNKING\r\n250 STARTTLS\r\n",
    "250 2.1.0 the sender is fine\r\n",
    "250 2.1.5 the recipient is fine\r\n",
    "550 5.1.1 there is no mailbox of this name\r\n",
    "354 send the message; end it with a line that holds a dot\r\n",
    "250 2.0.0 accepted as 17\r\n",
    "221 2.0.0 goodbye\r\n",
];

fn run<T>(bencher: Bencher<'_, '_>, frames: &[&str], read: impl Fn(&[u8]) -> T + Sync) {
    let octets: usize = frames.iter().map(|frame| frame.len()).sum();
    bencher.counter(BytesCount::new(octets)).bench_local(|| {
        for frame in frames {
            drop(black_box(read(black_box(frame.as_bytes()))));
        }
    });
}

mod commands {
    use super::{Bencher, BytesCount, COMMANDS, Command, Framer, Grammar, black_box, run};

    /// What smtp-codec knows, too.
    fn known() -> &'static [&'static str] {
        COMMANDS.get(..COMMANDS.len() - 2).expect("more than two")
    }

    #[divan::bench]
    fn ours_typed(bencher: Bencher<'_, '_>) {
        run(bencher, known(), |frame| Command::parse(frame).expect("a command"));
    }

    #[divan::bench]
    fn ours_tree(bencher: Bencher<'_, '_>) {
        run(bencher, known(), |frame| Grammar::SmtpCommand.tree(frame));
    }

    #[divan::bench]
    fn ours_tree_and_typed(bencher: Bencher<'_, '_>) {
        run(bencher, known(), Command::parse_with_tree);
    }

    #[divan::bench]
    fn ours_framed_and_typed(bencher: Bencher<'_, '_>) {
        let stream = known().concat();
        bencher.counter(BytesCount::new(stream.len())).bench_local(|| {
            let mut framer = Framer::new();
            framer.push(black_box(stream.as_bytes()));
            while let Some(line) = framer.next_line() {
                drop(black_box(Command::parse(&line.expect("short")).expect("a command")));
            }
        });
    }

    #[divan::bench]
    fn smtp_codec(bencher: Bencher<'_, '_>) {
        run(bencher, known(), |frame| {
            smtp_codec::parse::command::command(frame).expect("a command").1
        });
    }

    /// Values borrow from the frame.
    #[divan::bench]
    fn smtp_proto_borrowing(bencher: Bencher<'_, '_>) {
        run(bencher, known(), |frame| {
            // It knows no address literals in paths; here there are none.
            drop(black_box(smtp_proto::Request::parse(&mut frame.iter()).expect("a command")));
        });
    }
}

mod replies {
    use super::{Bencher, Grammar, REPLIES, Reply, run};

    #[divan::bench]
    fn ours_typed(bencher: Bencher<'_, '_>) {
        run(bencher, REPLIES, |frame| Reply::parse(frame).expect("a reply"));
    }

    #[divan::bench]
    fn ours_tree(bencher: Bencher<'_, '_>) {
        run(bencher, REPLIES, |frame| Grammar::SmtpReply.tree(frame));
    }

    #[divan::bench]
    fn smtp_proto(bencher: Bencher<'_, '_>) {
        run(bencher, REPLIES, |frame| {
            let mut receiver = smtp_proto::response::parser::ResponseReceiver::default();
            receiver.parse(&mut frame.iter()).expect("a reply")
        });
    }
}

mod messages {
    use super::{Bencher, Bytes, BytesCount, DataEnd, Framer, black_box, stuff, unstuff};

    /// One megabyte of lines; with `dots`, every tenth begins with one.
    fn content(dots: bool) -> Bytes {
        let line = "This is a line of a mail, as long as such lines usually are.\r\n";
        let dot =
            if dots { ".This is a line of a mail, as long as such lines are.\r\n" } else { line };
        Bytes::from(format!("{}{dot}", line.repeat(9)).repeat(1_000_000 / line.len() / 10))
    }

    #[divan::bench(args = [false, true])]
    fn stuffed(bencher: Bencher<'_, '_>, dots: bool) {
        let content = content(dots);
        bencher.counter(BytesCount::new(content.len())).bench_local(|| stuff(black_box(&content)));
    }

    #[divan::bench(args = [false, true])]
    fn unstuffed(bencher: Bencher<'_, '_>, dots: bool) {
        let wire = Bytes::from(stuff(&content(dots)));
        let lines = wire.slice(..wire.len() - 3);
        bencher
            .counter(BytesCount::new(wire.len()))
            .bench_local(|| unstuff(black_box(&lines), DataEnd::Strict));
    }

    /// As a server gets it: in pieces of 64 KB.
    #[divan::bench(args = [false, true])]
    fn framed_and_unstuffed(bencher: Bencher<'_, '_>, dots: bool) {
        let wire = stuff(&content(dots));
        bencher.counter(BytesCount::new(wire.len())).bench_local(|| {
            let mut framer = Framer::new();
            let mut data = None;
            for piece in wire.chunks(65_536) {
                framer.push(black_box(piece));
                data = framer.next_data(usize::MAX, DataEnd::Strict);
            }
            data.expect("ended").expect("not too large")
        });
    }

    #[divan::bench(args = [false, true])]
    fn smtp_proto(bencher: Bencher<'_, '_>, dots: bool) {
        let wire = stuff(&content(dots));
        bencher.counter(BytesCount::new(wire.len())).bench_local(|| {
            let mut receiver = smtp_proto::request::receiver::DataReceiver::new();
            let mut content = Vec::new();
            for piece in wire.chunks(65_536) {
                receiver.ingest(&mut black_box(piece).iter(), &mut content);
            }
            content
        });
    }
}
