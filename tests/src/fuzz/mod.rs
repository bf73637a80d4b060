//! What must hold for any octets at all: one function for each room that strangers' octets enter.
//! A fuzzer looks for octets that make one of them panic; the ordinary tests try a few thousand.

mod client;
mod framer;
mod parser;
mod pop3_server;
mod script;
mod server;
mod smtp_client;
mod smtp_framer;
mod smtp_server;

pub use client::client;
pub use framer::framer;
pub use parser::parser;
pub use pop3_server::pop3_server;
pub use server::server;
pub use smtp_client::smtp_client;
pub use smtp_server::smtp_server;

/// A target: panics at octets that something is wrong with.
pub type Target = fn(&[u8]);

/// Every target by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("framer", framer),
    ("parser", parser),
    ("server", server),
    ("client", client),
    ("pop3_server", pop3_server),
    ("smtp_server", smtp_server),
    ("smtp_client", smtp_client),
];
