//! Formats that are scripts for another program.

pub(super) mod cypher;
pub(super) mod dot;
pub(super) mod mermaid;
pub(super) mod pajek;
