// Elements from text and other elements. Data only ever become text, never markup.

// An element with attributes, listeners (on…) and children; texts become text nodes.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "fill") element.style.setProperty("background-color", value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A text of unknown direction, kept apart from what stands around it.
const isolated = (text, attributes = {}) => make("bdi", { dir: "auto", ...attributes }, text);

// A link to an address of the web; else the text alone.
function link(address, text) {
  let url = null;
  try { url = new URL(address); } catch { /* no address */ }
  if (!url || !["http:", "https:"].includes(url.protocol)) return isolated(text);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, isolated(text));
}

// The text without signs that turn the direction of what follows, on one line: for the canvas, which isolates nothing.
const plain = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\p{Cc}\s]+/gu, " ").trim();

const byId = (id) => document.getElementById(id);

page.dom = { make, isolated, link, plain, byId };
