//! Which statements count, and when what they say was so.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::EdgeIndex;
use petgraph::visit::EdgeRef;

use crate::annotation::Factuality;
use crate::graph::{Claim, KnowledgeGraph, Period};

/// What is held about a statement, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// The document says it in its own voice, as a fact.
    Asserted,
    /// Somebody in the document says it as a fact; the document does not vouch for it.
    Reported,
    /// An accusation or belief, whoever says it.
    Alleged,
    /// A plan, a promise, a purpose, whoever says it.
    Intended,
    /// What may be, whoever says it.
    Possible,
    /// What is said not to be, whoever says it.
    Denied,
}

impl Stance {
    /// All of them, the firmest first.
    pub const ALL: [Self; 6] =
        [Self::Asserted, Self::Reported, Self::Alleged, Self::Intended, Self::Possible, Self::Denied];

    /// The stance of a statement.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        match claim.factuality {
            Factuality::Asserted if claim.claimant.is_none() => Self::Asserted,
            Factuality::Asserted => Self::Reported,
            Factuality::Alleged => Self::Alleged,
            Factuality::Intended => Self::Intended,
            Factuality::Possible => Self::Possible,
            Factuality::Denied => Self::Denied,
        }
    }

    /// As it is written on the command line and in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Alleged => "alleged",
            Self::Intended => "intended",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

/// Which time of a statement is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// When it was so: the dates of the events, documents and laws that it joins.
    Valid,
    /// When it was reported: the date of the document that says it.
    Report,
    /// When it was so, or else when it was reported.
    #[default]
    Either,
}

/// The times of statements.
#[derive(Debug, Clone, Default)]
pub struct Times {
    clock: Clock,
    /// The documents' dates, by their ids.
    documents: BTreeMap<String, Period>,
}

impl Times {
    /// Times by that clock, with the documents' dates by their ids. A date that cannot be read counts as none.
    #[must_use]
    pub fn new(clock: Clock, documents: &BTreeMap<String, String>) -> Self {
        let read = |(id, date): (&String, &String)| Some((id.clone(), date.parse().ok()?));
        Self { clock, documents: documents.iter().filter_map(read).collect() }
    }

    /// The periods that a statement belongs to, in order, each once; none where no time is known.
    #[must_use]
    pub fn of(&self, graph: &KnowledgeGraph, statement: EdgeIndex) -> Vec<Period> {
        let petgraph = graph.as_petgraph();
        let Some((subject, object)) = petgraph.edge_endpoints(statement) else { return Vec::new() };
        let valid = || -> Vec<Period> {
            let dates = [subject, object].into_iter().flat_map(|end| petgraph[end].dates());
            dates.filter_map(|date| date.parse().ok()).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let report = || self.documents.get(&petgraph[statement].claim.document).copied().into_iter().collect();
        match self.clock {
            Clock::Valid => valid(),
            Clock::Report => report(),
            Clock::Either => Some(valid()).filter(|dates| !dates.is_empty()).unwrap_or_else(report),
        }
    }
}

/// Which statements count. The default takes those that documents assert in their own voice.
#[derive(Debug, Clone)]
pub struct Selection {
    /// What may be held about them.
    pub stances: BTreeSet<Stance>,
    /// Only these predicates, by their local names; all where there are none.
    pub predicates: BTreeSet<String>,
    /// None of these predicates.
    pub without: BTreeSet<String>,
    /// The least confidence, from 0 to 1.
    pub confidence: f64,
    /// Only in this time; then statements without a known time do not count.
    pub period: Option<Period>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            stances: BTreeSet::from([Stance::Asserted]),
            predicates: BTreeSet::new(),
            without: BTreeSet::new(),
            confidence: 0.0,
            period: None,
        }
    }
}

impl Selection {
    /// Whether a statement is held and as sure as is asked for.
    #[must_use]
    pub fn holds(&self, claim: &Claim) -> bool {
        self.stances.contains(&Stance::of(claim)) && claim.confidence >= self.confidence
    }

    /// The statements of the graph that count, in its order, and how many do not count only because their time is not
    /// known.
    #[must_use]
    pub fn statements(&self, graph: &KnowledgeGraph, times: &Times) -> (Vec<EdgeIndex>, usize) {
        let mut undated = 0;
        let mut chosen = Vec::new();
        for edge in graph.as_petgraph().edge_references() {
            let (predicate, claim) = (&edge.weight().predicate, &edge.weight().claim);
            let fits = self.holds(claim)
                && (self.predicates.is_empty() || self.predicates.contains(predicate))
                && !self.without.contains(predicate);
            if !fits {
                continue;
            }
            if let Some(period) = self.period {
                let known = times.of(graph, edge.id());
                undated += usize::from(known.is_empty());
                if !known.into_iter().any(|known| known.overlaps(&period)) {
                    continue;
                }
            }
            chosen.push(edge.id());
        }
        (chosen, undated)
    }
}
