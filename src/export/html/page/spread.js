// Room for a part of the graph that is looked at by itself: its entities pushed apart, and put back afterwards.

const { data } = page;
// Beyond so many the places of the whole picture are good enough.
const MOST = 350;
const ROUNDS = 160;
// Wanted length of a line. Names are wider than high, so distances to the side count less.
const LENGTH = 90;
const WIDE = 0.62;

for (const node of data.nodes) node.home = [node.x, node.y];

// Pushes nodes apart and pulls those together that a line joins; the same from the same places.
function spread(nodes, edges) {
  if (nodes.length < 2 || nodes.length > MOST) return;
  const at = new Map(nodes.map((node, i) => [node, i]));
  const [mx, my] = [0, 1].map((axis) => nodes.reduce((sum, node) => sum + (axis ? node.y : node.x), 0) / nodes.length);
  // Far ends come nearer to begin with; two on one place are told apart by their order.
  const far = Math.max(1, ...nodes.map((node) => Math.hypot(node.x - mx, node.y - my)));
  const scale = Math.min(1, (LENGTH * Math.sqrt(nodes.length)) / far);
  const x = nodes.map((node, i) => (node.x - mx) * scale * WIDE + Math.cos(i * 2.4) * 4);
  const y = nodes.map((node, i) => (node.y - my) * scale + Math.sin(i * 2.4) * 4);
  const pairs = new Map();
  for (const { subject, object } of edges) {
    const [a, b] = [at.get(subject), at.get(object)].sort((p, q) => p - q);
    if (a !== b && b !== undefined) pairs.set(a * nodes.length + b, [a, b]);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const most = LENGTH * 0.5 * (1 - round / ROUNDS);
    const dx = new Float64Array(nodes.length);
    const dy = new Float64Array(nodes.length);
    for (let i = 0; i < nodes.length; i += 1) {
      dx[i] -= x[i] * 0.02;
      dy[i] -= y[i] * 0.02;
      for (let j = 0; j < i; j += 1) {
        const [ux, uy] = [x[i] - x[j], y[i] - y[j]];
        const square = Math.max(1, ux * ux + uy * uy);
        const push = (LENGTH * LENGTH * 0.55) / square;
        dx[i] += ux * push; dy[i] += uy * push;
        dx[j] -= ux * push; dy[j] -= uy * push;
      }
    }
    for (const [a, b] of pairs.values()) {
      const [ux, uy] = [x[a] - x[b], y[a] - y[b]];
      const pull = (Math.hypot(ux, uy) / LENGTH) * 0.35;
      dx[a] -= ux * pull; dy[a] -= uy * pull;
      dx[b] += ux * pull; dy[b] += uy * pull;
    }
    for (let i = 0; i < nodes.length; i += 1) {
      const length = Math.hypot(dx[i], dy[i]) || 1;
      const step = Math.min(length, most) / length;
      x[i] += dx[i] * step;
      y[i] += dy[i] * step;
    }
  }
  nodes.forEach((node, i) => { node.x = mx + x[i] / WIDE; node.y = my + y[i]; });
}

// Everything where it was.
function restore() {
  for (const node of data.nodes) [node.x, node.y] = node.home;
}

page.spread = { spread, restore };
