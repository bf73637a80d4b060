//! What holds for every response.

use bytes::Bytes;
use mailscope_wire::imap::{Encoder, Response};
use mailscope_wire::{Grammar, Kind};
use proptest::prelude::*;

use super::encoded;
use super::generate::response;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_written_is_read_again(response in response()) {
        let written = encoded(&response);
        let text = String::from_utf8_lossy(&written);
        prop_assert_eq!(Response::parse(&written), Ok(response), "{}", text);
    }

    #[test]
    fn what_is_written_in_utf8_is_read_again(response in response()) {
        let written = Encoder::new(true).response(&response);
        let text = String::from_utf8_lossy(&written);
        prop_assert_eq!(Response::parse_shared(&written), Ok(response), "{}", text);
    }

    #[test]
    fn frames_that_share_a_buffer_are_the_same_as_single_ones(
        responses in prop::collection::vec(response(), 0..20)
    ) {
        let mut encoder = Encoder::new(false);
        let frames: Vec<Bytes> = responses.iter().map(|response| encoder.response(response)).collect();
        for (frame, response) in frames.iter().zip(&responses) {
            prop_assert_eq!(&frame[..], &encoded(response)[..]);
        }
    }

    #[test]
    fn the_leaves_of_the_tree_are_the_octets(response in response()) {
        let written = encoded(&response);
        let tree = Grammar::ImapResponse.tree(&written);
        prop_assert_eq!(&tree.diagnostics, &[]);
        let mut covered = 0;
        for leaf in tree.leaves() {
            prop_assert_eq!(leaf.span.start, covered);
            prop_assert!(leaf.kind != Kind::Bogus, "{:?}", leaf);
            covered = leaf.span.end;
        }
        prop_assert_eq!(covered as usize, written.len());
    }
}
