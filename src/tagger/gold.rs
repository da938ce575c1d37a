//! Annotated documents in our own form, as samples.

use std::path::{Path, PathBuf};

use super::sample::{Judged, outermost};
use super::{Kind, Sample, TaggedSpan, head};
use crate::annotation::{Annotation, MentionKind};
use crate::domain::Domain;
use crate::error::{Error, Result};
use crate::span::Span;
use crate::text::AnalysedText;

/// Reads a document's annotation and text.
pub(super) fn read(domain: &Domain, path: &Path) -> Result<Sample> {
    let json = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let annotation: Annotation = serde_json::from_str(&json).map_err(|e| Error::Document {
        document: path.display().to_string(),
        message: format!("no annotation: {e}; give a CoNLL file, or JSON as `nisba extract` writes it"),
    })?;
    let text_path = text_of(path);
    let raw = std::fs::read_to_string(&text_path).map_err(|e| Error::io(&text_path, e))?;
    let text = AnalysedText::new(domain, &raw);
    let (mut core, mut optional, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for entity in &annotation.entities {
        let Some(kind) = Kind::of_coarse(domain.ontology.coarse(&entity.class)) else {
            others.extend(entity.mentions.iter().map(|m| m.span()));
            continue;
        };
        for mention in &entity.mentions {
            match mention.kind {
                MentionKind::Name if entity.core => core.push((mention.span(), kind)),
                MentionKind::Name => optional.push((mention.span(), kind)),
                MentionKind::Adjective | MentionKind::Nominal => others.push(mention.span()),
            }
        }
    }
    let every: Vec<(Span, Kind)> = core.iter().chain(&optional).copied().collect();
    let names = outermost(every.clone()).into_iter().map(|name| learnt(domain, &text, name)).collect();
    let names = Sample::ordered(&text, names);
    let wanted = outermost(core);
    others.extend(every.iter().filter(|name| !wanted.contains(name)).map(|(span, _)| *span));
    Ok(Sample { text, names, judged: Some(Judged { wanted, others }) })
}

/// The text beside an annotation.
fn text_of(path: &Path) -> PathBuf {
    let name = path.with_extension("txt");
    let below = path.parent().zip(name.file_name()).map(|(folder, name)| folder.join("texts").join(name));
    below.filter(|path| path.is_file()).unwrap_or(name)
}

/// A name as other annotated text has it: without a head noun such as «مدينة».
fn learnt(domain: &Domain, text: &AnalysedText, (span, kind): (Span, Kind)) -> TaggedSpan {
    let mut name = TaggedSpan { tokens: text.tokens_in(span), kind, score: 1.0 };
    if let Some(language) = domain.languages.get(&text.language) {
        name.tokens.start += head::length(domain, language, text, &name);
    }
    name
}
