"""Reads graph files with networkx, and prints nodes, edges and an entity's Arabic label as JSON.

Usage: read_graphs.py FOLDER ENTITY
"""
import json
import pathlib
import sys

import networkx


def answer(graph, entity):
    label = graph.nodes[entity]["label_ar"]
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "label": label}


folder, entity = pathlib.Path(sys.argv[1]), sys.argv[2]
node_link = json.loads((folder / "graph.json").read_text("utf-8"))
graphs = {
    "graphml": networkx.read_graphml(folder / "graph.graphml", force_multigraph=True),
    "gexf": networkx.read_gexf(folder / "graph.gexf"),
    "nodelink": networkx.node_link_graph(node_link, edges="edges"),
}
json.dump({name: answer(graph, entity) for name, graph in graphs.items()}, sys.stdout)
