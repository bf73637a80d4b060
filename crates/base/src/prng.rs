//! The world's only source of chance.

use rand_core::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg32;

/// A seeded generator. Equal seeds give equal sequences on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prng(Pcg32);

impl Prng {
    /// The generator of `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Pcg32::seed_from_u64(seed))
    }

    /// A number in `0..bound`; 0 when `bound` is 0. Integer arithmetic only, so that native and
    /// WebAssembly agree. The bias of the reduction is below `bound / 2^64`.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// True with a chance of `numerator` in `denominator`.
    pub fn chance(&mut self, numerator: u64, denominator: u64) -> bool {
        self.below(denominator) < numerator
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_sequences_and_stay_in_bounds() {
        let (mut a, mut b, mut c) = (Prng::new(7), Prng::new(7), Prng::new(8));
        let mut differs = false;
        for _ in 0..1_000 {
            let x = a.below(10);
            assert!(x < 10);
            assert_eq!(x, b.below(10));
            differs |= x != c.below(10);
        }
        assert!(differs, "another seed, another sequence");
        assert_eq!(a.below(0), 0);
    }
}
