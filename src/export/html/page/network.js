// What hangs together in what is shown: neighbours, neighbourhoods, shortest paths.

const { shown } = page.filter;
let near = new Map();

// Call after what is shown has changed.
function update() {
  near = new Map();
  const add = (node, other, edge) => {
    if (!near.has(node)) near.set(node, new Map());
    const of = near.get(node);
    if (!of.has(other)) of.set(other, []);
    of.get(other).push(edge);
  };
  for (const edge of shown.edges) {
    add(edge.subject, edge.object, edge);
    if (edge.subject !== edge.object) add(edge.object, edge.subject, edge);
  }
}

// The neighbours that are shown.
const neighbours = (node) => [...(near.get(node)?.keys() ?? [])].filter((other) => other !== node);

// All neighbours, shown or not.
function allNeighbours(node) {
  const found = new Set(node.edges.map((edge) => (edge.subject === node ? edge.object : edge.subject)));
  found.delete(node);
  return found;
}

// Everything within so many steps, in what the filters leave, whatever is hidden.
function around(node, steps) {
  const found = new Set([node]);
  let last = [node];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const one of last) for (const other of allNeighbours(one)) {
      if (!found.has(other)) { found.add(other); next.push(other); }
    }
    last = next;
  }
  return found;
}

// The shortest path over what is shown, as steps of node, next node and the statements between; null where there is none.
function path(from, to) {
  const before = new Map([[from, null]]);
  const open = [from];
  for (let at = 0; at < open.length && !before.has(to); at += 1) {
    for (const other of neighbours(open[at])) if (!before.has(other)) { before.set(other, open[at]); open.push(other); }
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let node = to; before.get(node); node = before.get(node)) {
    const previous = before.get(node);
    steps.unshift({ from: previous, to: node, edges: near.get(previous).get(node) });
  }
  return steps;
}

page.network = { update, neighbours, allNeighbours, around, path };
