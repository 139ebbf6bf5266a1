#!/usr/bin/python3
"""Trains the base model: encoder; tags, features, lemmas; dependency arcs and relations; names. Reads what `Hearsay.Training syntax` wrote.

usage: syntax.py WORK --out NAME [--encoder conv|lstm] [--width N] [--epochs N] [--seed N] [--extra FOLDER …]
       syntax.py WORK --teachers A,B,… --read FOLDER --out FOLDER2      what an ensemble reads in texts without annotation, as arrays to learn from; names that are annotated stay
The network is the one of src/Hearsay.Reading (Encoder, Tagger, Parser, Recognizer); an LSTM serves as teacher only. One run with the same seed
and one thread gives the same weights. Interrupted, it goes on from the last epoch kept in WORK/NAME/checkpoint.pt.
"""
import argparse, json, math, os, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from attribution import Block

COLUMNS = ("words", "prefixes", "suffixes", "shorts", "longs", "shapes", "places")
ROWS = (None, 4096, 4096, 2048, 8192, 1024, 24)
GAP = 32
TAGS, RELATIONS, KINDS = 17, 51, 7
NAMES = 1 + 2 * KINDS
DISTANCES = 32                              # arc distances −32 … 32 have a bias of their own
UNKNOWN = -2


def never():
    """Scores [NAMES, NAMES] of the steps from tag to tag that there are not: a name is gone on with only where one of its kind is."""
    t = torch.zeros(NAMES, NAMES)
    for k in range(KINDS):
        t[:, 2 + 2 * k] = -1e4; t[1 + 2 * k, 2 + 2 * k] = t[2 + 2 * k, 2 + 2 * k] = 0
    return t


class Network(nn.Module):
    def __init__(self, words, features, scripts, settings, vectors=None):
        super().__init__()
        w, self.kind = settings["width"], settings["encoder"]
        def table(rows, columns, std=0.1):
            e = nn.Embedding(rows, columns); nn.init.normal_(e.weight, std=std); return e
        self.tables = nn.ModuleList([table(r or words, w) for r in ROWS])
        if vectors is not None:
            v = torch.from_numpy(vectors); self.tables[0].weight.data[1:, :v.shape[1]] = v / v.std() * 0.25
        self.tables[0].weight.data[0] = 0
        self.norm = nn.LayerNorm(w)
        if self.kind == "conv": self.blocks = nn.ModuleList(Block(w, int(d)) for d in settings["dilations"].split(","))
        else: self.lstm = nn.LSTM(w, w // 2 * settings["wider"], num_layers=settings["layers"], bidirectional=True, batch_first=True, dropout=settings["drop"]); self.back = nn.Linear(w * settings["wider"], w)
        self.last = nn.LayerNorm(w)
        a, r = settings["arc"], settings["relation"]
        self.tag, self.feature, self.lemma = nn.Linear(w, TAGS), nn.Linear(w, features), nn.Linear(w, scripts)
        self.arc_dependent, self.arc_head, self.arc = nn.Linear(w, a), nn.Linear(w, a), nn.Linear(a, a)
        self.arc_root, self.head_bias, self.distance = nn.Parameter(torch.randn(a) * 0.1), nn.Linear(a, 1, bias=False), nn.Parameter(torch.zeros(2 * DISTANCES + 1))
        self.relation_dependent, self.relation_head, self.relation = nn.Linear(w, r), nn.Linear(w, r, bias=False), nn.Linear(r, RELATIONS)
        self.relation_root = nn.Parameter(torch.randn(r) * 0.1)
        self.name = nn.Linear(w, NAMES)
        self.transitions, self.start = nn.Parameter(torch.zeros(NAMES, NAMES)), nn.Parameter(torch.zeros(NAMES))
        forbidden = never(); self.register_buffer("forbidden", forbidden); self.register_buffer("not_first", forbidden[0].clone())

    def encode(self, f, mask, sentences, drop=0.0):
        x = self.norm(sum(t(c) for t, c in zip(self.tables, f))) * mask
        if drop: x = F.dropout(x, drop)
        if self.kind == "conv":
            for b in self.blocks: x = b(x, mask, drop / 2)
            return self.last(x)
        out = torch.zeros_like(x)
        for where, inside, lengths in groups(sentences):
            y = self.lstm(nn.utils.rnn.pack_padded_sequence(x[where], lengths, batch_first=True, enforce_sorted=False))[0]
            y = nn.utils.rnn.pad_packed_sequence(y, batch_first=True, total_length=where.shape[1])[0]
            out = out.index_put((where[inside],), self.back(y[inside]))
        return self.last(x + out)

    def arcs(self, h, where, inside, drop=0.0):
        """Scores [S, L, 1 + L] of each word's head; column 0 is the root."""
        d, k = (F.leaky_relu(m(h)) for m in (self.arc_dependent, self.arc_head))
        if drop: d, k = F.dropout(d, drop), F.dropout(k, drop)
        d, k = d[where], k[where]; s, l = where.shape
        q = self.arc(d) / math.sqrt(d.shape[-1])
        gap = (torch.arange(l).unsqueeze(0) - torch.arange(l).unsqueeze(1)).clamp(-DISTANCES, DISTANCES) + DISTANCES
        e = q @ k.transpose(1, 2) + self.head_bias(k).transpose(1, 2) + self.distance[gap]
        e = e.masked_fill(~inside.unsqueeze(1), -1e4).masked_fill(torch.eye(l, dtype=torch.bool), -1e4)
        return torch.cat([(q @ self.arc_root).unsqueeze(-1), e], -1)

    def relations(self, h, dependents, heads, drop=0.0):
        """Scores [N, RELATIONS] for pairs of rows; a head of −1 is the root."""
        k = torch.where((heads >= 0).unsqueeze(-1), self.relation_head(h)[heads.clamp(min=0)], self.relation_root)
        x = F.leaky_relu(self.relation_dependent(h)[dependents] + k)
        return self.relation(F.dropout(x, drop) if drop else x)

    def crf(self, e, allowed, inside):
        """Minus log-probability of the allowed sequences, e [S, L, NAMES], allowed the same as 0 / −1e4, summed over sentences."""
        t = self.transitions + self.forbidden
        def forward(e):
            a = self.start + self.not_first + e[:, 0]
            for i in range(1, e.shape[1]):
                b = torch.logsumexp(a.unsqueeze(2) + t, 1) + e[:, i]
                a = torch.where(inside[:, i:i + 1], b, a)
            return torch.logsumexp(a, 1)
        return (forward(e) - forward(e + allowed)).sum()

    def viterbi(self, e, lengths):
        t = self.transitions + self.forbidden; a, back = self.start + self.not_first + e[:, 0], []; l = e.shape[1]
        for i in range(1, l):
            s, k = (a.unsqueeze(2) + t).max(1); live = (i < lengths).unsqueeze(1)
            back.append(torch.where(live, k, torch.arange(NAMES).expand_as(k))); a = torch.where(live, s + e[:, i], a)
        best = [a.argmax(1)]
        for k in reversed(back): best.append(k.gather(1, best[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(best[::-1], 1)


def groups(sentences, limit=3000):
    """Sentences [N, 2] as padded batches of like length: rows [S, L], which of them are inside, lengths."""
    order = sorted(range(len(sentences)), key=lambda i: sentences[i][1] - sentences[i][0]); out = []; current = []
    for i in order + [None]:
        if current and (i is None or (sentences[i][1] - sentences[i][0]) * (len(current) + 1) > limit or sentences[i][1] - sentences[i][0] > 8 + 1.5 * (sentences[current[0]][1] - sentences[current[0]][0])):
            s = torch.tensor([sentences[j] for j in current]); lengths = s[:, 1] - s[:, 0]; l = int(lengths.max())
            inside = torch.arange(l).unsqueeze(0) < lengths.unsqueeze(1)
            out.append((torch.where(inside, s[:, :1] + torch.arange(l), s[:, :1]), inside, lengths)); current = []
        if i is not None: current.append(i)
    return out


class Texts:
    """Texts as arrays: the columns of features, sets of name tags, borders of documents and sentences."""
    def __init__(self, folder):
        self.folder = folder; self.features, self.names = [self.load(n) for n in COLUMNS], self.load("names")
        self.documents, self.sentences = self.load("documents").long(), self.load("sentences").long()
        self.first = torch.searchsorted(self.sentences, self.documents).tolist()
        self.count = len(self.documents) - 1

    def load(self, name): return torch.from_numpy(np.load(f"{self.folder}/{name}.npy").astype(np.int32))

    def lay(self, docs):
        """Documents side by side, a gap after each: which token a row is, 0 for those of a gap; which rows are tokens; features; sentences as rows."""
        idx, sentences, at = [], [], 0
        for d in docs:
            s, e = int(self.documents[d]), int(self.documents[d + 1])
            b = (self.sentences[self.first[d]:self.first[d + 1] + 1] - s + at).tolist(); sentences += list(zip(b[:-1], b[1:]))
            idx += [torch.arange(s, e), torch.full((GAP,), -1)]; at += e - s + GAP
        idx = torch.cat(idx); mask = (idx >= 0); safe = idx.clamp(min=0)
        return safe, mask, [x[safe].long() for x in self.features], [(a, b) for a, b in sentences if b - a <= 256]


class Split(Texts):
    def __init__(self, folder):
        super().__init__(folder); self.tags, self.morphology, self.lemmas, self.heads, self.relations = (self.load(n) for n in ("tags", "features", "lemmas", "heads", "relations"))

    def batch(self, docs):
        safe, mask, f, sentences = self.lay(docs)
        gold = {n: torch.where(mask, getattr(self, n)[safe].long(), torch.tensor(UNKNOWN)) for n in ("tags", "morphology", "lemmas", "relations", "names")}
        heads = self.heads[safe].long()                                     # token numbers of the split -> rows of the batch
        shift = torch.arange(len(safe)) - safe
        gold["heads"] = torch.where(mask, torch.where(heads >= 0, heads + shift, heads), torch.tensor(UNKNOWN))
        return f, mask.float().unsqueeze(-1), sentences, gold


def name_loss(net, e, names, sentences):
    """Minus log-probability of the name tags that are allowed, e [rows, NAMES], and its number of tokens."""
    bits = 1 << torch.arange(NAMES); total, n = 0, 0
    for where, inside, lengths in groups(sentences, 6000):
        allowed = ((names[where].unsqueeze(-1) & bits) == 0).float() * -1e4
        total = total + net.crf(e[where], allowed, inside); n += int(inside.sum())
    return total, n


def losses(net, h, sentences, gold, drop):
    """Sums of losses and their numbers of items."""
    out = {}
    d = F.dropout(h, drop) if drop else h
    for name, layer in (("tags", net.tag), ("morphology", net.feature), ("lemmas", net.lemma)):
        known = gold[name] >= 0
        if known.any(): out[name] = (F.cross_entropy(layer(d[known]), gold[name][known], label_smoothing=0.03, reduction="sum"), int(known.sum()))
    parsed = [s for s in sentences if int(gold["heads"][s[0]]) != UNKNOWN]
    if parsed:
        total, n, dependents, heads = 0, 0, [], []
        for where, inside, lengths in groups(parsed):
            e = net.arcs(d, where, inside, drop)
            head = gold["heads"][where]; target = torch.where(head >= 0, head - where[:, :1] + 1, torch.zeros_like(head))
            total = total + F.cross_entropy(e[inside], target[inside], reduction="sum"); n += int(inside.sum())
            dependents.append(where[inside]); heads.append(head[inside])
        dependents, heads = torch.cat(dependents), torch.cat(heads)
        out["arcs"] = (total, n)
        out["relations"] = (F.cross_entropy(net.relations(d, dependents, heads, drop), gold["relations"][dependents], label_smoothing=0.03, reduction="sum"), n)
    named = [s for s in sentences if int(gold["names"][s[0]]) != UNKNOWN]
    if named: out["names"] = name_loss(net, net.name(d), gold["names"], named)
    return out


WEIGHTS = dict(tags=1.0, morphology=0.4, lemmas=0.4, arcs=1.0, relations=0.7, names=1.0)


def tree(scores):
    """Heads of the best tree with one root, 0 the root: Chu-Liu/Edmonds over scores [n, n + 1]."""
    n = len(scores); s = np.full((n + 1, n + 1), -1e9); s[1:, :] = scores; np.fill_diagonal(s, -1e9)
    def edmonds(s):
        n = len(s); heads = s.argmax(1); heads[0] = -1
        color = np.zeros(n, int); cycle = None
        for i in range(1, n):
            path, v = [], i
            while v > 0 and color[v] == 0: color[v] = i; path.append(v); v = heads[v]
            if v > 0 and color[v] == i and v in path: cycle = path[path.index(v):]; break
        if cycle is None: return heads
        c = np.array(cycle); rest = np.array([i for i in range(n) if i not in set(cycle)]); own = s[c, heads[c]]
        m = len(rest); t = np.full((m + 1, m + 1), -1e9); t[:m, :m] = s[np.ix_(rest, rest)]
        into = s[np.ix_(c, rest)] - own[:, None]; enter = into.argmax(0); t[m, :m] = into.max(0) + own.sum()
        out = s[np.ix_(rest, c)]; leave = out.argmax(1); t[:m, m] = out.max(1); t[0, :] = -1e9
        r = edmonds(t); h = heads.copy()
        for i, v in enumerate(rest):
            if i: h[v] = c[leave[i]] if r[i] == m else rest[r[i]]
        h[c[enter[r[m]]]] = rest[r[m]]
        return h
    best = edmonds(s); roots = np.where(best[1:] == 0)[0] + 1
    if len(roots) > 1:
        candidates = []
        for r in roots:
            t = s.copy(); t[1:, 0] = -1e9; t[r, 0] = s[r, 0]; h = edmonds(t)
            candidates.append((sum(t[i, h[i]] for i in range(1, n + 1)), h))
        best = max(candidates, key=lambda x: x[0])[1]
    return best[1:]


@torch.no_grad()
def read(nets, f, mask, sentences):
    """What the average of some networks reads: tags, features, lemmas, heads (rows), relations, name tags."""
    hs = [n.encode(f, mask, sentences) for n in nets]; mean = lambda ts: torch.stack(ts).mean(0)
    rows = len(mask); heads = torch.full((rows,), UNKNOWN); relations = torch.full((rows,), UNKNOWN); names = torch.zeros(rows, dtype=torch.long)
    tags, features, lemmas = (mean([F.log_softmax(getattr(n, k)(h), -1) for n, h in zip(nets, hs)]).argmax(-1) for k in ("tag", "feature", "lemma"))
    for where, inside, lengths in groups(sentences):
        e = mean([F.log_softmax(n.arcs(h, where, inside), -1) for n, h in zip(nets, hs)]).numpy()
        for i in range(len(where)):
            l = int(lengths[i]); t = torch.from_numpy(tree(e[i, :l, :l + 1])); base = int(where[i, 0])
            heads[base:base + l] = torch.where(t > 0, t - 1 + base, torch.tensor(-1))
        v = mean([n.name(h[where]) for n, h in zip(nets, hs)]); names[where[inside]] = nets[0].viterbi(v, lengths)[inside]
    known = torch.where(heads != UNKNOWN)[0]
    relations[known] = mean([F.log_softmax(n.relations(h, known, heads[known]), -1) for n, h in zip(nets, hs)]).argmax(-1)
    return tags, features, lemmas, heads, relations, names


def spans(tags):
    out, start = set(), -1; tags = list(tags) + [0]
    for i, t in enumerate(tags):
        if start >= 0 and t != tags[start] + 1: out.add(((tags[start] - 1) // 2, start, i)); start = -1
        if t % 2 == 1: start = i
    return out


def evaluate(nets, split):
    for n in nets: n.eval()
    hit = {k: 0 for k in ("tags", "features", "lemmas", "uas", "las")}; n = 0; names = [0, 0, 0]
    for d in range(split.count):
        f, mask, sentences, gold = split.batch([d]); tags, features, lemmas, heads, relations, name = read(nets, f, mask, sentences)
        m = (mask[:, 0] > 0) & (gold["heads"] != UNKNOWN); n += int(m.sum())
        hit["tags"] += int((tags == gold["tags"])[m].sum()); hit["features"] += int((features == gold["morphology"])[m].sum()); hit["lemmas"] += int((lemmas == gold["lemmas"])[m].sum())
        right = (heads == gold["heads"])[m]; hit["uas"] += int(right.sum()); hit["las"] += int((right & (relations == gold["relations"])[m]).sum())
        g = gold["names"]
        if int(g[0]) != UNKNOWN:
            exact = torch.zeros_like(g)
            for t in range(1, 7): exact[g == (1 << t)] = t
            G = spans(exact.tolist()); S = {s for s in spans(name.tolist()) if s[0] < 3}
            names[0] += len(G & S); names[1] += len(S); names[2] += len(G)
    out = {k: 100 * v / n for k, v in hit.items()}; out["names"] = 200 * names[0] / max(1, names[1] + names[2]); return out


def load(work, name):
    run = json.load(open(f"{work}/{name}/best.json")); lines = lambda n: sum(1 for _ in open(f"{work}/syntax/{n}.txt", encoding="utf-8"))
    net = Network(len(np.load(f"{work}/vocabulary.npy")) + 1, lines("features"), lines("scripts"), run["settings"]); net.load_state_dict(torch.load(f"{work}/{name}/best.pt")); net.eval(); return net


def teach(a):
    """Writes what the teachers read in a split as a split of its own: arrays of the same names in WORK/syntax/OUT; the feature columns are copied."""
    import shutil
    nets = [load(a.work, n) for n in a.teachers.split(",")]; split = Split(f"{a.work}/syntax/{a.read}"); to = f"{a.work}/syntax/{a.out}"; os.makedirs(to, exist_ok=True)
    n = int(split.documents[-1]); out = {k: np.full(n, UNKNOWN, np.int32) for k in ("tags", "features", "lemmas", "heads", "relations", "names")}; t0 = time.time(); d = done = 0
    while d < split.count and done < a.tokens:
        docs, size = [], 0
        while d < split.count and size < 4096: docs.append(d); size += int(split.documents[d + 1] - split.documents[d]); d += 1
        f, mask, sentences, _ = split.batch(docs); got = read(nets, f, mask, sentences); rows = torch.where(mask[:, 0] > 0)[0]; first = int(split.documents[docs[0]])
        place = torch.full((len(mask),), -1); place[rows] = torch.arange(first, first + len(rows))
        for k, v in zip(out, got):
            v = v[rows]
            if k == "heads": v = torch.where(v >= 0, place[v.clamp(min=0)], v)
            if k == "names": own = split.names[first:first + len(rows)].long(); v = torch.where(own != UNKNOWN, own, 1 << v)
            out[k][first:first + len(rows)] = v.numpy()
        done += len(rows)
        if len(docs) and (d // 1000) != ((d - len(docs)) // 1000): print(f"{done:,} tokens, {done / (time.time() - t0):,.0f} a second", flush=True)
    for k in COLUMNS: shutil.copy(f"{a.work}/syntax/{a.read}/{k}.npy", to)
    for k, v in out.items(): np.save(f"{to}/{k}.npy", v)
    documents = split.documents[:d + 1].numpy().astype(np.int32); np.save(f"{to}/documents.npy", documents)
    np.save(f"{to}/sentences.npy", split.sentences[split.sentences <= int(documents[-1])].numpy().astype(np.int32))


def main():
    p = argparse.ArgumentParser(); p.add_argument("work"); p.add_argument("--out", default="base"); p.add_argument("--encoder", default="conv"); p.add_argument("--width", type=int, default=160); p.add_argument("--wider", type=int, default=2)
    p.add_argument("--layers", type=int, default=2); p.add_argument("--dilations", default="1,2,4,1,2"); p.add_argument("--arc", type=int, default=128); p.add_argument("--relation", type=int, default=128); p.add_argument("--epochs", type=int, default=30)
    p.add_argument("--seed", type=int, default=1); p.add_argument("--rows", type=int, default=2048); p.add_argument("--rate", type=float, default=2e-3); p.add_argument("--drop", type=float, default=0.33); p.add_argument("--threads", type=int, default=1)
    p.add_argument("--extra", default=""); p.add_argument("--extra-tokens", type=int, default=300_000); p.add_argument("--name-tokens", type=int, default=120_000)
    p.add_argument("--teachers"); p.add_argument("--read"); p.add_argument("--tokens", type=int, default=10**9); p.add_argument("--minutes", type=float, default=1e9)
    a = p.parse_args(); torch.set_num_threads(a.threads)
    if a.teachers: return teach(a)
    torch.manual_seed(a.seed); rng = np.random.RandomState(a.seed); out = f"{a.work}/{a.out}"; os.makedirs(out, exist_ok=True)
    gold = [Split(f"{a.work}/syntax/{n}") for n in ("ewt-train", "gum-train")]; devs = {n: Split(f"{a.work}/syntax/{n}-dev") for n in ("ewt", "gum")}
    named = Split(f"{a.work}/syntax/names-train"); extra = [Split(f"{a.work}/syntax/{n}") for n in a.extra.split(",") if n]
    vectors = np.load(f"{a.work}/grammar.npy"); lines = lambda n: sum(1 for _ in open(f"{a.work}/syntax/{n}.txt", encoding="utf-8"))
    make = lambda v=None: Network(len(vectors) + 1, lines("features"), lines("scripts"), vars(a), v)
    net, average = make(vectors), make(); average.load_state_dict(net.state_dict())
    counts = sum(torch.bincount(s.features[0].long(), minlength=len(vectors) + 1) for s in gold).float(); forget = 0.25 / (0.25 + counts); forget[0] = 0
    # A word that only the vectors know is not forgotten: that is how unknown words come at run time.
    forget = torch.where(counts > 0, forget, torch.zeros_like(forget))
    tables = list(net.tables.parameters()); ids = {id(q) for q in tables}; dense = [q for q in net.parameters() if id(q) not in ids]
    opt = torch.optim.AdamW([dict(params=tables, weight_decay=0.0, lr=a.rate), dict(params=dense, weight_decay=0.03, lr=a.rate)], betas=(0.9, 0.98)); rates = [g["lr"] for g in opt.param_groups]
    recipe = {k: v for k, v in vars(a).items() if k not in ("work", "out", "minutes", "teachers", "read", "tokens")}
    print(json.dumps(recipe), sum(q.numel() for q in dense), "dense", sum(q.numel() for q in tables), "table parameters", flush=True)
    first, best, since, begun, checkpoint = 0, None, 0, time.time(), f"{out}/checkpoint.pt"
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint); net.load_state_dict(c["net"]); average.load_state_dict(c["average"]); opt.load_state_dict(c["opt"]); first, best, since = c["epoch"], c["best"], c["since"]; rng.set_state(c["rng"]); torch.set_rng_state(c["torch"])
    def some(split, limit):
        order, size, docs = rng.permutation(split.count).tolist(), 0, []
        for d in order:
            docs.append((split, d)); size += int(split.documents[d + 1] - split.documents[d])
            if size >= limit: break
        return docs
    per_epoch = sum(int(s.documents[-1]) for s in gold) + min(a.name_tokens, int(named.documents[-1])) + sum(min(a.extra_tokens // len(extra), int(s.documents[-1])) for s in extra); total = math.ceil(per_epoch / a.rows) * a.epochs; step = first * (total // a.epochs)
    for epoch in range(first, a.epochs):
        docs = [(s, d) for s in gold for d in range(s.count)] + some(named, a.name_tokens) + [x for s in extra for x in some(s, a.extra_tokens // len(extra))]
        batches = []
        for s in gold + [named] + extra:                                    # one split per batch: a batch is read out of one set of arrays
            mine = [d for t, d in docs if t is s]; mine = [mine[i] for i in rng.permutation(len(mine))]; current, size = [], 0
            for d in mine:
                current.append(d); size += int(s.documents[d + 1] - s.documents[d])
                if size >= a.rows: batches.append((s, current)); current, size = [], 0
            if current: batches.append((s, current))
        net.train(); t0 = time.time(); sums = {k: [0.0, 0] for k in WEIGHTS}
        for b in rng.permutation(len(batches)).tolist():
            s, current = batches[b]; f, mask, sentences, g = s.batch(current)
            gone = torch.rand(len(f[0])) < forget[f[0]]; f[0] = f[0].masked_fill(gone, 0)
            scale = min(1.0, (step + 1) / 300) * (0.5 * (1 + math.cos(math.pi * min(1.0, step / total))) * 0.98 + 0.02)
            for group, r in zip(opt.param_groups, rates): group["lr"] = r * scale
            h = net.encode(f, mask, sentences, a.drop); parts = losses(net, h, sentences, g, a.drop)
            loss = sum(WEIGHTS[k] * v / n for k, (v, n) in parts.items())
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 2.0); opt.step(); step += 1
            for k, (v, n) in parts.items(): sums[k][0] += float(v); sums[k][1] += n
            decay = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for q, r in zip(average.parameters(), net.parameters()): q.lerp_(r, 1 - decay)
        trained = time.time() - t0
        if epoch % 2 == 0 and epoch + 6 < a.epochs: print(f"epoch {epoch + 1}: {trained:.0f} s", " ".join(f"{k} {v / max(1, n):.3f}" for k, (v, n) in sums.items()), flush=True); continue
        score = {n: evaluate([average], s) for n, s in devs.items()}; key = sum(v["las"] + 0.5 * v["tags"] for v in score.values()) + 0.2 * score["ewt"]["names"]
        print(f"epoch {epoch + 1}: {trained:.0f} s", " ".join(f"{k} {v / max(1, n):.3f}" for k, (v, n) in sums.items()), "; dev", "; ".join(n + " " + " ".join(f"{k} {v:.1f}" for k, v in s.items()) for n, s in score.items()), flush=True)
        if best is None or key > best: best, since = key, 0; torch.save(average.state_dict(), f"{out}/best.pt"); json.dump(dict(epoch=epoch + 1, dev=score, settings=recipe), open(f"{out}/best.json", "w"))
        else: since += 1
        torch.save(dict(net=net.state_dict(), average=average.state_dict(), opt=opt.state_dict(), epoch=epoch + 1, best=best, since=since, rng=rng.get_state(), torch=torch.get_rng_state()), checkpoint)
        if since >= 4 or (time.time() - begun) / 60 > a.minutes: break


if __name__ == "__main__":
    main()
