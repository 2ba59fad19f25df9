"""spaCy loads the documents, their spans have the words they should, and its own .spacy file holds them all."""
import json
import subprocess
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

folder = Path(sys.argv[1])
vocab = spacy.blank("en").vocab
docs = []
with open(folder / "documents.jsonl", encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        doc = Doc(vocab).from_json(record, validate=True)
        assert doc.text == record["text"]
        for group, spans in record["spans"].items():
            for ours, theirs in zip(spans, doc.spans[group], strict=True):
                assert theirs.text == record["text"][ours["start"] : ours["end"]], ours
                assert theirs.label_ == ours["label"]
        docs.append(doc)
assert sum(len(spans) for doc in docs for spans in doc.spans.values()) > 10

subprocess.run([sys.executable, str(folder / "to_spacy.py")], check=True)
kept = list(DocBin().from_disk(folder / "train.spacy").get_docs(vocab))
assert [doc.text for doc in kept] == [doc.text for doc in docs]
with open(folder / "back.jsonl", "w", encoding="utf-8") as out:
    for doc in kept:
        out.write(json.dumps(doc.to_json()) + "\n")
