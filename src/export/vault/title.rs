//! Titles of notes: they are names of files, on every system, and targets of links.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::graph::sha256;

/// Most bytes of a title; file systems take 255, from which the ending and what tells equal names apart are taken off.
const LONGEST: usize = 220;
/// So many digits tell equal names apart.
const DIGITS: usize = 8;
/// Names that Windows keeps for devices, whatever follows after a point.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A title for each of the keyed names; names that a file system may take for one get an end from their key.
pub(super) fn titles<'a>(named: impl IntoIterator<Item = (String, &'a str)>) -> BTreeMap<String, String> {
    let mut alike: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (key, name) in named {
        let title = safe(name);
        alike.entry(fold(&title)).or_default().push((key, title));
    }
    let mut titles = BTreeMap::new();
    for group in alike.into_values() {
        let alone = group.len() == 1;
        for (key, title) in group {
            let title = if alone { title } else { format!("{title} ({})", &sha256(&key)[..DIGITS]) };
            titles.insert(key, title);
        }
    }
    titles
}

/// As file systems that do not tell large from small letters compare names.
fn fold(title: &str) -> String {
    title.nfkd().flat_map(char::to_lowercase).collect::<String>().to_uppercase()
}

/// A name without what file systems or links cannot hold.
pub(super) fn safe(name: &str) -> String {
    let allowed = |c: char| {
        if c.is_whitespace() || c.is_control() {
            Some(' ')
        } else if matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        {
            None
        } else if c == '"' {
            Some('\'')
        } else if matches!(c, '*' | '\\' | '/' | '<' | '>' | ':' | '|' | '?' | '#' | '^' | '[' | ']' | '%') {
            Some('-')
        } else {
            Some(c)
        }
    };
    let name: String = name.nfc().filter_map(allowed).collect();
    let mut title = String::new();
    for word in name.split_whitespace() {
        let space = usize::from(!title.is_empty());
        if title.len() + space + word.len() > LONGEST {
            let room = LONGEST.saturating_sub(title.len() + space);
            let fitting = word.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= room).last();
            if let (Some(end), true) = (fitting, title.len() < LONGEST / 2) {
                title.push_str(&" "[..space]);
                title.push_str(&word[..end]);
            }
            break;
        }
        title.push_str(&" "[..space]);
        title.push_str(word);
    }
    let title = title.trim_matches(['.', ' ', '~']).to_owned();
    let stem = title.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |port: &str| stem.strip_prefix(port).is_some_and(|n| n.chars().count() == 1 && n != "0");
    if title.is_empty() || DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        return format!("_{title}");
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_names_of_files() {
        assert_eq!(safe("عُقِدَ: «اليوم»؟"), "عُقِدَ- «اليوم»؟");
        for (name, title) in [("CON", "_CON"), ("con.txt", "_con.txt"), ("LPT1", "_LPT1"), ("..", "_"), ("", "_")] {
            assert_eq!(safe(name), title);
        }
        assert_eq!(safe("a/b\\c|d]]e\u{202e}f\n g. "), "a-b-c-d--ef g");
        assert!(safe(&"العراق ".repeat(100)).len() <= LONGEST);
        assert!(safe(&"ع".repeat(300)).len() <= LONGEST);
    }

    #[test]
    fn names_that_differ_in_case_only_are_kept_apart() {
        let named = [("1", "Ali"), ("2", "ALI"), ("3", "Omar"), ("4", "A\u{301}"), ("5", "\u{c1}")];
        let titles = titles(named.map(|(key, name)| (key.to_owned(), name)));
        let folded: std::collections::BTreeSet<_> = titles.values().map(|title| fold(title)).collect();
        assert_eq!(folded.len(), 5);
        assert_eq!(titles["3"], "Omar");
    }
}
