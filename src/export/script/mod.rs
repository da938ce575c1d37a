//! Formats that are scripts for another program.

pub(super) mod dot;
