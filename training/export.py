#!/usr/bin/python3
"""Turns a trained network into arrays for the packer: tables in eight bits with a scale per row, all else in 32-bit floats.

usage: export.py WORK NAME [TEXT_FOLDER]
Writes WORK/NAME/weights/*.npy. With TEXT_FOLDER (features of one text, written by `Hearsay.Training describe`) also TEXT_FOLDER/expected.json:
what this network computes there, with the tables as quantised, so that a test can hold the C# inference against it.
"""
import json, os, sys
import numpy as np
import torch
import attribution as A

TABLES = ("word", "prefix", "suffix", "shape", "place")


def main(work, name, text=None):
    torch.set_num_threads(1); out = f"{work}/{name}/weights"; os.makedirs(out, exist_ok=True)
    state = torch.load(f"{work}/{name}/best.pt"); settings = json.load(open(f"{work}/{name}/best.json"))["settings"]
    settings = {"dilations": "1,2,4,8,1", "role_dilations": "1,3,9", **settings}; net = A.Network(len(state["word.weight"]), settings); net.load_state_dict(state); net.eval()
    save = lambda n, a: np.save(f"{out}/{n}.npy", np.ascontiguousarray(a))
    for n, p in net.named_parameters():
        v = p.detach().numpy()
        if n.split(".")[0] in TABLES:
            scale = np.maximum(np.abs(v).max(1), 1e-8).astype(np.float32) / np.float32(127)
            q = np.clip(np.rint(v / scale[:, None]), -127, 127).astype(np.int8)
            save(n.split(".")[0], q.astype(np.int32)); save(n.split(".")[0] + ".scale", scale)
            p.data = torch.from_numpy(q.astype(np.float32) * scale[:, None])
        else: save(n, v.astype(np.float32))
    save("blocks.dilations", np.array(net.dilations, np.float32)); save("role_blocks.dilations", np.array(net.role_dilations, np.float32)); save("window", np.array([A.BEFORE, A.AFTER], np.float32))
    if text:
        load = lambda n: torch.from_numpy(np.load(f"{text}/{n}.npy").astype(np.int64))
        f = [load(n) for n in ("words", "prefixes", "suffixes", "shapes", "places")]; t = len(f[0]); mask = torch.ones(t, 1)
        s = torch.zeros(t, dtype=torch.long); s[load("sentences")[:-1]] = 1; sentence = torch.cumsum(s, 0)
        with torch.no_grad():
            h = net.encode(f, mask); logits = net.cue(h); cues = A.cue_spans(logits)
            e, where = net.roles(h, mask, sentence, torch.tensor(cues)); tags = net.viterbi(e)
        roles = [[[k, a + c[0] - A.BEFORE, b + c[0] - A.BEFORE] for k, a, b in A.spans(r)] for c, r in zip(cues, tags.tolist())]
        json.dump(dict(cue_scores=[[round(x, 4) for x in r] for r in logits.tolist()], cues=cues, roles=roles), open(f"{text}/expected.json", "w"))
    print(f"{len(os.listdir(out))} arrays in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
