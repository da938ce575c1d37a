"""Reads graph files with networkx, and tables with the csv module, and prints nodes, edges and an
entity's Arabic label as JSON.

Usage: read_graphs.py FOLDER ENTITY
"""
import csv
import json
import pathlib
import sys

import networkx


def answer(graph, entity):
    label = graph.nodes[entity]["label_ar"]
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "label": label}


def rows(path):
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, strict=True))


folder, entity = pathlib.Path(sys.argv[1]), sys.argv[2]
node_link = json.loads((folder / "graph.json").read_text("utf-8"))
graphs = {
    "graphml": networkx.read_graphml(folder / "graph.graphml", force_multigraph=True),
    "gexf": networkx.read_gexf(folder / "graph.gexf"),
    "nodelink": networkx.node_link_graph(node_link, edges="edges"),
}
answers = {name: answer(graph, entity) for name, graph in graphs.items()}
nodes = {node["Id"]: node for node in rows(folder / "nodes.csv")}
edges = rows(folder / "edges.csv")
assert all(edge[end] in nodes for edge in edges for end in ("Source", "Target"))
answers["csv"] = {"nodes": len(nodes), "edges": len(edges), "label": nodes[entity]["label_ar"]}
json.dump(answers, sys.stdout)
