"""From tags to spans and links, as the engine does it; and the score of that against the gold."""
import importlib.util
import os
from collections import Counter, defaultdict
from corpus import TAGS


def pieces_of(block, tags):
    """Runs of one kind: (kind, first, last + 1)."""
    found = []
    for at, tag in enumerate(tags):
        name = TAGS[tag]
        if name == "O":
            continue
        place, kind = name.split("-")
        if place == "I" and found and found[-1][2] == at and found[-1][0] == kind:
            found[-1][2] = at + 1
        else:
            found.append([kind, at, at + 1])
    return found


def settle_marks(block, tags):
    """What lies in one pair of marks is one piece if most of it is quoted."""
    tags = list(tags)
    groups = defaultdict(list)
    for at, pair in enumerate(block.pairs):
        if pair >= 0:
            groups[pair].append(at)
    for members in groups.values():
        kinds = Counter(TAGS[tags[at]][2:] for at in members)
        quoted = kinds["QL"] + kinds["QR"]
        if 2 * quoted <= len(members):
            continue
        side = "QL" if kinds["QL"] >= kinds["QR"] else "QR"
        first, last = members[0], members[-1]
        begins = first == 0 or TAGS[tags[first - 1]][2:] not in ("QL", "QR") or TAGS[tags[first]][0] == "B"
        # The paragraphs of one quotation are fragments.
        for at in members:
            tags[at] = TAGS.index("I-" + side)
        if begins:
            tags[first] = TAGS.index("B-" + side)
        elif TAGS[tags[first - 1]][2:] != side:
            # One piece over the mark: the side of what comes first.
            side = TAGS[tags[first - 1]][2:]
            for at in members:
                tags[at] = TAGS.index("I-" + side)
        # and what goes on behind
        at = last + 1
        while at < len(tags) and TAGS[tags[at]] in ("I-QL", "I-QR"):
            tags[at] = TAGS.index("I-" + side)
            at += 1
    return tags


def document(article, tagged, marks=True):
    """The spans and links of an article, given each block's tags, in the form of the gold."""
    items = []
    for block, tags in zip(article.blocks, tagged):
        tags = settle_marks(block, tags) if marks else tags
        for kind, start, end in pieces_of(block, tags):
            # Paragraphs within a block split a piece.
            parts = [[start, start + 1]]
            for at in range(start + 1, end):
                gap = article.text[block.spans[at - 1][1]:block.spans[at][0]]
                if "\n" in gap:
                    parts.append([at, at + 1])
                else:
                    parts[-1][1] = at + 1
            for first, last in parts:
                items.append((kind, block.spans[first][0], block.spans[last - 1][1]))
    items.sort(key=lambda item: item[1])
    cues = [number for number, item in enumerate(items) if item[0] == "C"]
    import bisect
    def nearest(number, side):
        place = bisect.bisect_left(cues, number)
        if side == "L":
            order = (cues[place - 1] if place else None, cues[place] if place < len(cues) else None)
        else:
            order = (cues[place] if place < len(cues) else None, cues[place - 1] if place else None)
        return order[0] if order[0] is not None else order[1]
    quotes, sources = defaultdict(list), defaultdict(list)
    for number, (kind, start, end) in enumerate(items):
        if kind[0] == "Q":
            cue = nearest(number, kind[1])
            quotes[cue if cue is not None else ("none", number)].append((start, end))
        elif kind[0] == "S":
            cue = nearest(number, kind[1])
            if cue is not None:
                sources[cue].append(number)
    spans, links = [], []
    source_span = {}
    def span(label, fragments):
        spans.append({"label": label, "fragments": [list(fragment) for fragment in fragments]})
        return len(spans) - 1
    for number, (kind, start, end) in enumerate(items):
        if kind[0] == "S":
            source_span[number] = span("speaker", [(start, end)])
    last = None
    for cue in cues:
        _, start, end = items[cue]
        own = sources.get(cue)
        if not own and last is not None and start - items[last[-1]][2] < 200:
            own = last
        if sources.get(cue):
            last = sources[cue]
        if cue not in quotes:
            # A cue that brings in nothing is none.
            continue
        key = span("cue", [(start, end)])
        quote = span("quote", sorted(quotes[cue]))
        links.append({"type": "cue", "from": quote, "to": key})
        for source in own or []:
            links.append({"type": "source", "from": quote, "to": source_span[source]})
    for key, fragments in quotes.items():
        if isinstance(key, tuple):
            span("quote", fragments)
    return {"id": article.id, "text": article.text, "spans": spans, "links": links}


def score(gold, predicted, scorer):
    """Runs the scorer on two lists of documents."""
    import json, subprocess, sys, tempfile
    with tempfile.TemporaryDirectory() as folder:
        for name, documents in (("gold", gold), ("predicted", predicted)):
            with open(f"{folder}/{name}.jsonl", "w", encoding="utf-8") as out:
                for one in documents:
                    out.write(json.dumps(one) + "\n")
        return subprocess.run([sys.executable, scorer, f"{folder}/gold.jsonl", f"{folder}/predicted.jsonl", "--by-type"],
                              capture_output=True, text=True, check=True).stdout
