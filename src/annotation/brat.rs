//! Annotations as brat standoff: mentions, statements between them, and notes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{AUTHOR, Annotation, Entity, Factuality, Object, Statement};
use crate::span::Span;

/// The type of a text-bound annotation that is a statement's literal object.
const LITERAL: &str = "Literal";

/// Writes the `.ann` file of one document; its `.txt` file is `text` itself.
///
/// Mentions are text-bound annotations of their entity's class; those of one entity are joined by `Alias`, and have a
/// reference to Wikidata where there is one. A statement is a relation between the mentions nearest to its evidence. Its
/// note holds the evidence, the pattern, and what is said of it beyond the author's assertion.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_brat(out: &mut impl Write, text: &str, annotation: &Annotation) -> io::Result<()> {
    let mut writer =
        Writer { out, chars: text.chars().collect(), bounds: 0, notes: 0, references: 0, literals: BTreeMap::new() };
    let mut names = BTreeMap::new();
    for entity in &annotation.entities {
        let marks = writer.entity(entity)?;
        names.insert(entity.id.as_str(), (entity, marks));
    }
    for (number, statement) in annotation.statements.iter().enumerate() {
        writer.statement(number + 1, statement, &names)?;
    }
    Ok(())
}

/// An entity and its mentions' spans and numbers.
type Names<'a> = BTreeMap<&'a str, (&'a Entity, Vec<(Span, usize)>)>;

struct Writer<'a, W: Write> {
    out: &'a mut W,
    chars: Vec<char>,
    bounds: usize,
    notes: usize,
    references: usize,
    literals: BTreeMap<Span, usize>,
}

impl<W: Write> Writer<'_, W> {
    fn entity(&mut self, entity: &Entity) -> io::Result<Vec<(Span, usize)>> {
        let mut marks = Vec::new();
        for mention in &entity.mentions {
            marks.push((mention.span(), self.bound(&entity.class, mention.span())?));
        }
        if let Some((_, first)) = marks.first()
            && let Some(wikidata) = &entity.wikidata
        {
            self.references += 1;
            let name = entity.name_en.as_deref().unwrap_or(&entity.name);
            writeln!(self.out, "N{}\tReference T{first} Wikidata:{wikidata}\t{}", self.references, line(name))?;
        }
        if marks.len() > 1 {
            let all: Vec<String> = marks.iter().map(|(_, number)| format!("T{number}")).collect();
            writeln!(self.out, "*\tAlias {}", all.join(" "))?;
        }
        Ok(marks)
    }

    /// A text-bound annotation; brat wants a span that crosses lines in pieces.
    fn bound(&mut self, class: &str, span: Span) -> io::Result<usize> {
        let slice = self.chars.get(span.start..span.end).unwrap_or_default();
        let (mut places, mut words, mut at) = (Vec::new(), Vec::new(), span.start);
        for piece in slice.split(|c| matches!(c, '\n' | '\r')) {
            if !piece.is_empty() {
                places.push(format!("{} {}", at, at + piece.len()));
                words.push(piece.iter().collect::<String>());
            }
            at += piece.len() + 1;
        }
        self.bounds += 1;
        writeln!(self.out, "T{}\t{class} {}\t{}", self.bounds, places.join(";"), words.join(" "))?;
        Ok(self.bounds)
    }

    fn statement(&mut self, number: usize, statement: &Statement, names: &Names<'_>) -> io::Result<()> {
        let evidence = statement.evidence.span();
        let Some(subject) = nearest(names, &statement.subject, evidence) else { return Ok(()) };
        let object = match &statement.object {
            Object::Entity(id) => nearest(names, id, evidence),
            Object::Literal { literal, .. } => Some(self.literal(literal, evidence)?),
        };
        let Some(object) = object else { return Ok(()) };
        writeln!(self.out, "R{number}\t{} Arg1:T{subject} Arg2:T{object}", statement.predicate)?;
        let mut note = Vec::new();
        if statement.factuality != Factuality::Asserted {
            note.push(statement.factuality.as_str().to_owned());
        }
        if statement.claimed_by != AUTHOR {
            let name = names.get(statement.claimed_by.as_str()).map_or(&statement.claimed_by, |(e, _)| &e.name);
            note.push(format!("claimed by {name}"));
        }
        note.extend(statement.pattern.clone());
        note.push(format!("“{}”", statement.evidence.text));
        self.note(&format!("R{number}"), &note.join("; "))
    }

    /// The annotation of a literal: its own words where the evidence has them, else the evidence with a note.
    fn literal(&mut self, literal: &str, evidence: Span) -> io::Result<usize> {
        let words: Vec<char> = literal.chars().collect();
        let slice = self.chars.get(evidence.start..evidence.end).unwrap_or_default();
        let found = slice.windows(words.len().max(1)).position(|window| window == words);
        let span = found.map_or(evidence, |at| Span::new(evidence.start + at, evidence.start + at + words.len()));
        if let Some(&number) = self.literals.get(&span) {
            return Ok(number);
        }
        let number = self.bound(LITERAL, span)?;
        self.literals.insert(span, number);
        if found.is_none() {
            self.note(&format!("T{number}"), literal)?;
        }
        Ok(number)
    }

    fn note(&mut self, of: &str, note: &str) -> io::Result<()> {
        self.notes += 1;
        writeln!(self.out, "#{}\tAnnotatorNotes {of}\t{}", self.notes, line(note))
    }
}

/// The number of an entity's mention that lies in the evidence, else of the one nearest to it.
fn nearest(names: &Names<'_>, id: &str, evidence: Span) -> Option<usize> {
    let (_, marks) = names.get(id)?;
    let distance = |span: &Span| match () {
        () if evidence.contains(*span) => 0,
        () if span.start < evidence.start => 1 + evidence.start - span.start,
        () => 1 + span.end.saturating_sub(evidence.end),
    };
    marks.iter().min_by_key(|(span, number)| (distance(span), *number)).map(|(_, number)| *number)
}

/// The text on one line.
fn line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{Evidence, Mention, MentionKind};

    fn entity(id: &str, class: &str, text: &str, names: &[&str]) -> Entity {
        let mentions = names.iter().map(|name| {
            let byte = text.find(name).expect("the name is in the text");
            let start = text[..byte].chars().count();
            let end = start + name.chars().count();
            Mention { start, end, text: (*name).to_owned(), kind: MentionKind::Name, core: true, source: None }
        });
        Entity {
            id: id.to_owned(),
            class: class.to_owned(),
            subclass: None,
            name: names[0].to_owned(),
            name_en: None,
            wikidata: (class == "Country").then(|| "Q796".to_owned()),
            core: true,
            mentions: mentions.collect(),
        }
    }

    #[test]
    fn mentions_relations_and_notes() {
        let text = "وصل سامي خليل\nوزير النفط إلى العراق، والعراقي";
        let evidence = "سامي خليل\nوزير النفط";
        let start = text.chars().position(|c| c == 'س').expect("there");
        let statement = Statement {
            id: "s1".to_owned(),
            subject: "sami".to_owned(),
            predicate: "position".to_owned(),
            object: Object::Literal { literal: "وزير النفط".to_owned(), datatype: None },
            factuality: Factuality::Denied,
            claimed_by: "iraq".to_owned(),
            evidence: Evidence { start, end: start + evidence.chars().count(), text: evidence.to_owned() },
            confidence: 1.0,
            pattern: Some("ar/post#person".to_owned()),
            core: true,
        };
        let annotation = Annotation {
            id: "d".to_owned(),
            language: "ar".to_owned(),
            title: None,
            date: None,
            text_sha256: String::new(),
            entities: vec![
                entity("sami", "Person", text, &["سامي خليل\nوزير"]),
                entity("iraq", "Country", text, &["العراق", "العراقي"]),
            ],
            statements: vec![statement],
        };
        let mut out = Vec::new();
        write_brat(&mut out, text, &annotation).expect("a vector takes all");
        let out = String::from_utf8(out).expect("UTF-8");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], "T1\tPerson 4 13;14 18\tسامي خليل وزير");
        assert_eq!(lines[3], "N1\tReference T2 Wikidata:Q796\tالعراق");
        assert_eq!(lines[4], "*\tAlias T2 T3");
        assert_eq!(lines[5], "T4\tLiteral 14 24\tوزير النفط");
        assert_eq!(lines[6], "R1\tposition Arg1:T1 Arg2:T4");
        assert_eq!(
            lines[7],
            "#1\tAnnotatorNotes R1\tdenied; claimed by العراق; ar/post#person; “سامي خليل وزير النفط”"
        );
        assert_eq!(lines.len(), 8);
    }
}
