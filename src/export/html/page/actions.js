// What the reader can do, whether by button, pointer or key.

const { data, state, history } = page;
const { byId } = page.dom;
const { say, label } = page.words;
const { camera, toScreen, fit } = page.camera;
const { shown } = page.filter;

// Says a sentence to those who listen.
function speak(text) {
  byId("spoken").textContent = text;
}
page.speak = speak;

// Brings a node back that is hidden, filtered out of a part, or hangs on nothing.
function bringIn(node) {
  if (page.filter.isShown(node)) return;
  history.remember();
  state.hidden.delete(node);
  if (state.only) state.only.add(node);
}

// Moves the camera where a place cannot be seen, or must stand in the middle of what can.
function see({ x, y }, centre = false) {
  const panel = byId("panel");
  const over = !panel.hidden && getComputedStyle(panel).position === "absolute" ? panel.offsetHeight : 0;
  const height = camera.height - over;
  const [sx, sy] = toScreen(x, y);
  const hidden = sx < 40 || sy < 40 || sx > camera.width - 40 || sy > height - 40;
  if (centre && camera.k < 0.7) camera.k = 1;
  if (centre || hidden) Object.assign(camera, { x, y: y + over / 2 / camera.k });
  page.picture.moved();
}

// A part that is looked at by itself gets room, and the window.
function arrange() {
  page.spread.restore();
  if (state.only) page.spread.spread(shown.nodes, shown.edges);
  fit(shown.nodes);
  page.changed("places");
  page.picture.moved();
}

function choose(node, { show = false, centre = false } = {}) {
  if (state.pathFrom && state.pathFrom !== node) return pathTo(node);
  if (show) bringIn(node);
  const lone = !page.filter.isShown(node);
  state.chosen = { kind: "node", node };
  if (show || lone) page.changed("filters");
  page.changed("chosen");
  see(node, centre);
  speak(`${label(node)}, ${label(node.class)}, ${say("facts", { n: page.panel.factsOf(node).length })}`);
}

function chooseLine(line) {
  state.chosen = { kind: "line", ...line };
  page.changed("chosen");
  see({ x: (line.subject.x + line.object.x) / 2, y: (line.subject.y + line.object.y) / 2 });
  speak(`${label(line.subject)} ${label(line.predicate)} ${label(line.object)}`);
}

function clear() {
  state.pathFrom = null;
  askPath();
  state.chosen = null;
  page.changed("chosen");
}

// Only this entity and what lies within so many steps.
function focus(node, steps) {
  history.remember();
  state.only = page.network.around(node, steps);
  for (const one of state.only) state.hidden.delete(one);
  page.changed("filters");
  arrange();
}

// Brings all neighbours of an entity in, those that were hidden too.
function expand(node) {
  history.remember();
  for (const other of page.network.allNeighbours(node)) {
    state.hidden.delete(other);
    if (state.only) state.only.add(other);
  }
  state.hidden.delete(node);
  page.changed("filters");
  if (state.only) arrange();
}

function hide(node) {
  history.remember();
  state.hidden.add(node);
  state.chosen = null;
  page.changed("filters", "chosen");
}

function hideNeighbours(node) {
  history.remember();
  for (const other of page.network.neighbours(node)) state.hidden.add(other);
  page.changed("filters");
}

function showAll() {
  history.remember();
  state.hidden.clear();
  state.only = null;
  page.changed("filters");
  arrange();
}

function back() {
  const part = state.only;
  if (!history.back()) return;
  if (part || state.only) arrange();
}

function askPath() {
  const ask = byId("ask");
  ask.hidden = !state.pathFrom;
  if (state.pathFrom) ask.textContent = say("path-ask", { name: `\u2068${page.dom.plain(label(state.pathFrom))}\u2069` });
}

function pathFrom(node) {
  state.pathFrom = node;
  askPath();
  speak(byId("ask").textContent);
}

function pathTo(node) {
  const from = state.pathFrom;
  state.pathFrom = null;
  askPath();
  const steps = page.network.path(from, node);
  if (!steps || steps.length === 0) {
    const ask = byId("ask");
    ask.hidden = false;
    ask.textContent = say("path-none");
    return speak(ask.textContent);
  }
  state.chosen = { kind: "path", from, to: node, steps };
  page.changed("chosen");
  fit([from, ...steps.map((step) => step.to)]);
  page.picture.moved();
  speak(say("path-length", { n: steps.length }));
}

function onlyPath() {
  const { from, steps } = state.chosen;
  history.remember();
  state.only = new Set([from, ...steps.map((step) => step.to)]);
  page.changed("filters");
  arrange();
}

function fitAll() {
  fit(shown.nodes);
  page.picture.moved();
}

function zoom(factor) {
  page.camera.zoomAt(factor);
  page.picture.moved();
}

// The neighbour of the chosen entity that lies furthest in a direction of the screen.
function walk(dx, dy) {
  const { chosen } = state;
  if (chosen?.kind !== "node") return false;
  let [best, most] = [null, 0.35];
  for (const other of page.network.neighbours(chosen.node)) {
    const [x, y] = [other.x - chosen.node.x, other.y - chosen.node.y];
    const length = Math.hypot(x, y) || 1;
    const along = (x * dx + y * dy) / length;
    // The straighter and the nearer, the better.
    if (along > 0.35 && along - length / 5000 > most) [best, most] = [other, along - length / 5000];
  }
  if (best) choose(best);
  return true;
}

function toggleTheme() {
  state.dark = !state.dark;
  page.changed("theme");
}

function toggleLanguage() {
  page.words.setLanguage(page.words.language() === "ar" ? "en" : "ar");
  page.changed("words");
}

function help() {
  const dialog = byId("help");
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

page.actions = {
  choose, chooseLine, clear, focus, expand, hide, hideNeighbours, showAll, back, pathFrom, pathTo, onlyPath,
  fitAll, zoom, walk, toggleTheme, toggleLanguage, help, isWhole: () => !state.only && state.hidden.size === 0, all: data.nodes.length,
};
