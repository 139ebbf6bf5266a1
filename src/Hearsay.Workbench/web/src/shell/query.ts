import { stances, statuses, term, types } from "../claims/text";

/** One term of a query, as typed. */
export interface Term {
  minus: boolean;
  field: string;
  values: string[];
  start: number;
  end: number;
}

export const operators: { name: string; says: string; values?: string[] }[] = [
  { name: "speaker", says: "who speaks: words of the name, a state's code (IRN), or a party's id" },
  { name: "stance", says: "how the source puts it", values: stances },
  { name: "actor", says: "who acts in what is claimed" },
  { name: "recipient", says: "whom it is done to" },
  { name: "type", says: "what kind of event; transfer for arms transfers", values: ["transfer", ...types.map((type) => type.toLowerCase())] },
  { name: "status", says: "as the source puts it", values: statuses },
  { name: "polarity", says: "whether it is said to be so or not", values: ["positive", "negative"] },
  { name: "object", says: "goods, weapon or thing" },
  { name: "outlet", says: "who published it" },
  { name: "place", says: "where" },
  { name: "country", says: "state of anybody in the claim" },
  { name: "party", says: "a party's id, in any role" },
  { name: "review", says: "what people decided", values: ["open", "accepted", "rejected", "edited"] },
  { name: "reliability", says: "Admiralty grade of the source", values: ["A", "B", "C", "D", "E", "F"] },
  { name: "credibility", says: "Admiralty grade of the information", values: ["1", "2", "3", "4", "5", "6"] },
  { name: "before", says: "published before a day: 2026-05, 2026-05-14" },
  { name: "after", says: "published on or after a day" },
  { name: "confidence", says: "the reader's probability at least", values: ["0.5", "0.7", "0.8", "0.9"] },
  { name: "form", says: "how it is quoted", values: ["direct", "indirect", "mixed"] },
  { name: "document", says: "id of a document, or its beginning" },
  { name: "family", says: "id of a family of copies" },
  { name: "id", says: "id of a claim, or its beginning" },
];

/** Facets whose values the ledger counts. */
export const counted = ["speaker", "outlet", "actor", "recipient", "object"];

export function parse(query: string): Term[] {
  const terms: Term[] = [];
  const pattern = /(-?)(?:([a-z]+):)?((?:"[^"]*"?|[^\s",]+)(?:,(?:"[^"]*"?|[^\s",]+))*)/giu;
  for (const found of query.matchAll(pattern)) {
    const field = (found[2] ?? "").toLowerCase();
    const values = [...found[3]!.matchAll(/"([^"]*)"?|[^\s",]+/gu)].map((value) => value[1] ?? value[0]);
    terms.push({ minus: found[1] === "-", field, values, start: found.index, end: found.index + found[0].length });
  }

  return terms;
}

export function has(query: string, field: string, value: string): "no" | "only" | "without" {
  const low = value.toLowerCase();
  const found = parse(query).find((one) => one.field === field && one.values.some((other) => other.toLowerCase() === low));
  return !found ? "no" : found.minus ? "without" : "only";
}

/** Puts a term into the query, or takes it out when it is there in the same way. */
export function toggle(query: string, field: string, value: string, minus: boolean): string {
  const low = value.toLowerCase();
  const now = has(query, field, value);
  let rest = query;
  for (const old of parse(query).reverse()) {
    const same = old.field === field && old.values.some((other) => other.toLowerCase() === low);
    if (same) {
      const left = old.values.filter((other) => other.toLowerCase() !== low);
      const kept = left.length > 0 ? (old.minus ? "-" : "") + left.map((other, index) => (index ? term("", other).slice(1) : term(field, other))).join(",") : "";
      rest = rest.slice(0, old.start) + kept + rest.slice(old.end);
    }
  }

  rest = rest.replace(/\s+/g, " ").trim();
  if (now === (minus ? "without" : "only")) {
    return rest;
  }

  const alike = !minus && field !== "speaker" ? parse(rest).find((old) => !old.minus && old.field === field) : undefined;
  if (alike) {
    // Two stances are alternatives; two separate terms would find nothing.
    return `${rest.slice(0, alike.end)},${term("", value).slice(1)}${rest.slice(alike.end)}`;
  }

  return `${rest} ${minus ? "-" : ""}${term(field, value)}`.trim();
}

/** The query without the terms that ask for a field; those that exclude stay. */
export function without(query: string, field: string): string {
  let rest = query;
  for (const old of parse(query).reverse()) {
    if (old.field === field && !old.minus) {
      rest = rest.slice(0, old.start) + rest.slice(old.end);
    }
  }

  return rest.replace(/\s+/g, " ").trim();
}
