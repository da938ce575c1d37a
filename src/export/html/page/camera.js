// Which part of the plane is looked at: its middle and how many pixels a unit has.

const camera = { x: 0, y: 0, k: 1, width: 1, height: 1 };
const LEAST = 0.02;
const MOST = 8;

const toScreen = (x, y) => [(x - camera.x) * camera.k + camera.width / 2, (y - camera.y) * camera.k + camera.height / 2];
const toPlane = (sx, sy) => [(sx - camera.width / 2) / camera.k + camera.x, (sy - camera.height / 2) / camera.k + camera.y];

function pan(dx, dy) {
  camera.x -= dx / camera.k;
  camera.y -= dy / camera.k;
}

// The point under the pointer stays where it is.
function zoomAt(factor, sx = camera.width / 2, sy = camera.height / 2) {
  const [x, y] = toPlane(sx, sy);
  camera.k = Math.min(MOST, Math.max(LEAST, camera.k * factor));
  camera.x = x - (sx - camera.width / 2) / camera.k;
  camera.y = y - (sy - camera.height / 2) / camera.k;
}

// Shows these nodes whole; a few are not made larger than they are.
function fit(nodes, most = 1.6) {
  if (nodes.length === 0) return;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of nodes) {
    left = Math.min(left, node.x - node.r);
    right = Math.max(right, node.x + node.r);
    top = Math.min(top, node.y - node.r);
    bottom = Math.max(bottom, node.y + node.r);
  }
  camera.x = (left + right) / 2;
  camera.y = (top + bottom) / 2;
  const room = (size, length) => Math.max(80, size - 110) / Math.max(1, length);
  camera.k = Math.max(LEAST, Math.min(most, room(camera.width, right - left), room(camera.height, bottom - top)));
}

page.camera = { camera, toScreen, toPlane, pan, zoomAt, fit };
