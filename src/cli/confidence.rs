//! `--min-confidence`: how it is read, which commands it means nothing to, and the graph as it lets it be seen.

use nisba::annotation::Annotation;
use nisba::store::Store;

use super::args::{Command, Docs, General, StorePath};
use super::failure::Failure;

/// Reads a confidence.
pub(crate) fn parse(text: &str) -> Result<f64, String> {
    let within = |confidence: &f64| (0.0..=1.0).contains(confidence);
    let remedy = "write a number from 0 to 1, as 0.9";
    text.parse().ok().filter(within).ok_or_else(|| format!("no confidence; {remedy}"))
}

/// Says what to do instead where the command has no statements to choose from.
pub(crate) fn refuse(command: &Command, general: &General) -> Result<(), Failure> {
    if general.min_confidence.is_none() {
        return Ok(());
    }
    let remedy = match command {
        Command::Docs(Docs::Remove(_)) => {
            "documents are removed whole; `nisba build --min-confidence X` puts them in without their unsure statements"
        }
        Command::Infer(_) => {
            "what follows is seen from a confidence on when it is asked for: `nisba query --infer --min-confidence X`"
        }
        Command::Domain(_) => {
            "the check reads no news; `nisba eval GOLD --by confidence` tells what a confidence is worth"
        }
        Command::Review(_) => "decisions hold for all statements; `--below X` tells which ones to ask about",
        Command::Train(_) => "training learns names, which have scores of their own; leave it out",
        Command::Search(_) => "names and sentences are found whatever is made of them; leave it out",
        Command::Completions(_) | Command::Man(_) => "there is nothing to choose from here; leave it out",
        Command::Query(query) if query.query.is_none() && query.expression.is_none() => {
            "the list of queries has no statements; name a query, or give one with -e"
        }
        Command::Check(check) if check.print_shapes => "shapes have no confidence; leave it out",
        Command::Docs(Docs::List(_))
        | Command::Check(_)
        | Command::Build(_)
        | Command::Extract(_)
        | Command::Query(_)
        | Command::Export(_)
        | Command::Show(_)
        | Command::Path(_)
        | Command::Analyze(_)
        | Command::Timeline(_)
        | Command::Conflicts(_)
        | Command::Explain(_)
        | Command::Resolve(_)
        | Command::Eval(_) => return Ok(()),
    };
    Err(Failure::Usage(format!("--min-confidence means nothing here: {remedy}")))
}

impl General {
    /// An annotation with the statements that are sure enough.
    pub(crate) fn sure_enough(&self, mut annotation: Annotation) -> Annotation {
        if let Some(least) = self.min_confidence {
            annotation.leave_out_below(least);
        }
        annotation
    }

    /// The graph, with the statements that are sure enough, to read.
    pub(crate) fn open_store(&self, path: &StorePath) -> Result<Store, Failure> {
        let store = Store::open_read_only(&path.folder)?;
        Ok(match self.min_confidence {
            Some(least) => store.at_least(least)?,
            None => store,
        })
    }
}
