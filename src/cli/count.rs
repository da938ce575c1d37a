//! Numbers of things in words: `1 pair`, `2 pairs`.

/// So many of what is called so where there is one of it.
pub(crate) fn count(n: usize, what: &str) -> String {
    count_of(n, what, &format!("{what}s"))
}

/// So many of what has another plural.
pub(crate) fn count_of(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!([0, 1, 2].map(|n| count(n, "pair")), ["0 pairs", "1 pair", "2 pairs"]);
        assert_eq!(count_of(2, "entity", "entities"), "2 entities");
    }
}
