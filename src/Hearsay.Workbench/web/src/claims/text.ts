import type { Stance } from "../api/types";

/** Finds UTF-16 positions for the code points that the API counts in. */
export class Positions {
  readonly #text: string;
  /** UTF-16 position of each code point, or null where all are one unit wide. */
  readonly #wide: Uint32Array | null;

  constructor(text: string) {
    this.#text = text;
    this.#wide = /[\ud800-\udbff]/.test(text) ? Uint32Array.from(starts(text)) : null;
  }

  /** From code points to UTF-16. */
  utf16(point: number): number {
    return this.#wide ? (this.#wide[point] ?? this.#text.length) : Math.min(point, this.#text.length);
  }

  /** From UTF-16 to code points. */
  point(at: number): number {
    if (!this.#wide) {
      return at;
    }

    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#wide[middle]! < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }

    return low;
  }
}

function* starts(text: string): Generator<number> {
  let at = 0;
  for (const character of text) {
    yield at;
    at += character.length;
  }
}

export const stances: Stance[] = ["asserts", "accuses", "admits", "denies", "declines", "pledges", "threatens", "urges", "asks"];
export const types = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];
export const statuses = ["happened", "ongoing", "planned", "conditional", "possible", "not-happened"];

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const numbers = new Intl.NumberFormat("en-GB");

/** "3 May 2026"; what is no full day is shown as it is. */
export function day(iso: string | null | undefined): string {
  if (!iso) {
    return "";
  }

  const at = /^\d{4}-\d{2}-\d{2}/.test(iso) ? Date.parse(iso.slice(0, 10)) : Number.NaN;
  return Number.isNaN(at) ? iso : days.format(at);
}

export function moment(iso: string | null | undefined): string {
  const at = iso ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(at) ? (iso ?? "") : moments.format(at);
}

export const number = (value: number): string => numbers.format(value);

export const count = (value: number, one: string, many = `${one}s`): string => `${number(value)} ${value === 1 ? one : many}`;

/** A term of a query, with quotation marks where they are needed. */
export const term = (field: string, value: string): string => `${field}:${/^[\p{L}\p{N}_-]+$/u.test(value) ? value : `"${value.replaceAll('"', "")}"`}`;

/** An interval of numbers in words: "60", "2–6", "at least 4", "up to 9", "not stated". */
export function interval(min: number | null, max: number | null): string {
  if (min !== null && max !== null) {
    return min === max ? number(min) : `${number(min)}–${number(max)}`;
  }

  return min !== null ? `at least ${number(min)}` : max !== null ? `up to ${number(max)}` : "not stated";
}
