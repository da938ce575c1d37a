// Which statements and entities are shown, by the filters and by what was hidden.

const { data, state } = page;

// How a statement stands: a fact, an inference, only reported, or as the text holds it.
const STATUSES = ["fact", "reported", "alleged", "intended", "possible", "denied", "inferred"];
function statusOf(claim) {
  if (claim.rule) return "inferred";
  if (claim.factuality.id !== "asserted") return claim.factuality.id;
  return claim.asserted ? "fact" : "reported";
}
for (const claim of data.claims) claim.status = statusOf(claim);

// In a small graph everything is drawn; in a large one what hangs on nothing would only be dust.
const SMALL = 80;
const fresh = () => ({
  classes: new Set(), predicates: new Set(), statuses: new Set(),
  document: null, from: "", to: "", time: "either", undated: true, confidence: 0,
  lone: data.nodes.length <= SMALL,
});
state.filters = fresh();

// The days that count for the filter of time: when it was so, when it was reported, or the first of these that is known.
function daysOf(claim, kind) {
  const reported = claim.document.date ? [claim.document.date, claim.document.date] : null;
  if (kind === "valid") return claim.valid;
  if (kind === "reported") return reported;
  return claim.valid ?? reported;
}

function passes(claim, filters) {
  if (filters.statuses.has(claim.status) || claim.confidence < filters.confidence) return false;
  if (filters.document && claim.document !== filters.document) return false;
  if (!filters.from && !filters.to) return true;
  const days = daysOf(claim, filters.time);
  if (!days) return filters.undated;
  return (!filters.to || days[0] <= filters.to) && (!filters.from || days[1] >= filters.from);
}

// Claims that pass, edges and entities that are shown, how many entities are not drawn as they hang on nothing.
const shown = { claim: new Uint8Array(data.claims.length), node: new Uint8Array(data.nodes.length), edges: [], nodes: [], lone: 0, claims: 0 };

function compute() {
  const { filters, hidden, only } = state;
  data.claims.forEach((claim, at) => { shown.claim[at] = passes(claim, filters) ? 1 : 0; });
  const may = (node) => !filters.classes.has(node.class) && !hidden.has(node) && (!only || only.has(node));
  const joined = new Uint8Array(data.nodes.length);
  shown.edges = data.edges.filter((edge) => {
    if (filters.predicates.has(edge.predicate) || !may(edge.subject) || !may(edge.object)) return false;
    if (!edge.claims.some((claim) => shown.claim[claim.index])) return false;
    joined[edge.subject.index] = joined[edge.object.index] = 1;
    return true;
  });
  shown.claims = shown.edges.reduce((sum, edge) => sum + claimsOf(edge).length, 0);
  shown.lone = 0;
  const node = state.chosen?.kind === "node" ? state.chosen.node : null;
  shown.nodes = data.nodes.filter((other) => {
    let is = may(other);
    // What was asked for by name, or was brought in, is drawn in any case.
    if (is && !joined[other.index] && !filters.lone && !only && other !== node) {
      shown.lone += 1;
      is = false;
    }
    // With a document chosen, what other documents speak of is not of it.
    if (is && !joined[other.index] && filters.document && !other.documents.includes(filters.document)) is = false;
    shown.node[other.index] = is ? 1 : 0;
    return is;
  });
}

// The statements of an edge, or of a fact with a literal, that pass.
const claimsOf = (fact) => fact.claims.filter((claim) => shown.claim[claim.index]);
const isShown = (node) => node.index !== undefined && shown.node[node.index] === 1;
const shownFacts = (node) => node.facts.filter((fact) => !state.filters.predicates.has(fact.predicate) && claimsOf(fact).length > 0);

const reset = () => { state.filters = fresh(); };
const narrowed = () => {
  const now = state.filters;
  return now.classes.size + now.predicates.size + now.statuses.size > 0 || now.document || now.from || now.to || now.confidence > 0;
};

page.filter = { STATUSES, shown, compute, claimsOf, isShown, shownFacts, reset, narrowed };
