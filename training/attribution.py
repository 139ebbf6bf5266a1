#!/usr/bin/python3
"""Trains the attribution model: encoder, cue head, role head. Reads the arrays that `Hearsay.Training features` wrote, writes weights/*.npy.

usage: attribution.py WORK [--epochs N] [--threads N] [--seed N] [--minutes M] [--out NAME]
The network is the one of src/Hearsay.Reading (Encoder, CueHead, RoleHead); layouts are given there. One run with the same seed and one
thread gives the same weights. Interrupted, it goes on from the last epoch kept in WORK/NAME/checkpoint.pt.
"""
import argparse, json, math, os, time
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, ROLE_WIDTH = 128, 96
BEFORE, AFTER = 56, 72                      # tokens of the role window before the cue's first token, and from it on
GAP = 32                                    # empty rows between documents in a batch, at least the largest dilation
AFFIX_ROWS, SHAPE_ROWS, PLACE_ROWS = 4096, 1024, 24
TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
SENTENCES = 5                               # sentence distance to the cue, -2 … 2


class Block(nn.Module):
    """x + a·sigmoid(b), where [a, b] is a convolution of three taps over the layer-normalised x."""
    def __init__(self, width, dilation):
        super().__init__()
        self.norm, self.mix, self.dilation, self.width = nn.LayerNorm(width), nn.Linear(3 * width, 2 * width), dilation, width

    def forward(self, x, mask, drop):       # x [.., T, width], mask [.., T, 1]
        a, d = self.norm(x) * mask, self.dilation
        if drop: a = F.dropout(a, drop)
        t = a.shape[-2]
        p = F.pad(a, (0, 0, d, d))
        y = self.mix(torch.cat([p[..., 0:t, :], a, p[..., 2 * d:2 * d + t, :]], -1))
        return x + (y[..., :self.width] * torch.sigmoid(y[..., self.width:]))


class Network(nn.Module):
    def __init__(self, words, settings, vectors=None):
        super().__init__()
        self.dilations, self.role_dilations = ([int(d) for d in settings[k].split(",")] for k in ("dilations", "role_dilations"))
        def table(rows):
            e = nn.Embedding(rows, WIDTH); nn.init.normal_(e.weight, std=0.1); return e
        self.word, self.prefix, self.suffix, self.shape, self.place = table(words), table(AFFIX_ROWS), table(AFFIX_ROWS), table(SHAPE_ROWS), table(PLACE_ROWS)
        if vectors is not None:
            v = torch.from_numpy(vectors); self.word.weight.data[1:] = v / v.std() * 0.25
        self.word.weight.data[0] = 0
        self.norm = nn.LayerNorm(WIDTH)
        self.blocks = nn.ModuleList(Block(WIDTH, d) for d in self.dilations)
        self.last = nn.LayerNorm(WIDTH)
        self.cue = nn.Linear(WIDTH, 3)
        self.token, self.query = nn.Linear(WIDTH, ROLE_WIDTH), nn.Linear(WIDTH, ROLE_WIDTH, bias=False)
        self.offset, self.inside, self.distance = nn.Embedding(BEFORE + AFTER, ROLE_WIDTH), nn.Embedding(2, ROLE_WIDTH), nn.Embedding(SENTENCES, ROLE_WIDTH)
        for e in (self.offset, self.inside, self.distance): nn.init.normal_(e.weight, std=0.1)
        self.role_blocks = nn.ModuleList(Block(ROLE_WIDTH, d) for d in self.role_dilations)
        self.role_last = nn.LayerNorm(ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, len(TAGS))
        self.transitions, self.start = nn.Parameter(torch.zeros(len(TAGS), len(TAGS))), nn.Parameter(torch.zeros(len(TAGS)))

    def encode(self, f, mask, drop=0.0):
        words, prefixes, suffixes, shapes, places = f
        x = self.norm(self.word(words) + self.prefix(prefixes) + self.suffix(suffixes) + self.shape(shapes) + self.place(places)) * mask
        if drop: x = F.dropout(x, drop)
        for b in self.blocks: x = b(x, mask, drop / 2)
        return self.last(x)

    def roles(self, h, mask, sentence, cues, drop=0.0):
        """h [T, WIDTH], mask [T, 1], sentence [T], cues [N, 2] -> emissions [N, W, tags], window positions [N, W] (-1 outside the document)."""
        t = h.shape[0]
        where = cues[:, :1] - BEFORE + torch.arange(BEFORE + AFTER)
        inside = (where >= 0) & (where < t)
        safe = where.clamp(0, t - 1)
        document = torch.cumsum(1 - mask[:, 0].long(), 0)       # rows of one document share the number of gap rows before them
        inside &= (document[safe] == document[cues[:, :1]]) & (mask[safe, 0] > 0)
        m = inside.float().unsqueeze(-1)
        keys = self.token(h)
        length = (cues[:, 1] - cues[:, 0])
        mean = torch.stack([h[a:b].mean(0) for a, b in cues.tolist()]) if len(cues) else h[:0]
        is_cue = ((where >= cues[:, :1]) & (where < cues[:, 1:])).long()
        away = (sentence[safe] - sentence[cues[:, :1]]).clamp(-(SENTENCES // 2), SENTENCES // 2) + SENTENCES // 2
        x = (keys[safe] + self.query(mean).unsqueeze(1) + self.offset.weight + self.inside(is_cue) + self.distance(away)) * m
        if drop: x = F.dropout(x, drop)
        for b in self.role_blocks: x = b(x, m, drop / 2)
        e = self.role(self.role_last(x))
        outside = torch.zeros(len(TAGS)); outside[1:] = -1e4
        return torch.where(inside.unsqueeze(-1), e, outside), torch.where(inside, where, torch.full_like(where, -1))

    def crf_loss(self, e, tags):
        score = self.start[tags[:, 0]] + e.gather(2, tags.unsqueeze(-1)).squeeze(-1).sum(1) + self.transitions[tags[:, :-1], tags[:, 1:]].sum(1)
        a = self.start + e[:, 0]
        for i in range(1, e.shape[1]):
            a = torch.logsumexp(a.unsqueeze(2) + self.transitions, 1) + e[:, i]
        return (torch.logsumexp(a, 1) - score).mean()

    def viterbi(self, e):
        a, back = self.start + e[:, 0], []
        for i in range(1, e.shape[1]):
            s, k = (a.unsqueeze(2) + self.transitions).max(1)
            back.append(k); a = s + e[:, i]
        best = [a.argmax(1)]
        for k in reversed(back): best.append(k.gather(1, best[-1].unsqueeze(1)).squeeze(1))
        return torch.stack(best[::-1], 1)


class Split:
    def __init__(self, folder):
        load = lambda n: torch.from_numpy(np.load(f"{folder}/{n}.npy").astype(np.int64))
        self.features = [load(n) for n in ("words", "prefixes", "suffixes", "shapes", "places")]
        self.documents, sentences = load("documents"), load("sentences")
        self.attributions, contents = load("attributions"), load("contents")
        n = int(self.documents[-1])
        self.sentence = torch.zeros(n, dtype=torch.long); self.sentence[sentences[:-1]] = 1; self.sentence = torch.cumsum(self.sentence, 0)
        self.contents = [[] for _ in range(len(self.attributions))]
        for k, s, e in contents.tolist(): self.contents[k].append((s, e))
        self.of_document = [[] for _ in range(len(self.documents) - 1)]
        d = torch.searchsorted(self.documents, self.attributions[:, 0].contiguous(), right=True) - 1
        for i, k in enumerate(d.tolist()): self.of_document[k].append(i)

    def batch(self, docs):
        """Rows of all documents, GAP empty rows between them."""
        idx, shift, at = [], [], 0
        for d in docs:
            s, e = int(self.documents[d]), int(self.documents[d + 1])
            shift.append((d, at - s)); idx += [torch.arange(s, e), torch.full((GAP,), -1)]; at += e - s + GAP
        idx = torch.cat(idx); mask = (idx >= 0).float().unsqueeze(-1); safe = idx.clamp(min=0)
        f = [x[safe] for x in self.features]
        items = [(k, o) for d, o in shift for k in self.of_document[d]]
        return f, mask, self.sentence[safe], items

    def targets(self, items, t):
        cue = torch.zeros(t, dtype=torch.long); cues = torch.zeros(len(items), 2, dtype=torch.long)
        roles = torch.zeros(len(items), BEFORE + AFTER, dtype=torch.long)
        for n, (k, o) in enumerate(items):
            c0, c1, s0, s1 = (self.attributions[k] + o).tolist()
            cues[n, 0], cues[n, 1] = c0, c1
            cue[c0] = 1; cue[c0 + 1:c1] = 2
            def put(a, b, tag):
                a, b = a - c0 + BEFORE, b - c0 + BEFORE
                if b <= 0 or a >= BEFORE + AFTER: return
                if a >= 0: roles[n, a] = tag
                roles[n, max(0, a + 1):max(0, min(b, BEFORE + AFTER))] = tag + 1
            for a, b in self.contents[k]: put(a + o, b + o, 3)
            if int(self.attributions[k, 2]) >= 0: put(s0, s1, 1)
        return cue, cues, roles


def spans(tags):
    """Runs of B/I in a list of tags -> {(kind, start, end)}, kind 0 source, 1 content."""
    out, kind, start = [], -1, 0
    for i, t in enumerate(list(tags) + [0]):
        k = -1 if t == 0 else (t - 1) // 2
        if kind >= 0 and (k != kind or t in (1, 3)): out.append((kind, start, i)); kind = -1
        if k >= 0 and kind < 0: kind, start = k, i
    return out


def cue_spans(logits):
    best = logits.argmax(-1).tolist(); out, start = [], -1
    for i, t in enumerate(best + [0]):
        if start >= 0 and t != 2: out.append((start, i)); start = -1
        if t == 1 or (t == 2 and start < 0 and (i == 0 or best[i - 1] == 0)): start = i
    return out


@torch.no_grad()
def evaluate(net, split):
    net.eval(); n = {r: [0, 0, 0] for r in "SKC"}; strict = [0, 0, 0]; loose = 0
    for d in range(len(split.of_document)):
        f, mask, sentence, items = split.batch([d])
        h = net.encode(f, mask); found = cue_spans(net.cue(h).masked_fill(mask == 0, 0))
        gold_rel, sys_rel = set(), set()
        for k, o in items:
            c0, c1, s0, s1 = (split.attributions[k] + o).tolist()
            gold_rel.add(((c0, c1), (s0, s1) if int(split.attributions[k, 2]) >= 0 else None, frozenset((a + o, b + o) for a, b in split.contents[k])))
        if found:
            cues = torch.tensor(found)
            e, where = net.roles(h, mask, sentence, cues)
            for (c, tags) in zip(found, net.viterbi(e).tolist()):
                r = spans(tags); base = c[0] - BEFORE
                src = [(a + base, b + base) for k, a, b in r if k == 0][:1]
                sys_rel.add((c, src[0] if src else None, frozenset((a + base, b + base) for k, a, b in r if k == 1)))
        for r, pick in (("K", lambda x: {x[0]}), ("S", lambda x: {x[1]} - {None}), ("C", lambda x: set(x[2]))):
            G = set().union(*map(pick, gold_rel)) if gold_rel else set(); S = set().union(*map(pick, sys_rel)) if sys_rel else set()
            n[r][0] += len(G & S); n[r][1] += len(S); n[r][2] += len(G)
        strict[0] += len(gold_rel & sys_rel); strict[1] += len(sys_rel); strict[2] += len(gold_rel)
        # soft: cues overlap, source and content Jaccard >= .5
        used = set()
        jac = lambda a, b: len(a & b) / len(a | b) if a | b else 1.0
        toks = lambda ss: {i for s in ss if s for i in range(*s)}
        for g in gold_rel:
            for s in sys_rel:
                if s not in used and toks([g[0]]) & toks([s[0]]):
                    if jac(toks([g[1]]), toks([s[1]])) >= 0.5 and jac(toks(g[2]), toks(s[2])) >= 0.5: loose += 1; used.add(s); break
    f1 = lambda a: 200 * a[0] / max(1, a[1] + a[2])
    return dict(source=f1(n["S"]), cue=f1(n["K"]), content=f1(n["C"]), strict=f1(strict), soft=f1([loose, strict[1], strict[2]]), found=strict[1])


def main():
    p = argparse.ArgumentParser(); p.add_argument("work"); p.add_argument("--epochs", type=int, default=24); p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1); p.add_argument("--minutes", type=float, default=1e9); p.add_argument("--out", default="attribution"); p.add_argument("--rows", type=int, default=4096)
    p.add_argument("--rate", type=float, default=2e-3); p.add_argument("--drop", type=float, default=0.3)
    p.add_argument("--dilations", default="1,2,4,8,1"); p.add_argument("--role-dilations", default="1,3,9")
    a = p.parse_args(); torch.set_num_threads(a.threads); torch.manual_seed(a.seed); rng = np.random.RandomState(a.seed)
    out = f"{a.work}/{a.out}"; os.makedirs(out, exist_ok=True)
    train, dev = Split(f"{a.work}/train"), Split(f"{a.work}/dev")
    vectors = np.load(f"{a.work}/vectors.npy")
    net = Network(len(vectors) + 1, vars(a), vectors); average = Network(len(vectors) + 1, vars(a)); average.load_state_dict(net.state_dict())
    counts = torch.bincount(train.features[0], minlength=len(vectors) + 1).float(); forget = 0.3 / (0.3 + counts); forget[0] = 0
    tables = [q for n, q in net.named_parameters() if n.split(".")[0] in ("word", "prefix", "suffix", "shape", "place")]
    dense = [q for n, q in net.named_parameters() if n.split(".")[0] not in ("word", "prefix", "suffix", "shape", "place")]
    opt = torch.optim.AdamW([dict(params=tables, weight_decay=0.0, lr=a.rate), dict(params=dense, weight_decay=0.03, lr=a.rate)], betas=(0.9, 0.98))
    rates = [g["lr"] for g in opt.param_groups]
    first, best, since, begun = 0, None, 0, time.time(); checkpoint = f"{out}/checkpoint.pt"
    if os.path.exists(checkpoint):
        c = torch.load(checkpoint); net.load_state_dict(c["net"]); average.load_state_dict(c["average"]); opt.load_state_dict(c["opt"]); first, best = c["epoch"], c["best"]; rng.set_state(c["rng"]); torch.set_rng_state(c["torch"])
    recipe = {k: v for k, v in vars(a).items() if k not in ("work", "out", "minutes")}     # what the weights depend on
    print(json.dumps(recipe), sum(q.numel() for q in dense), "dense", sum(q.numel() for q in tables), "table parameters", flush=True)
    steps_per_epoch = math.ceil(int(train.documents[-1]) / a.rows); total = steps_per_epoch * a.epochs; step = first * steps_per_epoch
    for epoch in range(first, a.epochs):
        order = rng.permutation(len(train.of_document)); net.train(); t0 = time.time(); sums = [0.0, 0.0]; n = 0; docs, size = [], 0
        for j, d in enumerate(order.tolist()):
            docs.append(d); size += int(train.documents[d + 1] - train.documents[d])
            if size < a.rows and j + 1 < len(order): continue
            f, mask, sentence, items = train.batch(docs); docs, size = [], 0
            gone = torch.rand(len(f[0])) < forget[f[0]]; f[0] = f[0].masked_fill(gone, 0)
            f[3] = torch.where(torch.rand(len(f[3])) < 0.05, f[3][0], f[3])
            cue, cues, roles = train.targets(items, len(mask))
            progress = min(1.0, step / total); scale = min(1.0, (step + 1) / 200) * (0.5 * (1 + math.cos(math.pi * progress)) * 0.98 + 0.02)
            for g, r in zip(opt.param_groups, rates): g["lr"] = r * scale
            h = net.encode(f, mask, a.drop)
            cue_loss = (F.cross_entropy(net.cue(F.dropout(h, a.drop)), cue, reduction="none") * mask[:, 0]).sum() / mask.sum()
            loss = cue_loss * 10
            if len(items):
                e, where = net.roles(h, mask, sentence, cues, a.drop * 0.7)
                role_loss = net.crf_loss(e, torch.where(where >= 0, roles, torch.zeros_like(roles))); loss = loss + role_loss * 0.3; sums[1] += role_loss.item()
            opt.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(net.parameters(), 2.0); opt.step(); sums[0] += cue_loss.item(); n += 1; step += 1
            decay = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for q, r in zip(average.parameters(), net.parameters()): q.lerp_(r, 1 - decay)
        score = evaluate(average, dev); key = score["soft"] + score["content"] + 0.5 * score["cue"] + 0.5 * score["source"]
        print(f"epoch {epoch + 1}: {time.time() - t0:.0f} s, cue loss {sums[0] / n:.4f}, role loss {sums[1] / n:.3f}; dev " + " ".join(f"{k} {v:.1f}" for k, v in score.items()), flush=True)
        if best is None or key > best: best, since = key, 0; torch.save(average.state_dict(), f"{out}/best.pt"); json.dump(dict(epoch=epoch + 1, dev=score, settings=recipe), open(f"{out}/best.json", "w"))
        else: since += 1
        torch.save(dict(net=net.state_dict(), average=average.state_dict(), opt=opt.state_dict(), epoch=epoch + 1, best=best, rng=rng.get_state(), torch=torch.get_rng_state()), checkpoint)
        if since >= 6 or (time.time() - begun) / 60 > a.minutes: break


if __name__ == "__main__":
    main()
