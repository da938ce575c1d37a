//! How a word's forms are made from the one in a table, by endings: demonyms, verbs, nouns.

use std::collections::BTreeMap;

use super::files::DataFiles;
use super::problem::Problem;
use super::table;
use crate::text::name_words;

const COLUMNS: [&str; 4] = ["kind", "ending", "strip", "forms"];

/// One way to inflect: words of this ending lose some letters, and each form puts what is left in place of `~`.
#[derive(Debug)]
struct Rule {
    ending: String,
    /// Letters taken away at the start and at the end.
    strip: (usize, usize),
    forms: Vec<String>,
}

/// The rules of all languages, by language and kind of word.
#[derive(Debug, Default)]
pub(crate) struct Inflection {
    rules: BTreeMap<(String, String), Vec<Rule>>,
}

impl Inflection {
    /// Reads `words/<language>/inflection.tsv`.
    pub(crate) fn load(files: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let mut rules: BTreeMap<_, Vec<Rule>> = BTreeMap::new();
        for (path, text) in files.under("words/").filter(|(path, _)| path.ends_with("/inflection.tsv")) {
            let language = path.split('/').nth(1).unwrap_or_default();
            for row in table::rows(path, text, &COLUMNS, problems) {
                let strip = row.cell(2).split_once(',').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
                let Some(strip) = strip else {
                    let message = format!("`{}` is no pair of counts", row.cell(2));
                    problems.push(Problem::new(
                        path,
                        row.line,
                        message,
                        "write the letters to strip as START,END: 0,1",
                    ));
                    continue;
                };
                let rule =
                    Rule { ending: row.cell(1).to_owned(), strip, forms: row.list(3).map(str::to_owned).collect() };
                rules.entry((language.to_owned(), row.cell(0).to_owned())).or_default().push(rule);
            }
        }
        Self { rules }
    }

    /// All folded forms of a demonym, which may have several words: those that inflect do so together.
    pub(crate) fn demonym_forms(&self, language: &str, demonym: &str) -> Vec<String> {
        let words: Vec<Vec<String>> =
            name_words(demonym).iter().map(|word| self.forms(language, "demonym", word)).collect();
        let count = words.iter().map(Vec::len).max().unwrap_or(0);
        (0..count)
            .map(|i| words.iter().map(|forms| forms[i.min(forms.len() - 1)].as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    }

    /// All forms of a folded word, itself first; the first rule whose ending fits makes them.
    pub(crate) fn forms(&self, language: &str, kind: &str, word: &str) -> Vec<String> {
        let mut forms = vec![word.to_owned()];
        let key = (language.to_owned(), kind.to_owned());
        let fitting = self.rules.get(&key).into_iter().flatten().find(|rule| word.ends_with(&rule.ending));
        if let Some(rule) = fitting {
            let letters: Vec<char> = word.chars().collect();
            if letters.len() > rule.strip.0 + rule.strip.1 {
                let kept: String = letters[rule.strip.0..letters.len() - rule.strip.1].iter().collect();
                for form in &rule.forms {
                    let form = form.replace('~', &kept);
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
            }
        }
        forms
    }
}
