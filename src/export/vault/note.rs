//! What stands in the note of an entity and of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::escape::{inline, lines, yaml};
use super::title::{safe, titles};
use crate::annotation::Factuality;
use crate::export::Options;
use crate::graph::{Claim, Edge, KnowledgeGraph, Node};

const WIKIDATA: &str = "https://www.wikidata.org/wiki/";

pub(super) struct Notes<'a> {
    graph: &'a KnowledgeGraph,
    options: &'a Options,
    /// By `e IRI` of an entity and `d ID` of a document; no two are the same.
    titles: BTreeMap<String, String>,
    /// The statements that each entity is an end of: the other end, and whether the entity is their subject.
    edges: BTreeMap<&'a str, Vec<(&'a Edge, &'a Node, bool)>>,
    documents: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(graph: &'a KnowledgeGraph, options: &'a Options) -> Self {
        let mut edges: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        let mut documents: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for document in options.writings.keys() {
            documents.entry(document).or_default();
        }
        for node in graph.nodes() {
            let told = node.attributes.iter().map(|attribute| &attribute.claim.document);
            for document in node.documents.iter().chain(told).filter(|document| !document.is_empty()) {
                documents.entry(document).or_default().insert(&node.iri);
            }
        }
        for (subject, edge, object) in graph.edges() {
            edges.entry(&subject.iri).or_default().push((edge, object, true));
            if subject.iri != object.iri {
                edges.entry(&object.iri).or_default().push((edge, subject, false));
            }
            for claim in edge.claims().filter(|claim| !claim.document.is_empty()) {
                documents.entry(&claim.document).or_default().extend([subject.iri.as_str(), &object.iri]);
            }
        }
        let of_entities = graph.nodes().map(|node| (format!("e {}", node.iri), node.label(options.language)));
        let of_documents = documents.keys().map(|&id| {
            let title = options.writings.get(id).and_then(|writing| writing.title.as_deref());
            (format!("d {id}"), title.unwrap_or(id))
        });
        let titles = titles(of_entities.chain(of_documents));
        Self { graph, options, titles, edges, documents }
    }

    pub(super) fn documents(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.documents.keys().copied()
    }

    /// The title of an entity's note.
    pub(super) fn entity_title(&self, node: &Node) -> &str {
        &self.titles[&format!("e {}", node.iri)]
    }

    /// The title of a document's note.
    pub(super) fn document_title(&self, document: &str) -> &str {
        &self.titles[&format!("d {document}")]
    }

    /// An entity's note.
    pub(super) fn entity(&self, node: &Node) -> String {
        let label = node.label(self.options.language);
        let mut note = "---\n".to_owned();
        field(&mut note, "iri", &node.iri);
        field(&mut note, "label", label);
        field(&mut note, "class", &node.class);
        let names = [&node.names.ar, &node.names.en, &node.names.other];
        let names: BTreeSet<_> = names.into_iter().flatten().map(String::as_str).chain([label]).collect();
        list(&mut note, "aliases", names);
        for (key, name) in [("name_ar", &node.names.ar), ("name_en", &node.names.en), ("wikidata", &node.wikidata)] {
            if let Some(name) = name {
                field(&mut note, key, name);
            }
        }
        let tag: String = node.class.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
        let tags = (!tag.is_empty()).then(|| format!("nisba/{tag}"));
        list(&mut note, "tags", tags.iter().map(String::as_str));
        _ = writeln!(note, "mentions: {}\n---\n# {}\n", node.mentions, inline(label));
        let class = inline(&self.graph.term_label(&node.class, self.options.language));
        let pages = node.wikidata.as_ref().map(|id| format!(" · [Wikidata]({WIKIDATA}{})", link_part(id)));
        if !class.is_empty() || pages.is_some() {
            _ = writeln!(note, "{class}{}", pages.unwrap_or_default());
        }
        let edges = self.edges.get(node.iri.as_str()).map_or(&[][..], Vec::as_slice);
        for (heading, facts) in [("Facts", true), ("Not held as facts", false)] {
            let mut items = String::new();
            for attribute in node.attributes.iter().filter(|attribute| is_fact(&attribute.claim) == facts) {
                let predicate = self.term(&attribute.predicate);
                _ = writeln!(items, "- {predicate} {}{}", inline(&attribute.value), self.state(&attribute.claim));
                self.quote(&attribute.claim, &mut items);
            }
            // What several places say is one item with several quotes.
            let mut alike: BTreeMap<String, (usize, Vec<&Claim>)> = BTreeMap::new();
            for (edge, other, forward) in edges.iter().filter(|(edge, _, _)| is_fact(&edge.claim) == facts) {
                let arrow = if *forward || edge.undirected { "" } else { "← " };
                let (predicate, state) = (self.term(&edge.predicate), self.state(&edge.claim));
                let item = format!("- {arrow}{predicate} {}{state}", self.link("e", &other.iri));
                let at = alike.len();
                alike.entry(item).or_insert((at, Vec::new())).1.extend(edge.claims());
            }
            let mut alike: Vec<_> = alike.into_iter().collect();
            alike.sort_by_key(|(_, (at, _))| *at);
            for (item, (_, claims)) in alike {
                _ = writeln!(items, "{item}");
                for (at, claim) in claims.into_iter().enumerate() {
                    items.push_str(if at == 0 { "" } else { "\n" });
                    self.quote(claim, &mut items);
                }
            }
            if !items.is_empty() {
                _ = write!(note, "\n## {heading}\n\n{items}");
            }
        }
        if !node.documents.is_empty() {
            note.push_str("\n## Documents\n\n");
            for document in &node.documents {
                _ = writeln!(note, "- {}{}", self.link("d", document), self.dated(document));
            }
        }
        note
    }

    /// A document's note.
    pub(super) fn document(&self, document: &str) -> String {
        let writing = self.options.writings.get(document);
        let title = writing.and_then(|writing| writing.title.as_deref());
        let mut note = "---\n".to_owned();
        field(&mut note, "document", document);
        let told = writing.map(|writing| {
            [("iri", Some(&writing.iri)), ("source", writing.source.as_ref()), ("language", writing.language.as_ref())]
        });
        for (key, value) in told.into_iter().flatten() {
            if let Some(value) = value {
                field(&mut note, key, value);
            }
        }
        if let Some(date) = self.date(document) {
            field(&mut note, "date", date);
        }
        list(&mut note, "aliases", title.into_iter().chain([document]).collect::<BTreeSet<_>>());
        list(&mut note, "tags", ["nisba/document"]);
        _ = writeln!(note, "---\n# {}\n", inline(title.unwrap_or(document)));
        if let Some(writing) = writing {
            note.push_str(&lines(&writing.text, ""));
        }
        let entities = &self.documents[document];
        if !entities.is_empty() {
            note.push_str("\n## Entities\n\n");
            for iri in entities {
                _ = writeln!(note, "- {}", self.link("e", iri));
            }
        }
        note
    }

    fn term(&self, term: &str) -> String {
        format!("**{}**", inline(&self.graph.term_label(term, self.options.language)))
    }

    fn date(&self, document: &str) -> Option<&str> {
        let writing = self.options.writings.get(document).and_then(|writing| writing.date.as_deref());
        writing.or_else(|| self.graph.report_date(document))
    }

    fn dated(&self, document: &str) -> String {
        self.date(document).map(|date| format!(", {}", inline(date))).unwrap_or_default()
    }

    /// A link to a note by its title, shown by the name that the note is about.
    fn link(&self, kind: &str, key: &str) -> String {
        let Some(title) = self.titles.get(&format!("{kind} {key}")) else { return inline(key) };
        let name = match kind {
            "e" => self.graph.label(key, self.options.language),
            _ => self.options.writings.get(key).and_then(|writing| writing.title.as_deref()).unwrap_or(key),
        };
        let shown = safe(name);
        if shown == *title { format!("[[{title}]]") } else { format!("[[{title}|{shown}]]") }
    }

    /// What the text holds about a statement, who says it, what it follows from; nothing for a plain fact.
    fn state(&self, claim: &Claim) -> String {
        let mut state = String::new();
        if claim.factuality != Factuality::Asserted || (!claim.asserted && claim.claimant.is_none()) {
            let asserted = claim.factuality == Factuality::Asserted;
            _ = write!(state, " · *{}*", if asserted { "no fact" } else { claim.factuality.as_str() });
        }
        if let Some(claimant) = &claim.claimant {
            _ = write!(state, " · claimed by {}", self.link("e", claimant));
        }
        if let Some(inferred) = &claim.inferred {
            _ = write!(state, " · *inferred* by {}", self.term(&inferred.rule));
        }
        state
    }

    /// The words, then where they stand.
    fn quote(&self, claim: &Claim, note: &mut String) {
        if let Some(inferred) = &claim.inferred {
            for [subject, predicate, object] in &inferred.premises {
                let (subject, object) = (self.link("e", subject), self.link("e", object));
                _ = writeln!(note, "    - {subject} {} {object}", self.term(predicate));
            }
        }
        if claim.document.is_empty() {
            return;
        }
        note.push_str(&lines(&claim.evidence.text, "  > "));
        let (start, end) = (claim.evidence.start, claim.evidence.end);
        let (document, date) = (self.link("d", &claim.document), self.dated(&claim.document));
        _ = writeln!(note, "  >\n  > — {document}{date}, {start}–{end}, confidence {}", claim.confidence);
    }
}

fn is_fact(claim: &Claim) -> bool {
    claim.asserted && claim.factuality == Factuality::Asserted
}

fn field(note: &mut String, key: &str, value: &str) {
    _ = writeln!(note, "{key}: {}", yaml(value));
}

fn list<'a>(note: &mut String, key: &str, values: impl IntoIterator<Item = &'a str>) {
    let mut values = values.into_iter().filter(|value| !value.is_empty()).peekable();
    if values.peek().is_some() {
        _ = writeln!(note, "{key}:");
    }
    for value in values {
        _ = writeln!(note, "  - {}", yaml(value));
    }
}

/// Letters and digits, as an identifier in an address has them.
fn link_part(id: &str) -> String {
    id.chars().filter(char::is_ascii_alphanumeric).collect()
}
