//! `nisba explain`: what produced what stands at a place of a document.

use super::args::{Explain, General};
use super::failure::{Failure, Outcome};

pub(crate) fn run(args: &Explain, _general: &General) -> Result<Outcome, Failure> {
    let place = format!("{} {}-{} in {}", args.document.display(), args.start, args.end, args.store.folder.display());
    Err(Failure::Usage(format!("{place}: nothing can be explained yet")))
}
