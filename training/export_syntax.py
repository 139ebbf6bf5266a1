#!/usr/bin/python3
"""Turns a trained base network into arrays for the packer: tables in eight bits with a scale per row, all else in 32-bit floats; feature sets ordered by tag.

usage: export_syntax.py WORK NAME [TEXT_FOLDER]
Writes WORK/NAME/weights. With TEXT_FOLDER (columns of one text, written by `Hearsay.Training describe`) also TEXT_FOLDER/expected-base.json:
what this network reads there, with the tables as quantised, so that a test can hold the C# inference against it.
"""
import json, os, sys
import numpy as np
import torch
import syntax as S

TABLES = ("word", "prefix", "suffix", "short", "long", "shape", "place")
TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


def main(work, name, text=None):
    torch.set_num_threads(1); out = f"{work}/{name}/weights"; os.makedirs(out, exist_ok=True)
    net = S.load(work, name); save = lambda n, a: np.save(f"{out}/{n}.npy", np.ascontiguousarray(a))
    features = open(f"{work}/syntax/features.txt", encoding="utf-8").read().splitlines(); order = sorted(range(len(features)), key=lambda i: TAGS.index(features[i].split("\t")[0]))
    net.feature.weight.data, net.feature.bias.data = net.feature.weight.data[order], net.feature.bias.data[order]
    for n, p in net.named_parameters():
        v = p.detach().numpy()
        if n.startswith("tables."):
            table = TABLES[int(n.split(".")[1])]
            scale = np.maximum(np.abs(v).max(1), 1e-8).astype(np.float32) / np.float32(127)
            q = np.clip(np.rint(v / scale[:, None]), -127, 127).astype(np.int8)
            save(table, q.astype(np.int32)); save(table + ".scale", scale)
            p.data = torch.from_numpy(q.astype(np.float32) * scale[:, None])
        else: save(n, v.astype(np.float32))
    save("blocks.dilations", np.array([b.dilation for b in net.blocks], np.float32))
    write = lambda n, lines: open(f"{out}/{n}.txt", "w", encoding="utf-8", newline="\n").write("\n".join(lines))
    features = [features[i] for i in order]; scripts = open(f"{work}/syntax/scripts.txt", encoding="utf-8").read().splitlines(); write("features", features); write("scripts", scripts)
    if text:
        load = lambda n: torch.from_numpy(np.load(f"{text}/{n}.npy").astype(np.int64)); f = [load(n) for n in S.COLUMNS]; mask = torch.ones(len(f[0]), 1)
        b = load("sentences").tolist(); tags, feature, lemmas, heads, relations, names = S.read([net], f, mask, list(zip(b[:-1], b[1:])))
        json.dump(dict(tags=tags.tolist(), features=[features[i] for i in feature.tolist()], scripts=[scripts[i] for i in lemmas.tolist()], heads=heads.tolist(), relations=relations.tolist(), names=names.tolist()), open(f"{text}/expected-base.json", "w"))
    print(f"{len(os.listdir(out))} files in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
