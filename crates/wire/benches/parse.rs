//! How fast IMAP is read, beside imap-codec and imap-proto on the same octets.
//!
//! `cargo bench -p mailscope-wire --bench parse`

#![allow(clippy::expect_used, missing_docs)] // What does not read its own input is no bench.

use std::fmt::Write as _;

use bytes::Bytes;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use imap_codec::decode::Decoder as _;
use imap_codec::{CommandCodec, ResponseCodec};
use mailscope_wire::Grammar;
use mailscope_wire::imap::{Command, Response};

fn main() {
    divan::main();
}

/// A morning of a mail client, without literals.
const COMMANDS: &[&str] = &[
    "a001 CAPABILITY\r\n",
    "a002 LOGIN \"alice@example.org\" \"correct horse\"\r\n",
    "a003 LIST \"\" \"*\"\r\n",
    "a004 STATUS Archive (MESSAGES UIDNEXT UIDVALIDITY UNSEEN)\r\n",
    "a005 SELECT INBOX\r\n",
    "a006 UID FETCH 1:* (FLAGS)\r\n",
    "a007 UID FETCH 4827313:4828442 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)\r\n",
    "a008 UID FETCH 4828440,4828442 (UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (From To Cc Bcc Subject \
     Date Message-ID Priority X-Priority References Newsgroups In-Reply-To Content-Type)])\r\n",
    "a009 UID FETCH 4828442 (UID BODY.PEEK[])\r\n",
    "a010 UID STORE 4828442 +FLAGS.SILENT (\\Seen)\r\n",
    "a011 UID SEARCH UNSEEN SINCE 1-Feb-1994 NOT FROM \"Smith\"\r\n",
    "a012 UID COPY 4828400:4828442 Archive\r\n",
    "a013 UID STORE 4828400:4828442 +FLAGS (\\Deleted)\r\n",
    "a014 EXPUNGE\r\n",
    "a015 IDLE\r\n",
    "a016 NOOP\r\n",
    "a017 LOGOUT\r\n",
];

fn commands() -> Vec<Bytes> {
    COMMANDS.iter().map(|line| Bytes::from_static(line.as_bytes())).collect()
}

/// APPEND with a literal of 1.7 KB.
fn append() -> Vec<Bytes> {
    let line = "This is a line of a mail, as long as such lines usually are.\r\n";
    let mail = line.repeat(1_700 / line.len());
    let text = format!(
        "a001 APPEND Sent (\\Seen) \"17-Jul-1996 02:44:25 -0700\" {{{}+}}\r\n{mail}\r\n",
        mail.len()
    );
    vec![Bytes::from(text)]
}

fn flags() -> Vec<Bytes> {
    (1..=100)
        .map(|n| format!("* {n} FETCH (UID {} FLAGS (\\Seen \\Answered $Junk))\r\n", 4_827_000 + n))
        .map(Bytes::from)
        .collect()
}

fn envelope() -> Vec<Bytes> {
    let text = "* 12 FETCH (FLAGS (\\Seen) INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 4286 \
        ENVELOPE (\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" \"IMAP4rev2 WG mtg summary and minutes\" \
        ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) \
        ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) \
        ((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ((NIL NIL \"imap\" \"cac.washington.edu\")) \
        ((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\") (\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) NIL NIL \
        \"<B27397-0100000@cac.washington.ed>\"))\r\n";
    vec![Bytes::from_static(text.as_bytes())]
}

fn body_structure() -> Vec<Bytes> {
    let text = "* 12 FETCH (BODYSTRUCTURE (((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"UTF-8\") NIL NIL \"7BIT\" 1152 \
        23 NIL NIL NIL NIL)(\"TEXT\" \"HTML\" (\"CHARSET\" \"UTF-8\") NIL NIL \"QUOTED-PRINTABLE\" 4554 73 \
        NIL NIL NIL NIL) \"ALTERNATIVE\" (\"BOUNDARY\" \"=_inner\") NIL NIL NIL)(\"IMAGE\" \"PNG\" (\"NAME\" \
        \"a.png\") \"<960723163407.20117h@cac.washington.edu>\" \"Compiler diff\" \"BASE64\" 4554 NIL \
        (\"ATTACHMENT\" (\"FILENAME\" \"a.png\")) NIL NIL) \"MIXED\" (\"BOUNDARY\" \"=_outer\") NIL NIL NIL))\
        \r\n";
    vec![Bytes::from_static(text.as_bytes())]
}

fn header_fields() -> Vec<Bytes> {
    let header = "From: Terry Gray <gray@cac.washington.edu>\r\nTo: imap@cac.washington.edu\r\nSubject: \
        IMAP4rev2 WG mtg summary and minutes\r\nDate: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\r\n\r\n";
    let text = format!(
        "* 12 FETCH (UID 4827313 RFC822.SIZE 4286 BODY[HEADER.FIELDS (From To Subject Date)] \
         {{{}}}\r\n{header})\r\n",
        header.len()
    );
    vec![Bytes::from(text)]
}

fn bodies() -> Vec<Bytes> {
    let body = "This is a line of a mail, as long as such lines usually are.\r\n".repeat(1_000);
    let text = format!("* 12 FETCH (UID 4827313 BODY[] {{{}}}\r\n{body})\r\n", body.len());
    vec![Bytes::from(text)]
}

fn search() -> Vec<Bytes> {
    let mut text = String::from("* SEARCH");
    for n in 0..1_000 {
        write!(text, " {}", 4_827_000 + n * 3).expect("a string takes it");
    }
    text.push_str("\r\n");
    vec![Bytes::from(text)]
}

fn run<T>(bencher: Bencher<'_, '_>, frames: &[Bytes], read: impl Fn(&Bytes) -> T + Sync) {
    let octets: usize = frames.iter().map(Bytes::len).sum();
    bencher.counter(BytesCount::new(octets)).bench_local(|| {
        for frame in frames {
            drop(black_box(read(black_box(frame))));
        }
    });
}

macro_rules! of_commands {
    ($($input:ident)*) => {$(
        mod $input {
            use super::*;

            #[divan::bench]
            fn ours_typed(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| Command::parse(frame).expect("a command"));
            }

            #[divan::bench]
            fn ours_tree(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| Grammar::ImapCommand.tree(frame));
            }

            #[divan::bench]
            fn ours_tree_and_typed(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| Command::parse_with_tree(frame));
            }

            #[divan::bench]
            fn imap_codec(bencher: Bencher<'_, '_>) {
                use imap_codec::imap_types::IntoStatic as _;
                run(bencher, &super::$input(), |frame| {
                    let (_, command) = CommandCodec::default().decode(frame).expect("a command");
                    command.into_static()
                });
            }

            /// Values borrow from the frame.
            #[divan::bench]
            fn imap_codec_borrowing(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| {
                    drop(black_box(CommandCodec::default().decode(frame).expect("a command")));
                });
            }
        }
    )*};
}

macro_rules! of_responses {
    ($($input:ident)*) => {$(
        mod $input {
            use super::*;

            #[divan::bench]
            fn ours_typed(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| Response::parse(frame).expect("a response"));
            }

            #[divan::bench]
            fn ours_typed_shared(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| {
                    Response::parse_shared(frame).expect("a response")
                });
            }

            #[divan::bench]
            fn ours_tree(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| Grammar::ImapResponse.tree(frame));
            }

            #[divan::bench]
            fn imap_codec(bencher: Bencher<'_, '_>) {
                use imap_codec::imap_types::IntoStatic as _;
                run(bencher, &super::$input(), |frame| {
                    let (_, response) = ResponseCodec::default().decode(frame).expect("a response");
                    response.into_static()
                });
            }

            /// Values borrow from the frame.
            #[divan::bench]
            fn imap_codec_borrowing(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| {
                    drop(black_box(ResponseCodec::default().decode(frame).expect("a response")));
                });
            }

            /// Values borrow from the frame.
            #[divan::bench]
            fn imap_proto_borrowing(bencher: Bencher<'_, '_>) {
                run(bencher, &super::$input(), |frame| {
                    drop(black_box(imap_proto::Response::parse(frame).expect("a response")));
                });
            }
        }
    )*};
}

of_commands! { commands append }
of_responses! { flags envelope body_structure header_fields bodies search }
