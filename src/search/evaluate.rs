//! Compares the words of a search with the index, and ranks what has all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::hit::Fit;
use super::index::{Segment, Snapshot, failure};
use super::rank;
use super::request::Words;
use super::terms::terms_of;
use crate::error::Result;

/// What has the words.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// The best entities, the best first.
    pub(crate) entities: Vec<EntityMatch>,
    pub(crate) entity_count: usize,
    /// The best sentences, the best first.
    pub(crate) sentences: Vec<SentenceMatch>,
    pub(crate) sentence_count: usize,
    /// The words that neither a name nor a sentence has.
    pub(crate) unknown: Vec<String>,
}

/// An entity that has the words in a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EntityMatch {
    pub(crate) iri: String,
    pub(crate) name: String,
    pub(crate) documents: usize,
    pub(crate) fit: Fit,
    pub(crate) score: f64,
}

/// A sentence that has the words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SentenceMatch {
    pub(crate) document: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) fit: Fit,
    pub(crate) score: f64,
    /// The numbers of the words found, in the sentence.
    pub(crate) words: BTreeSet<usize>,
}

/// What is asked of the snapshots together.
pub(crate) struct Scope<'a> {
    pub(crate) entities: bool,
    pub(crate) sentences: bool,
    /// The IRI of the only document.
    pub(crate) document: Option<&'a str>,
    pub(crate) limit: Option<usize>,
}

/// What snapshots of different documents have, as if they were one.
pub(crate) fn evaluate(snapshots: &[&Snapshot], words: &Words, scope: &Scope<'_>) -> Result<Matches> {
    let mut matches = Matches::default();
    // A word that nothing has is told even where only one kind of thing is looked for.
    let in_names = InField::read(snapshots, |snapshot| snapshot.fields.name, words, scope)?;
    let in_sentences = InField::read(snapshots, |snapshot| snapshot.fields.sentence, words, scope)?;
    if scope.entities {
        (matches.entities, matches.entity_count) = in_names.entities(words, scope)?;
    }
    if scope.sentences {
        (matches.sentences, matches.sentence_count) = in_sentences.sentences(snapshots, scope)?;
    }
    for (place, word) in words.words.iter().enumerate() {
        if in_names.frequency[place] + in_sentences.frequency[place] == 0 {
            matches.unknown.push(word.forms.shown().to_owned());
        }
    }
    Ok(matches)
}

/// The rows of one field that have all words, and what each word has.
struct InField<'a> {
    parts: Vec<Part<'a>>,
    /// In how many rows each word stands.
    frequency: Vec<usize>,
}

/// What one segment has.
struct Part<'a> {
    segment: &'a Segment,
    index: Arc<InvertedIndexReader>,
    /// For each word its terms.
    terms: Vec<Vec<(TermInfo, Fit)>>,
    /// For each word the rows that have it, in order.
    places: Vec<Vec<Place>>,
    /// The rows that have all words.
    rows: Vec<u32>,
}

/// What a row has of a word: the best fit, and the most that one form of the word stands there.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    fit: Fit,
    times: u32,
}

impl<'a> InField<'a> {
    fn read(
        snapshots: &[&'a Snapshot],
        field: impl Fn(&Snapshot) -> Field,
        words: &Words,
        scope: &Scope<'_>,
    ) -> Result<Self> {
        let mut parts = Vec::new();
        for snapshot in snapshots {
            for segment in &snapshot.segments {
                parts.extend(Part::read(segment, field(snapshot), words, scope)?);
            }
        }
        let rows = |word: usize| parts.iter().map(|part: &Part<'_>| part.places[word].len()).sum();
        let frequency = (0..words.words.len()).map(rows).collect();
        for part in &mut parts {
            part.meet(words)?;
        }
        Ok(Self { parts, frequency })
    }

    /// The best sentences, and the number of all.
    fn sentences(&self, snapshots: &[&Snapshot], scope: &Scope<'_>) -> Result<(Vec<SentenceMatch>, usize)> {
        let all: u64 = snapshots.iter().map(|snapshot| snapshot.sentences).sum();
        let words: u64 = snapshots.iter().map(|snapshot| snapshot.words).sum();
        let mean_length = words as f64 / (all as f64).max(1.0);
        let rarity: Vec<f64> = self.frequency.iter().map(|&matching| rank::rarity(matching, all)).collect();
        let mut found = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            part.each_row(|row, of_words| {
                let length = part.segment.length.first(row).unwrap_or_default();
                let mut weights = 0.0;
                let mut worst = Fit::Exact;
                for (has, rarity) in of_words.iter().zip(&rarity) {
                    worst = worst.max(has.fit);
                    weights += rank::weight(*rarity, has.times, length, mean_length);
                }
                found.push((rank::of_sentence(worst, weights), worst, place, row));
            });
        }
        let count = found.len();
        keep_best(&mut found, scope.limit, |(score, ..)| *score);
        let mut sentences = Vec::with_capacity(found.len());
        let mut names: FxHashMap<(usize, u64), String> = FxHashMap::default();
        for (score, fit, place, row) in found {
            let segment = self.parts[place].segment;
            let number = segment.document.ords().first(row).unwrap_or_default();
            let document = match names.get(&(place, number)) {
                Some(known) => known.clone(),
                None => names.entry((place, number)).or_insert(segment.text(&segment.document, row)?).clone(),
            };
            let number = |column: &tantivy::columnar::Column<u64>| column.first(row).unwrap_or_default() as usize;
            let (start, end) = (number(&segment.start), number(&segment.end));
            sentences.push((SentenceMatch { document, start, end, fit, score, words: BTreeSet::new() }, place, row));
        }
        let key = |(s, ..): &(SentenceMatch, usize, u32)| (s.document.clone(), s.start);
        sentences.sort_by(|a, b| b.0.score.total_cmp(&a.0.score).then_with(|| key(a).cmp(&key(b))));
        sentences.truncate(scope.limit.unwrap_or(usize::MAX));
        // The words are for those who want to see few; who wants all looks them up in the text.
        if scope.limit.is_some() {
            for (place, part) in self.parts.iter().enumerate() {
                let mut here: Vec<_> = sentences.iter_mut().filter(|(_, of, _)| *of == place).collect();
                here.sort_unstable_by_key(|(.., row)| *row);
                let rows: Vec<u32> = here.iter().map(|(.., row)| *row).collect();
                let mut words = part.words_in(&rows)?;
                for (sentence, _, row) in here {
                    sentence.words = words.remove(row).unwrap_or_default();
                }
            }
        }
        Ok((sentences.into_iter().map(|(sentence, ..)| sentence).collect(), count))
    }

    /// The best entities, and the number of all.
    fn entities(&self, words: &Words, scope: &Scope<'_>) -> Result<(Vec<EntityMatch>, usize)> {
        let mut entities: FxHashMap<u64, Named> = FxHashMap::default();
        for (place, part) in self.parts.iter().enumerate() {
            let segment = part.segment;
            part.each_row(|row, of_words| {
                let fit = of_words.iter().map(|has| has.fit).max().unwrap_or(Fit::Exact);
                let name = Name { fit, length: segment.length.first(row).unwrap_or_default() };
                let (Some(key), Some(document)) = (segment.key.first(row), segment.document.ords().first(row)) else {
                    return;
                };
                let known = entities.entry(key).or_insert_with(|| Named::new(name));
                known.documents.insert((place, document));
                if name < known.name {
                    known.name = name;
                    known.rows.clear();
                }
                if name == known.name {
                    known.rows.push((place, row));
                }
            });
        }
        let searched = words.words.len();
        let score = |named: &Named| rank::of_entity(named.name.fit, searched, named.name.length, named.documents.len());
        let mut found: Vec<(f64, Named)> = entities.into_values().map(|named| (score(&named), named)).collect();
        let count = found.len();
        keep_best(&mut found, scope.limit, |(score, _)| *score);
        let mut best = Vec::with_capacity(found.len());
        for (score, Named { name, rows, documents }) in found {
            let Some(&(place, row)) = rows.first() else { continue };
            let iri = self.parts[place].segment.text(&self.parts[place].segment.entity, row)?;
            let name = EntityMatch { iri, name: self.form(&rows)?, documents: documents.len(), fit: name.fit, score };
            best.push(name);
        }
        best.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.iri.cmp(&b.iri)));
        best.truncate(scope.limit.unwrap_or(usize::MAX));
        Ok((best, count))
    }

    /// The first in order of the forms in these rows.
    fn form(&self, rows: &[(usize, u32)]) -> Result<String> {
        // Rows of one form differ in their document only.
        let mut forms = BTreeMap::new();
        for &(place, row) in rows {
            if let Some(number) = self.parts[place].segment.form.ords().first(row) {
                forms.entry((place, number)).or_insert(row);
            }
        }
        let text = |((place, _), row): ((usize, u64), u32)| {
            let segment = self.parts[place].segment;
            segment.text(&segment.form, row)
        };
        let forms = forms.into_iter().map(text).collect::<Result<Vec<_>>>()?;
        Ok(forms.into_iter().min().unwrap_or_default())
    }
}

/// An entity: its best name, where that stands, and the documents that name it so, by segment.
struct Named {
    name: Name,
    rows: Vec<(usize, u32)>,
    documents: FxHashSet<(usize, u64)>,
}

impl Named {
    fn new(name: Name) -> Self {
        Self { name, rows: Vec::new(), documents: FxHashSet::default() }
    }
}

/// How good a name is; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    fit: Fit,
    length: u64,
}

/// Keeps the best, and all that are as good as the last of them.
fn keep_best<T>(found: &mut Vec<T>, limit: Option<usize>, score: impl Fn(&T) -> f64) {
    let Some(limit) = limit.filter(|&limit| limit < found.len()) else { return };
    if limit == 0 {
        found.clear();
        return;
    }
    found.select_nth_unstable_by(limit - 1, |a, b| score(b).total_cmp(&score(a)));
    let least = score(&found[limit - 1]);
    found.retain(|one| score(one) >= least);
}

impl<'a> Part<'a> {
    /// Nothing where the segment has not the document asked for.
    fn read(segment: &'a Segment, field: Field, words: &Words, scope: &Scope<'_>) -> Result<Option<Self>> {
        let document = match scope.document {
            Some(iri) => match segment.document.dictionary().term_ord(iri).map_err(failure)? {
                Some(number) => Some(number),
                None => return Ok(None),
            },
            None => None,
        };
        let counts = |row: u32| {
            segment.is_alive(row) && document.is_none_or(|number| segment.document.ords().first(row) == Some(number))
        };
        let index = segment.reader.inverted_index(field).map_err(failure)?;
        let (mut terms, mut places) = (Vec::new(), Vec::new());
        for word in &words.words {
            let of_word = terms_of(&index, word)?;
            let mut of_rows = Gathered::new(&of_word, segment.reader.max_doc());
            for (info, fit) in &of_word {
                let option = IndexRecordOption::WithFreqs;
                let mut postings = index.read_postings_from_terminfo(info, option).map_err(failure)?;
                while postings.doc() != TERMINATED {
                    of_rows.add(Place { row: postings.doc(), fit: *fit, times: postings.term_freq() });
                    postings.advance();
                }
            }
            let mut of_rows = of_rows.in_order();
            if document.is_some() || !segment.is_whole() {
                of_rows.retain(|place| counts(place.row));
            }
            terms.push(of_word);
            places.push(of_rows);
        }
        Ok(Some(Self { segment, index, terms, places, rows: Vec::new() }))
    }

    /// Finds the rows that have all words, and the words of phrases together.
    fn meet(&mut self, words: &Words) -> Result<()> {
        let Some(rarest) = (0..self.places.len()).min_by_key(|&word| self.places[word].len()) else { return Ok(()) };
        let others: Vec<usize> = (0..self.places.len()).filter(|&word| word != rarest).collect();
        let has = |word: &usize, row: u32| self.places[*word].binary_search_by_key(&row, |place| place.row).is_ok();
        let rows = self.places[rarest].iter().map(|place| place.row);
        let mut rows: Vec<u32> = rows.filter(|&row| others.iter().all(|word| has(word, row))).collect();
        for phrase in &words.phrases {
            let positions = phrase.clone().map(|word| self.positions(word, &rows)).collect::<Result<Vec<_>>>()?;
            rows.retain(|row| {
                let of_row = |word: &FxHashMap<u32, BTreeSet<u32>>| word.get(row).cloned().unwrap_or_default();
                let of_row: Vec<BTreeSet<u32>> = positions.iter().map(of_row).collect();
                let stands_at = |start: &u32| (*start..).zip(&of_row).all(|(place, word)| word.contains(&place));
                of_row.first().is_some_and(|starts| starts.iter().any(stands_at))
            });
        }
        self.rows = rows;
        Ok(())
    }

    /// Tells of each row that has all words what it has of each.
    fn each_row(&self, mut tell: impl FnMut(u32, &[Place])) {
        let mut next = vec![0; self.places.len()];
        let mut of_words = Vec::with_capacity(self.places.len());
        for &row in &self.rows {
            of_words.clear();
            for (places, next) in self.places.iter().zip(&mut next) {
                while places[*next].row < row {
                    *next += 1;
                }
                of_words.push(places[*next]);
            }
            tell(row, &of_words);
        }
    }

    /// Where a word stands in rows, which are sorted.
    fn positions(&self, word: usize, rows: &[u32]) -> Result<FxHashMap<u32, BTreeSet<u32>>> {
        let mut found: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
        let mut positions = Vec::new();
        for (info, _) in &self.terms[word] {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.index.read_postings_from_terminfo(info, option).map_err(failure)?;
            for &row in rows {
                if postings.doc() < row {
                    postings.seek(row);
                }
                match postings.doc() {
                    TERMINATED => break,
                    at if at == row => {
                        postings.positions(&mut positions);
                        found.entry(row).or_default().extend(&positions);
                    }
                    _ => {}
                }
            }
        }
        Ok(found)
    }

    /// The numbers of the words found in rows, which are sorted.
    fn words_in(&self, rows: &[u32]) -> Result<FxHashMap<u32, BTreeSet<usize>>> {
        let mut words: FxHashMap<u32, BTreeSet<usize>> = FxHashMap::default();
        for word in 0..self.places.len() {
            let mut positions = self.positions(word, rows)?;
            for row in rows {
                let of_row = positions.remove(row).unwrap_or_default();
                words.entry(*row).or_default().extend(of_row.into_iter().map(|position| position as usize));
            }
        }
        Ok(words)
    }
}

/// What rows have of a word, while its terms are read one after the other.
enum Gathered {
    /// Few, to be sorted.
    Few(Vec<Place>),
    /// Many: a place for each row of the segment, by its number.
    Many(Vec<(Option<Fit>, u32)>),
}

/// Where terms stand in more than this part of all rows, a place for each row is cheaper than sorting.
const MANY: u64 = 16;

impl Gathered {
    fn new(terms: &[(TermInfo, Fit)], rows: u32) -> Self {
        let all: u64 = terms.iter().map(|(info, _)| u64::from(info.doc_freq)).sum();
        if all > u64::from(rows) / MANY { Self::Many(vec![(None, 0); rows as usize]) } else { Self::Few(Vec::new()) }
    }

    fn add(&mut self, place: Place) {
        match self {
            Self::Few(places) => places.push(place),
            Self::Many(rows) => {
                let (fit, times) = &mut rows[place.row as usize];
                *fit = Some(fit.map_or(place.fit, |fit| fit.min(place.fit)));
                *times = place.times.max(*times);
            }
        }
    }

    /// One for each row, in order.
    fn in_order(self) -> Vec<Place> {
        match self {
            Self::Few(mut places) => {
                places.sort_unstable_by_key(|place| place.row);
                places.dedup_by(|later, first| {
                    let same = later.row == first.row;
                    if same {
                        first.fit = first.fit.min(later.fit);
                        first.times = first.times.max(later.times);
                    }
                    same
                });
                places
            }
            Self::Many(rows) => {
                (0..).zip(rows).filter_map(|(row, (fit, times))| fit.map(|fit| Place { row, fit, times })).collect()
            }
        }
    }
}
