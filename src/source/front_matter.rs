//! The front matter of Markdown: title, date and language between two `---` lines at the start.

use serde::Deserialize;

/// What a document says of itself before its text begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Its date, as written.
    pub date: Option<String>,
    /// Its language, as written; a BCP 47 tag where it keeps to custom.
    pub language: Option<String>,
    /// Where the text proper begins, in code points: after the front matter, 0 without one.
    pub body: usize,
}

#[derive(Deserialize)]
struct Fields {
    title: Option<String>,
    date: Option<String>,
    #[serde(alias = "language")]
    lang: Option<String>,
}

impl Metadata {
    /// The front matter of a Markdown text; empty where there is none, without fields where it cannot be parsed.
    pub(super) fn of_markdown(text: &str) -> Self {
        let Some((yaml, body)) = block(text) else { return Self::default() };
        let body = text[..body].chars().count();
        match serde_saphyr::from_str::<Fields>(yaml) {
            Ok(Fields { title, date, lang }) => Self { title, date, language: lang, body },
            Err(_) => Self { body, ..Self::default() },
        }
    }
}

/// The lines between the two fences, and the byte after the second fence's line.
fn block(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[first.len()..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_the_body_is_found() {
        let text = "---\ntitle: مؤتمر باريس\ndate: 2014-09-15\nlang: ar\ntags: [a, b]\n---\nالنص";
        let found = Metadata::of_markdown(text);
        assert_eq!(found.title.as_deref(), Some("مؤتمر باريس"));
        assert_eq!(found.date.as_deref(), Some("2014-09-15"));
        assert_eq!(found.language.as_deref(), Some("ar"));
        assert_eq!(text.chars().skip(found.body).collect::<String>(), "النص");
    }

    #[test]
    fn a_rule_in_the_text_is_no_front_matter() {
        assert_eq!(Metadata::of_markdown("a\n---\nb\n---\n"), Metadata::default());
        assert_eq!(Metadata::of_markdown("---\nno end"), Metadata::default());
        assert_eq!(Metadata::of_markdown(""), Metadata::default());
    }

    #[test]
    fn broken_front_matter_is_passed_over() {
        let found = Metadata::of_markdown("---\n: [\n---\r\ntext");
        assert_eq!(found, Metadata { body: 13, ..Metadata::default() });
    }
}
