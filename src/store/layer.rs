//! Layers read in part, renewed from what the store has, and laid over a view of it.

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Term, Triple};

use super::change::as_stored;
use super::{Store, sorted};
use crate::error::{Error, Result};
use crate::graph::{DocumentGraph, Layer};

impl Store {
    /// Puts the quads that `make` makes from the store in the place of what a layer has. No other thread writes between
    /// its reading and that.
    pub(crate) fn renew_layer(&self, layer: Layer, make: impl FnOnce(&Self) -> Result<Vec<Quad>>) -> Result<()> {
        let one_at_a_time = self.begin_writing()?;
        let graph = DocumentGraph::from_quads(layer.name().into_owned(), make(self)?);
        let graph = as_stored(&graph).map_err(|e| self.failure("cannot be read", &e))?;
        self.change_to(&[graph], &one_at_a_time).map(drop)
    }

    /// The quads of a layer with this subject, predicate and object, where given, in the order of their N-Quads lines.
    pub(crate) fn in_layer(
        &self,
        layer: Layer,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<&Term>,
    ) -> Result<Vec<Quad>> {
        let (subject, graph) = (subject.map(Into::into), Some(layer.name().into()));
        let quads = self.data.quads_for_pattern(subject, predicate, object.map(Term::as_ref), graph);
        Ok(sorted(self.collected(quads)?))
    }

    /// Whether the default graph has a triple.
    pub(crate) fn holds(&self, triple: &Triple) -> Result<bool> {
        let quad = triple.clone().in_graph(GraphName::DefaultGraph);
        self.data.contains(quad.as_ref()).map_err(|e| self.failure("cannot be read", &e))
    }

    /// The documents whose graphs have a triple as one of theirs, in no fixed order.
    pub(crate) fn documents_that_have(&self, triple: &Triple) -> Result<Vec<NamedNode>> {
        let (subject, object) = (triple.subject.as_ref(), triple.object.as_ref());
        let quads = self.data.quads_for_pattern(Some(subject), Some(triple.predicate.as_ref()), Some(object), None);
        let graphs = self.collected(quads)?.into_iter().filter_map(|quad| match quad.graph_name {
            GraphName::NamedNode(graph) if Layer::named(graph.as_ref()).is_none() => Some(graph),
            _ => None,
        });
        Ok(graphs.collect())
    }

    /// This view with more quads in it. Only a store in memory can be a view.
    pub(crate) fn with(self, quads: Vec<Quad>) -> Result<Self> {
        if self.folder.is_some() {
            return Err(Error::Store(format!("{}: the store is kept on disk, it is no view", self.place().display())));
        }
        self.data.extend(quads).map_err(|e| self.failure("cannot be written", &e))?;
        Ok(self)
    }
}
