//! `nisba extract`: what documents say, written in the form asked for.

use std::io::Write;
use std::path::{Path, PathBuf};

use nisba::annotation::{self, Annotation};
use nisba::build::Builder;
use nisba::domain::Domain;
use nisba::export::{Format, RdfOptions, write_quads};
use nisba::pipeline;
use nisba::source::SourceDocument;
use nisba::text::AnalysedText;

use super::args::{Extract, ExtractFormat, General};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::reading;

pub(crate) fn run(args: &Extract, general: &General) -> Result<Outcome, Failure> {
    match rdf_format(args.format) {
        Some(format) => run_rdf(args, general, format),
        None => run_annotations(args, general, &general.load_domain()?),
    }
}

fn run_annotations(args: &Extract, general: &General, domain: &Domain) -> Result<Outcome, Failure> {
    let mut destination = Destination::open(args)?;
    let make = |document: SourceDocument| {
        let annotation = general.sure_enough(pipeline::extract(domain, &document)?);
        Ok((document, annotation))
    };
    let read = reading::each(&args.inputs, &args.dates.dating(), general, make, |(document, annotation)| {
        destination.write(args.format, domain, &document, &annotation)
    });
    let account = match destination {
        Destination::One { out, .. } => out.finish(read),
        Destination::Folder(_) => read,
    };
    account?.close(general)
}

/// The graph that a store would hold which has read these documents alone.
fn run_rdf(args: &Extract, general: &General, format: Format) -> Result<Outcome, Failure> {
    let builder = Builder::new(general.data_files()?, general.min_confidence);
    let domain = builder.domain()?;
    let mut out = Output::open(args.output.as_deref())?;
    let make = |document: SourceDocument| Ok(builder.read(&document)?.1);
    let mut quads = Vec::new();
    let account = reading::each(&args.inputs, &args.dates.dating(), general, make, |graph| {
        quads.extend(graph.dataset());
        Ok(())
    });
    let written = account.and_then(|account| {
        let options = RdfOptions { rdf11: false, prefixes: domain.prefixes.clone() };
        write_quads(quads, format, &options, &mut out).map_err(Failure::written)?;
        Ok(account)
    });
    out.finish(written)?.close(general)
}

fn rdf_format(format: ExtractFormat) -> Option<Format> {
    match format {
        ExtractFormat::Turtle => Some(Format::Turtle),
        ExtractFormat::Trig => Some(Format::TriG),
        ExtractFormat::Nquads => Some(Format::NQuads),
        ExtractFormat::Json | ExtractFormat::Jsonl | ExtractFormat::Conll | ExtractFormat::Brat => None,
    }
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
            let written = text.write_all(document.text.as_bytes()).map_err(Failure::written);
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
        // `run_rdf` writes these, all documents at once.
        ExtractFormat::Turtle | ExtractFormat::Trig | ExtractFormat::Nquads => Ok(()),
    };
    written.map_err(Failure::written)
}
