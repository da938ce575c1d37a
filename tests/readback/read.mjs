// Reads a file with the program that it is made for, cytoscape or mermaid, and prints what it holds as JSON.
// Usage: node read.mjs FILE ENTITY
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = process.env.NISBA_NODE_MODULES;
const require = createRequire(join(modules, "package.json"));
const [file, entity] = process.argv.slice(2);

function byCytoscape() {
  const graph = require("cytoscape")({ headless: true, ...JSON.parse(readFileSync(file, "utf8")) });
  const label = graph.getElementById(entity).data("label_ar");
  return { nodes: graph.nodes().length, edges: graph.edges().length, label };
}

// Mermaid asks for a document even where it only parses. It gives labels in lines, with entities of its own.
async function byMermaid() {
  const { JSDOM } = require("jsdom");
  globalThis.window = new JSDOM("").window;
  globalThis.document = window.document;
  const { default: mermaid } = await import(pathToFileURL(join(modules, "mermaid/dist/mermaid.core.mjs")));
  mermaid.initialize({ startOnLoad: false });
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
  const decoded = (text) => text.replace(/\ufb02°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code));
  const labels = [...db.getVertices().values()].map((vertex) => decoded(vertex.text.replaceAll(/<br ?\/?>/g, " ")));
  const styles = db.getEdges().map((edge) => edge.stroke);
  return { nodes: labels.length, edges: styles.length, dotted: styles.filter((s) => s === "dotted").length, labels };
}

console.log(JSON.stringify(file.endsWith(".mmd") ? await byMermaid() : byCytoscape()));
