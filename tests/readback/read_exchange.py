"""Reads FollowTheMoney, STIX, Parquet, Neo4j, Cypher and Obsidian files with the programs made for them, and prints
what they found as JSON.

Usage: read_exchange.py FOLDER ENTITY FTM_TABLE
"""
import collections
import csv
import json
import pathlib
import re
import sys

import duckdb
import kuzu
import stix2
import stix2validator
import yaml
from followthemoney import model

folder, entity, table = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])


def ftm():
    """Every value is one that its property takes, and every entity that a property holds is of its range."""
    entities = [json.loads(line) for line in (folder / "graph.ftm.json").open(encoding="utf-8")]
    schemata = {one["id"]: one["schema"] for one in entities}
    assert len(schemata) == len(entities), "each identifier once"
    for one in entities:
        proxy = model.get_proxy(one)
        assert not proxy.schema.abstract, one
        assert proxy.to_dict()["properties"].keys() == one["properties"].keys(), one
        for name, values in one["properties"].items():
            of = proxy.schema.get(name)
            assert of is not None and of.validate(values) is None, (name, values)
            for value in values if of.type.name == "entity" else []:
                assert model.get(schemata[value]).is_a(of.range), (one, value)
    of_graph = [one for one in entities if one["schema"] != "PlainText"]
    edges = [one for one in of_graph if model.get(one["schema"]).edge]
    label = next(one["properties"]["name"][0] for one in of_graph if one["iri"] == entity)
    return {"nodes": len(of_graph) - len(edges), "edges": len(edges), "label": label}


def ftm_table():
    """What the table says of schemata and properties holds in the model; returns the number of rows."""
    lines = [line for line in table.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"))) for line in lines[1:]]
    parts = lambda cell: [part.strip() for part in cell.split("|") if part.strip()]
    ranges = {row["name"]: parts(row["schema"]) for row in rows if row["kind"] == "range"}
    takes = lambda name: [s for s in (model if ranges[name] == ["*"] else map(model.get, ranges[name]))]
    for row in rows:
        if row["kind"] == "class":
            assert all(model.get(row["schema"]).get(name) for name in ["name", *parts(row["property"])]), row
        elif row["kind"] == "link":
            for end in (row["property"], row["other"]):
                name, wanted = end.split(":")
                of = model.get(row["schema"]).get(name)
                assert wanted == "Thing" or all(schema.is_a(of.range) for schema in takes(wanted)), row
        elif row["kind"] == "value":
            for schema in takes(row["schema"]):
                name, _, wanted = row["property"].partition(":")
                assert (of := schema.get(name)) is not None, row
                assert not wanted or all(one.is_a(of.range) for one in takes(wanted)), row
    return len(rows)


def stix():
    """The OASIS validator finds no error, and no advice but on random identifiers (103), hashes of web pages (302) and
    regions that are no region of the world (111, 223)."""
    path = folder / "graph.stix.json"
    options = stix2validator.ValidationOptions(version="2.1", disabled="103,111,223,302")
    result = stix2validator.validate_file(str(path), options)
    found = [one for one in result.object_results]
    assert result.is_valid, [str(error) for one in found for error in one.errors]
    assert not any(one.warnings for one in found), [str(w) for one in found for w in one.warnings]
    bundle = stix2.parse(path.read_text("utf-8"), allow_custom=True)
    objects = [json.loads(one.serialize()) if hasattr(one, "serialize") else one for one in bundle.objects]
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects), "each identifier once"
    for one in objects:
        refs = [one[key] for key in ("source_ref", "target_ref", "created_by_ref") if key in one]
        assert ids.issuperset(refs + one.get("object_refs", [])), one
    kinds = collections.Counter(one["type"] for one in objects)
    others = {"relationship", "report", "grouping", "extension-definition"}
    nodes = sum(count for kind, count in kinds.items() if kind not in others) - 1
    label = next(one["name"] for one in objects if entity in json.dumps(one) and one["type"] not in others)
    return {"nodes": nodes, "edges": kinds["relationship"], "label": label}


def parquet():
    tables = duckdb.connect()
    rows = lambda what, name: tables.execute(f"select {what} from '{folder}/parquet/{name}.parquet'").fetchall()
    types = {name: kind for name, kind, *_ in tables.execute(f"describe from '{folder}/parquet/nodes.parquet'").fetchall()}
    assert types["documents"] == "VARCHAR[]" and types["degree"] == "BIGINT", types
    types = {name: kind for name, kind, *_ in tables.execute(f"describe from '{folder}/parquet/edges.parquet'").fetchall()}
    assert types["asserted"] == "BOOLEAN" and types["confidence"] == "DOUBLE", types
    joined = f"""select count(*) from '{folder}/parquet/evidence.parquet' e
        join '{folder}/parquet/edges.parquet' r on r.id = e.edge join '{folder}/parquet/nodes.parquet' n on n.id = r.source"""
    assert tables.execute(joined).fetchone() == rows("count(*)", "edges")[0]
    label = tables.execute(f"select label_ar from '{folder}/parquet/nodes.parquet' where id = ?", [entity]).fetchone()[0]
    return {"nodes": rows("count(*)", "nodes")[0][0], "edges": rows("count(*)", "edges")[0][0], "label": label}


def neo4j():
    """neo4j-admin is no package; headers and cells are held to its documented rules."""
    def read(name):
        with (folder / "neo4j" / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines, strict=True))
        kinds = {"string", "string[]", "long", "double", "boolean", "ID", "LABEL", "START_ID", "END_ID", "TYPE"}
        keys = [cell.split(":")[0] for cell in rows[0]]
        assert {cell.split(":")[1] for cell in rows[0]} <= kinds, rows[0]
        assert len(set(filter(None, keys))) == len(list(filter(None, keys))), keys
        for row in rows[1:]:
            for kind, cell in zip((cell.split(":")[1] for cell in rows[0]), row, strict=True):
                assert not cell or {"long": int, "double": float}.get(kind, str)(cell) is not None
                assert kind != "boolean" or cell in ("true", "false", "")
        return [dict(zip(rows[0], row)) for row in rows[1:]]
    nodes = {row["iri:ID"]: row for row in read("nodes.csv")}
    edges = read("relationships.csv")
    assert all(row[end] in nodes for row in edges for end in (":START_ID", ":END_ID"))
    assert all(row[":LABEL"].split("\x1f")[0] == "Entity" for row in nodes.values())
    return {"nodes": len(nodes), "edges": len(edges), "label": nodes[entity]["label_ar:string"]}


def cypher():
    """Runs the script in Kuzu, which wants tables with types to begin with and has one label a node: the constraint is left
    out, tables are declared, classes are no labels, and null is given its type. Run twice, it changes nothing."""
    script = (folder / "graph.cypher").read_text("utf-8")
    types = {"asserted": "BOOLEAN", "confidence": "DOUBLE"}
    types |= dict.fromkeys(["degree", "mentions", "evidence_start", "evidence_end"], "INT64")
    types |= dict.fromkeys(re.findall(r"`(\w+)`: \[", script), "STRING[]")
    kind = lambda key: types.get(key, "STRING")
    keys = lambda variable: sorted(set(re.findall(rf"{variable}\.`(\w+)` =", script)))
    declared = lambda variable: ", ".join(f"`{key}` {kind(key)}" for key in keys(variable))
    engine = kuzu.Connection(kuzu.Database())
    engine.execute(f"CREATE NODE TABLE Entity(iri STRING, {declared('n')}, PRIMARY KEY(iri))")
    for name in sorted(set(re.findall(r"\[r:`(\w+)`", script))):
        engine.execute(f"CREATE REL TABLE `{name}`(FROM Entity TO Entity, id STRING, {declared('r')})")
    statements = [one for one in script.split(";\n") if one.strip()]
    assert statements[0].startswith("CREATE CONSTRAINT")
    for statement in 2 * statements[1:]:
        typed = re.sub(r"`(\w+)`: null", lambda m: f"`{m[1]}`: CAST(null AS {kind(m[1])})", statement)
        engine.execute(re.sub(r"\}\) SET n:`\w+`\nSET", "})\nSET", typed))
    one = lambda query, **parameters: engine.execute(query, parameters).get_next()[0]
    label = one("MATCH (n:Entity {iri: $iri}) RETURN n.label_ar", iri=entity)
    edges = one("MATCH ()-[r]->() RETURN count(*)")
    assert one("MATCH ()-[r]->() WHERE label(r) <> 'CLAIM' AND NOT r.asserted RETURN count(*)") == 0
    return {"nodes": one("MATCH (n:Entity) RETURN count(*)"), "edges": edges, "label": label}


def obsidian():
    notes = {path: path.read_text("utf-8") for path in (folder / "obsidian").rglob("*.md")}
    titles = {path.stem for path in notes}
    assert len({title.casefold() for title in titles}) == len(notes)
    fronts = []
    for path, note in notes.items():
        front, body = note.removeprefix("---\n").split("\n---\n", 1)
        fronts.append(yaml.safe_load(front))
        assert len(path.name.encode()) <= 255
        for link in re.findall(r"(?<!\\)\[\[([^\]|]*)(?:\|[^\]]*)?\]\]", body):
            assert link in titles, (path, link)
    entities = {front["iri"]: front for front in fronts if "class" in front}
    return {"nodes": len(entities), "label": entities[entity]["name_ar"]}


readers = [ftm, stix, neo4j, cypher, obsidian] + ([parquet] if (folder / "parquet").exists() else [])
answers = {reader.__name__: reader() for reader in readers}
json.dump({"rows": ftm_table(), "answers": answers}, sys.stdout)
