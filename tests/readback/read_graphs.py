"""Reads graph files with networkx, igraph and ndex2, checks one with a JSON schema, reads tables with the csv module, and
prints nodes, edges and an entity's Arabic label as JSON.

Usage: read_graphs.py FOLDER ENTITY
"""
import csv
import json
import pathlib
import sys

import igraph
import jsonschema
import ndex2.cx2
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
adjacency = json.loads((folder / "graph.adjacency").read_text("utf-8"))
answers["adjacency"] = answer(networkx.adjacency_graph(adjacency), entity)

by_igraph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
vertex = by_igraph.vs.find(id=entity)
assert all(edge["evidence"] is not None and 0 <= edge["confidence"] <= 1 for edge in by_igraph.es)
answers["graphml igraph"] = {"nodes": by_igraph.vcount(), "edges": by_igraph.ecount(), "label": vertex["label_ar"]}

# A Pajek file has labels on one line, in which other signs stand for quotes.
arabic = answers["graphml"]["label"]
plain = "".join({'"': "\uff02", "\\": "\uff3c"}.get(c, " " if ord(c) < 32 else c) for c in arabic)
by_networkx = networkx.read_pajek(folder / "graph.net")
by_igraph = igraph.Graph.Read_Pajek(str(folder / "graph.net"))
assert (by_igraph.vcount(), by_igraph.ecount()) == (by_networkx.number_of_nodes(), by_networkx.number_of_edges())
counts = {"nodes": by_networkx.number_of_nodes(), "edges": by_networkx.number_of_edges()}
answers["pajek"] = counts | {"label": arabic if plain in by_networkx else None}
assert all(data["l"] and data["p"] in ("Solid", "Dots") for _, _, data in by_networkx.edges(data=True))

network = ndex2.cx2.RawCX2NetworkFactory().get_cx2network(str(folder / "graph.cx2"))
found = [node["v"] for node in network.get_nodes().values() if node["v"]["iri"] == entity]
counts = {"nodes": len(network.get_nodes()), "edges": len(network.get_edges())}
answers["cx2"] = counts | {"label": found[0]["label_ar"]}
assert all(edge["v"]["statement"] for edge in network.get_edges().values())

graph_format = json.loads((folder / "graph.jgf").read_text("utf-8"))
jsonschema.validate(graph_format, json.loads((pathlib.Path(__file__).parent / "jgf.schema.json").read_text()))
graph_format = graph_format["graph"]
label = graph_format["nodes"][entity]["metadata"]["label_ar"]
answers["jgf"] = {"nodes": len(graph_format["nodes"]), "edges": len(graph_format["edges"]), "label": label}

nodes = {node["Id"]: node for node in rows(folder / "nodes.csv")}
edges = rows(folder / "edges.csv")
assert all(edge[end] in nodes for edge in edges for end in ("Source", "Target"))
answers["csv"] = {"nodes": len(nodes), "edges": len(edges), "label": nodes[entity]["label_ar"]}
json.dump(answers, sys.stdout)
