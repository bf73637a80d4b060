//! What a device shows is what it learned over the wire, nothing else: a mail app without a world, that is
//! told only what one device could see, keeps, shows and says the same.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use mailscope_sim::World;
use mailscope_tests::replica::Replica;
use mailscope_tests::{play_watched, scenario};
use mailscope_wire::Service;

use std::cell::RefCell;

const LISTS: u64 = 60;

#[test]
fn a_device_is_what_it_saw() {
    let (mut mails, mut conflicts, mut fetchers) = (0, 0, 0);
    for seed in 0..LISTS {
        let world = World::new(&scenario(), seed);
        let replicas: RefCell<Vec<Replica>> = RefCell::new(
            world.devices().map(|device| Replica::new(&world, device, seed)).collect(),
        );
        let check = |world: &World| {
            for replica in &mut *replicas.borrow_mut() {
                if let Err(why) = replica.follow(world) {
                    panic!("seed {seed}: {why}");
                }
                if let Some(why) = replica.difference(world) {
                    panic!("seed {seed}, turn {}: {why}", world.turn());
                }
            }
        };
        let history = play_watched(
            seed,
            |world, action| {
                check(world);
                for replica in &mut *replicas.borrow_mut() {
                    replica.point(world, action);
                }
            },
            |_| {},
        );
        check(history.world());
        for app in history.world().devices().map(|device| &device.app) {
            mails += app.local().len();
            conflicts += app.local().conflicts().len();
            fetchers += usize::from(app.service() == Service::Pop3);
        }
    }
    // All of that was not about nothing.
    assert!(mails > 1_000 && conflicts > 0 && fetchers > 10, "{mails} {conflicts} {fetchers}");
}
