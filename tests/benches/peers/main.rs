//! Our server beside others on the same work: Dovecot (Debian's), hoodiecrow (npm's, in memory), and
//! prepared bytes, which show what loopback and the load generator allow. The servers take turns within
//! every row, so the ratios between columns are sound where the figures are not.
//!
//! `cargo bench -p mailscope-tests --bench peers -- [ROUNDS [SIZE…]]`

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement starts programs and prints what it saw"
)]
#![allow(dead_code, unused_imports, reason = "it shares rooms with the tests")]

#[path = "../../tests/common/mod.rs"]
mod common;
#[path = "../../tests/dovecot/dovecot.rs"]
mod dovecot;
mod load;
mod servers;

use std::collections::BTreeMap;

use load::{Load, Measured};
use servers::Server;

/// One row of the table: a profile of the load generator, and what is told of it.
struct Row {
    profile: &'static str,
    /// Commands in flight.
    pipeline: u32,
    /// The operation of the profile; some have several.
    op: &'static str,
    figure: Figure,
    /// Whether it is also measured with the large mailbox only.
    large: bool,
}

#[derive(Clone, Copy)]
enum Figure {
    /// Commands a second.
    Rate,
    /// Microseconds of the server's CPU for one command.
    Cpu,
    /// Microseconds from command to answer, in the middle.
    Latency,
}

const fn row(profile: &'static str, pipeline: u32, op: &'static str, figure: Figure) -> Row {
    Row { profile, pipeline, op, figure, large: true }
}

const ROWS: &[Row] = &[
    row("imap-noop", 32, "", Figure::Rate),
    row("imap-flags1", 32, "", Figure::Rate),
    row("imap-body", 32, "", Figure::Rate),
    row("imap-store", 32, "", Figure::Rate),
    row("imap-noop", 1, "", Figure::Cpu),
    row("imap-select", 1, "", Figure::Cpu),
    row("imap-flags1", 1, "", Figure::Cpu),
    row("imap-flags-all", 1, "", Figure::Latency),
    row("imap-headers", 1, "", Figure::Cpu),
    row("imap-envelope", 1, "", Figure::Cpu),
    row("imap-body", 1, "", Figure::Cpu),
    row("imap-store", 1, "", Figure::Cpu),
    row("imap-search", 1, "SEARCH_FLAG", Figure::Latency),
    row("imap-search", 1, "SEARCH_FROM", Figure::Latency),
    row("imap-search", 1, "SEARCH_BODY", Figure::Latency),
    row("imap-append", 1, "", Figure::Cpu),
    row("imap-copy", 1, "", Figure::Cpu),
    row("imap-move", 1, "", Figure::Cpu),
    row("imap-session", 1, "", Figure::Rate),
    row("imap-idle", 1, "IDLE", Figure::Latency),
];

fn main() {
    // `cargo bench` adds a flag of its own.
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let rounds = numbers.first().copied().unwrap_or(3);
    let sizes = if numbers.len() > 1 { &numbers[1..] } else { &[1_000, 50_000][..] };
    let Some(load) = Load::find() else {
        println!(
            "The load generator is not here: MAILSCOPE_LOADGEN names the folder of its sources."
        );
        return;
    };
    for &size in sizes {
        let servers = servers::start(&load, size);
        table(&load, &servers, rounds, size);
    }
}

fn table(load: &Load, servers: &[Server], rounds: u32, size: u32) {
    let mut seen: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    let mut profiles: Vec<(&str, u32)> = Vec::new();
    for row in ROWS {
        if !profiles.contains(&(row.profile, row.pipeline)) {
            profiles.push((row.profile, row.pipeline));
        }
    }
    for round in 1..=rounds {
        for &(profile, pipeline) in &profiles {
            eprintln!("{size} messages, round {round}: {profile} ×{pipeline}");
            for (column, server) in servers.iter().enumerate() {
                let Some(measured) = load.run(server, profile, pipeline, size) else { continue };
                for (nth, row) in ROWS.iter().enumerate() {
                    if (row.profile, row.pipeline) == (profile, pipeline)
                        && let Some(figure) = figure(row, &measured)
                    {
                        seen.entry((nth, column)).or_default().push(figure);
                    }
                }
            }
        }
    }
    print(servers, &seen, size, rounds);
    for server in servers {
        println!("{}: {:.0} MiB after all of it", server.name, server.memory_mib());
    }
}

fn figure(row: &Row, measured: &Measured) -> Option<f64> {
    match row.figure {
        Figure::Rate => Some(measured.per_second),
        Figure::Cpu => measured.cpu,
        Figure::Latency => measured.latency(row.op),
    }
}

fn print(servers: &[Server], seen: &BTreeMap<(usize, usize), Vec<f64>>, size: u32, rounds: u32) {
    let names: Vec<_> = servers.iter().map(|server| server.name).collect();
    println!("\n{size} messages, medians of {rounds} rounds\n");
    println!("| what | {} |", names.join(" | "));
    println!("|---|{}", "---:|".repeat(names.len()));
    for (nth, row) in ROWS.iter().enumerate() {
        let unit = match row.figure {
            Figure::Rate => "commands/s",
            Figure::Cpu => "µs of server CPU",
            Figure::Latency => "µs, p50",
        };
        let pipelined = if row.pipeline > 1 { " ×32" } else { "" };
        let name = if row.op.is_empty() { row.profile } else { row.op };
        let cells: Vec<String> = (0..servers.len())
            .map(|column| {
                seen.get(&(nth, column)).map_or("–".to_owned(), |all| shown(median(all)))
            })
            .collect();
        println!("| {name}{pipelined}, {unit} | {} |", cells.join(" | "));
    }
}

fn median(all: &[f64]) -> f64 {
    let mut all = all.to_vec();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn shown(figure: f64) -> String {
    if figure >= 100.0 { format!("{figure:.0}") } else { format!("{figure:.1}") }
}
