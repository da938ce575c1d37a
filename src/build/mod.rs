//! From a document to its graph as a build makes it, with the stamp that tells whether it must be made again.

mod stamp;

use std::sync::OnceLock;

use crate::annotation::Annotation;
use crate::domain::{DataFiles, Domain, Problem};
use crate::error::{Error, Result};
use crate::graph::{Bases, DocumentGraph};
use crate::pipeline;
use crate::source::SourceDocument;
use stamp::Stamper;

/// Makes the graphs of documents, all in the same way. The same documents, data files and settings give the same graphs on
/// every machine that has the same program.
pub struct Builder {
    files: DataFiles,
    /// Loaded when the first document is read: a build that finds nothing to do has no use for it.
    domain: OnceLock<Result<Domain, Vec<Problem>>>,
    bases: Bases,
    /// Statements that are less sure are left out.
    least: Option<f64>,
    stamper: Stamper,
}

impl Builder {
    /// A builder with the domain of these files, which leaves out the statements that are less sure than `least`, where
    /// it is given.
    #[must_use]
    pub fn new(files: DataFiles, least: Option<f64>) -> Self {
        let bases = Bases::default();
        let confidence = least.map(|least| least.to_string()).unwrap_or_default();
        let settings = [confidence.as_str(), bases.entity_base(), bases.document("").as_str()].map(str::to_owned);
        let stamper = Stamper::new(&files.fingerprint(), &settings);
        Self { files, domain: OnceLock::new(), bases, least, stamper }
    }

    /// The domain.
    ///
    /// # Errors
    /// [`Error::Domain`] with every mistake of its files.
    pub fn domain(&self) -> Result<&Domain> {
        let load = || {
            let (domain, problems) = Domain::check(&self.files);
            if problems.is_empty() { Ok(domain) } else { Err(problems) }
        };
        self.domain.get_or_init(load).as_ref().map_err(|problems| Error::Domain(problems.clone()))
    }

    /// The name of a document's graph.
    #[must_use]
    pub fn iri(&self, id: &str) -> String {
        self.bases.document(id).as_str().to_owned()
    }

    /// A hash of everything that the document's graph follows from: its text and what is known of it, the domain's files,
    /// the program's code and the settings. Where a stored graph has the same one, [`Builder::read`] would give that graph.
    #[must_use]
    pub fn stamp(&self, document: &SourceDocument) -> String {
        self.stamper.stamp(document)
    }

    /// What a document says, and its graph with the stamp.
    ///
    /// # Errors
    /// [`Error::Domain`] where the domain cannot be loaded, [`Error::Document`] where the document cannot be used.
    pub fn read(&self, document: &SourceDocument) -> Result<(Annotation, DocumentGraph)> {
        let domain = self.domain()?;
        let mut annotation = pipeline::extract(domain, document)?;
        if let Some(least) = self.least {
            annotation.leave_out_below(least);
        }
        let graph = DocumentGraph::new(&annotation, &document.text, &domain.ontology, &self.bases)?;
        Ok((annotation, graph.stamped(&self.stamp(document))))
    }
}
