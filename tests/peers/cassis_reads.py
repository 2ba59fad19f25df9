"""dkpro-cassis loads every CAS with its types, covered texts and links, and what it writes is read back."""
import sys
import zipfile
from pathlib import Path

from cassis import load_cas_from_json

folder = Path(sys.argv[1])
spans = links = 0
with zipfile.ZipFile(folder / "back.zip", "w") as back:
    for path in sorted(folder.glob("*.json")):
        with open(path, "rb") as file:
            cas = load_cas_from_json(file)
        for span in cas.select("pressmark.Span"):
            # cassis counts code points inside and UTF-16 in files: the words must be whole.
            assert span.get_covered_text() == cas.sofa_string[span.begin : span.end]
            assert span.label and span.identifier
            spans += 1
        for claim in cas.select("pressmark.Claim"):
            if claim.identifier == "a1" and "firetrucks" in cas.sofa_string:
                assert claim.get_covered_text() == "firetrucks"
        for link in cas.select("pressmark.Link"):
            assert link.Governor.identifier and link.Dependent.identifier
            links += 1
        back.writestr(path.name, cas.to_json())
assert spans > 100 and links > 50, (spans, links)
