//! SMTP: what the RFCs show, what people get wrong, there and back again.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

mod commands;
mod framer;
mod mistakes;
mod replies;
