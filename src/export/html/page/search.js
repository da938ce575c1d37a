// The search box: names in both scripts, however they are spelt, and posts; a list of results that keys walk through.

const { data, state } = page;
const { make, isolated, byId } = page.dom;
const { say, label, otherLabel, count } = page.words;
const { words, fit } = page.fold;
const box = byId("find");
const results = byId("results");
const MOST = 30;

// The keys of all names, made when something is first searched.
let keys = null;
function keysOf() {
  const names = (node) => [node.ar, node.en, node.other, node.wikidata, ...node.spellings].filter(Boolean);
  keys ??= data.nodes.map((node) => ({
    node,
    names: names(node).map(words),
    facts: node.facts.map((fact) => words(fact.value)),
  }));
  return keys;
}

// Entities that fit, best first. What a fact says counts less than a name.
function find(text, most = MOST) {
  const query = words(text);
  if (query.length === 0) return { found: [], total: 0 };
  const scored = [];
  for (const { node, names, facts } of keysOf()) {
    const score = Math.max(fit(query, names), fit(query, facts) * 0.4);
    if (score > 0) scored.push({ node, score });
  }
  scored.sort((a, b) => b.score - a.score || b.node.edges.length - a.node.edges.length || a.node.index - b.node.index);
  return { found: scored.slice(0, most).map((one) => one.node), total: scored.length };
}

function show() {
  const text = box.value.trim();
  const { found, total } = find(text);
  results.hidden = text === "";
  const rows = found.map((node) => {
    const other = otherLabel(node);
    return make("li", {}, make("button", { type: "button", onclick: () => take(node) },
      make("span", { class: "swatch", fill: page.look.shadesOf(node).fill, "aria-hidden": "true" }),
      make("span", {}, isolated(label(node)), other && make("small", {}, " ", isolated(other))),
      make("small", { class: "kind" }, isolated(label(node.class)), ` \u00b7 ${count(node.edges.length)}`)));
  });
  if (text !== "" && total === 0) rows.push(make("li", { class: "note" }, say("nothing-found")));
  if (total > found.length) rows.push(make("li", { class: "note" }, say("more-found", { n: count(total - found.length) })));
  results.replaceChildren(...rows);
  if (text !== "") page.speak(say("found", { n: count(total) }));
}

function take(node) {
  close();
  if (state.pathFrom) page.actions.pathTo(node);
  else page.actions.choose(node, { show: true, centre: true });
  page.picture.canvas.focus();
}

function close() {
  results.hidden = true;
}

// Moves among the results; from the first one back into the box.
function step(by) {
  const buttons = [...results.querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + by;
  if (next < 0) box.focus();
  else buttons[Math.min(next, buttons.length - 1)]?.focus();
}

for (const element of [box, results]) {
  element.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && element === box) results.querySelector("button")?.click();
    else if (event.key === "Escape") { box.value = ""; show(); page.picture.canvas.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
box.addEventListener("input", show);
box.addEventListener("focus", show);
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".find")) close();
});

page.search = { find, show, close, focus: () => { box.focus(); box.select(); } };
