//! Where an arrow key leads in a table of cells.

/// The cell that a key leads to, from a row and a column, within the last ones.
pub(crate) fn moved(
    from: (usize, usize),
    last: (usize, usize),
    key: &str,
) -> Option<(usize, usize)> {
    let (row, column) = from;
    Some(match key {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => ((row + 1).min(last.0), column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, (column + 1).min(last.1)),
        "Home" => (row, 0),
        "End" => (row, last.1),
        _ => return None,
    })
}
