//! See `mailscope_tests::fuzz::framer`.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| mailscope_tests::fuzz::framer(octets));
