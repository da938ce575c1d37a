// Mouse, pen and fingers on the picture: pan, zoom, pinch, drag an entity, choose what is clicked.

const { state } = page;
const { pan, zoomAt, toPlane } = page.camera;
const { canvas, moved, ask, drag, nodeAt, redraw } = page.picture;

const STILL = 5;
const fingers = new Map();
let start = null;

const place = (event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

canvas.addEventListener("pointerdown", (event) => {
  if (event.button > 0) return;
  const [x, y] = place(event);
  fingers.set(event.pointerId, [x, y]);
  canvas.setPointerCapture(event.pointerId);
  start = { x, y, node: nodeAt(x, y), far: false, several: fingers.size > 1 };
  state.hovered = null;
  canvas.focus({ preventScroll: true });
});

function pinch(event, x, y) {
  const [[, other]] = [...fingers].filter(([id]) => id !== event.pointerId);
  const [px, py] = fingers.get(event.pointerId);
  const before = Math.hypot(px - other[0], py - other[1]) || 1;
  const now = Math.hypot(x - other[0], y - other[1]) || 1;
  zoomAt(now / before, (x + other[0]) / 2, (y + other[1]) / 2);
  pan((x - px) / 2, (y - py) / 2);
  moved();
}

canvas.addEventListener("pointermove", (event) => {
  const [x, y] = place(event);
  if (!fingers.has(event.pointerId)) return hover(x, y);
  const [px, py] = fingers.get(event.pointerId);
  if (fingers.size > 1) {
    start.several = true;
    pinch(event, x, y);
  } else if (start.far || Math.hypot(x - start.x, y - start.y) > STILL) {
    start.far = true;
    if (start.node) {
      const [plane, from] = [toPlane(x, y), toPlane(px, py)];
      start.node.x += plane[0] - from[0];
      start.node.y += plane[1] - from[1];
      drag(start.node);
    } else {
      pan(x - px, y - py);
      moved();
    }
  } else return;
  fingers.set(event.pointerId, [x, y]);
});

function end(event) {
  if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
  if (start.node && start.far) {
    drag(null);
    // In a part that was spread, the whole keeps its places.
    if (!state.only) start.node.home = [start.node.x, start.node.y];
  }
  if (event.type === "pointerup" && !start.far && !start.several) click(start.x, start.y, start.node);
}
canvas.addEventListener("pointerup", end);
canvas.addEventListener("pointercancel", end);

function click(x, y, node) {
  if (node) return page.actions.choose(node);
  const line = page.lines.at(x, y);
  if (line) page.actions.chooseLine(line);
  else if (state.chosen) page.actions.clear();
}

canvas.addEventListener("dblclick", (event) => {
  const [x, y] = place(event);
  const node = nodeAt(x, y);
  if (node) page.actions.expand(node);
  else { zoomAt(1.8, x, y); moved(); }
});

canvas.addEventListener("wheel", (event) => {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
  // Fingers on a touchpad that pinch come as a wheel with Ctrl, in small steps.
  const speed = event.ctrlKey ? 0.01 : 0.0016;
  zoomAt(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * unit)) * speed), ...place(event));
  moved();
}, { passive: false });

let asked = false;
function hover(x, y) {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    const node = nodeAt(x, y);
    const line = node ? null : page.lines.at(x, y, 4);
    const before = state.hovered;
    if (node === (before?.node ?? null) && (line?.key ?? null) === (before?.line?.key ?? null)) return;
    state.hovered = node || line ? { node, line } : null;
    canvas.title = node ? page.dom.plain(page.words.label(node)) : line ? page.dom.plain(page.words.lineLabel(line)) : "";
    canvas.classList.toggle("on-something", state.hovered !== null);
    ask();
  });
}
canvas.addEventListener("pointerleave", () => { state.hovered = null; ask(); });
new ResizeObserver(() => page.picture.resize()).observe(canvas);
window.addEventListener("resize", redraw);
