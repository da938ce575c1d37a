"""Derives words.tsv: Arabic stems with parts of speech and counts, from a segmented reference and from running text.

    python3 derive.py --reference wikinews.pos.ref --texts ant.jsonl.gz --no-split ar/no_split.tsv --out ar/words.tsv

Stems of the reference count as they are; the forms of the running text are split by a unigram model whose counts are
refined in a few rounds of expectation maximisation. Only counts leave the text. The costs below are those of
src/text/segment.rs. `--keep 0.8` uses only the first part of the reference, so that the rest can test the result.
"""
import argparse
import collections
import gzip
import json
import math
import re

MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
WORD = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
FOLD = str.maketrans("أإآٱىةؤئکیگ", "ااااي" + "هويكيگ")

PROCLITICS = {"": 0, "و": 4, "ف": 7, "ب": 5, "ل": 5, "ك": 8, "س": 5}
ARTICLE = 2
ENCLITICS = {"": 0, "ه": 6, "ها": 6, "هم": 7, "هما": 9, "هن": 12, "نا": 9, "كم": 11, "كما": 16, "ك": 12, "ني": 10}
RESTORED = 2
UNKNOWN, LETTER = 14, 3
KEPT = 5
REFERENCE_WEIGHT = 20


def fold(word):
    return word.translate(FOLD)


def source(form):
    """What a form's evidence is filed under: a form and the same after a conjunction do not vouch for each other."""
    return form[1:] if form[0] in "وف" and form[1:2] in tuple("بكلس") else form


def splits(light, whole):
    """(proclitics, article, stem, enclitic, restored) of every legal reading of a word."""
    form = fold(light)
    n = len(form)

    def tails(start, stem_prefix, proclitics, article):
        stem = stem_prefix + form[start:]
        yield proclitics, article, stem, "", False
        if article or stem in whole:
            return
        for end in ENCLITICS:
            if end and form.endswith(end) and light[-1] != "ة":
                base = form[start : n - len(end)]
                if len(base) >= 2:
                    yield proclitics, False, base, end, False
                    if base[-1] == "ت" and len(base) >= 3:
                        yield proclitics, False, base[:-1] + "ه", end, True

    def heads(start, proclitics, slot):
        rest = form[start:]
        yield from tails(start, "", proclitics, False)
        if rest in whole:
            return
        if proclitics[-1:] != "ل" and light[start : start + 2] == "ال" and n - start >= 4:
            yield proclitics, True, rest[2:], "", False
        if proclitics[-1:] == "ل" and rest[0] == "ل" and n - start >= 3:
            for hidden in ("ال" + rest[1:], "ال" + rest):
                if hidden in whole:
                    yield proclitics, False, hidden, "", False
            yield proclitics, True, rest[1:], "", False
            yield proclitics, True, rest, "", False
        if n - start < 2:
            return
        if slot == 0 and rest[0] in "وف":
            yield from heads(start + 1, proclitics + rest[0], 1)
        if slot <= 1 and rest[0] in "بكل" and not (rest[0] == "ل" and rest[1:3] == "ال"):
            yield from heads(start + 1, proclitics + rest[0], 2)
            if rest[0] != "ك" and rest[1:] in ENCLITICS and light[-1] != "ة":
                yield proclitics + rest[0], False, "", rest[1:], False
        if slot <= 1 and rest[0] == "س" and rest[1] in "يتنا" and light[start + 1] in "يتنأ" and n - start >= 4:
            yield from tails(start + 1, "", proclitics + "س", False)

    yield from heads(0, "", 0)


def cost(reading, counts, total, whole, own=None):
    """Bits of a reading; `own` is what the form itself gave its readings last round, which is no evidence for it."""
    proclitics, article, stem, enclitic, restored = reading
    bits = sum(PROCLITICS[c] for c in proclitics) + ENCLITICS[enclitic] + (ARTICLE if article and proclitics[-1:] != "ل" else 0)
    bits += RESTORED if restored else 0
    count = counts.get(stem, 0) - (own.get(stem, 0) if own else 0)
    if not stem:
        return bits
    if stem in whole and not enclitic:
        return bits + KEPT
    if count >= 0.5:
        return bits + min(math.log2(total / count), UNKNOWN + LETTER * len(stem))
    if len(stem) < 2 or enclitic:
        return bits + 99
    return bits + UNKNOWN + LETTER * len(stem)


LEADING = {"و", "ف", "ب", "ل", "ك", "س", "ال"}
SUBJECT = {"ت", "وا", "ون", "ان", "ا", "ين", "تم", "ن", "تا", "و"}


def reference_stems(path, keep):
    """Counts and parts of speech of the stems, with noun endings and subject endings inside."""
    lines = [l.rstrip("\n").split("\t") for l in open(path, encoding="utf-8")][1:]
    lines = lines[: int(len(lines) * keep)]
    counts, tags = collections.Counter(), collections.defaultdict(collections.Counter)
    for form, tag in (l for l in lines if len(l) == 2):
        parts, names = form.split("+"), [t.strip() for t in tag.split("+")]
        if len(parts) != len(names):
            continue
        start = 0
        while start < len(parts) - 1 and (parts[start] in LEADING):
            start += 1
        head, stem = names[start], parts[start]
        for part, name in zip(parts[start + 1 :], names[start + 1 :]):
            if name in ("NSUFF", "CASE") or (head == "V" and name == "PRON" and part in SUBJECT):
                # Taa marbuta is written as taa before a pronoun.
                stem += "ة" if head != "V" and part == "ت" else part
            else:
                break
        stem = MARKS.sub("", stem)
        if WORD.fullmatch(stem) and head not in ("PUNC", "NUM", "FOREIGN"):
            counts[fold(stem)] += 1
            tags[fold(stem)][head] += 1
    return counts, tags


def undo_memorised(counts, forms, stems, whole, prepositions, report):
    """Splits frequent wholes for which nothing speaks: neither the reference nor an article, while the rest is a word."""
    definite = {fold(form)[len(head) :] for form in forms for head in ("ال", "وال", "بال", "فال", "لل", "ولل", "كال") if form.startswith(head)}
    definite |= {"ل" + stem for stem in definite if stem[:1] == "ل"}
    feminine = {fold(form) for form in forms if form.endswith("ة")}
    feminine |= {form[1:] for form in feminine if form[0] in "وبلف"}
    seen = {fold(form) for form in forms}
    seen |= {form[1:] for form in seen if form[0] in "وفبل"}
    kept = collections.Counter()
    counts.pop("", None)
    for stem, count in counts.items():
        preposition = next((stem[: -len(end)] for end in ENCLITICS if end and stem.endswith(end) and stem[: -len(end)] in prepositions), "")
        if len(preposition) >= 2 and stem not in whole:
            kept[preposition] += count
            continue
        rest = stem[1:]
        future = stem[0] == "س" and rest[:1] in tuple("يتن")
        if (stem[0] in "وفبكل" or future) and stem not in stems and stem not in whole and stem not in definite:
            while rest[:1] in ("ب", "ل") and rest not in stems and rest not in definite and counts[rest[1:]] > counts[rest]:
                rest = rest[1:]
            if len(rest) >= 3 and counts[rest] >= 5:
                if report:
                    print(stem, rest, round(count), round(counts[rest]))
                kept[rest] += count
                continue
        if stem[-1] == "ت" and stem not in stems and stem not in seen and counts[stem[:-1] + "ه"] > 0:
            kept[stem[:-1] + "ه"] += count
            continue
        base = without_pronoun(stem, counts)
        if base and stem not in stems and stem not in whole and stem not in definite and stem not in feminine:
            if report:
                print(stem, base, round(count), round(counts[base]))
            kept[base] += count
            continue
        kept[stem] += count
    return kept


def without_pronoun(stem, counts):
    """The more frequent word of which a stem is the form with a pronoun, or nothing."""
    for pronoun in ("هما", "ها", "هم", "ه", "نا"):
        base = stem[: -len(pronoun)]
        if stem.endswith(pronoun) and len(base) >= 3:
            found = [b for b in (base, base[:-1] + "ه" if base[-1] == "ت" else base) if counts[b] > counts[stem]]
            if found:
                return max(found, key=lambda b: (counts[b], b))
    return None


def main():
    ask = argparse.ArgumentParser()
    for name in ("reference", "texts", "no-split", "out"):
        ask.add_argument("--" + name, required=True)
    ask.add_argument("--keep", type=float, default=1.0)
    ask.add_argument("--least", type=int, default=4)
    ask.add_argument("--report", action="store_true", help="list the forms that undo_memorised splits")
    ask.add_argument("--rounds", type=int, default=4)
    given = ask.parse_args()
    whole = {fold(l.split("\t")[0].strip()) for l in open(given.no_split, encoding="utf-8") if l.strip() and l[0] != "#"} - {"form"}
    stems, tags = reference_stems(given.reference, given.keep)
    forms = collections.Counter()
    with gzip.open(given.texts, "rt", encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            forms.update(WORD.findall(MARKS.sub("", story["title"] + "\n" + story["text"])))
    forms = {w: c for w, c in forms.items() if len(w) > 1}
    readings = {w: list(splits(w, whole)) for w in forms}
    counts = collections.Counter({s: c * REFERENCE_WEIGHT for s, c in stems.items()})
    given_by = {}
    for word, count in forms.items():
        article = word[:2] == "ال" and len(word) > 3
        stem = fold(word)[2:] if article else fold(word)
        given_by.setdefault(source(fold(word)), collections.Counter())[stem] += count
        counts[stem] += count
    for step in range(given.rounds):
        total = sum(counts.values())
        fresh = collections.Counter({s: c * REFERENCE_WEIGHT for s, c in stems.items()})
        gives = {}
        for word, options in readings.items():
            costs = [cost(r, counts, total, whole, given_by[source(fold(word))]) for r in options]
            best = min(costs)
            if step == given.rounds - 1:
                fresh[options[costs.index(best)][2]] += forms[word]
                continue
            weights = [2 ** (best - c) for c in costs]
            gift = gives.setdefault(source(fold(word)), collections.Counter())
            for option, weight in zip(options, weights):
                gift[option[2]] += forms[word] * weight / sum(weights)
        for gift in gives.values():
            fresh.update(gift)
        counts, given_by = fresh, gives
    prepositions = {stem for stem, seen in tags.items() if seen.most_common(1)[0][0] == "PREP"}
    counts = undo_memorised(counts, forms, stems, whole, prepositions, given.report)
    with open(given.out, "w", encoding="utf-8") as out:
        out.write("form\tpos\tcount\n")
        for stem, count in sorted(counts.items()):
            known = stem in stems
            if (known or count >= given.least) and len(stem) >= 2 and not re.search(r"(.)\1\1", stem):
                pos = "|".join(sorted(t for t, c in tags[stem].items() if c * 10 >= sum(tags[stem].values()))) if known else ""
                out.write(f"{stem}\t{pos}\t{round(count)}\n")


if __name__ == "__main__":
    main()
