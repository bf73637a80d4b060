//! `cargo xtask …`: everything one does with the workspace besides editing it.
//!
//! It needs nothing but the Rust toolchain to start; what a task needs beyond that it finds, or
//! fetches once and says so. It holds no knowledge of mail: that is in the crates it builds.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a build tool reads files, starts programs, serves a port and talks to its user"
)]

mod browser;
mod conformance;
mod fuzz;
mod install;
mod judges;
mod open;
mod pack;
mod page;
mod serve;
mod shell;
mod single;
mod static_server;
mod test;
mod tidy;
mod tools;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use lexopt::Arg::{Long, Short, Value};
use lexopt::ValueExt;

use crate::shell::{Failure, Outcome};
use crate::test::Step;

const HELP: &str = "\
Mailscope's tasks

  cargo xtask serve [--port 8080] [--no-open] [--dev]
      Build the web application and serve it on http://127.0.0.1:8080.
      --port N    another port; 0 picks a free one
      --no-open   do not open a browser (--open is the default where there is a display)
      --dev       quick builds, rebuilt and reloaded whenever a file changes

  cargo xtask test [--no-browser]
      Everything that has to hold: the steps below in this order, up to the first failure.

  cargo xtask STEP
      fmt         formatting
      tidy        crate boundaries, file sizes, texts in both languages
      clippy      lints, native and WebAssembly
      judges      servers and clients by others, which the tests ask: found or installed
      unit        tests of all crates, and examples in documentation
      wasm        the same actions give the same log in WebAssembly as natively
      web         the optimised web application, in dist/ and as one file
      browser     the web application in Chromium, and its main journeys in Firefox; words after -- go to
                  Playwright

  cargo xtask single [--dir dist]
      The web application as one file, dist-single/mailscope.html, which opens without a host or a network.
      --dir D     of what has been built there; else it is built now

  cargo xtask conformance
      Write docs/conformance.md anew from the citations in the code; `tidy` says when that is due.

  cargo xtask schema
      Write docs/scenario.schema.json anew from the types that read scenarios; `unit` says when that is due.

  cargo xtask bench
      Measure: parsers beside others' parsers, the store, searching, and the server beside other servers.

  cargo xtask measure [-- first|deeds|many|slow]
      Measure the optimised web application in Chromium: how soon one can begin, how smoothly time is scrubbed.

  cargo xtask fuzz [MINUTES]
      Try the parsers, the servers and the clients with random octets, 10 minutes unless told; what fails is kept in
      tests/fuzz/findings, and `unit` tries it ever after.

  cargo xtask tools
      Find or fetch what building the web application needs.

  cargo xtask static [--port 0] [--dir dist]
      Serve a folder as `serve` does, without building anything.

Environment: MAILSCOPE_TOOLS  folder for fetched tools (default ~/.cache/mailscope/tools)
             CHROMIUM, FIREFOX  the browsers to test with (default: those on PATH)
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.status)
        }
    }
}

/// What the command line says.
#[derive(Debug, Default)]
struct Options {
    task: Option<String>,
    port: Option<u16>,
    no_open: bool,
    dev: bool,
    no_browser: bool,
    dir: Option<OsString>,
    minutes: Option<u64>,
    rest: Vec<OsString>,
}

fn dispatch() -> Outcome {
    let Some(options) = parse(lexopt::Parser::from_env())? else {
        print!("{HELP}");
        return Ok(());
    };
    let Some(task) = options.task.as_deref() else {
        print!("{HELP}");
        return Ok(());
    };
    let refuse = |flag: &str, given: bool, fits: &[&str]| {
        if given && !fits.contains(&task) {
            return Err(Failure::usage(format!("{flag} does not go with `{task}`.")));
        }
        Ok(())
    };
    refuse("--port", options.port.is_some(), &["serve", "static"])?;
    refuse("--open or --no-open", options.no_open, &["serve"])?;
    refuse("--dev", options.dev, &["serve"])?;
    refuse("--no-browser", options.no_browser, &["test", "ci"])?;
    refuse("--dir", options.dir.is_some(), &["static", "single"])?;
    refuse("--", !options.rest.is_empty(), &["browser", "measure"])?;

    match task {
        "help" => {
            print!("{HELP}");
            Ok(())
        }
        "serve" => serve::serve(&serve::Serve {
            port: options.port.unwrap_or(serve::PORT),
            open: !options.no_open,
            dev: options.dev,
        }),
        "static" => serve::serve_folder(options.port.unwrap_or(0), options.dir.as_deref()),
        "single" => page::single(options.dir.as_deref()),
        "tools" => tools::report(),
        "bench" => test::bench(),
        "measure" => browser::measure(&options.rest),
        "fuzz" => fuzz::fuzz(options.minutes.unwrap_or(10)),
        "conformance" => tidy::write_conformance(),
        "schema" => test::write_schema(),
        "test" | "ci" => test::test(!options.no_browser),
        name => match Step::ALL.into_iter().find(|step| step.name() == name) {
            Some(step) => test::alone(step, &options.rest),
            None => Err(Failure::usage(format!(
                "There is no task `{name}`; `cargo xtask help` lists them."
            ))),
        },
    }
}

/// `None` when help is asked for.
fn parse(mut parser: lexopt::Parser) -> Outcome<Option<Options>> {
    let mut options = Options::default();
    loop {
        if let Some("browser" | "measure") = options.task.as_deref() {
            let mut raw = parser.raw_args()?;
            if raw.peek().is_some_and(|word| word == "--") {
                raw.next();
                options.rest = raw.collect();
                return Ok(Some(options));
            }
        }
        let Some(argument) = parser.next()? else {
            return Ok(Some(options));
        };
        match argument {
            Long("help") | Short('h') => return Ok(None),
            Long("port") => options.port = Some(parser.value()?.parse()?),
            Long("open") => options.no_open = false,
            Long("no-open") => options.no_open = true,
            Long("dev") => options.dev = true,
            Long("no-browser") => options.no_browser = true,
            Long("dir") => options.dir = Some(parser.value()?),
            Value(word) if options.task.is_none() => options.task = Some(word.string()?),
            Value(minutes) if options.task.as_deref() == Some("fuzz") => {
                options.minutes = Some(minutes.parse()?);
            }
            other => return Err(other.unexpected().into()),
        }
    }
}
