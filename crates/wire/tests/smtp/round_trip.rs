//! What is written is read again, and streams may be cut anywhere.

use bytes::Bytes;
use mailscope_wire::smtp::{
    Command, DataEnd, Extension, Framer, Reply, SaslResponse, stuff, unstuff,
};
use proptest::prelude::*;

use crate::arbitrary::{command, near_misses, reply};

/// What a session would read of `stream`, cut into pieces of these lengths: lines; after the line
/// `DATA` a message; after `BDAT` a chunk of 10 octets.
fn conversation(stream: &[u8], cuts: &[usize], end: DataEnd) -> Vec<String> {
    let mut framer = Framer::new();
    let mut all: Vec<String> = Vec::new();
    let mut rest = stream;
    for cut in cuts.iter().cycle() {
        let (piece, after) = rest.split_at((*cut).min(rest.len()));
        rest = after;
        framer.push(piece);
        loop {
            let next = match all.last().map(String::as_str) {
                Some("Ok(b\"DATA\\r\\n\")") => {
                    framer.next_data(20, end).map(|it| format!("{it:?}"))
                }
                Some("Ok(b\"BDAT\\r\\n\")") => {
                    framer.next_chunk(10, 20).map(|it| format!("{it:?}"))
                }
                Some("Ok(b\"BDAT \\r\\n\")") => {
                    framer.next_chunk(30, 20).map(|it| format!("{it:?}"))
                }
                _ => framer.next_line().map(|it| format!("{it:?}")),
            };
            match next {
                Some(next) => all.push(next),
                None => break,
            }
        }
        if rest.is_empty() {
            return all;
        }
    }
    all
}

/// Octets that are mostly ends of messages, or nearly so.
fn dots_and_ends() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "DATA\r\n",
        "BDAT\r\n",
        "BDAT \r\n",
        "\r\n",
        "\n",
        "\r",
        ".",
        ".\r\n",
        "\r\n.\r\n",
        "a",
        "bcdef",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..40)
        .prop_map(|words| words.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn commands(command in command()) {
        let line = command.encode();
        prop_assert_eq!(Command::parse(&line), Ok(command), "{}", String::from_utf8_lossy(&line));
    }

    #[test]
    fn replies(reply in reply()) {
        let lines = reply.encode();
        prop_assert_eq!(Reply::parse(&lines), Ok(reply), "{}", String::from_utf8_lossy(&lines));
        let mut framer = Framer::new();
        framer.push(&lines);
        prop_assert_eq!(framer.next_reply(), Some(Ok(Bytes::from(lines))));
    }

    #[test]
    fn extensions(line in "[A-Z0-9]{1,9}( [!-~]{1,5}){0,3}|(SIZE|AUTH|LIMITS|HELP)( [!-~]{1,6}){0,2}") {
        let extension = Extension::parse(&line);
        prop_assert_eq!(Extension::parse(&extension.to_string()), extension);
    }

    #[test]
    fn responses_in_a_dialogue(octets in prop::collection::vec(any::<u8>(), 0..40)) {
        let response = SaslResponse::Data(octets.into());
        prop_assert_eq!(SaslResponse::parse(&response.encode()), Ok(response));
    }

    /// RFC 5321 §4.5.2: what the sender stuffs and ends, the receiver cuts and unstuffs.
    #[test]
    fn messages(content in dots_and_ends(), cut in 1..20_usize) {
        let wire = stuff(&content);
        let mut framer = Framer::new();
        let mut data = None;
        for piece in wire.chunks(cut) {
            prop_assert!(data.is_none(), "cut too early");
            framer.push(piece);
            data = framer.next_data(usize::MAX, DataEnd::Strict);
        }
        let data = data.expect("ended").expect("not too large");
        let mut due = content.clone();
        if !due.is_empty() && !due.ends_with(b"\r\n") {
            due.extend(b"\r\n");
        }
        prop_assert_eq!(&data.content[..], &due[..]);
        prop_assert_eq!(&data.frame[..], &wire[..]);
        prop_assert_eq!(framer.pending(), 0);
        let lines = data.frame.slice(..wire.len() - 3);
        prop_assert_eq!(&unstuff(&lines, DataEnd::Strict)[..], &due[..]);
    }

    #[test]
    fn any_segmentation_gives_the_same_conversation(
        stream in prop_oneof![dots_and_ends(), near_misses()],
        cuts in prop::collection::vec(1..12_usize, 1..6),
    ) {
        for end in [DataEnd::Strict, DataEnd::BareLf] {
            let whole = conversation(&stream, &[stream.len().max(1)], end);
            prop_assert_eq!(conversation(&stream, &cuts, end), whole);
        }
    }

    /// What was read can be written, and means the same.
    #[test]
    fn what_is_read_means_what_is_written_of_it(line in near_misses()) {
        if let Ok(command) = Command::parse(&line) {
            prop_assert_eq!(Command::parse(&command.encode()), Ok(command));
        }
        if let Ok(reply) = Reply::parse(&line) {
            prop_assert_eq!(Reply::parse(&reply.encode()).map(|again| again.code), Ok(reply.code));
        }
    }
}
