//! Where a UID is in a list of them.

use imbl::Vector;
use mailscope_base::Uid;

/// The position of `uid` among `uids`, which ascend; if it is not there, where it would be.
///
/// UIDs rise by at least one from message to message. So no message is farther from the first one
/// than their UIDs are apart, and in a mailbox with few gaps it is just there or a little before:
/// the search goes backwards from there in steps that double, and costs what the gaps cost, not
/// what the mailbox holds.
pub fn position_of(uids: &Vector<Uid>, uid: Uid) -> Result<usize, usize> {
    let Some(first) = uids.front() else { return Err(0) };
    if uid < *first {
        return Err(0);
    }
    let apart = (uid.get() - first.get()) as usize;
    let mut above = uids.len().min(apart + 1);
    // Everything from `above` on is greater than `uid`.
    let mut step = 1;
    let below = loop {
        let Some(at) = above.checked_sub(step) else { break 0 };
        match uids.get(at) {
            Some(found) if *found == uid => return Ok(at),
            Some(found) if *found < uid => break at,
            _ => above = at,
        }
        step *= 2;
    };
    let (mut below, mut above) = (below, above);
    while below < above {
        let middle = below + (above - below) / 2;
        match uids.get(middle) {
            Some(found) if *found == uid => return Ok(middle),
            Some(found) if *found < uid => below = middle + 1,
            _ => above = middle,
        }
    }
    Err(below)
}

#[cfg(test)]
mod tests {
    use mailscope_base::Prng;

    use super::*;

    #[test]
    fn it_finds_what_a_walk_finds() {
        let mut rng = Prng::new(1);
        for gaps in [1, 2, 3, 10, 100] {
            let mut next = 1 + rng.below(5);
            let mut uids = Vector::new();
            for _ in 0..rng.below(120) {
                uids.push_back(Uid::new(usize::try_from(next).unwrap()).unwrap());
                next += 1 + rng.below(gaps);
            }
            for number in 1..next + 3 {
                let uid = Uid::new(usize::try_from(number).unwrap()).unwrap();
                let smaller = uids.iter().filter(|other| **other < uid).count();
                let wanted = if uids.contains(&uid) { Ok(smaller) } else { Err(smaller) };
                assert_eq!(position_of(&uids, uid), wanted, "{number} in {uids:?}");
            }
        }
        let largest = Uid(core::num::NonZeroU32::MAX);
        assert_eq!(position_of(&Vector::unit(largest), largest), Ok(0));
        assert_eq!(position_of(&Vector::unit(Uid::FIRST), largest), Err(1));
    }
}
