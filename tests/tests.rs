mod hand_written;
mod ontology;
mod queries;
mod store;
mod values;
