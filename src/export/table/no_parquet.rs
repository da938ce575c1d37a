//! Stands in for Parquet where the program was built without it.

use std::path::Path;

use crate::error::{Error, Result};
use crate::export::Options;
use crate::graph::KnowledgeGraph;

pub(in crate::export) fn write_folder(_: &KnowledgeGraph, _: &Options, _: &Path) -> Result<()> {
    let message = "this program was built without Parquet; build it with the feature `parquet`, or export csv";
    Err(Error::Export(message.to_owned()))
}
