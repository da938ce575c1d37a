//! What was missed and what is wrong, by cause.

use std::collections::BTreeMap;
use std::io::{self, Write};

use nisba::eval::{Cause, Evaluation, Mistake, Part, Shown};

use crate::cli::color::Paint;

/// The mistakes of one cause, each with its document.
type Group<'a> = ((Part, Cause), Vec<(&'a str, &'a Mistake)>);

/// The mistakes by cause, the most frequent first; within a cause in the order of the documents.
pub(super) fn groups(evaluation: &Evaluation) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<(Part, Cause), Vec<(&str, &Mistake)>> = BTreeMap::new();
    for document in &evaluation.documents {
        for mistake in &document.mistakes {
            groups.entry((mistake.part, mistake.cause)).or_default().push((&document.id, mistake));
        }
    }
    let mut groups: Vec<Group<'_>> = groups.into_iter().collect();
    groups.sort_by_key(|(cause, mistakes)| (std::cmp::Reverse(mistakes.len()), *cause));
    groups
}

/// A count of each cause, then every mistake.
pub(super) fn write(out: &mut impl Write, evaluation: &Evaluation, paint: Paint) -> io::Result<()> {
    let groups = groups(evaluation);
    writeln!(out, "\n{}", paint.strong("mistakes by cause"))?;
    for ((part, cause), mistakes) in &groups {
        writeln!(out, "{:6}  {:9}  {}", mistakes.len(), part.as_str(), cause.as_str())?;
    }
    for ((part, cause), mistakes) in &groups {
        let title = format!("{}, {}: {}", part.as_str(), cause.as_str(), mistakes.len());
        writeln!(out, "\n{}", paint.strong(title))?;
        mistakes.iter().try_for_each(|(document, mistake)| write_mistake(out, document, mistake, paint))?;
    }
    Ok(())
}

/// In one line: what gold has, what was found instead, what explains it.
fn write_mistake(out: &mut impl Write, document: &str, mistake: &Mistake, paint: Paint) -> io::Result<()> {
    let Mistake { gold, predicted, beside, .. } = mistake;
    let Some(first) = gold.as_ref().or(predicted.as_ref()) else { return Ok(()) };
    write!(out, "  {}", one_line(document, first, paint))?;
    if let (Some(_), Some(found)) = (gold, predicted) {
        write!(out, " · found {}{}", place(found, paint), words(found))?;
    }
    if let Some(other) = beside {
        write!(out, " · gold has {}{}", place(other, paint), words(other))?;
    }
    writeln!(out)
}

/// The document, the place and the words.
pub(super) fn one_line(document: &str, shown: &Shown, paint: Paint) -> String {
    format!("{document} {}{}", place(shown, paint), words(shown))
}

fn place(shown: &Shown, paint: Paint) -> String {
    shown.span.map_or_else(String::new, |span| format!("{}  ", paint.faint(format!("{}–{}", span.start, span.end))))
}

fn words(shown: &Shown) -> String {
    shown.text.split_whitespace().collect::<Vec<_>>().join(" ")
}
