// What the reader has chosen, and who wants to know when it changes.

const listeners = [];

const state = {
  // { kind: "node", node }, { kind: "line", line } or { kind: "path", from, to, steps }.
  chosen: null,
  hovered: null,
  // Entities taken out of the picture one by one.
  hidden: new Set(),
  // Where only a part of the graph is looked at: its entities.
  only: null,
  // Where a path is asked for and the other end is still to be chosen: the first end.
  pathFrom: null,
  dark: false,
  filters: null,
};

// What can change: "filters" (what is shown), "chosen", "words" (the language), "theme", "places" (of entities).
function on(what, listener) {
  listeners.push([what, listener]);
}

function changed(...what) {
  for (const [of, listener] of listeners) if (what.includes(of)) listener();
}

// What was looked at before, to go back to.
const past = [];
function remember() {
  past.push({ hidden: new Set(state.hidden), only: state.only && new Set(state.only) });
  if (past.length > 100) past.shift();
}
function back() {
  const before = past.pop();
  if (!before) return false;
  Object.assign(state, before);
  changed("filters");
  return true;
}

page.state = state;
page.on = on;
page.changed = changed;
page.history = { remember, back, isEmpty: () => past.length === 0 };
