//! Prints the digests of the generated runs, one a line, for the same runs in WebAssembly to be
//! held against.

#![allow(clippy::print_stdout)]

fn main() {
    for seed in 0..mailscope_tests::LISTS {
        println!("{}", mailscope_tests::digest(seed));
    }
}
