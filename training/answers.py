#!/usr/bin/python3
"""Trains the weights by which Hearsay tells which claim replies to which, on what `Hearsay.Training answers` wrote; writes TABLE (src/Hearsay.Claims/Extracting/answers.tsv).

usage: answers.py EXAMPLES… TABLE [--links LINKS] [--folds 4] [--epochs 8 …]
A log-linear model over what each claim may reply to, none among it (src/Hearsay.Claims/Extracting/AnswerRanker.cs). Cross-validation over documents is printed first: precision, recall and F1 of the links in the
last of the files, for the rules and for the model at some log odds of any reply over none. LINKS keeps what it finds there: the second file of examples is made with it, so that the model learns to go on
from links that it has found itself, and not only from those that people marked.
"""
import argparse, collections, json, zlib
import numpy as np
import loglinear

ALSO = 0.5  # as AnswerRanker.cs has it
RUNS = 4  # trainings whose weights are averaged: which links stand just above the threshold hangs on chance less
FIRST = 0  # odds from which a link is kept for the second pass


class Example:
    def __init__(self, line, last):
        d = json.loads(line); self.last = last; self.document, self.claim, self.source, self.gold, self.rule = d["document"], d["claim"], d["from"], set(d["gold"]), set(d["rule"])
        self.features = [c[1:] for c in d["candidates"]]; self.targets = [c[0] for c in d["candidates"]]; self.right = np.array([not self.gold if t < 0 else t in self.gold for t in self.targets])

    def chosen(self, scores, odds):
        """As AnswerRanker.cs: those within ALSO of the likeliest, where some reply is likelier than none by `odds`."""
        none, best = scores[-1], scores[:-1].max(initial=-np.inf)
        return {t for t, x in zip(self.targets[:-1], scores) if x >= best - ALSO} if np.logaddexp.reduce(scores[:-1]) > none + odds else set()


def main():
    a = argparse.ArgumentParser(); a.add_argument("--links"); s = loglinear.arguments(a)
    examples = [Example(line, path == s.examples[-1]) for path in s.examples for line in open(path, encoding="utf-8")]; number = loglinear.index(examples, s.least)
    print(f"{len(examples):,} claims, {sum(bool(e.gold) for e in examples):,} reply; {len(number):,} features seen {s.least} times and more", flush=True)
    if s.folds:
        count = collections.defaultdict(lambda: np.zeros(3, int)); links = []
        for fold in range(s.folds):
            held = lambda e: zlib.crc32(e.document.encode()) % s.folds == fold; weights = loglinear.train([e for e in examples if not held(e)], len(number), s)
            for e in (e for e in examples if e.last and held(e)):
                scores = np.array([weights[r].sum() for r in e.rows]); count[e.source, "rules"] += len(e.gold & e.rule), len(e.rule), len(e.gold)
                links += [dict(document=e.document, claim=e.claim, target=t) for t in sorted(e.chosen(scores, FIRST))]
                for odds in (-1.5, -1, -0.5, 0, 0.5, 1): found = e.chosen(scores, odds); count[e.source, f"model, {odds}"] += len(e.gold & found), len(found), len(e.gold)
        for (source, what), (hit, found, gold) in sorted(count.items()): print(f"{source}, {what}: precision {100 * hit / max(found, 1):.1f}, recall {100 * hit / gold:.1f}, F1 {200 * hit / (found + gold):.1f}", flush=True)
        if s.links:
            with open(s.links, "w") as to: to.writelines(json.dumps(link) + "\n" for link in links)
    weights = np.mean([loglinear.train(examples, len(number), s, s.seed + run) for run in range(RUNS)], axis=0)
    loglinear.write(s.table, "# Which claim replies to which: weights of features, natural units of log odds, each named by its parts (AnswerRanker.cs). Written by training/answers.py.\n", number, weights, s.cut)


if __name__ == "__main__":
    main()
