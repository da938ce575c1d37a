//! Shapes that follow from the ontology: what the ends of each predicate may be, and which classes exclude each other.

use std::fmt::Write as _;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use super::data::{Data, Triples};
use super::vocabulary as sh;
use crate::domain::{Fillers, Labels, NAMESPACE, Ontology};
use crate::error::Result;

/// Turtle of the shapes. Their messages are the templates that the shapes graph has at `Domain`, `Range`, `Kind` and
/// `KnownPredicate`.
pub(super) fn shapes(ontology: &Ontology, templates: &Triples) -> Result<String> {
    let mut turtle = String::from("@prefix sh: <http://www.w3.org/ns/shacl#> .\n");
    let mut write = |text: String| turtle.push_str(&text);
    for (name, predicate) in ontology.predicates() {
        let property = own(name);
        let about = Named { name, labels: Some(&predicate.labels) };
        if let Some((allowed, classes)) = filler(&predicate.domain, ontology) {
            let said = said("Domain", about, &classes, templates)?;
            let shape = shape(&format!("domain/{name}"));
            write(format!("{shape} a sh:NodeShape ; sh:targetSubjectsOf {property} ;\n    {allowed}{said} .\n"));
        }
        let (allowed, classes) = match filler(&predicate.range, ontology) {
            Some(filler) => filler,
            None => ("sh:nodeKind sh:BlankNodeOrIRI".to_owned(), vec![Named::bare("Thing")]),
        };
        let said = said("Range", about, &classes, templates)?;
        let (range, value) = (shape(&format!("range/{name}")), shape(&format!("range/{name}/value")));
        write(format!("{range} a sh:NodeShape ; sh:targetSubjectsOf {property} ; sh:property {value} .\n"));
        write(format!("{value} sh:path {property} ;\n    {allowed}{said} .\n"));
    }
    turtle.push_str(&classes(ontology, templates)?);
    let all: Vec<String> = ontology.predicates().map(|(name, _)| own(name)).collect();
    let known = shape("statement-predicate/known");
    _ = write!(
        turtle,
        "{} sh:property {known} .\n{known} sh:path <{}> ;\n    sh:in ( {} ){} .\n",
        shape("Statement"),
        rdf::PREDICATE.as_str(),
        all.join(" "),
        said("KnownPredicate", Named::bare(""), &[], templates)?
    );
    Ok(turtle)
}

/// The classes that have entities, and that an entity is of one kind: classes at the top of two coarse types exclude
/// each other.
fn classes(ontology: &Ontology, templates: &Triples) -> Result<String> {
    let tops: Vec<_> = ontology.classes().filter(|(_, class)| class.parent.is_none()).collect();
    let mut turtle = String::new();
    for (at, (name, class)) in tops.iter().enumerate() {
        _ = writeln!(turtle, "{} sh:targetClass {} .", shape("Entity"), own(name));
        // Each pair once.
        for (other, of) in tops[at + 1..].iter().filter(|(_, of)| of.coarse != class.coarse) {
            let others = [Named { name: other, labels: Some(&of.labels) }];
            let said = said("Kind", Named { name, labels: Some(&class.labels) }, &others, templates)?;
            let shape = shape(&format!("kind/{name}-{other}"));
            let class = own(name);
            _ = writeln!(
                turtle,
                "{shape} a sh:NodeShape ; sh:targetClass {class} ;\n    sh:not [ sh:class {} ]{said} .",
                own(other)
            );
        }
    }
    Ok(turtle)
}

/// A term with its labels.
#[derive(Clone, Copy)]
struct Named<'a> {
    name: &'a str,
    labels: Option<&'a Labels>,
}

impl<'a> Named<'a> {
    fn bare(name: &'a str) -> Self {
        Self { name, labels: None }
    }

    fn label(self, language: &str) -> &'a str {
        self.labels.and_then(|labels| labels.get(language)).map_or(self.name, String::as_str)
    }
}

/// The constraint that says what may stand at an end, and its classes or datatypes; nothing where any entity may.
fn filler<'a>(fillers: &'a Fillers, ontology: &'a Ontology) -> Option<(String, Vec<Named<'a>>)> {
    let one = |constraint: &str, iris: &[String]| match iris {
        [iri] => format!("{constraint} {iri}"),
        _ => {
            let shapes: Vec<_> = iris.iter().map(|iri| format!("[ {constraint} {iri} ]")).collect();
            format!("sh:or ( {} )", shapes.join(" "))
        }
    };
    match fillers {
        Fillers::Any => None,
        Fillers::Literal(types) if types.is_empty() => {
            Some(("sh:nodeKind sh:Literal".to_owned(), vec![Named::bare("Literal")]))
        }
        Fillers::Literal(types) => {
            let names = types.iter().map(|iri| Named::bare(iri.rsplit('#').next().unwrap_or(iri)));
            let iris: Vec<_> = types.iter().map(|iri| NamedNodeRef::new_unchecked(iri).to_string()).collect();
            Some((one("sh:datatype", &iris), names.collect()))
        }
        Fillers::Classes(classes) => {
            let named = |name: &'a String| Named { name, labels: ontology.class(name).map(|class| &class.labels) };
            let iris: Vec<_> = classes.iter().map(|name| own(name)).collect();
            Some((one("sh:class", &iris), classes.iter().map(named).collect()))
        }
    }
}

/// Severity, messages and remedies of a template, as the rest of a Turtle sentence.
fn said(template: &str, about: Named<'_>, classes: &[Named<'_>], templates: &Triples) -> Result<String> {
    let node: Term = NamedNode::new_unchecked(format!("{}{template}", sh::SHAPES)).into();
    let mut text = String::new();
    for property in [sh::SEVERITY, sh::MESSAGE, sh::REMEDY] {
        let mut values = templates.objects(&node, property)?;
        values.sort_by_cached_key(ToString::to_string);
        for value in values {
            let value: Term = match value {
                Term::Literal(literal) => filled(&literal, about, classes).into(),
                value => value,
            };
            _ = write!(text, " ;\n    {property} {value}");
        }
    }
    Ok(text)
}

fn filled(template: &Literal, about: Named<'_>, classes: &[Named<'_>]) -> Literal {
    let language = template.language().unwrap_or_default();
    let classes: Vec<_> = classes.iter().map(|class| class.label(language)).collect();
    let value =
        template.value().replace("{predicate}", about.label(language)).replace("{classes}", &classes.join(", "));
    match template.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
        None => value.into(),
    }
}

fn own(name: &str) -> String {
    format!("<{NAMESPACE}{name}>")
}

fn shape(name: &str) -> String {
    format!("<{}{name}>", sh::SHAPES)
}
