//! Finds the word that was probably meant.

/// The candidate nearest to `word`, ignoring case; `None` when none is near.
pub fn did_you_mean<'a>(candidates: impl IntoIterator<Item = &'a str>, word: &str) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&candidate.to_lowercase(), &word), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Edits that turn `a` into `b`: insert, remove, replace, or swap two neighbours.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut last = None;
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if j > 0 && last == Some(y) && b[j - 1] == x {
                cost = cost.min(before[j - 1] + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(x);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn near_words_only() {
        let names = ["Get-Content", "Get-Command", "Set-Content"];
        assert_eq!(did_you_mean(names, "get-contnet"), Some("Get-Content"));
        assert_eq!(did_you_mean(names, "Get-Comand"), Some("Get-Command"));
        assert_eq!(did_you_mean(names, "Invoke-Item"), None);
        assert_eq!(did_you_mean(["a"], ""), Some("a"));
    }
}
