"""Compares the CPU time of `nisba export --format graphml` with that of Python programs on the same data, in one run.

The data are synthetic documents in the shape of a store. Nisba reads the store; rdflib with networkx reads them as
N-Triples in RDF 1.1, as it knows no other, and pyoxigraph with a hand-written writer of strings as N-Triples 1.2. All
write the same columns, and the counts of nodes and edges must agree. Times are user and system time of one process
each, from its start to its end; nothing depends on how long they are.

Usage: benches/export.py NISBA [--nodes N] [--edges N] [--folder DIR] [--only NAME]...
NISBA is a program of a release build. The Python packages are those of .ci/readback-setup.
"""

import argparse
import hashlib
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile

ID = "https://w3id.org/nisba/id/"
DOC = "https://w3id.org/nisba/doc/"
OWN = "https://w3id.org/nisba/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DCT = "http://purl.org/dc/terms/"
DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal"

CLASSES = ["Person", "Organization", "GovernmentBody", "City", "Country", "ArmedGroup", "Conference", "Company"]
PREDICATES = ["metWith", "memberOf", "locatedIn", "heldIn", "participatedIn", "supports", "criticizes", "linkedTo"]
FACTUALITIES = ["Alleged", "Intended", "Possible", "Denied"]
SYLLABLES = "با دا را سا شا عا فا قا كا لا ما نا ها وا يا بي دي ري سي لي مي ني بو دو رو سو لو مو نو طه".split()
WORDS = "وزير رئيس وفد اجتماع اتفاق حول في من إلى مع أكد أعلن زيارة قوات مدينة مجلس دعم تعاون صباح أمس".split()
STATEMENTS_OF_A_DOCUMENT = 50


def name_of(number):
    parts = []
    for _ in range(5):
        number, part = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[part])
    return "".join(parts[:3]) + " " + "".join(parts[3:])


def iri_of(number):
    return f"<{ID}per/{name_of(number).replace(' ', '-')}>"


def triples_of(document, first, own, statements, draw):
    """The lines of a document's graph, without the graph's name, and what RDF 1.1 has in place of triple terms."""
    doc = f"{DOC}news-{document:06}"
    ends = [[draw.randrange(first, first + own) if own and draw.random() < 0.4 else int((first + own) * draw.random() ** 2)
             for _ in range(2)] for _ in range(statements)]
    # Each new entity is an end of some statement as far as there are statements, and is described all the same.
    entities = sorted({end for pair in ends for end in pair} | set(range(first, first + own)))
    text, places = [], []
    at = 0

    def say(words):
        nonlocal at
        text.append(words + " ")
        at += len(words) + 1
        return at - len(words) - 1, at - 1

    lines, reified = [], []
    for subject, object_ in ends:
        places.append(say(" ".join([draw.choice(WORDS), name_of(subject), *draw.choices(WORDS, k=3), name_of(object_)])))
    for entity in entities:
        node = iri_of(entity)
        start, end = say(name_of(entity))
        lines.append(f"{node} <{RDF}type> <{OWN}{CLASSES[entity % len(CLASSES)]}> ")
        lines.append(f'{node} <{LABEL}> "{name_of(entity)}"@ar ')
        if entity % 4 == 0:
            lines.append(f'{node} <{LABEL}> "Name {entity}"@en ')
        lines.append(f"<{doc}#char={start},{end}> <{OWN}refersTo> {node} ")
    for number, ((subject, object_), (start, end)) in enumerate(zip(ends, places)):
        s = f"<{doc}#s-{hashlib.sha256(f'{document} {number}'.encode()).hexdigest()[:16]}>"
        triple = f"{iri_of(subject)} <{OWN}{draw.choice(PREDICATES)}> {iri_of(object_)}"
        lines.append(f"{s} <{OWN}evidence> <{doc}#char={start},{end}> ")
        lines.append(f'{s} <{OWN}confidence> "0.{draw.randrange(500, 990)}"^^<{DECIMAL}> ')
        lines.append(f'{s} <{OWN}pattern> "ar/groups#pattern-{draw.randrange(200)}" ')
        if draw.random() < 0.2:
            lines.append(f"{s} <{OWN}factuality> <{OWN}{draw.choice(FACTUALITIES)}> ")
        elif draw.random() < 0.15:
            lines.append(f"{s} <{OWN}claimedBy> {iri_of(draw.choice(entities))} ")
        else:
            lines.append(triple + " ")
        reified.append((s, triple))
    about = f"<{doc}>"
    lines.append(f"{about} <{RDF}type> <{OWN}SourceDocument> ")
    lines.append(f'{about} <{DCT}identifier> "news-{document:06}" ')
    lines.append(f'{about} <{DCT}language> "ar" ')
    lines.append(f'{about} <{OWN}contentHash> "sha256:{hashlib.sha256(doc.encode()).hexdigest()}" ')
    lines.append(f'{about} <{OWN}text> "{"".join(text)}" ')
    return doc, lines, reified


def make(folder, nodes, edges):
    """A store kept as N-Quads, and the same as N-Triples 1.2 and 1.1."""
    draw = random.Random(1)
    store = folder / "store"
    (store / "documents").mkdir(parents=True)
    (store / "nisba-store").write_text("format 1\nkept as nquads\n")
    (store / "lock").touch()
    documents = max(1, -(-edges // STATEMENTS_OF_A_DOCUMENT))
    quads = 0
    with (folder / "rdf12.nt").open("w", encoding="utf-8") as new, (folder / "rdf11.nt").open("w", encoding="utf-8") as old:
        for document in range(documents):
            first, last = (nodes * n // documents for n in (document, document + 1))
            start, end = (edges * n // documents for n in (document, document + 1))
            doc, lines, reified = triples_of(document, first, last - first, end - start, draw)
            terms = [f"{s} <{RDF}reifies> <<( {triple} )>> " for s, triple in reified]
            path = store / "documents" / (hashlib.sha256(doc.encode()).hexdigest()[:32] + ".nq")
            all_lines = sorted(f"{line}<{doc}> .\n" for line in {*lines, *terms})
            quads += len(all_lines)
            path.write_text("".join(all_lines), encoding="utf-8")
            new.writelines(f"{line}.\n" for line in [*lines, *terms])
            old.writelines(f"{line}.\n" for line in lines)
            for s, triple in reified:
                subject, predicate, object_ = triple.split(" ")
                old.write(f"{s} <{RDF}type> <{RDF}Statement> .\n{s} <{RDF}subject> {subject} .\n")
                old.write(f"{s} <{RDF}predicate> {predicate} .\n{s} <{RDF}object> {object_} .\n")
    return quads


def with_rdflib(source, target):
    """What one would write with rdflib and networkx."""
    import networkx
    import rdflib

    data = rdflib.Graph()
    data.parse(source, format="nt11")
    own, rdf, label, dct = rdflib.Namespace(OWN), rdflib.RDF, rdflib.RDFS.label, rdflib.Namespace(DCT)
    graph = networkx.MultiDiGraph()
    documents = {d: (str(data.value(d, dct.identifier)), str(data.value(d, own.text)))
                 for d in data.subjects(rdf.type, own.SourceDocument)}
    mentions = {}
    for span, entity in data.subject_objects(own.refersTo):
        mentions.setdefault(entity, []).append(documents[rdflib.URIRef(span.split("#")[0])][0])
    for node, class_ in data.subject_objects(rdf.type):
        if class_ == own.SourceDocument or class_ == rdf.Statement:
            continue
        names = {name.language: str(name) for name in data.objects(node, label)}
        found = mentions.get(node, [])
        values = {"label": names.get("ar") or names.get("en"), "label_ar": names.get("ar"), "label_en": names.get("en"),
                  "class": class_.removeprefix(OWN), "mentions": len(found), "documents": " | ".join(sorted(set(found)))}
        graph.add_node(str(node), **{key: value for key, value in values.items() if value is not None})
    for s in data.subjects(rdf.type, rdf.Statement):
        subject, predicate, object_ = (data.value(s, p) for p in (rdf.subject, rdf.predicate, rdf.object))
        factuality, claimant = data.value(s, own.factuality), data.value(s, own.claimedBy)
        place, span = data.value(s, own.evidence).split("#char=")
        start, end = map(int, span.split(","))
        document, text = documents[rdflib.URIRef(place)]
        values = {"label": predicate.removeprefix(OWN), "predicate": predicate.removeprefix(OWN),
                  "factuality": factuality.removeprefix(OWN).lower() if factuality else "asserted",
                  "asserted": (subject, predicate, object_) in data and factuality is None and claimant is None,
                  "confidence": float(data.value(s, own.confidence)), "document": document, "evidence": text[start:end],
                  "evidence_start": start, "evidence_end": end, "pattern": str(data.value(s, own.pattern))}
        if claimant is not None:
            values |= {"claimant": str(claimant), "claimant_label": graph.nodes[str(claimant)].get("label", str(claimant))}
        graph.add_edge(str(subject), str(object_), key=str(s), id=str(s), **values)
    for node, degree in graph.degree():
        graph.nodes[node]["degree"] = degree
    networkx.write_graphml(graph, target)


def with_strings(source, target):
    """The quickest that one would write by hand in Python: pyoxigraph parses, strings are joined."""
    from xml.sax.saxutils import escape

    import pyoxigraph

    texts, ids, classes, arabic, english, mentions, statements, facts = {}, {}, {}, {}, {}, {}, {}, set()
    for triple in pyoxigraph.parse(path=source, format=pyoxigraph.RdfFormat.N_TRIPLES):
        subject, predicate, object_ = triple.subject.value, triple.predicate.value, triple.object
        local = predicate[len(OWN):] if predicate.startswith(OWN) else None
        if predicate == RDF + "reifies":
            t = (object_.subject.value, object_.predicate.value[len(OWN):], object_.object.value)
            statements.setdefault(subject, {})["triple"] = t
        elif local in ("evidence", "confidence", "pattern", "factuality", "claimedBy"):
            statements.setdefault(subject, {})[local] = object_.value
        elif local == "refersTo":
            mentions.setdefault(object_.value, []).append(subject[:subject.index("#")])
        elif predicate == RDF + "type":
            classes[subject] = object_.value
        elif predicate == LABEL:
            (arabic if object_.language == "ar" else english)[subject] = object_.value
        elif local == "text":
            texts[subject] = object_.value
        elif predicate == DCT + "identifier":
            ids[subject] = object_.value
        elif local and local not in ("contentHash", "language"):
            facts.add((subject, local, object_.value))
    degrees = {}
    for statement in statements.values():
        for end in statement["triple"][::2]:
            degrees[end] = degrees.get(end, 0) + 1
    nodes = ["label", "label_ar", "label_en", "class", "degree", "mentions", "documents"]
    edges = ["label", "predicate", "factuality", "asserted", "confidence", "claimant", "claimant_label", "document",
             "evidence", "evidence_start", "evidence_end", "pattern"]
    with open(target, "w", encoding="utf-8") as out:
        write = out.write
        write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        numbers = {"degree": "long", "mentions": "long", "asserted": "boolean", "confidence": "double",
                   "evidence_start": "long", "evidence_end": "long"}
        for of, columns in ("node", nodes), ("edge", edges):
            for name in columns:
                kind = numbers.get(name, "string")
                write(f'<key id="{of[0]}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n')
        write('<graph edgedefault="directed">\n')
        for node, class_ in classes.items():
            if class_ == OWN + "SourceDocument":
                continue
            ar, en, found = arabic.get(node), english.get(node), mentions.get(node, [])
            documents = " | ".join(sorted({ids[d] for d in found}))
            write(f'<node id="{escape(node)}"><data key="n_label">{escape(ar or en)}</data>')
            write(f'<data key="n_label_ar">{escape(ar)}</data>' if ar else "")
            write(f'<data key="n_label_en">{escape(en)}</data>' if en else "")
            write(f'<data key="n_class">{class_[len(OWN):]}</data><data key="n_degree">{degrees.get(node, 0)}</data>'
                  f'<data key="n_mentions">{len(found)}</data><data key="n_documents">{escape(documents)}</data></node>\n')
        for s, statement in statements.items():
            subject, predicate, object_ = statement["triple"]
            place, span = statement["evidence"].split("#char=")
            start, end = map(int, span.split(","))
            factuality, claimant = statement.get("factuality"), statement.get("claimedBy")
            asserted = factuality is None and claimant is None and statement["triple"] in facts
            said = factuality[len(OWN):].lower() if factuality else "asserted"
            write(f'<edge id="{escape(s)}" source="{escape(subject)}" target="{escape(object_)}">'
                  f'<data key="e_label">{predicate}</data><data key="e_predicate">{predicate}</data>'
                  f'<data key="e_factuality">{said}</data><data key="e_asserted">{str(asserted).lower()}</data>'
                  f'<data key="e_confidence">{statement["confidence"]}</data>')
            if claimant:
                label = arabic.get(claimant) or english.get(claimant) or claimant
                write(f'<data key="e_claimant">{escape(claimant)}</data><data key="e_claimant_label">{escape(label)}</data>')
            write(f'<data key="e_document">{ids[place]}</data><data key="e_evidence">{escape(texts[place][start:end])}</data>'
                  f'<data key="e_evidence_start">{start}</data><data key="e_evidence_end">{end}</data>'
                  f'<data key="e_pattern">{escape(statement["pattern"])}</data></edge>\n')
        write("</graph>\n</graphml>\n")


def measured(command):
    """User and system seconds of a command, and its greatest memory in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # A process between, so that the greatest memory is this command's.
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    output = subprocess.run([sys.executable, "-S", "-c", code, *map(str, command)], check=True, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(output.stdout.split()[-1]) // 1024


def counts(path):
    """Nodes, edges, asserted edges and the length of all evidence of a GraphML file."""
    nodes = edges = asserted = 0
    evidence, keys = 0, {}
    text = path.read_text("utf-8")
    for key, name in re.findall(r'<key id="([^"]+)"[^>]*attr.name="([^"]+)"', text):
        keys[name] = key
    for tag in re.finditer(r'<key [^>]*>', text):
        fields = dict(re.findall(r'([\w.]+)="([^"]*)"', tag[0]))
        keys[fields["for"], fields["attr.name"]] = fields["id"]
    nodes, edges = len(re.findall(r"<node[ >]", text)), len(re.findall(r"<edge[ >]", text))
    asserted = len(re.findall(rf'<data key="{keys["edge", "asserted"]}">[Tt]rue</data>', text))
    evidence = sum(len(found) for found in re.findall(rf'<data key="{keys["edge", "evidence"]}">([^<]*)</data>', text))
    degrees = sum(map(int, re.findall(rf'<data key="{keys["node", "degree"]}">(\d+)</data>', text)))
    return {"nodes": nodes, "edges": edges, "asserted": asserted, "evidence": evidence, "degrees": degrees}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("nisba", type=pathlib.Path)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=300_000)
    parser.add_argument("--folder", type=pathlib.Path, help="make the data here and keep them; data that are there are used")
    parser.add_argument("--only", action="append", choices=["nisba", "strings", "rdflib"], help="run only these")
    args = parser.parse_args()
    folder = args.folder or pathlib.Path(tempfile.mkdtemp())
    try:
        if not (folder / "store").exists():
            quads = make(folder, args.nodes, args.edges)
            print(f"{quads} quads in the documents' graphs", flush=True)
        itself = [sys.executable, os.path.abspath(__file__)]
        commands = {
            "nisba": [args.nisba, "export", "--format", "graphml", "--store", folder / "store", "-o", folder / "nisba.graphml"],
            "strings": [*itself, "strings", folder / "rdf12.nt", folder / "strings.graphml"],
            "rdflib": [*itself, "rdflib", folder / "rdf11.nt", folder / "rdflib.graphml"],
        }
        seconds, found = {}, {}
        for name in args.only or commands:
            seconds[name], memory = measured(commands[name])
            found[name] = counts(folder / f"{name}.graphml")
            print(f"{name:8} {seconds[name]:8.2f} s CPU {memory:7} MiB  {found[name]}", flush=True)
        if len({tuple(each.items()) for each in found.values()}) != 1:
            sys.exit("the programs wrote different graphs")
        if "rdflib" in seconds:
            for name in seconds.keys() - {"rdflib"}:
                print(f"{name}: {seconds['rdflib'] / seconds[name]:.1f} times less CPU than rdflib with networkx")
    finally:
        if not args.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] in ("rdflib", "strings"):
        {"rdflib": with_rdflib, "strings": with_strings}[sys.argv[1]](*sys.argv[2:])
    else:
        main()
