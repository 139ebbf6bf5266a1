#!/usr/bin/python3
"""Trains the weights by which Hearsay tells who takes part in an event, on what `Hearsay.Training roles` wrote; writes TABLE (src/Hearsay.Claims/Coding/roles.tsv).

usage: roles.py EXAMPLES TABLE [--folds 4] [--epochs 8 …]
A log-linear model over the candidates of each event and role, nobody among them (src/Hearsay.Claims/Extracting/RoleRanker.cs): the probability of those whom people named is raised. Cross-validation
over documents is printed first: how often the likeliest candidate is one of those named, for what the rules found and for the model.
"""
import argparse, collections, json, re, zlib
import numpy as np
import loglinear


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


def main():
    s = loglinear.arguments(argparse.ArgumentParser())
    examples = [Example(line) for path in s.examples for line in open(path, encoding="utf-8")]; number = loglinear.index(examples, s.least)
    print(f"{len(examples):,} roles of events, {len(number):,} features seen {s.least} times and more", flush=True)
    if s.folds:
        count = collections.Counter()
        for fold in range(s.folds):
            held = lambda e: zlib.crc32(e.document.encode()) % s.folds == fold; weights = loglinear.train([e for e in examples if not held(e)], len(number), s)
            for e in filter(held, examples):
                best = int(np.argmax([weights[r].sum() for r in e.rows])); count.update({(e.source, e.role, "all"): 1, (e.source, e.role, "rules"): int(e.rule), (e.source, e.role, "model"): int(e.right[best])})
        for source, role in sorted({k[:2] for k in count}):
            n = count[source, role, "all"]; print(f"{source}, {role}: {n}, right by the rules {100 * count[source, role, 'rules'] / n:.1f} %, by the model {100 * count[source, role, 'model'] / n:.1f} %", flush=True)
    weights = loglinear.train(examples, len(number), s)
    loglinear.write(s.table, "# Who takes part in an event: weights of features, natural units of log odds, each named by its parts (RoleRanker.cs). Written by training/roles.py.\n", number, weights, s.cut)


if __name__ == "__main__":
    main()
