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
    /// For each word where its terms stand, in the order of rows.
    places: Vec<Vec<Place>>,
    /// The rows that have all words.
    rows: Vec<u32>,
}

/// A term in a row.
struct Place {
    row: u32,
    term: u32,
    fit: Fit,
    times: u32,
}

/// What a row has of a word.
struct Row {
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
        let rows = |word: usize| parts.iter().map(|part| part.distinct_rows(word)).sum();
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
            for &row in &part.rows {
                let length = part.segment.length.first(row).unwrap_or_default();
                let mut weights = 0.0;
                let mut worst = Fit::Exact;
                for (word, rarity) in rarity.iter().enumerate() {
                    let has = part.row(word, row);
                    worst = worst.max(has.fit);
                    weights += rank::weight(*rarity, has.times, length, mean_length);
                }
                found.push((rank::of_sentence(worst, weights), worst, place, row));
            }
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
            for (sentence, place, row) in &mut sentences {
                sentence.words = self.parts[*place].words_in(*row)?;
            }
        }
        Ok((sentences.into_iter().map(|(sentence, ..)| sentence).collect(), count))
    }

    /// The best entities, and the number of all.
    fn entities(&self, words: &Words, scope: &Scope<'_>) -> Result<(Vec<EntityMatch>, usize)> {
        let mut entities: BTreeMap<String, Named> = BTreeMap::new();
        for part in &self.parts {
            let segment = part.segment;
            let mut of_part: FxHashMap<u64, InPart> = FxHashMap::default();
            for &row in &part.rows {
                let worst = (0..words.words.len()).map(|word| part.row(word, row).fit).max().unwrap_or(Fit::Exact);
                let name = Name { fit: worst, length: segment.length.first(row).unwrap_or_default() };
                let (Some(entity), Some(document)) =
                    (segment.entity.ords().first(row), segment.document.ords().first(row))
                else {
                    continue;
                };
                let InPart { best, documents } = of_part.entry(entity).or_default();
                match best.first().map(|(known, _)| *known) {
                    Some(known) if known < name => {}
                    Some(known) if known == name => best.push((name, row)),
                    _ => *best = vec![(name, row)],
                }
                documents.insert(document);
            }
            let mut of_part: Vec<_> = of_part.into_iter().collect();
            of_part.sort_unstable_by_key(|(entity, _)| *entity);
            for (_, InPart { best, documents }) in of_part {
                let Some(&(name, row)) = best.first() else { continue };
                let mut forms = BTreeMap::new();
                for (_, row) in best {
                    // Rows of one form differ in their document only.
                    if let Some(number) = segment.form.ords().first(row) {
                        forms.entry(number).or_insert(row);
                    }
                }
                let forms = forms.into_values().map(|row| segment.text(&segment.form, row));
                let Some(form) = forms.collect::<Result<Vec<_>>>()?.into_iter().min() else { continue };
                let iri = segment.text(&segment.entity, row)?;
                let known = entities.entry(iri).or_insert_with(|| Named { best: (name, form.clone()), documents: 0 });
                known.documents += documents.len();
                if (name, &form) < (known.best.0, &known.best.1) {
                    known.best = (name, form);
                }
            }
        }
        let searched = words.words.len();
        let mut found: Vec<EntityMatch> = entities
            .into_iter()
            .map(|(iri, Named { best: (Name { fit, length }, name), documents })| {
                let score = rank::of_entity(fit, searched, length, documents);
                EntityMatch { iri, name, documents, fit, score }
            })
            .collect();
        let count = found.len();
        // They stand in the order of their IRIs, and those of one score stay so.
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(scope.limit.unwrap_or(usize::MAX));
        Ok((found, count))
    }
}

/// What a part has of an entity: the rows of its best names, and the numbers of the documents.
#[derive(Default)]
struct InPart {
    best: Vec<(Name, u32)>,
    documents: FxHashSet<u64>,
}

/// An entity with its best name.
struct Named {
    best: (Name, String),
    documents: usize,
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
            let mut of_rows = Vec::new();
            for (term, (info, fit)) in (0u32..).zip(&of_word) {
                let option = IndexRecordOption::WithFreqs;
                let mut postings = index.read_postings_from_terminfo(info, option).map_err(failure)?;
                while postings.doc() != TERMINATED {
                    let row = postings.doc();
                    if counts(row) {
                        of_rows.push(Place { row, term, fit: *fit, times: postings.term_freq() });
                    }
                    postings.advance();
                }
            }
            of_rows.sort_unstable_by_key(|place| (place.row, place.fit, place.term));
            terms.push(of_word);
            places.push(of_rows);
        }
        Ok(Some(Self { segment, index, terms, places, rows: Vec::new() }))
    }

    fn distinct_rows(&self, word: usize) -> usize {
        self.places[word].chunk_by(|a, b| a.row == b.row).count()
    }

    /// Finds the rows that have all words, and the words of phrases together.
    fn meet(&mut self, words: &Words) -> Result<()> {
        let Some(rarest) = (0..self.places.len()).min_by_key(|&word| self.places[word].len()) else { return Ok(()) };
        let rows: Vec<u32> = self.places[rarest].chunk_by(|a, b| a.row == b.row).map(|places| places[0].row).collect();
        let has_all = |row: &u32| self.places.iter().all(|p| p.binary_search_by_key(row, |place| place.row).is_ok());
        let mut rows: Vec<u32> = rows.into_iter().filter(has_all).collect();
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

    /// Where a word stands in rows, which are sorted.
    fn positions(&self, word: usize, rows: &[u32]) -> Result<FxHashMap<u32, BTreeSet<u32>>> {
        let mut wanted: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for place in &self.places[word] {
            if rows.binary_search(&place.row).is_ok() {
                wanted.entry(place.term).or_default().push(place.row);
            }
        }
        let mut found: FxHashMap<u32, BTreeSet<u32>> = FxHashMap::default();
        let mut positions = Vec::new();
        for (term, rows) in wanted {
            let info = &self.terms[word][term as usize].0;
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = self.index.read_postings_from_terminfo(info, option).map_err(failure)?;
            for row in rows {
                if postings.doc() < row {
                    postings.seek(row);
                }
                if postings.doc() == row {
                    postings.positions(&mut positions);
                    found.entry(row).or_default().extend(&positions);
                }
            }
        }
        Ok(found)
    }

    /// The numbers of the words found in a row.
    fn words_in(&self, row: u32) -> Result<BTreeSet<usize>> {
        let mut words = BTreeSet::new();
        for word in 0..self.places.len() {
            let positions = self.positions(word, &[row])?;
            words.extend(positions.into_values().flatten().map(|position| position as usize));
        }
        Ok(words)
    }

    /// What a row has of a word: the best fit, and the most that one form of the word stands there.
    fn row(&self, word: usize, row: u32) -> Row {
        let places = &self.places[word];
        let first = places.partition_point(|place| place.row < row);
        let of_row = places[first..].iter().take_while(|place| place.row == row);
        of_row.fold(Row { fit: Fit::Sound, times: 0 }, |best, place| Row {
            fit: best.fit.min(place.fit),
            times: best.times.max(place.times),
        })
    }
}
