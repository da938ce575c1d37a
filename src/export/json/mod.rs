//! JSON arrays of objects, one object a line, written as they come.

pub(super) mod adjacency;
pub(super) mod cx2;
pub(super) mod cytoscape;
pub(super) mod jgf;
pub(super) mod nodelink;

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use super::columns::{Kind, Value};

/// Fields of an object: `first`, then the columns that have a value.
pub(super) fn object(first: &[(&str, &str)], columns: &[(String, Kind)], values: Vec<Option<Value<'_>>>) -> Json {
    let mut map: Map<String, Json> = first.iter().map(|&(key, value)| (key.to_owned(), value.into())).collect();
    for ((name, _), value) in columns.iter().zip(values) {
        if let Some(value) = value {
            map.insert(name.clone(), value.into());
        }
    }
    Json::Object(map)
}

/// `[`, the objects, `]`.
pub(super) fn write_array(writer: &mut impl Write, objects: impl Iterator<Item = Json>) -> io::Result<()> {
    let mut separator: &[u8] = b"[\n";
    for object in objects {
        writer.write_all(separator)?;
        serde_json::to_writer(&mut *writer, &object)?;
        separator = b",\n";
    }
    writer.write_all(if separator == b"[\n" { b"[]" } else { b"\n]" })
}
