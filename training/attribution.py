#!/usr/bin/python3
"""Trains the attribution model: encoder, cue head, role head. Reads the arrays that `Hearsay.Training features` wrote, writes weights/*.npy.

usage: attribution.py WORK --out NAME [--epochs N] [--seed N] [--extra FOLDER] …
       attribution.py WORK --teachers A,B,… --read FOLDER      what an ensemble reads in texts without annotation, as arrays to learn from
The network is the one of src/Hearsay.Reading (Encoder, CueHead, RoleHead); layouts are given there. One run with the same seed and one
thread gives the same weights. Interrupted, it goes on from the last epoch kept in WORK/NAME/checkpoint.pt.
"""
import argparse, json, math, os, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH = 128
BEFORE, AFTER = 56, 72                      # tokens of the role window before the cue's first token, and from it on
GAP = 32                                    # empty rows between documents in a batch, at least the largest dilation
AFFIX_ROWS, SHAPE_ROWS, PLACE_ROWS = 4096, 1024, 24
TAG_ROWS, RELATION_ROWS, ARC_ROWS, NAME_ROWS = 17, 51, 11, 15
BRANCH_ROWS, DEPTH_ROWS, TWIG_ROWS, QUOTATION_ROWS = 209, 7, 52, 15
TABLES = ("word", "prefix", "suffix", "shape", "place", "tag", "relation", "arc", "name", "child")
SPARSE = ("word", "prefix", "suffix")       # tables of which a batch touches few rows
LEAST_TAUGHT = 0                            # log odds of a cue from which its roles are learnt from a teacher
EVERY = 4                                   # steps after which their average is brought up to date
TAGS = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
SENTENCES = 5                               # sentence distance to the cue, -2 … 2
CONVENTIONS = ("claims", "parc")            # whose habits an annotation follows: our own guide's, which wants every attitude and what is nested, or PARC's; CONVENTION-dev chooses the epoch and fits the confidence


POOL = 1 << 23
pools = {}


def dropout(x, share):
    """As F.dropout, with masks cut at random places out of one long random row: on a processor drawing numbers costs as much as the products."""
    if share not in pools: pools[share] = (torch.rand(POOL) >= share).float() / (1 - share)
    n = x.numel()
    if n >= POOL: return F.dropout(x, share)
    at = int(torch.randint(POOL - n, (1,)))
    return x * pools[share][at:at + n].view(x.shape)


class Block(nn.Module):
    """x + a·sigmoid(b), where [a, b] is a convolution of three taps over the layer-normalised x."""
    def __init__(self, width, dilation):
        super().__init__()
        self.norm, self.mix, self.dilation, self.width = nn.LayerNorm(width), nn.Linear(3 * width, 2 * width), dilation, width

    def forward(self, x, mask, drop):       # x [.., T, width], mask [.., T, 1]
        a, d = self.norm(x) * mask, self.dilation
        if drop: a = dropout(a, drop)
        t = a.shape[-2]
        p = F.pad(a, (0, 0, d, d))
        y = self.mix(torch.cat([p[..., 0:t, :], a, p[..., 2 * d:2 * d + t, :]], -1))
        return x + (y[..., :self.width] * torch.sigmoid(y[..., self.width:]))


class Network(nn.Module):
    def __init__(self, words, settings, vectors=None, encoded=160):
        super().__init__()
        self.dilations, self.role_dilations = ([int(d) for d in settings[k].split(",")] for k in ("dilations", "role_dilations"))
        role_width = settings["role_width"]
        def table(rows, width=WIDTH, std=0.1):
            e = nn.Embedding(rows, width, sparse=rows > 4000); nn.init.normal_(e.weight, std=std); return e
        self.word, self.prefix, self.suffix, self.shape, self.place = table(words), table(AFFIX_ROWS), table(AFFIX_ROWS), table(SHAPE_ROWS), table(PLACE_ROWS)
        self.tag, self.relation, self.arc, self.name, self.child = (table(rows) for rows in (TAG_ROWS, RELATION_ROWS, ARC_ROWS, NAME_ROWS, RELATION_ROWS))
        if vectors is not None:
            v = torch.from_numpy(vectors); self.word.weight.data[1:] = v / v.std() * 0.25
        self.word.weight.data[0] = 0
        self.convention = table(len(CONVENTIONS))
        self.reading = nn.Linear(2 * encoded, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList(Block(WIDTH, d) for d in self.dilations)
        self.last = nn.LayerNorm(WIDTH)
        self.cue = nn.Linear(WIDTH, 2)                          # no cue, head word of one
        self.token, self.query = nn.Linear(WIDTH, role_width), nn.Linear(WIDTH, role_width, bias=False)
        self.offset, self.distance = table(BEFORE + AFTER, role_width), table(SENTENCES, role_width)
        self.branch, self.depth, self.twig, self.quotation = (table(rows, role_width) for rows in (BRANCH_ROWS, DEPTH_ROWS, TWIG_ROWS, QUOTATION_ROWS))
        self.anchor = nn.Parameter(torch.randn(role_width) * 0.1)
        self.role_blocks = nn.ModuleList(Block(role_width, d) for d in self.role_dilations)
        self.role_last = nn.LayerNorm(role_width)
        self.role = nn.Linear(role_width, len(TAGS))
        self.transitions, self.start = nn.Parameter(torch.zeros(len(TAGS), len(TAGS))), nn.Parameter(torch.zeros(len(TAGS)))

    def encode(self, b, drop=0.0):
        mask = b.mask
        e = b.encoded
        if drop: e = dropout(e, drop)
        above = torch.where((b.heads >= 0).unsqueeze(-1), e[b.heads.clamp(min=0)], torch.zeros(()))
        x = sum(t(c) for t, c in zip((self.word, self.prefix, self.suffix, self.shape, self.place, self.tag, self.relation, self.arc, self.name), b.features))
        x = x + self.convention(b.conventions)
        hung = torch.where(b.heads >= 0)[0]
        x = x.index_add(0, b.heads[hung], self.child(b.features[6][hung]))      # which relations hang on a word
        x = self.norm(x + self.reading(torch.cat([e, above], -1))) * mask
        if drop: x = dropout(x, drop)
        for block in self.blocks: x = block(x, mask, drop / 2)
        return self.last(x)

    def roles(self, h, b, cues, drop=0.0):
        """h [T, WIDTH], batch, head word of each cue [N] as row of the batch -> emissions [N, W, tags], window positions [N, W] (-1 outside the document)."""
        t = h.shape[0]; mask = b.mask
        first = cues.unsqueeze(1)
        where = first - BEFORE + torch.arange(BEFORE + AFTER)
        inside = (where >= 0) & (where < t)
        safe = where.clamp(0, t - 1)
        inside &= (b.document[safe] == b.document[first]) & (mask[safe, 0] > 0)
        m = inside.float().unsqueeze(-1)
        away = (b.sentence[safe] - b.sentence[first]).clamp(-(SENTENCES // 2), SENTENCES // 2) + SENTENCES // 2
        # How the cue's sentence looks from its head word.
        head = cues
        same = b.sentence[safe] == b.sentence[head].unsqueeze(1)
        at = torch.where(same & inside, b.pairs[head].unsqueeze(1) + safe - b.sentence_start[head].unsqueeze(1), torch.zeros_like(safe))
        branch = torch.where(same, b.split.branches[at].long(), torch.zeros_like(at)); depth, twig = (torch.where(same, x[at].long(), torch.zeros_like(at)) for x in (b.split.depths, b.split.twigs))
        q, own, near = b.quotations[safe], b.quotations[first], b.nearest[first]
        quotation = torch.where(q < 0, (own >= 0).long(), torch.where(q == own, torch.full_like(q, 2), torch.where(q == near, torch.full_like(q, 3), torch.full_like(q, 4))))
        quotation = quotation * 3 + (b.paragraphs[safe] - b.paragraphs[first]).clamp(-1, 1) + 1
        x = (self.token(h)[safe] + self.query(h[cues]).unsqueeze(1) + self.offset.weight + self.distance(away) + self.branch(branch) + self.depth(depth) + self.twig(twig) + self.quotation(quotation)) * m
        x[:, BEFORE] = x[:, BEFORE] + self.anchor
        if drop: x = dropout(x, drop)
        for block in self.role_blocks: x = block(x, m, drop / 2)
        e = self.role(self.role_last(x))
        outside = torch.zeros(len(TAGS)); outside[1:] = -1e4
        e = e + F.one_hot(torch.tensor(BEFORE), BEFORE + AFTER).unsqueeze(-1) * torch.tensor([-1e4] * 5 + [0, 0])      # the head word is in the cue
        return torch.where(inside.unsqueeze(-1), e, outside), torch.where(inside, where, torch.full_like(where, -1))

    def log_probability(self, e, tags):
        score = self.start[tags[:, 0]] + e.gather(2, tags.unsqueeze(-1)).squeeze(-1).sum(1) + self.transitions[tags[:, :-1], tags[:, 1:]].sum(1)
        a = self.start + e[:, 0]
        for i in range(1, e.shape[1]):
            a = torch.logsumexp(a.unsqueeze(2) + self.transitions, 1) + e[:, i]
        return score - torch.logsumexp(a, 1)

    def viterbi(self, e):
        a, back = self.start + e[:, 0], []
        for i in range(1, e.shape[1]):
            s, k = (a.unsqueeze(2) + self.transitions).max(1)
            back.append(k); a = s + e[:, i]
        best = [a.argmax(1)]
        for k in reversed(back): best.append(k.gather(1, best[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(best[::-1], 1)


class Ensemble:
    """Several networks as one: the mean of their scores."""
    def __init__(self, nets):
        self.nets = nets; self.transitions, self.start = (torch.stack([getattr(n, k).data for n in nets]).mean(0) for k in ("transitions", "start"))

    viterbi, log_probability = Network.viterbi, Network.log_probability

    def encode(self, b): return [n.encode(b) for n in self.nets]

    def cue(self, h): return torch.stack([n.cue(x) for n, x in zip(self.nets, h)]).mean(0)

    def roles(self, h, b, cues):
        e = [n.roles(x, b, cues) for n, x in zip(self.nets, h)]
        return torch.stack([x for x, _ in e]).mean(0), e[0][1]


def load(work, name):
    state = torch.load(f"{work}/{name}/best.pt"); net = Network(len(state["word.weight"]), json.load(open(f"{work}/{name}/best.json"))["settings"])
    net.load_state_dict(state); net.eval(); return net


@torch.no_grad()
def read(work, teachers, folder):
    """Writes what the teachers find: attributions as the corpus has them, their head words and probability; and of every token the probability that it is the head word of a cue."""
    net, split = Ensemble([load(work, n) for n in teachers]), Split(folder); odds, attributions, contents, extra = [], [], [], []
    for d in range(len(split.of_document)):
        start = int(split.documents[d]); b = split.batch([d]); found_ = found(net, split, d, LEAST_TAUGHT)
        scores = net.cue(net.encode(b))[:int(split.documents[d + 1]) - start]; odds.append(torch.softmax(scores, -1)[:, 1])
        for r in found_:
            s = r.source or (-1 - start, -1 - start); contents += [[len(attributions), x + start, y + start] for x, y in sorted(r.content)]
            attributions.append([r.cue[0] + start, r.cue[1] + start, s[0] + start, s[1] + start]); extra.append([r.head + start, torch.sigmoid(torch.tensor(r.odds)).item()])
    save = lambda n, a, t: np.save(f"{folder}/{n}.npy", np.array(a, t))
    save("attributions", attributions, np.int32); save("contents", contents, np.int32); save("taught", extra, np.float32); np.save(f"{folder}/cues.npy", torch.cat(odds).numpy())
    print(f"{folder}: {len(attributions):,} attributions in {len(split.of_document):,} documents")


class Batch: pass


class Split:
    def __init__(self, folder):
        load = lambda n: torch.from_numpy(np.load(f"{folder}/{n}.npy").astype(np.int32))
        self.features = [load(n) for n in ("words", "prefixes", "suffixes", "shapes", "places", "tags", "relations", "arcs", "names")]
        self.quotations, self.nearest, self.paragraphs, self.heads = (load(n) for n in ("quotations", "nearest", "paragraphs", "heads"))
        self.documents, self.sentences, self.conventions = load("documents").long(), load("sentences").long(), load("conventions").long()
        self.attributions, contents = load("attributions").long(), load("contents")
        n = int(self.documents[-1])
        self.encoded = torch.from_numpy(np.memmap(f"{folder}/encoded.raw", np.float16, "c").reshape(n, -1))
        self.branches, self.depths, self.twigs = (torch.from_numpy(np.fromfile(f"{folder}/{k}.raw", np.uint8)) for k in ("branches", "depths", "twigs"))
        self.sentence = torch.searchsorted(self.sentences, torch.arange(n), right=True) - 1
        lengths = self.sentences[1:] - self.sentences[:-1]
        self.pairs = torch.cumsum(lengths[self.sentence], 0) - lengths[self.sentence]
        document = torch.searchsorted(self.documents, torch.arange(n), right=True) - 1
        self.heads = torch.where(self.heads >= 0, self.heads + self.documents[document], self.heads.long())       # the corpus counts within the document
        taught = np.load(f"{folder}/taught.npy") if os.path.exists(f"{folder}/taught.npy") else None
        self.heads_of = None if taught is None else taught[:, 0].astype(np.int64).tolist(); self.weights = None if taught is None else taught[:, 1].tolist()
        self.cues = None if taught is None else torch.from_numpy(np.load(f"{folder}/cues.npy"))
        self.contents = [[] for _ in range(len(self.attributions))]
        for k, s, e in contents.tolist(): self.contents[k].append((s, e))
        self.of_document = [[] for _ in range(len(self.documents) - 1)]
        d = torch.searchsorted(self.documents, self.attributions[:, 0].contiguous(), right=True) - 1
        for i, k in enumerate(d.tolist()): self.of_document[k].append(i)

    def batch(self, docs):
        """Rows of all documents, GAP empty rows between them."""
        idx, shift, document, at = [], [], [], 0
        for d in docs:
            s, e = int(self.documents[d]), int(self.documents[d + 1])
            shift.append((d, at - s)); idx += [torch.arange(s, e), torch.full((GAP,), -1)]; document.append(torch.full((e - s + GAP,), d)); at += e - s + GAP
        b = Batch(); b.split = self
        idx = torch.cat(idx); b.mask = (idx >= 0).float().unsqueeze(-1); safe = idx.clamp(min=0); b.document = torch.cat(document)
        b.features = [x[safe].long() for x in self.features]
        b.encoded = self.encoded[safe].float(); b.conventions = self.conventions[b.document]
        move = torch.arange(len(idx)) - safe
        heads = self.heads[safe]; b.heads = torch.where((heads >= 0) & (idx >= 0), heads + move, torch.full_like(heads, -1))
        b.sentence = torch.where(idx >= 0, self.sentence[safe], torch.full_like(safe, -1))
        b.sentence_start = self.sentences[self.sentence[safe]] + move
        b.pairs = self.pairs[safe]
        b.quotations, b.nearest, b.paragraphs = (x[safe].long() for x in (self.quotations, self.nearest, self.paragraphs))
        b.cues = None if self.cues is None else torch.where(idx >= 0, self.cues[safe], torch.zeros(()))      # −1 where nobody knows
        b.items = [(k, o) for d, o in shift for k in self.of_document[d]]
        return b

    def head(self, k):
        """The first word of the cue that depends on one outside; what the teacher took for it, where there was one."""
        if self.heads_of is not None: return self.heads_of[k]
        a, b = self.attributions[k, :2].tolist()
        return next((i for i in range(a, b) if not a <= int(self.heads[i]) < b), a)

    def targets(self, items, t):
        cue = torch.zeros(t, dtype=torch.long); cues = torch.zeros(len(items), dtype=torch.long)
        roles = torch.zeros(len(items), BEFORE + AFTER, dtype=torch.long)
        for n, (k, o) in enumerate(items):
            c0, c1, s0, s1 = (self.attributions[k] + o).tolist()
            h = self.head(k) + o; cues[n] = h; cue[h] = 1
            def put(a, b, tag):
                a, b = a - h + BEFORE, b - h + BEFORE
                if b <= 0 or a >= BEFORE + AFTER: return
                if a >= 0: roles[n, a] = tag
                roles[n, max(0, a + 1):max(0, min(b, BEFORE + AFTER))] = tag + 1
            put(c0, c1, 5)
            for a, b in self.contents[k]: put(a + o, b + o, 3)
            if int(self.attributions[k, 2]) >= 0: put(s0, s1, 1)
            if roles[n, BEFORE] < 5: roles[n, BEFORE] = 6 if roles[n, BEFORE - 1] >= 5 else 5
        return cue, cues, roles


def spans(tags):
    """Runs of B/I in a list of tags -> {(kind, start, end)}, kind 0 source, 1 content, 2 cue."""
    out, kind, start = [], -1, 0
    for i, t in enumerate(list(tags) + [0]):
        k = -1 if t == 0 else (t - 1) // 2
        if kind >= 0 and (k != kind or t in (1, 3, 5)): out.append((kind, start, i)); kind = -1
        if k >= 0 and kind < 0: kind, start = k, i
    return out


def heads(scores):
    """Tokens that are likelier than not the head word of a cue."""
    return torch.where(scores[:, 1] > scores[:, 0])[0]


class Found: pass


def found(net, split, document, least=0.0):
    """What the network finds in a document: per cue log odds, log-probability of its tags, cue, source or None, content; and `soft`, whether it is right: cues overlap, source and content share half their tokens."""
    b = split.batch([document]); h = net.encode(b); scores = net.cue(h); odds = (scores[:, 1] - scores[:, 0]).masked_fill(b.mask[:, 0] == 0, -99)
    heads_, out = torch.where(odds > least)[0], []
    if not len(heads_): return out
    e, where = net.roles(h, b, heads_); tags = net.viterbi(e)
    for c, t, p in zip(heads_.tolist(), tags.tolist(), net.log_probability(e, tags).tolist()):
        r = Found(); r.head = c; base = c - BEFORE; runs = [(k, x + base, y + base) for k, x, y in spans(t)]; r.odds, r.probability = float(odds[c]), p
        r.cue = [(x, y) for k, x, y in runs if k == 2 and x <= c < y][0]; r.source = next(((x, y) for k, x, y in runs if k == 0), None); r.content = frozenset((x, y) for k, x, y in runs if k == 1)
        r.soft = False; out.append(r)
    jaccard = lambda a, b: len(a & b) / len(a | b) if a | b else 1.0
    tokens = lambda ss: {i for s in ss if s for i in range(*s)}
    free = sorted(out, key=lambda r: -r.odds)
    for cue, source, content in gold(split, b):
        for r in free:
            if not r.soft and tokens([cue]) & tokens([r.cue]) and jaccard(tokens([source]), tokens([r.source])) >= 0.5 and jaccard(tokens(content), tokens(r.content)) >= 0.5: r.soft = True; break
    return out


def gold(split, b):
    out = set()
    for k, o in b.items:
        c0, c1, s0, s1 = (split.attributions[k] + o).tolist()
        out.add(((c0, c1), (s0, s1) if int(split.attributions[k, 2]) >= 0 else None, frozenset((x + o, y + o) for x, y in split.contents[k])))
    return sorted(out, key=str)


@torch.no_grad()
def evaluate(net, split):
    net.eval(); n = {r: [0, 0, 0] for r in "SKC"}; strict = [0, 0, 0]; soft = 0
    for d in range(len(split.of_document)):
        found_, gold_rel = found(net, split, d), set(gold(split, split.batch([d])))
        soft += sum(r.soft for r in found_); sys_rel = {(r.cue, r.source, r.content) for r in found_}
        for r, pick in (("K", lambda x: {x[0]}), ("S", lambda x: {x[1]} - {None}), ("C", lambda x: set(x[2]))):
            G = set().union(*map(pick, gold_rel)) if gold_rel else set(); S = set().union(*map(pick, sys_rel)) if sys_rel else set()
            n[r][0] += len(G & S); n[r][1] += len(S); n[r][2] += len(G)
        strict[0] += len(gold_rel & sys_rel); strict[1] += len(sys_rel); strict[2] += len(gold_rel)
    f1 = lambda a: 200 * a[0] / max(1, a[1] + a[2])
    return dict(source=f1(n["S"]), cue=f1(n["K"]), content=f1(n["C"]), strict=f1(strict), soft=f1([soft, strict[1], strict[2]]), found=strict[1])


def batches(train, share, extra, extra_share, rows, rng):
    """Documents of both splits in random order, as batches of about so many rows, each of one split."""
    out = []
    for split, part in ((train, share), (extra, extra_share)):
        if split is None: continue
        docs, size = [], 0; order = rng.permutation(len(split.of_document)); order = order[:round(len(order) * part)]
        for j, d in enumerate(order.tolist()):
            docs.append(d); size += int(split.documents[d + 1] - split.documents[d])
            if size >= rows or j + 1 == len(order): out.append((split, docs)); docs, size = [], 0
    return [out[i] for i in rng.permutation(len(out))]


def main():
    p = argparse.ArgumentParser(); p.add_argument("work"); p.add_argument("--epochs", type=int, default=24); p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1); p.add_argument("--minutes", type=float, default=1e9); p.add_argument("--out", default="attribution"); p.add_argument("--rows", type=int, default=4096)
    p.add_argument("--rate", type=float, default=2e-3); p.add_argument("--drop", type=float, default=0.3)
    p.add_argument("--dilations", default="1,3,9"); p.add_argument("--role-dilations", default="1,3,9"); p.add_argument("--role-width", type=int, default=64)
    p.add_argument("--teachers"); p.add_argument("--read"); p.add_argument("--extra", default=""); p.add_argument("--extra-share", type=float, default=0.33)
    a = p.parse_args(); torch.set_num_threads(a.threads)
    if a.read: return read(a.work, a.teachers.split(","), f"{a.work}/{a.read}")
    torch.manual_seed(a.seed); rng = np.random.RandomState(a.seed)
    out = f"{a.work}/{a.out}"; os.makedirs(out, exist_ok=True)
    train, devs = Split(f"{a.work}/train"), {n: Split(f"{a.work}/{n}-dev") for n in CONVENTIONS}
    extra = Split(f"{a.work}/{a.extra}") if a.extra else None
    vectors = np.load(f"{a.work}/word.npy")
    net = Network(len(vectors) + 1, vars(a), vectors); average = Network(len(vectors) + 1, vars(a)); average.load_state_dict(net.state_dict())
    counts = torch.bincount(train.features[0], minlength=len(vectors) + 1).float(); forget = 0.3 / (0.3 + counts); forget[0] = 0
    part = lambda test: [q for n, q in net.named_parameters() if test(n.split(".")[0])]
    sparse, tables, dense = part(lambda n: n in SPARSE), part(lambda n: n in TABLES and n not in SPARSE), part(lambda n: n not in TABLES)
    opts = [torch.optim.AdamW([dict(params=tables, weight_decay=0.0), dict(params=dense, weight_decay=0.03)], lr=a.rate, betas=(0.9, 0.98)), torch.optim.SparseAdam(sparse, lr=a.rate, betas=(0.9, 0.98))]
    first, best, since, begun = 0, None, 0, time.time(); checkpoint = f"{out}/checkpoint.pt"
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint); net.load_state_dict(c["net"]); average.load_state_dict(c["average"]); [o.load_state_dict(x) for o, x in zip(opts, c["opt"])]; first, best = c["epoch"], c["best"]; rng.set_state(c["rng"]); torch.set_rng_state(c["torch"])
    recipe = {k: v for k, v in vars(a).items() if k not in ("work", "out", "minutes", "teachers", "read")}     # what the weights depend on
    print(json.dumps(recipe), sum(q.numel() for q in dense), "dense", sum(q.numel() for q in tables + sparse), "table parameters", flush=True)
    taught = int(extra.documents[-1] * a.extra_share) if extra else 0
    steps_per_epoch = math.ceil((int(train.documents[-1]) + taught) / a.rows); total = steps_per_epoch * a.epochs; step = first * steps_per_epoch
    for epoch in range(first, a.epochs):
        net.train(); pools.clear(); t0 = time.time(); sums = [0.0, 0.0]; n = 0
        for split, docs in batches(train, 1.0, extra, a.extra_share, a.rows, rng):
            b = split.batch(docs); f, mask, items = b.features, b.mask, b.items
            gone = torch.rand(len(f[0])) < forget[f[0]]; f[0] = f[0].masked_fill(gone, 0)
            f[3] = torch.where(torch.rand(len(f[3])) < 0.05, f[3][0], f[3])
            cue, cues, roles = split.targets(items, len(mask)); cue = F.one_hot(cue, 2).float() if b.cues is None else torch.stack([1 - b.cues, b.cues], -1)
            progress = min(1.0, step / total); scale = min(1.0, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) * 0.98 + 0.02)
            for o in opts:
                for g in o.param_groups: g["lr"] = a.rate * scale
            h = net.encode(b, a.drop)
            known = mask[:, 0] if b.cues is None else mask[:, 0] * (b.cues >= 0)
            cue_loss = (F.cross_entropy(net.cue(dropout(h, a.drop)), cue.clamp(min=0), reduction="none") * known).sum() / known.sum()
            loss = cue_loss * 10
            if len(items):
                e, where = net.roles(h, b, cues, a.drop * 0.7)
                weights = torch.ones(len(items)) if split.weights is None else torch.tensor([split.weights[k] for k, _ in items])
                role_loss = -(net.log_probability(e, torch.where(where >= 0, roles, torch.zeros_like(roles))) * weights).mean(); loss = loss + role_loss * 0.3; sums[1] += role_loss.item()
            for o in opts: o.zero_grad()
            loss.backward(); nn.utils.clip_grad_norm_(tables + dense, 2.0)
            for o in opts: o.step()
            sums[0] += cue_loss.item(); n += 1; step += 1
            decay = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for (name, q), r in zip(average.named_parameters(), net.parameters()):
                    if name.split(".")[0] not in SPARSE: q.lerp_(r, 1 - decay)
                    elif step % EVERY == 0 or step == total: q.lerp_(r, 1 - decay ** EVERY)
        scores = {n: evaluate(average, s) for n, s in devs.items()}; key = sum(s["soft"] + s["content"] + 0.5 * s["cue"] + 0.5 * s["source"] for s in scores.values())
        print(f"epoch {epoch + 1}: {time.time() - t0:.0f} s, cue loss {sums[0] / n:.4f}, role loss {sums[1] / n:.3f}" + "".join(f"; {n} " + " ".join(f"{k} {v:.1f}" for k, v in s.items()) for n, s in scores.items()), flush=True)
        if best is None or key > best: best, since = key, 0; torch.save(average.state_dict(), f"{out}/best.pt"); json.dump(dict(epoch=epoch + 1, dev=scores, settings=recipe), open(f"{out}/best.json", "w"))
        else: since += 1
        torch.save(dict(net=net.state_dict(), average=average.state_dict(), opt=[o.state_dict() for o in opts], epoch=epoch + 1, best=best, rng=rng.get_state(), torch=torch.get_rng_state()), checkpoint)
        if since >= 6 or (time.time() - begun) / 60 > a.minutes: break


if __name__ == "__main__":
    main()
