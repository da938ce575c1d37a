//! Reads the text of a pattern's `match` into elements.

use std::sync::Arc;

use super::{Element, Sets, Slot, Trigger, Word};
use crate::annotation::MentionKind;
use crate::domain::ontology::Ontology;
use crate::text::fold;

/// The most flat forms that optional parts and alternatives of one `match` may make.
const MOST_FORMS: usize = 128;

/// A parsed `match` without optional parts: what stands before the trigger (nearest first), the trigger, what follows it.
pub(crate) struct Parsed {
    pub(crate) before: Vec<Element>,
    pub(crate) trigger: Trigger,
    pub(crate) after: Vec<Element>,
}

/// The prepositions that are written as one letter before a word, in the language of the pattern.
const CLITIC_MARK: char = '+';

/// Parses a `match`.
///
/// # Errors
/// A sentence that says what is wrong and what to write.
pub(crate) fn parse(text: &str, sets: &mut Sets, ontology: &Ontology) -> Result<Vec<Parsed>, String> {
    let mut parser = Parser { rest: text.trim(), sets, ontology, trigger: None };
    let elements = parser.sequence(&[])?;
    if !parser.rest.is_empty() {
        return Err(format!("`{}` closes nothing", parser.rest));
    }
    let Some(at) = parser.trigger else {
        return Err("no trigger; put `!` after the word or slot from which a match starts".to_owned());
    };
    let mut before = elements;
    let after = before.split_off(at + 1);
    let trigger = match before.pop() {
        Some(Part::Element(Element::Word(word))) => Trigger::Word(word),
        Some(Part::Element(Element::Slot(slot))) => Trigger::Slot(slot),
        _ => return Err("the trigger must be a word, a set or a slot".to_owned()),
    };
    let (befores, afters) = (flatten(&before), flatten(&after));
    if befores.len() * afters.len() > MOST_FORMS {
        return Err(format!("more than {MOST_FORMS} forms; write two patterns, or fewer optional parts"));
    }
    let mut forms = Vec::new();
    for after in &afters {
        for before in &befores {
            let before = before.iter().rev().cloned().collect();
            forms.push(Parsed { before, trigger: trigger.clone(), after: after.clone() });
        }
    }
    Ok(forms)
}

/// An element, or a choice between sequences.
enum Part {
    Element(Element),
    Group { sequences: Vec<Vec<Part>>, optional: bool },
}

/// All sequences without choices, the fullest first.
fn flatten(parts: &[Part]) -> Vec<Vec<Element>> {
    let mut all = vec![Vec::new()];
    for part in parts {
        let choices = match part {
            Part::Element(element) => vec![vec![element.clone()]],
            Part::Group { sequences, optional } => {
                let mut choices: Vec<_> = sequences.iter().flat_map(|s| flatten(s)).collect();
                if *optional {
                    choices.push(Vec::new());
                }
                choices
            }
        };
        all = all
            .iter()
            .flat_map(|done: &Vec<Element>| choices.iter().map(move |more| [done.as_slice(), more].concat()))
            .collect();
    }
    all
}

struct Parser<'a, 's> {
    rest: &'a str,
    sets: &'s mut Sets,
    ontology: &'s Ontology,
    /// Index of the trigger in the outermost sequence.
    trigger: Option<usize>,
}

impl<'a> Parser<'a, '_> {
    fn sequence(&mut self, ends: &[char]) -> Result<Vec<Part>, String> {
        let mut elements = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(first) = self.rest.chars().next() else { break };
            if ends.contains(&first) {
                break;
            }
            let (element, is_trigger) = self.element(first)?;
            if is_trigger {
                if !ends.is_empty() {
                    return Err("a trigger cannot stand inside a group".to_owned());
                }
                if self.trigger.replace(elements.len()).is_some() {
                    return Err("two triggers; leave one `!`".to_owned());
                }
            }
            elements.push(element);
        }
        Ok(elements)
    }

    fn element(&mut self, first: char) -> Result<(Part, bool), String> {
        match first {
            '.' => {
                let dots = self.rest.chars().take_while(|&c| c == '.').count();
                self.rest = &self.rest[dots..];
                let digits = self.rest.chars().take_while(char::is_ascii_digit).count();
                let max = if digits == 0 { Ok(3) } else { self.rest[..digits].parse() };
                self.rest = &self.rest[digits..];
                match (dots, max) {
                    (2 | 3, Ok(max)) if max <= 30 => Ok((Part::Element(Element::Gap { max, wide: dots == 3 }), false)),
                    _ => {
                        Err("a gap is `..`, `..5`, or `...5` to pass over other mentions; at most 30 words".to_owned())
                    }
                }
            }
            '(' => {
                if let Some(word) = self.alternatives()? {
                    let trigger = self.take("!");
                    return Ok((Part::Element(Element::Word(word)), trigger));
                }
                self.rest = &self.rest[1..];
                let mut sequences = vec![self.sequence(&['|', ')'])?];
                while let Some(rest) = self.rest.strip_prefix('|') {
                    self.rest = rest;
                    sequences.push(self.sequence(&['|', ')'])?);
                }
                self.rest = self.rest.strip_prefix(')').ok_or("a `(` is not closed")?;
                let optional = self.take("?");
                Ok((Part::Group { sequences, optional }, false))
            }
            ',' | ':' | '،' => {
                self.rest = &self.rest[first.len_utf8()..];
                let mark = Element::Mark(if first == '،' { ',' } else { first });
                if self.take("?") {
                    return Ok((optional(mark), false));
                }
                Ok((Part::Element(mark), false))
            }
            '_' => {
                self.rest = &self.rest[1..];
                let digits = self.rest.chars().take_while(char::is_ascii_digit).count();
                let max = self.rest[..digits].parse().map_err(|_| "write `_3` for up to three adverbs or dates")?;
                self.rest = &self.rest[digits..];
                Ok((Part::Element(Element::Pause(max)), false))
            }
            '^' => {
                self.rest = &self.rest[1..];
                let start = if self.take("^") { Element::SentenceStart } else { Element::Start };
                Ok((Part::Element(start), false))
            }
            '$' => {
                self.rest = &self.rest[1..];
                Ok((Part::Element(Element::End), false))
            }
            _ => self.word_or_slot(),
        }
    }

    /// `(@set|word)`: alternatives of one word each are one test; nothing where they are longer, or the whole is optional.
    fn alternatives(&mut self) -> Result<Option<Word>, String> {
        let Some((inner, rest)) = self.rest[1..].split_once(')') else { return Ok(None) };
        if rest.starts_with('?') || inner.contains(|c: char| c.is_whitespace() || "{+!(".contains(c)) {
            return Ok(None);
        }
        let mut stems = Vec::new();
        let mut verb = false;
        for name in inner.split('|') {
            match name.strip_prefix('@') {
                Some(set) => {
                    let set = self.set(set)?;
                    stems.extend(set.stems.iter().cloned());
                    verb |= set.verb;
                }
                None => stems.push(fold(name)),
            }
        }
        stems.sort();
        stems.dedup();
        self.rest = rest;
        let pronoun = self.take("+~");
        Ok(Some(Word {
            stems: Arc::new(stems),
            list: 0,
            preposition: None,
            governed: false,
            article: false,
            bare: false,
            unjoined: false,
            pronoun,
            verb,
            any: false,
        }))
    }

    fn set(&mut self, name: &str) -> Result<super::set::Set, String> {
        self.sets.get(name).ok_or_else(|| format!("no set is called @{name}; add it to sets.yaml or verbs.tsv"))
    }

    fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `ب+ال+word`, `@set!`, `{role:Class}`, each with what may stand before and after.
    fn word_or_slot(&mut self) -> Result<(Part, bool), String> {
        let mut preposition = None;
        let mut article = false;
        let mut conjunction = false;
        let without = self.take("-");
        let (mut bare, mut unjoined) = (false, false);
        while let Some(plus) = self.rest.find(CLITIC_MARK) {
            let clitic = fold(&self.rest[..plus]);
            let mut letters = clitic.chars();
            match (letters.next(), letters.next(), letters.next()) {
                (Some('و'), None, _) if without => unjoined = true,
                (Some('و'), None, _) => conjunction = true,
                (Some(letter), None, _) if letter.is_alphabetic() => preposition = Some(letter),
                (Some(_), Some(_), None) if self.rest[..plus].chars().all(char::is_alphabetic) && without => {
                    bare = true
                }
                (Some(_), Some(_), None) if self.rest[..plus].chars().all(char::is_alphabetic) => article = true,
                _ => break,
            }
            self.rest = &self.rest[plus + 1..];
        }
        let governed = self.take("*+");
        if let Some(rest) = self.rest.strip_prefix('{') {
            self.rest = rest;
            return self.slot(Clitics { preposition, conjunction, bare, governed });
        }
        if self.rest.starts_with('(') {
            let word = self.alternatives()?.ok_or("after a clitic, a group may hold single words only")?;
            let trigger = self.take("!");
            let word = Word { preposition, article, bare, governed, unjoined, ..word };
            return Ok((Part::Element(Element::Word(word)), trigger));
        }
        let end = self.rest.find(|c: char| c.is_whitespace() || "!?()|{}+".contains(c)).unwrap_or(self.rest.len());
        let name = &self.rest[..end];
        self.rest = &self.rest[end..];
        if name.is_empty() {
            return Err(format!("nothing readable at `{}`", self.rest));
        }
        let pronoun = self.take("+~");
        let (stems, verb, any) = match name.strip_prefix('@') {
            Some(set) => {
                let set = self.set(set)?;
                (set.stems, set.verb, false)
            }
            None => (Arc::new(vec![fold(name)]), false, name == ANY),
        };
        let word = Word { stems, list: 0, preposition, governed, article, bare, unjoined, pronoun, verb, any };
        let trigger = self.take("!");
        if self.take("?") {
            if trigger {
                return Err("the trigger cannot be optional".to_owned());
            }
            return Ok((optional(Element::Word(word)), false));
        }
        Ok((Part::Element(Element::Word(word)), trigger))
    }

    /// `role:Class|Class/ADJ*}` after the brace.
    fn slot(&mut self, clitics: Clitics) -> Result<(Part, bool), String> {
        let (inner, rest) = self.rest.split_once('}').ok_or("a `{` is not closed")?;
        self.rest = rest;
        let (inner, many) = match inner.strip_suffix('*') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let mut headed = false;
        let (inner, kind) = match inner.split_once('/') {
            Some((inner, "HEAD")) => {
                headed = true;
                (inner, Some(MentionKind::Name))
            }
            Some((inner, "NAM")) => (inner, Some(MentionKind::Name)),
            Some((inner, "ADJ")) => (inner, Some(MentionKind::Adjective)),
            Some((inner, "NOM")) => (inner, Some(MentionKind::Nominal)),
            Some((_, kind)) => return Err(format!("`{kind}` is no kind of mention; write NAM, HEAD, ADJ or NOM")),
            None => (inner, None),
        };
        let (inner, within) = match inner.strip_prefix('^') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let (role, types) = inner.split_once(':').unwrap_or((inner, "any"));
        let date = types == "Date";
        let classes = if date || types == "any" { Vec::new() } else { classes(types, self.ontology)? };
        let role = role.trim().into();
        let Clitics { preposition, conjunction, bare, governed } = clitics;
        let owned = self.take("+~");
        let slot = Slot {
            role,
            classes: Arc::new(classes),
            class_list: 0,
            kind,
            headed,
            date,
            many,
            bare,
            owned,
            inner: within,
            preposition,
            conjunction,
            governed,
        };
        let trigger = self.take("!");
        if self.take("?") {
            if trigger {
                return Err("the trigger cannot be optional".to_owned());
            }
            return Ok((optional(Element::Slot(slot)), false));
        }
        Ok((Part::Element(Element::Slot(slot)), trigger))
    }
}

/// Stands for any word.
const ANY: &str = "[]";

/// What may be written before a slot.
struct Clitics {
    preposition: Option<char>,
    conjunction: bool,
    bare: bool,
    governed: bool,
}

fn optional(element: Element) -> Part {
    Part::Group { sequences: vec![vec![Part::Element(element)]], optional: true }
}

/// The classes that `A|B` names, with all below them; `-C` takes out a class and all below it.
///
/// # Errors
/// Where one is unknown.
pub(super) fn classes(names: &str, ontology: &Ontology) -> Result<Vec<String>, String> {
    let mut classes = Vec::new();
    let (without, with): (Vec<&str>, Vec<&str>) = names.split('|').partition(|name| name.starts_with('-'));
    for class in with {
        let below = ontology.descendants(class);
        if below.is_empty() {
            return Err(format!("no class is called {class}; see ontology/"));
        }
        classes.extend(below);
    }
    for class in without {
        let below = ontology.descendants(&class[1..]);
        if below.is_empty() {
            return Err(format!("no class is called {}; see ontology/", &class[1..]));
        }
        classes.retain(|c| !below.contains(c));
    }
    classes.sort();
    classes.dedup();
    Ok(classes)
}
