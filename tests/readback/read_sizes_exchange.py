"""Counts nodes and edges of FollowTheMoney, STIX, Cypher and Obsidian files of a graph of any size, and prints them as JSON.

Each entity, object, row and note is counted, and every reference is held against what is there. The programs made for the
formats would take many minutes for all of a large graph, so they are given a sample of it: every so manieth entity and
object, and of the Cypher script all entities of the first statement of each kind with what stands between them.

Usage: read_sizes_exchange.py FOLDER
"""
import collections
import json
import pathlib
import re
import sys
import tempfile

import kuzu
import stix2
import stix2validator
import yaml
from followthemoney import model

folder = pathlib.Path(sys.argv[1])
# So many are given to the program that is made for the format.
SAMPLE = 500


def counts(nodes, edges):
    return {"nodes": nodes, "edges": edges}


def sampled(items):
    return items[:: max(1, len(items) // SAMPLE)]


def ftm():
    """The schemata say what is an edge; a sample is held against the model."""
    lines = (folder / "graph.ftm.json").read_text("utf-8").splitlines()
    schemata = collections.Counter()
    ids, held = set(), set()
    for line in lines:
        one = json.loads(line)
        schemata[one["schema"]] += 1
        ids.add(one["id"])
        edge = model.get(one["schema"])
        if edge.edge:
            held.update(value for name in (edge.source_prop.name, edge.target_prop.name) for value in one["properties"][name])
    assert len(ids) == len(lines), "each identifier once"
    assert held <= ids, "every end is there"
    for line in sampled(lines):
        proxy = model.get_proxy(json.loads(line))
        assert proxy.schema.validate(proxy.to_dict()) is None
    edges = sum(count for name, count in schemata.items() if model.get(name).edge)
    return counts(len(lines) - edges - schemata["PlainText"], edges)


def stix():
    """One object a line, as it is written; a sample with what it refers to is a bundle for the OASIS validator."""
    ids, refs = set(), set()
    kinds, sample = collections.Counter(), []
    with (folder / "graph.stix.json").open(encoding="utf-8") as lines:
        head = next(lines)
        objects = [line.rstrip(",\n") for line in lines]
    assert objects.pop() == "]}"
    keep = set(range(3)) | set(range(0, len(objects), max(1, len(objects) // SAMPLE)))
    for at, line in enumerate(objects):
        one = json.loads(line)
        kinds[one["type"]] += 1
        ids.add(one["id"])
        refs.update(one[key] for key in ("source_ref", "target_ref", "created_by_ref") if key in one)
        refs.update(one.get("object_refs", ()))
        # A report of thousands of objects is no sample.
        if at in keep and len(one.get("object_refs", ())) < 100:
            sample.append(line)
    assert len(ids) == len(objects), "each identifier once"
    assert refs <= ids, "every reference leads to an object"
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place) / "sample.json"
        path.write_text(head + ",\n".join(sample) + "]}", "utf-8")
        stix2.parse(path.read_text("utf-8"), allow_custom=True)
        options = stix2validator.ValidationOptions(version="2.1", disabled="103,111,223,302")
        result = stix2validator.validate_file(str(path), options)
        assert result.is_valid, [str(error) for one in result.object_results for error in one.errors]
    others = {"relationship", "report", "grouping", "extension-definition"}
    return counts(sum(count for kind, count in kinds.items() if kind not in others) - 1, kinds["relationship"])


def cypher():
    """Rows are counted in all of the script. Kuzu runs its statements up to the sample's size: see read_exchange.py."""
    script = (folder / "graph.cypher").read_text("utf-8")
    statements = [one for one in script.split(";\n") if one.strip()]
    assert statements.pop(0).startswith("CREATE CONSTRAINT")
    rows = lambda text, first: len(re.findall(rf"^  \{{{first}: '", text, re.M))
    nodes, edges = ([one for one in statements if rows(one, first)] for first in ("iri", "id"))
    assert nodes + edges == statements, "entities first"
    engine = kuzu.Connection(kuzu.Database())
    lists = set(re.findall(r"`(\w+)`: \[", script[:2_000_000]))
    types = {"asserted": "BOOLEAN", "confidence": "DOUBLE"} | dict.fromkeys(lists, "STRING[]")
    types |= dict.fromkeys(["degree", "mentions", "evidence_start", "evidence_end"], "INT64")
    kind = lambda key: types.get(key, "STRING")
    # The first statement of each label and type holds as much as any other.
    first = lambda all, of: list({re.search(of, one)[1]: one for one in reversed(all)}.values())
    sample = first(nodes, r"SET n:`(\w+)`") + first(edges, r"\[r:`(\w+)`")
    keys = lambda variable: sorted(set(re.findall(rf"{variable}\.`(\w+)` =", "".join(sample))))
    declared = lambda variable: ", ".join(f"`{key}` {kind(key)}" for key in keys(variable))
    if nodes:
        engine.execute(f"CREATE NODE TABLE Entity(iri STRING, {declared('n')}, PRIMARY KEY(iri))")
    for name in {re.search(r"\[r:`(\w+)`", one)[1] for one in edges}:
        engine.execute(f"CREATE REL TABLE `{name}`(FROM Entity TO Entity, id STRING, {declared('r')})")
    for statement in sample:
        typed = re.sub(r"`(\w+)`: null", lambda m: f"`{m[1]}`: CAST(null AS {kind(m[1])})", statement)
        engine.execute(re.sub(r"\}\) SET n:`\w+`\nSET", "})\nSET", typed))
    if nodes:
        stored = engine.execute("MATCH (n:Entity) RETURN count(*)").get_next()[0]
        assert stored == sum(rows(one, "iri") for one in sample), "each entity of the sample is stored"
    return counts(rows("".join(nodes), "iri"), rows("".join(edges), "id"))


def obsidian():
    """Each note is there once; a sample is read as YAML and Markdown, and its links lead to notes."""
    notes = {name: sorted((folder / "obsidian" / name).glob("*.md")) for name in ("entities", "documents")}
    titles = {path.stem for paths in notes.values() for path in paths}
    assert len({title.casefold() for title in titles}) == sum(map(len, notes.values()))
    for path in sampled(notes["entities"]) + notes["documents"][:10]:
        front, body = path.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        assert ("class" if path.parent.name == "entities" else "document") in yaml.safe_load(front)
        for link in re.findall(r"(?<!\\)\[\[([^\]|]*)(?:\|[^\]]*)?\]\]", body):
            assert link in titles, (path, link)
    # Statements stand in the notes of both ends; those of an entity with itself in one.
    quotes = sum(path.read_text("utf-8").count("\n  > — ") for path in notes["entities"])
    listed = (folder / "obsidian/.nisba/notes.tsv").read_text("utf-8").count(".md\t")
    assert listed == len(titles), "the export knows what it wrote"
    return counts(len(notes["entities"]), quotes)


answers = {reader.__name__: reader() for reader in (ftm, stix, cypher, obsidian) if reader.__name__ not in sys.argv[2:]}
json.dump(answers, sys.stdout)
