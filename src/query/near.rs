//! Words of names that come near to one that nothing has.

use super::distance;
use crate::error::Result;
use crate::store::Store;
use crate::text::fold;

/// The words of entities' names that differ from `word` in few letters, or of which one holds the other; the nearest
/// first, five at most.
///
/// # Errors
/// [`Error::Store`](crate::Error::Store) where the store cannot be read.
pub fn near_names(store: &Store, word: &str) -> Result<Vec<String>> {
    let words = store.words_of_names()?;
    // Very short words are held by too many others.
    let long = |known: &&str| known.chars().nth(2).is_some();
    let near = distance::nearest(&fold(word), words.iter().map(String::as_str).filter(long));
    Ok(near.into_iter().map(str::to_owned).collect())
}
