//! What it costs to play, to remember, to go back and to pass on: events per second, a school day,
//! seeking, copies of a world, links, and what takes many runs.
//!
//! `cargo bench -p mailscope-tests --bench time -- [play] [day] [day-with-history] [seek] [snapshot]
//! [links] [whole]`: all if none is named, each part in a process of its own, so that memory is its
//! own. With `--target wasm32-unknown-unknown` and wasm-bindgen's test runner, events per second in
//! Node.js; `cargo xtask bench` does both.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement reads the clock and prints what it saw"
)]

#[cfg(not(target_arch = "wasm32"))]
mod native;
mod runs;
#[cfg(target_arch = "wasm32")]
mod wasm;

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    native::main();
}
