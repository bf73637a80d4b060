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

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// See how mail works: servers and clients of IMAP, POP3, SMTP and DNS in one simulated world, and
/// the servers for mail on real sockets.
#[derive(Debug, Parser)]
#[command(name = "mailscope", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario until nothing is under way, and print what happened.
    Run(run::Arguments),
    /// Play a recorded run again; it is a failure if it plays otherwise than it was recorded.
    #[command(mut_arg("file", |file| file.help("A recorded run (`.mailscope`), or a link")))]
    Replay(run::Shown),
    /// Tell why something happened, or why somebody shows of a mail what they show.
    Explain(explain::Arguments),
    /// Put what people say about mail to the test, and print what comes of it.
    Claims(claims::Arguments),
    /// Write a run for other programs, for paper, or for handing in.
    Export(export::Arguments),
    /// Print a run as a link, to be put behind the address of the page. A link is read wherever FILE
    /// is.
    Link(link::Arguments),
    /// Print the JSON schema of scenario files, for editors that know such schemas.
    Schema,
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
fn printed(printed: io::Result<()>) -> Result<(), Failure> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the result cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn schema() -> Result<(), Failure> {
    printed(writeln!(io::stdout(), "{:#}", mailscope_sim::scenario_schema()))
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
        Command::Schema => schema(),
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
