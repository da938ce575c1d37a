// Names in the picture: the most important first, each where it hides no other; what finds no place is left out.

const { plain } = page.dom;
const { camera, toScreen } = page.camera;
const { screenRadius } = page.lines;
const LINE = 22;
const CELL = 48;
const LARGEST = 25;

const cut = (row) => (row.length > LINE + 10 ? `${row.slice(0, LINE + 8)}\u2026` : row);

// A name on at most two lines; names in both languages have one each.
function wrap(text) {
  const both = text.split("\u2069 / \u2068");
  if (both.length === 2) return both.map((name) => cut(plain(name)));
  const all = plain(text);
  if (all.length <= LINE) return [all];
  const words = all.split(" ");
  const lines = [""];
  for (const word of words) {
    const last = lines.length - 1;
    if (lines[last] === "") lines[last] = word;
    else if (lines[last].length + word.length < LINE) lines[last] += ` ${word}`;
    else if (lines.length === 2) { lines[last] += " \u2026"; break; }
    else lines.push(word);
  }
  return lines.map(cut);
}

const isArabic = (text) => /^[^\p{L}]*[\u0600-\u06ff]/u.test(text);
const FONT = "\"Noto Sans Arabic\", \"Noto Sans\", \"Segoe UI\", Tahoma, \"Geeza Pro\", \"DejaVu Sans\", sans-serif";

const widths = new Map();
function widthOf(context, text) {
  const name = `${context.font}\n${text}`;
  if (!widths.has(name)) {
    if (widths.size > 20000) widths.clear();
    widths.set(name, context.measureText(text).width);
  }
  return widths.get(name);
}

// Boxes that are taken, found by the cells of a grid that they touch.
function occupancy() {
  const cells = new Map();
  const each = ([left, top, right, bottom], visit) => {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1) {
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) if (visit(`${x} ${y}`)) return true;
    }
    return false;
  };
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    take: (box, owner, soft = false) => each(box, (cell) => {
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push([box, owner, soft]);
      return false;
    }),
    // With `hard`, only what must never be hidden counts: other names.
    isFree: (box, owner, hard = false) => !each(box, (cell) => (cells.get(cell) ?? [])
      .some(([other, of, soft]) => of !== owner && !(hard && soft) && meets(box, other))),
  };
}

// Draws the names of nodes, of which the first are the most important; `must` are shown in any case.
function draw(context, nodes, { theme, must, most, faint }) {
  const taken = occupancy();
  for (const node of nodes) {
    const r = screenRadius(node);
    if (r < 5) continue;
    const [x, y] = toScreen(node.x, node.y);
    taken.take([x - r, y - r, x + r, y + r], node, true);
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  let [drawn, rank] = [0, 0];
  for (const node of nodes) {
    if (drawn >= most) break;
    const forced = must.has(node);
    const r = screenRadius(node);
    const size = Math.round(Math.min(16, 11 + r / 7));
    context.font = `${forced ? "600 " : ""}${size}px ${FONT}`;
    const name = page.words.label(node);
    const rows = wrap(name);
    const width = Math.max(...rows.map((row) => widthOf(context, row)));
    const [height, step] = [rows.length * (size + 3), size + 3];
    const [x, y] = toScreen(node.x, node.y);
    const [down, aside, lean] = [r + 3 + height / 2, r + 5 + width / 2, r * 0.7 + width / 2];
    const places = [
      [x, y + down], [x, y - down], [x + aside, y], [x - aside, y],
      [x + lean, y + down], [x - lean, y + down], [x + lean, y - down], [x - lean, y - down],
    ];
    const box = ([px, py]) => [px - width / 2 - 2, py - height / 2 - 1, px + width / 2 + 2, py + height / 2 + 1];
    // The largest are named even where the name then lies over a smaller neighbour.
    const large = rank < LARGEST;
    const place = places.find((one) => taken.isFree(box(one), node))
      ?? (large || forced ? places.find((one) => taken.isFree(box(one), node, true)) : null) ?? (forced ? places[0] : null);
    rank += 1;
    if (!place) continue;
    taken.take(box(place), node);
    context.strokeStyle = theme.halo;
    context.fillStyle = theme.ink;
    context.globalAlpha = faint(node) ? 0.4 : 1;
    rows.forEach((row, at) => {
      context.direction = isArabic(row) ? "rtl" : "ltr";
      const py = place[1] - height / 2 + step * (at + 0.5);
      context.strokeText(row, place[0], py);
      context.fillText(row, place[0], py);
    });
    drawn += 1;
  }
  context.globalAlpha = 1;
  return taken;
}

// Draws what lines say, in the middle of each, where there is room.
function drawOnLines(context, lines, { theme, taken, most }) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 3;
  context.font = `11px ${FONT}`;
  let drawn = 0;
  for (const line of lines) {
    if (drawn >= most) break;
    const c = page.lines.curve(line);
    const name = plain(page.words.lineLabel(line)) + (line.claims > 1 ? ` \u00d7${line.claims}` : "");
    const width = widthOf(context, name);
    if (!c.loop && Math.hypot(c.x2 - c.x1, c.y2 - c.y1) < width + 12) continue;
    const [x, y] = page.lines.pointOf(c, 0.5);
    if (x < -width || y < -20 || x > camera.width + width || y > camera.height + 20) continue;
    const box = [x - width / 2 - 1, y - 7, x + width / 2 + 1, y + 7];
    if (!taken.isFree(box, line)) continue;
    taken.take(box, line);
    context.direction = isArabic(name) ? "rtl" : "ltr";
    context.strokeStyle = theme.halo;
    context.fillStyle = line.status === "fact" ? theme.soft : theme.lines[line.status];
    context.strokeText(name, x, y);
    context.fillText(name, x, y);
    drawn += 1;
  }
}

page.labels = { draw, drawOnLines };
