// What the API sends, as its OpenAPI document says (schema.d.ts is generated from it: `npm run api`), narrowed where the document has plain strings.
// Offsets are code points of the stored text, half-open; times are ISO 8601 in UTC; days are YYYY-MM-DD.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Stance = "asserts" | "accuses" | "admits" | "denies" | "declines" | "pledges" | "threatens" | "urges" | "asks";
export type Verdict = "open" | "accepted" | "rejected" | "edited";
export type Role = "reader" | "analyst" | "editor" | "admin";

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type Me = Omit<Schemas["Me"], "role"> & { role: Role };
export type ClaimRow = Omit<Schemas["ClaimRow"], "stance" | "verdict"> & { stance: Stance; verdict: Verdict };
export type ReviewEntry = Schemas["ReviewEntry"];
export type DocumentRow = Schemas["DocumentRow"];
export type ClaimView = Omit<Schemas["ClaimView"], "row" | "record" | "answers" | "answeredBy"> & { row: ClaimRow; record: ClaimRecord; answers: ClaimRow[]; answeredBy: ClaimRow[] };
export type DocumentView = Omit<Schemas["DocumentView"], "claims"> & { claims: { record: ClaimRecord; row: ClaimRow }[] };
export type FacetCount = Schemas["FacetCount"];

export interface Piece {
  text: string;
  start: number;
  end: number;
}

export interface Source {
  mention: string | null;
  start: number | null;
  end: number | null;
  name: string;
  kind: string;
  country: string | null;
  party: string | null;
}

export interface Participant {
  mention: string | null;
  start: number | null;
  end: number | null;
  name: string;
  country: string | null;
  party: string | null;
}

export interface Quantity extends Piece {
  min: number | null;
  max: number | null;
  unit: string | null;
}

export interface EventTime extends Piece {
  earliest: string | null;
  latest: string | null;
  precision: string | null;
}

export interface Proposition {
  type: string;
  predicate: Piece | null;
  actor: Participant[];
  recipient: Participant[];
  object: (Piece & { system: string | null })[];
  quantity: Quantity | null;
  time: EventTime | null;
  place: (Piece & { country: string | null }) | null;
  certainty: string;
  polarity: string;
  status: string;
  transfer: boolean;
}

/** A record of hearsay.claim/1, in its own spelling. */
export interface ClaimRecord {
  schema: string;
  id: string;
  document: string;
  sha256: string;
  sources: Source[];
  cue: Piece | null;
  content: Piece[];
  form: string;
  stance: Stance;
  answers: string[];
  propositions: Proposition[];
  parent: string | null;
  sentence: number;
}

export type Word = Omit<Schemas["WordView"], "stance"> & { stance: Stance };
export type Side = Omit<Schemas["SideView"], "words" | "position"> & { position: "affirms" | "denies" | "silent" | "intends"; words: Word[] };
export type Dispute = Omit<Schemas["DisputeView"], "sides"> & { sides: Side[] };
export type TimelineItem = Omit<Schemas["Item"], "stance"> & { stance: Stance };
export type Timeline = Omit<Schemas["TimelineView"], "lanes"> & { lanes: (Omit<Schemas["Lane"], "items"> & { items: TimelineItem[] })[] };

export interface Cell {
  value: string | null;
  min: number | null;
  max: number | null;
  uncertain: boolean;
  origins: number;
  claims: string[];
}

export interface RegisterRow {
  id: string;
  status: "acknowledged" | "alleged" | "stopped" | "open" | "denied";
  /** Admiralty credibility that follows from the claims, 1 to 6. */
  credibility: number;
  origins: number;
  against: number;
  cells: Record<string, Cell | null>;
  denials: string[];
  /** What would change its place, in words. */
  changes: string[];
}

export interface Register {
  rows: RegisterRow[];
  changes: { row: string; cell: string; before: string | null; after: string | null; claims: string[] }[] | null;
  /** Claims about a transfer that are in no row. */
  unplaced: string[];
}

export type PartyRow = Schemas["FoundParty"];
export type PartyView = Schemas["PartyView"];
export type Graph = Omit<Schemas["GraphView"], "edges"> & { edges: (Omit<Schemas["Edge"], "stance"> & { stance: Stance })[] };
export type PlaceCount = Schemas["Place"];
export type InboxItem = Schemas["InboxRow"];
export type SavedSearch = Schemas["SearchView"];
