#!/usr/bin/python3
"""Trains the judge of what happened on the arrays that `Hearsay.Training judgements` wrote; writes WORK/weights/*.npy and WORK/best.json.

usage: factuality.py WORK [--folds 5] [--epochs 3 …]
The network is that of src/Hearsay.Reading/Judging/Judge.cs: mean squared error of people's judgement, weights averaged over the last steps. One thread and one seed give the same weights.
Cross-validation over sentences of the training part is printed first; then it trains on all of it and scores the development part, on which settings were compared, too.
"""
import argparse, json, os
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

ROWS, HIDDEN, NARROW, BATCH = 16384, 64, 32, 128
READ, SPOILT, TREEBANK = 0, 1, 2            # whose tree a copy of a sentence has


class Part:
    def __init__(self, work, name):
        load = lambda what: np.load(f"{work}/{name}_{what}.npy")
        self.rows, self.vectors, self.labels = torch.from_numpy(load("rows").astype(np.int64)), torch.from_numpy(load("vectors")), torch.from_numpy(load("labels"))
        self.sentence, self.copy = load("origin").T

    def where(self, mask):
        mask = torch.from_numpy(mask); return self.rows[mask], self.vectors[mask], self.labels[mask]


class Network(nn.Module):
    def __init__(self, width):
        super().__init__(); self.features = nn.EmbeddingBag(ROWS, HIDDEN, mode="sum"); nn.init.normal_(self.features.weight, std=0.03)
        self.project, self.hidden, self.score = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, NARROW), nn.Linear(NARROW, 1)

    def forward(self, rows, vectors, s=None):
        weights = (torch.rand(rows.shape) >= s.feature).float() / (1 - s.feature) if s else None
        drop = lambda x, p: F.dropout(x, p, True) if s else x
        x = self.features(rows, per_sample_weights=weights) + self.project(drop(vectors, s and s.vector))
        return self.score(drop(F.relu(self.hidden(drop(F.relu(x), s and s.drop))), s and s.drop))[:, 0]


def train(rows, vectors, labels, s, network=Network, error=F.mse_loss):
    torch.manual_seed(s.seed); net = network(vectors.shape[1]); optimiser = torch.optim.AdamW(net.parameters(), s.rate, weight_decay=s.decay)
    mean = {n: p.clone() for n, p in net.state_dict().items()}; steps = s.epochs * -(-len(labels) // BATCH); step = 0
    for _ in range(s.epochs):
        for batch in torch.randperm(len(labels)).split(BATCH):
            for g in optimiser.param_groups: g["lr"] = s.rate * min(1, (step + 1) / 100) * (1 - step / steps)
            step += 1; loss = error(net(rows[batch], vectors[batch], s), labels[batch]); optimiser.zero_grad(); loss.backward(); optimiser.step()
            keep = min(0.998, step / (step + 10))
            with torch.no_grad():
                for n, p in net.state_dict().items(): mean[n].mul_(keep).add_(p, alpha=1 - keep)
    net.load_state_dict(mean); return net


def correlation(net, rows, vectors, labels):
    with torch.no_grad(): return float(np.corrcoef(net(rows, vectors).numpy(), labels.numpy())[0, 1])


def main():
    a = argparse.ArgumentParser(); a.add_argument("work"); a.add_argument("--folds", type=int, default=5); a.add_argument("--epochs", type=int, default=3); a.add_argument("--rate", type=float, default=0.002)
    a.add_argument("--decay", type=float, default=0.01); a.add_argument("--drop", type=float, default=0.4); a.add_argument("--feature", type=float, default=0.3); a.add_argument("--vector", type=float, default=0.2)
    a.add_argument("--seed", type=int, default=1); s = a.parse_args(); torch.set_num_threads(1)
    part = Part(s.work, "train"); scores = []
    for fold in range(s.folds):
        held = part.sentence % s.folds == fold; net = train(*part.where(~held), s); scores.append(correlation(net, *part.where(held & (part.copy == SPOILT))))
        print(f"fold {fold + 1} of {s.folds}, on spoilt trees: r {scores[-1]:.3f}", flush=True)
    net = train(*part.where(part.copy >= 0), s); out = f"{s.work}/weights"; os.makedirs(out, exist_ok=True)
    save = lambda n, v: np.save(f"{out}/{n}.npy", np.ascontiguousarray(v))
    table = net.features.weight.detach().numpy(); scale = np.maximum(np.abs(table).max(1), 1e-8).astype(np.float32) / np.float32(127); whole = np.clip(np.rint(table / scale[:, None]), -127, 127)
    save("features", whole.astype(np.int32)); save("features.scale", scale); net.features.weight.data = torch.from_numpy(whole.astype(np.float32) * scale[:, None])
    for n, p in net.named_parameters():
        if n != "features.weight": save(n, p.detach().numpy())
    dev = Part(s.work, "dev"); r = correlation(net, *dev.where(dev.copy == READ)); gold = correlation(net, *dev.where(dev.copy == TREEBANK))
    print(f"development part: r {r:.3f}, on the treebank's trees {gold:.3f}")
    run = {"r dev, %": 100 * r, "r dev on the treebank's trees, %": 100 * gold}
    if scores: run["r in cross-validation, %"] = 100 * float(np.mean(scores))
    json.dump(dict(epoch=s.epochs, dev=run, settings={k: v for k, v in vars(s).items() if k != "work"}), open(f"{s.work}/best.json", "w"), indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
