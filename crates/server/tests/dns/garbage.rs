//! No datagram makes name servers or resolver panic.

use hickory_proto::rr::RecordType as WireType;
use mailscope_base::{Instant, Prng};
use mailscope_server::dns::{RecordType, Resolver, ResolverOutput, describe};
use proptest::prelude::*;

use crate::{query, world};

/// A message with some octets changed, and perhaps its end cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let names = prop_oneof![
        Just("sued.example."),
        Just("www.sued.example."),
        Just("round.sued.example."),
        Just("x.child.sued.example."),
        Just("nobody.example.")
    ];
    let kinds = prop_oneof![
        Just(WireType::A),
        Just(WireType::MX),
        Just(WireType::ANY),
        Just(WireType::AXFR),
        Just(WireType::OPT),
        Just(WireType::SOA)
    ];
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let of_answer = any::<bool>();
    (names, kinds, changes, of_answer, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(name, kind, changes, of_answer, end, cut)| {
            let query = query(name, kind).to_vec().expect("a query");
            let answer = world().answer(&query).expect("an answer").to_vec();
            let mut octets = if of_answer { answer } else { query };
            for (at, octet) in changes {
                let at = at.index(octets.len());
                octets[at] = octet;
            }
            if cut {
                octets.truncate(end.index(octets.len()));
            }
            octets
        },
    )
}

fn feed(datagram: &[u8]) {
    let zones = world();
    let _ = describe(datagram);
    if let Some(answer) = zones.answer(datagram) {
        assert!(!describe(&answer).is_empty());
        assert_eq!(zones.answer(&answer), None, "an answer is not answered");
    }
    let (mut resolver, mut rng, mut out) = (Resolver::default(), Prng::new(1), Vec::new());
    resolver.look_up("sued.example", RecordType::Mx, Instant::START, &mut rng, &mut out);
    let Some(ResolverOutput::Query(asked)) = out.pop() else { panic!("a query") };
    resolver.received(datagram, Instant::START, &mut rng, &mut out);
    // With the right id it gets further.
    let mut datagram = datagram.to_vec();
    if let (Some(to), Some(id)) = (datagram.get_mut(..2), asked.get(..2)) {
        to.copy_from_slice(id);
    }
    resolver.received(&datagram, Instant::START, &mut rng, &mut out);
    assert!(out.len() < 10);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn octets_by_chance(octets in proptest::collection::vec(any::<u8>(), 0..200)) {
        feed(&octets);
    }

    #[test]
    fn messages_with_changed_octets(octets in mutated()) {
        feed(&octets);
    }
}
