//! See `mailscope_tests::fuzz::server`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailscope_tests::fuzz::server(octets));
