// Reads the Cytoscape.js file with cytoscape and prints what it holds as JSON. Usage: node read.mjs FILE ENTITY
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const modules = process.env.NISBA_NODE_MODULES;
const cytoscape = createRequire(join(modules, "package.json"))("cytoscape");
const [file, entity] = process.argv.slice(2);
const graph = cytoscape({ headless: true, ...JSON.parse(readFileSync(file, "utf8")) });
const label = graph.getElementById(entity).data("label_ar");
console.log(JSON.stringify({ nodes: graph.nodes().length, edges: graph.edges().length, label }));
