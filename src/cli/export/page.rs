//! What the HTML page shows beside the graph: spellings, its own words; and a word on what it leaves out.

use nisba::domain::DataFiles;
use nisba::export::{LeftOut, Options, Wording, left_out_of_page};
use nisba::graph::{KnowledgeGraph, Spellings};

use crate::cli::args::General;
use crate::cli::selected::grouped;
use crate::cli::tell;

/// The options with what only a page shows. `spellings` are those of the whole graph.
pub(super) fn options(options: Options, spellings: Spellings, files: &DataFiles) -> Options {
    Options { spellings, wording: Wording::load(files), ..options }
}

/// Says what a page leaves out of a large graph.
pub(super) fn tell_what_is_left_out(graph: &KnowledgeGraph, options: &Options, general: &General) {
    let Some(LeftOut { nodes, edges, nodes_shown, edges_shown }) = left_out_of_page(graph, options) else { return };
    if general.quiet {
        return;
    }
    let of = |shown: usize, all: usize| format!("{} of {}", grouped(shown), grouped(all));
    let (nodes, edges) = (of(nodes_shown, nodes), of(edges_shown, edges));
    tell(&format!(
        "the page shows {nodes} entities and {edges} statements, those with the most connections; \
         --around, --class or --top choose a part"
    ));
}
