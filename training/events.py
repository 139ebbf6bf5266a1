#!/usr/bin/python3
"""Trains the finder of words that tell events on the arrays that `Hearsay.Training events` wrote; writes WORK/weights/*.npy and WORK/best.json.

usage: events.py WORK [TABLE] [--folds 4] [--epochs 10 …]
The network is that of src/Hearsay.Reading/Eventing/TriggerFinder.cs: cross-entropy over 16 types of PLOVER and none, weights averaged over the last steps. One thread and one seed give the same weights.
Cross-validation over documents is printed first: F1 of the types that a claim's words tell, at several thresholds, by the network alone and with what the event lexicon says of the same words; the weights of both
together go to TABLE (src/Hearsay.Claims/Coding/triggers.tsv). Then it trains on all documents. The lexicon's own examples are always learnt from and never scored.
"""
import argparse, json, os
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import factuality

ROWS, HIDDEN, NARROW, CLASSES = 32768, 64, 64, 17


class Network(nn.Module):
    def __init__(self, width):
        super().__init__(); self.features = nn.EmbeddingBag(ROWS, HIDDEN, mode="sum"); nn.init.normal_(self.features.weight, std=0.03)
        self.project, self.hidden, self.score = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, NARROW), nn.Linear(NARROW, CLASSES)

    def forward(self, rows, vectors, s=None):
        weights = (torch.rand(rows.shape) >= s.feature).float() / (1 - s.feature) if s else None
        drop = lambda x, p: F.dropout(x, p, True) if s else x
        x = self.features(rows, per_sample_weights=weights) + self.project(drop(vectors, s and s.vector))
        return self.score(drop(F.relu(self.hidden(drop(F.relu(x), s and s.drop))), s and s.drop))


def train(rows, vectors, labels, s): return factuality.train(rows, vectors, labels, s, Network, F.cross_entropy)


def types(claims, labels, where): return {(c, l) for c, l in zip(claims[where], labels[where]) if l > 0}


LIKELY = 0.3    # PropositionReader.Likely
VERDICTS = ["Unknown", "Silent", "OtherUse", "Aside", "Nobody", "ToNobody", "Event", "Whole"]
TYPES = ["Agree", "Consult", "Support", "Concede", "Cooperate", "Aid", "Retreat", "Request", "Accuse", "Reject", "Threaten", "Protest", "Sanction", "Mobilize", "Coerce", "Assault"]


class Together(nn.Module):
    """The product's TriggerWeights: log-probabilities of the network, what the lexicon says of the word and of which types, how many other claims of the document tell events of the type."""
    def __init__(self):
        super().__init__(); self.network = nn.Parameter(torch.ones(2)); self.kind, self.none, self.bias, self.others = (nn.Parameter(torch.zeros(n)) for n in (len(VERDICTS), len(VERDICTS), len(TYPES), 3))

    def forward(self, costs, verdicts, others):
        named = (verdicts[:, 1:] >> torch.arange(len(TYPES)) & 1).float(); v = verdicts[:, 0]; told = torch.cat([torch.zeros(1), self.others])[others]
        return torch.cat([(self.network[1] * costs[:, 0] + self.none[v])[:, None], self.network[0] * costs[:, 1:] + self.bias + named * self.kind[v][:, None] + told], 1)


def fit(costs, verdicts, others, labels):
    net = Together(); optimiser = torch.optim.LBFGS(net.parameters(), max_iter=200)
    def loss():
        optimiser.zero_grad(); x = F.cross_entropy(net(costs, verdicts, others), labels) + sum(1e-5 * (p ** 2).sum() for p in net.parameters()); x.backward(); return x
    optimiser.step(loss); return net


def others_of(found, claims, documents):
    """Per word and type: 0, or 1, 2, 3 for one, two or three, and more other claims of the document in which a word tells the type."""
    told = {}
    for i in np.flatnonzero(1 - found[:, 0] >= LIKELY): told.setdefault((documents[i], found[i, 1:].argmax()), set()).add(claims[i])
    count = np.array([[len(told.get((d, t), ())) - (c in told.get((d, t), ())) for t in range(len(TYPES))] for d, c in zip(documents, claims)])
    return torch.from_numpy(np.select([count == 0, count == 1, count <= 3], [0, 1, 2], 3))


def report(name, found, claims, labels, where, run):
    gold = types(claims, labels, where); best = found[:, 1:].argmax(1) + 1
    for threshold in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        read = types(claims, best, (1 - found[:, 0] >= threshold) & where); both = len(gold & read); f1 = 200 * both / max(1, len(read) + len(gold))
        print(f"{name}, from {threshold:.2f}: types of a claim P {100 * both / max(1, len(read)):.1f} R {100 * both / len(gold):.1f} F1 {f1:.1f}", flush=True); run[f"{name}, F1"] = max(run.get(f"{name}, F1", 0), f1)


def main():
    a = argparse.ArgumentParser(); a.add_argument("work"); a.add_argument("table", nargs="?"); a.add_argument("--folds", type=int, default=4); a.add_argument("--epochs", type=int, default=10); a.add_argument("--rate", type=float, default=0.002)
    a.add_argument("--decay", type=float, default=0.01); a.add_argument("--drop", type=float, default=0.4); a.add_argument("--feature", type=float, default=0.3); a.add_argument("--vector", type=float, default=0.2)
    a.add_argument("--quiet", type=int, default=4); a.add_argument("--rare", type=float, default=0.01); a.add_argument("--seed", type=int, default=1); s = a.parse_args(); torch.set_num_threads(1)
    load = lambda what: np.load(f"{s.work}/{what}.npy")
    rows, vectors, labels, origin = torch.from_numpy(load("rows").astype(np.int64)), torch.from_numpy(load("vectors")), torch.from_numpy(load("labels").astype(np.int64)), load("origin")
    lexicon = np.array([line.endswith("\tlexicon\n") for line in open(f"{s.work}/documents.txt")])[origin[:, 0]]; claims = origin[:, 0].astype(np.int64) * 10000 + origin[:, 1]; run = {}
    if s.folds:
        found = np.zeros((len(labels), CLASSES), np.float32)
        for fold in range(s.folds):
            held = torch.from_numpy((origin[:, 0] % s.folds == fold) & ~lexicon); net = train(rows[~held], vectors[~held], labels[~held], s)
            with torch.no_grad(): found[held.numpy()] = F.softmax(net(rows[held], vectors[held]), 1).numpy()
            print(f"fold {fold + 1} of {s.folds}", flush=True)
        report("network", found, claims, labels.numpy(), ~lexicon, run)
        costs = torch.log(torch.from_numpy(found).clamp_min(1e-12)).clamp_min(-31.875); verdicts = torch.from_numpy(load("verdicts").astype(np.int64)); stages = []
        others = torch.zeros(len(labels), len(TYPES), dtype=torch.long); scored = torch.from_numpy(~lexicon)
        for stage in ("with the lexicon", "with the rest of the document"):
            both = np.zeros_like(found)
            for fold in range(s.folds):
                held, rest = (torch.from_numpy((origin[:, 0] % s.folds == fold) == side) & scored for side in (True, False)); net = fit(costs[rest], verdicts[rest], others[rest], labels[rest])
                with torch.no_grad(): both[held.numpy()] = F.softmax(net(costs[held], verdicts[held], others[held]), 1).numpy()
            report(stage, both, claims, labels.numpy(), ~lexicon, run); stages.append(fit(costs[scored], verdicts[scored], others[scored], labels[scored])); both[lexicon, 0] = 1; others = others_of(both, claims, origin[:, 0])
        if s.table:
            names = ["network.type", "network.none"] + [f"type.{v}" for v in VERDICTS] + [f"none.{v}" for v in VERDICTS] + [f"bias.{t}" for t in TYPES] + [f"others.{n}" for n in (1, 2, 3)]
            columns = [torch.cat([net.network, net.kind, net.none, net.bias, net.others]).tolist() for net in stages]
            open(s.table, "w").write("# How far the network of words that tell events, the lexicon and the other claims of the document are believed: natural units of log odds, first without the other claims, then with them.\n# Written by training/events.py.\n"
                + "".join(f"{n}\t{a:.3f}\t{b:.3f}\n" for n, a, b in zip(names, *columns)))
    net = train(rows, vectors, labels, s); out = f"{s.work}/weights"; os.makedirs(out, exist_ok=True)
    save = lambda n, v: np.save(f"{out}/{n}.npy", np.ascontiguousarray(v))
    table = net.features.weight.detach().numpy(); scale = np.maximum(np.abs(table).max(1), 1e-8).astype(np.float32) / np.float32(127); whole = np.clip(np.rint(table / scale[:, None]), -127, 127)
    seen, told = (np.bincount(rows[m, 0].numpy(), minlength=ROWS) for m in (labels >= 0, labels > 0)); quiet = (seen >= s.quiet) & (told < s.rare * seen); save("quiet", quiet.astype(np.float32)); run["words of lemmas that are not looked at, %"] = 100 * float(quiet[rows[:, 0].numpy()].mean())
    save("features", whole.astype(np.int32)); save("features.scale", scale)
    for n, p in net.named_parameters():
        if n != "features.weight": save(n, p.detach().numpy())
    run["words"] = float(len(labels)); run["that tell events"] = float((labels > 0).sum())
    json.dump(dict(epoch=s.epochs, dev=run, settings={k: v for k, v in vars(s).items() if k not in ("work", "table")}), open(f"{s.work}/best.json", "w"), indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
