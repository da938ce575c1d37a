// Draws what is shown: lines in batches of one style, shapes, names. Detail that cannot be seen from afar is left out.

const { state } = page;
const { shown } = page.filter;
const { camera, toScreen } = page.camera;
const { theme, DASHES, shadesOf, outline } = page.look;
const { curve, pointOf, screenRadius } = page.lines;

// More lines in view than this are drawn thin, without arrowheads, strokes and gaps, which could not be told apart.
const MANY = 1500;

// After so many lines the drawing pauses.
const PAUSE = 24;
// While the picture moves, no more lines than this are drawn: the heaviest.
const MOST_MOVING = 1200;
// So many have names however small they are on the screen.
const NAMED = 70;

// So many lines are one path: drawing a path takes the longer the more of its parts cross each other.
const CHUNK = 8;

// What the choice makes stand out: entities and lines; nothing where nothing is chosen.
function standing() {
  const { chosen } = state;
  if (!chosen) return null;
  const [nodes, lines] = [new Set(), new Set()];
  if (chosen.kind === "node") {
    nodes.add(chosen.node);
    for (const line of page.lines.of(chosen.node)) { lines.add(line); nodes.add(line.subject); nodes.add(line.object); }
  } else if (chosen.kind === "line") {
    nodes.add(chosen.subject).add(chosen.object);
    for (const line of page.lines.of(chosen.subject)) if (line.key === chosen.key) lines.add(line);
  } else {
    for (const step of chosen.steps) {
      nodes.add(step.from).add(step.to);
      for (const line of page.lines.of(step.from)) if (line.subject === step.to || line.object === step.to) lines.add(line);
    }
  }
  return { nodes, lines };
}

// The lines that the camera sees, each with its curve.
function* inView(lines) {
  const found = [];
  let at = 0;
  for (const line of lines) {
    at += 1;
    if (at % 2000 === 0) yield;
    const c = curve(line);
    const outside = Math.max(c.x1, c.x2, c.cx) < -2 || Math.min(c.x1, c.x2, c.cx) > camera.width + 2
      || Math.max(c.y1, c.y2, c.cy) < -2 || Math.min(c.y1, c.y2, c.cy) > camera.height + 2;
    if (!outside) found.push([line, c]);
  }
  return found;
}

function batch(context, seen, { colour, dash, width, alpha, heads, status }) {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.setLineDash(dash);
  context.lineCap = status === "inferred" && dash.length ? "round" : "butt";
  seen.forEach(([line, c], at) => {
    if (at % CHUNK === 0) context.beginPath();
    context.moveTo(c.x1, c.y1);
    if (line.bend === 0 && !c.loop) context.lineTo(c.x2, c.y2);
    else context.quadraticCurveTo(c.cx, c.cy, c.x2, c.y2);
    if (at % CHUNK === CHUNK - 1 || at === seen.length - 1) context.stroke();
  });
  context.setLineDash([]);
  if (!heads) return;
  const head = Math.min(8, 4.5 + width * 1.5) * Math.max(0.4, Math.min(1, camera.k * 1.6));
  for (const [line, c] of seen) {
    if (line.undirected) continue;
    const angle = Math.atan2(c.y2 - c.cy, c.x2 - c.cx);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    context.beginPath();
    context.moveTo(c.x2, c.y2);
    context.lineTo(c.x2 - head * cos + head * 0.42 * sin, c.y2 - head * sin - head * 0.42 * cos);
    context.lineTo(c.x2 - head * cos - head * 0.42 * sin, c.y2 - head * sin + head * 0.42 * cos);
    context.closePath();
    context.fill();
  }
  if (status !== "denied") return;
  // A bar across what is denied.
  context.lineWidth = width + 1;
  for (const [, c] of seen) {
    const [x, y] = pointOf(c, 0.5);
    const angle = Math.atan2(c.y2 - c.y1, c.x2 - c.x1) + Math.PI / 2;
    context.beginPath();
    context.moveTo(x - 6 * Math.cos(angle), y - 6 * Math.sin(angle));
    context.lineTo(x + 6 * Math.cos(angle), y + 6 * Math.sin(angle));
    context.stroke();
  }
}

// Draws lines and returns how many there were to draw. It pauses after some, so that a frame need not wait for all.
// `rough` leaves detail out, but not of what stands out; `sketch` of that too.
function* drawLines(context, lines, standout, { rough = false, sketch = false } = {}) {
  const colours = theme().lines;
  let seen = yield* inView(lines);
  if (rough && seen.length > MOST_MOVING) {
    const weight = ([line]) => (standout?.lines.has(line) ? 1e6 : 0) + line.claims;
    seen = seen.map((one, at) => [weight(one), at, one]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, MOST_MOVING).map(([, , one]) => one);
  }
  const many = seen.length > MANY;
  // The thinnest line of a screen is drawn many times faster than any other.
  const thin = 1 / Math.min(2, window.devicePixelRatio || 1);
  const groups = new Map();
  for (const one of seen) {
    const [line] = one;
    const place = standout ? (standout.lines.has(line) ? 2 : 0) : 1;
    const weight = line.claims > 4 ? 2 : line.claims > 1 ? 1 : 0;
    const name = `${place} ${line.status} ${weight}`;
    if (!groups.has(name)) groups.set(name, { place, weight, status: line.status, seen: [] });
    groups.get(name).seen.push(one);
  }
  const order = [...groups.values()].sort((a, b) => a.place - b.place);
  for (const group of order) {
    const detail = !sketch && ((group.place === 2 && group.seen.length < MANY) || (!many && !rough));
    const style = {
      colour: colours[group.status],
      dash: detail ? DASHES[group.status] : [],
      width: detail ? 1.1 + group.weight * 0.8 + (group.place === 2 ? 0.9 : 0) : thin,
      alpha: group.place === 0 ? 0.14 : group.place === 2 ? (sketch ? 0.6 : 1) : many ? Math.max(0.14, Math.min(0.35, 1500 / seen.length)) + 0.2 * group.weight : 0.75,
      heads: detail,
      status: group.status,
    };
    for (let at = 0; at < group.seen.length; at += PAUSE) {
      batch(context, group.seen.slice(at, at + PAUSE), style);
      if (many) yield;
    }
  }
  context.globalAlpha = 1;
  return seen.length;
}

// Few fills and strokes: some shapes of one class are one path.
function* drawNodes(context, nodes, standout) {
  const groups = new Map();
  for (const node of nodes) {
    const dim = standout && !standout.nodes.has(node) ? 1 : 0;
    const name = `${dim} ${node.class.shape} ${node.color ?? node.class.fill}`;
    if (!groups.has(name)) groups.set(name, { dim, nodes: [] });
    groups.get(name).nodes.push(node);
  }
  for (const group of [...groups.values()].sort((a, b) => b.dim - a.dim)) {
    const { fill, border } = shadesOf(group.nodes[0]);
    context.globalAlpha = group.dim ? 0.32 : 1;
    context.fillStyle = fill;
    context.strokeStyle = border;
    context.lineWidth = Math.max(0.4, Math.min(1.2, camera.k * 2));
    for (let at = 0; at < group.nodes.length; at += CHUNK) {
      context.beginPath();
      for (const node of group.nodes.slice(at, at + CHUNK)) {
        const [x, y] = toScreen(node.x, node.y);
        outline(context, node.class.shape, x, y, screenRadius(node));
      }
      context.fill();
      context.stroke();
      if (nodes.length > NAMED) yield;
    }
  }
  context.globalAlpha = 1;
}

function ring(context, node, width) {
  const [x, y] = toScreen(node.x, node.y);
  context.beginPath();
  context.arc(x, y, screenRadius(node) + 4, 0, 2 * Math.PI);
  context.lineWidth = width;
  context.strokeStyle = theme().chosen;
  context.stroke();
}

// The whole picture, as the camera sees it. `rough` is for pictures that move; `without` is drawn elsewhere. It pauses
// now and then, and returns how many things there were to draw.
function* scene(context, { rough = false, without = null } = {}) {
  const colours = theme();
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, camera.width, camera.height);
  const standout = standing();
  const lines = without ? page.lines.all().filter((line) => line.subject !== without && line.object !== without) : page.lines.all();
  const count = yield* drawLines(context, lines, standout, { rough });
  const near = shown.nodes.filter((node) => {
    if (node === without) return false;
    const [x, y] = toScreen(node.x, node.y);
    return x > -60 && y > -40 && x < camera.width + 60 && y < camera.height + 40;
  });
  yield* drawNodes(context, near, standout);
  if (near.length > NAMED) yield;
  const { chosen } = state;
  const must = new Set(chosen?.kind === "node" ? [chosen.node] : standout?.nodes ?? []);
  const wanted = (node) => (must.has(node) ? 2 : standout?.nodes.has(node) ? 1 : 0);
  const rank = (node) => wanted(node) * 1e6 + node.r * 100 + node.edges.length;
  near.sort((a, b) => rank(b) - rank(a));
  // From afar the small ones are dots, and only the largest have names.
  const named = near.filter((node, at) => at < NAMED || wanted(node) > 0 || camera.k > 0.5 || near.length < 400);
  const room = (camera.width * camera.height) / 6500;
  const taken = page.labels.draw(context, named, { theme: colours, must, most: Math.min(rough ? 60 : 260, room), faint: (node) => standout !== null && wanted(node) === 0 });
  const saying = standout && state.chosen.kind !== "path" ? [...standout.lines] : camera.k > 0.55 ? lines : [];
  if (standout || count <= MANY) {
    page.labels.drawOnLines(context, standout && state.chosen.kind === "path" ? [...standout.lines] : saying, { theme: colours, taken, most: rough ? 30 : 160 });
  }
  if (state.chosen?.kind === "node" && state.chosen.node !== without) ring(context, state.chosen.node, 2.5);
  return count + near.length;
}

// What moves over the picture: an entity that is dragged, with its lines. It is drawn anew in each frame, all at once, so
// that hundreds of lines are thin ones without heads also where they stand out.
function moving(context, node) {
  const lines = page.lines.of(node);
  const many = lines.length > NAMED;
  for (const draw of [drawLines(context, lines, standing(), { rough: many, sketch: many }), drawNodes(context, [node], null)]) {
    while (!draw.next().done) { /* all at once */ }
  }
  page.labels.draw(context, [node], { theme: theme(), must: new Set([node]), most: 1, faint: () => false });
}

// What the pointer is on.
function hovered(context, what) {
  if (what.node) ring(context, what.node, 1.5);
  if (what.line) {
    batch(context, [[what.line, curve(what.line)]], { colour: theme().chosen, dash: DASHES[what.line.status], width: 2.4, alpha: 1, heads: true, status: what.line.status });
    context.globalAlpha = 1;
  }
}

page.paint = { scene, moving, hovered };
