//! The report: as rows to read, and as SHACL's validation report.

use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, Triple};

use super::finding::{Finding, Place};
use super::path::Path;
use super::shape::Severity;
use super::vocabulary as sh;
use crate::graph::{self, vocabulary as v};
use crate::query::{Answer, Rows};
use crate::span::Span;

/// What a check found.
#[derive(Debug)]
pub struct Report {
    /// The worst first, then by what is wrong, then by place.
    pub findings: Vec<Finding>,
    /// How many documents were checked.
    pub documents: usize,
}

impl Report {
    /// How many findings there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The findings as rows: how bad, what, which entity, which values, which document, where, which words, what to do.
    /// Of findings with the same severity and message at most `most` are there. A finding has a row for each place, at
    /// most `places` of them.
    #[must_use]
    pub fn rows(&self, most: usize, places: usize) -> Answer {
        let mut shown: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        let mut rows = Vec::new();
        for finding in &self.findings {
            let n = shown.entry((finding.severity, finding.message())).or_default();
            *n += 1;
            if *n > most {
                continue;
            }
            let nowhere = [Place::default()];
            let there = if finding.places.is_empty() { &nowhere[..] } else { &finding.places };
            for place in there.iter().take(places) {
                rows.push(row(finding, place));
            }
        }
        let variables = ["severity", "what", "entity", "name", "value", "document", "place", "words", "todo"];
        Answer::Rows(Rows { variables: variables.map(str::to_owned).to_vec(), rows, cut: false })
    }

    /// How often each message is there, the worst and most frequent first.
    #[must_use]
    pub fn sums(&self) -> Vec<(Severity, &str, usize)> {
        let mut sums: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for finding in &self.findings {
            *sums.entry((finding.severity, finding.message())).or_default() += 1;
        }
        let mut sums: Vec<_> = sums.into_iter().map(|((severity, message), n)| (severity, message, n)).collect();
        sums.sort_by_key(|(severity, message, n)| (*severity, std::cmp::Reverse(*n), *message));
        sums
    }

    /// The report as SHACL gives it, in the default graph; each result also with the document (`dcterms:source`) and the
    /// spans (`nisba:evidence`) that say it.
    #[must_use]
    pub fn quads(&self) -> Vec<Quad> {
        let report = NamedOrBlankNode::from(BlankNode::new_unchecked("report"));
        let mut triples = vec![
            Triple::new(report.clone(), rdf::TYPE, sh::VALIDATION_REPORT),
            Triple::new(report.clone(), sh::CONFORMS, Literal::from(self.findings.is_empty())),
        ];
        for (at, finding) in self.findings.iter().enumerate() {
            let name = format!("result{at:06}");
            let node = NamedOrBlankNode::from(BlankNode::new_unchecked(&name));
            triples.push(Triple::new(report.clone(), sh::RESULT, node.clone()));
            result(finding, &node, &name, &mut triples);
        }
        triples.into_iter().map(|triple| triple.in_graph(GraphName::DefaultGraph)).collect()
    }
}

fn result(finding: &Finding, node: &NamedOrBlankNode, name: &str, triples: &mut Vec<Triple>) {
    let severity = NamedNode::new_unchecked(format!("{}{}", sh::SHACL, finding.severity.term()));
    let component = NamedNode::new_unchecked(finding.component.as_str());
    let path = finding.path.as_ref().map(|path: &Path| path.describe(&format!("{name}path"), triples));
    let mut say = |predicate: NamedNodeRef<'_>, object: Term| {
        triples.push(Triple::new(node.clone(), predicate, object));
    };
    say(rdf::TYPE, sh::VALIDATION_RESULT.into());
    say(sh::FOCUS_NODE, plain(&finding.focus));
    say(sh::RESULT_SEVERITY, severity.into());
    say(sh::SOURCE_COMPONENT, component.into());
    say(sh::SOURCE_SHAPE, finding.shape_term.clone());
    path.into_iter().for_each(|path| say(sh::RESULT_PATH, path));
    finding.value.iter().for_each(|value| say(sh::VALUE, plain(value)));
    for (language, text) in &finding.messages {
        let tagged = Literal::new_language_tagged_literal(text.as_str(), language.as_str());
        say(sh::RESULT_MESSAGE, tagged.unwrap_or_else(|_| text.as_str().into()).into());
    }
    for place in &finding.places {
        let Ok(document) = NamedNode::new(place.graph.as_str()) else { continue };
        if let (Some(start), Some(end)) = (place.start, place.end) {
            let span = graph::span(document.as_ref(), Span::new(start, end));
            say(v::EVIDENCE, span.into());
        }
        say(v::SOURCE, document.into());
    }
}

/// A triple term cannot stand where the result puts a node; its text can.
fn plain(term: &Term) -> Term {
    match term {
        Term::Triple(triple) => Literal::from(triple.to_string()).into(),
        term => term.clone(),
    }
}

fn row(finding: &Finding, place: &Place) -> Vec<Option<Term>> {
    let text = |text: &str| (!text.is_empty()).then(|| Term::from(Literal::from(text)));
    let iri = |iri: &str| NamedNode::new(iri).map_or_else(|_| text(iri), |node| Some(node.into()));
    let values: Vec<&str> = finding.values.iter().map(|(value, name)| name.as_deref().unwrap_or(value)).collect();
    let range = place.start.zip(place.end).map(|(start, end)| format!("{start}–{end}"));
    vec![
        text(finding.severity.as_str()),
        text(finding.message()),
        iri(&finding.node),
        text(finding.name.as_deref().unwrap_or_default()),
        text(&values.join(" · ")),
        text(&place.document),
        text(range.as_deref().unwrap_or_default()),
        text(&place.words),
        text(finding.remedy()),
    ]
}
