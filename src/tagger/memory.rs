//! What a tagger remembers from one text to the next: what each word adds to the scores. It changes speed, nothing else.

use std::sync::{Mutex, PoisonError};

use super::features::Words;
use super::label::Scores;
use crate::domain::Domain;

/// Past so many words everything is forgotten, so that memory stays small.
const MOST: usize = 60_000;

/// The words read so far, and their shares.
#[derive(Debug)]
pub(super) struct Memory {
    pub(super) words: Words,
    /// What each distinct word adds to the scores of the tokens around it, by offset.
    pub(super) shares: Vec<Scores>,
    /// The domain with which the words were read: its address, never followed.
    domain: usize,
}

/// Memories that no thread uses at the moment.
#[derive(Debug, Default)]
pub(super) struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// A memory for one text.
    pub(super) fn take(&self, domain: &Domain) -> Memory {
        let domain = std::ptr::from_ref(domain).addr();
        let free = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.filter(|memory| memory.domain == domain && memory.words.distinct.len() < MOST).unwrap_or_else(|| Memory {
            words: Words::new(),
            shares: Vec::new(),
            domain,
        })
    }

    /// Keeps a memory for another text.
    pub(super) fn put(&self, memory: Memory) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

impl Clone for Memories {
    fn clone(&self) -> Self {
        Self::default()
    }
}
