#!/usr/bin/python3
"""Writes the settings, the scores during training and the hash of a model into its card, between the two markers.

usage: card.py BEST.json MODEL.hsm CARD.md
"""
import json, os, re, sys


def main(best, model, card):
    run = json.load(open(best)); data = open(model, "rb").read()
    rows = ["<!-- run -->", "", "| | |", "|---|---|", f"| SHA-256 | `{data[-32:].hex()}` |", f"| size | {len(data):,} bytes |", f"| best epoch | {run['epoch']} |"]
    rows += [f"| {k} | {v:.1f} |" for k, v in run["dev"].items() if k != "found"]
    rows += ["", "Settings: " + ", ".join(f"{k} {v}" for k, v in sorted(run["settings"].items())) + ".", "", "<!-- /run -->"]
    text = open(card, encoding="utf-8").read()
    new = re.sub(r"<!-- run -->.*<!-- /run -->", lambda _: "\n".join(rows), text, flags=re.S)
    open(card, "w", encoding="utf-8").write(new)
    print(f"{os.path.basename(card)}: SHA-256 {data[-32:].hex()[:12]}…")


if __name__ == "__main__":
    main(*sys.argv[1:])
