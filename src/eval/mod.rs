//! Scores what was extracted against gold: mentions, entities and statements, with intervals and the causes of mistakes.
//!
//! What gold marks as not core is neither rewarded nor punished, nor is what `scoring.tsv` of the domain names.

mod alignment;
mod bootstrap;
mod compared;
mod counts;
mod difference;
mod draw;
mod entity;
mod evaluation;
mod floor;
mod gold;
mod literal;
mod mention;
mod mistake;
mod predictions;
mod read;
mod statement;
mod statement_mistake;
mod verdict;

pub use counts::{Accuracy, Counts, rounded};
pub use difference::{Change, Difference};
pub use evaluation::{ClassCounts, DocumentScore, Evaluation, Measure, Score, Slices};
pub use floor::{Fallen, Floor};
pub use gold::{Gold, GoldDocument, Texts};
pub use mistake::{Cause, Mistake, Part, Shown};
pub use predictions::Predictions;
pub use verdict::{Judged, Reliability, Tally, Verdict};
