//! One HTML file that shows the graph and needs nothing else: no server, no network, no second file.

mod assembly;
mod data;
mod passage;
mod place;
mod wording;

use std::io::{self, Write};

use data::Data;
pub use wording::Wording;

use super::Options;
use super::reduction::reduce;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write(graph: &KnowledgeGraph, options: &Options, writer: &mut impl Write) -> io::Result<()> {
    let (kept, left_out) = reduce(graph, options);
    let data = Data::new(graph, &kept, left_out, options);
    writer.write_all(assembly::page(options, &data.to_json()?).as_bytes())
}
