"""Reads the files of a graph of any size, each with a program that is quick at it, and prints nodes and edges as JSON.

Usage: read_sizes.py FOLDER
"""
import csv
import json
import pathlib
import sys
import xml.etree.ElementTree as xml

import duckdb
import igraph
import networkx

folder = pathlib.Path(sys.argv[1])
csv.field_size_limit(sys.maxsize)


def counts(nodes, edges):
    return {"nodes": nodes, "edges": edges}


def loaded(name):
    return json.loads((folder / name).read_text("utf-8"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as table:
        return sum(1 for _ in csv.DictReader(table, strict=True))


def of_igraph(read, name):
    graph = read(str(folder / name))
    return counts(graph.vcount(), graph.ecount())


def elements(name, node, edge):
    found = {node: 0, edge: 0}
    for _, element in xml.iterparse(folder / name):
        tag = element.tag.rpartition("}")[2]
        if tag in found:
            found[tag] += 1
            element.clear()
    return counts(found[node], found[edge])


def parquet():
    of = lambda name: duckdb.sql(f"select count(*) from '{folder}/parquet/{name}.parquet'").fetchall()[0][0]
    assert of("evidence") == of("edges"), "a line of evidence for each edge"
    return counts(of("nodes"), of("edges"))


answers = {
    "graphml": of_igraph(igraph.Graph.Read_GraphML, "graph.graphml"),
    "gexf": elements("graph.gexf", "node", "edge"),
    "csv": counts(rows(folder / "csv/nodes.csv"), rows(folder / "csv/edges.csv")),
    "neo4j": counts(rows(folder / "neo4j/nodes.csv"), rows(folder / "neo4j/relationships.csv")),
}
nodelink = loaded("graph.json")
answers["nodelink"] = counts(len(nodelink["nodes"]), len(nodelink["edges"]))
adjacency = loaded("graph.adjacency")
answers["adjacency"] = counts(len(adjacency["nodes"]), sum(len(edges) for edges in adjacency["adjacency"]))
cytoscape = loaded("graph.cyjs")["elements"]
answers["cytoscape"] = counts(len(cytoscape["nodes"]), len(cytoscape["edges"]))
jgf = loaded("graph.jgf")["graph"]
answers["jgf"] = counts(len(jgf["nodes"]), len(jgf["edges"]))
cx2 = {name: part for aspect in loaded("graph.cx2") for name, part in aspect.items()}
answers["cx2"] = counts(len(cx2.get("nodes", [])), len(cx2.get("edges", [])))
if (folder / "parquet").exists():
    answers["parquet"] = parquet()
if answers["csv"]["nodes"] > 0:
    # Pajek's readers take a network without vertices for a fault.
    answers["pajek"] = of_igraph(igraph.Graph.Read_Pajek, "graph.net")
if answers["csv"]["nodes"] < 1000:
    graph = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    answers["graphml networkx"] = counts(graph.number_of_nodes(), graph.number_of_edges())
    graph = networkx.read_gexf(folder / "graph.gexf")
    answers["gexf networkx"] = counts(graph.number_of_nodes(), graph.number_of_edges())
json.dump(answers, sys.stdout)
