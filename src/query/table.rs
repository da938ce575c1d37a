//! Rows as a table for people, in which Arabic stays in its column; as records where the terminal is too narrow.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use unicode_width::UnicodeWidthStr;

use super::answer::Rows;
use crate::domain::Prefixes;
use crate::text::normalise::{ALEF, fold_letter};

/// Left-to-right mark: keeps a terminal that orders Arabic by itself from swapping neighbouring columns.
const MARK: char = '\u{200e}';

/// A character without width that parts lam from alef while columns are measured: a terminal gives each its own place,
/// but as one sign they would be measured as one.
const PART: char = '\u{1160}';

/// Writes the table and the number of its rows.
pub(super) fn write(rows: &Rows, prefixes: &Prefixes, width: Option<u16>, to: &mut impl Write) -> io::Result<()> {
    let cells: Vec<Vec<String>> = rows
        .rows
        .iter()
        .map(|row| row.iter().map(|term| term.as_ref().map_or_else(String::new, |term| cell(term, prefixes))).collect())
        .collect();
    match width {
        Some(width) if narrowest(&rows.variables, &cells) > usize::from(width) => {
            write_records(&rows.variables, &cells, usize::from(width), to)?;
        }
        _ => write_table(&rows.variables, &cells, width, to)?,
    }
    match (rows.rows.len(), rows.cut) {
        (1, false) => writeln!(to, "1 row"),
        (n, false) => writeln!(to, "{n} rows"),
        (n, true) => writeln!(to, "{n} rows, and there are more"),
    }
}

fn write_table(names: &[String], cells: &[Vec<String>], width: Option<u16>, to: &mut impl Write) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(names);
    for row in cells {
        table.add_row(row.iter().map(|cell| parted(cell)));
    }
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        // No word is broken.
        table.set_constraints(longest_words(names, cells).into_iter().map(|longest| {
            ColumnConstraint::LowerBoundary(Width::Fixed(u16::try_from(longest + PADDING).unwrap_or(u16::MAX)))
        }));
    }
    for line in table.lines() {
        let line = line.replace(PART, "");
        // Only terminals order text; in a file or a pipe the mark would be in the way.
        let line = if width.is_some() { marked(&line) } else { line };
        writeln!(to, "{line}")?;
    }
    Ok(())
}

/// A line for each value, with the column's name before it, and an empty line after each row.
fn write_records(names: &[String], cells: &[Vec<String>], width: usize, to: &mut impl Write) -> io::Result<()> {
    let indent = names.iter().map(|name| columns(name)).max().unwrap_or_default() + 2;
    for row in cells {
        for (name, cell) in names.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let mut before = format!("{name}{}", " ".repeat(indent - columns(name)));
            for line in wrapped(cell, width.saturating_sub(indent).max(MIN_WIDTH)) {
                writeln!(to, "{before}{MARK}{line}")?;
                before = " ".repeat(indent);
            }
        }
        writeln!(to)?;
    }
    Ok(())
}

/// The spaces beside a cell.
const PADDING: usize = 2;

/// Words are wrapped at no less than this.
const MIN_WIDTH: usize = 20;

/// The width of the narrowest table that breaks no word.
fn narrowest(names: &[String], cells: &[Vec<String>]) -> usize {
    longest_words(names, cells).into_iter().map(|longest| longest + PADDING + 1).sum::<usize>() + 1
}

/// The width of each column's longest word.
fn longest_words(names: &[String], cells: &[Vec<String>]) -> Vec<usize> {
    let longest = |text: &str| text.split_whitespace().map(columns).max().unwrap_or_default();
    let of_column = |(column, name): (usize, &String)| {
        cells.iter().map(|row| longest(&row[column])).chain([longest(name)]).max().unwrap_or_default()
    };
    names.iter().enumerate().map(of_column).collect()
}

/// The places that a text takes on a terminal.
fn columns(text: &str) -> usize {
    parted(text).width()
}

/// The text in lines of so many places, broken between words.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text with [`PART`] before each alef.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len());
    for c in text.chars() {
        if fold_letter(c) == ALEF {
            parted.push(PART);
        }
        parted.push(c);
    }
    parted
}

fn marked(line: &str) -> String {
    let mut marked = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        marked.push(c);
        if matches!(c, '│' | '┆') {
            marked.push(MARK);
        }
    }
    marked
}

/// A term in a cell: IRIs by their prefixes, literals without quotes, on one line.
fn cell(term: &Term, prefixes: &Prefixes) -> String {
    match term {
        Term::NamedNode(node) => prefixes.shorten(node.as_str()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Term::Triple(triple) => triple_cell(triple, prefixes),
    }
}

fn triple_cell(triple: &Triple, prefixes: &Prefixes) -> String {
    let subject = match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => prefixes.shorten(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    format!("{subject} {} {}", prefixes.shorten(triple.predicate.as_str()), cell(&triple.object, prefixes))
}

#[cfg(test)]
mod tests {
    use oxigraph::model::Literal;

    use super::*;

    fn written(cells: [&str; 2], width: Option<u16>) -> String {
        let rows = Rows {
            variables: ["name", "words"].map(str::to_owned).to_vec(),
            rows: vec![cells.map(|cell| (!cell.is_empty()).then(|| Literal::from(cell).into())).to_vec()],
            cut: false,
        };
        let mut bytes = Vec::new();
        write(&rows, &Prefixes::default(), width, &mut bytes).expect("written");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn each_letter_takes_a_place() {
        let table = written(["الإسلام", "x"], None);
        let lengths: Vec<usize> = table.lines().take(3).map(|line| line.chars().count()).collect();
        assert_eq!(lengths, [19, 19, 19], "{table}");
        assert!(table.contains("│ الإسلام ┆ x"), "{table}");
    }

    #[test]
    fn a_table_breaks_no_word() {
        let table = written(["a name that has several words", "extraordinarily long"], Some(30));
        assert!(table.contains("extraordinarily") && table.contains('╞'), "{table}");
        assert!(table.lines().all(|line| line.chars().filter(|c| *c != MARK).count() <= 30), "{table}");
    }

    #[test]
    fn where_no_table_fits_there_are_records() {
        let records = written(["اسم", "extraordinarily long words are wrapped"], Some(20));
        assert_eq!(
            records.replace(MARK, ""),
            "name   اسم\nwords  extraordinarily long\n       words are wrapped\n\n1 row\n"
        );
        assert_eq!(written(["", "extraordinarily"], Some(10)).replace(MARK, ""), "words  extraordinarily\n\n1 row\n");
    }
}
