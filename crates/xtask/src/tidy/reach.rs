//! No runtime, socket or random number can be reached from the crates below `cli` and `web`, not
//! even through somebody else's crate.

use std::collections::BTreeSet;

use super::Finding;
use crate::shell::{Outcome, capture};
use crate::workspace;

/// The crates that are only logic, and `web`, which the browser gives what it needs.
pub(super) const PACKAGES: [&str; 9] =
    ["base", "wire", "store", "server", "client", "sim", "lesson", "view", "web"];

/// All of a machine's chance comes through `getrandom`. `rand` without it (`hickory-proto` uses it so)
/// only computes.
const BANNED: [&str; 4] = ["tokio", "mio", "socket2", "getrandom"];
/// Yew draws the keys of its history from the browser's source of chance.
const YEW_NEEDS: [&str; 1] = ["getrandom"];

/// The packages in a crate's own build, one per line. (`cargo metadata` would mix in what other
/// members of the workspace switch on.)
pub(super) fn tree(package: &str) -> Outcome<String> {
    let mut cargo = workspace::cargo();
    cargo.args(["tree", "--quiet", "--edges=normal", "--prefix=none", "--format={p}"]);
    // `web` is only ever built for the browser.
    let target = if package == "web" { "wasm32-unknown-unknown" } else { "all" };
    cargo.args(["--target", target]).arg(format!("--package=mailscope-{package}"));
    capture(&mut cargo)
}

pub(super) fn check(package: &str, tree: &str) -> Vec<Finding> {
    let names: BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let excused = |name: &&&str| package == "web" && YEW_NEEDS.contains(*name);
    BANNED
        .iter()
        .filter(|name| names.contains(**name))
        .filter(|name| !excused(name))
        .map(|name| {
            Finding::new(
                format!("mailscope-{package}"),
                format!("`{name}` is reachable; `cargo tree -p mailscope-{package} -i {name}`"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "mailscope-sim v0.1.0 (/x/crates/sim)\nimbl v7.0.0\nrand_core v0.10.0\n";

    #[test]
    fn a_source_of_chance_behind_another_crate_is_found() {
        assert!(check("sim", TREE).is_empty());
        let found = check("sim", &format!("{TREE}getrandom v0.4.1\n"));
        assert_eq!(found.len(), 1);
        assert!(found[0].0.starts_with("mailscope-sim: `getrandom` is reachable"));
    }
}
