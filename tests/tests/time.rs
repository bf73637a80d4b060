//! Time, and what is saved of it: what holds for every list of actions, natively and in WebAssembly.

/// Lists that everything is checked on; it takes a few runs each.
const LISTS: u64 = 24;

#[cfg(target_arch = "wasm32")]
mod wasm {
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn time_holds_for_every_list() {
        for seed in 0..super::LISTS {
            assert_eq!(mailscope_tests::time::check(seed), mailscope_tests::digest(seed));
        }
    }

    #[wasm_bindgen_test]
    fn ten_thousand_mutated_links_give_a_sentence_each() {
        assert!(mailscope_tests::time::mutated_links().len() > 1);
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    #[test]
    fn time_holds_for_every_list() {
        for seed in 0..super::LISTS {
            assert_eq!(mailscope_tests::time::check(seed), mailscope_tests::digest(seed));
        }
    }

    #[test]
    fn ten_thousand_mutated_links_give_a_sentence_each() {
        let said = mailscope_tests::time::mutated_links();
        let all: usize = said.values().sum();
        assert!(all > mailscope_tests::time::MUTATED_LINKS * 9 / 10, "{said:?}");
        let of = |word: &str| said.keys().any(|sentence| sentence.contains(word));
        assert!(of("damaged") && of("cut short") && of("no run"), "{said:?}");
    }

    #[test]
    fn the_links_of_shipped_scenarios_are_short() {
        for name in mailscope_lesson::names() {
            let scenario = mailscope_lesson::load(name).expect("it is there").expect("it loads");
            let history = mailscope_sim::History::new(&scenario, scenario.seed());
            let link = mailscope_sim::SavedRun::of(&history).to_link().expect("small enough");
            assert!(link.len() < 150, "{name}: {}", link.len());
        }
    }

    /// A file and a link of version 1, made by the first program that wrote them: they keep loading.
    #[test]
    fn what_was_written_once_keeps_loading() {
        let file = include_bytes!("../saved/version-1.mailscope");
        let link = include_str!("../saved/version-1.link");
        let run = mailscope_sim::SavedRun::read(file).expect("a file of version 1");
        assert_eq!(mailscope_sim::SavedRun::read_link(link), Ok(run.clone()));
        // It may play differently in a later program, and then says so; it plays.
        let (history, _) = mailscope_tests::time::replay(run).expect("it plays");
        assert!(history.actions().len() > 0);
    }
}
