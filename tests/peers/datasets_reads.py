"""`datasets` finds one type for every column, the spans' words are where they say, and what it writes is read back."""
import json
import sys
from pathlib import Path

from datasets import load_dataset

folder = Path(sys.argv[1])
data = load_dataset("json", data_files=str(folder / "train.jsonl"), cache_dir=str(folder / "cache"))["train"]
names = json.loads((folder / "label_names.json").read_text(encoding="utf-8"))
for row in data:
    for span in row["spans"]:
        for fragment in span["fragments"]:
            assert row["text"][fragment["start"] : fragment["end"]] == fragment["text"], span
    assert [names[number] for number in row["ner_tags"]] == row["tags"]
    assert len(row["tokens"]) == len(row["tags"])
data.to_json(str(folder / "back.jsonl"))
