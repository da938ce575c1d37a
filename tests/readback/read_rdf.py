"""Reads RDF files with rdflib (RDF 1.1), pyoxigraph and the oxigraph command (RDF 1.2), and prints as JSON how many
things have a label, how many statements are described, how many quads there are, and an entity's Arabic label.

Usage: read_rdf.py FOLDER ENTITY
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import pyoxigraph
import rdflib

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def by_rdflib(path, syntax, entity):
    data = rdflib.Dataset()
    data.parse(path, format=syntax)
    quads = set(data.quads((None, None, None, None)))
    labels = [(str(s), o) for s, p, o, _ in quads if str(p) == LABEL]
    statements = {s for s, p, o, _ in quads if str(p) == RDF + "type" and str(o) == RDF + "Statement"}
    arabic = [str(o) for s, o in labels if s == entity and o.language == "ar"]
    return {"nodes": len({s for s, _ in labels}), "edges": len(statements), "quads": len(quads), "label": arabic[0]}


def by_pyoxigraph(path, syntax, entity):
    quads = list(pyoxigraph.parse(path=str(path), format=syntax))
    labels = [(q.subject.value, q.object) for q in quads if q.predicate.value == LABEL]
    reifiers = {q.subject.value for q in quads if q.predicate.value == RDF + "reifies"}
    statements = {q.subject.value for q in quads if q.object == pyoxigraph.NamedNode(RDF + "Statement")}
    arabic = [o.value for s, o in labels if s == entity and o.language == "ar"]
    edges = len(reifiers) + len(statements)
    return {"nodes": len({s for s, _ in labels}), "edges": edges, "quads": len(quads), "label": arabic[0]}


def by_command(path, entity):
    program = pathlib.Path(sys.executable).parent / "oxigraph"

    def anywhere(pattern):
        return "{ { %s } UNION { GRAPH ?g { %s } } }" % (pattern, pattern)

    query = f"""SELECT ?nodes ?edges ?quads ?label WHERE {{
      {{ SELECT (COUNT(DISTINCT ?s) AS ?nodes) {anywhere(f"?s <{LABEL}> ?o")} }}
      {{ SELECT (COUNT(DISTINCT ?s) AS ?edges) {anywhere(f"?s <{RDF}reifies> ?o")} }}
      {{ SELECT (COUNT(*) AS ?quads) {anywhere("?s ?p ?o")} }}
      {{ SELECT (STR(?o) AS ?label) {anywhere(f"<{entity}> <{LABEL}> ?o FILTER(LANG(?o) = 'ar')")} }} }}"""
    with tempfile.TemporaryDirectory() as store:
        subprocess.run([program, "load", "--location", store, "--file", path], check=True, capture_output=True)
        ask = [program, "query", "--location", store, "--query", query, "--results-format", "json"]
        row = json.loads(subprocess.run(ask, check=True, capture_output=True).stdout)["results"]["bindings"][0]
    return {name: cell["value"] if name == "label" else int(cell["value"]) for name, cell in row.items()}


folder, entity = pathlib.Path(sys.argv[1]), sys.argv[2]
answers = {}
for extension, syntax in {"ttl": "turtle", "trig": "trig", "nt": "nt11", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}.items():
    answers[f"rdflib rdf11.{extension}"] = by_rdflib(str(folder / f"rdf11.{extension}"), syntax, entity)
for extension in ["ttl", "trig", "nt", "nq", "rdf"]:
    path = folder / f"rdf12.{extension}"
    answers[f"pyoxigraph {path.name}"] = by_pyoxigraph(path, pyoxigraph.RdfFormat.from_extension(extension), entity)
    answers[f"oxigraph {path.name}"] = by_command(path, entity)
# Without a switch JSON-LD is the same.
path = folder / "rdf12.jsonld"
answers[f"pyoxigraph {path.name}"] = by_pyoxigraph(path, pyoxigraph.RdfFormat.JSON_LD, entity)
json.dump(answers, sys.stdout)
