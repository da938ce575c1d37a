//! What `nisba export` says of the notes that it found in a folder.

use nisba::export::Kept;

use crate::cli::args::General;
use crate::cli::count::count;
use crate::cli::tell;

/// So many are named.
const NAMED: usize = 5;

/// Says which notes were changed by others, and where they are now; and how many are gone.
pub(super) fn tell_what_was_found(Kept { moved, left, removed }: &Kept, general: &General) {
    if general.quiet {
        return;
    }
    for (from, to) in moved.iter().take(NAMED) {
        let (from, to) = (from.display(), to.display());
        tell(&format!("{from} was changed by others: what stood there is now {to}"));
    }
    for path in left.iter().take(NAMED) {
        let path = path.display();
        tell(&format!("{path} stays, as it was changed by others; its entity or document is not in this export"));
    }
    let more = moved.len().saturating_sub(NAMED) + left.len().saturating_sub(NAMED);
    if more > 0 {
        tell(&format!("and {} changed by others", count(more, "more note")));
    }
    if *removed > 0 {
        tell(&format!("{} of what is gone removed", count(*removed, "note")));
    }
}
