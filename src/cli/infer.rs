//! `nisba infer`, and what other commands do where inference is on or asked for.

use std::collections::BTreeMap;
use std::io::Write;

use nisba::domain::Domain;
use nisba::inference::{self, Followed, Inference, Rules};
use nisba::store::Store;

use super::args::{Build, General, Infer, StorePath};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

pub(crate) fn run(args: &Infer, general: &General) -> Result<Outcome, Failure> {
    // Opening to write would make a store where there is none.
    drop(Store::open_read_only(&args.store.folder)?);
    let store = Store::open(&args.store.folder)?;
    if args.off {
        let was_on = inference::switch_off(&store)?;
        if !general.quiet {
            tell(if was_on { "all inferences are taken out" } else { "inference was off already" });
        }
        return Ok(Outcome::Done);
    }
    let domain = general.load_domain()?;
    inference::switch_on(&store, &Rules::of(&domain.ontology))?;
    if general.quiet {
        return Ok(Outcome::Done);
    }
    let inferences = inference::read(&store)?;
    let mut out = Output::standard();
    let written = write(&mut out, &inferences, Paint::new(general)).map_err(Failure::written);
    out.finish(written.map(|()| Outcome::Done))
}

/// How many facts follow by each rule, with each predicate or class.
fn write(out: &mut impl Write, inferences: &[Inference], paint: Paint) -> std::io::Result<()> {
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for inference in inferences {
        *counts.entry((inference.rule.name(), inference.concludes())).or_default() += 1;
    }
    let mut by_rule: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for ((rule, concludes), count) in &counts {
        by_rule.entry(rule).or_default().push((concludes, *count));
    }
    writeln!(out, "{}  {}", paint.strong("inferences"), inferences.len())?;
    for (rule, mut concludes) in by_rule {
        concludes.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        let all: usize = concludes.iter().map(|(_, count)| count).sum();
        writeln!(out, "  {rule:20} {all:>6}")?;
        for (name, count) in concludes {
            writeln!(out, "    {name:28} {count:>6}")?;
        }
    }
    Ok(())
}

/// Brings the inferences of a store in step, where inference is on and its rules are those of the domain in use.
pub(crate) fn follow_with(store: &Store, general: &General) -> Result<(), Failure> {
    if inference::state(store)?.is_some() {
        let followed = inference::follow(store, &Rules::of(&general.load_domain()?.ontology))?;
        tell_of(followed, general);
    }
    Ok(())
}

/// The same after a build, which may switch inference on.
pub(crate) fn after_build(store: &Store, args: &Build, general: &General) -> Result<Followed, Failure> {
    if !args.infer && inference::state(store)?.is_none() {
        return Ok(Followed::Off);
    }
    let rules = Rules::of(&general.load_domain()?.ontology);
    let on_and_other = |state: inference::State| state.rules != rules.hash();
    if args.infer && inference::state(store)?.is_none_or(on_and_other) {
        return Ok(Followed::Renewed(inference::switch_on(store, &rules)?));
    }
    Ok(inference::follow(store, &rules)?)
}

/// Says what became of the inferences, where that is news.
pub(crate) fn tell_of(followed: Followed, general: &General) {
    match followed {
        Followed::OtherRules => tell(OTHER_RULES),
        Followed::Renewed(count) if !general.quiet => tell(&format!("{count} facts are inferred; --infer shows them")),
        _ => {}
    }
}

const OTHER_RULES: &str = "the inferences rest on another ontology, so nothing was added to them; `nisba infer` makes them \
                           anew, with the ontology in use now";

impl General {
    /// The graph to ask, with its inferences where they are asked for.
    pub(crate) fn open_store_to_ask(&self, path: &StorePath, infer: bool, domain: &Domain) -> Result<Store, Failure> {
        let store = self.open_store(path)?;
        if !infer {
            return Ok(store);
        }
        let rules = Rules::of(&domain.ontology);
        // A view from a confidence on has fewer facts, from which less follows.
        if self.min_confidence.is_some() {
            return Ok(inference::add_to_view(store, &rules)?);
        }
        match inference::state(&store)? {
            None => {
                let store = path.folder.display();
                let message = format!("{store}: the graph has no inferences; `nisba infer --store {store}` makes them");
                return Err(Failure::Usage(message));
            }
            Some(state) if state.rules != rules.hash() => tell(OTHER_RULES),
            Some(state) if !state.complete => {
                tell("a command was stopped before it had added all that follows; `nisba infer` adds the rest");
            }
            Some(_) => {}
        }
        Ok(store)
    }
}
