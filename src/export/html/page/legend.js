// What lines and shapes mean.

const { data } = page;
const { make, isolated, byId } = page.dom;
const { say, label } = page.words;
const { STATUSES } = page.filter;
const { theme, DASHES, shades, outline } = page.look;

function drawn(width, height, draw, attributes = {}) {
  const scale = Math.min(2, window.devicePixelRatio || 1);
  const canvas = make("canvas", { width: width * scale, height: height * scale, class: "sample", "aria-hidden": "true", ...attributes });
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  draw(context);
  return canvas;
}

// A line as a status is drawn.
function sample(status) {
  return drawn(34, 14, (context) => {
    context.strokeStyle = theme().lines[status];
    context.lineWidth = 1.8;
    context.lineCap = status === "inferred" ? "round" : "butt";
    context.setLineDash(DASHES[status]);
    context.beginPath();
    context.moveTo(1, 7);
    context.lineTo(33, 7);
    context.stroke();
    if (status !== "denied") return;
    context.lineWidth = 2.5;
    context.beginPath();
    context.moveTo(17, 1);
    context.lineTo(17, 13);
    context.stroke();
  }, { "data-wide": true });
}

// The shape of a class in its colour.
function shape(one) {
  return drawn(16, 16, (context) => {
    const { fill, border } = shades(one.fill);
    context.fillStyle = fill;
    context.strokeStyle = border;
    context.lineWidth = 1.2;
    context.beginPath();
    outline(context, one.shape, 8, 8, 6.5);
    context.fill();
    context.stroke();
  });
}

const statuses = new Set(data.claims.map((claim) => claim.status));
const marked = data.nodes.some((node) => node.color);
// Where colours tell something else, shapes alone tell classes.
const plainShape = (one) => shape(marked ? { ...one, fill: "#e8e8e8" } : one);
const lines = () => STATUSES.filter((status) => statuses.has(status)).map((status) => make("li", {}, sample(status), page.fact.statusLabel(status)));
const classes = () => data.classes.map((one) => make("li", {}, plainShape(one), isolated(label(one))));

function show() {
  byId("legend-body").replaceChildren(make("ul", {}, lines()), make("ul", {}, classes()), ...(marked ? [make("p", { class: "note" }, say("legend-marked"))] : []));
}

page.legend = { show, sample, shape: plainShape, lines, classes };
