//! What the RFCs show a server saying, from `rfc.txt`: all of it is read, and none of it is unknown.

use mailscope_wire::Grammar;
use mailscope_wire::imap::{Response, Untagged};

use super::{encoded, parse};

#[test]
fn every_example_of_the_rfcs_is_read_and_means_the_same_when_written_again() {
    for line in include_str!("rfc.txt").lines().filter(|line| !line.starts_with('#')) {
        let text = format!("{line}\r\n");
        let response = parse(&text);
        assert!(!matches!(response, Response::Untagged(Untagged::Other { .. })), "{line}");
        let written = encoded(&response);
        assert_eq!(Response::parse(&written), Ok(response), "{line}");
        assert_eq!(Grammar::ImapResponse.tree(text.as_bytes()).diagnostics, [], "{line}");
    }
}
