#!/usr/bin/python3
"""Turns a trained network into arrays for the packer: tables in eight bits with a scale per row, all else in 32-bit floats.

usage: export.py WORK NAME DEV SHARES [TEXT_FOLDER]
DEV is the development part that the confidence is fitted on, claims or parc; SHARES how much of our own annotators' habit goes into what the product calls the claim record's convention and PARC's: "0.5,0" takes half and none, for the claim
record wants more than PARC and less than our annotators marked.
Writes WORK/NAME/weights/*.npy. With TEXT_FOLDER (features of one text, written by `Hearsay.Training describe`) also TEXT_FOLDER/expected.json:
what this network computes there, with the tables as quantised, so that a test can hold the C# inference against it.
"""
import json, os, sys
import numpy as np
import torch
import attribution as A

LEAST = -4                  # log odds below which the product looks at no cue
FLOOR = -20                 # least log-probability of a sequence, as in the product


def confidence(net, dev):
    """Weights of the logistic regression that says how likely a found attribution is right: bias, log odds of the cue, log-probability of the tags, no source."""
    rows, right = [], []
    with torch.no_grad():
        for d in range(len(dev.of_document)):
            for r in A.found(net, dev, d, LEAST): rows.append([1, r.odds, max(FLOOR, r.probability), r.source is None]); right.append(r.soft)
    x, y = np.array(rows, np.float64), np.array(right, np.float64); likely = lambda x, w: 1 / (1 + np.exp(-x @ w))
    def fit(x, y):
        w = np.zeros(4)
        for _ in range(30): p = likely(x, w); w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(4), x.T @ (p - y) + 1e-3 * w)
        return w
    half = np.arange(len(x)) < len(x) // 2
    for fitted, name in ((half, "second"), (~half, "first")):
        p, r = likely(x[~fitted], fit(x[fitted], y[fitted])), y[~fitted]; bins = np.minimum(9, (p * 10).astype(int))
        print(f"calibration error of the {name} half of the documents, fitted on the other: {100 * sum(abs((p - r)[bins == b].sum()) for b in range(10)) / len(p):.1f}")
    w = fit(x, y); p = likely(x, w); gold = len(dev.attributions)
    for t in np.arange(0.2, 0.7, 0.05): k = p >= t; print(f"confidence {t:.2f}: {k.sum()} found, precision {100 * y[k].mean():.1f}, recall {100 * y[k].sum() / gold:.1f}, F1 {200 * y[k].sum() / (k.sum() + gold):.1f}")
    return w.astype(np.float32)


def main(work, name, dev, shares, text=None):
    torch.set_num_threads(1); out = f"{work}/{name}/weights"; os.makedirs(out, exist_ok=True)
    state = torch.load(f"{work}/{name}/best.pt"); settings = json.load(open(f"{work}/{name}/best.json"))["settings"]
    net = A.Network(len(state["word.weight"]), settings); net.load_state_dict(state); net.eval()
    shares = torch.tensor([[float(x)] for x in shares.split(",")]); net.convention.weight.data = shares * net.convention.weight.data[0] + (1 - shares) * net.convention.weight.data[1]
    save = lambda n, a: np.save(f"{out}/{n}.npy", np.ascontiguousarray(a))
    for n, p in net.named_parameters():
        v = p.detach().numpy()
        if n.split(".")[0] in A.TABLES:
            scale = np.maximum(np.abs(v).max(1), 1e-8).astype(np.float32) / np.float32(127)
            q = np.clip(np.rint(v / scale[:, None]), -127, 127).astype(np.int8)
            save(n.split(".")[0], q.astype(np.int32)); save(n.split(".")[0] + ".scale", scale)
            p.data = torch.from_numpy(q.astype(np.float32) * scale[:, None])
        else: save(n, v.astype(np.float32))
    save("blocks.dilations", np.array(net.dilations, np.float32)); save("role_blocks.dilations", np.array(net.role_dilations, np.float32)); save("window", np.array([A.BEFORE, A.AFTER], np.float32))
    def fitted(convention): split = A.Split(f"{work}/{dev}-dev"); split.conventions.fill_(convention); return confidence(net, split)
    save("confidence", np.stack([fitted(c) for c in range(len(A.CONVENTIONS))]))
    if text:
        split = A.Split(text); split.conventions.fill_(0)
        with torch.no_grad():
            b = split.batch([0]); t = len(split.sentence); h = net.encode(b); logits = net.cue(h)[:t]; cues = A.heads(logits)
            e, where = net.roles(h, b, cues); tags = net.viterbi(e); likely = net.log_probability(e, tags)
        cues = cues.tolist(); roles = [[[k, a + c - A.BEFORE, b + c - A.BEFORE] for k, a, b in A.spans(r)] for c, r in zip(cues, tags.tolist())]
        json.dump(dict(cue_scores=[[round(x, 4) for x in r] for r in logits.tolist()], cues=cues, roles=roles, role_log_probability=[round(x, 4) for x in likely.tolist()]), open(f"{text}/expected.json", "w"))
    print(f"{len(os.listdir(out))} arrays in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
