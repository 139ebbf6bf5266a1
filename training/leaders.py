#!/usr/bin/env python3
"""Writes src/Hearsay.Claims/Parties/leaders.tsv: heads of state and government that offices.tsv does not have, from the World Factbook's history.

usage: leaders.py FACTBOOK_LEADERS.tsv [--check]

The input has a line per person, title and state: iso3, role, title, name (surname in capitals), since, first and last snapshot that shows it. What is
written are facts in our own format (docs/parties.md), the same bytes for the same input. States whose offices are compiled by hand in offices.tsv are
left out; with --check the two are compared, conflicts are printed, and nothing is written.

What is dropped: deputies and vice-presidents, governors and co-princes, names that are not plainly one person's. An end is the beginning of the
successor; where snapshots are missing (2017-03 to 2020-11) only its year is known, and it is written as a year.
"""
import re, sys, unicodedata
from pathlib import Path

PARTIES = Path(__file__).resolve().parent.parent / "src" / "Hearsay.Claims" / "Parties"
GAP_START, GAP_END = "2017-03-28", "2020-11-24"
LAST_SNAPSHOT = "2026-01"  # shown from here on: still in office when the data ends
TITLES = {
    "President": "president", "Interim President": "president", "Acting President": "president", "Transitional President": "president",
    "Prime Minister": "prime minister", "Interim Prime Minister": "prime minister", "Acting Prime Minister": "prime minister", "Caretaker Prime Minister": "prime minister",
    "Premier": "prime minister", "Chancellor": "chancellor", "Federal Chancellor": "chancellor", "King": "king", "Queen": "king", "Emperor": "emperor", "Sultan": "sultan", "Amir": "emir",
    "Supreme Leader": "supreme leader", "Grand Duke": "grand duke", "Prince": "prince",
}
ROLES = {"president": ["president"], "prime minister": ["prime minister", "premier"], "chancellor": ["chancellor"], "king": ["king", "queen", "monarch"], "emperor": ["emperor"],
         "sultan": ["sultan"], "emir": ["emir", "amir"], "supreme leader": ["supreme leader"], "grand duke": ["grand duke"], "prince": ["prince"]}
HONORIFICS = {"sheikh", "sir", "dame", "dr.", "dr", "gen.", "lt.", "col.", "capt.", "general", "mr.", "field", "marshal", "(ret.)", "major", "brigadier", "doctor", "retired", "ret.", "adm.", "professor", "prof.", "hon."}
REALMS = {"AUS", "CAN", "NZL", "JAM", "BHS", "GRD", "PNG", "SLB", "TUV", "LCA", "VCT", "BLZ", "ATG", "KNA", "GBR"}


def rows(path):
    for line in Path(path).read_text(encoding="utf-8").splitlines()[1:]:
        iso3, role, title, name, since, first, last = line.split("\t")
        yield iso3, role, title.strip(), name.strip(), since, first, last


def states():
    found = {}
    for line in (PARTIES / "states.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("party\t"):
            cell = line.split("\t")
            found[cell[3]] = cell[4]
    return found


def by_hand():
    offices, persons, holders = {}, {}, []
    for line in (PARTIES / "offices.tsv").read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        if cell[0] == "party" and cell[2] == "office":
            offices[cell[1]] = ([f[3:] for f in cell[10].split("|") if f.startswith("of=state:")], [f[5:] for f in cell[10].split("|") if f.startswith("role=")])
        elif cell[0] == "party":
            persons[cell[1]] = cell[4]
        elif cell[0] == "holder":
            holders.append(cell)
    return offices, persons, holders


def slug(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def titled(word):
    """MACRON as Macron, AL-SUDANI as al-Sudani, O'NEILL as O'Neill."""
    parts = [("al" if part == "AL" and at == 0 and "-" in word else part.capitalize()) for at, part in enumerate(word.split("-"))]
    word = "-".join(parts)
    word = re.sub(r"^(Mc|O'|D')([a-z])", lambda m: m.group(1) + m.group(2).upper(), word)
    return {"Al": "al", "Bin": "bin", "De": "de", "Da": "da", "Van": "van", "Von": "von", "Der": "der", "Dos": "dos", "Del": "del", "La": "la"}.get(word, word)


def person(raw):
    """(name, surname) of "Volodymyr ZELENSKYY"; None when it is not plainly one name."""
    raw = re.sub(r'"[^"]*"|\([^)]*\)', " ", raw)
    raw = re.sub(r",? (Jr\.?|Sr\.?|MP)$", "", raw.strip())
    raw = re.sub(r" of (the )?[A-Z][a-z]+$", "", raw)
    if re.search(r"[,;/\d]|\b(and|previously|note|elect|acting|since|Vice|Deputy|Minister|President|the)\b", raw):
        return None
    words = [w for w in raw.split() if w.lower() not in HONORIFICS]
    surname = [w for w in words if len(w.rstrip(".")) > 1 and w.upper() == w and any(c.isalpha() for c in w) and not w.endswith(".")]
    numeral = bool(surname) and re.fullmatch(r"[IVX]+", surname[-1]) is not None
    if not surname or len(words) > 6 or (len(words) == 1 and not numeral):
        return None
    first = words.index(surname[0])
    if numeral or len(words) == len(surname):
        name = " ".join([titled(w) if not re.fullmatch(r"[IVX]+", w) else w for w in surname])
        return name, titled(surname[0])
    given = [w for w in words if w not in surname]
    if first == 0:
        return " ".join([titled(w) for w in surname] + given), " ".join(titled(w) for w in surname)
    # Patronymics and middle initials are left out: news write "Mikhail Mishustin", "Donald Trump".
    given = [w for at, w in enumerate(given) if at == 0 or not (re.fullmatch(r"[A-Z]\.", w) or re.search(r"(vich|vna|yevna|ovych)$", w))]
    return " ".join(given[:2] if len(given) > 2 else given) + " " + " ".join(titled(w) for w in surname), " ".join(titled(w) for w in surname)


def spans(path):
    """{(iso3, office): [[name, surname, since, first seen, last seen]]} in order, neighbours of one person made one."""
    found = {}
    for iso3, role, title, raw, since, first, last in rows(path):
        base = re.sub(r" (Sheikh|Sir|Dr\.|Gen\.|Lt\. Gen\.|Capt\.|Sultan|Crown Prince)$", "", title)
        if base not in TITLES or (base in ("King", "Queen") and iso3 in REALMS):
            continue
        who = person(raw)
        if who is None or not re.fullmatch(r"\d{4}(-\d\d){0,2}", since):
            continue
        office = TITLES[base]
        line = found.setdefault((iso3, office), [])
        line.append([who[0], who[1], since, first, last])
    drop_strays(found)
    for key, line in found.items():
        line.sort(key=lambda s: (s[2], s[3], s[0]))
        merged = []
        for span in line:
            same = [other for other in merged if slug(other[1]) == slug(span[1]) and (other[2] == span[2] or other is merged[-1])]
            if same:
                same[0][4] = max(same[0][4], span[4])
                same[0][3] = min(same[0][3], span[3])
                if len(span[0]) < len(same[0][0]):
                    same[0][0] = span[0]
            else:
                merged.append(span)
        found[key] = merged
    return found


def drop_strays(found):
    """A person shown in two states at once slipped into a neighbour's file: the state that shows the person longer keeps it."""
    shown = {}
    for (iso3, office), line in found.items():
        for span in line:
            shown.setdefault((office, span[0]), {}).setdefault(iso3, []).append(months(span[4]) - months(span[3]))
    for (iso3, office), line in found.items():
        line[:] = [span for span in line if office in ("king", "queen", "prince") or max(shown[office, span[0]], key=lambda state: (sum(shown[office, span[0]][state]), state)) == iso3]


def ends(line):
    """Adds the end of each span; drops a span that cannot be dated."""
    out = []
    for at, (name, surname, since, first, last) in enumerate(line):
        after = line[at + 1] if at + 1 < len(line) else None
        if after is None:
            end = "" if last >= LAST_SNAPSHOT else last[:7] if last > GAP_END else GAP_START[:4] if last >= "2017" else last[:4]
        elif last <= GAP_START and after[2] > GAP_START:
            end = GAP_START[:4]
        else:
            end = after[2]
        if end and end < since[:len(end)]:
            continue
        if end and len(end) >= len(since) and end <= since:
            continue
        out.append((name, surname, since, end, last))
    return out


def main(argv):
    known = states()
    offices, hand_persons, hand_holders = by_hand()
    taken = {(of[6:], role) for ofs, roles in offices.values() for of in ofs for role in roles}
    all_spans = spans(argv[0])
    if "--check" in argv:
        return check(all_spans, offices, hand_persons, hand_holders)
    persons, posts, holders = {}, [], []
    hand_names = {name: id for id, name in hand_persons.items()}
    for (iso3, office), line in sorted(all_spans.items()):
        if iso3 not in known or any((iso3, role) in taken for role in ROLES[office]):
            continue
        dated = ends(line)
        if not dated:
            continue
        id = "office:%s-%s" % (iso3.lower(), office.replace(" ", "-"))
        posts.append("\t".join(["party", id, "office", iso3, "%s of %s" % (office.capitalize(), known[iso3]), "", "", "", "", "", "|".join(["of=state:" + iso3] + ["role=" + r for r in ROLES[office]]), "factbook"]))
        for name, surname, since, end, last in dated:
            who = hand_names.get(name)
            if who is None:
                who = "person:%s-%s" % (iso3.lower(), slug(name))
                gender = ["gender=f"] if any(r for r in rows_of(argv[0], iso3) if r == ("Queen", name)) else []
                persons.setdefault(who, "\t".join(["party", who, "person", iso3, name, "", "", "", "", "", "|".join(gender + (["surname=" + surname] if surname != name.split(" ")[-1] else [])), "factbook"]))
            holders.append("\t".join(["holder", id, who, since, end, "factbook@" + last]))
    head = "# Heads of state and government, from the World Factbook (public domain): written by training/leaders.py, not by hand.\n# Format: docs/parties.md. The source names the last snapshot that shows the holder.\n"
    text = head + "\n".join([persons[key] for key in sorted(persons)] + posts + holders) + "\n"
    (PARTIES / "leaders.tsv").write_text(text, encoding="utf-8")
    print(len(persons), "persons,", len(posts), "offices,", len(holders), "tenures")


def rows_of(path, iso3):
    return {(title, (person(name) or ("",))[0]) for code, role, title, name, *_ in rows(path) if code == iso3}


def check(all_spans, offices, persons, holders):
    """Prints where the hand-made table and the Factbook differ: a surname, or a beginning by more than a month."""
    conflicts = 0
    for (iso3, office), line in sorted(all_spans.items()):
        mine = [cell for cell in holders if iso3 in [of[6:] for of in offices[cell[1]][0]] and set(ROLES[office]) & set(offices[cell[1]][1])]
        if not mine:
            continue
        for name, surname, since, first, last in line:
            near = [cell for cell in mine if cell[3][:7] <= first[:7] and (not cell[4] or cell[4][:7] >= first[:7])]
            if not any(slug(surname)[:4] in slug(persons[cell[2]]) or slug(persons[cell[2]]).split("-")[-1][:4] in slug(name) for cell in near):
                conflicts += 1
                print("differs", iso3, office, name, since, "seen", first, "-", last, "| by hand:", [persons[cell[2]] for cell in near])
            elif not any(abs(months(cell[3]) - months(since)) <= 1 for cell in mine):
                conflicts += 1
                print("date   ", iso3, office, name, "since", since, "| by hand:", [(persons[cell[2]], cell[3]) for cell in near])
    print(conflicts, "conflicts")


def months(date):
    return int(date[:4]) * 12 + (int(date[5:7]) if len(date) > 4 else 6)


if __name__ == "__main__":
    main(sys.argv[1:])
