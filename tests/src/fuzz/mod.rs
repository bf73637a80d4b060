//! What must hold for any octets at all: one function for each room that strangers' octets enter.
//! A fuzzer looks for octets that make one of them panic; the ordinary tests try a few thousand.

mod client;
mod framer;
mod parser;
mod script;
mod server;

pub use client::client;
pub use framer::framer;
pub use parser::parser;
pub use server::server;

/// A target: panics at octets that something is wrong with.
pub type Target = fn(&[u8]);

/// Every target by name.
pub const TARGETS: [(&str, Target); 4] =
    [("framer", framer), ("parser", parser), ("server", server), ("client", client)];
