//! `nisba extract`: what documents say, written in the form asked for.

use std::io::Write;
use std::path::{Path, PathBuf};

use nisba::annotation::{self, Annotation};
use nisba::domain::Domain;
use nisba::source::SourceDocument;
use nisba::text::AnalysedText;

use super::args::{Extract, ExtractFormat, General};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::reading;

pub(crate) fn run(args: &Extract, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let mut destination = Destination::open(args)?;
    let read = reading::each(&args.inputs, general, &domain, |document, annotation| {
        destination.write(args.format, &domain, &document, &annotation)
    });
    let account = match destination {
        Destination::One { out, .. } => out.finish(read),
        Destination::Folder(_) => read,
    };
    account?.close(general)
}

/// One stream for all documents, or a folder with a file for each.
enum Destination {
    One { out: Output, documents: usize },
    Folder(PathBuf),
}

impl Destination {
    fn open(args: &Extract) -> Result<Self, Failure> {
        match &args.output {
            Some(path) if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") => {
                if extension(args.format).is_none() {
                    let message = format!("{} is a folder; name a file, as this format has one", path.display());
                    return Err(Failure::Usage(message));
                }
                Ok(Self::Folder(path.clone()))
            }
            path => Ok(Self::One { out: Output::open(path.as_deref())?, documents: 0 }),
        }
    }

    fn write(
        &mut self,
        format: ExtractFormat,
        domain: &Domain,
        document: &SourceDocument,
        annotation: &Annotation,
    ) -> Result<(), Failure> {
        let folder = match self {
            Self::One { documents: 1.., .. } if format == ExtractFormat::Brat => {
                let message = "brat has one file a document; name a folder: --output FOLDER/";
                return Err(Failure::Usage(message.to_owned()));
            }
            Self::One { out, documents } => {
                *documents += 1;
                return write(out, format, domain, document, annotation);
            }
            Self::Folder(folder) => folder,
        };
        let mut file = file_for(folder, &document.id, extension(format).unwrap_or("txt"))?;
        let written = write(&mut file, format, domain, document, annotation);
        file.finish(written)?;
        if format == ExtractFormat::Brat {
            let mut text = file_for(folder, &document.id, "txt")?;
            let written = text.write_all(document.text.as_bytes()).map_err(unwritten);
            text.finish(written)?;
        }
        Ok(())
    }
}

/// The ending of a document's own file, for the formats that have one file a document.
fn extension(format: ExtractFormat) -> Option<&'static str> {
    match format {
        ExtractFormat::Json => Some("json"),
        ExtractFormat::Conll => Some("conll"),
        ExtractFormat::Brat => Some("ann"),
        ExtractFormat::Jsonl | ExtractFormat::Turtle | ExtractFormat::Trig | ExtractFormat::Nquads => None,
    }
}

fn file_for(folder: &Path, id: &str, extension: &str) -> Result<Output, Failure> {
    let path = folder.join(format!("{id}.{extension}"));
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)
            .map_err(|source| Failure::Output { name: parent.display().to_string(), source })?;
    }
    Output::open(Some(&path))
}

fn write(
    out: &mut Output,
    format: ExtractFormat,
    domain: &Domain,
    document: &SourceDocument,
    annotation: &Annotation,
) -> Result<(), Failure> {
    let written = match format {
        ExtractFormat::Json | ExtractFormat::Jsonl => {
            serde_json::to_writer(&mut *out, annotation).map_err(Into::into).and_then(|()| out.write_all(b"\n"))
        }
        ExtractFormat::Conll => annotation::write_conll(out, &AnalysedText::new(domain, &document.text), annotation),
        ExtractFormat::Brat => annotation::write_brat(out, &document.text, annotation),
        ExtractFormat::Turtle | ExtractFormat::Trig | ExtractFormat::Nquads => {
            return Err(Failure::Usage("this format is not there yet".to_owned()));
        }
    };
    written.map_err(unwritten)
}

/// The output knows its name and puts it in.
fn unwritten(source: std::io::Error) -> Failure {
    Failure::Output { name: "output".to_owned(), source }
}
