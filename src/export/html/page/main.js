// Puts the parts together: what follows from which change, the buttons, the line of counts; then shows the graph.

const { data, state, on, changed, actions } = page;
const { make, isolated, byId } = page.dom;
const { say, count } = page.words;
const { shown } = page.filter;

const icon = (sign, word, onclick, attributes = {}) =>
  make("button", { type: "button", "aria-label": say(word), title: say(word), onclick, ...attributes }, make("span", { "aria-hidden": "true" }, sign));
const tool = (word, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, say(word));

function tools() {
  byId("title").textContent = data.title;
  byId("tools").replaceChildren(
    tool("filters", page.choices.toggle, { id: "tool-filters" }),
    tool("list", page.list.toggle, { id: "tool-list", title: `${say("list")} (l)` }),
    tool("show-all", actions.showAll, { id: "tool-all", title: `${say("show-all")} (a)` }),
    tool("back", actions.back, { id: "tool-back", title: `${say("back")} (u)` }),
    tool("other-language", actions.toggleLanguage, { id: "tool-language", lang: page.words.language() === "ar" ? "en" : "ar" }),
    icon("\u25d0", "theme", actions.toggleTheme, { id: "tool-theme" }),
    tool("print", page.print.open, { id: "tool-print" }),
    icon("?", "help", actions.help, { id: "tool-help" }),
  );
  byId("zoom").replaceChildren(
    icon("+", "zoom-in", () => actions.zoom(1.4)), icon("\u2212", "zoom-out", () => actions.zoom(1 / 1.4)), icon("", "fit", actions.fitAll, { class: "fit" }));
}

function status() {
  const all = data.edges.reduce((sum, edge) => sum + edge.claims.length, 0);
  const parts = [say("counts", { n: count(shown.nodes.length), of: count(data.nodes.length), e: count(shown.claims), all: count(all) })];
  if (shown.lone > 0) parts.push(say("lone-hidden", { n: count(shown.lone) }));
  if (state.hidden.size > 0) parts.push(say("hidden", { n: count(state.hidden.size) }));
  if (state.only) parts.push(say("only-part"));
  if (page.filter.narrowed()) parts.push(say("filtered"));
  if (data.leftOut) {
    const { nodes, edges } = data.leftOut;
    parts.push(say("left-out", { n: count(nodes - data.nodes.length), of: count(nodes) }));
    if (edges > data.edges.length) parts.push(say("left-out-edges", { n: count(edges - data.edges.length), of: count(edges) }));
  }
  byId("status").textContent = parts.join(" \u00b7 ");
  byId("tool-back").disabled = page.history.isEmpty();
  byId("tool-all").disabled = actions.isWhole();
}

function help() {
  const keys = ["/", "?", "Esc", "\u2190\u2191\u2192\u2193", "Shift+\u2190\u2191\u2192\u2193", "+ \u2212 0", "Enter", "f", "e", "h", "Shift+h", "p", "u", "a", "l", "d", "g"];
  const words = ["search", "help", "escape", "arrows", "pan", "zoom", "enter", "only-around", "expand", "hide", "hide-neighbours", "path-from", "back", "show-all", "list", "theme", "other-language"];
  const rows = keys.map((key, at) => make("tr", {}, make("th", { scope: "row" }, make("kbd", { dir: "ltr" }, key)), make("td", {}, say(words[at].startsWith("key-") ? words[at] : KEY_WORDS.has(words[at]) ? `key-${words[at]}` : words[at]))));
  byId("help").replaceChildren(
    make("div", { class: "heading" }, make("h2", {}, say("help")), make("button", { type: "button", class: "close", "aria-label": say("close"), onclick: actions.help }, "\u00d7")),
    make("p", {}, say("help-pointer")), make("p", {}, say("help-lines")), make("table", {}, make("tbody", {}, rows)), make("p", { class: "note" }, say("help-offline")));
}
const KEY_WORDS = new Set(["search", "help", "escape", "arrows", "pan", "zoom", "enter"]);

// A chosen line is found again after a change, or the choice goes.
function keepChoice() {
  const { chosen } = state;
  if (chosen?.kind === "line") {
    const same = page.lines.of(chosen.subject).find((line) => line.key === chosen.key);
    state.chosen = same ? { kind: "line", ...same } : null;
  } else if (chosen?.kind === "path" && !chosen.steps.every((step) => page.filter.isShown(step.from) && page.filter.isShown(step.to))) {
    state.chosen = null;
  }
}

on("filters", () => {
  page.filter.compute();
  page.network.update();
  page.lines.update();
  keepChoice();
  status();
  page.panel.show();
  page.list.show();
  page.picture.redraw();
});
on("chosen", () => {
  page.panel.show();
  page.picture.resize();
});
on("places", page.picture.redraw);
on("theme", () => {
  document.documentElement.dataset.theme = state.dark ? "dark" : "light";
  page.legend.show();
  page.choices.show();
  page.panel.show();
  page.picture.redraw();
});
on("words", () => {
  tools();
  help();
  page.choices.show();
  page.legend.show();
  page.panel.show();
  page.list.show();
  page.search.close();
  status();
  page.picture.canvas.setAttribute("aria-label", say("picture"));
  page.picture.redraw();
});

const system = matchMedia("(prefers-color-scheme: dark)");
state.dark = system.matches;
system.addEventListener("change", () => { state.dark = system.matches; changed("theme"); });
byId("skip").addEventListener("click", (event) => { event.preventDefault(); if (!page.list.isOpen()) page.list.toggle(); });
if (window.innerWidth >= 1000) document.body.classList.add("with-choices");
// The filters beside the picture are its legend too.
else if (window.innerWidth >= 700) byId("legend").open = true;

page.words.apply();
tools();
changed("filters", "theme", "words");
page.picture.resize();
page.camera.fit(shown.nodes);
page.picture.redraw();

