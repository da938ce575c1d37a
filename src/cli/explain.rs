//! `nisba explain`: what produced what stands at a place of a document.

use std::io::{self, Write};

use nisba::Span;
use nisba::annotation::{AUTHOR, Factuality, MentionKind};
use nisba::explain::{Basis, Explanation, MentionReading, Rule, Seen, StatementReading, TokenReading, explain};
use nisba::source::{self, Input, SourceDocument};
use nisba::store::Store;

use super::args::{Explain, ExplainFormat, General};
use super::color::Paint;
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::review::line;

pub(crate) fn run(args: &Explain, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let (document, store) = read(args)?;
    let mut explanation = explain(&domain, &document, Span::new(args.start, args.end))?;
    let sure = |statement: &StatementReading| general.min_confidence.is_none_or(|least| statement.confidence >= least);
    explanation.statements.retain(sure);
    let decided = store.map_or_else(Vec::new, |store| {
        let entities = explanation.mentions.iter().map(|mention| mention.entity.clone()).collect();
        store.decisions_about(&entities)
    });
    let decided: Vec<String> = decided.iter().map(|decision| line::of(decision, &domain)).collect();
    let mut out = Output::standard();
    let paint = Paint::new(general);
    let written = match args.format {
        ExplainFormat::Text => {
            write(&mut out, &explanation, paint).and_then(|()| write_decided(&mut out, &decided, paint))
        }
        ExplainFormat::Json => {
            let json = serde_json::to_writer_pretty(&mut out, &explanation);
            json.map_err(io::Error::from).and_then(|()| out.write_all(b"\n"))
        }
    };
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

/// The document: standard input, a file, or else one of the graph, with it.
fn read(args: &Explain) -> Result<(SourceDocument, Option<Store>), Failure> {
    let path = &args.document;
    if path.as_os_str() == "-" {
        return Ok((Input::standard_input().read(source::MAX_BYTES)?, None));
    }
    if path.is_file() {
        let mut found = source::find(std::slice::from_ref(path));
        return match (found.inputs.pop(), found.skipped.pop()) {
            (Some(input), _) => Ok((input.read(source::MAX_BYTES)?, None)),
            (None, Some(e)) => Err(e.into()),
            (None, None) => Err(Failure::NothingRead),
        };
    }
    let id = path.to_string_lossy();
    let folder = args.store.folder.display();
    let missing = |why: String| Failure::Usage(format!("{id} is no file, and no document of a graph: {why}"));
    let store = Store::open_read_only(&args.store.folder).map_err(|e| missing(e.to_string()))?;
    let (text, date) = match store.document_iri(&id)? {
        Some(iri) => (store.text(iri.as_ref())?, store.report_date(iri.as_ref())?),
        None => (None, None),
    };
    let text = text.ok_or_else(|| missing(format!("`nisba docs list --store {folder}` gives the ids of {folder}")))?;
    let date = date.and_then(|date| date.parse().ok());
    Ok((SourceDocument { date, ..SourceDocument::plain(id.into_owned(), text) }, Some(store)))
}

fn write(out: &mut impl Write, explanation: &Explanation, paint: Paint) -> io::Result<()> {
    let Explanation { document, language, asked, .. } = explanation;
    writeln!(out, "{} {}–{} ({language})", paint.strong(document), asked.start, asked.end)?;
    for sentence in &explanation.sentences {
        writeln!(out, "    {}", one_line(&sentence.text))?;
        writeln!(out, "    {}", paint.faint(format!("{}–{}", sentence.start, sentence.end)))?;
    }
    part(out, paint, "words", explanation.tokens.is_empty())?;
    explanation.tokens.iter().try_for_each(|token| write_token(out, token, paint))?;
    part(out, paint, "values", explanation.values.is_empty())?;
    for value in &explanation.values {
        let place = paint.faint(format!("{}–{}", value.words.start, value.words.end));
        writeln!(out, "  {}  {} {}  {place}", one_line(&value.words.text), value.kind, value.meaning)?;
    }
    part(out, paint, "mentions", explanation.mentions.is_empty())?;
    explanation.mentions.iter().try_for_each(|mention| write_mention(out, mention, paint))?;
    part(out, paint, "statements", explanation.statements.is_empty())?;
    explanation.statements.iter().try_for_each(|statement| write_statement(out, statement, paint))
}

/// A headline; a part that has nothing says so.
fn part(out: &mut impl Write, paint: Paint, name: &str, empty: bool) -> io::Result<()> {
    let nothing = if empty { ": none" } else { "" };
    writeln!(out, "\n{}{nothing}", paint.strong(name))
}

fn write_token(out: &mut impl Write, token: &TokenReading, paint: Paint) -> io::Result<()> {
    let mut parts = Vec::new();
    if !token.proclitics.is_empty() {
        let letters: Vec<String> = token.proclitics.iter().map(|letter| format!("{letter}+")).collect();
        parts.push(letters.join(" "));
    }
    parts.push(if token.article { format!("{} (article + {})", token.key, token.stem) } else { token.key.clone() });
    if let (Some(pronoun), Some(base)) = (&token.pronoun, &token.base) {
        parts.push(format!("{base} + pronoun {pronoun}"));
    }
    parts.extend(token.known.iter().cloned());
    if !token.sets.is_empty() {
        parts.push(token.sets.join(" "));
    }
    let place = paint.faint(format!("{}–{}", token.words.start, token.words.end));
    writeln!(out, "  {}  {}  {place}", token.words.text, parts.join(" · "))
}

fn write_mention(out: &mut impl Write, mention: &MentionReading, paint: Paint) -> io::Result<()> {
    let kind = match mention.kind {
        MentionKind::Name => "name",
        MentionKind::Adjective => "demonym",
        MentionKind::Nominal => "definite noun",
    };
    let place = paint.faint(format!("{}–{}", mention.words.start, mention.words.end));
    writeln!(out, "  {}  {kind}, {}  {place}", paint.strong(one_line(&mention.words.text)), mention.class)?;
    writeln!(out, "      {}", mention.entity)?;
    writeln!(out, "      found by {}", mention.source)?;
    for title in &mention.titles {
        writeln!(out, "      with {} ({}), {}", one_line(&title.words.text), title.relation, title.source)?;
    }
    Ok(())
}

fn write_statement(out: &mut impl Write, statement: &StatementReading, paint: Paint) -> io::Result<()> {
    let StatementReading { subject, predicate, object, evidence, confidence, basis, .. } = statement;
    writeln!(out, "  {subject} {} {object}", paint.strong(predicate))?;
    let place = paint.faint(format!("{}–{}, confidence {confidence}", evidence.start, evidence.end));
    writeln!(out, "      {}  {place}", one_line(&evidence.text))?;
    writeln!(out, "      {}", paint.faint(rests_on(basis)))?;
    write_rule(out, "pattern", &statement.pattern)?;
    if statement.factuality != Factuality::Asserted {
        write!(out, "      {}", paint.strong(statement.factuality.as_str()))?;
        match &statement.because {
            Some(rule) => write_rule(out, ", by", rule)?,
            None => writeln!(out)?,
        }
    }
    if statement.claimed_by != AUTHOR {
        write!(out, "      claimed by {}", paint.strong(&statement.claimed_by))?;
        match &statement.speech {
            Some(rule) => write_rule(out, ", by", rule)?,
            None => writeln!(out)?,
        }
    }
    if !statement.kept {
        writeln!(out, "      not kept from here: the same is said elsewhere, and the pattern there states no less")?;
    }
    Ok(())
}

/// What people decided about the entities at the place: what stands above is what the program read.
fn write_decided(out: &mut impl Write, decided: &[String], paint: Paint) -> io::Result<()> {
    if decided.is_empty() {
        return Ok(());
    }
    part(out, paint, "decided since, by people", false)?;
    decided.iter().try_for_each(|line| writeln!(out, "  {line}"))
}

/// What a confidence rests on, in a line.
fn rests_on(basis: &Basis) -> String {
    let times = |seen: &Seen| format!("right {} of {}", seen.right, seen.right + seen.wrong);
    let mut parts = vec![format!("stated {}", basis.stated)];
    parts.extend(basis.counts.as_ref().map(|seen| format!("{} in annotated texts", times(seen))));
    let circumstances = basis.circumstances.iter();
    parts.extend(circumstances.map(|one| format!("{}: {}", one.name, times(&one.counts))));
    parts.join(" · ")
}

fn write_rule(out: &mut impl Write, what: &str, rule: &Rule) -> io::Result<()> {
    let indent = if what.starts_with(',') { "" } else { "      " };
    write!(out, "{indent}{what} {}", rule.name)?;
    if !rule.place.is_empty() {
        write!(out, ", {}", rule.place)?;
    }
    if let Some(trigger) = &rule.trigger {
        write!(out, ", at {} ({})", trigger.text, trigger.start)?;
    }
    writeln!(out)?;
    rule.matches.iter().try_for_each(|matches| writeln!(out, "          {matches}"))
}

/// A slice without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
