// The panel beside the picture: what is known of the chosen entity, statement or path.

const { state } = page;
const { make, isolated, link, byId } = page.dom;
const { say, label, otherLabel, count } = page.words;
const { claimsOf, shownFacts, shown } = page.filter;
const panel = byId("panel");
// So many facts are listed at once.
const FIRST = 60;

const button = (word, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, say(word));

function heading(...content) {
  const close = make("button", { type: "button", class: "close", "aria-label": say("close"), title: say("close"), onclick: () => page.actions.clear() }, "\u00d7");
  return make("div", { class: "heading" }, make("h2", {}, ...content), close);
}

const swatch = (node) => make("span", { class: "swatch", fill: page.look.shadesOf(node).fill, "aria-hidden": "true" });

// Facts in steps, so that a hub opens at once.
function factList(facts, node) {
  const list = make("div", { class: "facts" });
  const more = (from) => {
    list.querySelector(":scope > .more")?.remove();
    list.append(...facts.slice(from, from + FIRST).map((one) => page.fact.fact(one, node)));
    const left = facts.length - from - FIRST;
    if (left > 0) list.append(make("button", { type: "button", class: "more", onclick: () => more(from + FIRST) }, say("more", { n: count(left) })));
  };
  more(0);
  return list;
}

function factsOf(node) {
  const edges = node.edges.filter((edge) => claimsOf(edge).length > 0 && !state.filters.predicates.has(edge.predicate));
  const order = (one) => [edgeRank(one, node), label(one.predicate), -claimsOf(one).length];
  const keyed = [...shownFacts(node), ...together(edges)].map((one) => [order(one), one]);
  keyed.sort(([a], [b]) => a[0] - b[0] || a[1].localeCompare(b[1]) || a[2] - b[2]);
  return keyed.map(([, one]) => one);
}

const edgeRank = (one, node) => (!one.object ? 0 : one.subject === node || one.undirected ? 1 : 2);

// Statements with the same ends and predicate, from whatever document, are one fact with several passages.
function together(edges) {
  const found = new Map();
  for (const edge of edges) {
    const name = `${edge.subject.index} ${edge.predicate.index} ${edge.object.index} ${edge.undirected}`;
    if (!found.has(name)) found.set(name, { subject: edge.subject, object: edge.object, predicate: edge.predicate, undirected: edge.undirected, claims: [] });
    found.get(name).claims.push(...edge.claims);
  }
  return [...found.values()];
}

function nodePanel(node) {
  const other = otherLabel(node);
  const facts = factsOf(node);
  const all = node.facts.length + together(node.edges).length;
  const wikidata = /^Q[0-9]+$/.test(node.wikidata ?? "") && link(`https://www.wikidata.org/wiki/${node.wikidata}`, node.wikidata);
  const about = make("p", { class: "about" },
    swatch(node), isolated(label(node.class)), node.unnamed && ` \u00b7 ${say("unnamed")}`,
    wikidata && " \u00b7 ", wikidata,
    " \u00b7 ", say("mentions", { n: count(node.mentions), d: count(node.documents.length) }),
    node.community ? ` \u00b7 ${say("community", { n: node.community })}` : null,
  );
  const near = page.network.neighbours(node).length;
  return [
    heading(isolated(label(node))),
    other && make("p", { class: "other" }, isolated(other)),
    about,
    node.spellings.length > 0 && make("p", { class: "about" }, say("spellings"), " ", node.spellings.flatMap((words, at) => [at > 0 && " \u00b7 ", isolated(words)])),
    make("div", { class: "actions" },
      button("only-around", () => page.actions.focus(node, 1), { title: `${say("only-around")} (f)` }),
      button("expand", () => page.actions.expand(node), { title: `${say("expand")} (e)` }),
      near > 0 && button("hide-neighbours", () => page.actions.hideNeighbours(node), { title: `${say("hide-neighbours")} (Shift+h)` }),
      button("hide", () => page.actions.hide(node), { title: `${say("hide")} (h)` }),
      button("path-from", () => page.actions.pathFrom(node), { title: `${say("path-from")} (p)` }),
    ),
    make("h3", {}, say("facts", { n: count(facts.length) })),
    facts.length < all && make("p", { class: "note" }, say("facts-filtered", { n: count(all - facts.length) })),
    facts.length === 0 && all === 0 && make("p", { class: "note" }, say("no-facts")),
    factList(facts, node),
    make("p", { class: "iri" }, make("bdi", { dir: "ltr" }, node.iri)),
  ];
}

function ends(one) {
  return make("p", { class: "statement" }, page.fact.entityButton(one.subject), " ",
    isolated(label(one.predicate), { class: "predicate" }), " ", page.fact.entityButton(one.object));
}

function linePanel(line) {
  const claims = [...line.facts].flatMap(([, own]) => own);
  const events = [...new Set([...line.facts.keys()].map((edge) => edge.event).filter(Boolean))];
  const list = make("div", {});
  const more = (from) => {
    list.querySelector(":scope > .more")?.remove();
    list.append(...claims.slice(from, from + FIRST).map(page.fact.evidence));
    const left = claims.length - from - FIRST;
    if (left > 0) list.append(make("button", { type: "button", class: "more", onclick: () => more(from + FIRST) }, say("more", { n: count(left) })));
  };
  more(0);
  return [
    heading(isolated(label(line.predicate))),
    ends(line),
    make("p", { class: "about" }, page.fact.badge(line.status), " ", say("said-times", { n: count(claims.length) })),
    events.length > 0 && make("p", {}, say("event"), " ", events.map(page.fact.entityButton)),
    list,
  ];
}

function pathPanel({ from, to, steps }) {
  const list = steps.map((step) => make("li", {}, page.fact.entityButton(step.from), make("div", {}, together(step.edges).map((one) => page.fact.fact(one, step.from)))));
  return [
    heading(say("path")),
    make("p", { class: "about" }, say("path-length", { n: count(steps.length) })),
    make("ol", { class: "path" }, list, make("li", {}, page.fact.entityButton(to))),
    make("div", { class: "actions" }, button("only-path", () => page.actions.onlyPath(), {})),
  ];
}

function show() {
  const { chosen } = state;
  const before = panel.dataset.of;
  panel.hidden = !chosen;
  if (!chosen) return panel.replaceChildren();
  const content = chosen.kind === "node" ? nodePanel(chosen.node) : chosen.kind === "line" ? linePanel(chosen) : pathPanel(chosen);
  panel.replaceChildren(...content.filter(Boolean));
  panel.dataset.of = chosen.kind === "node" ? `node ${chosen.node.index}` : `${chosen.kind} ${chosen.key ?? ""}`;
  if (panel.dataset.of !== before) panel.scrollTop = 0;
}

page.panel = { show, together, factsOf, shown };
