//! Questions to the graph: named queries with parameters, free SPARQL with limits, and answers in many formats.

mod answer;
mod binding;
mod catalogue;
mod distance;
mod entity;
mod format;
mod marked;
mod matching;
mod near;
mod part;
mod run;
mod statement;
mod table;

pub use answer::{Answer, Rows};
pub use binding::{Kind, Parameter};
pub use catalogue::{Catalogue, NamedQuery};
pub use entity::find_entity;
pub use format::Format;
pub use marked::MarkedAnswer;
pub use near::near_names;
pub use part::Part;
pub use run::{Limits, Question};
pub use statement::find_statement;
