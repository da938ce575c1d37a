//! Tab-separated tables with a header line, `#` comments and line numbers.

use super::problem::Problem;

/// One row: its line and its cells, trimmed, as many as the header has.
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell of a column, empty where the row is short.
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or("")
    }

    /// The parts of a cell that holds a `|`-separated list.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// The rows of a table whose header must be exactly `columns`; what is wrong goes to `problems`.
pub(crate) fn rows<'a>(file: &str, text: &'a str, columns: &[&str], problems: &mut Vec<Problem>) -> Vec<Row<'a>> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, header)) if header.split('\t').map(str::trim).eq(columns.iter().copied()) => {}
        Some((line, _)) => {
            let want = columns.join("<TAB>");
            problems.push(Problem::unread(file, line, "the header is not the one expected", format!("write {want}")));
            return Vec::new();
        }
        None => return Vec::new(),
    }
    let mut rows = Vec::new();
    for (line, text) in lines {
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        if cells.len() > columns.len() {
            let message = format!("{} cells where the header has {}", cells.len(), columns.len());
            problems.push(Problem::new(file, line, message, "take a tab out, or add the column to the header"));
            continue;
        }
        rows.push(Row { line, cells });
    }
    rows
}
