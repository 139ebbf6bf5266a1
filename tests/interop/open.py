#!/usr/bin/env python3
"""Opens exports with tools of others: Python's csv and json, rdflib, bibtexparser. usage: open.py FOLDER INTEROP
INTEROP holds column lists and contexts (plover-fields.tsv, event2-columns.tsv, anno.jsonld ...); what is missing there is not checked, and said."""
import csv, json, os, re, subprocess, sys

folder, interop = sys.argv[1:3]
wrong = 0


def at(*parts):
    return os.path.join(folder, *parts)


def hold(what, holds):
    global wrong
    if not holds:
        wrong += 1
        print("does not hold:", what)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


texts = {}
for line in lines(at("records.jsonl")):
    if line["schema"] == "hearsay.document/1":
        texts[line["sha256"]] = line["text"]

claims = [line for line in lines(at("records.jsonl")) if line["schema"] == "hearsay.claim/1"]
for claim in claims:
    text = texts[claim["sha256"]]
    for part in claim["content"] + ([claim["cue"]] if claim["cue"] else []):
        hold(f"records: {claim['id']} at {part['start']}", text[part["start"]:part["end"]] == part["text"])
print(f"json: {len(claims)} claims in records.jsonl, offsets of all passages give the words in Python")

with open(at("csv", "claims.csv"), encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
hold("csv: as many rows as claims", len(rows) == len(claims))
hold("csv: the record of each row", [json.loads(row["record"])["id"] for row in rows] == [claim["id"] for claim in claims])
print(f"csv (Python, strict): {len(rows)} rows")

# PLOVER: fields and codes
events = lines(at("plover.jsonl"))
categories = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
fields = os.path.join(interop, "plover", "plover-fields.tsv")
if os.path.exists(fields):
    with open(fields, encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    known = {row["field"] for row in table if row["object"] == "event"}
    needed = {row["field"] for row in table if row["object"] == "event" and row["required"] == "Y"}
    for event in events:
        hold(f"plover: fields {set(event) - known} of {event['id']}", set(event) <= known)
        hold(f"plover: required {needed - set(event)}", needed <= set(event))
        hold("plover: categories", set(event["event"]) <= categories and event["actor"] != [])
        hold("plover: recipient", not set(event["event"]) & {"COOPERATE", "AID", "SANCTION"} or event.get("recipient"))
        hold("plover: date", re.fullmatch(r"\d{4}-\d\d-\d\d", event["date"]) is not None)
    print(f"PLOVER: {len(events)} events, fields and categories of the manual")
else:
    print("PLOVER: field list not here, not checked")

# GDELT: columns and types
for name, file in (("event2-columns.tsv", "events.tsv"), ("mentions2-columns.tsv", "mentions.tsv")):
    columns = os.path.join(interop, "gdelt", name)
    if not os.path.exists(columns):
        print("GDELT: column list not here, not checked")
        continue
    with open(columns, encoding="utf-8") as source:
        kinds = [(row["name"], row.get("type", "")) for row in csv.DictReader(source, delimiter="\t")]
    with open(at("gdelt", file), encoding="utf-8", newline="") as source:
        table = list(csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in table:
        hold(f"gdelt {file}: {len(row)} columns", len(row) == len(kinds))
        for (column, kind), cell in zip(kinds, row):
            if cell and kind == "INTEGER":
                hold(f"gdelt {column}: {cell}", re.fullmatch(r"-?\d+", cell))
            if cell and kind in ("FLOAT", "REAL", "DOUBLE"):
                hold(f"gdelt {column}: {cell}", re.fullmatch(r"-?\d+(\.\d+)?", cell))
    print(f"GDELT: {file}, {len(table)} rows of {len(kinds)} columns")

# SIPRI: header and cells
header = os.path.join(interop, "sipri", "transfer-register-columns.tsv")
for file in ("main.csv", "alleged.csv"):
    with open(at("sipri", file), encoding="utf-8", newline="") as source:
        table = list(csv.reader(source, strict=True))
    hold(f"sipri {file}: columns", all(len(row) == len(table[0]) for row in table))
    if os.path.exists(header):
        with open(header, encoding="utf-8") as source:
            names = [row["header"].split(" | ")[0] for row in csv.DictReader(source, delimiter="\t")]
        found = [name for name in table[0] if name.strip()]
        hold(f"sipri {file}: header {found}", found[:12] == [name for name in names if not name.startswith("(")][:12] or set(name for name in names if not name.startswith("(")) <= set(found))
    for row in table[1:]:
        for name, cell in zip(table[0], row):
            if not name.strip():
                hold(f"sipri {file}: a flag is '?' or empty", cell in ("", "?"))
            elif name.startswith("Number") and cell:
                hold(f"sipri {file}: {name} {cell}", re.fullmatch(r"\d+(\.\d+)?", cell))
    print(f"SIPRI: {file}, {len(table) - 1} rows")

# Web Annotation and schema.org as RDF, with the official contexts
try:
    import rdflib
    from rdflib import Graph

    def graph(objects, context):
        for item in objects:
            item["@context"] = context
        made = Graph()
        made.parse(data=json.dumps(objects), format="json-ld")
        return made

    annotations = lines(at("web-annotation.jsonl"))
    context = os.path.join(interop, "w3c-annotation", "anno.jsonld")
    for annotation in annotations:
        for target in annotation["target"]:
            quote, position = target["selector"]
            hold("annotation: exactly one exact, start and end", isinstance(quote["exact"], str) and 0 <= position["start"] < position["end"])
            sha = target["source"][len("urn:sha256:"):] if target["source"].startswith("urn:sha256:") else target["state"]["cached"][len("urn:sha256:"):] if "state" in target else None
            if sha:
                text = texts[sha]
                hold("annotation: positions give the words", text[position["start"]:position["end"]] == quote["exact"])
                hold("annotation: prefix and suffix", text[:position["start"]].endswith(quote["prefix"]) and text[position["end"]:].startswith(quote["suffix"]))
    if os.path.exists(context):
        made = graph(annotations, json.load(open(context, encoding="utf-8"))["@context"])
        oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
        found = set(made.subjects(rdflib.RDF.type, oa.Annotation))
        hold("annotation: each is an oa:Annotation", len(found) == len({a["id"] for a in annotations}))
        hold("annotation: each has a target and a body", all((a, oa.hasTarget, None) in made and (a, oa.hasBody, None) in made for a in found))
        hold("annotation: selectors", len(set(made.subjects(rdflib.RDF.type, oa.TextPositionSelector))) > 0)
        print(f"rdflib: {len(found)} annotations, {len(made)} triples")
    else:
        print("rdflib: the context of Web Annotation is not here, not checked")
    context = os.path.join(interop, "schemaorg", "schemaorgcontext-30.0.jsonld")
    if os.path.exists(context):
        made = graph(lines(at("schema-org.jsonl")), json.load(open(context, encoding="utf-8"))["@context"])
        schema = rdflib.Namespace("http://schema.org/")
        found = set(made.subjects(rdflib.RDF.type, schema.Claim))
        hold("schema.org: claims with text", len(found) > 0 and all((c, schema.text, None) in made for c in found))
        reviews = set(made.subjects(rdflib.RDF.type, schema.ClaimReview))
        hold("schema.org: reviews have claimReviewed and a rating", all((r, schema.claimReviewed, None) in made and (r, schema.reviewRating, None) in made for r in reviews))
        print(f"rdflib: {len(found)} schema.org claims, {len(reviews)} reviews, {len(made)} triples")
    else:
        print("rdflib: the context of schema.org is not here, not checked")
except ImportError:
    print("rdflib is not installed: JSON-LD not checked")

try:
    import bibtexparser
    from bibtexparser.bparser import BibTexParser

    # @online is BibLaTeX's type for what stands on the web; the parser must be told to take more than BibTeX's own.
    with open(at("bibtex.bib"), encoding="utf-8") as file:
        entries = bibtexparser.load(file, parser=BibTexParser(ignore_nonstandard_types=False)).entries
    hold("bibtex: an entry per document, with title and hash", len(entries) == len(texts) and all(entry.get("title") for entry in entries))
    print(f"bibtexparser: {len(entries)} entries")
except ImportError:
    print("bibtexparser is not installed: BibTeX not checked")

csl = json.load(open(at("csl.json"), encoding="utf-8"))
hold("csl: an item per document with id and type", len(csl) == len(texts) and all(item["id"] and item["type"] for item in csl))

# CoNLL-U: ten columns, token ranges into the text
by_document = {}
for line in lines(at("records.jsonl")):
    if line["schema"] == "hearsay.document/1":
        by_document[line["id"]] = line["text"]
document, tokens = None, 0
for line in open(at("conllu.conllu"), encoding="utf-8").read().split("\n"):
    if line.startswith("# newdoc id = "):
        document = line[len("# newdoc id = "):]
    elif line and not line.startswith("#"):
        columns = line.split("\t")
        hold("conllu: ten columns", len(columns) == 10)
        place = re.search(r"TokenRange=(\d+):(\d+)", columns[9])
        if place:
            tokens += 1
            hold(f"conllu: {columns[1]}", by_document[document][int(place[1]):int(place[2])] == columns[1])
print(f"CoNLL-U: {tokens} tokens at their places in the text")

# brat: T lines point at their words, E lines at T lines
spans = 0
for name in sorted(os.listdir(at("brat"))):
    if name.endswith(".ann"):
        text = open(at("brat", name[:-4] + ".txt"), encoding="utf-8", newline="").read()
        ids = set()
        for line in open(at("brat", name), encoding="utf-8", newline="").read().split("\n"):
            if line.startswith("T"):
                id, place, words = line.split("\t")
                ids.add(id)
                spans += 1
                parts = [part.split(" ") for part in place.split(" ", 1)[1].split(";")]
                hold(f"brat {name} {id}", " ".join(text[int(start):int(end)] for start, end in parts) == words)
            elif line.startswith("E"):
                hold(f"brat {name}: {line}", all(part.split(":")[1] in ids for part in line.split("\t")[1].split(" ")))
print(f"brat: {spans} spans at their words")


def run(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=120)
    except FileNotFoundError:
        print(f"{command[0]} is not installed: not checked")
        return None


pandoc = run("pandoc", "-f", "csljson", "-t", "biblatex", at("csl.json"))
if pandoc:
    hold(f"pandoc reads CSL: {pandoc.stderr[:200]}", pandoc.returncode == 0 and pandoc.stdout.count("@") >= len(texts))
    print(f"pandoc: CSL JSON read, {pandoc.stdout.count('@')} entries")
pandoc = run("pandoc", "-f", "commonmark_x-smart", "-t", "plain", at("markdown.md"))
if pandoc:
    hold("pandoc reads the Markdown dossier", pandoc.returncode == 0 and "Quotations" in pandoc.stdout and all(claim["content"][0]["text"].split()[0] in pandoc.stdout for claim in claims))
    print("pandoc: Markdown dossier read")
if os.path.exists(at("pdf.pdf")):
    pdf = run("pdftotext", "-enc", "UTF-8", at("pdf.pdf"), "-")
    if pdf:
        hold("pdftotext finds the quotations", pdf.returncode == 0 and "Quotations" in pdf.stdout and "limited number" in pdf.stdout)
        print(f"pdftotext: {len(pdf.stdout.split())} words")
else:
    print("no browser to print with: PDF not checked")

print("everything holds" if wrong == 0 else f"{wrong} do not hold")
sys.exit(1 if wrong else 0)
