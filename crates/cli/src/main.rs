//! The `mailscope` program. The only crate with sockets, files, a clock and an async runtime;
//! everything that speaks a protocol is in the crates below.

// Here the outside world begins: clocks, files and the terminal are this crate's work.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod claims;
mod explain;
mod export;
mod link;
mod run;
mod serve;
mod source;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// See how mail works: IMAP and POP3 servers and clients in one simulated world, and on real
/// sockets.
#[derive(Debug, Parser)]
#[command(name = "mailscope", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a run for other programs, for paper, or for handing in.
    Export(export::Arguments),
    /// Run a scenario until nothing is under way, and print what happened.
    Run(run::Arguments),
    /// Play a recorded run again, and say whether it plays as it was recorded.
    Replay(run::Shown),
    /// Print a run as a link, to be put behind the address of the page. A link is read wherever FILE
    /// is.
    Link(link::Arguments),
    /// Tell why something happened, or why somebody shows of a mail what they show.
    Explain(explain::Arguments),
    /// Put what people say about mail to the test, and print what comes of it.
    Claims(claims::Arguments),
    /// Put the servers on real sockets of this machine.
    Serve(serve::Arguments),
}

/// What went wrong, as one sentence for standard error. The status is 2: the command could not be
/// done as given.
#[derive(Debug)]
struct Failure(String);

impl Failure {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

/// What came of printing. A reader that has seen enough (`| head`) is no failure.
fn printed(printed: std::io::Result<()>) -> Result<(), Failure> {
    match printed {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the result cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn main() -> ExitCode {
    // clap prints its own errors on standard error and exits with status 2.
    let done = match Arguments::parse().command {
        Command::Export(arguments) => export::export(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Replay(arguments) => run::replay(&arguments),
        Command::Link(arguments) => link::link(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Claims(arguments) => claims::claims(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(sentence)) => {
            eprintln!("mailscope: {sentence}");
            ExitCode::from(2)
        }
    }
}
