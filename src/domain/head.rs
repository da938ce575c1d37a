//! Head nouns that open a name («وزارة», «شركة», "Ministry"), and titles that stand before a person.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::files::DataFiles;
use super::inflection::Inflection;
use super::ontology::Ontology;
use super::problem::{ONTOLOGY, Problem};
use super::table;
use crate::text::fold;

const HEADS: [&str; 4] = ["form", "class", "complement", "anaphor"];
const TITLES: [&str; 3] = ["form", "relation", "flags"];

/// A noun that begins a name, or refers back to one.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// Class of what it names.
    pub(crate) class: String,
    /// What may follow it inside a name.
    pub(crate) complement: Complement,
    /// Whether the definite noun alone can refer back.
    pub(crate) anaphor: Anaphor,
    /// File and line, for `explain`.
    pub(crate) place: (String, usize),
}

/// What may follow a head inside a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Complement {
    /// A definite noun phrase: «وزارة الدفاع».
    pub(crate) genitive: bool,
    /// A proper name: «مدينة الموصل».
    pub(crate) proper: bool,
    /// An adjective, the head being definite: «الجيش العراقي».
    pub(crate) adjective: bool,
    /// A name that the lexicon knows: «موقع فيسبوك».
    pub(crate) known: bool,
    /// As `adjective`, but only a demonym makes a name: «النظام السوري».
    pub(crate) demonym: bool,
    /// A number: «القرار 2170».
    pub(crate) number: bool,
    /// A purpose: «المؤتمر الدولي للسلام والأمن», «اللجنة الدولية للصليب الأحمر».
    pub(crate) purpose: bool,
    /// A person: «إدارة ترامب», «قوات حفتر».
    pub(crate) person: bool,
    /// Coordinated nouns: «وزارة التربية والتعليم».
    pub(crate) list: bool,
    /// A known name after it names another thing: «حي الرياض» is not the city.
    pub(crate) own: bool,
    /// Many bear a name that consists of it and common words: «سوق الجملة».
    pub(crate) shared: bool,
    /// A noun phrase that a demonym closes: «سلطات الأمن الألمانية».
    pub(crate) nation: bool,
    /// Two or more names that «و» joins, each a name by itself: «مدينتي سرت ومصراتة».
    pub(crate) each: bool,
    /// What it names stands in one place: «جامعة», not «منظمة».
    pub(crate) seated: bool,
    /// The head is no part of the name: «العاصمة باريس».
    pub(crate) outside: bool,
    /// Definite and with any complement, it is a mention, though no name: «البيان الختامي».
    pub(crate) nominal: bool,
    /// It is of the class of the body whose organ it is: «مجلس شورى الحركة» is a party's.
    pub(crate) owner: bool,
    /// So it is with a pronoun: «كلمته».
    pub(crate) owned: bool,
    /// The act after it is its content: «قراره بسحب القوات».
    pub(crate) content: bool,
    /// The names after it are its parties: «الاتفاق بين مصر وإسرائيل».
    pub(crate) parties: bool,
}

/// To what a definite head noun can refer back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anaphor {
    /// To nothing.
    No,
    /// To an entity whose name begins with this head.
    Same,
    /// To the last entity of its class.
    Any,
}

/// A word that a post or a form of address begins with.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    /// What it makes of the organisation or country in it.
    pub(crate) relation: Relation,
    /// An honorific is no post: «السيد».
    pub(crate) honorific: bool,
    /// Several people share it: «وزراء», «وزيرا».
    pub(crate) plural: bool,
    /// It is a post only without the article: «عالم الآثار», but «العالم» is the world.
    pub(crate) indefinite: bool,
    /// It has a pronoun and is no post: «نظيره الروسي».
    pub(crate) pronoun: bool,
    /// A demonym after it tells where somebody is from, not for whom he works: «الصحفي الفلسطيني».
    pub(crate) profession: bool,
    /// With a demonym after it, it is the head of a government: «المستشارة الألمانية».
    pub(crate) state: bool,
    /// The singular of a plural that may be shared out: «وزيرا الخارجية الأميركي … والروسي …».
    pub(crate) singular: Option<String>,
    /// The word as the table writes it.
    pub(crate) form: String,
    /// It needs no complement and no name to be a person: «مصدر», «مسؤول».
    pub(crate) source: bool,
    /// File and line, for `explain`.
    pub(crate) place: (String, usize),
}

/// What a title makes of the organisation or country in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Head of it.
    Leads,
    /// Works or speaks for it.
    Affiliated,
    /// Belongs to it.
    Member,
    /// Brought it into being.
    Founded,
    /// Nothing is said.
    Nothing,
}

/// The heads of one language, by stem, and by two stems where the second decides on the class.
pub(crate) type Heads = FxHashMap<SmolStr, Head>;
/// The titles of one language, by stem.
pub(crate) type Titles = FxHashMap<SmolStr, Title>;

/// Reads `words/<language>/heads.tsv`.
pub(crate) fn load_heads(
    files: &DataFiles,
    language: &str,
    inflection: &Inflection,
    ontology: &Ontology,
    problems: &mut Vec<Problem>,
) -> Heads {
    let path = format!("words/{language}/heads.tsv");
    let mut heads = Heads::default();
    let Some(text) = files.get(&path) else { return heads };
    for row in table::rows(&path, text, &HEADS, problems) {
        let mut complement = Complement::default();
        for word in row.list(2) {
            match word {
                "genitive" => complement.genitive = true,
                "proper" => complement.proper = true,
                "adjective" => complement.adjective = true,
                "number" => complement.number = true,
                "demonym" => complement.demonym = true,
                "known" => complement.known = true,
                "purpose" => complement.purpose = true,
                "person" => complement.person = true,
                "list" => complement.list = true,
                "shared" => complement.shared = true,
                "own" => complement.own = true,
                "nation" => complement.nation = true,
                "each" => complement.each = true,
                "seated" => complement.seated = true,
                "outside" => complement.outside = true,
                "nominal" => complement.nominal = true,
                "owner" => complement.owner = true,
                "owned" => complement.owned = true,
                "content" => complement.content = true,
                "parties" => complement.parties = true,
                _ => problems.push(Problem::new(
                    &path,
                    row.line,
                    format!("`{word}` is no complement"),
                    "use genitive, proper, known, adjective, demonym, number, purpose, person, list, own, shared, nation, each, seated, outside, nominal, owner, owned, content, parties",
                )),
            }
        }
        let anaphor = match row.cell(3) {
            "" | "no" => Anaphor::No,
            "same" => Anaphor::Same,
            "any" => Anaphor::Any,
            other => {
                let message = format!("`{other}` says nothing about reference");
                problems.push(Problem::new(&path, row.line, message, "use no, same or any"));
                Anaphor::No
            }
        };
        if ontology.class(row.cell(1)).is_none() {
            let message = format!("no class is called {}", row.cell(1));
            problems.push(Problem::new(&path, row.line, message, "use a class of ontology/").resting_on([ONTOLOGY]));
        }
        let head = Head { class: row.cell(1).to_owned(), complement, anaphor, place: (path.clone(), row.line) };
        for form in row.cell(0).split('|').map(str::trim) {
            for form in forms(form, language, inflection) {
                heads.entry(form.into()).or_insert_with(|| head.clone());
            }
        }
    }
    heads
}

/// Reads `words/<language>/titles.tsv`.
pub(crate) fn load_titles(
    files: &DataFiles,
    language: &str,
    inflection: &Inflection,
    problems: &mut Vec<Problem>,
) -> Titles {
    let path = format!("words/{language}/titles.tsv");
    let mut titles = Titles::default();
    let Some(text) = files.get(&path) else { return titles };
    for row in table::rows(&path, text, &TITLES, problems) {
        let relation = match row.cell(1) {
            "leads" => Relation::Leads,
            "affiliated" => Relation::Affiliated,
            "member" => Relation::Member,
            "founded" => Relation::Founded,
            "" | "none" => Relation::Nothing,
            other => {
                let message = format!("`{other}` is no relation");
                problems.push(Problem::new(&path, row.line, message, "use leads, affiliated, member, founded or none"));
                Relation::Nothing
            }
        };
        let place = (path.clone(), row.line);
        let mut title = Title {
            relation,
            honorific: false,
            plural: false,
            indefinite: false,
            pronoun: false,
            profession: false,
            state: false,
            singular: None,
            form: String::new(),
            source: false,
            place,
        };
        for flag in row.list(2) {
            match flag {
                "honorific" => title.honorific = true,
                "plural" => title.plural = true,
                "source" => title.source = true,
                "pronoun" => title.pronoun = true,
                "profession" => title.profession = true,
                "state" => title.state = true,
                _ if flag.starts_with("singular=") => {
                    title.singular = flag.split_once('=').map(|(_, word)| word.trim().to_owned());
                }
                "indefinite" => title.indefinite = true,
                _ => problems.push(Problem::new(
                    &path,
                    row.line,
                    format!("no flag is called {flag}"),
                    "use honorific, plural, indefinite, pronoun, profession, state, source or singular=WORD",
                )),
            }
        }
        for form in row.cell(0).split('|').map(str::trim) {
            form.clone_into(&mut title.form);
            for form in inflection.forms(language, "accusative", &fold(form)) {
                titles.entry(form.into()).or_insert_with(|| title.clone());
            }
        }
    }
    titles
}

/// `word~` stands for all forms of a noun.
fn forms(word: &str, language: &str, inflection: &Inflection) -> Vec<String> {
    match word.strip_suffix('~') {
        Some(noun) => inflection.forms(language, "noun", &fold(noun)),
        None => vec![fold(word)],
    }
}
