#!/usr/bin/python3
"""Trains the network of names on what `Hearsay.Training names` wrote: the shipped base encoder's vectors, embeddings of spelling, what a gazetteer has, gated convolutions, a conditional random field.

usage: names.py WORK --out NAME [--width N] [--dilations 1,2,4] [--epochs N] [--seed N]
The network is that of src/Hearsay.Reading/Recognizing. One run with the same seed and one thread gives the same weights.
"""
import argparse, json, math, os, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import syntax
from attribution import Block
from syntax import COLUMNS, KINDS, NAMES, ROWS, groups, spans

LETTERS = "POLNWEK"                         # person, organisation, place, nationality, weapon, event, work
MARKS = 36                                  # what the gazetteer marks: twelve kinds of list, an entry by itself, its beginning, its rest
SPLITS = ("web", "uner", "news", "others", "gum")


class Network(nn.Module):
    crf, viterbi = syntax.Network.crf, syntax.Network.viterbi

    def __init__(self, settings, encoded=160):
        super().__init__()
        w = settings["width"]; self.columns = [COLUMNS.index(c) for c in settings["columns"].split(",")]
        def table(rows):
            e = nn.Embedding(rows, w); nn.init.normal_(e.weight, std=0.1); return e
        self.tables = nn.ModuleList(table(ROWS[i]) for i in self.columns)
        self.reading, self.gazetteer = nn.Linear(encoded, w, bias=False), nn.Linear(MARKS, w, bias=False)
        self.norm, self.last = nn.LayerNorm(w), nn.LayerNorm(w)
        self.blocks = nn.ModuleList(Block(w, int(d)) for d in settings["dilations"].split(","))
        self.name = nn.Linear(w, NAMES)
        self.transitions, self.start = nn.Parameter(torch.zeros(NAMES, NAMES)), nn.Parameter(torch.zeros(NAMES))
        forbidden = syntax.never(); self.register_buffer("forbidden", forbidden); self.register_buffer("not_first", forbidden[0].clone())

    def encode(self, f, marks, encoded, mask, drop=0.0):
        x = sum(t(f[i]) for t, i in zip(self.tables, self.columns)) + self.gazetteer(marks) + self.reading(F.dropout(encoded, drop / 2) if drop else encoded)
        x = self.norm(x) * mask
        if drop: x = F.dropout(x, drop)
        for b in self.blocks: x = b(x, mask, drop / 2)
        return self.last(x)

    def read(self, f, marks, encoded, mask, sentences):
        """The best tag of every row."""
        h = self.name(self.encode(f, marks, encoded, mask)); tags = torch.zeros(len(mask), dtype=torch.long)
        for where, inside, lengths in groups(sentences, 6000): tags[where[inside]] = self.viterbi(h[where], lengths)[inside]
        return tags


class Split(syntax.Texts):
    def __init__(self, folder):
        super().__init__(folder); self.marks = torch.from_numpy(np.load(f"{folder}/gazetteer.npy").astype(np.int64))
        self.encoded = torch.from_numpy(np.fromfile(f"{folder}/encoded.raw", np.float16).reshape(len(self.names), -1))

    def batch(self, docs):
        safe, mask, f, sentences = self.lay(docs); inside = mask.float().unsqueeze(-1)
        return f, (self.marks[safe].unsqueeze(-1) >> torch.arange(MARKS) & 1).float() * inside, self.encoded[safe].float() * inside, inside, sentences, torch.where(mask, self.names[safe].long(), torch.tensor(1))


@torch.no_grad()
def evaluate(net, split):
    """F1 over person, organisation and place, and by kind. What may be one of these three, but need not, counts for nothing."""
    net.eval(); hit, found, gold = np.zeros(KINDS), np.zeros(KINDS), np.zeros(KINDS); marked = sum(6 << 2 * k for k in range(3))
    for d in range(split.count):
        f, marks, encoded, mask, sentences, names = split.batch([d]); tags = net.read(f, marks, encoded, mask, sentences); exact = torch.zeros_like(names)
        for t in range(1, NAMES): exact[names == (1 << t)] = t
        doubtful = (names & marked != 0) & (exact == 0); G, S = spans(exact.tolist()), spans(tags.tolist())
        for k, a, b in G: gold[k] += 1; hit[k] += (k, a, b) in S
        for k, a, b in S: found[k] += (k, a, b) in G or not bool(doubtful[a:b].any())
    f1 = lambda k: 200 * hit[k].sum() / max(1, found[k].sum() + gold[k].sum())
    return dict(three=f1(slice(0, 3)), **{LETTERS[k]: f1(slice(k, k + 1)) for k in range(KINDS) if gold[k]})


def main():
    p = argparse.ArgumentParser(); p.add_argument("work"); p.add_argument("--out", default="names"); p.add_argument("--width", type=int, default=64); p.add_argument("--dilations", default="1,2,4"); p.add_argument("--columns", default="prefixes,suffixes,shorts,shapes,places")
    p.add_argument("--epochs", type=int, default=6); p.add_argument("--seed", type=int, default=1); p.add_argument("--rows", type=int, default=3072); p.add_argument("--rate", type=float, default=3e-3); p.add_argument("--drop", type=float, default=0.33); a = p.parse_args()
    torch.set_num_threads(1); torch.manual_seed(a.seed); rng = np.random.RandomState(a.seed); out = f"{a.work}/{a.out}"; os.makedirs(out, exist_ok=True)
    splits = [Split(f"{a.work}/{n}") for n in SPLITS]; devs = {n: Split(f"{a.work}/{n}-dev") for n in ("web", "news")}
    settings = {k: v for k, v in vars(a).items() if k not in ("work", "out")}; net, average = Network(settings), Network(settings); average.load_state_dict(net.state_dict())
    tables = list(net.tables.parameters()); ids = {id(q) for q in tables}; dense = [q for q in net.parameters() if id(q) not in ids]
    opt = torch.optim.AdamW([dict(params=tables, weight_decay=0.0), dict(params=dense, weight_decay=0.03)], lr=a.rate, betas=(0.9, 0.98))
    print(json.dumps(settings), sum(q.numel() for q in dense), "dense", sum(q.numel() for q in tables), "table parameters", flush=True)
    def batches():
        out = []
        for s in splits:                                                    # one split per batch: a batch is read out of one set of arrays
            current, size = [], 0
            for d in rng.permutation(s.count).tolist():
                current.append(d); size += int(s.documents[d + 1] - s.documents[d])
                if size >= a.rows: out.append((s, current)); current, size = [], 0
            if current: out.append((s, current))
        return [out[i] for i in rng.permutation(len(out))]
    total, step, best = len(batches()) * a.epochs, 0, None
    for epoch in range(a.epochs):
        net.train(); t0 = time.time(); summed = items = 0
        for s, docs in batches():
            f, marks, encoded, mask, sentences, names = s.batch(docs)
            scale = min(1.0, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * min(1.0, step / total))) * 0.98 + 0.02)
            for g in opt.param_groups: g["lr"] = a.rate * scale
            loss, n = syntax.name_loss(net, net.name(F.dropout(net.encode(f, marks, encoded, mask, a.drop), a.drop)), names, sentences)
            opt.zero_grad(); (loss / n).backward(); nn.utils.clip_grad_norm_(net.parameters(), 2.0); opt.step(); step += 1; summed += float(loss); items += n
            decay = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for q, r in zip(average.parameters(), net.parameters()): q.lerp_(r, 1 - decay)
        score = {k: evaluate(average, s) for k, s in devs.items()}; key = sum(v["three"] for v in score.values())
        print(f"epoch {epoch + 1}: {time.time() - t0:.0f} s, loss {summed / items:.4f};", "; ".join(k + " " + " ".join(f"{n} {x:.1f}" for n, x in s.items()) for k, s in score.items()), flush=True)
        if best is None or key > best: best = key; torch.save(average.state_dict(), f"{out}/best.pt"); json.dump(dict(epoch=epoch + 1, dev=score, settings=settings), open(f"{out}/best.json", "w"))


if __name__ == "__main__":
    main()
