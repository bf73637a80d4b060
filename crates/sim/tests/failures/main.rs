//! What goes wrong between two providers, and what becomes of the message then: the outcome is that of
//! real systems.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

#[path = "../common/mod.rs"]
mod common;

mod cut;
mod hosts;
mod recipients;
mod tls;
