//! The load generator: a program of its own, which speaks to loopback only.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::common::root;
use crate::common::serve::PASSWORD;
use crate::rows::{MEGABYTE, Protocol, Row};
use crate::servers::Server;

/// Seconds of one measurement.
const SECONDS: &str = "2";
/// Large messages of one measurement: our server keeps them.
const LARGE_MESSAGES: &str = "300";

pub(crate) struct Load {
    program: PathBuf,
}

/// What one run has shown.
pub(crate) struct Measured {
    pub(crate) per_second: f64,
    pub(crate) cpu: Option<f64>,
    pub(crate) megabytes_per_second: f64,
    ops: Value,
}

impl Measured {
    pub(crate) fn messages_per_second(&self) -> Option<f64> {
        self.ops.get("MESSAGE")?.get("per_s")?.as_f64()
    }

    /// Microseconds in the middle of an operation; of the first one if it has no name.
    pub(crate) fn latency(&self, op: &str) -> Option<f64> {
        let ops = self.ops.as_object()?;
        let found = if op.is_empty() {
            ops.values().next()
        } else {
            ops.iter().find(|(name, _)| name.starts_with(op)).map(|(_, value)| value)
        };
        found?.get("p50_us")?.as_f64()
    }
}

impl Load {
    /// Builds it from `MAILSCOPE_LOADGEN`, or from where it lies beside the checkout.
    pub(crate) fn find() -> Option<Self> {
        let sources = std::env::var_os("MAILSCOPE_LOADGEN")
            .map_or_else(|| root().join("../shared/loadgen"), PathBuf::from);
        let manifest = sources.join("Cargo.toml").canonicalize().ok()?;
        let build = root().join("target/loadgen");
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&build)
            .status();
        status
            .is_ok_and(|status| status.success())
            .then(|| Self { program: build.join("release/loadgen") })
    }

    /// Prepared bytes on a port.
    pub(crate) fn prepared(&self, protocol: Protocol, port: u16, size: u32) -> Command {
        let mut command = Command::new(&self.program);
        command.args([
            "--null",
            protocol.name(),
            "--port",
            &port.to_string(),
            "--size",
            &size.to_string(),
        ]);
        command
    }

    /// Fills the mailbox, by APPEND.
    pub(crate) fn fill(&self, server: &Server, size: u32) -> bool {
        self.ask(server, server.imap, size)
            .args(["--timeout", "900", "--profile", "imap-seed"])
            .status()
            .is_ok_and(|s| s.success())
    }

    pub(crate) fn run(&self, server: &Server, run: &Row, size: u32) -> Option<Measured> {
        let mut command = self.ask(server, server.port, size);
        command.args(["--secs", SECONDS, "--profile", run.profile]);
        command.args(["--pipeline", &run.pipeline.to_string()]);
        if run.octets > 0 {
            command.args(["--from", "anna@sued.example", "--rcpt", "ada@nord.example"]);
            command.args(["--bytes", &run.octets.to_string()]);
        }
        if run.octets == MEGABYTE {
            command.args(["--warmup", "0.1", "--max-steps", LARGE_MESSAGES]);
        }
        let output = command.output().ok()?;
        let value: Value = serde_json::from_slice(&output.stdout).ok()?;
        if let Some(error) = value.get("error") {
            eprintln!("  {}: {error}", server.name);
            return None;
        }
        if value.get("bad").and_then(Value::as_u64).unwrap_or_default() > 0 {
            eprintln!("  {}: refused some commands", server.name);
            return None;
        }
        Some(Measured {
            per_second: value.get("cmds_per_s")?.as_f64()?,
            cpu: value.get("server_cpu_us_per_cmd").and_then(Value::as_f64),
            megabytes_per_second: value.get("mb_out_s").and_then(Value::as_f64)?,
            ops: value.get("ops")?.clone(),
        })
    }

    fn ask(&self, server: &Server, port: u16, size: u32) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["--label", server.name, "--user", "ada", "--pass", PASSWORD, "--quickack"]);
        command.args(["--size", &size.to_string(), "--port", &port.to_string()]);
        command.args(["--server-pid", &server.pid.to_string()]);
        command
    }
}
