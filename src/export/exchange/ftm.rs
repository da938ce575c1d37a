//! FollowTheMoney entities, one a line: documents, entities, then statements as links with their words.
//!
//! Schemata and properties are those of the table `export/ftm.tsv`. What is no fact becomes the table's general link.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Value as Json, json};

use super::{code, documents, is_address, is_fact, names, no_table};
use crate::domain::{FtmLink, FtmSource, FtmTable};
use crate::export::Options;
use crate::graph::{Claim, Edge, KnowledgeGraph, Node, sha256};

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let telling = Telling { graph, options, table: &options.exchange.ftm };
    if !telling.table.is_there() {
        return Err(no_table("ftm"));
    }
    for document in documents(graph, options) {
        write_line(writer, telling.document(document))?;
    }
    let added = telling.added();
    for node in graph.nodes() {
        write_line(writer, telling.entity(node, added.get(node.iri.as_str())))?;
    }
    for (subject, edge, object) in graph.edges() {
        write_line(writer, telling.link(subject, edge, object))?;
    }
    Ok(())
}

fn write_line(writer: &mut impl Write, entity: Json) -> io::Result<()> {
    serde_json::to_writer(&mut *writer, &entity)?;
    writer.write_all(b"\n")
}

/// Identifiers of FollowTheMoney have Latin letters, digits, hyphens and points only.
fn id(of: &str) -> String {
    format!("nisba-{}", &sha256(of)[..40])
}

/// A document's identifier, which no entity has.
fn document_id(document: &str) -> String {
    id(&format!("document {document}"))
}

/// Values by property, each once, in the order in which they came.
#[derive(Default)]
struct Properties {
    values: BTreeMap<String, Vec<String>>,
}

impl Properties {
    fn add(&mut self, property: &str, value: impl Into<String>) {
        let value = value.into();
        let values = self.values.entry(property.to_owned()).or_default();
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }

    fn entity(mut self, id: String, schema: &str, iri: &str) -> Json {
        self.values.retain(|_, values| !values.is_empty());
        json!({ "id": id, "schema": schema, "properties": self.values, "iri": iri })
    }
}

/// Property and value for the entity of an IRI.
type Added<'a> = BTreeMap<&'a str, BTreeSet<(&'a str, String)>>;

struct Telling<'a> {
    graph: &'a KnowledgeGraph,
    options: &'a Options,
    table: &'a FtmTable,
}

impl<'a> Telling<'a> {
    fn document(&self, document: &str) -> Json {
        let mut properties = Properties::default();
        let writing = self.options.writings.get(document);
        properties.add("fileName", document);
        let title = writing.and_then(|writing| writing.title.as_deref());
        properties.add("name", title.unwrap_or(document));
        properties.add("title", title.unwrap_or(document));
        let date = writing.and_then(|writing| writing.date.as_deref()).or_else(|| self.graph.report_date(document));
        properties.add("date", date.unwrap_or_default());
        if let Some(writing) = writing {
            properties.add("bodyText", writing.text.as_str());
            properties.add("language", language(writing.language.as_deref().unwrap_or_default()));
        }
        self.add_source(document, &mut properties);
        let iri = writing.map_or(document, |writing| &writing.iri);
        properties.entity(document_id(document), "PlainText", iri)
    }

    /// Where a document comes from.
    fn add_source(&self, document: &str, properties: &mut Properties) {
        if let Some(source) = self.options.writings.get(document).and_then(|writing| writing.source.as_deref()) {
            properties.add(if is_address(source) { "sourceUrl" } else { "publisher" }, source);
        }
    }

    fn schema(&self, node: &Node) -> &'a str {
        self.table.class(&node.class).map_or("", |class| &class.schema)
    }

    fn entity(&self, node: &Node, added: Option<&BTreeSet<(&str, String)>>) -> Json {
        let mut properties = Properties::default();
        let names = names(node, self.options);
        for (at, name) in names.iter().enumerate() {
            properties.add(if at == 0 { "name" } else { "alias" }, *name);
        }
        for property in self.table.class(&node.class).iter().flat_map(|class| &class.names) {
            properties.add(property, names[0]);
        }
        properties.add("keywords", node.class.as_str());
        properties.add("wikidataId", node.wikidata.as_deref().unwrap_or_default());
        properties.add("country", code(node, self.options).unwrap_or_default().to_lowercase());
        for attribute in &node.attributes {
            let claim = &attribute.claim;
            let values = self.table.values(&attribute.predicate, self.schema(node)).filter(|_| is_fact(claim));
            for value in values {
                let dated = attribute.value.starts_with(|c: char| c.is_ascii_digit());
                if value.from == FtmSource::Literal || (value.from == FtmSource::Date && dated) {
                    properties.add(&value.property, attribute.value.as_str());
                }
            }
            let predicate = self.graph.term_label(&attribute.predicate, self.options.language);
            let note = format!("{predicate}: {} — {} ({})", attribute.value, claim.evidence.text, self.summary(claim));
            properties.add("notes", note);
        }
        for (property, value) in added.into_iter().flatten() {
            properties.add(property, value.as_str());
        }
        for document in &node.documents {
            properties.add("proof", document_id(document));
        }
        properties.entity(id(&node.iri), self.schema(node), &node.iri)
    }

    /// What facts between entities add to these.
    fn added(&self) -> Added<'a> {
        let mut added = Added::new();
        for (subject, edge, object) in self.graph.edges().filter(|(_, edge, _)| is_fact(&edge.claim)) {
            for (node, other, at_subject) in [(subject, object, true), (object, subject, false)] {
                for value in self.table.values(&edge.predicate, self.schema(node)) {
                    let told = match value.from {
                        FtmSource::Object if at_subject => Some(id(&other.iri)),
                        FtmSource::Subject if !at_subject => Some(id(&other.iri)),
                        FtmSource::ObjectName if at_subject => Some(other.label(self.options.language).to_owned()),
                        FtmSource::ObjectCode if at_subject => code(other, self.options).map(str::to_lowercase),
                        _ => None,
                    };
                    // A property that holds an entity takes only those of its range.
                    let fits = !matches!(value.from, FtmSource::Object | FtmSource::Subject)
                        || self.table.holds(value, self.schema(other));
                    if let Some(told) = told.filter(|_| fits) {
                        added.entry(node.iri.as_str()).or_default().insert((value.property.as_str(), told));
                    }
                }
            }
        }
        added
    }

    fn link(&self, subject: &Node, edge: &Edge, object: &Node) -> Json {
        let fact = is_fact(&edge.claim);
        let general = || self.table.any_link();
        // The general link is also the one that has no direction.
        let link = if fact && !edge.undirected {
            self.table.link(&edge.predicate, self.schema(subject), self.schema(object))
        } else {
            general()
        };
        let mut properties = Properties::default();
        if let Some(FtmLink { subject: from, object: to, .. }) = link {
            properties.add(&from.property, id(&subject.iri));
            properties.add(&to.property, id(&object.iri));
        }
        properties.add("role", self.role(edge, fact));
        let inferred = edge.claim.inferred.as_ref();
        let status = if inferred.is_some() { "inferred" } else { edge.claim.factuality.as_str() };
        properties.add("status", if fact || edge.claim.claimant.is_none() { status } else { "claimed" });
        for claim in edge.claims() {
            properties.add("summary", self.summary(claim));
            properties.add("description", claim.evidence.text.as_str());
            properties.add("recordId", claim.id.as_str());
            if !claim.document.is_empty() {
                properties.add("proof", document_id(&claim.document));
                self.add_source(&claim.document, &mut properties);
            }
        }
        let key = format!("{} {} {} {}", edge.claim.id, subject.iri, edge.predicate, object.iri);
        properties.entity(id(&key), link.map_or("", |link| &link.schema), &edge.claim.id)
    }

    /// The predicate; for what is no fact also what the text holds about it, and who says it.
    fn role(&self, edge: &Edge, fact: bool) -> String {
        let language = self.options.language;
        let label = self.graph.edge_label(edge, language);
        if fact {
            return label;
        }
        let factuality = edge.claim.factuality.as_str();
        let term: String = factuality[..1].to_uppercase() + &factuality[1..];
        let by = edge.claim.claimant.as_deref().map(|iri| format!(" — {}", self.graph.label(iri, language)));
        format!("{label} ({}{})", self.graph.term_label(&term, language), by.unwrap_or_default())
    }

    /// How sure a statement is, who says it and where it stands.
    fn summary(&self, claim: &Claim) -> String {
        let mut parts = vec![
            format!("factuality: {}", claim.factuality.as_str()),
            format!("asserted: {}", claim.asserted),
            format!("confidence: {}", claim.confidence),
        ];
        if let Some(claimant) = &claim.claimant {
            parts.push(format!("claimant: {} {}", self.graph.label(claimant, self.options.language), id(claimant)));
        }
        if !claim.document.is_empty() {
            let (start, end) = (claim.evidence.start, claim.evidence.end);
            parts.push(format!("document: {} {start}-{end}", claim.document));
        }
        parts.extend(claim.pattern.as_ref().map(|pattern| format!("pattern: {pattern}")));
        parts.extend(claim.inferred.as_ref().map(|inferred| format!("rule: {}", inferred.rule)));
        parts.join("; ")
    }
}

/// The code of three letters that the format asks for; nothing where it is not known.
fn language(code: &str) -> &'static str {
    match code {
        "ar" => "ara",
        "en" => "eng",
        _ => "",
    }
}
