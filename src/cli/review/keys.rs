//! Answers with one key on a terminal, and with one line where input comes from a file or a program.

use std::io::{self, BufRead, Write};

use console::{Key, Term};

/// Where answers come from.
pub(super) enum Answers {
    Terminal(Term),
    Lines(io::StdinLock<'static>),
}

impl Answers {
    /// Keys where a person sits there, lines otherwise.
    pub(super) fn new(on_terminal: bool) -> Self {
        if on_terminal { Self::Terminal(Term::stdout()) } else { Self::Lines(io::stdin().lock()) }
    }

    /// The next answer that is one of the keys; nothing at the end of the input, or where Escape or Ctrl-C was pressed.
    pub(super) fn key(&mut self, keys: &str) -> io::Result<Option<char>> {
        loop {
            let given = match self {
                Self::Terminal(terminal) => match terminal.read_key()? {
                    Key::Char(c) => c.to_ascii_lowercase(),
                    Key::Enter => continue,
                    Key::Escape | Key::CtrlC => return Ok(None),
                    _ => ' ',
                },
                Self::Lines(lines) => {
                    let mut line = String::new();
                    if lines.read_line(&mut line)? == 0 {
                        return Ok(None);
                    }
                    line.trim().chars().next().unwrap_or(' ').to_ascii_lowercase()
                }
            };
            if keys.contains(given) {
                return Ok(Some(given));
            }
            let listed: Vec<String> = keys.chars().map(String::from).collect();
            writeln!(io::stdout(), "  no such key; press one of {}", listed.join(" "))?;
        }
    }

    /// A line of text; nothing at the end of the input or where it is empty.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        let text = match self {
            Self::Terminal(terminal) => terminal.read_line()?,
            Self::Lines(lines) => {
                let mut line = String::new();
                lines.read_line(&mut line)?;
                line
            }
        };
        Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
    }
}
