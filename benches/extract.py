"""Compares the CPU time of `nisba extract` on a folder of texts with that of a plain gazetteer in Python, in one run.

The gazetteer is what one would write in an hour: a regular expression cuts the words, letters are folded, and the longest
names of `data/lexicon/ar` are looked up, with and without the letters that are written before a word. It finds no person
that is not listed, no statement, no date; it stands here as a floor. Times are user and system time of one process on one
thread each, from its start to its end; what Nisba needs to start is measured on the shortest text and told apart.

Usage: benches/extract.py NISBA TEXTS
NISBA is a program of a release build, TEXTS a folder of .txt files. Python alone is needed.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys

LEXICON = pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon" / "ar"
FOLDS = str.maketrans("أإآٱىئؤة", "ااااييوه", "".join(map(chr, [*range(0x64B, 0x660), 0x640, 0x670])))
WORD = re.compile(r"[^\W_]+")
PREFIXES = ("و", "ف", "ب", "ك", "ل", "وب", "ول")
RUNS = 3


def folded(text):
    return text.translate(FOLDS)


def gazetteer(folder):
    """Writes, for each text, its names with their places and identifiers, one JSON line a text."""
    names, longest = {}, 1
    for table in sorted(LEXICON.glob("*.tsv")):
        header, *rows = (line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#"))
        for row in rows:
            row = dict(zip(header, row))
            for name in [row["name"], *filter(None, row.get("aliases", "").split("|"))]:
                words = tuple(WORD.findall(folded(name)))
                names.setdefault(words, row["id"])
                longest = max(longest, len(words))
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        text = path.read_text("utf-8")
        found = list(WORD.finditer(text))
        words = [folded(word[0]) for word in found]
        mentions, at = [], 0
        while at < len(words):
            firsts = [words[at], *(words[at][len(p):] for p in PREFIXES if words[at].startswith(p))]
            for length in range(min(longest, len(words) - at), 0, -1):
                rest = tuple(words[at + 1:at + length])
                known = next((names[first, *rest] for first in firsts if (first, *rest) in names), None)
                if known:
                    mentions.append({"id": known, "start": found[at].start(), "end": found[at + length - 1].end()})
                    at += length
                    break
            else:
                at += 1
        print(json.dumps({"id": path.stem, "mentions": mentions}, ensure_ascii=False))


def seconds(command):
    """The least user and system time of a command in several runs."""
    least = None
    environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        time = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = time if least is None else min(least, time)
    return least


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("nisba", type=pathlib.Path)
    parser.add_argument("texts", type=pathlib.Path)
    args = parser.parse_args()
    texts = sorted(args.texts.glob("*.txt"))
    size = sum(path.stat().st_size for path in texts) / 1e6
    shortest = min(texts, key=lambda path: path.stat().st_size)
    program = args.nisba.resolve()
    start = seconds([program, "extract", shortest])
    nisba = seconds([program, "extract", *texts])
    plain = seconds([sys.executable, os.path.abspath(__file__), "gazetteer", args.texts])
    print(f"{len(texts)} texts, {size:.1f} MB")
    print(f"nisba extract    {nisba:6.2f} s CPU, {start:.2f} of them to start: {size / (nisba - start):.2f} MB/s after that")
    print(f"plain gazetteer  {plain:6.2f} s CPU: {size / plain:.2f} MB/s")
    print(f"nisba takes {nisba / plain:.2f} times as long as the gazetteer")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "gazetteer":
        gazetteer(sys.argv[2])
    else:
        main()
