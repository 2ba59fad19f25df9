"""Makes train.spacy of documents.jsonl, both beside this script: `python to_spacy.py [LANGUAGE]`, with spaCy 3.4 or newer.

The span group "sc" has the accepted annotations, "proposed" and "rejected" the others; `user_data` has the article's id, title and address.
"""
import json
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

here = Path(__file__).parent
vocab = spacy.blank(sys.argv[1] if len(sys.argv) > 1 else "en").vocab
docs = DocBin(store_user_data=True)
with open(here / "documents.jsonl", encoding="utf-8") as lines:
    for line in lines:
        record = json.loads(line)
        doc = Doc(vocab).from_json(record)
        doc.user_data.update(record["pressmark"])
        docs.add(doc)
docs.to_disk(here / "train.spacy")
print(f"train.spacy: {len(docs)} documents")
