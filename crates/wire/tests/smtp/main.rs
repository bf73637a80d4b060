//! SMTP: what the RFCs show, what people get wrong, there and back again.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

mod arbitrary;
mod commands;
mod framer;
mod judge_codec;
mod judge_proto;
mod mistakes;
mod replies;
mod round_trip;
mod trees;
