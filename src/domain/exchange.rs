//! How classes and predicates are told in exchange formats, from `export/ftm.tsv` and `export/stix.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use super::files::DataFiles;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use super::table::{self, Row};

const FTM: &str = "export/ftm.tsv";
const STIX: &str = "export/stix.tsv";
const CODES: &str = "lexicon/identifiers.tsv";
const FTM_COLUMNS: [&str; 5] = ["kind", "name", "schema", "property", "other"];
const STIX_COLUMNS: [&str; 6] = ["kind", "name", "type", "from", "to", "as"];

/// Stands for every other class or predicate.
const ANY: &str = "*";

/// Stands for the code of a country.
pub(crate) const CODE: &str = "{code}";

/// How the graph is told in FollowTheMoney and STIX, and the codes of countries, which both need.
#[derive(Debug, Clone, Default)]
pub struct ExchangeTables {
    pub(crate) ftm: FtmTable,
    pub(crate) stix: StixTable,
    /// ISO 3166-1 codes of two letters by the identifiers of the lexicon.
    codes: BTreeMap<String, String>,
}

/// The rows of `export/ftm.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct FtmTable {
    classes: BTreeMap<String, FtmClass>,
    links: BTreeMap<String, FtmLink>,
    values: Vec<FtmValue>,
    ranges: BTreeMap<String, BTreeSet<String>>,
}

/// What an entity of a class becomes.
#[derive(Debug, Clone)]
pub(crate) struct FtmClass {
    pub(crate) schema: String,
    /// Where its name is put, beside `name`.
    pub(crate) names: Vec<String>,
    /// Whether it has the code of a country.
    coded: bool,
}

/// What a statement becomes.
#[derive(Debug, Clone)]
pub(crate) struct FtmLink {
    pub(crate) schema: String,
    pub(crate) subject: FtmEnd,
    pub(crate) object: FtmEnd,
}

/// A property that holds an end of a statement.
#[derive(Debug, Clone)]
pub(crate) struct FtmEnd {
    pub(crate) property: String,
    range: String,
}

/// What a fact adds to one of its ends.
#[derive(Debug, Clone)]
pub(crate) struct FtmValue {
    pub(crate) predicate: String,
    schema: String,
    pub(crate) property: String,
    /// Of a property that holds an entity; else empty.
    range: String,
    pub(crate) from: FtmSource,
}

/// What is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FtmSource {
    /// The subject, to the object.
    Subject,
    /// The object, to the subject.
    Object,
    /// The object's name.
    ObjectName,
    /// The code of the country that the object is.
    ObjectCode,
    /// A literal.
    Literal,
    /// A literal that is a date with a year.
    Date,
}

/// The rows of `export/stix.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct StixTable {
    classes: BTreeMap<String, StixClass>,
    relationships: Vec<StixRelationship>,
    /// Predicates whose subject lies in their object.
    inside: BTreeSet<String>,
}

/// What an entity of a class becomes.
#[derive(Debug, Clone)]
pub(crate) struct StixClass {
    pub(crate) kind: String,
    /// Properties with their values.
    pub(crate) properties: Vec<(String, String)>,
}

/// What a statement becomes between objects of these types.
#[derive(Debug, Clone)]
struct StixRelationship {
    predicate: String,
    kind: String,
    from: BTreeSet<String>,
    to: BTreeSet<String>,
    inverse: bool,
}

impl ExchangeTables {
    /// Reads the tables; what is wrong goes to `problems`.
    pub(super) fn read(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Self {
        let (ftm, stix) = (FtmTable::read(files, ontology, problems), StixTable::read(files, ontology, problems));
        // The lexicon reports what is wrong with its own file.
        let rows = table::rows(CODES, files.get(CODES).unwrap_or(""), &["id", "wikidata", "iso"], &mut Vec::new());
        let code = |row: &Row<'_>| {
            let code = row.cell(2).split('/').next().filter(|code| code.len() == 2)?;
            Some((row.cell(0).to_owned(), code.to_owned()))
        };
        Self { ftm, stix, codes: rows.iter().filter_map(code).collect() }
    }
}

impl ExchangeTables {
    /// The ISO 3166-1 code of two letters of an entity of the lexicon, where its class has such codes.
    pub(crate) fn code(&self, class: &str, id: &str) -> Option<&str> {
        let coded = self.ftm.classes.get(class).is_some_and(|class| class.coded) || self.stix.is_coded(class);
        self.codes.get(id).filter(|_| coded).map(String::as_str)
    }
}

impl FtmTable {
    fn read(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Self {
        let mut all = Self::default();
        let text = files.get(FTM).unwrap_or("");
        for row in table::rows(FTM, text, &FTM_COLUMNS, problems) {
            all.add(&row, ontology, problems);
        }
        if text.is_empty() {
            return all;
        }
        let ends = all.links.values().flat_map(|link| [&link.subject.range, &link.object.range]);
        let carriers =
            all.values.iter().flat_map(|value| [&value.schema, &value.range]).filter(|range| !range.is_empty());
        for range in ends.chain(carriers).filter(|range| !all.ranges.contains_key(*range)).collect::<BTreeSet<_>>() {
            let message = format!("nothing says what the range {range} takes");
            problems.push(Problem::new(FTM, 0, message, format!("add a row range<TAB>{range}<TAB>the schemata")));
        }
        for (what, missing) in [("class", !all.classes.contains_key(ANY)), ("link", !all.links.contains_key(ANY))] {
            if missing {
                let message = format!("no row says what any other {what} becomes");
                problems.push(Problem::new(FTM, 0, message, format!("add a row {what}<TAB>*<TAB>a schema")));
            }
        }
        all
    }

    fn add(&mut self, row: &Row<'_>, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let mut wrong = |message: String, remedy: &str| problems.push(Problem::new(FTM, row.line, message, remedy));
        let (name, schema) = (row.cell(1).to_owned(), row.cell(2).to_owned());
        let words = |cell: usize| row.list(cell).map(str::to_owned).collect::<Vec<_>>();
        if schema.is_empty() {
            return wrong("no schema is named".to_owned(), "name one of FollowTheMoney");
        }
        match row.cell(0) {
            "class" => {
                if !["", "code"].contains(&row.cell(4)) {
                    return wrong(
                        format!("`{}` tells nothing of a class", row.cell(4)),
                        "write code, or leave it empty",
                    );
                }
                check_class(&name, ontology, FTM, row.line, problems);
                let class = FtmClass { schema, names: words(3), coded: row.cell(4) == "code" };
                once(self.classes.insert(name.clone(), class).is_some(), &name, FTM, row.line, problems);
            }
            "link" => {
                let (Some(subject), Some(object)) = (FtmEnd::read(row.cell(3)), FtmEnd::read(row.cell(4))) else {
                    return wrong(
                        "an end is not told".to_owned(),
                        "write a property and its range: member:LegalEntity",
                    );
                };
                check_predicate(&name, ontology, FTM, row.line, problems);
                let link = FtmLink { schema, subject, object };
                once(self.links.insert(name.clone(), link).is_some(), &name, FTM, row.line, problems);
            }
            "value" => {
                let Some(from) = FtmSource::named(row.cell(4)) else {
                    let message = format!("`{}` is nothing that can be added", row.cell(4));
                    return wrong(message, "write subject, object, object name, object code, literal or date");
                };
                let (property, range) = row.cell(3).split_once(':').unwrap_or((row.cell(3), ""));
                if property.is_empty() {
                    return wrong("no property is named".to_owned(), "name one that the schema has");
                }
                if range.is_empty() == matches!(from, FtmSource::Subject | FtmSource::Object) {
                    let remedy = "write the range of what is an entity, organizer:LegalEntity, and of nothing else";
                    return wrong(format!("`{}` does not go with {}", row.cell(3), row.cell(4)), remedy);
                }
                check_predicate(&name, ontology, FTM, row.line, problems);
                let (property, range) = (property.to_owned(), range.to_owned());
                self.values.push(FtmValue { predicate: name, schema, property, range, from });
            }
            "range" => _ = self.ranges.insert(name, words(2).into_iter().collect()),
            kind => wrong(format!("`{kind}` is no kind of row"), "use class, link, value or range"),
        }
    }

    /// Whether there is a table.
    pub(crate) fn is_there(&self) -> bool {
        self.classes.contains_key(ANY) && self.links.contains_key(ANY)
    }

    /// What an entity of the class becomes.
    pub(crate) fn class(&self, class: &str) -> Option<&FtmClass> {
        self.classes.get(class).or_else(|| self.classes.get(ANY))
    }

    /// What a fact becomes between entities of these schemata.
    pub(crate) fn link(&self, predicate: &str, subject: &str, object: &str) -> Option<&FtmLink> {
        let fits = |link: &&FtmLink| self.takes(&link.subject.range, subject) && self.takes(&link.object.range, object);
        self.links.get(predicate).filter(fits).or_else(|| self.any_link())
    }

    /// What a statement becomes that is no fact.
    pub(crate) fn any_link(&self) -> Option<&FtmLink> {
        self.links.get(ANY)
    }

    /// What a fact of the predicate adds to entities of the schema.
    pub(crate) fn values<'a>(&'a self, predicate: &'a str, schema: &'a str) -> impl Iterator<Item = &'a FtmValue> {
        self.values.iter().filter(move |value| value.predicate == predicate && self.takes(&value.schema, schema))
    }

    /// Whether a property that holds an entity takes one of the schema.
    pub(crate) fn holds(&self, value: &FtmValue, schema: &str) -> bool {
        self.takes(&value.range, schema)
    }

    /// Whether a range takes a schema.
    fn takes(&self, range: &str, schema: &str) -> bool {
        self.ranges.get(range).is_some_and(|schemata| schemata.contains(schema) || schemata.contains(ANY))
    }
}

impl FtmEnd {
    /// `member:LegalEntity`.
    fn read(cell: &str) -> Option<Self> {
        let (property, range) =
            cell.split_once(':').filter(|(property, range)| !property.is_empty() && !range.is_empty())?;
        Some(Self { property: property.to_owned(), range: range.to_owned() })
    }
}

impl FtmSource {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "object name" => Self::ObjectName,
            "object code" => Self::ObjectCode,
            "literal" => Self::Literal,
            "date" => Self::Date,
            _ => return None,
        })
    }
}

impl StixTable {
    fn read(files: &DataFiles, ontology: &Ontology, problems: &mut Vec<Problem>) -> Self {
        let mut all = Self::default();
        let text = files.get(STIX).unwrap_or("");
        for row in table::rows(STIX, text, &STIX_COLUMNS, problems) {
            all.add(&row, ontology, problems);
        }
        if !text.is_empty() && !all.classes.contains_key(ANY) {
            let message = "no row says what any other class becomes";
            problems.push(Problem::new(STIX, 0, message, "add a row class<TAB>*<TAB>an object type"));
        }
        all
    }

    fn add(&mut self, row: &Row<'_>, ontology: &Ontology, problems: &mut Vec<Problem>) {
        let mut wrong = |message: String, remedy: &str| problems.push(Problem::new(STIX, row.line, message, remedy));
        let (name, kind) = (row.cell(1).to_owned(), row.cell(2).to_owned());
        let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if !word(&kind) {
            return wrong(format!("`{kind}` is no type of STIX"), "use Latin small letters and hyphens");
        }
        match row.cell(0) {
            "class" => {
                let pairs: Option<Vec<_>> = row.list(5).map(|part| part.split_once('=')).collect();
                let Some(pairs) = pairs else {
                    return wrong(format!("`{}` has no value", row.cell(5)), "write property=value");
                };
                let properties = pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
                check_class(&name, ontology, STIX, row.line, problems);
                let class = StixClass { kind, properties };
                once(self.classes.insert(name.clone(), class).is_some(), &name, STIX, row.line, problems);
            }
            "relationship" => {
                let inverse = match row.cell(5) {
                    "" => false,
                    "inverse" => true,
                    other => {
                        return wrong(format!("`{other}` turns nothing round"), "write inverse, or leave it empty");
                    }
                };
                let [from, to] = [3, 4].map(|cell| row.list(cell).map(str::to_owned).collect::<BTreeSet<_>>());
                if from.is_empty() || to.is_empty() {
                    return wrong("an end has no type".to_owned(), "name the types of the subject and of the object");
                }
                check_predicate(&name, ontology, STIX, row.line, problems);
                self.relationships.push(StixRelationship { predicate: name, kind, from, to, inverse });
            }
            "inside" => {
                check_predicate(&name, ontology, STIX, row.line, problems);
                self.inside.insert(name);
            }
            other => wrong(format!("`{other}` is no kind of row"), "use class, relationship or inside"),
        }
    }

    /// Whether there is a table.
    pub(crate) fn is_there(&self) -> bool {
        self.classes.contains_key(ANY)
    }

    /// What an entity of the class becomes.
    pub(crate) fn class(&self, class: &str) -> Option<&StixClass> {
        self.classes.get(class).or_else(|| self.classes.get(ANY))
    }

    fn is_coded(&self, class: &str) -> bool {
        let class = self.classes.get(class);
        class.is_some_and(|class| class.properties.iter().any(|(_, value)| value.contains(CODE)))
    }

    /// Whether the predicate's subject lies in its object.
    pub(crate) fn is_inside(&self, predicate: &str) -> bool {
        self.inside.contains(predicate)
    }

    /// The relationship that a fact becomes between objects of these types, and whether it runs from object to subject.
    pub(crate) fn relationship(&self, predicate: &str, from: &str, to: &str) -> Option<(&str, bool)> {
        let mut of_it = self.relationships.iter().filter(|relationship| relationship.predicate == predicate);
        let found = of_it.find(|relationship| relationship.from.contains(from) && relationship.to.contains(to));
        found.map(|relationship| (relationship.kind.as_str(), relationship.inverse))
    }
}

fn check_class(name: &str, ontology: &Ontology, file: &str, line: usize, problems: &mut Vec<Problem>) {
    if name != ANY && ontology.class(name).is_none() {
        let problem = Problem::new(file, line, format!("no class is called {name}"), "use a class of ontology/, or *");
        problems.push(problem.resting_on([ONTOLOGY]));
    }
}

fn check_predicate(name: &str, ontology: &Ontology, file: &str, line: usize, problems: &mut Vec<Problem>) {
    if name != ANY && ontology.predicate(name).is_none() {
        let message = format!("no predicate is called {name}");
        problems.push(Problem::new(file, line, message, "use a predicate of ontology/").resting_on([ONTOLOGY]));
    }
}

fn once(known: bool, name: &str, file: &str, line: usize, problems: &mut Vec<Problem>) {
    if known {
        problems.push(Problem::new(file, line, format!("{name} is there twice"), "keep one of the rows"));
    }
}
