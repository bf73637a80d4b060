//! Our servers beside others on the same work, and beside prepared bytes, which show what loopback
//! and the load generator allow. The servers take turns within every row, so the ratios between columns
//! are sound where the figures are not.
//!
//! `cargo bench -p mailscope-tests --bench peers -- [imap] [pop3] [smtp] [ROUNDS [SIZE…]]`: all three
//! protocols if none is named, three rounds, mailboxes of 1 000 and 50 000 messages.

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
mod rows;
mod servers;

use std::collections::BTreeMap;

use load::{Load, Measured};
use rows::{Figure, Protocol, Row};
use servers::Server;

fn main() {
    // `cargo bench` adds a flag of its own.
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let rounds = numbers.first().copied().unwrap_or(3);
    let sizes = if numbers.len() > 1 { &numbers[1..] } else { &[1_000, 50_000][..] };
    let named = |protocol: &Protocol| words.iter().any(|word| word == protocol.name());
    let any_named = Protocol::ALL.iter().any(named);
    let Some(load) = Load::find() else {
        println!(
            "The load generator is not here: MAILSCOPE_LOADGEN names the folder of its sources."
        );
        return;
    };
    for protocol in Protocol::ALL.into_iter().filter(|one| !any_named || named(one)) {
        if protocol == Protocol::Smtp {
            // It needs no mail to begin with.
            table(&load, &servers::smtp(&load), protocol, rounds, 0);
            continue;
        }
        for &size in sizes {
            table(&load, &servers::start(&load, protocol, size), protocol, rounds, size);
        }
    }
}

fn table(load: &Load, servers: &[Server], protocol: Protocol, rounds: u32, size: u32) {
    let rows = protocol.rows();
    let mut seen: BTreeMap<(usize, usize), Vec<f64>> = BTreeMap::new();
    let mut runs: Vec<&Row> = Vec::new();
    for row in rows {
        if !runs.iter().any(|run| run.same_run(row)) {
            runs.push(row);
        }
    }
    for round in 1..=rounds {
        for run in &runs {
            eprintln!("round {round}: {}", run.title());
            for (column, server) in servers.iter().enumerate() {
                let Some(measured) = load.run(server, run, size) else { continue };
                for (nth, row) in rows.iter().enumerate() {
                    if row.same_run(run)
                        && let Some(figure) = figure(row, &measured)
                    {
                        seen.entry((nth, column)).or_default().push(figure);
                    }
                }
            }
        }
    }
    print(servers, protocol, &seen, size, rounds);
    for server in servers {
        println!("{}: {:.0} MiB after all of it", server.name, server.memory_mib());
    }
}

fn figure(row: &Row, measured: &Measured) -> Option<f64> {
    match row.figure {
        Figure::Rate => Some(measured.per_second),
        Figure::Messages => measured.messages_per_second(),
        Figure::Megabytes => Some(measured.megabytes_per_second),
        Figure::Cpu => measured.cpu,
        Figure::Latency => measured.latency(row.op),
    }
}

fn print(
    servers: &[Server],
    protocol: Protocol,
    seen: &BTreeMap<(usize, usize), Vec<f64>>,
    size: u32,
    rounds: u32,
) {
    let names: Vec<_> = servers.iter().map(|server| server.name).collect();
    let mailbox = if size == 0 { String::new() } else { format!("{size} messages, ") };
    println!("\n{}, {mailbox}medians of {rounds} rounds\n", protocol.name());
    println!("| what | {} |", names.join(" | "));
    println!("|---|{}", "---:|".repeat(names.len()));
    for (nth, row) in protocol.rows().iter().enumerate() {
        let cells: Vec<String> = (0..servers.len())
            .map(|column| {
                seen.get(&(nth, column)).map_or("–".to_owned(), |all| shown(median(all)))
            })
            .collect();
        println!("| {} | {} |", row.title(), cells.join(" | "));
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
