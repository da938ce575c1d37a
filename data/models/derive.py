#!/usr/bin/env python3
"""Makes the training files of `ar.crf` from the corpora it is trained on.

usage: derive.py WOJOOD_SAMPLE_FOLDER ANT_JSONL_GZ OUT_FOLDER

Writes OUT_FOLDER/wojood.conll (of each word's nested tags the first that is a person, place or organisation) and
OUT_FOLDER/ant.txt (titles and texts, for the word clusters). The command that follows is in README.md.
"""
import gzip
import json
import sys
from pathlib import Path

KINDS = {"PERS", "ORG", "GPE", "LOC", "FAC"}


def nested(folder):
    for part in ("train", "val"):
        for line in (folder / f"{part}.txt").read_text(encoding="utf-8-sig").splitlines():
            word, *tags = line.split() or [""]
            named = [tag for tag in tags if tag[2:] in KINDS]
            yield f"{word} {(named or ['O'])[0]}" if word else ""


def stories(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            yield story["title"] + "\n" + story["text"]


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sample, ant, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    (out / "wojood.conll").write_text("\n".join(nested(sample)) + "\n", encoding="utf-8")
    (out / "ant.txt").write_text("\n".join(stories(ant)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
