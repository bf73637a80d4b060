//! Worlds side by side: the page shows where they part, and leaves out nothing that differs.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test says what it expects")]

use mailscope_sim::{Comparison, Variant};
use mailscope_view::{ComparisonView, Wanted, comparison};

fn compared(worlds: &str) -> Comparison {
    let scenario = mailscope_lesson::load("first-day").expect("is shipped").expect("is good");
    let variants = Variant::parse_list(worlds).expect("are variants");
    let mut compared = Comparison::new(&scenario, &variants, 1, None).expect("can be compared");
    compared.run();
    compared
}

fn page(compared: &Comparison, differences: bool) -> ComparisonView {
    comparison(compared, usize::MAX, &Wanted { differences, rows: 0..1_000 })
}

#[test]
fn the_first_parting_has_a_reason_in_each_world() {
    let page = page(&compared("imap,pop3-leave,pop3-remove"), true);
    let worlds: Vec<&str> = page.worlds.iter().map(|world| world.id).collect();
    assert_eq!(worlds, ["world-imap", "world-pop3-leave", "world-pop3-remove"]);
    let parting = page.parting.expect("they part");
    // Mail that was read before is read under IMAP; POP3 has no flags, so it is new to the device.
    let whys: Vec<&str> = parting.worlds.iter().map(|(_, why)| why.id).collect();
    assert_eq!(whys, ["why-same", "why-own-flags", "why-own-only"]);
    assert_eq!(parting.after[0].id, "compare-begin");
    assert!(page.rows.iter().all(|row| row.differs && row.cells.len() == 3));
    assert_eq!(page.rows.len(), page.total);
}

#[test]
fn each_mail_has_a_row_for_each_holder() {
    let compared = compared("imap,pop3-leave");
    let page = page(&compared, false);
    // Twenty-one mails at the server and three devices.
    assert_eq!((page.total, page.rows.len()), (21 * 4, 21 * 4));
    let differing = page.rows.iter().filter(|row| row.differs).count();
    assert_eq!(differing, self::page(&compared, true).total);
    // Rows that differ say so in words, too.
    let told = page.rows.iter().filter(|row| row.cells[0] != row.cells[1]).count();
    assert_eq!(told, differing);
    // Five measures for each holder, and two for all connections.
    assert_eq!(page.measures.len(), 5 * 4 + 2);
}

#[test]
fn a_world_beside_itself_shows_no_parting() {
    let page = page(&compared("as-is,as-is"), true);
    assert!(page.parting.is_none());
    assert_eq!(page.total, 0);
    assert!(page.measures.iter().all(|row| row.amounts[0] == row.amounts[1]));
}
