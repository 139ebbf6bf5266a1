#!/usr/bin/python3
"""Turns the trained network of names into arrays for the packer: tables in eight bits with a scale per row, all else in 32-bit floats.

usage: export_names.py WORK NAME EXPECTED
Writes WORK/weights and WORK/best.json, and to EXPECTED what this network reads in the text of WORK/text, with the tables as quantised, so that a test can hold the C# inference against it.
"""
import json, os, shutil, sys
import numpy as np
import torch
import names as N
from syntax import COLUMNS

TABLES = dict(zip(COLUMNS, ("word", "prefix", "suffix", "short", "long", "shape", "place")))


def main(work, name, expected):
    torch.set_num_threads(1); out = f"{work}/weights"; os.makedirs(out, exist_ok=True)
    state, settings = torch.load(f"{work}/{name}/best.pt"), json.load(open(f"{work}/{name}/best.json"))["settings"]
    net = N.Network(settings); net.load_state_dict(state); net.eval(); save = lambda n, a: np.save(f"{out}/{n}.npy", np.ascontiguousarray(a))
    for n, p in net.named_parameters():
        v = p.detach().numpy()
        if n.startswith("tables.") or n == "gazetteer.weight":
            listed = n == "gazetteer.weight"; v = v.T if listed else v
            table = "gazetteer" if listed else TABLES[COLUMNS[net.columns[int(n.split(".")[1])]]]; scale = np.maximum(np.abs(v).max(1), 1e-8).astype(np.float32) / np.float32(127)
            q = np.clip(np.rint(v / scale[:, None]), -127, 127).astype(np.int8); save(table, q.astype(np.int32)); save(table + ".scale", scale); rounded = torch.from_numpy(q.astype(np.float32) * scale[:, None]); p.data = rounded.T if listed else rounded
        else: save(n, v.astype(np.float32))
    save("blocks.dilations", np.array([b.dilation for b in net.blocks], np.float32)); shutil.copy(f"{work}/{name}/best.json", f"{work}/best.json")
    text = N.Split(f"{work}/text")
    with torch.no_grad():
        f, marks, encoded, mask, sentences, _ = text.batch([0]); tags = net.read(f, marks, encoded, mask, sentences)
    json.dump(dict(names=tags[:int(text.documents[1])].tolist()), open(expected, "w")); print(f"{len(os.listdir(out))} arrays in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
