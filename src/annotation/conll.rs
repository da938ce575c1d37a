//! Annotations as CoNLL: one token a line, mentions as BIO tags.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{Annotation, Entity, Mention};
use crate::span::Span;
use crate::text::AnalysedText;

/// Writes one document: form, first code point, end, entity, inner tag and outer tag, separated by tabs.
///
/// The last column has the longest mentions, the one before it those that lie inside them; what lies deeper is left
/// out. A clitic before a mention is a line of its own. An empty line ends a sentence, and a `-DOCSTART-` line with the
/// document's id begins it.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_conll(out: &mut impl Write, text: &AnalysedText, annotation: &Annotation) -> io::Result<()> {
    let (outer, inner) = layers(annotation);
    let cuts: BTreeSet<usize> = outer.iter().chain(&inner).flat_map(|(_, m)| [m.start, m.end]).collect();
    writeln!(out, "-DOCSTART-\t0\t0\t{}\tO\tO\n", annotation.id)?;
    for sentence in &text.sentences {
        for token in text.tokens.get(sentence.first..sentence.last).unwrap_or_default() {
            let inside = token.span.start + 1..token.span.end;
            let mut bounds: BTreeSet<usize> = cuts.range(inside.clone()).copied().collect();
            bounds.extend([token.span.start, token.span.end]);
            bounds.extend(Some(token.core.start).filter(|at| inside.contains(at)));
            for (&start, &end) in bounds.iter().zip(bounds.iter().skip(1)) {
                let form = text.slice(Span::new(start, end)).replace(char::is_whitespace, "_");
                let entity = covering(&outer, start).map_or("_", |(entity, _)| entity.id.as_str());
                writeln!(out, "{form}\t{start}\t{end}\t{entity}\t{}\t{}", tag(&inner, start), tag(&outer, start))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

type Layer<'a> = Vec<(&'a Entity, &'a Mention)>;

/// The longest mentions that do not overlap, and the longest among the others; both in the order of the text.
fn layers(annotation: &Annotation) -> (Layer<'_>, Layer<'_>) {
    let mut rest: Layer<'_> =
        annotation.entities.iter().flat_map(|entity| entity.mentions.iter().map(move |m| (entity, m))).collect();
    rest.sort_by_key(|(_, m)| (std::cmp::Reverse(m.span().len()), m.start));
    let outer = take_apart(&mut rest);
    let inner = take_apart(&mut rest);
    (outer, inner)
}

/// Takes out what overlaps nothing taken before it.
fn take_apart<'a>(rest: &mut Layer<'a>) -> Layer<'a> {
    let mut taken: Layer<'a> = Vec::new();
    rest.retain(|&(entity, mention)| {
        let free = !taken.iter().any(|(_, other)| other.span().overlaps(mention.span()));
        if free {
            taken.push((entity, mention));
        }
        !free
    });
    taken.sort_by_key(|(_, m)| m.start);
    taken
}

fn covering<'a>(layer: &Layer<'a>, at: usize) -> Option<(&'a Entity, &'a Mention)> {
    let next = layer.partition_point(|(_, m)| m.start <= at);
    layer.get(next.checked_sub(1)?).copied().filter(|(_, m)| at < m.end)
}

fn tag(layer: &Layer<'_>, at: usize) -> String {
    match covering(layer, at) {
        Some((entity, mention)) if mention.start == at => format!("B-{}", entity.class),
        Some((entity, _)) => format!("I-{}", entity.class),
        None => "O".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::MentionKind;
    use crate::domain::Domain;

    fn entity(id: &str, class: &str, text: &str, name: &str) -> Entity {
        let byte = text.find(name).expect("the name is in the text");
        let start = text[..byte].chars().count();
        let end = start + name.chars().count();
        let mention = Mention { start, end, text: name.to_owned(), kind: MentionKind::Name, core: true, source: None };
        Entity {
            id: id.to_owned(),
            class: class.to_owned(),
            subclass: None,
            name: name.to_owned(),
            name_en: None,
            wikidata: None,
            core: true,
            mentions: vec![mention],
        }
    }

    #[test]
    fn clitics_stand_apart_and_inner_mentions_have_their_own_column() {
        let text = "زار باريس. والتقى بالجيش العراقي";
        let annotation = Annotation {
            id: "d".to_owned(),
            language: "ar".to_owned(),
            title: None,
            date: None,
            text_sha256: String::new(),
            entities: vec![
                entity("paris", "City", text, "باريس"),
                entity("iraq", "Country", text, "العراقي"),
                entity("army", "SecurityForce", text, "الجيش العراقي"),
            ],
            statements: Vec::new(),
        };
        let domain = Domain::embedded().expect("the embedded domain is sound");
        let mut out = Vec::new();
        write_conll(&mut out, &AnalysedText::new(&domain, text), &annotation).expect("a vector takes all");
        let out = String::from_utf8(out).expect("UTF-8");
        let expected = "-DOCSTART-\t0\t0\td\tO\tO\n\n\
            زار\t0\t3\t_\tO\tO\n\
            باريس\t4\t9\tparis\tO\tB-City\n\
            .\t9\t10\t_\tO\tO\n\n\
            و\t11\t12\t_\tO\tO\n\
            التقى\t12\t17\t_\tO\tO\n\
            ب\t18\t19\t_\tO\tO\n\
            الجيش\t19\t24\tarmy\tO\tB-SecurityForce\n\
            العراقي\t25\t32\tarmy\tB-Country\tI-SecurityForce\n\n";
        assert_eq!(out, expected);
    }
}
