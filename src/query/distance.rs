//! Names that come near to one that is not known.

/// The names that differ from `name` in few letters, or that one holds the other; the nearest first, five at most.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .filter_map(|other| {
            let letters = distance(name, other);
            let holds = name.chars().count() >= 3 && (other.contains(name) || name.contains(other));
            (holds || letters <= limit).then_some((letters, other))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(5).map(|(_, other)| other).collect()
}

/// How many letters must be put in, taken out or changed to make one of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, cb) in b.iter().enumerate() {
            let changed = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_letters() {
        assert_eq!(distance("timeline", "timline"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("داعش", "داعش"), 0);
        assert_eq!(nearest("timline", ["countries", "timeline"].into_iter()), ["timeline"]);
    }
}
