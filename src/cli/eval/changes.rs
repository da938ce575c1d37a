//! What was gained and lost between two runs.

use std::io::{self, Write};

use nisba::eval::{Change, Difference};

use super::mistakes::one_line;
use crate::cli::color::Paint;

/// The four lists with their titles and their names in JSON.
pub(super) fn lists<'d, 'a>(difference: &'d Difference<'a>) -> [(&'static str, &'static str, &'d [Change<'a>]); 4] {
    [
        ("gained: right now, not before", "gained", &difference.gained),
        ("lost: right before, not now", "lost", &difference.lost),
        ("newly wrong", "newly_wrong", &difference.newly_wrong),
        ("no longer wrong", "no_longer_wrong", &difference.no_longer_wrong),
    ]
}

pub(super) fn write(out: &mut impl Write, difference: &Difference<'_>, paint: Paint) -> io::Result<()> {
    for (title, _, changes) in lists(difference) {
        writeln!(out, "\n{}", paint.strong(format!("{title}: {}", changes.len())))?;
        for change in changes {
            let part = change.part.as_str();
            let what = change.cause.map_or(part.to_owned(), |cause| format!("{part}, {}", cause.as_str()));
            writeln!(out, "  {}  ({what})", one_line(change.document, change.shown, paint))?;
        }
    }
    Ok(())
}
