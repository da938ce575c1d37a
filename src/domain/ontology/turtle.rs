//! Reads the ontology from its Turtle files and reports what is missing or contradictory in them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNodeRef, NamedOrBlankNode, Term};

use super::super::files::DataFiles;
use super::super::problem::{ONTOLOGY, Problem};
use super::axiom;
use super::{Class, End, Fillers, Labels, NAMESPACE, Ontology, Predicate};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
const CLOSE_MATCH: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#closeMatch");
/// The languages in which every class and predicate must have a label.
const LANGUAGES: [&str; 2] = ["ar", "en"];

/// Everything that is said of a resource, by property.
#[derive(Default)]
pub(super) struct Description {
    file: String,
    line: usize,
    values: BTreeMap<String, Vec<Term>>,
}

impl Description {
    pub(super) fn all(&self, property: &str) -> &[Term] {
        self.values.get(property).map_or(&[], Vec::as_slice)
    }

    pub(super) fn iris(&self, property: &str) -> impl Iterator<Item = &str> {
        self.all(property).iter().filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    pub(super) fn is(&self, kind: &str) -> bool {
        self.iris(rdf::TYPE.as_str()).any(|iri| iri.strip_prefix(OWL) == Some(kind))
    }

    fn labels(&self, property: &str) -> Labels {
        let literals = self.all(property).iter().filter_map(|term| match term {
            Term::Literal(literal) => Some((literal.language()?.to_owned(), literal.value().to_owned())),
            _ => None,
        });
        literals.collect()
    }

    fn text(&self, property: &str) -> Option<String> {
        self.all(property).iter().find_map(|term| match term {
            Term::Literal(literal) => Some(literal.value().to_owned()),
            _ => None,
        })
    }

    pub(super) fn problem(&self, message: String, remedy: impl Into<String>) -> Problem {
        Problem::new(&self.file, self.line, message, remedy).resting_on([ONTOLOGY])
    }
}

/// The resources by IRI, or by the name of the blank node.
pub(super) type Descriptions = BTreeMap<String, Description>;

/// Reads all of `ontology/*.ttl`; what is wrong goes to `problems`.
pub(in crate::domain) fn read(files: &DataFiles, problems: &mut Vec<Problem>) -> Ontology {
    let mut descriptions = Descriptions::new();
    for (file, text) in files.under("ontology/").filter(|(file, _)| file.ends_with(".ttl")) {
        describe(file, text, &mut descriptions, problems);
    }
    let own = |kinds: &'static [&'static str]| {
        let named = descriptions.iter().filter_map(|(iri, d)| Some((iri.strip_prefix(NAMESPACE)?, d)));
        named.filter(move |(_, d)| kinds.iter().any(|kind| d.is(kind)))
    };
    let mut classes: BTreeMap<String, Class> = own(&["Class"]).map(|(name, d)| (name.to_owned(), class(d))).collect();
    for (name, description) in own(&["Class"]) {
        check_parent(name, description, &classes, problems);
    }
    inherit_coarse(&mut classes);
    // Classes outside the coarse types describe documents and statements, not entities.
    classes.retain(|_, class| !class.coarse.is_empty());
    let mut predicates = BTreeMap::new();
    for (name, description) in own(&["ObjectProperty", "DatatypeProperty"]) {
        let predicate = predicate(description, &descriptions);
        check_predicate(name, description, &predicate, &classes, problems);
        predicates.insert(name.to_owned(), predicate);
    }
    for (name, description) in own(&["Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"]) {
        check_labels(name, description, problems);
    }
    let axioms = axiom::read(&descriptions, problems);
    if classes.is_empty() && problems.is_empty() {
        problems.push(Problem::new(
            "ontology",
            0,
            "no class of entities is declared",
            "add ontology/NAME.ttl with classes",
        ));
    }
    Ontology { classes, predicates, axioms, below: OnceLock::new() }
}

/// Adds one file's triples.
fn describe(file: &str, text: &str, descriptions: &mut Descriptions, problems: &mut Vec<Problem>) {
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text) {
        let quad = match quad {
            Ok(quad) => quad,
            Err(error) => {
                let line = error.location().map_or(0, |range| usize::try_from(range.start.line).map_or(0, |l| l + 1));
                problems.push(Problem::unread(file, line, error.to_string(), "correct the Turtle there"));
                return;
            }
        };
        let key = subject_key(&quad.subject);
        let description = descriptions.entry(key).or_default();
        if description.file.is_empty() {
            file.clone_into(&mut description.file);
            description.line = declaration_line(text, &quad.subject);
        }
        description.values.entry(quad.predicate.into_string()).or_default().push(quad.object);
    }
}

fn subject_key(subject: &NamedOrBlankNode) -> String {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

/// The line that begins with the subject's local name; the parser gives no positions of triples.
fn declaration_line(text: &str, subject: &NamedOrBlankNode) -> usize {
    let NamedOrBlankNode::NamedNode(node) = subject else { return 0 };
    let Some(name) = node.as_str().strip_prefix(NAMESPACE) else { return 0 };
    let begins = |line: &str| {
        line.split_once(':').is_some_and(|(prefix, rest)| {
            prefix.chars().all(char::is_alphanumeric) && rest.split_whitespace().next() == Some(name)
        })
    };
    text.lines().position(begins).map_or(0, |index| index + 1)
}

fn class(description: &Description) -> Class {
    let parents = || description.iris(rdfs::SUB_CLASS_OF.as_str());
    let foreign = parents().filter(|iri| !iri.starts_with(NAMESPACE));
    Class {
        parent: parents().find_map(|iri| iri.strip_prefix(NAMESPACE)).map(str::to_owned),
        coarse: description.text(&own_iri("coarse")).unwrap_or_default(),
        labels: description.labels(rdfs::LABEL.as_str()),
        mappings: foreign.chain(description.iris(CLOSE_MATCH.as_str())).map(str::to_owned).collect(),
    }
}

fn predicate(description: &Description, descriptions: &Descriptions) -> Predicate {
    Predicate {
        labels: description.labels(rdfs::LABEL.as_str()),
        inverse_labels: description.labels(&own_iri("inverseLabel")),
        domain: fillers(description.all(rdfs::DOMAIN.as_str()), descriptions),
        range: fillers(description.all(rdfs::RANGE.as_str()), descriptions),
        dated_by: description.text(&own_iri("datedBy")).and_then(|end| End::named(&end)),
        symmetric: description.is("SymmetricProperty"),
        plover: description.text(&own_iri("plover")),
        mappings: description.iris(CLOSE_MATCH.as_str()).map(str::to_owned).collect(),
    }
}

fn own_iri(name: &str) -> String {
    format!("{NAMESPACE}{name}")
}

/// The classes or datatypes of a domain or range, written as one or as a union.
fn fillers(terms: &[Term], descriptions: &Descriptions) -> Fillers {
    let mut classes = Vec::new();
    let mut datatypes = Vec::new();
    let mut literal = false;
    for iri in terms.iter().flat_map(|term| members(term, descriptions)) {
        if iri.strip_prefix(OWL) == Some("Thing") {
            return Fillers::Any;
        } else if iri == rdfs::LITERAL.as_str() {
            literal = true;
        } else if iri.starts_with(XSD) || iri == rdf::LANG_STRING.as_str() {
            literal = true;
            datatypes.push(iri);
        } else {
            classes.push(iri.strip_prefix(NAMESPACE).map_or_else(|| iri.clone(), str::to_owned));
        }
    }
    if literal { Fillers::Literal(datatypes) } else { Fillers::Classes(classes) }
}

/// The IRIs that a term stands for: itself, or the members of its `owl:unionOf`.
fn members(term: &Term, descriptions: &Descriptions) -> Vec<String> {
    let Term::BlankNode(node) = term else {
        return if let Term::NamedNode(node) = term { vec![node.as_str().to_owned()] } else { Vec::new() };
    };
    let union = descriptions.get(&node.to_string()).and_then(|d| d.all(&format!("{OWL}unionOf")).first());
    let members = union.map(|list| axiom::list(list, descriptions)).unwrap_or_default();
    let iri = |term| if let Term::NamedNode(node) = term { Some(node.into_string()) } else { None };
    members.into_iter().filter_map(iri).collect()
}

/// Gives each class without a coarse type that of the nearest class above it.
fn inherit_coarse(classes: &mut BTreeMap<String, Class>) {
    let inherited: Vec<(String, String)> = classes
        .keys()
        .map(|name| {
            let chain = std::iter::successors(Some(name), |n| classes.get(*n)?.parent.as_ref()).take(classes.len() + 1);
            let coarse = chain.filter_map(|n| classes.get(n)).find(|class| !class.coarse.is_empty());
            (name.clone(), coarse.map_or_else(String::new, |class| class.coarse.clone()))
        })
        .collect();
    for (name, coarse) in inherited {
        if let Some(class) = classes.get_mut(&name) {
            class.coarse = coarse;
        }
    }
}

fn check_parent(name: &str, description: &Description, classes: &BTreeMap<String, Class>, problems: &mut Vec<Problem>) {
    let parents = description.iris(rdfs::SUB_CLASS_OF.as_str()).filter_map(|iri| iri.strip_prefix(NAMESPACE));
    let parents: Vec<&str> = parents.collect();
    for parent in parents.iter().filter(|parent| !classes.contains_key(**parent)) {
        let message = format!("the parent :{parent} of :{name} is no class");
        problems.push(description.problem(message, "declare it as owl:Class, or name another parent"));
    }
    if parents.len() > 1 {
        let message = format!(":{name} has {} parents in this ontology", parents.len());
        problems.push(description.problem(message, "keep the nearest one"));
    }
    let above = std::iter::successors(classes.get(name), |class| classes.get(class.parent.as_ref()?));
    if above.take(classes.len() + 1).count() > classes.len() {
        problems
            .push(description.problem(format!(":{name} stands below itself"), "break the circle of rdfs:subClassOf"));
    }
}

fn check_labels(name: &str, description: &Description, problems: &mut Vec<Problem>) {
    let labels = description.labels(rdfs::LABEL.as_str());
    for language in LANGUAGES.iter().filter(|language| !labels.contains_key(**language)) {
        let message = format!(":{name} has no label in '{language}'");
        problems.push(description.problem(message, format!("add rdfs:label \"…\"@{language}")));
    }
}

fn check_predicate(
    name: &str,
    description: &Description,
    predicate: &Predicate,
    classes: &BTreeMap<String, Class>,
    problems: &mut Vec<Problem>,
) {
    for (end, fillers) in [("domain", &predicate.domain), ("range", &predicate.range)] {
        let Fillers::Classes(names) = fillers else { continue };
        if names.is_empty() {
            let message = format!(":{name} has no rdfs:{end}");
            problems.push(description.problem(message, format!("add rdfs:{end} with a class, a union, or owl:Thing")));
        }
        for class in names.iter().filter(|class| !classes.contains_key(*class)) {
            let message = format!("the {end} {class} of :{name} is no class of entities");
            problems.push(description.problem(message, "declare the class, or name another one"));
        }
    }
    let ends = description.all(&own_iri("datedBy"));
    if ends.len() > 1 || ends.len() == 1 && predicate.dated_by.is_none() {
        let message = format!(":datedBy of :{name} names no end");
        problems.push(description.problem(message, "write :datedBy \"subject\" or :datedBy \"object\""));
    }
    if matches!(predicate.domain, Fillers::Literal(_)) {
        let message = format!(":{name} has literals as its domain");
        problems.push(description.problem(message, "a subject is an entity: name classes"));
    }
    if predicate.symmetric && predicate.domain != predicate.range {
        let differs =
            matches!((&predicate.domain, &predicate.range), (Fillers::Literal(_), _) | (_, Fillers::Literal(_)));
        if differs {
            let message = format!(":{name} is symmetric, but one end is a literal");
            problems.push(description.problem(message, "take owl:SymmetricProperty away, or name classes"));
        }
    }
}
