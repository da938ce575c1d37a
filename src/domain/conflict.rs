//! What cannot be so at once, from `conflicts.tsv` and `posts.tsv`.

use std::collections::BTreeSet;

use super::files::DataFiles;
use super::ontology::{End, Ontology};
use super::problem::{ONTOLOGY, Problem};
use super::table::{self, Row};
use crate::annotation::Factuality;
use crate::text::fold;

const FILE: &str = "conflicts.tsv";
const POSTS: &str = "posts.tsv";
const COLUMNS: [&str; 9] = ["kind", "predicate", "one", "classes", "values", "factuality", "days", "undated", "body"];

const PREDICATE: &str = "use a predicate of ontology/";

/// The column of the predicates that say where a post is held.
const BODY: usize = 8;

/// Stands for every predicate, and for every class.
const ANY: &str = "*";

/// How two statements can exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Two dates of one event.
    Date,
    /// Two numbers.
    Number,
    /// Two places of one event.
    Place,
    /// Two who did one act.
    Agent,
    /// Two who hold one post.
    Holder,
    /// It is so, and it is not so.
    Denial,
}

impl ConflictKind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 6] = [Self::Date, Self::Number, Self::Place, Self::Agent, Self::Holder, Self::Denial];

    /// Its name in the table and in outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Number => "number",
            Self::Place => "place",
            Self::Agent => "agent",
            Self::Holder => "holder",
            Self::Denial => "denial",
        }
    }
}

/// One row: where there is one value, and what tells two values apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictRule {
    /// How its statements exclude each other.
    pub kind: ConflictKind,
    /// In whose statements; nothing for every predicate.
    pub predicate: Option<String>,
    /// The end of which there is only one.
    pub one: End,
    /// The classes of the other end; empty for any.
    pub classes: Vec<String>,
    /// The classes of values that can be told apart; empty for any.
    pub values: Vec<String>,
    /// Which statements count.
    pub factualities: BTreeSet<Factuality>,
    /// Statements whose times lie further apart are of two occasions, in days.
    pub days: u32,
    /// Whether statements whose times are not known are taken to be of one occasion.
    pub undated: bool,
    /// The predicates that say where a post is held.
    pub body: Vec<String>,
}

/// All of the table.
#[derive(Debug, Clone, Default)]
pub struct ConflictRules {
    /// Where there is one value.
    pub rules: Vec<ConflictRule>,
    /// The predicates whose subject lies in their object, so that both may be named as the place.
    pub within: Vec<String>,
    /// The predicates whose subject comes after their object in a post, so that both may be named as its holder.
    pub follows: Vec<String>,
    /// The folded first words of posts that one holds at a time in one body.
    pub sole: BTreeSet<String>,
    /// The folded words that make a post another one: a former one's, a deputy's, one of several.
    pub other: BTreeSet<String>,
}

/// Reads `conflicts.tsv`; what is wrong goes to `problems`.
pub(super) fn read(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> ConflictRules {
    let rows = table::rows(FILE, files.get(FILE).unwrap_or(""), &COLUMNS, problems);
    let mut all = ConflictRules::default();
    for row in &rows {
        let excuse = match row.cell(0) {
            "within" => &mut all.within,
            "follows" => &mut all.follows,
            _ => {
                all.rules.extend(rule(row, ontology, problems));
                continue;
            }
        };
        let name = row.cell(1);
        if ontology.predicate(name).is_none() {
            let problem = Problem::new(FILE, row.line, format!("no predicate is called {name}"), PREDICATE);
            problems.push(problem.resting_on([ONTOLOGY]));
        }
        excuse.push(name.to_owned());
    }
    read_posts(files, &mut all, problems);
    all
}

fn read_posts(files: &DataFiles, all: &mut ConflictRules, problems: &mut Vec<Problem>) {
    for row in table::rows(POSTS, files.get(POSTS).unwrap_or(""), &["words", "post"], problems) {
        let words = match row.cell(1) {
            "sole" => &mut all.sole,
            "other" => &mut all.other,
            other => {
                let message = format!("`{other}` says nothing of a post");
                problems.push(Problem::new(POSTS, row.line, message, "write sole or other"));
                continue;
            }
        };
        words.extend(row.list(0).map(fold));
    }
}

fn rule(row: &Row<'_>, ontology: &Ontology, problems: &mut Vec<Problem>) -> Option<ConflictRule> {
    let before = problems.len();
    let mut wrong = |message: String, remedy: &str| {
        problems.push(Problem::new(FILE, row.line, message, remedy).resting_on([ONTOLOGY]));
    };
    let list = |column: usize| -> Vec<&str> { row.list(column).filter(|name| *name != ANY).collect() };
    let kind = ConflictKind::ALL.into_iter().find(|kind| kind.as_str() == row.cell(0));
    if kind.is_none() {
        wrong(
            format!("`{}` is no kind of conflict", row.cell(0)),
            "use date, number, place, agent, holder, denial, within or follows",
        );
    }
    let predicate = Some(row.cell(1)).filter(|name| *name != ANY);
    if predicate.is_none() && kind != Some(ConflictKind::Denial) {
        wrong(format!("{} needs a predicate", row.cell(0)), "name one; only denial takes *");
    }
    for name in predicate.into_iter().chain(list(BODY)) {
        if ontology.predicate(name).is_none() {
            wrong(format!("no predicate is called {name}"), PREDICATE);
        }
    }
    let takes_date = |name: &str| ontology.predicate(name).is_none_or(super::Predicate::takes_date);
    if let (Some(ConflictKind::Date), Some(name)) = (kind, predicate)
        && !takes_date(name)
    {
        wrong(format!("the object of {name} is no date"), "name a predicate with a date as its range");
    }
    if kind == Some(ConflictKind::Holder) && list(BODY).is_empty() {
        wrong("a post is told apart by where it is held".to_owned(), "name predicates in the column body");
    }
    let one = End::named(row.cell(2));
    if one.is_none() {
        wrong(format!("`{}` is no end of a statement", row.cell(2)), "write subject or object");
    }
    for class in list(3).into_iter().chain(list(4)) {
        if ontology.class(class).is_none() {
            wrong(format!("no class is called {class}"), "use a class of ontology/, or * for any");
        }
    }
    let mut factualities = BTreeSet::new();
    for name in row.list(5) {
        match serde_json::from_value(serde_json::Value::from(name)) {
            Ok(factuality) => _ = factualities.insert(factuality),
            Err(_) => {
                wrong(format!("`{name}` is no factuality"), "use asserted, alleged, intended, possible or denied")
            }
        }
    }
    if factualities.is_empty() {
        wrong("no factuality is named".to_owned(), "write asserted");
    }
    let days = row.cell(6).parse().ok();
    if days.is_none() {
        wrong(format!("`{}` is no number of days", row.cell(6)), "write a whole number");
    }
    let undated = match row.cell(7) {
        "yes" => Some(true),
        "no" => Some(false),
        other => {
            wrong(format!("`{other}` is neither yes nor no"), "write whether statements without a time count");
            None
        }
    };
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    (problems.len() == before).then_some(())?;
    Some(ConflictRule {
        kind: kind?,
        predicate: predicate.map(str::to_owned),
        one: one?,
        classes: owned(list(3)),
        values: owned(list(4)),
        factualities,
        days: days?,
        undated: undated?,
        body: owned(list(BODY)),
    })
}
