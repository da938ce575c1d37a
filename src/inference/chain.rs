//! Forward chaining: all that follows from facts by rules, each with its shortest derivation.
//!
//! Semi-naive evaluation in rounds: a round joins only what has a premise from the round before, so that no conclusion is
//! made twice from the same premises, and a conclusion's derivation has premises of earlier rounds alone: none rests on
//! itself. Of several derivations of one round the first in the order of rules and premises is kept.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple};
use rustc_hash::{FxHashMap, FxHashSet};

use super::rule::{Form, Rule, Rules};

/// A fact that follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inference {
    /// The new fact.
    pub conclusion: Triple,
    /// The kind of axiom that it follows by.
    pub rule: Rule,
    /// The facts that it follows from, in the order of the rule's steps: known ones, or conclusions themselves.
    pub premises: Vec<Triple>,
}

/// A term's place in the order of all terms.
type Id = u32;
/// Subject, predicate, object.
type Fact = (Id, Id, Id);

/// All that follows from `facts` and is none of them, in the order of subject, predicate and object. A thing's relation
/// to itself is not concluded: in a circle of places each would lie in itself.
#[must_use]
pub fn infer(facts: &[Triple], rules: &Rules) -> Vec<Inference> {
    let terms = Terms::of(facts, rules);
    let mut known = Known::default();
    let mut fresh: Vec<Fact> = facts.iter().filter_map(|fact| terms.fact(fact)).collect();
    fresh.sort_unstable();
    fresh.dedup();
    let asserted = fresh.len();
    let rules = compiled(rules, &terms);
    let mut derivations: BTreeMap<Fact, (Rule, Vec<Fact>)> = BTreeMap::new();
    while !fresh.is_empty() {
        fresh.iter().for_each(|&fact| known.add(fact));
        let mut found: BTreeMap<Fact, (Rule, Vec<Fact>)> = BTreeMap::new();
        for rule in &rules {
            rule.apply(&fresh, &known, &mut |conclusion, premises| {
                if known.facts.contains(&conclusion) || !terms.may_be_subject(conclusion.0) {
                    return;
                }
                match found.entry(conclusion) {
                    Entry::Vacant(place) => {
                        place.insert((rule.rule, premises.to_vec()));
                    }
                    Entry::Occupied(mut kept) => {
                        if (kept.get().0, kept.get().1.as_slice()) > (rule.rule, premises) {
                            kept.insert((rule.rule, premises.to_vec()));
                        }
                    }
                }
            });
        }
        fresh = found.keys().copied().collect();
        derivations.extend(found);
    }
    debug_assert_eq!(known.facts.len(), asserted + derivations.len());
    let inference = |(conclusion, (rule, premises)): (Fact, (Rule, Vec<Fact>))| {
        let premises = premises.into_iter().filter_map(|premise| terms.triple(premise)).collect();
        Some(Inference { conclusion: terms.triple(conclusion)?, rule, premises })
    };
    derivations.into_iter().filter_map(inference).collect()
}

/// The terms of facts and rules, in order, so that comparing numbers compares names.
struct Terms {
    terms: Vec<Term>,
    ids: FxHashMap<Term, Id>,
}

impl Terms {
    fn of(facts: &[Triple], rules: &Rules) -> Self {
        let named = |iri: &String| Term::from(NamedNode::new_unchecked(iri));
        let of_rule = rules.forms.iter().flat_map(|(_, form)| match form {
            Form::Class(class, above) => vec![named(class), named(above)],
            Form::Path(steps, whole) => steps.iter().chain([whole]).map(|step| named(&step.predicate)).collect(),
        });
        let of_fact = |fact: &Triple| [fact.subject.clone().into(), fact.predicate.clone().into(), fact.object.clone()];
        let all: FxHashSet<Term> = facts.iter().flat_map(of_fact).chain(of_rule).chain([rdf::TYPE.into()]).collect();
        let mut terms: Vec<Term> = all.into_iter().collect();
        terms.sort_by_cached_key(Term::to_string);
        let ids = terms.iter().cloned().zip(0..).collect();
        Self { terms, ids }
    }

    fn id(&self, term: &Term) -> Option<Id> {
        self.ids.get(term).copied()
    }

    fn fact(&self, fact: &Triple) -> Option<Fact> {
        let (subject, predicate) = (fact.subject.clone().into(), fact.predicate.clone().into());
        Some((self.id(&subject)?, self.id(&predicate)?, self.id(&fact.object)?))
    }

    fn term(&self, id: Id) -> Option<&Term> {
        self.terms.get(usize::try_from(id).ok()?)
    }

    fn may_be_subject(&self, id: Id) -> bool {
        matches!(self.term(id), Some(Term::NamedNode(_) | Term::BlankNode(_)))
    }

    fn triple(&self, (subject, predicate, object): Fact) -> Option<Triple> {
        let subject: NamedOrBlankNode = match self.term(subject)? {
            Term::NamedNode(node) => node.clone().into(),
            Term::BlankNode(node) => node.clone().into(),
            _ => return None,
        };
        let Term::NamedNode(predicate) = self.term(predicate)? else { return None };
        Some(Triple::new(subject, predicate.clone(), self.term(object)?.clone()))
    }
}

/// What is known so far.
#[derive(Default)]
struct Known {
    facts: FxHashSet<Fact>,
    /// Objects by predicate and subject.
    forward: FxHashMap<(Id, Id), Vec<Id>>,
    /// Subjects by predicate and object.
    backward: FxHashMap<(Id, Id), Vec<Id>>,
}

impl Known {
    fn add(&mut self, fact: Fact) {
        let (subject, predicate, object) = fact;
        if self.facts.insert(fact) {
            self.forward.entry((predicate, subject)).or_default().push(object);
            self.backward.entry((predicate, object)).or_default().push(subject);
        }
    }
}

/// A step of a path: a predicate, and whether it is walked from object to subject.
#[derive(Clone, Copy)]
struct Step {
    predicate: Id,
    inverse: bool,
}

impl Step {
    fn fact(self, from: Id, to: Id) -> Fact {
        if self.inverse { (to, self.predicate, from) } else { (from, self.predicate, to) }
    }

    fn ends(self, fact: Fact) -> (Id, Id) {
        if self.inverse { (fact.2, fact.0) } else { (fact.0, fact.2) }
    }

    /// Where steps from `from` lead.
    fn after(self, from: Id, known: &Known) -> &[Id] {
        let index = if self.inverse { &known.backward } else { &known.forward };
        index.get(&(self.predicate, from)).map_or(&[], Vec::as_slice)
    }

    /// Where steps to `to` come from.
    fn before(self, to: Id, known: &Known) -> &[Id] {
        Self { inverse: !self.inverse, ..self }.after(to, known)
    }
}

/// A rule over numbers.
struct Compiled {
    rule: Rule,
    body: Body,
}

enum Body {
    /// The predicate of classes, a class, and the class above it.
    Class(Id, Id, Id),
    Path(Vec<Step>, Step),
}

fn compiled(rules: &Rules, terms: &Terms) -> Vec<Compiled> {
    let id = |iri: &str| terms.id(&NamedNode::new_unchecked(iri).into());
    let body = |form: &Form| match form {
        Form::Class(class, above) => Some(Body::Class(terms.id(&rdf::TYPE.into())?, id(class)?, id(above)?)),
        Form::Path(steps, whole) => {
            let steps = steps.iter().chain([whole]);
            let steps: Option<Vec<Step>> =
                steps.map(|s| Some(Step { predicate: id(&s.predicate)?, inverse: s.inverse })).collect();
            let mut steps = steps?;
            let whole = steps.pop()?;
            Some(Body::Path(steps, whole))
        }
    };
    rules.forms.iter().filter_map(|(rule, form)| Some(Compiled { rule: *rule, body: body(form)? })).collect()
}

impl Compiled {
    /// Hands on every conclusion that has one of the fresh facts among its premises.
    fn apply(&self, fresh: &[Fact], known: &Known, conclude: &mut impl FnMut(Fact, &[Fact])) {
        match &self.body {
            &Body::Class(of, class, above) => {
                for &fact in fresh.iter().filter(|fact| (fact.1, fact.2) == (of, class)) {
                    conclude((fact.0, of, above), &[fact]);
                }
            }
            Body::Path(steps, whole) => {
                for (at, step) in steps.iter().enumerate() {
                    for &fact in fresh.iter().filter(|fact| fact.1 == step.predicate) {
                        let mut paths = Paths { steps, whole: *whole, known, conclude };
                        paths.extend_left(at, &mut vec![fact; steps.len()], step.ends(fact), at);
                    }
                }
            }
        }
    }
}

/// The search for the paths that a fact is a step of.
struct Paths<'a, F> {
    steps: &'a [Step],
    whole: Step,
    known: &'a Known,
    conclude: &'a mut F,
}

impl<F: FnMut(Fact, &[Fact])> Paths<'_, F> {
    /// Goes from the step `at` to the first one, then from `middle` on to the last.
    fn extend_left(&mut self, at: usize, premises: &mut Vec<Fact>, (from, to): (Id, Id), middle: usize) {
        if at == 0 {
            return self.extend_right(middle, premises, (from, to));
        }
        let step = self.steps[at - 1];
        for &before in step.before(from, self.known) {
            premises[at - 1] = step.fact(before, from);
            self.extend_left(at - 1, premises, (before, to), middle);
        }
    }

    fn extend_right(&mut self, at: usize, premises: &mut Vec<Fact>, (from, to): (Id, Id)) {
        let Some(&step) = self.steps.get(at + 1) else {
            if from != to {
                (self.conclude)(self.whole.fact(from, to), premises);
            }
            return;
        };
        for &after in step.after(to, self.known) {
            premises[at + 1] = step.fact(to, after);
            self.extend_right(at + 1, premises, (from, after));
        }
    }
}
