//! Reads shapes from a shapes graph and reports what is wrong in them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use regex::RegexBuilder;

use super::data::{Data, Triples};
use super::path::Path;
use super::shape::{Bound, Constraint, NodeKind, Severity, Shape, Target};
use super::vocabulary as sh;
use crate::domain::Problem;
use crate::error::Result;

/// Properties of shapes that ask nothing by themselves.
const SAYS_NOTHING: [&str; 18] = [
    "name",
    "description",
    "order",
    "group",
    "defaultValue",
    "prefixes",
    "declare",
    "path",
    "targetNode",
    "targetClass",
    "targetSubjectsOf",
    "targetObjectsOf",
    "severity",
    "message",
    "deactivated",
    "flags",
    "ignoredProperties",
    "qualifiedValueShapesDisjoint",
];

/// A path around another one.
type Around = fn(Box<Path>) -> Path;

/// What is declared in one shapes graph.
struct Reader<'a> {
    data: &'a Triples,
    shapes: BTreeMap<String, Shape>,
    problems: &'a mut Vec<Problem>,
    /// Parameters of constraints that somebody else has defined.
    foreign: BTreeSet<NamedNode>,
}

/// All shapes by name, in a fixed order.
pub(super) fn read(data: &Triples, problems: &mut Vec<Problem>) -> Result<BTreeMap<String, Shape>> {
    let mut reader = Reader { data, shapes: BTreeMap::new(), problems, foreign: BTreeSet::new() };
    let parameter = NamedNodeRef::new_unchecked("http://www.w3.org/ns/shacl#parameter");
    for (_, parameter) in data.pairs(parameter)? {
        reader.foreign.extend(data.objects(&parameter, sh::PATH)?.into_iter().filter_map(named));
    }
    for known in [sh::WITHIN_TEXT, sh::HASH_OF] {
        reader.foreign.remove(&known.into_owned());
    }
    let mut open = BTreeMap::new();
    for target in [sh::TARGET_NODE, sh::TARGET_CLASS, sh::TARGET_SUBJECTS_OF, sh::TARGET_OBJECTS_OF] {
        open.extend(data.pairs(target)?.into_iter().map(|(shape, _)| (shape.to_string(), shape)));
    }
    for class in [sh::NODE_SHAPE, sh::PROPERTY_SHAPE] {
        open.extend(data.subjects(rdf::TYPE, &class.into())?.into_iter().map(|shape| (shape.to_string(), shape)));
    }
    while let Some((key, name)) = open.pop_first() {
        let shape = reader.shape(&name)?;
        let inner = shape.constraints.iter().flat_map(Constraint::shapes);
        let new = inner.map(|name| (name.to_string(), name.clone())).filter(|(k, _)| !reader.shapes.contains_key(k));
        open.extend(new.collect::<Vec<_>>());
        reader.shapes.insert(key, shape);
    }
    reader.refuse_circles();
    Ok(reader.shapes)
}

fn named(term: Term) -> Option<NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

fn literal(term: Term) -> Option<Literal> {
    match term {
        Term::Literal(literal) => Some(literal),
        _ => None,
    }
}

impl Reader<'_> {
    fn problem(&mut self, shape: &Term, message: &str, remedy: &str) {
        self.problems.push(Problem::new("shapes", 0, format!("{shape}: {message}"), remedy));
    }

    fn shape(&mut self, name: &Term) -> Result<Shape> {
        let path = match self.data.objects(name, sh::PATH)?.as_slice() {
            [] => None,
            [path] => match self.path(path)? {
                Some(path) => Some(path),
                None => {
                    self.problem(name, "its sh:path is none", "write a predicate or a path of SHACL");
                    None
                }
            },
            _ => {
                self.problem(name, "it has more than one sh:path", "keep one");
                None
            }
        };
        let mut shape = Shape {
            name: name.clone(),
            path,
            targets: self.targets(name)?,
            constraints: Vec::new(),
            severity: self.severity(name)?,
            messages: self.data.objects(name, sh::MESSAGE)?.into_iter().filter_map(literal).collect(),
            remedies: self.data.objects(name, sh::REMEDY)?.into_iter().filter_map(literal).collect(),
            deactivated: self.is_true(name, sh::DEACTIVATED)?,
        };
        let mut about = self.data.about(name)?;
        about.sort_by_cached_key(|(predicate, object)| (predicate.to_string(), object.to_string()));
        for (parameter, value) in about {
            if let Some(constraint) = self.constraint(&shape, &parameter, value)? {
                shape.constraints.push(constraint);
            }
        }
        shape.messages.sort_by_cached_key(ToString::to_string);
        shape.remedies.sort_by_cached_key(ToString::to_string);
        Ok(shape)
    }

    fn targets(&self, name: &Term) -> Result<Vec<Target>> {
        let mut targets: Vec<Target> =
            self.data.objects(name, sh::TARGET_NODE)?.into_iter().map(Target::Node).collect();
        let mut of = |property, target: fn(NamedNode) -> Target| -> Result<()> {
            targets.extend(self.data.objects(name, property)?.into_iter().filter_map(named).map(target));
            Ok(())
        };
        of(sh::TARGET_CLASS, Target::Class)?;
        of(sh::TARGET_SUBJECTS_OF, Target::SubjectsOf)?;
        of(sh::TARGET_OBJECTS_OF, Target::ObjectsOf)?;
        // A shape that is a class is asked of its instances.
        let types = self.data.objects(name, rdf::TYPE)?;
        if types.contains(&rdfs::CLASS.into())
            && let Term::NamedNode(class) = name
        {
            targets.push(Target::Class(class.clone()));
        }
        Ok(targets)
    }

    fn severity(&mut self, name: &Term) -> Result<Severity> {
        let given = self.data.objects(name, sh::SEVERITY)?;
        let known = [Severity::Violation, Severity::Warning, Severity::Info];
        let Some(given) = given.first() else { return Ok(Severity::default()) };
        let found = known.into_iter().find(|s| *given == Term::from(shacl(s.term())));
        if found.is_none() {
            self.problem(name, "its severity is not known", "write sh:Violation, sh:Warning or sh:Info");
        }
        Ok(found.unwrap_or_default())
    }

    fn is_true(&self, name: &Term, property: NamedNodeRef<'_>) -> Result<bool> {
        Ok(self.data.objects(name, property)?.into_iter().filter_map(literal).any(|l| truth(&l)))
    }

    fn path(&self, term: &Term) -> Result<Option<Path>> {
        if let Term::NamedNode(predicate) = term {
            return Ok(Some(Path::Predicate(predicate.clone())));
        }
        if !self.data.objects(term, rdf::FIRST)?.is_empty() {
            return Ok(self.paths(term)?.map(Path::Sequence));
        }
        if let [alternatives] = self.data.objects(term, sh::ALTERNATIVE_PATH)?.as_slice() {
            return Ok(self.paths(alternatives)?.map(Path::Alternative));
        }
        let kinds: [(NamedNodeRef<'_>, Around); 4] = [
            (sh::INVERSE_PATH, Path::Inverse),
            (sh::ZERO_OR_MORE_PATH, Path::ZeroOrMore),
            (sh::ONE_OR_MORE_PATH, Path::OneOrMore),
            (sh::ZERO_OR_ONE_PATH, Path::ZeroOrOne),
        ];
        for (property, kind) in kinds {
            if let [inner] = self.data.objects(term, property)?.as_slice() {
                return Ok(self.path(inner)?.map(|path| kind(Box::new(path))));
            }
        }
        Ok(None)
    }

    fn paths(&self, list: &Term) -> Result<Option<Vec<Path>>> {
        let Some(members) = self.list(list)? else { return Ok(None) };
        members.iter().map(|member| self.path(member)).collect()
    }

    /// The members of an RDF list; nothing where it is none.
    fn list(&self, list: &Term) -> Result<Option<Vec<Term>>> {
        let mut members = Vec::new();
        let mut seen = BTreeSet::new();
        let mut at = list.clone();
        while at != Term::from(rdf::NIL) {
            let first = self.data.objects(&at, rdf::FIRST)?;
            let rest = self.data.objects(&at, rdf::REST)?;
            let ([first], [rest]) = (first.as_slice(), rest.as_slice()) else { return Ok(None) };
            if !seen.insert(at.to_string()) {
                return Ok(None);
            }
            members.push(first.clone());
            at = rest.clone();
        }
        Ok(Some(members))
    }

    fn constraint(&mut self, shape: &Shape, parameter: &NamedNode, value: Term) -> Result<Option<Constraint>> {
        if parameter.as_ref() == sh::WITHIN_TEXT {
            return Ok(literal(value).filter(truth).map(|_| Constraint::WithinText));
        }
        if parameter.as_ref() == sh::HASH_OF {
            return Ok(named(value).map(Constraint::HashOf));
        }
        let name = &shape.name;
        let Some(local) = parameter.as_str().strip_prefix(sh::SHACL) else {
            if self.foreign.contains(parameter) {
                let message = format!("it uses the constraint {parameter}, which is defined by a query");
                self.problem(name, &message, "say it with SHACL Core, or check with a program that knows SHACL-SPARQL");
            }
            return Ok(None);
        };
        if SAYS_NOTHING.contains(&local) {
            return Ok(None);
        }
        let read = self.core(name, local, &value)?;
        if read.is_none() && !matches!(local, "qualifiedMinCount" | "qualifiedMaxCount") {
            let (message, remedy) = if KNOWN.contains(&local) {
                (format!("sh:{local} has a value that it cannot have"), "see the SHACL recommendation")
            } else {
                (format!("sh:{local} is not of SHACL Core"), "say it with SHACL Core, or use another program")
            };
            self.problem(name, &message, remedy);
        }
        let counts_values = matches!(
            read,
            Some(
                Constraint::MinCount(_)
                    | Constraint::MaxCount(_)
                    | Constraint::UniqueLang
                    | Constraint::LessThan(_)
                    | Constraint::LessThanOrEquals(_)
                    | Constraint::Qualified { .. }
            )
        );
        let closed_off =
            matches!(read, Some(Constraint::Closed(_)) if matches!(value, Term::Literal(ref l) if !truth(l)));
        if counts_values && shape.path.is_none() {
            self.problem(name, &format!("sh:{local} needs a sh:path"), "put it into a property shape");
            return Ok(None);
        }
        Ok(read.filter(|_| !closed_off && !matches!(&value, Term::Literal(l) if local == "uniqueLang" && !truth(l))))
    }

    fn core(&self, name: &Term, local: &str, value: &Term) -> Result<Option<Constraint>> {
        let iri = || named(value.clone());
        let text = || literal(value.clone());
        let count = || text().and_then(|l| l.value().parse().ok());
        let shape = || (!matches!(value, Term::Literal(_))).then(|| value.clone());
        Ok(match local {
            "class" => iri().map(Constraint::Class),
            "datatype" => iri().map(Constraint::Datatype),
            "nodeKind" => iri().and_then(|kind| node_kind(&kind)).map(Constraint::NodeKind),
            "minCount" => count().map(Constraint::MinCount),
            "maxCount" => count().map(Constraint::MaxCount),
            "minExclusive" => text().map(|l| Constraint::Bound(Bound::MinExclusive, l)),
            "minInclusive" => text().map(|l| Constraint::Bound(Bound::MinInclusive, l)),
            "maxExclusive" => text().map(|l| Constraint::Bound(Bound::MaxExclusive, l)),
            "maxInclusive" => text().map(|l| Constraint::Bound(Bound::MaxInclusive, l)),
            "minLength" => count().map(Constraint::MinLength),
            "maxLength" => count().map(Constraint::MaxLength),
            "pattern" => {
                let flags = self.data.objects(name, sh::FLAGS)?.into_iter().find_map(literal);
                let flags = flags.as_ref().map_or("", Literal::value);
                text().and_then(|pattern| {
                    let mut builder = RegexBuilder::new(pattern.value());
                    builder.case_insensitive(flags.contains('i')).multi_line(flags.contains('m'));
                    builder.dot_matches_new_line(flags.contains('s')).ignore_whitespace(flags.contains('x'));
                    builder.build().ok().map(Constraint::Pattern)
                })
            }
            "languageIn" => self.list(value)?.map(|tags| {
                let tags = tags.into_iter().filter_map(literal).map(|tag| tag.value().to_lowercase());
                Constraint::LanguageIn(tags.collect())
            }),
            "uniqueLang" => text().map(|_| Constraint::UniqueLang),
            "equals" => iri().map(Constraint::Equals),
            "disjoint" => iri().map(Constraint::Disjoint),
            "lessThan" => iri().map(Constraint::LessThan),
            "lessThanOrEquals" => iri().map(Constraint::LessThanOrEquals),
            "not" => shape().map(Constraint::Not),
            "and" => self.list(value)?.map(Constraint::And),
            "or" => self.list(value)?.map(Constraint::Or),
            "xone" => self.list(value)?.map(Constraint::Xone),
            "node" => shape().map(Constraint::Node),
            "property" => shape().map(Constraint::Property),
            "qualifiedValueShape" => self.qualified(name, value)?,
            "closed" => Some(Constraint::Closed(self.allowed(name)?)),
            "hasValue" => Some(Constraint::HasValue(value.clone())),
            "in" => self.list(value)?.map(Constraint::In),
            _ => None,
        })
    }

    fn qualified(&self, name: &Term, shape: &Term) -> Result<Option<Constraint>> {
        let count = |property| -> Result<Option<usize>> {
            let values = self.data.objects(name, property)?;
            Ok(values.into_iter().find_map(|value| literal(value)?.value().parse().ok()))
        };
        let (min, max) = (count(sh::QUALIFIED_MIN)?, count(sh::QUALIFIED_MAX)?);
        let mut siblings = BTreeMap::new();
        if self.is_true(name, sh::QUALIFIED_DISJOINT)? {
            for parent in self.data.subjects(sh::PROPERTY, name)? {
                for property in self.data.objects(&parent, sh::PROPERTY)? {
                    for other in self.data.objects(&property, sh::QUALIFIED_SHAPE)? {
                        siblings.insert(other.to_string(), other);
                    }
                }
            }
            siblings.remove(&shape.to_string());
        }
        let siblings = siblings.into_values().collect();
        let asks = min.is_some() || max.is_some();
        Ok(asks.then(|| Constraint::Qualified { shape: shape.clone(), siblings, min, max }))
    }

    /// The predicates that a closed shape allows.
    fn allowed(&self, name: &Term) -> Result<BTreeSet<NamedNode>> {
        let mut allowed = BTreeSet::new();
        for property in self.data.objects(name, sh::PROPERTY)? {
            allowed.extend(self.data.objects(&property, sh::PATH)?.into_iter().filter_map(named));
        }
        for list in self.data.objects(name, sh::IGNORED_PROPERTIES)? {
            allowed.extend(self.list(&list)?.unwrap_or_default().into_iter().filter_map(named));
        }
        Ok(allowed)
    }

    /// A shape that asks itself, directly or by way of others, has no answer that SHACL fixes.
    fn refuse_circles(&mut self) {
        let mut circles = Vec::new();
        for (name, shape) in &self.shapes {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&Term> = shape.constraints.iter().flat_map(Constraint::shapes).collect();
            while let Some(next) = open.pop() {
                let key = next.to_string();
                if key == *name {
                    circles.push(shape.name.clone());
                    break;
                }
                if let Some(shape) = self.shapes.get(&key)
                    && seen.insert(key)
                {
                    open.extend(shape.constraints.iter().flat_map(Constraint::shapes));
                }
            }
        }
        for name in circles {
            self.problem(&name, "it asks itself by way of other shapes", "break the circle");
        }
    }
}

/// The parameters of SHACL Core that are read.
const KNOWN: [&str; 26] = [
    "class",
    "datatype",
    "nodeKind",
    "minCount",
    "maxCount",
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "minLength",
    "maxLength",
    "pattern",
    "languageIn",
    "uniqueLang",
    "equals",
    "disjoint",
    "lessThan",
    "lessThanOrEquals",
    "not",
    "and",
    "or",
    "xone",
    "node",
    "property",
    "qualifiedValueShape",
    "in",
];

fn truth(literal: &Literal) -> bool {
    matches!(literal.value(), "true" | "1")
}

fn shacl(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{local}", sh::SHACL))
}

fn node_kind(kind: &NamedNode) -> Option<NodeKind> {
    let (iri, blank, literal) = match kind.as_str().strip_prefix(sh::SHACL)? {
        "IRI" => (true, false, false),
        "BlankNode" => (false, true, false),
        "Literal" => (false, false, true),
        "BlankNodeOrIRI" => (true, true, false),
        "BlankNodeOrLiteral" => (false, true, true),
        "IRIOrLiteral" => (true, false, true),
        _ => return None,
    };
    Some(NodeKind { iri, blank, literal })
}
