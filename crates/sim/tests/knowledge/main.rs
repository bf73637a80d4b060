//! Who knows what, and why: each reason arises where the protocols, the settings and the events of a
//! story make it arise.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod causes;
mod chance;
mod folders;
mod ghost;
mod imap;
mod pop3;
mod server;
mod stage;
mod written;
