#!/usr/bin/env python3
"""Writes ar/common.tsv: words seen both with the article and without it, as nouns and adjectives are and names are not.

usage: derive_common.py STORIES.jsonl.gz > data/words/ar/common.tsv

STORIES: one JSON object a line; every string in it is counted. Only statistics come out: a folded form and two counts.
"""
import collections
import gzip
import json
import re
import sys

FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
LEAST = 1  # occurrences on each side
SHARE = 0.03  # of the rarer side


def words(text):
    text = re.sub("[\u064b-\u0652\u0640]", "", text).translate(FOLD)
    return re.findall("[\u0621-\u064a]+", text)


def main():
    counts = collections.Counter()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as stories:
        for line in stories:
            for value in json.loads(line).values():
                if isinstance(value, str):
                    counts.update(words(value))
    print("# Words seen with the article and without it; see README.md. Written by derive_common.py.")
    print("form\tbare\twith")
    for form in sorted(counts):
        bare, article = counts[form], counts["ال" + form] + counts["وال" + form] + counts["بال" + form] + counts["لل" + form]
        if min(bare, article) >= LEAST and min(bare, article) >= SHARE * max(bare, article) and len(form) > 2:
            print(f"{form}\t{bare}\t{article}")


main()
