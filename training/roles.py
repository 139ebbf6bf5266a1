#!/usr/bin/python3
"""Trains the weights by which Hearsay tells who takes part in an event, on what `Hearsay.Training roles` wrote; writes TABLE (src/Hearsay.Claims/Coding/roles.tsv).

usage: roles.py EXAMPLES TABLE [--folds 4] [--epochs 8 …]
A log-linear model over the candidates of each event and role, nobody among them (src/Hearsay.Claims/Extracting/RoleRanker.cs): the probability of those whom people named is raised, weights averaged over the
second half of the epochs. Cross-validation over documents is printed first: how often the likeliest candidate is one of those named, for what the rules found and for the model.
"""
import argparse, collections, json, re, zlib
import numpy as np
import torch


def normal(name):
    """Names as they are compared: without article, case and a few usual other names of states."""
    name = re.sub(r"^(the|some|other)\s+", "", name.strip().lower())
    return {"us": "united states", "u.s.": "united states", "u.s": "united states", "usa": "united states", "america": "united states", "uk": "united kingdom", "britain": "united kingdom", "eu": "european union",
            "un": "united nations", "moscow": "russia", "kremlin": "russia", "tehran": "iran", "beijing": "china", "washington": "united states", "kyiv": "ukraine", "kiev": "ukraine"}.get(name, name)


class Example:
    def __init__(self, line):
        d = json.loads(line); self.document, self.source, self.role = d["document"], d["from"], d["role"]; gold = {normal(n) for n in d["gold"]}; rule = {normal(n) for n in d["rule"]}
        self.features = [c[2:] for c in d["candidates"]]; names = [None if c[0] is None else normal(c[0]) for c in d["candidates"]]
        self.right = np.array([not gold if n is None else n in gold for n in names]); self.rule = bool(gold & rule) if gold else not rule


def train(examples, width, s):
    torch.manual_seed(s.seed); weights = torch.zeros(width, requires_grad=True); optimiser = torch.optim.Adam([weights], s.rate); mean, kept = torch.zeros(width), 0
    examples = [e for e in examples if e.right.any()]; steps = s.epochs * -(-len(examples) // s.batch); step = 0
    for epoch in range(s.epochs):
        for batch in torch.randperm(len(examples)).split(s.batch):
            for g in optimiser.param_groups: g["lr"] = s.rate * (1 - step / steps)
            step += 1; chosen = [examples[i] for i in batch.tolist()]; rows = [r for e in chosen for r in e.rows]
            at = torch.from_numpy(np.concatenate(rows)); row = torch.repeat_interleave(torch.arange(len(rows)), torch.tensor([len(r) for r in rows])); of = torch.repeat_interleave(torch.arange(len(chosen)), torch.tensor([len(e.rows) for e in chosen]))
            value = weights[at] * (torch.rand(len(at)) >= s.drop).float() / (1 - s.drop); score = torch.zeros(len(rows)).index_add(0, row, value); score = torch.exp(score - score.max().detach())
            total = lambda x: torch.zeros(len(chosen)).index_add(0, of, x)
            loss = (torch.log(total(score)) - torch.log(total(score * torch.from_numpy(np.concatenate([e.right for e in chosen])).float()) + 1e-20)).mean() + s.decay * (weights ** 2).sum()
            optimiser.zero_grad(); loss.backward(); optimiser.step()
            if epoch >= s.epochs // 2: mean += weights.detach(); kept += 1
    return (mean / kept).numpy()


def main():
    a = argparse.ArgumentParser(); a.add_argument("examples"); a.add_argument("table"); a.add_argument("--folds", type=int, default=4); a.add_argument("--epochs", type=int, default=8); a.add_argument("--rate", type=float, default=0.02)
    a.add_argument("--decay", type=float, default=1e-4); a.add_argument("--drop", type=float, default=0.2); a.add_argument("--batch", type=int, default=64); a.add_argument("--least", type=int, default=5); a.add_argument("--cut", type=float, default=0.1)
    a.add_argument("--seed", type=int, default=1); s = a.parse_args(); torch.set_num_threads(1)
    examples = [Example(line) for line in open(s.examples, encoding="utf-8")]; seen = collections.Counter(f for e in examples for candidate in e.features for f in set(candidate))
    number = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= s.least))}
    for e in examples: e.rows = [np.array([number[f] for f in candidate if f in number], dtype=np.int64) for candidate in e.features]
    print(f"{len(examples):,} roles of events, {len(number):,} features seen {s.least} times and more", flush=True)
    if s.folds:
        count = collections.Counter()
        for fold in range(s.folds):
            held = lambda e: zlib.crc32(e.document.encode()) % s.folds == fold; weights = train([e for e in examples if not held(e)], len(number), s)
            for e in filter(held, examples):
                best = int(np.argmax([weights[r].sum() for r in e.rows])); count.update({(e.source, e.role, "all"): 1, (e.source, e.role, "rules"): int(e.rule), (e.source, e.role, "model"): int(e.right[best])})
        for source, role in sorted({k[:2] for k in count}):
            n = count[source, role, "all"]; print(f"{source}, {role}: {n}, right by the rules {100 * count[source, role, 'rules'] / n:.1f} %, by the model {100 * count[source, role, 'model'] / n:.1f} %", flush=True)
    weights = train(examples, len(number), s)
    with open(s.table, "w", encoding="utf-8") as to:
        to.write("# Who takes part in an event: weights of features, natural units of log odds, each named by its parts (RoleRanker.cs). Written by training/roles.py.\n")
        for feature, i in number.items():
            if abs(weights[i]) >= s.cut: to.write(f"{feature}\t{weights[i]:.2f}\n")


if __name__ == "__main__":
    main()
