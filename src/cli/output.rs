//! Where results go: standard output or a file, buffered; a reader that has gone away is no failure.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use super::failure::Failure;

/// A destination that remembers why it failed, whatever the code in between made of the error.
pub(crate) struct Output {
    name: String,
    to: BufWriter<Box<dyn Write>>,
    failed: Option<io::Error>,
}

impl Output {
    /// Standard output.
    pub(crate) fn standard() -> Self {
        Self::to("standard output".to_owned(), Box::new(io::stdout().lock()))
    }

    /// A file, made or emptied, where a path is given; else standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        match path {
            None => Ok(Self::standard()),
            Some(path) if path.as_os_str() == "-" => Ok(Self::standard()),
            Some(path) => {
                let name = path.display().to_string();
                match File::create(path) {
                    Ok(file) => Ok(Self::to(name, Box::new(file))),
                    Err(source) => Err(Failure::Output { name, source }),
                }
            }
        }
    }

    fn to(name: String, to: Box<dyn Write>) -> Self {
        Self { name, to: BufWriter::new(to), failed: None }
    }

    /// Writes what is left and gives the command's result.
    pub(crate) fn finish<T>(mut self, result: Result<T, Failure>) -> Result<T, Failure> {
        if result.is_ok() || self.failed.is_some() {
            _ = self.flush();
        }
        match self.failed.take() {
            Some(source) => {
                // Dropping the buffer would write what is left in it once more.
                let (_, _) = self.to.into_parts();
                Err(Failure::Output { name: self.name, source })
            }
            None => result,
        }
    }

    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(e) = &result
            && e.kind() != ErrorKind::Interrupted
            && self.failed.is_none()
        {
            let copy =
                e.raw_os_error().map_or_else(|| io::Error::new(e.kind(), e.to_string()), io::Error::from_raw_os_error);
            self.failed = Some(copy);
        }
        result
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.to.write(bytes);
        self.keep(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.to.flush();
        self.keep(result)
    }
}
