//! `nisba review`: what people decide about the graph, on the command line, in a file, or asked one by one.

mod doubt;
mod keys;
pub(super) mod line;
mod named;
mod pair;
mod talk;

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Write};
use std::path::Path;

use nisba::annotation::Factuality;
use nisba::decision::{Action, Decision, Decisions};
use nisba::domain::Domain;
use nisba::store::Store;

use super::args::{Decider, General, Review, ReviewAction, StorePath};
use super::color::Paint;
use super::count::count_of;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;
use named::Names;

pub(crate) fn run(args: &Review, general: &General) -> Result<Outcome, Failure> {
    match (&args.action, &args.export, &args.import) {
        (Some(action), ..) => act(action, args, general),
        (_, Some(file), _) => export(file, &args.store),
        (_, _, Some(file)) => import(file, &args.store, general),
        _ => talk::run(args, general),
    }
}

fn act(action: &ReviewAction, args: &Review, general: &General) -> Result<Outcome, Failure> {
    match action {
        ReviewAction::List => list(&args.store, general),
        ReviewAction::Undo { ids } => undo(ids, &args.store, general),
        ReviewAction::Merge { entity, others } => decide(args, general, |names| {
            let entity = names.entity(entity)?;
            let merge = |other: &String| Ok(Action::Merge { entity: entity.clone(), other: names.entity(other)? });
            others.iter().map(merge).collect()
        }),
        ReviewAction::KeepApart { entity, other } => decide(args, general, |names| {
            Ok(vec![Action::KeepApart { entity: names.entity(entity)?, other: names.entity(other)? }])
        }),
        ReviewAction::Split { entity, places } => decide(args, general, |names| {
            let places = places.iter().map(|place| names.place(place)).collect::<Result<_, _>>()?;
            Ok(vec![Action::split(names.entity(entity)?, places)])
        }),
        ReviewAction::Rename { entity, name, language } => decide(args, general, |names| {
            let language = Names::language(name, language.as_deref())?;
            Ok(vec![Action::Rename { entity: names.entity(entity)?, name: name.clone(), language }])
        }),
        ReviewAction::Retype { entity, class } => decide(args, general, |names| {
            Ok(vec![Action::Retype { entity: names.entity(entity)?, class: names.class(class)? }])
        }),
        ReviewAction::Reject { statement } => decide(args, general, |names| {
            let (fact, document) = names.statement(statement)?;
            Ok(vec![Action::Reject { fact, document }])
        }),
        ReviewAction::Accept { statement } => decide(args, general, |names| {
            let (fact, document) = names.statement(statement)?;
            Ok(vec![Action::Accept { fact, document }])
        }),
        ReviewAction::Correct { statement, to, factuality } => decide(args, general, |names| {
            let (fact, document) = names.statement(statement)?;
            let predicate = to.as_deref().map(|to| names.predicate(to)).transpose()?;
            let factuality = factuality.as_deref().map(read_factuality).transpose()?;
            Ok(vec![Action::Correct { fact, document, predicate, factuality }])
        }),
    }
}

/// Makes decisions and carries them out.
fn decide(
    args: &Review,
    general: &General,
    actions: impl FnOnce(&Names<'_>) -> Result<Vec<Action>, Failure>,
) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = open(&args.store)?;
    let names = Names { store: &store, domain: &domain };
    let mut decisions = store.decisions();
    let mut new = Vec::new();
    for action in actions(&names)? {
        let decision = args.decider.decision(action)?;
        if decisions.add(decision.clone())? {
            new.push(decision);
        }
    }
    let documents = store.decide(decisions)?;
    follow(&store, general)?;
    print(general, |out| {
        for decision in &new {
            writeln!(out, "{}", line::of(decision, &domain))?;
        }
        writeln!(out, "{}", changed(documents))
    })
}

fn undo(ids: &[String], store: &StorePath, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = open(store)?;
    let mut decisions = store.decisions();
    let mut undone = Vec::new();
    for id in ids {
        match decisions.remove(id) {
            Some(decision) => undone.push(decision),
            None => tell(&format!("skipped: {id}: no such decision is in force; `nisba review list` gives the ids")),
        }
    }
    if undone.is_empty() {
        return Err(Failure::Usage("nothing was undone".to_owned()));
    }
    let documents = store.decide(decisions)?;
    follow(&store, general)?;
    print(general, |out| {
        for decision in &undone {
            writeln!(out, "undone: {}", line::of(decision, &domain))?;
        }
        writeln!(out, "{}", changed(documents))
    })?;
    Ok(if undone.len() == ids.len() { Outcome::Done } else { Outcome::SomeSkipped })
}

fn list(store: &StorePath, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = Store::open_read_only(&store.folder)?;
    let decisions = store.decisions();
    if decisions.is_empty() && !general.quiet {
        tell("nothing was decided yet; `nisba review --help` tells how");
    }
    let paint = Paint::new(general);
    let mut out = Output::standard();
    let mut lines = decisions.iter().map(|decision| line::painted(decision, &domain, paint));
    let written = lines.try_for_each(|line| writeln!(out, "{line}")).map_err(Failure::written);
    out.finish(written.map(|()| Outcome::Done))
}

fn export(file: &Path, store: &StorePath) -> Result<Outcome, Failure> {
    let decisions = Store::open_read_only(&store.folder)?.decisions();
    let mut out = Output::open(Some(file))?;
    let written = decisions.write_json_lines(&mut out).map_err(Failure::written);
    out.finish(written.map(|()| Outcome::Done))
}

/// Adds the decisions of a file. One that contradicts those in force is told and left out; the rest is taken.
fn import(file: &Path, store: &StorePath, general: &General) -> Result<Outcome, Failure> {
    let name = file.display().to_string();
    let read = |e: io::Error| Failure::Usage(format!("{name}: {e}; name a file that `nisba review --export` wrote"));
    let read = if file.as_os_str() == "-" {
        Decisions::read_json_lines(io::stdin().lock())
    } else {
        Decisions::read_json_lines(BufReader::new(File::open(file).map_err(read)?))
    };
    let read = read.map_err(|e| Failure::Usage(format!("{name}: {e}; nothing was imported")))?;
    let store = Store::open(&store.folder)?;
    let mut decisions = store.decisions();
    let (mut new, mut known, mut refused) = (0, 0, 0);
    for decision in read {
        match decisions.add(decision.clone()) {
            Ok(true) => new += 1,
            Ok(false) => known += 1,
            Err(e) => {
                refused += 1;
                tell(&format!("skipped: {}: {e}", decision.id()));
            }
        }
    }
    let documents = store.decide(decisions)?;
    follow(&store, general)?;
    print(general, |out| {
        writeln!(
            out,
            "decisions   {new} new, {known} known already{}",
            match refused {
                0 => String::new(),
                n => format!(", {n} refused"),
            }
        )?;
        writeln!(out, "{}", changed(documents))
    })?;
    Ok(if refused == 0 { Outcome::Done } else { Outcome::SomeSkipped })
}

impl Decider {
    /// The action as a decision of this person, now.
    fn decision(&self, action: Action) -> Result<Decision, Failure> {
        let login = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        let by = self.by.clone().or_else(login).unwrap_or_default();
        // A time is data that a person gives with the decision; by default it is the time of the command.
        let now = || jiff::Timestamp::from_second(jiff::Timestamp::now().as_second()).map(|now| now.to_string());
        let at = self.at.clone().map_or_else(now, Ok).unwrap_or_default();
        Ok(Decision::by_person(action, &by, &at, self.why.clone())?)
    }
}

/// Brings up to date what follows from the documents' graphs: the search index, inferences.
pub(super) fn follow(store: &Store, general: &General) -> Result<(), Failure> {
    super::infer::follow_with(store, general)?;
    store.update_search()?;
    Ok(())
}

/// Opens the store to decide about it; one that is not there is not made.
pub(super) fn open(path: &StorePath) -> Result<Store, Failure> {
    drop(Store::open_read_only(&path.folder)?);
    Ok(Store::open(&path.folder)?)
}

fn read_factuality(text: &str) -> Result<Factuality, Failure> {
    serde_json::from_value(serde_json::Value::from(text.to_lowercase())).map_err(|_| {
        Failure::Usage(format!("'{text}' is no factuality; write asserted, alleged, intended, possible or denied"))
    })
}

pub(super) fn changed(documents: usize) -> String {
    match documents {
        0 => "no document of the graph is concerned".to_owned(),
        n => format!("{} changed in the graph", count_of(n, "document has", "documents have")),
    }
}

fn print(general: &General, write: impl FnOnce(&mut Output) -> io::Result<()>) -> Result<Outcome, Failure> {
    let mut out = Output::standard();
    let written = if general.quiet { Ok(()) } else { write(&mut out).map_err(Failure::written) };
    out.finish(written.map(|()| Outcome::Done))
}

/// Whether a person sits there to be asked.
fn is_asked_on_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the names of decisions are shown with.
fn shown(domain: &Domain, iri: &str) -> String {
    domain.prefixes.shorten(iri)
}
