"""How often the proposals of each rule are right: calibrate.py GOLD.jsonl PREDICTED.jsonl [--held]

GOLD holds labelled articles, PREDICTED the answers of `pressmark suggest` to them. Right is a span whose words are those of a gold span of its
label. With --held only every tenth article counts, as held back by train.py. Prints the lines of calibration.txt, and to standard error
how many of the proposals with about the same score were right.
"""
import argparse, json, re, sys
from collections import Counter, defaultdict

ap = argparse.ArgumentParser(description=__doc__)
ap.add_argument("gold"), ap.add_argument("predicted"), ap.add_argument("--held", action="store_true")
a = ap.parse_args()
LEVEL = re.compile(r"Certainty (\d) of")
EDGE = " \t\r\n\u00a0\"'“”‘’«»„‟.,;:!?-–—…"


def words(text, fragments):
    """Where the first word begins and the last one ends, and how many fragments there are."""
    start, end = min(f[0] for f in fragments), max(f[1] for f in fragments)
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    if text[start:end].lower().startswith("that "):
        start += 5
    return start, end, len(fragments)


predicted = {one["document"]["id"]: one for one in map(json.loads, open(a.predicted, encoding="utf-8"))}
right, many, bins = Counter(), Counter(), defaultdict(lambda: [0, 0])
for number, line in enumerate(open(a.gold, encoding="utf-8")):
    gold = json.loads(line)
    if a.held and number % 10 != 7 or gold["id"] not in predicted:
        continue
    text = gold["text"]
    left = Counter((span["label"], words(text, span["fragments"])) for span in gold["spans"])
    for span in predicted[gold["id"]]["spans"]:
        if span["label"] not in ("quote", "speaker", "cue"):
            continue
        key = (span["label"], words(text, [(f["start"], f["end"]) for f in span["fragments"]]))
        origin = span.get("origin", {})
        rule, score = origin.get("rule"), origin.get("score") or 0
        level = LEVEL.search(origin.get("reason") or "")
        hit = left[key] > 0
        left[key] -= hit
        for line in [rule] + ([f"{rule}/{level[1]}"] if level else []):
            many[line] += 1
            right[line] += hit
        bins[round(score, 1)][0] += hit
        bins[round(score, 1)][1] += 1
for rule in sorted(many):
    # Where there are few of a level, the rule's share counts for five of them.
    whole = right[rule.split("/")[0]] / many[rule.split("/")[0]]
    share = (right[rule] + 5 * whole) / (many[rule] + 5) if "/" in rule else whole
    print(f"{rule} {min(share, 0.99):.2f} {many[rule]}")
for score, (hits, all_) in sorted(bins.items()):
    print(f"scored about {score:.1f}: {hits / all_:.2f} of {all_} right", file=sys.stderr)
