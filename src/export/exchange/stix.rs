//! A STIX 2.1 bundle: identities, threat actors and locations, relationships with their words, a report or grouping a
//! document.
//!
//! Types and relationships are those of the table `export/stix.tsv`. Identifiers are UUIDs of version 5 from the IRIs, in a
//! name space of our own. There is no clock: a relationship and a report have the document's day as the time of
//! their making, and [`NO_TIME`] where it is not known; an object that many documents speak of was made at [`NO_TIME`] and
//! modified on the day of the latest of them, so that a later bundle is a later version of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use super::{code, documents, is_address, is_fact, names, no_table};
use crate::domain::{CODE, StixTable};
use crate::export::Options;
use crate::graph::{Claim, Edge, KnowledgeGraph, Node};

/// Stands where no time is known.
const NO_TIME: &str = "1970-01-01T00:00:00.000Z";
const OWN: &str = "https://w3id.org/nisba/stix/";
const WIKIDATA: &str = "https://www.wikidata.org/wiki/";
/// The relationship that any two objects may have.
const RELATED: &str = "related-to";

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let telling = Telling::new(graph, options);
    if !telling.table.is_there() {
        return Err(no_table("stix"));
    }
    let documents = documents(graph, options);
    write!(writer, "{{\"type\":\"bundle\",\"id\":\"{}\",\"objects\":[", telling.bundle_id())?;
    for (at, object) in telling.definitions().into_iter().enumerate() {
        writer.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *writer, &object)?;
    }
    let entities = graph.nodes().map(|node| telling.entity(node));
    let relationships = graph.edges().map(|(subject, edge, object)| telling.relationship(subject, edge, object));
    let reports = documents.iter().filter_map(|document| telling.document(document));
    for object in entities.chain(relationships).chain(reports) {
        writer.write_all(b",\n")?;
        serde_json::to_writer(&mut *writer, &object)?;
    }
    writer.write_all(b"\n]}\n")
}

/// `type--UUID`.
fn id(kind: &str, of: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, OWN.as_bytes());
    format!("{kind}--{}", Uuid::new_v5(&space, of.as_bytes()))
}

fn maker() -> String {
    id("identity", "nisba")
}

/// The extension that objects and relationships carry.
fn extension() -> String {
    id("extension-definition", "properties")
}

/// The extension that makes a type for what the specification has no type for.
fn type_extension() -> String {
    id("extension-definition", "nisba-thing")
}

/// `2014-09-15` as the beginning of that day.
fn instant(day: Option<&str>) -> String {
    let day = day.filter(|day| {
        let mut parts = day.split('-').map(|part| (part.len(), part.parse::<u16>()));
        let mut is = |length, least, most| {
            matches!(parts.next(), Some((l, Ok(n))) if l == length && (least..=most).contains(&n))
        };
        is(4, 1, 9999) && is(2, 1, 12) && is(2, 1, 31) && day.len() == 10
    });
    day.map_or_else(|| NO_TIME.to_owned(), |day| format!("{day}T00:00:00.000Z"))
}

struct Telling<'a> {
    graph: &'a KnowledgeGraph,
    options: &'a Options,
    table: &'a StixTable,
    /// The countries in which places lie, by IRI.
    countries: BTreeMap<&'a str, &'a str>,
    /// The identifiers of what each document speaks of.
    of_documents: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Telling<'a> {
    fn new(graph: &'a KnowledgeGraph, options: &'a Options) -> Self {
        let (countries, of_documents) = (countries(graph, options), BTreeMap::new());
        let mut telling = Self { graph, options, table: &options.exchange.stix, countries, of_documents };
        let mut of_documents: BTreeMap<&'a str, BTreeSet<String>> = BTreeMap::new();
        for node in graph.nodes() {
            let told = node.attributes.iter().map(|attribute| &attribute.claim.document);
            for document in node.documents.iter().chain(told) {
                of_documents.entry(document).or_default().insert(telling.object_id(node));
            }
        }
        for (subject, edge, object) in graph.edges() {
            for claim in edge.claims() {
                let objects = of_documents.entry(&claim.document).or_default();
                objects.insert(relationship_id(subject, edge, object));
                objects.extend([subject, object].map(|node| telling.object_id(node)));
            }
        }
        telling.of_documents = of_documents;
        telling
    }

    /// The bundle's identifier follows from what it holds.
    fn bundle_id(&self) -> String {
        let nodes = self.graph.nodes().map(|node| node.iri.as_str());
        let edges = self.graph.edges().map(|(_, edge, _)| edge.claim.id.as_str());
        let all: Vec<_> = std::iter::once(self.options.title.as_str()).chain(nodes).chain(edges).collect();
        id("bundle", &format!("bundle {}", all.join("\n")))
    }

    /// Who made the objects, and the two extensions.
    fn definitions(&self) -> [Json; 3] {
        let definition = |id: String, name: &str, kind: &str, what: &str| {
            json!({
                "type": "extension-definition", "spec_version": "2.1", "id": id, "created_by_ref": maker(),
                "created": NO_TIME, "modified": NO_TIME, "name": name, "version": "1.0.0", "description": what,
                "schema": what, "extension_types": [kind],
            })
        };
        let words = "Of an object: iri, class, names by language, mentions, attributes. Of a relationship: predicate, statements, \
            each with its iri, factuality, whether it is held as a fact (asserted), confidence from 0 to 1, claimant_ref, \
            document, evidence, and its start and end in code points of the document's text, which is the description of the \
            report or grouping; where it is inferred, rule and premises; where it stands for an event, event, and whether \
            source and target differ in their part (directed).";
        let thing = "An entity for which STIX 2.1 has no type, such as an event or a law: name, description and the \
            properties common to all objects.";
        [
            json!({
                "type": "identity", "spec_version": "2.1", "id": maker(), "created": NO_TIME, "modified": NO_TIME,
                "name": "Nisba", "identity_class": "system",
            }),
            definition(extension(), "Nisba: evidence and factuality", "property-extension", words),
            definition(type_extension(), "Nisba: things", "new-sdo", thing),
        ]
    }

    fn kind(&self, node: &Node) -> &'a str {
        self.table.class(&node.class).map_or("", |class| &class.kind)
    }

    fn object_id(&self, node: &Node) -> String {
        id(self.kind(node), &node.iri)
    }

    fn date_of(&self, document: &str) -> Option<&str> {
        let writing = self.options.writings.get(document).and_then(|writing| writing.date.as_deref());
        writing.or_else(|| self.graph.report_date(document))
    }

    fn entity(&self, node: &Node) -> Json {
        let (kind, names) = (self.kind(node), names(node, self.options));
        let latest = node.documents.iter().filter_map(|document| self.date_of(document)).max();
        let mut object = start(kind, self.object_id(node), NO_TIME, &instant(latest));
        object.insert("name".into(), names[0].into());
        let code = self.countries.get(node.iri.as_str());
        for (property, value) in self.table.class(&node.class).iter().flat_map(|class| &class.properties) {
            let value = value.replace(CODE, code.unwrap_or(&"")).replace("{name}", names[0]);
            if value.is_empty() {
                continue;
            }
            let several = property.ends_with('s') && !property.ends_with("ss");
            object.insert(property.clone(), if several { json!([value]) } else { value.into() });
        }
        if kind == "location" {
            match code {
                Some(code) => object.insert("country".into(), (*code).into()),
                None => object.insert("region".into(), names[0].into()),
            };
        }
        if matches!(kind, "threat-actor" | "infrastructure") && names.len() > 1 {
            object.insert("aliases".into(), names[1..].into());
        }
        if !node.attributes.is_empty() {
            object.insert("description".into(), self.description(node).into());
        }
        if let Some(wikidata) = &node.wikidata {
            let reference =
                json!({ "source_name": "wikidata", "external_id": wikidata, "url": format!("{WIKIDATA}{wikidata}") });
            object.insert("external_references".into(), json!([reference]));
        }
        let attributes = node.attributes.iter().map(|attribute| {
            let mut told = self.statement(&attribute.claim);
            told.insert("predicate".into(), attribute.predicate.as_str().into());
            told.insert("value".into(), attribute.value.as_str().into());
            Json::Object(told)
        });
        let mut extensions = Map::new();
        let mut own = Map::from_iter([
            ("extension_type".to_owned(), Json::from("property-extension")),
            ("iri".to_owned(), node.iri.as_str().into()),
            ("class".to_owned(), node.class.as_str().into()),
            ("mentions".to_owned(), node.mentions.into()),
        ]);
        for (key, name) in [("name_ar", &node.names.ar), ("name_en", &node.names.en)] {
            own.extend(name.as_ref().map(|name| (key.to_owned(), Json::from(name.as_str()))));
        }
        if !node.attributes.is_empty() {
            own.insert("attributes".into(), attributes.collect());
        }
        extensions.insert(extension(), own.into());
        if kind.starts_with("nisba-") {
            extensions.insert(type_extension(), json!({ "extension_type": "new-sdo" }));
        }
        object.insert("extensions".into(), extensions.into());
        object.into()
    }

    /// Posts and dates, a line each.
    fn description(&self, node: &Node) -> String {
        let lines = node.attributes.iter().map(|attribute| {
            let predicate = self.graph.term_label(&attribute.predicate, self.options.language);
            format!("{predicate}: {}{}", attribute.value, self.doubt(&attribute.claim))
        });
        let lines: BTreeSet<_> = lines.collect();
        lines.into_iter().collect::<Vec<_>>().join("\n")
    }

    /// ` (denied — somebody)`; nothing for a fact.
    fn doubt(&self, claim: &Claim) -> String {
        if is_fact(claim) {
            return String::new();
        }
        let by = claim.claimant.as_deref().map(|iri| format!(" — {}", self.graph.label(iri, self.options.language)));
        let factuality = if claim.inferred.is_some() { "inferred" } else { claim.factuality.as_str() };
        format!(" ({factuality}{})", by.unwrap_or_default())
    }

    fn relationship(&self, subject: &Node, edge: &Edge, object: &Node) -> Json {
        let claim = &edge.claim;
        let found = self.table.relationship(&edge.predicate, self.kind(subject), self.kind(object));
        let (kind, inverse) = found.filter(|_| is_fact(claim) && !edge.undirected).unwrap_or((RELATED, false));
        let [source, target] = if inverse { [object, subject] } else { [subject, object] };
        let time = instant(edge.claims().filter_map(|claim| self.date_of(&claim.document)).max());
        let made = if edge.also.is_empty() { time.as_str() } else { NO_TIME };
        let mut told = start("relationship", relationship_id(subject, edge, object), made, &time);
        told.insert("relationship_type".into(), kind.into());
        let label = self.graph.edge_label(edge, self.options.language);
        let words: Vec<_> = edge.claims().map(|c| c.evidence.text.as_str()).filter(|text| !text.is_empty()).collect();
        let description = format!("{label}{}", self.doubt(claim));
        let description = std::iter::once(description.as_str()).chain(words).collect::<Vec<_>>().join("\n");
        told.insert("description".into(), description.into());
        told.insert("source_ref".into(), self.object_id(source).into());
        told.insert("target_ref".into(), self.object_id(target).into());
        told.insert("confidence".into(), percent(claim.confidence).into());
        let documents: BTreeSet<_> = edge.claims().map(|c| c.document.as_str()).filter(|id| !id.is_empty()).collect();
        if !documents.is_empty() {
            let references = documents.into_iter().map(|document| self.reference(document));
            told.insert("external_references".into(), references.collect());
        }
        let statements = edge.claims().map(|claim| Json::Object(self.statement(claim)));
        let mut own = json!({
            "extension_type": "property-extension", "predicate": edge.predicate, "statements": statements.collect::<Vec<_>>(),
        });
        if let (Some(event), Some(own)) = (&edge.event, own.as_object_mut()) {
            own.insert("event".into(), event.as_str().into());
            own.insert("directed".into(), (!edge.undirected).into());
        }
        told.insert("extensions".into(), json!({ extension(): own }));
        told.into()
    }

    /// What is known of a statement.
    fn statement(&self, claim: &Claim) -> Map<String, Json> {
        let mut told = Map::from_iter([
            ("iri".to_owned(), Json::from(claim.id.as_str())),
            ("factuality".to_owned(), claim.factuality.as_str().into()),
            ("asserted".to_owned(), claim.asserted.into()),
            ("confidence".to_owned(), claim.confidence.into()),
        ]);
        let claimant = claim.claimant.as_deref().and_then(|iri| self.graph.node(iri));
        told.extend(claimant.map(|node| ("claimant_ref".to_owned(), self.object_id(node).into())));
        if !claim.document.is_empty() {
            told.insert("document".into(), claim.document.as_str().into());
            told.insert("evidence".into(), claim.evidence.text.as_str().into());
            told.insert("start".into(), claim.evidence.start.into());
            told.insert("end".into(), claim.evidence.end.into());
        }
        told.extend(claim.pattern.as_ref().map(|pattern| ("pattern".to_owned(), pattern.as_str().into())));
        if let Some(inferred) = &claim.inferred {
            told.insert("rule".into(), inferred.rule.as_str().into());
            told.insert("premises".into(), json!(inferred.premises));
        }
        told
    }

    fn reference(&self, document: &str) -> Json {
        let writing = self.options.writings.get(document);
        let source = writing.and_then(|writing| writing.source.as_deref());
        let name = source.filter(|source| !is_address(source)).unwrap_or("document");
        let mut reference =
            Map::from_iter([("source_name".to_owned(), Json::from(name)), ("external_id".to_owned(), document.into())]);
        reference.extend(source.filter(|s| is_address(s)).map(|url| ("url".to_owned(), url.into())));
        let title = writing.and_then(|writing| writing.title.as_deref());
        reference.extend(title.map(|title| ("description".to_owned(), title.into())));
        reference.into()
    }

    /// A report where the day is known, else a grouping; nothing for a document of which nothing is told, as neither may
    /// be empty.
    fn document(&self, document: &str) -> Option<Json> {
        let objects = self.of_documents.get(document)?;
        let writing = self.options.writings.get(document);
        let date = self.date_of(document);
        let time = instant(date);
        let kind = if time == NO_TIME { "grouping" } else { "report" };
        let mut told = start(kind, id(kind, &format!("document {document}")), &time, &time);
        let title = writing.and_then(|writing| writing.title.as_deref()).unwrap_or(document);
        told.insert("name".into(), title.into());
        if let Some(writing) = writing {
            told.insert("description".into(), writing.text.as_str().into());
        }
        if kind == "report" {
            told.insert("published".into(), time.into());
        } else {
            told.insert("context".into(), "unspecified".into());
        }
        told.insert("external_references".into(), json!([self.reference(document)]));
        told.insert("object_refs".into(), json!(objects));
        Some(told.into())
    }
}

/// The properties that all objects have.
fn start(kind: &str, id: String, created: &str, modified: &str) -> Map<String, Json> {
    // What was modified before 1970 was made then.
    let created = created.min(modified);
    Map::from_iter([
        ("type".to_owned(), Json::from(kind)),
        ("spec_version".to_owned(), "2.1".into()),
        ("id".to_owned(), id.into()),
        ("created_by_ref".to_owned(), maker().into()),
        ("created".to_owned(), created.into()),
        ("modified".to_owned(), modified.into()),
    ])
}

fn relationship_id(subject: &Node, edge: &Edge, object: &Node) -> String {
    id("relationship", &format!("{} {} {} {}", edge.claim.id, subject.iri, edge.predicate, object.iri))
}

/// From 0 to 100, rounded.
fn percent(confidence: f64) -> u8 {
    (0..=100)
        .min_by(|&a, &b| {
            (confidence * 100.0 - f64::from(a)).abs().total_cmp(&(confidence * 100.0 - f64::from(b)).abs())
        })
        .unwrap_or(0)
}

/// The codes of the countries in which places lie, by the facts.
fn countries<'a>(graph: &'a KnowledgeGraph, options: &'a Options) -> BTreeMap<&'a str, &'a str> {
    let mut known: BTreeMap<&str, &str> =
        graph.nodes().filter_map(|node| Some((node.iri.as_str(), code(node, options)?))).collect();
    let table = &options.exchange.stix;
    let is_place = |node: &Node| table.class(&node.class).is_some_and(|class| class.kind == "location");
    let mut inside: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        let lies = is_fact(&edge.claim) && table.is_inside(&edge.predicate);
        if lies && is_place(subject) && is_place(object) {
            inside.entry(&subject.iri).or_default().insert(&object.iri);
        }
    }
    // What lies in a place lies in its country; where documents name two countries, none is taken.
    loop {
        let more: Vec<_> = inside
            .iter()
            .filter(|(place, _)| !known.contains_key(*place))
            .filter_map(|(place, around)| {
                let codes: BTreeSet<_> = around.iter().filter_map(|iri| known.get(iri).copied()).collect();
                (codes.len() == 1).then(|| (*place, codes.into_iter().next()))
            })
            .filter_map(|(place, code)| Some((place, code?)))
            .collect();
        if more.is_empty() {
            return known;
        }
        known.extend(more);
    }
}
