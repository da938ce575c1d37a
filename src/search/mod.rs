//! Finds entities and sentences by words: an index of forms beside the store, whatever the spelling, the clitics and the
//! script; ranked, and the same for the same documents in whatever order they came.

mod contents;
mod evaluate;
mod forms;
mod hit;
mod index;
mod rank;
mod request;
mod schema;
mod sound;
mod terms;

pub(crate) use contents::Contents;
pub(crate) use evaluate::{Matches, Scope, SentenceMatch, evaluate};
pub(crate) use forms::word_spans;
pub use hit::{EntityHit, Fit, Found, Freshness, Label, SentenceHit};
pub(crate) use index::{Index, Snapshot};
pub use request::Request;
pub(crate) use request::Words;
pub(crate) use terms::words_of_names;
