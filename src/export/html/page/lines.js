// Lines of the picture: statements with the same ends, predicate, event and status are one line; several between two ends fan out.

const { shown, STATUSES, claimsOf } = page.filter;
const { camera } = page.camera;

// All lines that are shown, plainest status first, so that what stands out is drawn last.
let lines = [];
let byNode = new Map();
// Distance of parallel lines, and how far they fan out at most, in units of the plane.
const APART = 16;
const WIDEST = 110;

function update() {
  const found = new Map();
  for (const edge of shown.edges) {
    for (const claim of claimsOf(edge)) {
      const name = `${edge.subject.index} ${edge.object.index} ${edge.predicate.index} ${claim.status} ${edge.event?.iri ?? ""} ${edge.undirected ? 1 : 0}`;
      if (!found.has(name)) {
        found.set(name, { key: name, subject: edge.subject, object: edge.object, predicate: edge.predicate, event: edge.event, undirected: edge.undirected, status: claim.status, facts: new Map(), claims: 0, bend: 0 });
      }
      const line = found.get(name);
      if (!line.facts.has(edge)) line.facts.set(edge, []);
      line.facts.get(edge).push(claim);
      line.claims += 1;
    }
  }
  lines = [...found.values()];
  const pairs = new Map();
  for (const line of lines) {
    const [a, b] = [line.subject.index, line.object.index].sort((x, y) => x - y);
    const pair = `${a} ${b}`;
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(line);
  }
  for (const pair of pairs.values()) {
    const gap = Math.min(APART, WIDEST / pair.length);
    pair.forEach((line, at) => {
      const side = line.subject.index <= line.object.index ? 1 : -1;
      line.bend = line.subject === line.object ? at : side * (at - (pair.length - 1) / 2) * gap;
    });
  }
  byNode = new Map();
  for (const line of lines) for (const end of new Set([line.subject, line.object])) {
    if (!byNode.has(end)) byNode.set(end, []);
    byNode.get(end).push(line);
  }
  lines.sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
}

// What a node's radius is on the screen: small ones stay visible from afar.
const screenRadius = (node) => Math.max(1.8, node.r * Math.min(camera.k, 2.2));

// Start, control and end on the screen, between the borders of the ends.
function curve(line) {
  const { k } = camera;
  const sx = (line.subject.x - camera.x) * k + camera.width / 2;
  const sy = (line.subject.y - camera.y) * k + camera.height / 2;
  if (line.subject === line.object) {
    const r = screenRadius(line.subject);
    const out = r * 2.2 + line.bend * 8 + 8;
    return { x1: sx - r * 0.6, y1: sy - r * 0.8, cx: sx, cy: sy - out - r, x2: sx + r * 0.6, y2: sy - r * 0.8, loop: true };
  }
  const ox = (line.object.x - camera.x) * k + camera.width / 2;
  const oy = (line.object.y - camera.y) * k + camera.height / 2;
  const [dx, dy] = [ox - sx, oy - sy];
  const length = Math.hypot(dx, dy) || 1;
  // Fans keep their width on the screen where the plane is small, within what their length allows.
  const bend = Math.max(-length / 2, Math.min(length / 2, line.bend * Math.max(0.5, Math.min(k, 1.5)) * 2));
  const [cx, cy] = [(sx + ox) / 2 - (dy / length) * bend, (sy + oy) / 2 + (dx / length) * bend];
  const from = Math.min(screenRadius(line.subject), length / 3);
  const to = Math.min(screenRadius(line.object) + 1.5, length / 3);
  const [a, b] = [Math.hypot(cx - sx, cy - sy) || 1, Math.hypot(ox - cx, oy - cy) || 1];
  return {
    x1: sx + ((cx - sx) / a) * from, y1: sy + ((cy - sy) / a) * from, cx, cy,
    x2: ox - ((ox - cx) / b) * to, y2: oy - ((oy - cy) / b) * to, loop: false,
  };
}

const pointOf = (c, t) => {
  const u = 1 - t;
  return [u * u * c.x1 + 2 * u * t * c.cx + t * t * c.x2, u * u * c.y1 + 2 * u * t * c.cy + t * t * c.y2];
};

// The line nearest to a point of the screen, within a few pixels.
function at(x, y, reach = 6) {
  let [best, nearest] = [null, reach];
  for (const line of lines) {
    const c = curve(line);
    if (x < Math.min(c.x1, c.cx, c.x2) - reach || x > Math.max(c.x1, c.cx, c.x2) + reach) continue;
    if (y < Math.min(c.y1, c.cy, c.y2) - reach || y > Math.max(c.y1, c.cy, c.y2) + reach) continue;
    let [px, py] = [c.x1, c.y1];
    for (let step = 1; step <= 12; step += 1) {
      const [qx, qy] = pointOf(c, step / 12);
      const [dx, dy] = [qx - px, qy - py];
      const t = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
      const distance = Math.hypot(x - px - t * dx, y - py - t * dy);
      if (distance < nearest) [best, nearest] = [line, distance];
      [px, py] = [qx, qy];
    }
  }
  return best;
}

page.lines = { update, all: () => lines, of: (node) => byNode.get(node) ?? [], curve, pointOf, at, screenRadius };
