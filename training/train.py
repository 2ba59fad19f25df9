"""Trains the tagger. See README.md for the command."""
import argparse, json, math, time
from collections import Counter
import numpy as np
import torch
import torch.nn.functional as F
import corpus, decode
from network import Tagger, viterbi

ap = argparse.ArgumentParser()
ap.add_argument("--train", required=True), ap.add_argument("--train-features", required=True)
ap.add_argument("--vectors", required=True, help="folder of the GloVe package's data")
ap.add_argument("--scorer", required=True), ap.add_argument("--out", required=True)
ap.add_argument("--epochs", type=int, default=24), ap.add_argument("--width", type=int, default=64)
ap.add_argument("--dims", type=int, default=28), ap.add_argument("--vocabulary", type=int, default=8000)
ap.add_argument("--own", type=int, default=16), ap.add_argument("--often", type=int, default=8)
ap.add_argument("--affix", type=int, default=12), ap.add_argument("--limit", type=int, default=0)
ap.add_argument("--rate", type=float, default=3e-3), ap.add_argument("--dropout", type=float, default=0.25)
ap.add_argument("--seed", type=int, default=1), ap.add_argument("--threads", type=int, default=1)
ap.add_argument("--all", action="store_true", help="hold nothing back")
a = ap.parse_args()
torch.manual_seed(a.seed), np.random.seed(a.seed), torch.set_num_threads(a.threads)

began = time.time()
articles = corpus.load(a.train, a.train_features)
held = [one for number, one in enumerate(articles) if number % 10 == 7]
used = articles if a.all else [one for number, one in enumerate(articles) if number % 10 != 7]
if a.limit:
    used = used[: a.limit]
blocks = [block for one in used for block in one.blocks]
count = Counter(word for block in blocks for word in block.words)

# Vectors: of the words of the articles, then of the most frequent others; turned so that the first dimensions tell most.
import pyarrow.parquet as parquet
index = parquet.read_table(f"{a.vectors}/glove_6B_index.parquet")["index"].to_pylist()
glove = np.load(f"{a.vectors}/glove_6B_50d_emb.npy", mmap_mode="r")
rank = {word: number for number, word in enumerate(index)}
here = [word for word, often in count.most_common() if often >= 3 and word in rank]
listed = list(dict.fromkeys(here + [word for word in index[:40000] if word.isascii() and word.isalpha() and len(word) <= 24]))[: a.vocabulary]
raw = np.array(glove[[rank[word] for word in listed]], dtype=np.float64)
raw -= raw.mean(0)
_, _, turn = np.linalg.svd(raw[:5000], full_matrices=False)
vectors = raw @ turn[: a.dims].T
# Four bits a number, a scale a dimension: what training sees is what is kept.
scale = np.abs(vectors).std(0) * 3.2 / 7 + 1e-9
scale = vectors.std(0) * 2.6 / 7
levels = np.clip(np.round(vectors / scale), -7, 7)
vectors = np.concatenate([np.zeros((1, a.dims)), levels * scale / vectors.std()])
vector_of = {word: number + 1 for number, word in enumerate(listed)}
own = [word for word, often in count.most_common() if often >= a.often]
own_of = {word: number + 1 for number, word in enumerate(own)}
def affixes(which):
    often = Counter(affix for block in blocks for affix in getattr(block, which) if affix)
    return {affix: number + 1 for number, (affix, seen) in enumerate(often.most_common()) if seen >= 60}
ending_of, beginning_of = affixes("endings"), affixes("beginnings")
MARKS = 1 + max(mark for block in blocks for marks in block.marks for mark in marks)
print(f"words with vectors {len(listed)}, with own {len(own)}, endings {len(ending_of)}, beginnings {len(beginning_of)}, marks {MARKS}", flush=True)
covered = sum(1 for one in held for block in one.blocks for word in block.words if word in vector_of or word in own_of)
print("held-out words known", covered / sum(len(block.words) for one in held for block in one.blocks), flush=True)


def tensors(one):
    flat = lambda name: [value for block in one.blocks for value in getattr(block, name)]
    words = flat("words")
    marks = torch.zeros(len(words), MARKS)
    for at, numbers in enumerate(flat("marks")):
        marks[at, numbers] = 1
    ids = lambda table, values: torch.tensor([table.get(value, 0) for value in values])
    return (ids(vector_of, words), ids(own_of, words), ids(ending_of, flat("endings")), ids(beginning_of, flat("beginnings")),
            marks, torch.tensor(flat("tags")), [len(block.words) for block in one.blocks])


ready = {one.id: tensors(one) for one in set(used + held)}
model = Tagger(torch.tensor(vectors, dtype=torch.float32), len(own) + 1, len(ending_of) + 1, len(beginning_of) + 1, MARKS,
               a.width, a.own, a.affix, a.dropout)
print("weights", sum(p.numel() for p in model.parameters()), flush=True)


# Between the articles of a batch, which are one row: so many places without a word, as many as the network can see.
GAP = 32


def batch(group):
    """The articles as one row, and where the blocks stand in it."""
    rows, places, at = [], [], 0
    for one in group:
        part = ready[one.id]
        for length in part[6]:
            places.append((at, length))
            at += length
        at += GAP
        rows.append(part)
    ids = [torch.cat([F.pad(part[k], (0, GAP)) for part in rows]) for k in range(4)]
    marks = torch.cat([F.pad(part[4], (0, 0, 0, GAP)) for part in rows])
    tags = torch.cat([F.pad(part[5], (0, GAP)) for part in rows])
    mask = torch.cat([F.pad(torch.ones(len(part[5])), (0, GAP)) for part in rows])
    return ids + [marks, mask], tags, places


def split(scores, tags, places):
    """The blocks of a row: scores and tags, the longest first."""
    # The order within a length stays that of the text, so that a run can be repeated.
    order = sorted(places, key=lambda place: -place[1])
    pad = lambda values: torch.nn.utils.rnn.pad_sequence([values[at: at + length] for at, length in order], batch_first=True)
    return pad(scores), pad(tags), torch.tensor([length for _, length in order])


def tagged(net, group):
    steps = net.steps().detach().numpy()
    start = (net.start + net.barred_first).detach().numpy()
    net.eval()
    answers = []
    with torch.no_grad():
        for one in group:
            inputs, _, places = batch([one])
            scores = net(*inputs).numpy()
            answers.append([viterbi(scores[at: at + length], steps, start) for at, length in places])
    net.train()
    return answers


def report(net, group):
    documents = [decode.document(one, tags) for one, tags in zip(group, tagged(net, group))]
    return decode.score([one.record for one in group], documents, a.scorer)


size = 6
rounds = a.epochs * math.ceil(len(used) / size)
optimiser = torch.optim.AdamW(model.parameters(), lr=a.rate, weight_decay=0.01)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, a.rate, total_steps=rounds, pct_start=0.15)
smooth = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995), use_buffers=True)
order = np.random.RandomState(a.seed)
for epoch in range(a.epochs):
    total = words = 0
    shuffled = [used[number] for number in order.permutation(len(used))]
    for at in range(0, len(shuffled), size):
        inputs, tags, places = batch(shuffled[at: at + size])
        loss = model.loss(*split(model(*inputs), tags, places))
        number = sum(length for _, length in places)
        optimiser.zero_grad()
        (loss / number * 10).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step(), schedule.step(), smooth.update_parameters(model)
        total, words = total + loss.item(), words + number
    print(f"epoch {epoch} loss {total / words:.4f} {time.time() - began:.0f} s", flush=True)
    if epoch % 6 == 5 or epoch == a.epochs - 1:
        print(report(smooth.module, held), flush=True)
        torch.save({"model": smooth.module.state_dict(), "listed": listed, "levels": levels.astype(np.int8),
                    "scale": (scale / (raw @ turn[: a.dims].T).std()).astype(np.float32), "own": own, "endings": list(ending_of),
                    "beginnings": list(beginning_of), "marks": MARKS, "arguments": vars(a)}, a.out)
