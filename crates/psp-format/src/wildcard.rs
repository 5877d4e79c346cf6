//! Wildcard patterns for names of properties: `*`, `?`, `[a-z]`, without regard to case.

use psp_clr::compare::fold_char;

/// The pattern holds wildcards.
pub(crate) fn has_wildcards(pattern: &str) -> bool {
    pattern.contains(['*', '?', '['])
}

/// The whole name matches the pattern.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().map(fold_char).collect();
    let name: Vec<char> = name.chars().map(fold_char).collect();
    matches_from(&pattern, &name)
}

fn matches_from(pattern: &[char], name: &[char]) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return name.is_empty() };
    match first {
        '*' => (0..=name.len()).any(|skip| matches_from(rest, &name[skip..])),
        '?' => name.split_first().is_some_and(|(_, tail)| matches_from(rest, tail)),
        '[' => match rest.iter().position(|&it| it == ']') {
            Some(end) => name
                .split_first()
                .is_some_and(|(&it, tail)| in_set(&rest[..end], it) && matches_from(&rest[end + 1..], tail)),
            None => false,
        },
        '`' if !rest.is_empty() => {
            name.split_first().is_some_and(|(&it, tail)| it == rest[0] && matches_from(&rest[1..], tail))
        }
        &literal => name.split_first().is_some_and(|(&it, tail)| it == literal && matches_from(rest, tail)),
    }
}

fn in_set(set: &[char], it: char) -> bool {
    let mut at = 0;
    while at < set.len() {
        if set.get(at + 1) == Some(&'-') && at + 2 < set.len() {
            if set[at] <= it && it <= set[at + 2] {
                return true;
            }
            at += 3;
        } else {
            if set[at] == it {
                return true;
            }
            at += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("n*", "Name"));
        assert!(matches("*id", "ProcessId"));
        assert!(matches("[a-c]?", "Bx"));
        assert!(!matches("n*", "Size"));
        assert!(!matches("[a", "a"));
    }
}
