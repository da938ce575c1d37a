//! How long a search takes inside the program, beside SPARQL's CONTAINS over the labels of the same store. The median of
//! seven runs each:
//!
//! ```sh
//! NISBA_STORE=DIR cargo bench --no-default-features --bench search -- kerry العراق «باريس*»
//! ```

#![expect(clippy::print_stdout, reason = "the table is what the bench is for")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use nisba::domain::Domain;
use nisba::query::{Limits, Question};
use nisba::search::Request;
use nisba::store::Store;

const RUNS: usize = 7;

fn main() -> nisba::Result<()> {
    let Some(folder) = std::env::var_os("NISBA_STORE").map(PathBuf::from) else {
        println!("set NISBA_STORE to the folder of a graph, and give words to search for");
        return Ok(());
    };
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let store = Store::open_read_only(&folder)?;
    let domain = Domain::embedded()?;
    let counts = store.counts()?;
    println!("{} quads, {} documents", counts.total(), counts.documents);
    println!("{:>10} {:>10} {:>9} {:>9}  words", "search ms", "CONTAINS ms", "entities", "sentences");
    // The first search brings the index up to date.
    store.search(&Request::new("a"))?;
    for words in words {
        let request = Request { limit: Some(10), ..Request::new(&words) };
        let mut found = (0, 0);
        let search = median(|| {
            let answer = store.search(&request)?;
            found = (answer.entity_count, answer.sentence_count);
            Ok(())
        })?;
        let letters: String = words.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        let contains = format!("SELECT ?e WHERE {{ ?e rdfs:label ?l FILTER(CONTAINS(STR(?l), '{letters}')) }}");
        let question = Question::free(&domain.prefixes, &contains, &[]);
        let contains = median(|| question.ask(&store, Limits::default()).map(drop))?;
        println!("{:>10.2} {:>11.1} {:>9} {:>9}  {words}", millis(search), millis(contains), found.0, found.1);
    }
    Ok(())
}

fn median(mut run: impl FnMut() -> nisba::Result<()>) -> nisba::Result<Duration> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times[RUNS / 2])
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
