//! `nisba show`: the card of an entity.

use std::io::{self, Write};

use nisba::annotation::Factuality;
use nisba::graph::{Node, read_terms};
use nisba::query::find_entity;

use super::args::{General, Show};
use super::card::{Card, Fact, Place};
use super::color::Paint;
use super::count::count;
use super::failure::{Failure, Outcome};
use super::inferred::InferredFacts;
use super::output::Output;

/// How many places of one fact are shown unless all are asked for.
const PLACES: usize = 3;

pub(crate) fn run(args: &Show, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let terms = read_terms(&general.data_files()?);
    let store = general.open_store_to_ask(&args.store, args.infer, &domain)?;
    let entity = find_entity(&store, &domain.prefixes, &args.entity)?;
    let Some(card) = Card::read(&store, &domain, terms.clone(), entity.as_str())? else {
        let message = format!("{} is in the graph, but no document mentions it", entity.as_str());
        return Err(Failure::Usage(message));
    };
    let places = if args.all { usize::MAX } else { PLACES };
    let inferred = match args.infer {
        true => InferredFacts::read(&store, &domain, terms, entity.as_str())?,
        false => InferredFacts::default(),
    };
    let mut out = Output::standard();
    let paint = Paint::new(general);
    let written = write(&mut out, &card, places, paint).and_then(|()| inferred.write(&mut out, paint));
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

fn write(out: &mut impl Write, card: &Card, places: usize, paint: Paint) -> io::Result<()> {
    let node = &card.node;
    for name in names(node) {
        writeln!(out, "{}", paint.strong(name))?;
    }
    let about: Vec<&str> = [Some(node.class.as_str()), node.wikidata.as_deref(), Some(node.iri.as_str())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    writeln!(out, "{}", about.join(" · "))?;
    let (mentions, documents) = (count(node.mentions, "mention"), count(node.documents.len(), "document"));
    writeln!(out, "{mentions} in {documents}")?;
    card.facts.iter().try_for_each(|fact| write_fact(out, fact, places, paint))
}

fn names(node: &Node) -> Vec<&str> {
    let names: Vec<&str> =
        [&node.names.ar, &node.names.en, &node.names.other].into_iter().filter_map(|name| name.as_deref()).collect();
    if names.is_empty() { vec![node.local_name()] } else { names }
}

/// The fact, then each place: its sentence on a line of its own, so that Arabic runs as it should, and where it stands.
fn write_fact(out: &mut impl Write, fact: &Fact, places: usize, paint: Paint) -> io::Result<()> {
    let arrow = if fact.incoming { '←' } else { '→' };
    writeln!(out, "\n{arrow} {} {}", paint.strong(&fact.predicate), fact.other)?;
    for place in fact.places.iter().take(places) {
        let [before, words, after] = &place.sentence;
        if !words.is_empty() {
            writeln!(out, "    {before}{}{after}", paint.strong(words))?;
        }
        writeln!(out, "    {}", paint.faint(place.details()))?;
    }
    match fact.places.len().saturating_sub(places) {
        0 => Ok(()),
        more => writeln!(out, "    {}", paint.faint(format!("and {}: --all", count(more, "more place")))),
    }
}

impl Place {
    /// Document, place, and what is to be known before the fact is believed.
    pub(crate) fn details(&self) -> String {
        let claim = &self.claim;
        let mut details = format!("{} {}–{}", claim.document, claim.evidence.start, claim.evidence.end);
        if claim.factuality != Factuality::Asserted {
            details += &format!(" · {}", claim.factuality.as_str());
        }
        if let Some(claimant) = &self.claimant {
            details += &format!(" · claimed by {claimant}");
        }
        if claim.confidence < 1.0 {
            details += &format!(" · confidence {}", claim.confidence);
        }
        if let Some(decision) = &self.decision {
            details += &format!(" · {decision}");
        }
        details
    }
}
