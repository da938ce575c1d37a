// What is shown, read from the data in the page. No other module knows where it comes from or how it is written down.

const raw = JSON.parse(document.getElementById("data").textContent);

const term = ([id, ar, en, fill, shape], index) => ({ index, id, ar, en, fill, shape });
const classes = raw.classes.map(term);
const predicates = raw.predicates.map(term);
const rules = raw.rules.map(term);
const factualities = raw.factualities.map(term);

const documents = raw.documents.map(([id, title, date, source], index) => ({ index, id, title, date, source }));

const nodes = raw.nodes.map(
  ([iri, ar, en, other, kind, x, y, r, mentions, docs, wikidata, , color, community, unnamed, spellings], index) => ({
    index, iri, ar, en, other, class: classes[kind], x, y, r, mentions, wikidata, color, community,
    unnamed: unnamed === 1,
    documents: docs.map((at) => documents[at]),
    spellings: spellings ?? [],
    // Filled below.
    edges: [],
    facts: [],
  }),
);
// Entities that statements name and that the page does not draw.
const beside = raw.beside.map(([iri, ar, en]) => ({ iri, ar, en }));
const entity = (at) => (at < nodes.length ? nodes[at] : beside[at - nodes.length]);
const optional = (at, read) => (at === undefined || at === null ? null : read(at));

const claims = raw.claims.map(
  ([factuality, asserted, confidence, document, passage, start, end, pattern, claimant, first, last, rule, premises], index) => ({
    index,
    factuality: factualities[factuality],
    asserted: asserted === 1,
    confidence,
    document: documents[document],
    // Where the passage begins in its document, in code points, its text, and whether its sentence goes on before (1) or
    // after (2) it.
    passage: optional(passage, (at) => ({ start: raw.passages[at][0], text: raw.passages[at][1], cut: raw.passages[at][2] ?? 0 })),
    start,
    end,
    pattern: optional(pattern, (at) => raw.patterns[at]),
    claimant: optional(claimant, entity),
    valid: first ? [first, last] : null,
    rule: optional(rule, (at) => rules[at]),
    premises: (premises || []).map(([s, p, o]) => [entity(s), predicates[p], entity(o)]),
  }),
);

const edges = raw.edges.map(([subject, object, predicate, own, event, undirected], index) => ({
  index,
  subject: nodes[subject],
  object: nodes[object],
  predicate: predicates[predicate],
  claims: own.map((at) => claims[at]),
  event: optional(event, entity),
  undirected: undirected === 1,
}));
for (const edge of edges) {
  edge.subject.edges.push(edge);
  if (edge.object !== edge.subject) edge.object.edges.push(edge);
}
nodes.forEach((node, at) => {
  // Statements that say the same of the same entity stand together.
  const together = new Map();
  for (const [predicate, value, claim] of raw.nodes[at][11] || []) {
    const key = JSON.stringify([predicate, value]);
    if (!together.has(key)) together.set(key, { subject: node, predicate: predicates[predicate], value, claims: [] });
    together.get(key).claims.push(claims[claim]);
  }
  node.facts = [...together.values()];
});

page.data = {
  title: raw.title,
  language: raw.language,
  // Whether names are shown in both languages.
  both: raw.both,
  words: raw.words,
  classes, predicates, factualities, documents, nodes, edges, claims,
  leftOut: raw.leftOut && { nodes: raw.leftOut[0], edges: raw.leftOut[1] },
};
