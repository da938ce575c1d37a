//! A decision in one line.

use nisba::decision::{Action, Decision, Fact};
use nisba::domain::Domain;

use super::shown;
use crate::cli::color::Paint;

/// The decision with its id, who made it, when and why, separated by tabs.
pub(crate) fn of(decision: &Decision, domain: &Domain) -> String {
    parts(decision, domain).join("\t")
}

/// The same for a terminal.
pub(super) fn painted(decision: &Decision, domain: &Domain, paint: Paint) -> String {
    let [id, what, who, when, why] = parts(decision, domain);
    format!("{}\t{what}\t{who}\t{when}\t{}", paint.strong(id), paint.faint(why))
}

fn parts(decision: &Decision, domain: &Domain) -> [String; 5] {
    let when = decision.at.clone().unwrap_or_default();
    let why = decision.why.clone().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    [decision.id(), what(&decision.action, domain), decision.by.clone(), when, why]
}

fn what(action: &Action, domain: &Domain) -> String {
    let name = |node: &nisba::decision::NamedNode| shown(domain, node.as_str());
    let kind = action.kind();
    let only = |document: &Option<nisba::decision::NamedNode>| {
        document.as_ref().map_or_else(String::new, |document| format!(" in {}", name(document)))
    };
    let fact = |fact: &Fact| {
        let object = match &fact.object {
            nisba::decision::Term::NamedNode(object) => name(object),
            other => other.to_string(),
        };
        format!("{} {} {object}", name(&fact.subject), name(&fact.predicate))
    };
    match action {
        Action::Merge { entity, other } | Action::KeepApart { entity, other } => {
            format!("{kind} {} {}", name(entity), name(other))
        }
        Action::Split { entity, places, into } => {
            let places: Vec<String> = places.iter().map(name).collect();
            format!("{kind} {} {} into {}", name(entity), places.join(" "), name(into))
        }
        Action::Rename { entity, name: given, language } => format!("{kind} {} \"{given}\"@{language}", name(entity)),
        Action::Retype { entity, class } => format!("{kind} {} {}", name(entity), name(class)),
        Action::Reject { fact: of, document } | Action::Accept { fact: of, document } => {
            format!("{kind} {}{}", fact(of), only(document))
        }
        Action::Correct { fact: of, document, predicate, factuality } => {
            let to = predicate.as_ref().map_or_else(String::new, |to| format!(" to {}", name(to)));
            let factuality = factuality.map_or_else(String::new, |value| format!(" {}", value.as_str()));
            format!("{kind} {}{}{to}{factuality}", fact(of), only(document))
        }
    }
}
