// Colours, line styles and shapes, in light and dark. No meaning hangs on colour alone: classes have shapes, statuses have lines.

const { state } = page;

const THEMES = {
  light: {
    ground: "#ffffff", ink: "#1b1f24", soft: "#4d5661", halo: "rgba(255,255,255,0.9)", chosen: "#0b57d0",
    lines: { fact: "#7a8491", reported: "#7a8491", alleged: "#b35c00", intended: "#1f66b0", possible: "#7d7d7d", denied: "#c0281c", inferred: "#6b46c1" },
  },
  dark: {
    ground: "#15181d", ink: "#eceef1", soft: "#aeb6c0", halo: "rgba(21,24,29,0.9)", chosen: "#8ab4f8",
    lines: { fact: "#808a97", reported: "#808a97", alleged: "#f0a04b", intended: "#74b0f0", possible: "#a8a8a8", denied: "#ff7b6e", inferred: "#b79cf2" },
  },
};
// Lengths of strokes and gaps: dashed is what is only claimed, dotted what is inferred.
const DASHES = { fact: [], reported: [7, 4], alleged: [7, 4], intended: [7, 4], possible: [7, 4], denied: [], inferred: [1.5, 3.5] };

const theme = () => (state.dark ? THEMES.dark : THEMES.light);

function toHsl(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const l = (most + least) / 2;
  const d = most - least;
  if (d === 0) return [0, 0, l];
  const s = d / (1 - Math.abs(2 * l - 1));
  const h = most === r ? ((g - b) / d) % 6 : most === g ? (b - r) / d + 2 : (r - g) / d + 4;
  return [(h * 60 + 360) % 360, s, l];
}

const known = new Map();
// A class's colour as it fills and as it borders a shape: the fills of the data are pale, as names stand on them elsewhere.
function shades(hex) {
  const name = `${hex}${state.dark}`;
  if (!known.has(name)) {
    const [h, s, l] = toHsl(hex);
    const strong = s < 0.04 ? 0 : Math.min(0.75, s * 0.8 + 0.15);
    const tone = (light) => `hsl(${h.toFixed(0)} ${(strong * 100).toFixed(0)}% ${(light * 100).toFixed(0)}%)`;
    // Saturated fills of the data (marks) stay as they are.
    const fill = l < 0.72 ? hex : tone(state.dark ? 0.64 : 0.74);
    known.set(name, { fill, border: state.dark ? tone(0.86) : tone(0.34) });
  }
  return known.get(name);
}

const shadesOf = (node) => shades(node.color ?? node.class.fill);

// Draws the outline of a shape of Graphviz's names around a point.
function outline(context, shape, x, y, r) {
  const polygon = (corners, turn) => {
    for (let at = 0; at < corners; at += 1) {
      const angle = turn + (at * 2 * Math.PI) / corners;
      context[at === 0 ? "moveTo" : "lineTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    context.closePath();
  };
  switch (shape) {
    case "box": { const a = r * 0.88; context.roundRect(x - a, y - a, 2 * a, 2 * a, a * 0.3); break; }
    case "hexagon": polygon(6, 0); break;
    case "component": polygon(4, 0); break;
    case "box3d": polygon(3, -Math.PI / 2); break;
    case "tab": polygon(5, -Math.PI / 2); break;
    case "note": {
      const [a, b] = [r * 0.74, r * 0.95];
      context.moveTo(x - a, y - b);
      context.lineTo(x + a * 0.3, y - b);
      context.lineTo(x + a, y - b * 0.45);
      context.lineTo(x + a, y + b);
      context.lineTo(x - a, y + b);
      context.closePath();
      break;
    }
    default: context.moveTo(x + r, y); context.arc(x, y, r, 0, 2 * Math.PI); context.closePath();
  }
}

page.look = { THEMES, DASHES, theme, shadesOf, shades, outline };
