//! `nisba search`: entities and sentences that have the words, with the words marked.

use std::io::{self, Write};

use nisba::Span;
use nisba::domain::{Domain, Prefixes};
use nisba::query::near_names;
use nisba::search::{EntityHit, Found, Freshness, Request, SentenceHit};
use nisba::store::Store;
use serde_json::json;

use super::args::{General, Search, SearchFormat, StorePath};
use super::color::Paint;
use super::count::count;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::tell;

/// The longest sentence that is shown whole, in code points.
const LONGEST: usize = 300;
/// What is shown before the first word that was found, where a sentence is cut.
const BEFORE: usize = 100;

pub(crate) fn run(args: &Search, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let store = open(&args.store)?;
    let request = Request {
        words: typed(&args.words),
        entities: !args.sentences,
        sentences: !args.entities,
        document: args.document.clone(),
        limit: Some(args.limit),
    };
    let found = store.search(&request)?;
    if !general.quiet {
        tell_freshness(found.freshness);
    }
    let near = near(&store, &found)?;
    let mut out = Output::standard();
    let written = match args.format {
        SearchFormat::Table => write_table(&mut out, &found, &domain, Paint::new(general)),
        SearchFormat::Json => write_json(&mut out, &found, &near),
        SearchFormat::Tsv => write_tsv(&mut out, &found),
    };
    if found.entity_count + found.sentence_count == 0 && !general.quiet {
        tell(&nothing(&found, &near));
    }
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

/// The store, with its index in step on disk where that can be.
fn open(path: &StorePath) -> Result<Store, Failure> {
    let store = Store::open_read_only(&path.folder)?;
    if store.is_search_in_step()? {
        return Ok(store);
    }
    drop(store);
    // Where the store cannot be written, the index is made in memory.
    match Store::open(&path.folder).and_then(|store| store.update_search().map(|_| store)) {
        Ok(store) => Ok(store),
        Err(_) => Ok(Store::open_read_only(&path.folder)?),
    }
}

/// The words as one search: an argument of several words is a phrase, and the last word may go on.
fn typed(words: &[String]) -> String {
    let is_quoted = |word: &str| word.contains(['"', '«', '»', '“', '”', '„']);
    let mut typed = Vec::new();
    for word in words {
        let phrase = word.split_whitespace().nth(1).is_some() && !is_quoted(word);
        typed.push(if phrase { format!("\"{word}\"") } else { word.clone() });
    }
    let open = typed.last().is_some_and(|last| !is_quoted(last));
    typed.join(" ") + if open { "*" } else { "" }
}

fn tell_freshness(freshness: Freshness) {
    let (what, documents, kept) = match freshness {
        Freshness::InStep => return,
        Freshness::Anew { documents, kept } => {
            ("there was no search index that can be used; made one", documents, kept)
        }
        Freshness::Behind { documents, kept } => {
            ("the search index was behind; brought it up to date", documents, kept)
        }
    };
    let place = if kept { "" } else { " in memory, for this time only: the store cannot be written now" };
    tell(&format!("{what} from {}{place}", count(documents, "document")));
}

/// For each word that nothing has, the words of names that come near.
fn near(store: &Store, found: &Found) -> Result<Vec<(String, Vec<String>)>, Failure> {
    let near = |word: &String| Ok((word.clone(), near_names(store, word)?));
    found.unknown.iter().map(near).collect()
}

fn nothing(found: &Found, near: &[(String, Vec<String>)]) -> String {
    if found.unknown.is_empty() {
        return "nothing has all of these words; leave some out, or take the quotation marks away".to_owned();
    }
    let near = near.iter().map(|(word, near)| match near.as_slice() {
        [] => format!("nothing has '{word}'"),
        near => format!("nothing has '{word}'; near to it: {}", near.join(", ")),
    });
    near.collect::<Vec<_>>().join("\n")
}

fn write_table(out: &mut impl Write, found: &Found, domain: &Domain, paint: Paint) -> io::Result<()> {
    if !found.entities.is_empty() {
        writeln!(out, "{}", heading("entities", found.entities.len(), found.entity_count))?;
        for entity in &found.entities {
            write_entity(out, entity, &domain.prefixes, paint)?;
        }
    }
    if !found.sentences.is_empty() {
        if !found.entities.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", heading("sentences", found.sentences.len(), found.sentence_count))?;
        for sentence in &found.sentences {
            write_sentence(out, sentence, &domain.prefixes, paint)?;
        }
    }
    Ok(())
}

fn heading(what: &str, shown: usize, all: usize) -> String {
    if shown == all { format!("{what}  {all}") } else { format!("{what}  {shown} of {all}") }
}

/// The names on a line of their own, so that Arabic runs as it should; then what it is.
fn write_entity(out: &mut impl Write, entity: &EntityHit, prefixes: &Prefixes, paint: Paint) -> io::Result<()> {
    let mut names: Vec<&str> = entity.labels.iter().map(|label| label.text.as_str()).collect();
    if !names.contains(&entity.name.as_str()) {
        names.push(&entity.name);
    }
    writeln!(out, "  {}", paint.strong(names.join(" · ")))?;
    let classes = entity.classes.iter().map(|class| local(class)).collect::<Vec<_>>().join(", ");
    let id = prefixes.shorten(&entity.iri);
    let details = format!("{classes} · {id} · {} · {}", count(entity.documents, "document"), entity.fit.name());
    writeln!(out, "      {}", paint.faint(details))
}

fn write_sentence(out: &mut impl Write, sentence: &SentenceHit, prefixes: &Prefixes, paint: Paint) -> io::Result<()> {
    writeln!(out, "  {}", snippet(sentence, paint))?;
    let mut details = format!("{} {}–{}", sentence.document, sentence.span.start, sentence.span.end);
    for (entity, _) in &sentence.entities {
        details += &format!(" · {}", prefixes.shorten(entity));
    }
    details += &format!(" · {}", sentence.fit.name());
    writeln!(out, "      {}", paint.faint(details))
}

/// The sentence on one line, with the words marked: in bold, or in brackets where there is no bold. A long one is cut.
fn snippet(sentence: &SentenceHit, paint: Paint) -> String {
    let letters: Vec<char> = sentence.text.chars().collect();
    let start = sentence.span.start;
    let first = sentence.marks.first().map_or(0, |mark| mark.start - start);
    let at_space = |from: usize| (from..letters.len()).find(|&at| letters[at].is_whitespace()).unwrap_or(letters.len());
    let (from, to) = match letters.len() > LONGEST {
        true => {
            let from = if first > BEFORE { at_space(first - BEFORE).min(first) } else { 0 };
            (from, at_space((from + LONGEST).min(letters.len())))
        }
        false => (0, letters.len()),
    };
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let mut snippet = String::from(if from > 0 { "… " } else { "" });
    let mut at = from;
    for mark in sentence.marks.iter().map(|mark| Span::new(mark.start - start, mark.end - start)) {
        if mark.start < at || mark.end > to {
            continue;
        }
        snippet += &part(at, mark.start);
        let words = part(mark.start, mark.end);
        let marked = paint.strong(&words).to_string();
        snippet += &if marked == words { format!("[{words}]") } else { marked };
        at = mark.end;
    }
    snippet += &part(at, to);
    snippet += if to < letters.len() { " …" } else { "" };
    snippet.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn local(class: &str) -> &str {
    class.rsplit(['#', '/']).next().unwrap_or_default()
}

fn write_json(out: &mut impl Write, found: &Found, near: &[(String, Vec<String>)]) -> io::Result<()> {
    let sentence = |s: &SentenceHit| {
        let entities: Vec<_> = s.entities.iter().map(|(iri, name)| json!({ "iri": iri, "name": name })).collect();
        json!({
            "document": s.document, "iri": s.iri, "start": s.span.start, "end": s.span.end, "text": s.text,
            "marks": s.marks.iter().map(|mark| json!({ "start": mark.start, "end": mark.end })).collect::<Vec<_>>(),
            "entities": entities, "fit": s.fit, "score": rounded(s.score),
        })
    };
    let entity = |e: &EntityHit| {
        json!({
            "iri": e.iri, "labels": e.labels, "classes": e.classes, "name": e.name, "documents": e.documents,
            "fit": e.fit, "score": rounded(e.score),
        })
    };
    let near = near.iter().map(|(word, near)| json!({ "word": word, "near": near }));
    let answer = json!({
        "entityCount": found.entity_count,
        "entities": found.entities.iter().map(entity).collect::<Vec<_>>(),
        "sentenceCount": found.sentence_count,
        "sentences": found.sentences.iter().map(sentence).collect::<Vec<_>>(),
        "unknown": near.collect::<Vec<_>>(),
    });
    writeln!(out, "{answer:#}")
}

fn rounded(score: f64) -> f64 {
    (score * 1e4).round() / 1e4
}

fn write_tsv(out: &mut impl Write, found: &Found) -> io::Result<()> {
    writeln!(out, "kind\tid\tstart\tend\tfit\tscore\ttext")?;
    for e in &found.entities {
        writeln!(out, "entity\t{}\t\t\t{}\t{:.4}\t{}", e.iri, e.fit.name(), e.score, e.name)?;
    }
    for s in &found.sentences {
        let text = s.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Span { start, end } = s.span;
        writeln!(out, "sentence\t{}\t{start}\t{end}\t{}\t{:.4}\t{text}", s.document, s.fit.name(), s.score)?;
    }
    Ok(())
}
