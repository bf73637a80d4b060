//! Devices converge with the server, under IMAP in everything, under POP3 in all but what is written down in
//! [`mailscope_tests::converge`].

#![allow(clippy::panic, reason = "a test fails by panicking")]

use mailscope_tests::{converge, play};

const LISTS: u64 = 40;

#[test]
fn all_online_check_mail() {
    let mut wrong = Vec::new();
    let mut apart = 0;
    for seed in 0..LISTS {
        let mut history = play(seed, |_| {});
        apart += u64::from(converge::check(history.world()).is_err());
        let met = converge::come_together(&mut history);
        if let Err(why) = met.and_then(|()| converge::check(history.world())) {
            wrong.push(format!("list {seed}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(apart > LISTS / 2, "before they check mail, devices know less: {apart} of {LISTS}");
}
