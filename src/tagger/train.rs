//! Learns a tagger from samples. The same samples give the same bytes.

use rustc_hash::FxHashMap;

use super::cluster::Clusters;
use super::features::{Surroundings, Words};
use super::minimise::minimise;
use super::model::Model;
use super::objective::Problem;
use super::word::OFFSETS;
use super::{Sample, Tagger};
use crate::domain::Domain;
use crate::error::{Error, Result};

/// How a tagger is learnt.
#[derive(Debug, Clone)]
pub struct Options {
    /// How strongly weights are drawn to nothing, so that few features remain.
    pub l1: f64,
    /// How strongly large weights are drawn back.
    pub l2: f64,
    /// The most steps of the search.
    pub iterations: usize,
    /// How often a feature must be seen.
    pub least: u32,
    /// In how many of a hundred sentences the lexicon is not asked, so that names are learnt from their surroundings too.
    pub without_lexicon: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { l1: 0.05, l2: 0.2, iterations: 150, least: 2, without_lexicon: 30 }
    }
}

/// What was learnt, from how much.
#[derive(Debug)]
pub struct Trained {
    /// The tagger.
    pub tagger: Tagger,
    /// Sentences read.
    pub sentences: usize,
    /// Tokens read.
    pub tokens: usize,
    /// Tokens that are part of a name.
    pub named: usize,
    /// Steps of the search.
    pub iterations: usize,
}

/// Learns from samples, with clusters of words that were learnt before, or none. `each` is told each step and the loss.
///
/// # Errors
/// Where the samples are of a language that the domain has no words for, or have no name in them.
pub fn train(
    domain: &Domain,
    samples: &[Sample],
    clusters: &Clusters,
    options: &Options,
    mut each: impl FnMut(usize, f64),
) -> Result<Trained> {
    let mut problem = Problem::default();
    let mut known: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut trained = 0;
    for sample in samples {
        let text = &sample.text;
        let Some(language) = domain.languages.get(&text.language) else { continue };
        let mut words = Words::new();
        words.read(domain, language, clusters, text);
        let labels = sample.labels();
        let bundles: Vec<u32> = words
            .distinct
            .iter()
            .flat_map(|word| (0..OFFSETS).map(move |offset| (word, offset)))
            .map(|(word, offset)| {
                let mut features = Vec::new();
                word.features(offset, |feature| features.push(feature));
                *known.entry(features).or_insert_with_key(|features| problem.add_bundle(features))
            })
            .collect();
        for sentence in &text.sentences {
            trained += 1;
            let with_lexicon = !is_chosen(trained, options.without_lexicon);
            let surroundings = Surroundings::new(domain, text, &words, sentence.first, sentence.last, with_lexicon);
            for (at, &label) in labels.iter().enumerate().take(sentence.last).skip(sentence.first) {
                let mut own = Vec::new();
                surroundings.features(at, |feature| own.push(feature));
                let own = problem.add_bundle(&own);
                let around = words.around(sentence.first, sentence.last, at);
                let of = |i: usize| around.get(i).map_or(own, |&number| bundles[number as usize * OFFSETS + i]);
                problem.add_token(std::array::from_fn(of), label);
            }
            problem.end_sentence();
        }
    }
    drop(known);
    if problem.named() == 0 {
        let languages: Vec<&str> = domain.languages.keys().map(String::as_str).collect();
        return Err(Error::Training(format!(
            "there is no name to learn from; give texts with names, in one of the languages {}",
            languages.join(", ")
        )));
    }
    problem.close(options.least);
    let mut iterations = 0;
    let weights = minimise(
        problem.size(),
        options.l1,
        options.iterations,
        |weights, gradient| problem.loss(weights, options.l2, gradient),
        |iteration, value| {
            iterations = iteration;
            each(iteration, value);
        },
    );
    let rows = problem.features.iter().enumerate().map(|(i, &feature)| (feature, problem.row(i, &weights))).collect();
    let model = Model::new(problem.transitions(&weights), clusters.clone(), rows);
    let (tokens, named) = (problem.tokens(), problem.named());
    Ok(Trained { tagger: Tagger::new(model), sentences: trained as usize, tokens, named, iterations })
}

/// Whether a sentence is among so many of a hundred, spread without order but always the same.
fn is_chosen(sentence: u64, of_hundred: u64) -> bool {
    super::hash::join(sentence, 17) % 100 < of_hundred
}
