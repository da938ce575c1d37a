// The filters: status, predicate, class, time, confidence, document.

const { data, state } = page;
const { make, isolated, byId } = page.dom;
const { say, label, count, documentLabel } = page.words;
const { STATUSES } = page.filter;
const aside = byId("choices");

const tally = (things, of) => {
  const found = new Map();
  for (const thing of things) for (const one of [of(thing)].flat()) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
};
const byStatus = tally(data.claims, (claim) => claim.status);
const byClass = tally(data.nodes, (node) => node.class);
const byPredicate = new Map();
for (const fact of [...data.edges, ...data.nodes.flatMap((node) => node.facts)]) {
  byPredicate.set(fact.predicate, (byPredicate.get(fact.predicate) ?? 0) + fact.claims.length);
}

const changed = () => page.changed("filters");
// Sections that stand open stay so when they are made anew.
const open = new Set(["statuses", "classes"]);

function section(name, ...content) {
  const details = make("details", { open: open.has(name), class: "choice" }, make("summary", {}, say(name)), ...content);
  details.addEventListener("toggle", () => open[details.open ? "add" : "delete"](name));
  return details;
}

// Boxes to tick; what is not ticked is in `out`.
function boxes(name, out, rows) {
  const inputs = [];
  const list = rows.map(([thing, number, mark, text]) => {
    const input = make("input", { type: "checkbox", onchange: () => { out[input.checked ? "delete" : "add"](thing); changed(); } });
    input.checked = !out.has(thing);
    inputs.push([input, thing]);
    return make("li", {}, make("label", {}, input, mark, isolated(text), make("span", { class: "count" }, count(number))));
  });
  const all = (checked) => () => {
    for (const [input, thing] of inputs) { input.checked = checked; out[checked ? "delete" : "add"](thing); }
    changed();
  };
  const buttons = make("div", { class: "actions" },
    make("button", { type: "button", onclick: all(true) }, say("all")), make("button", { type: "button", onclick: all(false) }, say("none")));
  return section(name, rows.length > 2 && buttons, make("ul", {}, list));
}

const sorted = (map) => [...map].sort(([a, x], [b, y]) => y - x || label(a).localeCompare(label(b)));

function time(filters) {
  const date = (name) => {
    const input = make("input", { type: "date", id: `time-${name}`, onchange: () => { filters[name] = input.value; changed(); } });
    input.value = filters[name];
    return make("label", {}, make("span", {}, say(`time-${name}`)), input);
  };
  const kind = make("select", { "aria-label": say("time-kind"), onchange: () => { filters.time = kind.value; changed(); } },
    ["either", "valid", "reported"].map((value) => make("option", { value, selected: filters.time === value }, say(`time-${value}`))));
  const undated = make("input", { type: "checkbox", onchange: () => { filters.undated = undated.checked; changed(); } });
  undated.checked = filters.undated;
  return section("time", date("from"), date("to"), kind, make("label", {}, undated, say("undated")));
}

function confidence(filters) {
  const output = make("output", {}, page.fact.percent(filters.confidence));
  const input = make("input", {
    type: "range", min: 0, max: 1, step: 0.05, value: filters.confidence, id: "least-confidence", "aria-label": say("confidence-least"),
    oninput: () => { filters.confidence = Number(input.value); output.textContent = page.fact.percent(filters.confidence); changed(); },
  });
  return section("confidence-least", make("div", { class: "range" }, input, output));
}

function sources(filters) {
  const of = tally(data.claims, (claim) => claim.document);
  // What is inferred is of no document.
  const order = [...of.keys()].filter((document) => document.id !== "").sort((a, b) => (b.date ?? "").localeCompare(a.date ?? "") || a.id.localeCompare(b.id));
  const text = (document) => [document.date, documentLabel(document)].filter(Boolean).join(" \u00b7 ");
  const select = make("select", { id: "one-document", "aria-label": say("documents"), onchange: () => {
    filters.document = select.value === "" ? null : data.documents[Number(select.value)];
    changed();
  } }, make("option", { value: "" }, say("all-documents", { n: count(order.length) })),
  order.map((document) => make("option", { value: document.index, selected: filters.document === document }, `${text(document)} (${of.get(document)})`)));
  return section("documents", select);
}

function show() {
  const { filters } = state;
  const statuses = STATUSES.filter((status) => byStatus.has(status)).map((status) =>
    [status, byStatus.get(status), page.legend.sample(status), page.fact.statusLabel(status)]);
  const classes = sorted(byClass).map(([one, number]) => [one, number, page.legend.shape(one), label(one)]);
  const predicates = sorted(byPredicate).map(([one, number]) => [one, number, null, label(one)]);
  const lone = make("input", { type: "checkbox", id: "lone", onchange: () => { filters.lone = lone.checked; changed(); } });
  lone.checked = filters.lone;
  aside.replaceChildren(
    make("div", { class: "heading" }, make("h2", {}, say("filters")),
      make("button", { type: "button", onclick: () => { page.filter.reset(); show(); changed(); } }, say("reset"))),
    boxes("statuses", filters.statuses, statuses),
    boxes("classes", filters.classes, classes),
    boxes("predicates", filters.predicates, predicates),
    time(filters), confidence(filters), sources(filters),
    make("label", { class: "choice" }, lone, say("show-lone")),
  );
}

page.choices = { show, toggle: () => { document.body.classList.toggle("with-choices"); page.picture.resize(); } };
