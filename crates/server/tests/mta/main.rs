//! The manager of the queue: its stories in files, what must hold in any world, and its reports.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::disallowed_methods, reason = "the stories are files")]

mod host;
mod never_lost;
mod reports;
mod stories;
