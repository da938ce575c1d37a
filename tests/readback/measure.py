"""Measures graphs with networkx: some of its own, and one whose links are in a file. Prints them as JSON with their links.

Usage: measure.py LINKS.json, where the file has {"nodes": N, "links": [[from, to], ...]}.
"""

import json
import sys
from itertools import islice

import networkx as nx

# The one without numpy; the public name needs scipy.
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python as pagerank


def graphs(path):
    with open(path, encoding="utf-8") as file:
        given = json.load(file)
    sample = nx.DiGraph()
    sample.add_nodes_from(range(given["nodes"]))
    sample.add_edges_from(given["links"])
    yield "sample", sample
    yield "karate", numbered(nx.karate_club_graph())
    yield "les-miserables", numbered(nx.les_miserables_graph())
    yield "sparse", nx.gnp_random_graph(200, 0.008, seed=7, directed=True)
    yield "dense", nx.gnp_random_graph(60, 0.15, seed=3, directed=True)
    yield "groups", numbered(nx.planted_partition_graph(6, 25, 0.3, 0.01, seed=5))
    yield "tree", numbered(nx.balanced_tree(3, 4))
    yield "caves", numbered(nx.connected_caveman_graph(8, 6))
    yield "barbell", numbered(nx.barbell_graph(7, 4))
    yield "preferential", numbered(nx.barabasi_albert_graph(250, 2, seed=11))
    yield "loose", nx.DiGraph([(0, 1), (1, 2), (2, 0), (3, 4)])


def numbered(graph):
    """From the lower number to the higher, and for every third link back as well."""
    numbers = {node: at for at, node in enumerate(graph)}
    directed = nx.DiGraph()
    directed.add_nodes_from(range(len(numbers)))
    for at, (a, b, data) in enumerate(graph.edges(data=True)):
        a, b = sorted((numbers[a], numbers[b]))
        directed.add_edge(a, b, weight=data.get("weight", 1))
        if at % 3 == 0:
            directed.add_edge(b, a, weight=1)
    return directed


def undirected(directed):
    """Both links of a pair as one, as heavy as both."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(directed))
    for a, b, data in directed.edges(data=True):
        weight = data.get("weight", 1)
        if graph.has_edge(a, b):
            graph[a][b]["weight"] += weight
        else:
            graph.add_edge(a, b, weight=weight)
    return graph


def measures(directed):
    graph = undirected(directed)
    nodes = sorted(graph)
    count = len(nodes)
    sources = [at * count // 20 for at in range(20)] if count > 20 else nodes
    subset = nx.betweenness_centrality_subset(graph, sources, nodes, normalized=False)
    scale = 2 * count / len(sources) / ((count - 1) * (count - 2))
    betweenness = nx.betweenness_centrality(graph)
    closeness = nx.closeness_centrality(graph)
    core = nx.core_number(graph)
    ranks = pagerank(directed, tol=1e-13, max_iter=2000, weight=None)
    weighted = pagerank(directed, tol=1e-13, max_iter=2000)
    modularity = lambda weight: max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, weight=weight, seed=seed), weight=weight)
        for seed in range(5)
    )
    pairs = [(0, count - 1), (count // 2, count // 3)]
    return {
        "nodes": count,
        "links": [[a, b, data.get("weight", 1)] for a, b, data in directed.edges(data=True)],
        "in_degree": [directed.in_degree(node) for node in nodes],
        "out_degree": [directed.out_degree(node) for node in nodes],
        "degree": [graph.degree(node) for node in nodes],
        "page_rank": [ranks[node] for node in nodes],
        "page_rank_weighted": [weighted[node] for node in nodes],
        "betweenness": [betweenness[node] for node in nodes],
        "betweenness_sampled": [subset[node] * scale for node in nodes],
        "sources": len(sources),
        "closeness": [closeness[node] for node in nodes],
        "core": [core[node] for node in nodes],
        "components": sorted(sorted(part) for part in nx.connected_components(graph)),
        "strong_components": sorted(sorted(part) for part in nx.strongly_connected_components(directed)),
        "articulation": sorted(nx.articulation_points(graph)),
        "bridges": sorted([*sorted(bridge), smaller_part(graph, bridge)] for bridge in nx.bridges(graph)),
        "modularity": modularity(None),
        "modularity_weighted": modularity("weight"),
        "paths": [
            {"from": a, "to": b, "lengths": lengths(graph, a, b), "directed": lengths(directed, a, b)} for a, b in pairs
        ],
    }


def smaller_part(graph, bridge):
    rest = graph.copy()
    rest.remove_edge(*bridge)
    return min(len(nx.node_connected_component(rest, end)) for end in bridge)


def lengths(graph, a, b):
    """The lengths of the 25 shortest paths without repeated nodes."""
    if not nx.has_path(graph, a, b):
        return []
    return [len(path) - 1 for path in islice(nx.shortest_simple_paths(graph, a, b), 25)]


print(json.dumps({name: measures(graph) for name, graph in graphs(sys.argv[1])}))
