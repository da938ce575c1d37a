//! Formats that are tables.

pub(super) mod csv;
pub(super) mod neo4j;
#[cfg(feature = "parquet")]
pub(super) mod parquet;
#[cfg(not(feature = "parquet"))]
#[path = "no_parquet.rs"]
pub(super) mod parquet;
