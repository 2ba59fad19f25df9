"""The network: what a word is, dilated convolutions, a score for each tag, and a chain over the tags."""
import torch
from torch import nn
import torch.nn.functional as F
from corpus import TAGS

DILATIONS = (1, 2, 4, 8, 16, 32, 1)
N = len(TAGS)


class Tagger(nn.Module):
    def __init__(self, vectors, words, endings, beginnings, marks, width=64, own=16, affix=12, dropout=0.25):
        super().__init__()
        # Vectors learned elsewhere stay as they are; a small vector of its own is learned for each frequent word.
        self.register_buffer("vectors", vectors)
        self.own = nn.Embedding(words, own)
        self.endings = nn.Embedding(endings, affix)
        self.beginnings = nn.Embedding(beginnings, affix)
        for table in (self.own, self.endings, self.beginnings):
            nn.init.normal_(table.weight, std=0.3)
        into = vectors.shape[1] + own + 2 * affix + marks
        self.into = nn.Linear(into, width)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3, dilation=d, padding=d, bias=False) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in DILATIONS)
        self.out = nn.Linear(width, N)
        self.dropout = dropout
        self.step = nn.Parameter(torch.zeros(N, N))
        self.start = nn.Parameter(torch.zeros(N))
        # A piece goes on only behind its own kind.
        barred = torch.zeros(N, N)
        first = torch.zeros(N)
        for b, tag in enumerate(TAGS):
            if tag[0] == "I":
                first[b] = -1e4
                for a in range(N):
                    if a not in (b, b - 1):
                        barred[a, b] = -1e4
        self.register_buffer("barred", barred)
        self.register_buffer("barred_first", first)

    def forward(self, vector, own, ending, beginning, marks, mask):
        """Scores of each tag for the words of one row: words × tags. Where the mask is 0 there is no word."""
        drop = lambda x, p=self.dropout: F.dropout(x, p, self.training)
        if self.training:
            # Words are forgotten now and then, so that those never seen are not out of the ordinary.
            lost = torch.rand(own.shape) < 0.08
            own = own.masked_fill(lost, 0)
            vector = vector.masked_fill(lost & (torch.rand(own.shape) < 0.3), 0)
        words = torch.cat([self.vectors[vector], self.own(own), self.endings(ending), self.beginnings(beginning)], -1)
        x = self.into(torch.cat([drop(words, 0.2), marks], -1)).t()[None] * mask
        for number, (layer, norm) in enumerate(zip(self.layers, self.norms)):
            y = F.relu(norm(layer(x)))
            x = (x + (drop(y) if number % 2 else y)) * mask
        return self.out(drop(x)[0].t())

    def steps(self):
        return self.step + self.barred

    def loss(self, scores, tags, lengths):
        """Minus the log likelihood of the tags of blocks (blocks × words), summed."""
        steps, start = self.steps(), self.start + self.barred_first
        at = torch.arange(len(tags))
        mask = torch.arange(tags.shape[1])[None, :] < lengths[:, None]
        gold = scores.gather(2, tags[..., None])[..., 0] * mask
        moves = steps[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        gold = gold.sum(1) + moves.sum(1) + start[tags[:, 0]]
        # Blocks are sorted by length, the longest first: at each word only those that reach it are gone on with.
        alpha = start + scores[:, 0]
        done = []
        reach = [(lengths > t).sum().item() for t in range(tags.shape[1])]
        alive = len(tags)
        factor = torch.exp(steps)
        for t in range(1, tags.shape[1]):
            if reach[t] < alive:
                done.append(torch.logsumexp(alpha[reach[t]:alive], 1))
                alive = reach[t]
                alpha = alpha[:alive]
            top = alpha.max(1, keepdim=True)[0].detach()
            alpha = torch.log(torch.exp(alpha - top) @ factor + 1e-30) + top + scores[:alive, t]
        done.append(torch.logsumexp(alpha, 1))
        return torch.cat(done[::-1]).sum() - gold.sum()


def viterbi(scores, steps, start):
    """The best tags of one block, in numpy."""
    import numpy as np
    best = start + scores[0]
    back = []
    for t in range(1, len(scores)):
        table = best[:, None] + steps
        back.append(table.argmax(0))
        best = table.max(0) + scores[t]
    tag = int(best.argmax())
    tags = [tag]
    for pointers in reversed(back):
        tag = int(pointers[tag])
        tags.append(tag)
    return tags[::-1]
