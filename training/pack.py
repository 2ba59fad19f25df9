"""Writes what was learned into the file that the engine is built with: figures and a vocabulary, nothing else.

All numbers are little-endian. In order:
  PMN1; ten counts and the length of the vocabulary (u32): words with both vectors, with a vector from elsewhere only, with
  one of their own only, endings, beginnings, dimensions of the vectors, of the own ones, of endings and beginnings, marks, layers;
  the vocabulary, a line a text, in the order of the counts;
  the bias of a word's row (64 f32);
  four tables (vectors, own, endings, beginnings): for each dimension an f32 and 64 i8, the row it is a multiple of; then the rows
  of numbers, the first for texts not listed: halves of a byte plus 8 for the vectors (the lower half first), i8 for the rest;
  for each mark an f32 and 64 i8;
  for each layer its distance (u32), 64 f32 scales, 64 f32 biases, i8 weights by result, neighbour, number;
  64 f32 weights for each tag, the tags' biases, the steps from tag to tag, the first step (f32).
"""
import argparse, gzip, struct
import numpy as np
import torch

ap = argparse.ArgumentParser()
ap.add_argument("model"), ap.add_argument("out")
a = ap.parse_args()
kept = torch.load(a.model, weights_only=False)
model = {name: value.double().numpy() for name, value in kept["model"].items()}
f32 = lambda values: np.asarray(values, "<f4").tobytes()
listed, own = kept["listed"], kept["own"]
vector_of, own_of = {w: i for i, w in enumerate(listed)}, {w: i for i, w in enumerate(own)}
clean = lambda words: sorted(words, key=lambda word: word.encode())
both = clean(w for w in listed if w in own_of)
only_vectors = clean(w for w in listed if w not in own_of)
only_own = clean(w for w in own if w not in vector_of)
endings, beginnings = clean(kept["endings"]), clean(kept["beginnings"])
texts = both + only_vectors + only_own + endings + beginnings
assert all(text and text.splitlines() == [text] for text in texts)
vocabulary = "".join(text + "\n" for text in texts).encode()
into, bias = model["into.weight"], model["into.bias"]  # 64 × all
width = len(bias)
dims_v, dims_o, dims_a = kept["levels"].shape[1], model["own.weight"].shape[1], model["endings.weight"].shape[1]
layers = sum(name.startswith("layers.") for name in model)
out = b"PMN1" + struct.pack("<11I", len(both), len(only_vectors), len(only_own), len(endings), len(beginnings), dims_v, dims_o, dims_a,
                            kept["marks"], layers, len(vocabulary)) + vocabulary + f32(bias)


def scaled(rows):
    """Rows as bytes, each behind its scale."""
    found = b""
    for row in rows:
        scale = max(abs(row).max() / 127, 1e-12)
        found += f32([scale]) + np.round(row / scale).astype(np.int8).tobytes()
    return found


at = 0
columns = into[:, at: at + dims_v].T * kept["scale"][:, None]
levels = np.concatenate([np.zeros((1, dims_v), np.int8), kept["levels"][[vector_of[w] for w in both + only_vectors]]]).astype(int)
flat = (levels.ravel() + 8).astype(np.uint8)
if len(flat) % 2:
    flat = np.append(flat, np.uint8(8))
out += scaled(columns) + (flat[0::2] | flat[1::2] << 4).astype(np.uint8).tobytes()
at += dims_v


def table(weights, places, dims):
    global at
    scale = np.abs(weights).max(0) / 127
    numbers = np.round(weights / scale).astype(np.int8)[places]
    found = scaled(into[:, at: at + dims].T * scale[:, None]) + numbers.tobytes()
    at += dims
    return found


out += table(model["own.weight"], [0] + [own_of[w] + 1 for w in both + only_own], dims_o)
out += table(model["endings.weight"], [0] + [kept["endings"].index(w) + 1 for w in endings], dims_a)
out += table(model["beginnings.weight"], [0] + [kept["beginnings"].index(w) + 1 for w in beginnings], dims_a)
out += scaled(into[:, at:].T)
from network import DILATIONS, Tagger
for number, distance in enumerate(DILATIONS):
    get = lambda name: model[f"norms.{number}.{name}"]
    turn = get("weight") / np.sqrt(get("running_var") + 1e-5)
    weights = model[f"layers.{number}.weight"] * turn[:, None, None]
    weights = weights.transpose(0, 2, 1).reshape(width, -1)  # result × (before, word, behind) × number
    scale = np.abs(weights).max(1) / 127
    # The engine multiplies numbers 512 times as large.
    out += struct.pack("<I", distance) + f32(scale / 512) + f32(get("bias") - get("running_mean") * turn)
    out += np.round(weights / scale[:, None]).astype(np.int8).tobytes()
out += f32(model["out.weight"]) + f32(model["out.bias"]) + f32(model["step"] + model["barred"]) + f32(model["start"] + model["barred_first"])
open(a.out, "wb").write(out)
print(f"{len(out)} bytes, {len(gzip.compress(out, 9))} gzipped")
