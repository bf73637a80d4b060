//! See `mailscope_tests::fuzz::smtp_server`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailscope_tests::fuzz::smtp_server(octets));
