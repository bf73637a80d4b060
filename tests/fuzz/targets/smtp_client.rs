//! See `mailscope_tests::fuzz::smtp_client`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailscope_tests::fuzz::smtp_client(octets));
