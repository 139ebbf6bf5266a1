#!/usr/bin/python3
"""Writes the settings, the scores during training and the hash of a model into its card, between the two markers.

usage: card.py BEST.json MODEL.hsm CARD.md
"""
import json, os, re, sys


def main(best, model, card):
    run = json.load(open(best)); data = open(model, "rb").read()
    rows = ["<!-- run -->", "", "| | |", "|---|---|", f"| SHA-256 | `{data[-32:].hex()}` |", f"| size | {len(data):,} bytes |", f"| best epoch | {run['epoch']} |"]
    for k, v in run["dev"].items():
        if isinstance(v, dict): rows += [f"| {k} {n} | {x:.1f} |" for n, x in v.items() if n != "found"]
        elif k != "found": rows.append(f"| {k} | {v:.1f} |")
    rows += ["", "Settings: " + ", ".join(f"{k} {v}" for k, v in sorted(run["settings"].items())) + ".", "", "<!-- /run -->"]
    text = open(card, encoding="utf-8").read()
    new = re.sub(r"<!-- run -->.*<!-- /run -->", lambda _: "\n".join(rows), text, flags=re.S)
    open(card, "w", encoding="utf-8").write(new)
    print(f"{os.path.basename(card)}: SHA-256 {data[-32:].hex()[:12]}…")


if __name__ == "__main__":
    main(*sys.argv[1:])
