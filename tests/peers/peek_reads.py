"""brat-peek, a maintained reader of standoff, reads every line; each span's text is that of the article; and it is read back."""
import shutil
import sys
import zipfile
from pathlib import Path
from unittest.mock import MagicMock

# Its statistics want programs for drawing, which it does not declare and which are not needed here.
for name in ("unidecode", "seaborn", "matplotlib", "matplotlib.pyplot"):
    sys.modules.setdefault(name, MagicMock())

from peek.ann_structure import AnnDocument
from peek.rwsl import write_ann_file

folder = Path(sys.argv[1])
again = folder / "again"
again.mkdir()
for path in sorted(folder.glob("*.ann")):
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    document = AnnDocument(str(path))
    lines = path.read_text(encoding="utf-8").splitlines()
    kinds = {"entities": "T", "relations": "R", "events": "E", "attributes": "A", "notes": "#"}
    for kind, letter in kinds.items():
        assert len(document.anns[kind]) == sum(line.startswith(letter) for line in lines), kind
    for entity in document.anns["entities"]:
        words = " ".join(text[start:end] for start, end in entity.span)
        assert words.rstrip() == entity.text.rstrip(), (words, entity.text)
    write_ann_file(document, str(again))
    for ending in (".txt", ".json"):
        shutil.copy(path.with_suffix(ending), again)
with zipfile.ZipFile(folder / "back.zip", "w") as back:
    for path in sorted(again.iterdir()):
        back.write(path, path.name)
