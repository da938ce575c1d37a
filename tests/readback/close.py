"""Closes graphs with owlrl (OWL 2 RL) and prints as JSON what follows, for each graph the N-Triples lines.

Of the ontology the axioms are taken that Nisba draws conclusions from; domains and ranges are not among them, nor is
owl:sameAs, which names the same thing elsewhere. Of the closure the triples are given that are no facts, whose predicate
or class the ontology declares, and that join two different things.

Usage: close.py ONTOLOGY.ttl FACTS.nt...
"""
import json
import sys

import owlrl
import rdflib
from rdflib import OWL, RDF, RDFS

OWN = "https://w3id.org/nisba/ontology#"
AXIOMS = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.propertyChainAxiom, RDF.first, RDF.rest}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.SymmetricProperty, OWL.TransitiveProperty}

ontology = rdflib.Graph().parse(sys.argv[1], format="turtle")
axioms = [t for t in ontology if t[1] in AXIOMS or (t[1] == RDF.type and t[2] in KINDS)]
declared = {t[0] for t in axioms if t[1] == RDF.type and t[0].startswith(OWN)}
terms = set(ontology.subjects()) | set(ontology.predicates()) | set(ontology.objects())
answers = []
for path in sys.argv[2:]:
    facts = set(rdflib.Graph().parse(path, format="nt"))
    graph = rdflib.Graph()
    for triple in [*axioms, *facts]:
        if triple[1] != OWL.sameAs:
            graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    follows = set()
    for s, p, o in set(graph) - facts:
        about = o if p == RDF.type else p
        if about in declared and s not in terms and s != o:
            follows.add(f"{s.n3()} {p.n3()} {o.n3()}")
    answers.append(sorted(follows))
json.dump(answers, sys.stdout)
