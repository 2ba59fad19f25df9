"""The labelled articles with the words that the engine sees, and each word's tag.

Tags: a quote's piece and a source say on which side their cue stands (L or R), so that links come with the tags: a piece
belongs to the nearest cue on that side, and the pieces of one cue are one quote.
"""
import json
from collections import Counter, defaultdict

KINDS = ["QL", "QR", "SL", "SR", "C"]
TAGS = ["O"] + [f"{place}-{kind}" for kind in KINDS for place in "BI"]
TAG = {tag: number for number, tag in enumerate(TAGS)}


class Block:
    """One block of an article: words with their extents in code points."""

    def __init__(self):
        self.spans, self.pairs, self.words, self.endings, self.beginnings, self.marks, self.tags = [], [], [], [], [], [], []


class Article:
    def __init__(self, record):
        self.id, self.text = record["id"], record["text"]
        self.record = record
        self.blocks = []


def load(corpus, features):
    """The articles of a corpus with the words printed for it by `features`."""
    articles = {}
    order = []
    for line in open(corpus, encoding="utf-8"):
        article = Article(json.loads(line))
        articles[article.id] = article
        order.append(article)
    current, block, points = None, None, None
    for line in open(features, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# ") and "\t" not in line:
            current, block = articles[line[2:]], None
            points, byte = {}, 0
            for number, character in enumerate(current.text):
                points[byte] = number
                byte += len(character.encode("utf-8"))
            points[byte] = len(current.text)
        elif not line:
            block = None
        else:
            start, end, pair, word, ending, beginning, marks = line.split("\t")
            if block is None:
                block = Block()
                current.blocks.append(block)
            block.spans.append((points[int(start)], points[int(end)]))
            block.pairs.append(int(pair))
            block.words.append(word)
            block.endings.append(ending)
            block.beginnings.append(beginning)
            block.marks.append([int(mark) for mark in marks.split()])
    for article in order:
        label(article)
    return order


def label(article):
    """Writes the tags of the gold spans into the blocks."""
    spans = article.record["spans"]
    cue_of, sources_of = {}, defaultdict(list)
    for link in article.record["links"]:
        if link["type"] == "cue":
            cue_of[link["from"]] = link["to"]
        elif link["type"] == "source":
            sources_of[link["from"]].append(link["to"])
    begin = lambda number: spans[number]["fragments"][0][0]
    pieces = []
    seen = set()
    for number, span in enumerate(spans):
        if span["label"] == "cue":
            pieces += [("C", fragment) for fragment in span["fragments"]]
        elif span["label"] == "quote":
            cue = cue_of.get(number)
            for fragment in span["fragments"]:
                side = "R" if cue is not None and begin(cue) >= fragment[0] else "L"
                pieces.append(("Q" + side, fragment))
            for source in sources_of[number]:
                side = "R" if cue is None or begin(cue) >= begin(source) else "L"
                if source in seen:
                    continue
                seen.add(source)
                pieces += [("S" + side, fragment) for fragment in spans[source]["fragments"]]
    tokens = [(start, end, block, at) for block in article.blocks for at, (start, end) in enumerate(block.spans)]
    for block in article.blocks:
        block.tags = [0] * len(block.words)
    starts = [token[0] for token in tokens]
    import bisect
    for kind, (start, end) in sorted(pieces, key=lambda piece: (piece[1][1] - piece[1][0]), reverse=True):
        first = True
        at = max(0, bisect.bisect_right(starts, start) - 1)
        last_block = None
        while at < len(tokens) and tokens[at][0] < end:
            token_start, token_end, block, index = tokens[at]
            if token_end > start:
                if block is not last_block:
                    first = True
                block.tags[index] = TAG[("B-" if first else "I-") + kind]
                first, last_block = False, block
            at += 1
    for block in article.blocks:
        # A piece that another one cuts in two begins anew.
        for at, tag in enumerate(block.tags):
            if tag and TAGS[tag][0] == "I":
                before = block.tags[at - 1] if at else 0
                if before not in (tag, tag - 1):
                    block.tags[at] = tag - 1
