//! Formats that are tables.

pub(super) mod csv;
