//! When and how results are coloured: `--color`, `NO_COLOR`, and whether anybody would see it.

use std::fmt::{self, Display};
use std::io::{IsTerminal, stdout};

use clap::ColorChoice;

use super::args::{Color, General};

/// Puts words in bold or dims them, or leaves them alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// For what is written to standard output.
    pub(crate) fn new(general: &General) -> Self {
        let on = match general.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self { on }
    }

    /// In bold.
    pub(crate) fn strong<T: Display>(self, text: T) -> Painted<T> {
        Painted { code: self.on.then_some("1"), text }
    }

    /// Less visible than the rest.
    pub(crate) fn faint<T: Display>(self, text: T) -> Painted<T> {
        Painted { code: self.on.then_some("2"), text }
    }
}

/// A text with its escape codes, or without.
pub(crate) struct Painted<T> {
    code: Option<&'static str>,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "\u{1b}[{code}m{}\u{1b}[0m", self.text),
            None => self.text.fmt(f),
        }
    }
}

/// Help is written while the command line is read, so its `--color` has to be found before.
pub(crate) fn of_help(command: clap::Command) -> clap::Command {
    let words: Vec<_> = std::env::args_os().collect();
    let given = |value: &str| {
        words.iter().any(|word| *word == *format!("--color={value}"))
            || words.windows(2).any(|pair| pair[0] == *"--color" && pair[1] == *value)
    };
    match () {
        () if given("never") => command.color(ColorChoice::Never),
        () if given("always") => command.color(ColorChoice::Always),
        () => command,
    }
}
