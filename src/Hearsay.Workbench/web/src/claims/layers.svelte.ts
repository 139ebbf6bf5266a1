import type { ClaimRecord } from "../api/types";
import { Positions } from "./text";

export const layers = ["speaker", "cue", "content", "actor", "quantity", "time"] as const;
export type Layer = (typeof layers)[number];

/** Characters (UTF-16) of a text that belong to a claim. */
export interface Painted {
  start: number;
  end: number;
  layer: Layer;
  claim: string;
}

/** A stretch of text that everything painted over it covers from end to end. */
export interface Stretch {
  text: string;
  start: number;
  layers: Layer[];
  claims: string[];
}

const stored = "hearsay.layers";

/** Which layers are shown; the choice is kept. */
class Shown {
  off = $state<Layer[]>(JSON.parse(localStorage.getItem(stored) ?? "[]") as Layer[]);

  has(layer: Layer): boolean {
    return !this.off.includes(layer);
  }

  toggle(layer: Layer): void {
    this.off = this.has(layer) ? [...this.off, layer] : this.off.filter((other) => other !== layer);
    localStorage.setItem(stored, JSON.stringify(this.off));
  }
}

export const shown = new Shown();

/** What a record says about a text that starts at code point `offset` of the document. */
export function paint(record: ClaimRecord, positions: Positions, offset: number, length: number): Painted[] {
  const painted: Painted[] = [];
  const add = (layer: Layer, piece: { start: number | null; end: number | null } | null): void => {
    if (piece && piece.start !== null && piece.end !== null && piece.end > offset) {
      const start = positions.utf16(Math.max(0, piece.start - offset));
      const end = positions.utf16(piece.end - offset);
      if (start < length && end > start) {
        painted.push({ layer, start, end: Math.min(end, length), claim: record.id });
      }
    }
  };
  for (const piece of record.content) {
    add("content", piece);
  }

  add("cue", record.cue);
  for (const source of record.sources) {
    add("speaker", source);
  }

  for (const proposition of record.propositions) {
    for (const one of [...proposition.actor, ...proposition.recipient]) {
      add("actor", one);
    }

    add("quantity", proposition.quantity);
    add("time", proposition.time);
  }

  return painted;
}

/** Cuts a text where something painted begins or ends. */
export function cut(text: string, painted: Painted[]): Stretch[] {
  const borders = [...new Set([0, text.length, ...painted.flatMap((one) => [one.start, one.end])])].filter((at) => at <= text.length).sort((left, right) => left - right);
  const sorted = [...painted].sort((left, right) => left.start - right.start);
  const stretches: Stretch[] = [];
  let open: Painted[] = [];
  let next = 0;
  for (let index = 0; index + 1 < borders.length; index++) {
    const start = borders[index]!;
    const end = borders[index + 1]!;
    while (next < sorted.length && sorted[next]!.start <= start) {
      open.push(sorted[next++]!);
    }

    open = open.filter((one) => one.end > start);
    stretches.push({ text: text.slice(start, end), start, layers: [...new Set(open.map((one) => one.layer))], claims: [...new Set(open.map((one) => one.claim))] });
  }

  return stretches;
}
