#!/usr/bin/python3
"""Trains the coreference model on the arrays that `Hearsay.Training coreference-…` wrote; writes WORK/weights/*.npy.

usage: coreference.py vectors VECTORS WORK    word vectors (folder with vectors.npy, vocabulary.npy) cut down to the model's
       coreference.py kinds WORK              what sort of thing a candidate is; for the training documents by models that have not seen them
       coreference.py links WORK [--…]        mentions and antecedents
The network is that of src/Hearsay.Reading/Resolving/Resolver.cs. One thread and one seed give the same weights. Every tenth document of the training part is
held back to choose epoch and offsets; the development part is not looked at.
"""
import argparse, json, os, sys, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WORDS, WIDTH, HIDDEN, NARROW, KINDS, KIND_WIDTH = 14000, 64, 64, 32, 11, 16
ROWS = 6144
COPIES = 2                                  # a document stands there with its own trees and with spoilt ones
FOLDS = 5
PRONOUN = 2


def save(work, name, array):
    os.makedirs(f"{work}/weights", exist_ok=True); np.save(f"{work}/weights/{name}.npy", np.ascontiguousarray(array))


def quantise(v):
    scale = np.maximum(np.abs(v).max(1), 1e-8).astype(np.float32) / np.float32(127)
    return np.clip(np.rint(v / scale[:, None]), -127, 127).astype(np.int32), scale


def save_table(work, name, v):
    q, scale = quantise(v); save(work, name, q); save(work, name + ".scale", scale)
    return q.astype(np.float32) * scale[:, None]


def vectors(folder, work):
    v = np.load(f"{folder}/vectors.npy")[:WORDS].astype(np.float64); v -= v.mean(0)
    values, axes = np.linalg.eigh(v.T @ v)
    axes = axes[:, np.argsort(-values)[:WIDTH]]; axes *= np.sign(axes.sum(0))
    p = v @ axes; p /= np.maximum(np.linalg.norm(p, axis=1, keepdims=True), 1e-9)
    save(work, "vocabulary", np.load(f"{folder}/vocabulary.npy")[:WORDS])
    save_table(work, "vector", np.vstack([np.zeros(WIDTH), p]).astype(np.float32))


def load(work):
    rows = torch.from_numpy(np.load(f"{work}/candidates.npy").astype(np.int64)); labels = np.load(f"{work}/labels.npy"); documents = np.load(f"{work}/documents.npy")
    table = np.load(f"{work}/weights/vector.npy").astype(np.float32) * np.load(f"{work}/weights/vector.scale.npy")[:, None]; table[0] = 0
    vec = torch.from_numpy(table)[torch.from_numpy(labels[:, 0].astype(np.int64))]
    return rows, vec, labels, documents


class Kinds(nn.Module):
    def __init__(self):
        super().__init__(); self.table = nn.EmbeddingBag(ROWS, KIND_WIDTH, mode="sum"); nn.init.zeros_(self.table.weight); self.project = nn.Linear(WIDTH, KIND_WIDTH); self.project.weight.data.mul_(0.1)

    def forward(self, rows, vec, drop=0.0):
        w = None
        if drop: w = (torch.rand(rows.shape) >= drop).float() / (1 - drop)
        return (self.table(rows, per_sample_weights=w) if w is not None else self.table(rows)) + self.project(vec)


def train_kinds(rows, vec, gold, seed):
    torch.manual_seed(seed); net = Kinds(); opt = torch.optim.Adam(net.parameters(), 0.01); n = len(gold)
    for epoch in range(8):
        order = torch.randperm(n)
        for i in range(0, n, 256):
            b = order[i:i + 256]; s = net(rows[b], vec[b], 0.3); s[:, 0] = -1e4; s[:, KINDS:] = -1e4
            loss = F.cross_entropy(s, gold[b]) + 1e-5 * (net.table.weight ** 2).sum()
            opt.zero_grad(); loss.backward(); opt.step()
        for g in opt.param_groups: g["lr"] *= 0.75
    return net.eval()


def kinds(work):
    torch.set_num_threads(1); rows, vec, labels, documents = load(work); gold = torch.from_numpy(labels[:, 3].astype(np.int64)); n = len(gold)
    fold = np.zeros(n, np.int64)
    for d in range(len(documents) - 1): fold[documents[d]:documents[d + 1]] = d // COPIES % FOLDS
    known = torch.from_numpy((labels[:, 3] > 0) & (labels[:, 4] != PRONOUN)); found = torch.zeros(n, dtype=torch.long); fold = torch.from_numpy(fold)
    for f in range(FOLDS):
        use = known & (fold != f); net = train_kinds(rows[use], vec[use], gold[use], 1)
        with torch.no_grad(): found[fold == f] = net(rows[fold == f], vec[fold == f])[:, 1:KINDS].argmax(1) + 1
    right = (found[known] == gold[known]).float().mean().item(); print(f"kinds of unseen documents: {100 * right:.1f} % right")
    net = train_kinds(rows[known], vec[known], gold[known], 1)
    save_table(work, "kind", net.table.weight.detach().numpy()); np.save(f"{work}/kind_project.npy", torch.cat([net.project.weight, net.project.bias[:, None]], 1).detach().numpy())
    np.save(f"{work}/kinds.npy", found.numpy().astype(np.int32)); json.dump(dict(kinds=100 * right), open(f"{work}/kinds.json", "w"))


class Links(nn.Module):
    def __init__(self, pair_rows):
        super().__init__()
        self.candidate, self.pair = nn.EmbeddingBag(ROWS, 3 * HIDDEN, mode="sum"), nn.EmbeddingBag(pair_rows, HIDDEN, mode="sum")
        nn.init.normal_(self.candidate.weight, std=0.03); nn.init.normal_(self.pair.weight, std=0.05)
        self.project = nn.Linear(WIDTH, 3 * HIDDEN)
        self.mention_hidden, self.mention_scores = nn.Linear(HIDDEN, NARROW), nn.Linear(NARROW, 4)
        self.pair_hidden, self.pair_scores = nn.Linear(HIDDEN, NARROW), nn.Linear(NARROW, 2)

    def candidates(self, rows, vec, drop=0.0):
        w = (torch.rand(rows.shape) >= drop).float() / (1 - drop) if drop else None
        return self.candidate(rows, per_sample_weights=w) + self.project(vec)

    def mentions(self, c, drop=0.0):
        return self.mention_scores(F.dropout(F.relu(self.mention_hidden(F.relu(F.dropout(c[:, 2 * HIDDEN:], drop)))), drop))

    def pairs(self, c, first, second, rows, drop=0.0, feature=0.0):
        w = (torch.rand(rows.shape) >= feature).float() / (1 - feature) if feature else None
        h = c[first, :HIDDEN] + c[second, HIDDEN:2 * HIDDEN] + self.pair(rows, per_sample_weights=w)
        return self.pair_scores(F.dropout(F.relu(self.pair_hidden(F.relu(F.dropout(h, drop)))), drop))


def f1(p, r): return 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(gold, system):
    """gold, system: entity per candidate, -1 none -> sums for precision and recall."""
    size = lambda e: np.bincount(e[e >= 0], minlength=1)
    g, s = size(gold), size(system); both = (gold >= 0) & (system >= 0)
    pairs, inverse = np.unique(np.stack([gold[both], system[both]]), axis=1, return_inverse=True); count = np.bincount(inverse.ravel(), minlength=pairs.shape[1])
    p = (count * count / s[pairs[0] * 0 + pairs[1]]).sum() if len(count) else 0.0; r = (count * count / g[pairs[0]]).sum() if len(count) else 0.0
    return p, (system >= 0).sum(), r, (gold >= 0).sum()


def decode(mention, pair, first, second, begin, end, offsets, single):
    """Entities of one document by best antecedent, -1 no mention."""
    n = end - begin; none = mention[:, 0] + offsets[0]; new = mention[:, 1] + offsets[1]; best = np.maximum(none, new); chosen = np.where(new > none, -1, -2)
    for k in range(len(first)):
        i, j = first[k] - begin, second[k] - begin
        if pair[k] > best[i] and chosen[j] != -2: best[i] = pair[k]; chosen[i] = j
    e = np.full(n, -1)
    for i in range(n):
        if chosen[i] == -1: e[i] = i
        elif chosen[i] >= 0: e[i] = e[chosen[i]] if e[chosen[i]] >= 0 else i
    if not single:
        u, inv, c = np.unique(e, return_inverse=True, return_counts=True); e[c[inv] == 1] = -1
    return e


def drop_single(e):
    e = e.copy(); u, inv, c = np.unique(e, return_inverse=True, return_counts=True); e[c[inv] == 1] = -1
    return e


def links(args):
    torch.set_num_threads(1); torch.manual_seed(args.seed); work = args.work; started = time.time()
    rows, vec, labels, documents = load(work); rows = torch.cat([rows, torch.from_numpy(np.load(f"{work}/kind_rows.npy").astype(np.int64))[:, None]], 1)
    pairs = np.load(f"{work}/pairs.npy"); pair_rows = np.load(f"{work}/pair_rows.npy"); table = int(open(f"{work}/pair_table.txt").read())
    gold = labels[:, 1:3].astype(np.int64)
    border = np.searchsorted(pairs[:, 0], documents)
    docs = list(range(len(documents) - 1)); held = [d for d in docs if d // COPIES % 10 == 3] if not args.all else []; train = [d for d in docs if d not in held]
    held_show = [d for d in docs if d // COPIES % 10 == 3]
    net = Links(table); opt = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=args.decay)
    right = np.stack([(gold[pairs[:, 0], k] >= 0) & (gold[pairs[:, 0], k] == gold[pairs[:, 1], k]) for k in range(2)], 1)
    # What is mentioned once is a mention all the same: in the scheme that leaves it out, it is dropped after the links are made.
    mentioned = np.stack([gold[:, 0] >= 0, (gold[:, 0] >= 0) | (gold[:, 1] >= 0)], 1)
    has = np.zeros((len(gold), 2), bool)
    for k in range(2): np.logical_or.at(has[:, k], pairs[:, 0], right[:, k])

    def scores(d, drop=0.0, feature=0.0, lexical=0.0):
        a, b, p, q = documents[d], documents[d + 1], border[d], border[d + 1]
        c = net.candidates(rows[a:b], vec[a:b], lexical); f = torch.from_numpy(pairs[p:q, 0].astype(np.int64) - a); s = torch.from_numpy(pairs[p:q, 1].astype(np.int64) - a)
        return net.mentions(c, drop), net.pairs(c, f, s, torch.from_numpy(pair_rows[p:q].astype(np.int64)), drop, feature), f

    def loss_of(d, m, s, f):
        a, b, p, q = documents[d], documents[d + 1], border[d], border[d + 1]; total = 0.0
        for k in range(2):
            g = torch.from_numpy(mentioned[a:b, k]); r = torch.from_numpy(right[p:q, k]); linked = torch.from_numpy(has[a:b, k])
            # Costs: a mention taken for none, a link missed, a link made where there is none, a wrong link.
            x = s[:, k] + torch.where(r, torch.zeros(()), torch.where(linked[f], torch.tensor(args.wrong), torch.tensor(args.false)))
            none, new = m[:, 2 * k] + g.float() * args.missed, m[:, 2 * k + 1] + linked.float() * args.unlinked
            top = torch.full((b - a,), -1e9).scatter_reduce(0, f, x.detach(), "amax", include_self=True)
            top = torch.maximum(torch.maximum(none, new).detach(), top)
            every = (none - top).exp() + (new - top).exp() + torch.zeros(b - a).index_add(0, f, (x - top[f]).exp())
            good = torch.zeros(b - a).index_add(0, f, (x - top[f]).exp() * r.float()) + torch.where(linked, torch.zeros(()), torch.where(g, (new - top).exp(), (none - top).exp()))
            total = total + args.weights[k] * (every.log() - (good + 1e-20).log()).sum()
        return total

    def measure(offsets, cached, schemes=(0, 1)):
        out = []
        for k in range(2):
            if k not in schemes: out += [0.0, 0.0]; continue
            t = np.zeros(4); ts = np.zeros(4)
            for d, (m, s) in cached.items():
                a, b, p, q = documents[d], documents[d + 1], border[d], border[d + 1]
                e = decode(m[:, 2 * k:2 * k + 2], s[:, k], pairs[p:q, 0], pairs[p:q, 1], a, b, offsets[2 * k:2 * k + 2], k == 0)
                t += b_cubed(gold[a:b, k], e); ts += b_cubed(drop_single(gold[a:b, k]), drop_single(e))
            out.append(100 * f1(t[0] / max(t[1], 1), t[2] / max(t[3], 1))); out.append(100 * f1(ts[0] / max(ts[1], 1), ts[2] / max(ts[3], 1)))
        return out

    mean = {n: p.detach().clone() for n, p in net.state_dict().items()}; size = sum(documents[d + 1] - documents[d] for d in train)
    steps = args.epochs * len(train); step = 0
    for epoch in range(args.epochs):
        net.train(); sum_loss = 0.0
        for d in [train[i] for i in torch.randperm(len(train)).tolist()]:
            for g in opt.param_groups: g["lr"] = args.rate * min(1.0, (step + 1) / 50) * (1 - step / steps)
            step += 1
            m, s, f = scores(d, args.drop, args.feature, args.lexical); loss = loss_of(d, m, s, f)
            opt.zero_grad(); (loss / 300).backward(); nn.utils.clip_grad_norm_(net.parameters(), 5.0); opt.step(); sum_loss += loss.item()
            keep = min(args.average, step / (step + 10))
            for n, p in net.state_dict().items(): mean[n].mul_(keep).add_(p, alpha=1 - keep)
        if epoch % 4 == 3 or epoch + 1 == args.epochs:
            now = {n: p.detach().clone() for n, p in net.state_dict().items()}; net.load_state_dict(mean); net.eval()
            with torch.no_grad(): cached = {d: tuple(x.numpy() for x in scores(d)[:2]) for d in held_show}
            r = measure(args.show, cached); net.load_state_dict(now)
            print(f"epoch {epoch + 1} loss {sum_loss / size:.4f} held back B3: gum {r[0]:.1f}, without singletons {r[1]:.1f}, onto {r[3]:.1f}  {time.time() - started:.0f} s", flush=True)
        else: print(f"epoch {epoch + 1} loss {sum_loss / size:.4f}  {time.time() - started:.0f} s", flush=True)
    best = dict(epochs=args.epochs); net.load_state_dict(mean); net.eval()
    for name in ("candidate", "pair"):
        module = getattr(net, name); module.weight.data = torch.from_numpy(save_table(work, name, module.weight.detach().numpy()))
    offsets = [0.0] * 4
    if args.all: offsets = np.load(f"{work}/weights/offsets.npy").tolist()
    else:
        with torch.no_grad(): cached = {d: tuple(x.numpy() for x in scores(d)[:2]) for d in held}
        for k in range(2):
            tried = []
            for a in (-2, -1.5, -1, -0.5, 0):
                for b in (-1, -0.5, 0, 0.5, 1):
                    o = offsets[:]; o[2 * k], o[2 * k + 1] = a, b; r = measure(o, cached, (k,)); tried.append((r[1] + 0.5 * r[0] if k == 0 else r[3], o))
            offsets = max(tried)[1]
        r = measure(offsets, cached); best.update(gum=r[0], gum_no_singletons=r[1], onto=r[3], offsets=offsets); print("with offsets", offsets, [round(x, 1) for x in r])
    kind = np.load(f"{work}/kind_project.npy")
    save(work, "project.weight", np.concatenate([net.project.weight.detach().numpy(), kind[:, :-1]]).astype(np.float32)); save(work, "project.bias", np.concatenate([net.project.bias.detach().numpy(), kind[:, -1]]).astype(np.float32))
    for name in ("mention_hidden", "mention_scores", "pair_hidden", "pair_scores"):
        module = getattr(net, name); save(work, name + ".weight", module.weight.detach().numpy()); save(work, name + ".bias", module.bias.detach().numpy())
    save(work, "offsets", np.array(offsets, np.float32))
    settings = {k: v for k, v in vars(args).items() if k not in ("work", "command")}
    json.dump(dict(settings=settings, held_back=best, kinds=json.load(open(f"{work}/kinds.json"))["kinds"]), open(f"{work}/best.json", "w"), indent=1, sort_keys=True)


def main():
    p = argparse.ArgumentParser(); sub = p.add_subparsers(dest="command", required=True)
    v = sub.add_parser("vectors"); v.add_argument("folder"); v.add_argument("work")
    k = sub.add_parser("kinds"); k.add_argument("work")
    l = sub.add_parser("links"); l.add_argument("work"); l.add_argument("--epochs", type=int, default=6); l.add_argument("--rate", type=float, default=0.002); l.add_argument("--decay", type=float, default=0.01)
    l.add_argument("--drop", type=float, default=0.3); l.add_argument("--feature", type=float, default=0.3); l.add_argument("--lexical", type=float, default=0.5); l.add_argument("--seed", type=int, default=1); l.add_argument("--all", action="store_true")
    l.add_argument("--missed", type=float, default=0.5); l.add_argument("--unlinked", type=float, default=0.8); l.add_argument("--false", type=float, default=0.2); l.add_argument("--wrong", type=float, default=0.6); l.add_argument("--average", type=float, default=0.995); l.add_argument("--show", type=float, nargs=4, default=[0.0] * 4); l.add_argument("--weights", type=float, nargs=2, default=[1.0, 1.0])
    a = p.parse_args()
    {"vectors": lambda: vectors(a.folder, a.work), "kinds": lambda: kinds(a.work), "links": lambda: links(a)}[a.command]()


if __name__ == "__main__":
    main()
