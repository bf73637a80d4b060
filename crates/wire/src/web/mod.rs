//! What a browser and a provider's web server say to each other: HTTP/1.1 (RFC 9112), and the small
//! language of resources and JSON that one provider's page speaks with that provider's program. The
//! second has no standard: each provider has its own, and nobody else's program understands it.

pub mod api;
mod framer;
mod message;
mod tree;

pub use framer::{Framer, MessageTooLarge};
pub use message::{Request, Response, Target};
pub(crate) use tree::{request, response};
