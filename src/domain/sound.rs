//! How names sound: letters with the sounds that they may stand for, how near sounds are, and the small words inside names;
//! from `names/`.

use rustc_hash::FxHashMap;

use super::files::DataFiles;
use super::problem::Problem;
use super::table::{self, Row};
use crate::text::fold;

const SOUNDS: &str = "names/sounds.tsv";
const NEAR: &str = "names/near.tsv";
const ARABIC: &str = "names/arabic.tsv";
const LATIN: &str = "names/latin.tsv";
const PARTICLES: &str = "names/particles.tsv";

/// Written for "no sound".
const SILENT: &str = "-";

/// What two sounds cost that have nothing in common.
pub(crate) const UNLIKE: u8 = u8::MAX;

/// An alternative reading gives a key of its own where no more counts against it.
const KEY_LIMIT: u8 = 20;

/// What a letter or a group of letters may sound like; an index into the tables of [`Sounds`].
pub(crate) type Symbol = u8;

/// The script of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    Arabic,
    Latin,
}

/// What a small word in a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Particle {
    /// The article, before a name or not.
    Article,
    /// The article as it sounds before a letter of the sun.
    Assimilated,
    /// The first part of a name that goes on with the next word.
    Servant,
    /// The same, written together with what follows.
    ServantPrefix,
    /// Father or mother of the next word.
    Father,
    /// Counts little.
    Optional,
}

/// The tables of `names/`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sounds {
    sounds: FxHashMap<String, usize>,
    keys: Vec<Option<char>>,
    drops: Vec<[u8; 2]>,
    near: Vec<u8>,
    symbols: Vec<Vec<(Option<usize>, u8)>>,
    of_symbols: FxHashMap<Vec<(Option<usize>, u8)>, Symbol>,
    letters: [FxHashMap<String, Spelling>; 2],
    longest: usize,
    particles: FxHashMap<String, (Particle, String)>,
    prefixes: Vec<(String, String)>,
    /// Costs between all symbols, row by row.
    costs: Vec<u8>,
    /// What a symbol costs that is left out: between scripts, within one.
    drop_costs: Vec<[u8; 2]>,
    symbol_keys: Vec<Vec<Option<char>>>,
}

/// What letters sound like by their place in a word.
#[derive(Debug, Clone, Default)]
struct Spelling {
    first: Option<Vec<Symbol>>,
    last: Option<Vec<Symbol>>,
    anywhere: Option<Vec<Symbol>>,
}

impl Sounds {
    /// Reads `names/`; what is wrong goes to `problems`.
    pub(super) fn load(files: &DataFiles, problems: &mut Vec<Problem>) -> Self {
        let mut sounds = Self::default();
        let text = |file| files.get(file).unwrap_or("");
        for row in table::rows(SOUNDS, text(SOUNDS), &["sound", "key", "between", "within"], problems) {
            sounds.add_sound(&row, problems);
        }
        sounds.near = vec![UNLIKE; sounds.keys.len() * sounds.keys.len()];
        for row in table::rows(NEAR, text(NEAR), &["sound", "other", "cost"], problems) {
            sounds.add_near(&row, problems);
        }
        for (script, file) in [(Script::Arabic, ARABIC), (Script::Latin, LATIN)] {
            for row in table::rows(file, text(file), &["letters", "sounds", "place"], problems) {
                sounds.add_letters(script, file, &row, problems);
            }
        }
        for digit in ('0'..='9').map(String::from) {
            if let Some(&sound) = sounds.sounds.get(&digit)
                && let Some(symbol) = sounds.symbol(vec![(Some(sound), 0)])
            {
                for letters in &mut sounds.letters {
                    let spelling = Spelling { anywhere: Some(vec![symbol]), ..Spelling::default() };
                    letters.entry(digit.clone()).or_insert(spelling);
                }
            }
        }
        for row in table::rows(PARTICLES, text(PARTICLES), &["form", "kind", "reads"], problems) {
            sounds.add_particles(&row, problems);
        }
        // The longest prefix is tried first.
        sounds.prefixes.sort_by(|a, b| (std::cmp::Reverse(a.0.len()), &a.0).cmp(&(std::cmp::Reverse(b.0.len()), &b.0)));
        sounds.finish();
        sounds
    }

    fn add_sound(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let name = row.cell(0);
        let mut wrong = |message: String, remedy: &str| problems.push(Problem::new(SOUNDS, row.line, message, remedy));
        if name.is_empty() || name == SILENT || name.contains(['/', ':', ' ']) {
            return wrong(format!("'{name}' cannot name a sound"), "use letters or a digit");
        }
        let (Ok(between), Ok(within)) = (row.cell(2).parse(), row.cell(3).parse()) else {
            return wrong("a cost is missing or no number".to_owned(), "write two numbers from 0 to 255");
        };
        let mut key = row.cell(1).chars();
        let letter = key.next();
        if key.next().is_some() {
            return wrong(format!("the key '{}' has several letters", row.cell(1)), "use one letter, or none");
        }
        if self.sounds.insert(name.to_owned(), self.keys.len()).is_some() {
            return wrong(format!("the sound {name} is there twice"), "keep one of the rows");
        }
        self.keys.push(letter);
        self.drops.push([between, within]);
    }

    fn add_near(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let mut wrong = |message: String, remedy: &str| problems.push(Problem::new(NEAR, row.line, message, remedy));
        let known = |name: &str| self.sounds.get(name).copied();
        let (Some(a), Some(b)) = (known(row.cell(0)), known(row.cell(1))) else {
            return wrong(format!("no sounds are called {} and {}", row.cell(0), row.cell(1)), "see names/sounds.tsv");
        };
        let Ok(cost) = row.cell(2).parse::<u8>() else {
            return wrong(format!("'{}' is no cost", row.cell(2)), "write a number from 0 to 255");
        };
        let n = self.keys.len();
        if self.near[a * n + b] != UNLIKE {
            return wrong(format!("{} and {} are there twice", row.cell(0), row.cell(1)), "keep one of the rows");
        }
        self.near[a * n + b] = cost;
        self.near[b * n + a] = cost;
    }

    fn add_letters(&mut self, script: Script, file: &str, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let letters = fold(row.cell(0));
        let mut wrong = |message: String, remedy: &str| problems.push(Problem::new(file, row.line, message, remedy));
        if letters.is_empty() || letters.contains(' ') {
            return wrong(format!("'{letters}' is not written in names"), "write one or several letters");
        }
        let mut symbols = Vec::new();
        for part in row.cell(1).split(' ').filter(|part| !part.is_empty()) {
            let alternatives: Option<Vec<_>> =
                part.split('/').map(|alternative| self.alternative(alternative)).collect();
            let Some(alternatives) = alternatives else {
                return wrong(format!("'{part}' has an unknown sound or cost"), "see names/sounds.tsv");
            };
            let Some(symbol) = self.symbol(alternatives) else {
                return wrong("there are too many kinds of letters".to_owned(), "let rows have the same sounds");
            };
            symbols.push(symbol);
        }
        let spelling = self.letters[script as usize].entry(letters.clone()).or_default();
        let place = match row.cell(2) {
            "" => &mut spelling.anywhere,
            "first" => &mut spelling.first,
            "last" => &mut spelling.last,
            place => return wrong(format!("'{place}' is no place"), "use first or last, or leave it empty"),
        };
        if place.replace(symbols).is_some() {
            return wrong(format!("'{letters}' is there twice"), "keep one of the rows");
        }
        self.longest = self.longest.max(letters.chars().count());
    }

    /// Reads `g:15`.
    fn alternative(&self, text: &str) -> Option<(Option<usize>, u8)> {
        let (sound, penalty) = text.split_once(':').unwrap_or((text, "0"));
        let sound = if sound == SILENT { None } else { Some(*self.sounds.get(sound)?) };
        Some((sound, penalty.parse().ok()?))
    }

    fn symbol(&mut self, alternatives: Vec<(Option<usize>, u8)>) -> Option<Symbol> {
        if let Some(&known) = self.of_symbols.get(&alternatives) {
            return Some(known);
        }
        let symbol = Symbol::try_from(self.symbols.len()).ok()?;
        self.of_symbols.insert(alternatives.clone(), symbol);
        self.symbols.push(alternatives);
        Some(symbol)
    }

    fn add_particles(&mut self, row: &Row<'_>, problems: &mut Vec<Problem>) {
        let kind = match row.cell(1) {
            "article" => Particle::Article,
            "assimilated" => Particle::Assimilated,
            "servant" => Particle::Servant,
            "servant-prefix" => Particle::ServantPrefix,
            "father" => Particle::Father,
            "optional" => Particle::Optional,
            kind => {
                let remedy = "use article, assimilated, servant, servant-prefix, father or optional";
                problems.push(Problem::new(PARTICLES, row.line, format!("'{kind}' is no kind"), remedy));
                return;
            }
        };
        for form in row.list(0).map(fold) {
            let reads = if row.cell(2).is_empty() { form.clone() } else { fold(row.cell(2)) };
            if kind == Particle::ServantPrefix {
                self.prefixes.push((form, reads));
            } else {
                // What two forms fold to is one («ال», «آل»).
                self.particles.entry(form).or_insert((kind, reads));
            }
        }
    }

    /// Works out the costs between symbols.
    fn finish(&mut self) {
        let n = self.symbols.len();
        self.costs = vec![UNLIKE; n * n];
        for a in 0..n {
            for b in 0..n {
                let pairs = self.symbols[a].iter().flat_map(|x| self.symbols[b].iter().map(move |y| (x, y)));
                let costs = pairs.map(|(x, y)| self.between(x.0, y.0).saturating_add(x.1).saturating_add(y.1));
                self.costs[a * n + b] = if a == b { 0 } else { costs.min().unwrap_or(UNLIKE) };
            }
        }
        let drop = |alternatives: &Vec<(Option<usize>, u8)>, within: usize| {
            let costs = alternatives.iter().map(|(sound, penalty)| {
                let penalty = if sound.is_none() { *penalty } else { 0 };
                penalty.saturating_add(sound.map_or(0, |sound| self.drops[sound][within]))
            });
            costs.min().unwrap_or(0)
        };
        self.drop_costs = self.symbols.iter().map(|s| [drop(s, 0), drop(s, 1)]).collect();
        self.symbol_keys = (self.symbols.iter())
            .map(|alternatives| {
                let mut keys = Vec::new();
                for (sound, _) in alternatives.iter().filter(|(_, penalty)| *penalty <= KEY_LIMIT) {
                    let key = sound.and_then(|sound| self.keys[sound]);
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                keys
            })
            .collect();
    }

    fn between(&self, a: Option<usize>, b: Option<usize>) -> u8 {
        match (a, b) {
            (Some(a), Some(b)) if a == b => 0,
            (Some(a), Some(b)) => self.near[a * self.keys.len() + b],
            (None, None) => 0,
            _ => UNLIKE,
        }
    }

    /// What it costs to take one symbol for another; [`UNLIKE`] where they share nothing.
    pub(crate) fn cost(&self, a: Symbol, b: Symbol) -> u8 {
        self.costs[usize::from(a) * self.symbols.len() + usize::from(b)]
    }

    /// What it costs to leave a symbol out, between scripts or within one.
    pub(crate) fn drop_cost(&self, symbol: Symbol, within: bool) -> u8 {
        self.drop_costs[usize::from(symbol)][usize::from(within)]
    }

    /// The letters of the skeleton that a symbol may give, the likeliest first; `None` for none.
    pub(crate) fn keys(&self, symbol: Symbol) -> &[Option<char>] {
        &self.symbol_keys[usize::from(symbol)]
    }

    /// The kind of a folded word, and how it is read.
    pub(crate) fn particle(&self, word: &str) -> Option<(Particle, &str)> {
        self.particles.get(word).map(|(kind, reads)| (*kind, reads.as_str()))
    }

    /// The rest of a folded word after a prefix of [`Particle::ServantPrefix`], and how the prefix is read.
    pub(crate) fn prefix<'a>(&self, word: &'a str) -> Option<(&str, &'a str)> {
        self.prefixes.iter().find_map(|(prefix, reads)| Some((reads.as_str(), word.strip_prefix(prefix.as_str())?)))
    }

    /// Adds the symbols of the letters at `at`, and gives how many letters were read; none where nothing is known of them.
    pub(crate) fn read(&self, script: Script, word: &[char], at: usize, symbols: &mut Vec<Symbol>) -> usize {
        let rest = &word[at..];
        let mut letters = String::new();
        for length in (1..=self.longest.min(rest.len())).rev() {
            letters.clear();
            letters.extend(&rest[..length]);
            let Some(spelling) = self.letters[script as usize].get(&letters) else { continue };
            let first = spelling.first.as_ref().filter(|_| at == 0);
            let last = spelling.last.as_ref().filter(|_| at > 0 && length == rest.len());
            if let Some(found) = first.or(last).or(spelling.anywhere.as_ref()) {
                symbols.extend(found);
                return length;
            }
        }
        0
    }
}
