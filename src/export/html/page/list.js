// The entities as a table: all that the picture shows, for those who do not look at pictures, and to sort.

const { data, state } = page;
const { make, isolated, byId } = page.dom;
const { say, label, otherLabel, count } = page.words;
const { shown } = page.filter;
const list = byId("list");
const ROWS = 100;
let order = "statements";

const COLUMNS = {
  name: { of: label, text: true },
  class: { of: (node) => label(node.class), text: true },
  statements: { of: (node) => node.edges.length + node.facts.length },
  mentions: { of: (node) => node.mentions },
};

// What filters and hiding leave, those without a connection among them.
function rows() {
  const may = (node) => !state.filters.classes.has(node.class) && !state.hidden.has(node) && (!state.only || state.only.has(node))
    && (!state.filters.document || node.documents.includes(state.filters.document) || page.filter.isShown(node));
  const { of, text } = COLUMNS[order];
  const keyed = data.nodes.filter(may).map((node) => [of(node), node]);
  keyed.sort(([a, x], [b, y]) => (text ? a.localeCompare(b) : b - a) || x.index - y.index);
  return keyed.map(([, node]) => node);
}

function show() {
  if (list.hidden) return;
  const head = Object.keys(COLUMNS).map((name) => make("th", { scope: "col", "aria-sort": order === name ? (COLUMNS[name].text ? "ascending" : "descending") : null },
    make("button", { type: "button", onclick: () => { order = name; show(); } }, say(`column-${name}`))));
  const body = make("tbody");
  const all = rows();
  const more = make("button", { type: "button", class: "more" });
  const add = () => {
    const from = body.children.length;
    body.append(...all.slice(from, from + ROWS).map((node) => {
      const other = otherLabel(node);
      const name = make("button", { type: "button", onclick: () => page.actions.choose(node, { show: false }) }, isolated(label(node)));
      return make("tr", {}, make("td", {}, name, other && make("small", {}, " ", isolated(other))),
        make("td", {}, isolated(label(node.class))), make("td", {}, count(node.edges.length + node.facts.length)), make("td", {}, count(node.mentions)));
    }));
    const left = all.length - body.children.length;
    more.hidden = left <= 0;
    more.textContent = say("more", { n: count(left) });
  };
  more.addEventListener("click", add);
  add();
  list.replaceChildren(make("table", {}, make("caption", {}, say("list-caption", { n: count(all.length) })), make("thead", {}, make("tr", {}, head)), body), more);
}

function toggle() {
  list.hidden = !list.hidden;
  document.body.classList.toggle("as-list", !list.hidden);
  show();
  if (list.hidden) { page.picture.resize(); page.picture.canvas.focus(); } else list.querySelector("button")?.focus();
}

page.list = { show, toggle, isOpen: () => !list.hidden, shown };
