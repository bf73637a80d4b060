//! Bytes to meaning and back: framing, lossless annotated parses, typed commands and responses, and
//! the contract that both ends of every connection obey ([`Endpoint`]).
//!
//! Not here: sessions, stores, time. Parsing is total: it yields a [`Parse`], a tree in which every
//! byte belongs to a leaf, and a typed value or one [`Diagnostic`] from the same pass over the same
//! productions, so what a server refuses is exactly what a reader can underline.

mod dots;
mod endpoint;
mod framer;
mod grammar;
pub mod imap;
mod kind;
pub mod pop3;
mod sasl;
mod service;
pub mod smtp;
mod tree;
pub mod web;

pub use endpoint::{Choice, Cx, Endpoint, Frame, Input, Output, StateName};
pub use framer::{Framer, LineTooLong};
pub use grammar::Grammar;
pub use kind::{Kind, Role};
pub use sasl::SaslResponse;
pub use service::Service;
pub use tree::{Diagnostic, Node, Parse, Span};
