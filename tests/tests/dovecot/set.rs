//! Sets of numbers.

use std::fmt::Write as _;

/// Larger sets are not written out.
const NUMBERS_MAX: u64 = 100_000;

/// The numbers of `1:3,7`, in its order.
pub(crate) fn expand(set: &str) -> Option<Vec<u64>> {
    let mut numbers = Vec::new();
    for part in set.split(',') {
        let (first, last) = part.split_once(':').unwrap_or((part, part));
        let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
        if first.abs_diff(last) > NUMBERS_MAX {
            return None;
        }
        if first <= last {
            numbers.extend(first..=last);
        } else {
            numbers.extend((last..=first).rev());
        }
    }
    Some(numbers)
}

/// The numbers in their order, neighbours drawn together.
pub(crate) fn show(numbers: &[u64]) -> String {
    let mut text = String::new();
    let mut rest = numbers;
    while let [first, ..] = rest {
        let run = (*first..).zip(rest).take_while(|(wanted, number)| wanted == *number).count();
        let comma = if text.is_empty() { "" } else { "," };
        let _ = match run {
            1 => write!(text, "{comma}{first}"),
            _ => write!(text, "{comma}{first}:{}", rest[run - 1]),
        };
        rest = &rest[run..];
    }
    text
}

#[test]
fn sets_are_read_and_written() {
    assert_eq!(expand("7,1:3"), Some(vec![7, 1, 2, 3]));
    assert_eq!(show(&[1, 2, 3, 7, 9, 10]), "1:3,7,9:10");
}
