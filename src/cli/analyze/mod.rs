//! `nisba analyze`: measures of the graph, as tables, as JSON, and into the graph itself.

mod json;
mod table;

use nisba::analysis::{Measures, MeasuresOptions, Network, Slices, measure_quads, slices};
use nisba::graph::{KnowledgeGraph, Layer, Unit, read_terms};
use nisba::store::Store;
use petgraph::graph::{EdgeIndex, NodeIndex};

use super::args::{Analyze, AnalyzeFormat, General, TimeUnit};
use super::failure::{Failure, Outcome};
use super::output::Output;
use super::selected::{described, selection, times};

/// What was measured, as a whole and by slice of time.
struct Report<'a> {
    args: &'a Analyze,
    graph: &'a KnowledgeGraph,
    /// Which statements count, in words.
    described: String,
    /// The entities of the graph, also those that no statement joins to another.
    known: usize,
    /// Statements that do not count only because their time is not known.
    undated: usize,
    whole: Part,
    /// In the order of time.
    slices: Vec<(String, Part)>,
    /// Statements that are in no slice.
    outside: usize,
}

/// A network with its measures.
struct Part {
    nodes: Vec<NodeIndex>,
    statements: usize,
    measures: Measures,
}

impl Part {
    fn measure(graph: &KnowledgeGraph, statements: &[EdgeIndex], options: MeasuresOptions) -> Self {
        let (network, nodes) = Network::of_statements(graph, statements);
        Self { nodes, statements: statements.len(), measures: Measures::of(&network, options) }
    }
}

pub(crate) fn run(args: &Analyze, general: &General) -> Result<Outcome, Failure> {
    let domain = general.load_domain()?;
    let selection = selection(&args.statements.factuality, &args.statements.kinds, &domain, general)?;
    let folder = &args.store.folder;
    let store = match args.store_results {
        // Opened to write only once it is known to be a store, so that a wrong name makes no new one.
        true => Store::open_read_only(folder).map(drop).and_then(|()| Store::open(folder))?,
        false => Store::open_read_only(folder)?,
    };
    let graph = KnowledgeGraph::from_quads(&store.quads_without_texts()?, read_terms(&general.data_files()?));
    let times = times(&args.statements.kinds, &store)?;
    let (statements, undated) = selection.statements(&graph, &times);
    let options = MeasuresOptions {
        weighted: args.weighted,
        sources: args.sample.map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
    };
    let unit = args.by.map(|unit| match unit {
        TimeUnit::Year => Unit::Year,
        TimeUnit::Month => Unit::Month,
    });
    let Slices { slices, undated: outside } =
        unit.map(|unit| slices(&graph, &statements, &times, unit)).unwrap_or_default();
    let slices = slices.into_iter().map(|(name, slice)| (name, Part::measure(&graph, &slice, options)));
    let report = Report {
        args,
        graph: &graph,
        described: described(&selection, &args.statements),
        known: graph.nodes().len(),
        undated,
        whole: Part::measure(&graph, &statements, options),
        slices: slices.collect(),
        outside,
    };
    if args.store_results {
        report.store(&store, unit)?;
    }
    let mut out = Output::open(args.output.as_deref())?;
    let written = match args.format {
        AnalyzeFormat::Table => table::write(&mut out, &report, general),
        AnalyzeFormat::Json => json::write(&mut out, &report),
    };
    out.finish(written.map(|()| Outcome::Done).map_err(Failure::written))
}

impl Report<'_> {
    fn store(&self, store: &Store, unit: Option<Unit>) -> Result<(), Failure> {
        let about = self.about();
        let quads = |part: &Part, slice| measure_quads(self.graph, &part.nodes, &part.measures, &about, slice);
        let mut all = quads(&self.whole, None);
        if let Some(unit) = unit {
            all.extend(self.slices.iter().flat_map(|(name, part)| quads(part, Some((name, unit)))));
        }
        store.put_layer(Layer::Analysis, all)?;
        Ok(())
    }

    /// Which graph was measured, in words.
    fn about(&self) -> String {
        let weight = match self.args.weighted {
            true => "weighs as much as it has statements in PageRank and communities",
            false => "counts once",
        };
        format!("statements: {}; a link of several statements {weight}", self.described)
    }
}
