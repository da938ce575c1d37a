"""Counts what DOT, HTML, SVG, PNG, PDF and RDF files of a graph of any size hold, and prints it as JSON.

Usage: read_sizes_rest.py FOLDER
"""
import html.parser
import json
import pathlib
import struct
import subprocess
import sys
import xml.etree.ElementTree as xml

import pyoxigraph
import pypdf

folder = pathlib.Path(sys.argv[1])


def dot():
    """Graphviz' own counter, as a layout of a large graph takes hours."""
    told = subprocess.run(["gc", "-n", "-e", folder / "graph.dot"], capture_output=True, check=True, text=True)
    nodes, edges = told.stdout.split()[:2]
    return {"nodes": int(nodes), "edges": int(edges)}


class Page(html.parser.HTMLParser):
    """The text of the element with the identifier `data`."""

    inside, data = False, ""

    def handle_starttag(self, tag, attributes):
        self.inside = dict(attributes).get("id") == "data"

    def handle_data(self, data):
        self.data += data if self.inside else ""


def page():
    reader = Page()
    reader.feed((folder / "graph.html").read_text("utf-8"))
    data = json.loads(reader.data)
    return {"nodes": len(data["nodes"]), "edges": len(data["edges"]), "of": data["leftOut"]}


def svg():
    found = {"entity": 0, "line": 0}
    texts = []
    for _, element in xml.iterparse(folder / "graph.svg"):
        name = element.get("class")
        if name in found:
            found[name] += 1
        if element.tag.endswith("}text"):
            texts.append("".join(element.itertext()))
    return {"nodes": found["entity"], "edges": found["line"], "texts": " ".join(texts[-40:])}


def png():
    head = (folder / "graph.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return dict(zip(("width", "height"), struct.unpack(">II", head[16:24])))


def pdf():
    pages = pypdf.PdfReader(folder / "graph.pdf").pages
    return {"pages": len(pages), "width": float(pages[0].mediabox.width)}


def rdf(extension, syntax):
    return {"quads": sum(1 for _ in pyoxigraph.parse(path=folder / f"graph.{extension}", format=syntax))}


answers = {reader.__name__: reader() for reader in (dot, page, svg)}
if (folder / "graph.png").exists():
    answers |= {reader.__name__: reader() for reader in (png, pdf)}
of = pyoxigraph.RdfFormat
for extension, syntax in {
    "ttl": of.TURTLE, "trig": of.TRIG, "nt": of.N_TRIPLES, "nq": of.N_QUADS, "rdf": of.RDF_XML, "jsonld": of.JSON_LD,
}.items():
    answers[extension] = rdf(extension, syntax)
json.dump(answers, sys.stdout)
