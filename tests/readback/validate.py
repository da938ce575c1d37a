"""Validates N-Triples files with pyshacl and prints as JSON, for each file, its results: focus node, path, value,
constraint component, severity and source shape (nothing for a blank one).

Usage: validate.py SHAPES.ttl ONTOLOGY.ttl FOLDER
"""
import json
import pathlib
import sys

import rdflib

rdflib.NORMALIZE_LITERALS = False

import pyshacl  # noqa: E402
from rdflib.namespace import SH  # noqa: E402


def path(graph, node):
    inverse = graph.value(node, SH.inversePath)
    return None if node is None else f"^{inverse}" if inverse is not None else str(node)


def text(term):
    return None if term is None or isinstance(term, rdflib.BNode) else str(term)


shapes = rdflib.Graph().parse(sys.argv[1], format="turtle")
ontology = rdflib.Graph().parse(sys.argv[2], format="turtle")
answers = {}
for file in sorted(pathlib.Path(sys.argv[3]).glob("*.nt")):
    data = rdflib.Graph().parse(file, format="nt11")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none", advanced=False)
    answers[file.stem] = [
        [
            text(report.value(result, SH.focusNode)),
            path(report, report.value(result, SH.resultPath)),
            text(report.value(result, SH.value)),
            str(report.value(result, SH.sourceConstraintComponent)),
            str(report.value(result, SH.resultSeverity)),
            text(report.value(result, SH.sourceShape)),
        ]
        for result in report.objects(None, SH.result)
    ]
json.dump(answers, sys.stdout)
