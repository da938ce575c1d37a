// The canvas: drawn again only when something has changed. While it moves, a picture made before is moved, as drawing
// thousands of lines takes longer than a frame.

const { state } = page;
const { byId } = page.dom;
const { camera, toScreen } = page.camera;
const { shown } = page.filter;

const canvas = byId("picture");
const context = canvas.getContext("2d", { alpha: false });
// The picture that is shown, and the one that is being made for where the camera goes.
const pictures = [0, 1].map(() => {
  const own = document.createElement("canvas");
  return { canvas: own, context: own.getContext("2d", { alpha: false, willReadFrequently: true }), view: null };
});
// A picture shows so much more than the window, on each side.
const MARGIN = 0.5;
// When so much of the margin is used up, the next picture is begun.
const USED = 0.3;
// So many milliseconds of a frame go into the next picture.
const BUDGET = 7;
const BUDGET_AT_REST = 28;
// A picture of so few things is drawn anew in each frame.
const QUICK = 700;
// After so many milliseconds without a movement the picture is drawn in full.
const REST = 140;

let things = Infinity;
let asked = false;
let stale = true;
let timer = 0;
let dragged = null;
let making = null;

const ratio = () => Math.min(2, window.devicePixelRatio || 1);

// Begins a picture of where the camera stands.
function begin(rough) {
  const next = pictures[1];
  const { width, height } = camera;
  const scale = ratio();
  const [extraX, extraY] = [Math.round(width * MARGIN), Math.round(height * MARGIN)];
  const view = { ...camera, width: width + 2 * extraX, height: height + 2 * extraY };
  const size = [Math.round(view.width * scale), Math.round(view.height * scale)];
  const own = next.canvas;
  if (own.width !== size[0] || own.height !== size[1]) [own.width, own.height] = size;
  next.context.setTransform(scale, 0, 0, scale, 0, 0);
  next.view = { ...view, extraX, extraY, rough, of: `${width} ${height}` };
  making = { next, rough, view, steps: page.paint.scene(next.context, { rough, without: dragged }) };
}

// Draws on until the next pause; true where the picture is done. The camera stands meanwhile where the picture was begun.
function go() {
  const now = { ...camera };
  Object.assign(camera, making.view);
  const { done, value } = making.steps.next();
  Object.assign(camera, now);
  if (!done) {
    // Asking for a point has what was drawn so far put onto the canvas now, and not all at the end.
    making.next.context.getImageData(0, 0, 1, 1);
    return false;
  }
  things = value;
  pictures.reverse();
  making = null;
  return true;
}

function fill(rough) {
  begin(rough);
  while (!go()) { /* all at once */ }
}

// Where the picture lies on the screen now; whether it covers the window, and how much of the margin is left.
function placed() {
  const { view } = pictures[0];
  const factor = camera.k / view.k;
  const [width, height] = [view.width * factor, view.height * factor];
  const [x, y] = toScreen(view.x, view.y);
  const [left, top] = [x - width / 2, y - height / 2];
  const room = Math.min(-left / camera.width, -top / camera.height, (left + width) / camera.width - 1, (top + height) / camera.height - 1);
  return { left, top, width, height, room, sharp: factor > 0.55 && factor < 1.9, exact: Math.abs(factor - 1) < 1e-6 };
}

function frame() {
  asked = false;
  const moving = timer !== 0;
  const { view } = pictures[0];
  if (!view || view.of !== `${camera.width} ${camera.height}` || things < QUICK) fill(false);
  else if (stale) begin(false);
  stale = false;
  let place = placed();
  const needed = moving && (place.room < MARGIN - USED || !place.sharp);
  if (making && (making.rough || !needed)) {
    const start = performance.now();
    const budget = moving || dragged ? BUDGET : BUDGET_AT_REST;
    while (!go() && performance.now() - start < budget) { /* on */ }
    place = placed();
  } else if (needed) {
    begin(true);
  } else if (!moving && (place.room < 0 || !place.exact || pictures[0].view.rough)) {
    begin(false);
  }
  const scale = ratio();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  if (place.room < 0) {
    context.fillStyle = page.look.theme().ground;
    context.fillRect(0, 0, camera.width, camera.height);
  }
  context.drawImage(pictures[0].canvas, place.left, place.top, place.width, place.height);
  if (dragged) page.paint.moving(context, dragged);
  else if (state.hovered && !moving) page.paint.hovered(context, state.hovered);
  if (making) ask();
}

function ask() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(frame);
}

// What is drawn has changed.
function redraw() {
  stale = true;
  making = null;
  ask();
}

// The camera has moved.
function moved() {
  clearTimeout(timer);
  timer = setTimeout(() => { timer = 0; ask(); }, REST);
  ask();
}

function drag(node) {
  if (dragged === node) return ask();
  dragged = node;
  redraw();
}

function resize() {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0) return;
  const scale = ratio();
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  Object.assign(camera, { width, height });
  redraw();
}

// The entity at a point of the screen; where several are, the one drawn last.
function nodeAt(x, y) {
  let [found, nearest] = [null, Infinity];
  for (const node of shown.nodes) {
    const [px, py] = toScreen(node.x, node.y);
    const distance = Math.hypot(x - px, y - py) - page.lines.screenRadius(node);
    if (distance < 3 && distance < nearest) [found, nearest] = [node, distance];
  }
  return found;
}

page.picture = { canvas, redraw, moved, ask, drag, resize, nodeAt, drawNow: () => { making = null; fill(false); frame(); } };
