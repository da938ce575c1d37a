//! What a build tells at its end: documents, entities, statements, and what to try next.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use nisba::annotation::{AUTHOR, Annotation, Factuality, Statement};
use nisba::graph::DocumentGraph;
use nisba::store::Outcome;

use super::args::StorePath;
use super::color::Paint;

/// The sums of the documents of one run.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    added: usize,
    replaced: usize,
    unchanged: usize,
    removed: usize,
    /// Documents whose entities and statements are counted: an unchanged one is left out where it was not read.
    read: usize,
    entities: BTreeMap<String, Entity>,
    /// Statements by predicate: all, and those that the documents vouch for.
    statements: BTreeMap<String, (usize, usize)>,
    /// Statements by how the documents stand to them.
    kinds: BTreeMap<&'static str, usize>,
    /// Statements that the ontology does not allow.
    violations: usize,
}

#[derive(Debug)]
struct Entity {
    class: String,
    name: String,
    core: bool,
    mentions: usize,
}

impl Summary {
    /// Counts a document in that was read.
    pub(crate) fn add(&mut self, annotation: &Annotation, graph: &DocumentGraph, outcome: Outcome) {
        self.read += 1;
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Replaced => self.replaced += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
        for entity in &annotation.entities {
            let known = self.entities.entry(entity.id.clone()).or_insert_with(|| Entity {
                class: entity.class.clone(),
                name: entity.name.clone(),
                core: entity.core,
                mentions: 0,
            });
            known.mentions += entity.mentions.len();
        }
        for statement in &annotation.statements {
            let (all, facts) = self.statements.entry(statement.predicate.clone()).or_default();
            *all += 1;
            *facts += usize::from(is_fact(statement));
            let reported = statement.factuality == Factuality::Asserted && !is_fact(statement);
            *self.kinds.entry(if reported { "reported" } else { statement.factuality.as_str() }).or_default() += 1;
        }
        let violations = graph.violations();
        self.violations += violations.len();
        for violation in violations.iter().filter(|violation| violation.vouched) {
            if let Some((_, facts)) = self.statements.get_mut(&violation.predicate) {
                *facts = facts.saturating_sub(1);
            }
        }
    }

    /// Counts a document in that is in the graph already.
    pub(crate) fn add_unchanged(&mut self) {
        self.unchanged += 1;
    }

    /// Counts a document that was removed.
    pub(crate) fn add_removed(&mut self) {
        self.removed += 1;
    }

    /// How many documents of the inputs are in the graph.
    pub(crate) fn documents(&self) -> usize {
        self.added + self.replaced + self.unchanged
    }

    /// Writes the summary.
    pub(crate) fn write(
        &self,
        out: &mut impl Write,
        store: &StorePath,
        skipped: usize,
        paint: Paint,
    ) -> io::Result<()> {
        let counts = [
            (self.added, "added"),
            (self.replaced, "replaced"),
            (self.unchanged, "unchanged"),
            (self.removed, "removed"),
            (skipped, "skipped (the reasons are below)"),
        ];
        let counts: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        writeln!(out, "{}  {}", paint.strong("documents "), counts.join(", "))?;
        if self.read > 0 {
            self.write_contents(out, paint)?;
        }
        writeln!(out, "\n{}", paint.strong("try next"))?;
        self.suggestions(store).iter().try_for_each(|line| writeln!(out, "  {line}"))
    }

    /// The entities and statements of the documents that were read.
    fn write_contents(&self, out: &mut impl Write, paint: Paint) -> io::Result<()> {
        let of = match self.read {
            all if all == self.documents() => String::new(),
            1 => " in the document that was read".to_owned(),
            n => format!(" in the {n} documents that were read"),
        };
        let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in self.entities.values() {
            *classes.entry(&entity.class).or_default() += 1;
        }
        writeln!(out, "{}  {}{of}", paint.strong("entities  "), self.entities.len())?;
        list(out, &descending(classes.into_iter().map(|(class, n)| (class, n, String::new()))))?;
        let all: usize = self.kinds.values().sum();
        let kinds = descending(self.kinds.iter().map(|(kind, n)| (*kind, *n, String::new())));
        let kinds: Vec<String> = kinds.iter().map(|(kind, n, _)| format!("{n} {kind}")).collect();
        writeln!(out, "{}  {all}{}", paint.strong("statements"), in_brackets(&kinds.join(", ")))?;
        let statements = self.statements.iter().map(|(predicate, &(all, facts))| {
            let note = if facts == all { String::new() } else { in_brackets(&format!("{facts} asserted")) };
            (predicate.as_str(), all, note)
        });
        list(out, &descending(statements))?;
        if self.violations > 0 {
            let n = self.violations;
            writeln!(out, "  {n} against the ontology, not asserted; `{} check` lists them", program())?;
        }
        Ok(())
    }

    fn suggestions(&self, store: &StorePath) -> Vec<String> {
        let named = self.entities.iter().filter(|(_, entity)| entity.core);
        let best = named.max_by(|(a, x), (b, y)| x.mentions.cmp(&y.mentions).then(b.cmp(a)));
        let nisba = program();
        let show = best.map(|(_, entity)| format!("{nisba} show {}{}", quoted(&entity.name), store.flag()));
        let queries = format!("{nisba} query{}", store.flag());
        let documents = format!("{nisba} query documents{}", store.flag());
        let picture = format!("{nisba} export --format dot{} | dot -Tsvg -o graph.svg", store.flag());
        show.into_iter().chain([queries, documents, picture]).collect()
    }
}

/// The program as it was called: by its path where it is in no folder of `PATH`, as after `cargo run`.
fn program() -> String {
    let called = std::env::args().next().unwrap_or_default();
    if called.contains(std::path::MAIN_SEPARATOR) { quoted(&called) } else { "nisba".to_owned() }
}

impl StorePath {
    /// The flag that names this folder again, where the program would not take it by itself.
    fn flag(&self) -> String {
        let default = std::env::var_os("NISBA_STORE").unwrap_or_else(|| "nisba-store".into());
        if self.folder.as_os_str() == default {
            String::new()
        } else {
            format!(" --store {}", quoted(&self.folder.display().to_string()))
        }
    }
}

/// Whether the document says it in its own voice, as a fact.
fn is_fact(statement: &Statement) -> bool {
    statement.factuality == Factuality::Asserted && statement.claimed_by == AUTHOR
}

/// The rows with the greatest numbers first.
fn descending<'a>(rows: impl Iterator<Item = (&'a str, usize, String)>) -> Vec<(&'a str, usize, String)> {
    let order: BTreeSet<_> = rows.map(|(name, n, note)| (std::cmp::Reverse(n), name, note)).collect();
    order.into_iter().map(|(n, name, note)| (name, n.0, note)).collect()
}

fn list(out: &mut impl Write, rows: &[(&str, usize, String)]) -> io::Result<()> {
    let width = rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default();
    rows.iter().try_for_each(|(name, n, note)| writeln!(out, "  {name:width$} {n:>6}{note}"))
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}

/// A word as a shell reads it back.
fn quoted(word: &str) -> String {
    let plain = word.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c)) && !word.starts_with('-');
    if plain && !word.is_empty() { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
