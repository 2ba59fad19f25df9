"""Says where two files of Pressmark's differ in labels, states or words of spans: `python same.py ONE OTHER`."""
import json
import sys


def spans(path):
    with open(path, encoding="utf-8") as lines:
        records = sorted((json.loads(line) for line in lines), key=lambda record: record["document"]["text"])
    return [
        sorted(
            (span["label"], span["state"], fragment["start"], fragment["exact"])
            for span in record["spans"]
            for fragment in span["fragments"]
        )
        for record in records
    ]


one, other = spans(sys.argv[1]), spans(sys.argv[2])
assert len(one) == len(other), f"{len(one)} articles, {len(other)} came back"
for number, (ours, theirs) in enumerate(zip(one, other), 1):
    missing = [span for span in ours if span not in theirs]
    added = [span for span in theirs if span not in ours]
    assert not missing and not added, f"article {number}: missing {missing[:5]}, added {added[:5]}"
print(f"   {sum(map(len, one))} stretches of {len(one)} articles came back")
