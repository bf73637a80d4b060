//! Same scenario, seed and actions: the same bytes, on every machine, however one gets there.

#[cfg(target_arch = "wasm32")]
mod wasm {
    //! `cargo xtask wasm` writes the native digests into a file, names it in MAILSCOPE_DIGESTS, and
    //! runs this in node. Without the file this does not compile, so it cannot pass for want of
    //! something to compare.

    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn webassembly_and_native_agree_on_every_byte() {
        let native = include_str!(env!("MAILSCOPE_DIGESTS"));
        let mut compared = 0;
        for (seed, expected) in (0..mailscope_tests::LISTS).zip(native.lines()) {
            assert_eq!(mailscope_tests::digest(seed), expected);
            compared += 1;
        }
        assert_eq!(compared, mailscope_tests::LISTS);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use mailscope_sim::{History, World};

    #[test]
    fn the_same_list_gives_the_same_trace_and_another_one_another() {
        assert_eq!(mailscope_tests::digest(7), mailscope_tests::digest(7));
        assert_ne!(mailscope_tests::digest(7), mailscope_tests::digest(8));
    }

    /// Going back and forth through a history changes nothing of it.
    #[test]
    fn stepping_back_and_forth_leads_to_the_same_world() {
        for seed in 0..6 {
            let mut digests = Vec::new();
            let mut history = mailscope_tests::play(seed, |history| {
                digests.push((history.position(), history.world().trace().len()));
            });
            let end = history.end();
            let whole = history.world().trace().digest();
            for (position, entries) in digests.iter().rev().step_by(7) {
                history.seek(*position);
                assert_eq!(history.position(), *position);
                assert_eq!(history.world().trace().len(), *entries, "seed {seed} at {position}");
            }
            history.seek(0);
            assert!(history.world().trace().is_empty());
            while history.position() < end {
                assert!(history.step());
            }
            assert_eq!(history.world().trace().digest(), whole, "seed {seed}");
        }
    }

    /// A copy of a world has the same future as the world.
    #[test]
    fn a_fork_anywhere_has_the_same_future() {
        let mut forks: Vec<World> = Vec::new();
        let history = mailscope_tests::play(3, |history: &History| {
            if history.position().is_multiple_of(50) {
                forks.push(history.world().clone());
            }
        });
        assert!(forks.len() > 2);
        let mut last = history.world().clone();
        let mut copy = last.clone();
        for _ in 0..60 {
            assert_eq!(last.step(), copy.step());
        }
        assert_eq!(last.trace().digest(), copy.trace().digest());
        let mut settled = forks.clone();
        for (fork, copy) in forks.iter_mut().zip(&mut settled) {
            fork.settle(500);
            copy.settle(500);
            assert_eq!(fork.trace().digest(), copy.trace().digest());
        }
    }

    /// Every entry follows from an earlier one, or came from outside.
    #[test]
    fn every_chain_of_causes_ends_outside() {
        for seed in 0..20 {
            let history = mailscope_tests::play(seed, |_| {});
            let trace = history.world().trace();
            for entry in trace.iter() {
                for cause in [entry.cause, entry.occasion].into_iter().flatten() {
                    assert!(cause < entry.id, "{entry:?}");
                }
                let root = trace.causes(entry.id).last().expect("a chain has an end");
                assert_eq!(root.id, entry.root);
                assert!(
                    matches!(
                        root.fact,
                        mailscope_sim::Fact::Acted(_)
                            | mailscope_sim::Fact::SwitchedOn
                            | mailscope_sim::Fact::Woke(_)
                    ),
                    "{root:?}"
                );
            }
        }
    }
}
