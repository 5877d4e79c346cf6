//! Compares tables of recorded results row by row.

/// Computes each row's result from its other cells and names every row that differs from its last cell.
pub(crate) fn check(table: &str, actual: impl Fn(&[&str]) -> String) {
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let (expected, cells) = cells.split_last().unwrap();
        let actual = actual(cells);
        rows += 1;
        if actual != *expected {
            wrong.push(format!("{cells:?}: expected {expected:?}, was {actual:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}
