//! Finds names by what it has learnt from annotated text: a linear-chain conditional random field.

mod cluster;
mod conll;
mod decode;
mod features;
mod gazetteer;
mod gold;
mod hash;
mod head;
mod label;
mod lattice;
mod memory;
mod minimise;
mod model;
mod objective;
mod sample;
mod score;
mod train;
mod word;

pub use cluster::Clusters;
pub use label::Kind;
pub use sample::Sample;
pub use score::{Count, Mistake, Score, mistakes};
pub use train::{Options, Trained, train};

use std::ops::Range;

use memory::Memories;
use model::Model;

/// A trained tagger.
#[derive(Debug, Clone)]
pub struct Tagger {
    model: Model,
    memories: Memories,
}

/// A name that the tagger found.
#[derive(Debug, Clone, PartialEq)]
pub struct TaggedSpan {
    /// The tokens; the first counts without its proclitics.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: Kind,
    /// The probability, by what was learnt, that exactly these tokens are a name of this kind.
    pub score: f32,
}

impl Tagger {
    /// Reads a model's file.
    ///
    /// # Errors
    /// The reason, where the bytes are not those of a model that this version can use.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, &'static str> {
        Model::from_bytes(bytes).map(Self::new).ok_or("this is no tagger model of this version")
    }

    fn new(model: Model) -> Self {
        Self { model, memories: Memories::default() }
    }

    /// The bytes of the model's file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.model.to_bytes()
    }

    /// The number of features, and of weights.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        self.model.size()
    }
}
